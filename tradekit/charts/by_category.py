"""C5: growth by good, partner, trader and regime, fastest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, two_lines
from tradekit.charts.growth import PERCENT, close, moved, zero_line
from tradekit.charts.marks import Pen, mark_of
from tradekit.charts.palette import ACCENT, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import Entry, folded
from tradekit.tables.macro import family as family_of

_SHAPES = {"value": "o", "quantity": "^", "price": "s"}
_FLOWS = ("trade", "export", "import")
_PANELS = {
    "value": "By value",
    "quantity": "By quantity",
    "price": "By price",
}


@styled
def category_growth(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    flow: str | None = None,
    by: Sequence[str] = DIMENSIONS,
    reporter: str | None = HOME,
    most: int = 18,
) -> Chart:
    """Growth by category (C5): points sorted by value, one panel each for value, quantity and price.

    Takes the observation table or :func:`tradekit.tables.entries`. ``period`` None is the one with most
    rates, ``flow`` None all flows, ``by`` the dimensions wanted (commodity, partner, enterprise, regime),
    ``most`` how many points at most. All goods stand among them as a mark of reference. Gives a Figure.
    """
    story = Story(lang)
    rates = data.yearly(data.entries_of(table, reporter), "CNY", "")
    found = [e for e in rates if e.measure in _SHAPES and e.flow in _FLOWS and flow in (None, e.flow)]
    named = [e for e in found if not data.total(e) and any(getattr(e, d) for d in by)]
    period = period or data.commonest(e.period for e in named)
    when = labels.period(period, lang) if period else ""
    story.subtitle = (
        story.say("Growth on the year before, {when}, %", when=when)
        if when
        else story.say("Growth on the year before, %")
    )
    named = [e for e in named if e.period == period]
    if not named:
        return nothing(story, "No growth by category is stated")
    shown, dropped = _choose(named, [e for e in found if data.total(e) and e.period == period], most)
    panels = [m for m in _SHAPES if any(e.measure == m for e in shown)]
    counts = [sum(e.measure == m for e in shown) for m in panels]
    chart, axes = blank(0.5 + 0.27 * sum(counts) + 0.3 * len(panels), [c + 0.8 for c in counts], share=True)
    pens = [
        _panel(ax, [e for e in shown if e.measure == m], m, story) for ax, m in zip(axes, panels, strict=True)
    ]
    if len(panels) == 1:
        axes[0].set_title("")
    if dropped:
        story.note("{dropped} more in the middle are not drawn.", dropped=dropped)
    conflicts = sum(e.conflict for e in shown)
    if conflicts:
        story.note("A name that stands twice has differing printings.")
    story.title = _title(story, named, when)
    close(story, pens)
    return finish(chart, story)


@styled
def economy_growth(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    family: str = "",
    period: str | None = None,
    reporter: str | None = HOME,
    most: int = 18,
) -> Chart:
    """Growth of other indicators than trade (C7): points sorted by value.

    Takes the observation table or :func:`tradekit.tables.entries`. ``family`` is one of
    :func:`tradekit.tables.indicators` (empty: all), ``period`` None the one with most rates, ``most`` how
    many points at most. Gives a Figure.
    """
    story = Story(lang)
    every = [e for e in folded(table, reporter, None) if e.indicator != "trade" and e.status != "target"]
    found = [e for e in every if e.statistic == "growth" and e.basis == "yoy"]
    found = [
        replace(e, key=e.key._replace(measure="value"))
        for e in found
        if family in ("", family_of(e.indicator))
    ]
    period = period or data.commonest(e.period for e in found)
    when = labels.period(period, lang) if period else ""
    story.subtitle = story.say("Growth on the year before, {when}, %", when=when)
    named = [e for e in found if e.period == period]
    if not named:
        story.subtitle = story.say("Growth on the year before, %")
        return nothing(story, "No growth by category is stated")
    shown, dropped = _choose(named, [], most)
    chart, axes = blank(0.8 + 0.27 * len(shown), [len(shown) + 0.8], share=True)
    pen = _panel(axes[0], shown, "value", story)
    axes[0].set_title("")
    if dropped:
        story.note("{dropped} more in the middle are not drawn.", dropped=dropped)
    story.title = _title(story, named, when)
    close(story, [pen])
    return finish(chart, story)


def _choose(named: list[Entry], totals: list[Entry], most: int) -> tuple[list[Entry], int]:
    """The entries drawn, fastest first: totals, and of too many the fastest and the slowest."""
    ranked = sorted(named, key=lambda e: -e.value)
    kept = ranked if len(ranked) <= most else ranked[: (most + 1) // 2] + ranked[-(most // 2) :]
    return sorted([*kept, *totals], key=lambda e: -e.value), len(ranked) - len(kept)


def _panel(ax: Axes, shown: list[Entry], measure: str, story: Story) -> Pen:
    """One panel: names down the side, a point each, its number beside it."""
    pen = Pen(ax, PERCENT)
    names = [two_lines(data.phrase(e, story.lang), 42) for e in shown]
    for at, (entry, name) in enumerate(zip(shown, names, strict=True)):
        one = mark_of(entry)
        if one is None:
            continue
        whole = data.total(entry)
        pen.ax.hlines(at, 0, one.value, color="#D9D9D9", linewidth=1.2, zorder=1)
        pen.point(at, one, INK if whole else ACCENT, shape=_SHAPES[measure], size=38, across=True)
        pen.label(
            at, one.value, one.number(PERCENT, sign=True), across=True, away=20 if one.state == "bound" else 8
        )
        story.numbers.append(f"{name} {one.number(PERCENT, sign=True)}%")
    pen.ax.set_yticks(range(len(shown)), names, fontsize=9.5 if story.lang == "zh" else 8.6)
    pen.ax.set_ylim(len(shown) - 0.4, -0.6)
    pen.ax.set_title(story.say(_PANELS[measure]), color=INK)
    pen.ax.grid(False, axis="y")
    pen.ax.grid(True, axis="x")
    pen.ax.margins(x=0.14)
    zero_line(pen, across=True)
    pen.ax.spines["bottom"].set_visible(False)
    return pen


def _title(story: Story, named: list[Entry], when: str) -> str:
    """The fastest and, where it fell, the slowest: by value where any is, since measures don't compare."""
    best = next(measure for measure in _SHAPES if any(e.measure == measure for e in named))
    group = [e for e in named if e.measure == best]
    exact = [e for e in group if e.bound == "="] or group
    top, low = max(exact, key=lambda e: e.value), min(exact, key=lambda e: e.value)
    said = {
        "of": story.say(_MEASURES[best]) if best in _MEASURES else "",
        "when": when,
        "name": data.phrase(top, story.lang),
        "grew": moved(top.value, story.lang),
    }
    if len(exact) == 1:
        return story.say("{name} {grew}{of} in {when}", **said)
    if low.value < 0 < top.value:
        said |= {"other": labels.lowered(data.phrase(low, story.lang)), "fell": moved(low.value, story.lang)}
        return story.say("{name} {grew}{of} in {when}, {other} {fell}", **said)
    return story.say("{name} {grew}{of}, the highest of {count} rates for {when}", count=len(exact), **said)


_MEASURES = {"quantity": " in quantity", "price": " in price"}
