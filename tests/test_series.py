"""One indicator over time: periods, vintages, revisions; a bound is never a value."""

from __future__ import annotations

import pandas as pd
import pytest

from tradekit.language.labels import WORDING
from tradekit.model.errors import TradekitError
from tradekit.tables.selectors import SelectorError, selected, subject
from tradekit.tables.timeseries import REVISION_COLUMNS, EmptySeries, revisions, said, series

COLUMNS = ("report", "published", "period", "flow", "text", "value", "bound", "statistic", "basis")
COLUMNS += ("unit", "currency")
ROWS = [
    ("a.txt", "2023-04-14", "2023-Q1", "trade", "9.89万亿元", 9.89e12, "=", "level", "", "CNY", "CNY"),
    ("b.txt", "2023-07-14", "2023-Q1", "trade", "9.76万亿元", 9.76e12, "=", "level", "", "CNY", "CNY"),
    ("b.txt", "2023-07-14", "2023-Q2", "trade", "10.34万亿元", 10.34e12, "=", "level", "", "CNY", "CNY"),
    ("b.txt", "2023-07-14", "2023-H1", "trade", "20.1万亿元", 20.1e12, "=", "level", "", "CNY", "CNY"),
    ("b.txt", "2023-07-14", "2023-H1", "trade", "2.1%", 2.1, "=", "growth", "yoy", "percent", "CNY"),
    ("c.txt", "2024-01-13", "2023-Q1", "trade", "9.69万亿元", 9.69e12, "=", "level", "", "CNY", "CNY"),
    ("c.txt", "2024-01-13", "2023-Q2", "trade", "10万亿元", 1e13, ">=", "level", "", "CNY", "CNY"),
    ("c.txt", "2024-01-13", "2023-Q3", "trade", "10万亿元", 1e13, ">=", "level", "", "CNY", "CNY"),
    ("c.txt", "2024-01-13", "2023", "trade", "41.76万亿元", 41.76e12, "=", "level", "", "CNY", "CNY"),
    ("c.txt", "2024-01-13", "2023", "trade", "5.94万亿美元", 5.94e12, "=", "level", "", "USD", "USD"),
    ("d.txt", "2024-02-01", "2023", "trade", "417600亿元", 417600e8, "=", "level", "", "CNY", "CNY"),
    ("d.txt", "2024-02-01", "2024", "trade", "43万亿元", 43e12, "=", "level", "", "CNY", "CNY"),
]


@pytest.fixture
def table() -> pd.DataFrame:
    blank = {
        "commodity": "",
        "partner": "",
        "enterprise": "",
        "regime": "",
        "reporter": "中国",
        "measure": "value",
    }
    blank |= {"speaker": "", "sentence": "", "status": "actual"}
    rows = [
        blank | {"start": at, "article": 1} | dict(zip(COLUMNS, row, strict=True))
        for at, row in enumerate(ROWS)
    ]
    rows[-1]["status"] = "forecast"
    return pd.DataFrame(rows)


VINTAGES = [
    ("latest", {"2023Q1": 9.69e12, "2023Q2": 10.34e12}),
    ("first", {"2023Q1": 9.89e12, "2023Q2": 10.34e12}),
    ("2023-12-31", {"2023Q1": 9.76e12, "2023Q2": 10.34e12}),
    ("2023-05-01", {"2023Q1": 9.89e12}),
]


@pytest.mark.parametrize(("vintage", "values"), VINTAGES)
def test_a_series_of_a_vintage(table: pd.DataFrame, vintage: str, values: dict[str, float]) -> None:
    found = series(table, "trade", vintage=vintage)
    assert isinstance(found.index, pd.PeriodIndex)
    assert {str(period): value for period, value in found.items()} == values


FREQUENCIES = [
    ("Y", {}, {"2023": 41.76e12}),
    ("Y", {"currency": "USD"}, {"2023": 5.94e12}),
    ("C", {}, {"2023-03": 9.69e12, "2023-06": 20.1e12, "2023-12": 41.76e12}),
    ("C", {"statistic": "growth"}, {"2023-06": 2.1}),
]


@pytest.mark.parametrize(("frequency", "about", "values"), FREQUENCIES)
def test_a_series_of_a_frequency(
    table: pd.DataFrame, frequency: str, about: dict[str, str], values: dict[str, float]
) -> None:
    found = series(table, "trade", frequency=frequency, **about)
    assert {str(period): value for period, value in found.dropna().items()} == values


def test_an_empty_series_says_what_there_is(table: pd.DataFrame) -> None:
    with pytest.warns(EmptySeries, match=r"figures of frequency Q \(6\), A \(3\), H \(1\)"):
        assert series(table, "trade", frequency="M").empty
    with pytest.warns(EmptySeries, match=r"figures of partner none"):
        assert series(table, "trade", partner="ASEAN").empty
    exports = table.iloc[:1].assign(flow="export", period="2023")
    both = pd.concat([exports, table.iloc[1:6]])
    with pytest.warns(EmptySeries, match=r"figures of frequency A \(1\); of flow trade \(4\)"):
        assert series(both, "export").empty


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("trade", "进出口总值 进出口额 贸易总额 进出口"), ("export", "出口总值 出口额 X exports"),
        ("import", "进口总值 进口额 M"), ("balance", "贸易顺差 顺差 逆差 surplus deficit B"),
    ],
)  # fmt: skip
def test_ordinary_words_choose_a_flow(flow: str, words: str) -> None:
    assert {subject(word)["flow"] for word in words.split()} == {flow}
    with pytest.raises(SelectorError):
        subject("赤字")  # of trade or of the budget


@pytest.mark.parametrize(
    ("column", "word", "meant"),
    [
        ("measure", "数量", "quantity"), ("measure", "金额", "value"), ("statistic", "同比", "growth"),
        ("statistic", "比重", "share"), ("flow", "X", "export"), ("flow", "M", "import"),
        ("commodity", "27", "能源产品"), ("commodity", "HS27", "能源产品"), ("commodity", "HS 1201", "大豆"),
    ],
)  # fmt: skip
def test_words_and_codes_that_choose(column: str, word: str, meant: str) -> None:
    assert selected(column, word) == meant


def test_a_chapter_that_is_no_one_good_says_which_goods_it_has() -> None:
    with pytest.raises(SelectorError, match=r"commodity='HS72' is no one good; choose .* 热轧板"):
        selected("commodity", "HS72")


def test_the_good_of_each_chapter_is_one_of_the_lexicon() -> None:
    words = WORDING["selectors"]["commodity"]
    assert {selected("commodity", code) for codes in words.values() for code in codes} == set(words)
    assert {selected("commodity", name) for name in words} == set(words)


def test_all_vintages_side_by_side(table: pd.DataFrame) -> None:
    wide = series(table, "trade", vintage="all")
    assert isinstance(wide, pd.DataFrame) and isinstance(wide.index, pd.PeriodIndex)
    assert list(wide.columns) == ["2023-04-14", "2023-07-14", "2024-01-13"]
    assert list(wide.loc["2023Q1"]) == [9.89e12, 9.76e12, 9.69e12]


def test_who_said_what_when_bounds_too(table: pd.DataFrame) -> None:
    found = said(table, "trade")
    assert list(found["bound"]) == ["=", "=", "=", "=", ">=", ">="]
    assert list(found["published"][:3]) == ["2023-04-14", "2023-07-14", "2024-01-13"]


def test_revisions(table: pd.DataFrame) -> None:
    found = revisions(table, "trade")
    assert list(found.columns) == list(REVISION_COLUMNS)
    first = found.loc["2023Q1"]
    assert (first["first_report"], first["latest_report"], first["vintages"]) == ("a.txt", "c.txt", 3)
    assert first["revision"] == pytest.approx(-0.2e12)
    assert first["revised"]
    year = revisions(table, "trade", frequency="Y").loc["2023"]
    assert not year["revised"] and year["vintages"] == 2


WRONG = [
    ({"frequency": "W"}, "use A, H, Q, M, C"),
    ({"vintage": "newest"}, "use latest, first, all or YYYY-MM-DD"),
    ({"colour": "red"}, "colour: no key column"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_a_wrong_option_is_told(table: pd.DataFrame, options: dict[str, str], message: str) -> None:
    with pytest.raises(TradekitError, match=message):
        series(table, **options)
