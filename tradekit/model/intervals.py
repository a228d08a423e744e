"""Intervals: what a printed figure leaves open, and arithmetic with it.

41.76万亿元 stands for every sum in [41.755, 41.765) trillion, 10万亿元以上 for [10, ∞) trillion. Two
statements agree when their intervals meet; "they differ by less than 0.1" is no test. Rounding is half up,
but a half may have gone either way in print, so that intervals which only touch still meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isinf
from typing import Final

SLACK: Final = 1e-9
"""Relative room for binary floating point when two ends are compared."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; an end that is open does not belong to it.

    >>> Interval(41.755, 41.765, high_open=True) - Interval(9.685, 9.695, high_open=True)
    Interval(32.06, 32.08, open both)
    >>> Interval(1, 2) / Interval(4, 5)
    Interval(0.2, 0.5)
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def __repr__(self) -> str:
        ends = {(0, 0): "", (1, 0): ", open low", (0, 1): ", open high", (1, 1): ", open both"}
        return f"Interval({self.low!r}, {self.high!r}{ends[self.low_open, self.high_open]})"

    @property
    def middle(self) -> float:
        """The middle; infinite where an end is."""
        return (self.low + self.high) / 2 if self.finite else (self.high if isinf(self.high) else self.low)

    @property
    def finite(self) -> bool:
        """Whether both ends are numbers."""
        return not (isinf(self.low) or isinf(self.high))

    @property
    def width(self) -> float:
        """High less low."""
        return self.high - self.low

    def __contains__(self, number: float) -> bool:
        """Whether a number lies inside, open ends left out.

        >>> 41.765 in Interval(41.755, 41.765, high_open=True)
        False
        """
        above = number > self.low or (number == self.low and not self.low_open)
        return above and (number < self.high or (number == self.high and not self.high_open))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common, touching ends included."""
        return self.gap(other) == 0

    def gap(self, other: Interval) -> float:
        """How far apart the two are: positive where this one is higher, 0 where they meet.

        >>> Interval(5, 6).gap(Interval(1, 2))
        3
        """
        ends = (self.low, self.high, other.low, other.high)
        room = SLACK * max((abs(x) for x in ends if not isinf(x)), default=0)
        if self.low > other.high + room:
            return self.low - other.high
        if other.low > self.high + room:
            return self.high - other.low
        return 0

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval | float) -> Interval:
        b = as_interval(other)
        return Interval(
            self.low + b.low, self.high + b.high, self.low_open or b.low_open, self.high_open or b.high_open
        )

    def __sub__(self, other: Interval | float) -> Interval:
        return self + -as_interval(other)

    def __mul__(self, other: Interval | float) -> Interval:
        b = as_interval(other)
        ends = [
            (_times(x, y), p or q)
            for x, p in ((self.low, self.low_open), (self.high, self.high_open))
            for y, q in ((b.low, b.low_open), (b.high, b.high_open))
        ]
        low, high = min(ends), max(ends, key=lambda end: (end[0], not end[1]))
        return Interval(low[0], high[0], low[1], high[1])

    def __truediv__(self, other: Interval | float) -> Interval:
        b = as_interval(other)
        if b.low <= 0 <= b.high:
            return Interval(-inf, inf)
        return self * Interval(1 / b.high, 1 / b.low, b.high_open, b.low_open)

    def __radd__(self, other: float) -> Interval:
        return self + other

    def __rsub__(self, other: float) -> Interval:
        return -self + other

    def __rmul__(self, other: float) -> Interval:
        return self * other

    def __rtruediv__(self, other: float) -> Interval:
        return as_interval(other) / self


def as_interval(number: Interval | float) -> Interval:
    """The interval itself, or the point of a plain number."""
    return number if isinstance(number, Interval) else Interval(number, number)


def hull(parts: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of them.

    >>> hull([Interval(1, 2), Interval(4, 5)])
    Interval(1, 5)
    """
    found = list(parts)
    return Interval(min(p.low for p in found), max(p.high for p in found))


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b
