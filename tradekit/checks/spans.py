"""Periods as spans of months, so that one can tell which of them make up another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple


class Span(NamedTuple):
    """The months from ``first`` to ``last``, counted as year × 12 + month − 1, both included."""

    first: int
    last: int

    def shift(self, months: int) -> Span:
        """The span so many months later."""
        return Span(self.first + months, self.last + months)


@cache
def span(period: str) -> Span | None:
    """The months of a period as the observation table writes it; None for days and for no period.

    >>> span("2023-Q2"), span("2023-01/2023-09"), span("2023-10-01/2023-10-07")
    (Span(first=24279, last=24281), Span(first=24276, last=24284), None)
    """
    first, slash, last = period.partition("/")
    if slash:
        a, b = span(first), span(last)
        return Span(a.first, b.last) if a and b and a.first <= b.last else None
    found = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})))?", period)
    if not found:
        return None
    year = int(found[1]) * 12
    if found[2]:
        return Span(year + 3 * int(found[2]) - 3, year + 3 * int(found[2]) - 1)
    if found[3]:
        return Span(year + 6 * int(found[3]) - 6, year + 6 * int(found[3]) - 1)
    if found[4]:
        return Span(year + int(found[4]) - 1, year + int(found[4]) - 1)
    return Span(year, year + 11)


def name(months: Span) -> str:
    """A span as the observation table writes it, in the shortest form.

    >>> name(Span(24279, 24287)), name(Span(24276, 24287)), name(Span(24276, 24281))
    ('2023-04/2023-12', '2023', '2023-H1')
    """
    (year, start), size = divmod(months.first, 12), months.last - months.first + 1
    if start == 0 and size % 12 == 0:
        return str(year) if size == 12 else f"{year}/{year + size // 12 - 1}"
    if size in (3, 6) and start % size == 0:
        return f"{year}-{'Q' if size == 3 else 'H'}{start // size + 1}"
    ends = [f"{m // 12}-{m % 12 + 1:02d}" for m in months]
    return ends[0] if size == 1 else "/".join(ends)


def year_before(period: str) -> str | None:
    """The same months a year earlier, None where the period isn't one of months."""
    months = span(period)
    return name(months.shift(-12)) if months else None


def just_before(period: str) -> str | None:
    """The span of the same length that ends where this one begins: the base of 环比."""
    months = span(period)
    return name(months.shift(months.first - months.last - 1)) if months else None


def tilings(whole: Span, known: Collection[Span]) -> Iterator[tuple[Span, ...]]:
    """Every way to lay known spans end to end so that they fill the whole, itself left out.

    >>> year, half, quarters = Span(0, 11), Span(0, 5), [Span(0, 2), Span(3, 5), Span(6, 11)]
    >>> [len(way) for way in tilings(year, [year, half, *quarters])]
    [3, 2]
    """
    inside = sorted(s for s in set(known) if s != whole and s.first >= whole.first and s.last <= whole.last)
    yield from _lay(whole.first, whole.last, inside)


def with_one_gap(whole: Span, known: Collection[Span]) -> Iterator[tuple[tuple[Span, ...], Span]]:
    """Known spans that fill the whole but for one run of months, with that run; the shortest lists first."""
    inside = sorted(s for s in set(known) if s != whole and s.first >= whole.first and s.last <= whole.last)
    found: dict[Span, tuple[Span, ...]] = {}
    for head in _runs(whole.first, inside, forward=True):
        for tail in _runs(whole.last, inside, forward=False):
            gap = Span(head[-1].last + 1 if head else whole.first, tail[-1].first - 1 if tail else whole.last)
            tiles = (*head, *reversed(tail))
            if tiles and gap.first <= gap.last and (gap not in found or len(tiles) < len(found[gap])):
                found[gap] = tiles
    for gap, tiles in found.items():
        yield tiles, gap


def _lay(at: int, end: int, tiles: list[Span]) -> Iterator[tuple[Span, ...]]:
    if at > end:
        yield ()
        return
    for tile in tiles:
        if tile.first == at:
            for rest in _lay(tile.last + 1, end, tiles):
                yield (tile, *rest)


def _runs(at: int, tiles: list[Span], *, forward: bool) -> Iterator[tuple[Span, ...]]:
    """Every run of tiles end to end from one side, the empty one too."""
    yield ()
    for tile in tiles:
        if (tile.first if forward else tile.last) == at:
            for rest in _runs(tile.last + 1 if forward else tile.first - 1, tiles, forward=forward):
                yield (tile, *rest)
