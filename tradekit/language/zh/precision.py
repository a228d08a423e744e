"""Precision: the interval that a printed figure stands for, from its last digit, its bound and its words.

41.76万亿元 stands for every sum in [41.755, 41.765) trillion, 10万亿元以上 for [10, ∞) trillion. Rounding is
half up. Figures in Arabic digits are read in any language.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import inf
from typing import Final

from tradekit.language.zh.landmarks import DIGIT, kind, numeral_end
from tradekit.model.intervals import Interval

_WORDS: Final = {"两位数": (10.0, 100.0), "个位数": (0.0, 10.0), "三位数": (100.0, 1000.0)}
_WHOLE: Final = 1e15
"""Sums of whole numbers below are exact in a float."""
_PARTS: Final = 1e4
_HALVES: Final = (("持平", 0.5), ("番", 10.0), ("半", 5.0))
_AND_MORE: Final = re.compile("[多余几来]")
_PLACES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12, "成": 10}
SCALES: Final = {"亿": 1e8, "万亿": 1e12, "万": 1e4}
"""The words for large numbers that print mistakes for one another."""
SCALE: Final = re.compile("万亿|[万亿]")
_ARABIC: Final = re.compile(r"(\d+)(?:\.(\d+))?")
_CHINESE: Final = re.compile(r"[零〇一二两三四五六七八九十百千点]+")
_VAGUE: Final = 0.05
"""What a word that gives no digit (三分之一, 万亿元) leaves open, as part of the value."""


def interval(text: str, value: float, bound: str = "=", unit: str = "") -> Interval:
    """The interval that a printed figure stands for, in the base units of ``value``.

    ``text`` is the figure as printed (its digits say how far it was rounded), ``value`` its number in base
    units, ``bound`` and ``unit`` as in the observation table. A bound speaks of the printed size, so that a
    fall of more than 40% is (-inf, -40].

    >>> interval("41.76万亿元", 41.76e12, "=", "CNY")
    Interval(41755000000000.0, 41765000000000.0, open high)
    >>> interval("10万亿元", 10e12, ">=", "CNY")
    Interval(10000000000000.0, inf)
    >>> interval("七成", 70, "~", "percent")
    Interval(63.0, 75.0)
    """
    return Interval(*ends(text, value, bound, unit))


def ends(text: str, value: float, bound: str = "=", unit: str = "") -> tuple[float, float, bool, bool]:
    """Low and high of :func:`interval`, and whether each is open."""
    if value < 0:
        low, high, low_open, high_open = ends(text, -value, bound, unit)
        return -high, -low, high_open, low_open
    printed = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")
    size = _WORDS.get(printed.rstrip("%"))
    if size is not None:
        return *size, False, True
    if bound == ">=":
        if _AND_MORE.search(printed):
            return value, value + _last_place(printed, value, unit), True, True
        return value, inf, False, False
    if bound == "<=":
        return min(0.0, value), value, False, False
    if bound == "~" and "近" in printed:
        return 0.9 * value, value, False, False
    low, high = _around(float(value), _half_unit(printed, value, unit))
    if bound == "~":
        return min(low, 0.9 * value), max(high, 1.05 * value), False, False
    return low, high, False, True


def _around(value: float, half: float) -> tuple[float, float]:
    """``value`` less and plus ``half``, as exact as they are written.

    Both are mostly so many ten-thousandths, which are whole numbers: their quotient is then the float that is
    written so, and the only one with so few digits.
    """
    if value + half < _WHOLE / _PARTS:
        whole, room = float(int(value * _PARTS + 0.5)), float(int(half * _PARTS + 0.5))
        if whole / _PARTS == value and room / _PARTS == half:
            return (whole - room) / _PARTS, (whole + room) / _PARTS
    if value < _WHOLE and value.is_integer() and half.is_integer():
        return value - half, value + half
    return _exactly(value, half)


def _exactly(value: float, half: float) -> tuple[float, float]:
    exact, room = Decimal(repr(value)), Decimal(repr(half))
    return float(exact - room), float(exact + room)


def _half_unit(printed: str, value: float, unit: str) -> float:
    """Half a unit of the last printed place, in base units."""
    for word, half in _HALVES:
        if word in printed:
            return half
    if "分之" in printed:
        printed = printed.replace("百分之", "")
    step = 0.0 if "分之" in printed else _step(printed, value, unit, significant=False)
    return float(f"{step / 2:.12g}") if step else _VAGUE * value


def _last_place(printed: str, value: float, unit: str) -> float:
    """The unit of the last digit that is not zero: 40多个 is below 50, 4000多亿元 below 5000亿元."""
    return _step(printed, value, unit, significant=True) or value


def _step(printed: str, value: float, unit: str, *, significant: bool) -> float:
    """The unit of the last printed place, in base units; 0 where there is no digit.

    A whole number that ends in several noughts was rounded to one of them: 4000亿 is taken as to the hundred.
    """
    digits, decimals, rest, single = _last_number(printed)
    if digits:
        number = float(f"{digits}.{decimals}" if decimals else digits)
        if decimals:
            step = 10.0 ** -len(decimals)
        else:
            noughts = len(digits) - len(digits.rstrip("0")) if number else 0
            step = 10.0 ** (noughts if significant else max(0, noughts - 1))
        alone = single and number and value and "倍" not in printed
        return step * (value / number if alone else _scale(rest, unit))
    words = list(_CHINESE.finditer(printed))
    if not words:
        return 0.0
    run = words[-1][0]
    step = 10.0 ** -len(run.partition("点")[2]) if "点" in run else float(_PLACES.get(run[-1], 1))
    return step * _scale(printed[words[-1].end() :], unit)


def _last_number(printed: str) -> tuple[str, str, str, bool]:
    """The last number's digits, its decimals, what stands behind it, and whether it is the only one."""
    point = numeral_end(printed, 0, DIGIT)
    end = point
    if point and printed[point : point + 1] == "." and kind(printed, point + 1) & DIGIT:
        end = numeral_end(printed, point + 1, DIGIT)
    at, rest = end, printed[end:]
    while at < len(printed) and not rest.isalpha() and not kind(printed, at) & DIGIT:
        at += 1
    if point and (at == len(printed) or rest.isalpha()):
        return printed[:point], printed[point + 1 : end], printed[end:], True
    *before, digits, decimals, rest = ["", "", *_ARABIC.split(printed)]
    return digits, decimals or "", rest, len(before) == len(("", "", ""))


def _scale(rest: str, unit: str) -> float:
    """The multiplier that follows a number: 万亿 in 41.76万亿元, 倍 of a growth in percent."""
    scale = 1.0
    for char in rest:
        if char in _PLACES:
            scale *= _PLACES[char]
        elif char == "倍" and unit == "percent":
            return scale * 100
        elif char not in "多余几来":
            break
    return scale
