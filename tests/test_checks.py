"""Identities between figures: what holds, what fails and through whom, what follows, what stays open."""

from __future__ import annotations

import json
import tomllib
from itertools import count
from math import inf, isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradekit.checks import AGAINST_COLUMNS, IMPLIED_COLUMNS, VERDICT_COLUMNS, against, check, implied
from tradekit.checks.identity import identities
from tradekit.model.observations import COLUMNS, Observation

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "reports" / "gold"
OFFICIAL = ROOT / "data" / "reference" / "official.csv"
CASES = tomllib.loads((ROOT / "tests" / "cases" / "checks.toml").read_text("utf-8"))["case"]

UNITS = {"growth": "percent", "share": "percent", "contribution": "pp", "growth_change": "pp"}
SIZES = {
    "万亿元": 1e12,
    "亿元": 1e8,
    "万亿美元": 1e12,
    "亿美元": 1e8,
    "%": 1,
    "个百分点": 1,
    "万吨": 1e4,
    "元": 1,
}
BOUNDS = {"≥": ">=", "≤": "<=", "~": "~"}
PLACES = count(1)


def said(short: str, published: str = "2024-01-13") -> Observation:
    """A figure in short: flow, statistic, period, text with its sign or bound, then any other column."""
    flow, statistic, period, text, *others = short.split()
    printed = text.lstrip("-~≥≤")
    unit = next(one for one in sorted(SIZES, key=len, reverse=True) if printed.endswith(one))
    money = "USD" if "美元" in unit else "CNY"
    blank: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {"report": "a.txt", "start": next(PLACES)}
    blank |= {"article": 1, "end": 0, "text": printed, "period": period, "reporter": "中国", "flow": flow}
    blank |= {"measure": "value", "statistic": statistic, "status": "actual", "published": published}
    blank |= {
        "basis": "yoy" if "growth" in statistic or "change" in statistic else "",
        "sentence": f"{short}。",
    }
    blank |= {"unit": UNITS.get(statistic, "t" if unit == "万吨" else money), "currency": money}
    blank |= {"bound": BOUNDS.get(text[0], "=")} | dict(other.split("=") for other in others)
    size = float(printed.removesuffix(unit)) * SIZES[unit]
    return Observation(**blank | {"value": -size if text.startswith("-") else size})


YEAR = [
    said(short)
    for short in (
        "trade level 2023 41.76万亿元", "export level 2023 23.77万亿元", "import level 2023 17.99万亿元",
        "trade growth 2023 0.2%", "export growth 2023 0.6%", "import growth 2023 -0.3%",
    )
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['identity']} {case['verdict']}")
def test_verdict(case: dict[str, Any]) -> None:
    found = check([said(short) for short in case["figures"]])
    verdicts = set(found.loc[found["identity"] == case["identity"], "verdict"])
    assert case["verdict"] in verdicts, found[["identity", "verdict"]]
    if case["verdict"] != "fails":
        assert "fails" not in set(found["verdict"])


def test_no_figures_no_verdicts() -> None:
    assert list(check([]).columns) == list(VERDICT_COLUMNS)
    assert list(implied([]).columns) == list(IMPLIED_COLUMNS)


def test_values_and_data_frame_give_the_same() -> None:
    frame = pd.DataFrame([{c: getattr(one, c) for c in COLUMNS} for one in YEAR])
    pd.testing.assert_frame_equal(check(YEAR), check(frame))


def test_a_failure_says_by_how_much_where_and_who() -> None:
    wrong = said("export level 2023 32.77万亿元")
    table = check([YEAR[0], wrong, *YEAR[2:]])
    row = table[(table["identity"] == "total") & (table["verdict"] == "fails")].iloc[0]
    assert row["gap"] == pytest.approx(-8.985e12)
    assert (row["stated"], row["computed"]) == (41.76e12, pytest.approx(50.76e12))
    assert set(row["terms"]) == {f"a.txt#{one.start}" for one in (YEAR[0], wrong, YEAR[2])}
    assert wrong.sentence in row["sentences"]
    assert (row["culprit"], row["mend"]) == (f"a.txt#{wrong.start}", "32.77万亿元 → 23.77万亿元")


MISPRINTED = [
    (0, "14.76万亿元"), (0, "4.176万亿元"), (0, "41.76亿元"), (1, "32.77万亿元"), (1, "237.7万亿元"),
    (2, "17.99亿元"), (2, "11.99万亿元"), (3, "0.8%"), (4, "6.0%"), (4, "-0.6%"), (5, "0.3%"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "text"), MISPRINTED)
def test_the_misprinted_figure_is_named(place: int, text: str) -> None:
    right = YEAR[place]
    wrong = said(f"{right.flow} {right.statistic} {right.period} {text}")
    table = check([wrong if one is right else one for one in YEAR])
    failed = table[table["verdict"] == "fails"]
    assert len(failed)
    assert set(failed["culprit"]) == {f"a.txt#{wrong.start}"}


def test_nothing_is_computed_across_vintages() -> None:
    mixed = [YEAR[0], YEAR[1], YEAR[2]._replace(published="2023-10-13", value=13e12, text="13.00万亿元")]
    table = check(mixed)
    assert "holds" not in set(table["verdict"])
    assert "fails" not in set(table["verdict"])


def test_a_base_that_disagrees_with_an_earlier_report_is_a_revision() -> None:
    earlier = said("trade level 2022 42.07万亿元", "2023-01-14")._replace(report="b.txt")
    table = check([*YEAR, earlier])
    row = table[table["verdict"] == "revised"].iloc[0]
    assert row["identity"] == "growth and base"
    assert row["vintage"] == "2024-01-13 / 2023-01-14"
    assert "fails" not in set(table["verdict"])


def test_forecasts_enter_no_identity() -> None:
    assert not len(check([one._replace(status="forecast") for one in YEAR]))


IMPLIED = [
    # figures, key of the implied one, low, high, whether it is given as a number
    (YEAR[:2], ("2023", "import", "level"), 17.98e12, 18.00e12, True),
    ([YEAR[0], said("trade level 2023-Q1 9.69万亿元")], ("2023-04/2023-12", "trade", "level"),
     32.06e12, 32.08e12, True),
    ([YEAR[0], YEAR[3]], ("2022", "trade", "level"), 41.6509e12, 41.7024e12, True),
    ([YEAR[0], *YEAR[3:]], ("2023", "export", "level"), 18.65e12, 27.93e12, False),
    ([said("export level 2023 ≥500万吨 measure=quantity"), said("export growth 2023 57.4% measure=quantity")],
     ("2022", "export", "level"), 3.17561e6, inf, False),
    ([said(f"trade growth 2023-{n}") for n in ("10 0.8%", "11 1.3%", "12 2.8%")],
     ("2023-Q4", "trade", "growth"), 0.75, 2.85, False),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "key", "low", "high", "given"), IMPLIED)
def test_implied(
    figures: list[Observation], key: tuple[str, str, str], low: float, high: float, given: bool
) -> None:
    table = implied(figures)
    row = table[
        (table["period"] == key[0]) & (table["flow"] == key[1]) & (table["statistic"] == key[2])
    ].iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((low, high), rel=1e-3)
    assert row["derived"] and row["open"] != given
    assert isnan(row["value"]) != given


def test_nothing_is_implied_by_figures_on_which_statements_differ() -> None:
    assert not len(
        implied([YEAR[0], said("trade level 2023 14.76万亿元"), YEAR[1]]).query("flow == 'import'")
    )


def official() -> pd.DataFrame:
    return pd.read_csv(OFFICIAL, keep_default_na=False)


BESIDE = [
    ("2024-01-13", "trade level 2023-Q1", "9.69万亿元", "equal"),
    ("2023-07-14", "trade level 2023-Q1", "9.76万亿元", "revised"),
    ("2023-04-14", "trade level 2023-Q1", "9.89万亿元", "revised"),
    ("2024-06-01", "trade level 2023-Q1", "9.71万亿元", "revised"),
    ("2024-01-13", "trade level 2023", "41.67万亿元", "contradicted"),
    ("2024-01-13", "trade level 2023", "417600亿元", "equal"),
    ("2024-01-13", "export growth 2023", "-0.6%", "contradicted"),
]


@pytest.mark.parametrize(("published", "what", "text", "verdict"), BESIDE)
def test_beside_the_official_series(published: str, what: str, text: str, verdict: str) -> None:
    table = against([said(f"{what} {text}", published)], official())
    assert list(table.columns) == list(AGAINST_COLUMNS)
    assert list(table["verdict"]) == [verdict]


def cases(folder: Path, published: str = "") -> list[Observation]:
    """The core rows of a folder of cases; the report's name begins with its date."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = {
                key: value[0] if isinstance(value, list) else value for key, value in json.loads(line).items()
            }
            if row.pop("scope") == "core":
                blank: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {
                    "article": 1,
                    "published": published or path.name[:10],
                }
                found.append(Observation(**blank | {"report": f"{path.stem}.txt"} | row))
    return found


def test_no_false_alarm_on_our_own_reports() -> None:
    table = check(cases(ROOT / "tests" / "cases" / "reports"), official())
    assert len(table) > 1000
    assert not len(table[table["verdict"] == "fails"])


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here (../shared)")
def test_the_real_pages() -> None:
    figures = cases(REAL, "2024-01-13")
    verdicts, follows = check(figures, official()), implied(figures)
    assert set(verdicts["verdict"]) == {"holds", "open"}
    product = verdicts[verdicts["identity"] == "price and quantity"].iloc[0]
    assert (product["stated"], round(product["computed"], 2)) == (-0.3, -0.29)
    assert (round(product["low"], 2), round(product["high"], 2)) == (-0.39, -0.19)
    by = {(row.period, row.flow, row.commodity, row.statistic): row for row in follows.itertuples()}
    assert by["2023-04/2023-12", "trade", "", "level"].value == pytest.approx(32.07e12)
    rest = by["2023", "export", "除船舶和汽车外", "growth"]
    assert (round(rest.low, 1), round(rest.high, 1)) == (-1.0, -0.8)
    export = by["2023", "export", "", "level"]
    assert export.open and isnan(export.value)
    assert (round(export.low / 1e12, 1), round(export.high / 1e12, 1)) == (18.7, 27.9)


def test_every_identity_is_declared_in_both_languages_and_covered_here() -> None:
    tested = {case["identity"] for case in CASES}
    for one in identities():
        assert one.zh and one.en
    assert len({one.name for one in identities()}) == len(identities())
    assert len(tested & {one.name for one in identities()}) >= 19


def test_a_table_read_from_csv_gives_the_same(tmp_path: Path) -> None:
    frame = pd.DataFrame([{c: getattr(one, c) for c in COLUMNS} for one in YEAR])
    frame.to_csv(tmp_path / "a.csv", index=False)
    again = pd.read_csv(tmp_path / "a.csv", dtype={"period": str})
    assert list(check(again)["verdict"]) == list(check(frame)["verdict"])
