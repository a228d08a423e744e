"""Monthly: whether growth of an indicator that is said against nothing is of the month, and if it is real."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tradekit.language.en.lists import joined
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Line, Told
from tradekit.language.en.words import Vocabulary
from tradekit.language.mentions import PeriodMention

_STEPS: Final = ("mom", "qoq")
_ANOTHER: Final = (" rate", " ratio", " index", " participation")
"""What ends the name of another indicator: labor force participation | rate."""
_REAL: Final = re.compile(
    r"\b(?:real(?!-| estate)|in volume|(?:price|inflation)-adjusted|adjusted for inflation|by volume"
    r"|volume terms|at (?:constant|(?:19|20)\d\d) prices)"
)
_NOMINAL: Final = re.compile(
    r"\b(?:nominal|at current prices|current prices? basis|in current prices|value terms)"
)
_CONSTANT: Final = re.compile(r"\bat (?:constant|(?:19|20)\d\d) prices")


def settle(text: str, read: list[Line], every: list[list[Told]], words: Vocabulary) -> None:
    """Give figures of indicators that are no trade their basis, where the text tells it, and their prices."""
    grown = [one for told in every for one in told if _grows(one) and _short(one) and not one.compared]
    yearly = [one for one in grown if _basis(one) == "yoy"]
    monthly: set[str] = set()
    last: dict[str, str] = {}
    for line, told in zip(read, every, strict=True):
        here: dict[str, str] = {}
        for one, other in pairwise(told):
            if one.unsaid and one.stated is not None and joined(line.words, one, other):
                one.stated = one.stated.but(basis=_basis(other))
        for place, one in enumerate(told):
            if one.frame is None or not one.frame.other or one.stated is None:
                continue
            _price(text, line, told, place)
            name = one.frame.commodity
            one.frame = one.frame.like()
            one.frame.commodity = _named(name, words.generic)
            if one.frame.commodity not in ("", "core", "headline") and name.endswith(_ANOTHER):
                one.stated, one.reason = None, "not trade"
                continue
            if _grows(one):
                _step(one, yearly, monthly, here, last)
                one.period = _month_ended(one.period)


def _step(
    one: Told, yearly: list[Told], monthly: set[str], here: dict[str, str], last: dict[str, str]
) -> None:
    """Give growth that is said against nothing the basis of what is said of its indicator.

    ``monthly`` are the indicators of which it is of the month, ``here`` what the sentence says of each,
    ``last`` what was said of each last.
    """
    assert one.frame is not None and one.stated is not None
    flow, said = one.frame.flow, _basis(one)
    if one.unsaid and one.status == "forecast" and flow in last:
        one.stated = one.stated.but(basis=last[flow])
        return
    last[flow] = said
    if said:
        here[flow] = said
        monthly.discard(flow if said == "yoy" else "")
        return
    if not one.unsaid or not _short(one) or here.get(flow) == "yoy":
        return
    told = one.frame.aspect != "growth" and not one.status
    if told and any([_contrasts(one, other) for other in yearly]):
        monthly.add(flow)
    basis = here.get(flow, "") if one.compared else ""
    if flow in monthly or here.get(flow, "") in _STEPS:
        basis = basis or "mom"
    one.stated = one.stated.but(basis=basis)
    last[flow] = basis


def _named(name: str, generic: set[str]) -> str:
    """The name of a sector, without the words that name none: energy | output, broad | money."""
    parts = name.split(" ")
    while parts and parts[-1].lower() in generic:
        parts.pop()
    while parts and parts[0].lower() in generic:
        parts.pop(0)
    return " ".join(parts)


_YEAR_TO: Final = re.compile(r"(?:year|12 months|twelve months) (?:to|ended|ending|through)\b", re.IGNORECASE)


def _month_ended(told: Token | None) -> Token | None:
    """The month that ends a year of growth (rose by 2.5% in the year to April): that month's own."""
    period = told.period if told is not None else None
    if told is None or period is None or not period.spans or not _YEAR_TO.search(told.text):
        return told
    month = period.spans[0][1]
    made = PeriodMention(period.start, period.end, period.text, "span", period.year, None, ((month, month),))
    return Token(told.start, told.end, told.text, period=made)


def _grows(one: Told) -> bool:
    return (
        one.stated is not None
        and one.frame is not None
        and one.frame.other
        and one.stated.statistic == "growth"
    )


def _basis(one: Told) -> str:
    return one.stated.basis if one.stated is not None else ""


def _short(one: Told) -> bool:
    """Whether a figure is of a month or quarter, or of no period of its own."""
    period = one.period.period if one.period is not None else None
    if period is None:
        return True
    return bool(period.spans) and period.spans[0][1] - period.spans[0][0] <= _QUARTER


_QUARTER: Final = 2


def _contrasts(one: Told, other: Told) -> bool:
    """Whether the same thing of the same time is told on the year as well, and is another figure there."""
    if one.frame is None or other.frame is None or one.compared or not one.frame.same_as(other.frame):
        return False
    named = one.period is not None and other.period is not None
    same = not named or (one.period.lower == other.period.lower if one.period and other.period else False)
    return same and one.quantity.value != other.quantity.value


def _price(text: str, line: Line, told: list[Told], place: int) -> None:
    """Take up what is said of prices around a figure: in real terms, at 1980 prices, nominal."""
    one = told[place]
    assert one.frame is not None and one.stated is not None
    start = line.row[told[place - 1].at].end if place else line.span[0]
    end = line.row[told[place + 1].at].start if place + 1 < len(told) else line.span[1]
    own = line.row[one.at].start
    behind, before = text[own:end].lower(), text[start:own].lower() if not place else ""
    level = one.stated.statistic == "level"
    nominal = _NOMINAL.search(behind) or _NOMINAL.search(before)
    real = _CONSTANT.search(text[line.span[0] : end].lower()) if level else None
    if not level and nominal is None:
        real = _REAL.search(behind) or _REAL.search(before)
    if real is not None or nominal is not None:
        one.frame = one.frame.like()
        one.frame.measure = "volume" if real is not None else "nominal"
