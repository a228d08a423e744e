"""C8, C23 and C27: two rates of one thing side by side: then and now, in yuan and in dollars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import PERCENT, Mark, Pen, mark_of, state_of
from tradekit.charts.over_time import GOODS, colour
from tradekit.charts.palette import GREY, PAPER
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import Entry, records
from tradekit.tables.news_words import MOVED, tell, thing_of
from tradekit.tables.numbers import plain
from tradekit.tables.order import frequency, period_key

_TOLD = 4
"""From so many rates on they are counted rather than told."""
Two = tuple[Entry, Entry]
"""One thing then and now."""
_PATCH = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}


@styled
def changes(news: pd.DataFrame, *, lang: str = "zh", most: int = 14) -> Chart:
    """What sped up, slowed down or turned (C8): a line from the rate of the period before to the new one.

    Takes the table of :func:`tradekit.news`; ``most`` things at most, the totals first. Gives a Figure.
    """
    story = Story(lang)
    story.subtitle = story.say("Growth on the year before, %; hollow: the period before")
    moved = news[news["kind"].isin(MOVED)]
    if not len(moved):
        return nothing(story, "No growth is told of that was known for the period before")
    rows = records(moved.head(most))
    chart, (ax,) = blank(0.5 + 0.36 * len(rows))
    when = [(labels.period(row["was_period"], lang), labels.period(row["period"], lang)) for row in rows]
    things = [(*two, *_marks(row), colour(row["flow"])) for two, row in zip(when, rows, strict=True)]
    dumbbells(Pen(ax, story, PERCENT), [thing_of(row, lang) for row in rows], things)
    if len(moved) > most:
        story.note("{more} more are not drawn.", more=len(moved) - most)
    story.title = tell(moved, lang=lang).finding
    return finish(chart, story)


def _marks(row: dict[str, Any]) -> tuple[Mark, Mark]:
    state = state_of("actual", row["bound"])
    now = Mark(row["value"], row["low"], row["high"], row["bound"], state, (row["source"],), row["published"])
    return Mark(row["was"], row["was_low"], row["was_high"]), now


@styled
def then_and_now(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    before: str | None = None,
    reporter: str | None = HOME,
    most: int = 14,
) -> Chart:
    """Growth in one period and in the one before it (C27): a dumbbell for each thing said of both.

    Takes the observation table or :func:`tradekit.tables.entries`. ``period`` and ``before`` None are the two
    of one length of which most things are said; rates of different things never share a row. Gives a Figure.
    """
    story = Story(lang)
    rates: dict[tuple[str, ...], dict[str, Entry]] = {}
    for e in data.yearly(data.entries_of(table, reporter), "CNY", "", "USD"):
        if e.bound == "=" and e.measure == "value":
            rates.setdefault(e.key[1:], {})[e.period] = e
    then, now = _two_periods(rates, before, period)
    found = [(by[then], by[now]) for by in rates.values() if then in by and now in by]
    story.subtitle = story.say("Growth on the year before, %")
    if not found:
        return nothing(story, "No thing has a growth rate in two periods")
    names = [labels.period(one, lang) for one in (then, now)]
    story.subtitle = story.say(
        "Growth on the year before, %: hollow {then}, filled {when}", then=names[0], when=names[1]
    )
    shown = sorted(found, key=lambda pair: (not data.total(pair[0]), -pair[1].value))[:most]
    chart, (ax,) = blank(0.4 + 0.36 * len(shown))
    things = [(names[0], names[1], mark_of(a), mark_of(b), colour(b.flow)) for a, b in shown]
    dumbbells(Pen(ax, story, PERCENT), [data.phrase(new, lang) for _, new in shown], things)
    story.title = _compared(story, found, shown[0], names)
    return finish(chart, story)


def _compared(story: Story, found: list[Two], first: Two, names: list[str]) -> str:
    """Of a few rates the first then and now; of more how many are higher."""
    said = {"then": names[0], "when": names[1]}
    if len(found) >= _TOLD:
        up = sum(now.value > then.value for then, now in found)
        template = "Of {count} rates {up} are higher in {when} than in {then}"
        return story.say(template, count=len(found), up=up, **said)
    thing = labels.lowered(data.phrase(first[1], story.lang))
    noun = story.say("{what} of {noun}", what=story.word("growth"), noun=thing)
    was, much = (mark_of(e).number(PERCENT, sign=True) + "%" for e in first)
    return story.say("{noun} {much} in {when}, after {was} in {then}", noun=noun, much=much, was=was, **said)


def _two_periods(
    rates: dict[tuple[str, ...], dict[str, Entry]], before: str | None, period: str | None
) -> tuple[str, str]:
    """The two periods of one length that most things have in common, the latest of those that tie."""
    pairs: Counter[tuple[str, str]] = Counter()
    for by in rates.values():
        for then, now in combinations(sorted(by, key=period_key), 2):
            if frequency(then) == frequency(now) and before in (None, then) and period in (None, now):
                pairs[then, now] += 1
    return max(pairs, key=lambda p: (pairs[p], period_key(p[1]), period_key(p[0])), default=("", ""))


def dumbbells(pen: Pen, names: list[str], things: Sequence[tuple[str, str, Mark, Mark, str]]) -> None:
    """For each thing a hollow point and a filled one, a line between, both numbers; names down the side.

    A thing is the words for both, the two figures, its colour.
    """
    for at, (name, (*words, then, now, look)) in enumerate(zip(names, things, strict=True)):
        pen.story.seen += (then, now)
        pen.ax.hlines(at, then.value, now.value, color=GREY, linewidth=1.6, zorder=1)
        pen.ax.scatter([then.value], [at], s=38, facecolor=PAPER, edgecolor=look, linewidth=1.5, zorder=4)
        pen.ax.scatter([now.value], [at], s=44, color=look, zorder=4)
        for word, one, other in ((words[0], then, now), (words[1], now, then)):
            text = pen.story.tell(f"{name} {word}", one, PERCENT, sign=True)
            right = one.value > other.value or (one is now and one.value == other.value)
            looks = {"xytext": (8, 0), "ha": "left"} if right else {"xytext": (-8, 0), "ha": "right"}
            pen.note(at, one.value, text, across=True, va="center", bbox=_PATCH, **looks)
    pen.names(names)
    pen.ax.grid(True, axis="x")
    pen.ax.margins(x=0.24)
    pen.zero(across=True)


Pair = tuple[Mark, Mark]


@styled
def currencies(
    table: pd.DataFrame, *, lang: str = "zh", period: str | None = None, reporter: str | None = HOME
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
