"""The official series, in the terms of the observation table.

A reference table is either in the observation table's own columns (``period``, ``flow``, ``statistic``, ``value``,
``unit``, …) or one that names flows T, X, M, B and writes levels in printed units with growth beside them
(``period``, ``flow``, ``subject``, ``measure``, ``currency``, ``value``, ``unit``, ``growth_pct``, ``vintage``, ``source``).
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from tradekit import labels
from tradekit.tables.fold import Entry

_FLOWS = {"T": "trade", "X": "export", "M": "import", "B": "balance"}
_UNITS: dict[str, tuple[float, str]] = {
    "万亿元": (1e12, "CNY"), "亿元": (1e8, "CNY"), "万元": (1e4, "CNY"), "万亿美元": (1e12, "USD"),
    "亿美元": (1e8, "USD"), "百万美元": (1e6, "USD"), "千美元": (1e3, "USD"), "万家": (1e4, "家"),
    "万辆": (1e4, "辆"), "万吨": (1e4, "t"), "亿吨": (1e8, "t"), "%": (1, "percent"),
}
_BASES = {"YOY": "yoy", "": "yoy", "VS2019": "since:2019", "AVG2Y": "avg", "MOM": "mom", "QOQ": "qoq"}


def official_entries(reference: pd.DataFrame | None) -> list[Entry]:
    """The figures of a reference table as entries whose only source is the publication; none without a table."""
    if reference is None or not len(reference):
        return []
    rows = [{str(k): v for k, v in row.items()} for row in reference.to_dict("records")]
    found = [entry for row in rows for entry in (_own(row) if "statistic" in row else _printed(row))]
    return [entry for entry in found if not math.isnan(entry.value)]


def _text(row: dict[str, Any], *names: str) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def _entry(row: dict[str, Any], value: float, half: float, **key: str) -> Entry:
    published = _text(row, "vintage", "published")
    blank = dict.fromkeys(("commodity", "partner", "enterprise", "regime", "basis", "currency"), "")
    parts: dict[str, Any] = blank | {"reporter": "中国", "measure": "value"} | key
    return Entry(
        **parts, value=value, low=value - half, high=value + half, bound="=", status="official", text="",
        printed="", published=published, sources=[_text(row, "source", "report")],
    )


def _half(number: float) -> float:
    """Half a unit of the last place of a number as a table writes it."""
    digits = repr(number)
    return 0.5 * 10 ** -len(digits.split(".")[1]) if "." in digits and not digits.endswith(".0") else 0.5


def _own(row: dict[str, Any]) -> list[Entry]:
    """A row that has the observation table's columns."""
    keys = ("period", "reporter", "flow", "commodity", "partner", "enterprise", "regime", "measure",
            "statistic", "basis", "unit", "currency")
    key = {name: _text(row, name) for name in keys}
    key |= {kind: labels.fold(kind, key[kind]) for kind in ("commodity", "partner", "enterprise", "regime")}
    key["reporter"] = key["reporter"] or "中国"
    key["measure"] = key["measure"] or "value"
    value = float(row["value"])
    low, high = row.get("low"), row.get("high")
    if isinstance(low, float) and isinstance(high, float) and not math.isnan(low):
        return [_entry(row, value, (high - low) / 2, **key)]
    level = key["statistic"] == "level" and value
    half = _half(value) if not level else _level_half(value)
    return [_entry(row, value, half, **key)]


def _level_half(value: float) -> float:
    """Half a unit of the last digit that isn't a trailing zero: 4.176e13 was written as 41.76 trillion."""
    digits = f"{abs(value):.0f}".rstrip("0")
    return 0.5 * 10 ** (len(f"{abs(value):.0f}") - len(digits))


def _printed(row: dict[str, Any]) -> list[Entry]:
    """A row in printed units: a level, and the growth beside it."""
    if _text(row, "partner") not in ("", "W0") or _text(row, "measure") not in ("VALUE", "GROWTH"):
        return []
    if _text(row, "subject") != "TOTAL" or _text(row, "flow") not in _FLOWS:
        return []
    period = _text(row, "period").replace("-S", "-H")
    key = {"period": period, "flow": _FLOWS[row["flow"]], "currency": _text(row, "currency") or "CNY"}
    out = []
    number = float(row["value"]) if row.get("value") not in (None, "") else math.nan
    if row["measure"] == "VALUE" and not math.isnan(number) and row["unit"] in _UNITS:
        factor, unit = _UNITS[row["unit"]]
        out.append(_entry(row, number * factor, _half(number) * factor, statistic="level", unit=unit, **key))
    rate = float(row["growth_pct"]) if row.get("growth_pct") not in (None, "") else math.nan
    basis = _BASES.get(_text(row, "growth_basis"), "")
    if not math.isnan(rate) and basis:
        rates = {"statistic": "growth", "unit": "percent", "basis": basis}
        out.append(_entry(row, rate, max(_half(rate), 0.05) if rate % 1 else 0.05, **key, **rates))
    return out
