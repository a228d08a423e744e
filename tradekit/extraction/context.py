"""What is known while an article is read, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

from tradekit.language.clock import Clock
from tradekit.language.figure import Figure
from tradekit.language.interface import Language
from tradekit.language.mentions import Mention
from tradekit.language.said import Listed, Subject
from tradekit.model.period import Period

Span = tuple[int, int]
"""Start and end in the scanned text, end exclusive."""

Targets = list[tuple[Subject, Period]]
"""The subjects and periods that a figure belongs to."""


@final
class Draft:
    """A row before it knows its report: figure, subject and period; ``told`` says what its clause named."""

    __slots__ = (
        "basis", "currency", "doubts", "explicit", "figure", "named", "period", "sentence", "span", "speaker",
        "status", "subject",
    )  # fmt: skip

    def __init__(
        self, figure: Figure, subject: Subject, period: Period, status: str, speaker: str, currency: str,
        basis: str, span: Span, sentence: Span, explicit: bool, named: bool, doubts: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.figure: Final = figure
        self.subject: Final = subject
        self.period: Final = period
        self.status: Final = status
        self.speaker: Final = speaker
        self.currency: Final = currency
        self.basis: Final = basis
        self.span: Final = span
        self.sentence: Final = sentence
        self.explicit: Final = explicit
        self.named: Final = named
        self.doubts: Final = doubts

    def told_of(self, period: Period, basis: str) -> Draft:
        """The same of another period, on another basis."""
        return Draft(
            self.figure, self.subject, period, self.status, self.speaker, self.currency, basis, self.span,
            self.sentence, self.explicit, self.named, self.doubts,
        )  # fmt: skip

    def with_figure(self, figure: Figure, subject: Subject | None = None) -> Draft:
        """The same with another figure, or of another subject too."""
        return Draft(
            figure,
            subject or self.subject,
            self.period,
            self.status,
            self.speaker,
            self.currency,
            self.basis,
            self.span,
            self.sentence,
            self.explicit,
            self.named,
            self.doubts,
        )


@final
class Left:
    """A number that made no row, with the reason."""

    __slots__ = ("end", "reason", "sentence", "start")

    def __init__(
        self, start: int, end: int, reason: str, sentence: Span,
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.reason: Final = reason
        self.sentence: Final = sentence


@dataclass(frozen=True, slots=True)
class Interpretation:
    """An article's figures, and the numbers that are none."""

    drafts: list[Draft]
    left: list[Left]
    told: list[Draft]
    """Those whose period was told in their own paragraph."""


@dataclass(slots=True)
class Context:
    """What is known while reading on: the subject, the periods, and what the next clause may inherit.

    ``first``: it is the first reading, whose rows nobody sees. ``whole``: the article speaks of all trade;
    where it never does, ``here`` are the goods that the paragraph or its heading is about, with which a bare
    flow goes on.
    """

    language: Language
    clock: Clock
    base: Subject
    scope: Subject
    about: Period | None = None
    subjects: tuple[Subject, ...] = ()
    periods: tuple[Period, ...] = ()
    earlier: tuple[Period, ...] = ()
    fresh: bool = True
    unsaid: bool = False
    trade: bool = False
    alive: int = 0
    flow_here: bool = False
    opening: bool = False
    quiet: bool = False
    dated: bool = False
    bracketed: bool = False
    until: Period | None = None
    carried: bool = False
    rated: int = 0
    head: Subject | None = None
    counting: int = 0
    pending: Mention | None = None
    last: Figure | None = None
    last_flow: str = ""
    whole: bool = True
    first: bool = False
    goods: str = ""
    here: str = ""
    headed: bool = False
    spoken: str = ""
    market: str = ""
    foreseen: Period | None = None
    beside: tuple[Subject, ...] = ()
    named: bool = False
    timed: bool = False
    paragraph: str | None = None
    pair: tuple[Subject, ...] = ()
    lists: dict[str, Listed] = field(default_factory=dict)
    recent: list[tuple[Subject, Period]] = field(default_factory=list)
    amounts: list[tuple[Subject, Period] | None] = field(default_factory=list)
    levels: list[tuple[Period, float, str]] = field(default_factory=list)
    of_month: Period | None = None
    since: Period | None = None
    origin: Period | None = None
    opened: Period | None = None
    units: dict[str, str] = field(default_factory=dict)
    last_period: Period | None = None
    currency: str = ""
    basis: str = ""
    money: str = ""
    status: str = "actual"
    speaker: str = ""
    saved: list[tuple[tuple[Subject, ...], bool, Figure | None, tuple[Period, ...], str]] = field(
        default_factory=list
    )

    @property
    def subject(self) -> Subject:
        """The subject spoken of last."""
        return self.subjects[-1] if self.subjects else self.scope
