"""A figure as read, and the words around a quantity from which it is read."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.mentions import Aside, Mention, Part, Quantity


@final
class PartWords:
    """The words of a part from which its figures are read; the qualifiers are those of the whole clause."""

    __slots__ = ("comparisons", "directions", "others", "qualifiers", "shares")

    def __init__(
        self,
        directions: list[Mention],
        comparisons: list[Mention],
        shares: list[Mention],
        qualifiers: list[Mention],
        others: list[Mention],
    ) -> None:
        self.directions: Final = directions
        self.comparisons: Final = comparisons
        self.shares: Final = shares
        self.qualifiers: Final = qualifiers
        self.others: Final = others


NO_WORDS: Final = PartWords([], [], [], [], [])


def words_of(part: Part) -> PartWords:
    """The words of ``part`` from which its figures are read."""
    directions: list[Mention] = []
    comparisons: list[Mention] = []
    shares: list[Mention] = []
    qualifiers: list[Mention] = []
    others: list[Mention] = []
    for one in part.mentions:
        kind = one.kind
        if kind == "qualifiers":
            qualifiers.append(one)
        elif kind == "others":
            others.append(one)
        elif one.start >= part.start:
            if kind == "directions":
                directions.append(one)
            elif kind == "comparisons":
                comparisons.append(one)
            elif kind == "shares":
                shares.append(one)
    return PartWords(directions, comparisons, shares, qualifiers, others)


@final
class Figure:
    """One quantity as read: ready to be joined with its subjects and periods.

    ``base`` is the period of which it speaks instead of the subject's (较去年同期的283.2亿美元), ``against``
    the one with which it compares. ``again`` marks the same figure in other money; ``said_basis`` a
    basis that is printed.
    """

    __slots__ = (
        "again",
        "against",
        "base",
        "basis",
        "bound",
        "measure",
        "quantity",
        "rule",
        "said_basis",
        "statistic",
        "unit",
        "value",
    )

    def __init__(
        self,
        quantity: Quantity,
        statistic: str,
        measure: str,
        value: float,
        unit: str,
        basis: str,
        bound: str,
        rule: str,
        base: Mention | None = None,
        against: Mention | None = None,
        again: bool = False,
        said_basis: bool = False,
    ) -> None:
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

    def changed(
        self,
        quantity: Quantity | None = None,
        value: float | None = None,
        measure: str = "",
        bound: str = "",
        basis: str = "",
        rule: str = "",
    ) -> Figure:
        """The same with what is given in place of its own."""
        return Figure(
            self.quantity if quantity is None else quantity,
            self.statistic,
            measure or self.measure,
            self.value if value is None else value,
            self.unit,
            basis or self.basis,
            bound or self.bound,
            rule or self.rule,
            self.base,
            self.against,
            self.again,
            self.said_basis,
        )

    def compared(self, base: Mention | None, against: Mention | None, said_basis: bool) -> Figure:
        """The same with another ``base`` and another period ``against`` which it compares."""
        return Figure(
            self.quantity,
            self.statistic,
            self.measure,
            self.value,
            self.unit,
            self.basis,
            self.bound,
            self.rule,
            base,
            against,
            self.again,
            said_basis,
        )


@final
class Surroundings:
    """The part around a figure: its text, its words and asides, and what was said before.

    ``measure`` is that of the subject; ``last`` the figure before; ``per`` the unit in which the goods are
    counted; ``group_end`` the end of the list of figures; ``money`` the currency of the last amount.
    """

    __slots__ = (
        "asides",
        "counts",
        "group_end",
        "last",
        "measure",
        "money",
        "per",
        "start",
        "tail",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        start: int,
        tail: int,
        words: PartWords,
        asides: list[Aside],
        measure: str,
        last: Figure | None,
        counts: bool,
        per: str = "",
        group_end: int = 0,
        money: str = "",
    ) -> None:
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

    def shares(self, quantity: Quantity, code: str) -> bool:
        """Whether words of a ``share`` or a ``contribution`` stand before the quantity."""
        for one in self.words.shares:
            if one.start < quantity.start and one.get("code") == code:
                return True
        return bool(self.asides) and self.aside("whole" if code == "share" else "parent") is not None


def _last(words: list[Mention], end: int) -> Mention | None:
    """The last of ``words`` that begins before ``end``."""
    for one in reversed(words):
        if one.start < end:
            return one
    return None
