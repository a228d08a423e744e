"""Stories printed twice are found, and every difference between the printings is shown."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tradekit.documents.pages import read, read_text
from tradekit.documents.reprints import Difference, reprints

STORY = (
    "今年前三季度，我国货物贸易进出口总值32.33万亿元，同比增长5.3%。其中，出口18.62万亿元，增长6.2%；进口13.71万亿元，"
    "增长4.1%。\n机电产品出口11.03万亿元，增长8%，占出口总值的59.3%。民营企业进出口17.78万亿元，占进出口总值的55%。\n"
    "海关部门的负责人说，下一步将继续推动外贸平稳发展。"
)
OTHER = (
    "今年上半年，我国货物贸易进出口总值21.17万亿元，同比增长6.1%。其中，出口12.13万亿元，增长6.9%；进口9.04万亿元，"
    "增长5.2%。\n机电产品出口7.14万亿元，增长8.2%，占出口总值的58.9%。民营企业进出口11.64万亿元，占进出口总值的55%。"
)
SHARED = Path(__file__).parents[2] / "shared"
REPORTS = sorted((SHARED / "reports").glob("*.txt"))
CORPUS = sorted((SHARED / "corpus").glob("*/*.txt"))

PRINTINGS = {
    "the same": (STORY, []),
    "a misprint": (STORY.replace("13.71", "13.17"), [("13.71", "13.17")]),
    "broken lines": ("\n".join(STORY[i : i + 20] for i in range(0, len(STORY), 20)), []),
    "full width": (STORY.replace("5.3%", "５．３％"), []),
    "cut short": (STORY.split("\n")[0], [(STORY.partition("\n")[2].replace("\n", ""), "")]),
    "one word": (STORY.replace("继续推动", "推动"), [("继续", "")]),
}


@pytest.mark.parametrize(("printing", "expected"), PRINTINGS.values(), ids=PRINTINGS)
def test_reprint(printing: str, expected: list[tuple[str, str]]) -> None:
    first, second = read_text(STORY, "a.txt"), read_text(printing, "b.txt")
    (found,) = reprints([second, first, read_text(OTHER, "c.txt")])
    differences = (
        found.differences if found.first.report == "a.txt" else tuple(map(turned, found.differences))
    )
    assert [(d.first, d.second) for d in differences] == expected
    for difference in differences:
        for text, span, report in (
            (difference.first, difference.first_span, first),
            (difference.second, difference.second_span, second),
        ):
            assert (span is None) == (not text)
            if span is not None:
                assert "".join(report.text[slice(*span)].split()) == text


def turned(d: Difference) -> Difference:
    return Difference(d.part, d.before, d.second, d.first, d.second_span, d.first_span)


def test_different_stories_to_one_pattern_are_two() -> None:
    assert not reprints([read_text(STORY, "a.txt"), read_text(OTHER, "b.txt")])


def test_short_texts_are_not_recognised() -> None:
    assert not reprints([read_text("出口增长。", "a.txt"), read_text("出口增长。", "b.txt")])


def test_many_reprints_take_linear_time() -> None:
    same = [read_text(STORY * 4, f"{i}.txt") for i in range(200)]
    began = time.perf_counter()
    assert len(reprints(same)) == 199
    assert time.perf_counter() - began < 10


@pytest.mark.skipif(not REPORTS, reason="the real pages are not here")
def test_real_pages_hold_one_story_twice() -> None:
    (found,) = reprints([read(path) for path in REPORTS])
    assert {found.first.article, found.second.article} == {1}
    assert found.shared == 1
    assert {difference.part for difference in found.differences} == {"headline", "dateline"}
    assert [d.second for d in found.differences if d.part == "headline"] == ["—"]


@pytest.mark.skipif(not CORPUS, reason="the corpus is not here")
def test_no_report_of_the_corpus_reprints_another() -> None:
    assert not reprints([read(path) for path in CORPUS])
