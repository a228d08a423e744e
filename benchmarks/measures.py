"""A measure: what was measured, each value, and how it is shown; all of them as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measure:
    """Values of one thing, measured several times in one run."""

    section: str
    name: str
    unit: str
    values: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of ``work``, so that what else the machine does plays little part."""
    start = time.process_time()
    work()
    return time.process_time() - start


def table(measures: Sequence[Measure]) -> str:
    """The measures as lines of text, by section."""
    width = max(len(one.name) for one in measures)
    lines, section = [], ""
    for one in measures:
        if one.section != section:
            section = one.section
            lines += ["", section, f"  {'':{width}} {'median':>9}   {'from – to':^17}"]
        low, high = _number(min(one.values)), _number(max(one.values))
        spread = f"{low:>7} – {high:<7}" if len(one.values) > 1 else ""
        value = f"{_number(one.median):>9}   {spread:17} {one.unit:6} {one.note}"
        lines.append(f"  {one.name:{width}} {value}".rstrip())
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def machine() -> dict[str, object]:
    """What the figures were measured on; the load is that of the last minute."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def write(path: Path, measures: Sequence[Measure], started: dict[str, object]) -> None:
    """All values as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(one) | {"median": one.median} for one in measures]
    path.write_text(json.dumps({"machine": started, "measures": rows}, ensure_ascii=False, indent=1), "utf-8")
