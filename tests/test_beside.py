"""Stated, implied and official side by side, in a table and a picture; the misprint experiment in small."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from test_checks import OFFICIAL, YEAR, said

from tradekit import charts
from tradekit.checks import BESIDE_COLUMNS, beside, check
from tradekit.tables.verdict_words import readable_verdicts

ROOT = Path(__file__).resolve().parents[1]


def table() -> pd.DataFrame:
    figures = [*YEAR, said("trade level 2023-Q1 9.69万亿元"), said("trade level 2023-Q2 ≥10万亿元")]
    return beside(figures, pd.read_csv(OFFICIAL, keep_default_na=False))


def test_one_row_for_each_thing() -> None:
    rows = table()
    assert list(rows.columns) == list(BESIDE_COLUMNS)
    by = {(row.period, row.flow, row.statistic): row for row in rows.itertuples()}
    total = by["2023", "trade", "level"]
    assert total.stated == total.official == 41.76e12
    assert total.implied == pytest.approx(41.76e12)
    assert (total.identity, total.verdict) == ("total", "equal")
    base = by["2022", "trade", "level"]
    assert pd.isna(base.stated) and base.implied == pytest.approx(41.677e12, rel=1e-4)
    assert (base.official, base.bound) == (42.07e12, "")
    bound = by["2023-Q2", "trade", "level"]
    assert pd.isna(bound.stated) and bound.stated_low == 1e13


@pytest.mark.parametrize(("lang", "word"), [("zh", "推算"), ("en", "implied")])
def test_the_picture(lang: str, word: str) -> None:
    figure = charts.beside(table(), lang=lang)
    assert word in charts.alt(figure)
    assert "42.07" in charts.alt(figure)
    assert set(charts.sources(figure)) >= {f"a.txt#{one.start}" for one in YEAR}


def test_nothing_to_draw_is_said() -> None:
    assert "No figure" in charts.alt(charts.beside(beside([]), lang="en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_verdicts_in_words(lang: str) -> None:
    words = readable_verdicts(check([*YEAR[1:], said("trade level 2023 14.76万亿元")]), lang)
    assert words.iloc[0]["verdict"] == "fails"
    assert "14.76万亿元 → 41.76万亿元" in list(words.iloc[0])
    assert all(isinstance(places, list) for places in words["sources"])


@pytest.fixture
def experiment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("misprints", ROOT / "benchmarks" / "misprints.py")
    assert spec and spec.loader
    module = sys.modules["misprints"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_misprint_that_an_identity_can_see_is_caught(experiment: ModuleType) -> None:
    found = experiment.trials(YEAR, experiment.in_rows, None, 3, 7)
    visible = [one for one in found if one.visible]
    assert len(visible) > 20
    assert all(one.caught for one in visible)
    assert sum(one.named for one in visible) >= 0.8 * len(visible)
    assert {"visible", "caught", "culprit right"} <= set(experiment.table(found).columns)
