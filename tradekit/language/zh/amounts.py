"""Amounts: what money and counted or weighed goods say: a level, its change, a price, a number of traders."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Mention, Quantity
from tradekit.language.zh.bounds import bound, touched_base
from tradekit.language.zh.cues import tells_again

GOODS_UNITS: Final = frozenset("辆台艘架件只条双套部头支块张箱桶片米吨卷根株枚瓶盒包袋尾羽匹节颗粒副把筐")
TRADER_UNITS: Final = frozenset(("家", "户", "个"))
PER_CODE: Final = {"吨": "t", "立方米": "m3"}
_GOODS: Final = (
    "公斤|千克|市?斤|磅|盎司|加仑|蒲式耳|百升|千升|升|短吨|长吨|担"
    "|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉"
)
_PER: Final = re.compile(rf"(?:/|每)(?P<unit>万?吨|日|{_GOODS})")
_PER_BEFORE: Final = re.compile(rf"(?:每|单)(?P<unit>吨|{_GOODS})[^，。]{{0,6}}$")
_CHANGE_GAP: Final = re.compile(
    r"(?:了)?(?:约|近|超|超过|逾|将近|接近|至少|不到|不足|金额达|额达|额为|金额为)*"
)
_AMOUNT_GAP: Final = re.compile(
    r"(?:了|幅度|金额|额|量|速度|比例|达|达到|为|约|近|超|超过|逾|高达|仅|多达|接近|至少|也|均|分别|都|在|过|突破|"
    r"不到|不足|将近|有|则|又)*"
)
_MORE: Final = re.compile(r"(?:高出|高|(?P<sign>多|少)|(?:多出))(?:了)?(?:约|近)?$")
_PER_MARKS: Final = frozenset("/每")
_FROM_ENDS: Final = frozenset("从由约近")
_FROM: Final = re.compile(r"[从由](?:约|近)?$")
_UP_TO: Final = re.compile(
    r"(?:大幅)?(?:增|升|提高|扩大|增长|增加|上升|跃升|攀升|提升|降|下降)(?:加)?(?:至|到)(?:了)?(?:约|近)?"
)
_THINGS: Final = re.compile(r"(?!以上|左右|以下|的|和|及|增|同比|上升|下降|减)[\u3400-\u9fff]")
_STEP: Final = re.compile(
    r"大关|级|台阶|关口|规模|(?<=[亿兆])(?:以上|左右|多|的)?(?:\s|[，。；、,;（(]|和|\Z)"
)
_DAILY: Final = frozenset(("/日", "/天", "每日", "每天"))
_MANY: Final = 100
_BILLION: Final = 1e8


def read_money(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind an amount of money."""
    lead = around.lead(quantity)
    if around.last and tells_again(lead):
        return _again(around.last, quantity)
    relative = around.aside("relative")
    if relative and relative.end == quantity.start:
        return "comparison"
    base = touched_base(around, quantity)
    per = _per(around, quantity, lead)
    if per or around.measure == "price":
        unit = per or around.per
        priced = f"{quantity.unit}/{PER_CODE.get(unit, unit)}".rstrip("/")
        return _level(around, quantity, "price", priced, "price", base)
    if base is not None:
        return _level(around, quantity, around.measure, quantity.unit, "base level", base)
    if lead[-1:] in _FROM_ENDS and _FROM.search(lead):
        return _level(around, quantity, "value", quantity.unit, "from level")
    if ("至" in lead or "到" in lead) and _UP_TO.fullmatch(lead):
        return _level(around, quantity, "value", quantity.unit, "to level")
    return _or_change(around, quantity, "value", quantity.unit, "level")


def _per(around: Surroundings, quantity: Quantity, lead: str) -> str:
    """What an amount is paid for (每吨…, …/桶); empty where it is no price."""
    end = quantity.end
    found = _PER.match(around.text, end, end + 6) if around.text[end : end + 1] in _PER_MARKS else None
    if found is None and ("每" in lead or "单" in lead):
        found = _PER_BEFORE.search(lead)
    return found["unit"] if found else ""


def read_counted(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind a number of goods or traders."""
    traders = (around.counts or around.measure == "count") and quantity.unit in TRADER_UNITS
    if quantity.kind == "count" and not traders and not _of_goods(around, quantity):
        return "near trade"
    daily = around.text[quantity.end : quantity.end + 2] in _DAILY or "日均" in around.lead(quantity)
    unit = quantity.unit + "/日" if daily else quantity.unit
    measure, rule = ("count", "traders") if traders else ("quantity", "quantity")
    base = touched_base(around, quantity)
    if base is not None:
        return _level(around, quantity, measure, unit, rule, base)
    return _or_change(around, quantity, measure, unit, rule)


def read_plain(around: Surroundings, quantity: Quantity) -> Figure | str:
    """A number without unit is money where it is some 亿 that end a clause or a step (首次突破7000亿大关)."""
    step = quantity.value >= _BILLION and _STEP.match(around.text, quantity.end)
    if quantity.kind != "plain" or around.measure != "value" or not step:
        return "no unit"
    money = quantity.counted(around.money or "CNY", "money", quantity.value)
    return _level(around, money, "value", money.unit, "level by step")


def _level(
    around: Surroundings,
    quantity: Quantity,
    measure: str,
    unit: str,
    rule: str,
    base: Mention | None = None,
) -> Figure:
    limit = bound(around, quantity)
    return Figure(quantity, "level", measure, quantity.value, unit, "", limit, rule, base)


def _again(last: Figure, quantity: Quantity) -> Figure:
    """The figure before, in other money (约合人民币1095亿元)."""
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
        rule="in other money",
        again=True,
    )


def _or_change(around: Surroundings, quantity: Quantity, measure: str, unit: str, rule: str) -> Figure:
    """The figure as a change of level where a direction stands right before it (增加168.8亿美元)."""
    sign = changed(around, quantity)
    if not sign:
        return _level(around, quantity, measure, unit, rule)
    said = around.basis(quantity)
    return Figure(
        quantity,
        "level_change",
        measure,
        sign * quantity.value,
        unit,
        said or "yoy",
        bound(around, quantity),
        "change of level",
        None,
        around.base(),
        False,
        bool(said),
    )


def changed(around: Surroundings, quantity: Quantity) -> int:
    """The sign of an absolute change; 0 where the quantity is a level."""
    more = _MORE.search(around.lead(quantity)) if around.aside("base") else None
    if more:
        return -1 if more["sign"] == "少" else 1
    found = around.directions(quantity)
    if not found or found[-1].get("kind") == "noun":
        return 0
    gap = around.gap(found[-1], quantity)
    pattern = _AMOUNT_GAP if found[-1].get("code").startswith("amount") else _CHANGE_GAP
    return int(found[-1].get("sign") or 1) if pattern.fullmatch(gap) else 0


def _of_goods(around: Surroundings, quantity: Quantity) -> bool:
    if quantity.unit in GOODS_UNITS:
        return True
    many = quantity.unit == "个" and quantity.value >= _MANY
    return many and _THINGS.match(around.text, quantity.end) is None
