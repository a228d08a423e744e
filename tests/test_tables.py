"""The indicator tables: what is folded, what stands, in which order, with which columns."""

from __future__ import annotations

import math
import random
import re
from pathlib import Path

import pandas as pd
import pytest
from observed import cases, official, rate, row, table

from tradekit import extract, tables
from tradekit.language import labels, lexicon
from tradekit.tables.fold import places
from tradekit.tables.numbers import written

MAKERS = [
    tables.quarterly, tables.monthly, tables.annual, tables.categories, tables.partners, tables.regimes,
    tables.enterprises, tables.growth, tables.headline, tables.figures, tables.entries, tables.vintages,
    tables.agreement,
]  # fmt: skip


def test_periods_sort_by_the_time_they_end_shorter_first() -> None:
    wanted = [
        "2021/2022", "2022", "2023-01", "2023-01/2023-02", "2023-03", "2023-Q1", "2023-H1", "2023-10",
        "2023-01/2023-10", "2023-12", "2023-Q4", "2023-H2", "2023", "2024-Q1",
    ]  # fmt: skip
    mixed = random.Random(1).sample(wanted, len(wanted))
    assert sorted(mixed, key=tables.period_key)[2:] == wanted[2:]


def test_a_figure_said_twice_is_one_entry_with_both_places() -> None:
    said = table(row("9.69万亿元", 9.69e12, "2023-Q1"), row("9.69万亿元", 9.69e12, "2023-Q1", report="b.txt"))
    (entry,) = tables.entries(said).to_dict("records")
    assert entry["sources"] == "a.txt#10 b.txt#20"
    assert (entry["printings"], entry["conflict"]) == (2, False)


def test_a_rounder_figure_and_a_bound_fold_into_the_closest_statement() -> None:
    said = table(
        row("41.8万亿元", 41.8e12),
        row("41.76万亿元", 41.76e12, report="b.txt"),
        row("41万亿元", 41e12, bound=">="),
    )
    (entry,) = tables.entries(said).to_dict("records")
    assert (entry["value"], entry["text"], len(places(entry["sources"]))) == (41.76e12, "41.76万亿元", 3)


def test_printings_that_disagree_both_stand_marked() -> None:
    said = table(
        row("9.89万亿元", 9.89e12, "2023-Q1", published="2023-04-14", report="april.txt"),
        rate("4.8%", 4.8, "2023-Q1", published="2023-04-14", report="april.txt"),
        row("9.76万亿元", 9.76e12, "2023-Q1", published="2023-07-14", report="july.txt"),
    )
    found = tables.quarterly(said)
    assert list(found["level"]) == [9.89e12, 9.76e12]
    assert found["growth"].iat[0] == 4.8 and math.isnan(found["growth"].iat[1])
    assert list(found["conflict"]) == [True, True]


def test_forecasts_do_not_fold_with_what_was() -> None:
    said = table(
        rate("1.5%", 1.5, status="forecast"), rate("1.5%", 1.5), rate("1.5%", 1.5, status="preliminary")
    )
    found = tables.entries(said)
    assert list(found["status"]) == ["forecast", "actual"] and not found["conflict"].any()


def test_currencies_stay_apart() -> None:
    said = table(
        rate("0.6%", 0.6, flow="export"), rate("4.6%", -4.6, flow="export", currency="USD"),
        row("3.38万亿美元", 3.38e12, flow="export", unit="USD", currency="USD"),
    )  # fmt: skip
    found = tables.annual(said).set_index("currency")
    assert dict(found["growth"]) == {"CNY": 0.6, "USD": -4.6}
    assert found.loc["USD", "level_unit"] == "USD"


def test_quarters_carry_their_bounds() -> None:
    said = table(row("9.69万亿元", 9.69e12, "2023-Q1"), row("10万亿元", 1e13, "2023-Q2", bound=">="))
    found = tables.quarterly(said)
    assert list(found["level_bound"]) == ["=", ">="]
    assert list(found["level_low"]) == [9.685e12, 1e13]
    assert list(found["level_high"]) == [9.695e12, math.inf]


def test_cumulative_runs_never_stand_among_months() -> None:
    said = table(rate("0.8%", 0.8, "2023-10"), rate("1.2%", 1.2, "2023-01/2023-10"))
    assert list(tables.monthly(said)["period"]) == ["2023-10"]
    assert list(tables.monthly(said, cumulative=True)["period"]) == ["2023-01/2023-10"]


def test_names_are_folded_and_the_printed_ones_kept() -> None:
    said = table(
        row("11.79亿吨", 1.179e9, flow="import", commodity="铁矿砂", measure="quantity", unit="t"),
        row(
            "11.79亿吨",
            1.179e9,
            flow="import",
            commodity="铁矿石",
            measure="quantity",
            unit="t",
            report="b.txt",
        ),
    )
    (found,) = tables.categories(said).to_dict("records")
    assert found["commodity"] == labels.fold("commodity", "铁矿石") == labels.fold("commodity", "铁矿砂")
    assert found["printed"] == "铁矿砂|铁矿石" and not found["conflict"]


def test_a_category_has_its_level_growth_share_and_contribution_in_a_row() -> None:
    cells = {"flow": "export", "commodity": "机电产品"}
    said = table(
        row("13.92万亿元", 13.92e12, **cells), rate("2.9%", 2.9, **cells),
        row("58.6%", 58.6, statistic="share", **cells), row("1.7pp", 1.7, statistic="contribution", **cells),
        rate("20%", 20.0, measure="quantity", **cells),
    )  # fmt: skip
    found = tables.categories(said).set_index("measure")
    assert list(found.loc["value", ["level", "growth", "share", "contribution"]]) == [
        13.92e12,
        2.9,
        58.6,
        1.7,
    ]
    assert found.loc["quantity", "growth"] == 20


def test_growth_is_wide_by_flow_and_period() -> None:
    said = table(
        rate("0.6%", 0.6, flow="export"), rate("0.3%", -0.3, flow="import"), rate("2.8%", 2.8, "2023-12"),
        rate("7.1%", 7.1, partner="非洲"), rate("23.9%", 23.9, "2021", basis="since:2019"),
    )  # fmt: skip
    assert tables.growth(said)["growth"].tolist() == [23.9, 2.8, 0.6, -0.3, 7.1]
    found = tables.growth(said, wide=True)
    rates = [c for c in found.columns if " " in c]
    assert rates == ["trade 2021", "trade 2023-12", "trade 2023", "export 2023", "import 2023"]
    whole = found[(found["partner"] == "") & (found["basis"] == "yoy")].iloc[0]
    assert (whole["export 2023"], whole["import 2023"], whole["trade 2023-12"]) == (0.6, -0.3, 2.8)


def test_only_the_reporter_asked_for() -> None:
    said = table(row("8.3万亿元", 8.3e12, reporter="广东"), row("41.76万亿元", 41.76e12))
    assert list(tables.annual(said)["level"]) == [41.76e12]
    assert list(tables.annual(said, "广东")["level"]) == [8.3e12]
    assert len(tables.annual(said, None)) == 2


def test_the_headline_has_all_four_flows_and_the_official_figures_apart() -> None:
    said = table(row("41.76万亿元", 41.76e12), rate("0.2%", 0.2), rate("0.6%", 0.6, flow="export"))
    found = tables.headline(said, reference=official()).set_index("flow")
    assert list(found.index) == ["trade", "export", "import", "balance"]
    assert math.isnan(found.loc["export", "level"])
    assert found.loc["export", "reference_level"] == pytest.approx(23.77e12)
    assert found.loc["import", "reference_growth"] == pytest.approx(-0.3)


def test_figures_keep_repeats_their_places_and_intervals() -> None:
    said = table(row("41.76万亿元", 41.76e12), row("41.76万亿元", 41.76e12))
    found = tables.figures(said, lang="en")
    assert list(found["id"]) == ["a.txt#10", "a.txt#20"]
    assert list(found["subject"]) == ["Trade", "Trade"]
    assert list(found["low"]) == [41.755e12] * 2


def test_a_series_takes_a_good_by_any_of_its_names() -> None:
    said = table(rate("5%", 5, commodity="铁矿砂", flow="import", measure="quantity"))
    about = {"commodity": "iron ore", "measure": "quantity", "statistic": "growth"}
    assert list(tables.series(said, "import", frequency="A", **about)) == [5.0]


def test_agreement_gives_the_reason_of_each_difference() -> None:
    said = table(
        row("9.89万亿元", 9.89e12, "2023-Q1", published="2023-04-14"),
        row("9.89万亿元", 9.89e12, "2023-Q1", report="b.txt", published="2023-04-15"),
        row("9.9万亿元", 9.9e12, "2023-Q1", report="c.txt", published="2023-04-14"),
        row("9.69万亿元", 9.69e12, "2023-Q1", report="d.txt", published="2024-01-13"),
        row("9.98万亿元", 9.98e12, "2023-Q1", report="e.txt", published="2023-04-14"),
    )
    found = tables.agreement(said).set_index("report")
    assert dict(found["reason"]) == {
        "a.txt": "equal", "b.txt": "equal", "c.txt": "rounding", "d.txt": "revision", "e.txt": "conflicting",
    }  # fmt: skip
    assert found.loc["d.txt", "difference"] == -20


def test_reconciliation_tells_agreement_from_revision_and_contradiction() -> None:
    said = table(
        row("41.76万亿元", 41.76e12), row("9.89万亿元", 9.89e12, "2023-Q1", published="2023-04-13"),
        rate("6%", 6.0, flow="export"),
    )  # fmt: skip
    found = tables.reconciliation(said, official()).set_index(["period", "flow", "statistic"])
    assert found.loc[("2023", "trade", "level"), "verdict"] == "equal"
    assert found.loc[("2023", "export", "growth"), "verdict"] == "contradicted"
    assert found.loc[("2023", "trade", "level"), "sources"] == "a.txt#10"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_table_of_nothing_has_its_columns(make: object) -> None:
    full, empty = make(cases()), make(cases().iloc[:0])  # type: ignore[operator]
    fixed = [c for c in full.columns if " " not in c]
    assert [c for c in empty.columns if " " not in c] == fixed
    for column in (c for c in fixed if full[c].dtype == float and make is not tables.figures):
        assert len(empty) == 0 or empty[column].dtype == float


def test_no_figure_of_the_reports_is_lost_in_folding() -> None:
    rows = cases()
    ids = {f"{r}#{s}" for r, s in zip(rows["report"], rows["start"], strict=True)}
    found = tables.entries(rows, None)
    assert {source for sources in found["sources"] for source in places(sources)} == ids


def test_no_cell_of_a_table_is_a_list() -> None:
    makers = [make for make in MAKERS if make is not tables.figures]
    for name, cells in ((m.__name__, column) for m in makers for _, column in m(cases()).items()):
        assert not cells.map(lambda cell: isinstance(cell, list | tuple | dict | set)).any(), name


def test_entries_are_taken_where_observations_are() -> None:
    rows = cases("waimao-2023")
    pd.testing.assert_frame_equal(tables.annual(rows), tables.annual(tables.entries(rows)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_readable_tables_hold_words_only(lang: str) -> None:
    for make in MAKERS[:7]:
        shown = tables.readable(make(cases()), lang)
        assert all(isinstance(cell, str) for column in shown for cell in shown[column])
        assert not {"nan", "yoy", "export"} & {cell for column in shown for cell in shown[column]}


def test_readable_writes_a_figure_with_its_bound_and_unit() -> None:
    said = table(row("10万亿元", 1e13, "2023-Q2", bound=">="), rate("0.3%", -0.3, "2023-Q2"))
    assert tables.readable(tables.quarterly(said)).iloc[0].to_dict() == {
        "时期": "2023年二季度", "流向": "进出口", "币种": "人民币", "规模": "≥10万亿元", "增速": "−0.3%",
    }  # fmt: skip


WRITTEN = """
    5221000     辆       zh   522.1万辆
    5221000     辆       en   5.22 million vehicles
    600000      家       zh   60万家
    1179000000  t        zh   11.79亿吨
    3985.4      CNY/t    zh   3,985.4元/吨
    -75e9       CNY      zh   −750亿元
    5.94e12     USD      en   US$5.94 trillion
    1.5         pp       zh   1.5个百分点
    0           percent  en   0%
"""


@pytest.mark.parametrize("case", WRITTEN.strip().splitlines())
def test_amounts_are_written_in_the_scale_of_their_language(case: str) -> None:
    value, unit, lang, wanted = case.split(maxsplit=3)
    assert written(float(value), unit, lang) == wanted


def test_a_table_without_its_columns_says_which() -> None:
    with pytest.raises(tables.TableError, match="no column period, reporter"):
        tables.quarterly(pd.DataFrame({"value": [1.0]}))


def test_a_language_that_is_not_spoken_is_an_error() -> None:
    with pytest.raises(labels.UnknownLanguageError, match="lang='fr'"):
        tables.figures(cases(), lang="fr")


def test_the_codebook_names_every_table_and_column() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text("utf-8")
    assert not [name for name in tables.__all__ if f"`{name}" not in page]
    columns = {c for make in MAKERS[:7] for c in make(cases()).columns} | set(tables.ENTRY_COLUMNS)
    stems = {re.sub(r"^(level|growth|share|contribution)_(?!unit)", "…_", c) for c in columns}
    assert not [stem for stem in stems if f"`{stem}`" not in page]


def test_words_of_ones_own_fold_and_are_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_USED", [])
    (tmp_path / "commodities.csv").write_text("code,zh,en\nX_1,陀螺|竹蜻蜓,Spinning tops\n", "utf-8")
    found = extract("2023年，我国竹蜻蜓出口5亿元，增长3%。", "2024-01-13", str(tmp_path))
    table = tables.categories(found)
    assert list(table["commodity"]) == ["陀螺"] and list(table["printed"]) == ["竹蜻蜓"]
    assert tables.readable(table, "en")["commodity"][0] == "Spinning tops"


def test_names_of_any_language_and_script_fold() -> None:
    assert [labels.fold("partner", one) for one in ("European Union", "歐盟", "欧盟")] == ["欧盟"] * 3
    names = ("China", "广东省", "亚特兰蒂斯")
    assert [labels.fold("reporter", one) for one in names] == ["中国", "广东", "亚特兰蒂斯"]


def test_tidy_has_the_types_of_pandas() -> None:
    said = table(
        row("9.69万亿元", 9.69e12, "2023-Q1", published="2023-04-13"),
        row("10万亿元", 1e13, "2023-Q2", published="2023-07", report="b.txt"),
    )
    found = tables.tidy(tables.quarterly(said))
    assert str(found["at"].dtype) == "period[Q-DEC]" and found["period"].cat.ordered
    assert found["published"].tolist() == [pd.Timestamp("2023-04-13"), pd.Timestamp("2023-07-31")]
    assert isinstance(found["flow"].dtype, pd.CategoricalDtype)
    cells = {type(cell) for column in found for cell in found[column]}
    assert not cells & {list, tuple, dict}
    assert list(found["level_sources"]) == ["a.txt#10", "b.txt#20"]


def test_periods_that_are_not_regular_are_none() -> None:
    said = table(row("1", 1.0, "2023"), row("2", 2.0, "2023-01/2023-02"), row("3", 3.0, "2023-H1"))
    found = tables.tidy(said)
    assert [str(one) for one in found["at"]] == ["2023", "NaT", "2023Q1"]
    assert found["at"].iat[2].end_time.date().isoformat() == "2023-06-30"


def test_currencies_never_mix_in_a_pivot() -> None:
    said = table(
        row("23.77万亿元", 23.77e12, flow="export"), row("17.99万亿元", 17.99e12, flow="import"),
        row("3.38万亿美元", 3.38e12, flow="export", unit="USD", currency="USD"),
    )  # fmt: skip
    found = tables.pivoted(tables.annual(said), "level")
    assert found.loc["2023"].dropna().to_dict() == {
        ("CNY", "export"): 23.77e12, ("USD", "export"): 3.38e12, ("CNY", "import"): 17.99e12,
    }  # fmt: skip
    assert isinstance(found.index, pd.PeriodIndex)
    one = tables.pivoted(tables.annual(said).query("currency == 'CNY'"), "level")
    assert list(one.columns) == ["export", "import"]


def test_of_several_printings_a_pivot_takes_the_latest_and_no_mean() -> None:
    said = table(
        row("9.69万亿元", 9.69e12, published="2024-01-13", report="b.txt"),
        row("9.89万亿元", 9.89e12, published="2023-04-13"),
    )
    assert tables.pivoted(tables.annual(said), "level").loc["2023", "trade"] == 9.69e12


def test_a_pivot_takes_the_latest_printing_as_a_series_does_and_no_bound() -> None:
    said = table(
        row("9.76万亿元", 9.76e12, "2023-Q1", published="2023-07-13"),
        row("9.69万亿元", 9.69e12, "2023-Q1", published="2024-01-13", report="b.txt"),
        row("9.76万亿元", 9.76e12, "2023-Q1", published="2024-01-16", report="c.txt"),
        row("10万亿元以上", 1e13, "2023-Q2", published="2024-01-13", report="b.txt", bound=">="),
    )
    found = tables.quarterly(said)
    pivot = tables.pivoted(found, "level")["trade"]
    assert pivot["2023Q1"] == tables.series(said)["2023Q1"] == 9.76e12
    assert list(pivot.index.astype(str)) == ["2023Q1", "2023Q2"] and pd.isna(pivot["2023Q2"])
    assert tables.pivoted(found, "level_low").loc["2023Q2", "trade"] == 1e13
    assert tables.pivoted(found, "level_bound").loc["2023Q2", "trade"] == ">="
    assert pd.isna(tables.pivoted(said, "value").loc["2023Q2", "trade"])
    assert tables.pivoted(tables.tidy(found), "level").loc["2023Q1", "trade"] == 9.76e12


CODES = [
    ("partner", "美国", {"partner_iso": "USA", "partner_m49": "840"}),
    ("partner", "Viet Nam", {"partner_iso": "VNM", "partner_m49": "704"}),
    ("partner", "东盟", {"partner_iso": "", "partner_m49": ""}),
    ("reporter", "广东", {"reporter_iso": "CN-GD"}),
    ("reporter", "中国", {"reporter_iso": "CHN"}),
    ("commodity", "大豆", {"commodity_hs": "12", "commodity_sitc": ""}),
    ("commodity", "机电产品", {"commodity_hs": ""}),
    ("commodity", "手机", {"commodity_hs": "85"}),
    ("commodity", "液化天然气", {"commodity_hs": "27"}),
    ("commodity", "工业机器人", {"commodity_hs": "84"}),
    ("commodity", "钢材", {"commodity_hs": ""}),
    ("commodity", "旅行服务", {"commodity_hs": ""}),
    ("commodity", "机械及运输设备", {"commodity_sitc": "7"}),
]


@pytest.mark.parametrize(("column", "name", "codes"), CODES)
def test_tables_join_others_by_codes(column: str, name: str, codes: dict[str, str]) -> None:
    (found,) = tables.coded(pd.DataFrame({column: [name]})).to_dict("records")
    assert {one: found[one] for one in codes} == codes
