"""The reading order of a printed page: recursive XY-cut.

A region of the page is cut along a strip of white that runs through it from top to bottom (a gutter
between columns), else along one from left to right, if what is above or below it then falls into columns;
what can't be cut is read line by line. (G. Nagy and S. Seth, Hierarchical representation of optically
scanned documents, 1984.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GUTTER = 0.8
"""The width of a gutter, at least, in heights of a character."""
_CUTS = 12
"""How many of the widest strips between lines are tried."""
_TITLE = 3
"""A title has at most this many runs."""
_DEPTH = 30
_PARAGRAPH = 1.6
"""The distance between lines, in usual distances, that a blank line stands for."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn side by side: left, right, low and high edge in points, and their text."""

    left: float
    right: float
    low: float
    high: float
    text: str


def page_text(runs: Sequence[Run]) -> str:
    """The text of a page in reading order: a line each, a blank line between regions.

    >>> page_text([Run(0, 40, 90, 100, "左一，"), Run(60, 90, 90, 100, "右一。"),
    ...            Run(0, 40, 78, 88, "左二，"), Run(60, 90, 78, 88, "右二。")])
    '左一，\\n左二，\\n\\n右一。\\n右二。'
    """
    if not runs:
        return ""
    size = median(run.high - run.low for run in runs) or 1.0
    return "\n\n".join(_read(region, size) for region in _regions(list(runs), size, _DEPTH))


def _regions(runs: list[Run], size: float, depth: int) -> Iterator[list[Run]]:
    columns = _columns(runs, size)
    title = _title(runs, size) if depth and len(columns) > 1 else None
    if title:
        for part in title:
            yield from _regions(part, size, depth - 1)
        return
    if depth and len(columns) > 1:
        for column in columns:
            yield from _regions(column, size, depth - 1)
        return
    for above, below in _halves(runs, size) if depth else ():
        if len(_columns(above, size)) > 1 or len(_columns(below, size)) > 1:
            yield from _regions(above, size, depth - 1)
            yield from _regions(below, size, depth - 1)
            return
    yield runs


def _columns(runs: list[Run], size: float) -> list[list[Run]]:
    """The runs between gutters, from left to right; a line on its own is not cut."""
    columns = _split(runs, size)
    lows = [{round(run.low / size) for run in column} for column in columns]
    return columns if len(columns) > 1 and sum(len(low) > 1 for low in lows) > 1 else [runs]


def _split(runs: list[Run], size: float) -> list[list[Run]]:
    """The runs between strips of white from top to bottom."""
    columns: list[list[Run]] = []
    edge = float("-inf")
    for run in sorted(runs, key=lambda run: run.left):
        if run.left - edge > _GUTTER * size or not columns:
            columns.append([])
        columns[-1].append(run)
        edge = max(edge, run.right)
    return columns


def _title(runs: list[Run], size: float) -> tuple[list[Run], list[Run]] | None:
    """A title that stands in the middle above columns, no wider than one of them, and what is below it."""
    middle = (min(run.left for run in runs) + max(run.right for run in runs)) / 2
    for above, below in _halves(runs, size):
        inside = (min(run.left for run in above) + max(run.right for run in above)) / 2
        alone = len(above) <= _TITLE and len(_split(above, size)) == 1
        if alone and abs(inside - middle) < size and len(_columns(below, size)) > 1:
            return above, below
    return None


def _halves(runs: list[Run], size: float) -> Iterator[tuple[list[Run], list[Run]]]:
    """The runs above and below the widest strips of white, the widest first."""
    ordered = sorted(runs, key=lambda run: -run.high)
    gaps: list[tuple[float, int]] = []
    edge = ordered[0].low
    for index, run in enumerate(ordered[1:], 1):
        if edge - run.high > 0:
            gaps.append((edge - run.high, index))
        edge = min(edge, run.low)
    for _, index in sorted(gaps, key=lambda gap: (-gap[0], gap[1]))[:_CUTS]:
        yield ordered[:index], ordered[index:]


def lines(runs: Sequence[Run]) -> list[tuple[list[Run], float]]:
    """The lines of some runs from the top, each with its distance to the one above, in usual ones."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.low, run.left)):
        if rows and abs(rows[-1][0].low - run.low) < 0.5 * (run.high - run.low):
            rows[-1].append(run)
        else:
            rows.append([run])
    steps = [a[0].low - b[0].low for a, b in pairwise(rows)]
    usual = (median(steps) if steps else 0.0) or 1.0
    ordered = [sorted(row, key=lambda run: run.left) for row in rows]
    return list(zip(ordered, [0.0, *(step / usual for step in steps)], strict=False))


def _read(runs: list[Run], size: float) -> str:
    """A region read line by line; lines that are set in begin with two wide spaces."""
    edge, rows, out = min(run.left for run in runs), lines(runs), []
    for row, step in rows:
        indent = "\u3000\u3000" if 1.2 * size < row[0].left - edge < 3 * size and len(rows) > 2 else ""
        out.append("\n" * (step > _PARAGRAPH) + indent + " ".join(run.text.strip() for run in row))
    return "\n".join(out)
