"""The period that a heading of a table names: year, months, and what is left to other headings to say."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, Final, NamedTuple

from tradekit.language.interface import language
from tradekit.language.lexicon import FOLDER
from tradekit.language.mentions import PeriodMention
from tradekit.model.period import Period

_TOO_OLD: Final = 1900
_SAMBAT: Final = 2050
"""Fiscal years beyond this are of the Bikram Sambat, 57 years ahead, from mid-July."""
_CENTURY: Final = 70
_WORDY: Final = 12
"""The month May is a verb in a longer text that names no year."""


class Time(NamedTuple):
    """What one heading says of the period: year and months where it names them, and how they are meant.

    ``ytd`` from January on, ``single`` the last month alone, ``whole`` the year; ``shift`` years to add;
    ``until`` the last year of several; ``fiscal`` that the year is one of the reporter's own.
    """

    year: int = 0
    first: int = 0
    last: int = 0
    until: int = 0
    shift: int = 0
    ytd: bool = False
    single: bool = False
    whole: bool = False
    fiscal: bool = False

    def over(self, other: Time | None) -> Time:
        """This one, with what it leaves open taken from ``other``, a heading farther away."""
        if other is None:
            return self
        made = self
        if not self.year:
            shift = self.shift or other.shift
            made = made._replace(year=other.year, until=other.until, fiscal=other.fiscal, shift=shift)
        if not (self.ytd or self.single or self.whole) and self.first == self.last:
            made = made._replace(ytd=other.ytd, single=other.single, whole=other.whole)
        return made if self.first else made._replace(first=other.first, last=other.last)

    def back(self) -> Time:
        """The period before, as long as this one."""
        months = self.last - self.first + 1
        if not self.first:
            return self._replace(year=self.year - 1)
        if self.ytd and self.last > months:
            return self._replace(first=self.last - months, last=self.last - months)
        if self.first > months:
            return self._replace(first=self.first - months, last=self.last - months)
        return self._replace(year=self.year - 1, first=13 - months, last=12)

    def published(self, day: str) -> Time:
        """A period without a year by the day of publication: the last such one, or the month before."""
        year, month = int(day[:4]), int(day[5:7] or 12)
        if self.first or self.whole:
            return self._replace(year=year - (self.last > month and not self.shift))
        before = month - 1 or 12
        return self._replace(year=year - (before == 12), first=before, last=before)

    def turn(self, before: int) -> int:
        """How many years lie between a month and this one, where no year is named."""
        return (self.first == 1 and before == 12) - (self.first == 12 and before == 1)

    def named(self) -> bool:
        """Whether it names a year or months."""
        return bool(self.year or self.first)

    def period(self, reporter: str = "") -> str:
        """The period's name; ``XXXX`` for a year that nobody tells, empty where nothing is told.

        >>> Time(2024, 8, 8, ytd=True).period(), Time(0, 3, 3).period(), Time(2024, 12, 12, shift=-1).period()
        ('2024-01/2024-08', 'XXXX-03', '2023-12')
        """
        if not self.named():
            return ""
        first, last = self.first or 1, self.last or 12
        if self.whole:
            first, last = 1, 12
        elif self.ytd:
            first = 1
        elif self.single:
            first = last
        if not self.year:
            return Period.of(1000, first, last).name.replace("1000", "XXXX")
        year = self.year + self.shift
        if self.fiscal and not self.first:
            ended = self.until == self.year and reporter not in _rules()["begun"]
            return _fiscal(year - ended, reporter)
        until = self.until + self.shift if self.until else year + (last < first)
        return Period(year * 12 + first - 1, until * 12 + last - 1).name


def _fiscal(year: int, reporter: str) -> str:
    if year > _SAMBAT:
        return f"{year - 57}-07/{year - 56}-07"
    start: int = _rules()["fiscal"].get(reporter, 7)
    return Period(year * 12 + start - 1, year * 12 + start + 10).name


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    with (FOLDER / "grids" / "times.toml").open("rb") as file:
        found = tomllib.load(file)
    short, spelt, others = found["months"].split(), found["spelt"].split(), " ".join(found["others"]).split()
    found["month"] = {name: at % 12 + 1 for at, name in enumerate([*short, *spelt, *others])}
    found["month"] |= {"sept": 9, "i": 1, "ii": 2, "iii": 3, "iv": 4}
    names = "|".join(sorted((one for one in found["month"] if len(one) > 2), key=len, reverse=True))
    found["patterns"] = [re.compile(rule.replace("@", names)) for rule in found["rules"]]
    found |= {name: re.compile(one, re.IGNORECASE) for name, one in found["marks"].items()}
    found["phrases"] = [(re.compile(one["pattern"]), one.get("says", {})) for one in found["phrases"]]
    return found


def marks(name: str) -> re.Pattern[str]:
    """A pattern of ``tables/grids/times.toml`` for what stands around names and units."""
    found: re.Pattern[str] = _rules()[name]
    return found


def phrases() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """The patterns for what words say together, each with what it says."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = _rules()["phrases"]
    return found


def money_of(reporter: str) -> str:
    """The money in which a reporter's trade is reckoned where nobody says it."""
    return next((one["money"] for one in _rules()["home"].values() if one["reporter"] == reporter), "")


def home(text: str) -> str:
    """The reporter of a table that names nobody, by the script and the money of the text around it."""
    for one in _rules()["home"].values():
        if re.search(one["signs"], text):
            return str(one["reporter"])
    return ""


def find_time(text: str) -> tuple[Time | None, str]:
    """The period in a heading's even, lower-cased text, and the text with its words blanked.

    >>> time, rest = find_time("2024年1-8月 出口")
    >>> time.period(), rest.strip()
    ('2024-01/2024-08', '出口')
    """
    time: Time | None = None
    if not marks("dated").search(text):
        return None, text
    for pattern in _rules()["patterns"]:
        found = pattern.search(text)
        one = _time(found.groupdict()) if found is not None else None
        if found is not None and one is not None and not _verb(text, *found.span()):
            time = one if time is None else time.over(one)
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
            if time.year and time.first:
                return time, text
    for code in ("en",) if text.isascii() else ("zh", "en"):
        for said in language(code).periods(text):
            one = _spoken(said, text[said.start : said.end])
            if one is not None and not _verb(text, said.start, said.end):
                time = one if time is None else time.over(one)
                text = text[: said.start] + " " * (said.end - said.start) + text[said.end :]
    return time, text


def _verb(text: str, start: int, end: int) -> bool:
    """Whether the month May is a verb: in a longer text that names no year with it."""
    return text[start:end].strip() == "may" and len(text.strip()) > _WORDY


def _spoken(said: PeriodMention, printed: str) -> Time | None:
    """The period that a mention of prose names; ``None`` for dates, durations, and what points elsewhere."""
    if said.kind == "years" and said.years:
        return Time(said.years[0], until=said.years[1])
    whole = said.spans == ((1, 12),) and not any(map(str.isdigit, printed))
    if said.kind != "span" or said.offset is not None or len(said.spans) != 1 or whole:
        return None
    if marks("rolling").match(printed):
        return None
    return Time(said.year or 0, *said.spans[0])


def _time(said: dict[str, str | None]) -> Time | None:
    """The period of what a rule has found, ``None`` where it is none."""
    year, last = _year(said), _number(said.get("upto"))
    if said.get("fy"):
        return _fiscal_time(said)
    if last:
        return Time(year, 1, last)
    if quarter := _number(said.get("q") or said.get("qq")):
        return Time(year, 3 * quarter - 2, 3 * (_number(said.get("q2")) or quarter))
    if half := said.get("h") or said.get("half"):
        return Time(year, 1, 6) if half[0] in ("1", "상") else Time(year, 7, 12)
    first, until = _number(said.get("m")), int(said.get("z") or said.get("y2") or 0)
    return Time(year, first, _number(said.get("n")) or first, until if until != year else 0)


def _fiscal_time(said: dict[str, str | None]) -> Time | None:
    first, last = int(said["fy"] or 0), said.get("fz") or ""
    if not last:
        first += 2000 if first < 100 else 0
        return Time(first, until=first, fiscal=True)
    if not _TOO_OLD <= first < 2150 or (first + 1) % 10 ** len(last) != int(last):
        return None
    return Time(first, fiscal=True)


def _year(said: dict[str, str | None]) -> int:
    if printed := said.get("roc"):
        return int(printed) + 1911
    if not (printed := said.get("y")):
        return 0
    count = int(printed) if printed.isdecimal() else 1
    if said.get("e"):
        era: int = _rules()["eras"][said["e"]]
        return era + count
    return count if count > 99 else count + (2000 if count < _CENTURY else 1900)


def _number(printed: str | None) -> int:
    """A month's or quarter's number, by its name or in digits; 0 where none is printed."""
    names: dict[str, int] = _rules()["month"]
    return names.get(printed) or int(printed) if printed else 0
