"""C10 and C11: levels and growth rates over time, across reports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradekit import labels, tables
from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.growth import PERCENT, close, zero_line
from tradekit.charts.marks import Mark, Pen, mark, mark_of, state_notes
from tradekit.palette import FLOWS, GREY
from tradekit.tables.amounts import Scale, scale
from tradekit.tables.fold import Entry
from tradekit.tables.order import period_key, year
from tradekit.tables.reference import official_entries

GOODS = ("trade", "export", "import")
_MAKERS = {"Q": tables.quarterly, "M": tables.monthly, "A": tables.annual}
_KINDS = {"Q": ("分季度", "by quarter"), "M": ("分月", "by month"), "A": ("分年", "by year"), "": ("", "")}
_MANY = 16
"""From so many periods on a series is drawn as points on a line instead of bars."""


@styled
def levels(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flows: Sequence[str] = GOODS,
    frequency: str | None = None,
    currency: str = "CNY",
    vintage: str = "latest",
    reporter: str | None = "中国",
    reference: pd.DataFrame | None = None,
) -> Chart:
    """Levels over time (C10): a panel for each flow, bars from zero, points on a line where there are many.

    Takes the observation table or a tidy table by quarter, month or year. ``frequency`` (``Q``, ``M``, ``A``) None is
    the one with most levels; ``currency`` switches between CNY and USD; ``vintage`` draws the ``latest`` or the
    ``first`` printing; ``reference`` adds the official series in grey. Gives a Figure.
    """
    story = Story(lang)
    frequency, rows = _pick(table, "level", frequency, currency, flows, reporter)
    kind = _KINDS[frequency][lang == "en"]
    story.subtitle = story.say(
        f"{kind}规模，按{labels.word(currency)}计", f"Levels {kind}, in {labels.word(currency, 'en')}"
    )
    shown = {f: data.latest([r for r in rows if r["flow"] == f], first=vintage == "first") for f in flows}
    shown = {flow: found for flow, found in shown.items() if found}
    if not shown:
        return nothing(story, "没有规模数字", "No levels are stated")
    periods = data.timeline(r["period"] for found in shown.values() for r in found)
    by = scale([r["level"] for found in shown.values() for r in found], currency, lang)
    story.subtitle += story.say(f"，{by.unit}", f", {by.unit}")
    chart, axes = blank(1.55 * len(shown) + 0.4, [1] * len(shown), share=True)
    pens = []
    for ax, (flow, found) in zip(axes, shown.items(), strict=True):
        pen = Pen(ax, by)
        _official_line(pen, reference, flow, currency, periods)
        marks = {r["period"]: m for r in found if (m := mark(r, "level"))}
        _level_panel(pen, story, marks, periods, flow)
        pens.append(pen)
    axes[-1].set_xticks(range(len(periods)), data.ticks(periods, lang))
    axes[-1].set_xlim(-0.6, len(periods) - 0.4)
    story.title = _level_title(story, shown, by)
    _notes(story, rows, pens, periods, shown, flows, vintage)
    return finish(chart, story)


def _pick(
    table: pd.DataFrame,
    statistic: str,
    frequency: str | None,
    currency: str,
    flows: Sequence[str],
    reporter: str | None,
) -> tuple[str, list[data.Row]]:
    """The length of period of which most is said, and its rows that have the statistic."""

    def wanted(rows: list[data.Row]) -> list[data.Row]:
        return [r for r in data.said(rows, statistic) if r["currency"] == currency and r["flow"] in flows]

    if not data.is_observations(table):
        return frequency or "", wanted(data.rows_of(table, tables.quarterly, reporter))
    kinds = [frequency] if frequency else list(_MAKERS)
    found = {kind: wanted(data.rows_of(table, _MAKERS[kind], reporter)) for kind in kinds}
    best = max(found, key=lambda kind: _fullness(found[kind]))
    return best, found[best]


def _fullness(rows: list[data.Row]) -> float:
    """How much a series says: its figures, less the more gaps lie between them."""
    said = len({(r["period"], r["flow"]) for r in rows})
    room = len(data.timeline(r["period"] for r in rows)) * len({r["flow"] for r in rows})
    return said * said / room if room else 0.0


def _official_line(
    pen: Pen, reference: pd.DataFrame | None, flow: str, currency: str, periods: list[str]
) -> None:
    """The latest official levels as grey diamonds, where there is a reference."""
    latest: dict[str, Entry] = {}
    for e in sorted(official_entries(reference), key=lambda e: e.published):
        if (e.flow, e.currency, e.statistic, e.measure) == (flow, currency, "level", "value") and data.total(
            e
        ):
            latest[e.period] = e
    for at, period in enumerate(periods):
        one = mark_of(latest.get(period))
        if one:
            side = 0.0 if len(periods) > _MANY else 0.38
            pen.point(at + side, Mark(one.value, state="official"), GREY, shape="D", size=22)


def _level_panel(pen: Pen, story: Story, marks: dict[str, Mark], periods: list[str], flow: str) -> None:
    many = len(periods) > _MANY
    top = max(marks, key=lambda p: marks[p].value)
    last = max(marks, key=period_key)
    for period, one in marks.items():
        at = periods.index(period)
        if many:
            pen.point(at, one, FLOWS[flow], size=22)
        else:
            pen.bar(at, one, FLOWS[flow])
        if one.state == "bound":
            pen.label(at, one.value, one.number(pen.by), away=18 if many else -12, size=7.4)
        elif len(marks) <= 12 or period in (top, last):
            pen.label(at, one.value, one.number(pen.by), away=4, size=8.8)
        story.numbers.append(
            f"{labels.word(flow, story.lang)} {labels.period(period, story.lang)} {one.number(pen.by)}"
        )
    if many:
        line = [
            marks[p].value / pen.by.divisor if p in marks and marks[p].state != "bound" else float("nan")
            for p in periods
        ]
        pen.ax.plot(range(len(periods)), line, color=FLOWS[flow], linewidth=1.3, zorder=3)
    pen.ax.set_ylim(
        min(0.0, min(m.value for m in marks.values()) / pen.by.divisor * 1.25),
        max(m.value for m in marks.values()) / pen.by.divisor * 1.24,
    )
    pen.ax.set_title(labels.word(flow, story.lang).capitalize(), color=FLOWS[flow])


def _level_title(story: Story, shown: dict[str, list[data.Row]], by: Scale) -> str:
    flow, found = next(iter(shown.items()))
    exact = [r for r in found if r["level_bound"] in ("=", "~")] or found
    top = max(exact, key=lambda r: r["level"])
    one = mark(top, "level")
    much = one.number(by) if one else ""
    unit = by.unit if story.lang == "zh" else f" {by.unit}"
    when, noun = labels.period(top["period"], story.lang), labels.word(flow, story.lang)
    if len(exact) == 1:
        return story.say(f"{when}{noun}{much}{unit}", f"{noun.capitalize()} came to {much}{unit} in {when}")
    return story.say(
        f"{when}{noun}{much}{unit}，为所见{len(exact)}期最高",
        f"{noun.capitalize()} peaked at {much}{unit} in {when}, of {len(exact)} periods stated",
    )


def _notes(
    story: Story,
    rows: list[data.Row],
    pens: list[Pen],
    periods: list[str],
    shown: dict[str, list[data.Row]],
    flows: Sequence[str],
    vintage: str,
) -> None:
    lang = story.lang
    silent = [labels.word(f, lang) for f in flows if f not in shown]
    if silent:
        names = data.listed(silent, lang)
        story.notes.append(story.say(f"未见：{names}。", f"Not stated: {names}."))
    several = [labels.period(p, lang) for p in data.disputed(rows)]
    if several:
        names = data.listed(several, lang)
        which = story.say(
            "最近" if vintage != "first" else "最早", "latest" if vintage != "first" else "first"
        )
        story.notes.append(
            story.say(
                f"先后发布数不同，取{which}一次：{names}。",
                f"Printings disagree, the {which} is drawn: {names}.",
            )
        )
    gaps = data.gaps(periods, (r["period"] for found in shown.values() for r in found))
    if gaps:
        story.notes.append(
            story.say(
                f"空缺的{len(gaps)}期各报道均未提及。", f"{len(gaps)} periods in between are not stated."
            )
        )
    story.notes[:0] = state_notes(pens, lang)
    story.sources += [s for pen in pens for s in pen.sources]
    story.published += [p for pen in pens for p in pen.published]


@styled
def growth_series(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flows: Sequence[str] = GOODS,
    frequency: str | None = None,
    currency: str = "CNY",
    vintage: str = "latest",
    reporter: str | None = "中国",
) -> Chart:
    """Growth over time (C11): points on lines that break at gaps, base years shaded, 2019-based rates as diamonds.

    Takes the observation table or a tidy table by quarter, month or year; options as in :func:`levels`. Where the
    table has rates against 2019 or two-year averages, they stand beside the yearly ones. Gives a Figure.
    """
    story = Story(lang)
    frequency, rows = _pick(table, "growth", frequency, currency, flows, reporter)
    kind = _KINDS[frequency][lang == "en"]
    story.subtitle = story.say(
        f"{kind}同比增速，%，按{labels.word(currency)}计",
        f"Growth on the year before {kind}, %, in {labels.word(currency, 'en')}",
    )
    shown = {f: data.latest([r for r in rows if r["flow"] == f], first=vintage == "first") for f in flows}
    shown = {flow: found for flow, found in shown.items() if found}
    if not shown:
        return nothing(story, "没有增速数字", "No growth rates are stated")
    periods = data.timeline(r["period"] for found in shown.values() for r in found)
    chart, (ax,) = blank(3.1)
    pen = Pen(ax, PERCENT)
    ends = {flow: _growth_line(pen, story, found, periods, flow) for flow, found in shown.items()}
    _other_bases(pen, story, table, periods, shown, currency, reporter)
    _name_lines(pen, story, ends, len(periods))
    zero_line(pen)
    _base_years(pen, story, periods)
    ax.set_xticks(range(len(periods)), data.ticks(periods, lang))
    ax.margins(y=0.12)
    story.title = _growth_title(story, shown)
    _notes(story, rows, [], periods, shown, flows, vintage)
    close(story, [pen])
    return finish(chart, story)


def _growth_line(pen: Pen, story: Story, found: list[data.Row], periods: list[str], flow: str) -> float:
    """One flow's points and line; gives the last value."""
    marks = {r["period"]: m for r in found if (m := mark(r, "growth"))}
    for period, one in marks.items():
        pen.point(periods.index(period), one, FLOWS[flow], size=24)
        story.numbers.append(
            f"{labels.word(flow, story.lang)} {labels.period(period, story.lang)} "
            f"{one.number(PERCENT, sign=True)}%"
        )
    line = [marks[p].value if p in marks and marks[p].state != "bound" else float("nan") for p in periods]
    pen.ax.plot(range(len(periods)), line, color=FLOWS[flow], linewidth=1.4, zorder=3)
    return list(marks.values())[-1].value


def _name_lines(pen: Pen, story: Story, ends: dict[str, float], count: int) -> None:
    """Names at the right end of the lines, pushed apart where the lines end close together."""
    low, high = pen.ax.get_ylim()
    step, at = (high - low) * 0.075, float("-inf")
    for flow, value in sorted(ends.items(), key=lambda end: end[1]):
        at = max(value, at + step)
        pen.ax.annotate(
            labels.word(flow, story.lang).capitalize(),
            (count - 0.72, at),
            color=FLOWS[flow],
            va="center",
            fontsize=9.5,
            annotation_clip=False,
        )
    pen.ax.set_xlim(-0.6, count - 0.72 + max(0.09 * count, 0.4))


def _other_bases(
    pen: Pen,
    story: Story,
    table: pd.DataFrame,
    periods: list[str],
    shown: dict[str, list[data.Row]],
    currency: str,
    reporter: str | None,
) -> None:
    """Rates against 2019 and two-year averages as diamonds and squares, where the reports have them."""
    if not data.is_observations(table):
        return
    used = set()
    for e in data.entries_of(table, reporter):
        old = e.basis.startswith("since:2019")
        if (
            not (old or e.basis == "avg")
            or e.statistic != "growth"
            or not data.total(e)
            or e.measure != "value"
        ):
            continue
        if e.period in periods and e.flow in shown and e.currency in (currency, ""):
            one = mark_of(e)
            if one:
                pen.point(periods.index(e.period), one, FLOWS[e.flow], shape="D" if old else "s", size=26)
                used.add("D" if old else "s")
                story.numbers.append(
                    f"{labels.word(e.flow, story.lang)} {labels.period(e.period, story.lang)} "
                    f"{labels.word(e.basis, story.lang)} {one.number(PERCENT, sign=True)}%"
                )
    words = [story.say(*pair) for shape, pair in _SHAPES.items() if shape in used]
    if words:
        story.notes.append(story.say("；", ". ").join(words) + story.say("。", "."))


_SHAPES = {
    "D": ("菱形：较2019年同期", "Diamonds: on the same months of 2019"),
    "s": ("方块：年均（两年平均）", "Squares: annual average over two years"),
}


def _base_years(pen: Pen, story: Story, periods: list[str]) -> None:
    """2020 and 2021 shaded: a year that fell, and the year that grew on it."""
    for when, words in {"2020": ("疫情年", "pandemic"), "2021": ("低基数", "low base")}.items():
        places = [at for at, period in enumerate(periods) if year(period) == when]
        if places:
            pen.ax.axvspan(places[0] - 0.5, places[-1] + 0.5, color="#F1F1F1", zorder=0, linewidth=0)
            pen.ax.annotate(
                story.say(*words),
                (sum(places) / len(places), 1),
                (0, -3),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=8.2,
                color="#6B6B6B",
            )


def _growth_title(story: Story, shown: dict[str, list[data.Row]]) -> str:
    """The last rate of the first flow that has one, against the one stated before it."""
    last = max((r["period"] for found in shown.values() for r in found), key=period_key)
    flow = next(f for f, found in shown.items() if found[-1]["period"] == last)
    now, before = shown[flow][-1], shown[flow][-2:-1]
    one, noun, when = mark(now, "growth"), labels.word(flow, story.lang), labels.period(last, story.lang)
    much = f"{one.number(PERCENT, sign=True) if one else ''}%"
    prior = mark(before[0], "growth") if before else None
    if prior is None:
        return story.say(f"{when}{noun}增速{much}", f"Growth of {noun} was {much} in {when}")
    past, then = f"{prior.number(PERCENT, sign=True)}%", labels.period(before[0]["period"], story.lang)
    step = now["growth"] - prior.value
    zh = "高于" if step > 0 else "低于" if step < 0 else "等于"
    en = "up from" if step > 0 else "down from" if step < 0 else "the same as"
    return story.say(
        f"{when}{noun}增速{much}，{zh}{then}的{past}",
        f"Growth of {noun} was {much} in {when}, {en} {past} in {then}",
    )
