"""C23: the same growth in yuan and in dollars, and the change of the exchange rate that lies between them."""

from __future__ import annotations

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of
from tradekit.charts.palette import FLOWS, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry
from tradekit.tables.numbers import plain
from tradekit.tables.order import period_key

_FLOWS = ("trade", "export", "import")
Pair = tuple[Mark, Mark]


@styled
def currencies(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    reporter: str | None = HOME,
) -> Chart:
    """Growth in yuan against growth in dollars (C23): a slope for each flow, the implied rate below.

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
    story.subtitle = story.say("Growth on the year before, {when}, %", when=when)
    chart, (ax,) = blank(2.4)
    pen = Pen(ax, story, PERCENT)
    _slopes(pen, story, pairs[best])
    ax.set_xticks([0, 1], [story.say("In yuan"), story.say("In US dollars")])
    ax.set_xlim(-0.6, 1.6)
    ax.axhline(0, color=INK, linewidth=1.1, zorder=1)
    ax.margins(y=0.12)
    silent = [labels.word(f, lang) for f in _FLOWS if f not in pairs[best]]
    if silent:
        names = labels.listed(silent, lang)
        story.note("Not stated in both: {names}.", names=names)
    story.title = _title(story, when, pairs[best])
    _rate_note(story, pairs[best])
    return finish(chart, story)


def _pairs(rates: list[Entry], period: str | None) -> dict[str, dict[str, Pair]]:
    """By period and flow the rates in yuan and in dollars where both are stated, latest printings."""
    found: dict[str, dict[str, dict[str, Mark]]] = {}
    for e in sorted(rates, key=lambda e: e.published):
        one = mark_of(e)
        wanted = data.total(e) and e.measure == "value" and e.bound == "=" and e.flow in _FLOWS
        if one and wanted and period in (None, e.period):
            found.setdefault(e.period, {}).setdefault(e.flow, {})[e.currency] = one
    pairs = {
        when: {flow: (by["CNY"], by["USD"]) for flow, by in flows.items() if len(by) == 2}
        for when, flows in found.items()
    }
    return {when: flows for when, flows in pairs.items() if flows}


def _slopes(pen: Pen, story: Story, pairs: dict[str, Pair]) -> None:
    """A line from yuan to dollars for each flow, names and numbers at its ends."""
    values = [m.value for pair in pairs.values() for m in pair]
    step = max((max(values) - min(values)) * 0.115, 0.05)
    for side in (0, 1):
        at = float("-inf")
        for flow, pair in sorted(pairs.items(), key=lambda item: item[1][side].value):
            one = pair[side]
            pen.point(side, one, FLOWS[flow], size=36)
            at = max(one.value, at + step)
            text = f"{labels.word(flow, story.lang).capitalize()} {one.number(PERCENT, sign=True)}%"
            looks = {"ha": "left", "xytext": (12, 0)} if side else {"ha": "right", "xytext": (-12, 0)}
            pen.note(side, at, text, va="center", fontsize=9.5, color=FLOWS[flow], **looks)
            money = story.say("In US dollars" if side else "In yuan")
            story.tell(f"{labels.word(flow, story.lang)} {money}", one, PERCENT, sign=True)
    for flow, (yuan, dollar) in pairs.items():
        pen.ax.plot([0, 1], [yuan.value, dollar.value], color=FLOWS[flow], linewidth=1.6, zorder=3)


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
