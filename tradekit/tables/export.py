"""Tables to take away: CSV, Parquet, an Excel workbook with its codebook, a data package.

:func:`save` writes the whole folder; :func:`to_sdmx_csv` the observation table as SDMX-CSV. Lists in a cell
(``sources``) become words joined by a space, in every format. ``docs/tables.md`` is the codebook in prose.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import WORDING
from tradekit.model.errors import TradekitError
from tradekit.model.observations import COLUMNS
from tradekit.model.schema import COLUMN, OBSERVATION, Column
from tradekit.model.writing import inert, whole, write_text
from tradekit.tables.fold import need, records, source_id
from tradekit.tables.order import frequency

_EXCEL_ROWS = 1_048_575
_EXCEL_TEXT = 32_767
_CUT = " … [cut here: a cell holds no more; the CSV file has all of it]"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ExportError(TradekitError):
    """A format needs a package that isn't installed, or a table doesn't fit a format."""


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose cells hold numbers, words and truth only: lists joined by a space, a missing word empty.

    >>> flat(pd.DataFrame({"sources": [["a#1", "b#2"]]}))["sources"][0]
    'a#1 b#2'
    """
    out = table.copy()
    for column in out.columns:
        if out[column].dtype == object:
            out[column] = pd.Series([_cell(value) for value in out[column]], index=out.index, dtype="str")
    return out


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value)
    return "" if value is None or value != value else str(value)


def save(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, *, title: str = "tradekit", lang: str = "zh"
) -> Path:
    """Write tables as CSV (with a BOM, for Excel), Parquet, ``tables.xlsx`` and ``datapackage.json``.

    Takes tables by name (the name is the file's and the sheet's), the folder, and the title and language of
    the codebook. Parquet and Excel are left out where ``pyarrow`` or ``openpyxl`` isn't installed. Gives
    the path of ``datapackage.json``. Raises :class:`ExportError` where there is no table.

    >>> import tempfile
    >>> table = pd.DataFrame({"period": ["2023"], "growth": [0.2]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = save({"annual": table}, folder)
    ...     path.name, path.with_name("annual.csv").read_text("utf-8-sig").splitlines()
    ('datapackage.json', ['period,growth', '2023,0.2'])
    """
    if not tables:
        raise ExportError(f"{folder}: there is no table to save; give at least one by name")
    target = Path(folder)
    plain = {name: flat(table) for name, table in tables.items()}
    for name, table in plain.items():
        with whole(target / f"{name}.csv") as part:
            _written(table).to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\n")
        if find_spec("pyarrow"):
            with whole(target / f"{name}.parquet") as part:
                table.to_parquet(part, index=False)
    if find_spec("openpyxl"):
        to_excel(plain, target / "tables.xlsx", lang=lang)
    path = target / "datapackage.json"
    package = datapackage(plain, title=title, lang=lang)
    write_text(path, json.dumps(package, ensure_ascii=False, indent=2) + "\n")
    return path


def to_excel(tables: Mapping[str, pd.DataFrame], path: str | Path, *, lang: str = "zh") -> Path:
    """Write tables as one workbook: a ``codebook`` sheet that says what every column holds, then the tables.

    Needs ``openpyxl``; raises :class:`ExportError` where it is missing or a table has more rows than a sheet.
    """
    if not find_spec("openpyxl"):
        raise ExportError(f"{path}: Excel needs openpyxl; install it with 'pip install openpyxl'")
    for name, table in tables.items():
        if len(table) > _EXCEL_ROWS:
            raise ExportError(
                f"{path}: table {name!r} has {len(table)} rows, a sheet holds {_EXCEL_ROWS}; save CSV"
            )
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _sheet(book.create_sheet("codebook"), codebook(tables, lang))
    for name, table in tables.items():
        _sheet(book.create_sheet(name[:31]), flat(table))
    with whole(Path(path)) as part:
        book.save(part)
    return Path(path)


def _sheet(sheet: Any, table: pd.DataFrame) -> None:
    """One sheet, its header frozen, its columns wide enough to read."""
    from openpyxl.utils import get_column_letter

    columns = {str(name): cells for name, cells in table.to_dict("list").items()}
    sheet.freeze_panes = "A2"
    for at, (name, cells) in enumerate(columns.items(), 1):
        width = max([labels.places(name), *(labels.places(str(cell)) for cell in cells[:200])])
        sheet.column_dimensions[get_column_letter(at)].width = min(60, width + 2)
    sheet.append(list(columns))
    for row in zip(*columns.values(), strict=True):
        sheet.append([_excel(sheet, value) for value in row])


def _excel(sheet: Any, value: Any) -> Any:
    """A value as a cell: nothing where it is missing, a bound's ``=`` no formula, an open end as a word.

    What XML can't hold is a replacement character, and a text that is too long for a cell says so at its end.
    """
    if isinstance(value, str):
        value = _NOT_XML.sub("\ufffd", value)
        if len(value) > _EXCEL_TEXT:
            value = value[: _EXCEL_TEXT - len(_CUT)] + _CUT
        if value.startswith("="):
            from openpyxl.cell import WriteOnlyCell

            cell = WriteOnlyCell(sheet, value)
            cell.data_type = "s"
            return cell
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return None if value == "" else value


def _written(table: pd.DataFrame) -> pd.DataFrame:
    """The table as CSV has it: open ends as table schemas write them (INF, -INF), no text a formula."""
    if not len(table):
        return table
    return table.map(inert).replace({math.inf: "INF", -math.inf: "-INF"})


def codebook(tables: Mapping[str, pd.DataFrame], lang: str = "zh") -> pd.DataFrame:
    """What every column of every table holds: ``table``, ``column``, ``type``, ``meaning``."""
    rows = [
        {
            "table": name,
            "column": str(column),
            "type": _type(table[column]),
            "meaning": describe(str(column), lang),
        }
        for name, table in tables.items()
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=pd.Index(["table", "column", "type", "meaning"]))


def _type(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def datapackage(
    tables: Mapping[str, pd.DataFrame], *, title: str = "tradekit", lang: str = "zh"
) -> dict[str, Any]:
    """The Frictionless description of the CSV files that :func:`save` writes, as JSON-ready values."""
    resources = [
        {
            "name": name.lower(),
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": {
                "fields": [
                    {"name": str(c), "type": _type(table[c]), "description": describe(str(c), lang)}
                    for c in table.columns
                ],
                "missingValues": [""],
            },
        }
        for name, table in tables.items()
    ]
    return {
        "profile": "tabular-data-package",
        "name": "tradekit-tables",
        "title": title,
        "resources": resources,
    }


_FREQUENCY = {"H": "S", "C": "I", "R": "I", "D": "I", "": "_U"}
_CONCEPTS = tuple(one for one in OBSERVATION if one.sdmx)
SDMX_COLUMNS: tuple[str, ...] = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "SOURCE_ID", *(one.sdmx for one in _CONCEPTS), "UNIT_MULT",
)  # fmt: skip


def to_sdmx_csv(observations: pd.DataFrame, path: str | Path | None = None) -> str:
    """The observation table as SDMX-CSV 2.0 (``docs/tables.md`` maps the columns to concepts).

    Takes the observation table; gives the text, and writes it to ``path`` where one is given. A row keeps
    the key of its observation apart from others on the same thing by ``SOURCE_ID`` (``report#start``).
    Names of goods, partners, traders and regimes stay the report's own; dimensions not named are ``_T``
    (``W0`` for the world). Runs of months, years or days are a start and a length (``2023-01-01/P10M``).
    Forecasts and targets both are ``F``.
    """
    need(observations, COLUMNS)
    rows = [_sdmx(row) for row in records(observations)]
    table = pd.DataFrame(rows, columns=pd.Index(SDMX_COLUMNS))
    text = str(table.map(inert).to_csv(index=False, lineterminator="\n"))
    if path is not None:
        write_text(path, text)
    return text


def _sdmx(row: dict[str, Any]) -> dict[str, Any]:
    kind = frequency(row["period"])
    said = {one.sdmx: _code(one, row.get(one.code, one.default)) for one in _CONCEPTS}
    return said | {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": "TRADEKIT:OBSERVATIONS(1.0)",
        "ACTION": "I",
        "FREQ": _FREQUENCY.get(kind, kind),
        "TIME_PERIOD": time_period(row["period"]),
        "SOURCE_ID": source_id(row["report"], row["start"]),
        "UNIT_MULT": 0,
    }


def _code(column: Column, cell: Any) -> Any:
    """A cell as SDMX writes it."""
    return column.empty if cell in ("", None) else column.codes.get(str(cell), cell) if column.codes else cell


def time_period(period: str) -> str:
    """A period as SDMX writes it.

    >>> [time_period(p) for p in ("2023", "2023-H1", "2023-Q1", "2023-12", "2023-01/2023-10", "2021/2023")]
    ['2023', '2023-S1', '2023-Q1', '2023-12', '2023-01-01/P10M', '2021-01-01/P3Y']
    """
    kind = frequency(period)
    if kind not in ("C", "R", "D") or "/" not in period:
        return period.replace("-H", "-S")
    first, last = (end.split("-") for end in period.split("/"))
    if kind == "R":
        return f"{first[0]}-01-01/P{int(last[0]) - int(first[0]) + 1}Y"
    if kind == "C":
        months = (int(last[0]) - int(first[0])) * 12 + int(last[1]) - int(first[1]) + 1
        return f"{first[0]}-{first[1]}-01/P{months}M"
    start, end = (date(*map(int, parts)) for parts in (first, last))
    return f"{start}/P{(end - start).days + 1}D"


def describe(column: str, lang: str = "en") -> str:
    """What a column holds, for codebooks.

    >>> describe("growth_low")
    'growth on the year before, percent: the least that the printed digits stand for'
    >>> describe("export 2023-Q1")
    'growth of exports, Q1 2023, percent'
    """
    stem, _, part = column.rpartition("_")
    if known := _known(column, lang):
        return known
    if (whole := _known(stem, lang)) and (which := _known(part, lang)):
        return labels.say(lang, "{stem}: {part}", stem=whole, part=which)
    flow, _, period = column.partition(" ")
    if frequency(period):
        when, noun = labels.period(period, lang), labels.word(flow, lang)
        return labels.say(lang, "growth of {noun}, {when}, percent", noun=noun, when=when)
    return labels.word(column, lang)


def _known(column: str, lang: str) -> str:
    index = labels.LANGUAGES.index(labels.check(lang))
    about = COLUMN[column].about if column in COLUMN else WORDING["columns"].get(column, ("", ""))
    return about[index]
