"""The tables a reader of one report asks for: the headline figures, every figure, and words for codes."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.observations import COLUMNS
from tradekit.model.schema import DIMENSIONS, KEY
from tradekit.tables.fold import Entry, folded, interval_of, need, of, official_entries, records, source_id
from tradekit.tables.indicators import FLOW_ORDER, flow_key, spread, typed
from tradekit.tables.numbers import written
from tradekit.tables.order import period_key, span

_DAYS = 31
"""Reports published within so many days of the newest are what a page over many tells of first."""
FIGURE_COLUMNS: tuple[str, ...] = ("id", *(one for one in COLUMNS if one != "published_from"))


def recent(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest reports; all rows where reports have no dates or are of one time."""
    if "published" not in observations or not len(observations):
        return observations
    dates = pd.to_datetime(observations["published"].astype(str), errors="coerce", format="ISO8601")
    return (
        observations[~(dates < dates.max() - pd.Timedelta(days=_DAYS))]
        if dates.notna().any()
        else observations
    )


def main_period(
    observations: pd.DataFrame, reporter: str | None = HOME, *, indicator: str | None = "trade"
) -> str:
    """The period that most of the newest all-goods figures are about, the later and longer where two tie.

    Empty where there is no figure of the ``indicator`` (None: of any).
    """
    found = folded(recent(observations), reporter, indicator) or folded(observations, reporter, indicator)
    totals = [e for e in found if not any(getattr(e, d) for d in DIMENSIONS)] or found
    counts = Counter(entry.period for entry in totals)
    return max(counts, key=lambda p: (counts[p], period_key(p)), default="")


def headline(
    observations: pd.DataFrame,
    reporter: str | None = HOME,
    *,
    period: str | None = None,
    reference: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The headline figures (T1): the four flows of one period, blank where nothing is said.

    Takes the observation table; ``period`` (else the one most figures are about); ``reference``, the
    official series. Gives a row for each flow and currency, at least the four flows: the columns of
    :func:`tradekit.tables.quarterly`, then ``reference_level`` and ``reference_growth`` (NaN without
    reference).
    """
    period = period or main_period(observations, reporter)
    found = [
        e
        for e in folded(observations, reporter)
        if e.period == period
        and e.measure == "value"
        and e.basis in ("", "yoy")
        and e.flow in FLOW_ORDER
        and not any(getattr(e, d) for d in DIMENSIONS)
        and e.status != "target"
    ]
    index = ("period", "reporter", "flow", "currency")
    table = spread(found, index, ("level", "growth"))
    return _with_reference(_all_flows(table, period, reporter or ""), reference)


def _all_flows(table: pd.DataFrame, period: str, reporter: str) -> pd.DataFrame:
    """The table with a blank row for each of the four flows of which nothing is said."""
    currency = table["currency"].mode().iat[0] if len(table) else "CNY"
    said = set(table["flow"])
    blank = {"period": period, "reporter": reporter, "currency": currency, "conflict": False}
    rows = [*records(table), *(blank | {"flow": flow} for flow in FLOW_ORDER if flow not in said)]
    rows.sort(key=lambda row: (flow_key(str(row["flow"])), str(row["currency"])))
    return typed(pd.DataFrame(rows, columns=table.columns))


def _with_reference(table: pd.DataFrame, reference: pd.DataFrame | None) -> pd.DataFrame:
    """Add the official level and growth beside each row, latest publication first."""
    official: dict[tuple[str, ...], Entry] = {}
    for entry in sorted(official_entries(reference), key=lambda e: e.published):
        whole = not any(getattr(entry, d) for d in DIMENSIONS) and entry.basis in ("", "yoy")
        if whole and entry.measure == "value" and entry.reporter in set(table["reporter"]):
            official[entry.period, entry.flow, entry.currency, entry.statistic] = entry
    for statistic in ("level", "growth"):
        keys = zip(table["period"], table["flow"], table["currency"], strict=True)
        found = [official.get((*key, statistic)) for key in keys]
        table[f"reference_{statistic}"] = [entry.value if entry else math.nan for entry in found]
    return table


def figures(observations: pd.DataFrame, reporter: str | None = None, *, lang: str = "zh") -> pd.DataFrame:
    """Every figure (T2), in order of print: a row an observation, since a repeat has a place of its own.

    Columns: ``id`` (``report#start``), ``subject`` (what it is about, in ``lang``), then FIGURE_COLUMNS: the
    observation table's own with the interval ``low``, ``high`` of the printed digits.
    """
    need(observations, (*KEY, "report", "article", "start", "end", "text", "value", "bound", "status"))
    rows = []
    for row in records(of(observations, reporter)):
        row["id"] = source_id(row["report"], int(row["start"]))
        row["low"], row["high"] = interval_of(row)
        row["subject"] = labels.about(row, lang)
        rows.append(row)
    rows.sort(key=lambda row: (row["report"], row["start"], span(row["period"])))
    return pd.DataFrame(rows, columns=pd.Index(["id", "subject", *FIGURE_COLUMNS[1:]]))


def readable(table: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """An indicator table as a reader wants it: words for codes, one written figure for each statistic.

    Takes a table of this module or of :mod:`tradekit.tables.indicators`; gives strings only, its columns
    named in ``lang``: periods and flows in words, "≥10万亿元" or "+0.2%" for a figure.
    ``_low``, ``_high``, ``_bound``, ``_text`` and ``_sources`` columns are left out: they stand in the
    figure.
    """
    out: dict[str, list[str]] = {}
    for column in map(str, table.columns):
        if column in ("level", "growth", "share", "contribution"):
            if not table[column].isna().all():
                out[labels.word(column, lang)] = [_figure(row, column, lang) for row in records(table)]
        elif column in _WORDY and not (column in ("reporter", "conflict") and table[column].nunique() < 2):
            out[labels.word(column, lang)] = [_cell(column, value, lang) for value in table[column]]
        elif column.startswith("reference_") and not table[column].isna().all():
            statistic = column.removeprefix("reference_")
            title = (
                f"{labels.word('reference', lang)}{'' if lang == 'zh' else ' '}{labels.word(statistic, lang)}"
            )
            out[title] = [written(row[column], _unit(row, statistic), lang) for row in records(table)]
    return pd.DataFrame(out)


_WORDY = (
    "period", "subject", "reporter", "indicator", "sector", "flow", *DIMENSIONS, "measure", "currency",
    "conflict",
)  # fmt: skip


def _cell(column: str, value: object, lang: str) -> str:
    if column == "period":
        return labels.period(str(value), lang)
    if column in (*DIMENSIONS, "reporter", "sector"):
        return labels.name(column, str(value), lang)
    if column == "conflict":
        return labels.word("yes", lang) if value else ""
    return labels.word(str(value), lang)


def _unit(row: dict[str, Any], statistic: str) -> str:
    if statistic == "level":
        return str(row.get("level_unit") or row.get("currency") or "")
    return "pp" if statistic == "contribution" else "percent"


def _figure(row: dict[str, Any], statistic: str, lang: str) -> str:
    def number(name: str) -> float:
        value = row.get(name)
        return float(value) if isinstance(value, float | int) else math.nan

    return written(
        number(statistic),
        _unit(row, statistic),
        lang,
        low=number(f"{statistic}_low"),
        high=number(f"{statistic}_high"),
        bound=str(row.get(f"{statistic}_bound") or "="),
        sign=statistic in ("growth", "contribution"),
    )
