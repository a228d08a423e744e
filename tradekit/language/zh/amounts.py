"""Amounts: what money and counted or weighed goods say: a level, its change, a price, a number of traders."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language import figure as f
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.grammar import BASE, END, GAP, LEAD, TAIL, Rule, Rules
from tradekit.language.mentions import Mention, Quantity
from tradekit.language.zh.bounds import bound, touched_base
from tradekit.language.zh.fragments import AGAIN, FROM, FROM_END, pattern

Found = re.Match[str] | None
GOODS_UNITS: Final = frozenset("辆台艘架件只条双套部头支块张箱桶片米吨卷根株枚瓶盒包袋尾羽匹节颗粒副把筐")
TRADER_UNITS: Final = frozenset(("家", "户", "个"))
PER_CODE: Final = {"吨": "t", "立方米": "m3"}
_CHANGE: Final = pattern("(?:了|{near}|(?:金额|额)[达为])*")
_CHANGE_OF_AMOUNT: Final = pattern(
    "(?:了|幅度|金额|额|量|速度|比例|达|达到|为|{near}|高达|多达|也|均|分别|都|在|过|突破|有|则|又)*"
)
_STEP: Final = r"大关|级|台阶|关口|规模|(?<=[亿兆])(?:以上|左右|多|的)?(?:\s|[，。；、,;（(]|和|\Z)"
_THINGS: Final = re.compile(
    r"(?!以上|左右|以下|的|和|及|增|同比|环比|上升|下降|减|[至达比较占]|[出进]口)[\u3400-\u9fff]"
)
_TO_LEAD: Final = re.compile(pattern("(?:大幅)?(?:跃升|攀升|增加|{moved})(?:加)?(?:至|到)了?{near}?"))
_PER: Final = re.compile(pattern("(?:/|每)(?P<unit>吨|{per})"))
_DAY: Final = re.compile("日均|每[天日]|日平均")
_ONE_OF_MONEY: Final = re.compile(
    r"(?<![\d.])1(?:美元|欧元|英镑|港元|日元|卢布|韩元)(?:约|大约)?(?:合|兑|等于|折合|可兑换)(?:人民币)?$"
)
_DAILY: Final = frozenset(("/日", "/天", "每日", "每天"))
_MANY: Final = 100
_SIGNS: Final = frozenset("+＋-－−")
_BILLION: Final = 1e8


def _level(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    return _stated(rule, around, quantity, "value", quantity.unit)


def _stated(
    rule: Rule,
    around: Surroundings,
    quantity: Quantity,
    measure: str,
    unit: str,
    base: Mention | None = None,
    end: str = "",
) -> Figure:
    limit = bound(around, quantity)
    return Figure(
        quantity, "level", measure, quantity.value, unit, "", limit, rule.name, base, None, False, False, end
    )


def _again(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    last = around.last
    if last is None:
        return None
    _, slash, per = last.unit.partition("/")
    level = last.statistic == "growth"
    return Figure(
        quantity=quantity,
        statistic="level" if level else last.statistic,
        measure=last.measure,
        value=-quantity.value if last.value < 0 else quantity.value,
        unit=quantity.unit + slash + per,
        basis="" if level else last.basis,
        bound="~",
        rule=rule.name,
        again=True,
    )


def _anothers(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> str | None:
    relative = around.aside("relative")
    return "comparison" if relative is not None and relative.end == quantity.start else None


def _one(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> str | None:
    return rule.says if quantity.value == 1 else None


def _exchanged(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> str | None:
    told = _ONE_OF_MONEY.search(around.text[max(0, quantity.start - 16) : quantity.start])
    return rule.says if told else None


def _priced(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    unit = found["unit"] if found is not None else around.per
    priced = f"{quantity.unit}/{PER_CODE.get(unit, unit)}".rstrip("/")
    return _stated(rule, around, quantity, "price", priced, touched_base(around, quantity))


def _price_moved(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    unit = _PER.match(around.text, quantity.end)
    if unit is None or around.measure == "value":
        return None
    made = _changed(rule, around, quantity, found)
    per = unit["unit"]
    return made.changed(measure="price", unit=f"{quantity.unit}/{PER_CODE.get(per, per)}")


def _repriced(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    fell = found is not None and found["less"] is not None
    made = _priced(rule, around, quantity, found)
    said = around.basis(quantity)
    return Figure(
        quantity, rule.says, "price", -quantity.value if fell else quantity.value, made.unit, said or "yoy",
        made.bound, rule.name, None, around.base(), False, bool(said),
    )  # fmt: skip


def _of_base(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    measure, unit = _counted(around, quantity)
    return _stated(rule, around, quantity, measure, unit, around.base())


def _signed(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """An amount with a sign of its own, in brackets behind a name: 新加坡（+40亿令吉）."""
    sign = around.text[max(0, quantity.start - 2) : quantity.start]
    if len(sign) < 2 or sign[0] not in "（(" or sign[1] not in _SIGNS:
        return None
    measure, unit = _counted(around, quantity)
    value = -quantity.value if sign[1] in "-－−" else quantity.value
    return Figure(quantity, rule.says, measure, value, unit, "yoy", bound(around, quantity), rule.name)


def _from(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    return _stated(rule, around, quantity, "value", quantity.unit, None, "from")


def _to(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    return _stated(rule, around, quantity, "value", quantity.unit, None, "to")


def _changed(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    """A change of level: with the sign of the last direction, or that of 多 and 少."""
    down = around.signs(quantity) & f.DOWN != 0
    if rule.at == END:
        down = found is not None and found["less"] is not None
    measure, unit = _counted(around, quantity)
    measure = "value" if quantity.kind == "money" else measure
    said = around.basis(quantity)
    return Figure(
        quantity, "level_change", measure, -quantity.value if down else quantity.value, unit, said or "yoy",
        bound(around, quantity), rule.name, None, around.base(), False, bool(said),
    )  # fmt: skip


def _counted(around: Surroundings, quantity: Quantity) -> tuple[str, str]:
    """What an amount measures, and its unit."""
    if quantity.kind == "money":
        return around.measure, quantity.unit
    if quantity.kind == "index":
        return ("price" if around.measure == "value" else around.measure), quantity.unit
    daily = around.text[quantity.end : quantity.end + 2] in _DAILY
    daily = daily or _DAY.search(around.lead(quantity)) is not None
    if not daily and around.last is not None and around.last.unit == f"{quantity.unit}/日":
        daily = bool(around.directions(quantity))
    return "count" if _traders(around, quantity) else "quantity", quantity.unit + ("/日" if daily else "")


def _traders(around: Surroundings, quantity: Quantity) -> bool:
    return (around.counts or around.measure == "count") and quantity.unit in TRADER_UNITS


def _near_trade(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> str | None:
    """Things that are counted and are neither goods nor traders."""
    many = quantity.unit == "个" and quantity.value >= _MANY
    of_goods = quantity.unit in GOODS_UNITS or (many and _THINGS.match(around.text, quantity.end) is None)
    return None if quantity.kind != "count" or of_goods or _traders(around, quantity) else "near trade"


def _of_goods(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    measure, unit = _counted(around, quantity)
    lead = around.lead(quantity)
    end = "from" if FROM_END.search(lead) else "to" if _TO_LEAD.fullmatch(lead) else ""
    return _stated(rule, around, quantity, measure, unit, None, end)


def _of_traders(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    return _of_goods(rule, around, quantity, found) if _traders(around, quantity) else None


def _step(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """Money without its unit, where some 亿 end a clause or a step."""
    if quantity.value < _BILLION or around.measure != "value":
        return None
    money = quantity.counted(around.money or "CNY", "money", quantity.value)
    return _stated(rule, around, money, "value", money.unit)


# fmt: off
_OF_BASE: Final = Rule(
    "amount of the base", "", "level",
    "12月我国出口3100亿美元，较去年同期的[2832亿美元]增长。 → level 2832e8",
    _of_base, BASE, "(?:(?:所?创下?|录得|达到|实现|创造)的|[的为])?约?", f.COMPARED,
)
_CHANGES: Final = (
    Rule("more than the base", "", "level_change",
         "2023年我国出口23万亿元，比上年多[2000亿元]。 → level_change 2e11",
         _changed, END, pattern("(?:高出|高|多出|多|(?P<less>少))了?{near}?"), f.COMPARED),
    Rule("amount of a change", "", "level_change", "2023年我国出口增量达到[2000亿元]。 → level_change 2e11",
         _changed, GAP, _CHANGE_OF_AMOUNT, f.AMOUNT, f.NOUN),
    Rule("change of an amount", "", "level_change", "2023年我国出口增加[2000亿元]。 → level_change 2e11",
         _changed, GAP, _CHANGE, f.DIRECTED, f.NOUN | f.AMOUNT),
)
MONEY: Final = (
    Rule("one unit of money", "", "not trade", "2023年我国出口5亿欧元（[1欧元]约合7.8元）。 → not trade",
         _one, TAIL, "(?:约|大约)?(?:合|兑|等于|折合|可兑换)"),
    Rule("rate of exchange", "", "not trade", "2023年我国出口5亿欧元（1欧元约合[7.8元]）。 → not trade",
         _exchanged),
    Rule("in other money", "", "level", "2023年我国出口3.4万亿美元，约合人民币[24万亿元]。 → level 24e12",
         _again, END, AGAIN),
    Rule("another's amount", "", "comparison", "2023年我国出口，高于全国平均水平[5亿元]。 → comparison",
         _anothers, needs=f.RELATIVE),
    Rule("more than another's", "", "comparison",
         "2023年我国进口棉纱均价较国产纱低[300元]。 → comparison",
         None, END, pattern("[较比][^，。]{1,16}(?:高|低|贵|便宜)出?了?{near}?"), bars=f.COMPARED),
    Rule("change of a price for a unit", "", "level_change",
         "2023年我国进口钾肥均价470美元/吨，每吨上涨[70美元]。 → level_change 70",
         _repriced, END,
         pattern("(?:每|单)(?P<unit>吨|{per})(?:上涨|上升|提高|涨|增加|(?P<less>下[跌降]|降低|跌|降))了?{near}?")),
    Rule("change of a price", "", "level_change",
         "2023年我国进口原油，均价为470美元/吨，环比下降[12美元/吨]。 → level_change -12",
         _price_moved, GAP, _CHANGE, f.DIRECTED, f.NOUN | f.AMOUNT),
    Rule("price for a unit behind", "", "level", "2023年我国进口原油，均价为[4000元/吨]。 → level 4000",
         _priced, TAIL, pattern("(?:/|每)(?P<unit>万?吨|日|{per})")),
    Rule("price for a unit before", "", "level", "2023年我国进口原油每吨[4000元]。 → level 4000",
         _priced, END, pattern("(?:每|单)(?P<unit>吨|{per})[^，。]{0,6}")),
    Rule("price by its name", "", "level", "2023年我国进口原油均价[4000元]。 → level 4000",
         _priced, needs=f.PRICE),
    _OF_BASE,
    Rule("from an amount", "", "level", "2023年我国外贸规模从[20万亿元]增至40万亿元。 → level 2e13",
         _from, END, FROM),
    Rule("to an amount", "", "level", "2023年我国外贸规模从20万亿元增至[40万亿元]。 → level 4e13",
         _to, LEAD, pattern("(?:大幅)?(?:跃升|攀升|增加|{moved})(?:加)?(?:至|到)了?{near}?")),
    Rule("change in brackets behind a name", "", "level_change",
         "2023年我国出口增长主要来自东盟（+[40亿元]）。 → level_change 40e8", _signed),
    *_CHANGES,
    Rule("amount", "", "level", "2023年我国出口再上台阶、稳稳站在[23.77万亿元]。 → level 2377e10", _level),
)
COUNTED: Final = (
    Rule("things near trade", "", "near trade",
         "2023年我国出口到[120个]国家和地区。 → near trade", _near_trade),
    _OF_BASE,
    *_CHANGES,
    Rule("traders", "", "level", "2023年我国有进出口实绩的企业[64.5万家]。 → level 645000", _of_traders),
    Rule("quantity", "", "level", "2023年我国进口大豆[9941万吨]。 → level 99410000", _of_goods),
)
PLAIN: Final = (
    Rule("amount by its step", "plain", "level", "2023年我国进出口首次突破[40万亿]大关。 → level 4e13",
         _step, TAIL, _STEP),
    Rule("number without a unit", "plain time ratio", "no unit", "2023年我国出口约[300]。 → no unit", None),
)
# fmt: on
_CHANGE_ALONE: Final = Rules(_CHANGES)


def changed(around: Surroundings, quantity: Quantity) -> int:
    """The sign of an absolute change; 0 where the quantity is a level."""
    figure = _CHANGE_ALONE.read(around, quantity)
    return 0 if isinstance(figure, str) else -1 if figure.value < 0 else 1
