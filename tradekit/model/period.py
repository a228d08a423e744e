"""Period: a run of whole months, and the shortest form of its name."""

from __future__ import annotations

from typing import Final, final

NO_YEAR: Final = 100
"""The year of what a text tells without any: it is counted from here, and named ``XXXX``."""
_FIRST: Final = 1000


@final
class Period:
    """Months ``first`` to ``last``, each counted as ``year * 12 + month - 1``.

    >>> Period.of(2023), Period.of(2023).name, Period.of(2023, 1, 10).name
    (Period(first=24276, last=24287), '2023', '2023-01/2023-10')
    >>> Period.of(NO_YEAR, 1, 3).name
    'XXXX-Q1'
    """

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first: Final = first
        self.last: Final = last

    def __repr__(self) -> str:
        return f"Period(first={self.first}, last={self.last})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.first == other.first and self.last == other.last

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    @staticmethod
    def of(year: int, start: int = 1, end: int = 12) -> Period:
        """The period from month ``start`` to ``end`` of ``year``."""
        return Period(year * 12 + start - 1, year * 12 + end - 1)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last // 12

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.last - self.first + 1

    def back(self, months: int) -> Period:
        """The period as many ``months`` earlier."""
        return Period(self.first - months, self.last - months)

    def within(self, other: Period) -> bool:
        """Whether the period lies inside ``other`` and is shorter."""
        return other.first <= self.first and self.last <= other.last and self != other

    @property
    def name(self) -> str:
        """The shortest written form: ``2023``, ``2023-H1``, ``2023-Q1``, ``2023-12``, ``2023-01/2023-10``."""
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
