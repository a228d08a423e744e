"""Tables across reports and sources: a thing over time, its printings, the official figures beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.observations import Key
from tradekit.model.schema import KEY
from tradekit.tables.fold import Entry, entry_of, frame, need, of, places, records
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key
from tradekit.tables.spread import flow_key

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
        differ = len({e.value for e in exact}) > 1 and not _all_meet(exact)
        for entry in group:
            entry.conflict = differ
        out += sorted(group, key=lambda e: e.published)
    return frame(out)


def _all_meet(group: Iterable[Entry]) -> bool:
    members = list(group)
    return max(e.low for e in members) <= min(e.high for e in members)


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


def wide_agreement(table: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """An agreement table to read: a row for each thing, a column for each report, the figures as printed.

    The last columns say by how many last places the printings differ and why (``labels.word``).
    """
    rows: list[dict[str, str]] = []
    for _, group in table.groupby(list(KEY), sort=False):
        printed = records(group)
        first = printed[0]
        row = {
            labels.word("period", lang): labels.period(first["period"], lang),
            labels.word("subject", lang): labels.about(first, lang),
            labels.word("statistic", lang): _what(first, lang),
        }
        row |= {one["report"]: one["text"] for one in printed}
        worst = max(group["difference"], key=abs)
        row[labels.word("difference", lang)] = plain(float(worst), sign=True)
        row[labels.word("reason", lang)] = labels.word(min(group["reason"], key=_REASONS.index), lang)
        rows.append(row)
    last = [labels.word("difference", lang), labels.word("reason", lang)]
    out = pd.DataFrame(rows).fillna("")
    return out[[c for c in out.columns if c not in last] + last] if len(out) else out


_REASONS = ("conflicting", "revision", "bound only", "rounding", "equal")


def _what(row: dict[str, Any], lang: str) -> str:
    words = [labels.word(str(row[c]), lang) for c in ("measure", "statistic", "basis", "currency")]
    return ("" if lang == "zh" else " ").join(w for w in words if w)
