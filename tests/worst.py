"""Inputs made to take longer than their length. ``python tests/worst.py`` prints what each takes."""

from __future__ import annotations

import time
from collections.abc import Callable

PATTERNS = {
    "one long line": "出口增长5.1%，进口下降。",
    "one long sentence": "出口增长5%，",
    "no end of a sentence": "出口增长",
    "digits": "1",
    "digits apart": "1 ",
    "points apart": "1 . ",
    "middle dots": "1·",
    "full width": "１．",
    "Chinese numerals": "一百",
    "units": "亿元",
    "rates": "增长5%、",
    "dealt out": "出口、进口分别增长5%、6%，",
    "open quotations": "“出口增长5%",
    "open brackets with figures": "出口（增长5%",
    "days": "今天（1月",
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


def is_linear(work: Callable[[str], object], pattern: str, few: int, times: int) -> bool:
    """Whether ``times`` the text takes at most three times as much, in the processor's time, not the clock's.

    A busy machine can make one measure large, not six of them in a row.
    """
    for _ in range(6):
        if seconds(work, pattern, few * times) < 3 * times * seconds(work, pattern, few) + 0.2:
            return True
    return False


def seconds(work: Callable[[str], object], pattern: str, size: int) -> float:
    """What processor time ``work`` takes on ``size`` characters of the pattern."""
    text = pattern * (size // len(pattern))
    began = time.process_time()
    work(text)
    return time.process_time() - began


def main() -> None:
    from tradekit.documents.pages import read_text
    from tradekit.extraction.observe import observe

    works: dict[str, Callable[[str], object]] = {
        "read": lambda text: read_text(text, "a.txt"),
        "extract": lambda text: observe(read_text(text, "2024-01-13.txt")),
    }
    print(
        f"{'seconds for characters':28}"
        + "".join(f"{f'{name} {size}':>16}" for name in works for size in (5_000, 20_000))
    )
    for name, pattern in PATTERNS.items():
        taken = [seconds(work, pattern, size) for work in works.values() for size in (5_000, 20_000)]
        print(f"{name:28}" + "".join(f"{second:16.3f}" for second in taken), flush=True)


if __name__ == "__main__":
    main()
