"""Who is to blame: the figure which, moved by one common misprint, mends what fails and breaks nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradekit.checks.figures import Figure
from tradekit.checks.misprints import KINDS, Misprint, misprints
from tradekit.checks.verdicts import FAILS, HOLDS, Verdict, verdict
from tradekit.model.intervals import Interval

_CLOSE = 0.5
"""A suspect stands beside the culprit where it is at least so many times as likely."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that one misprint would clear: how it would have to read, and how much speaks for it.

    ``mended`` and ``broken`` count the identities that it would mend and break, ``odds`` is how likely such a
    misprint is to give the printed figure.
    """

    figure: Figure
    mend: str
    mended: int
    broken: int
    odds: float

    @property
    def rank(self) -> tuple[int, float]:
        """The larger, the likelier."""
        return self.mended - 2 * self.broken, self.odds


def suspects(verdicts: Sequence[Verdict]) -> dict[int, tuple[Suspect, ...]]:
    """For each failing verdict, by its place in the list, the likeliest culprit and those about as likely."""
    having: dict[Figure, list[int]] = defaultdict(list)
    for at, one in enumerate(verdicts):
        if one.verdict in (FAILS, HOLDS):
            for figure in dict.fromkeys(one.instance.figures):
                having[figure].append(at)
    judged: dict[Figure, Suspect | None] = {}
    found = {}
    for at, one in enumerate(verdicts):
        if one.failed:
            for figure in one.instance.figures:
                if figure not in judged:
                    judged[figure] = _suspect(figure, [verdicts[n] for n in having[figure]])
            ranked = sorted(
                (s for f in dict.fromkeys(one.instance.figures) if (s := judged[f])),
                key=lambda s: s.rank,
                reverse=True,
            )
            found[at] = tuple(
                s for s in ranked if s.rank[0] == ranked[0].rank[0] and s.odds >= _CLOSE * ranked[0].odds
            )
    return found


def _suspect(figure: Figure, verdicts: Sequence[Verdict]) -> Suspect | None:
    """The best single misprint of one figure, weighed against all identities that it stands in."""
    failing = [one for one in verdicts if one.failed]
    holding = [one for one in verdicts if not one.failed]
    if not figure.text or not failing:
        return None
    same = [  # every row that the one printed number makes
        id(one)
        for other in verdicts
        for one in other.instance.figures
        if one.places == figure.places and one.text == figure.text
    ]
    tried = misprints(figure)
    sizes = Counter(one.kind for one in tried)
    best: dict[tuple[int, int], list[Misprint]] = defaultdict(list)
    for one in tried:
        mended, broken = _effect(dict.fromkeys(same, one.figure.interval), failing, holding)
        if mended:
            best[mended, broken].append(one)
    if not best:
        return None
    mended, broken = max(best, key=lambda effect: effect[0] - 2 * effect[1])
    ways = best[mended, broken]
    odds = sum(1 / len(KINDS) / sizes[one.kind] for one in ways)
    likely = max(ways, key=lambda one: 1 / sizes[one.kind])
    reads = (
        likely.figure.text
        if likely.kind != "sign"
        else f"{'−' if likely.figure.value < 0 else '+'}{figure.text}"
    )
    return Suspect(figure, f"{figure.text} → {reads}", mended, broken + len(figure.places) - 1, odds)


def _effect(
    instead: Mapping[int, Interval], failing: Sequence[Verdict], holding: Sequence[Verdict]
) -> tuple[int, int]:
    """How many failing verdicts a changed figure mends, and how many that hold it breaks if it mends any."""
    mended = sum([not verdict(one.instance, instead).failed for one in failing])
    broken = sum([verdict(one.instance, instead).failed for one in holding]) if mended else 0
    return mended, broken
