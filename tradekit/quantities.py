"""Quantities: a number with its unit, in base units.

The patterns stand in the order in which they are tried; the units come from the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from tradekit.numerals import value
from tradekit.words import Lexicon, Word

CN = r"[零〇○一二两三四五六七八九十百千]"
CNUM = rf"{CN}+(?:点[零〇○一二三四五六七八九]+)?"
ANUM = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.{1,2}\d+)?"
MORE = r"[多余来]?"
_FIRST = "0-9零〇○一二两三四五六七八九十百千万亿翻持过半双$€£¥￥U－−-"
SCALE = r"[十百千]?(?:万亿|亿|万|兆)|[百千](?=[^分之米克瓦])"


class Quantity(NamedTuple):
    """A number and its unit as they stand in a text.

    ``kind`` is ``money``, ``percent``, ``pp``, ``times``, ``flat`` (持平), ``double`` (翻番),
    ``digits`` (两位数), ``share`` (过半, 三成, 四分之三 …: a percentage by word), ``plain`` (no unit)
    or the kind of the unit (``mass``, ``count``, ``volume``, …). ``value`` is in base units, ``percent`` as
    written. ``more`` is true where the number itself says “and more” (40多个).
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    kind: str
    more: bool = False
    per: str = ""


def _unit_pattern(units: tuple[Word, ...]) -> tuple[str, dict[str, Word]]:
    table = {word.form: word for word in units}
    forms = sorted(
        (form for form in table if form not in "成番倍%％" and (form == "元" or form[0] != "元")),
        key=len,
        reverse=True,
    )
    return "|".join(re.escape(form) for form in forms), table


def _numeral(name: str = "") -> str:
    return rf"(?P<arabic{name}>{ANUM})|(?P<chinese{name}>{CNUM})"


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Word]]:
    units, table = _unit_pattern(lexicon.units)
    rules = [
        rf"(?P<percent>百分之(?P<pnum>{CNUM}|{ANUM})(?P<pmore>{MORE})|(?P<minus>(?<=[^\d%％])[-−－])?(?P<pnum2>{ANUM})(?P<pmore2>{MORE})[%％])",
        rf"(?P<fraction>(?P<below>{CNUM}|\d+)分之(?P<above>{CNUM}|\d+)|(?<![\d/])(?P<part>\d{{1,2}})/(?P<parts>\d{{1,2}})(?![\d/]))",
        r"(?P<double>翻(?P<turns>[一两二三四])?了?(?:近|约|超过|超)?(?P<turns2>[一两二三四])?番)",
        r"(?P<flat>(?<!保)持平(?!稳)|(?<=保持)持平)",
        r"(?P<digits>(?P<places>[两双二三四])位数)",
        r"(?P<half>过半|一半|半数|半壁江山)",
        rf"(?P<tenths>(?P<tnum>{CN}|\d)成(?P<tmore>[多余])?(?P<tfrac>[一二三四五六七八九半])?"
        r"(?![为立长功本员就熟都人套果]))",
        rf"(?P<times>(?:{_numeral('t')})(?P<tsmore>{MORE})倍)",
        rf"(?P<pp>(?:{_numeral('q')})(?P<qmore>{MORE})(?:个)?百分点)",
        rf"(?P<plain>(?P<sign>US\$|[$€£¥￥])?(?:(?P<num>{ANUM})|(?P<cnum>{CNUM}))(?P<more>[多余来几])?"
        rf"(?P<scale>{SCALE})?(?P<more2>[多余来])?(?:(?P<rest>{ANUM}|{CN}+)(?P<restscale>[百千]?万))?"
        rf"(?P<unit>{units}|个)?)",
        rf"(?P<bare>(?P<bscale>[十百千]?(?:万亿|亿)|[百千]万|(?<=[近上超逾破过约达])万)(?P<bmore>[多余])?(?P<bunit>{units}))",
    ]
    return re.compile(f"(?=[{_FIRST}])(?:" + "|".join(rules) + ")"), table


def _percent(found: re.Match[str]) -> tuple[float, str, str, bool]:
    number = found["pnum"] or found["pnum2"]
    return (
        -value(number) if found["minus"] else value(number),
        "percent",
        "percent",
        bool(found["pmore"] or found["pmore2"]),
    )


def _fraction(found: re.Match[str]) -> tuple[float, str, str, bool]:
    below = value(found["below"] or found["parts"]) or 1.0
    above = value(found["above"] or found["part"])
    return float(f"{above / below * 100:.6g}"), "percent", "share", False


def _double(found: re.Match[str]) -> tuple[float, str, str, bool]:
    turns = found["turns"] or found["turns2"] or "一"
    return float((2 ** int(value(turns)) - 1) * 100), "percent", "double", False


def _digits(found: re.Match[str]) -> tuple[float, str, str, bool]:
    places = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4}[found["places"]]
    return float(10 ** (places - 1)), "percent", "digits", True


def _tenths(found: re.Match[str]) -> tuple[float, str, str, bool]:
    part = found["tfrac"]
    extra = 0.0 if not part else 5.0 if part == "半" else value(part)
    return value(found["tnum"]) * 10 + extra, "percent", "share", bool(found["tmore"])


def _times(found: re.Match[str]) -> tuple[float, str, str, bool]:
    number = value(found["arabict"] or found["chineset"])
    return float(f"{number * 100:.12g}"), "percent", "times", bool(found["tsmore"])


def _points(found: re.Match[str]) -> tuple[float, str, str, bool]:
    return value(found["arabicq"] or found["chineseq"]), "pp", "pp", bool(found["qmore"])


_BY_WORD: dict[str, Callable[[re.Match[str]], tuple[float, str, str, bool]]] = {
    "percent": _percent,
    "fraction": _fraction,
    "double": _double,
    "digits": _digits,
    "tenths": _tenths,
    "times": _times,
    "pp": _points,
    "flat": lambda found: (0.0, "percent", "flat", False),
    "half": lambda found: (50.0, "percent", "share", found["half"].startswith("过")),
}

_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY"}


def _with_unit(found: re.Match[str], table: dict[str, Word]) -> tuple[float, str, str, bool]:
    bare = found["bare"] is not None
    number = "" if bare else found["num"] or found["cnum"]
    amount = value(number, (found["bscale"] if bare else found["scale"]) or "")
    if not bare and found["rest"]:
        amount += value(found["rest"], found["restscale"])
    name = (found["bunit"] if bare else found["unit"]) or ""
    more = bool(found["bmore"] if bare else found["more"] or found["more2"])
    if not bare and found["sign"] and not name:
        return amount, _SIGNS[found["sign"]], "money", more
    word = table.get(name) or table.get(name.removeprefix("个"))
    if word is None:
        return amount, name, "count" if name else "plain", more
    return (
        float(f"{amount * float(word.data.get('factor') or 1):.15g}"),
        word.data["unit"],
        word.data["kind"],
        more,
    )


def find_quantities(text: str, lexicon: Lexicon) -> list[Quantity]:
    """Every number in ``text`` with its unit, left to right; a number without a unit is ``plain``.

    >>> from tradekit.words import load
    >>> [(q.text, q.value, q.unit) for q in find_quantities("进出口41.76万亿元，增长百分之二点七", load())]
    [('41.76万亿元', 41760000000000.0, 'CNY'), ('百分之二点七', 2.7, 'percent')]
    """
    pattern, table = _patterns(lexicon)
    found = []
    for match in pattern.finditer(text):
        read = _BY_WORD.get(match.lastgroup or "")
        amount, unit, kind, more = read(match) if read else _with_unit(match, table)
        if match["cnum"] and (match["cnum"] == "零" or (kind == "plain" and not match["scale"])):
            continue
        found.append(Quantity(match.start(), match.end(), match[0], amount, unit, kind, more))
    return found
