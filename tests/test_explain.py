"""How a figure came to be: what was said, what was carried, and what it would be otherwise."""

from __future__ import annotations

import pytest

import tradekit as tk

TEXT = "2023年，广东外贸增长0.3%。其中，民营企业对东盟出口5000亿元，同比增长2.5%。"


def lines(figure: str) -> dict[str, tuple[str, str, str]]:
    """The lines of a figure of the text: slot to how, words and otherwise."""
    made = tk.explain(TEXT, "2024-01-20")
    mine = made[made["figure"] == figure]
    return {one.slot: (one.how, one.words, one.otherwise) for one in mine.itertuples()}


def test_what_is_said_and_what_is_carried() -> None:
    found = lines("2.5%")
    assert found["reporter"] == ("carried", "广东", "中国")
    assert found["partner"] == ("said", "东盟", "")
    assert found["period"][:2] == ("carried", "2023年")
    assert found["basis"] == ("said", "同比", "yoy")
    assert found["value"] == ("stated", "2.5%", "")


def test_the_rule_is_named_with_its_example() -> None:
    how, example, _ = lines("2.5%")["rule"]
    assert how == "rule" and example.endswith("→ growth 0.6")


def test_a_row_is_explained_in_its_report() -> None:
    report = tk.read_text(TEXT, "a.txt", published="2024-01-20")
    made = tk.explain(tk.extract(report).iloc[-1], report=report)
    assert set(made["figure"]) == {"2.5%"} and "广东" in set(made["words"])


def test_a_row_that_its_sentence_does_not_make_asks_for_the_report() -> None:
    row = tk.extract(TEXT, published="2024-01-20").iloc[-1]
    with pytest.raises(tk.TradekitError, match="give the report"):
        tk.explain(row)
