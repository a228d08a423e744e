"""The lexicon: words as data, read from CSV tables and found in text in one pass.

Each table ``tradekit/language/tables/KIND.csv`` has the columns ``code``, ``zh`` (surface forms joined by
``|``, the first is the name that is printed), ``en``, ``source`` and ``note``; further columns belong to
the kind. A user's own folder of the same tables adds words or overrides them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import ahocorasick_rs

import tradekit
from tradekit.model.errors import TradekitError

FOLDER: Final = Path(tradekit.__file__).parent / "language" / "tables"
"""By the package: a compiled module does not know its own place."""
QUOTES: Final = str.maketrans("", "", "“”\"‘’'「」『』《》〈〉＂")

PRIORITY: Final = (
    "compounds", "counts", "flows", "regimes", "enterprises", "partners", "regions", "commodities",
    "others", "shares", "comparisons", "measures", "directions", "lists", "qualifiers", "statuses",
    "sayings", "functions", "offices",
)  # fmt: skip
"""The kinds in the order in which they win a form that several tables claim."""

NOT_SCANNED: Final = frozenset({"units", "nouns", "indicators", "sectors"})
_SILENT: Final = frozenset({"statuses", "sayings", "functions"})
"""Kinds whose words of one character say nothing (的, 为, 称): they are left out, and hide no other."""
_ENTITIES: Final = frozenset({"partners", "regions", "commodities", "enterprises", "regimes"})


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Word:
    """One surface form of one lexicon entry.

    ``kind`` is the table's name, ``name`` the entry's first form, ``data`` its other columns; ``printed``
    is what the observation table prints in its place, if anything (澳洲).
    """

    kind: str
    form: str
    name: str
    code: str
    data: Mapping[str, str]
    printed: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Lexicon:
    """All words, with the automaton that finds them."""

    words: tuple[Word, ...]
    automaton: ahocorasick_rs.AhoCorasick
    abbreviations: Mapping[str, Word]
    units: tuple[Word, ...]
    nouns: Mapping[str, str]
    short: frozenset[str]
    names: Mapping[str, Mapping[str, Word]]
    """Of each kind of entity every form, and the English names in small letters."""
    provinces: Mapping[str, Word]
    topics: tuple[Word, ...] = ()
    """The words of other indicators than trade and of their sectors, found apart."""

    def find(self, text: str) -> list[tuple[int, int, Word]]:
        """The words in ``text``, leftmost and longest first, none overlapping.

        >>> [word.name for _, _, word in load().find("我国对东盟出口")]
        ['我国', '东盟', '出口']
        """
        return [(start, end, self.words[at]) for at, start, end in self.places(text)]

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """The words in ``text`` by their number in ``words``, each with its start and end."""
        return self.automaton.find_matches_as_indexes(text)


def _rows(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*.csv")):
        try:
            table = csv.DictReader(path.read_text("utf-8-sig").splitlines())
        except (UnicodeDecodeError, OSError) as error:
            raise TradekitError(f"{path}: cannot be read ({error}); save it as CSV in UTF-8") from None
        if table.fieldnames is None or "zh" not in table.fieldnames:
            raise TradekitError(f"{path.name}: no column 'zh'; a lexicon table has code,zh,en,source,note")
        for row in table:
            yield path.stem, {key: value or "" for key, value in row.items() if key is not None}


def _forms(row: Mapping[str, str]) -> list[str]:
    return [form for form in (one.strip().translate(QUOTES) for one in row["zh"].split("|")) if form]


_PRINTED: Final = frozenset(("economy", "continent"))
_DEICTIC: Final = frozenset(("HKG", "TWN"))
"""Partners whose other short names only point to them."""
"""Kinds of partners that keep another name of their own as it is printed (澳洲, 南韩, 北美)."""


def _printed(form: str, name: str, row: Mapping[str, str]) -> str:
    """The form itself, where it is another short name that is printed as it is; else empty."""
    own = row.get("kind") in _PRINTED and 1 < len(form) <= len(name) and row["code"] not in _DEICTIC
    return form if own and form != name else ""


@dataclass(slots=True)
class _Tables:
    """The tables as they are read, one row after the other."""

    found: dict[str, Word] = field(default_factory=dict)
    abbreviations: dict[str, Word] = field(default_factory=dict)
    units: list[Word] = field(default_factory=list)
    nouns: dict[str, str] = field(default_factory=dict)
    topics: dict[str, Word] = field(default_factory=dict)
    short: set[str] = field(default_factory=set)
    names: dict[str, dict[str, Word]] = field(default_factory=dict)

    def add(self, kind: str, row: Mapping[str, str], own: bool) -> None:
        """Take in one row; a user's ``own`` words come before the package's."""
        forms = _forms(row)
        code = row.get("code", "")
        made = [Word(kind, form, forms[0], code, row, _printed(form, forms[0], row)) for form in forms]
        if kind == "nouns":
            self.nouns.update(dict.fromkeys(forms, row.get("code", "")))
        if kind in NOT_SCANNED:
            self.units += made if kind == "units" else ()
            self.topics.update({word.form: word for word in made if kind in ("indicators", "sectors")})
            return
        for form in filter(None, row.get("abbrev", "").split("|")):
            self.abbreviations.setdefault(form, Word(kind, form, forms[0], row.get("code", ""), row))
        if kind in _ENTITIES:
            self._name(kind, made, own)
        for word in made:
            if len(word.form) == 1 and kind in _ENTITIES:
                if kind == "commodities":
                    self.short.add(word.form)
            elif own or word.form not in self.found or _rank(kind) < _rank(self.found[word.form].kind):
                self.found[word.form] = word

    def _name(self, kind: str, made: list[Word], own: bool) -> None:
        """Keep an entry's names: its forms, and the English one."""
        named = self.names.setdefault(kind, {})
        for word in made:
            for form in (word.form, *word.data.get("en", "").casefold().split("|")):
                if form and (own or form not in named):
                    named[form] = word


def _rank(kind: str) -> int:
    return PRIORITY.index(kind) if kind in PRIORITY else len(PRIORITY)


_USED: Final[list[Lexicon]] = []


def load(folder: str | None = None) -> Lexicon:
    """The lexicon of the package, with the tables of ``folder`` added where one is given.

    What was loaded with a folder is the one :func:`used` from then on. Raises :class:`TradekitError` where
    the folder or a table in it can't be read.
    """
    made = _load(folder)
    if folder is not None or not _USED:
        _USED[:] = [made]
    return made


def used() -> Lexicon:
    """The lexicon by which tables and charts fold and translate names: the user's last one, if any."""
    return _USED[0] if _USED else load()


@lru_cache(maxsize=8)
def _load(folder: str | None) -> Lexicon:
    if folder is not None and not Path(folder).is_dir():
        raise TradekitError(f"{folder}: no such folder; give one with lexicon tables such as commodities.csv")
    tables = _Tables()
    for own, place in ((False, FOLDER), (True, folder)):
        for kind, row in _rows(Path(place)) if place is not None else ():
            tables.add(kind, row, own)
    words = tuple([word for word in tables.found.values() if len(word.form) > 1 or word.kind not in _SILENT])
    automaton = ahocorasick_rs.AhoCorasick(
        [word.form for word in words], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    short, units, topics = frozenset(tables.short), tuple(tables.units), tuple(tables.topics.values())
    provinces = {word.code: word for word in words if word.data.get("kind") == "province"}
    return Lexicon(
        words, automaton, tables.abbreviations, units, tables.nouns, short, tables.names, provinces, topics
    )
