"""C2, C11 and C28: growth over time, of the flows in one panel, of many goods in a small one each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, capital, finish, nothing, styled
from tradekit.charts.levels_over_time import line
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of
from tradekit.charts.over_time import GOODS, KINDS, axis, by_flow, close, colour, pick, places, tell, when
from tradekit.charts.wrapping import two_lines
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.compare import dense
from tradekit.tables.fold import Entry
from tradekit.tables.order import period_key, year

_LINE = 3
"""A line has so many points at least."""
Found = dict[str, dict[str, Mark]]


@styled
def growth_series(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flows: Sequence[str] = GOODS,
    frequency: str | None = None,
    currency: str = "CNY",
    vintage: str = "latest",
    reporter: str | None = HOME,
    reference: pd.DataFrame | None = None,
    **about: str,
) -> Chart:
    """Growth over time (C11): lines that break at gaps, base years shaded, rates on 2019 as diamonds.

    Takes the observation table or a tidy table by quarter, month or year; options as in :func:`levels`, and
    ``basis`` of another indicator's rates. Each kind of rate keeps to itself: monthly, quarterly, annual, or
    for the months from January on (``C``). Where the table has rates against 2019 or two-year averages, they
    stand beside the yearly ones. Gives a Figure.
    """
    story = Story(lang, about=about)
    rates = dense(table, reporter, reference) if reference is not None else table
    flows = [about["indicator"]] if about.get("indicator", "trade") != "trade" else flows
    frequency, rows = pick(rates, "growth", frequency, currency, flows, reporter, **about)
    basis = labels.word(about.get("basis", "yoy"), lang)
    story.subtitle = story.say("{kind}growth {basis}, %", kind=story.say(KINDS[frequency]), basis=basis)
    found = by_flow(rows, flows, "growth", vintage)
    if not found:
        return nothing(story, "No growth rates are stated")
    if rows[0]["currency"]:
        story.subtitle += story.say(", in {currency}", currency=story.word(rows[0]["currency"]))
    periods = data.timeline(at for marks in found.values() for at in marks)
    chart, (ax,) = blank(2.5)
    pen = Pen(ax, story, PERCENT)
    for flow, marks in found.items():
        line(pen, marks, periods, flow, breaks="year" if frequency == "C" else "gap")
        tell(story, pen, flow, marks, frequency, sign=True)
    if not any(about.values()) and data.is_observations(table):
        _other_bases(pen, table, periods, list(found), currency, reporter)
    _name_lines(pen, found, periods)
    story.title = _title(story, found, frequency)
    close(story, rows, periods, found, vintage)
    return finish(chart, story, few=max(map(len, found.values())) < _LINE)


@styled
def monthly_growth(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    currency: str = "CNY",
    reporter: str | None = HOME,
) -> Chart:
    """Growth by single month (C2), of one flow: None is the one with most months.

    Takes the observation table or :func:`tradekit.tables.monthly`. Gives a Figure.
    """
    rows = pick(table, "growth", "M", currency, GOODS, reporter)[1]
    flow = flow or data.commonest(r["flow"] for r in rows) or "trade"
    options: dict[str, Any] = {"frequency": "M", "currency": currency, "reporter": reporter}
    chart = growth_series(table, lang=lang, flows=(flow,), **options)
    assert isinstance(chart, Chart)
    return chart


def _name_lines(pen: Pen, found: Found, periods: list[str]) -> None:
    """The axis, and each line's name and last number at its end, pushed up where lines end close together."""
    pen.ax.margins(y=0.12)
    pen.zero()
    _base_years(pen, periods)
    axis(pen, periods)
    low, high = pen.ax.get_ylim()
    step, tops = (high - low) * 0.095, dict[int, float]()
    ends = {flow: max(marks, key=period_key) for flow, marks in found.items()}
    for flow, end in sorted(ends.items(), key=lambda pair: found[pair[0]][pair[1]].value):
        one, at = found[flow][end], periods.index(end)
        tops[at] = max(one.value, tops.get(at, float("-inf")) + step)
        text = f"{capital(pen.story.word(flow))} {one.number(PERCENT, sign=True)}"
        pen.note(at, tops[at], text, xytext=(9, 0), ha="left", va="center", color=colour(flow), fontsize=9.5)
    if len(found) == 1:
        for period, one in list(next(iter(found.values())).items())[:-1] if len(periods) <= 12 else ():
            pen.label(periods.index(period), one.value, one.number(PERCENT, sign=True), away=7, size=8.8)
    count = len(periods)
    pen.ax.set_xlim(-0.6, count - 0.72 + max(0.2 * count, 0.6))


_BASES = {
    "since:2019": ("D", "Diamonds: on the same period of 2019"),
    "avg": ("s", "Squares: annual average over two years"),
}


def _other_bases(
    pen: Pen, table: pd.DataFrame, periods: list[str], flows: list[str], currency: str, reporter: str | None
) -> None:
    """Rates against 2019 and two-year averages as diamonds and squares, where the reports have them."""
    story, used = pen.story, set()
    for e in data.entries_of(table, reporter):
        base = next((base for base in _BASES if e.basis.startswith(base)), "")
        usual = (e.statistic, e.measure, e.currency) == ("growth", "value", currency) and data.total(e)
        one = mark_of(e)
        if base and usual and one and e.flow in flows and e.period in periods:
            pen.point(periods.index(e.period), one, colour(e.flow), shape=_BASES[base][0], size=26)
            words = labels.word(e.flow, story.lang), labels.period(e.period, story.lang)
            story.tell(" ".join((*words, labels.word(e.basis, story.lang))), one, PERCENT, sign=True)
            used.add(base)
    story.notes += [story.say(_BASES[base][1]) + story.word("stop") for base in _BASES if base in used]


def _base_years(pen: Pen, periods: list[str]) -> None:
    """2020 and 2021 shaded: a year that fell, and the year that grew on it."""
    for when_, words in {"2020": "pandemic", "2021": "low base"}.items():
        places = [at for at, period in enumerate(periods) if year(period) == when_]
        if places:
            pen.ax.axvspan(places[0] - 0.5, places[-1] + 0.5, color="#F1F1F1", zorder=0, linewidth=0)
            looks: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "xytext": (0, -3), "va": "top"}
            if len(places) > 0.15 * len(periods):
                pen.note(sum(places) / len(places), 1, pen.story.say(words), fontsize=8.2, **looks)


def _title(story: Story, found: Found, kind: str) -> str:
    """The last rate of the first flow that has it: after a steady run, or against the one before it."""
    final = max((at for marks in found.values() for at in marks), key=period_key)
    flow = next(flow for flow, marks in found.items() if final in marks)
    exact = {at: m for at, m in found[flow].items() if m.state != "bound"} or found[flow]
    marks = sorted(exact.items(), key=lambda item: period_key(item[0]))
    noun, places = story.noun(flow), [when(at, kind, story.lang) for at, _ in marks]
    values, much = [m.value for _, m in marks], marks[-1][1].number(PERCENT, sign=True) + "%"
    if len(marks) == 1:
        return story.say("{noun} {grew} in {when}", noun=noun, when=places[0], grew=story.moved(values[0]))
    steps = [b - a for a, b in pairwise(values)]
    if kind in ("M", "C") and len(steps) > 1 and (min(steps) > 0 or max(steps) < 0):
        way = "rose" if steps[0] > 0 else "fell"
        return story.say(f"Growth of {{noun}} {way} month by month, to {{much}} in {{when}}",
                         noun=noun, when=places[-1], much=much)  # fmt: skip
    said = {"noun": noun, "much": much, "when": places[-1], "then": places[-2]}
    if not steps[-1]:
        return story.say("Growth of {noun} was {much} in {when}, the same as in {then}", **said)
    past, than = marks[-2][1].number(PERCENT, sign=True) + "%", "up from" if steps[-1] > 0 else "down from"
    template = f"Growth of {{noun}} was {{much}} in {{when}}, {than} {{past}} in {{then}}"
    return story.say(template, past=past, **said)


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
    pen.ax.set_title(two_lines(name, 22), fontsize=8.8, color=colour(flow))
    pen.ax.tick_params(labelsize=8.2)
