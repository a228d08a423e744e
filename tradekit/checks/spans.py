"""Periods as spans of months, so that one can tell which of them make up another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from tradekit.model.period import Period


@cache
def span(period: str) -> Period | None:
    """The whole months of a period as the observation table writes it; None for days and for no period.

    >>> span("2023-Q2"), span("2023-10-01/2023-10-07")
    (Period(first=24279, last=24281), None)
    """
    found = Period.read(period)
    return found if found is not None and found.days is None else None


def year_before(period: str) -> str | None:
    """The same months a year earlier, None where the period isn't one of months."""
    months = span(period)
    return months.back(12).name if months else None


def just_before(period: str) -> str | None:
    """The span of the same length that ends where this one begins: the base of 环比."""
    months = span(period)
    return months.back(months.months).name if months else None


def tilings(whole: Period, known: Collection[Period]) -> Iterator[tuple[Period, ...]]:
    """Every way to lay known spans end to end so that they fill the whole, itself left out.

    >>> year, half, quarters = Period(0, 11), Period(0, 5), [Period(0, 2), Period(3, 5), Period(6, 11)]
    >>> [len(way) for way in tilings(year, [year, half, *quarters])]
    [3, 2]
    """
    inside = sorted(s for s in set(known) if s != whole and s.first >= whole.first and s.last <= whole.last)
    yield from _lay(whole.first, whole.last, inside)


def with_one_gap(whole: Period, known: Collection[Period]) -> Iterator[tuple[tuple[Period, ...], Period]]:
    """Known spans that fill the whole but for one run of months, with that run; the shortest lists first."""
    inside = sorted(s for s in set(known) if s != whole and s.first >= whole.first and s.last <= whole.last)
    found: dict[Period, tuple[Period, ...]] = {}
    for head in _runs(whole.first, inside, forward=True):
        for tail in _runs(whole.last, inside, forward=False):
            gap = Period(
                head[-1].last + 1 if head else whole.first, tail[-1].first - 1 if tail else whole.last
            )
            tiles = (*head, *reversed(tail))
            if tiles and gap.first <= gap.last and (gap not in found or len(tiles) < len(found[gap])):
                found[gap] = tiles
    for gap, tiles in found.items():
        yield tiles, gap


def _lay(at: int, end: int, tiles: list[Period]) -> Iterator[tuple[Period, ...]]:
    if at > end:
        yield ()
        return
    for tile in tiles:
        if tile.first == at:
            for rest in _lay(tile.last + 1, end, tiles):
                yield (tile, *rest)


def _runs(at: int, tiles: list[Period], *, forward: bool) -> Iterator[tuple[Period, ...]]:
    """Every run of tiles end to end from one side, the empty one too."""
    yield ()
    for tile in tiles:
        if (tile.first if forward else tile.last) == at:
            for rest in _runs(tile.last + 1 if forward else tile.first - 1, tiles, forward=forward):
                yield (tile, *rest)
