"""The interval a row's figure stands for: the columns ``low`` and ``high`` where the table has them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tradekit.language.zh.precision import interval


def interval_of(row: Mapping[str, Any]) -> tuple[float, float]:
    """Low and high of a row: its own columns, else what :mod:`tradekit.language.zh.precision` reads.

    >>> interval_of({"value": 41.76e12, "text": "41.76万亿元", "bound": "=", "unit": "CNY"})
    (41755000000000.0, 41765000000000.0)
    >>> interval_of({"value": 10.0, "text": "10%", "bound": ">=", "unit": "percent"})
    (10.0, inf)
    """
    low, high = row.get("low"), row.get("high")
    if (
        isinstance(low, float | int)
        and isinstance(high, float | int)
        and not (math.isnan(low) or math.isnan(high))
    ):
        return float(low), float(high)
    value = row.get("value")
    if not isinstance(value, float | int) or math.isnan(value):
        return math.nan, math.nan
    found = interval(
        str(row.get("text") or ""), float(value), str(row.get("bound") or "="), str(row.get("unit") or "")
    )
    return found.low, found.high


def with_intervals(observations: Any) -> Any:
    """The observation table with two more columns: each figure's interval as ``low`` and ``high``.

    Takes and gives a pandas DataFrame; in base units like ``value``, ``inf`` where there is no end.
    """
    rows = zip(*(observations[name] for name in ("text", "value", "bound", "unit")), strict=True)
    found = [interval(str(text), float(value), str(bound), str(unit)) for text, value, bound, unit in rows]
    return observations.assign(low=[i.low for i in found], high=[i.high for i in found])
