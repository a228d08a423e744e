"""Named: the indicators other than trade that a sentence names, as frames that stand where flows do."""

from __future__ import annotations

from tradekit.language.en.flowframe import Frame
from tradekit.language.en.flows import before
from tradekit.language.en.phrases import behind
from tradekit.language.en.rates import Stated, direction
from tradekit.language.en.shape import Row
from tradekit.language.en.tokens import Token
from tradekit.language.families import Hit
from tradekit.language.mentions import Quantity

_GROWS = ("growth", "inflation")
_TRADE = ("flow", "act", "supplier")
_CODES = frozenset(("other", *_TRADE))


def indicators(words: Row, hits: list[Hit]) -> list[Frame]:
    """The frames of a sentence's indicators in order; its flows of trade are things apart here."""
    row = words.tokens
    own = [hit for hit in hits if row and row[0].start <= hit.start and hit.end <= row[-1].end]
    for one in row:
        if one.codes.keys() & _CODES:
            trade = any([kind in one.codes for kind in _TRADE])
            one.codes = {kind: code for kind, code in one.codes.items() if kind not in _CODES}
            one.codes |= {"other": "other"} if trade else {}
    words.reshape()
    own.sort(key=_rank)
    made: list[Frame] = []
    low = 0
    for hit in own:
        places = [at for at, one in enumerate(row) if one.start < hit.end and hit.start < one.end]
        if hit.indicator is None or not places or places[0] < low:
            for at in places:
                row[at].codes = {} if hit.indicator is None else row[at].codes
            words.reshape()
            continue
        frame = _frame(words, hit, places[0], places[-1], low)
        if frame is not None and not frame.commodity:
            frame.commodity = _where(row, own, frame.last)
        if frame is not None:
            made.append(frame)
            low = frame.last + 1
    return made


def _rank(hit: Hit) -> tuple[bool, int]:
    """Sectors first: what they say otherwise is taken from their words before they are looked at."""
    return hit.indicator is not None, hit.start


def _where(row: list[Token], own: list[Hit], last: int) -> str:
    """The sector that is named behind an indicator: higher inflation in rural areas."""
    for hit in own:
        near = [at for at, one in enumerate(row) if one.start == hit.start and last < at <= last + 3]
        if hit.indicator is None and near and row[near[0] - 1].lower in ("in", "of", "for"):
            return hit.word.form
    return ""


def _frame(words: Row, hit: Hit, first: int, last: int, low: int) -> Frame | None:
    indicator = hit.indicator
    assert indicator is not None
    frame = Frame(first, indicator.code)
    frame.last, frame.says = last, indicator.says
    for one in words.tokens[first : last + 1]:
        one.codes = {"flow": indicator.code}
    words.reshape()
    before(words, frame, low)
    behind(words, frame, last + 1)
    own = indicator.sector
    if own == "-" and not frame.commodity:
        return None
    if own and own[0] not in "=-":
        frame.commodity = indicator.sectors[-1]
    elif own == "=":
        frame.commodity = words.text[hit.start : hit.end]
    if hit.word.form.endswith(_GROWS):
        frame.aspect = "growth"
    return frame


def rated(words: Row, at: int, low: int, frame: Frame, said: Stated | str) -> Stated | str:
    """What a number says of an indicator that is a rate or an index itself: 5.1% is its level."""
    one = words.tokens[at].quantity
    slowed = frame.aspect == "growth" and isinstance(said, Stated) and said.statistic == "growth"
    if slowed and isinstance(said, Stated) and said.sign < 0 and one is not None and one.value > 0:
        return said.but(sign=1)
    if not frame.says or frame.says == "level" or one is None:
        if isinstance(said, Stated) and frame.says == "level" and said.statistic == "level_change":
            return said.but("level", basis="", base=False)
        return said
    if one.kind == "pp":
        sign = direction(words.shape, at, low)[0]
        changed = isinstance(said, Stated) or sign != 0
        bound, basis = (said.bound, said.basis) if isinstance(said, Stated) else ("=", "")
        return Stated("level_change", sign or 1, basis, False, bound) if changed else said
    if one.kind in ("percent", "plain"):
        sign, to = direction(words.shape, at, low)
        if to or not sign or one.kind == "plain" or isinstance(said, str) or said.base:
            base = isinstance(said, Stated) and said.base
            return Stated("level", 1, "", base, said.bound if isinstance(said, Stated) else "=")
    return said


def indexed(quantity: Quantity, frame: Frame) -> Quantity:
    """A number of an index or of persons, in its unit."""
    if frame.says == "level" and quantity.kind == "plain":
        return quantity.counted("job", "count", quantity.value)
    index = frame.says == "index" and quantity.kind in ("plain", "percent")
    return quantity.counted("index", "index", quantity.value) if index else quantity
