"""Charts of indicators: functions from a table to a matplotlib Figure, returned and never shown.

Every function takes the observation table (or the tidy table of it that its docstring names) and keyword
options, ``lang="zh"`` or ``"en"`` among them. :func:`alt` gives the text that stands for a chart,
:func:`sources` the ids (``report#start``) of the observations that it shows. Each is fetched from its module
when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_NAMES = {
    "additions": ("contributions_over_time",),
    "before_and_now": ("changes", "currencies", "then_and_now"),
    "by_category": ("category_growth", "economy_growth", "growth_of_flows"),
    "frame": ("Chart", "alt", "sources"),
    "growth_over_time": ("growth_series", "many_goods", "monthly_growth"),
    "levels_over_time": ("against_years", "levels", "quarterly"),
    "own_scale": ("beside", "checks"),
    "printings": ("revisions",),
    "ranked": ("by_level",),
    "waterfall": ("contribution", "price_quantity"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"tradekit.charts has no {name!r}")
    globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return globals()[name]
