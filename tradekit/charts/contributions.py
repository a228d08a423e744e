"""C6: what parts added to the growth of a flow."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, two_lines
from tradekit.charts.marks import PERCENT, POINTS, Mark, Pen, mark_of
from tradekit.charts.palette import FLOWS, INK, ORANGE, SKY
from tradekit.charts.waterfall import step_label, waterfall
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
    chart = _draw_contributions(story, marks, rest, total, noun, FLOWS.get(flow, INK))
    story.title = _contribution_title(story, marks, rest, total, noun, when)
    return finish(chart, story)


def _rest(part: Mark, total: Mark) -> Mark | None:
    if part.state == "bound" or total.state == "bound":
        return None
    return Mark(
        total.value - part.value,
        total.low - part.high,
        total.high - part.low,
        "=",
        "implied",
        part.sources + total.sources,
        part.published,
    )


def _draw_contributions(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, colour: str
) -> Chart:
    chart, (ax,) = blank(2.7)
    pen = Pen(ax, story)
    names = [two_lines(name) for name, _ in marks]
    everything = [*marks]
    if rest and total:
        waterfall(pen, [marks[0][1], rest], total, [ORANGE, SKY], colour)
        extra = [
            (story.say("All the rest"), rest),
            (story.say("All {noun}", noun=noun), total),
        ]
    else:
        extra = [(story.say("All {noun}", noun=noun), total)] if total else []
        for at, (_, one) in enumerate([*marks, *((name, m) for name, m in extra)]):
            pen.bar(at, one, ORANGE if at < len(marks) else colour, width=0.55, whiskers=True)
            step_label(pen, at, 0.0, one)
        pen.zero()
        ax.margins(y=0.18)
        story.note("Parts may overlap and don't add up.")
    everything += extra
    ax.set_xticks(range(len(everything)), [*names, *(name for name, _ in extra)])
    for name, one in everything:
        story.tell(name, one, POINTS, sign=True)
    if total is None:
        story.note("Growth of all {noun} is not stated.", noun=noun)
    return chart


def _contribution_title(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, when: str
) -> str:
    name, top = marks[0]
    much = top.number(PERCENT)
    if rest and total and rest.value * total.value < 0:
        fell = rest.value < 0
        said = {"name": name, "noun": noun, "much": much, "rest": plain(abs(rest.value), 1), "when": when}
        if fell:
            return story.say(
                "{name} added {much} points; all other {noun} took {rest} away in {when}", **said
            )
        return story.say("{name} added {much} points; all other {noun} added {rest} in {when}", **said)
    return story.say(
        "{name} added {much} points to growth of {noun} in {when}", name=name, when=when, noun=noun, much=much
    )
