"""From entries to wide rows: level, growth, share and contribution of one thing side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from tradekit.tables.fold import Entry
from tradekit.tables.order import period_key

PARTS: tuple[str, ...] = ("", "_low", "_high", "_bound", "_status", "_text", "_sources")
"""What each statistic brings: ``growth``, ``growth_low``, … ``growth_sources``."""

FLOW_ORDER: tuple[str, ...] = ("trade", "export", "import", "balance")


def columns_of(index: Sequence[str], statistics: Sequence[str]) -> list[str]:
    """The columns of a wide table: its index, the parts of each statistic, what holds for the row."""
    parts = [f"{statistic}{part}" for statistic in statistics for part in PARTS]
    return [*index, *parts, "level_unit", "printed", "published", "conflict"]


def spread(found: Iterable[Entry], index: Sequence[str], statistics: Sequence[str]) -> pd.DataFrame:
    """Entries as wide rows, one for each thing that ``index`` tells apart, in order of period and flow.

    Where printings disagree there is a row for each, level and growth of one report kept together: a rate
    belongs to the level it was published with.
    """
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in found:
        if entry.statistic in statistics:
            groups.setdefault(tuple(getattr(entry, column) for column in index), []).append(entry)
    rows: list[dict[str, Any]] = []
    for key, group in groups.items():
        for packed in _pack(sorted(group, key=lambda e: (statistics.index(e.statistic), e.published))):
            rows.append(dict(zip(index, key, strict=True)) | _row(packed))
    rows.sort(key=lambda row: _order(row, index))
    return typed(pd.DataFrame(rows, columns=pd.Index(columns_of(index, statistics))))


def _order(row: dict[str, Any], index: Sequence[str]) -> tuple[Any, ...]:
    ranks = {"period": period_key, "flow": flow_key}
    return (*(ranks.get(column, str)(row[column]) for column in index), row["published"])


def flow_key(flow: str) -> int:
    """The place of a flow in every table: trade, exports, imports, balance, anything else."""
    return FLOW_ORDER.index(flow) if flow in FLOW_ORDER else len(FLOW_ORDER)


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """The same types also in an empty table: numbers as floats, words as strings, ``conflict`` as bool."""
    columns = {column: _typed(str(column), table[column]) for column in table.columns}
    return pd.DataFrame(columns, index=table.index, columns=table.columns)


def _typed(name: str, column: pd.Series[Any]) -> pd.Series[Any]:
    if name in ("level", "growth", "share", "contribution") or name.endswith(("_low", "_high")):
        return column.astype(float)
    if name == "conflict":
        return column.astype(bool)
    return pd.Series([one if isinstance(one, str) else "" for one in column], column.index, dtype=object)


def _pack(group: list[Entry]) -> list[list[Entry]]:
    """Deal a thing's entries out to rows: one of each statistic in a row, one report's together."""
    disputed = {e.statistic for e in group if sum(o.statistic == e.statistic for o in group) > 1}
    rows: list[list[Entry]] = []
    for entry in group:
        free = [row for row in rows if all(other.statistic != entry.statistic for other in row)]
        same = [row for row in free if any(_reports(other) & _reports(entry) for other in row)]
        alone = not disputed or (len(rows) == 1 and entry.statistic not in disputed)
        if same:
            same[0].append(entry)
        elif free and alone:
            free[0].append(entry)
        else:
            rows.append([entry])
    return rows


def _reports(entry: Entry) -> set[str]:
    return {source.rsplit("#", 1)[0] for source in entry.sources}


def _row(packed: list[Entry]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for entry in packed:
        name = entry.statistic
        said = (entry.value, entry.low, entry.high, entry.bound, entry.status, entry.text)
        values = (*said, " ".join(entry.sources))
        row |= {f"{name}{part}": value for part, value in zip(PARTS, values, strict=True)}
    levels = [entry.unit for entry in packed if entry.statistic == "level"]
    row["level_unit"] = levels[0] if levels else ""
    row["printed"] = "|".join(dict.fromkeys(n for e in packed for n in e.printed.split("|") if n))
    row["published"] = max((entry.published for entry in packed), default="")
    row["conflict"] = any(entry.conflict for entry in packed)
    return row


def missing(value: object) -> bool:
    """Whether a cell of a wide table is blank.

    >>> missing(float("nan")), missing(0.0)
    (True, False)
    """
    return not isinstance(value, int | float) or math.isnan(value)
