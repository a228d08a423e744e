"""Prepare: each figure of an English text as a part of its own, with all that its sentence says of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tradekit.language.en import monthly, whose
from tradekit.language.en.dating import settle, step, usable
from tradekit.language.en.figuring import Spoken, figures, measure
from tradekit.language.en.flows import frames
from tradekit.language.en.goods import carry_goods
from tradekit.language.en.named import indicators
from tradekit.language.en.rates import compares
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.stating import bare, sentence
from tradekit.language.en.subjects import headed
from tradekit.language.en.tokens import Token, rows_of, sentences
from tradekit.language.en.told import Frame, Line, Told
from tradekit.language.en.words import Vocabulary
from tradekit.language.families import Hit
from tradekit.language.mentions import Scan, Span
from tradekit.language.prepared import Sentence

_AMONG: Final = frozenset(
    ("in which", "of which", "among them", "of the", "of that", "among these", "of these")
)


def lines(scanned: Scan, words: Vocabulary, hits: list[Hit] | None = None) -> list[Line]:
    """The sentences of a text with their tokens and frames."""
    text, money, end_before = scanned.text, "", 0
    made: list[Line] = []
    spoken = ""
    for (start, end), tokens_of in zip(*_rows(scanned, words), strict=True):
        row = [*tokens_of]
        money = _moneyed(row, money)
        among = len(row) > 1 and f"{row[0].lower} {row[1].lower}" in _AMONG
        opens = not among and (
            not made or text.find("\n", end_before, start) >= 0 or text[start - 1 : start] == "\n"
        )
        words_of = Row(text, row)
        found = frames(words_of) if hits is None else indicators(words_of, hits, spoken)
        spoken = found[-1].flow if found else spoken
        made.append(Line((start, end), words_of, found, opens))
        end_before = end
    return made


_last: list[tuple[Scan, list[Span], list[list[Token]]]] = []
"""The tokens of the text that was read last: it is read once for trade, and once for other indicators."""


def _rows(scanned: Scan, words: Vocabulary) -> tuple[list[Span], list[list[Token]]]:
    """The spans of the sentences of a text, and their tokens."""
    if not _last or _last[0][0] is not scanned:
        spans = sentences(scanned.text, scanned.mentions)
        _last[:] = [(scanned, spans, rows_of(scanned, spans, words))]
    return _last[0][1:]


def _at_home(text: str, rows: list[list[Token]], own: str) -> None:
    """Coins that have no other name (dollars, rupees) are those of the text's country; MT as it is told."""
    general, _, own = own.partition(">")
    marked = own and (f"{own[0]}$" in text or f"{own[:2]}$" in text) and _US_DOLLARS.search(text) is not None
    found = [one.quantity for row in rows for one in row if one.quantity is not None]
    named = any([one.unit == own for one in found])
    megatonnes = _MEGATONNES.search(text) is not None
    for row in rows:
        for at, one in enumerate(row):
            said = one.quantity
            if said is None:
                continue
            if megatonnes and said.text.endswith("MT"):
                row[at] = one.counting(said.counted("t", "mass", said.value * _MILLION))
            bare = general != "USD" or said.text[0] == "$" or (named and said.text.endswith(_BARE))
            if own and said.unit == general and not marked and bare:
                row[at] = one.counting(said.counted(own, "money", said.value))


_BARE: Final = (" dlrs", " dlr", " dollars")


def _moneyed(row: list[Token], money: str) -> str:
    """Give bare millions the money spoken of (from 3.89 billion a year ago); the money spoken of then."""
    for at, one in enumerate(row):
        quantity = one.quantity
        if quantity is None:
            continue
        if quantity.kind == "money":
            money = quantity.unit
        elif quantity.kind == "plain" and at and row[at - 1].lower in ("numbered", "numbering"):
            row[at] = one.counting(quantity.counted("unit", "count", quantity.value))
        elif quantity.kind == "plain" and money and quantity.value >= _MILLION:
            after = row[at + 1] if at + 1 < len(row) else None
            if after is None or not after.word or after.get("flow"):
                row[at] = one.counting(quantity.counted(money, "money", quantity.value))
    return money


_MILLION: Final = 1e6
_US_DOLLARS: Final = re.compile(r"US ?\$|U\.S\.? ?(?:\$|dollars)|USD|American dollars")
_MEGATONNES: Final = re.compile(r"million tonnes? \(M[Tt]\)")


def prepare(scanned: Scan, words: Vocabulary, hits: list[Hit] | None = None) -> tuple[Sentence, ...]:
    """The figures of a text in order, each as a sentence of its own for the machine.

    Of other indicators than trade, where ``hits`` are their words.
    """
    text = scanned.text
    read = lines(scanned, words, hits)
    main = _main(read, hits)
    rows = [line.row for line in read]
    _at_home(text, rows, words.coins.get(main, ""))
    whose.date_years(rows, whose.begins(text, main, words))
    every = _told(text, read, main, words)
    _date(read, every)
    step(every)
    measure(read, every)
    if hits is not None:
        monthly.settle(text, read, every, words)
    made: list[Sentence] = []
    for line, told in zip(read, every, strict=True):
        if not told:
            made += bare(line)
        for place, one in enumerate(told):
            made.append(sentence(text, line, one, main, line.opens and not place))
    return tuple(made)


def _told(text: str, read: list[Line], main: str, words: Vocabulary) -> list[list[Told]]:
    """The figures of each sentence, with what is carried from one to the next."""
    every: list[list[Told]] = []
    spoken = Spoken()
    country = main
    goods: Frame | None = None
    base: Token | None = None
    _sided(read)
    for line in read:
        headed(line.words, line.found)
    _shipped(read)
    about = "" if any([frame.other for line in read for frame in line.found]) else carry_goods(read)
    for line in read:
        first = min([frame.first for frame in line.found], default=len(line.row))
        if not about and any([one.get("supplier") for one in line.row[:first]]):
            spoken.goodless()
        goods = _under_heading(text, line, goods, words)
        whose.complete(line.row, line.found, main, country)
        country = whose.spoken_of(line.row, country)
        told = figures(line, spoken)
        settle(line, told)
        for one in told:
            if one.compared:
                one.base = base = one.base or base
            one.frame = whose.turned(one.frame, main) if one.frame is not None else None
        every.append(told)
    return every


def _main(read: list[Line], hits: list[Hit] | None) -> str:
    """Whose figures a text tells: of other indicators than trade that of most, else as ``whose`` finds it."""
    owners = [frame.reporter for line in read for frame in line.found if frame.reporter]
    if hits is not None and owners:
        return Counter(owners).most_common(1)[0][0]
    return whose.main_reporter([(line.row, line.found) for line in read])


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


def _shipped(read: list[Line]) -> None:
    """Shipments are imports where a text about imports names nobody to whom they go."""
    flows = [frame.flow for line in read for frame in line.found]
    for line in read if flows and flows[0] == "import" else ():
        for frame in line.found:
            if not frame.reporter and frame.bare and line.row[frame.at].lower.startswith("shipment"):
                frame.flow = "import"


def _under_heading(text: str, line: Line, goods: Frame | None, words: Vocabulary) -> Frame | None:
    """Give flows without goods those of the heading they stand under; the heading that holds from here."""
    start, end = line.span
    if line.opens and text[end - 1] not in ".?!)”:" and end - start < _HEADING:
        return next((frame for frame in line.found if frame.commodity), None)
    if line.opens and len(line.row) > 4:
        colon = next((at for at in range(1, 4) if line.row[at].lower == ":"), 0)
        label = text[start : line.row[colon - 1].end].lower()
        counted = colon and _LABELLED.match(line.words.shape, 0, len(line.row)) is not None
        if colon and (counted or label in words.goods or f"{label}s" in words.goods):
            goods = Frame(0, "export")
            goods.commodity = label
    for frame in line.found:
        alone = not (frame.commodity or frame.partners or frame.total)
        if goods is not None and frame.flow == goods.flow and alone:
            frame.commodity = goods.commodity
    return goods


_LABELLED: Final = Shaped("'-|•|*'?(?P<name>{word}{1,3})':'{number}")
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
