"""What the words in a heading of a table say: flow, period, unit, statistic, dimension, names.

The words are those of the lexicon and of ``tables/grids/headings.csv``, which has the forms of other
languages and those that only tables use. Caption, headers, stubs and cells with units are all read here.
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
from tradekit.language.times import Time, find_time, marks

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EVEN: Final = str.maketrans({mark: "`" for mark in "’‘'′"} | {"_": " ", "\u3000": " ", "～": "~"})
_SEGMENT: Final = re.compile(
    r"[()\[\]{}:;、，；。|•·]|,(?!\d{3})|(?<!\d)(?<!thous)(?<!ths)(?<!mil)(?<!mill)(?<!mio)(?<!mln)(?<!mn)(?<!mrd)(?<!bn)(?<!bln)\.(?!\d)|\s-\s|\s/\s|(?<=[^\x00-\x7f])/|/(?=[^\x00-\x7f])"
    r"|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])"
)
_INITIALS: Final = {"i": "imports", "e": "exports"}
_BRACKETED: Final = re.compile(r"[（(]([^()（）]+)[)）]")
_QUOTED: Final = str.maketrans("", "", '“”「」『』《》〈〉＂"')
_VARIANT: Final = "\u9032"
"""A variant character: with one in it, a text is folded whatever its other characters are."""
_KINDS: Final = {
    "partners": "place", "regions": "region", "regimes": "regime", "enterprises": "enterprise",
}  # fmt: skip
_LETTER: Final = re.compile(r"[^\W\d_]")
_SPOKEN: Final = frozenset(("flow", "statistic", "indicator", "measure", "time", "skip"))
"""What leaves no room for the name of a dimension."""
_STATISTICS: Final = {"share": "share", "contribution": "contribution"}
_GROWS: Final = frozenset(("up", "rate", "down", "falling"))


class Scale(NamedTuple):
    """A unit in a heading: what one stands for; ``kind``: money, currency, ratio, quantity, price, scale."""

    unit: str
    factor: float
    kind: str


class Heading(NamedTuple):
    """What one heading says: codes by facet, time, units; ``name`` is what is left of it, as printed.

    ``places`` are the countries and regions that it names, each with whether a word of direction precedes it.
    """

    text: str
    said: Mapping[str, str]
    time: Time | None
    units: tuple[Scale, ...]
    name: str
    places: tuple[tuple[str, bool], ...] = ()


@final
class Headings:
    """The reader of headings, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._forms: dict[str, list[tuple[str, str]]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._codes: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self._short: Final = {form: word.name for form, word in lexicon.abbreviations.items()}
        self._things: Final = {_even(word.form) for word in lexicon.words if word.code == "thing"}
        self._units: dict[str, tuple[str, float, str]] = {}
        self._scales: dict[str, float] = {}
        self._known: dict[str, Heading] = {}
        self.sectors: dict[str, Mapping[str, str]] = {}
        self.indicators: dict[str, Indicator] = {}
        self._take_topics(lexicon)
        self._take_lexicon(lexicon)
        self._take_tables()
        self._words = list(self._forms)
        self._found = ahocorasick_rs.AhoCorasick(self._words)
        self._goods = [form for form, (kind, _) in self._names.items() if kind == "commodity" and len(form) > 1 and form not in self._forms]
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        self._goods_found = ahocorasick_rs.AhoCorasick(self._goods, matchkind=longest)
        words = {*self._units, *self._scales} - {"u"}
        self._unit_words = sorted(words, key=len, reverse=True)

    def _take_lexicon(self, lexicon: Lexicon) -> None:
        for word in lexicon.words:
            said = _of_word(word.kind, word.code, word.name, word.data)
            if said:
                self._forms.setdefault(_even(word.form), said)
            if word.kind in _KINDS:
                self._take_names(word, _KINDS[word.kind])
            elif word.kind == "commodities":
                for form in (word.form, *filter(None, word.data.get("en", "").split("|"))):
                    self._names.setdefault(_even(form), ("commodity", word.name))
        for unit in lexicon.units:
            if unit.data["kind"] == "time":
                continue
            factor = float(unit.data.get("factor") or 1)
            form = _even(unit.form)
            if form not in self._forms:
                self._units.setdefault(form, (unit.data["unit"], factor, _kind(unit.data["kind"])))

    def _take_names(self, word: Word, facet: str) -> None:
        """A name of a place, region, regime or kind of trader, with its English forms and its code."""
        self._names.setdefault(_even(word.form), (facet, word.name))
        forms = [re.sub(r"\s*\(.*\)", "", one) for one in word.data.get("en", "").split("|") if one]
        spelt = min(forms, key=len) if word.data.get("kind") == "group" and forms else "".join(forms[:1])
        for form in forms:
            self._names.setdefault(_even(form), (facet, spelt))
            self._forms.setdefault(_even(form), [(facet, spelt)])
        if word.data.get("m49"):
            self._codes.setdefault(word.data["m49"].lstrip("0"), spelt.split(",")[0] or word.name)

    def _take_topics(self, lexicon: Lexicon) -> None:
        """The words of indicators, and those of their sectors as names."""
        whole = {word.code: word for word in lexicon.topics if word.kind == "indicators"}
        for word in lexicon.topics:
            forms = [word.form, *filter(None, word.data.get("en", "").split("|"))]
            if word.kind == "sectors":
                self.sectors.setdefault(_even(word.form), word.data)
                dimension = "enterprise" if word.data["dimension"] == "enterprise" else "sector"
                for form in forms:
                    self._names.setdefault(_even(form), (dimension, form))
                continue
            code = word.code.partition(".")[0]
            self.indicators.setdefault(word.code, Indicator(word, whole.get(code)))
            sector = word.data.get("sector", "").partition("|")[0]
            said = [("none", "1")] if code == "none" else [("indicator", code), ("topic", word.code)]
            if word.data.get("within") and "." in word.code:
                continue
            for form in forms:
                named = form if sector == "=" else sector.strip("-")
                self._forms.setdefault(_even(form), [*said, *([("sector", named)] if named else [])])

    def _take_tables(self) -> None:
        mine: dict[str, list[tuple[str, str]]] = {}
        for facet, value, form in _own_words():
            if facet == "scale":
                self._scales[form] = float(value)
            elif facet == "unit":
                unit, _, factor = value.partition("=")
                money = "money" if unit.isupper() or unit == "Rs" else "quantity"
                kind = "ratio" if unit in ("percent", "pp") else money
                self._units[form] = (unit, float(factor or 1), kind)
            elif facet == "m49":
                self._codes[form] = value
            elif facet == "role":
                self._roles[form] = value
            elif facet == "ending":
                self._endings[form] = value
            elif facet != "place" or form.isascii() or form not in self._names:
                mine.setdefault(form, []).append((facet, value))
                if facet == "place":
                    self._names[form] = (facet, value)
        self._forms.update(mine)

    def kind_of(self, name: str) -> tuple[str, str]:
        """The dimension of a name that the lexicon knows, and the name to print; empty where unknown."""
        even = _even(name)
        kind, known = self._names.get(even) or self._names.get(f"{even}s") or ("", "")
        return kind, name if _even(known) == even else known

    def goods(self, text: str) -> str:
        """The goods that a line above a table names, as printed; empty where it names none or several."""
        even = _even(text)
        hits = self._goods_found.find_matches_as_indexes(even)
        found = {even[start:end] for _, start, end in hits if _apart(even, start, end)}
        return _as_printed(found.pop(), text) if len(found) == 1 else ""

    def coded(self, code: str) -> str:
        """The country of a code of the United Nations, the code where it is not known; none for the world."""
        bare = code.strip().lstrip("0")
        return self._codes.get(bare, bare if bare.isdecimal() else "")

    def read(self, text: str) -> Heading:
        """What a heading says."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[text] = self._read(marks("spaced").sub("", text.translate(_QUOTED).strip()))
        return found

    def _read(self, text: str) -> Heading:
        short = marks("initials").fullmatch(text.casefold().strip())
        text = f"{_INITIALS[short['flow']]} {short['when']}" if short is not None else text
        if "_" in text and " " not in text.strip() and self.unit(text) is None:
            text = self._snake(text.strip())
        even = _even(text)
        if text.isascii() and " " not in text.strip() and even not in self._forms and even not in self._units:
            even = _even(_CAMEL.sub(" ", text))
        said: dict[str, str] = {}
        units, even = self._take_units(even)
        places: list[tuple[str, bool]] = []
        bare = even.strip(" :-.")
        role = self._roles.get(bare, "")
        if not role and not units:
            ends = (self._endings[end] for end in self._endings if bare.endswith(end) and bare != end)
            role = next(ends, "")
        if role:
            begun = (self._forms[word][0] for word in self._words if not _only_letters(word) and bare.startswith(word))
            flow = next((code for facet, code in begun if facet == "flow"), "")
            return Heading(text, {"role": role, **({"flow": flow} if flow else {})}, None, tuple(units), "")
        extra = marks("partners").search(even)
        if extra:
            said["partner"] = text[text.casefold().find(extra[0]) :][: len(extra[0])]
            even = even.replace(extra[0], " " * len(extra[0]))
        against = marks("against").search(even)
        if against is not None:
            said["statistic"], said["basis"] = "growth", "yoy"
            even = even[: against.start()] + " " * len(against[0]) + even[against.end() :]
        short = marks("shortened").search(even)
        if short is not None and short["who"] in self._short:
            places.append((self._short[short["who"]], True))
            even = even[: short.start()] + "  " + even[short.end() :]
        scaled = marks("scaled").search(even) if not units else None
        if scaled is not None and (scale := self.unit(scaled["unit"])) is not None:
            units.append(scale)
            even = even[: scaled.start()] + " " * len(scaled[0]) + even[scaled.end() :]
        reckoned = marks("money").search(even)
        if reckoned is not None and (money := self._units.get(reckoned["money"])):
            units.append(Scale(money[0], 1.0, "currency"))
            even = even[: reckoned.start()] + " " * len(reckoned[0]) + even[reckoned.end() :]
        both = marks("pair").search(even)
        if both is not None and both["one"] in self._short and both["two"] in self._short:
            places += [(self._short[both["one"]], False), (self._short[both["two"]], True)]
        if marks("foreseen").search(even):
            said["status"] = "forecast"
        even = self._take_words(even, said, places)
        time, even = find_time(even)
        time = _timed(said, time)
        units, even = self._units_left(units, even)
        left = even.replace("`", "'")
        role = "" if time is not None or _SPOKEN & set(said) else self._role(left)
        if role:
            said["role"] = role
        inner = _BRACKETED.search(text)
        topic = self.read(inner[1]).said.get("topic", "") if inner and "topic" in said else ""
        if topic != said.get("topic") and topic.endswith(said.get("topic", "?")):
            said |= {"topic": topic, "indicator": topic.partition(".")[0]}
            left = ""
        name = "" if role or not _LETTER.search(left) else self._name(self._unitless(text), left, said, time)
        return Heading(text, said, time, tuple(units), name, tuple(dict.fromkeys(places)))

    def _role(self, left: str) -> str:
        """The dimension that what is left of a heading names, each word of it."""
        bare = left.strip(" :-/#")
        words = [one for one in re.split(r"[\s()/:-]+", bare) if _LETTER.search(one)]
        words = [bare] if bare in self._roles else words
        roles = [self._roles.get(word, "") for word in words]
        return roles[0] if roles and all(roles) else ""

    def _name(self, text: str, left: str, said: Mapping[str, str], time: Time | None) -> str:
        """What a heading names besides what it says: a part of it, where that is all that is left."""
        name = re.sub(r"\s+", " ", re.sub(r"^[\s:：,，()（）/\-—–]+|[\s:：,，()（）/\-—–]+$", "", left))
        if name in self._things:
            return ""
        name = marks("hanging").sub("", name)
        parts = re.split(r"[-–—:：/\s]+", _even(text))
        if time is not None or "flow" in said or "indicator" in said or name in parts:
            return _as_printed(name, text)
        return clean(text)

    def _snake(self, text: str) -> str:
        """A heading of a program with the unit at its end in brackets: exports_usd_bn."""
        words = text.split("_")
        for at in range(1, len(words)):
            if self.unit(" ".join(words[at:])) is not None:
                return f"{' '.join(words[:at])} ({' '.join(words[at:])})"
        return text

    def _unitless(self, text: str) -> str:
        """A heading without brackets that hold a unit and nothing else: 粗钢（万吨）."""
        return _BRACKETED.sub(lambda found: "" if self.unit(found[1]) is not None else found[0], text)

    def _take_units(self, even: str) -> tuple[list[Scale], str]:
        """The units that stand as segments of their own, and the text without them."""
        units: list[Scale] = []
        at = 0
        kept = list(even)
        bounds = [(m.start(), m.end()) for m in _SEGMENT.finditer(even)] + [(len(even), len(even))]
        for number, (start, end) in enumerate(bounds):
            if even[start:end] == "/" and self.unit(even[at : bounds[number + 1][0]]) is not None:
                continue
            segment = even[at:start]
            word = segment.strip()
            scale = self.unit(word) if word and word != "u" and word not in self._roles else None
            if scale is not None and scale.kind == "scale" and not at and end < len(even):
                scale = None
            if scale is not None:
                units.append(scale)
                kept[at:start] = " " * (start - at)
            at = end
        scaled = {unit.unit for unit in units if unit.kind == "money" and unit.factor > 1}
        return [one for one in units if one.factor != 1 or one.unit not in scaled], "".join(kept)

    def _units_left(self, units: list[Scale], even: str) -> tuple[list[Scale], str]:
        """Units that stand between the words of a heading (Exports US$ bn), and the text without them."""
        for part in re.findall(r"[^\s:,，()（）](?:\s?[^\s:,，()（）])*", even):
            scale = self.unit(part) if len(part) > 1 or not part.isalnum() else None
            if scale is not None and scale.unit and scale.kind in ("money", "ratio") and scale not in units:
                units.append(scale)
                even = even.replace(part, " " * len(part), 1)
        return units, even

    def unit(self, segment: str) -> Scale | None:
        """The unit that a segment is (US$ million, bn €), ``None`` where it says anything else."""
        rest = re.sub(r"(?<=\d),(?=\d{3})", "", _even(segment).strip())
        if rest in self._units:
            return Scale(*self._units[rest])
        money, _, counted = rest.partition("/")
        if counted:
            return _priced(self.unit(money), self.unit(counted))
        factor, unit, kind, per, said = 1.0, "", "", 1.0, False
        while rest:
            fill = marks("filling").match(rest)
            if fill and fill.end():
                rest = rest[fill.end() :]
                continue
            fits = (one for one in self._unit_words if rest.startswith(one) and _apart(rest, 0, len(one)))
            word = next(fits, "")
            if not word:
                return None
            said = True
            rest = rest[len(word) :]
            if word in self._scales and not (word in self._units and (factor > 1 or unit)):
                factor *= self._scales[word]
            elif kind == self._units[word][2] == "quantity":
                return None
            elif not unit or (self._units[word][2] == "money" and len(word) > 1):
                unit, per, kind = self._units[word]
        if kind == "money" and factor * per == 1 and marks("reckoned").search(_even(segment)):
            kind = "currency"
        return Scale(unit, factor * per, kind or "scale") if said else None

    def counted(self, text: str) -> Scale | None:
        """The unit in a column of units: any word there counts something (10,000 Sets, 百万台)."""
        scale = self.unit(text)
        if scale is not None and scale.kind != "scale":
            return scale
        *words, last = _even(text).split() or [""]
        before = self.unit(" ".join(words)) if words else Scale("", 1.0, "scale")
        if before is None or before.kind != "scale" or not last.isalpha():
            return None
        return Scale(last.removesuffix("s") if last.isascii() else last, before.factor, "quantity")

    def _take_words(self, even: str, said: dict[str, str], places: list[tuple[str, bool]]) -> str:
        """Take up the words of the text, the longest first; what they leave of it."""
        found = self._found.find_matches_as_indexes(even, overlapping=True)
        hits = [(start, end, at) for at, start, end in found if _apart(even, start, end)]
        hits.sort(key=lambda hit: (hit[0], hit[0] - hit[1]))
        kept, at = list(even), 0
        for start, end, index in hits:
            word = self._words[index]
            if start < at or (_only_alone(word, self._forms[word]) and not _whole(even, start, end)):
                continue
            if len(word) == 1 and even[end : end + 1].isalpha() and not word.isascii():
                continue
            for facet, code in self._forms[word]:
                value = even[start:end] if code == "=" else code
                if facet in ("place", "region"):
                    places.append((value, marks("towards").search(even, 0, start) is not None))
                else:
                    _say(said, facet, value)
            kept[start:end] = " " * (end - start)
            at = end
        return "".join(kept)


def _say(said: dict[str, str], facet: str, value: str) -> None:
    """Take up what a word says, with what follows from it: exports and imports are trade, 环比 is growth."""
    if facet == "flow" and {said.get("flow"), value} == {"export", "import"}:
        said["flow"] = "trade"
    elif facet == "flow" and value == "balance":
        said["flow"] = value
    else:
        said.setdefault(facet, value)
    if facet == "deficit":
        said.setdefault("flow", "balance")
    elif facet == "basis":
        said.setdefault("statistic", "growth")
    elif facet == "mom":
        said["statistic"], said["basis"] = "growth", value


def _only_alone(form: str, said: list[tuple[str, str]]) -> bool:
    """Whether a form is a word only where it is all there is: one or two letters."""
    return _only_letters(form) and said[0][0] != "place"


def _only_letters(form: str) -> bool:
    return len(form) < 3 and form.isascii()


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a word is a segment of its own."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return not (before and before[-1].isalnum()) and not (after and after[0].isalnum())


def _of_word(kind: str, code: str, name: str, data: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a word of the lexicon says in a heading."""
    if kind == "flows":
        made = [("flow", data["flow"]), ("measure", data["measure"]), ("commodity", data["commodity"])]
        made = [(facet, one) for facet, one in made if one not in ("", "value")]
        return [*made, ("deficit", "1")] if code.startswith("deficit") else made
    if kind in _KINDS:
        return [(_KINDS[kind], name)]
    if kind == "comparisons":
        basis = data["basis"]
        return [("statistic", "growth"), ("basis", basis)] if basis == "yoy" else [("mom", basis)]
    if kind == "shares":
        return [("statistic", _STATISTICS.get(code, "share"))]
    if kind == "measures":
        return [("measure", data["measure"])]
    if kind == "directions" and code in _GROWS:
        return [("statistic", "growth")]
    if kind == "statuses":
        return [("status", data["status"])]
    return [("word", name)] if kind in ("lists", "compounds") or code in ("home", "local") else []


def _timed(said: Mapping[str, str], time: Time | None) -> Time | None:
    word, shift = said.get("time", ""), int(said.get("shift", "0"))
    if not word and not shift:
        return time
    time = time or Time()
    shift = 0 if time.year else shift
    return time._replace(shift=shift, ytd=word == "ytd", single=word == "month", whole=word == "whole")


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """A name without numbering, 其中, footnote marks and the blanks that print put into it.

    >>> clean("　　其中：机电产品 *"), clean("一、货物进出口总额"), clean("(1) Total")
    ('机电产品', '货物进出口总额', 'Total')
    """
    text = " ".join(unicodedata.normalize("NFC", text).translate(_QUOTED).replace("\u3000", " ").split())
    before = ""
    while text != before:
        before = text
        for mark in ("among", "numbered", "trail"):
            text = marks(mark).sub("", text)
    solid = re.sub(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])", "", text)
    return solid.strip(" ,，:：;；") or before.strip()


def _as_printed(name: str, text: str) -> str:
    at = _even(text).find(name)
    return clean(text[at : at + len(name)]) if at >= 0 and len(_even(text)) == len(text) else clean(name)


def _apart(text: str, start: int, end: int) -> bool:
    """Whether the letters at the ends of a word are not those of a longer one."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return not any(len(pair) > 1 and pair.isascii() and pair.isalnum() for pair in (before, after)) and (
        not after.endswith("$") or after == "$"
    )


def _even(text: str) -> str:
    even = unicodedata.normalize("NFKC", text.translate(_EVEN)).casefold().replace("u.s.", "us")
    return language("zh").folded(even + _VARIANT)[:-1] if not even.isascii() else even


def _priced(money: Scale | None, counted: Scale | None) -> Scale | None:
    """Money for each of something."""
    if money is None or counted is None or (money.kind, counted.kind) != ("money", "quantity"):
        return None
    return Scale(f"{money.unit}/{counted.unit}", money.factor / counted.factor, "price")


def _kind(kind: str) -> str:
    return kind if kind in ("money", "ratio") else "quantity"


@lru_cache(maxsize=1)
def _own_words() -> list[tuple[str, str, str]]:
    with (FOLDER / "grids" / "headings.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["facet"], row["value"], _even(form))
            for row in csv.DictReader(file)
            for form in row["forms"].split("|")
            if form
        ]


_OF: dict[int, Headings] = {}


def headings(lexicon: Lexicon) -> Headings:
    """The reader of headings for a lexicon, made once."""
    if id(lexicon) not in _OF:
        _OF.clear()
        _OF[id(lexicon)] = Headings(lexicon)
    return _OF[id(lexicon)]
