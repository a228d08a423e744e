"""The colours of every chart and marked page: Okabe–Ito, told apart by colour-blind readers too.

A sign is never told by colour alone: zero lines and positions tell it as well.
"""

from __future__ import annotations

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
ORANGE = "#E69F00"
SKY = "#56B4E9"
PURPLE = "#CC79A7"
INK = "#222222"
QUIET = "#5F5F5F"
FAINT = "#D9D9D9"
GREY = "#8A8A8A"
PAPER = "#FFFFFF"

ACCENT = BLUE
OFFICIAL = GREY

FLOWS: dict[str, str] = {"trade": BLUE, "export": GREEN, "import": VERMILLION, "balance": PURPLE}
"""One colour for each flow, in every chart."""

STATISTICS: dict[str, str] = {
    "level": BLUE,
    "growth": VERMILLION,
    "share": GREEN,
    "contribution": ORANGE,
    "level_change": SKY,
    "growth_change": PURPLE,
    "share_change": GREY,
}
"""One colour for each statistic, for pages with their figures marked."""


def paler(colour: str, by: float = 0.55) -> str:
    """The colour mixed with white: ``by`` 0 leaves it, 1 makes it white.

    >>> paler("#000000", 0.5)
    '#808080'
    """
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * by):02X}" for c in channels)
