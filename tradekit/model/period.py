"""Period: a run of whole months, or of days within them, and the shortest form of its name."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, final

NO_YEAR: Final = 100
"""The year of what a text tells without any: it is counted from here, and named ``XXXX``."""
_FIRST: Final = 1000
_WRITTEN: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|[HS]([12])|(0[1-9]|1[0-2])(?:-(\d\d))?))?")


@final
class Period:
    """Months ``first`` to ``last``, each counted as ``year * 12 + month - 1``.

    ``days`` are the first and the last day by their ordinals, where not the whole months are meant.

    >>> Period.of(2023), Period.of(2023).name, Period.of(2023, 1, 10).name
    (Period(first=24276, last=24287), '2023', '2023-01/2023-10')
    >>> Period.of(NO_YEAR, 1, 3).name
    'XXXX-Q1'
    >>> Period.of_days(date(2024, 9, 2), date(2024, 9, 8)).name
    '2024-09-02/2024-09-08'
    """

    __slots__ = ("days", "first", "last")

    def __init__(self, first: int, last: int, days: tuple[int, int] | None = None) -> None:
        self.first: Final = first
        self.last: Final = last
        self.days: Final = days

    def __repr__(self) -> str:
        return f"Period(first={self.first}, last={self.last})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return False
        return (self.first, self.last, self.days) == (other.first, other.last, other.days)

    def __hash__(self) -> int:
        return hash((self.first, self.last, self.days))

    def __lt__(self, other: Period) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @staticmethod
    def read(name: str) -> Period | None:
        """The period of a written form; None where it is none, or has no year.

        >>> Period.read("2023-Q2"), Period.read("2023-01/2023-09"), Period.read("XXXX-Q1")
        (Period(first=24279, last=24281), Period(first=24276, last=24284), None)
        """
        first, slash, last = name.partition("/")
        if slash:
            a, b = Period.read(first), Period.read(last)
            if a is None or b is None or b < a or (a.days is None) != (b.days is None):
                return None
            return Period(a.first, b.last, (a.days[0], b.days[1]) if a.days and b.days else None)
        found = _WRITTEN.fullmatch(name)
        if found is None:
            return None
        year, quarter, half, month, day = [int(part or 0) for part in found.groups()]
        try:
            if day:
                return Period.of_days(date(year, month, day), date(year, month, day))
        except ValueError:
            return None
        size = 3 if quarter else 6 if half else 1 if month else 12
        start = size * ((quarter or half or month or 1) - 1)
        return Period.of(year, start + 1, start + size)

    @staticmethod
    def of_days(first: date, last: date) -> Period:
        """The days from ``first`` to ``last``."""
        months = [day.year * 12 + day.month - 1 for day in (first, last)]
        return Period(months[0], months[1], (first.toordinal(), last.toordinal()))

    def earlier(self, days: int) -> Period:
        """The days as many ``days`` earlier; months are no such days, and stay."""
        if self.days is None:
            return self
        first, last = [date.fromordinal(day - days) for day in self.days]
        return Period.of_days(first, last)

    @staticmethod
    def of(year: int, start: int = 1, end: int = 12) -> Period:
        """The period from month ``start`` to ``end`` of ``year``."""
        return Period(year * 12 + start - 1, year * 12 + end - 1)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last // 12

    @property
    def dated(self) -> bool:
        """Whether its year is known."""
        return self.first >= 12 * _FIRST

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.last - self.first + 1

    def back(self, months: int) -> Period:
        """The period as many ``months`` earlier."""
        if self.days is not None:
            return self.earlier(365 * months // 12)
        return Period(self.first - months, self.last - months)

    def within(self, other: Period) -> bool:
        """Whether the period lies inside ``other`` and is shorter."""
        return other.first <= self.first and self.last <= other.last and self != other

    @property
    def name(self) -> str:
        """The shortest written form: ``2023``, ``2023-H1``, ``2023-Q1``, ``2023-12``, ``2023-01/2023-10``."""
        if self.days is not None:
            first, last = [date.fromordinal(day) for day in self.days]
            return f"{_year(first.year)}{first:-%m-%d}/{_year(last.year)}{last:-%m-%d}"
        month = self.first % 12
        year, end = _year(self.first // 12), _year(self.year)
        if self.months == 1:
            return f"{year}-{month + 1:02}"
        if self.months == 3 and month % 3 == 0:
            return f"{year}-Q{month // 3 + 1}"
        if self.months == 6 and month % 6 == 0:
            return f"{year}-H{month // 6 + 1}"
        if month == 0 and self.months % 12 == 0:
            return year if self.months == 12 else f"{year}/{end}"
        return f"{year}-{month + 1:02}/{end}-{self.last % 12 + 1:02}"


def _year(year: int) -> str:
    return str(year) if year >= _FIRST else "XXXX"
