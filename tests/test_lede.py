"""The sentences at the head of a page: each number in them is a row, or is marked as computed."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import tradekit as tk
from tradekit.documents.checkout import REPORTS as FOLDER
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
