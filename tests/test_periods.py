"""Period words, resolved against the month in which the report was published."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import PERIODS, PERIODS_NEAR, cases

from tradekit.language.clock import Clock
from tradekit.language.zh.landmarks import PERIOD, kind
from tradekit.language.zh.periodrules import DATED, DATED_FIRST, RULES, either
from tradekit.language.zh.periods import find_periods
from tradekit.model.period import Period

JANUARY, MAY, NOVEMBER = (2024, 1), (2024, 5), (2023, 11)
RESOLVED = [
    ("2023年", JANUARY, ["2023"]),
    ("2023年度", JANUARY, ["2023"]),
    ("二〇二三年", JANUARY, ["2023"]),
    ("一九九七年", JANUARY, ["1997"]),
    ("今年", MAY, ["2024"]),
    ("去年", MAY, ["2023"]),
    ("上年", MAY, ["2023"]),
    ("前年", MAY, ["2022"]),
    ("明年", MAY, ["2025"]),
    ("去年全年", JANUARY, ["2023"]),
    ("2023年12月", JANUARY, ["2023-12"]),
    ("12月份", JANUARY, ["2023-12"]),
    ("4月", MAY, ["2024-04"]),
    ("今年4月份", MAY, ["2024-04"]),
    ("十二月", JANUARY, ["2023-12"]),
    ("一季度", MAY, ["2024-Q1"]),
    ("今年第一季度", MAY, ["2024-Q1"]),
    ("首季", MAY, ["2024-Q1"]),
    ("去年四季度", JANUARY, ["2023-Q4"]),
    ("四季度", JANUARY, ["2023-Q4"]),
    ("二、三、四季度", JANUARY, ["2023-Q2", "2023-Q3", "2023-Q4"]),
    ("上半年", NOVEMBER, ["2023-H1"]),
    ("2023年下半年", JANUARY, ["2023-H2"]),
    ("前三季度", NOVEMBER, ["2023-01/2023-09"]),
    ("前11个月", JANUARY, ["2023-01/2023-11"]),
    ("头三个月", MAY, ["2024-Q1"]),
    ("前两个月", MAY, ["2024-01/2024-02"]),
    ("1—11月", JANUARY, ["2023-01/2023-11"]),
    ("1至11月", JANUARY, ["2023-01/2023-11"]),
    ("1-4月份", MAY, ["2024-01/2024-04"]),
    ("今年1～3月", MAY, ["2024-Q1"]),
    ("1至6月", NOVEMBER, ["2023-H1"]),
    ("前12个月", JANUARY, ["2023"]),
    ("2021年至2023年", JANUARY, ["2021/2023"]),
    ("2021—2023年", JANUARY, ["2021/2023"]),
    ("“十四五”时期", MAY, ["2021/2025"]),
    ("十三五期间", MAY, ["2016/2020"]),
    ("近五年", MAY, ["2019/2023"]),
    ("5月份、6月份", NOVEMBER, ["2023-05", "2023-06"]),
    ("7月和8月", NOVEMBER, ["2023-07", "2023-08"]),
    ("今年以来", MAY, ["2024-01/2024-04"]),
    ("上月", MAY, ["2024-04"]),
    ("3个月", MAY, []),
    ("2024年1月12日", JANUARY, []),
    ("1月12日电", JANUARY, []),
    ("第三届", MAY, []),
    ("改革开放40多年", MAY, []),
    ("外贸", MAY, []),
]


@pytest.mark.parametrize(("text", "published", "expected"), cases(RESOLVED, PERIODS))
def test_resolved_against_the_publication_month(
    text: str, published: tuple[int, int], expected: list[str]
) -> None:
    clock = Clock(*published)
    plain = text.replace("“", "").replace("”", "")
    found = find_periods(plain)
    assert [period.name for one in found for period in clock.resolve(one)] == expected
    assert all(plain[one.start : one.end] == one.text for one in found)


YEAR = Period.of(2023)
TEN = Period.of(2023, 1, 10)
NEAR = [
    ("当月", TEN, ["2023-10"]),
    ("10月当月", TEN, ["2023-10"]),
    ("单月", TEN, ["2023-10"]),
    ("同期", TEN, ["2023-01/2023-10"]),
    ("上年同期", TEN, ["2022-01/2022-10"]),
    ("去年同期", YEAR, ["2022"]),
    ("一季度", YEAR, ["2023-Q1"]),
    ("9月", YEAR, ["2023-09"]),
    ("连续3个月", TEN, ["2023-08", "2023-09", "2023-10"]),
    ("连续两个季度", Period.of(2023, 7, 9), ["2023-Q2", "2023-Q3"]),
    ("今年以来", TEN, ["2023-01/2023-10"]),
    ("上月", Period.of(2023, 10, 10), ["2023-09"]),
    ("上季度", Period.of(2023, 7, 9), ["2023-Q2"]),
]


@pytest.mark.parametrize(("text", "near", "expected"), cases(NEAR, PERIODS_NEAR))
def test_resolved_against_the_period_before(text: str, near: Period, expected: list[str]) -> None:
    clock = Clock(2023, 11, near=near)
    assert [period.name for one in find_periods(text) for period in clock.resolve(one)] == expected


@given(st.integers(1980, 2040), st.integers(1, 12), st.integers(1, 12))
def test_a_period_has_one_shortest_name(year: int, first: int, last: int) -> None:
    period = Period.of(year, min(first, last), max(first, last))
    months = period.months
    assert (period.name == f"{year}") == (months == 12)
    assert ("-H" in period.name) == (months == 6 and period.first % 6 == 0)
    assert ("-Q" in period.name) == (months == 3 and period.first % 3 == 0)
    assert period.back(12).back(-12) == period
    assert period.year == year


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_month_without_year_is_never_ahead_of_the_report(published: int, month: int) -> None:
    for one in find_periods(f"{month}月份"):
        for period in Clock(2024, published).resolve(one):
            assert period.last <= 2024 * 12 + published - 1


UNGUARDED = re.compile(either(RULES))
PIECES = [
    *"0123456789１一二三四五六七八九十两百千〇零年月季日期度半今本去前上下当同明过来第首末头开Q全整近最入单该这连的未",
    *"天周小分秒岁世时昼多余几和与、及,，:：-—–－─～~至到内初以计规划个工作财代纪",
    *("2023", "19", "二〇二三", "季度", "个月", "去年", "过去", "连续", "十四五", "半年", "份"),
]


def unguarded(text: str) -> list[tuple[int, int, str]]:
    """The periods that all rules find where they are tried at every place that may begin one."""
    made = []
    end = 0
    for at in range(len(text)):
        found = UNGUARDED.match(text, at) if at >= end and kind(text, at) & PERIOD else None
        if found is not None:
            made.append((*found.span(), found.lastgroup or ""))
            end = found.end()
    return made


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_rules_that_are_left_out_find_nothing(text: str) -> None:
    found = [(one.start, one.end) for one in find_periods(text)]
    assert found == [(start, end) for start, end, _ in unguarded(text)]


@pytest.mark.parametrize("body", [body for name, body in (*DATED, *RULES) if name != "dated"])
@given(
    data=st.data(),
    before=st.sampled_from(["", "去年", "2023年", "的", "第", "1", "一"]),
    behind=st.sampled_from(PIECES),
)
def test_what_a_rule_matches_is_found(body: str, data: st.DataObject, before: str, behind: str) -> None:
    text = before + data.draw(st.from_regex(body, fullmatch=True)) + behind
    found = [(one.start, one.end) for one in find_periods(text)]
    assert found == [(start, end) for start, end, _ in unguarded(text)]


@pytest.mark.parametrize("body", [body for _, body in DATED])
@given(data=st.data())
def test_what_follows_a_year_begins_as_told(body: str, data: st.DataObject) -> None:
    assert re.match(f"[{DATED_FIRST}]", data.draw(st.from_regex(body, fullmatch=True)))
