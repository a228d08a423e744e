"""C28: many goods, a small panel each, on one scale."""

from __future__ import annotations

import math
from collections import defaultdict

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, two_lines
from tradekit.charts.levels_over_time import line
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of
from tradekit.charts.over_time import colour, places
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.order import period_key, year

_ACROSS = 3


Lines = dict[tuple[str, str], dict[str, Mark]]
"""By flow and name, the marks of a line by period."""


@styled
def many_goods(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    by: str = "commodity",
    reporter: str | None = HOME,
    most: int = 12,
) -> Chart:
    """Growth of many goods (or partners) over time (C28), a small panel each, all on one scale.

    Takes the observation table or :func:`tradekit.tables.entries`: of the length of period with most rates,
    the ``most`` goods with most of them, at least three each. Gives a Figure.
    """
    story = Story(lang)
    found = _best(data.yearly(data.entries_of(table, reporter), "CNY", ""), by)
    story.subtitle = story.say("Growth on the year before, %")
    if len(found) < _ACROSS:
        return nothing(story, "No growth by category is stated")
    shown = dict(sorted(found.items(), key=lambda item: -len(item[1]))[:most])
    periods = sorted({at for marks in shown.values() for at in marks}, key=period_key)
    rows = math.ceil(len(shown) / _ACROSS)
    chart, axes = blank(0.4 + 1.05 * rows, [1] * rows, [1] * _ACROSS, sharex=True, sharey=True)
    for ax, ((flow, name), marks) in zip(axes, shown.items(), strict=False):
        _panel(Pen(ax, story, PERCENT), flow, labels.subject(flow, **{by: name}, lang=lang), marks, periods)
    for ax in axes[len(shown) :]:
        ax.set_axis_off()
    if len(found) > len(shown):
        story.note("{more} more are not drawn.", more=len(found) - len(shown))
    rising = sum(marks[max(marks, key=period_key)].value > 0 for marks in shown.values())
    template = "{rising} of {count} grew on the year before when last told of"
    story.title = story.say(template, rising=rising, count=len(shown))
    return finish(chart, story)


def _best(rates: list[Entry], by: str) -> Lines:
    """Lines of at least three rates, of the length of period that has most of them."""
    kinds: dict[str, Lines] = {kind: defaultdict(dict) for kind in "AQMC"}
    for e in rates:
        one = mark_of(e)
        if one and e.bound == "=" and e.measure == "value" and data.only(e, by):
            for kind, at in places(e.period).items():
                kinds[kind][e.flow, getattr(e, by)][at] = one
    kept = [{key: marks for key, marks in lines.items() if len(marks) > 2} for lines in kinds.values()]
    return max(kept, key=len)


def _panel(pen: Pen, flow: str, name: str, marks: dict[str, Mark], periods: list[str]) -> None:
    line(pen, marks, periods, flow, breaks="nowhere")
    pen.zero()
    years = {year(at): place for place, at in reversed(list(enumerate(periods)))}
    ends = list(years) if len(years) < 4 else [min(years), max(years)]
    pen.ax.set_xticks([years[one] for one in ends], ends)
    for at, one in marks.items():
        text = pen.story.tell(f"{name} {at}", one, PERCENT, sign=True)
        if at == max(marks, key=period_key):
            pen.label(periods.index(at), one.value, text, away=6, size=8.6)
    pen.ax.margins(y=0.2)
    pen.ax.set_title(two_lines(name, 30), fontsize=8.6, color=colour(flow))
    pen.ax.tick_params(labelsize=7.6)
