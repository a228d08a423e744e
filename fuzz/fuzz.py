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
    import tradekit.documents.apart
    import tradekit.documents.blocks
    import tradekit.documents.formats.columns
    import tradekit.documents.formats.encodings
    import tradekit.documents.formats.markdown
    import tradekit.documents.formats.pdf
    import tradekit.documents.formats.web
    import tradekit.documents.grids
    import tradekit.documents.layout
    import tradekit.documents.lines
    import tradekit.documents.pages
    import tradekit.documents.reading
    import tradekit.documents.repair
    import tradekit.documents.stories
    import tradekit.extraction.observe
    import tradekit.language.en.english
    import tradekit.language.zh.chinese
    import tradekit.language.zh.datelines
from tradekit.model.errors import TradekitError
from tradekit.model.report import Report

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
BLANK = re.compile(tradekit.documents.repair.BLANK)
FOLDER = Path(tempfile.mkdtemp())
tradekit.documents.apart.read = tradekit.documents.apart.read_here  # where the coverage is seen


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
    report = tradekit.documents.pages.read_text(page, "2024-01-13.txt" if len(data) % 2 else "")
    prose = tradekit.documents.grids.hidden(page, report.grids)
    check(report, tradekit.documents.repair.normalise(prose))
    once = tradekit.documents.repair.repair(page).text
    assert tradekit.documents.repair.repair(once).text == once
    tradekit.documents.formats.markdown.unmarked(page)


def files(data: bytes) -> None:
    if not data:
        return
    path = FOLDER / f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    try:
        report = tradekit.documents.pages.read(path)
    except TradekitError as error:
        assert str(path) in str(error)
        return
    assert report.text.strip()


def figures(data: bytes) -> None:
    page = written(data)
    report = tradekit.documents.pages.read_text(page, "2024-01-13.txt")
    rows, ledger = tradekit.extraction.observe.observe(report)
    for row in chain(rows, ledger):
        assert 0 <= row.start < row.end <= len(page)


TARGETS: dict[str, Callable[[bytes], None]] = {"text": text, "files": files, "figures": figures}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup([sys.argv[0], "-timeout=10", "-rss_limit_mb=3000", *sys.argv[1:]], target)
    atheris.Fuzz()
