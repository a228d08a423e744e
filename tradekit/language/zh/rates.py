"""Rates: what a percentage, a multiple, 持平 or 两位数 says: growth, a share, a contribution."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Mention, Quantity
from tradekit.language.zh.bounds import bound

_TO: Final = re.compile(r"(?:到|至|为|达|达到|达至|至约|到约|在|成)(?:了)?(?:约|近|超过|超)?$")
_TAIL_GROWTH: Final = re.compile(
    r"(?:以上|左右|以下|多|的)*(?:的)?(?:同比|年均|平均|高|正|恢复性|稳定|大幅|强劲|较快|快速|速度|年|较高|出口|进口|进出口|外贸|贸易|"
    r"贸易额|增长|出口额|进口额)*"
    r"(?P<word>增长|成长|增速|增幅|涨幅|升幅|增长率|降幅|跌幅|减幅|下降|下滑|跌|负增长|负成长|增长速度|增长幅度|递增)"
)
_FALLS: Final = frozenset(("降幅", "跌幅", "减幅", "下降", "下滑", "跌", "负增长", "负成长"))
_RATES: Final = frozenset(("falling", "rate"))
_FROM_TO: Final = re.compile(
    r"(?:上升|提高|提升|增长|增加|扩大|下降|回落|降低|升|降|增|减|转)(?:到了?|至|为)(?:[^，]{2,10}的)?(?:约|近|超过)?"
)
_RIGHT_BEFORE: Final = re.compile(r"了?(?:约|近|超过)?")
_EXPECTED: Final = re.compile(r"预期(?:的|值|为)*$")
_REACHED: Final = re.compile(r"，?(?:达到|达|至|升至|降至|为)")
_OF_FLOW: Final = re.compile(r"的?(?:外贸)?(?:进出口|出口|进口|外贸|贸易)(?:总)?(?:值|额|量)?")
_MULTIPLE: Final = re.compile(r"(?:是|为|相当于)[^，]*的(?:近|约|超过)?$")
_LISTED_AS: Final = re.compile(
    r"(?P<falls>降幅|跌幅|减幅|下降|下跌|减少)|(?P<grows>增幅|增速|涨幅|升幅|增长|上涨)|占比|份额|比重|比例|市场|来源|目的地|国家|地区"
    r"|对象|伙伴|品种|省市|集中"
)
_BASE_RATE: Final = re.compile(
    r"的?(?:同比)?(?:增速|降幅|增幅|涨幅|跌幅|增长|下降)?(?:为)?(?:[约近仅]|超过|不到|不足)?"
)


def read_rate(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind a rate, or the reason why it is none."""
    if around.asides and around.aside("relative"):
        return "comparison"
    part = quantity.kind == "share" and _OF_FLOW.match(around.text, quantity.end) is not None
    if around.shares(quantity, "contribution") and not part:
        return _made(around, quantity, "contribution", _direction(around, quantity)[1] or 1, "contribution")
    figure = _continued(around, quantity)
    if figure is not None:
        return figure
    if quantity.kind != "times" and around.shares(quantity, "share"):
        change = _share_change(around, quantity)
        return change or _made(around, quantity, "share", 1, "share")
    if quantity.kind == "flat" and _of_rates(around, quantity):
        return "comparison"
    if quantity.kind in ("flat", "double"):
        return _made(around, quantity, "growth", 1, quantity.kind)
    word, sign = _direction(around, quantity)
    if quantity.kind == "times":
        return _times(around, quantity, word, sign)
    if word is not None or sign:
        return _made(around, quantity, "growth", sign, "growth")
    return _bare(around, quantity)


def _of_rates(around: Surroundings, quantity: Quantity) -> bool:
    """Whether rates are compared (增速与去年持平)."""
    return any([one.get("code") == "rate" for one in around.directions(quantity)])


def _made(around: Surroundings, quantity: Quantity, statistic: str, sign: int, rule: str) -> Figure:
    growth = statistic == "growth"
    said = around.basis(quantity) if growth else ""
    base = _base(around, quantity) if around.asides else None
    return Figure(
        quantity,
        statistic,
        around.measure,
        quantity.value if quantity.value < 0 else quantity.value * (sign or 1),
        "percent",
        (said or "yoy") if growth else "",
        bound(around, quantity),
        rule,
        base,
        around.base() if growth and base is None else None,
        False,
        bool(said),
    )


def _base(around: Surroundings, quantity: Quantity) -> Mention | None:
    """The base period whose own rate this is: 由去年同期的37%, 比上半年26.3%的增幅."""
    base = around.aside("base")
    if base is None or quantity.kind not in ("percent", "share"):
        return None
    belongs = (
        "的" in around.text[base.end - 1 : quantity.start]
        or around.text[quantity.end : quantity.end + 1] == "的"
        or around.text[base.start] in "由从"
    )
    return base.mention if belongs and _BASE_RATE.fullmatch(around.gap(base, quantity)) else None


def _direction(around: Surroundings, quantity: Quantity) -> tuple[Mention | None, int]:
    """The direction that governs a rate, and its sign; it may stand behind the rate (0.6%的增长)."""
    found = around.directions(quantity)
    if found:
        last = found[-1]
        codes = {one.get("code") for one in found}
        if (codes & _RATES) and (last.get("kind") == "noun" or _TO.search(around.gap(last, quantity))):
            return last, -1 if "falling" in codes else 1
        return last, int(last.get("sign") or 1)
    for place in (quantity.end, around.group_end):
        tail = _TAIL_GROWTH.match(around.text, place, around.tail) if place else None
        if tail:
            return None, -1 if tail["word"] in _FALLS else 1
    return None, 0


def _continued(around: Surroundings, quantity: Quantity) -> Figure | None:
    """The second end of a change (由37%上升到45.9%)."""
    last = around.last
    if last is None or last.statistic not in ("share", "growth") or last.quantity.end != around.start:
        return None
    if _FROM_TO.fullmatch(around.lead(quantity)) is None:
        return None
    return _made(around, quantity, last.statistic, -1 if last.value < 0 else 1, "from and to")


def _share_change(around: Surroundings, quantity: Quantity) -> Figure | None:
    """The change of a share that is printed in percent (比重较五年前提高了6.2%)."""
    found = around.directions(quantity)
    against = around.aside("base") or around.basis(quantity)
    share = max([one.start for one in around.words.shares if one.start < quantity.start], default=-1)
    if not (found and against and 0 <= share < found[-1].start):
        return None
    if _RIGHT_BEFORE.fullmatch(around.gap(found[-1], quantity)) is None:
        return None
    figure = _made(around, quantity, "share_change", int(found[-1].get("sign") or 1), "share change")
    return figure.changed(basis=around.basis(quantity) or "yoy")


def _times(around: Surroundings, quantity: Quantity, word: Mention | None, sign: int) -> Figure | str:
    if word is None or _MULTIPLE.search(around.lead(quantity)):
        return "multiple"
    figure = _made(around, quantity, "growth", sign, "times")
    if _TO.search(around.gap(word, quantity)):
        return figure.changed(value=quantity.value - 100, rule="times to")
    return figure


def _bare(around: Surroundings, quantity: Quantity) -> Figure | str:
    """A rate without a direction: what it goes on from says what it is."""
    last, base = around.last, around.aside("base")
    if last is not None and _REACHED.fullmatch(around.text[last.quantity.end : quantity.start]):
        if last.statistic in ("share_change", "share"):
            return _made(around, quantity, "share", 1, "change to")
        if last.statistic == "growth_change":
            return _made(around, quantity, "growth", 1, "change to")
    if quantity.kind == "share" and _OF_FLOW.match(around.text, quantity.end):
        return _made(around, quantity, "share", 1, "part of the whole")
    grew = last is not None and last.statistic == "growth"
    if base is not None and last is not None and grew and around.text[base.end - 1 : quantity.start] == "的":
        return _made(around, quantity, "growth", -1 if last.value < 0 else 1, "growth of the base")
    if grew and last is not None and _EXPECTED.search(around.lead(quantity)):
        return _made(around, quantity, "growth", -1 if last.value < 0 else 1, "expected")
    if around.basis(quantity):
        return _made(around, quantity, "growth", 1, "growth by comparison")
    if around.text[quantity.start - 1] in "+＋" or quantity.value < 0:
        return _made(around, quantity, "growth", 1, "signed")
    return _beside(around, quantity) or "no statistic"


def _beside(around: Surroundings, quantity: Quantity) -> Figure | None:
    """A rate alone in brackets behind a name: A（21%）、B（9%）, a share unless the list is one of growth."""
    text = around.text
    if text[quantity.start - 1] not in "（(" or text[quantity.end : quantity.end + 1] not in ("）", ")"):
        return None
    found = list(_LISTED_AS.finditer(text[text.rfind("。", 0, quantity.start) + 1 : quantity.start]))
    if not found:
        return None
    sign = -1 if found[-1]["falls"] else 1 if found[-1]["grows"] else 0
    return _made(around, quantity, "growth" if sign else "share", sign, "beside its name")
