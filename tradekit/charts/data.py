"""What charts draw from: the observation table or a tidy table of it, as rows with their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from tradekit import tables
from tradekit.language import labels
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import Entry, folded, need, records
from tradekit.tables.indicators import spread
from tradekit.tables.order import frequency, period_key, span, year

Row = dict[str, Any]


def is_observations(table: pd.DataFrame) -> bool:
    """Whether a table is the observation table (or its entries) rather than a wide one made of it."""
    return "statistic" in table.columns and "value" in table.columns


def rows_of(table: pd.DataFrame, reporter: str | None, **about: str) -> list[Row]:
    """Level and growth of one thing by period, flow and currency: of a tidy table, or made of observations.

    ``about`` names the good, partner, trader or regime; without it all goods with everyone are meant, never
    a part of them. Of another ``indicator`` than trade its code stands where the flow does, and the rates
    are on ``basis``.
    """
    if not is_observations(table):
        need(table, ("period", "flow", "currency", "level", "growth", "conflict"))
        return records(table)
    code, basis = about.pop("indicator", "trade"), about.pop("basis", "yoy")
    if code != "trade":
        found = records(tables.economy(table, reporter, indicator=code, basis=basis))
        whole = [row for row in found if not row["sector"] and not row["enterprise"]]
        return [row | {"flow": code, "currency": ""} for row in whole]
    wanted = {kind: labels.fold(kind, about.get(kind, "")) for kind in DIMENSIONS}
    same = [
        e for e in entries_of(table, reporter)
        if e.measure == "value" and e.basis in ("", basis)
        and all(getattr(e, kind) == name for kind, name in wanted.items())
    ]  # fmt: skip
    return records(spread(same, ("period", "reporter", "flow", "currency"), ("level", "growth")))


def entries_of(table: pd.DataFrame, reporter: str | None) -> list[Entry]:
    """The entries of an observation table (or of :func:`tradekit.tables.entries`), targets left out."""
    return [entry for entry in folded(table, reporter) if entry.status != "target"]


def total(entry: Entry) -> bool:
    """Whether an entry is about all goods with everyone."""
    return not any(getattr(entry, dimension) for dimension in DIMENSIONS)


def only(entry: Entry, dimension: str) -> bool:
    """Whether an entry is told apart from the total by one dimension alone."""
    return [kind for kind in DIMENSIONS if getattr(entry, kind)] == [dimension]


def yearly(entries: Iterable[Entry], *currencies: str) -> list[Entry]:
    """The growth rates on the year before among some entries, in the currencies named."""
    return [e for e in entries if e.statistic == "growth" and e.basis == "yoy" and e.currency in currencies]


def said(rows: Iterable[Row], statistic: str) -> list[Row]:
    """The rows that have a statistic."""
    return [
        row for row in rows if isinstance(row[statistic], float | int) and row[statistic] == row[statistic]
    ]


def latest(rows: Iterable[Row], *, first: bool = False) -> list[Row]:
    """One row a period: the latest printing (or the first) of each, in order of time."""
    return sorted(latest_by(rows, "period", first=first), key=lambda row: period_key(row["period"]))


def latest_by(rows: Iterable[Row], column: str, *, first: bool = False) -> list[Row]:
    """One row for each word in a column: the latest printing of each, or the first."""
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: str(row.get("published", "")), reverse=first):
        best[row[column]] = row
    return list(best.values())


def commonest(values: Iterable[Any]) -> Any:
    """The commonest of some values, the first of those that tie; empty where there is none."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default="")


def disputed(rows: Iterable[Row]) -> list[str]:
    """The periods of which printings disagree."""
    return sorted({row["period"] for row in rows if row["conflict"]}, key=period_key)


def timeline(periods: Iterable[str]) -> list[str]:
    """All periods from the first to the last, gaps included, where all are of one length.

    >>> timeline(["2023-Q3", "2024-Q1"]), timeline(["2023", "2021"]), timeline(["2023-01/2023-02"])
    (['2023-Q3', '2023-Q4', '2024-Q1'], ['2021', '2022', '2023'], ['2023-01/2023-02'])
    """
    known = sorted(set(periods), key=period_key)
    kinds = {frequency(period) for period in known}
    if len(kinds) != 1 or not kinds <= set("AHQM"):
        return known
    kind, years = kinds.pop(), range(int(year(known[0])), int(year(known[-1])) + 1)
    parts = {
        "A": [""],
        "H": ["-H1", "-H2"],
        "Q": [f"-Q{q}" for q in range(1, 5)],
        "M": [f"-{m:02d}" for m in range(1, 13)],
    }[kind]
    every = [f"{y}{part}" for y in years for part in parts]
    return [period for period in every if span(known[0]) <= span(period) <= span(known[-1])]


def months_on(period: str) -> str:
    """The month that a run from January ends in; empty for any other period.

    >>> months_on("2023-01/2023-10"), months_on("2023-H1"), months_on("2023"), months_on("2023-Q2")
    ('2023-10', '2023-06', '2023-12', '')
    """
    first, last = span(period)
    within = first // 10000 == last // 10000 and first % 10000 == 101
    return f"{last // 10000}-{last // 100 % 100:02d}" if within and frequency(period) in tuple("AHQC") else ""


def ticks(periods: list[str], lang: str) -> list[str]:
    """Tick labels for a time axis: the part of the year, and the year under the first of each year."""
    out, seen = [], ""
    many, crowded = len(periods) > 14, len(periods) > 40
    every = -(-len({year(period) for period in periods}) // 8)  # years whose numbers have room
    for at, period in enumerate(periods):
        if frequency(period) == "A":
            out.append(period)
            continue
        fresh = year(period) != seen and (not crowded or period.endswith(("-01", "-Q1")))
        fresh = fresh and int(year(period)) % every == 0
        seen = year(period)
        part = (
            labels.period(period, lang, year=False, short=True)
            if not crowded and (not many or at % (3 if frequency(period) == "M" else 2) == 0)
            else ""
        )
        out.append(part + (f"\n{seen}" if fresh else "\n"))
    named = [at for at, tick in enumerate(out) if tick[-1].isdigit() and "\n" in tick]
    for at, following in pairwise(named):
        if following - at < len(out) / 10:  # no room for both
            out[at] = out[at].partition("\n")[0] + "\n"
    return out if any("\n" in tick.strip() for tick in out) else [tick.strip() for tick in out]


def gaps(periods: list[str], found: Iterable[str]) -> list[str]:
    """The periods of a timeline of which nothing is said."""
    known = set(found)
    return [period for period in periods if period not in known]


def thing(entry: Entry, lang: str) -> str:
    """The name of what an entry is about, without its flow: as printed, or by the lexicon in English."""
    if lang == "zh" and entry.printed and "|" not in entry.printed:
        return entry.printed
    names = [labels.name(kind, getattr(entry, kind), lang) for kind in DIMENSIONS if getattr(entry, kind)]
    return labels.word("enumeration", lang).join(names) or labels.word(entry.flow, lang)


def phrase(entry: Entry, lang: str) -> str:
    """What an entry is about, flow included; names as printed where they can be, without parentheses."""
    if entry.indicator != "trade":
        columns = ("reporter", "indicator", "sector", "enterprise")
        return labels.about({column: getattr(entry, column) for column in columns}, lang)
    names = {kind: getattr(entry, kind) for kind in DIMENSIONS}
    named = [kind for kind in DIMENSIONS if names[kind]]
    if lang == "zh" and len(named) == 1 and "|" not in entry.printed:
        names[named[0]] = entry.printed
    return re.sub(r" \([^()]*\)", "", labels.subject(entry.flow, **names, lang=lang))
