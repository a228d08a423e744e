"""Beside the official series: a stated figure is equal within rounding, revised since, or contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from tradekit.checks.figures import Figure, canonical
from tradekit.checks.verdicts import LARGEST_REVISION
from tradekit.language.labels import folded
from tradekit.language.zh.cues import OTHER_SYSTEMS
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key, key_of

EQUAL, REVISED, CONTRADICTED = "equal", "revised", "contradicted"
LARGEST_RATE_REVISION = 0.5
"""In points, for growth rates and shares."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stated figure beside the official one of its day and the latest one."""

    figure: Figure
    verdict: str
    then: Figure
    latest: Figure
    gap: float


def official(reference: Any) -> dict[Key, list[Figure]]:
    """The rows of a reference table (a pandas DataFrame) by key, oldest vintage first; places are sources."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for row in sorted(reference.to_dict("records"), key=lambda row: _text(row.get("vintage"))):
        about = folded(canonical(key_of(row)))
        ends = Interval(_end(row.get("low"), -inf), _end(row.get("high"), inf))
        said = float(row["value"]), _text(row.get("text")), "=" if ends.finite else ">="
        found[about].append(
            Figure(about, ends, *said, _text(row.get("vintage")), (_text(row.get("source")),), ())
        )
    return dict(found)


def compare(figures: Iterable[Figure], reference: dict[Key, list[Figure]]) -> list[Comparison]:
    """Each stated figure that the reference has, beside its official vintages; not those of other systems."""
    keyed = [(figure, folded(figure.key)) for figure in figures]
    return [
        beside(figure, reference[key])
        for figure, key in keyed
        if key in reference and not any(OTHER_SYSTEMS.search(sentence) for sentence in figure.sentences)
    ]


def beside(figure: Figure, rows: Sequence[Figure]) -> Comparison:
    """One figure beside the official vintages of its key, oldest first.

    The vintage in force is the latest one of the day; where the figure agrees with that, it is equal, and
    revised where the latest vintage of all says otherwise. Where it agrees with another vintage, or is no
    further off than revisions go and not of the same day, it is revised as well; else it is contradicted.
    """
    told = [row for row in rows if row.vintage <= figure.vintage]
    then = told[-1] if told else rows[0]
    latest = rows[-1]
    same = [row for row in rows if row.interval.meets(figure.interval)]
    gap = figure.interval.gap(then.interval)
    if then in same:
        since = figure.interval.gap(latest.interval)
        return Comparison(figure, REVISED if since else EQUAL, then, latest, since)
    if same:
        return Comparison(figure, REVISED, same[-1], latest, figure.interval.gap(latest.interval))
    revised = _revisable(figure, then, gap) and not _same_release(figure.vintage, then.vintage)
    return Comparison(figure, REVISED if revised else CONTRADICTED, then, latest, gap)


def _revisable(figure: Figure, row: Figure, gap: float) -> bool:
    if figure.key.unit in ("percent", "pp"):
        return abs(gap) <= LARGEST_RATE_REVISION
    return abs(gap) <= LARGEST_REVISION * abs(row.value)


def _same_release(published: str, vintage: str) -> bool:
    """Whether a report of this day writes about the release of that one: not later than three days after."""
    try:
        return 0 <= (date.fromisoformat(published) - date.fromisoformat(vintage)).days <= 3
    except ValueError:
        return False


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _end(value: Any, missing: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return missing
    return number if number == number else missing
