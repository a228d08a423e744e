"""Flows: each flow of a sentence with what its noun phrase says: goods, partners, whose trade.

``China's exports of cars to Japan``, ``Japan's car imports from China``, ``the trade deficit with the EU``,
``Malaysia exported … of frozen durians to China``.
"""

from __future__ import annotations

from typing import Final

from tradekit.language.en.phrases import (
    LINKS,
    NOUN,
    PLACES,
    behind,
    link,
    named,
    noun_phrase,
    places,
    take_aspect,
    take_goods,
    traders,
)  # fmt: skip
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Frame

_BETWEEN: Final = Shaped("(?:(?!{level|dir}).)*")
_OPENS: Final = Shaped(r"(?:\A|(?<={mark|stop}))\Z")
_MEASURED: Final = Shaped(rf"{{aspect}}(?:'of'(?P<goods>{NOUN}+))?'of|in''the|its|their'*\Z")
_JOINED: Final = Shaped(r"{word-own-other-light-stop}'and'\Z|\A{word}+(?:','{word}+)*','\Z")


def frames(row: Row) -> list[Frame]:
    """The frames of a sentence in order."""
    made: list[Frame] = []
    for at, one in enumerate(row.tokens):
        low = made[-1].last + 1 if made else 0
        kinds = one.codes.keys() & _NAMING if at >= low else None
        regime = one.get("regime") and at >= low and _STATED.match(row.shape, at + 1, len(row.tokens))
        if regime:
            traded = Frame(at, "trade")
            traded.regime = one.lower
            before(row, traded, low)
            made.append(traded)
        elif kinds:
            frame = _frame(row, at, low)
            if frame is not None and frame.flow == "balance" and made and made[-1].last + 1 == frame.first:
                _take_trade(frame, made)
            if frame is not None:
                made.append(frame)
    return made


_STATED: Final = Shaped("{level|dir}")


def _take_trade(frame: Frame, made: list[Frame]) -> None:
    """The balance of the trade that stands right before it: trade in services | surplus."""
    one = made[-1]
    if one.flow == "trade" and not one.act:
        made.pop()
        frame.first, frame.commodity, frame.goods = one.first, one.commodity or frame.commodity, one.goods
        frame.reporter, frame.partners = one.reporter or frame.reporter, frame.partners or one.partners


_NAMING: Final = frozenset(("flow", "act", "supplier"))


def _frame(row: Row, at: int, low: int) -> Frame | None:
    """The flow that a token names, with its phrase."""
    one = row.tokens[at]
    flow = one.get("flow")
    if not flow and one.get("supplier"):
        return _supplied(row, at, low)
    frame = Frame(at, (flow or one.get("act")).split()[0], not flow)
    frame.both = one.lower if one.lower.count("port") == 2 else ""
    if not flow:
        return frame if _acts(row, frame, low) else None
    before(row, frame, low)
    if one.lower in ("difference between", "gap between"):
        found = _BETWEEN.match(row.shape, at, len(row.tokens))
        frame.last = max(at, found.end() - 1 if found is not None and found.end() < len(row.tokens) else at)
    else:
        behind(row, frame, at + 1)
    sided = _AMOUNTED.match(row.shape, frame.last + 1, len(row.tokens)) if frame.flow == "balance" else None
    if sided is not None:
        link(frame, "with", named(row, *sided.span("places")))
    return frame


_AMOUNTED: Final = Shaped(
    rf"(?:'of|totaled|totalled|reached|was'|{{dir}}'to'){{bound}}*{{number}}(?:'('{{bound}}*{{number}}')')?'with'{PLACES}"
)
"""A balance with a partner that stands behind its figure."""


def _supplied(row: Row, at: int, low: int) -> Frame | None:
    """Japan was China's largest trading partner, the biggest supplier to Taiwan: whose trade, with whom."""
    tokens = row.tokens
    near = [place for place in range(low, at) if tokens[place].place]
    own = [tokens[place].name for place in near if tokens[place].own]
    led = at + 1 < len(tokens) and tokens[at + 1].lower in ("to", "of", "for")
    names, end = places(row, at + 2) if led else ((), at)
    subject = [
        tokens[place].name for place in near
        if not tokens[place].own and (place == low or tokens[place - 1].lower not in LINKS)
    ]  # fmt: skip
    if not subject or not (own or names):
        return None
    made = Frame(at, tokens[at].get("supplier").split()[0])
    made.last, made.supplied = max(at, end - 1 if names else at), True
    made.reporter, made.partners = (own[-1] if own else names[0]), (subject[0],)
    before(row, made, low)
    return made if made.partners[0] != made.reporter else None


def before(row: Row, frame: Frame, low: int) -> None:
    """What stands in front of the flow: China's car | exports, EU | exports, state-run firms' | imports."""
    at = frame.at - 1
    while at >= low and _takes(row, frame, at, low):
        at -= 1
    take_goods(row, frame, *frame.goods)
    found = _MEASURED.search(row.shape, low, frame.first)
    if found is not None:
        last, frame.last = frame.last, found.start() - 1
        take_aspect(row, frame, found)
        frame.first, frame.last = found.start(), last
        kind = traders(row, *found.span("goods")) if found["goods"] else ""
        frame.enterprise = kind or frame.enterprise
        if found["goods"] and not kind and not frame.commodity:
            take_goods(row, frame, *found.span("goods"))


def _takes(row: Row, frame: Frame, at: int, low: int) -> bool:
    """Take a token in front of the flow into its phrase; whether the phrase may begin still further ahead."""
    one, after = row.tokens[at], row.tokens[at + 1]
    if one.period is not None and (one.own or frame.at == at + 1 or after.get("light") or after.get("flow")):
        frame.first = at
    elif one.lower.endswith("ing") and (at or not frame.commodity) and _OPENS.search(row.shape, 0, at):
        return False
    elif one.place and not one.get("flow"):
        frame.first = at
        return _lead_place(row, frame, one, at)
    elif one.lower != "-" or at <= low or not row.tokens[at - 1].place:
        return _takes_word(row, frame, at, low)
    return True


def _takes_word(row: Row, frame: Frame, at: int, low: int) -> bool:
    """Take a word that is no time and no place: a regime, traders, goods; whether there may be more."""
    one = row.tokens[at]
    joined = frame.commodity and at > low and _is_joined(row, frame, at)
    if frame.other and one.get("basis"):
        pass
    elif one.get("regime"):
        frame.regime = one.lower
    elif one.get("trader") or (one.get("traders") and one.own) or joined:
        pass
    elif one.get("light") and not frame.commodity:
        frame.total = frame.total or one.lower in ("total", "overall")
    elif one.word and not one.get("stop") and not (one.own and not one.get("traders")):
        frame.goods = (at, frame.goods[1] or at + 1 + (row.tokens[at + 1].lower == "goods"))
        frame.commodity = row.said(*frame.goods)
    else:
        frame.first = at if one.own and one.word else frame.first
        return False
    frame.first = at
    return True


def _is_joined(row: Row, frame: Frame, at: int) -> bool:
    """Whether a mark or “and” joins goods to those behind it: wheat, rye | and oats."""
    joined = row.tokens[at].lower == "and" or "and" in frame.commodity.split()
    return joined and _JOINED.search(row.shape, 0, at + 1) is not None


def _lead_place(row: Row, frame: Frame, one: Token, at: int) -> bool:
    """Take a place in front of the flow as whose trade it is, or as the partner; whether to go on."""
    after = row.tokens[at + 1]
    if one.own or not frame.reporter:
        if frame.reporter and one.own:
            frame.partners = frame.partners or (frame.reporter,)
        frame.reporter = one.name
        if one.negated:
            frame.partners, frame.reporter = (one.name,), ""
        return not one.own
    if after.lower == "-" or after.place:
        frame.partners, frame.reporter = (frame.reporter,), one.name
        return True
    return False


_PASSIVE: Final = Shaped(r"'was|were|are|is|been'\Z")
_BOUGHT: Final = Shaped(r"(?:{word-own}|'and')*\Z")
_STRONG: Final = frozenset(("exported", "imported", "exporting", "importing"))


def _acts(row: Row, frame: Frame, low: int) -> bool:
    """Who buys or sells what from or to whom; whether anybody does."""
    tokens = row.tokens
    at = frame.at - 1
    while at >= low and _passed(tokens, at, low):
        at -= 1
    one = tokens[at] if at >= low else None
    home = one is not None and bool(one.get("home"))
    if one is not None and one.place and not one.own:
        frame.reporter, frame.first = one.name, at
    elif one is not None and home:
        frame.first = at - 1 if at > low and tokens[at - 1].lower in ("the", "this") else at
    elif one is not None and one.lower in ("it", "that", "which", "by"):
        frame.first = at
    named_one = bool(frame.reporter) or home
    by = frame.at + 1 < len(tokens) and tokens[frame.at + 1].lower == "by"
    if by or _PASSIVE.search(row.shape, 0, frame.at) is not None:
        found = _BOUGHT.search(row.shape, low, at + 1)
        frame.reporter = ""
        take_goods(row, frame, found.start() if found is not None else at + 1, at + 1)
    end = noun_phrase(row, frame.at + 1)
    if end > frame.at + 1 and not tokens[frame.at + 1].get("light"):
        take_goods(row, frame, frame.at + 1, end)
        frame.last = end - 1
    behind(row, frame, frame.last + 1)
    return named_one or tokens[frame.at].lower in _STRONG or bool(frame.partners)


def _passed(tokens: list[Token], at: int, low: int) -> bool:
    """Whether a token may stand between who acts and the act."""
    one = tokens[at]
    if one.lower in ("in", ",") and at > low and tokens[at - 1].period is not None:
        return True
    light = one.get("light") or one.get("level") or one.get("stop") in ("conj", "verb")
    return bool(light) or one.period is not None
