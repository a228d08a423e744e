"""Prepared: what is known of each part, clause and sentence before any context is."""

from __future__ import annotations

from typing import Final, final

from tradekit.extraction.context import Span
from tradekit.extraction.pairing import Pair
from tradekit.language.said import Said
from tradekit.language.zh.clauses import Aside, Part
from tradekit.language.zh.cues import Cues
from tradekit.language.zh.figure import PartWords
from tradekit.language.zh.periods import PeriodMention
from tradekit.language.zh.scan import Mention


@final
class PreparedPart:
    """A part with its asides, free mentions and what it says; ``whole`` is the flow of a share's whole.

    ``periods`` are the free mentions that can be a figure's period, ``opened`` those with which a stretch
    of time begins (自2015年以来); ``lists`` the codes of its list words (分别, 均); ``pairs`` the subjects
    that it lists, each with its flow; ``status`` what it ends with; ``expected``: it speaks of what is to
    come; ``words`` those from which its figures are read.
    """

    __slots__ = (
        "apart",
        "base",
        "cues",
        "expected",
        "free",
        "lists",
        "opened",
        "pairs",
        "part",
        "periods",
        "run",
        "said",
        "status",
        "whole",
        "words",
    )

    def __init__(
        self,
        part: Part,
        apart: list[Aside],
        free: list[Mention],
        said: Said,
        periods: list[Mention],
        opened: tuple[PeriodMention, ...],
        lists: frozenset[str],
        pairs: tuple[Pair, ...],
        run: bool,
        base: Mention | None,
        status: str,
        expected: bool,
        whole: str,
        cues: Cues,
        words: PartWords,
    ) -> None:
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


@final
class PreparedClause:
    """A clause's parts, the break before it, and the currency that it declares (以美元计).

    ``figures``: it has some; ``after_other``: what stands before it is no trade.
    """

    __slots__ = ("after_other", "figures", "money", "opener", "parts")

    def __init__(
        self,
        opener: str,
        after_other: bool,
        money: str,
        figures: bool,
        parts: tuple[PreparedPart, ...],
    ) -> None:
        self.opener: Final = opener
        self.after_other: Final = after_other
        self.money: Final = money
        self.figures: Final = figures
        self.parts: Final = parts


@final
class Sentence:
    """A sentence's clauses, and what it shows as a whole.

    ``paragraph``: it opens one; ``among``: it begins with 其中; ``side``: with 出口方面, within a paragraph;
    ``evidence``: it has a word of foreign trade; ``agency``: the country whose office is quoted (泰国商业部).
    """

    __slots__ = (
        "agency",
        "among",
        "clauses",
        "counts",
        "evidence",
        "paragraph",
        "preliminary",
        "side",
        "span",
        "speaker",
    )

    def __init__(
        self,
        span: Span,
        paragraph: bool,
        among: bool,
        side: bool,
        evidence: bool,
        counts: bool,
        preliminary: bool,
        speaker: str,
        agency: str,
        clauses: tuple[PreparedClause, ...],
    ) -> None:
        self.span: Final = span
        self.paragraph: Final = paragraph
        self.among: Final = among
        self.side: Final = side
        self.evidence: Final = evidence
        self.counts: Final = counts
        self.preliminary: Final = preliminary
        self.speaker: Final = speaker
        self.agency: Final = agency
        self.clauses: Final = clauses
