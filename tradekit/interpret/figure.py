"""A figure as read, and the words around a quantity from which it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tradekit.interpret.clauses import Aside
from tradekit.quantities import Quantity
from tradekit.scan import Mention

_QUALIFIED = re.compile(
    r"(?:了|至|到|为|达|过|约|近|人民币|每[^，]{1,3}|增长|下降|增加|减少|上升|上涨|下跌|增|降|\s)*"
)
_BASE_GAP = re.compile(r"的?约?")


class Figure(NamedTuple):
    """One quantity as read: ready to be joined with its subjects and periods.

    ``base`` is the period of which it speaks instead of the subject's (较去年同期的283.2亿美元), ``against``
    the one with which it compares. ``again`` marks the same figure in other money; ``said_basis`` a
    basis that is printed.
    """

    quantity: Quantity
    statistic: str
    measure: str
    value: float
    unit: str
    basis: str
    bound: str
    rule: str
    base: Mention | None = None
    against: Mention | None = None
    again: bool = False
    said_basis: bool = False


class Surroundings(NamedTuple):
    """The part around a figure: its text, its mentions and asides, and what was said before.

    ``measure`` is that of the subject; ``last`` the figure before; ``per`` the unit in which the goods are
    counted; ``group_end`` the end of the list of figures; ``money`` the currency of the last amount.
    """

    text: str
    start: int
    tail: int
    mentions: Sequence[Mention]
    asides: Sequence[Aside]
    measure: str
    last: Figure | None
    counts: bool
    per: str = ""
    group_end: int = 0
    money: str = ""

    def before(self, quantity: Quantity, kind: str) -> list[Mention]:
        """The mentions of ``kind`` in the part before the quantity."""
        return [one for one in self.mentions if one.kind == kind and self.start <= one.start < quantity.start]

    def lead(self, quantity: Quantity) -> str:
        """The part's text before the quantity."""
        return self.text[self.start : quantity.start]

    def gap(self, one: Mention | Aside, quantity: Quantity) -> str:
        """The text between a mention and the quantity."""
        return self.text[one.end : quantity.start]

    def aside(self, kind: str) -> Aside | None:
        """The part's first aside of ``kind``."""
        return next((one for one in self.asides if one.kind == kind), None)

    def basis(self, quantity: Quantity) -> str:
        """The basis that is printed before the quantity (同比, 环比); empty where none is."""
        found = self.before(quantity, "comparisons")
        return found[-1].get("basis") if found else ""

    def shares(self, quantity: Quantity, code: str) -> bool:
        """Whether words of a ``share`` or a ``contribution`` stand before the quantity."""
        kind = "whole" if code == "share" else "parent"
        return self.aside(kind) is not None or any(
            one.get("code") == code for one in self.before(quantity, "shares")
        )

    def touched_base(self, quantity: Quantity) -> Mention | None:
        """The base period to which an amount belongs that follows it at once (较去年同期的283.2亿美元)."""
        base = self.aside("base")
        touches = base is not None and _BASE_GAP.fullmatch(self.gap(base, quantity)) is not None
        return base.mention if base and touches else None


def bound(around: Surroundings, quantity: Quantity) -> str:
    """``=``, ``~``, ``>=`` or ``<=`` from the words at the figure (超过, 近, 以上, 左右)."""
    for one in around.mentions:
        if one.kind == "qualifiers" and one.start == quantity.end and one.get("place") == "after":
            return one.get("bound")
    for one in reversed(around.before(quantity, "qualifiers")):
        if one.get("place") == "before" and _QUALIFIED.fullmatch(around.gap(one, quantity)):
            return one.get("bound")
        if one.text == "约占":
            return "~"
    if quantity.kind == "double" and len(quantity.text) > 2:
        return "~" if set(quantity.text) & set("近约") else ">=" if "超" in quantity.text else "="
    return ">=" if quantity.more else "="
