"""Numerals as the press prints them: Arabic, grouped, Chinese, mixed with 万 and 亿."""

from __future__ import annotations

from math import inf
from typing import Final

from tradekit.language.zh.landmarks import POINTS

_DIGITS: Final = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二两貳贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_WORDS: Final = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS: Final = {"廿": 20, "卅": 30}
_NOUGHTS: Final = {
    "十": 1,
    "拾": 1,
    "百": 2,
    "佰": 2,
    "千": 3,
    "仟": 3,
    "万": 4,
    "萬": 4,
    "亿": 8,
    "億": 8,
    "兆": 12,
}
_EXPONENTS: Final = {"": "", "万": "e4", "亿": "e8", "万亿": "e12"}
_SKIP: Final = frozenset("多余来几")
_POINTS: Final = str.maketrans(dict.fromkeys(POINTS, "点"))
_LONGEST: Final = 60
"""No number in words is as long; a longer run of them has no value."""
EXACT: Final = 15
"""So many digits survive in a float as they are."""


def chinese(text: str) -> float:
    """The value of a Chinese numeral; a run of digits (一九九七) is read by place.

    >>> chinese("二百零九点四"), chinese("一九九七"), chinese("十二"), chinese("三千二百五十")
    (209.4, 1997.0, 12.0, 3250.0)
    """
    whole, _, fraction = text.translate(_POINTS).partition("点")
    if len(text) > _LONGEST:
        return inf
    by_place = _by_place(whole)
    value = float(_placed(whole) if by_place is None else by_place)
    if fraction:
        value = float(f"{int(value)}.{_digits(fraction) or '0'}")
    return value


def _by_place(text: str) -> int | None:
    """The value of a run of digits; none where there is another character, or nothing."""
    number = 0
    for char in text:
        digit = _DIGITS.get(char)
        if digit is None:
            return None
        number = number * 10 + digit
    return number if text else None


def _digits(text: str) -> str:
    return "".join([str(_DIGITS[char]) for char in text if char in _DIGITS])


def _placed(text: str) -> int:
    for marks, factor in (("亿億", 10**8), ("万萬", 10**4)):
        for mark in marks:
            head, found, tail = text.partition(mark)
            if found:
                return (_placed(head) or 1) * factor + _placed(tail)
    section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += _TENS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
    return section + digit


def added(amount: float, scaled: str, rest: str, rest_scaled: str) -> float:
    """An amount with the smaller one printed behind it: 13万2千, 1兆9286亿; 三万五千亿 scales both.

    A single digit counts the next place: 5万2 is 52000.

    >>> added(20000, "万", "4千5百", "亿")
    2450000000000.0
    >>> added(130000, "万", "2", "千"), added(30000, "万", "五千", "亿"), added(50000, "万", "2", "")
    (132000.0, 3500000000000.0, 52000.0)
    """
    more = value(rest.lstrip("零") or rest, rest_scaled)
    common = scale(rest_scaled.lstrip("十百千"))
    if common > scale(scaled):
        amount *= common
    elif not rest_scaled and len(rest) == 1:
        more *= scale(scaled) / 10
    return float(f"{amount + more:.15g}")


def scale(text: str) -> float:
    """The factor of a run of 十百千万亿: ``万亿`` is 1e12, ``千亿`` 1e11, nothing is 1.

    >>> scale("万亿"), scale("千万"), scale("")
    (1000000000000.0, 10000000.0, 1.0)
    """
    return float(f"1e{_noughts(text)}")


def _noughts(text: str) -> int:
    noughts = 0
    for char in text:
        if char not in _SKIP:
            noughts += _NOUGHTS[char]
    return noughts


def arabic(text: str) -> float:
    """The value of an Arabic numeral, commas and a doubled decimal point allowed.

    >>> arabic("18,398.4"), arabic("2..2")
    (18398.4, 2.2)
    """
    return float(_plain(text))


def _plain(text: str) -> str:
    plain = text
    if "," in text or "，" in text:
        plain = text.replace(",", "").replace("，", "")
    while ".." in plain:
        plain = plain.replace("..", ".")
    return plain


def value(number: str, scaled: str = "") -> float:
    """The value of ``number`` (either script) times its scale, rounded to what was printed.

    >>> value("41.76", "万亿"), value("三百六十一", "亿"), value("", "万亿")
    (41760000000000.0, 36100000000.0, 1000000000000.0)
    """
    if not number:
        return scale(scaled)
    if 0x30 <= ord(number[0]) <= 0x39 and number[1:2] in _SMALL:
        number = "".join([_WORDS.get(char, char) for char in number])
    if 0x30 <= ord(number[0]) <= 0x39:
        plain = _plain(number)
        if len(plain) <= EXACT:
            exponent = _EXPONENTS.get(scaled)
            return float(plain + (f"e{_noughts(scaled)}" if exponent is None else exponent))
        return float(f"{float(plain) * scale(scaled):.15g}")
    return float(f"{chinese(number) * scale(scaled):.15g}")
