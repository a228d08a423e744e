"""The common misprints of a figure: a digit, the point, 万 for 亿, the sign."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from tradekit.checks.figures import Figure
from tradekit.checks.verdicts import FAILS, HOLDS, Verdict, verdict
from tradekit.language.zh.precision import SCALE, SCALES, interval
from tradekit.model.intervals import Interval

KINDS = ("digit", "point", "scale", "sign")

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Misprint:
    """One way in which a figure may have been misprinted: the kind, and the figure as it then would read."""

    kind: str
    figure: Figure


@cache
def misprints(figure: Figure) -> tuple[Misprint, ...]:
    """Every figure that is one common misprint away.

    Numbers in Chinese words have their sign and 万/亿 changed only. The text of a changed sign stays as it
    is: the direction stands in the verb.
    """
    sign = Misprint("sign", replace(figure, value=-figure.value, interval=-figure.interval))
    found = [sign] if figure.key.statistic in _SIGNED or figure.key.flow == "balance" else []
    number = _NUMBER.search(figure.text)
    if number:
        for kind, printed in (*_digits(number[0]), *_points(number[0])):
            text = figure.text[: number.start()] + printed + figure.text[number.end() :]
            found += _changed(
                figure, kind, text, float(printed) / float(number[0]) if float(number[0]) else 0.0
            )
    scale = SCALE.search(figure.text)
    if scale:
        for other in (one for one in SCALES if one != scale[0]):
            text = figure.text[: scale.start()] + other + figure.text[scale.end() :]
            found += _changed(figure, "scale", text, SCALES[other] / SCALES[scale[0]])
    return tuple(found)


def told(figure: Figure, way: Misprint) -> str:
    """A misprint in print: the figure, and how it would then read; with both signs where they differ."""
    if way.kind != "sign":
        return f"{figure.text} → {way.figure.text}"
    digits = figure.text.lstrip("+-−")
    return " → ".join([("−" if one.value < 0 else "+") + digits for one in (figure, way.figure)])


_SIGNED = frozenset({"growth", "contribution", "level_change", "growth_change", "share_change"})


def _changed(figure: Figure, kind: str, text: str, factor: float) -> Iterator[Misprint]:
    """The figure with another text, whose number is ``factor`` times as large."""
    if factor:
        value = float(f"{figure.value * factor:.12g}")
        stands_for = interval(text, value, figure.bound, figure.key.unit)
        yield Misprint(kind, replace(figure, text=text, value=value, interval=stands_for))


def _digits(number: str) -> Iterator[tuple[str, str]]:
    """One digit for another, or two neighbours exchanged."""
    for at, old in enumerate(number):
        if old == ".":
            continue
        leads = at == 0 and len(number) > 1 and number[1] != "."
        for new in "0123456789":
            if new != old and not (leads and new == "0"):
                yield "digit", number[:at] + new + number[at + 1 :]
    for at, (one, two) in enumerate(pairwise(number)):
        if one != two and "." not in (one, two) and not (at == 0 and two == "0"):
            yield "digit", number[:at] + two + one + number[at + 2 :]


def _points(number: str) -> Iterator[tuple[str, str]]:
    """The point one place to the left or right, or lost; where there is none, wherever it may have been."""
    whole, _, decimals = number.partition(".")
    digits, at = (whole + decimals).lstrip("0"), len(whole.lstrip("0"))
    if not digits:
        return
    places = (at - 1, at + 1, len(digits)) if decimals else range(len(digits))
    for place in dict.fromkeys(places):
        if 0 <= place <= len(digits) and place != at:
            yield "point", f"{digits[:place] or '0'}.{digits[place:]}".rstrip(".")


_LIKELY = 0.5
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
                s for s in ranked if s.rank[0] == ranked[0].rank[0] and s.odds >= _LIKELY * ranked[0].odds
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
    return Suspect(figure, told(figure, likely), mended, broken + len(figure.places) - 1, odds)


def _effect(
    instead: Mapping[int, Interval], failing: Sequence[Verdict], holding: Sequence[Verdict]
) -> tuple[int, int]:
    """How many failing verdicts a changed figure mends, and how many that hold it breaks if it mends any."""
    mended = sum([not verdict(one.instance, instead).failed for one in failing])
    broken = sum([verdict(one.instance, instead).failed for one in holding]) if mended else 0
    return mended, broken
