"""Drafts beside what is known: sixty figures, a third of them wrong in the usual ways."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from observed import official, rate, row, table

import tradekit as tk
from tradekit.checks.drafts import DRAFT_COLUMNS, DRAFT_VERDICTS, verify
from tradekit.cli.main import main
from tradekit.documents.pages import read_text
from tradekit.tables.verdict_words import report_drafts

DRAFTS = tomllib.loads((Path(__file__).parent / "cases" / "drafts.toml").read_text("utf-8"))["draft"]
TRUE = {"": "agrees", "rounded": "rounding", "earlier": "revised"}


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    return tk.extract(tk.reports(""))


@pytest.fixture(scope="module")
def found(known: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Each figure of the drafts: how it is wrong (or true), and what became of it."""
    made = []
    for number, draft in enumerate(DRAFTS):
        rows = tk.extract(read_text(draft["text"], f"draft {number}", draft["published"]))
        verdicts = verify(rows, known, official())
        assert list(verdicts["text"]) == list(draft["figures"])
        made += list(zip(draft["figures"].values(), verdicts.to_dict("records"), strict=True))
    return made


def test_sixty_figures_a_third_of_them_wrong(found: list[tuple[str, dict[str, Any]]]) -> None:
    wrong = [one["verdict"] for kind, one in found if kind not in TRUE]
    assert (len(found), len(wrong)) == (60, 20)
    assert Counter(wrong) == {"contradicted": 14, "doubtful": 6}


def test_no_true_figure_is_called_wrong(found: list[tuple[str, dict[str, Any]]]) -> None:
    for kind, one in found:
        if kind in TRUE:
            assert one["verdict"] == TRUE[kind], one


def test_what_went_wrong_is_named(found: list[tuple[str, dict[str, Any]]]) -> None:
    named = {"year": "period", "currency": "unit", "basis": "statistic", "share": "statistic"}
    for kind, one in found:
        if kind in ("digits", "scale"):
            assert one["mend"], one
        elif kind not in TRUE and one["text"] != "5.2 percent":
            assert one["elsewhere"] == named.get(kind, kind), one


def test_no_report_of_the_kit_contradicts_the_others(known: pd.DataFrame) -> None:
    """Each of ten reports as a draft beside the rest: 0 false alarms of its true figures."""
    for name in sorted(set(known["report"]))[::5]:
        verdicts = verify(known[known["report"] == name], known, official())["verdict"]
        assert not {"contradicted", "doubtful"} & set(verdicts), name


LIKELY = {"certainty": "likely"}
SHIPS = {"commodity": "船舶", "report": "b.txt"}


@pytest.mark.parametrize(
    ("draft", "print", "verdict"),
    [
        (row("41.76万亿元", 41.76e12), row("417600亿元", 41.76e12), "agrees"),
        (row("41.8万亿元", 41.8e12), row("41.76万亿元", 41.76e12), "rounding"),
        (row("41.7万亿元", 41.7e12), row("41.76万亿元", 41.76e12), "contradicted"),
        (row("41万亿元", 41e12, bound=">="), row("41.76万亿元", 41.76e12), "agrees"),
        (row("42万亿元", 42e12, bound=">="), row("41.76万亿元", 41.76e12), "contradicted"),
        (row("95万亿元", 95e12), row("10万亿元", 10e12, bound=">="), "nobody says"),
        (rate("5.0%", 5.0), rate("6.1%", 6.1, **LIKELY), "doubtful"),
        (rate("5.0%", 5.0, **LIKELY), rate("6.1%", 6.1), "contradicted"),
        (rate("5.0%", 5.0), rate("5.0%", 5.0, "2022"), "nobody says"),
        (rate("5.0%", 5.0, status="forecast"), rate("6.1%", 6.1), "nobody says"),
        (rate("15.4%", 15.4, basis="mom"), rate("15.4%", 15.4), "doubtful"),
        (row("5.0%", 5.0, statistic="growth", basis="yoy", currency="USD"), rate("5.0%", 5.0), "agrees"),
    ],
)
def test_verdict(draft: dict[str, Any], print: dict[str, Any], verdict: str) -> None:
    found = verify(table(draft | {"report": "draft"}), table(print))
    assert list(found["verdict"]) == [verdict]


@pytest.mark.parametrize(
    ("draft", "print", "mend"),
    [
        (rate("19%", 19.0), rate("9 percent", 9.0), ""),
        (rate("19%", 19.0), rate("10%", 10.0), "19% → 10%"),
        (rate("4.3%", -4.3), rate("4.3%", 4.3), "−4.3% → +4.3%"),
        (rate("-4.3%", -4.3), rate("4.3%", 4.3), "−4.3% → +4.3%"),
        (rate("4.3%", 4.3), rate("4.3%", -4.3), "+4.3% → −4.3%"),
    ],
)
def test_a_misprint_is_named_that_would_agree(
    draft: dict[str, Any], print: dict[str, Any], mend: str
) -> None:
    assert list(verify(table(draft | {"report": "draft"}), table(print))["mend"]) == [mend]


def test_an_earlier_print_was_revised() -> None:
    prints = table(
        row("9.89万亿元", 9.89e12, published="2023-04-13", report="a.txt"),
        row("9.76万亿元", 9.76e12, published="2023-10-13", report="b.txt"),
    )
    found = verify(table(row("9.89万亿元", 9.89e12, report="draft")), prints)
    assert found[["verdict", "known", "source"]].values.tolist() == [["revised", "9.76万亿元", "b.txt#20"]]


def test_what_other_figures_imply() -> None:
    prints = table(row("23.77万亿元", 23.77e12, flow="export"), row("17.99万亿元", 17.99e12, flow="import"))
    found = verify(table(row("47.16万亿元", 47.16e12, report="draft")), prints)
    assert found[["verdict", "source"]].values.tolist() == [["contradicted", "computed"]]


def test_nothing_is_verified_against_itself_and_nothing_known() -> None:
    draft = table(row("41.76万亿元", 41.76e12))
    assert list(verify(draft, draft)["verdict"]) == ["nobody says"]
    assert list(verify(draft.iloc[:0], draft).columns) == list(DRAFT_COLUMNS)
    assert len(DRAFT_VERDICTS) == 6


@pytest.mark.parametrize(("name", "says"), [("v.csv", "contradicted"), ("v.html", "相反"), ("v.txt", "相反")])
def test_command(tmp_path: Path, name: str, says: str) -> None:
    folder = tmp_path / "known"
    folder.mkdir()
    (folder / "2024-01-13.txt").write_text("2023年，我国出口23.77万亿元，同比增长0.6%。", "utf-8")
    (tmp_path / "draft.txt").write_text("2023年，我国出口32.77万亿元，同比增长0.6%。", "utf-8")
    wanted = ["verify", str(tmp_path / "draft.txt"), "--archive", str(folder), "--no-official"]
    done = CliRunner().invoke(main, [*wanted, "--lang", "zh", "--out", str(tmp_path / name)])
    assert done.exit_code == 1, done.output
    written = (tmp_path / name).read_text("utf-8")
    assert says in written and "23.77万亿元" in written and "<script" not in written
    shown = CliRunner().invoke(main, wanted)
    assert "2 figures: contradicted 1, agrees 1." in shown.output and shown.exit_code == 1
    (tmp_path / "draft.txt").write_text("2023年，我国出口同比增长0.6%。", "utf-8")
    assert CliRunner().invoke(main, wanted).exit_code == 0


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [("commodity", "", "all goods"), ("currency", "CNY", "yuan"), ("sector", "", "the total")],
)  # fmt: skip
def test_the_whole_and_a_fall_are_said_in_words(column: str, cell: str, says: str) -> None:
    made = dict.fromkeys(DRAFT_COLUMNS, "") | {"verdict": "contradicted", "text": "5%", "value": -5.0}
    made |= {"unit": "percent", "known_value": 3.0, "elsewhere": column, "elsewhere_value": cell}
    said = report_drafts(pd.DataFrame([made]))
    assert f"the number is printed for {says} (" in said and "\u22125%" in said
