"""Interface: what the engine asks of a language; ``zh`` and ``en`` answer it, each in a folder of its own.

The engine (``extraction``) knows no word: it scans, prepares and reads a text through one of these.
"""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.families import Hit, Indicator, Topic, Vocabulary, vocabulary
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Quantity, Scan, Span
from tradekit.language.prepared import Sentence


class Language:
    """A language: its ``code``, and the country whose trade it is where none is named (``home``).

    ``marks`` finds the characters that the scan leaves out (quotation marks), and those of ``variants``,
    which stay but tell that :meth:`folded` has something to do. ``settled``: a paragraph that names no period
    speaks of the first of the article, not of the last.
    """

    def __init__(
        self, code: str, home: str, marks: re.Pattern[str], variants: str = "", settled: bool = False
    ) -> None:
        self.code: Final = code
        self.home: Final = home
        self.marks: Final = marks
        self.variants: Final = variants
        self.settled: Final = settled

    def folded(self, text: str) -> str:
        """``text`` with each variant character by its usual one; the length stays."""
        return text

    def scan(self, text: str, lexicon: Lexicon, dateline: str = "", told: str = "") -> Scan:
        """The mentions of ``text`` in order, none overlapping.

        Its ``dateline``, and the reporter that the reader has ``told``, say what 全市 and the like mean.
        """
        raise NotImplementedError

    def periods(self, text: str) -> list[PeriodMention]:
        """The period expressions of ``text``, dates and durations among them."""
        raise NotImplementedError

    def year(self, text: str) -> int:
        """The latest year that ``text`` names; 0 where it names none."""
        raise NotImplementedError

    def month(self, dateline: str) -> int:
        """The month that a dateline names; 0 where it names none."""
        return 0

    def is_silent(self, text: str, lexicon: Lexicon) -> bool:
        """Whether no figure can stand in a text, so that it need not be scanned where only rows are asked."""
        return False

    def may_trade(self, scanned: Scan) -> bool:
        """Whether anything speaks of what the kit reads; where nothing does, no figure can."""
        raise NotImplementedError

    def sentences(self, scanned: Scan) -> list[Span]:
        """The spans of the sentences, up to the one with the last number in it."""
        raise NotImplementedError

    def prepare(self, scanned: Scan, lexicon: Lexicon) -> tuple[Sentence, ...]:
        """The sentences, each with what its parts say on their own."""
        raise NotImplementedError

    def read(self, around: Surroundings, quantity: Quantity) -> Figure | str:
        """What a quantity says of its subject, or the reason why it is no figure."""
        raise NotImplementedError

    def bound(self, around: Surroundings, quantity: Quantity) -> str:
        """``=``, ``~``, ``>=`` or ``<=`` from the words at the quantity."""
        raise NotImplementedError

    def with_units(self, group: list[Quantity]) -> list[Quantity]:
        """The quantities of a list, those without a unit with that of the next."""
        return group

    def is_range(self, between: str) -> bool:
        """Whether the text between two quantities makes them the ends of a range."""
        return False

    def hints(self, text: str, variants: bool) -> list[tuple[str, str]]:
        """Places that ``text`` may be about by its words and characters (``variants``).

        Each with the code of what speaks for it.
        """
        return []

    def outlet(self, hinted: list[tuple[str, str]]) -> str:
        """The place whose press most of the hints are of; empty for :attr:`home`."""
        return ""

    def spenders(self, scanned: Scan, lexicon: Lexicon) -> list[tuple[str, str]]:
        """Whose money the amounts are in, as hints."""
        return []

    def own_money(self, reporter: str, printed: str) -> str:
        """The currency of an amount whose unit says none, where ``reporter`` has its own (元 in 香港)."""
        return ""

    def split(self, phrase: str, count: int, whole: tuple[str, ...]) -> tuple[str, ...]:
        """The members of a printed list, ``count`` where that can be; names in ``whole`` are never cut."""
        return (phrase,)

    def each(self, text: str, one: Mention) -> int:
        """The months of a unit of a period of which each is meant (各季度均 behind 2023年: 3); 0 for none."""
        return 0

    def qualifies(self, text: str, at: int) -> bool:
        """Whether what ends at a place qualifies what follows (去年|的), so that it tells no period."""
        return False

    def topics(self, lexicon: Lexicon) -> Vocabulary:
        """The names of other indicators than trade."""
        return vocabulary(lexicon)

    def others(self, scanned: Scan, lexicon: Lexicon, hits: list[Hit]) -> tuple[Sentence, ...] | None:
        """The sentences with what their parts say of other indicators; None where ``topic`` tells it."""
        return None

    def topic(self, text: str, part: Part, apart: list[Aside], hits: list[Hit]) -> Topic:
        """Which other indicator than trade a part names, by the words of the vocabulary in it."""
        raise NotImplementedError

    def place(self, scanned: Scan, first: int) -> str:
        """The place whose figures a text tells, by its opening; ``first`` is where it names an indicator."""
        return self.home

    def state(
        self, indicator: Indicator, topic: Topic, around: Surroundings, quantity: Quantity, read: Figure | str
    ) -> Figure | None:
        """What a quantity says of an indicator, from what it says of any subject; None where nothing."""
        return read if isinstance(read, Figure) else None

    def foreseen(self, text: str, part: Part, quantity: Quantity) -> tuple[str, bool, bool]:
        """The status behind a figure; whether it is of the period before too; whether of the whole year."""
        return "", False, False

    def money(self, text: str) -> str:
        """The currency that bare amounts are declared to be in (澳门元，下同); empty where none is."""
        return ""

    def is_prose(self, source: str) -> bool:
        """Whether a string holds a sentence or a figure in the language, so that it is no path."""
        return False

    def words(self, scanned: Scan) -> list[Mention]:
        """The words that a reading may hang on."""
        return [one for one in scanned.mentions if one.kind not in ("quantity", "stops")]

    def without(self, scanned: Scan, start: int, end: int, lexicon: Lexicon) -> Scan:
        """The same with a word that says nothing at a place."""
        return scanned.without(start, end)

    def example(self, rule: str) -> str:
        """The example of a rule, with what it says; empty where there is none of that name."""
        return ""


def language(code: str) -> Language:
    """The language of a code, ``zh`` or ``en``."""
    if code == "en":
        from tradekit.language.en.english import ENGLISH

        return ENGLISH
    from tradekit.language.zh.chinese import CHINESE

    return CHINESE


def is_prose(source: str) -> bool:
    """Whether a string is text, and not the path of one: it has a line break, or is prose in a language.

    >>> is_prose("出口增长0.6%。"), is_prose("exports rose 5 percent"), is_prose("reports/2024")
    (True, True, False)
    """
    return "\n" in source or any([language(code).is_prose(source) for code in ("zh", "en")])
