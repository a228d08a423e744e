"""What the charts over time share: which periods, which rows, which notes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from tradekit import tables
from tradekit.charts import data
from tradekit.charts.frame import Story
from tradekit.charts.marks import Pen, state_notes
from tradekit.language import labels

GOODS = ("trade", "export", "import")


_MAKERS = {"Q": tables.quarterly, "M": tables.monthly, "A": tables.annual}


KINDS = {"Q": "Quarterly ", "M": "Monthly ", "A": "Annual ", "": ""}


def pick(
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
    """How much a series says: the number of its figures, less the more gaps lie between them."""
    said = len({(r["period"], r["flow"]) for r in rows})
    room = len(data.timeline(r["period"] for r in rows)) * len({r["flow"] for r in rows})
    return said * math.sqrt(said / room) if room else 0.0


def series_notes(
    story: Story,
    rows: list[data.Row],
    pens: list[Pen],
    periods: list[str],
    shown: dict[str, list[data.Row]],
    flows: Sequence[str],
    vintage: str,
) -> None:
    lang = story.lang
    story.lack([labels.word(f, lang) for f in flows if f not in shown])
    several = [labels.period(p, lang) for p in data.disputed(rows)]
    if several:
        names = labels.listed(several, lang)
        which = story.say("first" if vintage == "first" else "latest")
        story.note("Printings disagree, the {which} is drawn: {names}.", which=which, names=names)
    gaps = data.gaps(periods, (r["period"] for found in shown.values() for r in found))
    if gaps:
        story.note("{count} periods in between are not stated.", count=len(gaps))
    story.notes[:0] = state_notes(pens, lang)
    story.sources += [s for pen in pens for s in pen.sources]
    story.published += [p for pen in pens for p in pen.published]
