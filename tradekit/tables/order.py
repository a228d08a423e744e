"""Periods in order of time, and how long each is."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from tradekit.language.labels import WORDING
from tradekit.model.errors import TradekitError
from tradekit.model.period import Period

FREQUENCIES: dict[str, list[str]] = WORDING["frequencies"]
"""The lengths of period that a series can have, each with the words for it; C runs from January on."""


@lru_cache(maxsize=4096)
def span(period: str) -> tuple[int, int]:
    """First and last day of a period as ``YYYYMMDD`` numbers, months 31 days long; (0, 0) if unreadable.

    >>> span("2023-Q1"), span("2023-01/2023-10"), span("2021/2023"), span("?")
    ((20230101, 20230331), (20230101, 20231031), (20210101, 20231231), (0, 0))
    """
    found = Period.read(period)
    if found is None:
        return 0, 0
    months = [end // 12 * 10000 + (end % 12 + 1) * 100 for end in (found.first, found.last)]
    days = [date.fromordinal(day).day for day in found.days] if found.days else [1, 31]
    return months[0] + days[0], months[1] + days[1]


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


@lru_cache(maxsize=64)
def frequency_of(word: str) -> str:
    """The code of a length of period by any word for it, in either language.

    Raises :class:`TradekitError` for a word that is none.

    >>> [frequency_of(word) for word in ("Q", "monthly", "Y", "ytd", "半年")]
    ['Q', 'M', 'A', 'C', 'H']
    """
    names = {name.casefold(): code for code, names in FREQUENCIES.items() for name in (code, *names)}
    if word.casefold() not in names:
        close = get_close_matches(word.casefold(), names, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise TradekitError(
            f"frequency={word!r} is none of a series; {hint}use {', '.join(FREQUENCIES)} (C: from January on)"
        )
    return names[word.casefold()]


def year(period: str) -> str:
    """The year in which a period ends.

    >>> year("2023-01/2023-10"), year("2021/2023")
    ('2023', '2023')
    """
    return period.split("/")[-1][:4]
