"""Tables as blocks of a document: grids laid out, set into the text a line a row, cells parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tradekit.language.times import marks
from tradekit.model.errors import TradekitError
from tradekit.model.grid import Cell, Grid

MOST_CELLS = 500_000
"""No file's tables have more cells than this."""
_NAMED = 4
"""So many lines right above a table are looked at for its number and unit."""
_NEAR = 12
"""How many lines above a table may name it."""
_SHORT = 160
"""A line that names a table has at most so many characters."""
_STOPS = ("。", "！", "？", "；")
MARK = "TKGRID{}TABLE"
"""Stands for a table in a text until it is set in."""
_MARKED = re.compile(r"[^\n]*?TKGRID(\d+)TABLE[^\n]*")
_BLANKS = re.compile(r"[^\S\u3000]*\n[^\S\u3000]*|\t")


@dataclass(slots=True)
class Raw:
    """A cell as its format gives it: text, rows and columns covered, indent, stored number, heading."""

    text: str
    rows: int = 1
    columns: int = 1
    indent: int = 0
    value: float | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's text and its tables; ``sheets`` says that it is a workbook, whose sheets are its articles."""

    text: str
    grids: tuple[Grid, ...] = ()
    sheets: bool = False


def lay_out(rows: Sequence[Sequence[Raw]]) -> list[list[tuple[Raw, int, int] | None]]:
    """Each place of the grid with the cell that covers it and that cell's top left place.

    >>> grid = lay_out([[Raw("a", rows=2), Raw("b")], [Raw("c")]])
    >>> [[place and place[0].text for place in row] for row in grid]
    [['a', 'b'], ['a', 'c']]
    """
    grid: list[list[tuple[Raw, int, int] | None]] = [[] for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for raw in row:
            while column < len(grid[at]) and grid[at][column] is not None:
                column += 1
            for below in grid[at : at + max(1, raw.rows)]:
                below.extend([None] * (column + raw.columns - len(below)))
                below[column : column + raw.columns] = [(raw, at, column)] * raw.columns
            column += raw.columns
    width = max(map(len, grid), default=0)
    for line in grid:
        line.extend([None] * (width - len(line)))
    return grid


class Composer:
    """A document's text as it grows, with the tables that stand in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[str] = []
        self.length = 0
        self.cells = 0
        self.grids: list[Grid] = []

    def add(self, text: str) -> None:
        """More text."""
        self.parts.append(text)
        self.length += len(text)

    def table(self, rows: Sequence[Sequence[Raw]], name: str = "", first: int = 0) -> None:
        """A table, at the end of the text; ``name`` is its sheet's, ``first`` the number of its first row."""
        self.cells += sum(map(len, rows))
        if self.cells > MOST_CELLS:
            raise TradekitError(
                f"{self.name}: more than {MOST_CELLS:,} cells; give the rows that are wanted as a file"
            )
        start = self.length
        made: dict[tuple[int, int], Cell] = {}
        laid: list[tuple[Cell | None, ...]] = []
        for at, line in enumerate(lay_out(rows)):
            cells: list[Cell | None] = []
            for column, place in enumerate(line):
                if column:
                    self.add("\t")
                if place is None:
                    cells.append(None)
                    continue
                raw, top, left = place
                if (top, left) == (at, column):
                    text = _BLANKS.sub(" ", raw.text).rstrip(" \u00a0")
                    made[top, left] = Cell(
                        text, self.length, self.length + len(text), top, left,
                        raw.rows, raw.columns, raw.indent or _indent(text), raw.value, raw.head,
                    )  # fmt: skip
                    self.add(text)
                cells.append(made.get((top, left)))
            self.add("\n")
            laid.append(tuple(cells))
        named = name or f"table {len(self.grids) + 1}"
        self.grids.append(Grid(named, tuple(laid), start, self.length, bool(name), first=first))

    def done(self, sheets: bool = False) -> Loaded:
        """The text and its tables, each with the lines around it."""
        text = "".join(self.parts)
        return Loaded(text, surrounded(text, self.grids), sheets)


def composed(
    name: str, text: str, rows: Sequence[Sequence[Sequence[Raw]]], above: Sequence[Sequence[str]] = ()
) -> Loaded:
    """A text with tables where their marks stand; the others behind it, with the lines above them."""
    made, placed, at = Composer(name), set(), 0
    for found in _MARKED.finditer(text):
        number = int(found[1])
        if number >= len(rows) or number in placed:
            continue
        placed.add(number)
        made.add(text[at : found.start()])
        _missing(made, text, above[number] if above else ())
        made.table(rows[number])
        at = found.end() + 1
    made.add(text[at:])
    for number in range(len(rows)):
        if number not in placed:
            made.add("\n\n")
            _missing(made, text, above[number] if above else ())
            made.table(rows[number])
    return made.done()


def _missing(made: Composer, text: str, lines: Sequence[str]) -> None:
    """Add the lines above a table that the article's text does not have."""
    bare = re.sub(r"\s", "", text + "".join(made.parts))
    for line in lines:
        if re.sub(r"\s", "", line) not in bare:
            made.add(f"{line}\n")


def _indent(text: str) -> int:
    return sum(2 if char == "\u3000" else 1 for char in text[: len(text) - len(text.lstrip())])


def surrounded(text: str, grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """The tables with the lines above them that may name them and the notes below."""
    made, end = [], 0
    found = list(grids)
    for at, grid in enumerate(found):
        until = found[at + 1].start if at + 1 < len(found) else len(text)
        above = _lines(text[end : grid.start])
        below = _lines(text[grid.end : until])[:4]
        title = _lines(text[: found[0].start])[:6] if at and not grid.sheet else []
        keyed = [line for line in above[:-_NEAR] if re.match(r"[^:：]{1,20}[:：]", line)]
        before = [line for line in reversed([*title, *keyed, *above[-_NEAR:]]) if not line.endswith(_STOPS)]
        made.append(replace(grid, before=tuple(dict.fromkeys(before)), after=tuple(below)))
        end = grid.end
    return tuple(made)


def _lines(text: str) -> list[str]:
    lines = (re.sub(r"[*`]+", "", line).strip(" \t\u3000#>_-—=|\r") for line in text.split("\n"))
    return [line for line in lines if line and len(line) <= _SHORT]


def hidden(text: str, grids: Iterable[Grid]) -> str:
    """``text``, as long as it was, without its tables: for the reader of prose they are not there."""
    parts, at = [], 0
    for grid in grids:
        start = _named_from(text, at, grid.start)
        line = text.rfind("\n", at, max(at, start - 1)) + 1 or at
        above = marks("unit").sub(lambda unit: " " * len(unit[0]), text[line:start])
        parts += [text[at:line], above, re.sub(r"[^\n]", " ", text[start : grid.end])]
        at = grid.end
    return "".join([*parts, text[at:]])


def _named_from(text: str, at: int, start: int) -> int:
    """Where the lines begin that stand right above a table and only name it: its number, its unit."""
    line = start
    for _ in range(_NAMED):
        line = text.rfind("\n", at, max(at, line - 1)) + 1 or at
        plain = text[line:start].strip()
        if not text[:line].strip() or (plain and not marks("captions").match(text, line, start)):
            break
        start = line if plain else start
    return start
