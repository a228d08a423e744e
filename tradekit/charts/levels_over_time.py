"""C10: levels over time, across reports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import Mark, Pen, mark, mark_of
from tradekit.charts.over_time import GOODS, KINDS, pick, series_notes
from tradekit.charts.palette import FLOWS, GREY
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import Scale, scale
from tradekit.tables.official_series import official_entries
from tradekit.tables.order import period_key

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
    gaps: bool = True,
) -> Chart:
    """Levels over time (C10): a panel for each flow, bars from zero, points on a line where there are many.

    Takes the observation table or a tidy table by quarter, month or year. ``frequency`` (``Q``, ``M``,
    ``A``) None is the one with most levels; ``currency`` switches between CNY and USD; ``vintage`` draws
    the ``latest`` or the ``first`` printing; ``reference`` adds the official series in grey; without
    ``gaps`` only the periods that have a level are drawn, side by side. Gives a Figure.
    """
    story = Story(lang)
    tidy = not data.is_observations(table)
    currency = currency or (tidy and data.commonest(table["currency"])) or "CNY"
    frequency, rows = pick(table, "level", frequency, currency, flows, reporter)
    story.subtitle = story.say("{kind}levels", kind=story.say(KINDS[frequency]))
    shown = {f: data.latest([r for r in rows if r["flow"] == f], first=vintage == "first") for f in flows}
    shown = {flow: found for flow, found in shown.items() if found}
    if not shown:
        return nothing(story, "No levels are stated")
    said = {r["period"] for found in shown.values() for r in found}
    periods = data.timeline(said) if gaps else sorted(said, key=period_key)
    by = scale([r["level"] for found in shown.values() for r in found], currency, lang)
    story.subtitle += story.word("comma") + by.unit
    chart, axes = blank((1.55 if gaps else 1.0) * len(shown) + 0.4, [1] * len(shown), share=True)
    pens = []
    for ax, (flow, found) in zip(axes, shown.items(), strict=True):
        pen = Pen(ax, by)
        _official_line(pen, reference, flow, currency, periods)
        marks = {r["period"]: m for r in found if (m := mark(r, "level"))}
        _level_panel(pen, story, marks, periods, flow)
        pens.append(pen)
    axes[-1].set_xticks(range(len(periods)), data.ticks(periods, lang))
    axes[-1].set_xlim(-0.6, len(periods) - 0.4)
    story.title = _level_title(story, shown, by)
    series_notes(story, rows, pens, periods if gaps else [], shown, flows, vintage)
    return finish(chart, story)


def _official_line(
    pen: Pen, reference: pd.DataFrame | None, flow: str, currency: str, periods: list[str]
) -> None:
    """The latest official levels as grey diamonds, where there is a reference."""
    latest: dict[str, Entry] = {}
    for e in sorted(official_entries(reference), key=lambda e: e.published):
        if (e.flow, e.currency, e.statistic, e.measure) == (flow, currency, "level", "value") and data.total(
            e
        ):
            latest[e.period] = e
    for at, period in enumerate(periods):
        one = mark_of(latest.get(period))
        if one:
            side = 0.0 if len(periods) > _MANY else 0.38
            pen.point(at + side, Mark(one.value, state="official"), GREY, shape="D", size=22)


def _level_panel(pen: Pen, story: Story, marks: dict[str, Mark], periods: list[str], flow: str) -> None:
    many = len(periods) > _MANY
    top = max(marks, key=lambda p: marks[p].value)
    last = max(marks, key=period_key)
    for period, one in marks.items():
        at = periods.index(period)
        if many:
            pen.point(at, one, FLOWS[flow], size=22)
        else:
            pen.bar(at, one, FLOWS[flow])
        if one.state == "bound":
            pen.label(at, one.value, one.number(pen.by), away=18 if many else -12, size=7.4)
        elif (len(marks) <= 12 and not many) or period in (top, last):
            pen.label(at, one.value, one.number(pen.by), away=4, size=8.8)
        story.numbers.append(
            f"{labels.word(flow, story.lang)} {labels.period(period, story.lang)} {one.number(pen.by)}"
        )
    if many:
        line = [
            marks[p].value / pen.by.divisor if p in marks and marks[p].state != "bound" else float("nan")
            for p in periods
        ]
        pen.ax.plot(range(len(periods)), line, color=FLOWS[flow], linewidth=1.3, zorder=3)
    pen.ax.set_ylim(
        min(0.0, min(m.value for m in marks.values()) / pen.by.divisor * 1.25),
        max(m.value for m in marks.values()) / pen.by.divisor * 1.24,
    )
    pen.ax.set_title(labels.word(flow, story.lang).capitalize(), color=FLOWS[flow])


def _level_title(story: Story, shown: dict[str, list[data.Row]], by: Scale) -> str:
    flow, found = next(iter(shown.items()))
    exact = [r for r in found if r["level_bound"] in ("=", "~")] or found
    top = max(exact, key=lambda r: r["level"])
    one = mark(top, "level")
    much = one.number(by) if one else ""
    said = {"when": labels.period(top["period"], story.lang), "noun": story.word(flow), "much": much}
    if len(exact) == 1:
        return story.say("{noun} came to {much} {unit} in {when}", unit=by.unit, **said)
    template = "{noun} was highest in {when}, at {much} {unit} ({count} periods stated)"
    return story.say(template, unit=by.unit, count=len(exact), **said)
