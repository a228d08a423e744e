"""What an attack on version 0.1 broke, line by line; the files lie in ../shared, and are read there only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tradekit as tk
from tradekit.cli.main import main
from tradekit.publish.plan import plan

REPRO = Path(__file__).parents[2] / "shared" / "repro"
DATED = ("--published", "2024-01-13")
pytestmark = pytest.mark.skipif(not REPRO.exists(), reason="../shared/repro is not here")


def tradekit_(*arguments: Any) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("05_overflow_zh_numeral.txt", 1),
        ("05b_overflow_311_digits.txt", 1),
        ("06_infinity.txt", 1),
        ("13_mathtext_commodity.txt", 3),
        ("13b_two_dollars.txt", 3),
        ("13c_uffff.txt", 2),
        ("20_text_that_names_PDF.txt", 1),
    ],
)
def test_a_strange_text_is_read(name: str, figures: int) -> None:
    result = tradekit_("extract", REPRO / name, *DATED)
    assert result.exit_code == 0, result.output
    rows = [json.loads(line, parse_constant=pytest.fail) for line in result.stdout.splitlines()]
    assert len(rows) >= figures


@pytest.mark.parametrize("name", ["05c_decimal_check.txt", "13_mathtext_commodity.txt", "13c_uffff.txt"])
def test_a_strange_text_is_checked(name: str) -> None:
    assert tradekit_("check", REPRO / name, *DATED).exit_code in (0, 1)


def test_a_lexicon_in_another_encoding_is_named() -> None:
    result = tradekit_("extract", REPRO / "06_infinity.txt", "--lexicon", REPRO / "28_lexicon_gbk")
    assert result.exit_code == 1 and "save it as CSV in UTF-8" in result.stderr


def test_currency_is_that_of_the_article() -> None:
    rows = tk.extract(REPRO / "17_currency_from_neighbour.txt")
    assert set(rows[rows.article == 1].currency) == {"CNY"}


def test_one_name_in_two_folders_is_two_reports() -> None:
    folder = REPRO / "16_same_name"
    assert set(tk.extract(folder).report) == {"1996/0101.txt", "1997/0101.txt"}
    each = tk.extract(sorted(folder.rglob("*.txt")))
    assert set(each.report) == {"1996/0101.txt", "1997/0101.txt"}


def test_pages_of_each_report_have_names_of_their_own() -> None:
    names = [page.name for page in plan([str(REPRO / "15_each_collision")], [], [], each=True)]
    assert len(set(names)) == 3
