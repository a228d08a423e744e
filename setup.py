"""What pyproject.toml cannot say: with TRADEKIT_COMPILE=1 mypyc compiles the engine to C (`make fast`)."""

from __future__ import annotations

import os
from pathlib import Path

from setuptools import Extension, setup

ENGINE = (
    "model/report", "model/intervals", "documents/layout", "documents/lines", "documents/repair",
    "documents/blocks", "documents/stories", "documents/pages", "language/lexicon", "model/period",
    "language/clock", "language/figure", "language/interface", "language/kinds", "language/mentions",
    "language/prepared", "language/said", "language/zh/*", "language/en/*", "extraction/*",
)  # fmt: skip
"""The modules from a page's text to its rows."""


def compiled() -> list[Extension]:
    """The engine's modules as extensions, where they are asked for."""
    if os.environ.get("TRADEKIT_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    files = sorted(
        str(path)
        for name in ENGINE
        for path in Path("tradekit").glob(f"{name}.py")
        if path.name != "__init__.py"
    )
    made: list[Extension] = mypycify(files, debug_level="0", group_name="tradekit.compiled")
    return made


setup(ext_modules=compiled())
