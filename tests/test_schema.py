"""The schema: the values, tables, files and scores have its columns, in its order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

import tradekit
from tradekit.evaluate import scoring
from tradekit.language import labels
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS, Key, LedgerEntry, Observation
from tradekit.model.schema import COLUMN, DIMENSIONS, KEY, LEDGER, OBSERVATION
from tradekit.tables.export import describe
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


def test_a_column_is_added_in_the_schema_and_its_value_alone(tmp_path: Path) -> None:
    """All else follows: rows, tables, files, codebook, SDMX."""
    package = Path(tradekit.__file__).parent
    copy = shutil.copytree(
        package, tmp_path / "tradekit", ignore=shutil.ignore_patterns("*.so", "__pycache__")
    )
    schema, values = copy / "model" / "schema.toml", copy / "model" / "observations.py"
    column = '[column.mood]\nrole = "reading"\ntype = "str"\nname = ["语气", "mood"]\n'
    column += 'about = ["语气", "how it is said"]\ndefault = "calm"\nsdmx = "MOOD"\n\n'
    schema.write_text(
        schema.read_text("utf-8").replace("[column.reason]", f"{column}[column.reason]"), "utf-8"
    )
    last = "    high: float | None = None\n"
    values.write_text(values.read_text("utf-8").replace(last, f'{last}    mood: str = "calm"\n', 1), "utf-8")
    code = """if True:
        import json, tradekit as tk
        rows = tk.extract("2023年，我国出口增长0.6%。", published="2024-01-12")
        package = tk.save({"rows": rows}, "out")
        fields = json.loads(package.read_text("utf-8"))["resources"][0]["schema"]["fields"]
        print(list(rows["mood"]), fields[-1]["name"], fields[-1]["description"])
        print(tk.to_sdmx_csv(rows).splitlines()[0].split(",")[-2], list(tk.figures(rows)["mood"]))
    """
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert told.stdout.split("\n")[:2] == ["['calm'] mood 语气", "MOOD ['calm']"], told.stderr
