"""Clauses: sentences and clauses by the places of their breaks are those of the patterns they replace."""

from __future__ import annotations

import re
import sys
from unittest.mock import patch

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tradekit.language.lexicon import load
from tradekit.language.zh import clauses as room
from tradekit.language.zh.clauses import clauses, sentences
from tradekit.language.zh.landmarks import SPACES, landmarks
from tradekit.language.zh.prepare import HAN
from tradekit.language.zh.scan import scan

LONGEST = 6
SENTENCE = re.compile(rf"[^。！？!?\n]{{1,{LONGEST}}}[。！？!?]?[”）)]?|\n")
BREAK = re.compile(r"[，,；;：:（）()。！？!?…\s]")

text = st.text(st.sampled_from("出口增5.，,；：（）()。！？!?…”\n \u3000\x85"), max_size=60)


def test_chinese_characters_are_those_of_the_script() -> None:
    ours, script, known = (
        re.compile(f"[{HAN}]"),
        regex.compile(r"\p{Han}"),
        regex.compile(r"\p{L}|\p{N}|\p{S}|\p{P}"),
    )
    for character in map(chr, range(sys.maxunicode + 1)):
        if known.match(character):
            assert bool(ours.match(character)) == bool(script.match(character)), hex(ord(character))


def test_white_space_is_what_python_takes_for_it() -> None:
    assert set(SPACES) == {chr(code) for code in range(0x110000) if chr(code).isspace()}


@given(text)
def test_breaks_are_those_of_the_pattern(text: str) -> None:
    assert landmarks(text)[1] == [found.start() for found in BREAK.finditer(text)]


@given(text)
def test_sentences_are_those_of_the_pattern(text: str) -> None:
    with patch.object(room, "LONGEST", LONGEST):
        made = sentences(text, landmarks(text)[1], len(text))
    assert made == [found.span() for found in SENTENCE.finditer(text) if found[0].strip()]


@given(text)
def test_clauses_stand_between_the_breaks(text: str) -> None:
    made = clauses(text, [], 0, len(text), landmarks(text)[1])
    expected = [found.span() for found in re.finditer(rf"(?:(?!{BREAK.pattern}).)+", text, re.DOTALL)]
    assert [(one.start, one.end) for one in made] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出口1,234亿元，增长3%", ["出口1,234亿元", "增长3%"]),
        ("对大中华地区（含台湾，香港）出口，下降", ["对大中华地区（含台湾，香港）出口", "下降"]),
        ("出口（以美元计）增长", ["出口", "以美元计", "增长"]),
        ("2023年1月、2月， 进口持平……", ["2023年1月、2月", "进口持平"]),
    ],
)
def test_numbers_and_remarks_are_not_cut(text: str, expected: list[str]) -> None:
    made = clauses(text, list(scan(text, load()).mentions), 0, len(text), landmarks(text)[1])
    assert [text[one.start : one.end] for one in made] == expected
