"""C10: levels over time, across reports; C25: one part of the year against the same of the years before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, capital, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen
from tradekit.charts.over_time import GOODS, KINDS, axis, by_flow, close, colour, pick, tell, when
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.compare import dense, history
from tradekit.tables.numbers import Scale, scale
from tradekit.tables.order import period_key, year

_MANY = 16


@styled
def levels(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flows: Sequence[str] = GOODS,
    frequency: str | None = None,
    currency: str = "",
    vintage: str = "latest",
    reporter: str | None = HOME,
    reference: pd.DataFrame | None = None,
    **about: str,
) -> Chart:
    """Levels over time (C10): a panel for each flow, bars from zero, points on a line where there are many.

    Takes the observation table or a tidy table by quarter, month or year. ``frequency`` (``Q``, ``M``,
    ``A``, ``C`` from January on) None is the one with most levels; ``currency`` switches between CNY and USD;
    ``vintage`` draws the ``latest`` or the ``first`` printing; ``reference`` fills in what the official
    series has, in grey; ``about`` names a good, a partner, or another ``indicator``. Gives a Figure.
    """
    story = Story(lang, about=about)
    if data.is_observations(table):
        table = dense(table, reporter, reference) if reference is not None else table
    else:
        currency = currency or data.commonest(table["currency"]) or ""
    currency = currency or "CNY"
    flows = [about["indicator"]] if about.get("indicator", "trade") != "trade" else flows
    frequency, rows = pick(table, "level", frequency, currency, flows, reporter, **about)
    story.subtitle = story.say("{kind}levels", kind=story.say(KINDS[frequency]))
    found = by_flow(rows, flows, "level", vintage)
    if not found:
        return nothing(story, "No levels are stated")
    periods = data.timeline(at for marks in found.values() for at in marks)
    by = scale_of(found, str(rows[0]["level_unit"]), lang)
    story.subtitle += story.word("comma") + by.unit
    chart, axes = blank(1.25 * len(found) + 0.4, [1] * len(found), sharex=True)
    for ax, (flow, marks) in zip(axes, found.items(), strict=True):
        pen = Pen(ax, story, by)
        tell(story, pen, flow, marks, frequency)
        _panel(pen, marks, periods, flow)
    axis(Pen(axes[-1], story), periods)
    story.title = _title(story, found, by, frequency)
    close(story, rows, periods, found, vintage)
    return finish(chart, story)


def scale_of(found: dict[str, dict[str, Mark]], unit: str, lang: str) -> Scale:
    """One scale for all levels of a chart."""
    return scale([one.value for marks in found.values() for one in marks.values()], unit, lang)


def bars(pen: Pen, marks: dict[str, Mark], periods: list[str], flow: str) -> None:
    """A bar for each figure, its number at its end."""
    for at, one in marks.items():
        pen.bar(periods.index(at), one, colour(flow))
        away = -12 if one.state == "bound" else 4
        pen.label(periods.index(at), one.value, one.number(pen.by), away=away, size=8.8)


def _panel(pen: Pen, marks: dict[str, Mark], periods: list[str], flow: str) -> None:
    values = [m.value / pen.by.divisor for m in marks.values()]
    if len(periods) <= _MANY and len(marks) <= 12:
        bars(pen, marks, periods, flow)
    else:
        line(pen, marks, periods, flow)
        for at in {max(marks, key=lambda at: marks[at].value), max(marks, key=period_key)}:
            pen.label(periods.index(at), marks[at].value, marks[at].number(pen.by), away=5, size=8.8)
    pen.ax.set_ylim(min(0.0, min(values) * 1.25), max(values) * 1.24)
    pen.ax.set_title(capital(pen.story.noun(flow)), color=colour(flow))


def line(pen: Pen, marks: dict[str, Mark], periods: list[str], flow: str, *, breaks: str = "gap") -> None:
    """A point for each figure, on a line that breaks at each ``gap``, at each new ``year``, or nowhere."""
    for at, one in marks.items():
        pen.point(periods.index(at), one, colour(flow), size=22)
    exact = {at: m.value / pen.by.divisor for at, m in marks.items() if m.state != "bound"}
    known = [at for at in periods if at in exact or breaks == "gap"]
    for group in {year(at): None for at in known} if breaks == "year" else [""]:
        run = [at for at in known if at.startswith(group)]
        heights = [exact.get(at, float("nan")) for at in run]
        pen.ax.plot([periods.index(at) for at in run], heights, color=colour(flow), linewidth=1.3, zorder=3)


def _title(story: Story, found: dict[str, dict[str, Mark]], by: Scale, kind: str) -> str:
    flow, marks = next(iter(found.items()))
    exact = {at: m for at, m in marks.items() if m.bound in ("=", "~")} or marks
    top = max(exact, key=lambda at: exact[at].value)
    much, noun = exact[top].number(by), story.noun(flow)
    said = {"when": when(top, kind, story.lang), "noun": noun, "much": much, "unit": by.unit}
    if len(exact) == 1:
        return story.say("{noun} came to {much} {unit} in {when}", **said)
    template = "{noun} was highest in {when}, at {much} {unit} ({count} periods stated)"
    return story.say(template, count=len(exact), **said)


@styled
def against_years(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    reporter: str = HOME,
    reference: pd.DataFrame | None = None,
    most: int = 5,
) -> Chart:
    """The main period beside the same part of the years before (C25): level as a bar, growth under it.

    Takes the observation table; ``reference`` gives the years of which the reports say nothing, in grey. The
    last ``most`` years are drawn, a panel for each flow. Gives a Figure.
    """
    story = Story(lang)
    rows = [r | {"at": year(r["period"])} for r in data.rows_of(history(table, reporter, reference), None)]
    found = by_flow(rows, (*GOODS, "balance"), "level")
    found = {f: dict(list(marks.items())[-most:]) for f, marks in found.items() if len(marks) > 1}
    found = dict(list(found.items())[:3])
    if not found:
        return nothing(story, "No levels are stated")
    rates = by_flow(data.said(rows, "growth"), list(found), "growth")
    by = scale_of(found, str(rows[0]["level_unit"]), lang)
    part = labels.period(rows[-1]["period"], lang, year=False)
    measure = story.say("Level, {unit}; below it growth on the year before, %", unit=by.unit)
    story.subtitle = f"{part}{story.word('colon')}{measure}" if len(rows[-1]["period"]) > 4 else measure
    chart, axes = blank(1.75, columns=[1] * len(found))
    for ax, (flow, marks) in zip(axes, found.items(), strict=True):
        _years(Pen(ax, story, by), flow, marks, rates.get(flow, {}))
    story.title = _against(story, *next(iter(found.items())), by, rows[-1]["period"])
    return finish(chart, story)


def _years(pen: Pen, flow: str, marks: dict[str, Mark], rates: dict[str, Mark]) -> None:
    story = pen.story
    bars(pen, marks, list(marks), flow)
    tell(story, pen, flow, marks, "A")
    grown = ["\n" + (rates[at].number(PERCENT, sign=True) if at in rates else "") for at in marks]
    tell(
        story,
        Pen(pen.ax, story, PERCENT),
        flow,
        {at: m for at, m in rates.items() if at in marks},
        "A",
        sign=True,
    )
    names = [at + growth for at, growth in zip(marks, grown, strict=True)]
    pen.ax.set_xticks(range(len(marks)), names, fontsize=8.2)
    pen.ax.set_xlim(-0.6, max(len(marks), 3) - 0.4)
    pen.ax.set_yticks([])
    pen.ax.margins(y=0.16)
    pen.ax.set_title(labels.word(flow, story.lang).capitalize(), color=colour(flow))


def _against(story: Story, flow: str, marks: dict[str, Mark], by: Scale, period: str) -> str:
    """The level of the last year, and how it stands among those before."""
    last, top, low = (choose(marks, key=key) for choose, key in (
        (max, int), (max, lambda at: marks[at].value), (min, lambda at: marks[at].value)))  # fmt: skip
    said = {"noun": labels.word(flow, story.lang), "when": labels.period(period, story.lang), "unit": by.unit}
    said |= {
        "much": marks[last].number(by),
        "top": marks[top].number(by),
        "then": top,
        "count": str(len(marks)),
    }
    if last == top:
        return story.say("{noun} came to {much} {unit} in {when}, the most of {count} years", **said)
    if last == low:
        return story.say("{noun} came to {much} {unit} in {when}, the least of {count} years", **said)
    return story.say("{noun} came to {much} {unit} in {when}, after {top} in {then}", **said)
