"""C9: the checks at a glance, what was stated against what the other figures leave open."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import Any

import pandas as pd

from tradekit.charts.frame import Chart, Story, finish, nothing, styled
from tradekit.charts.own_scale import Line, Span, known, number, rows_chart, span, with_unit
from tradekit.charts.palette import BLUE, GREY, ORANGE, SKY, VERMILLION
from tradekit.checks.identity import identities
from tradekit.checks.verdicts import HEADLINE, PART
from tradekit.language import labels
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.fold import need, records
from tradekit.tables.numbers import decimals, plain, scale
from tradekit.tables.verdict_words import title

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
    rows = sorted(records(verdicts), key=_rank)
    telling = [row for row in rows if not _rank(row)[0]]
    shown = [row for row in telling or rows if row["verdict"] != "open"][:most]
    shown += [row for row in telling if row["verdict"] == "open"][: max(0, min(_OPEN, most - len(shown)))]
    chart = rows_chart(story, [_line(row, lang) for row in shown])
    story.note("In all {count}: {said}.", count=len(rows), said=story.word("comma").join(said))
    if len(rows) > len(shown):
        story.note("Only the most telling are drawn; repeats and agreement with the official series aren't.")
    story.title = _title(story, counts)
    return finish(chart, story)


def _rank(row: dict[str, Any]) -> tuple[bool, int, bool]:
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


def _name(row: dict[str, Any], lang: str) -> str:
    """The identity in words, with what it is about; of an open one, what it leaves to be known."""
    code, key = str(row["identity"]), _about(row)
    about = labels.about(key, lang) if key.get("flow") else ""
    named = code in _PLAIN or key is not row or any(row.get(d) for d in DIMENSIONS)
    when = labels.period(str(key["period"]), lang) if key.get("period") else ""
    return " · ".join(part for part in (title(code, lang), about if named else "", when) if part)


def _ends(row: dict[str, Any]) -> tuple[Span, float]:
    """The interval that is allowed, and what was stated; "not above" allows all that lies below."""
    low, high, stated = (number(row, c) for c in ("low", "high", "stated"))
    below = row["identity"] in _limits() and math.isfinite(stated)
    return (-math.inf if below else low, high), stated


def _line(row: dict[str, Any], lang: str) -> Line:
    sign, colour = _LOOKS.get(str(row["verdict"]), ("?", GREY))
    allowed, stated = _ends(row)
    terms = row.get("terms")
    sources = tuple(t for t in terms if not t.startswith("official#")) if isinstance(terms, list) else ()
    vintage = str(row.get("vintage", ""))
    return Line(
        _name(row, lang), _numbers(row, lang), allowed, span(row, "stated"), stated, colour, sign,
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
