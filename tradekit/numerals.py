"""Numerals as the press prints them: Arabic, grouped, Chinese, mixed with 万 and 亿."""

from __future__ import annotations

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二两貳贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_SKIP = frozenset("多余来几")


def chinese(text: str) -> float:
    """The value of a Chinese numeral; a run of digits (一九九七) is read by place.

    >>> chinese("二百零九点四"), chinese("一九九七"), chinese("十二"), chinese("三千二百五十")
    (209.4, 1997.0, 12.0, 3250.0)
    """
    whole, _, fraction = text.partition("点")
    if whole and all(char in _DIGITS for char in whole):
        value = float(int("".join(str(_DIGITS[char]) for char in whole)))
    else:
        value = float(_placed(whole))
    if fraction:
        digits = "".join(str(_DIGITS[char]) for char in fraction if char in _DIGITS)
        value = float(f"{int(value)}.{digits or '0'}")
    return value


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
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
    return section + digit


def scale(text: str) -> float:
    """The factor of a run of 十百千万亿: ``万亿`` is 1e12, ``千亿`` 1e11, nothing is 1.

    >>> scale("万亿"), scale("千万"), scale("")
    (1000000000000.0, 10000000.0, 1.0)
    """
    factor = 1
    for char in text:
        if char not in _SKIP:
            factor *= _SMALL.get(char, 0) or _LARGE[char]
    return float(factor)


def arabic(text: str) -> float:
    """The value of an Arabic numeral, commas and a doubled decimal point allowed.

    >>> arabic("18,398.4"), arabic("2..2")
    (18398.4, 2.2)
    """
    plain = text.replace(",", "").replace("，", "")
    while ".." in plain:
        plain = plain.replace("..", ".")
    return float(plain)


def value(number: str, scaled: str = "") -> float:
    """The value of ``number`` (either script) times its scale, rounded to what was printed.

    >>> value("41.76", "万亿"), value("三百六十一", "亿"), value("", "万亿")
    (41760000000000.0, 36100000000.0, 1000000000000.0)
    """
    factor = scale(scaled)
    if not number:
        return factor
    base = arabic(number) if number[0].isdigit() and number[0] < "\u0080" else chinese(number)
    return float(f"{base * factor:.15g}")
