"""Quantities: a number with its unit, in base units.

The patterns stand in the order in which they are tried; the units come from the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, final

from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import PeriodMention, Quantity
from tradekit.language.zh.landmarks import (
    CHINESE,
    DIGIT,
    GOES_ON,
    NUMBER,
    NUMERAL,
    POINTS,
    SCALE,
    kind,
    landmarks,
    numeral_end,
)
from tradekit.language.zh.numerals import added, value
from tradekit.language.zh.units import Units, one_of

CN: Final = f"[{CHINESE}]"
CNUM: Final = rf"{CN}+(?:[{POINTS}][零〇○一二三四五六七八九]+|)"
ANUM: Final = (
    r"(?:\d{1,3},\d{3}(?:,\d{3})*(?!\d)|(?<![第前近A-Za-z\d])\d{1,3}，\d{3}(?:，\d{3})*(?!\d)|\d+)"
    r"(?:\.\.?\d+|)"
)
MORE: Final = r"[多余来]?"
_OTHER: Final = re.compile(r"[万亿翻$€£¥￥U－−-]|[持过半双](?=[平半数壁位])")
"""How a quantity may begin that begins with no numeral."""
_TENS: Final = "万[多余来]?亿|万|亿|兆(?![瓦帕赫])"
FACTOR: Final = rf"(?:{_TENS}|[十百千][多余来]?(?:{_TENS})|[百千](?=[^分之米克瓦升]))"
_NEXT: Final = re.compile(
    r"[十百千]?(?P<low>[一两二三四五六七八])(?P<high>[二三四五六七八九])(?![零〇○一二两三四五六七八九．‧・%％])"
)
"""Two digits in a row that leave open which one is meant (两三成, 三四十亿元)."""
_NOTE: Final = re.compile(
    rf"[（(](?:单位[:：])?(?P<scale>{FACTOR}|)(?P<unit>[^\d（）()，。]{{1,6}})[）)][:：为]?\Z"
)
_NOTE_LENGTH: Final = 16
_NOTED: Final = frozenset("）):：为")
_WORDS: Final = frozenset(("一手", "二手"))
"""Words that look like a number with a unit (二手车床)."""
_BARE: Final = frozenset("十百千万亿")
HIGHEST: Final = 1e21
"""No figure of trade is larger: a longer run of digits is none."""


RULES: Final[tuple[tuple[str, str], ...]] = (
    ("percent", rf"百分之(?P<pnum>{CNUM}|{ANUM})(?P<pmore>{MORE})"),
    ("minus", rf"[-−－](?<=[^\d%％].)(?P<mnum>{ANUM})(?P<mmore>{MORE})[%％]"),
    ("double", r"翻(?P<turns>[一两二三四])?了?(?:近|约|超过|超)?(?P<turns2>[一两二三四])?番"),
    ("flat", r"持平(?:(?<!保持平)(?!稳)|(?<=保持持平))"),
    ("digits", r"(?P<places>[两双二三四])位数"),
    ("half", r"(?:(?P<over>过)半|一半|半数|半壁江山)"),
    (
        "tenths",
        rf"(?P<tnum>[一两二三四五六七八](?=[二三四五六七八九]成){CN}|{CN}|\d)成(?P<tmore>[多余])?(?P<tfrac>[一二三四五六七八九半])?"
        r"(?![为立长功本员就熟都人套果])",
    ),
    ("fraction", rf"(?P<below>{CNUM}|\d+|万)分之(?P<above>{CNUM}|{ANUM})"),
    ("ratio", r"(?<![\d/])(?P<part>\d{1,2})/(?P<parts>\d{1,2})(?![\d/])"),
    ("times", rf"(?P<many>{CNUM})(?P<manymore>{MORE})(?P<of>[%％]|倍|个?百分点)"),
)
SPELT: Final = re.compile("|".join([f"{body}(?P<{name}>)" for name, body in RULES]))
"""What is no numeral with a unit behind it. It is seldom, and read apart: each group slows every match."""
UNSPELT: Final = rf"(?:\d+|{CN}+)(?![\d{CHINESE}成分/位半{POINTS}多余来倍个%％])"
"""How none of them begins: most numerals end before a character that none of them has behind one."""


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> tuple[re.Pattern[str], Units]:
    units = one_of(lexicon.units)
    spelt = re.sub(r"[?]P<[a-z0-9]+>", "?:", SPELT.pattern)
    counted = (
        rf"(?P<more>[多余来几]?)(?P<scale>{FACTOR}|)(?P<more2>[多余来]?)"
        rf"(?:(?P<rest>零?\d{{2,4}}(?![年月日个])(?={units})(?P<placed>)|(?:\d[千百十])+\d?|{ANUM}|{CN}+)(?P<restscale>(?(placed)|(?!))|[十百千]?(?:万亿?|亿)|[百千](?=[^分之米克瓦升])"
        rf"|(?<=[万亿][一二两三四五六七八九\d])(?![年月日个])(?={units})|(?<=[{CHINESE}][十百千])|(?<=千\d[十百]))|)(?P<unit>{units}|)"
    )
    rules = (
        rf"(?P<rated>{ANUM}|{CNUM}(?=[余多]?[%％]))(?P<ratedmore>{MORE})(?P<of>[%％]|倍|个?百分点)",
        rf"(?P<spelt>(?!{UNSPELT})(?:{spelt}))",
        rf"(?P<sign>US\$|[$€£¥￥]|)(?:(?P<digits>{ANUM})|(?P<words>{CNUM})){counted}",
        rf"(?P<bare>[十百千]?(?:万亿|亿)|[百千]万|(?<=[近上超逾破过约达])万)(?P<baremore>[多余]?)"
        rf"(?P<bareunit>{units})",
    )
    return re.compile("|".join(rules)), Units(lexicon.units)


Read = tuple[float, str, str, bool]
"""Value, unit, kind, and whether the number says “and more”."""


def _percent(found: re.Match[str]) -> Read:
    return value(found["pnum"]), "percent", "percent", bool(found["pmore"])


def _minus(found: re.Match[str]) -> Read:
    return -value(found["mnum"]), "percent", "percent", bool(found["mmore"])


def _fraction(found: re.Match[str]) -> Read:
    return _share(value(found["above"]), value(found["below"]))


def _ratio(found: re.Match[str]) -> Read:
    return _share(value(found["part"]), value(found["parts"]))


def _share(above: float, below: float) -> Read:
    return float(f"{above / (below or 1.0) * 100:.6g}"), "percent", "share", False


def _double(found: re.Match[str]) -> Read:
    turns = found["turns"] or found["turns2"] or "一"
    return float((2 ** int(value(turns)) - 1) * 100), "percent", "double", False


def _flat(found: re.Match[str]) -> Read:
    return 0.0, "percent", "flat", False


def _places(found: re.Match[str]) -> Read:
    places = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4}[found["places"]]
    return float(10 ** (places - 1)), "percent", "digits", True


def _half(found: re.Match[str]) -> Read:
    return 50.0, "percent", "share", found["over"] is not None


def _tenths(found: re.Match[str]) -> Read:
    part = found["tfrac"]
    extra = 0.0 if not part else 5.0 if part == "半" else value(part)
    return value(found["tnum"]) * 10 + extra, "percent", "share", bool(found["tmore"])


def _times(found: re.Match[str]) -> Read:
    return _rated(value(found["many"]), bool(found["manymore"]), found["of"])


def _rated(number: float, more: bool, of: str) -> Read:
    if of == "倍":
        return float(f"{number * 100:.12g}"), "percent", "times", more
    return (number, "pp", "pp", more) if of.endswith("点") else (number, "percent", "percent", more)


_READERS: Final[dict[str, Callable[[re.Match[str]], Read]]] = {
    "percent": _percent,
    "minus": _minus,
    "double": _double,
    "flat": _flat,
    "digits": _places,
    "half": _half,
    "tenths": _tenths,
    "fraction": _fraction,
    "ratio": _ratio,
    "times": _times,
}

_SIGNS: Final = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY"}


def _with_unit(amount: float, name: str, more: bool, units: Units, exact: bool = True) -> Read:
    unit = units.get(name)
    if unit is None:
        return amount, name, "count" if name else "plain", more
    if unit.factor != 1 or not exact:
        amount = float(f"{amount * unit.factor:.15g}")
    return amount, unit.unit, unit.kind, more


def find_quantities(
    text: str, lexicon: Lexicon, apart: list[PeriodMention] | None = None, places: list[int] | None = None
) -> list[Quantity]:
    """Every number in ``text`` with its unit, left to right; a number without a unit is ``plain``.

    Numbers that share a place with one of the periods ``apart`` (in their order) are left out; ``places`` are
    the text's :func:`~tradekit.language.zh.landmarks.landmarks`, where they are known.

    >>> from tradekit.language.lexicon import load
    >>> [(q.text, q.value, q.unit) for q in find_quantities("进出口41.76万亿元，增长百分之二点七", load())]
    [('41.76万亿元', 41760000000000.0, 'CNY'), ('百分之二点七', 2.7, 'percent')]
    """
    pattern, units = _pattern(lexicon)
    made: list[Quantity] = []
    periods = apart or []
    end = period = 0
    for start in landmarks(text)[0] if places is None else places:
        if start < end or not kind(text, start) & NUMBER:
            continue
        found = None
        simple = _simple(text, start, units)
        if simple is not None:
            end = simple.end
        else:
            found = pattern.match(text, start) if _may_begin(text, start) else None
            if found is None:
                continue
            end = found.end()
        while period < len(periods) and periods[period].end <= start:
            period += 1
        if period < len(periods) and periods[period].start < end:
            continue
        one = simple.read(text, units) if simple is not None else _made(text, found, units)
        if one is not None:
            made += _said(text, one, pattern, units)
    return made


def _said(text: str, one: Quantity, pattern: re.Pattern[str], units: Units) -> list[Quantity]:
    """What a number says where it stands: itself, both its ends, or nothing, where it is but a unit."""
    start = one.start
    if kind(text, start) & NUMERAL and kind(text, start + 1) & NUMERAL:
        return _ends(one, pattern, units)
    if one.kind == "plain" and start > 0 and text[start - 1] in _NOTED:
        return [_noted(text, one, units)]
    note = one.kind == "money" and one.text[0] in _BARE and _is_note(text, start, one.end)
    if note or one.text in _WORDS:
        return []
    return [one]


def _ends(one: Quantity, pattern: re.Pattern[str], units: Units) -> list[Quantity]:
    """Both ends of a number that is left open between two digits (三四十亿元); itself where it is not."""
    found = _NEXT.match(one.text)
    if found is None or value(found["low"]) + 1 != value(found["high"]):
        return [one]
    low, high = found.span("high")
    least = one.text[:low] + one.text[high:]
    most = one.text[: found.start("low")] + one.text[low:]
    made = []
    for text, start, end in ((least, 0, low), (most, low, len(one.text))):
        again = pattern.match(text)
        read = _read(text, again, units) if again is not None else None
        if read is not None:
            made.append(Quantity(one.start + start, one.start + end, one.text[start:end], *read))
    return made if len(made) > 1 else [one]


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether a unit stands alone in brackets: 出口额（亿元）."""
    return start > 0 and text[start - 1] in "（(：:" and text[end : end + 1] in ("）", ")")


def _noted(text: str, one: Quantity, units: Units) -> Quantity:
    """A number with the unit that stands in brackets before it: 出口额（亿美元）3086.5."""
    note = _NOTE.search(text, max(0, one.start - _NOTE_LENGTH), one.start)
    scaled = one.text[:1].isdigit() and not one.text[-1:].isdigit()
    if note is None or scaled:
        return one
    amount = value(one.text, note["scale"])
    if note["unit"] in "%％":
        return one.counted("percent", "percent", amount)
    if units.get(note["unit"]) is None:
        return one
    amount, unit, what, _ = _with_unit(amount, note["unit"], False, units)
    return one.counted(unit, what, amount)


def _made(text: str, found: re.Match[str] | None, units: Units) -> Quantity | None:
    read = _read(text, found, units) if found is not None else None
    if found is None or read is None:
        return None
    amount, unit, what, more = read
    return Quantity(found.start(), found.end(), found[0], amount, unit, what, more)


def _may_begin(text: str, start: int) -> bool:
    """Whether a place that is no simple number is worth the pattern."""
    return kind(text, start) & (DIGIT | NUMERAL) != 0 or _OTHER.match(text, start) is not None


@final
class _Simple:
    """A number behind which stands no more than %, or 万, 亿 or 万亿 and a unit: most are so."""

    __slots__ = ("digits", "end", "number", "scale", "start", "unit")

    def __init__(self, start: int, number: int, scale: int, unit: str, end: int, digits: bool) -> None:
        self.start: Final = start
        self.number: Final = number
        self.scale: Final = scale
        self.unit: Final = unit
        self.end: Final = end
        self.digits: Final = digits

    def read(self, text: str, units: Units) -> Quantity | None:
        """What it says; nothing where a numeral in words stands alone (一, 零)."""
        start, end = self.start, self.end
        number = text[start : self.number]
        if self.unit == "%":
            return Quantity(start, end, text[start:end], value(number), "percent", "percent")
        if not self.digits and (number == "零" or end == self.number or text[start:end] == "千克"):
            return None
        scaled = text[self.number : self.scale]
        amount, unit, what, more = _with_unit(value(number, scaled), self.unit, False, units)
        return Quantity(start, end, text[start:end], amount, unit, what, more)


def _simple(text: str, start: int, units: Units) -> _Simple | None:
    """The simple number that begins at a place; none where only the pattern can tell what stands there."""
    first = kind(text, start)
    if not first & (DIGIT | NUMERAL):
        return None
    digits = first & DIGIT != 0
    number = numeral_end(text, start, DIGIT if digits else NUMERAL)
    if digits and number < len(text) and text[number] == "." and kind(text, number + 1) & DIGIT:
        number = numeral_end(text, number + 1, DIGIT)
    behind = kind(text, number)
    if behind & (DIGIT | NUMERAL | GOES_ON):
        return None
    scale = number
    if behind & SCALE:
        scale += 2 if text[number : number + 2] == "万亿" else 1
        if kind(text, scale) & (DIGIT | NUMERAL | GOES_ON):
            return None
    elif number < len(text) and text[number] in "%％":
        return _Simple(start, number, number, "%", number + 1, digits)
    unit = units.at(text, scale)
    if unit.startswith("个百分点"):
        return None
    return _Simple(start, number, scale, unit, scale + len(unit), digits)


def _read(text: str, found: re.Match[str], units: Units) -> Read | None:
    """What a match of ``_pattern`` says; nothing where a numeral in words stands alone (一, 零)."""
    rated, spelt, bare, sign, words = found.group("rated", "spelt", "bare", "sign", "words")
    if rated:
        return _rated(value(rated), bool(found["ratedmore"]), found["of"])
    if spelt:
        return _read_spelt(text, found.start())
    if bare:
        return _with_unit(value("", bare), found["bareunit"], bool(found["baremore"]), units)
    more, scaled, more2, rest, unit = found.group("more", "scale", "more2", "rest", "unit")
    if words and (words == "零" or found[0] == "千克" or not (unit or scaled or sign)):
        return None
    amount = value(words or found["digits"], scaled or "")
    if rest:
        amount = added(amount, scaled or "", rest, found["restscale"] or "")
    over = bool(more or more2) or any([one in scaled for one in "多余来"])
    if sign and not unit:
        return amount, _SIGNS[sign], "money", over
    return _with_unit(amount, unit or "", over, units, exact=not rest)


def _read_spelt(text: str, start: int) -> Read | None:
    found = SPELT.match(text, start)
    return _READERS[found.lastgroup or ""](found) if found is not None else None
