"""Corrections by hand applied to the rows and the ledger of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from tradekit.documents.corrections import REMOVED, places
from tradekit.language.zh.precision import ends
from tradekit.model.observations import COLUMNS, LedgerEntry, Observation
from tradekit.model.report import Correction, Report

EDITED: Final = "edited"
"""The rule of a row that was set right or added by hand."""
BY_HAND: Final = "removed by hand"
"""The reason of a number that was said to be no figure."""
LOST: Final = "lost correction"
"""The reason of the entry that tells of a correction whose place is no longer there."""
NEEDED: Final = ("period", "value", "unit", "statistic")
"""What a row that is added by hand has to say."""
_NUMBER: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_USUAL: Final = {"indicator": "trade", "measure": "value", "bound": "=", "status": "actual"}

Both = tuple[list[Observation], list[LedgerEntry]]


def corrected(report: Report, rows: list[Observation], account: list[LedgerEntry]) -> Both:
    """The rows and the ledger with what was set right by hand."""
    figures: dict[tuple[str, str, str], list[Correction]] = {}
    for one in report.corrections:
        figures.setdefault((one.before, one.text, one.after), []).append(one)
    for changes in figures.values():
        stands = places(report.text, changes[0])
        done = [_applied(report, rows, account, place, changes) for place in stands]
        if not done or not any(done):
            account.append(LedgerEntry(report.name, 0, 0, 0, changes[0].text, LOST, changes[0].before))
    return rows, account


def _applied(
    report: Report, rows: list[Observation], account: list[LedgerEntry], place: tuple[int, int],
    changes: Sequence[Correction],
) -> bool:  # fmt: skip
    """Set the rows in one place right; whether that could be done."""
    start, end = place
    values: dict[str, Any] = {
        one.column: float(one.value) if one.column == "value" else one.value for one in changes
    }
    here = [at for at, row in enumerate(rows) if row.start < end and start < row.end]
    if REMOVED in values:
        for at in reversed(here):
            row = rows.pop(at)
            account.append(_entry(row))
        return True
    for at in here:
        rows[at] = _edited(rows[at], values)
    if not here and all([name in values for name in NEEDED]):
        rows.append(_added(report, account, start, end, values))
        account[:] = [one for one in account if not (one.start < end and start < one.end)]
        return True
    return len(here) > 0


def _entry(row: Observation) -> LedgerEntry:
    return LedgerEntry(row.report, row.article, row.start, row.end, row.text, BY_HAND, row.sentence)


def _edited(row: Observation, values: dict[str, Any]) -> Observation:
    made = row._replace(**values)._replace(rule=EDITED, certainty="sure")
    low, high, _, _ = ends(_reprinted(row, made.value), made.value, made.bound, made.unit)
    return made._replace(low=low if isfinite(low) else None, high=high if isfinite(high) else None)


def _reprinted(row: Observation, value: float) -> str:
    """The text of a row with the digits of another value on its scale: at least as many as are printed."""
    numbers = list(_NUMBER.finditer(row.text))
    if len(numbers) != 1 or not row.value or not value or _mantissa(value) == _mantissa(row.value):
        return row.text
    at, end = numbers[0].span()
    printed = Decimal(row.text[at:end].replace(",", ""))
    given = Decimal(repr(abs(value))) * printed / Decimal(repr(abs(row.value)))
    exact = f"{round(given, 9):f}".rstrip("0").partition(".")[2]
    decimals = max(len(exact), len(row.text[at:end].partition(".")[2]))
    return f"{row.text[:at]}{given:.{decimals}f}{row.text[end:]}"


def _mantissa(value: float) -> str:
    return f"{abs(value):.11e}".partition("e")[0]


def _added(
    report: Report, account: Sequence[LedgerEntry], start: int, end: int, values: dict[str, Any]
) -> Observation:
    """A row that nobody read, made by hand."""
    article = report.article_at(start)
    said = [one.sentence for one in account if one.start < end and start < one.end]
    cells: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    cells.update(_USUAL)
    cells["report"], cells["article"], cells["start"], cells["end"] = report.name, article.number, start, end
    cells["text"], cells["reporter"] = report.text[start:end], article.reporter
    cells["published"], cells["published_from"] = article.published, article.published_from
    cells["sentence"] = said[0] if said else ""
    return _edited(Observation(**(cells | values)), {})
