"""What the charts over time share: which periods, which rows, the axis, the notes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from tradekit.charts import data
from tradekit.charts.frame import Story
from tradekit.charts.marks import Mark, Pen, mark
from tradekit.charts.palette import FLOWS, INK
from tradekit.language import labels
from tradekit.tables.order import frequency as length

GOODS = ("trade", "export", "import")
KINDS = {"Q": "Quarterly ", "M": "Monthly ", "A": "Annual ", "C": "Year to date: ", "": ""}
"""What a series can be of: quarters, months, years, or the months from January on."""


def pick(
    table: pd.DataFrame,
    statistic: str,
    frequency: str | None,
    currency: str,
    flows: Sequence[str],
    reporter: str | None,
    **about: str,
) -> tuple[str, list[data.Row]]:
    """The length of period of which most is said, and its rows that have the statistic.

    Each row's ``at`` is its place in time: its period, or the month that it runs to from January on.
    """
    rows = data.said(data.rows_of(table, reporter, **about), statistic)
    rows = [r for r in rows if r["currency"] in (currency, "") and r["flow"] in flows]
    if not data.is_observations(table):
        return frequency or "", [r | {"at": r["period"]} for r in rows]
    found: dict[str, list[data.Row]] = {kind: [] for kind in "QMAC"}
    for row in rows:
        for kind, at in places(row["period"]).items():
            found[kind].append(row | {"at": at})
    kinds = [frequency] if frequency else list("QMA" if statistic == "level" else "QMAC")
    best = max(kinds, key=lambda kind: _fullness(found[kind]))
    return best, found[best]


def places(period: str) -> dict[str, str]:
    """Where a period stands in which kinds of series: as itself, and as the months from January on.

    >>> places("2023-12"), places("2023-Q1"), places("2023-01/2023-10")
    ({'M': '2023-12'}, {'Q': '2023-Q1', 'C': '2023-03'}, {'C': '2023-10'})
    """
    own = {length(period): period} if length(period) in tuple("QMA") else {}
    on = data.months_on(period)
    return own | ({"C": on} if on else {})


def _fullness(rows: list[data.Row]) -> float:
    """How much a series says: the number of its figures, less the more gaps lie between them."""
    said = len({(r["at"], r["flow"]) for r in rows})
    room = len(data.timeline(r["at"] for r in rows)) * len({r["flow"] for r in rows})
    return said * math.sqrt(said / room) if room else 0.0


def by_flow(
    rows: list[data.Row], flows: Sequence[str], statistic: str, vintage: str = "latest"
) -> dict[str, dict[str, Mark]]:
    """For each flow that has any, its marks by place in time: of several printings the first or latest."""
    out: dict[str, dict[str, Mark]] = {}
    for flow in flows:
        chosen = data.latest([r for r in rows if r["flow"] == flow], first=vintage == "first")
        if marks := {r["at"]: m for r in chosen if (m := mark(r, statistic))}:
            out[flow] = marks
    return out


def tell(story: Story, pen: Pen, flow: str, marks: dict[str, Mark], kind: str, *, sign: bool = False) -> None:
    """All figures of one line, in words."""
    for at, one in marks.items():
        words = (story.noun(flow), when(at, kind, story.lang))
        story.tell(" ".join(words), one, pen.by, sign=sign)


def when(at: str, kind: str, lang: str) -> str:
    """A place in time in words: the months from January on as a run."""
    run = f"{at[:4]}-01/{at}" if at[5:] != "12" else at[:4]
    return labels.period(run if kind == "C" else at, lang)


def axis(pen: Pen, periods: list[str]) -> None:
    """The periods along the foot of a panel."""
    pen.ax.set_xticks(range(len(periods)), data.ticks(periods, pen.story.lang))
    pen.ax.set_xlim(-0.6, len(periods) - 0.4)


def colour(flow: str) -> str:
    """The colour of a flow; ink for another indicator."""
    return FLOWS.get(flow, INK)


def close(
    story: Story, rows: list[data.Row], periods: list[str], found: dict[str, dict[str, Mark]], vintage: str
) -> None:
    """Notes on printings that disagree, and on periods in between of which nothing is said."""
    drawn = {at for marks in found.values() for at in marks}
    several = [labels.period(p, story.lang) for p in data.disputed(r for r in rows if r["at"] in drawn)]
    if several:
        which = story.say("first" if vintage == "first" else "latest")
        names = labels.listed(several, story.lang)
        story.note("Printings disagree, the {which} is drawn: {names}.", which=which, names=names)
    gaps = [labels.period(at, story.lang) for at in data.gaps(periods, drawn)]
    if len(gaps) > 3:
        story.note("{count} periods in between are not stated.", count=len(gaps))
    else:
        story.lack(gaps)
