"""Tidy tables of indicators from observations, as plain DataFrames; ``docs/tables.md`` is the codebook."""

from tradekit.tables.briefing import figures, headline, main_period, readable
from tradekit.tables.compare import agreement, reconciliation, vintages
from tradekit.tables.fold import ENTRY_COLUMNS, TableError, entries
from tradekit.tables.indicators import (
    annual,
    categories,
    economy,
    enterprises,
    growth,
    indicators,
    monthly,
    partners,
    quarterly,
    regimes,
)
from tradekit.tables.order import frequency, period_key
from tradekit.tables.tidy import coded, pivoted, tidy
from tradekit.tables.timeseries import revisions, said, series

__all__ = [
    "ENTRY_COLUMNS", "TableError", "agreement", "annual", "categories", "coded", "economy", "enterprises",
    "entries", "figures", "frequency", "growth", "headline", "indicators", "main_period", "monthly",
    "partners", "period_key", "pivoted", "quarterly", "readable", "reconciliation", "regimes", "revisions",
    "said", "series", "tidy", "vintages",
]  # fmt: skip
