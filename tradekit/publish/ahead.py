"""What the kit's notebooks ask for, loaded: a kernel imports it while the notebook is being made ready."""

from __future__ import annotations

import gc
from importlib import import_module

_PARTS = (
    "charts.telling", "charts.levels_over_time", "checks", "tables.export", "extraction.observe",
    "publish.marking", "documents.checkout", "publish.showing", "tables",
)  # fmt: skip

# What is loaded stays: the collector need not look through it now, nor each time that it runs later.
gc.disable()
for part in _PARTS:
    import_module(f"tradekit.{part}")
gc.freeze()
gc.enable()
