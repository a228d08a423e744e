"""C11: growth rates over time, across reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.growth import PERCENT, close, versus, zero_line
from tradekit.charts.marks import Pen, mark, mark_of
from tradekit.charts.over_time import GOODS, KINDS, pick, series_notes
from tradekit.charts.palette import FLOWS
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.order import period_key, year


@styled
def growth_series(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flows: Sequence[str] = GOODS,
    frequency: str | None = None,
    currency: str = "CNY",
    vintage: str = "latest",
    reporter: str | None = HOME,
) -> Chart:
    """Growth over time (C11): lines that break at gaps, base years shaded, rates on 2019 as diamonds.

    Takes the observation table or a tidy table by quarter, month or year; options as in :func:`levels`.
    Where the table has rates against 2019 or two-year averages, they stand beside the yearly ones. Gives a
    Figure.
    """
    story = Story(lang)
    frequency, rows = pick(table, "growth", frequency, currency, flows, reporter)
    story.subtitle = story.say(
        "{kind}growth on the year before, %, in {currency}",
        kind=story.say(KINDS[frequency]),
        currency=story.word(currency),
    )
    shown = {f: data.latest([r for r in rows if r["flow"] == f], first=vintage == "first") for f in flows}
    shown = {flow: found for flow, found in shown.items() if found}
    if not shown:
        return nothing(story, "No growth rates are stated")
    periods = data.timeline(r["period"] for found in shown.values() for r in found)
    chart, (ax,) = blank(3.1)
    pen = Pen(ax, PERCENT)
    ends = {flow: _growth_line(pen, story, found, periods, flow) for flow, found in shown.items()}
    _other_bases(pen, story, table, periods, shown, currency, reporter)
    _name_lines(pen, story, ends, len(periods))
    zero_line(pen)
    _base_years(pen, story, periods)
    ax.set_xticks(range(len(periods)), data.ticks(periods, lang))
    ax.margins(y=0.12)
    story.title = _growth_title(story, shown)
    series_notes(story, rows, [], periods, shown, flows, vintage)
    close(story, [pen])
    return finish(chart, story)


def _growth_line(
    pen: Pen, story: Story, found: list[data.Row], periods: list[str], flow: str
) -> tuple[int, float]:
    """One flow's points and line; gives the place and the value of the last."""
    marks = {r["period"]: m for r in found if (m := mark(r, "growth"))}
    for period, one in marks.items():
        pen.point(periods.index(period), one, FLOWS[flow], size=24)
        story.numbers.append(
            f"{labels.word(flow, story.lang)} {labels.period(period, story.lang)} "
            f"{one.number(PERCENT, sign=True)}%"
        )
    line = [marks[p].value if p in marks and marks[p].state != "bound" else float("nan") for p in periods]
    pen.ax.plot(range(len(periods)), line, color=FLOWS[flow], linewidth=1.4, zorder=3)
    final, one = list(marks.items())[-1]
    return periods.index(final), one.value


def _name_lines(pen: Pen, story: Story, ends: dict[str, tuple[int, float]], count: int) -> None:
    """Each line's name at its last point, pushed up where lines end close together."""
    low, high = pen.ax.get_ylim()
    step, tops = (high - low) * 0.075, dict[int, float]()
    for flow, (at, value) in sorted(ends.items(), key=lambda end: end[1][1]):
        height = max(value, tops.get(at, float("-inf")) + step)
        tops[at] = height
        looks: dict[str, Any] = {"color": FLOWS[flow], "va": "center", "fontsize": 9.5}
        name = labels.word(flow, story.lang).capitalize()
        pen.ax.annotate(name, (at, height), (9, 0), textcoords="offset points", **looks)
    pen.ax.set_xlim(-0.6, count - 0.72 + max(0.09 * count, 0.4))


def _other_bases(
    pen: Pen,
    story: Story,
    table: pd.DataFrame,
    periods: list[str],
    shown: dict[str, list[data.Row]],
    currency: str,
    reporter: str | None,
) -> None:
    """Rates against 2019 and two-year averages as diamonds and squares, where the reports have them."""
    if not data.is_observations(table):
        return
    used = set()
    for e in data.entries_of(table, reporter):
        old = e.basis.startswith("since:2019")
        if (
            not (old or e.basis == "avg")
            or e.statistic != "growth"
            or not data.total(e)
            or e.measure != "value"
        ):
            continue
        if e.period in periods and e.flow in shown and e.currency in (currency, ""):
            one = mark_of(e)
            if one:
                pen.point(periods.index(e.period), one, FLOWS[e.flow], shape="D" if old else "s", size=26)
                used.add("D" if old else "s")
                story.numbers.append(
                    f"{labels.word(e.flow, story.lang)} {labels.period(e.period, story.lang)} "
                    f"{labels.word(e.basis, story.lang)} {one.number(PERCENT, sign=True)}%"
                )
    notes = [story.say(words) for shape, words in _SHAPES.items() if shape in used]
    if notes:
        story.notes.append(story.word("sentences").join(notes) + story.word("stop"))


_SHAPES = {
    "D": "Diamonds: on the same period of 2019",
    "s": "Squares: annual average over two years",
}


def _base_years(pen: Pen, story: Story, periods: list[str]) -> None:
    """2020 and 2021 shaded: a year that fell, and the year that grew on it."""
    for when, words in {"2020": "pandemic", "2021": "low base"}.items():
        places = [at for at, period in enumerate(periods) if year(period) == when]
        if places:
            pen.ax.axvspan(places[0] - 0.5, places[-1] + 0.5, color="#F1F1F1", zorder=0, linewidth=0)
            pen.ax.annotate(
                story.say(words),
                (sum(places) / len(places), 1),
                (0, -3),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=8.2,
                color="#6B6B6B",
            )


def _growth_title(story: Story, shown: dict[str, list[data.Row]]) -> str:
    """The last rate of the first flow that has one, against the one stated before it."""
    last = max((r["period"] for found in shown.values() for r in found), key=period_key)
    flow = next(f for f, found in shown.items() if found[-1]["period"] == last)
    now, before = shown[flow][-1], shown[flow][-2:-1]
    one, noun, when = mark(now, "growth"), labels.word(flow, story.lang), labels.period(last, story.lang)
    much = f"{one.number(PERCENT, sign=True) if one else ''}%"
    prior = mark(before[0], "growth") if before else None
    if prior is None:
        return story.say("Growth of {noun} was {much} in {when}", when=when, noun=noun, much=much)
    past = labels.period(before[0]["period"], story.lang), f"{prior.number(PERCENT, sign=True)}%"
    return versus(story, noun, (when, much), past, now["growth"] - prior.value)
