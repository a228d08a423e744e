"""The account: every number of a report is in a row, or in the ledger with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tradekit.extraction.survey import Reading
from tradekit.language.interface import language
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report

_DIGITS: Final = re.compile(r"[0-9０-９][0-9０-９]*")
"""The set stands twice: a pattern that starts with a set is searched faster than one with a repetition."""
_MARKED: Final = re.compile(b"00*")
_MARKS: Final = bytes(48 if 48 <= code < 58 else 32 for code in range(256))
_WIDE: Final = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
_REASONS: Final = {kind: kind for kind in ("ordinal", "name", "duration")} | {
    "lately": "duration",
    "ahead": "duration",
}


def entries(report: Report, reading: Reading) -> list[LedgerEntry]:
    """The numbers of one article that made no row, dates and ordinals among them."""
    text, scanned = reading.text, reading.scanned
    name, number = report.name, reading.article.number
    said: dict[tuple[int, int], str] = {}
    made = []
    for one in reading.left:
        start, end, figure = text.placed(one.start, one.end)
        sentence = said.get(one.sentence)
        if sentence is None:
            sentence = said[one.sentence] = text.cut(one.sentence[0], one.sentence[1]).strip()
        made.append(LedgerEntry(name, number, start, end, figure, one.reason, sentence))
    apart = list(scanned.aside)
    for mention in scanned.mentions:
        if mention.period is not None:
            apart.append((mention.start, mention.end, _REASONS.get(mention.period.kind, "date")))
    for first, last, reason in apart:
        start, end, figure = text.placed(first, last)
        made.append(LedgerEntry(name, number, start, end, figure, reason, figure.strip()))
    return made


def leftover(report: Report, covered: Iterable[Observation | LedgerEntry]) -> list[LedgerEntry]:
    """Numbers that nothing covers: on the page's edges (``page``), or digits inside names (``name``)."""
    taken = [False] * len(report.text)
    for one in covered:
        for at in range(one.start, one.end):
            taken[at] = True
    made: list[LedgerEntry] = []
    tongue = language(report.articles[0].language if report.articles else "zh")
    for piece in report.edges:
        for date in tongue.periods(piece.text):
            _claim(report, taken, *piece.span(date.start, date.end), "page", made)
        for run in _DIGITS.finditer(piece.text):
            _claim(report, taken, *piece.span(*run.span()), "page", made)
    for digits in _MARKED.finditer(_marked(report.text)):
        _claim(report, taken, digits.start(), digits.end(), "name", made)
    return made


def _marked(text: str) -> bytes:
    """``text`` with 0 for each digit and a space for any other character: digits are found faster so."""
    for wide, digit in _WIDE.items():
        text = text.replace(wide, digit)
    return text.encode("ascii", "replace").translate(_MARKS)


def _claim(
    report: Report, taken: list[bool], start: int, end: int, reason: str, made: list[LedgerEntry]
) -> None:
    """Add the stretches of ``[start, end)`` that nothing has taken to ``made``."""
    at = start
    while at < end:
        stop = at
        while stop < end and not taken[stop]:
            taken[stop] = True
            stop += 1
        if stop > at:
            made.append(LedgerEntry(report.name, 0, at, stop, report.text[at:stop], reason, ""))
        at = stop + 1
