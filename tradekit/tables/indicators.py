"""The tidy tables of indicators: plain DataFrames, one row a thing and period, codes in the key columns.

Every function takes the observation table (or what :func:`tradekit.tables.entries` made of it) and the
``reporter`` whose trade is wanted: ``"中国"``, another name, or None for everyone's. ``docs/tables.md`` is
the codebook. ``level`` is in base units (``level_unit``: yuan, tonnes, …), ``growth`` and ``share`` in
percent, ``contribution`` in percentage points; each comes with ``_low`` and ``_high`` (what the printed
digits stand for), ``_bound``, ``_status``, ``_text`` and ``_sources`` (each ``report#start``, with spaces).
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS, KEY
from tradekit.tables.fold import Entry, folded, records
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
    observations: pd.DataFrame,
    reporter: str | None = HOME,
    *,
    indicator: str = "trade",
    wide: bool = False,
) -> pd.DataFrame:
    """Every growth rate: a row for each subject and period, on every basis and in every currency.

    ``indicator`` is the code of another one than trade. Columns: the key, ``growth`` with ``growth_low``,
    ``growth_high``, ``growth_bound`` and ``growth_status``, ``printed``, ``published``, ``source`` (the first
    ``report#start``), ``printings``, ``conflict``. With ``wide`` a row for each subject, basis, currency and
    status, and a column (``"export 2023-Q1"``; of another indicator ``"2023-Q1"``) of percent for each flow
    and period in order of time. Where printings disagree there is a row for each.
    """
    found = [e for e in folded(observations, reporter, indicator) if e.statistic == "growth"]
    said = ("value", "low", "high", "bound", "status")
    names = ["growth", *(f"growth_{one}" for one in said[1:])]
    rows = [
        [getattr(e, one) for one in KEY] + [getattr(e, one) for one in said]
        + [e.printed, e.published, e.sources[0], e.printings, e.conflict]
        for e in found
    ]  # fmt: skip
    columns = [*KEY, *names, "printed", "published", "source", "printings", "conflict"]
    table = pd.DataFrame(rows, columns=pd.Index(columns)).drop(columns=["statistic", "unit"])
    table = table.astype(dict.fromkeys(names[:3], float) | {"conflict": bool})
    return _wide(table, indicator) if wide else table


def _wide(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """A row for each subject, a column for each flow and period; disputed figures in rows of their own."""
    sector = ["sector"] if indicator != "trade" else []
    index = ["reporter", *sector, *DIMENSIONS, "measure", "basis", "currency", "growth_status"]
    table = table.assign(cell=(table["flow"] + " " + table["period"]).str.strip())
    cells = {(period_key(row["period"]), flow_key(row["flow"]), row["cell"]) for row in records(table)}
    table = table.assign(row=table.groupby([*index, "cell"]).cumcount())
    made = table.pivot(index=[*index, "row"], columns="cell", values="growth")
    made = made[[cell for *_, cell in sorted(cells)]]
    return made.reset_index().drop(columns="row").rename_axis(columns=None)
