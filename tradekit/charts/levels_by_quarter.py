"""C1: trade by quarter, with what is only bounded and what the year implies for the rest."""

from __future__ import annotations

import math

import pandas as pd

from tradekit import tables
from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import Mark, Pen, mark, state_notes
from tradekit.charts.palette import FLOWS, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.numbers import Scale, plain, scale
from tradekit.tables.order import year


@styled
def quarterly(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str = "trade",
    currency: str = "CNY",
    reporter: str | None = HOME,
    last: int = 12,
) -> Chart:
    """Levels by quarter (C1): bars from zero, bounds hollow, and the mean that the year implies for the rest.

    Takes the observation table or :func:`tradekit.tables.quarterly` of it (then without the implied mean,
    which needs the year). ``flow``, ``currency`` and ``last`` (how many quarters at most) choose what is
    drawn; of several printings the latest. Gives a Figure.
    """
    story = Story(lang)
    rows = [
        r
        for r in data.rows_of(table, tables.quarterly, reporter)
        if (r["flow"], r["currency"]) == (flow, currency)
    ]
    rows = data.said(rows, "level")
    shown = data.latest(rows)
    periods = data.timeline(r["period"] for r in shown)[-last:]
    noun = labels.word(flow, lang)
    story.subtitle = _subtitle(story, noun, shown, currency)
    if not shown:
        return nothing(story, "No quarterly level of {noun} is stated", noun=noun)
    marks = {r["period"]: m for r in shown if r["period"] in periods and (m := mark(r, "level"))}
    rest = _rest(table, marks, periods, flow, currency, reporter)
    by = scale([m.value for m in marks.values()], str(shown[0]["level_unit"] or currency), lang)
    chart, (ax,) = blank(2.9)
    pen = Pen(ax, by)
    for period, one in marks.items():
        pen.bar(periods.index(period), one, FLOWS[flow])
        pen.label(periods.index(period), one.value, one.number(by), away=-16 if one.state == "bound" else 4)
        story.numbers.append(f"{labels.period(period, lang)} {one.number(by)}")
    if rest:
        _draw_rest(pen, story, rest, periods, FLOWS[flow])
    ax.set_xticks(range(len(periods)), data.ticks(periods, lang))
    ax.set_xlim(-0.6, len(periods) - 0.4)
    ax.margins(y=0.2)
    story.title = _title(story, noun, marks, rest, by)
    _close(story, pen, rows, periods, marks)
    return finish(chart, story)


def _subtitle(story: Story, noun: str, shown: list[data.Row], currency: str) -> str:
    unit = scale([float(r["level"]) for r in shown], currency, story.lang).unit
    return story.say("{noun} by quarter, {unit}", noun=noun, unit=unit)


def _close(story: Story, pen: Pen, rows: list[data.Row], periods: list[str], marks: dict[str, Mark]) -> None:
    """Notes on looks, gaps and disagreeing printings; sources and dates."""
    story.lack([labels.period(p, story.lang) for p in data.gaps(periods, marks)])
    several = [labels.period(p, story.lang) for p in data.disputed(rows) if p in periods]
    if several:
        names = labels.listed(several, story.lang)
        story.note("Printings disagree, the latest is drawn: {names}.", names=names)
    story.notes[:0] = state_notes([pen], story.lang)
    story.sources, story.published = pen.sources, pen.published


def _rest(
    table: pd.DataFrame,
    marks: dict[str, Mark],
    periods: list[str],
    flow: str,
    currency: str,
    reporter: str | None,
) -> tuple[list[str], Mark] | None:
    """The last year's quarters not exactly stated, and the mean that the year's total leaves them."""
    if not data.is_observations(table) or not periods:
        return None
    last = year(periods[-1])
    whole = [
        r
        for r in data.rows_of(table, tables.annual, reporter)
        if (r["period"], r["flow"], r["currency"]) == (last, flow, currency)
    ]
    totals = data.latest(data.said(whole, "level"))
    found = mark(totals[0], "level") if totals else None
    exact = {p: m for p, m in marks.items() if year(p) == last and m.state in ("stated", "preliminary")}
    open_ = [f"{last}-Q{q}" for q in range(1, 5) if f"{last}-Q{q}" not in exact]
    if found is None or found.state == "bound" or not open_ or not exact:
        return None
    low = (found.low - sum(m.high for m in exact.values())) / len(open_)
    high = (found.high - sum(m.low for m in exact.values())) / len(open_)
    mean = (found.value - sum(m.value for m in exact.values())) / len(open_)
    ids = tuple(s for m in (found, *exact.values()) for s in m.sources)
    return open_, Mark(mean, low, high, "=", "implied", ids, found.published)


def _draw_rest(pen: Pen, story: Story, rest: tuple[list[str], Mark], periods: list[str], colour: str) -> None:
    """A hatched band at the implied mean, over the quarters that it is the mean of."""
    open_, implied = rest
    for period in open_:
        if period not in periods:
            periods.append(period)
    first, final = periods.index(open_[0]) - 0.42, periods.index(open_[-1]) + 0.42
    pen.band(first, final, implied, colour)
    text = story.say("implied mean {mean}", mean=implied.number(pen.by))
    pen.ax.annotate(
        text,
        (final, implied.value / pen.by.divisor),
        (-2, 19),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=9.5,
        color=INK,
    )
    story.numbers.append(text)


def _title(
    story: Story, noun: str, marks: dict[str, Mark], rest: tuple[list[str], Mark] | None, by: Scale
) -> str:
    exact = {p: m for p, m in marks.items() if m.state != "bound"}
    said = {"noun": noun, "unit": by.unit}
    if not exact:
        least = min(m.value for m in marks.values()) / by.divisor
        return story.say(
            "{noun} was at least {much} {unit} in every quarter stated", much=plain(least), **said
        )
    if rest and not math.isnan(rest[1].value):
        period, one = list(exact.items())[-1]
        mean, count = plain(rest[1].value / by.divisor, 2), len(rest[0])
        when = labels.period(period, story.lang)
        others = story.say(("other quarter", "other two quarters", "other three quarters")[count - 1])
        template = "{noun} came to {much} {unit} in {when} and about {mean} on average in the {others}"
        return story.say(template, when=when, much=one.number(by), mean=mean, others=others, **said)
    top = max(exact, key=lambda p: exact[p].value)
    when, much = labels.period(top, story.lang), exact[top].number(by)
    said |= {"when": when, "much": much}
    if len(exact) == 1:
        return story.say("{noun} came to {much} {unit} in {when}", **said)
    template = "{noun} reached {much} {unit} in {when}, the highest of {count} quarters"
    return story.say(template, count=len(exact), **said)
