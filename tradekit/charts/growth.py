"""C2 and C3: growth by month, and growth of trade, exports and imports in one period."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from tradekit import tables
from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import Mark, Pen, mark, state_notes
from tradekit.charts.palette import FLOWS, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.numbers import Scale, plain, written

PERCENT = Scale(1, "%")


@styled
def monthly_growth(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    currency: str = "CNY",
    reporter: str | None = HOME,
    last: int = 12,
) -> Chart:
    """Growth by single month (C2): points with the whiskers of their last digit, around a marked zero.

    Takes the observation table or :func:`tradekit.tables.monthly`; ``flow`` None is the one with most months.
    The last month's level stands at its point. Gives a Figure.
    """
    story = Story(lang)
    rows = [r for r in data.rows_of(table, tables.monthly, reporter) if r["currency"] == currency]
    flow = flow or data.commonest(r["flow"] for r in data.said(rows, "growth")) or "trade"
    rows = [r for r in rows if r["flow"] == flow]
    shown = data.latest(data.said(rows, "growth"))
    noun = labels.word(flow, lang)
    story.subtitle = story.say(
        "{noun} in single months, % on the year before, in {currency}",
        noun=noun,
        currency=story.word(currency),
    )
    if not shown:
        return nothing(story, "No monthly growth of {noun} is stated", noun=noun)
    periods = data.timeline(r["period"] for r in shown)[-last:]
    shown = [r for r in shown if r["period"] in periods]
    chart, (ax,) = blank(2.7)
    pen = Pen(ax, PERCENT)
    marks = {r["period"]: m for r in shown if (m := mark(r, "growth"))}
    for period, one in marks.items():
        pen.point(periods.index(period), one, FLOWS[flow], size=16)
        pen.label(periods.index(period), one.value, one.number(PERCENT, sign=True), away=9)
        story.numbers.append(f"{labels.period(period, lang)} {one.number(PERCENT, sign=True)}%")
    zero_line(pen)
    ax.set_xticks(range(len(periods)), data.ticks(periods, lang))
    ax.set_xlim(-0.6, len(periods) - 0.4)
    ax.margins(y=0.28)
    _level_note(story, rows, noun)
    story.title = _trend(story, noun, marks)
    story.lack([labels.period(p, lang) for p in data.gaps(periods, marks)])
    close(story, [pen])
    return finish(chart, story)


def zero_line(pen: Pen, *, across: bool = False) -> None:
    """The marked zero that growth is read against."""
    draw = pen.ax.axvline if across else pen.ax.axhline
    draw(0, color=INK, linewidth=1.1, zorder=1)
    if not across:
        pen.ax.spines["bottom"].set_visible(False)


def close(story: Story, pens: list[Pen]) -> None:
    """Whisker and state notes first, then the sources and dates of everything drawn."""
    note = story.say("Whiskers: what the printed digits leave open.")
    drawn = any(state in pen.states for pen in pens for state in ("stated", "preliminary"))
    story.notes[:0] = [" ".join(([note] if drawn else []) + state_notes(pens, story.lang))]
    story.sources += [s for pen in pens for s in pen.sources]
    story.published += [p for pen in pens for p in pen.published]


def _level_note(story: Story, rows: list[data.Row], noun: str) -> None:
    """The level of the last month that has one, in words under the plot."""
    levels = data.latest(data.said(rows, "level"))
    if levels:
        row = levels[-1]
        much = written(
            row["level"],
            str(row["level_unit"]),
            story.lang,
            low=row["level_low"],
            high=row["level_high"],
            bound=str(row["level_bound"]),
        )
        when = labels.period(row["period"], story.lang)
        story.note("{noun} in {when}: {much}.", noun=noun, when=when, much=much)
        story.sources += list(row["level_sources"])


def _trend(story: Story, noun: str, marks: dict[str, Mark]) -> str:
    """The finding: rising or falling month by month, or the last month against the one before."""
    exact = [(p, m) for p, m in marks.items() if m.state != "bound"] or list(marks.items())
    period, final = exact[-1]
    when, values = labels.period(period, story.lang), [m.value for _, m in exact]
    much = final.number(PERCENT, sign=True) + "%"
    steps = [b - a for a, b in pairwise(values)]
    if len(steps) > 1 and all(step > 0 for step in steps):
        return story.say(
            "Growth of {noun} rose month by month, to {much} in {when}", noun=noun, when=when, much=much
        )
    if len(steps) > 1 and all(step < 0 for step in steps):
        return story.say(
            "Growth of {noun} fell month by month, to {much} in {when}", noun=noun, when=when, much=much
        )
    if not steps:
        return story.say("{noun} {grew} in {when}", noun=noun, when=when, grew=moved(final.value, story.lang))
    before, prior = exact[-2]
    past = labels.period(before, story.lang), prior.number(PERCENT, sign=True) + "%"
    return versus(story, noun, (when, much), past, steps[-1])


def versus(story: Story, noun: str, now: tuple[str, str], before: tuple[str, str], step: float) -> str:
    """A rate against the one before it; each a period in words and a number."""
    template = "Growth of {noun} was {much} in {when}, the same as in {then}"
    if step:
        than = "up from" if step > 0 else "down from"
        template = f"Growth of {{noun}} was {{much}} in {{when}}, {than} {{past}} in {{then}}"
    return story.say(template, noun=noun, when=now[0], much=now[1], then=before[0], past=before[1])


def moved(value: float, lang: str, places: int | None = None) -> str:
    """A change in words.

    >>> moved(0.6, "zh"), moved(-0.3, "en"), moved(0, "en")
    ('增长0.6%', 'fell 0.3%', 'did not change')
    """
    if not value:
        return labels.say(lang, "did not change")
    much = plain(abs(value), places) + "%"
    return labels.say(lang, "grew {much}" if value > 0 else "fell {much}", much=much)


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
    """Growth of trade, exports and imports in one period (C3): bars with half-unit whiskers around zero.

    Takes the observation table or :func:`tradekit.tables.headline`; ``period`` None is the one most figures
    are about; ``reference`` adds the official rates as grey points. Gives a Figure.
    """
    story = Story(lang)
    rows = data.rows_of(table, tables.headline, reporter, period=period, reference=reference)
    period = period or (rows[0]["period"] if rows else "")
    when = labels.period(period, lang) if period else story.say("any period")
    rows = [r for r in rows if r["period"] == period and r["currency"] == currency and r["flow"] in _FLOWS]
    story.subtitle = story.say(
        "Growth on the year before, {when}, %, in {currency}", when=when, currency=story.word(currency)
    )
    shown = {r["flow"]: r for r in data.latest_by(data.said(rows, "growth"), "flow")}
    if not shown:
        return nothing(story, "No growth of trade is stated for {when}", when=when)
    chart, (ax,) = blank(2.6)
    pen = Pen(ax, PERCENT)
    marks = {flow: m for flow in _FLOWS if flow in shown and (m := mark(shown[flow], "growth"))}
    for flow, one in marks.items():
        at = _FLOWS.index(flow)
        pen.bar(at, one, FLOWS[flow], width=0.5, whiskers=True)
        pen.label_bar(at, one, one.number(PERCENT, sign=True) + "%")
        story.numbers.append(f"{labels.word(flow, lang)} {one.number(PERCENT, sign=True)}%")
        _official(pen, at, shown[flow])
    zero_line(pen)
    ax.set_xticks(range(3), [labels.word(flow, lang).capitalize() for flow in _FLOWS])
    ax.set_xlim(-0.6, 2.6)
    ax.margins(y=0.2)
    story.lack([labels.word(flow, lang) for flow in _FLOWS if flow not in marks])
    story.title = _flows_title(story, when, marks)
    close(story, [pen])
    return finish(chart, story)


_FLOWS = ("trade", "export", "import")


def _official(pen: Pen, at: int, row: data.Row) -> None:
    value = row.get("reference_growth", float("nan"))
    if isinstance(value, float) and value == value:
        pen.point(at + 0.36, Mark(value, state="official"), FLOWS["trade"], shape="D", size=34)


def _flows_title(story: Story, when: str, marks: dict[str, Mark]) -> str:
    alone = {flow: one for flow, one in marks.items() if flow != "trade" or len(marks) == 1}
    said = [
        story.say("{noun} grew by {much}%", noun=story.word(flow), much=one.number(PERCENT))
        if one.state == "bound"
        else story.say("{noun} {grew}", noun=story.word(flow), grew=moved(one.value, story.lang))
        for flow, one in alone.items()
    ]
    return story.say("{said} in {when}", said=story.say(" and ").join(said), when=when)
