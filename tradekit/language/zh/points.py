"""Points: what a number of percentage points says: a contribution, or the change of a share or of a rate."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Mention, Quantity
from tradekit.language.zh.bounds import bound

_DRAGS: Final = re.compile(r"拉低|拖累|下拉")
_OF_A_RATE: Final = frozenset(("rate", "falling", "up.rate", "down.rate"))
_LESS: Final = frozenset(("收窄", "缩小", "回落", "缩窄", "放缓", "减小", "收缩", "下降", "减少"))
_OF_A_FALL: Final = frozenset(("收窄", "扩大", "缩窄"))
_NEAR: Final = 12


def read_points(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind a number of percentage points, or the reason why it is none."""
    found = around.directions(quantity)
    if around.shares(quantity, "contribution"):
        sign = -1 if _DRAGS.search(around.lead(quantity)) else 1
        return _made(around, quantity, "contribution", sign)
    if around.aside("relative") or not found:
        return "comparison"
    sign = int(found[-1].get("sign") or 1)
    last = around.last.statistic if around.last else ""
    codes = {one.get("code") for one in found}
    if around.shares(quantity, "share") or (
        last in ("share", "share_change") and not codes & {"rate", "falling"}
    ):
        return _made(around, quantity, "share_change", sign)
    if codes & _OF_A_RATE or last in ("growth", "growth_change"):
        return _made(around, quantity, "growth_change", _rate_sign(around, found, sign))
    return "comparison"


def _made(around: Surroundings, quantity: Quantity, statistic: str, sign: int) -> Figure:
    change = statistic != "contribution"
    said = around.basis(quantity) if change else ""
    return Figure(
        quantity,
        statistic,
        around.measure,
        sign * quantity.value,
        "pp",
        (said or "yoy") if change else "",
        bound(around, quantity),
        statistic.replace("_", " "),
        None,
        (_last_base(around, quantity) or around.base()) if change else None,
        False,
        bool(said),
    )


def _last_base(around: Surroundings, quantity: Quantity) -> Mention | None:
    """The period of the rate right before (比上半年26.3%的增长幅度低9.2个百分点)."""
    last = around.last
    if last is None or last.base is None or around.aside("base") is not None:
        return None
    return last.base if quantity.start - last.quantity.end < _NEAR else None


def _rate_sign(around: Surroundings, found: list[Mention], sign: int) -> int:
    """The sign of a rate's change: a fall (降幅) that narrows is a rise of the rate."""
    word = found[-1].text
    nouns = any(one.get("kind") == "noun" for one in found)
    last = around.last
    fell = last is not None and last.statistic == "growth" and last.value < 0
    if any(one.get("code") == "falling" for one in found) or (not nouns and fell and word in _OF_A_FALL):
        return 1 if word in _LESS else -1
    return sign
