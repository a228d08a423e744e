"""The account: every number of a report is in a row, or in the ledger with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tradekit.observations import LedgerEntry, Observation
from tradekit.periods import find_periods
from tradekit.report import Report
from tradekit.survey import Reading

_DIGITS = re.compile(r"[0-9０-９][0-9０-９]*")
"""The set stands twice: a pattern that starts with a set is searched faster than one with a repetition."""
_REASONS = {kind: kind for kind in ("ordinal", "name", "duration")} | {
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
            sentence = said[one.sentence] = text.cut(*one.sentence).strip()
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
    taken = bytearray(len(report.text))
    for one in covered:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    made: list[LedgerEntry] = []
    for piece in report.edges:
        for date in find_periods(piece.text):
            _claim(report, taken, *piece.span(date.start, date.end), "page", made)
        for run in _DIGITS.finditer(piece.text):
            _claim(report, taken, *piece.span(*run.span()), "page", made)
    for run in _DIGITS.finditer(report.text):
        start, end = run.span()
        if taken.find(0, start, end) >= 0:
            _claim(report, taken, start, end, "name", made)
    return made


def _claim(
    report: Report, taken: bytearray, start: int, end: int, reason: str, made: list[LedgerEntry]
) -> None:
    """Add the stretches of ``[start, end)`` that nothing has taken to ``made``."""
    at = taken.find(0, start, end)
    while at >= 0:
        stop = taken.find(1, at, end)
        stop = end if stop < 0 else stop
        taken[at:stop] = b"\1" * (stop - at)
        made.append(LedgerEntry(report.name, 0, at, stop, report.text[at:stop], reason, ""))
        at = taken.find(0, stop, end)
