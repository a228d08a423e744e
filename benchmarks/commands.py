"""Whole commands by the clock: importing the kit, and rendering the report against its floor."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measures import Measure

IMPORT_MS, REPORT_TIMES = 60, 1.3
"""Wanted: milliseconds of ``import tradekit``, and the report's time in times of its floor."""


def _clock(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def importing(repeats: int) -> Iterator[Measure]:
    """``import tradekit`` over bare Python, in turns."""
    both = [
        tuple(_clock([sys.executable, "-c", code]) * 1e3 for code in ("pass", "import tradekit"))
        for _ in range(repeats + 1)
    ][1:]
    section = "Import, clock time of a process"
    yield Measure(section, "python -c pass", "ms", tuple(bare for bare, _ in both))
    over = tuple(kit - bare for bare, kit in both)
    yield Measure(section, "import tradekit, over that", "ms", over, f"wanted {IMPORT_MS}")


def report(repeats: int) -> Iterator[Measure]:
    """``tradekit report`` of one notebook, and papermill running a notebook that only imports, in turns."""
    section = "Rendering report.ipynb, clock time of a process"
    floors, reports = [], []
    with tempfile.TemporaryDirectory(prefix="tradekit-bench-") as place:
        bare = Path(place, "bare.ipynb")
        bare.write_text(json.dumps(_notebook("import matplotlib.pyplot\nimport pandas")), "utf-8")
        for number in range(repeats + 1):
            floors.append(_clock([sys.executable, "-m", "papermill", str(bare), f"{place}/ran.ipynb"]))
            out = f"{place}/out{number}"
            script = "import sys; from tradekit.cli.main import main; main(sys.argv[1:])"
            command = [sys.executable, "-c", script, "report", "--out", out, "--notebook", "report"]
            reports.append(_clock(command))
    yield Measure(section, "floor: papermill, pandas and matplotlib imported", "s", tuple(floors[1:]))
    yield Measure(section, "tradekit report", "s", tuple(reports[1:]))
    times = tuple(made / floor for made, floor in zip(reports[1:], floors[1:], strict=True))
    yield Measure(section, "tradekit report, by the floor", "times", times, f"wanted {REPORT_TIMES}")


def _notebook(code: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": "code", "id": "a", "source": code, "outputs": []}
    cell |= {"metadata": {}, "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
