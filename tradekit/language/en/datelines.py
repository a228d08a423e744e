"""Datelines and dates of print in English: where a story came from, and on which day.

``BEIJING, Jan. 13 (Xinhua) --`` at the start of a story, ``Published: 13 January 2024`` on a line of its own.
"""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.zh.datelines import Day, Spoken, valid

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_M: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_Y: Final = r"(?:19|20)\d\d(?!\d)"
_D: Final = r"[0-3]?\d(?:st|nd|rd|th)?(?!\d)"
_DAY: Final = rf"(?:{_M} {_D}(?:,? {_Y})?|{_D} {_M}(?:,? {_Y})?)"
_CAPITALS: Final = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+){0,2}"
_PLACE: Final = r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}"
_AGENCY: Final = r"(?:\([A-Z][^()\n]{1,30}\)|/[A-Z][^/\n]{1,30}/)"
_DASH: Final = r"(?:--+|[-–—:])(?!\d)"
START: Final = re.compile(
    rf"(?:\([A-Z][^()\n]{{2,60}}\) ?)?(?:(?:{_CAPITALS},?|{_PLACE},) (?:— )?{_DAY},? {_AGENCY}(?: ?{_DASH})?"
    rf"|{_CAPITALS},? (?:[-–—] )?{_DAY} ?{_DASH})"
)
"""A story's opening up to its first word."""
_MAY: Final = re.compile(r"\s*[(A-Z]")
_DATE: Final = re.compile(
    rf"\b(?:(?P<m>{_M}) (?P<d>{_D})(?:,? (?P<y>{_Y}))?|(?P<d2>{_D}) (?P<m2>{_M})(?:,? (?P<y2>{_Y}))?)"
    rf"|\b(?P<y3>{_Y})[-/](?P<m3>[01]?\d)[-/](?P<d3>[0-3]?\d)(?!\d)",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(
    r"(?:(?:first|last) )?(?:published|posted|updated|modified|released?|issued|dated?)(?: date| on| at)?\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}[:.]\d\d(?::\d\d)?\b"
    r"|\b(?:[ap]\.?m\b\.?|GMT|UTC|BST|EST|EDT|ET|CST|IST|JST|KST|SGT|HKT|at)\b|[+-]\d\d:?\d\d"
    r"|\b(?:source|from|by):? [A-Za-z][\w.&'’ -]*|[|•·,:;()\s-]",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(rf"(?:\b({_M}) )?(?<![\d–/-])\b({_Y})(?![,.]?\d|[–/-]\d)")
_AHEAD: Final = re.compile(r"\b(?:by|until|till|towards?|forecast\w*|expect\w*|target\w*|will)\b[^.]*\Z")


def may_open(text: str) -> bool:
    """Whether ``text`` begins as a dateline may: where it does not, :data:`START` needs no try."""
    return _MAY.match(text) is not None


def day_of(dateline: str) -> Day | None:
    """The day that a dateline names, with its year where it has one.

    >>> day_of("BEIJING, Jan. 13 (Xinhua) --"), day_of("LONDON, 5 February 2025 (PA)")
    (Day(year=0, month=1, day=13), Day(year=2025, month=2, day=5))
    """
    found = _DATE.search(dateline)
    if found is None:
        return None
    year = int(found["y"] or found["y2"] or found["y3"] or 0)
    month, day = found["m"] or found["m2"], re.sub(r"\D", "", found["d"] or found["d2"] or found["d3"])
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(found["m3"])
    return valid(year, number, int(day)) if int(day) else None


def header_day(line: str) -> Day | None:
    """The date of a header line, that is, one with nothing but a full date, a time, a source and the like.

    >>> header_day("Published: Saturday, 13 January 2024, 10:30 GMT | Source: Some Agency")
    Day(year=2024, month=1, day=13)
    >>> header_day("Tariffs fall on January 13, 2024")
    """
    if len(line) > 80 or not ("19" in line or "20" in line):
        return None
    day = day_of(line)
    return day if day is not None and day.year and not _HEADER.sub("", _DATE.sub("", line)) else None


def spoken(text: str) -> Spoken:
    """The last year that a text speaks of as past, and the months named with it (0: the year alone).

    >>> spoken("Exports fell in 2022 and rose in December 2023; they are expected to grow in 2024.")
    (2023, {0, 12})
    """
    last, months = 0, {0}
    for found in _SPOKEN.finditer(text):
        year = int(found[2])
        if year < last or _AHEAD.search(text, max(0, found.start() - 40), found.start()):
            continue
        month = _MONTHS.index(found[1][:3].lower()) + 1 if found[1] else 0
        months = months | {month} if year == last else {0, month}
        last = year
    return last, months
