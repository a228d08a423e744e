"""Prepared: what is known of each part, clause and sentence before any context is."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.figure import PartWords
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Span
from tradekit.language.said import Item, Said

Pair = tuple[Said, Item]
"""What one member of a list of whole subjects says, and its flow."""


@final
class Cues:
    """What the words of a part tell beside its subject and periods.

    ``pointers`` are ``former`` (前者), ``latter`` and ``one of`` (一个是…); ``earlier``: it tells the figure
    of the period before (前值); ``until``: 截至; ``summed``: 累计 or 年均; ``cumulated``: 累计出口 …;
    ``again``: the figure is told once more in other money (折合); ``founded``: firms are newly registered;
    ``together``: its figure is that of several things together (两者合计); ``joint``: it may be (合计).
    """

    __slots__ = (
        "again", "cumulated", "earlier", "founded", "joint", "pointers", "summed", "together", "until",
    )  # fmt: skip

    def __init__(
        self,
        pointers: tuple[str, ...] = (),
        earlier: bool = False,
        until: bool = False,
        summed: bool = False,
        cumulated: bool = False,
        again: bool = False,
        founded: bool = False,
        together: bool = False,
        joint: bool = False,
    ) -> None:
        self.pointers: Final = pointers
        self.earlier: Final = earlier
        self.until: Final = until
        self.summed: Final = summed
        self.cumulated: Final = cumulated
        self.again: Final = again
        self.founded: Final = founded
        self.together: Final = together
        self.joint: Final = joint


NO_CUES: Final = Cues()


@final
class PreparedPart:
    """A part with its asides, free mentions and what it says; ``whole`` is the flow of a share's whole.

    ``periods`` are the free mentions that can be a figure's period, ``opened`` those with which a stretch
    of time begins (自2015年以来); ``lists`` the codes of its list words (分别, 均); ``pairs`` the subjects
    that it lists, each with its flow; ``status`` what it ends with; ``expected``: it speaks of what is to
    come; ``words`` those from which its figures are read; ``home``: the whole of which it is a part is the
    country's own; ``firms``: it counts traders of a kind; ``in_passing``: the text does not go on with the
    period of its figure (的基础上, 曾), or of a cause (随着6月起…); ``leads``: it is of the
    next flow (继3月下跌3%后，出口…).
    """

    __slots__ = (
        "apart", "base", "cues", "expected", "firms", "free", "home", "in_passing", "leads", "lists",
        "opened", "pairs", "part", "periods", "run", "said", "status", "whole", "words",
    )  # fmt: skip

    def __init__(
        self, part: Part, apart: list[Aside], free: list[Mention], said: Said, periods: list[Mention],
        opened: tuple[PeriodMention, ...], lists: frozenset[str], pairs: tuple[Pair, ...], run: bool,
        base: Mention | None, status: str, expected: bool, whole: str, cues: Cues, words: PartWords,
        home: bool = False, firms: bool = False, in_passing: bool = False,
        leads: bool = False,
    ) -> None:  # fmt: skip
        self.part: Final = part
        self.apart: Final = apart
        self.free: Final = free
        self.said: Final = said
        self.periods: Final = periods
        self.opened: Final = opened
        self.lists: Final = lists
        self.pairs: Final = pairs
        self.run: Final = run
        self.base: Final = base
        self.status: Final = status
        self.expected: Final = expected
        self.whole: Final = whole
        self.cues: Final = cues
        self.words: Final = words
        self.home: Final = home
        self.firms: Final = firms
        self.in_passing: Final = in_passing
        self.leads: Final = leads


@final
class PreparedClause:
    """A clause's parts, the break before it, and the currency that it declares (以美元计).

    ``opener`` is ``(`` or ``)`` for a bracket of any kind, else empty; ``figures``: it has some;
    ``after_other``: what stands before it is no trade.
    """

    __slots__ = ("after_other", "figures", "money", "opener", "parts")

    def __init__(
        self, opener: str, after_other: bool, money: str, figures: bool, parts: tuple[PreparedPart, ...],
    ) -> None:  # fmt: skip
        self.opener: Final = opener
        self.after_other: Final = after_other
        self.money: Final = money
        self.figures: Final = figures
        self.parts: Final = parts


@final
class Sentence:
    """A sentence's clauses, and what it shows as a whole.

    ``paragraph``: it opens one; ``among``: it begins with 其中; ``side``: with 出口方面, within a paragraph;
    ``heading``: the goods that it names as a heading;
    ``evidence``: it has a word of foreign trade; ``agency``: the country whose office is quoted (泰国商业部).
    """

    __slots__ = (
        "agency", "among", "clauses", "counts", "evidence", "heading", "paragraph", "preliminary", "side",
        "span", "speaker",
    )  # fmt: skip

    def __init__(
        self, span: Span, paragraph: bool, among: bool, side: bool, evidence: bool, counts: bool,
        preliminary: bool, speaker: str, agency: str, clauses: tuple[PreparedClause, ...],
        heading: str = "",
    ) -> None:  # fmt: skip
        self.span: Final = span
        self.heading: Final = heading
        self.paragraph: Final = paragraph
        self.among: Final = among
        self.side: Final = side
        self.evidence: Final = evidence
        self.counts: Final = counts
        self.preliminary: Final = preliminary
        self.speaker: Final = speaker
        self.agency: Final = agency
        self.clauses: Final = clauses
