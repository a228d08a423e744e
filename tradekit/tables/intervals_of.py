"""The interval a row's figure stands for: the columns ``low`` and ``high`` where the table has them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tradekit.model.intervals import interval


def interval_of(row: Mapping[str, Any]) -> tuple[float, float]:
    """Low and high of a row: its own columns, else what :mod:`tradekit.model.intervals` reads off the print.

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
