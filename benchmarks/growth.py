"""Growth with length: seconds and peak memory for more and more text, in files and in one file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from benchmarks.measures import Measure, seconds
from benchmarks.rates import extraction
from benchmarks.texts import a_folder, corpus, length

LENGTHS = (30_000, 100_000, 300_000, 1_000_000)
"""Bytes of one report that grows."""


def folders(sizes: Sequence[int], jobs: int) -> Iterator[Measure]:
    """``tradekit extract FOLDER --out DIR --jobs`` over folders of pages of ``sizes`` bytes."""
    section = f"A folder of pages, tradekit extract --jobs {jobs}: by size"
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="tradekit-bench-") as place:
            folder = a_folder(Path(place, "pages"), "pages", size)
            spent, peak = _run(folder, Path(place, "out"), jobs)
            made = sum(path.stat().st_size for path in Path(place, "out").rglob("*.parquet"))
        name = f"{size / 1e6:.0f} MB"
        yield Measure(section, f"{name}: rate, clock time", "MB/s", (size / spent / 1e6,))
        yield Measure(section, f"{name}: peak memory, all processes", "MB", (peak / 1e6,))
        yield Measure(section, f"{name}: Parquet written, by text read", "%", (made / size * 100,))


def _run(folder: Path, out: Path, jobs: int) -> tuple[float, int]:
    """Seconds by the clock, and the most memory that the process and its children had at one time."""
    script = "import sys; from tradekit.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "extract", str(folder), "--out", str(out), "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(0.2)
    if process.returncode:
        raise RuntimeError((process.stderr.read() if process.stderr else b"").decode())
    return time.perf_counter() - start, peak


def _memory(pid: int) -> int:
    """Bytes of the process and its children; what they share counts once where the system tells (PSS)."""
    total = 0
    try:
        root = psutil.Process(pid)
        for one in (root, *root.children(recursive=True)):
            total += one.memory_full_info().pss if psutil.LINUX else one.memory_info().rss
    except psutil.Error:
        return total
    return total


def one_report() -> Iterator[Measure]:
    """The rate on one report that gets longer: a falling rate is time that grows faster than the text."""
    for length_ in LENGTHS:
        texts = corpus("dense", length_, 0)
        whole = [("2024-01-13.txt", "\n\n".join(text for _, text in texts))]
        rate = length(whole) / seconds(lambda whole=whole: extraction(whole)) / 1e6
        yield Measure(
            "One report that gets longer: processor time", f"{length_ / 1000:.0f} kB", "MB/s", (rate,)
        )
