"""Whole reports, ours and the real ones, by the same rule as the score that is believed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from known import REPORTS as KNOWN
from known import cases

from tradekit.documents.pages import read
from tradekit.evaluate.scoring import Score, score, scored
from tradekit.evaluate.scoring import cases as gold_cases
from tradekit.extraction.observe import observe
from tradekit.model.observations import Observation

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "data" / "reports"
GOLD = ROOT / "tests" / "cases" / "reports"
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
PAGES = SHARED / "reports"

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")
needs_pages = pytest.mark.skipif(not PAGES.is_dir(), reason="the real pages are not beside this checkout")


@pytest.mark.parametrize(
    ("name", "path"), cases(((path.stem, path) for path in sorted(TEXTS.iterdir())), KNOWN)
)
def test_own_report(name: str, path: Path) -> None:
    (case,) = (one for one in gold_cases(GOLD, TEXTS) if one.report.name == path.name)
    result = scored([(case, *observe(case.report))], "all")
    assert not result.mistakes, result.mistakes
    assert result.strict_f1 == 1


@needs_pages
def test_the_real_pages_come_out_whole() -> None:
    result = score(PAGES / "gold", PAGES)
    assert not result.mistakes
    assert [right / gold for right, gold, _ in result.reports.values()] == [1, 1]


@needs_pages
def test_two_printings_give_the_same_rows_but_for_their_places() -> None:
    first, second = (placeless(path) for path in sorted(PAGES.glob("*.txt")))
    assert first == second
    assert len(first) > 20


def placeless(path: Path) -> list[Observation]:
    """The rows of a page without what differs from one printing to the other."""
    rows, _ = observe(read(path))
    return [row._replace(report="", start=0, end=0) for row in rows]


@pytest.fixture(scope="module")
def corpus() -> Score:
    return score(CORPUS / "gold", CORPUS / "text")


@needs_corpus
def test_the_corpus_keeps_its_score(corpus: Score) -> None:
    assert corpus.figure_recall >= 0.98
    assert corpus.figure_precision >= 0.97
    assert corpus.strict_f1 >= 0.95


@needs_corpus
def test_nothing_comes_of_reports_without_trade_figures(corpus: Score) -> None:
    silent = {name: stray for name, (_, gold, stray) in corpus.reports.items() if gold == 0}
    assert silent
    assert not any(silent.values()), silent


@needs_corpus
def test_our_score_is_the_score(corpus: Score, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        for path in sorted((CORPUS / "text").glob("*.txt")):
            rows, _ = observe(read(path))
            lines.writelines(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    told = subprocess.run(
        [sys.executable, CORPUS / "score.py", CORPUS / "gold", out, "--json"], capture_output=True, check=True
    )
    theirs = json.loads(told.stdout)
    assert {name: theirs["fields"][name] for name in corpus.fields} == dict(corpus.fields)
    for name in ("figure_precision", "figure_recall", "strict_precision", "strict_recall", "strict_f1"):
        assert getattr(corpus, name) == pytest.approx(theirs[name])
    assert (corpus.gold, corpus.predicted, corpus.found) == (
        theirs["gold"], theirs["predicted"], theirs["figures_found"],
    )  # fmt: skip
