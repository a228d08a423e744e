"""Families: the indicators other than trade and the words of their sectors, as their tables give them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, final

import ahocorasick_rs

from tradekit.language.lexicon import FOLDER, Lexicon, Word
from tradekit.language.said import Listed


@final
class Indicator:
    """What a form of the table names: the indicator, its sector, and how its figures are read.

    ``sector`` (``sectors``: Chinese, English) is ``=`` for the form as printed, ``-`` where another word
    must name it; ``within``: where one of these is spoken of, it is that one, and only so where the form is
    ``open``. ``says``: what a number is by itself: ``level`` (贷款增加 is a level), ``rate`` (5.1% is the
    level), ``index``; ``grows``: the measure of its growth; ``against``: the basis
    of its changes, where none is said.
    """

    __slots__ = (
        "against", "code", "family", "form", "grows", "measure", "negative", "open", "says", "sector",
        "sectors", "unit", "within",
    )  # fmt: skip

    def __init__(self, word: Word, whole: Word | None) -> None:
        own = word.data
        up = whole.data if whole is not None else own
        code, _, item = word.code.partition(".")
        self.code: Final[str] = "" if code == "none" else code
        self.open: Final[bool] = bool(item and own.get("within"))
        self.form: Final[str] = word.form
        self.family: Final[str] = up.get("family", "")
        self.sectors: Final[list[str]] = own.get("sector", "").split("|")
        self.sector: Final[str] = self.sectors[0]
        self.within: Final[tuple[str, ...]] = tuple(filter(None, own.get("within", "").split("|")))
        self.measure: Final[str] = own.get("measure") or up.get("measure") or "value"
        self.grows: Final[str] = own.get("grows") or up.get("grows") or self.measure
        self.unit: Final[str] = own.get("unit") or up.get("unit") or ""
        self.says: Final[str] = own.get("says") or up.get("says") or ""
        self.against: Final[str] = own.get("against") or up.get("against") or "yoy"
        self.negative: Final[bool] = own.get("note") == "negative"


@final
class Hit:
    """A word of an indicator or of a sector where it stands."""

    __slots__ = ("end", "indicator", "start", "word")

    def __init__(self, start: int, end: int, word: Word, indicator: Indicator | None) -> None:
        self.start: Final = start
        self.end: Final = end
        self.word: Final = word
        self.indicator: Final = indicator


@dataclass(frozen=True, slots=True)
class Topic:
    """What a part names: ``indicator`` and its ``code``, ``sector``, ``enterprise``, and whose figures.

    ``code`` may be another one's where the sector says so; ``known`` where the sector is known as such;
    ``foreign`` where something else is named. ``real`` and ``nominal``: what is said of prices;
    ``listing``: the places are those of the figure before (…超过10%，分别为海南、青海).
    ``settled``: the sector says which indicator it is; ``twice``: the bases of two figures of one verb;
    ``joint``: the figure is of all that were listed before it, together; ``listed``: the sector has an entry.
    ``beside``: indicators that the last is listed with, each with its sector (CPI和PPI分别…).
    """

    indicator: Indicator | None
    code: str
    sector: Listed | None
    enterprise: str
    places: Listed | None
    home: bool
    known: bool
    foreign: bool
    real: bool
    nominal: bool
    listing: bool
    basis: str
    partners: Listed | None = None
    settled: bool = False
    twice: tuple[str, ...] = ()
    joint: bool = False
    listed: bool = False
    beside: tuple[tuple[str, str], ...] = ()


@final
class Vocabulary:
    """The indicators and sectors that a lexicon knows, and where they stand in a text."""

    __slots__ = ("_automaton", "_english", "_indicators", "_words", "indicators")

    def __init__(self, words: tuple[Word, ...], english: bool = False) -> None:
        self._english: Final = english
        self._words: Final = words
        whole = {word.code: word for word in words if word.kind == "indicators"}
        self._indicators: Final[list[Indicator | None]] = [
            Indicator(word, whole.get(word.code.partition(".")[0])) if word.kind == "indicators" else None
            for word in words
        ]
        self.indicators: Final[dict[str, Indicator]] = {}
        for one in self._indicators:
            if one is not None and one.code:
                self.indicators.setdefault(one.code, one)
        self._automaton: Final = ahocorasick_rs.AhoCorasick(
            [word.form for word in words], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def word(self, name: str) -> Word | None:
        """The entry of an indicator's code, or of a sector's name."""
        found = self.indicators.get(name)
        form = found.form if found is not None else name
        return next((word for word in self._words if word.form == form), None)

    def find(self, text: str) -> list[Hit]:
        """The words in ``text`` in order, none overlapping; none where no indicator is named.

        >>> from tradekit.language.lexicon import load
        >>> [hit.word.code for hit in vocabulary(load()).find("第一产业增加值增长4%")]
        ['s1', 'value_added']
        """
        made: list[Hit] = []
        found = self._automaton.find_matches_as_indexes(text.lower() if self._english else text)
        if not any([self._indicators[at] is not None for at, _, _ in found]):
            return made
        named = False
        for at, start, end in found:
            if self._english and (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                continue
            indicator = self._indicators[at]
            named = named or indicator is not None
            made.append(Hit(start, end, self._words[at], indicator))
        return made if named else []


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    return Vocabulary(lexicon.topics)


@lru_cache(maxsize=8)
def english(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon in English, in small letters."""
    made: dict[str, Word] = {}
    for word in lexicon.topics:
        names = [one for one in word.data.get("en", "").split("|") if word.code != "none" and len(one) > 1]
        for name in names:
            made.setdefault(name.lower(), Word(word.kind, name.lower(), names[0], word.code, word.data))
    return Vocabulary(tuple(made.values()), True)


@lru_cache(maxsize=1)
def families() -> list[dict[str, str]]:
    """The families of indicators in the order of tables: name, Chinese and English."""
    found: list[dict[str, str]] = tomllib.loads((FOLDER / "families.toml").read_text("utf-8"))["family"]
    return found


@lru_cache(maxsize=1)
def between() -> frozenset[str]:
    """The indicators of what goes from one place to another: a place is no reporter of theirs by itself."""
    return frozenset(" ".join([one.get("between", "") for one in families()]).split())
