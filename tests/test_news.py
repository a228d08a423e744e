"""What changed: a report against what was known before it, in rows, sentences, a chart and pages to send."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from observed import cases, official, rate, row, table

import tradekit as tk
from tradekit.cli.main import main
from tradekit.model.errors import TradekitError
from tradekit.publish.letter import mail, markdown
from tradekit.tables.whatsnew import NEWS, NEWS_COLUMNS

BEFORE = {"report": "before.txt", "published": "2024-01-12"}
NOW = {"report": "now.txt", "published": "2024-02-07"}
Row = dict[str, Any]


def told(new: list[Row], before: list[Row], reference: pd.DataFrame | None = None) -> list[list[Any]]:
    """Kind, figure and the one before it, of the news."""
    found = tk.news(table(*(one | NOW for one in new)), table(*(BEFORE | one for one in before)), reference)
    return [[one["kind"], one["text"], one["was_period"]] for one in found.to_dict("records")]


def exports(text: str, value: float, period: str) -> Row:
    return rate(text, value, period, flow="export") | BEFORE


SIZES = enumerate((1, 9, 3, 4, 5, 6, 7, 8), 1)
MONTHS = [row(f"{n}万亿元", n * 1e12, f"2023-{month:02d}") | BEFORE for month, n in SIZES]


@pytest.mark.parametrize(
    ("new", "before", "expected"),
    [
        ([rate("5.0%", 5.0)], [rate("5.0%", 5.0)], []),
        ([rate("5.0%", 5.0)], [], [["first", "5.0%", ""]]),
        ([rate("5.0%", 5.0)], [rate("4.0%", 4.0, "2021")], [["new", "5.0%", ""]]),
        ([rate("5.0%", 5.0)], [rate("4.8%", 4.8)], [["revised", "5.0%", "2023"]]),
        ([rate("5.0%", 5.0)], [rate("6.8%", 6.8)], [["contradicted", "5.0%", "2023"]]),
        ([row("9.69万亿元", 9.69e12)], [row("9.76万亿元", 9.76e12)], [["revised", "9.69万亿元", "2023"]]),
        ([row("9.8万亿元", 9.8e12)], [row("9.76万亿元", 9.76e12)], []),
        (
            [exports("2.4%", 2.4, "2024-01")],
            [exports("3.1%", -3.1, "2023-12")],
            [["turned", "2.4%", "2023-12"], ["new", "2.4%", ""]],
        ),
        (
            [exports("6%", -6.0, "2024-01") | {"bound": "~"}],
            [exports("2.3%", 2.3, "2023-12")],
            [["turned", "6%", "2023-12"], ["new", "6%", ""]],
        ),
        (
            [exports("6.9%", 6.9, "2024-H1")],
            [exports("4.9%", 4.9, "2024-Q1")],
            [["faster", "6.9%", "2024-Q1"], ["new", "6.9%", ""]],
        ),
        (
            [exports("6.9%", 6.9, "2024-Q2")],
            [exports("7.9%", 7.9, "2024-Q1")],
            [["slower", "6.9%", "2024-Q1"], ["new", "6.9%", ""]],
        ),
        ([exports("6.9%", 6.9, "2024-Q2")], [exports("6.9%", 6.9, "2023-Q4")], [["new", "6.9%", ""]]),
        (
            [row("8.5万亿元", 8.5e12, "2023-09")],
            MONTHS,
            [["highest", "8.5万亿元", "2023-02"], ["new", "8.5万亿元", ""]],
        ),
        (
            [row("9.5万亿元", 9.5e12, "2023-09")],
            MONTHS,
            [["highest", "9.5万亿元", ""], ["new", "9.5万亿元", ""]],
        ),
        ([row("9.5万亿元", 9.5e12, "2023-09")], MONTHS[:4] + MONTHS[5:], [["new", "9.5万亿元", ""]]),
    ],
)  # fmt: skip
def test_kinds(new: list[Row], before: list[Row], expected: list[list[Any]]) -> None:
    assert told(new, before) == expected


def test_the_official_series_contradicts() -> None:
    found = told([row("43.76万亿元", 43.76e12)], [], official())
    assert found == [["contradicted", "43.76万亿元", "2023"], ["first", "43.76万亿元", ""]]


QUARTERS = [
    row(f"{n}万亿元", n * 1e12, f"{year}-Q1") | BEFORE for year, n in ((2020, 7), (2021, 8), (2022, 9))
]
FIRST = row("10.15万亿元", 10.15e12, "2023-Q1")


def test_a_record_names_what_it_is_one_of_and_is_of_a_new_period() -> None:
    found = tk.news(table(FIRST | NOW), table(*QUARTERS))
    for lang, said in (("en", "the highest Q1 of the 4 known"), ("zh", "为已知4个一季度中最高")):
        assert said in str(tk.tell(found, lang=lang).sentences[0])
    known = row("10.17万亿元", 10.17e12, "2023-Q1") | BEFORE
    assert told([FIRST], [*QUARTERS, known]) == [["revised", "10.15万亿元", "2023-Q1"]]
    found = tk.news(table(row("8.5万亿元", 8.5e12, "2023-09") | NOW), table(*MONTHS))
    assert "the highest month since Feb 2023" in str(tk.tell(found, lang="en").sentences[0])


def test_newest_and_what_was_known_before() -> None:
    rows = table(
        row("1亿元", 1e8) | BEFORE, row("2亿元", 2e8) | NOW, row("3亿元", 3e8, report="x", published="")
    )
    new, before = tk.newest(rows)
    assert (set(new["report"]), set(before["report"])) == ({"now.txt"}, {"before.txt"})
    assert not len(tk.newest(rows, "before.txt")[1])
    assert list(tk.newest(rows, known=rows.iloc[:0])[1]) == list(rows)
    with pytest.raises(TradekitError, match=r"did you mean before\.txt"):
        tk.newest(rows, "before")


@pytest.fixture(scope="module")
def year() -> pd.DataFrame:
    return tk.news(*tk.newest(cases(), "2025-01-14-year-2024.txt"), official())


def test_a_year_in_words(year: pd.DataFrame) -> None:
    assert list(year.columns) == list(NEWS_COLUMNS) and set(year["kind"]) <= set(NEWS)
    english, chinese = (tk.tell(year, lang=lang) for lang in ("en", "zh"))
    said = "\n".join(map(english.plain, english.sentences))
    assert "growth of imports +2.3% in 2024, after −0.3% in 2023" in said
    assert "exports 25.45 trillion yuan in 2024, the highest year of the 6 known" in said
    assert "2024年进口增速+2.3%，2023年为−0.3%" in "".join(map(chinese.plain, chinese.sentences))
    assert english.finding == "Growth of imports +2.3% in 2024, after −0.3% in 2023"


def test_each_number_is_a_row_and_leads_to_it(year: pd.DataFrame) -> None:
    shown = tk.sentences(tk.tell(year, lang="en"))
    links = re.findall(r'href="#([^"]+)"', shown.html)
    assert len(links) >= 6 and all(link.startswith("2025-01-14-year-2024.txt-") for link in links)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mail_shows_in_any_client(year: pd.DataFrame, lang: str) -> None:
    html = mail(year, "<b>a.txt", lang=lang)
    assert not re.search(r"<(script|style|link|img)|class=|<b>a", html)
    assert html.count("bgcolor") == year["kind"].isin(["turned", "faster", "slower"]).sum()
    assert markdown(year, "a.txt", lang=lang, picture="a.png").count("\n\n") >= 5


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_chart_of_what_moved(year: pd.DataFrame, lang: str) -> None:
    figure = tk.charts.changes(year, lang=lang)
    assert "+2.3%" in tk.charts.alt(figure) and "−0.3%" in tk.charts.alt(figure)
    assert set(tk.charts.sources(figure)) <= set(year["source"])
    assert len(tk.charts.alt(tk.charts.changes(year.iloc[:0], lang=lang))) > 20


@pytest.mark.parametrize("name", ["", "news.md", "news.html"])
def test_command(tmp_path: Path, name: str) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "2023-12-08.txt").write_text("前11个月，我国出口21.6万亿元，同比增长0.3%。", "utf-8")
    (reports / "2024-01-13.txt").write_text("2023年12月，我国出口增长3.8%。11月，我国出口增长1.7%。", "utf-8")
    out = ["--out", str(tmp_path / name)] if name else []
    done = CliRunner().invoke(main, ["news", "--archive", str(reports), *out])
    assert done.exit_code == 0, done.output
    text = (tmp_path / name).read_text("utf-8") if name else done.output
    assert "growth of exports +3.8% in Dec 2023, after +1.7% in Nov 2023" in text
    assert (tmp_path / "news.png").exists() == (name == "news.md")
    new = str(reports / "2024-01-13.txt")
    shown = CliRunner().invoke(main, ["news", new, "--archive", str(reports), "--lang", "zh"])
    assert "2023年12月出口增速+3.8%，2023年11月为+1.7%" in shown.output


def test_a_figure_that_turned_is_not_told_again_as_new() -> None:
    found = tk.news(
        table(exports("6%", -6.0, "2024-01") | NOW, row("2万亿元", 2e12, "2024-01") | NOW),
        table(exports("2.3%", 2.3, "2023-12")),
    )
    said = "\n".join(map(str, tk.tell(found, lang="en").sentences))
    assert "Turned (1)" in said and "New" not in said and "Told of first (1): trade" in said


def test_a_new_figure_is_told_with_its_value_and_once(tmp_path: Path) -> None:
    (tmp_path / "2024-01-12.txt").write_text("2023年，我国贸易顺差5.79万亿元。", "utf-8")
    found = tk.news(tk.extract(tmp_path), table())
    for twice in (found, pd.concat([found, found], ignore_index=True)):
        said = tk.tell(twice, lang="en")
        assert "(1): trade balance 5.79 trillion yuan in 2023." in said.plain(said.sentences[0])
