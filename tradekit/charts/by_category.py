"""C3, C5 and C7: rates down the side, fastest first: of flows, of goods and partners, of other indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of
from tradekit.charts.over_time import GOODS, by_flow, colour
from tradekit.charts.palette import ACCENT, FAINT, INK
from tradekit.charts.wrapping import row_height
from tradekit.language import labels
from tradekit.language.families import Indicator, vocabulary
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.model.schema import DIMENSIONS
from tradekit.tables import main_period
from tradekit.tables.fold import Entry, folded, official_entries
from tradekit.tables.indicators import family as family_of
from tradekit.tables.order import period_key

_SHAPES = {"value": "o", "quantity": "^", "price": "s", "volume": "D"}
_PANELS = {"value": "By value", "quantity": "By quantity", "price": "By price", "volume": "In real terms"}
_MEASURES = {"value": "", "quantity": " in quantity", "price": " in price", "volume": " in real terms"}


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
    rates = data.yearly(data.entries_of(table, reporter), "CNY", "")
    found = [e for e in rates if e.measure in _SHAPES and e.flow in GOODS and flow in (None, e.flow)]
    named = [e for e in found if not data.total(e) and any(getattr(e, d) for d in by)]
    return _rates(lang, named, [e for e in found if data.total(e)], period, most)


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
    many points at most. Real growth of what usually grows in nominal terms is apart. Gives a Figure.
    """
    known = vocabulary(used()).indicators
    every = [e for e in folded(table, reporter, None) if e.indicator != "trade" and e.status != "target"]
    found = [
        replace(e, key=e.key._replace(measure="volume" if _told_real(e, known) else "value"))
        for e in every
        if (e.statistic, e.basis) == ("growth", "yoy") and family in ("", family_of(e.indicator))
    ]
    return _rates(lang, found, [], period, most)


def _told_real(entry: Entry, known: dict[str, Indicator]) -> bool:
    """Whether growth is told in real terms of what usually grows in nominal terms (disposable income)."""
    one = known.get(entry.indicator)
    return entry.measure == "volume" and one is not None and one.grows != "volume"


def _rates(lang: str, named: list[Entry], totals: list[Entry], period: str | None, most: int) -> Chart:
    story = Story(lang)
    said = sorted((e.period for e in named), key=period_key)
    period = period or data.commonest(reversed(said))
    when = labels.period(period, lang) if period else ""
    named = [e for e in named if e.period == period]
    if not named:
        story.subtitle = story.say("Growth on the year before, %")
        return nothing(story, "No growth by category is stated")
    story.subtitle = story.say("Growth on the year before, {when}, %", when=when)
    shown, dropped = _choose(named, [e for e in totals if e.period == period], most)
    panels = {m: rows for m in _SHAPES if (rows := [e for e in shown if e.measure == m])}
    heights = [len(rows) + 0.8 for rows in panels.values()]
    each = row_height(data.phrase(e, lang) for e in shown)
    chart, axes = blank(0.4 + each * sum(heights), heights, sharex=True)
    for ax, (measure, rows) in zip(axes, panels.items(), strict=True):
        _panel(ax, rows, measure, story)
        ax.set_title(story.say(_PANELS[measure]) if len(panels) > 1 else "", color=INK)
    if dropped:
        story.note("{dropped} more in the middle are not drawn.", dropped=dropped)
    if any(e.conflict for e in shown):
        story.note("A name that stands twice has differing printings.")
    story.title = _title(story, named, when)
    return finish(chart, story)


def _choose(named: list[Entry], totals: list[Entry], most: int) -> tuple[list[Entry], int]:
    """The entries drawn, fastest first: totals, and of too many the fastest and the slowest."""
    ranked = sorted(named, key=lambda e: -e.value)
    kept = ranked if len(ranked) <= most else ranked[: (most + 1) // 2] + ranked[-(most // 2) :]
    return sorted([*kept, *totals], key=lambda e: -e.value), len(ranked) - len(kept)


def _panel(ax: Axes, shown: list[Entry], measure: str, story: Story) -> None:
    """One panel: names down the side, a point each, its number beside it."""
    pen = Pen(ax, story, PERCENT)
    names = [data.phrase(e, story.lang) for e in shown]
    for at, (entry, name) in enumerate(zip(shown, names, strict=True)):
        if one := mark_of(entry):
            lollipop(pen, at, one, INK if data.total(entry) else ACCENT, _SHAPES[measure])
            told = name + (story.say(_MEASURES[measure]) if _MEASURES[measure] else "")
            story.tell(told, one, PERCENT, sign=True)
    pen.names(names)
    pen.ax.grid(True, axis="x")


def lollipop(pen: Pen, at: int, one: Mark, look: str, shape: str = "o") -> None:
    """A rate as a point on a stem from zero, its number beside it."""
    pen.ax.hlines(at, 0, one.value, color=FAINT, linewidth=1.2, zorder=1)
    pen.point(at, one, look, shape=shape, size=38, across=True)
    away = 20 if one.state == "bound" else 8
    edge = one.high if one.value > 0 else one.low
    end = edge if abs(edge) < abs(one.value) * 3 else one.value
    pen.label(at, end, one.number(PERCENT, sign=True), across=True, away=away)
    pen.ax.margins(x=0.26)
    pen.zero(across=True)


def _title(story: Story, named: list[Entry], when: str) -> str:
    """The fastest and, where it fell, the slowest: by value where any is, since measures don't compare."""
    best = next(measure for measure in _SHAPES if any(e.measure == measure for e in named))
    group = [e for e in named if e.measure == best]
    exact = [e for e in group if e.bound == "="] or group
    top, low = max(exact, key=lambda e: e.value), min(exact, key=lambda e: e.value)
    said = {"of": story.say(_MEASURES[best]) if _MEASURES[best] else "", "when": when}
    said |= {"name": data.phrase(top, story.lang), "grew": story.moved(top.value)}
    if len(exact) == 1:
        return story.say("{name} {grew}{of} in {when}", **said)
    if low.value < 0 < top.value:
        said |= {"other": labels.lowered(data.phrase(low, story.lang)), "fell": story.moved(low.value)}
        return story.say("{name} {grew}{of} in {when}, {other} {fell}", **said)
    return story.say("{name} {grew}{of}, the highest of {count} rates for {when}", count=len(exact), **said)


@styled
def growth_of_flows(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    currency: str = "CNY",
    reporter: str | None = HOME,
    reference: pd.DataFrame | None = None,
) -> Chart:
    """Growth of trade, exports and imports in one period (C3), each beside the official rate.

    Takes the observation table or :func:`tradekit.tables.headline`; ``period`` None is the one most figures
    are about; ``reference`` adds the official rates as grey points. Gives a Figure.
    """
    story = Story(lang)
    rows = [r for r in data.rows_of(table, reporter) if r["currency"] == currency]
    told = data.commonest(r["period"] for r in rows)
    period = period or (main_period(table, reporter) if data.is_observations(table) else told)
    when = labels.period(period, lang) if period else story.say("any period")
    template = "Growth on the year before, {when}, %, in {currency}"
    story.subtitle = story.say(template, when=when, currency=story.word(currency))
    here = [r | {"at": r["flow"]} for r in data.said(rows, "growth") if r["period"] == period]
    marks = {flow: found[flow] for flow, found in by_flow(here, GOODS, "growth").items()}
    if not marks:
        return nothing(story, "No growth of trade is stated for {when}", when=when)
    chart, (ax,) = blank(0.4 + 0.34 * len(marks))
    pen = Pen(ax, story, PERCENT)
    for at, (flow, one) in enumerate(marks.items()):
        lollipop(pen, at, one, colour(flow))
        story.tell(labels.word(flow, lang), one, PERCENT, sign=True)
    _official(pen, reference, reporter, [(period, flow, currency) for flow in marks])
    pen.names([labels.word(flow, lang).capitalize() for flow in marks])
    story.lack([labels.word(flow, lang) for flow in GOODS if flow not in marks])
    story.title = _flows_title(story, when, marks)
    return finish(chart, story)


def _official(
    pen: Pen, reference: pd.DataFrame | None, reporter: str | None, places: list[tuple[str, str, str]]
) -> None:
    """The latest official rates as grey diamonds below the stated ones."""
    same = ("value", "growth", "yoy", reporter)
    known = [e for e in official_entries(reference) if (e.measure, e.statistic, e.basis, e.reporter) == same]
    latest = sorted((e for e in known if data.total(e)), key=lambda e: e.published)
    rates = {(e.period, e.flow, e.currency): mark_of(e) for e in latest}
    for at, place in enumerate(places):
        if one := rates.get(place):
            pen.point(at + 0.3, replace(one, sources=()), INK, shape="D", size=22, across=True)


def _flows_title(story: Story, when: str, marks: dict[str, Mark]) -> str:
    alone = {flow: one for flow, one in marks.items() if flow != "trade" or len(marks) == 1}
    said = [
        story.say("{noun} grew by {much}%", noun=story.word(flow), much=one.number(PERCENT))
        if one.state == "bound"
        else story.say("{noun} {grew}", noun=story.word(flow), grew=story.moved(one.value))
        for flow, one in alone.items()
    ]
    return story.say("{said} in {when}", said=story.say(" and ").join(said), when=when)
