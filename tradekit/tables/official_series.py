"""The official series that come with the kit, and their figures as entries to be set beside what reports say.

The reference table (``data/reference/official.csv``) has the observation table's key columns, ``value`` with
``low`` and ``high``, the ``vintage`` (when it was published) and the ``source``.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from tradekit.documents.checkout import REFERENCE
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.model.observations import key_of
from tradekit.model.schema import KEY
from tradekit.tables.fold import Entry, need, records


def official() -> pd.DataFrame:
    """The official series (``data/reference``): the observation table's key columns, ``value`` with
    ``low`` and ``high``, ``vintage`` (when it was published) and ``source``.

    >>> {"period", "flow", "value", "vintage", "source"} <= set(official().columns)
    True
    """
    path = REFERENCE / "official.csv"
    if not path.exists():
        raise TradekitError(f"{path}: the official series are not here; use a checkout of tradekit")
    table = pd.read_csv(path, dtype={"period": str, "vintage": str}, keep_default_na=False)
    numbers = {name: pd.to_numeric(table[name]) for name in ("value", "low", "high")}
    return table.assign(**numbers)


def official_entries(reference: pd.DataFrame | None) -> list[Entry]:
    """The figures of a reference table as entries whose only source is the publication; none without a table.

    Raises :class:`tradekit.tables.TableError` where the table lacks the columns of the official series.
    """
    if reference is None or not len(reference):
        return []
    need(reference, (*KEY, "value", "vintage", "source"))
    return [entry for entry in map(_entry, records(reference)) if not math.isnan(entry.value)]


def _entry(row: dict[str, Any]) -> Entry:
    value = _number(row, "value")
    low, high = _number(row, "low"), _number(row, "high")
    return Entry(
        labels.folded(key_of(row)),
        value=value,
        low=value if math.isnan(low) else low,
        high=value if math.isnan(high) else high,
        bound=_word(row, "bound") or "=",
        status="official",
        text=_word(row, "text"),
        printed="",
        published=_word(row, "vintage"),
        sources=[_word(row, "source")],
    )


def _word(row: dict[str, Any], column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else ""


def _number(row: dict[str, Any], column: str) -> float:
    try:
        return float(row.get(column, math.nan))
    except (TypeError, ValueError):
        return math.nan
