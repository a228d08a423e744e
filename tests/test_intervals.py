"""What a printed figure stands for, and arithmetic with it."""

from __future__ import annotations

from math import inf

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradekit.language.zh.precision import _ARABIC, _around, _exactly, _last_number, interval
from tradekit.model.intervals import Interval, hull
from tradekit.tables.fold import with_intervals

PRINTED = [
    # text, value, bound, unit, low, high
    ("41.76万亿元", 41.76e12, "=", "CNY", 41.755e12, 41.765e12),
    ("9.69万亿元", 9.69e12, "=", "CNY", 9.685e12, 9.695e12),
    ("0.2%", 0.2, "=", "percent", 0.15, 0.25),
    ("0.3%", -0.3, "=", "percent", -0.35, -0.25),
    ("0.0%", 0.0, "=", "percent", -0.05, 0.05),
    ("1.5个百分点", 1.5, "=", "pp", 1.45, 1.55),
    ("66%", 66, "=", "percent", 65.5, 66.5),
    ("10%", 10, "=", "percent", 9.5, 10.5),
    ("201016亿元", 201016e8, "=", "CNY", 201015.5e8, 201016.5e8),
    ("2 038.4亿元", 2038.4e8, "=", "CNY", 2038.35e8, 2038.45e8),
    ("1,636.6亿美元", 1636.6e8, "=", "USD", 1636.55e8, 1636.65e8),
    ("１６３６．６亿美元", 1636.6e8, "=", "USD", 1636.55e8, 1636.65e8),
    ("4000亿元", 4000e8, "=", "CNY", 3950e8, 4050e8),
    ("三百六十一亿美元", 361e8, "=", "USD", 360.5e8, 361.5e8),
    ("三千二百五十亿美元", 3250e8, "=", "USD", 3245e8, 3255e8),
    ("八十五点二亿美元", 85.2e8, "=", "USD", 85.15e8, 85.25e8),
    ("百分之四十六点四", 46.4, "=", "percent", 46.35, 46.45),
    ("19亿3000万美元", 19.3e8, "=", "USD", 19.295e8, 19.305e8),
    ("三成", 30, "=", "percent", 25, 35),
    ("2.3倍", 230, "=", "percent", 225, 235),
    ("两倍", 200, "=", "percent", 150, 250),
    ("翻一番", 100, "=", "percent", 90, 110),
    ("持平", 0, "=", "percent", -0.5, 0.5),
    ("一半", 50, "=", "percent", 45, 55),
    ("三分之一", 100 / 3, "=", "percent", 95 / 3, 35),
    ("522.1万辆", 5.221e6, "=", "辆", 5.2205e6, 5.2215e6),
    ("250公斤", 0.25, "=", "t", 0.2495, 0.2505),
    ("10万亿元", 1e13, ">=", "CNY", 1e13, inf),
    ("万亿元", 1e12, ">=", "CNY", 1e12, inf),
    ("40%", -40, ">=", "percent", -inf, -40),
    ("5%", 5, "<=", "percent", 0, 5),
    ("5%", -5, "<=", "percent", -5, 0),
    ("40多个", 40, ">=", "个", 40, 50),
    ("4000多亿元", 4000e8, ">=", "CNY", 4000e8, 5000e8),
    ("3万多亿元", 3e12, ">=", "CNY", 3e12, 4e12),
    ("两位数", 10, ">=", "percent", 10, 100),
    ("70%", 70, "~", "percent", 63, 73.5),
    ("1%", 1, "~", "percent", 0.5, 1.5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "bound", "unit", "low", "high"), PRINTED)
def test_a_printed_figure_stands_for(
    text: str, value: float, bound: str, unit: str, low: float, high: float
) -> None:
    found = interval(text, value, bound, unit)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12)


def test_an_open_end_is_left_out() -> None:
    figure = interval("41.76万亿元", 41.76e12)
    assert 41.755e12 in figure
    assert 41.765e12 not in figure
    fall = interval("0.3%", -0.3, "=", "percent")
    assert -0.25 in fall
    assert -0.35 not in fall


WORKED = [
    # domain: derived quantities with their bounds
    (interval("41.76", 41.76) - interval("9.69", 9.69), 32.06, 32.08),
    (100 * interval("41.76", 41.76) / (100 + interval("0.2", 0.2)), 41.6509, 41.7024),
    ((100 - interval("3.1", 3.1)) * (100 + interval("2.9", 2.9)) / 100 - 100, -0.3898, -0.19),
    (100 * interval("1.5", 1.5) / interval("66", 66), 2.1805, 2.3664),
    (100 * interval("500", 500, ">=") / (100 + interval("57.4", 57.4)), 317.5611, inf),
]


@pytest.mark.parametrize(("found", "low", "high"), WORKED)
def test_worked_examples(found: Interval, low: float, high: float) -> None:
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_division_by_what_may_be_nothing_says_nothing() -> None:
    assert Interval(1, 2) / Interval(-1, 1) == Interval(-inf, inf)


def test_touching_intervals_meet_and_others_have_a_gap() -> None:
    assert Interval(1, 2).meets(Interval(2, 3, low_open=True))
    assert Interval(1, 2).gap(Interval(3, 4)) == -1
    assert hull([Interval(1, 2), Interval(5, 6)]) == Interval(1, 6)


ENDS = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
SPANS = st.tuples(ENDS, ENDS).map(lambda pair: Interval(min(pair), max(pair)))
INSIDE = st.floats(0, 1)


@given(SPANS, SPANS, INSIDE, INSIDE)
def test_arithmetic_holds_every_point(a: Interval, b: Interval, s: float, t: float) -> None:
    x, y = a.low + s * a.width, b.low + t * b.width
    for found, point in ((a + b, x + y), (a - b, x - y), (a * b, x * y)):
        room = 1e-9 * max(1.0, abs(found.low), abs(found.high))
        assert found.low - room <= point <= found.high + room


def test_the_columns_of_the_observation_table() -> None:
    table = pd.DataFrame(
        {"text": ["0.2%", "60万家"], "value": [0.2, 6e5], "bound": ["=", ">="], "unit": ["percent", "家"]}
    )
    found = with_intervals(table)
    assert list(found["low"]) == [0.15, 6e5]
    assert list(found["high"]) == [0.25, inf]
    assert list(table.columns) == ["text", "value", "bound", "unit"]


@given(
    st.integers(0, 10**12),
    st.integers(0, 6),
    st.sampled_from([0.5, 0.05, 0.005, 0.0005, 5e-05, 5.0, 5e7, 1 / 3]),
)
def test_ends_by_whole_numbers_are_those_of_decimals(digits: int, places: int, half: float) -> None:
    value = digits / 10**places
    assert _around(value, half) == _exactly(value, half)


@given(st.text("0123.万%-٣"))
def test_the_last_number_is_that_of_the_pattern(printed: str) -> None:
    *before, digits, decimals, rest = ["", "", *_ARABIC.split(printed)]
    assert _last_number(printed) == (digits, decimals or "", rest, len(before) == 3)
