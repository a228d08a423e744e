"""What is stated, what the other figures imply, what is official: side by side with their intervals."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from tradekit.charts.frame import Chart, Story, finish, nothing, styled
from tradekit.charts.own_scale import NOWHERE, Line, Span, known, number, rows_chart, span, with_unit
from tradekit.charts.palette import ORANGE
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import need, records
from tradekit.tables.numbers import scale

_KINDS = ("stated", "implied", "official")
Row = dict[str, Any]


@styled
def beside(table: pd.DataFrame, *, lang: str = "zh", most: int = 14, reporter: str | None = HOME) -> Chart:
    """Stated, implied and official values with their intervals, one thing a row.

    Takes the table that :func:`tradekit.checks.beside` makes. A row has a scale of its own. Drawn are the
    ``most`` rows that say most: those that differ from the official series, then those with implied values.
    Gives a Figure.
    """
    story = Story(lang)
    need(table, ("period", "flow", "stated", "implied_low", "implied_high", "official"))
    told = [row for row in records(table) if _tells(row) and reporter in (None, row["reporter"])]
    shown = sorted(told, key=_rank)[:most]
    story.subtitle = story.say(
        "Point stated, hatched implied, grey line official (each row has its own scale)"
    )
    if not shown:
        return nothing(story, "No figure is both stated and implied or official")
    chart = rows_chart(story, [_line(row, story) for row in shown])
    if len(told) > len(shown):
        story.note("{more} more are not drawn.", more=len(told) - len(shown))
    both = sum(_known(row)[:2] == [True, True] for row in told)
    only = sum(_known(row)[1] and not row["bound"] for row in told)
    template = "{both} stated figures follow from others too; {only} follow that nobody stated"
    story.title = story.say(template, both=both, only=only)
    return finish(chart, story)


def _known(row: Row) -> list[bool]:
    return known(*(span(row, kind) for kind in _KINDS))


def _tells(row: Row) -> bool:
    """Whether two of the three are known, or what is implied is known and said by nobody."""
    return sum(_known(row)) > 1 or (_known(row)[1] and not row["bound"])


def _rank(row: Row) -> tuple[bool, bool, int, bool]:
    apart = bool(row.get("verdict")) and row["verdict"] != "equal"
    return not apart, not _known(row)[1], -sum(_known(row)), any(row[name] for name in DIMENSIONS)


def _line(row: Row, story: Story) -> Line:
    spans = {kind: span(row, kind) for kind in _KINDS if known(span(row, kind))[0]}
    return Line(
        _name(row, story.lang), _words(row, spans, story), spans.get("implied", NOWHERE),
        spans.get("stated", NOWHERE), number(row, "stated"), ORANGE, "", spans.get("official", NOWHERE),
        tuple((*row["sources"], *row["implied_sources"])), str(row["published"]),
    )  # fmt: skip


def _name(row: Row, lang: str) -> str:
    flow, commodity, partner, enterprise, regime = (str(row[c] or "") for c in ("flow", *DIMENSIONS))
    thing = labels.subject(flow, commodity, partner, enterprise, regime, lang=lang)
    kinds = [str(row[c]) for c, usual in (("measure", "value"), ("statistic", "level")) if row[c] != usual]
    said = labels.word("space", lang).join([thing, *(labels.word(kind, lang) for kind in kinds)])
    return f"{said}{labels.word('comma', lang)}{labels.period(row['period'], lang)}"


def _words(row: Row, spans: dict[str, Span], story: Story) -> str:
    """The three in numbers, in one scale: as stated, the implied range, official."""
    by = scale([end for ends in spans.values() for end in ends], str(row["unit"]), story.lang)

    def short(value: float, kind: str) -> str:
        width = (spans[kind][1] - spans[kind][0]) / by.divisor
        places = max(0, math.ceil(-math.log10(width) - 0.01)) if width > 0 else 2
        return f"{value / by.divisor:,.{min(places + (kind == 'implied'), 4)}f}".replace("-", "−")

    said = [short(number(row, "stated"), "stated")] if math.isfinite(number(row, "stated")) else []
    if "implied" in spans:
        low, high = (short(end, "implied") for end in spans["implied"])
        said.append(f"{story.say('implied')} {low}{story.say(' to ')}{high}")
    if "official" in spans:
        said.append(f"{story.say('official')} {short(number(row, 'official'), 'official')}")
    return with_unit(story.word("semicolon").join(said), by, story.lang)
