"""C26: goods or partners by level, the growth of each beside it."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.by_category import lollipop
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Pen, mark_of
from tradekit.charts.over_time import colour
from tradekit.charts.wrapping import row_height
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import Scale, scale
from tradekit.tables.order import period_key

Pair = dict[str, Entry]
"""Of one thing in one period: its ``level`` and its ``growth``, as far as they are stated."""


@styled
def by_level(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    by: str = "commodity",
    period: str | None = None,
    flow: str | None = None,
    reporter: str | None = HOME,
    most: int = 12,
) -> Chart:
    """Goods (or, by ``by``, partners, traders, regimes) by level (C26), the growth of each beside it.

    Takes the observation table or :func:`tradekit.tables.entries`. ``period`` and the unit are those with
    most levels, ``flow`` None all flows, each in its colour; ``most`` how many at most. Gives a Figure.
    """
    story = Story(lang)
    here = _largest(_pairs(table, reporter, by, flow), period)
    if not here:
        return nothing(story, "No levels are stated")
    by_unit = scale([pair["level"].value for pair in here], here[0]["level"].unit, lang)
    shown, when = here[:most], labels.period(here[0]["level"].period, lang)
    names = [data.phrase(pair["level"], lang) for pair in shown]
    grown = any("growth" in pair for pair in shown)
    measures = "Level in {when}, {unit}", "Level in {when}, {unit}, and growth on the year before, %"
    story.subtitle = story.say(measures[grown], when=when, unit=by_unit.unit)
    height, columns = 0.3 + row_height(names, 26) * len(shown), [1.1, 0.9] if grown else [1]
    chart, axes = blank(height, columns=columns, sharey=True)
    pens = [Pen(ax, story, scale_) for ax, scale_ in zip(axes, (by_unit, PERCENT), strict=False)]
    for at, pair in enumerate(shown):
        _row(pens, at, pair)
    pens[0].names(names, places=26)
    pens[0].ax.set_xticks([])
    pens[0].ax.margins(x=0.22)
    if grown:
        axes[1].tick_params(labelleft=False)
        axes[1].grid(False)
        axes[1].set_xticks([])
        axes[1].spines["bottom"].set_visible(False)
    if len(here) > len(shown):
        story.note("{more} more are not drawn.", more=len(here) - len(shown))
    story.title = _title(story, here, by_unit, when)
    return finish(chart, story)


def _largest(pairs: list[Pair], period: str | None) -> list[Pair]:
    """The things of the period and in the unit with most levels, the largest first."""
    said = [pair["level"] for pair in pairs if "level" in pair]
    when = period or data.commonest(sorted((e.period for e in said), key=period_key, reverse=True))
    unit = data.commonest(e.unit for e in said if e.period == when)
    kept = [p for p in pairs if "level" in p and (p["level"].period, p["level"].unit) == (when, unit)]
    return sorted(kept, key=lambda pair: -pair["level"].value)


def _pairs(table: pd.DataFrame, reporter: str | None, by: str, flow: str | None) -> list[Pair]:
    """Level and growth of each thing that is told apart by ``by`` alone."""
    pairs: dict[tuple[str, ...], Pair] = {}
    for e in data.entries_of(table, reporter):
        about = data.only(e, by) and flow in (None, e.flow) and e.flow != "balance"
        if about and e.basis in ("", "yoy") and e.bound in ("=", "~"):
            key = (e.period, e.flow, getattr(e, by), e.measure, e.currency)
            pairs.setdefault(key, {})[e.statistic] = e
    return list(pairs.values())


def _row(pens: list[Pen], at: int, pair: Pair) -> None:
    story, look = pens[0].story, colour(pair["level"].flow)
    name = data.phrase(pair["level"], story.lang)
    for pen, statistic in zip(pens, ("level", "growth"), strict=False):
        if statistic not in pair:
            continue
        one = mark_of(pair[statistic])
        text = story.tell(name, one, pen.by, sign=statistic == "growth")
        if statistic == "level":
            pen.bar(at, one, look, across=True)
            pen.label(at, one.value, text, across=True)
        else:
            lollipop(pen, at, one, look)


def _title(story: Story, here: list[Pair], by: Scale, when: str) -> str:
    """The largest, and of those with a rate the fastest."""
    top, one = here[0]["level"], mark_of(here[0]["level"])
    said = {"name": data.phrase(top, story.lang), "when": when, "much": story.much(one.number(by), by)}
    rates = [pair["growth"] for pair in here if "growth" in pair]
    if len(rates) > 2:
        best = max(rates, key=lambda e: e.value)
        other = labels.lowered(data.phrase(best, story.lang))
        template = "{name} came to {much} in {when}; the fastest was {other} ({rate}%)"
        return story.say(template, other=other, rate=mark_of(best).number(PERCENT, sign=True), **said)
    return story.say("{name} came to {much} in {when}, the most of {count} named", count=len(here), **said)
