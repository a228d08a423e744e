"""The tidy tables of indicators: plain DataFrames, one row a thing and period, codes in the key columns.

Every function takes the observation table (or what :func:`tradekit.tables.entries` made of it) and the
``reporter`` whose trade is wanted: ``"中国"``, another name, or None for everyone's. ``docs/tables.md`` is
the codebook. ``level`` is in base units (``level_unit``: yuan, tonnes, …), ``growth`` and ``share`` in
percent, ``contribution`` in percentage points; each comes with ``_low`` and ``_high`` (what the printed
digits stand for), ``_bound``, ``_status``, ``_published`` (when last printed), ``_text`` and ``_sources``
(each ``report#start``, with spaces).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.families import families, vocabulary
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.model.schema import DIMENSIONS, KEY
from tradekit.tables.fold import Entry, folded, need, of, records
from tradekit.tables.order import frequency, period_key

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
    ``growth_high``, ``growth_bound``, ``growth_status`` and ``growth_published`` (last), ``printed``,
    ``published`` (first), ``source`` (the first ``report#start``), ``printings``, ``conflict``. With ``wide``
    a row for each subject, basis, currency and status, and a column (``"export 2023-Q1"``; of another
    indicator ``"2023-Q1"``) of percent for each flow and period in order of time. Where printings disagree
    there is a row for each.
    """
    found = [e for e in folded(observations, reporter, indicator) if e.statistic == "growth"]
    said = ("value", "low", "high", "bound", "status")
    names = ["growth", *(f"growth_{one}" for one in (*said[1:], "published"))]
    rows = [
        [getattr(e, one) for one in KEY] + [getattr(e, one) for one in said]
        + [e.latest or e.published, e.printed, e.published, e.sources[0], e.printings, e.conflict]
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


_ABOUT = ("indicator", "sector", "period", "reporter", "statistic")


def place(indicator: str) -> tuple[int, int]:
    """The place of an indicator in every table: by family, then as ``indicators.csv`` has them; trade first.

    >>> sorted(["cpi", "gdp", "trade"], key=place)
    ['trade', 'gdp', 'cpi']
    """
    known = vocabulary(used()).indicators
    order = [one["name"] for one in families()]
    if indicator not in known:
        return (-1 if indicator == "trade" else len(order)), 0
    return order.index(known[indicator].family), list(known).index(indicator)


def family(indicator: str) -> str:
    """The family of an indicator; ``trade`` for trade, empty for one that the lexicon does not know.

    >>> family("cpi"), family("trade")
    ('prices', 'trade')
    """
    found = vocabulary(used()).indicators.get(indicator)
    return "trade" if indicator == "trade" else found.family if found is not None else ""


def indicators(observations: pd.DataFrame, reporter: str | None = None, *, lang: str = "zh") -> pd.DataFrame:
    """What there is: a row for each indicator, in the order of families.

    Takes the observation table and the ``reporter`` whose figures are wanted (None: everyone's). Columns:
    ``family``, ``indicator``, ``name`` (in ``lang``), ``figures``, ``sectors`` and ``reporters`` (how many),
    ``first`` and ``last`` period, ``statistics`` (words). Raises :class:`TableError` where columns lack.
    """
    need(observations, _ABOUT)
    rows: list[dict[str, Any]] = []
    for code, group in of(observations, reporter).groupby("indicator", sort=False):
        periods = sorted({str(one) for one in group["period"]}, key=period_key)
        rows.append({
            "family": family(str(code)), "indicator": code, "name": labels.word(str(code), lang),
            "figures": len(group), "sectors": group["sector"].replace("", None).nunique(),
            "reporters": group["reporter"].nunique(), "first": periods[0], "last": periods[-1],
            "statistics": " ".join(sorted(set(group["statistic"]))),
        })  # fmt: skip
    rows.sort(key=lambda row: place(str(row["indicator"])))
    names = ("family", "indicator", "name", "figures", "sectors", "reporters", "first", "last", "statistics")
    return pd.DataFrame(rows, columns=pd.Index(names))


def economy(
    observations: pd.DataFrame, reporter: str | None = HOME, *, indicator: str = "", basis: str = "yoy"
) -> pd.DataFrame:
    """Level, growth, share and contribution of every indicator but trade, side by side.

    A row for each ``period``, ``reporter``, ``indicator``, ``sector``, ``enterprise`` and ``measure``; where
    real growth is the usual one (gdp), it stands beside the level. ``indicator`` chooses one of them,
    ``basis`` what growth is measured against (``yoy``, ``mom``, ``qoq``).
    Columns as in :func:`tradekit.tables.categories`.
    """
    known = vocabulary(used()).indicators
    found = [
        replace(one, key=one.key._replace(measure="value"))
        if known[one.indicator].grows == one.measure == "volume"
        else one
        for one in folded(observations, reporter, None)
        if one.indicator in known and indicator in ("", one.indicator)
        if one.basis in ("", basis) and one.status != "target"
    ]
    index = ("period", "reporter", "indicator", "sector", "enterprise", "measure")
    table = spread(found, index, ("level", "growth", "share", "contribution"))
    rows = sorted(
        records(table), key=lambda row: (place(str(row["indicator"])), period_key(str(row["period"])))
    )
    return pd.DataFrame(rows, columns=table.columns).astype(table.dtypes.to_dict())


PARTS: tuple[str, ...] = ("", "_low", "_high", "_bound", "_status", "_published", "_text", "_sources")
"""What each statistic brings: ``growth``, ``growth_low``, … ``growth_sources``."""

FLOW_ORDER: tuple[str, ...] = ("trade", "export", "import", "balance")


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
            rows.append(dict(zip(index, key, strict=True)) | _wide_row(packed))
    rows.sort(key=lambda row: _order(row, index))
    parts = [f"{statistic}{part}" for statistic in statistics for part in PARTS]
    columns = [*index, *parts, "level_unit", "printed", "published", "conflict"]
    return typed(pd.DataFrame(rows, columns=pd.Index(columns)))


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


def _wide_row(packed: list[Entry]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for entry in packed:
        name = entry.statistic
        said = (entry.value, entry.low, entry.high, entry.bound, entry.status)
        values = (*said, entry.latest or entry.published, entry.text, " ".join(entry.sources))
        row |= {f"{name}{part}": value for part, value in zip(PARTS, values, strict=True)}
    levels = [entry.unit for entry in packed if entry.statistic == "level"]
    row["level_unit"] = levels[0] if levels else ""
    row["printed"] = "|".join(dict.fromkeys(n for e in packed for n in e.printed.split("|") if n))
    row["published"] = max((entry.published for entry in packed), default="")
    row["conflict"] = any(entry.conflict for entry in packed)
    return row
