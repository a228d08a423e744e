"""The common misprints of a figure: a digit, the point, 万 for 亿, the sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from tradekit.checks.figures import Figure
from tradekit.language.zh.precision import SCALE, SCALES, interval

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
