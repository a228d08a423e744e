"""Tables across reports and sources: printings, agreement, the official figures, what nobody states."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.observations import Key, key_of
from tradekit.model.schema import DIMENSIONS, KEY
from tradekit.tables.briefing import main_period
from tradekit.tables.fold import Entry, entry_of, folded, frame, need, of, official_entries, places, records
from tradekit.tables.indicators import flow_key, spread
from tradekit.tables.order import period_key, span

AGREEMENT_COLUMNS: tuple[str, ...] = (
    *KEY, "report", "published", "value", "low", "high", "text", "bound", "source", "difference",
    "reason",
)  # fmt: skip


def printings(observations: pd.DataFrame, reporter: str | None = HOME) -> list[Entry]:
    """Each thing once for each report that prints it, nothing folded across reports."""
    need(observations, (*KEY, "report", "start", "text", "value", "bound", "status"))
    seen: dict[tuple[object, ...], Entry] = {}
    for row in records(of(observations, reporter)):
        entry = entry_of(row)
        key = (entry.key, row["report"], entry.value, entry.bound)
        if key in seen:
            seen[key].sources = seen[key].sources + entry.sources
        elif not math.isnan(entry.value):
            seen[key] = entry
    return sorted(seen.values(), key=lambda e: (period_key(e.period), flow_key(e.flow), e.published))


def vintages(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """What was printed more than once, printing by printing (C13), for every key that two reports speak of.

    A row for each thing and report, in order of period and publication: the columns of
    :func:`tradekit.tables.entries`; ``conflict`` is True where the printings of the thing disagree.
    """
    groups: dict[Key, list[Entry]] = {}
    for entry in printings(observations, reporter):
        groups.setdefault(entry.key, []).append(entry)
    out: list[Entry] = []
    for group in groups.values():
        if len({s.rsplit("#", 1)[0] for e in group for s in e.sources}) < 2:
            continue
        exact = [e for e in group if e.bound == "="]
        apart = len({e.value for e in exact}) > 1
        differ = apart and max(e.low for e in exact) > min(e.high for e in exact)
        for entry in group:
            entry.conflict = differ
        out += sorted(group, key=lambda e: e.published)
    return frame(out)


def agreement(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Where reports agree (T5): a row for each thing that two reports print, and each report that prints it.

    Columns AGREEMENT_COLUMNS: the key, ``report``, ``published``, the figure, ``source`` (``report#start``),
    ``difference`` from the first printing in units of the last printed place (of the coarser of the two), and
    ``reason``: ``equal``, ``rounding`` (the intervals meet), ``bound only``, ``revision`` (published on other
    days), ``conflicting`` (same day, no excuse).
    """
    rows = []
    for _, group in vintages(observations, reporter).groupby(list(KEY), sort=False):
        members = records(group)
        first = next((row for row in members if row["bound"] == "="), members[0])
        for row in members:
            source = places(row["sources"])[0]
            unit = max(_last_place(first), _last_place(row))
            gap = (row["value"] - first["value"]) / unit if unit else 0.0
            about = {"report": source.rpartition("#")[0], "source": source}
            rows.append(row | about | {"difference": round(gap, 1), "reason": _reason(first, row)})
    return pd.DataFrame(rows, columns=pd.Index(AGREEMENT_COLUMNS))


def _last_place(row: dict[str, Any]) -> float:
    width = float(row["high"] - row["low"])
    return width if math.isfinite(width) else 0.0


def _reason(first: dict[str, Any], row: dict[str, Any]) -> str:
    if row["value"] == first["value"] and row["bound"] == first["bound"]:
        return "equal"
    if row["low"] < first["high"] and first["low"] < row["high"]:
        return "rounding" if row["bound"] == first["bound"] == "=" else "bound only"
    return "revision" if row["published"] != first["published"] else "conflicting"


def reconciliation(
    observations: pd.DataFrame, reference: pd.DataFrame, reporter: str | None = HOME
) -> pd.DataFrame:
    """Extracted figures against official ones (T6): a row for each that the reference has.

    Takes the observation table and the official series (``data/reference/official.csv``). Gives the columns
    of :func:`tradekit.checks.against`, in order of period: the key, ``verdict`` (``equal``, ``revised``,
    ``contradicted``), the figure with its interval, the official one with its interval and publication, the
    latest official one, and ``sources``, the ids of the rows that state the figure.
    """
    from tradekit.checks import against

    need(observations, (*KEY, "report", "start", "text", "value", "bound", "status", "published", "sentence"))
    table = against(of(observations, reporter), reference).rename(columns={"terms": "sources"})
    table = table.assign(sources=table["sources"].map(" ".join))
    order = sorted(range(len(table)), key=lambda at: period_key(str(table["period"].iat[at])))
    return table.iloc[order].reset_index(drop=True)


def dense(
    observations: pd.DataFrame,
    reporter: str | None = HOME,
    reference: pd.DataFrame | None = None,
    *,
    implied: bool = True,
) -> pd.DataFrame:
    """The entries of a table, with what its reports do not state: ``status`` tells the three apart.

    Takes the observation table (or its entries). ``official`` is a figure of ``reference`` that no report
    states; ``implied`` (left out if so wanted) one that an identity between stated figures leaves, where
    nobody states it at all.
    Gives the columns of :func:`tradekit.tables.entries`.
    """
    stated = folded(observations, reporter, None)
    home = labels.fold("reporter", reporter) if reporter else None
    other = [
        replace(e, sources=[])  # it has no place in the reports that were read
        for e in official_entries(reference)
        if home in (None, e.reporter)
    ]
    found = stated + _unsaid(other, stated)
    if implied and "start" in observations.columns:
        found += _unsaid(_implied(observations, reporter), found)
    return frame(sorted(found, key=lambda e: (period_key(e.period), e.published)))


def _unsaid(found: Iterable[Entry], stated: list[Entry]) -> list[Entry]:
    """The figures of things that are not stated as a value, the latest publication of each."""
    known = {e.key for e in stated if e.bound in ("=", "~")}
    return list({e.key: e for e in sorted(found, key=lambda e: e.published) if e.key not in known}.values())


def _implied(observations: pd.DataFrame, reporter: str | None) -> list[Entry]:
    from tradekit.checks import implied

    rows = [row for row in records(implied(of(observations, reporter))) if not math.isnan(row["value"])]
    return [
        Entry(
            labels.folded(key_of(row)), row["value"], row["low"], row["high"], "=", "implied", "", "",
            row["published"], list(row["terms"]),
        )
        for row in rows
    ]  # fmt: skip


def history(
    observations: pd.DataFrame, reporter: str = HOME, reference: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The main period and the same part of the years before, level and growth, printed or official.

    The columns of :func:`tradekit.tables.quarterly`; empty where there is no other year to compare with.
    """
    part = _part(main_period(observations, reporter))
    found = [e for e in folded(dense(observations, reporter, reference, implied=False)) if _whole(e, part)]
    stated = [e for e in found if e.status not in ("official", "implied") and e.statistic == "level"]
    last = max((span(e.period) for e in stated), default=(0, 0))
    money = [e.currency for e in stated]
    main = max(dict.fromkeys(money), key=money.count, default="")
    kept = [e for e in found if e.currency == main and e.status != "implied" and span(e.period) <= last]
    table = spread(kept, ("period", "reporter", "flow", "currency"), ("level", "growth"))
    return table if table["period"].nunique() > 1 else table.iloc[:0]


def _part(period: str) -> str:
    """A period without its year: what the same period of another year has too."""
    year = period[:4]
    return period.replace(year, "") if year.isdigit() else period


def _whole(entry: Entry, part: str) -> bool:
    same = _part(entry.period) == part and entry.measure == "value" and entry.basis in ("", "yoy")
    return same and entry.status != "target" and not any(getattr(entry, d) for d in DIMENSIONS)
