"""One figure in a plot: how it is known shows in the same way in every chart.

| state | bar or point |
| --- | --- |
| stated | filled |
| bound | hollow, an arrow to where the figure may lie, ≥ or ≤ at the number |
| implied | hatched, with whiskers of what it may be |
| preliminary | filled, lighter |
| official | grey |
| forecast | hollow, dashed |
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from tradekit.charts.palette import GREY, INK, PAPER, QUIET, paler
from tradekit.charts.wrapping import two_lines
from tradekit.language import labels
from tradekit.tables.fold import Entry, places
from tradekit.tables.numbers import BOUND_SIGNS, Scale, decimals, plain

if TYPE_CHECKING:
    from tradekit.charts.frame import Story

PERCENT = Scale(1, "%")
POINTS = Scale(1, "")

STATES: dict[str, str] = {
    "bound": "Hollow with an arrow: the text gives a bound only",
    "implied": "Hatched: implied by other figures",
    "preliminary": "Lighter: preliminary",
    "official": "Grey: official series",
    "forecast": "Dashed: forecast",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure to draw: its value and interval, how it is known (``state``), where it is said."""

    value: float
    low: float = math.nan
    high: float = math.nan
    bound: str = "="
    state: str = "stated"
    sources: tuple[str, ...] = ()
    published: str = ""

    def number(self, by: Scale, *, sign: bool = False) -> str:
        """The figure as printed, in the chart's scale, with its bound's sign and without its unit."""
        places = decimals(self.low, self.high, by.divisor) if self.bound == "=" else None
        if self.state == "implied":
            places = 2
        if places:
            places = min(places, max(1, 4 - len(f"{abs(self.value / by.divisor):.0f}")))
        about = BOUND_SIGNS["~"] if self.state == "implied" else BOUND_SIGNS.get(self.bound, "")
        return about + plain(self.value / by.divisor, places, sign=sign)


def state_of(status: str, bound: str) -> str:
    """How a figure is known, from its status and bound.

    >>> state_of("actual", "="), state_of("preliminary", ">="), state_of("forecast", "=")
    ('stated', 'bound', 'forecast')
    """
    if status in ("forecast", "official", "implied"):
        return status
    if bound in (">=", "<="):
        return "bound"
    return "preliminary" if status == "preliminary" else "stated"


def mark(row: Mapping[str, Any], statistic: str = "value") -> Mark | None:
    """The mark of one statistic of a tidy table's row (``level``, …) or of an entry's (``value``).

    None where the row is blank there.
    """
    value = row.get(statistic)
    if not isinstance(value, int | float) or math.isnan(value):
        return None
    stem = "" if statistic == "value" else f"{statistic}_"
    bound, status = str(row.get(f"{stem}bound") or "="), str(row.get(f"{stem}status") or "actual")
    low, high = (float(row.get(f"{stem}{end}", math.nan)) for end in ("low", "high"))
    sources, published = tuple(places(row.get(f"{stem}sources"))), str(row.get("published") or "")
    return Mark(float(value), low, high, bound, state_of(status, bound), sources, published)


def mark_of(e: Entry) -> Mark:
    """The mark of an entry."""
    state = state_of(e.status, e.bound)
    return Mark(e.value, e.low, e.high, e.bound, state, tuple(e.sources), e.published)


@dataclass(slots=True)
class Pen:
    """Draws marks on one panel in one scale, and remembers in the chart's story what it drew."""

    ax: Axes
    story: Story
    by: Scale = POINTS

    def _looks(self, mark: Mark, colour: str) -> dict[str, Any]:
        self.story.seen.append(mark)
        looks: dict[str, Any] = {"facecolor": colour, "edgecolor": colour, "linewidth": 1.1}
        other: dict[str, dict[str, Any]] = {
            "bound": {"facecolor": PAPER, "linewidth": 1.5},
            "implied": {"facecolor": PAPER, "hatch": "/////"},
            "preliminary": {"facecolor": paler(colour)},
            "official": {"facecolor": GREY, "edgecolor": GREY},
            "forecast": {"facecolor": PAPER, "linestyle": (0, (3, 2)), "linewidth": 1.3},
        }
        return looks | other.get(mark.state, {})

    def bar(
        self,
        at: float,
        mark: Mark,
        colour: str,
        *,
        width: float = 0.62,
        base: float = 0.0,
        whiskers: bool = False,
        across: bool = False,
    ) -> None:
        """A bar from ``base`` to the mark; ``across`` draws it horizontally; whiskers show the half-unit."""
        size, foot = mark.value / self.by.divisor, base / self.by.divisor
        draw = self.ax.barh if across else self.ax.bar
        draw(at, size, width, foot, **self._looks(mark, colour), zorder=2)
        end = mark.value + base
        if mark.state == "bound":
            self.arrow(at, end, mark, colour, across=across)
        elif whiskers or mark.state == "implied":
            self.whisker(at, mark, base=base, across=across)

    def point(
        self, at: float, mark: Mark, colour: str, *, shape: str = "o", size: float = 52, across: bool = False
    ) -> None:
        """A point at the mark with whiskers of what its printed digits stand for."""
        value = mark.value / self.by.divisor
        x, y = (value, at) if across else (at, value)
        self.ax.scatter([x], [y], s=size, marker=shape, zorder=4, **self._looks(mark, colour))
        if mark.state == "bound":
            self.arrow(at, mark.value, mark, colour, across=across)
        else:
            self.whisker(at, mark, across=across, behind=True)

    def band(self, first: float, last: float, mark: Mark, colour: str) -> None:
        """An implied figure that holds for several places together: a hatched band, its line the figure."""
        self._looks(mark, colour)
        value, low, high = (number / self.by.divisor for number in (mark.value, mark.low, mark.high))
        bottom, top = self.ax.get_ylim()
        least = 0.012 * (top - bottom)
        low, high = min(low, value - least), max(high, value + least)
        looks: dict[str, Any] = {"facecolor": PAPER, "edgecolor": colour, "hatch": "//////"}
        self.ax.fill_between([first, last], low, high, linewidth=0.8, zorder=5, **looks)

    def whisker(
        self, at: float, mark: Mark, *, base: float = 0.0, across: bool = False, behind: bool = False
    ) -> None:
        """A thin line over the interval that a figure may lie in, where that is known and finite."""
        low, high = mark.low + base, mark.high + base
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return
        self.story.whiskers |= mark.state in ("stated", "preliminary")
        ends, places = [low / self.by.divisor, high / self.by.divisor], [at, at]
        looks: dict[str, Any] = {"color": INK, "linewidth": 0.9, "markersize": 4}
        looks["zorder"] = 3.5 if behind else 5
        if across:
            self.ax.plot(ends, places, marker="|", **looks)
        else:
            self.ax.plot(places, ends, marker="_", **looks)

    def arrow(self, at: float, end: float, mark: Mark, colour: str, *, across: bool = False) -> None:
        """The arrow from a bound to where the figure may lie."""
        up = math.isinf(mark.high) or (math.isnan(mark.high) and mark.bound == ">=")
        reach = 15 if up else -15
        value = end / self.by.divisor
        start = (value, at) if across else (at, value)
        self.ax.annotate(
            "",
            xy=start,
            xytext=(reach, 0) if across else (0, reach),
            textcoords="offset points",
            zorder=4,
            arrowprops={"arrowstyle": "<|-", "color": colour, "lw": 1.4, "shrinkA": 0, "shrinkB": 0},
        )

    def label(
        self,
        at: float,
        end: float,
        text: str,
        *,
        across: bool = False,
        away: float = 5,
        colour: str = INK,
        size: float = 9.5,
    ) -> None:
        """A number beside the end of a bar or point, on the side away from zero."""
        side = away if end >= 0 else -away
        looks: dict[str, Any] = {"fontsize": size, "color": colour, "zorder": 6, "across": across}
        if across:
            self.note(
                at, end, text, xytext=(side, 0), va="center", ha="left" if side > 0 else "right", **looks
            )
        else:
            self.note(at, end, text, xytext=(0, side), va="bottom" if side > 0 else "top", **looks)

    def note(self, at: float, end: float, text: str, *, across: bool = False, **looks: Any) -> None:
        """Words centred above a place, or as ``looks`` have it."""
        usual: dict[str, Any] = {"fontsize": 8.6, "color": QUIET}
        usual |= {"ha": "center", "va": "bottom", "xytext": (0, 3)} | looks
        value = end / self.by.divisor
        place = (value, at) if across else (at, value)
        self.ax.annotate(text, place, textcoords="offset points", **usual)

    def zero(self, *, across: bool = False) -> None:
        """The marked zero that growth is read against."""
        draw = self.ax.axvline if across else self.ax.axhline
        draw(0, color=INK, linewidth=1.1, zorder=1)
        if not across:
            self.ax.spines["bottom"].set_visible(False)

    def names(self, names: Sequence[str], *, places: int = 30, **looks: Any) -> None:
        """Names down the side, the first above, for a panel whose bars or points run across."""
        size = 9.5 if self.story.lang == "zh" else 8.8
        lines = [two_lines(name, places) for name in names]
        self.ax.set_yticks(range(len(names)), lines, **{"fontsize": size} | looks)
        self.ax.set_ylim(len(names) - 0.4, -0.6)
        self.ax.grid(False, axis="y")
        self.ax.spines["bottom"].set_visible(False)


def state_notes(states: set[str], lang: str) -> list[str]:
    """One line that says what the looks in a chart mean; none where everything in it is plainly stated."""
    words = [labels.say(lang, text) for state, text in STATES.items() if state in states]
    return [labels.word("sentences", lang).join(words) + labels.word("stop", lang)] if words else []
