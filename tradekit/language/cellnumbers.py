"""The number in a table's cell: thousands, signs, brackets and footnote marks told from its digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from tradekit.language.times import find_time

_GAP: Final = "\\s\u2000-\u200a\u202f\u3000"
_NUMBER: Final = re.compile(
    rf"""[{_GAP}]*(?P<open>[(（\[])?[{_GAP}]*(?P<mark>[↑↓])?[{_GAP}]*
    (?P<sign>[-−–—‐－△▲▼+＋])?[{_GAP}]*(?P<money>(?:US|HK|NT|A|C|S)?[$＄]|[€£¥￥₩₹])?[{_GAP}]*(?P<minus>[-−－])?
    (?P<digits>\d{{1,3}}(?:[,，'’{_GAP}]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    (?P<power>[eE][+-]?\d{{1,3}})?[{_GAP}]*(?P<percent>[%％﹪])?(?P<rest>.*)\Z""",
    re.VERBOSE | re.DOTALL,
)
_MARKS: Final = re.compile(
    rf"(?:[*＊†‡#§^¹²³⁴-⁹⁰①-⑳)）\]{_GAP}]|\[\d{{1,2}}\]|[(（](?:\d|[a-zA-Z]|\w\d?)[)）]|(?<![A-Za-z])[rpeRPE](?![A-Za-z]))*"
)
_NIL: Final = re.compile(
    rf"[{_GAP}]*(?:[-−–—―－‐…‥.。/\\*x×#:：~·・]*|n\.?\s*[/.]?\s*[aedp]\.?|nan|none|null|…+)[{_GAP}]*\Z", re.I
)
_COMMA: Final = re.compile(
    rf"[-+−–△▲]?\d{{1,3}}(?:(?:[.{_GAP}]\d{{3}})*,(?:\d{{1,2}}|\d{{4,}})[%％]?|(?:\.\d{{3}}){{2,}})\Z"
)
_POINT: Final = re.compile(r"\d\.\d{1,2}[%％]?\Z|\d,\d{3}\.\d|\d\.\d{4,}")
_LONGEST: Final = 12
"""The unit behind a number in its cell has so many characters at most."""
_SHORT: Final = 5
_WIDE: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
_FALLS: Final = "-−–—‐－△▲▼"


class CellNumber(NamedTuple):
    """A number in a cell: its value as printed, its place in the cell's text, and what stands around it.

    ``bracketed`` that it stands in brackets, ``signed`` that it has a sign, ``percent`` that a percent sign
    follows; ``money`` is the sign of a currency before it, ``unit`` what follows; ``comma`` that
    decimals stand behind one.
    """

    value: float
    start: int
    end: int
    percent: bool
    bracketed: bool
    signed: bool
    money: str
    unit: str
    comma: bool


@lru_cache(maxsize=50_000)
def cell_number(text: str, comma: bool = False) -> CellNumber | None:
    """The number that a cell states, ``None`` where it states none; ``comma``: decimals stand behind one.

    >>> [cell_number(text).value for text in ("1 741.9", "△10.9", "(3.2)", "1,250r", "2.98e+08")]
    [1741.9, -10.9, 3.2, 1250.0, 298000000.0]
    >>> cell_number("2024年") is None, cell_number("—") is None
    (True, True)
    """
    plain = text.translate(_WIDE)
    if comma:
        plain = plain.replace(".", " ").replace(",", ".")
    found = _NUMBER.match(plain)
    if found is None:
        return None
    rest = found["rest"]
    unit = rest[_MARKS.match(rest).end() :].strip()  # type: ignore[union-attr]
    if unit and (len(unit) > _LONGEST or any(char.isdigit() for char in unit)):
        return None
    if unit and find_time(plain.casefold())[0] is not None:
        return None
    digits = re.sub(rf"[,，'’{_GAP}]", "", found["digits"])
    value = float(digits + (found["power"] or ""))
    falls = bool(found["minus"]) or (found["sign"] or "+") in _FALLS or found["mark"] == "↓"
    first = next(at for at in range(len(text)) if not text[at].isspace())
    close = found["open"] and re.match(rf"[{_GAP}]*[)）\]]", rest)
    end = found.start("rest") + (len(close[0]) if close else 0)
    end = len(text[:end].rstrip())
    signed = bool(found["sign"] or found["minus"] or found["mark"])
    return CellNumber(
        -value if falls else value, first, end, bool(found["percent"]), bool(close), signed,
        found["money"] or "", unit, comma,
    )  # fmt: skip


_TWO: Final = re.compile(r"\s*([^()（）]+?)\s*[（(]\s*([^()（）]+?)\s*[)）]\s*")


def two_numbers(text: str, comma: bool = False) -> tuple[CellNumber, CellNumber] | None:
    """A level and the growth in brackets behind it (35772 (5.9)), each with its place.

    >>> [one.value for one in two_numbers("32.14(6.27%)")]
    [32.14, 6.27]
    """
    found = _TWO.fullmatch(text)
    if found is None:
        return None
    level, rate = cell_number(found[1], comma), cell_number(found[2], comma)
    if level is None or rate is None or level.unit or rate.unit:
        return None
    at = found.start(2)
    return level, rate._replace(start=rate.start + at, end=rate.end + at)


def is_nil(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, dots, n.a."""
    return _NIL.match(text) is not None


def is_figure(text: str) -> bool:
    """Whether a cell states a number, or a level with its growth in brackets."""
    return cell_number(text) is not None or two_numbers(text) is not None


def figure_or_nil(text: str) -> bool:
    """Whether a cell stands where figures do: it states one, or says in a short sign that there is none.

    >>> [figure_or_nil(text) for text in ("1,250", "32.14(6.27%)", "—", "n.t.")]
    [True, True, True, False]
    """
    return is_figure(text) or (is_nil(text) and len(text) < _SHORT)


def decimal_comma(texts: Iterable[str]) -> bool:
    """Whether a table's decimals stand behind commas (1.234,5)."""
    commas = points = 0
    for text in texts:
        commas += _COMMA.match(text.strip()) is not None
        points += _POINT.search(text) is not None
    return commas > 0 and points == 0
