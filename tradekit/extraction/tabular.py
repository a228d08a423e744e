"""How a table is built: which rows are title, headings, figures and sections, which columns its stubs.

Told by what the cells hold, not by how they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, final

from tradekit.extraction.gridcolumns import YEAR, Column, Columns
from tradekit.language.cellnumbers import CellNumber, cell_number, decimal_comma, is_nil, two_numbers
from tradekit.language.headings import Heading, Headings
from tradekit.language.times import marks
from tradekit.model.grid import Cell, Grid


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
        known = self.reader.words.unit(found.unit) is not None
        return found._replace(end=len(cell.text.rstrip())) if known else None

    def two(self, cell: Cell) -> tuple[CellNumber, CellNumber] | None:
        """A level and the growth in brackets behind it (35772 (5.9)), each with its place."""
        return two_numbers(cell.text, self.comma)

    @property
    def columns(self) -> list[Column]:
        """The columns of its first rows of figures."""
        return self.rows[0].columns if self.rows else []

    def stubs(self, row: Row) -> Iterator[tuple[Column, Cell]]:
        """The stubs of a row that hold something, each with its column."""
        for column, cell in zip(row.columns, self.grid.rows[row.number], strict=True):
            if cell is not None and column.stub and cell.text.strip():
                yield column, cell

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
            kind = "title" if kind == "head" and self.rows and self._within_stubs(at) else kind
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
                if waiting or not self.rows:
                    heads, waiting = waiting, []
                    below = kinds.index("head", at) if "head" in kinds[at:] else len(kinds)
                    body = [row for row in range(at, below) if kinds[row] == "data"]
                    columns = Columns(self.grid, self.reader, self._figure).read(heads, body)
                self.rows.append(Row(at, columns, list(reversed(sections)), begun))
                fresh, begun = True, ""

    def _in_stub(self, row: int) -> bool:
        cell = next(self.own(row))
        return cell.column == 0 and cell.columns < self.grid.width

    def _within_stubs(self, row: int) -> bool:
        """Whether all that a row says stands in several columns of stubs: a section in two languages."""
        cells, columns = list(self.own(row)), self.rows[-1].columns
        return all(columns[cell.column + cell.columns - 1].stub for cell in cells)

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
        if YEAR.match(cell.text) or (cell.head and cell.row == row and others > 1):
            return "year"
        return "figure" if self._figure(cell) else "word"

    def _figure(self, cell: Cell) -> bool:
        return self.number(cell) is not None or self.two(cell) is not None

    def _above_figures(self, row: int) -> bool:
        """Whether the row before holds figures: then numbers that look like years are such too."""
        return any(self.number(cell) is not None and not YEAR.match(cell.text) for cell in self.own(row - 1))


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
