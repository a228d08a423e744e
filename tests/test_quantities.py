"""Quantities: a number with its unit, in base units, whatever the print."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from known import QUANTITIES, cases

from tradekit.language.lexicon import Word, load
from tradekit.language.zh.landmarks import NUMBER, kind
from tradekit.language.zh.quantities import RULES, UNSPELT, _pattern, _read, find_quantities

FOUND = [
    ("出口23.77万亿元", [("23.77万亿元", 23.77e12, "CNY")]),
    ("进口4430亿美元", [("4430亿美元", 443e9, "USD")]),
    ("顺差5134.5亿元人民币", [("5134.5亿元", 513.45e9, "CNY")]),
    ("出口1,284.7亿元", [("1,284.7亿元", 128.47e9, "CNY")]),
    ("一千八百三十七点六亿美元", [("一千八百三十七点六亿美元", 183.76e9, "USD")]),
    ("二百零九点四亿美元", [("二百零九点四亿美元", 20.94e9, "USD")]),
    ("约合1095亿欧元", [("1095亿欧元", 109.5e9, "EUR")]),
    ("12亿港元", [("12亿港元", 1.2e9, "HKD")]),
    ("首破万亿元", [("万亿元", 1e12, "CNY")]),
    ("上亿元", [("亿元", 1e8, "CNY")]),
    ("突破千亿美元", [("千亿美元", 1e11, "USD")]),
    ("超百亿元", [("百亿元", 1e10, "CNY")]),
    ("出口3亿多元", [("3亿多元", 3e8, "CNY")]),
    ("$500亿", [("$500亿", 5e10, "USD")]),
    ("增长0.6%", [("0.6%", 0.6, "percent")]),
    ("增长百分之三十七", [("百分之三十七", 37, "percent")]),
    ("百分之零点五", [("百分之零点五", 0.5, "percent")]),
    ("增速为-4.6%", [("-4.6%", -4.6, "percent")]),
    ("增长5%—10%", [("5%", 5, "percent"), ("10%", 10, "percent")]),
    ("提高0.8个百分点", [("0.8个百分点", 0.8, "pp")]),
    ("回落三点二个百分点", [("三点二个百分点", 3.2, "pp")]),
    ("加快2.5百分点", [("2.5百分点", 2.5, "pp")]),
    ("占比超六成", [("六成", 60, "percent")]),
    ("占比近七成半", [("七成半", 75, "percent")]),
    ("超过一半", [("一半", 50, "percent")]),
    ("占四分之三", [("四分之三", 75, "percent")]),
    ("增长2.3倍", [("2.3倍", 230, "percent")]),
    ("增长两倍", [("两倍", 200, "percent")]),
    ("实现翻番", [("翻番", 100, "percent")]),
    ("翻了两番", [("翻了两番", 300, "percent")]),
    ("两位数增长", [("两位数", 10, "percent")]),
    ("同比持平", [("持平", 0, "percent")]),
    ("进口1030万吨", [("1030万吨", 1.03e7, "t")]),
    ("500公斤", [("500公斤", 0.5, "t")]),
    ("出口汽车522.1万辆", [("522.1万辆", 5.221e6, "辆")]),
    ("有实绩的企业达64.5万家", [("64.5万家", 645e3, "家")]),
    ("天然气1200亿立方米", [("1200亿立方米", 1.2e11, "m3")]),
    ("90亿千瓦时", [("90亿千瓦时", 9e9, "kWh")]),
    ("船舶4千艘", [("4千艘", 4e3, "艘")]),
    ("手机12亿3000万台", [("12亿3000万台", 1.23e9, "台")]),
    ("40多个国家", [("40多个", 40, "个")]),
    ("5G手机", [("5", 5, "")]),
    ("外贸稳中提质", []),
    ("一带一路", []),
]


@pytest.mark.parametrize(("text", "expected"), cases(FOUND, QUANTITIES))
def test_quantities(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = find_quantities(text, load())
    assert [(one.text, one.value, one.unit) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "more"), [("40多个", True), ("近六成多", True), ("40个", False), ("3万余家", True)]
)
def test_a_number_may_say_itself_that_it_is_more(text: str, more: bool) -> None:
    (found,) = find_quantities(text, load())
    assert found.more is more


@pytest.mark.parametrize("body", [body for name, body in RULES if name not in ("minus", "flat")])
@given(data=st.data())
def test_what_is_spelt_is_never_left_out(body: str, data: st.DataObject) -> None:
    assert not re.match(UNSPELT, data.draw(st.from_regex(body, fullmatch=True)))


Found = tuple[int, int, str, float, str, str, bool]
PIECES = [
    *"0123456789１٣零〇一二两三十百千万亿兆点.,多余来几个成倍番半分位/-−%％$￥元年月日米吨次家的",
    *(
        "分之",
        "百分之",
        "百分点",
        "个百分点",
        "万亿",
        "美元",
        "元人民币",
        "立方米",
        "千瓦",
        "持平",
        "过半",
        "位数",
        "US$",
    ),
]


def by_pattern(text: str) -> list[Found]:
    """What the pattern alone finds."""
    pattern, units = _pattern(load())
    made = []
    end = 0
    for at in range(len(text)):
        found = pattern.match(text, at) if at >= end and kind(text, at) & NUMBER else None
        if found is None:
            continue
        end = found.end()
        read = _read(text, found, units)
        if read is not None:
            amount, unit, what, more = read
            made.append((at, end, text[at:end], amount, unit, what, more))
    return made


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("五百分点")
@example("三多5万家")
def test_simple_numbers_are_read_as_the_pattern_reads_them(text: str) -> None:
    found = find_quantities(text, load())
    assert [(q.start, q.end, q.text, q.value, q.unit, q.kind, q.more) for q in found] == by_pattern(text)


@given(
    st.lists(st.sampled_from(load().units), min_size=1, max_size=3),
    st.sampled_from(["3", "1.2", "三", "5万", "十亿"]),
)
def test_the_longest_unit_that_fits_is_taken(words: list[Word], number: str) -> None:
    text = number + "".join(word.form for word in words)
    found = find_quantities(text, load())
    assert [(q.start, q.end, q.text, q.value, q.unit, q.kind, q.more) for q in found] == by_pattern(text)
