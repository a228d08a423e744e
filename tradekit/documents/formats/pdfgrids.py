"""The tables of a PDF's pages: what stands in columns, taken out before a page is read line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tradekit.documents.formats.columns import Run
from tradekit.documents.formats.textgrids import Placed, Token, aligned
from tradekit.documents.grids import MARK, Raw
from tradekit.language.cellnumbers import cell_number, is_nil

_PAGE_NUMBER = 8
"""What stands below a page's last table and is longer is no page number."""
_FAR = 2.2
"""The distance between rows, in usual ones, that parts two blocks."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page: its place, its rows, and whether it is the first and the last thing there."""

    mark: str
    left: float
    low: float
    right: float
    high: float
    rows: list[Placed]
    first: bool
    last: bool


def page_tables(cells: Sequence[Run], runs: Sequence[Run], count: int) -> list[PageTable]:
    """The tables among the ``cells`` of a page; ``count`` are those of the pages before."""
    lines = _lines(cells)
    made: list[PageTable] = []
    index = 0
    while index < len(lines):
        found = aligned(lambda at: _tokens(lines[at]), len(lines), index)
        if found is None:
            index += 1
            continue
        stop, rows = found
        inside = [run for line in lines[index:stop] for run in line]
        low, high = min(run.low for run in inside), max(run.high for run in inside)
        left, right = min(run.left for run in inside), max(run.right for run in inside)
        first = not any(run.low > high for run in runs)
        below = [run for run in runs if run.high < low]
        mark = MARK.format(count + len(made))
        rows = [row for row in rows if row]
        last = all(len(run.text) < _PAGE_NUMBER for run in below)
        made.append(PageTable(mark, left, low, right, high, rows, first, last))
        index = stop
    return made


def _lines(cells: Sequence[Run]) -> list[list[Run]]:
    """The rows of a page from its top, an empty one where it is far to the next."""
    rows: list[list[Run]] = []
    for run in sorted(cells, key=lambda run: (-run.low, run.left)):
        if rows and abs(rows[-1][0].low - run.low) < 0.5 * (run.high - run.low):
            rows[-1].append(run)
        else:
            rows.append([run])
    steps = [above[0].low - below[0].low for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    made: list[list[Run]] = []
    for row, step in zip(rows, [0.0, *steps], strict=False):
        made += [[]] if step > _FAR * usual else []
        made.append(sorted(row, key=lambda run: run.left))
    return made


def _tokens(line: Sequence[Run]) -> list[Token]:
    made = []
    for run in line:
        text = run.text.strip()
        number = cell_number(text) is not None or (is_nil(text) and len(text) < 5)
        made.append(Token(text, 0, round(run.left), round(run.right), number))
    return [token for token in made if token.text]


def without(runs: Sequence[Run], tables: Sequence[PageTable]) -> list[Run]:
    """The runs of a page, each table with what stands in it as one."""
    kept = [run for run in runs if not any(_inside(run, table) for table in tables)]
    return kept + [Run(one.left, one.right, one.low, one.high, one.mark) for one in tables]


def _inside(run: Run, table: PageTable) -> bool:
    middle, across = (run.low + run.high) / 2, (run.left + run.right) / 2
    return table.low <= middle <= table.high and table.left <= across <= table.right


def joined(text: str, tables: Sequence[PageTable]) -> tuple[str, list[list[list[Raw]]]]:
    """The text with one mark for a table that pages break, and the rows of each table."""
    made: list[list[list[Raw]]] = []
    for at, table in enumerate(tables):
        before = tables[at - 1] if at else None
        rows = _raws(table.rows)
        if before is not None and before.last and table.first and _width(before.rows) == _width(table.rows):
            while rows and made[-1] and _words(rows[0]) in map(_words, made[-1][:6]):
                rows.pop(0)
            made[-1] += rows
            text = re.sub(rf"\n*{table.mark}", "", text)
        else:
            text = text.replace(table.mark, MARK.format(len(made)))
            made.append(rows)
    return text, made


def _words(row: Sequence[Raw]) -> list[str]:
    return [raw.text for raw in row if raw.text]


def _width(rows: Sequence[Placed]) -> int:
    return max((left + span for row in rows for _, left, span in row), default=0)


def _raws(rows: Sequence[Placed]) -> list[list[Raw]]:
    """The rows with empty cells where nothing stands."""
    edge = min((row[0][0].left for row in rows if row and not row[0][1]), default=0)
    made = []
    for row in rows:
        cells: list[Raw] = []
        for token, left, span in row:
            cells += [Raw("") for _ in range(left - sum(one.columns for one in cells))]
            cells.append(Raw(token.text, columns=span, indent=0 if left else max(0, token.left - edge) // 4))
        made.append(cells)
    return made
