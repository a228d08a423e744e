"""Tables: small documents of our own and the rows that they state, in every construction that we know.

``cases/grids/NAME.html`` (``.md``, ``.csv``, ``.txt``) is read; ``NAME.rows`` has a line for each figure: its
cell, what the cell shows, and the columns that are not empty.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tradekit.documents.pages import read
from tradekit.extraction.observe import observe
from tradekit.model.observations import LedgerEntry, Observation

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
    left = [one.sentence for one in ledger if one.sentence.startswith("table ")]
    places = [row.cell for row in rows] + left
    assert len(places) == len(set(places))
    taken = [False] * len(report.text)
    for one in (*observe(report)[0], *ledger):
        taken[one.start : one.end] = [True] * (one.end - one.start)
    assert not [at for at, char in enumerate(report.text) if char in "0123456789" and not taken[at]]
