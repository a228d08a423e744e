"""Coverage-guided fuzzing of the way from a file to its figures; ``fuzz/README.md`` says how to run it."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tradekit"], enable_loader_override=False):
    import tradekit.blocks
    import tradekit.datelines
    import tradekit.extraction
    import tradekit.formats.columns
    import tradekit.formats.encodings
    import tradekit.formats.markdown
    import tradekit.formats.pdf
    import tradekit.formats.web
    import tradekit.layout
    import tradekit.lines
    import tradekit.pages
    import tradekit.reading
    import tradekit.repair
    import tradekit.reprints
    import tradekit.stories
from tradekit.errors import TradekitError
from tradekit.report import Report

SPACES = (
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\u3000\u3000",
    "\t",
    "\f",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\x00",
)
WORDS = [*Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split(), *SPACES]
SUFFIXES = (".txt", ".md", ".html", ".pdf", ".txt.gz", ".mhtml", "", ".htm")
BLANK = re.compile(tradekit.repair.BLANK)
FOLDER = Path(tempfile.mkdtemp())


def written(data: bytes) -> str:
    """Each byte a word of the press, or with the two that follow it any character."""
    words, at = [], 0
    while at < len(data):
        if data[at] < len(WORDS):
            words.append(WORDS[data[at]])
        elif at + 2 < len(data):
            words.append(chr(data[at + 1] << 8 | data[at + 2]).encode("utf-16", "replace").decode("utf-16"))
            at += 2
        at += 1
    return "".join(words)


def check(report: Report, even: str) -> None:
    """Every visible character of the report's text stands in exactly one of its pieces."""
    titles = [article.headline for article in report.articles if article.headline]
    places = []
    for piece in chain((article.body for article in report.articles), titles, report.edges):
        for index, char in enumerate(piece.text):
            if not BLANK.match(char):
                places.append(piece.origin(index))
                assert even[places[-1]] == char
    assert sorted(places) == [index for index, char in enumerate(even) if not BLANK.match(char)]


def text(data: bytes) -> None:
    page = written(data)
    report = tradekit.pages.read_text(page, "2024-01-13.txt" if len(data) % 2 else "")
    check(report, tradekit.repair.normalise(page))
    once = tradekit.repair.repair(page).text
    assert tradekit.repair.repair(once).text == once
    tradekit.formats.markdown.unmarked(page)
    tradekit.reprints.reprints([report, report])


def files(data: bytes) -> None:
    if not data:
        return
    path = FOLDER / f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    try:
        report = tradekit.pages.read(path)
    except TradekitError as error:
        assert str(path) in str(error)
        return
    assert report.text.strip()


def figures(data: bytes) -> None:
    page = written(data)
    report = tradekit.pages.read_text(page, "2024-01-13.txt")
    rows, ledger = tradekit.extraction.observe(report)
    for row in chain(rows, ledger):
        assert 0 <= row.start < row.end <= len(page)


TARGETS: dict[str, Callable[[bytes], None]] = {"text": text, "files": files, "figures": figures}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup([sys.argv[0], "-timeout=10", "-rss_limit_mb=3000", *sys.argv[1:]], target)
    atheris.Fuzz()
