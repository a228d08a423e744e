"""Steps that add up to a total, bar by bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tradekit.charts.frame import Chart, Story, blank, two_lines
from tradekit.charts.marks import POINTS, Mark, Pen
from tradekit.charts.palette import INK

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
