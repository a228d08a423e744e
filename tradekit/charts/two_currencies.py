"""C23: the same growth in yuan and in dollars, and the change of the exchange rate that lies between them."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.before_and_now import dumbbells
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of
from tradekit.charts.over_time import GOODS, colour
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key

Pair = tuple[Mark, Mark]


@styled
def currencies(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    reporter: str | None = HOME,
) -> Chart:
    """Growth in yuan against growth in dollars (C23): a dumbbell for each flow, the implied rate below.

    Takes the observation table or :func:`tradekit.tables.entries`; ``period`` None is the one with most
    flows in both currencies, the latest of those. Gives a Figure.
    """
    story = Story(lang)
    pairs = _pairs(data.yearly(data.entries_of(table, reporter), "CNY", "USD"), period)
    story.subtitle = story.say("Growth on the year before, %")
    if not pairs:
        return nothing(story, "No period has growth in both yuan and dollars")
    best = max(pairs, key=lambda when: (len(pairs[when]), period_key(when)))
    when = labels.period(best, lang)
    story.subtitle = story.say(
        "Growth on the year before, {when}, %: hollow in yuan, filled in dollars", when=when
    )
    chart, (ax,) = blank(0.5 + 0.36 * len(pairs[best]))
    money = story.say("In yuan"), story.say("In US dollars")
    shown = {flow: pairs[best][flow] for flow in GOODS if flow in pairs[best]}
    names = [labels.word(flow, lang).capitalize() for flow in shown]
    dumbbells(Pen(ax, story, PERCENT), names, [(*money, *pair, colour(flow)) for flow, pair in shown.items()])
    silent = [labels.word(f, lang) for f in GOODS if f not in pairs[best]]
    if silent:
        story.note("Not stated in both: {names}.", names=labels.listed(silent, lang))
    story.title = _title(story, when, pairs[best])
    _rate_note(story, pairs[best])
    return finish(chart, story)


def _pairs(rates: list[Entry], period: str | None) -> dict[str, dict[str, Pair]]:
    """By period and flow the rates in yuan and in dollars where both are stated, latest printings."""
    found: dict[str, dict[str, dict[str, Mark]]] = {}
    for e in sorted(rates, key=lambda e: e.published):
        if data.total(e) and e.measure == "value" and e.bound == "=" and e.flow in GOODS:
            found.setdefault(e.period, {}).setdefault(e.flow, {})[e.currency] = mark_of(e)
    pairs = {
        when: {flow: (by["CNY"], by["USD"]) for flow, by in flows.items() if len(by) == 2}
        for when, flows in found.items()
    }
    return {when: flows for when, flows in pairs.items() if flows and period in (None, when)}


def _ratio(yuan: float, dollar: float) -> float:
    return ((1 + yuan / 100) / (1 + dollar / 100) - 1) * 100


def _rate_note(story: Story, pairs: dict[str, Pair]) -> None:
    """The change of yuan per dollar that each flow implies, and whether the flows agree on one."""
    spans = [(_ratio(y.low, d.high), _ratio(y.high, d.low)) for y, d in pairs.values()]
    low, high = max(s[0] for s in spans), min(s[1] for s in spans)
    if low <= high:
        between = f"{plain(low, 1, sign=True)}%–{plain(high, 1, sign=True)}%"
        story.note(
            "Together the rates imply that the dollar's price in yuan moved by {between}.", between=between
        )
    else:
        story.note("The flows imply different changes of the exchange rate: check the currencies.")


def _title(story: Story, when: str, pairs: dict[str, Pair]) -> str:
    opposite = [f for f, (yuan, dollar) in pairs.items() if yuan.value * dollar.value < 0]
    flow = next(f for f in ("export", "trade", "import") if f in (opposite or pairs))
    yuan, dollar = (m.number(PERCENT, sign=True) for m in pairs[flow])
    said = {"noun": story.word(flow), "when": when, "yuan": yuan, "dollar": dollar}
    if opposite:
        return story.say("{noun} in {when}: {yuan}% in yuan but {dollar}% in dollars", **said)
    return story.say("{noun} in {when}: {yuan}% in yuan, {dollar}% in dollars", **said)
