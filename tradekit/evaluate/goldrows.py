"""What was set right by hand, as gold rows: a report as a passage with its rows, for ``tradekit score``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tradekit.extraction.corrected import BY_HAND, EDITED
from tradekit.extraction.observe import observe
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report
from tradekit.model.schema import OBSERVATION

_KEPT = ("start", "end", "text", *(one.code for one in OBSERVATION if one.score), "value")


def passages(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """For each report that was set right, a passage as ``tradekit score`` takes it, a line of JSON.

    Its gold rows are those set right or added (``core``), and all others as they were read (``peripheral``:
    neither right nor wrong); a figure that was removed has none, so that a row on it is one too many.
    """
    for report in reports:
        if report.corrections:
            rows, entries = observe(report)
            if _touched(rows, entries):
                published = next((one.published for one in report.articles if one.published), "")
                made = [_row(row) for row in rows]
                yield {"id": report.name, "text": report.text, "published": published, "rows": made}


def _touched(rows: Sequence[Observation], entries: Sequence[LedgerEntry]) -> bool:
    return any(row.rule == EDITED for row in rows) or any(one.reason == BY_HAND for one in entries)


def _row(row: Observation) -> dict[str, Any]:
    scope = "core" if row.rule == EDITED else "peripheral"
    return {name: getattr(row, name) for name in dict.fromkeys(_KEPT)} | {"scope": scope}
