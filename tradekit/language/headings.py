"""What the words in a heading of a table say: flow, period, unit, statistic, dimension, names.

Caption, headers, stubs and cells with units are all read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple, final

from tradekit.language.headwords import Headwords, Said, Scale, as_printed, even
from tradekit.language.lexicon import Lexicon
from tradekit.language.times import Time, find_time, marks, phrases

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEGMENT: Final = (
    r"[()\[\]{}:;、，；。|•·]|,(?!\d{3})|\s-\s|\s/\s|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])"
    r"|(?<!\d)(?<!thous)(?<!ths)(?<!mil)(?<!mill)(?<!mio)(?<!mln)(?<!mn)(?<!mrd)(?<!bn)(?<!bln)\.(?!\d)"
)
_SEGMENTS: Final = re.compile(_SEGMENT)
_SLASHED: Final = re.compile(_SEGMENT + r"|(?<=[^\x00-\x7f])/|/(?=[^\x00-\x7f])")
_REMAINS: Final = re.compile(r"\s{2,}|\s*[:,，()（）]\s*")
_BRACKETED: Final = re.compile(r"[（(]([^()（）]+)[)）]")
_QUOTED: Final = str.maketrans("", "", '“”「」『』《》〈〉＂"')
_LETTER: Final = re.compile(r"[^\W\d_]")
_SPOKEN: Final = frozenset(("flow", "statistic", "indicator", "measure", "time", "skip"))
"""What leaves no room for the name of a dimension."""
_EDGE: Final = r"[\s:：,，()（）/\-—–]+"


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
class _Slate:
    """A heading while it is read: what has been understood of ``even`` is wiped from it."""

    def __init__(self, text: str, form: str) -> None:
        self.text: Final = text
        self.even = form
        self.said: dict[str, str] = {}
        self.units: list[Scale] = []
        self.places: list[tuple[str, bool]] = []

    def wipe(self, start: int, end: int) -> None:
        """Wipe what stands between two places."""
        self.even = self.even[:start] + " " * (end - start) + self.even[end:]

    def say(self, facet: str, value: str) -> None:
        """Take up what a word says, and what follows: exports and imports are trade, 环比 is growth."""
        said = self.said
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


@final
class Headings:
    """The reader of headings, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words: Final = Headwords(lexicon)
        self._known: dict[str, Heading] = {}

    def read(self, text: str) -> Heading:
        """What a heading says."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[text] = self._read(marks("spaced").sub("", text.translate(_QUOTED).strip()))
        return found

    def _read(self, text: str) -> Heading:
        text = self._spelt(text)
        solid = text.isascii() and " " not in text and not self.words.known(even(text))
        slate = _Slate(text, even(_CAMEL.sub(" ", text) if solid else text))
        self._take_units(slate, _SEGMENTS)
        self._take_units(slate, _SLASHED)
        bare = slate.even.strip(" :-.")
        role = self.words.roles.get(bare) or ("" if slate.units else self._ending(bare))
        if role:
            flow = self.words.begun(bare, "flow")
            said = {"role": role, "flow": flow} if flow else {"role": role}
            return Heading(text, said, None, tuple(slate.units), "")
        self._take_phrases(slate)
        self._take_words(slate)
        time, slate.even = find_time(slate.even)
        time = _timed(slate.said, time)
        self._take_units(slate, _REMAINS)
        left = slate.even.replace("`", "'")
        role = "" if time is not None or _SPOKEN & set(slate.said) else self._role(left)
        if role:
            slate.said["role"] = role
        named = not role and _LETTER.search(left) and not self._narrower(slate)
        name = self._name(slate, left, time is not None) if named else ""
        return Heading(text, slate.said, time, tuple(slate.units), name, tuple(dict.fromkeys(slate.places)))

    def _spelt(self, text: str) -> str:
        """The heading of a program as words, with its unit in brackets: exports_usd_bn."""
        words = text.split("_")
        if " " in text or len(words) < 2 or self.words.unit(text) is not None:
            return text
        units = (at for at in range(1, len(words)) if self.words.unit(" ".join(words[at:])) is not None)
        at = next(units, 0)
        return f"{' '.join(words[:at])} ({' '.join(words[at:])})" if at else text

    def _ending(self, bare: str) -> str:
        """The role that the end of a heading tells, with whatever words before it."""
        ends = self.words.endings
        return next((ends[end] for end in ends if bare.endswith(end) and bare != end), "")

    def _take_units(self, slate: _Slate, parted: re.Pattern[str]) -> None:
        """The units that stand as segments of their own; between words those that are no letter alone."""
        at, form = 0, slate.even
        for start, end in [*(mark.span() for mark in parted.finditer(form)), (len(form), len(form))]:
            word = form[at:start].strip()
            scale = self.words.unit(word) if word and word != "u" and word not in self.words.roles else None
            told = scale is not None and (scale.kind != "scale" or at or end == len(form))
            if told and parted is _REMAINS:
                told = (
                    scale is not None
                    and scale.kind in ("money", "ratio")
                    and not (len(word) < 2 and word.isalnum())
                )
            if scale is not None and told:
                slate.units.append(scale)
                slate.wipe(at, start)
            at = end
        scaled = {unit.unit for unit in slate.units if unit.kind == "money" and unit.factor > 1}
        slate.units[:] = [one for one in slate.units if one.factor != 1 or one.unit not in scaled]

    def _take_phrases(self, slate: _Slate) -> None:
        """What groups of words say together, by the patterns of ``times.toml``."""
        for pattern, said in phrases():
            found = pattern.search(slate.even)
            if found is not None and self._understood(slate, found.groupdict()):
                slate.said |= said
                slate.wipe(*found.span())

    def _understood(self, slate: _Slate, groups: Mapping[str, str]) -> bool:
        """Take up the places, units and partners that a phrase names, if they are such."""
        words = self.words
        places = [
            (words.short.get(groups[one], ""), one == "whom") for one in ("who", "whom") if one in groups
        ]
        scale = words.unit(groups["unit"]) if "unit" in groups and not slate.units else None
        money = words.money(groups.get("money", ""))
        if ("", True) in places or ("", False) in places or ("unit" in groups and scale is None):
            return False
        slate.places += places
        slate.units += [scale] if scale is not None else []
        slate.units += [Scale(money, 1.0, "currency")] if money else []
        if "partner" in groups:
            slate.said["partner"] = as_printed(groups["partner"], slate.text)
        return "money" not in groups or bool(money)

    def _take_words(self, slate: _Slate) -> None:
        """Take up what the words of the text say."""
        form = slate.even
        for start, end, said in self.words.find(form):
            self._hear(slate, said, form, start, end)
            slate.wipe(start, end)

    def _hear(self, slate: _Slate, said: Said, form: str, start: int, end: int) -> None:
        for facet, code in said:
            if facet in ("place", "region"):
                slate.places.append((code, marks("towards").search(form, 0, start) is not None))
            else:
                slate.say(facet, as_printed(form[start:end], slate.text) if code == "=" else code)

    def _narrower(self, slate: _Slate) -> bool:
        """Take up the narrower indicator that brackets tell, which is then what all of it says."""
        inner, topic = _BRACKETED.search(slate.text), slate.said.get("topic", "")
        told = self.read(inner[1]).said.get("topic", "") if inner and topic else ""
        if told == topic or not told.endswith(topic):
            return False
        slate.said |= {"topic": told, "indicator": told.partition(".")[0]}
        return True

    def _role(self, left: str) -> str:
        """The dimension that what is left of a heading names, each word of it."""
        bare = left.strip(" :-/#")
        words = [one for one in re.split(r"[\s()/:-]+", bare) if _LETTER.search(one)]
        words = [bare] if bare in self.words.roles else words
        roles = [self.words.roles.get(word, "") for word in words]
        return roles[0] if roles and all(roles) else ""

    def _name(self, slate: _Slate, left: str, timed: bool) -> str:
        """What a heading names besides what it says: a part of it, where that is all that is left."""
        name = re.sub(r"\s+", " ", re.sub(f"^{_EDGE}|{_EDGE}$", "", left))
        if name in self.words.things:
            return ""
        unit = self.words.unit
        text = _BRACKETED.sub(lambda found: "" if unit(found[1]) is not None else found[0], slate.text)
        name = marks("hanging").sub("", name)
        parts = re.split(r"[-–—:：/\s]+", even(text))
        whole = not (timed or "flow" in slate.said or "indicator" in slate.said or name in parts)
        return clean(text if whole else as_printed(name, text))


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


@lru_cache(maxsize=1)
def headings(lexicon: Lexicon) -> Headings:
    """The reader of headings for a lexicon, made once."""
    return Headings(lexicon)
