"""C1, C10 and C25: levels over time, by quarter with what the year implies, and against the years before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, capital, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark
from tradekit.charts.over_time import GOODS, KINDS, axis, by_flow, close, colour, pick, tell, when
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.compare import dense, history
from tradekit.tables.numbers import Scale, plain, scale
from tradekit.tables.order import period_key, year

_MANY = 16
_ABREAST = 12
"""So many bars with their numbers stand side by side."""


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
    much, noun = story.much(exact[top].number(by), by), story.noun(flow)
    said = {"when": when(top, kind, story.lang), "noun": noun, "much": much}
    if len(exact) == 1:
        return story.say("{noun} came to {much} in {when}", **said)
    template = "{noun} peaked at {much} in {when} ({count} periods stated)"
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
    found = dict([(flow, marks) for flow, marks in found.items() if len(marks) > 1][:3])
    most = min(most, _ABREAST // max(len(found), 1))
    found = {flow: dict(list(marks.items())[-most:]) for flow, marks in found.items()}
    if not found:
        return nothing(story, "No levels are stated")
    rates = by_flow(data.said(rows, "growth"), list(found), "growth")
    by = scale_of(found, data.commonest(filter(None, (row["level_unit"] for row in rows))), lang)
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
    said = {"noun": labels.word(flow, story.lang), "when": labels.period(period, story.lang)}
    said |= {
        "much": story.much(marks[last].number(by), by),
        "top": story.much(marks[top].number(by), by),
        "then": top,
        "count": str(len(marks)),
    }
    if last == top:
        return story.say("{noun} came to {much} in {when}, the most of {count} years", **said)
    if last == low:
        return story.say("{noun} came to {much} in {when}, the least of {count} years", **said)
    return story.say("{noun} came to {much} in {when}, after {top} in {then}", **said)


Rest = tuple[list[str], Mark]
"""Quarters that are not stated, and the mean that their year leaves them."""


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
    _, rows = pick(table, "level", "Q", currency, (flow,), reporter)
    marks = by_flow(rows, (flow,), "level").get(flow, {})
    periods = data.timeline(marks)[-last:]
    marks = {at: one for at, one in marks.items() if at in periods}
    noun = labels.word(flow, lang)
    by = scale([m.value for m in marks.values()], currency, lang)
    story.subtitle = story.say("{noun} by quarter, {unit}", noun=noun, unit=by.unit)
    if not marks:
        return nothing(story, "No quarterly level of {noun} is stated", noun=noun)
    rest = _rest(table, marks, year(periods[-1]), flow, currency, reporter)
    chart, (ax,) = blank(2.4)
    pen = Pen(ax, story, by)
    tell(story, pen, flow, marks, "Q")
    bars(pen, marks, periods, flow)
    if rest:
        periods += [period for period in rest[0] if period not in periods]
        _draw_rest(pen, rest, periods, colour(flow))
    axis(pen, periods)
    ax.margins(y=0.2)
    story.title = _title_quarter(story, noun, marks, rest, by)
    close(story, rows, periods, {flow: marks}, "latest")
    return finish(chart, story)


def _rest(
    table: pd.DataFrame, marks: dict[str, Mark], last: str, flow: str, currency: str, reporter: str | None
) -> Rest | None:
    """The last year's quarters not exactly stated, and the mean that the year's total leaves them."""
    if not data.is_observations(table):
        return None
    whole = data.latest(
        r for r in pick(table, "level", "A", currency, (flow,), reporter)[1] if r["period"] == last
    )
    found = mark(whole[0], "level") if whole else None
    exact = {p: m for p, m in marks.items() if year(p) == last and m.state in ("stated", "preliminary")}
    open_ = [f"{last}-Q{q}" for q in range(1, 5) if f"{last}-Q{q}" not in exact]
    if found is None or found.state == "bound" or not open_ or not exact:
        return None
    low = (found.low - sum(m.high for m in exact.values())) / len(open_)
    high = (found.high - sum(m.low for m in exact.values())) / len(open_)
    mean = (found.value - sum(m.value for m in exact.values())) / len(open_)
    ids = tuple(s for m in (found, *exact.values()) for s in m.sources)
    return open_, Mark(mean, low, high, "=", "implied", ids, found.published)


def _draw_rest(pen: Pen, rest: Rest, periods: list[str], look: str) -> None:
    """A hatched band at the implied mean, over the quarters that it is the mean of."""
    open_, implied = rest
    first, final = periods.index(open_[0]) - 0.42, periods.index(open_[-1]) + 0.42
    pen.band(first, final, implied, look)
    text = pen.story.say("implied mean {mean}", mean=implied.number(pen.by))
    pen.note(final, implied.value, text, xytext=(-2, 17), ha="right", fontsize=9.5)
    pen.story.tell(pen.story.say("implied"), implied, pen.by)


def _title_quarter(story: Story, noun: str, marks: dict[str, Mark], rest: Rest | None, by: Scale) -> str:
    exact = {p: m for p, m in marks.items() if m.state != "bound"}
    said = {"noun": noun}
    if not exact:
        least = story.much(plain(min(m.value for m in marks.values()) / by.divisor), by)
        return story.say("{noun} was at least {much} in every quarter stated", much=least, **said)
    at = list(exact)[-1] if rest else max(exact, key=lambda p: exact[p].value)
    said |= {"when": labels.period(at, story.lang), "much": story.much(exact[at].number(by), by)}
    if rest:
        mean = story.much(plain(rest[1].value / by.divisor, 2), by)
        others = story.say(("other quarter", "other two quarters", "other three quarters")[len(rest[0]) - 1])
        template = "{noun} came to {much} in {when} and about {mean} on average in the {others}"
        return story.say(template, mean=mean, others=others, **said)
    if len(exact) == 1:
        return story.say("{noun} came to {much} in {when}", **said)
    template = "{noun} reached {much} in {when}, the highest of {count} quarters"
    return story.say(template, count=len(exact), **said)
