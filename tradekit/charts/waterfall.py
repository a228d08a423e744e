"""C4 and C6: what adds up to a total, bar by bar: price and quantity to value, parts to growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import POINTS, Mark, Pen, mark_of
from tradekit.charts.palette import FLOWS, INK, ORANGE, SKY
from tradekit.charts.wrapping import two_lines
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key

Step = tuple[str, Mark, str]
"""A bar: its name, its figure, its colour."""


def waterfall(story: Story, steps: Sequence[Step], totals: Sequence[Step], *, adding: bool = True) -> Chart:
    """Bars that each start where the one before ends, then totals from zero; or all from zero."""
    chart, (ax,) = blank(2.4)
    pen, base = Pen(ax, story), 0.0
    for at, (name, one, colour) in enumerate([*steps, *totals]):
        base = base if adding and at < len(steps) else 0.0
        pen.bar(at, one, colour, width=0.55, base=base, whiskers=True)
        _number(pen, at, base, one)
        story.tell(name, one, POINTS, sign=True)
        base += one.value
        if adding and at < len(steps):
            ax.hlines(base, at, at + 1, color=INK, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    pen.zero()
    ax.margins(y=0.17)
    ax.set_xticks(range(len(steps) + len(totals)), [two_lines(name) for name, *_ in (*steps, *totals)])
    ax.set_xlim(-0.55, len(steps) + len(totals) - 0.45)
    return chart


def _number(pen: Pen, at: int, base: float, step: Mark) -> None:
    """The number beyond the end of its bar; inside it where the end comes near zero from below."""
    rise = step.value >= 0
    edge = base + (step.high if rise else step.low)
    end = edge if edge == edge and abs(edge) != float("inf") else base + step.value
    inside = rise and base < 0 and abs(end) < 0.2 * abs(step.value)
    up = rise and not inside
    looks: dict[str, Any] = {"xytext": (0, 5 if up else -5), "va": "bottom" if up else "top", "color": INK}
    place = end - (step.high - step.low if inside else 0)
    pen.note(at, place, step.number(pen.by, sign=True), zorder=6, fontsize=9.5, **looks)


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
    steps = [(name, one, ORANGE) for name, one in marks]
    steps += [(story.say("All the rest"), rest, SKY)] if rest else []
    totals = [(story.say("All {noun}", noun=noun), total, FLOWS.get(flow, INK))] if total else []
    chart = waterfall(story, steps, totals, adding=rest is not None)
    if rest is None:
        story.note("Parts may overlap and don't add up.")
    if total is None:
        story.note("Growth of all {noun} is not stated.", noun=noun)
    story.title = _contribution_title(story, marks, rest, total, noun, when)
    return finish(chart, story)


def _rest(part: Mark, total: Mark) -> Mark | None:
    if part.state == "bound" or total.state == "bound":
        return None
    low, high = total.low - part.high, total.high - part.low
    sources = part.sources + total.sources
    return Mark(total.value - part.value, low, high, "=", "implied", sources, part.published)


def _contribution_title(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, when: str
) -> str:
    name, top = marks[0]
    said = {"name": name, "noun": noun, "much": top.number(POINTS), "when": when}
    if rest and total and rest.value * total.value < 0:
        other = plain(abs(rest.value), 1)
        template = "{name} added {much} points; all other {noun} added {rest} in {when}"
        if rest.value < 0:
            template = "{name} added {much} points; all other {noun} took {rest} away in {when}"
        return story.say(template, rest=other, **said)
    return story.say("{name} added {much} points to growth of {noun} in {when}", **said)


_MEASURES = ("price", "quantity", "value")


@styled
def price_quantity(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    period: str | None = None,
    commodity: str | None = None,
    reporter: str | None = HOME,
) -> Chart:
    """Growth of value as price times quantity (C4): a waterfall with the cross term, what is unsaid implied.

    Takes the observation table or :func:`tradekit.tables.entries`. ``flow``, ``period`` and ``commodity``
    None are the ones of which most is said, all goods first. Two of price, quantity and value are needed.
    Gives a Figure.
    """
    story = Story(lang)
    key, found = _best_group(data.entries_of(table, reporter), flow, period, commodity)
    marks = {name: mark_of(e) for name, e in found.items()}
    story.subtitle = story.say("Growth of price, quantity and value on the year")
    if len(marks) < 2 or any(m.state == "bound" for m in marks.values()):
        return nothing(story, "No price and quantity growth of one thing is stated")
    marks |= _implied(marks)
    when, thing = labels.period(key[0], lang), labels.subject(key[1], key[2], lang=lang)
    story.subtitle = story.say(
        "What growth of value is made of: {thing}, {when}, percentage points", thing=thing, when=when
    )
    cross = Mark(marks["price"].value * marks["quantity"].value / 100, state="implied")
    looks = {"Price": SKY, "Quantity": ORANGE, "Cross term": INK, "Value": FLOWS[key[1]]}
    four = (marks["price"], marks["quantity"], cross, marks["value"])
    bars = [(story.say(name), one, look) for (name, look), one in zip(looks.items(), four, strict=True)]
    chart = waterfall(story, bars[:-1], bars[-1:])
    story.title = _price_title(story, thing, when, marks)
    return finish(chart, story)


def _best_group(
    found: Sequence[Entry], flow: str | None, period: str | None, commodity: str | None
) -> tuple[tuple[str, str, str], dict[str, Entry]]:
    """The period, flow and good of which most growth rates are said; all goods first."""
    groups: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for e in found:
        if e.statistic != "growth" or e.basis != "yoy" or e.measure not in _MEASURES or e.flow not in FLOWS:
            continue
        if e.partner or e.enterprise or e.regime or e.currency not in ("", "CNY"):
            continue
        if flow in (None, e.flow) and period in (None, e.period) and commodity in (None, e.commodity):
            groups.setdefault((e.period, e.flow, e.commodity), {})[e.measure] = e
    if not groups:
        return ("", "", ""), {}
    best = max(groups, key=lambda k: (len(groups[k]), "price" in groups[k], not k[2], period_key(k[0])))
    return best, groups[best] if len(groups[best]) == 3 or "price" in groups[best] else {}


def _implied(marks: dict[str, Mark]) -> dict[str, Mark]:
    """The one of price, quantity and value that the other two imply, with the interval that they leave it."""
    missing = next((name for name in _MEASURES if name not in marks), None)
    if missing is None:
        return {}
    one, other = (marks[name] for name in _MEASURES if name != missing)
    product = missing == "value"

    def put(a: float, b: float) -> float:
        return ((1 + b / 100) * ((1 + a / 100) if product else 1 / (1 + a / 100)) - 1) * 100

    low = put(one.low if product else one.high, other.low)
    high = put(one.high if product else one.low, other.high)
    about = one.sources + other.sources, max(one.published, other.published)
    return {missing: Mark(put(one.value, other.value), low, high, "=", "implied", *about)}


def _price_title(story: Story, thing: str, when: str, marks: dict[str, Mark]) -> str:
    price, much, value = (marks[name].value for name in _MEASURES)
    said = {"thing": labels.lowered(thing), "when": when, "grew": story.moved(value, 1)}
    said |= {"p": plain(abs(price), 1), "q": plain(abs(much), 1)}
    up, more = price > 0, much > 0
    if up == more or not price * much:
        which = "rose" if up else "fell"
        return story.say(f"Prices and quantities both {which}: {{thing}} {{grew}} in {{when}}", **said)
    won = "outweighed" if abs(price) > abs(much) else "were outweighed by"
    sides = f"{'Higher' if up else 'Lower'} prices {won} {'larger' if more else 'smaller'} quantities"
    return story.say(f"{sides}: {{thing}} {{grew}} in {{when}}", **said)
