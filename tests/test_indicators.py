"""Indicators other than trade: sentence by sentence; and a new one is a row of a table, no line of code."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tradekit.documents.pages import read_text
from tradekit.evaluate.scoring import FIELDS, equal, pair
from tradekit.extraction.observe import observe
from tradekit.language.families import families, vocabulary
from tradekit.language.lexicon import FOLDER, load
from tradekit.model.observations import Observation

PATH = Path(__file__).parent / "cases" / "indicators.jsonl"
CASES = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
COLUMNS = (
    "code",
    "family",
    "sector",
    "within",
    "measure",
    "grows",
    "unit",
    "says",
    "zh",
    "en",
    "source",
    "note",
)


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read(text: str, published: str, lexicon: str | None = None) -> tuple[Observation, ...]:
    return observe(read_text(text, "case", published=published), load(lexicon))[0]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_sentence_makes_its_rows(case: dict[str, Any]) -> None:
    pairs, missed, extra = pair(case["rows"], read(case["text"], case["published"]))
    assert [one["text"] for one in missed] == []
    assert [row.text for row in extra] == []
    for gold, row in pairs:
        wrong = [
            (f, getattr(row, f), gold[f])
            for f in FIELDS
            if f in gold and not equal(f, gold[f], getattr(row, f))
        ]
        assert not wrong, f"{gold['text']}: (field, what came out, what is right) {wrong}"


def test_a_new_indicator_is_a_row_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(
        "code,family,zh,en,measure,grows,unit,says\n"
        "parcels,activity,快递业务量|快递量,parcels,count,count,,\n"
        "capacity_use,output,工业产能利用率,capacity utilisation,value,value,percent,rate\n",
        "utf-8",
    )
    text = (
        "上半年，快递业务量801亿件，同比增长23.1%。二季度，工业产能利用率为74.9%，比上季度上升1.3个百分点。"
    )
    rows = read(text, "2024-07-20", str(tmp_path))
    assert [(r.indicator, r.period, r.measure, r.statistic, r.basis, r.value, r.unit) for r in rows] == [
        ("parcels", "2024-H1", "count", "level", "", 80_100_000_000, "件"),
        ("parcels", "2024-H1", "count", "growth", "yoy", 23.1, "percent"),
        ("capacity_use", "2024-Q2", "value", "level", "", 74.9, "percent"),
        ("capacity_use", "2024-Q2", "value", "level_change", "qoq", 1.3, "pp"),
    ]
    assert not read(text, "2024-07-20")


def test_the_engine_names_no_indicator() -> None:
    codes = {row["code"].partition(".")[0] for row in table("indicators")} - {
        "none",
        "output",
        "money",
        "power",
    }
    for path in sorted((FOLDER.parent.parent).glob("**/*.py")):
        if path.parent.name in ("extraction", "language", "zh", "en"):
            text = path.read_text("utf-8")
            assert not [code for code in codes if f'"{code}"' in text], path


def test_every_indicator_has_its_row_and_its_family() -> None:
    named = {one["name"] for one in families()}
    rows = table("indicators")
    assert set(COLUMNS) == set(rows[0])
    whole = {row["code"] for row in rows if "." not in row["code"]}
    assert {row["code"].partition(".")[0] for row in rows} == whole
    assert {row["family"] for row in rows if row["family"]} == named
    for row in rows:
        assert row["zh"] and row["en"] and row["source"], row
        assert row["family"] or "." in row["code"] or row["code"] == "none", row


@pytest.mark.parametrize("name", ["indicators", "sectors"])
def test_no_form_twice(name: str) -> None:
    forms = [form for row in table(name) for form in row["zh"].split("|")]
    assert len(forms) == len(set(forms))


def test_longest_words_win() -> None:
    found = vocabulary(load()).find("房地产开发投资和居民消费价格")
    assert [hit.word.code for hit in found] == ["investment.realestate", "cpi"]
