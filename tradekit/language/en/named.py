"""Named: the indicators other than trade that a sentence names, as frames that stand where flows do."""

from __future__ import annotations

from typing import Final

from tradekit.language.en.flows import before
from tradekit.language.en.phrases import NOUN, behind, noun_phrase, take_goods
from tradekit.language.en.rates import direction
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Frame, Stated
from tradekit.language.families import Hit
from tradekit.language.mentions import Quantity

_SHORT_OF: Final = frozenset(("deficit", "gap", "shortfall"))
_AS_BEFORE: Final = Shaped(r"{percent}(?:{basis|period}|'in|,|and'){0,6}\Z")
_WITHIN: Final = Shaped(
    r"(?=.*'on|for|of|in|among')(?:{word|light|trader|traders|place}|'the|its|all|on|for|of|in|among')*\Z"
)
"""What makes an indicator part of another's name: earnings | of all employees on | payrolls."""
_GROWS = ("growth", "inflation")
_TRADE = ("flow", "act", "supplier")
_CODES = frozenset(("other", *_TRADE))


def indicators(words: Row, hits: list[Hit], spoken: str) -> list[Frame]:
    """The frames of a sentence's indicators in order; its flows of trade are things apart here.

    ``spoken`` is the indicator of the sentences before.
    """
    row = words.tokens
    own = [hit for hit in hits if row and row[0].start <= hit.start and hit.end <= row[-1].end]
    for one in row:
        if one.codes.keys() & _CODES:
            trade = any([kind in one.codes for kind in _TRADE])
            codes = {kind: code for kind, code in one.codes.items() if kind not in _CODES}
            one.recode(codes | ({"other": "other"} if trade else {}))
    words.reshape()
    own.sort(key=_rank)
    made: list[Frame] = []
    low = 0
    for hit in own:
        places = [at for at, one in enumerate(row) if one.start < hit.end and hit.start < one.end]
        apart = bool(places) and _LEFT_OUT.search(words.shape, 0, places[0]) is not None
        open_form = hit.indicator is not None and hit.indicator.sector == "-"
        apart = apart and open_form
        if made and places and low == made[-1].last + 1:
            apart = apart or _WITHIN.match(words.shape[low : places[0]], 0, places[0] - low) is not None
        if hit.indicator is None or not places or places[0] < low or apart:
            for at in places:
                row[at].recode({} if hit.indicator is None else row[at].codes)
            words.reshape()
            continue
        frame = _frame(words, hit, places[0], places[-1], low, made[-1].flow if made else spoken)
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


def _frame(words: Row, hit: Hit, first: int, last: int, low: int, spoken: str) -> Frame | None:
    indicator = hit.indicator
    assert indicator is not None
    frame = Frame(first, spoken if spoken in indicator.within else indicator.code)
    frame.last, frame.other, frame.negative = last, True, indicator.negative
    frame.says = indicator.says or ("count" if indicator.measure == "count" else "")
    for one in words.tokens[first : last + 1]:
        one.recode({"flow": indicator.code})
    words.reshape()
    before(words, frame, low)
    behind(words, frame, last + 1)
    own = indicator.sector
    if hit.word.form.endswith(" of"):
        take_goods(words, frame, last + 1, noun_phrase(words, last + 1))
        frame.last = max(last, frame.goods[1] - 1)
    if own == "-" and not frame.commodity:
        return None
    if own and own[0] not in "=-":
        frame.commodity = indicator.sectors[-1]
    elif own and own[0] == "-" and len(own) > 1:
        frame.commodity = _without(hit.word.form, indicator.sectors[1:])
    elif own == "=":
        frame.commodity = words.text[hit.start : hit.end]
    if hit.word.form.endswith(_GROWS):
        frame.aspect = "growth"
    return frame


def _without(form: str, affixes: list[str]) -> str:
    """The name of a sector, less what makes it an indicator: new orders | index."""
    for one in affixes:
        form = form.removesuffix(one[1:]).removeprefix(one[1:])
    return form


_PEER: Final = Shaped(
    r"(?=.*(?:{status}|'after|following|from|vs|than|,|and'))(?:{-word-flow-place-other-semicolon}"
    r"|{word}(?=.{0,2}{status})|'revised|upwardly|downwardly|market|prior'){0,12}\Z"
)
_IN_BRACKETS: Final = Shaped(
    rf"(?P<name>{NOUN}(?:{NOUN}|'and'(?={NOUN}))*)(?:{{-word-place-period-number-mark-flow}})*{{open}}{{dir}}?\Z"
)
_LEFT_OUT: Final = Shaped(r"'excluding|excludes|exclude|excluded|stripping|strips|ex'{-mark}{0,4}\Z")


def beside(words: Row, at: int, low: int, frame: Frame | None, current: Frame) -> Frame | None:
    """The frame of a figure told beside another: what was expected, what was before, a member in brackets.

    Above market expectations of 2.8%; prices rose for food (2.5% vs 2.1% in May), clothing (1% vs 0.2%).
    """
    named = _IN_BRACKETS.search(words.shape, low + 1, at)
    if named is not None and words.tokens[at].amount == "percent":
        made = current.like()
        made.aspect = made.aspect or "growth"
        made.commodity = words.said(*named.span("name"))
        return made
    if frame is None and _PEER.search(words.shape, low + 1, at) is not None:
        return current
    return frame


def rated(words: Row, at: int, low: int, frame: Frame, said: Stated | str) -> Stated | str:
    """What a number says of an indicator that is a rate or an index itself: 5.1% is its level."""
    one = words.tokens[at].quantity
    still = one is not None and one.kind == "flat"
    if still and (frame.says in ("rate", "index") or _AS_BEFORE.search(words.shape, low, at) is not None):
        return "no statistic" if frame.other else said
    if frame.says == "balance" and isinstance(said, Stated) and said.statistic == "level":
        near = words.tokens[max(low, frame.at) + 1 : at + 3]
        return said.but(sign=-1 if any([word.lower in _SHORT_OF for word in near]) else 1)
    slowed = frame.aspect == "growth" and isinstance(said, Stated) and said.statistic == "growth"
    if slowed and isinstance(said, Stated) and said.sign < 0 and one is not None and one.value > 0:
        return said.but(sign=1)
    if frame.says not in ("rate", "index") or one is None:
        if isinstance(said, Stated) and frame.says == "level" and said.statistic == "level_change":
            return said.but("level", basis="", base=False)
        return said
    if one.kind == "pp":
        sign = direction(words.shape, at, low)[0]
        changed = isinstance(said, Stated) or sign != 0
        bound, basis = (said.bound, said.basis) if isinstance(said, Stated) else ("=", "")
        sign = sign or (said.sign if isinstance(said, Stated) else 1)
        return Stated("level_change", sign, basis, False, bound) if changed else said
    if one.kind in ("percent", "plain"):
        sign, to = direction(words.shape, at, low)
        if to or not sign or one.kind == "plain" or isinstance(said, str) or said.base:
            base = isinstance(said, Stated) and said.base
            return Stated("level", 1, "", base, said.bound if isinstance(said, Stated) else "=")
    return said


def indexed(quantity: Quantity, frame: Frame) -> Quantity:
    """A number of an index or of persons, in its unit."""
    if frame.says in ("level", "count") and quantity.kind == "plain":
        unit = "job" if frame.says == "level" else "person"
        return quantity.counted(unit, "count", quantity.value)
    index = frame.says == "index" and quantity.kind in ("plain", "percent")
    return quantity.counted("index", "index", quantity.value) if index else quantity
