"""Told: the sentences of a text, the flows that they name, and the figures in them, as they are read."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.en.shape import Row
from tradekit.language.en.tokens import Token
from tradekit.language.mentions import Quantity, Span


@final
class Frame:
    """A flow and what is said of it; ``first`` and ``last`` are the places of its first and last token.

    ``goods`` is the span of the tokens that name the goods; ``partners`` has several members where they are
    listed; ``both`` is “exports and imports” as printed; ``aspect`` is ``growth`` or ``share`` where that of
    the flow is the subject; ``act``: it is a verb; ``supplied``: it is a market or supplier; ``other``:
    it is an indicator that is no trade; ``same``: its partners are those spoken of before; ``where`` is the
    place that it is told of in.
    """

    __slots__ = (
        "act", "aspect", "at", "both", "commodity", "enterprise", "first", "flow", "goods", "last", "measure",
        "negative", "other", "partners", "regime", "reporter", "same", "says", "supplied", "total", "where",
    )  # fmt: skip

    def __init__(self, at: int, flow: str, act: bool = False) -> None:
        self.at: Final = at
        self.act: Final = act
        self.both = self.aspect = self.says = ""
        self.first = self.last = at
        self.flow = "balance" if flow in ("surplus", "deficit") else flow
        self.negative = flow == "deficit"
        self.goods: tuple[int, int] = (0, 0)
        self.partners: tuple[str, ...] = ()
        self.commodity = self.reporter = self.enterprise = self.regime = self.measure = self.where = ""
        self.total = self.supplied = self.same = self.other = False

    def like(self) -> Frame:
        """A copy, to be changed."""
        made = Frame(self.at, self.flow, self.act)
        made.first, made.last, made.negative = self.first, self.last, self.negative
        made.commodity, made.goods, made.partners = self.commodity, self.goods, self.partners
        made.reporter, made.enterprise, made.regime = self.reporter, self.enterprise, self.regime
        made.measure, made.aspect, made.total = self.measure, self.aspect, self.total
        made.supplied, made.says, made.both, made.other = self.supplied, self.says, self.both, self.other
        return made

    def tell(self, kind: str) -> None:
        """Take growth, share, quantity or price as what is told of the flow."""
        if kind in ("growth", "share"):
            self.aspect = kind
        elif kind in ("quantity", "price", "worth"):
            self.measure = "value" if kind == "worth" else kind

    def selling(self, partners: tuple[str, ...]) -> Frame:
        """A copy with other partners."""
        made = self.like()
        made.partners = partners
        return made

    def carried(self) -> Frame:
        """A copy for another sentence, in which the places of the goods are not those of the words there."""
        made = self.like()
        made.goods = (0, 0)
        return made

    def fresh(self) -> Frame:
        """A copy without goods, partners, traders, regime and measure."""
        made = self.carried()
        made.partners, made.commodity, made.enterprise, made.measure, made.regime = (), "", "", "", ""
        return made

    def same_as(self, other: Frame) -> bool:
        """Whether another is of the same flow, goods and partners."""
        return (self.flow, self.commodity, self.partners) == (other.flow, other.commodity, other.partners)

    @property
    def bare(self) -> bool:
        """Whether it names neither goods nor partners nor traders."""
        return not (self.commodity or self.partners or self.enterprise)


@final
class Stated:
    """What a number says: ``statistic``, ``sign`` of its value, ``basis``, by which ``rule``.

    ``base``: it is the figure of an earlier period (from October's 9.9%).
    """

    __slots__ = ("base", "basis", "bound", "rule", "sign", "statistic")

    def __init__(
        self, statistic: str, sign: int = 1, basis: str = "", base: bool = False, bound: str = "=",
        rule: str = "",
    ) -> None:  # fmt: skip
        self.statistic: Final = statistic
        self.sign: Final = sign
        self.basis: Final = basis
        self.base: Final = base
        self.bound: Final = bound
        self.rule: Final = rule

    def but(
        self, statistic: str = "", sign: int = 0, basis: str | None = None, base: bool | None = None,
        bound: str = "",
    ) -> Stated:  # fmt: skip
        """The same with what is given in place of its own."""
        return Stated(
            statistic or self.statistic, sign or self.sign, self.basis if basis is None else basis,
            self.base if base is None else base, bound or self.bound, self.rule,
        )  # fmt: skip


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
