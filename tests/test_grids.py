"""Tables: small documents of our own and the rows that they state, in every construction that we know.

``cases/grids/NAME.html`` (``.md``, ``.csv``, ``.txt``) is read; ``NAME.rows`` has a line for each figure: its
cell, what the cell shows, and the columns that are not empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import tablemaking
from pdfmaking import Line, pdf

from tradekit.checks import check
from tradekit.documents.pages import read, read_text
from tradekit.extraction.explain import explain
from tradekit.extraction.observe import extract, observe
from tradekit.model.observations import LedgerEntry, Observation

REPORTS = Path(__file__).parents[1] / "data" / "reports"
CASES = Path(__file__).parent / "cases" / "grids"
DOCUMENTS = sorted(path for path in CASES.glob("*") if path.suffix != ".rows")
SHOWN = (
    "indicator", "sector", "period", "reporter", "flow", "commodity", "partner", "enterprise", "regime",
    "measure", "statistic", "basis", "value", "unit", "currency", "status",
)  # fmt: skip


def line(row: Observation) -> str:
    """A row as the files of rows write it."""
    place = row.cell.replace("table ", "t").replace(", row ", "r").replace(", column ", "c")
    values = {name: getattr(row, name) for name in SHOWN} | {"value": f"{row.value:.12g}"}
    usual = {"indicator": "trade", "measure": "value", "statistic": "level", "status": "actual"}
    shown = [f"{name}={one}" for name, one in values.items() if one and one != usual.get(name)]
    return " | ".join([place, row.text, *shown])


def cells(path: Path) -> tuple[list[Observation], list[LedgerEntry]]:
    rows, ledger = observe(read(path))
    return [row for row in rows if row.cell], list(ledger)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_table_states_its_rows(path: Path) -> None:
    wanted = path.with_suffix(".rows").read_text("utf-8").splitlines()
    assert [line(row) for row in cells(path)[0]] == wanted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_row_stands_where_it_says(path: Path) -> None:
    """The place of a row holds its text, its cell is named once, each number is in a row or the ledger."""
    report = read(path)
    rows, ledger = cells(path)
    assert all(report.text[row.start : row.end] == row.text for row in rows)
    assert all(row.text in row.sentence for row in rows)
    left = [(one.sentence, one.start) for one in ledger if one.sentence.startswith("table ")]
    places = [(row.cell, row.start) for row in rows] + left
    assert len(places) == len(set(places))
    taken = [False] * len(report.text)
    for one in (*observe(report)[0], *ledger):
        taken[one.start : one.end] = [True] * (one.end - one.start)
    assert not [at for at, char in enumerate(report.text) if char in "0123456789" and not taken[at]]


@pytest.mark.parametrize("name", ["unittail.html", "continents.html", "hkspelt.html", "wind.csv"])
def test_a_unit_above_a_table_is_no_figure_of_prose(name: str) -> None:
    assert all(row.cell for row in observe(read(CASES / name))[0])


def _columns(y: float, cells: Sequence[str]) -> list[Line]:
    """A line of a PDF's table: the first cell flush left, the others flush right."""
    widths = [sum(10 if ord(char) > 255 else 5 for char in cell) for cell in cells]
    lefts = [60.0 if not at else 170 + 80 * at - width for at, width in enumerate(widths)]
    return [(left, y, cell) for left, cell in zip(lefts, cells, strict=True) if cell]


def test_a_table_that_pages_break_is_one(tmp_path: Path) -> None:
    """Its repeated heading is not counted, and the prose beside it is read without it."""
    head = ["商品名称", "8月金额", "同比", "1至8月", "同比"]
    first = [head, ["手机", "300.5", "-2.1", "2100.4", "1.1"], ["家具", "120.3", "5.5", "900.2", "2.0"]]
    second = [head, ["玩具", "90.0", "3.3", "480.1", "4.5"], ["鞋靴", "60.1", "-1.2", "460.0", "-2.2"]]
    first += [["箱包", "50.4", "1.5", "400.2", "3.0"]]
    second += [["钟表", "10.0", "0.4", "80.5", "1.0"]]
    above = "2024年8月，广东出口5100.2亿元，增长6.1%。"
    page: list[Line] = [(150, 800, "2024年8月广东出口情况"), (60, 760, above), (200, 720, "商品（亿元、%）")]
    page += [part for at, row in enumerate(first) for part in _columns(700 - 16 * at, row)]
    other = [part for at, row in enumerate(second) for part in _columns(800 - 16 * at, row)]
    (tmp_path / "two.pdf").write_bytes(pdf([page, other]))
    report = read(tmp_path / "two.pdf")
    assert [(grid.name, len(grid.rows)) for grid in report.grids] == [("table 1", 7)]
    rows = observe(report)[0]
    assert [row.text for row in rows if not row.cell] == ["5100.2亿元", "6.1%"]
    found = {row.commodity: (row.cell, row.period, row.value) for row in rows if row.cell}
    assert len([row for row in rows if row.cell]) == 24
    assert found["钟表"] == ("table 1, row 7, column 5", "2024-01/2024-08", 1.0)


TABLES = (
    "项目\t8月\t同比\n出口（亿元）\t21900.1\t8.4\n进口（亿元）\t15600.2\t0.5\n",
    "| 商品 | 金额（亿元） |\n|---|---|\n| 家具 | 120.3 |\n| 玩具 | 90.0 |\n",
    "国家      出口    同比%\n美国    2900.1     4.9\n日本     900.2    -1.5\n德国     700.3     2.2\n",
)


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.txt"))[::4], ids=lambda path: path.stem)
@pytest.mark.parametrize("table", TABLES, ids=("tabs", "bars", "blanks"))
def test_prose_is_read_the_same_with_and_without_a_table(path: Path, table: str) -> None:
    """Tables are hidden from the reader of prose: none of its rows, and none of its reasons, changes."""
    text = path.read_text("utf-8")
    gaps = [found.end() for found in re.finditer(r"\n\s*\n", text)] or [len(text)]
    at = gaps[len(gaps) // 2]
    beside = read_text(f"{text[:at]}\n{table}\n{text[at:]}", path.name)
    assert len(beside.grids) == 1
    bare, whole = observe(read_text(text, path.name)), observe(beside)
    assert [told(row) for row in whole[0] if not row.cell] == [told(row) for row in bare[0]]
    grid = beside.grids[0]
    left = [(one.text, one.reason) for one in whole[1] if not grid.start <= one.start < grid.end]
    assert left == [(one.text, one.reason) for one in bare[1]]


@pytest.mark.parametrize(
    ("heads", "failures"),
    [
        (("进出口", "同比%", "出口", "同比%", "进口", "同比%"), 0),
        (("出口", "同比%", "进出口", "同比%", "进口", "同比%"), 6),
        (("进出口", "出口", "同比%", "同比%", "进口", "同比%"), 4),
        (("进出口", "同比%", "出口（万元）", "同比%", "进口", "同比%"), 4),
        (("进出口", "同比%", "出口", "占比%", "进口", "同比%"), 1),
    ],
)
def test_a_misread_column_shows_as_many_failures_at_once(heads: Sequence[str], failures: int) -> None:
    rows = [
        ("总值", "1000.0", "5.0", "600.0", "8.0", "400.0", "0.8"),
        ("一般贸易", "640.0", "6.0", "390.0", "9.0", "250.0", "1.6"),
        ("加工贸易", "200.0", "2.0", "120.0", "3.0", "80.0", "0.5"),
        ("保税物流", "160.0", "5.0", "90.0", "11.0", "70.0", "-1.8"),
    ]
    lines = [("项目", *heads), ("---",) * 7, *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    text = f"2024年5月进出口（亿元）\n\n{table}\n"
    found = check(observe(read_text(text, "case", published="2024-06-10"))[0])
    failed = found[found["verdict"] == "fails"]
    assert len(failed) == 0 if not failures else len(failed) >= failures


def test_our_reports_with_tables_are_those_of_their_maker(tmp_path: Path) -> None:
    tablemaking.make(tmp_path)
    for name in (tablemaking.RELEASE, tablemaking.WORKBOOK, tablemaking.PRINT):
        assert read(tmp_path / name).text == read(REPORTS / name).text


def told(row: Observation) -> dict[str, object]:
    """A row without its place."""
    return {name: one for name, one in row._asdict().items() if name not in ("start", "end", "article")}


def test_a_row_of_a_table_is_explained_by_its_headings() -> None:
    rows = extract(REPORTS / tablemaking.RELEASE)
    made = explain(rows[rows["cell"] == "table 2, row 3, column 4"].iloc[0])
    told = {slot: (how, words) for slot, how, words in made[["slot", "how", "words"]].values.tolist()}
    assert told["regime"] == ("said", "加工贸易")
    assert told["statistic"] == ("said", "占比")
    assert told["flow"][0] == "carried"
