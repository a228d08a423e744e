"""C9 and its like: rows with a scale of their own, what was stated against what other figures leave open."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import Mark, Pen
from tradekit.charts.palette import BLUE, GREY, INK, ORANGE, PAPER, SKY, VERMILLION
from tradekit.charts.wrapping import two_lines
from tradekit.checks.identity import identities
from tradekit.checks.verdicts import HEADLINE, PART
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import need, records
from tradekit.tables.numbers import Scale, decimals, plain, scale
from tradekit.tables.verdict_words import title

Span = tuple[float, float]
NOWHERE: Span = (math.nan, math.nan)
_REACH = 2.0
_WORDS = 34
"""So wide is a line of the numbers beside a row."""


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
    chart, (ax,) = blank(0.4 + 0.38 * len(lines))
    for at, line in enumerate(lines):
        _draw(ax, at, line)
        story.seen.append(Mark(line.value, sources=line.sources, published=line.published))
        story.numbers.append(f"{line.name}: {line.words}")
        ends = {"stated": line.stated, "allowed": line.allowed, "official": line.official}
        told = {f"{name} {end}": pair[end == "to"] for name, pair in ends.items() for end in ("from", "to")}
        story.rows.append({"name": line.name, "words": line.words, "value": line.value, **told})
    pen = Pen(ax, story)
    pen.names([line.name for line in lines], places=28, fontsize=8.2)
    widest = max(labels.places(part) for line in lines for part in two_lines(line.words, _WORDS).split("\n"))
    ax.set_xlim(-_REACH - 0.15, 4.8 / (1 - min(0.0185 * widest, 0.8)) - _REACH)
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
    looks = {"xytext": (13, 0), "textcoords": "offset points", "ha": "left", "va": "center"}
    ax.annotate(two_lines(line.words, _WORDS), (_REACH + 0.2, at), color=INK, fontsize=8.2, **looks)


def with_unit(text: str, by: Scale, lang: str) -> str:
    """Numbers with the unit of their scale."""
    return text + ("" if by.unit in ("%", "") else labels.word("space", lang)) + by.unit


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
    kinds = [str(row[c]) for c, usual in (("measure", "value"), ("statistic", "level")) if row[c] != usual]
    said = labels.word("space", lang).join(
        [labels.about(row, lang), *(labels.word(kind, lang) for kind in kinds)]
    )
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


_ORDER = ("fails", "contradicted", "revised", "holds", "open")
_LOOKS = {
    "holds": ("✓", BLUE),
    "fails": ("!", VERMILLION),
    "contradicted": ("!", VERMILLION),
    "revised": ("≠", ORANGE),
    "open": ("○", SKY),
}
_PLAIN = ("said twice", "official series")
_OPEN = 6
"""How many open identities are drawn at most: what they imply has a table of its own."""


@styled
def checks(verdicts: pd.DataFrame, *, lang: str = "zh", most: int = 14) -> Chart:
    """The check panel (C9): each identity with its mark, the interval that it leaves, and what was stated.

    Takes the table of verdicts that :func:`tradekit.check` makes (``identity``, ``verdict``, ``period``,
    ``stated``, ``low``, ``high``, and where they are there the key columns, ``stated_low``,
    ``stated_high``, ``terms``). The ``most`` telling rows are drawn: failures, then revisions, then
    identities between figures. Each row has a scale of its own: the point is what was stated, the hatched
    bar what the other figures allow. Gives a Figure.
    """
    story = Story(lang)
    need(verdicts, ("identity", "verdict"))
    counts = Counter(str(verdict) for verdict in verdicts["verdict"])
    said = [f"{labels.word(v, lang)} {counts[v]}" for v in _ORDER if counts[v]]
    story.subtitle = story.say(
        "Point: as stated; hatched: what other figures leave open (each row has its own scale)"
    )
    if not len(verdicts):
        return nothing(story, "No identity can be checked")
    rows = sorted(records(verdicts), key=_rank_verdict)
    telling = [row for row in rows if not _rank_verdict(row)[0]]
    shown = [row for row in telling or rows if row["verdict"] != "open"][:most]
    shown += [row for row in telling if row["verdict"] == "open"][: max(0, min(_OPEN, most - len(shown)))]
    chart = rows_chart(story, [_line_verdict(row, lang) for row in shown])
    story.note("In all {count}: {said}.", count=len(rows), said=story.word("comma").join(said))
    if len(rows) > len(shown):
        story.note("Only the most telling are drawn; repeats and agreement with the official series aren't.")
    story.title = _title(story, counts)
    return finish(chart, story)


def _rank_verdict(row: dict[str, Any]) -> tuple[bool, int, bool]:
    """Identities before what is merely said twice; failures first, open ones with a number last."""
    verdict = str(row["verdict"])
    dull = str(row["identity"]) in _PLAIN and verdict == "holds"
    return (dull, _ORDER.index(verdict) if verdict in _ORDER else 9, not known(_ends(row)[0])[0])


@cache
def _limits() -> frozenset[str]:
    """The identities that leave open all that lies below."""
    return frozenset(one.name for one in (*identities(), PART, HEADLINE) if one.relation == "<=")


def _about(row: dict[str, Any]) -> dict[str, Any]:
    """What a row speaks of; an open one, of what is missing."""
    return row.get("missing_key") or row


def _name_verdict(row: dict[str, Any], lang: str) -> str:
    """The identity in words, with what it is about; of an open one, what it leaves to be known."""
    code, key = str(row["identity"]), _about(row)
    about = labels.about(key, lang) if key.get("flow") or key.get("sector") or key.get("indicator") else ""
    named = code in _PLAIN or key is not row or any(row.get(d) for d in DIMENSIONS)
    when = labels.period(str(key["period"]), lang) if key.get("period") else ""
    return " · ".join(part for part in (title(code, lang), about if named else "", when) if part)


def _ends(row: dict[str, Any]) -> tuple[Span, float]:
    """The interval that is allowed, and what was stated; "not above" allows all that lies below."""
    low, high, stated = (number(row, c) for c in ("low", "high", "stated"))
    below = row["identity"] in _limits() and math.isfinite(stated)
    return (-math.inf if below else low, high), stated


def _line_verdict(row: dict[str, Any], lang: str) -> Line:
    sign, colour = _LOOKS.get(str(row["verdict"]), ("?", GREY))
    allowed, stated = _ends(row)
    terms = row.get("terms")
    sources = tuple(t for t in terms if not t.startswith("official#")) if isinstance(terms, list) else ()
    vintage = str(row.get("vintage", ""))
    return Line(
        _name_verdict(row, lang), _numbers(row, lang), allowed, span(row, "stated"), stated, colour, sign,
        sources=sources, published=vintage if len(vintage) == 10 else "",
    )  # fmt: skip


def _numbers(row: dict[str, Any], lang: str) -> str:
    """What was stated, and the interval, in one scale."""
    (low, high), stated = _ends(row)
    by = scale([v for v in (low, high, stated) if math.isfinite(v)], str(_about(row).get("unit") or ""), lang)
    between = "" if math.isnan(low) or math.isnan(high) else _span(low / by.divisor, high / by.divisor, lang)
    printed = decimals(*span(row, "stated"), by.divisor)
    head = f"{plain(stated / by.divisor, printed)} | " if math.isfinite(stated) else ""
    return with_unit(f"{head}{between}", by, lang)


def _span(low: float, high: float, lang: str) -> str:
    """An interval with decimals enough to tell its ends apart, and no noughts that both could do without."""
    if math.isinf(low):
        return f"≤{plain(high)}"
    if math.isinf(high):
        return f"≥{plain(low)}"
    places = max(0, min(4, 1 - math.floor(math.log10(high - low)))) if high > low else 2
    ends = [plain(low, places), plain(high, places)]
    while "." in ends[0] and all(end[-1] in "0." for end in ends):
        ends = [end[:-1] for end in ends]
    dash = "–" if low >= 0 else labels.say(lang, " to ")
    return dash.join(ends)


def _title(story: Story, counts: Counter[str]) -> str:
    judged = sum(counts[v] for v in _ORDER if v != "open")
    bad = counts["fails"] + counts["contradicted"]
    if not judged:
        return story.say("None of {count} identities can be judged yet", count=counts["open"])
    if bad:
        return story.say("{bad} of {judged} checks fail", judged=judged, bad=bad)
    if counts["revised"]:
        template = "No contradiction in {judged} checks; {count} differ by revision"
        return story.say(template, judged=judged, count=counts["revised"])
    return story.say("All {judged} checks hold", judged=judged)
