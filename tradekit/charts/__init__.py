"""Charts of indicators: functions from a table to a matplotlib Figure, returned and never shown.

Every function takes the observation table (or the tidy table of it that its docstring names) and keyword
options, ``lang="zh"`` or ``"en"`` among them. :func:`alt` gives the text that stands for a chart,
:func:`sources` the ids (``report#start``) of the observations that it shows.
"""

from tradekit.charts.before_and_now import changes, then_and_now
from tradekit.charts.by_category import category_growth, economy_growth, growth_of_flows
from tradekit.charts.by_level import by_level
from tradekit.charts.contributions import contribution
from tradekit.charts.contributions_over_time import contributions_over_time
from tradekit.charts.frame import Chart, alt, sources
from tradekit.charts.growth_over_time import growth_series, monthly_growth
from tradekit.charts.levels_by_quarter import quarterly
from tradekit.charts.levels_over_time import against_years, levels
from tradekit.charts.prices import price_quantity
from tradekit.charts.printings import revisions
from tradekit.charts.small_multiples import many_goods
from tradekit.charts.stated_implied_official import beside
from tradekit.charts.two_currencies import currencies
from tradekit.charts.verdict_chart import checks

__all__ = [
    "Chart", "against_years", "alt", "beside", "by_level", "category_growth", "changes", "checks",
    "contribution", "contributions_over_time", "currencies", "economy_growth", "growth_of_flows",
    "growth_series", "levels", "many_goods", "monthly_growth", "price_quantity", "quarterly", "revisions",
    "sources", "then_and_now",
]  # fmt: skip
