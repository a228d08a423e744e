"""Tables to take away: every format opens, says what it holds, and holds the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from observed import cases, rate, row, table

from tradekit import tables
from tradekit.model.observations import COLUMNS
from tradekit.tables import export

SAID = table(row("10万亿元", 1e13, "2023-Q2", bound=">="), rate("0.3%", -0.3, "2023-Q2", report="b.txt"))
JSON_TYPES = {"string", "number", "integer", "boolean"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with everything saved."""
    whole = {"quarterly": tables.quarterly(SAID), "growth": tables.growth(SAID), "observations": SAID}
    return export.save(whole, tmp_path / "out", title="二季度").parent


def test_csv_opens_in_excel_and_reads_back(folder: Path) -> None:
    assert (folder / "quarterly.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    back = pd.read_csv(folder / "quarterly.csv", encoding="utf-8-sig")
    assert back["level_high"].iat[0] == float("inf")
    assert (back["level_bound"].iat[0], back["level_sources"].iat[0]) == (">=", "a.txt#10")


def test_parquet_keeps_types(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    back = pd.read_parquet(folder / "quarterly.parquet")
    assert back["growth"].dtype == float and back["conflict"].dtype == bool


def test_the_workbook_has_a_codebook_and_no_formula(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    assert book.sheetnames == ["codebook", "quarterly", "growth", "observations"]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=" in {cell.value for cell in cells}
    meanings = [line[3].value for line in book["codebook"].iter_rows(min_row=2)]
    assert all(meanings)


def test_the_data_package_describes_every_column_of_every_file(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["title"] == "二季度" and len(package["resources"]) == 3
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as lines:
            header = next(csv.reader(lines))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert {field["type"] for field in fields} <= JSON_TYPES and all(f["description"] for f in fields)


def test_every_column_of_every_table_has_a_meaning_of_its_own() -> None:
    rows = cases()
    made = [
        tables.quarterly,
        tables.categories,
        tables.headline,
        tables.entries,
        tables.said,
        tables.growth,
        tables.figures,
    ]
    columns = {c for make in made for c in make(rows).columns} | set(COLUMNS)
    bare = {
        c
        for c in columns
        if not export._known(c, "en") and export.describe(c) == c.replace("_", " ")
    }
    assert not bare


def test_sdmx_has_a_row_for_each_observation() -> None:
    lines = list(csv.DictReader(io.StringIO(export.to_sdmx_csv(cases()))))
    assert len(lines) == len(cases())
    assert tuple(lines[0]) == export.SDMX_COLUMNS
    assert {line["TRADE_FLOW"] for line in lines} <= {"X", "M", "_T", "B"}
    assert {line["FREQ"] for line in lines} <= {"A", "S", "Q", "M", "I"}
    assert not [line for line in lines if "/2" in line["TIME_PERIOD"]]


def test_sdmx_is_written_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "obs.csv"
    assert path.read_text("utf-8") if (text := export.to_sdmx_csv(SAID, path)) and text else False


def test_nothing_to_save_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(export.ExportError, match="no table"):
        export.save({}, tmp_path)


def test_without_openpyxl_excel_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "find_spec", lambda name: None)
    with pytest.raises(export.ExportError, match="pip install openpyxl"):
        export.to_excel({"a": SAID}, tmp_path / "a.xlsx")
    saved = export.save({"a": SAID}, tmp_path).parent
    assert sorted(path.name for path in saved.iterdir()) == ["a.csv", "datapackage.json"]
