"""The charts: in both languages, from much, little and nothing; what they say of themselves, their looks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from observed import cases, official, rate, row, table

import tradekit
from tradekit import charts, checks, tables
from tradekit.charts import fonts
from tradekit.charts.data import ticks
from tradekit.charts.frame import wrapped
from tradekit.charts.palette import GREY, paler

PAGE = "waimao-2023"
NEWEST = "2025-01-14-year-2024.txt"
DRAW: dict[str, Callable[..., Figure]] = {
    "C1": charts.quarterly,
    "C2": charts.monthly_growth,
    "C3": charts.growth_of_flows,
    "C4": charts.price_quantity,
    "C5": charts.category_growth,
    "C6": charts.contribution,
    "C7": charts.economy_growth,
    "C8": lambda rows, **options: charts.changes(
        tradekit.news(*tradekit.newest(rows, NEWEST if NEWEST in set(rows["report"]) else "")), **options
    ),
    "C9": lambda rows, **options: charts.checks(checks.check(rows), **options),
    "C10": charts.levels,
    "C11": charts.growth_series,
    "C13": charts.revisions,
    "C15": charts.contributions_over_time,
    "C23": charts.currencies,
    "C25": charts.against_years,
    "C26": charts.by_level,
    "C27": charts.then_and_now,
    "C28": charts.many_goods,
}
ACROSS = ("C7", "C8", "C10", "C11", "C13", "C15", "C23", "C25", "C27", "C28")


ECONOMY = "2023年，国内生产总值1260582亿元，增长5.2%。社会消费品零售总额增长7.2%，固定资产投资增长3.0%。"


def rows_for(name: str) -> pd.DataFrame:
    """What a chart is drawn from here: one report or all of them, for other indicators a text of its own."""
    if name == "C7":
        return tradekit.extract(tradekit.read_text(ECONOMY, "2024-01-18-economy.txt"))
    return cases("" if name in ACROSS else PAGE)


def words(figure: Figure) -> list[str]:
    """Every text that a figure shows once it is drawn."""
    FigureCanvasAgg(figure).draw()
    return [t.get_text() for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def glyphs() -> set[int]:
    """The characters that the bundled font has."""
    path = fonts.bundled()
    assert path is not None
    return set(TTFont(path).getBestCmap())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", DRAW)
def test_every_chart_draws_with_glyphs_alt_text_and_sources(name: str, lang: str) -> None:
    rows = rows_for(name)
    figure = DRAW[name](rows, lang=lang)
    shown = words(figure)
    have = glyphs() | {ord("\n")}
    assert not {char for text in shown for char in text if ord(char) not in have}
    assert len(charts.alt(figure)) > 60 and charts.alt(figure).startswith(
        shown[-1][:0] or charts.alt(figure)[0]
    )
    ids = {f"{r}#{s}" for r, s in zip(rows["report"], rows["start"], strict=True)}
    assert charts.sources(figure) and set(charts.sources(figure)) <= ids
    assert any(text.startswith(("来源", "Source")) for text in shown)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", DRAW)
def test_no_text_runs_off_the_chart(name: str, lang: str) -> None:
    figure = DRAW[name](rows_for(name), lang=lang)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    box = figure.get_tightbbox(canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert box.x0 > -0.01 and box.x1 < width + 0.01
    assert box.y0 > -0.01 and box.y1 < height + 0.01


@pytest.mark.parametrize("name", DRAW)
def test_english_charts_hold_no_chinese_but_file_names(name: str) -> None:
    rows = rows_for(name)
    assert not [text for text in words(DRAW[name](rows, lang="en")) if re.search(r"[\u4e00-\u9fff]", text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", DRAW)
def test_nothing_to_draw_is_said(name: str, lang: str) -> None:
    figure = DRAW[name](cases().iloc[:0], lang=lang)
    assert any(text in ("没有可画的数字", "Nothing to draw") for text in words(figure))
    assert charts.sources(figure) == [] and charts.alt(figure)


BOUNDS = table(
    row("10万亿元", 1e13, "2023-Q2", bound=">="),
    row("3万亿元", 3e12, "2023-12", bound=">="),
    rate("两位数", 10, "2023-12", bound=">="),
    rate("两位数", 10, bound=">="),
    rate("40%", -40, flow="export", commodity="手机", bound=">="),
    row("1个百分点", 1, flow="export", commodity="手机", statistic="contribution", unit="pp", bound=">="),
)


@pytest.mark.parametrize("name", DRAW)
def test_bounds_alone_draw_without_a_word_of_warning(name: str) -> None:
    assert words(DRAW[name](BOUNDS, lang="en"))


@pytest.mark.parametrize("start", range(0, 60, 15))
@pytest.mark.parametrize("name", DRAW)
def test_pieces_of_a_report_draw_what_is_there(name: str, start: int) -> None:
    assert words(DRAW[name](cases(PAGE).iloc[start : start + 8], lang="zh"))


TITLES = """
    C1   zh  2023年一季度进出口9.69万亿元，其余三季度平均约10.69万亿元
    C1   en  Trade came to 9.69 trillion yuan in Q1 2023 and about 10.69 trillion yuan on average
    C2   zh  进出口增速逐月上升，2023年12月为+2.8%
    C2   en  Growth of trade rose month by month, to +2.8% in Dec 2023
    C3   zh  2023年出口增长0.6%，进口下降0.3%
    C3   en  Exports grew 0.6% and imports fell 0.3% in 2023
    C4   zh  2023年进口价格下跌3.1%，盖过数量增加2.9%，值下降0.3%
    C4   en  Lower prices outweighed larger quantities: imports fell 0.3% in 2023
    C6   zh  不计船舶和汽车，2023年其余出口拖累增速0.9个百分点
    C23  zh  2023年出口按人民币计+0.6%，按美元计−4.6%：方向相反
    C23  en  Exports in 2023: +0.6% in yuan but −4.6% in dollars
"""


@pytest.mark.parametrize("case", TITLES.strip().splitlines())
def test_the_title_says_the_finding(case: str) -> None:
    name, lang, wanted = case.split(maxsplit=2)
    figure = DRAW[name](rows_for(name), lang=lang)
    assert charts.alt(figure).startswith(wanted)


def test_the_title_follows_the_data() -> None:
    falling = [rate("2%", 2, "2023-10"), rate("1%", 1, "2023-11"), rate("0.5%", -0.5, "2023-12")]
    assert charts.alt(charts.monthly_growth(table(*falling))).startswith(
        "进出口增速逐月回落，2023年12月为−0.5%"
    )
    flat = [rate("0.6%", 0.6, flow="export"), rate("持平", 0.0, flow="import")]
    assert charts.alt(charts.growth_of_flows(table(*flat), lang="en")).startswith(
        "Exports grew 0.6% and imports did not change in 2023"
    )


def bars(figure: Figure) -> list[Any]:
    """The bars of a chart's first panel, left to right."""
    return [bar for container in figure.axes[0].containers for bar in getattr(container, "patches", [])]


LOOKS: dict[str, tuple[dict[str, Any], tuple[float, ...] | str, str | None]] = {
    "stated": ({}, "#0072B2", None),
    "bound": ({"bound": ">="}, "#FFFFFF", None),
    "preliminary": ({"status": "preliminary"}, paler("#0072B2"), None),
    "forecast": ({"status": "forecast"}, "#FFFFFF", None),
}


@pytest.mark.parametrize("state", LOOKS)
def test_how_a_figure_is_known_shows_in_its_bar(state: str) -> None:
    cells, face, _ = LOOKS[state]
    figure = charts.quarterly(table(row("9.69万亿元", 9.69e12, "2023-Q1", **cells)))
    (bar,) = bars(figure)
    assert mpl.colors.to_hex(bar.get_facecolor()).upper() == str(face).upper()
    assert (bar.get_linestyle() != "-" and bar.get_linestyle() != "solid") == (state == "forecast")


def test_implied_figures_are_hatched_and_official_ones_grey() -> None:
    rows = cases(PAGE)
    implied = [bar for bar in bars(charts.contribution(rows)) if bar.get_hatch()]
    assert len(implied) == 1
    figure = charts.growth_of_flows(rows, reference=official())
    grey = [
        c for c in figure.axes[0].collections
        if isinstance(c, PathCollection) and mpl.colors.to_hex(c.get_facecolor()[0]).upper() == GREY
    ]  # fmt: skip
    assert len(grey) == 3


def test_looks_that_need_it_are_explained() -> None:
    assert "空心带箭头" in charts.alt(charts.quarterly(cases(PAGE)))
    assert "空心" not in charts.alt(charts.growth_of_flows(cases(PAGE)))


def test_no_chart_has_two_axes_in_one_place() -> None:
    for name, draw in DRAW.items():
        figure = draw(rows_for(name))
        FigureCanvasAgg(figure).draw()
        places = [tuple(round(v, 3) for v in ax.get_position().bounds) for ax in figure.axes]
        assert len(places) == len(set(places)), name


def test_bars_of_levels_start_at_zero() -> None:
    for ax in charts.levels(cases(), frequency="A").axes:
        assert ax.get_ylim()[0] == 0


def test_gaps_stay_gaps() -> None:
    rows = table(rate("1%", 1, "2023-Q1"), rate("2%", 2, "2023-Q3"))
    figure = charts.growth_series(rows)
    assert [t for t in words(figure) if t.startswith("二季")]
    assert any(
        line.get_ydata()[1] != line.get_ydata()[1]
        for line in figure.axes[0].lines
        if len(line.get_ydata()) == 3
    )


def test_a_chart_takes_its_tidy_table_too() -> None:
    rows = cases(PAGE)
    assert charts.sources(charts.monthly_growth(tables.monthly(rows))) == charts.sources(
        charts.monthly_growth(rows)
    )
    assert charts.alt(charts.category_growth(tables.entries(rows))) == charts.alt(
        charts.category_growth(rows)
    )
    assert "9.69" in charts.alt(charts.quarterly(tables.quarterly(rows)))


def test_checks_take_a_plain_table_of_verdicts() -> None:
    plain = pd.DataFrame(
        [("parts", "fails", "2023", 1.0, 0.1, 0.4), ("total", "holds", "2023", 0.2, 0.1, 0.3)],
        columns=pd.Index(["identity", "verdict", "period", "stated", "low", "high"]),
    )
    assert charts.alt(charts.checks(plain, lang="en")).startswith("1 of 2 checks fail")


def test_the_users_settings_are_left_alone_and_pyplot_is_not_needed() -> None:
    before = dict(mpl.rcParams)
    charts.quarterly(cases(PAGE))
    assert dict(mpl.rcParams) == before
    code = (
        "import sys, pandas; from tradekit import charts; from tradekit.model.observations import COLUMNS;"
        "charts.quarterly(pandas.DataFrame(columns=list(COLUMNS)));"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_chart_shows_itself_in_a_notebook_with_its_alt_text() -> None:
    figure = charts.quarterly(cases(PAGE))
    assert isinstance(figure, charts.Chart)
    data, about = figure._repr_mimebundle_()
    assert bytes(data["image/png"])[:4] == b"\x89PNG"
    assert about["image/png"]["alt"] == charts.alt(figure) == data["text/plain"]


def test_as_svg_its_text_is_text_in_a_font_of_its_own_characters_and_its_ids_are_its_own() -> None:
    figures = [charts.quarterly(cases(PAGE)), charts.contribution(cases(PAGE))]
    pictures = [figure.svg() for figure in figures]
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img" and root.get("aria-label")
        assert "url(data:font/woff;base64," in picture and len(picture) < 60_000
        ids = set(re.findall(r'\bid="([^"]*)"', picture))
        assert set(re.findall(r"#(\w{8}-[\w.-]+)", picture)) == ids
    assert "万亿元" in "".join(ElementTree.fromstring(pictures[0]).itertext())
    first, second = (set(re.findall(r'\bid="([^"]*)"', picture)) for picture in pictures)
    assert not first & second


def test_the_data_behind_a_chart_are_the_figures_that_it_shows() -> None:
    figure = charts.quarterly(cases(PAGE))
    found = pd.read_csv(StringIO(figure.csv()))
    assert found["value"].iat[0] == 9.69 and found["unit"].iat[0] == "万亿元"
    assert list(found["state"]) == ["stated", "bound", "bound", "bound", "implied"]
    assert {one for ids in found["sources"] for one in ids.split()} == set(charts.sources(figure))


def test_the_charts_choose_themselves() -> None:
    named = [figure.name for figure in tradekit.telling(cases(PAGE), lang="en")]
    assert {"by_level", "growth_series", "category_growth"} <= set(named) and len(named) <= 6
    assert tradekit.telling(BOUNDS) == [] and tradekit.telling(cases().iloc[:0]) == []


def test_a_part_never_stands_for_the_whole() -> None:
    rows = table(
        row("5万亿元", 5e12, "2023-Q1", enterprise="民营企业"),
        row("3万亿元", 3e12, "2023-Q2", regime="一般贸易"),
        row("2万亿元", 2e12, "2023-Q3", reporter="广东"),
        row("9.69万亿元", 9.69e12, "2023-Q4"),
    )  # fmt: skip
    assert [one["value"] for one in charts.levels(rows).rows] == [9.69]
    assert [one["value"] for one in charts.levels(rows, enterprise="民营企业").rows] == [5]


def test_what_nobody_states_is_official_or_implied_and_looks_so() -> None:
    rows = table(row("23.77万亿元", 23.77e12, flow="export"), row("41.76万亿元", 41.76e12))
    filled = tradekit.dense(rows, reference=official())
    states = {
        (r["name"].split()[0], r["state"]) for r in charts.levels(filled, frequency="A", lang="en").rows
    }
    assert {("trade", "stated"), ("imports", "official")} <= states
    assert "implied" in set(tradekit.dense(rows)["status"])


def test_a_figure_of_ones_own_has_neither_alt_text_nor_sources() -> None:
    assert charts.alt(Figure()) == "" and charts.sources(Figure()) == []


@pytest.mark.parametrize("text", ["进出口" * 40, "exports and imports " * 20, "2023年export出口" * 12])
def test_long_titles_are_cut_into_lines_that_fit(text: str) -> None:
    figure = Figure(figsize=(7.2, 2))
    canvas = FigureCanvasAgg(figure)
    with mpl.rc_context({"font.family": [fonts.chinese()]}):
        for line in wrapped(text, 13):
            drawn = figure.text(0, 0, line, fontsize=13)
            width = drawn.get_window_extent(canvas.get_renderer()).width / figure.dpi
            assert width <= 7.2
    assert "".join(wrapped(text, 13)).replace(" ", "") == text.replace(" ", "")


def test_ticks_name_each_year_once() -> None:
    periods = ["2022-Q4", "2023-Q1", "2023-Q2"]
    assert ticks(periods, "en") == ["Q4\n2022", "Q1\n2023", "Q2\n"]
    assert ticks(["2022", "2023"], "zh") == ["2022", "2023"]


def test_charts_are_on_the_packages_face() -> None:
    assert tradekit.charts is charts
    assert all(callable(getattr(charts, name)) for name in charts.__all__)


def test_the_manual_names_every_chart() -> None:
    page = (Path(__file__).parents[1] / "docs" / "charts.md").read_text("utf-8")
    assert not [name for name in charts.__all__ if name != "Chart" and name not in page]
