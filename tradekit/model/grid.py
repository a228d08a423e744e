"""A table as a block of a document: its cells laid out in rows and columns, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell: what it shows, its place in the text, its top left place and its span in the grid.

    Rows and columns count from 0; ``indent`` is how far its text is set in; ``value`` the number that a
    workbook stores, ``None`` where it stores none; ``head`` says that the format marks it as a heading.
    """

    text: str
    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    indent: int = 0
    value: float | None = None
    head: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: ``rows`` hold a cell at every place that it covers, ``None`` where there is none.

    ``name`` is ``table 2``, or the sheet's name; ``before`` are the lines above it that may name it, the
    nearest first, ``after`` the notes below it; ``start`` and ``end`` its place in the text, ``first``
    how many rows of its file stand before it.
    """

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    start: int
    end: int
    sheet: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    first: int = 0

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def place(self, cell: Cell) -> str:
        """Where a cell stands, in the reader's terms.

        >>> Grid("table 2", (), 0, 0).place(Cell("5.2", 0, 3, 4, 2))
        'table 2, row 5, column 3'
        >>> Grid("Sheet1", (), 0, 0, sheet=True).place(Cell("5.2", 0, 3, 6, 27))
        'Sheet1!AB7'
        """
        if not self.sheet:
            return f"{self.name}, row {cell.row + self.first + 1}, column {cell.column + 1}"
        letters, rest = "", cell.column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{self.name}!{letters}{cell.row + self.first + 1}"
