"""Prepare: each figure of an English text as a part of its own, with all that its sentence says of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tradekit.language.en import lists, whose
from tradekit.language.en.dating import date_figures, usable
from tradekit.language.en.flowframe import Frame
from tradekit.language.en.flows import frames
from tradekit.language.en.goods import carry_goods
from tradekit.language.en.named import indexed, indicators, rated
from tradekit.language.en.rates import Stated, compares, state
from tradekit.language.en.shape import Row
from tradekit.language.en.subjects import headed, subject_of
from tradekit.language.en.tokens import Token, sentences, tokens
from tradekit.language.en.told import Line, Told
from tradekit.language.en.words import Vocabulary
from tradekit.language.families import Hit
from tradekit.language.figure import NO_WORDS, Figure, PartWords, Surroundings
from tradekit.language.lexicon import Word
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Quantity, Scan
from tradekit.language.prepared import NO_CUES, PreparedClause, PreparedPart, Sentence
from tradekit.language.said import Item, Listed, Said

_AMONG: Final = frozenset(
    ("in which", "of which", "among them", "of the", "of that", "among these", "of these")
)
_NO_LISTS: Final[frozenset[str]] = frozenset()
_SPEAKER: Final = re.compile(
    r"(?:said|says|according to|told reporters|,” |added|noted) (?P<a>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})"
    r"|(?P<b>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}),? (?:said|says|told|noted|added|wrote)\b"
)
_OFFICE: Final = re.compile(
    "Department|Ministry|Administration|Bureau|Office|Agency|Customs|Bank|Eurostat|Statistics|Daily|News|Association"
    "|Institute|Reuters|Xinhua|Times|Journal|Capital|Economics|Commission|Council|Organi[sz]ation"
)
"""An office, a paper or a house: no speaker."""
_MONEY: Final = re.compile(
    r"(?:(dollar)|(yuan|RMB|renminbi))(?:[- ]denominated)?[- ]?(?:terms|denominated)", re.IGNORECASE
)


def lines(scanned: Scan, words: Vocabulary, hits: list[Hit] | None = None) -> list[Line]:
    """The sentences of a text with their tokens and frames."""
    text, mentions = scanned.text, scanned.mentions
    made: list[Line] = []
    money = ""
    place = end_before = 0
    for start, end in sentences(text, mentions):
        first = place
        while place < len(mentions) and mentions[place].start < end:
            place += 1
        row = tokens(text, start, end, list(mentions[first:place]), words)
        money = _moneyed(row, money)
        among = len(row) > 1 and f"{row[0].lower} {row[1].lower}" in _AMONG
        opens = not among and (
            not made or text.find("\n", end_before, start) >= 0 or text[start - 1 : start] == "\n"
        )
        words_of = Row(text, row)
        found = frames(words_of) if hits is None else indicators(words_of, hits)
        made.append(Line((start, end), words_of, found, opens))
        end_before = end
    return made


def _own_dollars(text: str, read: list[Line], own: str) -> None:
    """Dollars without more are those of the country that a text is about, unless it marks them as such."""
    if not own or f"{own[0]}$" in text or f"{own[:2]}$" in text:
        return
    for line in read:
        for at, one in enumerate(line.row):
            quantity = one.quantity
            if quantity is not None and quantity.unit == "USD" and quantity.text[0] == "$":
                mine = quantity.counted(own, "money", quantity.value)
                line.row[at] = Token(one.start, one.end, one.text, one.codes, one.name, one.own, mine)


def _moneyed(row: list[Token], money: str) -> str:
    """Give bare millions the money spoken of (from 3.89 billion a year ago); the money spoken of then."""
    for at, one in enumerate(row):
        quantity = one.quantity
        if quantity is None:
            continue
        if quantity.kind == "money":
            money = quantity.unit
        elif quantity.kind == "plain" and money and quantity.value >= _MILLION:
            after = row[at + 1] if at + 1 < len(row) else None
            if after is None or not after.word or after.get("flow"):
                counted = quantity.counted(money, "money", quantity.value)
                row[at] = Token(one.start, one.end, one.text, one.codes, one.name, one.own, counted)
    return money


_MILLION: Final = 1e6


def prepare(scanned: Scan, words: Vocabulary, hits: list[Hit] | None = None) -> tuple[Sentence, ...]:
    """The figures of a text in order, each as a sentence of its own for the machine.

    Of other indicators than trade, where ``hits`` are their words.
    """
    text = scanned.text
    read = lines(scanned, words, hits)
    main = _main(read, hits)
    _own_dollars(text, read, words.dollars.get(main, ""))
    told_of = next((frame.flow for line in read for frame in line.found if frame.commodity), "")
    every = _told(text, read, main, told_of, words)
    _date(read, every)
    made: list[Sentence] = []
    for line, told in zip(read, every, strict=True):
        if not told:
            made += _bare(line)
        for place, one in enumerate(told):
            made.append(_sentence(text, line, one, main, words, line.opens and not place, told_of))
    return tuple(made)


def _told(text: str, read: list[Line], main: str, told_of: str, words: Vocabulary) -> list[list[Told]]:
    """The figures of each sentence, with what is carried from one to the next."""
    every: list[list[Told]] = []
    alive, spoken = 0, main
    carried: Frame | None = None
    goods: Frame | None = None
    base: Token | None = None
    last: Stated | None = None
    _sided(read)
    for line in read:
        headed(line.words, line.found)
    carry_goods([(line.opens, line.found) for line in read])
    for line in read:
        _shipped(line, told_of, carried)
        goods = _under_heading(text, line, goods, words)
        whose.complete(line.row, line.found, main, spoken)
        spoken = whose.spoken_of(line.row, spoken)
        told, carried, alive = _figures(text, line, carried, alive, None if line.opens else last)
        stated = [one.stated for one in told if one.stated is not None]
        last = stated[-1] if stated else None if told else last
        base = _based(told, base)
        alive = max(alive, 1) if line.found and not told else alive
        for one in told:
            if one.frame is not None:
                one.frame = whose.turned(one.frame, main)
        every.append(told)
    return every


def _main(read: list[Line], hits: list[Hit] | None) -> str:
    """Whose figures a text tells: of other indicators than trade that of most, else as ``whose`` finds it."""
    owners = [frame.reporter for line in read for frame in line.found if frame.reporter]
    if hits is not None and owners:
        return Counter(owners).most_common(1)[0][0]
    return whose.main_reporter([(line.row, line.found) for line in read])


def _based(told: list[Told], base: Token | None) -> Token | None:
    """Give figures that others are compared with the base spoken of before; the one spoken of from here."""
    for one in told:
        if one.stated is not None and one.stated.base:
            one.base = base = one.base or base
    return base


def _date(read: list[Line], every: list[list[Told]]) -> None:
    """Give the first figure the period spoken of before it, or anywhere if no figure has one of its own."""
    first = next((place for place, told in enumerate(every) if any([one.stated for one in told])), -1)
    if first < 0 or every[first][0].period is not None or every[first][0].base is not None:
        return
    dated = any([one.period is not None for told in every for one in told])
    every[first][0].period = _spoken(read[:first], True) or (None if dated else _spoken(read))


def _spoken(read: list[Line], near: bool = False) -> Token | None:
    """The first period told of a flow, else (but where only one ``near`` a flow will do) any."""
    found: Token | None = None
    for line in read:
        for place, one in enumerate(line.row):
            if not usable(one) or compares(line.words.shape, place) or one.time in _POINTING:
                continue
            if any([frame.first <= place < frame.last + _BESIDE for frame in line.found]):
                return one
            found = found or one
    return None if near else found


_BESIDE: Final = 6
_POINTING: Final = frozenset(("last", "past", "this", "since"))


def _shipped(line: Line, main: str, carried: Frame | None) -> None:
    """Shipments are imports where a text about imports names nobody to whom they go."""
    for frame in line.found:
        bare = not (frame.partners or frame.commodity or frame.reporter)
        if bare and main == "import" and line.row[frame.at].lower.startswith("shipment"):
            frame.flow, frame.commodity = "import", carried.commodity if carried is not None else ""


def _under_heading(text: str, line: Line, goods: Frame | None, words: Vocabulary) -> Frame | None:
    """Give flows without goods those of the heading they stand under; the heading that holds from here."""
    start, end = line.span
    if line.opens and text[end - 1] not in ".?!)”:" and end - start < _HEADING:
        return next((frame for frame in line.found if frame.commodity), None)
    if line.opens and len(line.row) > 4:
        colon = next((at for at in range(1, 4) if line.row[at].lower == ":"), 0)
        label = text[start : line.row[colon - 1].end].lower()
        if colon and (label in words.goods or f"{label}s" in words.goods):
            goods = Frame(0, "export")
            goods.commodity = label
    for frame in line.found:
        if (
            goods is not None
            and frame.flow == goods.flow
            and not (frame.commodity or frame.partners or frame.total)
        ):
            frame.commodity = goods.commodity
    return goods


_HEADING: Final = 90
"""A heading has fewer characters."""


def _sided(read: list[Line]) -> None:
    """A balance without a sign is a deficit where the first that the text signs is one."""
    found = [(line.row[frame.at].get("flow"), frame) for line in read for frame in line.found]
    balances = [(name, frame) for name, frame in found if frame.flow == "balance"]
    signed = [name for name, _ in balances if name != "balance"]
    if signed and signed[0] == "deficit":
        for name, frame in balances:
            frame.negative = frame.negative or name == "balance"


def _figures(
    text: str, line: Line, carried: Frame | None, alive: int, before: Stated | None
) -> tuple[list[Told], Frame | None, int]:
    """What each number of a sentence says; the frame that is carried on, and for how many sentences."""
    row, found = line.row, line.found
    places = [at for at, one in enumerate(row) if one.quantity is not None]
    holds = carried is not None and alive > 0 and not (line.opens and alive < 2)
    current = carried.carried() if carried is not None and holds else None
    last = before
    made: list[Told] = []
    low = -1
    for place, at in enumerate(places):
        high = places[place + 1] if place + 1 < len(places) else len(row)
        quantity = row[at].quantity
        assert quantity is not None
        again = _is_again(row, at, low, made)
        frame = current if again else subject_of(line.words, found, at, low, current)
        if quantity.kind == "plain" and at + 1 < len(row) and row[at + 1].quantity is not None:
            made.append(Told(at, quantity, None, None, "no unit"))
            continue
        if frame is None:
            made.append(Told(at, quantity, None, None, "not trade"))
        elif quantity.kind == "plain" and frame.says not in ("index", "level"):
            made.append(Told(at, quantity, frame, None, "no unit"))
        else:
            stated = rated(line.words, at, low, frame, state(line.words, at, low, high, frame, last))
            quantity = indexed(quantity, frame)
            if isinstance(stated, str):
                made.append(Told(at, quantity, frame, None, stated))
            else:
                made.append(Told(at, quantity, frame, stated, again=again))
                last = stated
        current = frame
        low = at
    made = lists.deal(text, row, lists.ranges(row, made))
    _weighed(row, made)
    date_figures(line, made)
    good = any([one.stated is not None for one in made])
    if good:
        return made, current, 3
    return made, current if alive > 1 else carried, alive - 1 if places else alive


def _counted_goods(one: Told) -> None:
    """Cars are both the goods and their unit (2.5 million cars)."""
    if one.frame is not None and one.quantity.kind == "count" and not one.frame.commodity:
        noun = one.quantity.text.split(" ")[-1]
        if noun not in _NO_GOODS:
            one.frame = one.frame.like()
            one.frame.commodity = noun


_NO_GOODS: Final = frozenset(
    "units sets pieces companies firms enterprises businesses exporters importers traders containers"
    " head pairs boxes bales bags cartons cases bottles shipments cargoes lots packages parcels items"
    " articles rolls sheets entities teu teus TEU TEUs".split()
)


def _weighed(row: list[Token], made: list[Told]) -> None:
    """Growth beside a quantity of the same thing is growth of the quantity."""
    for one in made:
        _counted_goods(one)
    money = any([one.quantity.kind == "money" and one.stated is not None for one in made])
    for place, one in enumerate(made):
        own = one.frame
        if own is None or one.stated is None or one.stated.statistic != "growth" or own.measure:
            continue
        near = made[place - 1 : place] if place else []
        near += [other for other in made[place + 1 : place + 2] if row[other.at - 1].lower == "to"]
        for other in near if money else made:
            if other.quantity.kind in _AMOUNTS and other.stated is not None and _same(own, other.frame):
                one.frame = own.like()
                one.frame.measure = "quantity"
                break
            if other.stated is not None and other.quantity.kind == "money":
                break


def _same(one: Frame, other: Frame | None) -> bool:
    """Whether two flows are of the same goods and partners."""
    return other is not None and (one.flow, one.commodity, one.partners) == (
        other.flow,
        other.commodity,
        other.partners,
    )


_AMOUNTS: Final = frozenset(("mass", "volume", "energy", "count", "area", "power"))


def _is_again(row: list[Token], at: int, low: int, made: list[Told]) -> bool:
    """Whether an amount is the one before in other money: (about 5.88 trillion U.S. dollars), ($5.8bn)."""
    if low < 0 or not made or made[-1].stated is None:
        return False
    one, before = row[at].quantity, row[low].quantity
    if (
        one is None
        or before is None
        or one.kind != "money"
        or before.kind != "money"
        or one.unit == before.unit
    ):
        return False
    between = row[low + 1 : at]
    led = any([word.lower in ("(", "or", ";", "/") for word in between]) or not between
    return led and all(
        [
            word.lower in ("(", "or", ";", "equivalent", "to", ",", "/") or word.get("bound")
            for word in between
        ]
    )


def _bare(line: Line) -> list[Sentence]:
    """A sentence without figures may tell the period of those that follow."""
    periods = [one for one in line.row if usable(one)]
    if not (periods and line.found and periods[0] in line.row[:3]):
        return [_opening(line)] if line.opens else []
    start, end = line.span
    part = Part(start, end, end, [], [])
    mention = _mention(periods[0])
    one = PreparedPart(
        part,
        [],
        [mention],
        Said(),
        [mention],
        (),
        _NO_LISTS,
        (),
        False,
        None,
        "",
        False,
        "",
        NO_CUES,
        NO_WORDS,
    )
    return [_of(line, (one,), line.opens, "")]


def _opening(line: Line) -> Sentence:
    return _of(line, (), True, "")


def _of(line: Line, parts: tuple[PreparedPart, ...], opens: bool, speaker: str) -> Sentence:
    clause = PreparedClause("", False, "", bool(parts), parts)
    return Sentence(
        line.span,
        opens,
        False,
        False,
        bool(parts) and bool(line.found),
        False,
        False,
        speaker,
        "",
        (clause,) if parts else (),
    )


def _mention(one: Token) -> Mention:
    return Mention(one.start, one.end, "period", one.text, None, None, one.period)


def _sentence(
    text: str, line: Line, one: Told, main: str, words: Vocabulary, opens: bool, goods: str
) -> Sentence:
    """The figure as a sentence of one part."""
    token = line.row[one.at]
    start, end = line.span
    part = Part(start, token.start, end, [one.quantity], [])
    periods = [_mention(one.period)] if one.period is not None else []
    reporter = (one.frame.reporter if one.frame is not None else "") or main
    periods = [whose.fiscal(mention, reporter, words) for mention in periods]
    said = (
        Said(lively=True)
        if one.stated is None or one.frame is None
        else _said(one.frame, reporter, start, goods)
    )
    status = one.status
    apart = []
    if one.base is not None:
        apart.append(Aside(start, start, "base", whose.fiscal(_mention(one.base), reporter, words)))
    elif one.stated is not None and one.stated.base:
        year = PeriodMention(start, start, "", "same", None, -1)
        apart.append(Aside(start, start, "base", Mention(start, start, "period", "", None, None, year)))
    elif one.against is not None:
        apart.append(Aside(start, start, "against", whose.fiscal(_mention(one.against), reporter, words)))
    made = PreparedPart(
        part, apart, [], said, periods, (), _NO_LISTS, (), False, None, status,
        status in ("forecast", "target"), "", NO_CUES, _figure_words(one),
    )  # fmt: skip
    money = _MONEY.search(text, start, end)
    clause = PreparedClause("", False, ("USD" if money[1] else "CNY") if money else "", True, (made,))
    found = _SPEAKER.search(text, start, end) if line.row and one.stated is not None else None
    speaker = (found["a"] or found["b"]) if found is not None else ""
    speaker = "" if _OFFICE.search(speaker) else speaker
    return Sentence(
        line.span, opens, False, False, one.stated is not None, False, False, speaker, "", (clause,)
    )


def _said(frame: Frame, reporter: str, start: int, goods: str) -> Said:
    def listed(name: str) -> Listed | None:
        return Listed((name,), name, start, start) if name else None

    partner = " and ".join(frame.partners) if len(frame.partners) == 2 else ", ".join(frame.partners)
    dims = frame.commodity or partner or frame.enterprise or frame.regime
    item = Item(frame.flow, frame.measure, start, start, "", frame.negative)
    return Said(
        (item,), listed(shown(frame.commodity)), listed(partner), listed(shown(frame.enterprise)),
        listed(frame.regime), listed(reporter), total=not dims,
    )  # fmt: skip


def shown(name: str) -> str:
    """A name of goods as it stands inside a sentence."""
    first = name.split(" ")[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def _figure_words(one: Told) -> PartWords:
    """What the sentence says of a figure, for :func:`read`."""
    stated = one.stated
    data = {"reason": one.reason}
    if stated is not None:
        data = {
            "statistic": stated.statistic, "sign": str(stated.sign), "bound": one.bound, "rule": stated.rule,
            "basis": stated.basis or ("yoy" if one.moves else ""), "again": "yes" if one.again else "",
        }  # fmt: skip
    word = Word("figures", "", "", "", data)
    return PartWords([Mention(one.quantity.start, one.quantity.end, "figures", "", word)], [], [], [], [])


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure that the sentence tells, or the reason why it is none."""
    word = around.words.directions[0]
    statistic = word.get("statistic")
    if not statistic:
        return word.get("reason")
    measure = _measure(around, quantity, statistic)
    bound = word.get("bound")
    if word.get("again") and around.last is not None:
        again = Figure(
            quantity, "level", "value", quantity.value, quantity.unit, "", "~", "in other money", again=True
        )
        return again
    base = around.aside("base")
    against = around.aside("against")
    value = quantity.value * int(word.get("sign"))
    unit = quantity.unit
    if quantity.kind == "money" and (measure == "price" or _PER.match(around.text, quantity.end)):
        per = _PER.match(around.text, quantity.end)
        measure, unit = "price", f"{unit}/{_UNITS.get(per[1], per[1])}" if per else unit
    if quantity.kind == "times":
        value, unit = _times_of(around, quantity), "percent"
    return Figure(
        quantity, statistic, measure, value, unit, word.get("basis"), bound, word.get("rule"),
        base.mention if base is not None else None, against.mention if against is not None else None,
        said_basis=bool(word.get("basis")),
    )  # fmt: skip


_PER: Final = re.compile(
    r"(?:/| per | a | an )(?:metric )?(ton|tonne|barrel|kilogram|kg|kilo|unit|piece|bushel|ounce"
    r"|litre|liter)\b"
)
_UNITS: Final = {"ton": "t", "tonne": "t", "barrel": "bbl", "kilogram": "kg", "kilo": "kg", "liter": "litre"}
"""What an amount is paid for."""


def _times_of(around: Surroundings, quantity: Quantity) -> float:
    """Rose 20 times is 2000; 20 times as much is 1900."""
    behind = around.text[quantity.end : quantity.end + 12]
    less = " as " in behind or ("higher" in behind and False)
    return (quantity.value - 1) * 100 if less else quantity.value * 100


def _measure(around: Surroundings, quantity: Quantity, statistic: str) -> str:
    if quantity.kind in _AMOUNTS and statistic in ("level", "level_change"):
        return "quantity"
    if quantity.kind == "money" and statistic == "level" and around.measure == "quantity":
        return "value"
    return around.measure
