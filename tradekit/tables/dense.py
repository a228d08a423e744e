"""What reports state, filled in with what nobody states: from the official series, or as implied."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.observations import key_of
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.briefing import main_period
from tradekit.tables.fold import Entry, folded, frame, of, records
from tradekit.tables.official_series import official_entries
from tradekit.tables.order import period_key, span
from tradekit.tables.spread import spread


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
    other = [_from_elsewhere(e) for e in official_entries(reference) if home in (None, e.reporter)]
    found = stated + _unsaid(other, stated)
    if implied and "start" in observations.columns:
        found += _unsaid(_implied(observations, reporter), found)
    return frame(sorted(found, key=lambda e: (period_key(e.period), e.published)))


def _from_elsewhere(entry: Entry) -> Entry:
    """An official figure: it has no place in the reports that were read."""
    return replace(entry, sources=[])


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
