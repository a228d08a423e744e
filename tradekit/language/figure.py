"""A figure as read, and the words around a quantity from which it is read."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.mentions import Aside, Mention, Part, Quantity


@final
class PartWords:
    """The words of a part from which its figures are read; the qualifiers are those of the whole clause.

    ``before`` is the last word before its first figure that names something; ``directed`` what its
    directions tell (see ``Surroundings.signs``), where all stand before its first figure, else -1.
    """

    __slots__ = ("before", "comparisons", "directed", "directions", "others", "qualifiers", "shares")

    def __init__(
        self, directions: list[Mention], comparisons: list[Mention], shares: list[Mention],
        qualifiers: list[Mention], others: list[Mention], before: Mention | None = None, directed: int = -1,
    ) -> None:  # fmt: skip
        self.directions: Final = directions
        self.comparisons: Final = comparisons
        self.shares: Final = shares
        self.qualifiers: Final = qualifiers
        self.others: Final = others
        self.before: Final = before
        self.directed: Final = directed


_PASSED: Final = frozenset(("functions", "lists", "statuses", "sayings"))
NO_WORDS: Final = PartWords([], [], [], [], [])


def words_of(part: Part) -> PartWords:
    """The words of ``part`` from which its figures are read."""
    directions: list[Mention] = []
    comparisons: list[Mention] = []
    shares: list[Mention] = []
    qualifiers: list[Mention] = []
    others: list[Mention] = []
    before: Mention | None = None
    start, end = part.start, part.end
    for one in part.mentions:
        kind = one.kind
        if kind == "qualifiers":
            qualifiers.append(one)
            continue
        if start <= one.start < end and kind not in _PASSED:
            before = one
        if kind == "others":
            others.append(one)
        elif one.start >= start:
            if kind == "directions":
                directions.append(one)
            elif kind == "comparisons":
                comparisons.append(one)
            elif kind == "shares":
                shares.append(one)
    told = _directed(directions, end) if not directions or directions[-1].start < end else -1
    return PartWords(directions, comparisons, shares, qualifiers, others, before, told)


@final
class Figure:
    """One quantity as read: ready to be joined with its subjects and periods.

    ``base`` is the period of which it speaks instead of the subject's (较去年同期的283.2亿美元), ``against``
    the one with which it compares. ``again`` marks the same figure in other money; ``said_basis`` a
    basis that is printed; ``end`` is ``from`` or ``to`` for one of the two ends of a change.
    """

    __slots__ = (
        "again", "against", "base", "basis", "bound", "end", "measure", "quantity", "rule", "said_basis",
        "statistic", "unit", "value",
    )  # fmt: skip

    def __init__(
        self, quantity: Quantity, statistic: str, measure: str, value: float, unit: str, basis: str,
        bound: str, rule: str, base: Mention | None = None, against: Mention | None = None,
        again: bool = False, said_basis: bool = False, end: str = "",
    ) -> None:  # fmt: skip
        self.quantity: Final = quantity
        self.statistic: Final = statistic
        self.measure: Final = measure
        self.value: Final = value
        self.unit: Final = unit
        self.basis: Final = basis
        self.bound: Final = bound
        self.rule: Final = rule
        self.base: Final = base
        self.against: Final = against
        self.again: Final = again
        self.said_basis: Final = said_basis
        self.end: Final = end

    def changed(
        self,
        quantity: Quantity | None = None,
        value: float | None = None,
        measure: str = "",
        bound: str = "",
        basis: str = "",
        rule: str = "",
        unit: str = "",
    ) -> Figure:
        """The same with what is given in place of its own."""
        return Figure(
            self.quantity if quantity is None else quantity,
            self.statistic,
            measure or self.measure,
            self.value if value is None else value,
            unit or self.unit,
            basis or self.basis,
            bound or self.bound,
            rule or self.rule,
            self.base,
            self.against,
            self.again,
            self.said_basis,
            self.end,
        )

    def compared(self, base: Mention | None, against: Mention | None, said_basis: bool) -> Figure:
        """The same with another ``base`` and another period ``against`` which it compares."""
        return Figure(
            self.quantity, self.statistic, self.measure, self.value, self.unit, self.basis, self.bound,
            self.rule, base, against, self.again, said_basis, self.end,
        )  # fmt: skip


DIRECTED: Final = 1
"""Words of direction stand before the number; the last of them tells which."""
UP: Final = 2
DOWN: Final = 4
NOUN: Final = 8
AMOUNT: Final = 16
"""The last is one of an absolute change (增量)."""
RATE: Final = 32
"""One of them names a rate (增速), …"""
FALLING: Final = 64
"""… a rate of fall (降幅), …"""
OF_RATE: Final = 128
"""… or how a rate moves (加快)."""
BASIS: Final = 256
"""What it is compared with is said (同比)."""
SHARE: Final = 512
CONTRIBUTED: Final = 1024
RELATIVE: Final = 2048
"""It is set against another thing's."""
COMPARED: Final = 4096
"""A period is named with which it is compared."""
NEXT_TO: Final = 8192
"""The part begins right behind the figure before, …"""
LAST_SHARE: Final = 1 << 14
"""… which was a share or its change, …"""
LAST_GROWTH: Final = 1 << 15
"""… a growth rate, …"""
LAST_MOVED: Final = 1 << 16
"""… or a rate's change."""
PRICE: Final = 1 << 17
"""Prices are spoken of."""
OTHER: Final = 1 << 18
"""Something that is no trade is named in the clause."""
_OF: Final = {"rate": RATE | OF_RATE, "falling": FALLING | OF_RATE, "up.rate": OF_RATE, "down.rate": OF_RATE}
_LAST: Final = {
    "share": LAST_SHARE, "share_change": LAST_SHARE, "growth": LAST_GROWTH, "growth_change": LAST_MOVED
}  # fmt: skip
_APART: Final = {"relative": RELATIVE, "base": COMPARED, "whole": SHARE, "parent": CONTRIBUTED}


@final
class Surroundings:
    """The part around a figure: its text, its words and asides, and what was said before.

    ``measure`` is that of the subject; ``last`` the figure before; ``per`` the unit in which the goods are
    counted; ``group_end`` the end of the list of figures; ``money`` the currency of the last amount;
    ``rated`` what the sentence has said of a rate (增速, 降幅).
    """

    __slots__ = (
        "asides", "counts", "group_end", "last", "measure", "money", "per", "rated", "start", "tail", "text",
        "words",
    )  # fmt: skip

    def __init__(
        self, text: str, start: int, tail: int, words: PartWords, asides: list[Aside], measure: str,
        last: Figure | None, counts: bool, per: str = "", group_end: int = 0, money: str = "",
        rated: int = 0,
    ) -> None:  # fmt: skip
        self.text: Final = text
        self.start: Final = start
        self.tail: Final = tail
        self.words: Final = words
        self.asides: Final = asides
        self.measure: Final = measure
        self.last: Final = last
        self.counts: Final = counts
        self.per: Final = per
        self.group_end: Final = group_end
        self.money: Final = money
        self.rated: Final = rated

    def signs(self, quantity: Quantity) -> int:
        """What is said around the quantity, as bits, by which rules are told apart."""
        made = self.words.directed
        made = _directed(self.words.directions, quantity.start) if made < 0 else made
        made |= self.rated if made and quantity.kind == "pp" else 0
        for one in self.words.shares:
            if one.start < quantity.start:
                made |= SHARE if one.get("code") == "share" else CONTRIBUTED
        for aside in self.asides:
            made |= _APART.get(aside.kind, 0)
        if (made or self.words.comparisons) and self.basis(quantity):
            made |= BASIS
        if self.measure == "price":
            made |= PRICE
        if self.words.others:
            made |= OTHER
        if self.last is not None:
            made |= _LAST.get(self.last.statistic, 0)
            if self.last.quantity.end == self.start:
                made |= NEXT_TO
        return made

    def directions(self, quantity: Quantity) -> list[Mention]:
        """The directions before the quantity (增长, 降幅)."""
        found = self.words.directions
        if found and found[-1].start >= quantity.start:
            return [one for one in found if one.start < quantity.start]
        return found

    def lead(self, quantity: Quantity) -> str:
        """The part's text before the quantity."""
        return self.text[self.start : quantity.start]

    def gap(self, one: Mention | Aside, quantity: Quantity) -> str:
        """The text between a mention and the quantity."""
        return self.text[one.end : quantity.start]

    def aside(self, kind: str) -> Aside | None:
        """The part's first aside of ``kind``."""
        for one in self.asides:
            if one.kind == kind:
                return one
        return None

    def base(self) -> Mention | None:
        """The period of the part's first base (较去年同期)."""
        found = self.aside("base")
        return found.mention if found is not None else None

    def basis(self, quantity: Quantity) -> str:
        """The basis that is printed before the quantity (同比, 环比, 月减); empty where none is."""
        found = self.directions(quantity)
        own = found[-1].get("basis") if found else ""
        said = None if own else _last(self.words.comparisons, quantity.start)
        return own or (said.get("basis") if said else "")


def rated(mentions: list[Mention]) -> int:
    """What a part without figures tells of a rate, as bits: 出口增速有所上升."""
    return _of_rates([one for one in mentions if one.kind == "directions"]) & (OF_RATE | FALLING)


def _of_rates(words: list[Mention]) -> int:
    """What words of direction tell of a rate; 增速下降幅度 is how a rate moves, not a rate of fall."""
    made, end = 0, -1
    for one in words:
        own = _OF.get(one.get("code"), 0)
        made |= own & ~FALLING if one.start == end and made & RATE else own
        end = one.end
    return made


def basis_of_words(mentions: list[Mention]) -> str:
    """The basis that a part without figures tells for what follows: 按月计算，…."""
    return next((one.get("basis") for one in mentions if one.kind == "comparisons"), "")


def _directed(words: list[Mention], end: int) -> int:
    """What the words of direction before a place tell."""
    before = [one for one in words if one.start < end]
    if not before:
        return 0
    last, made = before[-1], _of_rates(before)
    made |= DIRECTED | (DOWN if last.get("sign") == "-1" else UP)
    if last.get("kind") == "noun":
        made |= NOUN
    return made | AMOUNT if last.get("code").startswith("amount") else made


def _last(words: list[Mention], end: int) -> Mention | None:
    """The last of ``words`` that begins before ``end``."""
    for one in reversed(words):
        if one.start < end:
            return one
    return None
