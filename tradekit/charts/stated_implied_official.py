"""What is stated, what the other figures imply, what is official: side by side with their intervals."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, wrapped
from tradekit.charts.palette import BLUE, GREY, INK, ORANGE, PAPER
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import need
from tradekit.tables.numbers import scale

_REACH = 4.0
_THIN = 0.2
_KINDS = ("stated", "implied", "official")
Row = dict[str, Any]


@styled
def beside(table: pd.DataFrame, *, lang: str = "zh", most: int = 18, reporter: str | None = HOME) -> Chart:
    """Stated, implied and official values with their intervals, one thing a row.

    Takes the table that :func:`tradekit.checks.beside` makes. A row's scale is half a unit of the last
    printed place, so that every stated interval reaches from −1 to 1; where nothing is stated, half of the
    implied interval. What lies further than four such units away stands at the edge. Drawn are the ``most``
    rows that say most: those that differ from the official series, then those with implied values. Gives a
    Figure.
    """
    story = Story(lang)
    need(table, ("period", "flow", "stated", "implied_low", "implied_high", "official"))
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    told = [row for row in rows if _tells(row) and reporter in (None, row["reporter"])]
    shown = sorted(told, key=_rank)[:most]
    story.subtitle = story.say(
        "Each row in half units of the last printed place: point stated, hatched implied, grey line official"
    )
    if not shown:
        return nothing(story, "No figure is both stated and implied or official")
    chart, (ax,) = blank(0.4 + 0.36 * len(shown))
    for at, row in enumerate(shown):
        _draw(ax, at, row, story)
    _axes(ax, ["\n".join(wrapped(_name(row, lang), 8.6, 2.5)) for row in shown])
    if len(told) > len(shown):
        more = len(told) - len(shown)
        story.notes.append(story.say("{more} more are not drawn.", more=more))
    story.title = _title(story, told)
    story.published = sorted({str(row["published"]) for row in shown if len(str(row["published"])) == 10})
    return finish(chart, story)


def _axes(ax: Axes, names: list[str]) -> None:
    ax.axvline(0, color=GREY, linewidth=0.6, zorder=0)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_xlim(-_REACH - 0.2, _REACH + 7.4)
    ax.set_xticks([-4, -2, -1, 0, 1, 2, 4])
    ax.grid(False)
    ax.set_yticks(range(len(names)), names, fontsize=8.6)


def _number(row: Row, name: str) -> float:
    value = row.get(name)
    return float(value) if isinstance(value, int | float) else math.nan


def _interval(row: Row, kind: str) -> tuple[float, float]:
    return _number(row, f"{kind}_low"), _number(row, f"{kind}_high")


def _known(row: Row, kind: str) -> bool:
    return all(math.isfinite(end) for end in _interval(row, kind))


def _tells(row: Row) -> bool:
    """Whether two of the three are known, or what is implied is known and said by nobody."""
    return sum(_known(row, kind) for kind in _KINDS) > 1 or (_known(row, "implied") and not row["bound"])


def _rank(row: Row) -> tuple[bool, bool, int, bool]:
    apart = bool(row.get("verdict")) and row["verdict"] != "equal"
    known = sum(_known(row, kind) for kind in _KINDS)
    return not apart, not _known(row, "implied"), -known, any(row[name] for name in DIMENSIONS)


def _name(row: Row, lang: str) -> str:
    flow, commodity, partner, enterprise, regime = (str(row[c] or "") for c in ("flow", *DIMENSIONS))
    thing = labels.subject(flow, commodity, partner, enterprise, regime, lang=lang)
    kinds = [str(row[c]) for c, usual in (("measure", "value"), ("statistic", "level")) if row[c] != usual]
    said = labels.word("space", lang).join([thing, *(labels.word(kind, lang) for kind in kinds)])
    return f"{said}{'，' if lang == 'zh' else ', '}{labels.period(row['period'], lang)}"


def _draw(ax: Axes, at: int, row: Row, story: Story) -> None:
    """One row: the implied range, the stated point with its whisker, the official line, and numbers."""
    low, high = _interval(row, "stated" if _known(row, "stated") else "implied")
    middle, half = (low + high) / 2, (high - low) / 2 or abs(low) or 1.0

    def place(kind: str) -> tuple[float, float]:
        left, right = (max(-_REACH, min(_REACH, (x - middle) / half)) for x in _interval(row, kind))
        return (left, right) if right - left >= _THIN else (left - _THIN / 2, right + _THIN / 2)

    if _known(row, "implied"):
        left, right = place("implied")
        looks: dict[str, Any] = {"facecolor": PAPER, "edgecolor": ORANGE, "hatch": "/////", "linewidth": 0.9}
        ax.barh(at, right - left, 0.5, left, zorder=1, **looks)
    if _known(row, "official"):
        ends = place("official")
        ax.plot(ends, [at + 0.34] * 2, color=GREY, linewidth=2.8, zorder=2, solid_capstyle="butt")
    if _known(row, "stated"):
        ax.plot([-1, 1], [at, at], color=INK, linewidth=1, zorder=3)
        ax.scatter([0], [at], s=30, color=BLUE, zorder=4)
    words = _words(row, story)
    ax.text(_REACH + 0.3, at, words, color=INK, fontsize=8.2, ha="left", va="center")
    story.numbers.append(f"{_name(row, story.lang)}: {words}")
    story.sources += [*row["sources"], *row["implied_sources"]]


def _words(row: Row, story: Story) -> str:
    """The three in numbers, in one scale: as stated, the implied range, official."""
    known = {kind: _interval(row, kind) for kind in _KINDS if _known(row, kind)}
    by = scale([end for ends in known.values() for end in ends], str(row["unit"]), story.lang)

    def short(value: float, kind: str) -> str:
        low, high = known[kind]
        width = (high - low) / by.divisor
        places = max(0, math.ceil(-math.log10(width) - 0.01)) if width > 0 else 2
        return f"{value / by.divisor:,.{min(places + (kind == 'implied'), 4)}f}".replace("-", "−")

    said = [short(_number(row, "stated"), "stated")] if math.isfinite(_number(row, "stated")) else []
    if "implied" in known:
        low, high = (short(end, "implied") for end in known["implied"])
        said.append(f"{story.say('implied')} {low}{story.say(' to ')}{high}")
    if "official" in known:
        said.append(f"{story.say('official')} {short(_number(row, 'official'), 'official')}")
    gap = "" if by.unit == "%" else story.word("space")
    return story.word("semicolon").join(said) + gap + by.unit


def _title(story: Story, rows: list[Row]) -> str:
    both = sum(_known(row, "stated") and _known(row, "implied") for row in rows)
    only = sum(_known(row, "implied") and not row["bound"] for row in rows)
    return story.say(
        "{both} stated figures follow from others too; {only} follow that nobody stated", both=both, only=only
    )
