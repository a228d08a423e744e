"""Dating: the period of each figure of a sentence, what it is compared with, and what is expected."""

from __future__ import annotations

import itertools
from typing import Final

from tradekit.language.en import lists
from tradekit.language.en.rates import compares, was_prior
from tradekit.language.en.shape import Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Line, Told

_USABLE: Final = frozenset("span year years yearlist last past days week this since fiscal season".split())
_BEFORE: Final = frozenset("year span same last season".split())
_BASES: Final = _USABLE | {"same", "ago"}
_STOPS: Final = frozenset((";", ":", "while", "but", "whereas", "although"))
_STOP: Final = Shaped("';|:|while|but|whereas|although'")
_NEAR: Final = Shaped("'in|of|for|during|over|the|as|(|on|within'*")
_FROM: Final = frozenset("from than against versus vs after following reversing since when before".split())
_NO_STATUS: Final = Shaped("',|;'|{flow}")


def usable(one: Token) -> bool:
    """Whether a token is a period that a figure may have."""
    return one.time in _USABLE


def date_figures(line: Line, made: list[Told]) -> None:
    """Give each figure its period, what it is compared with, and its status."""
    for place, one in enumerate(made):
        if one.compared:
            low, high = _ends(line, made, place)
            one.base = _base(line, one.at, low, high, made)
            foreseen = one.base is None and _status(line, one.at, low, high) == "forecast"
            if foreseen and one.stated and not was_prior(line.words.shape, one.at):
                one.stated = one.stated.but(base=False)
    taken = {one.base.start for one in made if one.base is not None}
    used = False
    for place, one in enumerate(made):
        if one.stated is None or one.compared:
            continue
        low, high = _ends(line, made, place)
        one.period = _period(line, made, place, taken, used)
        used = used or one.period is not None
        if one.moves and one.stated is not None and not one.stated.basis:
            after = made[place + 1] if place + 1 < len(made) else one
            to = line.row[after.at - 1].lower in ("to", "at") and not after.moves
            wide = _ends(line, made, place + 1)[1] if to else high
            one.against = _against(line, one, low, wide, taken)
        one.status = _status(line, one.at, low, high)
    for one, other in itertools.pairwise(made):
        if one.stated and other.stated and lists.joined(line.words, one, other):
            one.against = one.against or other.against


def settle(line: Line, made: list[Told]) -> None:
    """Give growth that is said against nothing what the figure it starts from, or other growth, is against.

    Fell 2% to $73 billion from $75 billion in May; imports rose 3% and exports 4% from May.
    """
    for place, one in enumerate(made):
        if one.unsaid:
            one.against = _from_base(line, made, place)
    moves = [one for one in made if one.moves]
    for one in moves:
        others = [other for other in moves if not other.unsaid and _apart(one, other)]
        if one.unsaid and one.stated is not None and others:
            other = min(others, key=lambda other: abs(other.at - one.at))
            one.against = other.against
            if other.stated is not None:
                one.stated = one.stated.but(basis=other.stated.basis)


def _apart(one: Told, other: Told) -> bool:
    """Whether two figures are of different things: the bases of one thing are told apart."""
    return one.frame is not None and other.frame is not None and not one.frame.same_as(other.frame)


def step(every: list[list[Told]]) -> None:
    """Take growth of months that is said against nothing as against the month before, if all said is so."""
    moves = [one for told in every for one in told if one.moves and _month(one.period) >= 0]
    moves = [one for one in moves if one.frame is None or not one.frame.other]
    said = {_step(one) for one in moves if not one.unsaid}
    for one in moves:
        if said == {"mom"} and one.unsaid and one.stated is not None:
            one.stated = one.stated.but(basis="mom")


def _month(one: Token | None) -> int:
    """The month that a period is; 0 where it is unknown, -1 where it is none."""
    if one is None or one.period is None or not one.period.spans:
        return 0
    first, last = one.period.spans[0]
    return first if first == last else -1


def _step(one: Told) -> str:
    """What a figure is said to be against."""
    if one.against is None:
        return one.stated.basis if one.stated is not None else ""
    base, month = _month(one.against), _month(one.period)
    before = base > 0 < month and one.against.time == "span" and base % 12 + 1 == month
    return "mom" if one.against.time == "last" or before else ""


def _ends(line: Line, made: list[Told], place: int) -> tuple[int, int]:
    """The places of the figures before and behind one, or the ends of the sentence."""
    at = made[place].at
    low = made[place - 1].at if place else -1
    return low, next((other.at for other in made[place + 1 :] if other.at > at), len(line.row))


def _period(line: Line, made: list[Told], place: int, taken: set[int], used: bool) -> Token | None:
    """The period of a figure: right behind it, in its flow's phrase, behind or before it, or anywhere.

    None behind the next clause, nor (but as a last resort) behind the next flow.
    """
    one, row, shape = made[place], line.row, line.words.shape
    low, high = _ends(line, made, place)
    times = [at for at, token in enumerate(row) if token.time in _USABLE and token.start not in taken]
    times = [at for at in times if not compares(shape, at)]
    before = [at for at in times if at < one.at and not row[at - 1].get("status")]
    before = [at for at in reversed(before) if row[at + 1].get("status") != "forecast"]
    first, last = (one.frame.first, one.frame.last) if one.frame is not None else (0, -1)
    near, stop = _NEAR.match(shape, one.at + 1, high), _STOP.search(shape, one.at + 1, len(row))
    behind = [at for at in times if one.at < at < (stop.start() if stop is not None else len(row))]
    flows = [frame.first for frame in line.found if frame.first > one.at and frame.first != first]
    close = near.end() if near is not None else one.at + 1
    own = [at for at in behind if at < min(flows, default=high) and at < high]
    found = [
        *[at for at in own[:1] if at <= close],
        *[at for at in before if first <= at <= last][:1], *own[:1], *[at for at in before if at > low][:1],
    ]  # fmt: skip
    if not found and not used:
        reach = next((other.at for other in made[place + 1 :] if other.stated is None), len(row))
        found = [*before[:1], *[at for at in behind if at < reach]]
    return row[found[0]] if found else None


def _base(line: Line, at: int, low: int, high: int, made: list[Told]) -> Token | None:
    """The period of a figure that another is compared with: its own, or that of the next such figure."""
    own = _base_before(line, at, low) or _base_behind(line.row, at, high)
    if own is not None:
        return own
    for other in made:
        if other.base is not None:
            return other.base
    for other in made:
        if other.at > at and other.compared:
            found = next((one for one in line.row[other.at + 1 : other.at + 6] if usable(one)), None)
            if found is not None:
                return found
    return None


def _base_before(line: Line, at: int, low: int) -> Token | None:
    """The period between a word of comparison and its figure, or the one before “when”."""
    row = line.row
    for place in range(at - 1, low, -1):
        one: Token = row[place]
        if one.time in _BASES:
            return one
        if one.lower in _FROM or one.lower.startswith("compared"):
            near = row[max(0, place - 2) : place] if one.lower == "when" else []
            return next((token for token in near if usable(token)), None)
    return None


def _base_behind(row: list[Token], at: int, high: int) -> Token | None:
    """The period behind a figure that another is compared with, up to the next clause or flow."""
    for place in range(at + 1, high):
        one: Token = row[place]
        if one.time in _BASES:
            return one
        if one.lower in _STOPS or (one.get("flow") and place > at + 4):
            return None
    return None


def _from_base(line: Line, made: list[Told], place: int) -> Token | None:
    """The period of the amount that a rate starts from (fell 2.5% to $73.1 billion in June from … in May)."""
    own = made[place].frame
    for one in made[place + 1 : place + 3]:
        same = one.frame is not None and own is not None and one.frame.at == own.at
        if same and one.base is not None and one.stated is not None and one.stated.statistic == "level":
            changed = made[place].stated
            change = changed is not None and changed.statistic == "level_change"
            return one.base if change or line.row[made[place].at].amount == "percent" else None
    return None


def _against(line: Line, one: Told, low: int, high: int, taken: set[int]) -> Token | None:
    """The period with which a change is measured: from 2016, over the past five years."""
    at, kinds = one.at, _BEFORE | ({"past"} if one.frame is not None and one.frame.other else set())
    for place in [*range(at + 1, high), *range(at - 1, low, -1)]:
        token: Token = line.row[place]
        if token.lower in _STOPS and place > at:
            break
        if token.start in taken:
            continue
        led = token.time in kinds and compares(line.words.shape, place, "since")
        if led or token.time == "ago":
            return token
    return next((one for one in line.row if one.time == "ago"), None)


def _status(line: Line, at: int, low: int, high: int) -> str:
    """What is expected, aimed at or preliminary, by the words around a figure."""
    found = ""
    for place in range(at - 1, low, -1):
        one = line.row[place]
        if one.get("nostatus"):
            break
        found = found or one.get("status").partition(" ")[0]
    if not found:
        end = min(high, at + 6)
        stop = _NO_STATUS.search(line.words.shape, at + 1, end)
        for one in line.row[at + 1 : stop.start() if stop is not None else end]:
            if one.get("status") and not one.get("nostatus"):
                return one.get("status").partition(" ")[0]
    return found
