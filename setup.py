"""What pyproject.toml cannot say: with TRADEKIT_COMPILE=1 mypyc compiles the engine to C (`make fast`)."""

from __future__ import annotations

import os
from pathlib import Path

from setuptools import Extension, setup

ENGINE = (
    "report", "layout", "lines", "repair", "blocks", "stories", "datelines", "pages",
    "words", "numerals", "landmarks", "units", "quantities", "periodrules", "periods", "clock", "scan",
    "simplified", "plain", "survey", "account", "intervals", "extraction",
)  # fmt: skip
"""The modules from a page's text to its rows; those of the room ``interpret`` come with them."""


def compiled() -> list[Extension]:
    """The engine's modules as extensions, where they are asked for."""
    if os.environ.get("TRADEKIT_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    rooms = sorted(str(path) for path in Path("tradekit/interpret").glob("*.py"))
    files = [f"tradekit/{name}.py" for name in ENGINE] + rooms
    made: list[Extension] = mypycify(files, debug_level="0", group_name="tradekit.compiled")
    return made


setup(ext_modules=compiled())
