"""The evaluation itself: what counts as right, missed and stray, and how mistakes are listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tradekit.cli.main import main
from tradekit.evaluate.scoring import equal, report_score, score
from tradekit.model.errors import TradekitError

TEXT = "2023年，我国出口23.77万亿元，增长0.6%；进口17.99万亿元，下降0.3%。"
RIGHT: dict[str, Any] = {
    "start": 9, "end": 17, "text": "23.77万亿元", "period": "2023", "reporter": "中国", "flow": "export",
    "measure": "value", "statistic": "level", "value": 23.77e12, "unit": "CNY",
}  # fmt: skip
GROWTH = RIGHT | {
    "start": 20,
    "end": 24,
    "text": "0.6%",
    "statistic": "growth",
    "value": 0.6,
    "unit": "percent",
}
LEVEL = RIGHT | {"start": 27, "end": 35, "text": "17.99万亿元", "flow": "import", "value": 17.99e12}
FALL = GROWTH | {"start": 38, "end": 42, "text": "0.3%", "flow": "import", "value": -0.3}
DATE = RIGHT | {"start": 0, "end": 5, "text": "2023年"}

SCORES = [
    ("all right", [RIGHT, GROWTH, LEVEL, FALL], (4, 4, 4, 4), []),
    ("a wrong field", [RIGHT | {"flow": "import"}, GROWTH, LEVEL, FALL], (4, 4, 4, 3), ["wrong"]),
    ("one of several", [RIGHT | {"reporter": ["广东", "中国"]}, GROWTH, LEVEL, FALL], (4, 4, 4, 4), []),
    ("a stray row", [RIGHT, GROWTH, LEVEL], (3, 4, 3, 3), ["stray"]),
    ("a peripheral one", [RIGHT, GROWTH, LEVEL, FALL | {"scope": "peripheral"}], (3, 3, 3, 3), []),
    ("no indicator", [RIGHT, GROWTH, LEVEL, FALL | {"scope": "other"}], (3, 4, 3, 3), ["stray"]),
    ("a missed one", [RIGHT, GROWTH, LEVEL, FALL, DATE], (5, 4, 4, 4), ["missed"]),
    ("nothing to find", [], (0, 4, 0, 0), ["stray"] * 4),
]  # fmt: skip


def written(folder: Path, gold: list[dict[str, Any]]) -> tuple[Path, Path]:
    """A folder of gold rows and one of reports, with one report."""
    rows, texts = folder / "gold", folder / "texts"
    rows.mkdir()
    texts.mkdir()
    (texts / "2024-01-13-a.txt").write_text(TEXT, "utf-8")
    (rows / "2024-01-13-a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
    return rows, texts


@pytest.mark.parametrize(("gold", "counts", "kinds"), [row[1:] for row in SCORES], ids=[r[0] for r in SCORES])
def test_score(gold: list[dict[str, Any]], counts: tuple[int, ...], kinds: list[str], tmp_path: Path) -> None:
    result = score(*written(tmp_path, gold))
    assert (result.gold, result.predicted, result.found, result.right) == counts
    assert [one.kind for one in result.mistakes] == kinds


EQUAL = [
    ("commodity", "“新三样”", "新三样", True),
    ("reporter", "广东省", "广东", True),
    ("reporter", "我国", "中国", True),
    ("partner", "全球", "", True),
    ("value", 1e12, 1e12 + 1, True),
    ("value", 5.1, 5.2, False),
    ("value", None, 5.2, False),
    ("flow", "export", "import", False),
]


@pytest.mark.parametrize(("name", "gold", "got", "same"), EQUAL)
def test_equal(name: str, gold: Any, got: Any, same: bool) -> None:
    assert equal(name, gold, got) is same


def test_mistakes_are_listed_by_rule(tmp_path: Path) -> None:
    wrong = RIGHT | {"flow": "import"}
    told = report_score(score(*written(tmp_path, [wrong, GROWTH, DATE])), "mine")
    assert told.startswith("mine: 1 texts, 3 core figures: figure P 0.500 R 0.667; ")
    assert re.search(r"^  [a-z ]+: \d wrong of \d rows?$", told, re.MULTILINE), told
    assert "flow is 'export', should be 'import'" in told
    assert "no such indicator" in told
    assert "ledger: date: 1 missed" in told


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    told = report_score(score(*written(tmp_path, [])), most=1)
    assert told.count("no such indicator") == 1
    assert "(+3 more" in told


def test_the_command_scores_folders_and_passages(tmp_path: Path) -> None:
    gold, texts = written(tmp_path, [RIGHT, GROWTH, LEVEL, FALL])
    done = CliRunner().invoke(main, ["score", str(gold), str(texts)])
    assert done.exit_code == 0 and "strict P 1.000 R 1.000 F1 1.000" in done.output, done.output
    passages = tmp_path / "passages.jsonl"
    passages.write_text(
        json.dumps({"id": "one", "text": TEXT, "published": "2024-01", "rows": [RIGHT]}), "utf-8"
    )
    done = CliRunner().invoke(main, ["score", str(passages)])
    assert done.exit_code == 0 and "1 texts, 1 core figures" in done.output, done.output


def test_the_command_scores_the_kits_own_cases() -> None:
    done = CliRunner().invoke(main, ["score"])
    assert done.exit_code == 0
    assert re.search(r"own reports: \d+ texts", done.output) and "own sentences: " in done.output


def test_bad_input_is_named(tmp_path: Path) -> None:
    gold, texts = written(tmp_path, [RIGHT])
    with pytest.raises(TradekitError, match="no such file or folder; give gold rows"):
        score(tmp_path / "none", texts)
    with pytest.raises(TradekitError, match="needs the folder of its reports"):
        score(gold)
    (gold / "b.jsonl").write_text("", "utf-8")
    with pytest.raises(TradekitError, match=r"no report b\.txt among the texts"):
        score(gold, texts)
    (gold / "b.jsonl").unlink()
    (gold / "2024-01-13-a.jsonl").write_text("\n{", "utf-8")
    with pytest.raises(TradekitError, match=r"a\.jsonl:2: no JSON object"):
        score(gold, texts)
    passages = tmp_path / "passages.jsonl"
    passages.write_text('{"id": "x"}', "utf-8")
    with pytest.raises(TradekitError, match="a case needs id, text and rows"):
        score(passages)
