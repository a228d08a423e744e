"""The account: every number of a report is in a row, or in the ledger with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tradekit.observations import LedgerEntry, Observation
from tradekit.report import Report
from tradekit.survey import Reading

_DIGITS = re.compile(r"[0-9０-９]+")
_OWN_REASON = frozenset(("ordinal", "name", "duration"))


def entries(report: Report, reading: Reading) -> list[LedgerEntry]:
    """The numbers of one article that made no row, dates and ordinals among them."""
    text, scanned = reading.text, reading.scanned
    found = [(one.start, one.end, one.reason, one.sentence) for one in reading.left]
    for one in scanned.mentions:
        if one.period is not None:
            reason = one.period.kind if one.period.kind in _OWN_REASON else "date"
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
    """Digits that nothing covers: on the page's edges (``page``) or inside names (``name``)."""
    taken = bytearray(len(report.text))
    for one in covered:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    edges = [piece.span(0, len(piece.text)) for piece in report.edges if piece.text]
    return [
        LedgerEntry(report.name, 0, found.start(), found.end(), found[0], _place(found.start(), edges), "")
        for found in _DIGITS.finditer(report.text)
        if not any(taken[found.start() : found.end()])
    ]


def _place(at: int, edges: Sequence[tuple[int, int]]) -> str:
    return "page" if any(start <= at < end for start, end in edges) else "name"
