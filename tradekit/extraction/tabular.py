"""How a table is built: which rows are title, headings, figures and sections, which columns its stubs.

Told by what the cells hold, not by how they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple, final

from tradekit.language.cellnumbers import CellNumber, cell_number, decimal_comma, is_nil
from tradekit.language.headings import Heading, Headings, Scale
from tradekit.language.times import Time, find_time, marks
from tradekit.model.grid import Cell, Grid

_YEAR: Final = re.compile(r"\s*(?:19|20)\d\d(?:\.0|[./-](?:0?[1-9]|1[0-2])|\s?[AaEeFfPp])?\s*\Z")
_TWO: Final = re.compile(r"\s*([^()（）]+?)\s*[（(]\s*([^()（）]+?)\s*[)）]\s*")
_PERCENT: Final = Scale("percent", 1.0, "ratio")
_NAMING: Final = frozenset(
    ("commodity", "country", "partner", "reporter", "regime", "enterprise", "flow", "period", "indicator",
     "unit", "code", "index", "rank", "partnercode", "currency")
)  # fmt: skip
_SIDES: Final = _NAMING - {"unit", "code", "index", "rank", "partnercode", "currency", "enterprise", "flow"}
_LENT: Final = frozenset(("flow", "deficit", "topic", "indicator", "sector", "measure", "counts"))
_COUNTS: Final = frozenset(f"{sign}{month}" for sign in ("", "0") for month in range(1, 13))
_SILENT: Final = frozenset(("code", "index", "rank"))
"""Columns whose numbers name a thing and measure none."""


@final
class Column:
    """A column under a block of headings: these from the nearest up, its role, whether it is a stub."""

    __slots__ = ("_known", "heads", "lent", "role", "stub", "time")

    def __init__(self, heads: list[Heading], role: str, stub: bool) -> None:
        self.heads: Final = heads
        self.role: Final = role
        self.stub: Final = stub
        self.lent: list[Heading] = []
        self._known: dict[str, str] = {}
        self.time: Time | None = None
        for head in heads:
            if head.time is None and marks("months").match(head.text):
                month = int(head.text)
                self.time = Time(0, month, month).over(self.time) if self.time is None else self.time
            if head.time is not None:
                self.time = head.time if self.time is None else self.time.over(head.time)

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
        made = Column(
            [Heading("", {"statistic": "growth"}, None, (_PERCENT,), ""), *self.heads], self.role, False
        )
        made.time, made.lent = self.time, self.lent
        return made

    def money(self) -> list[Scale]:
        """The currencies that its headings tell."""
        return [unit for head in self.heads for unit in head.units if unit.kind == "money"]

    def rated(self) -> bool:
        """Whether it holds rates: growth, shares, percent."""
        units = [unit for head in self.heads for unit in head.units]
        return bool(self.said("statistic")) or any(unit.kind == "ratio" for unit in units)


class Row(NamedTuple):
    """A row of figures: its number, its columns, the sections that it stands in, the nearest first.

    ``begun`` is what a line before it says that breaks off (to China and).
    """

    number: int
    columns: list[Column]
    sections: list[Heading]
    begun: str = ""


@final
class Table:
    """A grid as understood: titles inside it, its rows of figures, and the numbers in its cells."""

    __slots__ = ("comma", "grid", "reader", "rows", "titles")

    def __init__(self, grid: Grid, reader: Headings) -> None:
        self.grid: Final = grid
        self.reader: Final = reader
        self.comma: Final = decimal_comma(
            cell.text for row in grid.rows for cell in row if cell is not None and len(cell.text) < 20
        )
        self.titles: list[Heading] = []
        self.rows: list[Row] = []
        self._read()

    def number(self, cell: Cell | None) -> CellNumber | None:
        """The number in a cell."""
        found = cell_number(cell.text, self.comma) if cell is not None and cell.text else None
        if found is not None and found.unit:
            found = found._replace(unit=re.sub(r"\s*[(（][^()（）\d]*[)）]\Z", "", found.unit))
        if found is None or not found.unit or cell is None:
            return found
        known = self.reader.unit(found.unit) is not None
        return found._replace(end=len(cell.text.rstrip())) if known else None

    def two(self, cell: Cell) -> tuple[CellNumber, CellNumber] | None:
        """A level and the growth in brackets behind it (35772 (5.9)), each with its place."""
        found = _TWO.fullmatch(cell.text)
        if found is None:
            return None
        level, rate = cell_number(found[1], self.comma), cell_number(found[2], self.comma)
        if level is None or rate is None or level.unit or rate.unit:
            return None
        at = found.start(2)
        return level, rate._replace(start=rate.start + at, end=rate.end + at)

    def own(self, row: int) -> Iterator[Cell]:
        """The cells of a row that hold something, each once, those from above too."""
        last: Cell | None = None
        for cell in self.grid.rows[row]:
            if cell is not None and cell is not last and cell.text.strip():
                yield cell
            last = cell

    def _read(self) -> None:
        kinds: list[str] = []
        for row in range(len(self.grid.rows)):
            kinds.append(self._kind(row, "data" in kinds))
        heads: list[int] = []
        sections: list[Heading] = []
        waiting: list[int] = []
        fresh, begun = True, ""
        for at, kind in enumerate(kinds):
            if kind == "title" and not heads and not waiting and not self.rows:
                title = " ".join(dict.fromkeys(cell.text for cell in self.own(at)))
                self.titles.insert(0, self.reader.read(marks("tabled").sub("", title)))
            elif kind == "head" or (kind == "title" and not (self.rows or (waiting and self._in_stub(at)))):
                waiting.append(at)
            elif kind == "title" and marks("unfinished").search(next(self.own(at)).text):
                begun = next(self.own(at)).text
            elif kind == "title":
                self._section(at, sections, fresh)
                fresh = False
            elif kind == "data":
                if waiting:
                    heads, waiting = waiting, []
                    columns = self._columns(heads, at, kinds)
                elif not self.rows:
                    columns = self._columns([], at, kinds)
                self.rows.append(Row(at, columns, list(reversed(sections)), begun))
                fresh, begun = True, ""

    def _in_stub(self, row: int) -> bool:
        cell = next(self.own(row))
        return cell.column == 0 and cell.columns < self.grid.width

    def _section(self, row: int, sections: list[Heading], fresh: bool) -> None:
        """A heading between rows: it takes the place of those that say the same kind of thing."""
        cell = next(self.own(row))
        if marks("notes").match(cell.text):
            return
        heading = self.reader.read(cell.text)
        if fresh:
            keys = _says(heading)
            sections[:] = [one for one in sections if not _says(one) & keys and keys and _says(one)]
        sections.append(heading)

    def _kind(self, row: int, begun: bool) -> str:
        """Whether a row is empty, a title (one text), of headings, or of figures, which have ``begun``."""
        cells = list(self.own(row))
        kinds = [self._cell_kind(cell, row, len(cells)) for cell in cells]
        figures, years = kinds.count("figure"), kinds.count("year")
        if not cells or (figures > 1 and _numbering(cells)):
            return "empty"
        if not begun and len(cells) == 2 and marks("label").fullmatch(cells[0].text.strip()):
            return "title"
        if len({cell.text for cell in cells}) == 1 and not figures:
            return "title"
        if all(cell.head for cell in cells) and len(cells) > 1:
            return "head"
        nils = kinds.count("nil")
        counted = [cell.text for cell, kind in zip(cells, kinds, strict=True) if kind == "figure"]
        if not begun and "word" in kinds[1:] and all(marks("months").match(text) for text in counted):
            return "head"
        if figures or (len(cells) > 1 and nils and nils >= len(cells) - 1 - (years > 0)):
            return "data"
        dated = years and "word" not in kinds and row and not any(cell.head for cell in cells)
        return "data" if dated and self._above_figures(row) else "head"

    def _cell_kind(self, cell: Cell, row: int, others: int) -> str:
        """What a cell holds: nothing said, a year (or a heading of the format), a figure, a word."""
        if cell.row != row and cell.column == 0:
            return ""
        if is_nil(cell.text):
            return "nil"
        if _YEAR.match(cell.text) or (cell.head and cell.row == row and others > 1):
            return "year"
        return "figure" if self._figure(cell) else "word"

    def _figure(self, cell: Cell) -> bool:
        return self.number(cell) is not None or self.two(cell) is not None

    def _above_figures(self, row: int) -> bool:
        """Whether the row before holds figures: then numbers that look like years are such too."""
        return any(self.number(cell) is not None and not _YEAR.match(cell.text) for cell in self.own(row - 1))

    def _columns(self, heads: list[int], first: int, kinds: list[str]) -> list[Column]:
        """The columns under a block of headings, up to the next block."""
        body = []
        for row in range(first, len(kinds)):
            if kinds[row] == "head":
                break
            if kinds[row] == "data":
                body.append(row)
        made = [self._column(column, heads, body) for column in range(self.grid.width)]
        self._carry_years(heads, made)
        _lend(made)
        return made

    def _column(self, column: int, heads: list[int], body: list[int]) -> Column:
        seen: list[Cell] = []
        for row in reversed(heads):
            cell = self.grid.rows[row][column] if row == heads[-1] else self._over(row, column)
            if cell is not None and cell not in seen and cell.text.strip():
                seen.append(cell)
        headings = self._joined(seen)
        role = next((head.said["role"] for head in headings if "role" in head.said and not head.name), "")
        spoken = any({"flow", "topic"} & set(head.said) for head in headings)
        cells = [cell for row in body[:400] if (cell := self.grid.rows[row][column]) is not None]
        cells = [cell for cell in cells if not is_nil(cell.text)]
        texts = [cell.text.strip() for cell in cells]
        words = sum(not self._figure(cell) for cell in cells)
        if role == "unit":
            words = sum(any(map(str.isalpha, text)) for text in texts)
        numbers, times = len(cells) - words, sum(map(bool, map(_YEAR.match, texts)))
        if role == "period" and not spoken and texts and set(texts) <= _COUNTS:
            quarters = marks("quartered").search(headings[0].text) is not None
            return Column(headings, "quarter" if quarters else "month", True)
        if role == "period" and (spoken or not any(self._dated(text) for text in texts[:8])):
            role = ""
        if len(texts) > 1 and words == len(texts) and all(is_time(text) for text in texts[:40]):
            role = "period"
        dated = role == "period" or (column == 0 and numbers and times == numbers and not words)
        if dated:
            return Column(headings, "period", True)
        if not headings and numbers > 2 and not words and _counts_up(texts):
            return Column(headings, "index", True)
        if role in _SILENT or (role in _NAMING and (words or role in ("partnercode", "flow"))):
            return Column(headings, role, True)
        if not role and words > numbers and self._places(texts):
            role = "partner"
        return Column(headings, role, words > numbers)

    def _dated(self, text: str) -> bool:
        return time_of(text) is not None or self.reader.read(text).time is not None

    def _over(self, row: int, column: int) -> Cell | None:
        """The heading of an upper level over a column: itself, or the one that runs on from its left."""
        cells = self.grid.rows[row]
        at = self._grouped(row).get(column, column)
        while at > 1 and ((cell := cells[at]) is None or not cell.text.strip()):
            at -= 1
        return cells[at] if at > 0 else cells[column]

    def _grouped(self, row: int) -> dict[int, int]:
        """Where the heading of each column stands, where those below repeat themselves in as many groups.

        So a heading whose span is drawn too short or too long is put right.
        """
        above = [cell for cell in self.own(row) if cell.columns > 1]
        below = [cell.text if cell is not None else "" for cell in self.grid.rows[min(row + 1, len(self.grid.rows) - 1)]]
        first = above[0].column if above else 0
        size, odd = divmod(self.grid.width - first, len(above) or 1)
        texts = below[first:]
        if odd or len(above) < 2 or size < 2 or "" in texts or texts != texts[:size] * len(above):
            return {}
        return {column: above[(column - first) // size].column for column in range(first, self.grid.width)}

    def _places(self, texts: list[str]) -> bool:
        """Whether most of the texts are countries."""
        found = [self.reader.read(text) for text in texts[:40]]
        return sum(len(one.places) == 1 and not one.said.get("flow") for one in found) * 5 > 4 * len(found)

    def _joined(self, cells: list[Cell]) -> list[Heading]:
        """Headings from the nearest up; one word that is broken over rows is read as one."""
        made = [self.reader.read(cell.text) for cell in cells]
        if len(cells) > 1 and all(len(cell.text) < 12 and cell.columns == 1 for cell in cells):
            whole = self.reader.read(" ".join(cell.text for cell in reversed(cells)))
            return [whole, *made]
        return made

    def _carry_years(self, heads: list[int], columns: list[Column]) -> None:
        """A year in one heading holds for the months after it in the same row."""
        for row in heads:
            year = month = 0
            for column, cell in enumerate(self.grid.rows[row]):
                time = self.reader.read(cell.text).time if cell is not None else None
                mine = columns[column]
                if time is None or not time.first or mine.said("statistic"):
                    continue
                if time.year:
                    year = time.year
                elif year and mine.time is not None and not mine.time.year:
                    year += (time.first == 1 and month == 12) - (time.first == 12 and month == 1)
                    mine.time = mine.time._replace(year=year)
                month = time.last


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


def _says(heading: Heading) -> set[str]:
    """The kinds of thing that a heading says."""
    kinds = {facet for facet in heading.said if facet not in ("role", "word", "total")}
    if heading.time is not None:
        kinds.add("time")
    if heading.places or heading.name:
        kinds.add("name")
    return kinds


def _numbering(cells: list[Cell]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, …"""
    return [cell.text.strip("()（） ") for cell in cells] == [str(at) for at in range(1, len(cells) + 1)]


def _counts_up(texts: list[str]) -> bool:
    """Whether numbers count rows: 0, 1, 2, … with at most one leap."""
    if not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    leaps = sum(b - a != 1 for a, b in pairwise(numbers))
    return numbers[0] in (0, 1) and leaps <= 1


def _lend(columns: list[Column]) -> None:
    """A column of rates has what it does not say itself from the levels before it."""
    levels: list[Column] = []
    rates: list[Column] = []
    for column in [*columns, None]:
        if column is not None and column.stub:
            continue
        if column is not None and column.rated():
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
        like = [level for level in levels if _fits(rate, level)] or levels
        peers = [one for one in rates if _same(one, rate)]
        paired = len(peers) == len(like)
        months = [level for level in like if level.time is not None and level.time.first == level.time.last]
        latest = max(reversed(months if rate.said("mom") and months else like), key=_lateness, default=None)
        level = like[peers.index(rate)] if paired else latest
        if level is None:
            continue
        if rate.time is None:
            rate.time = level.time
        if not (alike or paired or len(like) < len(levels)) and len(peers) == 1:
            level = like[-1]
        rate.lend(level.heads if alike or paired or len(like) < len(levels) or len(peers) == 1 else [])


def _fits(rate: Column, level: Column) -> bool:
    return all(rate.said(facet) in ("", level.said(facet)) for facet in ("flow", "measure"))


def _same(one: Column, rate: Column) -> bool:
    """Whether two rates say alike against what and of what they are."""
    return all(one.said(facet) == rate.said(facet) for facet in ("flow", "measure", "mom", "statistic"))


def _lateness(level: Column) -> tuple[int, int, int]:
    time = level.time or Time()
    return time.year, time.shift, time.last


def time_of(text: str) -> Time | None:
    """The period that a stub of a period column names."""
    return find_time(text.casefold().replace("’", "`").replace("'", "`"))[0]


def is_time(text: str) -> bool:
    """Whether a text names a period and nothing else."""
    time, left = find_time(text.casefold())
    return time is not None and not left.strip(" -/.:日")
