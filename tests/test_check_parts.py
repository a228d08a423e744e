"""The parts that the checks are made of, and what ``tradekit check`` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_checks import UNITS, YEAR, said

from tradekit.checks import check
from tradekit.checks.expression import ExpressionError, evaluate
from tradekit.checks.figures import Figure
from tradekit.checks.identity import IdentityError, declared
from tradekit.checks.misprints import misprints
from tradekit.checks.spans import span, tilings
from tradekit.cli.check import check as command
from tradekit.language.zh.precision import interval
from tradekit.model.intervals import Interval
from tradekit.model.observations import key_of
from tradekit.tables.verdict_words import report_checks


def test_a_wrong_declaration_names_what_is_wrong() -> None:
    with pytest.raises(IdentityError, match="no term named c; declare it"):
        declared(
            {
                "name": "x",
                "zh": "x",
                "en": "x",
                "left": "a",
                "right": "a + c",
                "terms": {"a": {"flow": "trade"}},
            }
        )
    with pytest.raises(ExpressionError, match="an identity knows"):
        evaluate("a ** 2", {"a": Interval(1, 2)})
    with pytest.raises(ExpressionError, match="write it like"):
        evaluate("a +", {"a": Interval(1, 2)})
    with pytest.raises(ExpressionError, match="gives a list"):
        evaluate("a", {"a": [Interval(1, 2)]})


@pytest.mark.parametrize("period", ["2023", "2023-H2", "2023-Q3", "2023-07", "2023-01/2023-10", "2021/2023"])
def test_periods_come_back_from_their_months(period: str) -> None:
    months = span(period)
    assert months and months.name == period


def test_a_year_is_laid_out_in_every_way() -> None:
    known = {months for p in ("2023-H1", "2023-H2", "2023-Q3", "2023-Q4", "2023-07") if (months := span(p))}
    year = span("2023")
    assert year and len(list(tilings(year, known))) == 2


def figure(text: str, value: float, statistic: str = "level") -> Figure:
    about = {"period": "2023", "reporter": "中国", "indicator": "trade", "flow": "trade", "measure": "value"}
    about |= {"statistic": statistic, "unit": UNITS.get(statistic, "CNY"), "currency": "CNY"}
    named = key_of(about)
    return Figure(named, interval(text, value), value, text, "=", "2024-01-13", ("a.txt#1",), ())


def test_common_misprints() -> None:
    found = {(one.kind, one.figure.text) for one in misprints(figure("41.76万亿元", 41.76e12))}
    for kind, numbers in (("digit", ("41.78万亿", "14.76万亿")), ("scale", ("41.76亿", "41.76万"))):
        assert {(kind, f"{number}元") for number in numbers} <= found
    assert {text for kind, text in found if kind == "point"} == {"4.176万亿元", "417.6万亿元", "4176万亿元"}
    assert {one.kind for one in misprints(figure("0.2%", 0.2, "growth"))} == {"digit", "point", "sign"}


def test_text_and_json() -> None:
    table = check([*YEAR[1:], said("trade level 2023 14.76万亿元")])
    text = report_checks(table)
    assert "likeliest misprint: 14.76万亿元 → 41.76万亿元" in text
    assert "trade = exports + imports" in text
    assert "疑似误排" in report_checks(table, lang="zh")
    bounded = ["export level 2023 ≥500万吨 measure=quantity", "export growth 2023 57.4% measure=quantity"]
    rows = json.loads(report_checks(check([said(short) for short in bounded]), "json"))
    assert rows[0]["verdict"] == "open" and rows[0]["high"] is None


REPORT = """新华社北京1月13日电

2023年，我国货物贸易进出口总值{total}万亿元，同比增长0.2%。其中，出口23.77万亿元，增长0.6%；进口17.99万亿元，下降0.3%。
"""


@pytest.mark.parametrize(("total", "code"), [("41.76", 0), ("46.71", 1)])
def test_the_command_exits_1_when_something_fails(tmp_path: Path, total: str, code: int) -> None:
    report = tmp_path / "2024-01-13_a.txt"
    report.write_text(REPORT.format(total=total), "utf-8")
    out = tmp_path / "verdicts.json"
    result = CliRunner().invoke(command, [str(report), "--format", "json", "--out", str(out)])
    assert result.exit_code == code, result.output
    assert {row["verdict"] for row in json.loads(out.read_text("utf-8"))} >= {"fails" if code else "holds"}
    shown = CliRunner().invoke(command, [str(report)])
    assert ("FAILS" in shown.output) == bool(code)
