"""Indices: what a number says of an indicator that is not trade, where it says something else than of trade."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.families import Indicator, Topic
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Part, Quantity
from tradekit.language.zh.amounts import changed
from tradekit.language.zh.bounds import bound

_TO: Final = re.compile(r"(?:至|到|为|达|在)(?:了)?(?:约|近|超过|超)?$")
_GROWING: Final = re.compile(r"(?:增长|增速|增长率|增长速度|通胀|通胀率|通货膨胀率)(?:率)?$")
_MORE: Final = re.compile(r"(?:多|少)[增减发支]|同比[多少]|[多少](?:了)?$")
_TARGET: Final = re.compile(r"(?:左右|以内|以上|以下)?的?(?:全年)?(?:预期|增长|调控|控制|年度)*目标")
_BOTH: Final = re.compile(r"预期[和与及]前值|前值[和与及](?:市场)?预期")
_RATES: Final = ("percent", "share", "times", "double", "flat", "digits")
_FRACTIONS: Final = ("level", "growth")


def stated(
    indicator: Indicator, topic: Topic, around: Surroundings, quantity: Quantity, figure: Figure | str
) -> Figure | None:
    """The figure of an indicator, from what the words around it say of any subject; None where it is none."""
    made = _stated(indicator, around, quantity, figure)
    if made is None:
        return None
    if made.statistic in ("level", "level_change", "share") or indicator.says == "rate":
        measure = "volume" if topic.real and indicator.measure == "value" else indicator.measure
    else:
        measure = "volume" if topic.real else "value" if topic.nominal else indicator.grows
    if made.measure == "price" and made.quantity.kind == "money" and indicator.measure != "price":
        measure = "price"
    return made.changed(measure=measure)


def _stated(
    indicator: Indicator, around: Surroundings, quantity: Quantity, figure: Figure | str
) -> Figure | None:
    kind, says = quantity.kind, indicator.says
    lead = around.lead(quantity)
    if kind in _RATES:
        return _rate(indicator, around, quantity, figure, lead)
    if kind == "pp":
        if says in ("rate", "index"):
            return _points(around, quantity, figure)
        return figure if isinstance(figure, Figure) else None
    if kind == "plain":
        return _plain(indicator, around, quantity)
    if kind == "time":
        return None
    if indicator.unit and says == "index" and kind == "money":
        return _level(around, quantity, indicator.unit, 1)
    if isinstance(figure, Figure) and (kind == "money" and figure.statistic != "level_change"):
        return figure if indicator.measure != "price" else None
    if isinstance(figure, str) and figure in ("comparison", "modifier"):
        return None
    sign = changed(around, quantity)
    more = _MORE.search(lead)
    if sign or more:
        sign = -1 if more and ("少增" in more[0] or "多减" in more[0] or more[0].startswith("少") and len(more[0]) == 1) else sign or 1
        if says == "level" and not more and around.base() is None and not around.basis(quantity):
            return _level(around, quantity, quantity.unit, sign)
        return _change(around, quantity, quantity.unit, sign)
    return _level(around, quantity, quantity.unit, -1 if indicator.negative else 1)


def _rate(
    indicator: Indicator, around: Surroundings, quantity: Quantity, figure: Figure | str, lead: str
) -> Figure | None:
    says = indicator.says
    to = _TO.search(lead) is not None
    if isinstance(figure, Figure):
        itself = says == "rate" or (says == "index" and quantity.kind == "percent")
        if itself and figure.statistic == "growth" and (to or figure.rule in ("growth by comparison", "expected")):
            return _level(around, quantity, indicator.unit or "percent", 1)
        if says == "rate" and quantity.kind == "flat":
            return None
        return figure
    if figure in ("comparison", "modifier", "multiple"):
        return None
    if says in ("rate", "index") and quantity.kind == "percent":
        return _level(around, quantity, indicator.unit or "percent", 1)
    if _GROWING.search(lead.rstrip("为达约近是")) and quantity.kind == "percent":
        return _growth(around, quantity)
    return None


def _points(around: Surroundings, quantity: Quantity, figure: Figure | str) -> Figure | None:
    """The change of an indicator that is a rate itself, or an index."""
    if isinstance(figure, Figure) and figure.statistic == "contribution":
        return figure
    found = around.directions(quantity)
    if not found or around.aside("relative"):
        return None
    return _change(around, quantity, "pp", int(found[-1].get("sign") or 1))


def _plain(indicator: Indicator, around: Surroundings, quantity: Quantity) -> Figure | None:
    lead = around.lead(quantity)
    if not indicator.unit or not (0 < quantity.value < 1000) or indicator.unit == "percent":
        return None
    if around.text[quantity.end : quantity.end + 1] in "个项年月日届∶:：位" or lead[-1:] in "第前":
        return None
    return _level(around, quantity, indicator.unit, 1)


def _level(around: Surroundings, quantity: Quantity, unit: str, sign: int) -> Figure:
    return Figure(
        quantity, "level", around.measure, sign * quantity.value, unit, "", bound(around, quantity), "level",
        around.touched_base(quantity),
    )  # fmt: skip


def _growth(around: Surroundings, quantity: Quantity) -> Figure:
    said = around.basis(quantity)
    return Figure(
        quantity, "growth", around.measure, quantity.value, "percent", said or "yoy", bound(around, quantity),
        "growth", None, around.base(), False, bool(said),
    )  # fmt: skip


def _change(around: Surroundings, quantity: Quantity, unit: str, sign: int) -> Figure:
    said = around.basis(quantity)
    return Figure(
        quantity, "level_change", around.measure, sign * quantity.value, unit, said or "yoy",
        bound(around, quantity), "change of level", None, around.base(), False, bool(said),
    )  # fmt: skip


def foreseen(text: str, part: Part, quantity: Quantity) -> tuple[str, bool]:
    """``target`` where a figure is followed by what makes it one (5.5%左右的预期目标); whether one figure is
    what was expected and what was before (高于预期和前值的2.9%).
    """
    both = _BOTH.search(text, part.start, part.end) is not None
    return "target" if _TARGET.match(text, quantity.end) else "", both
