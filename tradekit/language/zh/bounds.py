"""Bounds: how exactly a figure is stated (超过, 近, 以上), and the base that it touches."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import Surroundings
from tradekit.language.mentions import Mention, Quantity

_QUALIFIED: Final = re.compile(
    r"(?:了|至|到|为|达|过|约|近|人民币|每[^，]{1,3}|增长|下降|增加|减少|上升|上涨|下跌|增|降|\s)*"
)
_BASE_GAP: Final = re.compile(r"(?:(?:所?创下?|录得|达到|实现|创造)的|[的为])?约?")


def touched_base(around: Surroundings, quantity: Quantity) -> Mention | None:
    """The base period to which an amount belongs that follows it at once (较去年同期的283.2亿美元)."""
    base = around.aside("base")
    touches = base is not None and _BASE_GAP.fullmatch(around.gap(base, quantity)) is not None
    return base.mention if base and touches else None


def bound(around: Surroundings, quantity: Quantity) -> str:
    """``=``, ``~``, ``>=`` or ``<=`` from the words at the figure (超过, 近, 以上, 左右)."""
    words = around.words.qualifiers
    for one in words:
        if one.start == quantity.end and one.get("place") == "after":
            return one.get("bound")
    for one in reversed(words):
        if around.start <= one.start < quantity.start:
            if one.get("place") == "before" and _QUALIFIED.fullmatch(around.gap(one, quantity)):
                return one.get("bound")
            if one.text == "约占":
                return "~"
    if quantity.kind == "double" and len(quantity.text) > 2:
        return "~" if set(quantity.text) & set("近约") else ">=" if "超" in quantity.text else "="
    return ">=" if quantity.more else "="
