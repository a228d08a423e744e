"""Single sentences, class by class: each makes exactly the rows of trade of its case, and no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from known import SENTENCES, cases

from tradekit.documents.pages import read_text
from tradekit.evaluate.scoring import FIELDS, equal, pair
from tradekit.extraction.observe import observe

_NAMES = ("sentences", "unseen", "eras")
FOLDER = Path(__file__).parent / "cases"
FILES = [*(FOLDER / f"{name}.jsonl" for name in _NAMES), *sorted(FOLDER.glob("desk-*.jsonl"))]
CASES = [json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("name", "case"), cases(((case["id"], case) for case in CASES), SENTENCES))
def test_a_sentence_makes_its_rows(name: str, case: dict[str, Any]) -> None:
    every, _ = observe(read_text(case["text"], name, published=case["published"]))
    rows = [row for row in every if row.indicator == "trade"]
    core = [one for one in case["rows"] if one.get("scope", "core") == "core"]
    loose = [one for one in case["rows"] if one.get("scope") == "peripheral"]
    pairs, missed, extra = pair(core, rows)
    assert [(one["text"], one["start"]) for one in missed] == []
    stray = [row for row in extra if not any(g["start"] < row.end and row.start < g["end"] for g in loose)]
    assert [(row.text, row.start) for row in stray] == []
    for gold, row in pairs:
        wrong = [
            (field, getattr(row, field), gold[field])
            for field in FIELDS
            if field in gold and not equal(field, gold[field], getattr(row, field))
        ]
        assert not wrong, f"{gold['text']}: (field, what came out, what is right) {wrong}"
