"""C8: growth now beside growth in the period before, of everything whose rate moved."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, two_lines
from tradekit.charts.growth import PERCENT, close, zero_line
from tradekit.charts.marks import Mark, Pen, state_of
from tradekit.charts.palette import ACCENT, GREY
from tradekit.language import labels
from tradekit.tables.fold import records
from tradekit.tables.news_words import noun, tell

_MOVED = ("turned", "faster", "slower")


@styled
def changes(news: pd.DataFrame, *, lang: str = "zh", most: int = 14) -> Chart:
    """What sped up, slowed down or turned (C8): a line from the rate of the period before to the new one.

    Takes the table of :func:`tradekit.news`; ``most`` things at most, the totals first. Gives a Figure.
    """
    story = Story(lang)
    story.subtitle = story.say("Growth on the year before, %; small and grey: the period before")
    moved = news[news["kind"].isin(_MOVED)]
    if not len(moved):
        return nothing(story, "No growth is told of that was known for the period before")
    rows = records(moved.head(most))
    chart, (ax,) = blank(0.8 + 0.34 * len(rows))
    pen = Pen(ax, PERCENT)
    for at, row in enumerate(rows):
        _line(pen, story, at, row)
    ax.set_yticks(range(len(rows)), [two_lines(_name(row, lang), 42) for row in rows], fontsize=9)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.grid(False, axis="y")
    ax.grid(True, axis="x")
    ax.margins(x=0.16)
    zero_line(pen, across=True)
    ax.spines["bottom"].set_visible(False)
    if len(moved) > most:
        story.note("{more} more are not drawn.", more=len(moved) - most)
    story.title = tell(moved, lang=lang).finding
    close(story, [pen])
    return finish(chart, story)


def _line(pen: Pen, story: Story, at: int, row: dict[str, Any]) -> None:
    now = Mark(
        row["value"], row["low"], row["high"], row["bound"], state_of("actual", row["bound"]),
        (row["source"],), row["published"],
    )  # fmt: skip
    was = Mark(row["was"], row["was_low"], row["was_high"], state="official")
    pen.ax.hlines(at, was.value, now.value, color="#D9D9D9", linewidth=1.6, zorder=1)
    pen.ax.scatter([was.value], [at], s=24, color=GREY, zorder=3)
    pen.point(at, now, ACCENT, size=44, across=True)
    number = now.number(PERCENT, sign=True)
    side = (now.high, 8, "left") if now.value >= was.value else (now.low, -8, "right")
    pen.ax.annotate(
        number, (side[0], at), (side[1], 0), textcoords="offset points", va="center", ha=side[2], fontsize=9.5
    )
    then = labels.period(row["was_period"], story.lang)
    story.numbers.append(f"{_name(row, story.lang)} {number}% ({then} {was.number(PERCENT, sign=True)}%)")


def _name(row: dict[str, Any], lang: str) -> str:
    thing, when = noun(row | {"statistic": "level"}, lang), labels.period(row["period"], lang)
    return f"{thing}{labels.word('comma', lang)}{when}"
