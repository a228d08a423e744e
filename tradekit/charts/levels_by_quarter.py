"""C1: trade by quarter, with what is only bounded and what the year implies for the rest."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.levels_over_time import bars
from tradekit.charts.marks import Mark, Pen, mark
from tradekit.charts.over_time import axis, by_flow, close, colour, pick, tell
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.numbers import Scale, plain, scale
from tradekit.tables.order import year

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
    story.title = _title(story, noun, marks, rest, by)
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


def _title(story: Story, noun: str, marks: dict[str, Mark], rest: Rest | None, by: Scale) -> str:
    exact = {p: m for p, m in marks.items() if m.state != "bound"}
    said = {"noun": noun, "unit": by.unit}
    if not exact:
        least = plain(min(m.value for m in marks.values()) / by.divisor)
        return story.say("{noun} was at least {much} {unit} in every quarter stated", much=least, **said)
    at = list(exact)[-1] if rest else max(exact, key=lambda p: exact[p].value)
    said |= {"when": labels.period(at, story.lang), "much": exact[at].number(by)}
    if rest:
        mean = plain(rest[1].value / by.divisor, 2)
        others = story.say(("other quarter", "other two quarters", "other three quarters")[len(rest[0]) - 1])
        template = "{noun} came to {much} {unit} in {when} and about {mean} on average in the {others}"
        return story.say(template, mean=mean, others=others, **said)
    if len(exact) == 1:
        return story.say("{noun} came to {much} {unit} in {when}", **said)
    template = "{noun} reached {much} {unit} in {when}, the highest of {count} quarters"
    return story.say(template, count=len(exact), **said)
