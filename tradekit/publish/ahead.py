"""What the kit's notebooks ask for, loaded: a kernel imports it while the notebook is being made ready."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from importlib import import_module

_PARTS = (
    "charts.telling", "charts.levels_over_time", "checks", "tables.export", "extraction.observe",
    "publish.marking", "documents.checkout", "publish.tabling", "tables",
)  # fmt: skip

# What is loaded stays: the collector need not look through it now, nor each time that it runs later.
gc.disable()
for part in _PARTS:
    import_module(f"tradekit.{part}")
gc.freeze()
gc.enable()

_FOLDER = os.getcwd()


def anew() -> None:
    """Make a kernel that has run a notebook ready for the next: what is loaded stays, what was named goes."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.reset()
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    os.chdir(_FOLDER)
    with warnings.catch_warnings():  # forgets which warnings were given
        pass
