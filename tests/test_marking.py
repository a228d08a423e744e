"""Marked pages, tables for readers, and what the explore notebook is made of."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import tradekit as tk
from tradekit.documents.pages import read_text
from tradekit.language.labels import UnknownLanguageError
from tradekit.model.report import Report
from tradekit.publish import explore
from tradekit.publish.anchors import anchor, slug

DAMAGED = (
    "新华社北京1月12日电 2023年，我国出口23.77\n万亿元，增长0. 6%；"
    "二、三、四季度进出口均在10万亿元以上。会议开了3天。"
)
FIGURE = re.compile(r'class="tk-fig tk-(\w+)"(?: id="([^"]*)")? data-row="([^"]*)"[^>]*>([^<]*)<')


@pytest.fixture(scope="module")
def report() -> Report:
    return read_text(DAMAGED, "2024-01-13-a.txt")


def test_figures_are_marked_where_they_stand_though_print_broke_them(report: Report) -> None:
    found = FIGURE.findall(str(tk.mark(report)))
    assert [(kind, text) for kind, _, _, text in found] == [
        ("level", "23.77万亿元"),
        ("growth", "0.6%"),
        ("level", "10万亿元"),
    ]
    for _, place, _, text in found:
        start = int(place.rpartition("-")[2])
        assert place == anchor(f"2024-01-13-a.txt#{start}")
        assert DAMAGED[start] == text[0]


def test_a_list_of_periods_is_one_mark_with_its_rows(report: Report) -> None:
    said = FIGURE.findall(str(tk.mark(report, lang="en")))[-1][2]
    assert [f"Q{number} 2023" in said for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert "at least" in said


def test_other_numbers_are_marked_with_their_reason(report: Report) -> None:
    others = re.findall(r'<span class="tk-other" title="([^"]+)">([^<]+)</span>', str(tk.mark(report)))
    assert any(text.startswith("3") for _, text in others) and all(reason for reason, _ in others)


def test_only_the_given_figures_are_marked(report: Report) -> None:
    rows = tk.extract(report)
    html = str(tk.mark(report, rows[rows["statistic"] == "growth"]))
    assert [text for *_, text in FIGURE.findall(html)] == ["0.6%"] and "tk-other" not in html


def test_a_linked_page_leads_to_rows(report: Report) -> None:
    html = str(tk.mark(report, linked=True))
    shown = tk.table(tk.figures(tk.extract(report)), lang="en").html
    rows = re.findall(r'<tr id="([^"]*)"', shown)
    assert set(re.findall(r'href="#(row-[^"]*)"', html)) == set(rows)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "&lt;b&gt;", "a\"'b", "$\\href{javascript:x}{y}$", "\u202eabc"]
)
def test_whatever_the_text_holds_stays_text(text: str) -> None:
    report = read_text(
        f"新华社北京1月12日电 2023年，{text}我国出口增长0.6%。{text}", f"{text}.txt".replace("/", "_")
    )
    html = str(tk.mark(report, tk.extract(report), tk.ledger(report)))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"section", "h3", "h4", "article", "p", "span", "a"}
    assert "mathjax_ignore" in html


@pytest.mark.parametrize(
    ("name", "safe"),
    [("2024-01-13_海关.txt", True), ("a b.txt", False), ("<img>", False), ("../x", False), ("", True)],
)
def test_slugs_are_safe_and_told_apart(name: str, safe: bool) -> None:
    assert (slug(name) == name) is safe
    assert not set('<>/"& ') & set(slug(name))


def test_a_table_says_what_is_and_what_is_not_there() -> None:
    empty = pd.DataFrame({"period": []})
    assert "Nothing of this" in tk.table(empty).html and "没有读到" in tk.table(empty, lang="zh").html
    long = pd.DataFrame({"period": ["2023"] * 7})
    assert "and 5 more rows" in tk.table(long, limit=2).html
    with pytest.raises(UnknownLanguageError):
        tk.table(long, lang="fr")


def test_every_column_has_a_header_and_every_row_one() -> None:
    rows = tk.extract(read_text(DAMAGED, "2024-01-13-a.txt"))
    html = tk.table(tk.quarterly(rows), "Quarters", lang="zh").html
    head, body = html.split("<tbody")
    assert "<caption>Quarters</caption>" in head
    assert head.count('scope="col"') == body.split("</tr>")[0].count("<t") - 1
    assert body.count('<th scope="row"') == 3


def test_the_summary_counts_and_carries_data(report: Report) -> None:
    rows, others = tk.extract(report), tk.ledger(report)
    shown = tk.summary(rows, others, tk.check(rows))
    assert shown.text.startswith(f"1 report read: {len(rows)} figures")
    assert shown.data is not None and shown.data["reports"] == ["2024-01-13-a.txt"]


def test_choices_are_in_words_and_narrow_the_rows(report: Report) -> None:
    rows = tk.extract(report)
    flows = explore.choices(rows, "flow", "zh")
    assert flows[0] == ("全部", "*") and ("出口", "export") in flows
    assert set(explore.chosen(rows, flow="export", period="*")["flow"]) == {"export"}


def test_a_sentence_is_read_with_its_rules_and_its_rest() -> None:
    shown = explore.reading("2023年出口增长0.6%，会议开了3天。<b>", "2024-01-12", lang="en")
    for wanted in ("0.6%", "Figures read", "Other numbers", "Recognised before", "&lt;b&gt;"):
        assert wanted in shown.html
    assert "None." in explore.reading("  ").html


def test_widgets_stand_as_html_where_no_kernel_runs(report: Report) -> None:
    rows, others = tk.extract(report), tk.ledger(report)
    for widget in (explore.browser([report], rows, others), explore.reader("2023年出口增长0.6%。")):
        bundle = widget._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in bundle
        assert "tk-fig" in bundle["text/html"]


def test_the_browser_follows_its_filters(report: Report) -> None:
    panel = explore.browser([report], tk.extract(report), tk.ledger(report))
    pick, filters, view = panel.children
    before = len(FIGURE.findall(view.value))
    filters.children[explore.FILTERS.index("statistic")].value = "growth"
    assert 0 < len(FIGURE.findall(view.value)) < before
    filters.children[explore.FILTERS.index("flow")].value = "trade"
    assert "No figure is like that" in view.value
    assert pick.options == ("2024-01-13-a.txt",)
