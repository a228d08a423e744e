"""What print did to a text is undone, and every repaired character knows its place."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradekit.documents.pages import read_text
from tradekit.documents.repair import BLANK, cut, normalise, repair
from tradekit.model.report import Repaired

REPORTS = Path(__file__).parents[2] / "shared" / "reports"

CASES = {
    "narrow column": (
        "据海关统计，去年我国\n出口 23.77 万亿元，增长\n0.6%；进口 17.99 万亿\n元，下降0.3%。",
        "据海关统计，去年我国出口23.77万亿元，增长0.6%；进口17.99万亿元，下降0.3%。",
    ),
    "blank lines in a paragraph": (
        "据海关统计，去年我国出口实\n\n现增长，进口略有下降，贸易\n\n规模仍居首位。\n",
        "据海关统计，去年我国出口实现增长，进口略有下降，贸易规模仍居首位。",
    ),
    "letters apart": ("纵 观 2023 年 外 贸，进 出 口 2 . 7%。", "纵观2023年外贸，进出口2.7%。"),
    "number apart": ("占比为 56 . 6 %，达 10 万亿\n元以上。", "占比为56.6%，达10万亿元以上。"),
    "full width": ("增长１２．１％，出口Ａ型车，；：（）", "增长12.1%，出口A型车，；：（）"),
    "middle dot": ("出口5·８万辆，共１２・３亿", "出口5.8万辆，共12.3亿"),
    "middle dot in a date": ("“9·11”和拉比耶·欧萨马", "“9·11”和拉比耶·欧萨马"),
    "two dots stay": ("同比增长2..2％；", "同比增长2..2%；"),
    "Latin words": (
        "RCEP came into force，TEMU 平台\n上线 GPT 4 版。",
        "RCEP came into force，TEMU平台上线GPT 4版。",
    ),
    "signs at a line's end": (
        "8月对日本出口降幅为-\n0.8%，广东、江苏出口额为15.46/6.99\n/8.05亿元，比重稳定。",
        "8月对日本出口降幅为-0.8%，广东、江苏出口额为15.46/6.99/8.05亿元，比重稳定。",
    ),
    "headline keeps its space": ("规模创新高 结构更优化", "规模创新高 结构更优化"),
    "CRLF": ("外贸开局平稳，进\r\n出口值增长5%。", "外贸开局平稳，进出口值增长5%。"),
    "zero width": ("出\u200b口\ufeff增长\u202e5%。", "出口增长5%。"),
    "paragraph in each line": (
        "前5个月出口增长\n海关总署今天公布，出口增长6.3%。\n进口下降。\n机电产品占58.2%。",
        "前5个月出口增长\n海关总署今天公布，出口增长6.3%。\n进口下降。\n机电产品占58.2%。",
    ),
    "lines ending in a list mark": (
        "出口额居前的有广东、\n江苏、浙江，合计超过六成，\n比上年提高0.2个百分点。",
        "出口额居前的有广东、江苏、浙江，合计超过六成，比上年提高0.2个百分点。",
    ),
    "rows of a table": (
        "商品 金额 增长\n机电产品 13.92 2.9\n农产品 0.69 -0.3\n",
        "商品 金额 增长\n机电产品13.92 2.9\n农产品0.69 -0.3",
    ),
    "number cut by the line": (
        "全年出口达20\n23年以来最高的1.63\n亿吨",
        "全年出口达2023年以来最高的1.63亿吨",
    ),
}


@pytest.mark.parametrize(("printed", "repaired"), CASES.values(), ids=CASES)
def test_repair(printed: str, repaired: str) -> None:
    assert repair(printed).text == repaired


@pytest.mark.parametrize("printed", [a for a, _ in CASES.values()], ids=CASES)
def test_repairing_twice_is_repairing_once(printed: str) -> None:
    once = repair(printed).text
    assert repair(once).text == once


def bare(text: str) -> str:
    """What a reader sees, without white space."""
    return re.sub(BLANK, "", text)


PRINT = st.text(
    st.sampled_from("外贸出口增长，。、；：“”（）…—0123456789.%·．１２％万亿元年 　\n\n\t\r\u200bAb—·1、"),
    max_size=200,
)


@given(PRINT | st.text(max_size=60))
def test_no_character_is_lost_and_each_knows_its_place(text: str) -> None:
    even = normalise(text)
    assert len(even) == len(text)
    whole = repair(text)
    assert bare(whole.text) == bare(even)
    for index, character in enumerate(whole.text):
        if not re.match(BLANK, character):
            assert even[whole.origin(index)] == character
    places = [whole.origin(index) for index in range(len(whole.text))]
    assert places == sorted(places)


@given(PRINT)
def test_repair_comes_to_rest(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(PRINT, st.integers(0, 80), st.integers(0, 80))
def test_a_part_keeps_its_places(text: str, start: int, length: int) -> None:
    whole = repair(text)
    part = cut(whole, start, start + length)
    assert part.text == whole.text[start : start + length].strip()
    lead = len(whole.text[start : start + length]) - len(whole.text[start : start + length].lstrip())
    for index in range(len(part.text)):
        assert part.origin(index) == whole.origin(start + lead + index)


REPORTS = Path(__file__).parents[1] / "data" / "reports"
ENGLISH = ("-en", "-english")
NOTES = [path for path in sorted(REPORTS.glob("202[234]-*.txt")) if not path.stem.endswith(ENGLISH)]


def printed(paragraph: str, width: int, indent: bool) -> list[str]:
    """A paragraph as a column of ``width`` half-width columns prints it."""
    lines, line, room = [], "", width
    for char in "\u3000\u3000" * indent + "".join(paragraph.split()):
        wide = 1 if char.isascii() else 2
        if wide > room and char not in "，。；：、）”%":
            lines.append(line)
            line, room = "", width
        line += char
        room -= wide
    return [*lines, line]


@pytest.mark.parametrize("indent", [False, True], ids=["flush", "set in"])
@pytest.mark.parametrize("width", [28, 36, 48, 76])
def test_columns_are_paragraphs_again(width: int, indent: bool) -> None:
    cut = lost = total = 0
    for path in NOTES:
        text = path.read_text(encoding="utf-8")
        paragraphs = [repair(line).text for line in text.split("\n") if line.strip()]
        if max(map(len, paragraphs)) < 60:
            continue  # a page that is printed in columns itself
        lines = [["", *printed(line, width, indent and len(line) > 40)] for line in paragraphs]
        found = ends(repair("\n".join(line for part in lines for line in part)).text.split("\n"))
        wanted = ends(paragraphs)
        whole = "".join(bare(paragraph) for paragraph in paragraphs)
        cut += sum(whole[end - 1] not in "。！？…；：”）" for end in found - wanted)
        lost += len(wanted - found)
        total += len(wanted)
    assert total > 100
    assert cut == 0
    assert lost <= 0.1 * total


def ends(paragraphs: list[str]) -> set[int]:
    """Where each paragraph ends, white space left out."""
    return set(accumulate(len(bare(paragraph)) for paragraph in paragraphs))


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real pages are not here")
def test_real_pages_repair_once() -> None:
    for path in sorted(REPORTS.glob("*.txt")):
        once = repair(path.read_text(encoding="utf-8")).text
        assert repair(once).text == once


PIECES = [*"出口增长，。：a1 .%\n", "\n\n", "  ", "新华社北京1月3日电 "]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_a_plain_text_is_read_as_any_other(pieces: list[str]) -> None:
    """White space behind the text, of the kind that makes it no plain one, changes nothing."""
    text = "".join(pieces)
    plain, other = read_text(text), read_text(text + "\n\u3000")
    assert (plain.articles, plain.edges) == (other.articles, other.edges)


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4)), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 45), st.integers(1, 9)), max_size=12),
)
def test_a_span_is_found_wherever_the_last_one_was(
    segments: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    starts, origins = [0], [0]
    for length, gap in segments:
        starts.append(starts[-1] + length)
        origins.append(origins[-1] + length + gap)
    made = Repaired("", tuple(starts), tuple(origins))
    for start, length in asked:
        span = made.origin(start), made.origin(start + length - 1) + 1
        assert made.span(start, start + length) == span
