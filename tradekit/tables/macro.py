"""Indicators other than trade: what there is of them, and their tidy tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.families import families, vocabulary
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.tables.fold import folded, need, of, records
from tradekit.tables.order import period_key
from tradekit.tables.spread import spread

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
