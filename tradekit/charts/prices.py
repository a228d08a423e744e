"""C4: growth of value as price times quantity."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, finish, nothing, styled
from tradekit.charts.marks import Mark, mark_of
from tradekit.charts.palette import FLOWS, INK, ORANGE, SKY
from tradekit.charts.waterfall import waterfall
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key

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
