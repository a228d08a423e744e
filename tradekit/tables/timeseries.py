"""One indicator over time and across reports: who said what when, the first value and the latest, revisions.

A bound is never a value: rows such as 10万亿元以上 appear in :func:`said`, and in no series.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from tradekit.checks.figures import REALISED
from tradekit.checks.spans import span
from tradekit.language.families import vocabulary
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.model.errors import TradekitError
from tradekit.model.period import Period
from tradekit.model.schema import COLUMN, DIMENSIONS, KEY
from tradekit.tables.intervals_of import with_intervals

FREQUENCIES: dict[str, str] = {"Y": "Y", "Q": "Q", "M": "M", "C": "M"}
"""The lengths of period a series can have, with pandas' own code; C is cumulated from January on."""
SAID_COLUMNS: tuple[str, ...] = (
    "period", "published", "report", "start", "article", "speaker", "text", "value", "low", "high", "bound",
    "unit", "status", "sentence",
)  # fmt: skip
REVISION_COLUMNS: tuple[str, ...] = (
    "first", "first_published", "first_report", "latest", "latest_published", "latest_report", "revision",
    "revision_percent", "revised", "vintages",
)  # fmt: skip


class SeriesError(TradekitError):
    """A series was asked for that the table cannot give: a wrong frequency or vintage, or two units at
    once."""


def series(
    observations: pd.DataFrame,
    flow: str = "trade",
    *,
    frequency: str = "Q",
    vintage: str = "latest",
    **about: str,
) -> pd.Series[float] | pd.DataFrame:
    """One indicator by period, as a plain pandas Series with a PeriodIndex, in base units.

    ``flow`` is a flow of trade, or the code of another indicator (``"cpi"``; of prices the growth is meant).
    ``frequency`` is ``Y``, ``Q``, ``M``, or ``C`` for the months from January on (a half year, nine months),
    each at the month that it runs to. ``vintage`` is ``latest``, ``first``, a date (what was known then), or
    ``all``: a DataFrame with a column for each publication date. ``about`` are key columns of the observation
    table: ``reporter`` (中国), ``indicator`` (``trade``), ``sector``, ``commodity``, ``partner``,
    ``enterprise``, ``regime`` (all), ``measure`` (``value``), ``statistic`` (``level``), ``basis`` (``yoy``
    for growth), ``unit``, ``currency``. Raises
    :class:`SeriesError`.

    >>> rows = [{"period": f"2023-Q{n}", "flow": "trade", "value": float(n)} for n in (1, 2)]
    >>> series(_example(rows)).to_dict()
    {Period('2023Q1', 'Q-DEC'): 1.0, Period('2023Q2', 'Q-DEC'): 2.0}
    """
    table = said(observations, flow, frequency=frequency, **about)
    table = table[table["bound"] == "="]
    name = " ".join(part for part in (flow, *about.values()) if part)
    if vintage == "all":
        wide = table.pivot_table(index="at", columns="published", values="value", aggfunc="last")
        return wide.set_axis(_index(wide.index, frequency))
    if vintage not in ("first", "latest"):
        table = table[table["published"] <= _date(vintage)]
    groups = table.groupby("at")["value"]
    chosen = groups.first() if vintage == "first" else groups.last()
    return pd.Series(chosen.to_numpy(float), index=_index(chosen.index, frequency), name=name)


def said(
    observations: pd.DataFrame, flow: str = "trade", *, frequency: str = "Q", **about: str
) -> pd.DataFrame:
    """Who said what when about one indicator: a row for each statement, by period and date of publication.

    Columns ``SAID_COLUMNS`` and ``at``, the period as pandas has it; options as for :func:`series`.
    """
    if frequency not in FREQUENCIES:
        raise SeriesError(f"frequency={frequency!r} is none of a series; use {', '.join(FREQUENCIES)}")
    wanted = _wanted(flow, about)
    found = observations[observations["status"].isin(REALISED)]
    for column, value in wanted.items():
        usual = pd.Series(COLUMN[column].default, index=found.index)
        found = found[found.get(column, usual) == value]
    periods = [_at(str(period), frequency) for period in found["period"]]
    at = pd.Series(periods, index=found.index, dtype=object)
    found = with_intervals(found[at.notna()]).assign(at=at[at.notna()])
    if len(set(found["unit"])) > 1:
        units = ", ".join(sorted(set(found["unit"])))
        raise SeriesError(f"figures in {units} make no one series; choose one by unit=")
    table: pd.DataFrame = found.sort_values(["at", "published", "report", "start"])
    return table[["at", *SAID_COLUMNS]].reset_index(drop=True)


def revisions(
    observations: pd.DataFrame, flow: str = "trade", *, frequency: str = "Q", **about: str
) -> pd.DataFrame:
    """First and latest value of each period and what was revised, a PeriodIndex with ``REVISION_COLUMNS``.

    ``revision`` is latest less first, in base units; ``revised`` says whether their intervals fail to meet,
    so that 41.76万亿 after 417600亿 is no revision. Options as for :func:`series`.
    """
    table = said(observations, flow, frequency=frequency, **about)
    rows = {at: _revision(group) for at, group in table[table["bound"] == "="].groupby("at")}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(REVISION_COLUMNS))
    return frame.set_axis(_index(frame.index, frequency)).sort_index()


def _index(periods: Any, frequency: str) -> pd.PeriodIndex:
    return pd.PeriodIndex(list(periods), freq=FREQUENCIES[frequency], name="period")


def _revision(group: pd.DataFrame) -> list[Any]:
    first, latest = group.iloc[0], group.iloc[-1]
    change = float(latest["value"]) - float(first["value"])
    return [
        first["value"], first["published"], first["report"], latest["value"], latest["published"],
        latest["report"], change, 100 * change / first["value"] if first["value"] else float("nan"),
        bool(latest["low"] > first["high"] or latest["high"] < first["low"]), group["published"].nunique(),
    ]  # fmt: skip


def _wanted(flow: str, about: dict[str, str]) -> dict[str, str]:
    unknown = set(about) - set(KEY)
    if unknown:
        named = ", ".join(sorted(unknown))
        raise SeriesError(f"{named}: no key column of a figure; choose by {', '.join(KEY)}")
    other = vocabulary(used()).indicators.get(flow)
    grows = other is not None and other.measure == "price" and other.says != "index"
    statistic = about.get("statistic", "growth" if grows else "level")
    usual = {
        "reporter": HOME, "indicator": "trade", "sector": "", "flow": flow, **dict.fromkeys(DIMENSIONS, ""),
        "measure": "value", "statistic": statistic,
    }  # fmt: skip
    if other is not None:
        usual |= {"indicator": flow, "flow": ""}
        usual["measure"] = other.measure if statistic.startswith("level") else other.grows
    if statistic in ("growth", "level_change", "growth_change", "share_change"):
        usual["basis"] = "yoy"
    if usual["measure"] == "value" == about.get("measure", "value") and other is None and "unit" not in about:
        usual["currency"] = "CNY"
    return usual | about


def _at(period: str, frequency: str) -> pd.Period | None:
    """The period as pandas has it, None where it is of another length."""
    months = span(period)
    if months is None:
        return None
    size = months.last - months.first + 1
    if frequency == "C":
        return _period(months, "M") if months.first % 12 == 0 and size <= 12 else None
    wanted = {"Y": 12, "Q": 3, "M": 1}[frequency]
    return _period(months, frequency) if size == wanted and months.first % wanted == 0 else None


def _period(months: Period, frequency: str) -> pd.Period:
    return pd.Period(year=months.last // 12, month=months.last % 12 + 1, freq=frequency)


def _date(vintage: str) -> str:
    try:
        return str(pd.Timestamp(vintage).date())
    except ValueError as error:
        raise SeriesError(f"vintage={vintage!r} is no date; use latest, first, all or YYYY-MM-DD") from error


def _example(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A small observation table for the examples."""
    named = (*KEY, "published", "report", "text", "bound", "status", "sentence", "speaker")
    usual: dict[str, Any] = dict.fromkeys(named, "") | {"start": 0, "article": 1, "bound": "="}
    usual |= {"reporter": HOME, "indicator": "trade", "measure": "value", "statistic": "level"}
    usual |= {"unit": "CNY", "currency": "CNY", "status": "actual"}
    return pd.DataFrame([usual | row for row in rows])
