"""Steps that add up to a total, bar by bar."""

from __future__ import annotations

from tradekit.charts.marks import Mark, Pen
from tradekit.charts.palette import INK


def waterfall(pen: Pen, steps: list[Mark], total: Mark, colours: list[str], final: str) -> None:
    """Steps that add up to a total: each bar starts where the one before ends, the total starts from zero."""
    base = 0.0
    for at, (step, colour) in enumerate(zip(steps, colours, strict=True)):
        pen.bar(at, step, colour, width=0.55, base=base, whiskers=True)
        step_label(pen, at, base, step)
        base += step.value
        pen.ax.hlines(base, at, at + 1, color=INK, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    pen.bar(len(steps), total, final, width=0.55, whiskers=True)
    step_label(pen, len(steps), 0.0, total)
    pen.zero()
    pen.ax.margins(y=0.16)
    pen.ax.set_xlim(-0.55, len(steps) + 0.55)


def step_label(pen: Pen, at: int, base: float, step: Mark) -> None:
    """The number beyond the end of its bar; inside it where the end comes near zero from below."""
    rise = step.value >= 0
    edge = base + (step.high if rise else step.low)
    end = edge if edge == edge and abs(edge) != float("inf") else base + step.value
    inside = rise and base < 0 and abs(end) < 0.2 * abs(step.value)
    up = rise and not inside
    looks = {"xytext": (0, 5 if up else -5), "va": "bottom" if up else "top", "fontsize": 9.5, "color": INK}
    pen.note(
        at, end - (step.high - step.low if inside else 0), step.number(pen.by, sign=True), zorder=6, **looks
    )
