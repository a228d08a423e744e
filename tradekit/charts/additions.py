"""C15: what exports and imports added to the growth of trade, period by period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark
from tradekit.charts.over_time import GOODS, axis, pick
from tradekit.charts.palette import FLOWS, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key

_SPARSE = 3
"""Of so many periods one at least is drawn: a chart is no field with a few bars far apart."""


@styled
def contributions_over_time(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    frequency: str | None = None,
    currency: str = "CNY",
    reporter: str | None = HOME,
) -> Chart:
    """What exports and imports added to the growth of trade, period by period (C15), total as a line.

    Only parts that do not overlap are stacked: exports and imports. Their contributions are implied by
    level and growth of one printing. Takes the observation table; ``frequency`` (A, Q, M) None is the one
    with most periods. Gives a Figure.
    """
    story = Story(lang)
    story.subtitle = story.say(
        "Growth of trade and what exports and imports added, points, in {currency}",
        currency=labels.word(currency, lang),
    )
    kinds = [frequency] if frequency else ["A", "Q", "M"]
    found = max(
        (_contributions(pick(table, "growth", kind, currency, GOODS, reporter)[1]) for kind in kinds), key=len
    )
    if not found:
        return nothing(story, "No period has both level and growth of exports and imports")
    periods = data.timeline(found)
    chart, (ax,) = blank(2.5)
    pen = Pen(ax, story, PERCENT)
    _stack(pen, periods, found)
    axis(pen, periods)
    ax.margins(y=0.14)
    story.lack([labels.period(p, lang) for p in data.gaps(periods, found)])
    story.title = _driver_title(story, found)
    return finish(chart, story, few=len(found) * _SPARSE < len(periods))


def _contributions(rows: list[data.Row]) -> dict[str, dict[str, Mark]]:
    """By period what exports and imports added to the growth of trade, where one printing says it."""
    whole: dict[str, dict[str, data.Row]] = {}
    for row in data.said(rows, "level"):
        if row["level_bound"] == row["growth_bound"] == "=":
            whole.setdefault(row["period"], {})[row["flow"]] = row
    out: dict[str, dict[str, Mark]] = {}
    for period, flows in whole.items():
        if not {"export", "import"} <= set(flows):
            continue
        base = {flow: _base(flows[flow]) for flow in ("export", "import")}
        before = sum(base.values())
        parts = {flow: _added(flows[flow], base[flow], before) for flow in ("export", "import")}
        stated = mark(flows["trade"], "growth") if "trade" in flows else None
        total = sum(part.value for part in parts.values())
        out[period] = parts | {"trade": stated or Mark(total, state="implied")}
    return out


def _base(row: data.Row) -> float:
    return float(row["level"] / (1 + row["growth"] / 100))


def _added(row: data.Row, base: float, before: float) -> Mark:
    """What one flow added, in points of the growth of both, from its level and growth."""
    one, level, weight = mark(row, "growth"), mark(row, "level"), base / before
    assert one is not None and level is not None
    ends = {end: getattr(one, end) * weight for end in ("value", "low", "high")}
    return replace(one, **ends, state="implied", sources=one.sources + level.sources)


def _stack(pen: Pen, periods: list[str], found: dict[str, dict[str, Mark]]) -> None:
    """Bars stacked away from zero on either side, the total as points on a line that breaks at gaps."""
    story = pen.story
    for period, parts in found.items():
        at, above, below = periods.index(period), 0.0, 0.0
        for flow in ("export", "import"):
            one = replace(parts[flow], low=float("nan"), high=float("nan"))
            pen.bar(at, one, FLOWS[flow], width=0.55, base=above if one.value >= 0 else below)
            above, below = (above + one.value, below) if one.value >= 0 else (above, below + one.value)
        total = parts["trade"]
        pen.point(at, total, INK, size=26)
        pen.label(at, max(above, total.value), total.number(PERCENT, sign=True), away=8)
        for flow in GOODS:
            name = f"{labels.period(period, story.lang)} {labels.word(flow, story.lang)}"
            story.tell(name, parts[flow], PERCENT, sign=True)
    line = [found[p]["trade"].value if p in found else float("nan") for p in periods]
    pen.ax.plot(range(len(periods)), line, color=INK, linewidth=1.2, zorder=3)
    for flow in ("export", "import"):
        looks: dict[str, Any] = {"color": "none", "edgecolor": FLOWS[flow], "hatch": "/////"}
        pen.ax.bar([0], [0], label=labels.word(flow, story.lang).capitalize(), **looks)
    pen.ax.plot([], [], color=INK, marker="o", markersize=4, label=story.say("Growth of trade"))
    pen.ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, borderaxespad=0.2)
    pen.zero()


def _driver_title(story: Story, found: dict[str, dict[str, Mark]]) -> str:
    ahead = sum(parts["export"].value > parts["import"].value for parts in found.values())
    count, last = len(found), max(found, key=period_key)
    parts = found[last]
    flow = "export" if parts["export"].value >= parts["import"].value else "import"
    said = {"when": labels.period(last, story.lang), "noun": story.word(flow)}
    said |= {"much": plain(parts[flow].value, 1, sign=True)}
    if count == 1:
        return story.say("In {when} {noun} did more for growth of trade ({much} points)", **said)
    most, times = ("export", ahead) if ahead * 2 >= count else ("import", count - ahead)
    template = (
        "{most} added more to growth of trade in {times} of {count} periods; "
        "in {when}, {noun} added {much} points"
    )
    return story.say(template, most=story.word(most), times=times, count=count, **said)
