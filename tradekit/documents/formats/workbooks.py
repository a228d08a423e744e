"""Workbooks and files of values become text and tables, numbers as stored and as shown."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from tradekit.documents.grids import MOST_CELLS, Composer, Loaded, Raw
from tradekit.model.errors import TradekitError

_MERGED = re.compile(rb'<mergeCell[^>]{0,200}?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_MOST_UNPACKED = 1 << 30
_MOST_PLACES = 2 * MOST_CELLS
_SPLIT = f"a file's tables have {MOST_CELLS:,} cells at most: give the rows that are wanted as a file"
_WHOLE = 1e15
_SEPARATORS = ",;\t|，"


def workbook(data: bytes, name: str) -> Loaded:
    """The sheets of an Excel file, ``.xlsx`` or ``.xls``.

    Raises ``TradekitError`` where it is encrypted or broken, has more cells than can be read, or where the
    extra ``tradekit-figures[excel]`` is not installed.
    """
    made = Composer(name)
    try:
        for title, rows in _xlsx(data, name) if data[:2] == b"PK" else _xls(data):
            made.add(f"{title}\n")
            made.table(rows, title)
            made.add("\n")
    except ImportError as error:
        message = f"{name}: workbooks need an extra: pip install 'tradekit-figures[excel]'"
        raise TradekitError(message) from error
    except TradekitError:
        raise
    except Exception as error:  # whatever a parser may meet in a file is the file's fault
        message = f"{name}: this Word, Excel or zip file can't be opened ({error}); save it anew"
        raise TradekitError(message) from error
    return made.done(sheets=True)


def _xlsx(data: bytes, name: str) -> Iterator[tuple[str, list[list[Raw]]]]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            raise TradekitError(f"{name}: a Word or zip file; save it as text, HTML, PDF or a workbook")
        if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
            raise TradekitError(f"{name}: it unpacks to more than {_MOST_UNPACKED >> 20} MB; split it")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            if (sheet.max_row or 0) * (sheet.max_column or 0) > _MOST_PLACES:
                raise TradekitError(f"{name}: {sheet.title} spans {sheet.max_row:,} rows; {_SPLIT}")
            merged = _merged(parts.read(sheet._worksheet_path.lstrip("/")))
            rows, count = [], 0
            for at, row in enumerate(sheet.iter_rows()):
                rows.append([_cell(one, merged.get((at, column))) for column, one in enumerate(row)])
                count += len(row)
                if count > _MOST_PLACES:
                    raise TradekitError(f"{name}: {sheet.title} has too many rows; {_SPLIT}")
            yield sheet.title, _without(rows, merged)


def _merged(sheet: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """The spans of merged cells, by the place of their top left one."""
    made = {}
    for left, top, right, bottom in _MERGED.findall(sheet):
        first, last = _column(left), _column(right)
        made[int(top) - 1, first] = int(bottom) - int(top) + 1, last - first + 1
    return made


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _without(rows: list[list[Raw]], merged: dict[tuple[int, int], tuple[int, int]]) -> list[list[Raw]]:
    """The rows without the places that a merged cell covers, and without empty ones at the end."""
    gone = {
        (top + down, left + right)
        for (top, left), (height, width) in merged.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    width = max((at + 1 for row in rows for at, raw in enumerate(row) if raw.text), default=0)
    while rows and not any(raw.text for raw in rows[-1]):
        rows.pop()
    return [
        [raw for column, raw in enumerate(row[:width]) if (at, column) not in gone]
        for at, row in enumerate(rows)
    ]


def _cell(cell: Any, span: tuple[int, int] | None) -> Raw:
    value = cell.value
    height, width = span or (1, 1)
    if value is None:
        return Raw("", height, width)
    indent = 0
    if isinstance(value, str):
        indent = int(cell.alignment.indent or 0) if cell.has_style and cell.alignment else 0
    shown = shown_as(value, cell.number_format or "General")
    return Raw(shown, height, width, 2 * indent, _number(value))


def _xls(data: bytes) -> Iterator[tuple[str, list[list[Raw]]]]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True)
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        merged = {(top, left): (low - top, right - left) for top, low, left, right in sheet.merged_cells}
        rows = [
            [_old(book, cell, merged.get((at, column))) for column, cell in enumerate(sheet.row(at))]
            for at in range(sheet.nrows)
        ]
        yield sheet.name, _without(rows, merged)


def _old(book: Any, cell: Any, span: tuple[int, int] | None) -> Raw:
    import xlrd

    height, width = span or (1, 1)
    value = cell.value
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    if cell.ctype == xlrd.XL_CELL_DATE:
        value = xlrd.xldate_as_datetime(value, book.datemode)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return Raw("", height, width)
    code = book.format_map[style.format_key].format_str if style is not None else "General"
    indent = style.alignment.indent_level if style is not None and cell.ctype == xlrd.XL_CELL_TEXT else 0
    return Raw(shown_as(value, code), height, width, 2 * indent, _number(value))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def shown_as(value: Any, code: str) -> str:
    """What a cell shows: its value in its number format, as far as digits, thousands, percent and dates go.

    >>> shown_as(12122423.9063, "#,##0.0"), shown_as(0.058, "0.0%"), shown_as(-5.25, "#,##0.0;(#,##0.0)")
    ('12,122,423.9', '5.8%', '(5.2)')
    >>> shown_as(2019.0, "General"), shown_as(datetime(2024, 8, 1), "yyyy-mm")
    ('2019', '2024-08')
    """
    if isinstance(value, datetime | date):
        day = value.day if re.search("d", code, re.I) and not re.fullmatch(r"(?i).*general.*", code) else 1
        return f"{value:%Y-%m}" if day == 1 else f"{value:%Y-%m-%d}"
    if isinstance(value, time | bool) or not isinstance(value, int | float):
        return str(value)
    sections = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.', "", code).split(";")
    plain = sections[0]
    if "General" in code or "@" in code or not re.search("[0#]", plain):
        whole = float(value).is_integer() and abs(value) < _WHOLE
        return f"{value:.15g}" if whole else repr(float(f"{value:.15g}"))
    percent = "%" in plain
    number = value * 100 if percent else value
    number /= 1000 ** len(re.findall(r",(?=[^0#]*$)", plain.rstrip("% ")))
    places = len(re.search(r"\.([0#]*)", plain)[1]) if "." in plain else 0  # type: ignore[index]
    bracketed = number < 0 and len(sections) > 1 and "(" in sections[1]
    body = f"{abs(number):{',' if ',' in plain else ''}.{places}f}" + "%" * percent
    if bracketed:
        return f"({body})"
    return f"-{body}" if number < 0 and body.strip("0.,%") else body


def delimited(text: str, name: str, suffix: str) -> Loaded:
    """A file of comma- or tab-separated values: its text is the table, a line a row, cells parted by tabs."""
    made, count = Composer(name), 0
    rows: list[list[Raw]] = []
    for record in _records(text, suffix, name):
        count += len(record)
        if count > MOST_CELLS:
            raise TradekitError(f"{name}: more than {MOST_CELLS:,} cells; split it")
        rows.append([Raw(one) for one in record])
    titles = next((at for at, row in enumerate(rows) if sum(bool(raw.text.strip()) for raw in row) > 1), 0)
    for row in rows[:titles]:
        made.add("".join(raw.text for raw in row) + "\n")
    made.table(rows[titles:], first=titles)
    return made.done()


def _records(text: str, suffix: str, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 20)
    sample = text[:20_000]
    best = "\t" if suffix == ".tsv" else max(_SEPARATORS, key=lambda sign: _steady(sample, sign))
    try:
        yield from csv.reader(io.StringIO(text), delimiter=best)
    except csv.Error as error:
        raise TradekitError(f"{name}: broken table ({error}); save it anew") from error


def _steady(sample: str, sign: str) -> float:
    """How steadily a sign parts the lines of a sample."""
    counts = [line.count(sign) for line in sample.split("\n")[:50] if line.strip()]
    usual = max(set(counts), key=counts.count) if counts else 0
    return usual and counts.count(usual) / len(counts) + usual / 1000
