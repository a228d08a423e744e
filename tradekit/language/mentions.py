"""Mentions: what is recognised in a text before it is interpreted: quantities, periods, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from tradekit.language.lexicon import Word


@final
class Quantity:
    """A number and its unit as they stand in a text.

    ``kind`` is ``money``, ``percent``, ``pp``, ``times``, ``flat`` (持平), ``double`` (翻番),
    ``digits`` (两位数), ``share`` (过半, 三成, 四分之三 …: a percentage by word), ``plain`` (no unit)
    or the kind of the unit (``mass``, ``count``, ``volume``, …). ``value`` is in base units, ``percent`` as
    written. ``more`` is true where the number itself says “and more” (40多个).
    """

    __slots__ = ("end", "kind", "more", "per", "start", "text", "unit", "value")

    def __init__(
        self, start: int, end: int, text: str, value: float, unit: str, kind: str, more: bool = False,
        per: str = "",
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.value: Final = value
        self.unit: Final = unit
        self.kind: Final = kind
        self.more: Final = more
        self.per: Final = per

    def __repr__(self) -> str:
        return f"Quantity({self.text!r}, {self.value:g} {self.unit})"

    def counted(self, unit: str, kind: str, value: float) -> Quantity:
        """The same number in another unit."""
        return Quantity(self.start, self.end, self.text, value, unit, kind, self.more, self.per)


Spans = tuple[tuple[int, int], ...]


@final
class PeriodMention:
    """A period expression in a text: what was said, not yet what it means.

    ``kind`` is ``year``, ``span`` (months of a year), ``years``, ``same`` (同期), ``single`` (当月, 当季),
    ``run`` (连续4个月), ``months`` (3个月), ``since`` (今年以来), ``last`` (上月), ``recent``
    (过去三个月), or ``date``, ``duration``, ``ordinal`` and ``name`` for what is no period of a figure.
    ``year`` is the year as printed, ``offset`` that of a relative word; ``spans`` are (first month, last
    month) pairs, several for a list (二、三、四季度), which may reach over the year's ends. ``unit`` is how
    many months that has which is counted (上季度: 3, 连续两年: 12); of a year 12 where it is the one before
    the period spoken of (上年).
    """

    __slots__ = ("end", "kind", "length", "offset", "spans", "start", "text", "unit", "year", "years")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        kind: str,
        year: int | None = None,
        offset: int | None = None,
        spans: Spans = (),
        years: tuple[int, int] | None = None,
        length: int = 0,
        unit: int = 0,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.kind: Final = kind
        self.year: Final = year
        self.offset: Final = offset
        self.spans: Final = spans
        self.years: Final = years
        self.length: Final = length
        self.unit: Final = unit

    def placed(self, start: int, end: int, text: str) -> PeriodMention:
        """The same at a place of a text."""
        return PeriodMention(
            start, end, text, self.kind, self.year, self.offset, self.spans, self.years, self.length,
            self.unit,
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"PeriodMention({self.start}, {self.end}, {self.text!r}, {self.kind!r})"


@final
class Mention:
    """Something recognised in a text: its span, its kind, and the value behind it.

    ``kind`` is ``quantity``, ``period`` or the name of a lexicon table.
    """

    __slots__ = ("end", "kind", "period", "quantity", "start", "text", "word")

    def __init__(
        self, start: int, end: int, kind: str, text: str, word: Word | None = None,
        quantity: Quantity | None = None, period: PeriodMention | None = None,
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.kind: Final = kind
        self.text: Final = text
        self.word: Final = word
        self.quantity: Final = quantity
        self.period: Final = period

    def __repr__(self) -> str:
        return f"Mention({self.start}, {self.end}, {self.kind!r}, {self.text!r})"

    @property
    def name(self) -> str:
        """The printed name of the lexicon entry, or the text."""
        return self.word.printed or self.word.name if self.word else self.text

    def get(self, column: str) -> str:
        """A column of the lexicon entry; empty where there is none."""
        return self.word.data.get(column, "") if self.word else ""


@dataclass(frozen=True, slots=True)
class Scan:
    """The mentions of a paragraph, and the numbers that stand inside names and dates."""

    text: str
    mentions: tuple[Mention, ...]
    aside: tuple[tuple[int, int, str], ...]
    """(start, end, reason) of numbers that belong to a date, an ordinal, a duration or a name."""
    breaks: list[int]
    """The places of the characters that part sentences and clauses."""

    def without(self, start: int, end: int) -> Scan:
        """The same with a word that says nothing at a place."""
        silent = Mention(start, end, "stops", self.text[start:end])
        made = [silent if (one.start, one.end) == (start, end) else one for one in self.mentions]
        return Scan(self.text, tuple(made), self.aside, self.breaks)


Span = tuple[int, int]
"""Start and end in the scanned text, end exclusive."""


@final
class Aside:
    """A span that is not the subject.

    ``kind``: ``whole`` (what a share is a share of), ``parent`` (what is contributed to), ``base`` (what is
    compared with; ``mention`` is its period), ``relative`` (another thing's rate), ``outdone``
    (超过国有企业), ``rank`` (居全国首位), ``since`` (自…以来).
    """

    __slots__ = ("end", "kind", "mention", "start")

    def __init__(
        self, start: int, end: int, kind: str, mention: Mention | None = None,
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.kind: Final = kind
        self.mention: Final = mention


@final
class Part:
    """A clause up to and with one group of quantities (none for a clause without figures)."""

    __slots__ = ("end", "group", "mentions", "start", "tail")

    def __init__(
        self, start: int, end: int, tail: int, group: list[Quantity], mentions: list[Mention],
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.tail: Final = tail
        self.group: Final = group
        self.mentions: Final = mentions
