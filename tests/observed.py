"""Observation tables for tests: from a few words, and from the cases of the project's own reports."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from tradekit.model.observations import COLUMNS

CASES = Path(__file__).parent / "cases" / "reports"
REFERENCE = Path(__file__).parents[1] / "data" / "reference" / "official.csv"

_BLANK: dict[str, Any] = {
    "report": "a.txt",
    "article": 1,
    "start": 0,
    "end": 5,
    "reporter": "中国",
    "flow": "trade",
    "measure": "value",
    "statistic": "level",
    "bound": "=",
    "status": "actual",
    "published": "2024-01-13",
}


def row(text: str, value: float, period: str = "2023", **cells: Any) -> dict[str, Any]:
    """One observation: a figure, its value and period, and what differs from a total level in yuan."""
    full = dict.fromkeys(COLUMNS, "") | _BLANK | {"text": text, "value": value, "period": period} | cells
    rate = full["statistic"] in ("growth", "share")
    full["unit"] = cells.get("unit") or ("percent" if rate else "pp" if "pp" in text else "CNY")
    full["currency"] = cells.get("currency", "CNY" if full["measure"] == "value" else "")
    if full["statistic"] == "growth":
        full["basis"] = cells.get("basis", "yoy")
    return full


def rate(text: str, value: float, period: str = "2023", **cells: Any) -> dict[str, Any]:
    """One growth rate."""
    return row(text, value, period, statistic="growth", **cells)


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """An observation table; rows without a place of their own are numbered."""
    placed = [one | {"start": one["start"] or at * 10} for at, one in enumerate(rows, 1)]
    return pd.DataFrame(placed, columns=pd.Index(COLUMNS))


@cache
def cases(name: str = "") -> pd.DataFrame:
    """The rows of the project's own reports whose name holds ``name``, as the observation table has them."""
    rows = []
    for path in sorted(path for path in CASES.glob("*.jsonl") if name in path.name):
        for line in path.read_text("utf-8").splitlines():
            said = {k: v[0] if isinstance(v, list) else v for k, v in json.loads(line).items()}
            if said.get("value") is None or not said.get("flow") or said["scope"] == "other":
                continue
            known = {k: v for k, v in said.items() if k in COLUMNS}
            about = {"report": f"{path.stem}.txt", "published": path.stem[:10], "sentence": said["text"]}
            rows.append(dict.fromkeys(COLUMNS, "") | _BLANK | about | known | {"value": float(said["value"])})
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS))


@cache
def official() -> pd.DataFrame:
    """The official series."""
    return pd.read_csv(REFERENCE, keep_default_na=False)
