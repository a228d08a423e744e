"""The columns of a table: what the headings above each say, which are stubs, what rates take from levels."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final, final

from tradekit.language.cellnumbers import is_nil
from tradekit.language.headings import Heading, Headings
from tradekit.language.headwords import Scale
from tradekit.language.times import Time, find_time, marks
from tradekit.model.grid import Cell, Grid

YEAR: Final = re.compile(r"\s*(?:19|20)\d\d(?:\.0|[./-](?:0?[1-9]|1[0-2])|\s?[AaEeFfPp])?\s*\Z")
_PERCENT: Final = Scale("percent", 1.0, "ratio")
_SIDES: Final = frozenset(("commodity", "country", "partner", "reporter", "regime", "period", "indicator"))
_LATIN: Final = re.compile(r"[\x20-\u024f]*[A-Za-z]{2}[\x20-\u024f]*")
_SCRIPT: Final = re.compile(r"[^\W\d_\x00-\u024f]{2}|[^\W\d_\x00-\u024f]\s+[^\W\d_\x00-\u024f]")
_SILENT: Final = frozenset(("code", "index", "rank", "partnercode", "flow"))
"""Columns whose numbers name a thing and measure none."""
_NAMING: Final = _SIDES | {"enterprise", "unit", "currency"}
_LENT: Final = frozenset(("flow", "deficit", "topic", "indicator", "sector", "measure", "counts"))
_COUNTS: Final = frozenset(f"{sign}{month}" for sign in ("", "0") for month in range(1, 13))
_MOST: Final = 400
"""So many rows tell what a column holds."""


@final
class Column:
    """A column under a block of headings: these from the nearest up, its role, whether it is a stub."""

    __slots__ = ("_known", "heads", "lent", "role", "stub", "time")

    def __init__(self, heads: list[Heading], role: str, stub: bool) -> None:
        self.heads: Final = heads
        self.role = role
        self.stub: Final = stub
        self.lent: list[Heading] = []
        self._known: dict[str, str] = {}
        self.time: Time | None = None
        for head in heads:
            month = int(head.text) if head.time is None and marks("months").match(head.text) else 0
            time = Time(0, month, month) if month else head.time
            if time is not None and not (month and self.time is not None):
                self.time = time if self.time is None else self.time.over(time)

    @property
    def title(self) -> str:
        """What its nearest heading prints."""
        return self.heads[0].text if self.heads else ""

    def said(self, facet: str) -> str:
        """What its headings say of a facet, the nearest first, then those of levels that it is a rate of."""
        known = self._known.get(facet)
        if known is None:
            heads = [*self.heads, *(self.lent if facet in _LENT else ())]
            known = next((head.said[facet] for head in heads if facet in head.said), "")
            self._known[facet] = known
        return known

    def lend(self, heads: list[Heading]) -> None:
        """Take up the headings of the level that it is a rate of."""
        self.lent = heads
        self._known.clear()

    def grown(self) -> Column:
        """The same column for the growth that its cells have in brackets."""
        growth = Heading("", {"statistic": "growth"}, None, (_PERCENT,), "")
        made = Column([growth, *self.heads], self.role, False)
        made.time, made.lent = self.time, self.lent
        return made

    def units(self) -> list[Scale]:
        """The units that its headings tell."""
        return [unit for head in self.heads for unit in head.units]


@final
class Columns:
    """The columns under the headings of some rows of a grid, with what the cells below them hold."""

    def __init__(self, grid: Grid, reader: Headings, figure: Callable[[Cell], bool]) -> None:
        self.grid: Final = grid
        self.reader: Final = reader
        self.figure: Final = figure

    def read(self, heads: list[int], body: list[int]) -> list[Column]:
        """The columns of a block of rows, by the rows of headings above it."""
        made = [self._column(column, heads, body[:_MOST]) for column in range(self.grid.width)]
        self._carry_years(heads, made)
        self._translated(made, body)
        _lend(made)
        for column in made:
            _differ(column, made)
        return made

    def _column(self, at: int, heads: list[int], body: list[int]) -> Column:
        seen: list[Cell] = []
        for row in reversed(heads):
            cell = self.grid.rows[row][at] if row == heads[-1] else self._over(row, at)
            if cell is not None and cell not in seen and cell.text.strip():
                seen.append(cell)
        headings = self._joined(seen)
        role = next((head.said["role"] for head in headings if "role" in head.said and not head.name), "")
        cells = [
            cell for row in body if (cell := self.grid.rows[row][at]) is not None and not is_nil(cell.text)
        ]
        texts = [cell.text.strip() for cell in cells]
        words = sum(not self.figure(cell) for cell in cells)
        if period := self._period(at, headings, role, texts, words):
            return Column(headings, period, True)
        role = "" if role == "period" else role
        if role == "unit":
            words = sum(any(map(str.isalpha, text)) for text in texts)
        numbers = len(cells) - words
        if not headings and numbers > 2 and not words and _counts_up(texts):
            role = "index"
        if role in _SILENT or (role in _NAMING and words):
            return Column(headings, role, True)
        if not role and words > numbers and self._places(texts):
            role = "partner"
        return Column(headings, role, words > numbers)

    def _period(self, at: int, headings: list[Heading], role: str, texts: list[str], words: int) -> str:
        """Whether the texts of a column are periods, or the numbers of months or quarters; else empty."""
        spoken = any({"flow", "topic"} & set(head.said) for head in headings)
        told = role == "period" and not spoken and bool(texts)
        if told and set(texts) <= _COUNTS:
            return "quarter" if marks("quartered").search(headings[0].text) else "month"
        if told and any(time_of(text) or self.reader.read(text).time for text in texts[:8]):
            return "period"
        times = bool(texts) and all(YEAR.match(text) or _is_time(text) for text in texts)
        return "period" if times and (not at or words == len(texts) > 1) else ""

    def _over(self, row: int, column: int) -> Cell | None:
        """The heading of an upper level over a column: itself, or the one that runs on from its left."""
        cells = self.grid.rows[row]
        at = self._grouped(row, column)
        while at > 1 and ((cell := cells[at]) is None or not cell.text.strip()):
            at -= 1
        return cells[at] if at > 0 else cells[column]

    def _grouped(self, row: int, column: int) -> int:
        """Where the heading over a column begins: where those below begin anew, in as many groups.

        So a heading whose span is drawn too short or too long is put right.
        """
        cells = [
            cell for cell in dict.fromkeys(self.grid.rows[row]) if cell is not None and cell.text.strip()
        ]
        above = [cell for cell in cells if cell.column and cell.rows == 1]
        below = [cell.text if cell is not None else "" for cell in self.grid.rows[row + 1]]
        for first in range(1, above[0].column + 1 if len(above) > 1 else 0):
            starts = [at for at in range(first, len(below)) if below[at] == below[first]]
            if len(starts) == len(above) and len(below) - first > len(above) and "" not in below[first:]:
                return above[sum(at <= column for at in starts) - 1].column if column >= first else column
        return column

    def _places(self, texts: list[str]) -> bool:
        """Whether most of the texts are countries."""
        found = [self.reader.read(text) for text in texts[:40]]
        return sum(len(one.places) == 1 and not one.said.get("flow") for one in found) * 5 > 4 * len(found)

    def _joined(self, cells: list[Cell]) -> list[Heading]:
        """Headings from the nearest up; one word that is broken over rows is read as one."""
        made = [self.reader.read(cell.text) for cell in cells]
        if len(cells) > 1 and all(len(cell.text) < 12 and cell.columns == 1 for cell in cells):
            made.insert(0, self.reader.read(" ".join(cell.text for cell in reversed(cells))))
        return made

    def _translated(self, columns: list[Column], body: list[int]) -> None:
        """A stub that says beside another, row for row, the same in another script is its translation."""
        for one, other in pairwise(columns):
            if not (one.stub and other.stub and other.role in ("", one.role)):
                continue
            at = columns.index(other)
            rows = (row[at - 1 : at + 1] for row in self.grid.rows[body[0] : body[0] + _MOST])
            told = [[cell.text for cell in row if cell is not None and cell.text] for row in rows]
            pairs = [pair for pair in told if len(pair) > 1]
            if len(pairs) > 2 and all(_SCRIPT.search(a) and _LATIN.fullmatch(b) for a, b in pairs):
                other.role = "translation"

    def _turn_years(self, row: int, columns: list[Column]) -> None:
        """Months without a year that run on over a December are of two years."""
        cells = zip(columns, self.grid.rows[row], strict=True)
        said = [(one, cell) for one, cell in cells if cell is not None and not one.stub]
        read = [(one, self.reader.read(cell.text).time) for one, cell in said]
        dated = [(one, time) for one, time in read if time is not None and time.first]
        if any(time.shift or (one.time is not None and one.time.year) for one, time in dated):
            return
        for (one, _), shift in zip(dated, turns([time.last for _, time in dated]), strict=True):
            if shift and one.time is not None:
                one.time = one.time._replace(shift=shift)

    def _carry_years(self, heads: list[int], columns: list[Column]) -> None:
        """A year in one heading holds for the months after it in the same row."""
        for row in heads:
            self._turn_years(row, columns)
            year = month = 0
            for mine, cell in zip(columns, self.grid.rows[row], strict=True):
                time = self.reader.read(cell.text).time if cell is not None else None
                if time is None or not time.first or mine.said("statistic"):
                    continue
                if time.year:
                    year = time.year
                elif year and mine.time is not None and not mine.time.year:
                    year += time.turn(month)
                    mine.time = mine.time._replace(year=year)
                month = time.last


def turns(months: list[int]) -> list[int]:
    """How many years months in a row without a year lie from the newest, where they run on over a December.

    >>> turns([2, 1, 12, 11]), turns([11, 12, 1, 2]), turns([3, 6, 9])
    ([0, 0, -1, -1], [-1, -1, 0, 0], [0, 0, 0])
    """
    steps = {(b - a) % 12 for a, b in pairwise(months)}
    if steps not in ({1}, {11}):
        return [0] * len(months)
    over = [abs(b - a) == 11 for a, b in pairwise(months)]
    past = [-sum(over[:at]) for at in range(len(months))]
    return past if steps == {11} else [-one - sum(over) for one in past]


def beside(columns: list[Column]) -> list[int]:
    """Where tables that stand side by side begin: at a stub of a role that one before figures had."""
    made, seen, figures = [0], set[str](), False
    for at, column in enumerate(columns):
        if column.stub and figures and column.role in _SIDES and column.role in seen:
            made.append(at)
            seen, figures = set(), False
        if column.stub:
            seen.add(column.role)
        figures = figures or not column.stub
    return made


def _counts_up(texts: list[str]) -> bool:
    """Whether numbers count rows: 0, 1, 2, … with at most one leap."""
    if not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers[0] in (0, 1) and sum(b - a != 1 for a, b in pairwise(numbers)) <= 1


def _lend(columns: list[Column]) -> None:
    """A column of rates has what it does not say itself from the levels before it."""
    levels: list[Column] = []
    rates: list[Column] = []
    for column in [*(one for one in columns if not one.stub), None]:
        rated = column is not None and (
            column.said("statistic") or any(unit.kind == "ratio" for unit in column.units())
        )
        if column is not None and rated:
            rates.append(column)
            continue
        if rates:
            _lend_run(levels, rates)
            levels, rates = [], []
        if column is not None:
            levels.append(column)


def _lend_run(levels: list[Column], rates: list[Column]) -> None:
    """Each rate goes with a level of its flow and measure: in order where they are as many, else the last."""
    alike = len({level.said("flow") for level in levels}) == 1
    for rate in rates:
        like = [level for level in levels if _agree(rate, level)] or levels
        peers = [one for one in rates if _agree(one, rate, "mom", "statistic") and _agree(rate, one)]
        peers = [one for one in peers if one.title == rate.title]
        paired = len(peers) == len(like)
        months = [level for level in like if level.time is not None and level.time.first == level.time.last]
        latest = max(reversed(months if rate.said("mom") and months else like), key=_lateness, default=None)
        level = like[peers.index(rate)] if paired else latest
        if level is None:
            continue
        if rate.time is None:
            rate.time = level.time
        sure = alike or paired or len(like) < len(levels)
        if sure or len(peers) == 1:
            rate.lend(level.heads if sure else like[-1].heads)


def _differ(column: Column, others: list[Column]) -> None:
    """A change beside one in percent is of the level; one from a month to another is of the last."""
    grows = [one for one in others if one.said("statistic") == "growth"]
    rated = [one for one in grows if any(marks("percent").search(head.text) for head in one.heads)]
    alike = any(_agree(column, one, "mom", "statistic", "topic") and one.time == column.time for one in rated)
    if column in grows and column not in rated and alike:
        column.heads.insert(0, Heading("", {"statistic": "level_change", "basis": "yoy"}, None, (), ""))
        column.lend(column.lent)
    ends = {(one.time.year, one.time.last) for one in others if one.time is not None and one not in grows}
    time = column.time
    if column in grows and time is not None and time.first and (time.first != time.last or time.until):
        last = time.until or time.year
        months = 12 * (last - time.year) + time.last - time.first
        if {(time.year, time.first), (last, time.last)} <= ends and months in (1, 12):
            basis = {"basis": "yoy"} if months == 12 else {"mom": "mom", "basis": "mom"}
            column.heads.insert(0, Heading("", {"statistic": "growth", **basis}, None, (), ""))
            column.lend(column.lent)
            column.time = Time(last, time.last, time.last)


def _agree(rate: Column, other: Column, *exactly: str) -> bool:
    """Whether what a column says of flow and measure, another says too, and the same of ``exactly``."""
    said = all(rate.said(facet) in ("", other.said(facet)) for facet in ("flow", "measure"))
    return said and all(rate.said(facet) == other.said(facet) for facet in exactly)


def _lateness(level: Column) -> tuple[int, int, int]:
    time = level.time or Time()
    return time.year, time.shift, time.last


def time_of(text: str) -> Time | None:
    """The period that a stub of a period column names."""
    return find_time(text.casefold().replace("’", "`").replace("'", "`"))[0]


def _is_time(text: str) -> bool:
    """Whether a text names a period and nothing else."""
    time, left = find_time(text.casefold())
    return time is not None and not left.strip(" -/.:")
