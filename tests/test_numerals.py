"""Numerals in either script: what is printed, and what it is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import NUMERALS, cases

from tradekit.language.zh.numerals import arabic, chinese, scale, value

CHINESE = [
    ("零", 0), ("〇", 0), ("一", 1), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21),
    ("三十七", 37), ("九十九", 99), ("一百", 100), ("一百零五", 105), ("一百一十", 110), ("二百零九", 209),
    ("一千零一", 1001), ("三千二百五十", 3250), ("一千零五十", 1050), ("两千", 2000), ("一万", 10_000),
    ("一万零三", 10_003), ("十二万", 120_000), ("三千二百万", 32_000_000), ("一亿", 100_000_000),
    ("三亿二千万", 320_000_000), ("一九九七", 1997), ("二〇二三", 2023), ("二○○一", 2001), ("二零零八", 2008),
    ("零点五", 0.5), ("二百零九点四", 209.4), ("三点一四", 3.14), ("十点零三", 10.03),
    ("一千八百三十七点六", 1837.6), ("壹佰贰拾", 120), ("叁仟", 3000),
]  # fmt: skip
ARABIC = [
    ("0", 0), ("7", 7), ("2023", 2023), ("41.76", 41.76), ("0.2", 0.2), ("1,284.7", 1284.7),
    ("12,345,678", 12_345_678), ("18，398.4", 18398.4), ("2..2", 2.2), ("3985.40", 3985.4), ("007", 7),
]  # fmt: skip
SCALES = [
    ("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 1e4), ("十万", 1e5), ("百万", 1e6), ("千万", 1e7),
    ("亿", 1e8), ("十亿", 1e9), ("百亿", 1e10), ("千亿", 1e11), ("万亿", 1e12), ("十万亿", 1e13), ("億", 1e8),
    ("萬", 1e4), ("多亿", 1e8), ("余万", 1e4),
]  # fmt: skip
VALUES = [
    ("41.76", "万亿", 41.76e12), ("10.17", "万亿", 10.17e12), ("0.3", "亿", 3e7), ("513.45", "亿", 51.345e9),
    ("三百六十一", "亿", 36.1e9), ("", "万亿", 1e12), ("", "千亿", 1e11), ("1.1", "", 1.1), ("三", "万", 3e4),
    ("1,030", "万", 1.03e7), ("二百零九点四", "亿", 2.094e10), ("4.35", "万", 43500), ("8.29", "亿", 829e6),
]  # fmt: skip


@pytest.mark.parametrize(("text", "worth"), cases(CHINESE, NUMERALS))
def test_chinese(text: str, worth: float) -> None:
    assert chinese(text) == worth


@pytest.mark.parametrize(("text", "worth"), ARABIC)
def test_arabic(text: str, worth: float) -> None:
    assert arabic(text) == worth


@pytest.mark.parametrize(("text", "factor"), SCALES)
def test_scale(text: str, factor: float) -> None:
    assert scale(text) == factor


@pytest.mark.parametrize(("number", "scaled", "worth"), VALUES)
def test_value_is_rounded_to_what_was_printed(number: str, scaled: str, worth: float) -> None:
    assert value(number, scaled) == worth


DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A number below a hundred million in Chinese, as it is said."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return spoken(high) + "万" + (gap + spoken(low) if low else "")
    said, zero = "", False
    for place, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if zero and said else "") + DIGITS[digit] + mark
            zero = False
        else:
            zero = True
    return said or DIGITS[0]


@given(st.integers(0, 99_999_999))
def test_every_number_said_in_chinese_is_read(number: int) -> None:
    assert chinese(spoken(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_every_printed_number_keeps_its_digits(number: int, places: int) -> None:
    printed = f"{number / 10**places:.{places}f}"
    assert value(printed) == float(printed)
    assert value(printed, "亿") == float(f"{printed}e8")
