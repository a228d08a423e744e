"""The schema: the values, tables, files and scores have its columns, in its order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

from tradekit.evaluate import scoring
from tradekit.language import labels
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS, Key, LedgerEntry, Observation
from tradekit.model.schema import COLUMN, DIMENSIONS, KEY, LEDGER, OBSERVATION
from tradekit.tables.descriptions import describe
from tradekit.tables.fold import ENTRY_COLUMNS

CONTRACT = (Path(__file__).parents[1] / "docs" / "observations.md").read_text("utf-8")
TYPES = {"str": str, "int": int, "float": float, "float?": float | None}


@pytest.mark.parametrize(("kind", "columns"), [(Observation, OBSERVATION), (LedgerEntry, LEDGER)])
def test_a_value_has_the_columns_of_the_schema(kind: type, columns: tuple) -> None:
    assert get_type_hints(kind) == {one.code: TYPES[one.type] for one in columns}
    assert [one.code for one in columns] == list(COLUMNS if kind is Observation else LEDGER_COLUMNS)


def test_keys_are_those_of_the_schema() -> None:
    assert Key._fields == KEY == ENTRY_COLUMNS[: len(KEY)]
    assert DIMENSIONS == ("commodity", "partner", "enterprise", "regime")


def test_the_score_is_that_of_the_corpus() -> None:
    there = Path(__file__).parents[2] / "shared" / "corpus" / "score.py"
    if not there.exists():
        pytest.skip("the shared corpus is not beside this checkout")
    code = (
        f"import json, runpy; s = runpy.run_path({str(there)!r}); print(json.dumps([s['KEY'], s['EXTRA']]))"
    )
    key, told = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True).stdout)
    assert set(scoring.KEY) == set(key) and set(scoring.FIELDS) == {*key, *told}


@pytest.mark.parametrize("column", COLUMN.values(), ids=lambda one: one.code)
def test_a_column_is_named_and_described_in_both_languages(column) -> None:
    for lang in labels.LANGUAGES:
        assert describe(column.code, lang) and labels.word(column.code, lang)
    assert column.role in ("place", "key", "dimension", "figure", "source", "reading")
    assert f"`{column.code}`" in CONTRACT or column in LEDGER
