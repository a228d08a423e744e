"""Indicators other than trade: sentence by sentence; and a new one is a row of a table, no line of code."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import tradekit as tk
from tradekit.checks import check
from tradekit.documents.pages import read_text
from tradekit.evaluate.scoring import FIELDS, equal, pair
from tradekit.extraction.observe import observe
from tradekit.language.families import families, vocabulary
from tradekit.language.lexicon import FOLDER, load
from tradekit.model.observations import Observation

PATH = Path(__file__).parent / "cases" / "indicators.jsonl"
CASES = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
COLUMNS = (
    "code",
    "family",
    "sector",
    "within",
    "measure",
    "grows",
    "unit",
    "says",
    "against",
    "zh",
    "en",
    "source",
    "note",
)


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read(text: str, published: str, lexicon: str | None = None) -> tuple[Observation, ...]:
    return observe(read_text(text, "case", published=published), load(lexicon))[0]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_sentence_makes_its_rows(case: dict[str, Any]) -> None:
    pairs, missed, extra = pair(case["rows"], read(case["text"], case["published"]))
    assert [one["text"] for one in missed] == []
    assert [row.text for row in extra] == []
    for gold, row in pairs:
        wrong = [
            (f, getattr(row, f), gold[f])
            for f in FIELDS
            if f in gold and not equal(f, gold[f], getattr(row, f))
        ]
        assert not wrong, f"{gold['text']}: (field, what came out, what is right) {wrong}"


def test_a_new_indicator_is_a_row_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(
        "code,family,zh,en,measure,grows,unit,says\n"
        "parcels,activity,快递业务量|快递量,parcels,count,count,,\n"
        "capacity_use,production,工业产能利用率,capacity utilisation,value,value,percent,rate\n",
        "utf-8",
    )
    text = (
        "上半年，快递业务量801亿件，同比增长23.1%。二季度，工业产能利用率为74.9%，比上季度上升1.3个百分点。"
    )
    rows = read(text, "2024-07-20", str(tmp_path))
    assert [(r.indicator, r.period, r.measure, r.statistic, r.basis, r.value, r.unit) for r in rows] == [
        ("parcels", "2024-H1", "count", "level", "", 80_100_000_000, "件"),
        ("parcels", "2024-H1", "count", "growth", "yoy", 23.1, "percent"),
        ("capacity_use", "2024-Q2", "value", "level", "", 74.9, "percent"),
        ("capacity_use", "2024-Q2", "value", "level_change", "qoq", 1.3, "pp"),
    ]
    assert not read(text, "2024-07-20")


def test_the_engine_names_no_indicator() -> None:
    codes = {row["code"].partition(".")[0] for row in table("indicators")} - {
        "none",
        "output",
        "money",
        "power",
    }
    for path in sorted((FOLDER.parent.parent).glob("**/*.py")):
        if path.parent.name in ("extraction", "language", "zh", "en"):
            text = path.read_text("utf-8")
            assert not [code for code in codes if f'"{code}"' in text], path


def test_every_indicator_has_its_row_and_its_family() -> None:
    named = {one["name"] for one in families()}
    rows = table("indicators")
    assert set(COLUMNS) == set(rows[0])
    whole = {row["code"] for row in rows if "." not in row["code"]}
    assert {row["code"].partition(".")[0] for row in rows} == whole
    assert {row["family"] for row in rows if row["family"]} == named
    for row in rows:
        assert row["zh"] and row["en"] and row["source"], row
        assert row["family"] or "." in row["code"] or row["code"] == "none", row


@pytest.mark.parametrize("name", ["indicators", "sectors"])
def test_no_form_twice(name: str) -> None:
    forms = [form for row in table(name) for form in row["zh"].split("|")]
    assert len(forms) == len(set(forms))


def test_longest_words_win() -> None:
    found = vocabulary(load()).find("房地产开发投资和居民消费价格")
    assert [hit.word.code for hit in found] == ["investment.realestate", "cpi"]


VERDICTS = {
    "sectors of GDP": (
        "2023年国内生产总值1003亿元。第一产业增加值72亿元，第二产业增加值383亿元，三产增加值{}亿元。",
        "548", "613",
    ),
    "growth of the sectors of GDP": (
        "2023年国内生产总值增长{}%，第一产业增长4.1%，第二产业增长4.7%，第三产业增长5.8%。", "5.2", "6.2",
    ),
    "food and non-food": (
        "2024年6月，居民消费价格同比上涨{}%，食品价格下降2.1%，非食品价格上涨0.8%。", "0.2", "1.2",
    ),
    "town and country": (
        "2024年6月，社会消费品零售总额291亿元，城镇零售额{}亿元，乡村零售额22亿元。", "269", "241",
    ),
    "contributions to GDP": (
        "2023年国内生产总值增长5.2%，最终消费支出拉动经济增长4.3个百分点，资本形成总额拉动经济增长1.5个百分点，"
        "货物和服务净出口下拉经济增长{}个百分点。", "0.6", "1.6",
    ),
    "goods and services": (
        "2024年6月，居民消费价格同比上涨{}%，消费品价格下降0.1%，服务价格上涨0.7%。", "0.2", "0.9",
    ),
    "level and base": (
        "2024年6月，全社会用电量823亿千瓦时，增长5.0%。2023年6月，全社会用电量{}亿千瓦时。", "784", "704",
    ),
    "balance": ("2023年，我国出口1120亿元，进口420亿元，净出口{}亿元。", "700", "800"),
    "growth and increase": (
        "2024年6月，全社会用电量823亿千瓦时，增长5.0%，比上年同期增加{}亿千瓦时。", "39", "82",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VERDICTS)
def test_identities_between_indicators(name: str) -> None:
    text, *figures = VERDICTS[name]
    for much, verdict in zip(figures, ("holds", "fails"), strict=True):
        found = check(read(text.format(much), "2024-07-20"))
        assert dict(zip(found["identity"], found["verdict"], strict=True)).get(name) == verdict


def test_tables_of_any_indicator() -> None:
    rows = tk.extract(
        "1月份，居民消费价格同比上涨0.5%。2月份，居民消费价格同比上涨0.7%，出口增长3%。2月份，社会消费品零售总额3.1万亿元，增长4%。",
        published="2024-03-15",
    )
    told = tk.indicators(rows, lang="en")
    assert list(told["indicator"]) == ["trade", "retail", "cpi"]
    assert (told["first"].iat[2], told["last"].iat[2], told["figures"].iat[2]) == ("2024-01", "2024-02", 2)
    assert tk.series(rows, "cpi", frequency="M").tolist() == [0.5, 0.7]
    wide = tk.economy(rows, indicator="retail")
    assert wide[["level", "growth"]].to_numpy().tolist() == [[3.1e12, 4.0]]
    assert tk.growth(rows, indicator="cpi", wide=True)["2024-02"].tolist() == [0.7]
    assert set(tk.monthly(rows)["flow"]) == {"export"}


def test_real_growth_is_drawn_apart() -> None:
    rows = tk.extract(
        "2023年，居民人均可支配收入39218元，名义增长6.3%，扣除价格因素，实际增长6.1%。",
        published="2024-01-18",
    )
    figure = tk.charts.economy_growth(rows, lang="en")
    assert [ax.get_title(loc="left") or ax.get_title() for ax in figure.axes] == ["By value", "In real terms"]
    assert "Per capita disposable income in real terms +6.1%" in tk.charts.alt(figure)


def test_no_family_has_the_name_of_an_indicator() -> None:
    assert not {one["name"] for one in families()} & set(vocabulary(load()).indicators)


def test_a_page_tells_the_kinds_of_figures_in_words() -> None:
    from tradekit.publish.tabling import table as shown

    report = read_text("2024年9月，核心CPI同比上涨0.1%，涨幅比上月回落0.2个百分点。", "2024-10-13.txt")
    page = shown(tk.indicators(tk.extract([report])), lang="en").html
    assert "growth, change of growth" in page and "growth_change" not in page
