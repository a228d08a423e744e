"""Reading takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import pytest
from worst import PATTERNS, is_linear

from tradekit.documents.formats.markdown import unmarked
from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe


def reading(text: str) -> None:
    read_text(text, "a.txt")
    read_text(unmarked(text), "a.md")


def extracting(text: str) -> None:
    observe(read_text(f"2023年，我国出口增长3%，{text}。", "2024-01-13.txt"))


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    assert is_linear(reading, pattern, 10_000, 8)


@pytest.mark.parametrize("pattern", ["约", "要闻年同期八月", "菠萝德国出口三", "出口、", "（1%）"])
def test_a_clause_without_end_takes_time_in_proportion(pattern: str) -> None:
    extracting(pattern)
    assert is_linear(extracting, pattern, 3_000, 4)


def test_spaces_between_two_words() -> None:
    assert is_linear(lambda text: reading(f"出口{text}增长。"), " ", 100_000, 10)
