"""Figuring: what each number of a sentence says, and of which flow."""

from __future__ import annotations

from typing import Final

from tradekit.language.en import lists
from tradekit.language.en.dating import date_figures
from tradekit.language.en.named import beside, indexed, rated
from tradekit.language.en.rates import state
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.subjects import subject_of
from tradekit.language.en.told import AMOUNTS, Frame, Line, Stated, Told

ALIVE: Final = 3
"""For so many sentences without figures a flow stays spoken of."""
_NO_GOODS: Final = frozenset(
    " units sets pieces companies firms enterprises businesses exporters importers traders containers"
    " head pairs boxes bales bags cartons cases bottles shipments cargoes lots packages parcels items"
    " articles rolls sheets entities teu teus TEU TEUs".split(" ")
)
_WEIGHED: Final = AMOUNTS | {"money"}
_AGAIN: Final = Shaped(r"(?=.*'(|or|;|/'|\Z)(?:{bound}|'(|or|;|equivalent|to|,|/')*\Z")


class Spoken:
    """What is spoken of from one sentence to the next: the flow, for how long it is, its goods, its rates.

    ``inner`` is what the last figure in brackets stated.
    """

    __slots__ = ("alive", "carried", "goods", "inner", "last", "rate")

    def __init__(self) -> None:
        self.carried: Frame | None = None
        self.alive = 0
        self.goods = ""
        self.last: Stated | None = None
        self.inner: Stated | None = None
        self.rate: Stated | None = None

    def goodless(self) -> None:
        """From here on another sentence speaks of all goods."""
        if self.carried is not None:
            self.carried = self.carried.carried()
            self.carried.commodity = ""


def figures(line: Line, spoken: Spoken) -> list[Told]:
    """What each number of a sentence says; ``spoken`` goes on."""
    row = line.row
    places = [at for at, one in enumerate(row) if one.quantity is not None]
    holds = spoken.carried is not None and spoken.alive > 0 and not (line.opens and spoken.alive < ALIVE - 1)
    current = spoken.carried.carried() if spoken.carried is not None and holds else None
    spoken.goods = spoken.carried.commodity if spoken.carried is not None else ""
    before, spoken.rate, spoken.inner = spoken.last, None, None
    spoken.last = None if line.opens else before
    made: list[Told] = []
    low = -1
    for at, high in zip(places, [*places[1:], len(row)], strict=False):
        again = bool(made) and made[-1].stated is not None and _is_again(line.words, at, low)
        frame = current if again else subject_of(line.words, line.found, at, low, current)
        if current is not None and current.other:
            frame = beside(line.words, at, low, frame, current)
        one = _told(line.words, at, low, high, frame, spoken)
        one.again = again
        made.append(one)
        unsaid = _UNSAID.match(line.words.shape, at + 1, len(row)) is not None
        if one.reason == "no unit" and (unsaid or one.frame is None):
            continue
        frame = one.frame
        weighed = one.quantity.kind in AMOUNTS
        measured = weighed or (frame is not None and frame.measure in ("quantity", "price"))
        if frame is not None and frame.other:
            frame = one.frame = frame.like()
            frame.measure = "quantity" if weighed else frame.measure
        elif frame is not None and not frame.commodity and measured:
            noun = one.quantity.text.split(" ")[-1] if one.quantity.kind == "count" else ""
            frame = one.frame = frame.like()
            frame.commodity = noun if noun not in _NO_GOODS else spoken.goods
        spoken.goods = frame.commodity if frame is not None and frame.commodity else spoken.goods
        current, low = frame, at
    made = lists.deal(line, lists.ranges(row, made))
    weigh(line, made)
    date_figures(line, made)
    stated = [one.stated for one in made if one.stated is not None]
    spoken.last = stated[-1] if stated else None if made else before
    _go_on(line, made, current, spoken)
    return made


def _go_on(line: Line, made: list[Told], current: Frame | None, spoken: Spoken) -> None:
    """What is spoken of from a sentence on."""
    if any([one.stated for one in made]):
        spoken.carried, spoken.alive = current, ALIVE
    elif made:
        spoken.carried = current if spoken.alive > 1 else spoken.carried
        spoken.alive -= 1
    elif line.found:
        spoken.carried = spoken.carried or line.found[-1]
        spoken.alive = max(spoken.alive, 1)


def _told(words: Row, at: int, low: int, high: int, frame: Frame | None, spoken: Spoken) -> Told:
    """What a number says of the flow that it is about, or why nothing."""
    quantity = words.tokens[at].quantity
    assert quantity is not None
    plain = quantity.kind == "plain"
    if plain and at + 1 < len(words.tokens) and words.tokens[at + 1].quantity is not None:
        return Told(at, quantity, None, None, "no unit")
    if frame is None:
        return Told(at, quantity, None, None, "not trade")
    if plain and frame.says not in ("index", "level", "count"):
        return Told(at, quantity, frame, None, "no unit")
    bracketed = _BRACKETED.search(words.shape, 0, at) is not None
    stated = state(words, at, low, high, frame, (spoken.inner or spoken.last) if bracketed else spoken.last)
    unrated = stated == "no statistic" or (stated == "comparison" and quantity.kind == "pp")
    if unrated and spoken.rate is not None:
        stated = state(words, at, low, high, frame, spoken.rate)
    stated = rated(words, at, low, frame, stated)
    quantity = indexed(quantity, frame)
    if isinstance(stated, str):
        return Told(at, quantity, frame, None, stated)
    if bracketed:
        spoken.inner = stated
    else:
        spoken.last = stated
    spoken.rate = stated if stated.statistic in ("growth", "share") and not stated.base else spoken.rate
    return Told(at, quantity, frame, stated)


_UNSAID: Final = Shaped("(?:','?'and|or'|',|-|–|to')(?:{plain}(?:','?'and|or'|','))*{percent}")
_BRACKETED: Final = Shaped(r"{open}{-close}*\Z")


def _is_again(words: Row, at: int, low: int) -> bool:
    """Whether an amount is the one before in other money: (about 5.88 trillion U.S. dollars), ($5.8bn)."""
    one, before = words.tokens[at].quantity, words.tokens[low].quantity
    if one is None or before is None or one.kind != "money" or before.kind != "money":
        return False
    return one.unit != before.unit and _AGAIN.match(words.shape, low + 1, at) is not None


def weigh(line: Line, made: list[Told]) -> None:
    """Growth and shares beside a quantity of the same thing are of it."""
    money = any([one.quantity.kind == "money" and one.stated is not None for one in made])
    for place, one in enumerate(made):
        if one.frame is None or one.stated is None or one.frame.measure:
            continue
        near = made[max(0, place - 1) : place]
        if one.stated.statistic == "growth":
            near += [other for other in made[place + 1 : place + 2] if line.row[other.at - 1].lower == "to"]
            near = near if money else made
        elif one.stated.statistic != "share":
            near = []
        beside = [other for other in near if other.stated and other.quantity.kind in _WEIGHED]
        first = next((other for other in beside if other.quantity.kind == "money" or _alike(one, other)), one)
        if first.quantity.kind in AMOUNTS and first is not one:
            one.frame = one.frame.like()
            one.frame.measure = "quantity"


def measure(read: list[Line], every: list[list[Told]]) -> None:
    """Growth of goods of which a text tells only quantities is of these, where no value is spoken of."""
    kinds: dict[tuple[str, str], set[bool]] = {}
    growth: list[tuple[Told, Frame]] = []
    for line, told in zip(read, every, strict=True):
        valued = any([one.lower in _VALUED for one in line.row])
        for one in told:
            frame, said = one.frame, one.stated.statistic if one.stated is not None else ""
            if frame is not None and said == "level":
                weighed = kinds.setdefault((frame.flow, frame.commodity.lower()), set())
                weighed.add(one.quantity.kind in AMOUNTS)
            elif frame is not None and said == "growth" and not (frame.measure or valued) and frame.commodity:
                growth.append((one, frame))
    for one, frame in growth:
        if kinds.get((frame.flow, frame.commodity.lower())) == {True}:
            one.frame = frame.like()
            one.frame.measure = "quantity"


_VALUED: Final = frozenset(("value", "terms", "earnings", "revenue", "revenues", "receipts"))


def _alike(one: Told, other: Told) -> bool:
    """Whether two figures are of the same goods and partners."""
    return one.frame is not None and other.frame is not None and one.frame.same_as(other.frame)
