"""The pages of a PDF become text, newspaper columns in reading order, and tables: what stands in columns."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradekit.documents.formats.columns import Run, lines, page_text
from tradekit.documents.formats.textgrids import Placed, Token, aligned
from tradekit.documents.grids import MARK, Loaded, Raw, composed
from tradekit.language.cellnumbers import figure_or_nil
from tradekit.model.errors import TradekitError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES = 1000
_PAGE_NUMBER = 8
"""What stands below a page's last table and is longer is no page number."""
_FAR = 2.2
"""The distance between rows, in usual ones, that parts two blocks."""
_WORDS, _CELLS = 1.5, 0.7
"""The gap that parts two runs of a line of text, and two cells of a table, in heights of a character."""
_UNREADABLE = 0.3
"""The share of characters without a meaning beyond which a text layer is none."""


def pdf_text(data: bytes, name: str) -> Loaded:
    """The text layer of a PDF, its pages one after the other, and its tables.

    Raises ``TradekitError`` where it is encrypted, broken, or has no text layer, or
    where the extra ``tradekit-figures[pdf]`` is not installed.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise TradekitError(f"{name}: PDF needs an extra: pip install 'tradekit-figures[pdf]'") from error
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error)
        message = (
            "encrypted PDF; remove its password first" if locked else "broken PDF; open it and save it anew"
        )
        raise TradekitError(f"{name}: {message}") from error
    try:
        return _text(document, name)
    except PdfiumError as error:
        raise TradekitError(f"{name}: broken PDF; open it and save it anew") from error
    finally:
        document.close()


def _text(document: PdfDocument, name: str) -> Loaded:
    if len(document) > _MOST_PAGES:
        raise TradekitError(f"{name}: {len(document)} pages; split it into files of up to {_MOST_PAGES}")
    pages = []
    tables: list[_PageTable] = []
    for page in document:
        layer = page.get_textpage()
        runs = _runs(layer, _WORDS)
        found = _page_tables(_runs(layer, _CELLS), runs, len(tables))
        pages.append(page_text(_without(runs, found)))
        tables += found
        layer.close()
        page.close()
    text = "\n\n".join(filter(None, pages))
    unread = sum(text.count(mark) for mark in "\ufffd\ufffe\uffff") + sum(
        "\ue000" <= c <= "\uf8ff" for c in text
    )
    if not text.strip():
        raise TradekitError(
            f"{name}: this PDF holds only pictures; put it through text recognition (OCR) first"
        )
    if unread > _UNREADABLE * len(text):
        raise TradekitError(f"{name}: the PDF's fonts don't say which characters they draw; use OCR")
    return composed(name, *_joined(text, tables))


def _runs(layer: PdfTextPage, gap: float) -> list[Run]:
    """The page's characters in drawing order, as runs along a line; a wider gap, in heights, parts them."""
    from pypdfium2 import raw

    runs: list[Run] = []
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    text: list[str] = []
    left = right = low = high = 0.0
    for index in range(layer.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(layer, index))
        if char in "\r\n\x00" or not raw.FPDFText_GetLooseCharBox(layer, index, place):
            continue
        size = box.top - box.bottom
        same = text and abs(box.bottom - low) < 0.4 * size and -0.5 * size < box.left - right < gap * size
        if not same:
            if text:
                runs.append(Run(left, right, low, high, "".join(text)))
            text, left, low, high = [], box.left, box.bottom, box.top
        text.append(char)
        right = box.right
    if text:
        runs.append(Run(left, right, low, high, "".join(text)))
    return [run for run in runs if run.text.strip()]


@dataclass(frozen=True, slots=True)
class _PageTable:
    """A table on a page: its place, its rows, and whether it is the first and the last thing there."""

    mark: str
    left: float
    low: float
    right: float
    high: float
    rows: list[Placed]
    first: bool
    last: bool


def _page_tables(cells: Sequence[Run], runs: Sequence[Run], count: int) -> list[_PageTable]:
    """The tables among the ``cells`` of a page; ``count`` are those of the pages before."""
    rows: list[list[Run]] = []
    for row, step in lines(cells):
        rows += [[], row] if step > _FAR else [row]
    made: list[_PageTable] = []
    index = 0
    while index < len(rows):
        found = aligned(lambda at: _tokens(rows[at]), len(rows), index)
        if found is None:
            index += 1
            continue
        stop, placed = found
        inside = [run for row in rows[index:stop] for run in row]
        low, high = min(run.low for run in inside), max(run.high for run in inside)
        left, right = min(run.left for run in inside), max(run.right for run in inside)
        first = not any(run.low > high for run in runs)
        below = [run for run in runs if run.high < low]
        mark = MARK.format(count + len(made))
        last = all(len(run.text) < _PAGE_NUMBER for run in below)
        made.append(_PageTable(mark, left, low, right, high, [row for row in placed if row], first, last))
        index = stop
    return made


def _tokens(line: Sequence[Run]) -> list[Token]:
    made = []
    for run in line:
        text = run.text.strip()
        made.append(Token(text, 0, round(run.left), round(run.right), figure_or_nil(text)))
    return [token for token in made if token.text]


def _without(runs: Sequence[Run], tables: Sequence[_PageTable]) -> list[Run]:
    """The runs of a page, each table with what stands in it as one."""
    kept = [run for run in runs if not any(_inside(run, table) for table in tables)]
    return kept + [Run(one.left, one.right, one.low, one.high, one.mark) for one in tables]


def _inside(run: Run, table: _PageTable) -> bool:
    middle, across = (run.low + run.high) / 2, (run.left + run.right) / 2
    return table.low <= middle <= table.high and table.left <= across <= table.right


def _joined(text: str, tables: Sequence[_PageTable]) -> tuple[str, list[list[list[Raw]]]]:
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
