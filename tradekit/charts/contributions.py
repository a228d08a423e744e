"""C6: what parts added to the growth of a flow."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, finish, nothing, styled
from tradekit.charts.marks import POINTS, Mark, mark_of
from tradekit.charts.palette import FLOWS, INK, ORANGE, SKY
from tradekit.charts.waterfall import waterfall
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.numbers import plain


@styled
def contribution(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    period: str | None = None,
    reporter: str | None = HOME,
) -> Chart:
    """Contributions to growth (C6): each stated part, the rest that it implies, and the total.

    Takes the observation table or :func:`tradekit.tables.entries`; ``flow`` and ``period`` None are those
    with most contributions. The rest is drawn only for a single part, since parts of trade overlap. Gives a
    Figure.
    """
    story = Story(lang)
    found = data.entries_of(table, reporter)
    parts = [e for e in found if e.statistic == "contribution" and e.unit == "pp" and not data.total(e)]
    parts = [e for e in parts if flow in (None, e.flow) and period in (None, e.period)]
    story.subtitle = story.say("Contribution to growth on the year before, percentage points")
    if not parts:
        return nothing(story, "No contribution to growth is stated")
    when_code, flow = data.commonest((e.period, e.flow) for e in parts)
    parts = sorted((e for e in parts if (e.period, e.flow) == (when_code, flow)), key=lambda e: -e.value)[:8]
    whole = [
        e
        for e in data.yearly(found, "CNY", "")
        if data.total(e) and e.measure == "value" and (e.period, e.flow) == (when_code, flow)
    ]
    when, noun = labels.period(when_code, lang), labels.word(flow, lang)
    story.subtitle = story.say(
        "Contribution to growth of {noun} on the year before, {when}, percentage points", when=when, noun=noun
    )
    marks = [(data.thing(e, lang), mark_of(e)) for e in parts]
    total = mark_of(whole[-1]) if whole else None
    rest = _rest(marks[0][1], total) if len(marks) == 1 and total else None
    steps = [(name, one, ORANGE) for name, one in marks]
    steps += [(story.say("All the rest"), rest, SKY)] if rest else []
    totals = [(story.say("All {noun}", noun=noun), total, FLOWS.get(flow, INK))] if total else []
    chart = waterfall(story, steps, totals, adding=rest is not None)
    if rest is None:
        story.note("Parts may overlap and don't add up.")
    if total is None:
        story.note("Growth of all {noun} is not stated.", noun=noun)
    story.title = _contribution_title(story, marks, rest, total, noun, when)
    return finish(chart, story)


def _rest(part: Mark, total: Mark) -> Mark | None:
    if part.state == "bound" or total.state == "bound":
        return None
    low, high = total.low - part.high, total.high - part.low
    sources = part.sources + total.sources
    return Mark(total.value - part.value, low, high, "=", "implied", sources, part.published)


def _contribution_title(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, when: str
) -> str:
    name, top = marks[0]
    said = {"name": name, "noun": noun, "much": top.number(POINTS), "when": when}
    if rest and total and rest.value * total.value < 0:
        other = plain(abs(rest.value), 1)
        template = "{name} added {much} points; all other {noun} added {rest} in {when}"
        if rest.value < 0:
            template = "{name} added {much} points; all other {noun} took {rest} away in {when}"
        return story.say(template, rest=other, **said)
    return story.say("{name} added {much} points to growth of {noun} in {when}", **said)
