"""The sentences at the head of a page: each number in them is a row, or is marked as computed."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import tradekit as tk
from tradekit.documents.checkout import REPORTS as FOLDER
from tradekit.documents.pages import read_text
from tradekit.language import labels
from tradekit.tables.briefing import main_period
from tradekit.tables.compare import history
from tradekit.tables.fold import entries
from tradekit.tables.lede import Lede, lede, main_reporter, overview

REPORTS = sorted(FOLDER.glob("*.txt"))
NAMES = [path.stem for path in REPORTS]


def of(path: Path, lang: str) -> tuple[Lede, dict[str, set[float]]]:
    rows = tk.extract(tk.read(path))
    told = lede(rows, main_reporter(rows), lang=lang)
    found: dict[str, set[float]] = {}
    for report, start, value in zip(rows["report"], rows["start"], rows["value"], strict=True):
        found.setdefault(f"{report}#{start}", set()).add(float(value))
    return told, found


@pytest.mark.parametrize("lang", labels.LANGUAGES)
@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_each_number_is_a_row_or_marked_as_computed(path: Path, lang: str) -> None:
    told, rows = of(path, lang)
    assert 1 <= len(told.sentences) <= 3 and told.finding
    for figure in told.figures:
        assert figure.sources and set(figure.sources) <= set(rows)
        if not figure.computed:
            assert any(figure.value in rows[source] for source in figure.sources), figure
    for sentence in told.sentences:
        inside = [told.figures[ord(char) - 0xE000] for char in sentence if told.holds(char)]
        assert any(one.computed for one in inside) == (labels.say(lang, " (computed)") in sentence)
        bare = re.sub(r"[（(][^（）()]*[）)]", "", sentence)
        assert len(re.findall(r"\d+", bare)) <= 3, sentence  # a period's year, quarter or months


def table(text: str) -> pd.DataFrame:
    return tk.extract(tk.read_text(text, "2024-01-12-a.txt"))


def said(text: str, lang: str = "en") -> list[str]:
    told = lede(table(text), lang=lang)
    return [told.plain(sentence) for sentence in told.sentences]


def test_the_balance_is_computed_only_where_nobody_prints_it() -> None:
    both = "2023年，我国出口23.77万亿元，增长0.6%；进口17.99万亿元，下降0.3%。"
    assert said(both)[-1] == "Exports exceeded imports by 5.78 trillion yuan (computed)."
    assert said(both, "zh")[-1] == "出口比进口多5.78万亿元（推算）。"
    assert "computed" not in " ".join(said(both + "贸易顺差5.78万亿元。"))


def test_a_report_without_totals_says_what_it_says_first() -> None:
    (first,) = said("2023年，全国居民消费价格同比上涨0.2%。")
    assert first == "In 2023 consumer price index grew 0.2% year on year."
    assert said("大桥通车。") == [] and len(overview(table("大桥通车。"))) == 0


def test_the_overview_has_every_figure_once_the_main_period_first() -> None:
    rows = table("2023年，我国出口23.77万亿元，增长0.6%。其中，机电产品出口13.92万亿元。12月出口增长3.8%。")
    shown = overview(rows, lang="en")
    assert list(shown["subject"])[:2] == ["Exports", "Exports of mechanical and electrical products"]
    assert shown["period"].iat[0] == main_period(rows) == "2023"
    assert shown[["level", "growth", "share"]].notna().sum().sum() == len(entries(rows))


def test_history_is_the_same_part_of_other_years() -> None:
    rows = table("2023年前三季度，我国出口17.6万亿元。")
    found = history(rows, reference=tk.official())
    assert set(found["period"].str[4:]) <= {"-01/2022-09", "-01/2021-09", "-01/2023-09", "-01/2020-09"}
    assert len(history(rows)) == 0


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2023年，我国出口2万亿元，增长6%；进口下降3%。", "Exports grew 6%, imports fell 3% in 2023"),
        ("2023年，我国出口23.77万亿元，增长0.6%。", "Exports grew 0.6% to 23.77 trillion yuan in 2023"),
        ("2023年，我国出口3.37964万亿美元。", "Exports came to US$3.380 trillion in 2023"),
        ("2023年，我国出口增长逾一成。", "Exports grew at least 10% in 2023"),
        ("2023年，辽宁出口89万吨汽油。投资增长3%。", "Liaoning: exports of petrol came to 890,000 t in 2023"),
    ],
)  # fmt: skip
def test_the_title_is_short_and_in_english_units(text: str, title: str) -> None:
    rows = table(text)
    assert lede(rows, main_reporter(rows), lang="en").finding == title


def test_of_many_goods_without_a_total_the_largest_opens_the_page() -> None:
    goods = zip(("钢材", "成品油", "集成电路", "汽车", "家具"), (3, 1, 9, 5, 2), strict=True)
    first = said("2023年，" + "；".join(f"{good}出口{much}00亿元" for good, much in goods) + "。")[0]
    assert first.startswith("In 2023 the largest of the goods named: exports of integrated circuits came to")


def test_of_many_reports_the_newest_are_told_of() -> None:
    old = "\n".join(f"2019年{month}月，我国出口1.{month}万亿元，增长1%。" for month in range(1, 9))
    new = "2024年6月，我国出口2.19万亿元。"
    files = [read_text(old, "2019-10-14-a.txt"), read_text(new, "2024-07-12-b.txt")]
    rows = tk.extract(files)
    assert lede(rows, lang="en").finding == "Exports came to 2.19 trillion yuan in Jun 2024"
    shown = tk.marked(files, rows, tk.ledger(files), most=1)
    assert "2024-07-12-b.txt" in shown.html and "2019-10-14-a.txt" not in shown.html
    assert "1 older ones were read too" in shown.html
    assert "Jun 2024" in tk.table(tk.monthly(rows), lang="en", limit=1).html
