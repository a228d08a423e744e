"""English: sentences in our own words and the rows that they make; what holds of every text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tradekit as tk
from tradekit.documents.pages import read, read_text
from tradekit.documents.repair import repair
from tradekit.evaluate.scoring import FIELDS, equal, pair
from tradekit.extraction.observe import observe
from tradekit.tables.fold import entries

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases" / "english.jsonl").read_text("utf-8").splitlines()]
REPORTS = HERE.parent / "data" / "reports"
COUNTERPARTS = ("2024-07-13-h1-2024", "2025-01-14-year-2024")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_text_makes_its_rows(case: dict[str, Any]) -> None:
    every, _ = observe(read_text(case["text"], case["id"], published=case["published"]))
    rows = [row for row in every if row.indicator == "trade"]
    pairs, missed, extra = pair(case["rows"], rows)
    assert [one["text"] for one in missed] == [] == [row.text for row in extra]
    for gold, row in pairs:
        fields = [field for field in FIELDS if field in gold]
        wrong = [(f, getattr(row, f), gold[f]) for f in fields if not equal(f, gold[f], getattr(row, f))]
        assert not wrong, f"{gold['text']}: (field, what came out, what is right) {wrong}"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_digit_is_in_a_row_or_in_the_ledger(case: dict[str, Any]) -> None:
    rows, ledger = observe(read_text(case["text"], case["id"], published=case["published"]))
    covered = {at for one in (*rows, *ledger) for at in range(one.start, one.end)}
    assert [at for at, char in enumerate(case["text"]) if char.isdigit() and at not in covered] == []
    assert all(case["text"][row.start : row.end].split() == row.text.split() for row in rows)


def test_each_article_has_its_own_language() -> None:
    page = (
        "外贸开局平稳\n\n新华社北京4月13日电 2024年一季度，我国出口5.74万亿元，增长4.9%。\n\n"
        "Imports grow\n\nChina's imports rose 5 percent to 4.43 trillion yuan in the first quarter of 2024.\n"
    )
    rows = tk.extract(page, published="2024-04-13")
    assert rows["value"].tolist() == [5740000000000.0, 4.9, 5.0, 4430000000000.0]
    assert rows["period"].unique().tolist() == ["2024-Q1"]


def test_lines_and_words_that_print_has_broken_are_whole_again() -> None:
    broken = (
        "China's exports of mechan-\nical and electrical products rose 8.2\npercent year-on-\nyear in July.\n"
        "They had grown 5 percent in\nJune.\n"
    )
    assert "mechanical and electrical products rose 8.2 percent year-on-year in July." in repair(broken).text
    rows = tk.extract(broken, published="2024-08-07")
    assert rows["commodity"].tolist()[0] == "mechanical and electrical products"
    assert broken[rows["start"][0] : rows["end"][0]] == "8.2\npercent"


@pytest.mark.parametrize("name", COUNTERPARTS)
def test_a_chinese_report_and_its_english_counterpart_print_the_same_figures(name: str) -> None:
    tables = [tk.extract(str(REPORTS / f"{one}.txt")) for one in (name, f"{name}-en")]
    columns = ["period", "flow", "commodity", "partner", "enterprise", "regime", "statistic", "unit", "value"]
    chinese, english = ({tuple(row) for row in entries(table)[columns].values.tolist()} for table in tables)
    assert len(english & chinese) >= 0.9 * len(english), english - chinese


def test_an_article_that_has_no_trade_makes_no_row() -> None:
    rows, ledger = observe(
        read_text("The team won 3 of 4 games, 25 percent more than before.", "a", "2024-01-01")
    )
    assert not rows and {one.text for one in ledger} >= {"3", "25 percent"}


def test_reports_of_ours_in_english() -> None:
    paths = sorted(REPORTS.glob("*-en.txt"))
    assert len(paths) == 6 and all(read(path).articles[0].language == "en" for path in paths)


def test_the_language_can_be_told() -> None:
    text = "EXPORT +5% 2023, IMPORT -3%: VIETNAM, THAILAND"
    assert {row.language for row in read_text(text, "a", language="en").articles} == {"en"}
    with pytest.raises(tk.TradekitError, match="not read; give one of zh, en"):
        tk.extract(text + "\n", language="fr")


DATED = (
    ("Ports busy\n\nBEIJING, Jan. 13 (Wire) -- ", "2024-01-13", "dateline"),
    ("Ports busy\n\nWASHINGTON, Feb. 5, 2024 (WIRE) ", "2024-02-05", "dateline"),
    ("Ports busy\n\n(Adds detail) SINGAPORE/NEW DELHI, 14 January (Wire) - ", "2024-01-14", "dateline"),
    ("Ports busy\n\nHONG KONG, January 16, 2024 — ", "2024-01-16", "dateline"),
    ("Ports busy\n\nPublished: 13 January 2024\n\n", "2024-01-13", "header"),
    ("Ports busy\n\nUpdated Sat, Jan 13, 2024, 10:30 GMT | Source: Some Wire\n\n", "2024-01-13", "header"),
    ("Ports busy\n\nJanuary 13, 2024\n\n", "2024-01-13", "header"),
    ("On Jan. 13 (Saturday) figures came out. ", "", ""),
)


@pytest.mark.parametrize(("top", "day", "source"), DATED)
def test_datelines_tell_the_day_and_no_period(top: str, day: str, source: str) -> None:
    report = read_text(f"{top}China's exports rose 7.1 percent in December; in 2023 they grew 0.6 percent.\n")
    (article,) = report.articles
    assert (article.published, article.published_from) == (day, source)
    rows, _ = observe(report)
    assert [row.value for row in rows] == [7.1, 0.6]
    if day:
        assert [row.period for row in rows] == ["2023-12", "2023"]
        assert article.headline is not None and article.headline.text == "Ports busy"


def test_a_file_named_by_its_day_needs_no_year_in_the_dateline() -> None:
    report = read_text("MOSCOW, Dec. 30 (Wire) -- Imports fell 3 percent in November.\n", "2025-01-02_a.txt")
    assert report.articles[0].published == "2024-12-30"
