"""An archive of many reports: its size, one more, a series, and kill -9 in the middle.

    python -m benchmarks.archive [REPORTS] [FOLDER]

The reports are the project's own with other digits and other years, so that series are long. Clock times:
several processes work, and a person waits.
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measures import Measure, machine, seconds, table
from benchmarks.texts import OWN, varied

_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
SHIFTS = range(-90, 60)
"""Years by which a text is moved."""
SECTION = "An archive of {count:,} reports"


def reports(count: int) -> Iterator[tuple[str, str]]:
    """Names and texts of so many reports, dates moved by the same number of years in each."""
    chance = random.Random(count)
    own = [(path.name, path.read_text("utf-8")) for path in sorted(OWN.glob("*.txt"))]
    for number in range(count):
        name, text = own[number % len(own)]
        shift = chance.choice(SHIFTS)
        moved = [_YEAR.sub(lambda found, by=shift: str(int(found[0]) + by), one) for one in (name, text)]
        yield f"{number // 1000:04}/{moved[0][:10]}_{number:06}.txt", varied(moved[1], chance)


def a_folder(place: Path, count: int) -> Path:
    """A folder of so many reports, a thousand in each subfolder."""
    for name, text in reports(count):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return place


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def kit(*arguments: object) -> list[str]:
    """The command of the kit."""
    return [sys.executable, "-m", "tradekit", *map(str, arguments)]


def clock(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def killed(command: list[str], out: Path, parts: int) -> int:
    """Start a command, kill it once it has made so many parts, and say how many there are."""
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list(out.glob("records/*.json"))) < parts:
        time.sleep(0.2)
    running.send_signal(signal.SIGKILL)
    running.wait()
    return len(list(out.glob("records/*.json")))


def measured(count: int, place: Path) -> Iterator[Measure]:
    """All measures, on an archive that is made below ``place``."""
    import tradekit as tk

    section = SECTION.format(count=count)
    folder, out = a_folder(place / "reports", count), place / "archive"
    command = kit("extract", folder, "--out", out, "--jobs", 2)
    yield Measure(section, "text", "MB", (size(folder) / 1e6,))
    kept = killed(command, out, max(1, count // 5_000))
    yield Measure(section, "parts kept after kill -9", "", (kept,))
    yield Measure(section, "the rest, --jobs 2", "s", (clock(lambda: subprocess.run(command, check=False)),))
    yield Measure(section, "archive", "MB", (size(out) / 1e6,))
    archive = tk.Archive(out)
    yield Measure(section, "rows", "", (int(archive.reports()["rows"].sum()),))
    added = []
    for number, (name, text) in enumerate(reports(3)):
        path = place / f"more-{number}-{name.rpartition('/')[2]}"
        path.write_text(text, "utf-8")
        added.append(clock(lambda one=path: subprocess.run(kit("add", one, "--archive", out), check=True)))
    yield Measure(section, "one more: tradekit add", "s", tuple(added), "with the start of Python")
    asked: dict[str, Callable[[], object]] = {
        "series: exports by month": lambda: archive.series("export", frequency="M"),
        "series: trade with ASEAN by quarter": lambda: archive.series("trade", partner="ASEAN"),
        "the list of reports": archive.reports,
    }
    for name, work in asked.items():
        yield Measure(section, name, "s", tuple(clock(work) for _ in range(5)))
        yield Measure(section, f"{name}, processor", "s", tuple(seconds(work) for _ in range(3)))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(", ".join(f"{name} {value}" for name, value in machine().items()))
    with tempfile.TemporaryDirectory() as made:
        place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made)
        print(table(list(measured(count, place))))


if __name__ == "__main__":
    main()
