"""Indices: what a number says of an indicator that is not trade, where that differs."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.families import Indicator, Topic
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Part, Quantity
from tradekit.language.zh.amounts import changed
from tradekit.language.zh.bounds import bound, touched_base

_TO: Final = re.compile(r"(?:至|到|为|达|在)(?:了)?(?:约|近|超过|超)?$")
_GROWING: Final = re.compile(r"(?:增长|增速|增长率|增长速度|通胀|通胀率|通货膨胀率)(?:率)?$")
_MORE: Final = re.compile(r"(?P<way>多|(?<!减)少)(?P<move>[增减发支]?)(?:加|了)?$")
_TARGET: Final = re.compile(
    r"(?:左右|以内|以上|以下)?的?(?P<year>全年|年度)?(?:预期|增长|调控|控制|年度)*目标"
)
_FORESEEN: Final = re.compile(
    r"(?:前值|预期|预测|预估|估计|预计)(?:值|中值|的|为|将|会)*(?:新?增加?|减少|[上下]升|下降|增长)?$"
)
_BEHIND: Final = re.compile(r"的[^，。；、和]{0,14}?(?:(?P<falls>[降跌]幅)|[涨增升]幅|增速|增长率?)")
_RISEN: Final = re.compile(r"的?(?:同比|按年|环比)*(?:升幅|增幅|增长|涨幅)")
_AMONG: Final = re.compile(r"的(?:省区市|省份|省市|省|城市|地区|市)(?:依次|分别)?(?:为|是|有|包括)[：:]?")
_CURRENCIES: Final = {
    "澳门元": "MOP",
    "港元": "HKD",
    "港币": "HKD",
    "新台币": "TWD",
    "美元": "USD",
    "欧元": "EUR",
    "日元": "JPY",
    "韩元": "KRW",
}
_SAME: Final = re.compile(rf"[（(][^（()）]{{0,6}}?(?P<money>{'|'.join(_CURRENCIES)})[，,]?下同[）)]")
_BOTH: Final = re.compile(r"预期[和与及]前值|前值[和与及](?:市场)?预期")
_RATES: Final = ("percent", "share", "times", "double", "flat", "digits")
_AIMED: Final = re.compile("目标|计划|预期")
_PERSONS: Final = frozenset(("人", "人次", "户", "家"))
_COUNTERS: Final = frozenset("个 次 种 项 类 条 座 位 列 票 家 户 人 人次 场 期 名 岁".split())
_MANY: Final = 1000
_BILLION: Final = 1e8


def stated(
    indicator: Indicator, topic: Topic, around: Surroundings, quantity: Quantity, read: Figure | str
) -> Figure | None:
    """The figure of an indicator, from what the words around it say of any subject; None where it is none."""
    if topic.twice and quantity.kind == "pp":
        made = _twice(indicator, topic, around, quantity)
    elif quantity.kind in _RATES:
        made = _rate(indicator, around, quantity, read)
    elif quantity.kind == "pp" and "影响" in around.lead(quantity):
        made = _moving(around, quantity)
    elif quantity.kind == "pp" and isinstance(read, str) and _apart(around, quantity):
        made = _from_rate(indicator, around, quantity)
    elif quantity.kind == "pp":
        made = _points(indicator, around, quantity, read)
    elif quantity.kind == "plain":
        made = _plain(indicator, around, quantity)
    else:
        made = _amount(indicator, around, quantity, read)
    return made.changed(measure=_measure(indicator, topic, made)) if made is not None else None


def _moving(around: Surroundings, quantity: Quantity) -> Figure | None:
    """The points by which a part moves the whole (影响CPI下降约0.3个百分点)."""
    found = around.directions(quantity)
    if not found:
        return None
    # fmt: off
    return Figure(
        quantity, "contribution", around.measure, int(found[-1].get("sign") or 1) * quantity.value, "pp", "",
        bound(around, quantity), "contribution", None,
    )
    # fmt: on


_APART: Final = re.compile(r"(?:高|快|多|(?P<less>低|慢|少))(?:出|于)?(?:了|约)*$")
_REVISED: Final = re.compile(r"(?:修[订正]|调整|[上下]调|调[高低]|[上下]修)(?:为|至|到)了?约?$")


def _apart(around: Surroundings, quantity: Quantity) -> bool:
    """Whether points tell how far a rate is from the one right before them (较一季度的2%高出0.4个百分点)."""
    last = around.last
    told = last is not None and last.base is not None and last.quantity.end == around.start
    return told and _APART.search(around.lead(quantity)) is not None


def _from_rate(indicator: Indicator, around: Surroundings, quantity: Quantity) -> Figure:
    found, last = _APART.search(around.lead(quantity)), around.last
    assert found is not None and last is not None
    says = "level_change" if indicator.says in ("rate", "index") else "growth_change"
    # fmt: off
    return Figure(
        quantity, says, around.measure, -quantity.value if found["less"] else quantity.value, "pp", "yoy",
        bound(around, quantity), "points from a rate", None, last.base,
    )
    # fmt: on


def _twice(indicator: Indicator, topic: Topic, around: Surroundings, quantity: Quantity) -> Figure | None:
    """One of two changes, each with a base of its own."""
    found = around.directions(quantity)
    if not found:
        return None
    basis = topic.twice[0 if quantity.end < around.group_end else 1]
    itself = indicator.says in ("rate", "index")
    made = _change(indicator, around, quantity, "pp", int(found[-1].get("sign") or 1))
    # fmt: off
    return Figure(
        quantity, "level_change" if itself else "growth_change", made.measure, made.value, "pp", basis,
        made.bound, made.rule, None, None, False, True,
    )
    # fmt: on


def _measure(indicator: Indicator, topic: Topic, made: Figure) -> str:
    if made.statistic in ("level", "level_change", "share") or indicator.says == "rate":
        return "volume" if topic.real and indicator.measure == "value" else indicator.measure
    return "volume" if topic.real else "value" if topic.nominal else indicator.grows


def _amount(
    indicator: Indicator, around: Surroundings, quantity: Quantity, read: Figure | str
) -> Figure | None:
    """An amount of money or of things counted: a level, or its change; 贷款增加 is a level."""
    unit, lead = quantity.unit, around.lead(quantity)
    if isinstance(read, Figure) and read.measure == "price" and indicator.says == "price":
        return read
    ahead = _FORESEEN.search(lead) is not None
    if not _fits(indicator, quantity) or lead.endswith("每") or (read in _NOT_ITS and not ahead):
        return None
    if _goes_on(around, quantity) and around.last is not None:
        sign = -1 if around.last.value < 0 else 1
        return around.last.changed(quantity, sign * quantity.value, bound=bound(around, quantity))
    unit = indicator.unit if indicator.says == "index" else unit
    more = _MORE.search(lead)
    told = isinstance(read, Figure) and quantity.kind == "money" and read.statistic != "level_change"
    if isinstance(read, Figure) and told and more is None and indicator.says != "index":
        return read.changed(value=-read.value) if indicator.negative else read
    sign = changed(around, quantity)
    if not (sign or more):
        return _level(around, quantity, unit, -1 if indicator.negative else 1)
    if more is not None:
        sign = 1 if (more["way"] == "少") == (more["move"] == "减") else -1
    compared = around.base() is not None or around.basis(quantity) or more is not None
    base = around.aside("base")
    begins = base is not None and around.text[base.start] in "由从"
    if indicator.says == "level" and (begins or ahead or not compared):
        made = _level(around, quantity, unit, sign)
        return made.compared(base.mention, None, False) if begins and base is not None else made
    return _change(indicator, around, quantity, unit, sign)


_NOT_ITS: Final = ("comparison", "modifier")
_JOINED: Final = re.compile("[、，]|[、，]?(?:和|与|及|以及)(?:约|近|超)?")


def _goes_on(around: Surroundings, quantity: Quantity) -> bool:
    """Whether an amount is the next of a list (分别减少187亿元和82亿元): it is what the one before it is."""
    last = around.last
    if last is None or last.quantity.kind != quantity.kind:
        return False
    return _JOINED.fullmatch(around.text, last.quantity.end, quantity.start) is not None


def _fits(indicator: Indicator, quantity: Quantity) -> bool:
    """Whether an amount in such a unit can be one of the indicator: money for values, things for the rest."""
    if quantity.kind == "money":
        return indicator.measure == "value" or (indicator.says == "index" and quantity.value != 1)
    if indicator.measure == "count":
        return quantity.kind == "count" and (quantity.unit in _PERSONS or quantity.value >= _MANY)
    return indicator.measure == "quantity" and quantity.kind != "time" and quantity.unit not in _COUNTERS


def _rate(
    indicator: Indicator, around: Surroundings, quantity: Quantity, read: Figure | str
) -> Figure | None:
    """A rate: the indicator itself where it is one (失业率5.1%), else what it says of any subject."""
    lead = around.lead(quantity)
    itself = indicator.says == "rate" or indicator.says == "index" == indicator.unit
    level = itself and quantity.kind == "percent"
    if quantity.kind == "flat" and (indicator.says in ("rate", "index") or _AIMED.search(lead)):
        return None
    ahead = _FORESEEN.search(lead) is not None
    if isinstance(read, Figure):
        going = ahead or read.rule == "growth by comparison" or _TO.search(lead) is not None
        if level and read.statistic == "growth" and going:
            return _level(around, quantity, indicator.unit or "percent", 1)
        base = around.aside("base")
        if base is not None and read.statistic == "growth" and around.text[base.start] in "由从":
            return read.compared(base.mention, None, read.said_basis)
        return read
    listed = read == "modifier" and _AMONG.match(around.text, quantity.end) is not None
    if read == "multiple" and _RISEN.match(around.text, around.group_end or quantity.end):
        return _growth(around, quantity, "growth")
    behind = _BEHIND.match(around.text, around.group_end or quantity.end)
    if behind is not None and quantity.kind == "percent":
        made = _growth(around, quantity, "growth behind")
        return made.changed(value=-quantity.value) if behind["falls"] else made
    if read in ("comparison", "multiple") or (read == "modifier" and not listed):
        return None
    if level:
        return _level(around, quantity, indicator.unit or "percent", 1)
    if indicator.unit == "index" and indicator.form.endswith("指数") and 70 < quantity.value < 140:
        return _level(around, quantity, "index", 1)
    return _growing(around, quantity, lead, listed, ahead)


def _growing(around: Surroundings, quantity: Quantity, lead: str, listed: bool, ahead: bool) -> Figure | None:
    """A rate that no word of direction tells: one foreseen, revised, aimed at, or listed behind growth."""
    last = around.last
    grew = last is not None and last.statistic in ("growth", "growth_change")
    aimed = _TARGET.match(around.text, quantity.end) is not None or ahead
    revised = _REVISED.search(lead) is not None
    grows = (grew and (aimed or revised)) or listed or _GROWING.search(lead.rstrip("为达约近是")) is not None
    if grows and quantity.kind == "percent":
        return _growth(around, quantity, "expected" if ahead else "growth")
    return None


def _points(
    indicator: Indicator, around: Surroundings, quantity: Quantity, figure: Figure | str
) -> Figure | None:
    """Points: what is read in them, or the change of an indicator that is a rate itself, or an index."""
    if indicator.says not in ("rate", "index"):
        return figure if isinstance(figure, Figure) else None
    if isinstance(figure, Figure) and figure.statistic == "contribution":
        return figure
    found = around.directions(quantity)
    last = around.last
    if isinstance(figure, Figure) and last is not None and last.statistic in ("growth", "growth_change"):
        return figure
    if not found or around.aside("relative"):
        return None
    return _change(indicator, around, quantity, "pp", int(found[-1].get("sign") or 1))


def _plain(indicator: Indicator, around: Surroundings, quantity: Quantity) -> Figure | None:
    lead = around.lead(quantity)
    if indicator.measure == "value" and not indicator.says and quantity.value >= _BILLION:
        return _level(around, quantity.counted(around.money or "CNY", "money", quantity.value), "CNY", 1)
    if indicator.measure == "count" and indicator.says == "level" and quantity.value >= _MANY:
        return _level(around, quantity.counted("人", "count", quantity.value), "人", 1)
    if not indicator.unit or not (0 < quantity.value < 1000) or indicator.unit == "percent":
        return None
    if around.text[quantity.end : quantity.end + 1] in "个项年月日届∶:：位" or lead[-1:] in "第前":
        return None
    return _level(around, quantity, indicator.unit, 1)


def _level(around: Surroundings, quantity: Quantity, unit: str, sign: int) -> Figure:
    return Figure(
        quantity, "level", around.measure, sign * quantity.value, unit, "", bound(around, quantity), "level",
        touched_base(around, quantity),
    )  # fmt: skip


def _growth(around: Surroundings, quantity: Quantity, rule: str) -> Figure:
    said = around.basis(quantity)
    return Figure(
        quantity, "growth", around.measure, quantity.value, "percent", said or "yoy", bound(around, quantity),
        rule, None, around.base(), False, bool(said),
    )  # fmt: skip


def _change(indicator: Indicator, around: Surroundings, quantity: Quantity, unit: str, sign: int) -> Figure:
    said = around.basis(quantity)
    return Figure(
        quantity, "level_change", around.measure, sign * quantity.value, unit, said or indicator.against,
        bound(around, quantity), "change of level", None, around.base(), False, bool(said),
    )  # fmt: skip


def foreseen(text: str, part: Part, quantity: Quantity) -> tuple[str, bool, bool]:
    """``target`` where a figure is followed by what makes it one (5.5%左右的预期目标), and if the year's;
    whether one figure is what was expected and what was before (高于预期和前值的2.9%).
    """
    both = _BOTH.search(text, part.start, part.end) is not None
    found = _TARGET.match(text, quantity.end)
    return ("target", both, bool(found["year"])) if found else ("", both, False)


def money(text: str) -> str:
    """The currency that stands for 元 in all of the text (澳门元，下同)."""
    found = _SAME.search(text) if "下同" in text else None
    return _CURRENCIES[found["money"]] if found else ""
