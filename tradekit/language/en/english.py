"""English, as the engine takes a language: each question is answered by a room of this folder."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tradekit.language.en import periods, prepare, tokens
from tradekit.language.en.rates import RULES
from tradekit.language.en.shape import learn
from tradekit.language.en.stating import read
from tradekit.language.en.words import Vocabulary, vocabulary
from tradekit.language.families import Hit, Topic, english
from tradekit.language.families import Vocabulary as Topics
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.interface import Language
from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Quantity, Scan, Span
from tradekit.language.prepared import Sentence

_MARKS: Final = re.compile('[“”"„«»]')
_WORD: Final = re.compile(r"[A-Za-z][\w.&-]*\w|(?:19|20)\d{2}")
_PROSE: Final = re.compile(
    r"[a-z] [a-z].* [a-z]+[.!?]$|\d ?(?:%|percent|per cent|million|billion|trillion|tonnes)"
)
_YEAR: Final = re.compile(r"\b(?:((?:19|20)\d\d)(?:[-–/](\d\d))?|FY ?'?(\d\d))\b(?![\d,.]\d)")
_TOLD: Final = re.compile(r"\b(?:in|during|for|of|from|to) (?:19|20)\d\d\b")
_LAST_YEAR: Final = re.compile(r"(?<!from )(?<!than )(?<!with )(?<!to )(?<!over )(?<!period )\blast year\b")
_PASSED: Final = re.compile(r"\b(?:since|until|till|by|before)(?: [A-Z]\w+)? (?:19|20)\d\d", re.IGNORECASE)
"""A year that a record goes back or an aim ahead to: none that is told of."""
_TRADE: Final = re.compile(
    r"\b(?:(?:ex|im)port(?:s|ed|ing)?|trade|surplus|customs|shipments?|overseas|deficit|shipped)\b",
    re.IGNORECASE,
)


class English(Language):
    """English."""

    def __init__(self) -> None:
        super().__init__("en", "China", _MARKS, settled=True)

    def scan(self, text: str, lexicon: Lexicon, dateline: str = "", told: str = "") -> Scan:
        return tokens.scan(text, vocabulary(lexicon))

    def periods(self, text: str) -> list[PeriodMention]:
        return periods.find_periods(text)

    def year(self, text: str) -> int:
        """The latest year that is told of; one more, where it is told of as the last."""
        told = _PASSED.sub("", text)
        latest, marked = 0, False
        for found in _YEAR.finditer(told):
            year = int(found[1] or f"20{found[3]}")
            year = year // 100 * 100 + int(found[2]) if found[2] and int(found[2]) == year % 100 + 1 else year
            over = found[1] is not None and _TOLD.search(told, max(0, found.start() - 7), found.end())
            marked = not over or (marked and year == latest) if year >= latest else marked
            latest = max(latest, year)
        return latest + 1 if latest and not marked and _LAST_YEAR.search(told) else latest

    def is_silent(self, text: str, lexicon: Lexicon) -> bool:
        named = _TRADE.search(text) is not None or bool(english(lexicon).find(text))
        return not named or vocabulary(lexicon).numbers.search(text) is None

    def may_trade(self, scanned: Scan) -> bool:
        return _TRADE.search(scanned.text) is not None

    def sentences(self, scanned: Scan) -> list[Span]:
        return tokens.sentences(scanned.text, scanned.mentions)

    def prepare(self, scanned: Scan, lexicon: Lexicon) -> tuple[Sentence, ...]:
        return prepare.prepare(scanned, _learnt(lexicon))

    def read(self, around: Surroundings, quantity: Quantity) -> Figure | str:
        return read(around, quantity)

    def bound(self, around: Surroundings, quantity: Quantity) -> str:
        return around.words.directions[0].get("bound") or "="

    def topics(self, lexicon: Lexicon) -> Topics:
        return english(lexicon)

    def others(self, scanned: Scan, lexicon: Lexicon, hits: list[Hit]) -> tuple[Sentence, ...] | None:
        return prepare.prepare(scanned, _learnt(lexicon), hits)

    def topic(self, text: str, part: Part, apart: list[Aside], hits: list[Hit]) -> Topic:
        return Topic(None, "", None, "", None, False, False, True, False, False, False, "")

    def is_prose(self, source: str) -> bool:
        return _PROSE.search(source) is not None

    def words(self, scanned: Scan) -> list[Mention]:
        known = {place for one in scanned.mentions for place in range(one.start, one.end)}
        words = [Mention(*found.span(), "word", found[0]) for found in _WORD.finditer(scanned.text)]
        made = [*super().words(scanned), *[one for one in words if one.start not in known]]
        return sorted(made, key=lambda one: one.start)

    def example(self, rule: str) -> str:
        return next((one.example for one in RULES if one.name == rule), "")

    def without(self, scanned: Scan, start: int, end: int, lexicon: Lexicon) -> Scan:
        silent = scanned.text[:start] + "x" * (end - start) + scanned.text[end:]
        return self.scan(silent, lexicon)


@lru_cache(maxsize=8)
def _learnt(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, its roles known to the patterns."""
    made = vocabulary(lexicon)
    learn(made)
    return made


ENGLISH: Final = English()
