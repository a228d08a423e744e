"""What pyproject.toml cannot say: the engine is compiled by mypyc, and a wheel carries notebooks and data.

A wheel is compiled where a C compiler is there, and plain where not. An editable install is not compiled
(``make fast`` does that in place). ``TRADEKIT_COMPILE=1`` and ``=0`` ask for one or the other.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

ENGINE = (
    "model/report", "model/intervals", "documents/layout", "documents/lines", "documents/repair",
    "documents/blocks", "documents/stories", "documents/pages", "language/lexicon", "model/period",
    "language/clock", "language/figure", "language/interface", "language/kinds", "language/mentions",
    "language/prepared", "language/said", "language/zh/*", "language/en/*", "extraction/*",
)  # fmt: skip
"""The modules from a page's text to its rows."""
CARRIED = ("notebooks/*.ipynb", "data/reports/*", "data/reference/*")
"""What a wheel holds under ``tradekit/kit``, so that it needs no checkout."""
APART = tuple(
    "--ignore-missing-imports --disable-error-code=import-untyped --disable-error-code=no-any-return".split()
)
"""A build has none of the libraries that the kit is checked with: what they return is taken as it comes."""
ASKED = os.environ.get("TRADEKIT_COMPILE", "")


def compiled() -> list[Extension]:
    """The engine's modules as extensions, where they are wanted and mypyc is there."""
    if ASKED == "0" or (ASKED != "1" and not {"bdist_wheel", "build_ext"} & {*sys.argv}):
        return []
    try:
        from mypyc.build import mypycify
    except ImportError:
        if ASKED == "1":
            raise
        return []
    files = sorted(
        str(path)
        for name in ENGINE
        for path in Path("tradekit").glob(f"{name}.py")
        if path.name != "__init__.py"
    )
    try:
        made: list[Extension] = mypycify([*APART, *files], debug_level="0", group_name="tradekit.compiled")
    except SystemExit:
        if ASKED == "1":
            raise
        return []
    for one in made if sys.platform != "win32" else ():
        one.extra_compile_args.append("-Wno-error")  # what a compiler suspects of generated C is no error
    return made


class BuildEngine(build_ext):
    """Compiles the engine as a whole, or leaves it plain: half an engine cannot be imported."""

    def run(self) -> None:
        """Compile, and go without where that fails and nobody asked for it."""
        try:
            super().run()
        except Exception as error:
            if ASKED == "1":
                raise
            print(f"The engine is not compiled ({error}); it is slower, and reads the same.", file=sys.stderr)
            for made in self.get_outputs():
                Path(made).unlink(missing_ok=True)
            self.extensions = []


class BuildKit(build_py):
    """Puts the notebooks, our reports and the official series into the package that is built."""

    def run(self) -> None:
        """Copy them beside the modules."""
        super().run()
        if self.editable_mode:
            return
        for pattern in CARRIED:
            for source in Path().glob(pattern):
                target = Path(self.build_lib, "tradekit", "kit", source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


setup(ext_modules=compiled(), cmdclass={"build_ext": BuildEngine, "build_py": BuildKit})
