"""Frame: a flow of trade that a sentence names, and what is said of it."""

from __future__ import annotations

from typing import Final, final


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
