"""Reading takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import pytest
from worst import PATTERNS, seconds

from tradekit.documents.formats.markdown import unmarked
from tradekit.documents.pages import read_text


def reading(text: str) -> None:
    read_text(text, "a.txt")
    read_text(unmarked(text), "a.md")


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    few = min(seconds(reading, pattern, 10_000) for _ in range(2))
    assert seconds(reading, pattern, 80_000) < 3 * 8 * few + 0.2


def test_spaces_between_two_words() -> None:
    assert seconds(reading, "出口" + " " * 1_000_000 + "增长。", 1_000_005) < 2
