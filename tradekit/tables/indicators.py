"""The tidy tables of indicators: plain DataFrames, one row a thing and period, codes in the key columns.

Every function takes the observation table (or what :func:`tradekit.tables.entries` made of it) and the
``reporter`` whose trade is wanted: ``"中国"``, another name, or None for everyone's. ``docs/tables.md`` is
the codebook. ``level`` is in base units (``level_unit``: yuan, tonnes, …), ``growth`` and ``share`` in
percent, ``contribution`` in percentage points; each comes with ``_low`` and ``_high`` (what the printed
digits stand for), ``_bound``, ``_status``, ``_text`` and ``_sources`` (a list of ``report#start``).
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import Entry, folded
from tradekit.tables.order import frequency, period_key
from tradekit.tables.spread import FLOW_ORDER, flow_key, spread

_TOTALS = ("level", "growth")
_PARTS = ("level", "growth", "share", "contribution")


def _about(entry: Entry, *dimensions: str) -> bool:
    """Whether an entry names exactly these dimensions, and compares with a year before if at all."""
    named = {d for d in DIMENSIONS if getattr(entry, d)}
    return named == set(dimensions) and entry.basis in ("", "yoy")


def _total(observations: pd.DataFrame, reporter: str | None, wanted: Callable[[str], bool]) -> pd.DataFrame:
    found = [
        e
        for e in folded(observations, reporter)
        if _about(e)
        and e.measure == "value"
        and e.flow in FLOW_ORDER
        and wanted(e.period)
        and e.status not in ("target",)
    ]
    return spread(found, ("period", "reporter", "flow", "currency"), _TOTALS)


def quarterly(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """All goods by quarter, flow and currency: level and growth on the year before, with their bounds.

    Columns: ``period`` (2023-Q1), ``reporter``, ``flow``, ``currency``, ``level…``, ``growth…``,
    ``level_unit``, ``printed``, ``published``, ``conflict``.
    """
    return _total(observations, reporter, lambda period: frequency(period) == "Q")


def monthly(
    observations: pd.DataFrame, reporter: str | None = HOME, *, cumulative: bool = False
) -> pd.DataFrame:
    """All goods by month, flow and currency; ``cumulative=True`` gives the runs from January instead.

    The two are never mixed: a run's growth isn't a month's. Columns as in :func:`quarterly`.
    """
    kind = "C" if cumulative else "M"
    return _total(observations, reporter, lambda period: frequency(period) == kind)


def annual(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """All goods by year, flow and currency. Columns as in :func:`quarterly`."""
    return _total(observations, reporter, lambda period: frequency(period) == "A")


def _by(observations: pd.DataFrame, reporter: str | None, dimension: str) -> pd.DataFrame:
    found = [e for e in folded(observations, reporter) if _about(e, dimension) and e.status != "target"]
    return spread(found, ("period", "reporter", dimension, "flow", "measure", "currency"), _PARTS)


def categories(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Goods by period, commodity and flow: level, growth, share of the flow, contribution to its growth.

    Values, quantities and prices stand in rows of their own (``measure``); ``printed`` has the names as
    printed.
    """
    return _by(observations, reporter, "commodity")


def partners(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Trade by period, partner and flow. Columns as in :func:`categories`. Groups of partners overlap."""
    return _by(observations, reporter, "partner")


def regimes(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Trade by period, customs regime and flow. Columns as in :func:`categories`."""
    return _by(observations, reporter, "regime")


def enterprises(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Trade by period, kind of trader and flow. Columns as in :func:`categories`."""
    return _by(observations, reporter, "enterprise")


def growth(
    observations: pd.DataFrame, reporter: str | None = HOME, *, indicator: str = "trade"
) -> pd.DataFrame:
    """Every growth rate: a row for each subject, a column (``"export 2023-Q1"``) for each flow and period.

    ``indicator`` is the code of another one than trade: then a column is a period, and the subject has a
    ``sector``. Columns: the subject (``reporter``, ``commodity``, ``partner``, ``enterprise``, ``regime``),
    ``measure``, ``basis``, ``currency``, ``status``, then one column of percent for each flow and period in
    order of time, then ``sources`` and ``conflict``. Where printings disagree the subject has a row for
    each.
    """
    sector = () if indicator == "trade" else ("sector",)
    index = ("reporter", *sector, *DIMENSIONS, "measure", "basis", "currency", "status")
    rows: list[dict[str, object]] = []
    found = folded(observations, reporter, indicator)
    rates = [e for e in found if e.statistic == "growth" and (e.flow or sector)]
    cells = sorted({(e.period, e.flow) for e in rates}, key=lambda c: (period_key(c[0]), flow_key(c[1])))
    places: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for entry in rates:
        key = tuple(getattr(entry, column) for column in index)
        cell = f"{entry.flow} {entry.period}".strip()
        row = next((row for row in places.get(key, []) if cell not in row), None)
        if row is None:
            row = dict(zip(index, key, strict=True)) | {"sources": [], "conflict": False}
            places.setdefault(key, []).append(row)
            rows.append(row)
        row[cell] = entry.value
        row["sources"] = [*_list(row["sources"]), *entry.sources]
        row["conflict"] = bool(row["conflict"]) or entry.conflict
    rows.sort(key=lambda row: tuple((row[c] != "", str(row[c])) for c in index))
    names = [f"{flow} {period}".strip() for period, flow in cells]
    table = pd.DataFrame(rows, columns=pd.Index([*index, *names, "sources", "conflict"]))
    return table.astype(dict.fromkeys(names, float) | {"conflict": bool})


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []
