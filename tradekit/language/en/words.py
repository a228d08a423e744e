"""Words: what English words and names mean, read from ``words.csv`` and the tables of the lexicon."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import Final, final

from tradekit.language.lexicon import FOLDER, Lexicon

_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}(?:-bound\b)?|\d+[A-Za-z]+|[^\W\d_](?:[\w]|[.](?=[a-z])|[-'’/&](?=[^\W_]))*"
    r"|\d+(?=-)(?:-[^\W\d_]\w*)+|[^\w\s]|\d+|_"
)
"""A word, its hyphens and apostrophes in it, or a mark; numbers are found before."""
_SHOWN: Final = re.compile(r", China$| \(.*\)$")


@final
class Entry:
    """What a form means: codes by kind (``dir``: ``-1``), and the name of the place or trader it is."""

    __slots__ = ("codes", "form", "key", "length", "name", "pieces", "second")

    def __init__(self, form: str, pieces: list[str]) -> None:
        self.form: Final = form
        self.pieces: Final = pieces
        self.length: Final = len(pieces)
        self.second: Final = pieces[1].lower() if len(pieces) > 1 else ""
        self.key = ""
        self.codes: Final[dict[str, str]] = {}
        self.name = ""


@final
class Vocabulary:
    """The English words by their first word, the units and signs of numbers, and the pattern of a number."""

    __slots__ = (
        "amounts", "coins", "fiscal", "forms", "generic", "goods", "numbers", "seasons", "signs", "units",
    )  # fmt: skip

    def __init__(self) -> None:
        self.forms: Final[dict[str, list[Entry]]] = {}
        self.units: Final[dict[str, tuple[str, str, float]]] = {}
        self.signs: Final[dict[str, str]] = {}
        self.fiscal: Final[dict[str, int]] = {}
        self.amounts: Final[dict[str, dict[str, float]]] = {}
        self.seasons: Final[dict[str, int]] = {}
        self.coins: Final[dict[str, str]] = {}
        self.goods: Final[set[str]] = set()
        self.generic: Final[set[str]] = set()
        self.numbers: re.Pattern[str] = re.compile("$^")

    def add(self, form: str, kind: str, code: str, name: str = "") -> None:
        """Take in a form; one form may be of several kinds."""
        pieces = split(form)
        if not pieces:
            return
        entries = self.forms.setdefault(pieces[0].lower(), [])
        own = next((one for one in entries if one.form == form), None)
        if own is None:
            own = Entry(form, pieces)
            entries.append(own)
            entries.sort(key=_longest)
        known = own.codes.setdefault(kind, code)
        if code not in known.split():
            own.codes[kind] = f"{known} {code}"
        own.name = own.name or name

    def at(self, tokens: list[str], lower: list[str], place: int) -> Entry | None:
        """The longest form that stands at a place of a text cut into words, printed and in small letters."""
        left = len(tokens) - place
        for one in self.forms.get(lower[place], ()):
            if one.length == 1 or (one.length <= left and lower[place + 1] == one.second):
                for at, word in enumerate(one.pieces):
                    if not _is(word, tokens[place + at]):
                        break
                else:
                    return one
        return None

    def word(self, form: str) -> Entry | None:
        """The entry of a single word."""
        return self.at([form], [form.lower()], 0)


def key_of(codes: dict[str, str]) -> str:
    """What tells the meanings of one word from those of others."""
    return "|".join([f"{kind}={code}" for kind, code in codes.items()])


def _longest(one: Entry) -> int:
    return -one.length


def _is(word: str, token: str) -> bool:
    """Whether a word of a form stands there: capitals of a form must be capitals, small letters need not."""
    return (
        word == token
        or (word.lower() == token.lower() and not word[:1].isupper())
        or (
            word[:1].isupper()
            and not word.isupper()
            and token.lower() == word.lower()
            and token[:1].isupper()
        )
    )


def split(text: str) -> list[str]:
    """The words and marks of a form."""
    return [found[0] for found in _WORD.finditer(text)]


def words_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the words and marks of a stretch of text."""
    return [found.span() for found in _WORD.finditer(text, start, end)]


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon: its English names, and the words of ``words.csv``."""
    from tradekit.language.en.numerals import pattern_of

    made = Vocabulary()
    names = _names(lexicon, made)
    with (FOLDER.parent / "en" / "words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            _take(made, row["kind"], row["code"], row["forms"].split("|"), names)
    made.numbers = pattern_of(made)
    for entries in made.forms.values():
        for one in entries:
            one.key = key_of(one.codes)
    return made


def _names(lexicon: Lexicon, made: Vocabulary) -> dict[str, str]:
    """The names of countries, provinces and the like, each with its code."""
    names: dict[str, str] = {}
    for word in lexicon.words:
        if word.kind == "commodities":
            made.goods.update([form.lower() for form in word.data.get("en", "").split("|")])
        if word.kind not in ("partners", "regions") or word.code in names:
            continue
        if word.kind == "regions" and word.data.get("kind") not in ("province", "city"):
            continue
        forms = word.data.get("en", "").split("|")
        short = next((form for form in forms if not _SHOWN.search(form)), _SHOWN.sub("", forms[0]))
        names[word.code] = short
        whole = [form for form in forms if form.endswith(", China")]
        for form in [*[_SHOWN.sub("", form) for form in forms], *whole]:
            kept = short if "." in form or form in ("US", "USA") or form in whole else form
            if word.code != "W0":
                made.add(form, "place" if word.kind == "partners" else "region", word.code, kept)
    return names


def _take(made: Vocabulary, kind: str, code: str, forms: list[str], names: dict[str, str]) -> None:
    """Take in a row of ``words.csv``."""
    for form in forms:
        if kind == "unit":
            what, unit, *factor = code.split(":")
            made.units[form] = (what, unit or singular(form), float(factor[0]) if factor else 1.0)
        elif kind in ("numeral", "scale", "part", "multiple"):
            made.amounts.setdefault(kind, {})[form] = float(code)
        elif kind == "sign":
            made.signs.setdefault(form.casefold(), code)
        elif kind in ("fiscal", "season"):
            (made.fiscal if kind == "fiscal" else made.seasons)[form] = int(code)
        elif kind == "coin":
            made.coins[form] = code
        elif kind == "generic":
            made.generic.add(form)
        elif kind == "place":
            made.add(form, kind, code, names.get(code, form) if code != "W0" else "")
        elif kind in ("adjective", "capital"):
            made.add(form, "place", code, names[code])
            made.add(form, kind, code)
        else:
            made.add(form, kind, code)


def singular(noun: str) -> str:
    """The singular of a regular plural.

    >>> singular("companies"), singular("boxes"), singular("vehicles")
    ('company', 'box', 'vehicle')
    """
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("xes", "shes", "ches", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
