"""Rows that each have a scale of their own: what was stated against what other figures leave open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from tradekit.charts.frame import Chart, Story, blank, two_lines
from tradekit.charts.marks import Mark, Pen
from tradekit.charts.palette import GREY, INK, PAPER
from tradekit.language import labels
from tradekit.tables.numbers import Scale

Span = tuple[float, float]
NOWHERE: Span = (math.nan, math.nan)
_REACH = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, its numbers in words, the three spans (NaN where unknown), the point, the look."""

    name: str
    words: str
    allowed: Span
    stated: Span
    value: float
    colour: str
    sign: str = ""
    official: Span = NOWHERE
    sources: tuple[str, ...] = ()
    published: str = ""

    def place(self, value: float) -> float:
        """Where a value stands: the point (else the middle of what is allowed) at 0, intervals 1 wide."""
        spans = (self.allowed, self.stated)
        half = [width / 2 for low, high in spans if math.isfinite(width := high - low) and width > 0]
        unit = max(half, default=abs(self.value) * 0.05 or 1.0) * 1.15
        low, high = self.allowed
        middle = next((c for c in (self.value, (low + high) / 2, low, high) if math.isfinite(c)), 0.0)
        return max(-_REACH, min(_REACH, (value - middle) / (unit if math.isfinite(unit) else 1.0)))


def number(row: dict[str, Any], name: str) -> float:
    """A number of a row; NaN where there is none."""
    value = row.get(name)
    return float(value) if isinstance(value, int | float) else math.nan


def span(row: dict[str, Any], name: str) -> Span:
    """The interval of ``name`` in a row."""
    return number(row, f"{name}_low"), number(row, f"{name}_high")


def known(*spans: Span) -> list[bool]:
    """Of each span, whether both of its ends are known and finite."""
    return [math.isfinite(low) and math.isfinite(high) for low, high in spans]


def rows_chart(story: Story, lines: list[Line]) -> Chart:
    """The chart of some rows, names down the side and numbers beside them."""
    chart, (ax,) = blank(0.4 + 0.36 * len(lines))
    for at, line in enumerate(lines):
        _draw(ax, at, line)
        story.seen.append(Mark(line.value, sources=line.sources, published=line.published))
        story.numbers.append(f"{line.name}: {line.words}")
        ends = {"stated": line.stated, "allowed": line.allowed, "official": line.official}
        told = {f"{name} {end}": pair[end == "to"] for name, pair in ends.items() for end in ("from", "to")}
        story.rows.append({"name": line.name, "words": line.words, "value": line.value, **told})
    pen = Pen(ax, story)
    pen.names([two_lines(line.name, 38) for line in lines], fontsize=8.2)
    widest = max(labels.places(line.words) for line in lines)
    ax.set_xlim(-_REACH - 0.15, 4.8 / (1 - min(0.0128 * widest, 0.8)) - _REACH)
    ax.set_xticks([])
    return chart


def _draw(ax: Axes, at: int, line: Line) -> None:
    """The range that is allowed, the stated point with its whisker, the official line, and the numbers."""
    (low, high), (left, right), place = line.allowed, line.stated, line.place
    if not (math.isnan(low) or math.isnan(high)):
        looks: dict[str, Any] = {"facecolor": PAPER, "edgecolor": line.colour, "hatch": "/////"}
        ax.barh(at, max(place(high) - place(low), 0.05), 0.5, place(low), zorder=2, linewidth=0.9, **looks)
        if abs(place(low) + place(high)) == 2 * _REACH:
            away = place(low)
            ax.scatter([away], [at], s=60, marker="<" if away < 0 else ">", color=line.colour, zorder=4)
    if known(line.official)[0]:
        ends = [place(line.official[0]) - 0.02, place(line.official[1]) + 0.02]
        ax.plot(ends, [at + 0.34] * 2, color=GREY, linewidth=2.8, zorder=3, solid_capstyle="butt")
    if math.isfinite(line.value):
        if not (math.isnan(left) or math.isnan(right)):
            ax.plot([place(left), place(right)], [at, at], color=INK, linewidth=1, marker="|", zorder=3)
        ax.scatter([place(line.value)], [at], s=30, color=INK, zorder=4)
    ax.text(_REACH + 0.2, at, line.sign, color=line.colour, fontsize=12, ha="left", va="center")
    ax.text(_REACH + 0.62, at, line.words, color=INK, fontsize=8.4, ha="left", va="center")


def with_unit(text: str, by: Scale, lang: str) -> str:
    """Numbers with the unit of their scale."""
    return text + ("" if by.unit in ("%", "") else labels.word("space", lang)) + by.unit
