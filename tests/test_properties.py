"""Whatever print does to a text, the figures stay what they were."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradekit.documents.pages import read_text
from tradekit.documents.repair import repair
from tradekit.extraction.observe import observe
from tradekit.model.observations import Observation
from tradekit.model.schema import KEY

ROOT = Path(__file__).parents[1]
SENTENCES = [
    json.loads(line)
    for name in ("sentences", "unseen")
    for line in (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
]
PAGE = "2024-01-13-waimao-2023"
REPORTS = {
    path.stem: path.read_text("utf-8")
    for path in sorted((ROOT / "data" / "reports").glob("*.txt"))
    if not path.stem.endswith(("-en", "-english"))  # columns of characters are Chinese print
    if path.stem != PAGE
}
"""The clean reports: the newspaper page is damaged as it is."""

FULL = str.maketrans("0123456789%", "０１２３４５６７８９％")
sentence = st.sampled_from(SENTENCES)
quick = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def figures(text: str, name: str = "a.txt", published: str | None = None) -> list[tuple[object, ...]]:
    """The key fields and the value of every row, in the order of the text."""
    rows, _ = observe(read_text(text, name, published))
    return sorted((row.start, *(getattr(row, field) for field in (*KEY, "value", "bound"))) for row in rows)


def placeless(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row[1:] for row in rows]


@cache
def clean(text: str, name: str = "a.txt", published: str | None = None) -> list[tuple[object, ...]]:
    return placeless(figures(text, name, published))


def broken(text: str, width: int, gap: str) -> str:
    """``text`` in lines of a column that is ``width`` Chinese characters wide.

    Latin words stay whole, and so do headlines: print breaks them by their sense.
    """
    paragraphs = text.split("\n")
    return "\n".join(gap.join(lines(one, width * 2)) if "。" in one else one for one in paragraphs)


def lines(paragraph: str, width: int) -> list[str]:
    """The paragraph in lines of ``width`` halves of a Chinese character."""
    made, room = [""], width
    for word in re.findall(r"\d*[A-Za-z]+\d*|.", paragraph):
        size = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in word)
        if size > room and made[-1]:
            made.append("")
            room = width
        made[-1] += word
        room -= size
    return made


def spaced(text: str, choose: list[bool]) -> str:
    """Spaces put around some decimal points, and before some units."""
    places = iter(choose * (len(text) // len(choose) + 1))
    text = re.sub(r"(?<=\d)\.(?=\d)", lambda found: " . " if next(places) else found[0], text)
    return re.sub(r"(?<=\d)(?=[%万亿元吨个月年])", lambda found: " " if next(places) else "", text)


def apart(text: str, choose: list[bool]) -> str:
    """Spaces put between some Chinese characters that stand in one sentence."""
    places = iter(choose * (len(text) // len(choose) + 1))
    return re.sub(r"(?<=[一-鿿])(?=[一-鿿])", lambda found: " " if next(places) else "", text)


def widened(text: str, choose: list[bool]) -> str:
    """Some numbers in full-width digits."""
    places = iter(choose * (len(text) // len(choose) + 1))
    return re.sub(r"\d+%?", lambda found: found[0].translate(FULL) if next(places) else found[0], text)


choices = st.lists(st.booleans(), min_size=1, max_size=40)


@quick
@given(sentence, st.integers(12, 28), st.sampled_from(["\n", "\r\n"]))
def test_line_breaks_in_a_sentence_change_nothing(case: dict[str, str], width: int, gap: str) -> None:
    text, day = case["text"], case["published"]
    assert placeless(figures(broken(text, width, gap), published=day)) == clean(text, published=day)


@pytest.mark.parametrize("width", [56, 70, 76])
def test_lines_of_english_change_nothing(width: int) -> None:
    for line in (ROOT / "tests" / "cases" / "english.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        text, day = case["text"], case["published"]
        wrapped = "\n".join(fill(one, width, break_on_hyphens=False) for one in text.split("\n"))
        assert placeless(figures(wrapped, published=day)) == clean(text, published=day), case["id"]


@quick
@given(sentence, choices)
def test_spaces_in_numbers_change_nothing(case: dict[str, str], choose: list[bool]) -> None:
    text, day = case["text"], case["published"]
    assert placeless(figures(spaced(text, choose), published=day)) == clean(text, published=day)


@quick
@given(sentence, choices)
def test_spaces_in_words_change_nothing(case: dict[str, str], choose: list[bool]) -> None:
    text, day = case["text"], case["published"]
    assert placeless(figures(apart(text, choose), published=day)) == clean(text, published=day)


@quick
@given(sentence, choices)
def test_full_width_digits_change_nothing(case: dict[str, str], choose: list[bool]) -> None:
    text, day = case["text"], case["published"]
    assert figures(widened(text, choose), published=day) == figures(text, published=day)


@pytest.mark.parametrize("name", REPORTS)
def test_a_damaged_report_has_the_same_figures(name: str) -> None:
    text = REPORTS[name]
    sound = clean(text, f"{name}.txt")
    for width in (14, 20, 26):
        damaged = broken(spaced(widened(text, [False, True]), [True, False, False]), width, "\n")
        assert placeless(figures(damaged, f"{name}.txt")) == sound, width


@quick
@given(st.sampled_from(sorted(REPORTS)), st.integers(14, 28), choices, choices)
def test_damage_of_any_kind_changes_no_figure(
    name: str, width: int, spaces: list[bool], wide: list[bool]
) -> None:
    text = REPORTS[name]
    damaged = broken(spaced(widened(text, wide), spaces), width, "\n")
    assert placeless(figures(damaged, f"{name}.txt")) == clean(text, f"{name}.txt")


@quick
@given(st.sampled_from(sorted(REPORTS)), st.integers(10, 40), choices)
def test_repairing_twice_is_repairing_once(name: str, width: int, spaces: list[bool]) -> None:
    once = repair(broken(spaced(REPORTS[name], spaces), width, "\n")).text
    assert repair(once).text == once


WORDS = """2023年 前10个月 我国 广东省 出口 进口 进出口 机电产品 对东盟 23.77 万亿元 增长 下降 0.6% ， 。 ；
其中 分别 同比 占 六成 （ ） “ ” １２ 5G 百分之三 个百分点 超过 一 亿 第8版 1月12日电"""
PIECES = st.sampled_from([*WORDS.split(), "\u3000", "\n", "\n\n"])


def text_of(pieces: list[str]) -> str:
    """The pieces as one text, in which no number runs into the next."""
    return re.sub(r"(?<=[0-9０-９]) (?=[0-9０-９])", "，", " ".join(pieces)).replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(text_of))
def test_any_text_gives_valid_places_and_a_full_account(text: str) -> None:
    report = read_text(text, "a.txt", "2024-01-13")
    rows, ledger = observe(report)
    covered = [False] * len(text)
    for one in (*rows, *ledger):
        assert 0 <= one.start < one.end <= len(text)
        covered[one.start : one.end] = [True] * (one.end - one.start)
    assert not [text[at - 5 : at + 5] for at, char in enumerate(text) if char.isdecimal() and not covered[at]]
    spans = sorted([*{(row.start, row.end) for row in rows}, *((one.start, one.end) for one in ledger)])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("name", sorted(REPORTS)[::7])
def test_the_same_text_gives_the_same_rows(name: str) -> None:
    def told() -> tuple[tuple[Observation, ...], object]:
        return observe(read_text(REPORTS[name], f"{name}.txt"))

    assert told() == told()
