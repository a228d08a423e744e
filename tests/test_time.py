"""Reading takes time in proportion to the text, whatever the text: inputs made to take longer."""

from __future__ import annotations

import time

import pytest

from tradekit.formats.markdown import unmarked
from tradekit.pages import read_text

PATTERNS = {
    "one long line": "出口增长5.1%，进口下降。",
    "no end of a sentence": "出口增长",
    "digits": "1",
    "digits apart": "1 ",
    "points apart": "1 . ",
    "middle dots": "1·",
    "broken lines": "据海关统计，前三季度我国外贸进出口值同比增\n长5.3%，其中出口增长。\n",
    "a character in each line": "出\n",
    "lines that go on": "出口，\n",
    "headings": "出口增长外贸回稳向好\n\n",
    "sub-headlines": "出口\n——增长\n",
    "stories": "新华社北京1月13日电 出口增长5%，进口下降。\n",
    "titles and bylines": "出口增长\n\n记者张三\n\n外贸回稳，进口增长。\n\n",
    "datelines": "新华社北京1月13日电\n",
    "agencies": "新华社",
    "brackets": "（",
    "bylines that don't end": "（记者\n",
    "items": "1、出口\n",
    "dates": "2024年1月13日\n",
    "years": "2023年",
    "rows of a table": "机电产品 1 2 3\n",
    "full stops": "。",
    "closing quotes": "”",
    "zero width": "出\u200b",
    "right-to-left": "\u202e",
    "Latin lines": "a\n",
    "Markdown": "[](![*_`|<!--",
    "comments": "<!--",
    "table rules": "|---",
}


def seconds(text: str) -> float:
    began = time.perf_counter()
    read_text(text, "a.txt")
    read_text(unmarked(text), "a.md")
    return time.perf_counter() - began


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    short, long = (pattern * (size // len(pattern)) for size in (10_000, 80_000))
    few = min(seconds(short), seconds(short))
    assert seconds(long) < 3 * 8 * few + 0.2


def test_spaces_between_two_words() -> None:
    assert seconds("出口" + " " * 1_000_000 + "增长。") < 2
