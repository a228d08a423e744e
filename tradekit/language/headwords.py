"""The words of tables' headings: those of the lexicon, with the forms of ``tables/grids/headings.csv``.

That table has the forms of other languages and those that only tables use; units are put together here.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple, final

import ahocorasick_rs

from tradekit.language.families import Indicator
from tradekit.language.interface import language
from tradekit.language.lexicon import FOLDER, Lexicon, Word
from tradekit.language.times import marks

Said = list[tuple[str, str]]
"""What a word says: a facet and its code, each."""
_EVEN: Final = str.maketrans({mark: "`" for mark in "’‘'′"} | {"_": " ", "\u3000": " ", "～": "~"})
_VARIANT: Final = "\u9032"
"""A variant character: with one in it, a text is folded whatever its other characters are."""
_KINDS: Final = {
    "partners": "place", "regions": "region", "regimes": "regime", "enterprises": "enterprise",
    "commodities": "commodity",
}  # fmt: skip
_GROWS: Final = frozenset(("up", "rate", "down", "falling"))
_GROWTH: Final = ("statistic", "growth")


class Scale(NamedTuple):
    """A unit in a heading: what one stands for; ``kind``: money, currency, ratio, quantity, price, scale."""

    unit: str
    factor: float
    kind: str


@final
class Headwords:
    """What each word of a heading says; the names by dimension; the units. For one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.forms: Final[dict[str, Said]] = {}
        self.roles: Final[dict[str, str]] = {}
        self.endings: Final[dict[str, str]] = {}
        self.sectors: Final[dict[str, Mapping[str, str]]] = {}
        self.indicators: Final[dict[str, Indicator]] = {}
        self.short: Final = {form: word.name for form, word in lexicon.abbreviations.items()}
        self.things: Final = {even(word.form) for word in lexicon.words if word.code == "thing"}
        self._names: Final[dict[str, tuple[str, str]]] = {}
        self._codes: Final[dict[str, str]] = {}
        self._units: Final[dict[str, Scale]] = {}
        self._scales: Final[dict[str, float]] = {}
        self._take_topics(lexicon)
        self._take_lexicon(lexicon)
        self._take_own()
        self._words: Final = list(self.forms)
        self._found: Final = ahocorasick_rs.AhoCorasick(self._words)
        goods = {form for form, (kind, _) in self._names.items() if kind == "commodity" and len(form) > 1}
        self._goods: Final = ahocorasick_rs.AhoCorasick(
            sorted(goods - set(self.forms)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        self._unit_words: Final = sorted({*self._units, *self._scales} - {"u"}, key=len, reverse=True)

    def _take_topics(self, lexicon: Lexicon) -> None:
        """The words of indicators, and those of their sectors as names."""
        whole = {word.code: word for word in lexicon.topics if word.kind == "indicators"}
        for word in lexicon.topics:
            forms = [word.form, *_english(word)]
            if word.kind == "sectors":
                self.sectors.setdefault(even(word.form), word.data)
                dimension = "enterprise" if word.data["dimension"] == "enterprise" else "sector"
                for form in forms:
                    self._names.setdefault(even(form), (dimension, form))
                continue
            code, _, item = word.code.partition(".")
            self.indicators.setdefault(word.code, Indicator(word, whole.get(code)))
            if word.data.get("within") and item:
                continue
            sector = word.data.get("sector", "").partition("|")[0]
            said = [("none", "1")] if code == "none" else [("indicator", code), ("topic", word.code)]
            for form in forms:
                named = form if sector == "=" else sector.strip("-")
                self.forms.setdefault(even(form), [*said, *([("sector", named)] if named else [])])

    def _take_lexicon(self, lexicon: Lexicon) -> None:
        for word in lexicon.words:
            if said := _of_word(word):
                self.forms.setdefault(even(word.form), said)
            if word.kind in _KINDS:
                self._take_name(word, _KINDS[word.kind])
        for unit in lexicon.units:
            kind, form = unit.data["kind"], even(unit.form)
            if kind != "time" and form not in self.forms:
                kind = kind if kind in ("money", "ratio") else "quantity"
                made = Scale(unit.data["unit"], float(unit.data.get("factor") or 1), kind)
                spelt = [made.unit, *(f"{one}s" for one in _english(unit))] if kind == "money" else []
                for one in (form, *map(even, spelt)):
                    self._units.setdefault(one, made)

    def _take_name(self, word: Word, facet: str) -> None:
        """A name of a place, region, regime, trader or goods, with its English forms and its code."""
        self._names.setdefault(even(word.form), (facet, word.name))
        forms = [re.sub(r"\s*\(.*\)", "", one) for one in _english(word)]
        spelt = min(forms, key=len) if word.data.get("kind") == "group" and forms else "".join(forms[:1])
        for form in _english(word) if facet == "commodity" else forms:
            self._names.setdefault(even(form), (facet, word.name if facet == "commodity" else spelt))
            if facet != "commodity":
                self.forms.setdefault(even(form), [(facet, spelt)])
        if word.data.get("m49"):
            self._codes.setdefault(word.data["m49"].lstrip("0"), spelt.split(",")[0] or word.name)

    def _take_own(self) -> None:
        mine: dict[str, Said] = {}
        tables = {"m49": self._codes, "role": self.roles, "ending": self.endings}
        for facet, value, form in _own_words():
            if facet == "scale":
                self._scales[form] = float(value)
            elif facet == "unit":
                self._units[form] = scale_of(value)
            elif facet in tables:
                tables[facet][form] = value
            elif facet != "place" or form.isascii() or form not in self._names:
                mine.setdefault(form, []).append((facet, value))
                if facet == "place":
                    self._names[form] = (facet, value)
        self.forms.update(mine)

    def find(self, text: str) -> list[tuple[int, int, Said]]:
        """The words in an even text, the longest first, none overlapping, each with what it says."""
        made, last = [], 0
        hits = [
            (start, -end, at)
            for at, start, end in self._found.find_matches_as_indexes(text, overlapping=True)
        ]
        for start, back, at in sorted(hits):
            end, word, said = -back, self._words[at], self.forms[self._words[at]]
            alone = only_letters(word) and said[0][0] != "place"
            part = len(word) == 1 and not word.isascii() and text[end : end + 1].isalpha()
            if (
                start < last
                or part
                or not apart(text, start, end)
                or (alone and not _whole(text, start, end))
            ):
                continue
            made.append((start, end, said))
            last = end
        return made

    def begun(self, text: str, facet: str) -> str:
        """What the word says of a facet with which a text begins."""
        words = (
            self.forms[word][0] for word in self._words if not only_letters(word) and text.startswith(word)
        )
        return next((code for one, code in words if one == facet), "")

    def kind_of(self, name: str) -> tuple[str, str]:
        """The dimension of a name that the lexicon knows, and the name to print; empty where unknown."""
        form = even(name)
        kind, known = self._names.get(form) or self._names.get(f"{form}s") or ("", "")
        return kind, name if even(known) == form else known

    def goods(self, text: str) -> str:
        """The goods that a line above a table names, as printed; empty where it names none or several."""
        form = even(text)
        hits = self._goods.find_matches_as_indexes(form)
        found = {form[start:end] for _, start, end in hits if apart(form, start, end)}
        return as_printed(found.pop(), text) if len(found) == 1 else ""

    def coded(self, code: str) -> str:
        """The country of a code of the United Nations, the code where it is not known; none for the world."""
        bare = code.strip().lstrip("0")
        return self._codes.get(bare, bare if bare.isdecimal() else "")

    def money(self, word: str) -> str:
        """The currency that a word names; empty where it names none."""
        found = self._units.get(word)
        return found.unit if found is not None else ""

    def known(self, form: str) -> bool:
        """Whether an even text is one word that says something."""
        return form in self.forms or form in self._units

    def unit(self, segment: str) -> Scale | None:
        """The unit that a segment is (US$ million, bn €), ``None`` where it says anything else."""
        rest = re.sub(r"(?<=\d),(?=\d{3})", "", even(segment).strip())
        if rest in self._units:
            return self._units[rest]
        money, _, counted = rest.partition("/")
        if counted:
            return _priced(self.unit(money), self.unit(counted))
        made, factor, said = Scale("", 1.0, ""), 1.0, False
        while rest:
            fill = marks("filling").match(rest)
            fits = (one for one in self._unit_words if rest.startswith(one) and apart(rest, 0, len(one)))
            word = "" if fill and fill.end() else next(fits, "")
            rest = rest[len(word) or (fill.end() if fill else 0) :]
            if not word:
                if fill and fill.end():
                    continue
                return None
            said, one = True, self._units.get(word)
            if word in self._scales and not (one is not None and (factor > 1 or made.unit)):
                factor *= self._scales[word]
            elif one is not None and made.kind == one.kind == "quantity":
                return None
            elif one is not None and (not made.unit or (one.kind == "money" and len(word) > 1)):
                made = one
        kind, factor = made.kind, factor * made.factor
        if kind == "money" and factor == 1 and marks("reckoned").search(even(segment)):
            kind = "currency"
        return Scale(made.unit, factor, kind or "scale") if said else None

    def counted(self, text: str) -> Scale | None:
        """The unit in a column of units: any word there counts something (10,000 Sets, 百万台)."""
        scale = self.unit(text)
        if scale is not None and scale.kind != "scale":
            return scale
        *words, last = even(text).split() or [""]
        before = self.unit(" ".join(words)) if words else Scale("", 1.0, "scale")
        if before is None or before.kind != "scale" or not last.isalpha():
            return None
        return Scale(last.removesuffix("s") if last.isascii() else last, before.factor, "quantity")


def scale_of(code: str) -> Scale:
    """The unit that a table writes as one code: ``t=0.001``."""
    unit, _, factor = code.partition("=")
    money = "money" if unit.isupper() or unit == "Rs" else "quantity"
    return Scale(unit, float(factor or 1), "ratio" if unit in ("percent", "pp") else money)


def even(text: str) -> str:
    """A text as it is compared: small letters, one form of each sign, usual characters."""
    made = unicodedata.normalize("NFKC", text.translate(_EVEN)).casefold().replace("u.s.", "us")
    return language("zh").folded(made + _VARIANT)[:-1] if not made.isascii() else made


def as_printed(name: str, text: str) -> str:
    """A part of an even text as the text prints it."""
    at = even(text).find(name)
    return text[at : at + len(name)] if at >= 0 and len(even(text)) == len(text) else name


def only_letters(form: str) -> bool:
    """Whether a form is one or two letters, a word only where it is all there is."""
    return len(form) < 3 and form.isascii() and form.isalpha()


def apart(text: str, start: int, end: int) -> bool:
    """Whether the letters at the ends of a word are not those of a longer one."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return not any(len(pair) > 1 and pair.isascii() and pair.isalnum() for pair in (before, after)) and (
        not after.endswith("$") or after == "$"
    )


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a word is a segment of its own."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return not (before and before[-1].isalnum()) and not (after and after[0].isalnum())


def _english(word: Word) -> list[str]:
    return [one for one in word.data.get("en", "").split("|") if one]


def _of_word(word: Word) -> Said:
    """What a word of the lexicon says in a heading."""
    kind, code, data = word.kind, word.code, word.data
    if kind == "flows":
        made = [(facet, data[facet]) for facet in ("flow", "measure", "commodity")]
        return [one for one in made if one[1] not in ("", "value")] + [("deficit", "1")] * code.startswith(
            "deficit"
        )
    if kind in _KINDS:
        return [(_KINDS[kind], word.name)] if kind != "commodities" else []
    if kind == "comparisons":
        return [_GROWTH, ("basis", "yoy")] if data["basis"] == "yoy" else [("mom", data["basis"])]
    if kind == "shares":
        return [("statistic", "contribution" if code == "contribution" else "share")]
    if kind == "directions":
        return [_GROWTH] if code in _GROWS else []
    if kind in ("measures", "statuses"):
        facet = kind.removesuffix("es" if kind == "statuses" else "s")
        return [(facet, data[facet])]
    return [("word", word.name)] if kind in ("lists", "compounds") or code in ("home", "local") else []


def _priced(money: Scale | None, counted: Scale | None) -> Scale | None:
    """Money for each of something."""
    if money is None or counted is None or (money.kind, counted.kind) != ("money", "quantity"):
        return None
    return Scale(f"{money.unit}/{counted.unit}", money.factor / counted.factor, "price")


@lru_cache(maxsize=1)
def _own_words() -> list[tuple[str, str, str]]:
    with (FOLDER / "grids" / "headings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["facet"], row["value"], even(form)) for row in rows for form in row["forms"].split("|") if form
    ]
