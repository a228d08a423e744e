"""Told: the sentences of a text and the figures in them, as they are read in English."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.en.flowframe import Frame
from tradekit.language.en.rates import Stated
from tradekit.language.en.shape import Row
from tradekit.language.en.tokens import Token
from tradekit.language.mentions import Quantity, Span


@final
class Line:
    """A sentence: its span, its row of tokens, its frames, and whether it opens a paragraph."""

    __slots__ = ("found", "opens", "row", "span", "words")

    def __init__(self, span: Span, words: Row, found: list[Frame], opens: bool) -> None:
        self.span: Final = span
        self.words: Final = words
        self.row: Final = words.tokens
        self.found: Final = found
        self.opens: Final = opens


@final
class Told:
    """A figure as its sentence tells it; ``reason`` where it is none.

    ``period`` is its own, ``base`` that of a figure that others are compared with, ``against`` what a change
    is measured from; ``again``: it is the figure before in other money.
    """

    __slots__ = (
        "again", "against", "at", "base", "bound", "frame", "period", "quantity", "reason", "stated",
        "status",
    )  # fmt: skip

    def __init__(
        self, at: int, quantity: Quantity, frame: Frame | None, stated: Stated | None, reason: str = "",
        again: bool = False,
    ) -> None:  # fmt: skip
        self.at: Final = at
        self.quantity = quantity
        self.frame = frame
        self.stated = stated
        self.reason = reason
        self.again = again
        self.bound = stated.bound if stated is not None else "="
        self.period: Token | None = None
        self.base: Token | None = None
        self.against: Token | None = None
        self.status = ""

    @property
    def moves(self) -> bool:
        """Whether it is growth or a change, so that it has a basis."""
        return self.stated is not None and self.stated.statistic in _MOVES

    @property
    def unsaid(self) -> bool:
        """Whether it moves, and nothing says against what."""
        return self.moves and self.against is None and self.stated is not None and not self.stated.basis

    @property
    def before(self) -> bool:
        """Whether it is what a rate that is no trade was before: in the month before, where none is told."""
        rate = self.stated is not None and self.stated.statistic == "growth"
        return self.frame is not None and self.frame.other and (rate or self.frame.says in _RATED)

    @property
    def compared(self) -> bool:
        """Whether it is the figure of an earlier period with which another is compared."""
        return self.stated is not None and self.stated.base


AMOUNTS: Final = frozenset(("mass", "volume", "energy", "count", "area", "power"))
"""The kinds of numbers that are quantities of goods."""
_RATED: Final = frozenset(("rate", "index"))
_MOVES: Final = frozenset(("growth", "level_change", "share_change", "growth_change"))
