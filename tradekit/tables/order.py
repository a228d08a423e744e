"""Periods in order of time, and how long each is."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def span(period: str) -> tuple[int, int]:
    """First and last day of a period as ``YYYYMMDD`` numbers, months 31 days long; (0, 0) if unreadable.

    >>> span("2023-Q1"), span("2023-01/2023-10"), span("2021/2023"), span("?")
    ((20230101, 20230331), (20230101, 20231031), (20210101, 20231231), (0, 0))
    """
    try:
        if "/" in period:
            start, end = period.split("/", 1)
            return span(start)[0], span(end)[1]
        parts = period.split("-")
        year = int(parts[0]) * 10000
        if len(parts) == 1:
            return year + 101, year + 1231
        first, last = _months(parts[1])
        if len(parts) == 3:
            return year + first * 100 + int(parts[2]), year + last * 100 + int(parts[2])
        return year + first * 100 + 1, year + last * 100 + 31
    except (ValueError, IndexError):
        return 0, 0


def _months(part: str) -> tuple[int, int]:
    """First and last month of a quarter (Q1), a half (H1) or a month (01)."""
    if part[0] == "Q":
        return int(part[1]) * 3 - 2, int(part[1]) * 3
    if part[0] in "HS":
        return int(part[1]) * 6 - 5, int(part[1]) * 6
    return int(part), int(part)


def period_key(period: str) -> tuple[int, int, str]:
    """A sort key: by the day a period ends, the shorter period first where two end together.

    >>> sorted(["2023", "2023-Q1", "2023-12", "2023-H1", "2023-01/2023-10", "2022"], key=period_key)
    ['2022', '2023-Q1', '2023-H1', '2023-01/2023-10', '2023-12', '2023']
    """
    start, end = span(period)
    return end, -start, period


def frequency(period: str) -> str:
    """``A`` year, ``H`` half, ``Q`` quarter, ``M`` month, ``C`` run of months, ``R`` of years, ``D`` days.

    >>> [frequency(p) for p in ("2023", "2023-H1", "2023-Q4", "2023-12", "2023-01/2023-02", "2021/2023", "x")]
    ['A', 'H', 'Q', 'M', 'C', 'R', '']
    """
    if span(period) == (0, 0):
        return ""
    first = period.split("/")[0].split("-")
    if "/" in period:
        return "RCD"[min(len(first), 3) - 1]
    if len(first) == 1:
        return "A"
    if len(first) == 3:
        return "D"
    return {"Q": "Q", "H": "H", "S": "H"}.get(first[1][0], "M")


def year(period: str) -> str:
    """The year in which a period ends.

    >>> year("2023-01/2023-10"), year("2021/2023")
    ('2023', '2023')
    """
    return period.split("/")[-1][:4]
