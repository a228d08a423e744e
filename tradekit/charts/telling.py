"""The charts that a table gives cause for: they choose themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from tradekit import charts
from tradekit.charts.frame import Chart
from tradekit.language.labels import HOME
from tradekit.tables.briefing import recent

Draw = Callable[..., Figure]
_DRAW: tuple[Draw, ...] = (
    charts.by_level, partial(charts.by_level, by="partner"), charts.growth_series, charts.category_growth,
    charts.price_quantity, charts.contribution, charts.then_and_now, charts.many_goods,
    charts.contributions_over_time, charts.currencies, charts.quarterly, charts.economy_growth,
)  # fmt: skip
_OVER_TIME = (charts.growth_series, charts.many_goods, charts.contributions_over_time, charts.quarterly)
"""The charts that look back; the others draw what the newest reports say."""
_NEW = 0.4
"""A chart shows at least this share of figures that none before it showed."""


def telling(
    table: pd.DataFrame, *, lang: str = "zh", reporter: str | None = HOME, most: int = 6
) -> list[Chart]:
    """The charts that an observation table gives cause for, at most ``most``, in the order that readers ask.

    None of them is empty or nearly so, and none mostly repeats what those before it show.
    """
    kept: list[Chart] = []
    seen: set[str] = set()
    newest = recent(table)
    for draw in _DRAW:
        rows = table if draw in _OVER_TIME else newest
        chart = draw(rows, lang=lang, reporter=reporter) if len(kept) < most else None
        shown = set(charts.sources(chart)) if chart else set()
        if isinstance(chart, Chart) and not chart.few and len(shown - seen) >= _NEW * len(shown):
            kept.append(chart)
            seen |= shown
    return kept
