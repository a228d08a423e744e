"""The lexicon: words as data, read from CSV tables and found in text in one pass.

Each table ``tradekit/lexicon/KIND.csv`` has the columns ``code``, ``zh`` (surface forms joined by
``|``, the first is the name that is printed), ``en``, ``source`` and ``note``; further columns belong to
the kind. A user's own folder of the same tables adds words or overrides them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from tradekit.errors import TradekitError

FOLDER = Path(__file__).parent / "lexicon"
QUOTES = str.maketrans("", "", "“”\"‘’'「」『』《》〈〉＂")

PRIORITY = (
    "compounds",
    "counts",
    "flows",
    "regimes",
    "enterprises",
    "partners",
    "regions",
    "commodities",
    "others",
    "shares",
    "comparisons",
    "measures",
    "directions",
    "lists",
    "qualifiers",
    "statuses",
    "sayings",
    "functions",
)
"""The kinds in the order in which they win a form that several tables claim."""

NOT_SCANNED = frozenset({"units"})
_ENTITIES = frozenset({"partners", "regions", "commodities", "enterprises", "regimes"})
_SHORT = frozenset({"short"})


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Word:
    """One surface form of one lexicon entry.

    ``kind`` is the table's name, ``name`` the entry's printed name, ``data`` its other columns.
    """

    kind: str
    form: str
    name: str
    code: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Lexicon:
    """All words, with the automaton that finds them."""

    words: tuple[Word, ...]
    automaton: ahocorasick_rs.AhoCorasick
    abbreviations: Mapping[str, Word]
    units: tuple[Word, ...]
    heads: frozenset[str]
    short: frozenset[str]

    def find(self, text: str) -> list[tuple[int, int, Word]]:
        """The words in ``text``, leftmost and longest first, none overlapping.

        >>> [word.name for _, _, word in load().find("我国对东盟出口")]
        ['我国', '对', '东盟', '出口']
        """
        words = self.words
        return [(start, end, words[at]) for at, start, end in self.automaton.find_matches_as_indexes(text)]


def _rows(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            if table.fieldnames is None or "zh" not in table.fieldnames:
                raise TradekitError(
                    f"{path.name}: no column 'zh'; a lexicon table has code,zh,en,source,note"
                )
            for row in table:
                yield path.stem, {key: value or "" for key, value in row.items() if key is not None}


def _forms(row: Mapping[str, str]) -> list[str]:
    return [form for form in (one.strip().translate(QUOTES) for one in row["zh"].split("|")) if form]


@lru_cache(maxsize=8)
def load(folder: str | None = None) -> Lexicon:
    """The lexicon of the package, with the tables of ``folder`` added where one is given.

    Raises :class:`TradekitError` where the folder or a table in it can't be read.
    """
    if folder is not None and not Path(folder).is_dir():
        raise TradekitError(f"{folder}: no such folder; give one with lexicon tables such as commodities.csv")
    found: dict[str, Word] = {}
    abbreviations: dict[str, Word] = {}
    units: list[Word] = []
    short: set[str] = set()
    rank = {kind: place for place, kind in enumerate(PRIORITY)}
    for own, place in ((False, FOLDER), (True, folder)):
        for kind, row in _rows(Path(place)) if place is not None else ():
            forms = _forms(row)
            if not forms:
                continue
            made = [Word(kind, form, forms[0], row.get("code", ""), row) for form in forms]
            if kind in NOT_SCANNED:
                units += made
                continue
            for form in filter(None, row.get("abbrev", "").split("|")):
                abbreviations.setdefault(form, Word(kind, form, forms[0], row.get("code", ""), row))
            for word in made:
                if len(word.form) == 1 and kind in _ENTITIES:
                    if kind == "commodities":
                        short.add(word.form)
                    continue
                old = found.get(word.form)
                if old is None or own or rank.get(kind, 99) < rank.get(old.kind, 99):
                    found[word.form] = word
    words = tuple(found.values())
    automaton = ahocorasick_rs.AhoCorasick(
        [word.form for word in words], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    heads = frozenset(word.form for word in words if word.kind == "commodities")
    return Lexicon(words, automaton, abbreviations, tuple(units), heads, frozenset(short))
