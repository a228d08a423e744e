"""The interval a row's figure stands for: the columns ``low`` and ``high`` where the table has them."""

from __future__ import annotations

import math
import re
from typing import Any

_NUMBER = re.compile(r"\d+(?:\.(\d+))?")


def interval_of(row: dict[str, Any]) -> tuple[float, float]:
    """Low and high of a row: its own columns, else half a unit of the last printed place, else its bound's half-line.

    >>> interval_of({"value": 41.76e12, "text": "41.76万亿元", "bound": "="})
    (41755000000000.0, 41765000000000.0)
    >>> interval_of({"value": 10.0, "text": "10%", "bound": ">="})
    (10.0, inf)
    """
    low, high = row.get("low"), row.get("high")
    if isinstance(low, float | int) and isinstance(high, float | int) and not (math.isnan(low) or math.isnan(high)):
        return float(low), float(high)
    value = math.nan if row.get("value") is None else float(row["value"])
    bound = row.get("bound") or "="
    if bound in (">=", "<="):
        away = (bound == ">=") == (value >= 0)
        return (value, math.inf) if away else (-math.inf, value)
    found = _NUMBER.search(str(row.get("text", "")))
    number = float(found[0]) if found else 0.0
    if not found or not number or not value:
        return value, value
    half = abs(value) / number * 0.5 * 10 ** -len(found[1] or "")
    return value - half, value + half
