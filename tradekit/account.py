"""The account: every number of a report is in a row, or in the ledger with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tradekit.observations import LedgerEntry, Observation
from tradekit.periods import find_periods
from tradekit.report import Repaired, Report
from tradekit.survey import Reading

_DIGITS = re.compile(r"[0-9０-９]+")
_REASONS = {kind: kind for kind in ("ordinal", "name", "duration")} | {
    "lately": "duration",
    "ahead": "duration",
}


def entries(report: Report, reading: Reading) -> list[LedgerEntry]:
    """The numbers of one article that made no row, dates and ordinals among them."""
    text, scanned = reading.text, reading.scanned
    found = [(one.start, one.end, one.reason, one.sentence) for one in reading.left]
    for one in scanned.mentions:
        if one.period is not None:
            reason = _REASONS.get(one.period.kind, "date")
            found.append((one.start, one.end, reason, (one.start, one.end)))
    found += [(start, end, reason, (start, end)) for start, end, reason in scanned.aside]
    made = []
    for first, last, reason, sentence in found:
        start, end = text.span(first, last)
        words = text.cut(*sentence).strip()
        number = reading.article.number
        made.append(LedgerEntry(report.name, number, start, end, text.cut(first, last), reason, words))
    return made


def leftover(report: Report, covered: Iterable[Observation | LedgerEntry]) -> list[LedgerEntry]:
    """Numbers that nothing covers: on the page's edges (``page``), or digits inside names (``name``)."""
    taken = bytearray(len(report.text))
    for one in covered:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    found = [(*span, "page") for piece in report.edges for span in _numbers(piece)]
    found += [(run.start(), run.end(), "name") for run in _DIGITS.finditer(report.text)]
    made = []
    for start, end, reason in found:
        for first, last in _free(taken, start, end):
            taken[first:last] = b"\1" * (last - first)
            made.append(LedgerEntry(report.name, 0, first, last, report.text[first:last], reason, ""))
    return made


def _numbers(piece: Repaired) -> Iterator[tuple[int, int]]:
    """Where dates and numbers stand in a piece of a page's edge, in the file's text."""
    for mention in find_periods(piece.text):
        yield piece.span(mention.start, mention.end)
    for run in _DIGITS.finditer(piece.text):
        yield piece.span(run.start(), run.end())


def _free(taken: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``[start, end)`` that nothing has taken."""
    at = taken.find(0, start, end)
    while at >= 0:
        stop = taken.find(1, at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = taken.find(0, stop, end) if stop < end else -1
