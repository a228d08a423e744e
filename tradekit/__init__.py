"""Tidy, traceable, checked trade indicators from Chinese-language reports.

The face of the kit: every name below is fetched from its module when it is first used, so that
``import tradekit`` stays quick.

>>> import tradekit as tk
>>> tk.__version__.count(".")
2
>>> "extract" in dir(tk)
True
>>> tk.extrakt  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
AttributeError: tradekit has no 'extrakt'; did you mean 'extract'?...
"""

from __future__ import annotations

import os.path
from importlib import import_module
from typing import Any

_STAMP = os.path.join(os.path.dirname(__file__), "compiled.stamp")
if os.path.exists(_STAMP):
    from tradekit.model.staleness import check as _check

    _check(_STAMP)

_NAMES = {
    "tradekit.model.errors": ("TradekitError",),
    "tradekit.documents.pages": ("read", "read_text"),
    "tradekit.documents.checkout": ("reports",),
    "tradekit.tables.fold": ("official",),
    "tradekit.extraction.observe": ("extract", "ledger", "mentions", "observe"),
    "tradekit.extraction.explain": ("explain",),
    "tradekit.tables": (
        "quarterly", "monthly", "annual", "categories", "partners", "regimes", "enterprises",
        "growth", "indicators", "economy", "headline", "figures", "entries", "vintages", "agreement",
        "reconciliation", "readable",
    ),
    "tradekit.tables.reviewing": ("review",),
    "tradekit.documents.corrections": ("correct",),
    "tradekit.tables.whatsnew": ("newest", "news"),
    "tradekit.tables.news_words": ("tell", "readable_news"),
    "tradekit.tables.compare": ("dense", "history"),
    "tradekit.tables.lede": ("main_reporter", "overview"),
    "tradekit.charts.telling": ("telling",),
    "tradekit.tables.export": ("save", "to_excel", "to_sdmx_csv"),
    "tradekit.checks": ("check", "implied", "against", "beside"),
    "tradekit.checks.drafts": ("verify",),
    "tradekit.archive.archive": ("Archive",),
    "tradekit.tables.timeseries": ("series",),
    "tradekit.tables.tidy": ("coded", "pivoted", "tidy"),
    "tradekit.tables.verdict_words": ("report_checks", "report_drafts", "readable_verdicts"),
    "tradekit.evaluate.scoring": ("report_score", "score"),
    "tradekit.publish.correcting": ("corrector",),
    "tradekit.publish.marking": ("mark", "legend", "marked"),
    "tradekit.publish.showing": ("lede", "sentences", "summary"),
    "tradekit.publish.tabling": ("table",),
}  # fmt: skip
_MODULES = {"charts": "tradekit.charts", "explore": "tradekit.publish.explore"}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", *_HOME, *_MODULES]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("tradekit-figures")
    elif name in _MODULES:
        value = import_module(_MODULES[name])
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(_unknown(name), name=name, obj=None)  # from 3.12 on, Python would guess too
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, __all__, n=1)
    return f"tradekit has no {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")
