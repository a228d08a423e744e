"""Phrases: nouns, places and traders, and what stands behind a flow: of cars, to Japan, by private firms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.told import Frame

NOUN: Final = (
    "(?:{-number-period-mark-stop-dir-level-status-flow-act-basis-shares-list-bound-aspect-home-place-region"
    "-regime}|'-|/|&')"
)
_AND: Final = f"'and|or|&'(?:'the|other')*(?={NOUN})(?!{NOUN}*{{flow}})"
_COMMA_AND: Final = f"',''and|or'(?:'the|other')*(?={NOUN}{{1,6}}(?!{NOUN}))"
_COMMA: Final = f"','(?:'the|other')*(?={NOUN}{{1,6}}(?:'and'|','(?:{NOUN}|','){{0,24}}'and'))"
_GOODS: Final = f"{NOUN}+(?:(?:{_AND}|{_COMMA_AND}|{_COMMA}){NOUN}+)*"
_MAINLY: Final = "'mostly|mainly|primarily|largely|predominantly|chiefly'?"
_THE: Final = "'the|its|all|their|various|such'*"
_FILL: Final = (
    "(?:{light|group|membered}|'of|like|including|such|as|the|its|all|their|both|member|mainly|participating"
    "|and|involved|in|along|taking|part|joining|jointly|building|traditional|re-export|big|neighboring|neighbouring|emerging|trading|top-market')"
)
_PLACE: Final = f"{_FILL}{{0,6}}(?:{{place-own}}|{{place&own}}(?:(?={{mark}})|\\Z)){{group}}*"
_ONE_MORE: Final = (
    f"(?:',''and'|'and|&|,')'the|to|from|with'?(?={{place-own}})(?!.{{flow}})(?!(?<=',').{{level-dir}}){_PLACE}"
)
PLACES: Final = f"(?P<places>{_PLACE}(?:{_ONE_MORE})*)"
_SAME: Final = (
    "(?:'them|both'|'those|these|the'(?:'two|three|four|five|six|ten')?{group})"
)
_GOODS_ONLY: Final = Shaped(_GOODS)
_ONE_ONLY: Final = Shaped(f"{NOUN}+")
_PLACES_ONLY: Final = Shaped(PLACES)
_TRADERS: Final = Shaped("{trader}.*{traders}")

LINKS: Final = {"to": "to", "into": "to", "from": "from", "with": "with", "between": "with", "for": "to"}
"""What stands before partners, and which way goods go then."""
_OPEN: Final = frozenset(("and", ",", "or", "the", "of"))


def noun_phrase(row: Row, at: int, lists: bool = True) -> int:
    """Where a noun phrase that begins at a place ends; lists (toys, furniture and shoes) go on."""
    found = (_GOODS_ONLY if lists else _ONE_ONLY).match(row.shape, at, len(row.tokens))
    end = found.end() if found is not None else at
    while end > at and row.tokens[end - 1].lower in _OPEN:
        end -= 1
    return end


def places(row: Row, at: int) -> tuple[tuple[str, ...], int]:
    """The places listed from a place on, and where the list ends: the US, China and ASEAN nations."""
    found = _PLACES_ONLY.match(row.shape, at, len(row.tokens))
    if found is None:
        return (), at
    return named(row, found.start(), found.end()), found.end()


def named(row: Row, first: int, end: int) -> tuple[str, ...]:
    """The names of the places in a stretch."""
    return tuple([one.name for one in row.tokens[first:end] if one.place and one.name])


def traders(row: Row, first: int, end: int) -> str:
    """The kind of traders that a stretch names: private enterprises, foreign-funded firms."""
    found = _TRADERS.search(row.shape, first, end)
    return row.said(found.start(), found.end()) if found is not None else ""


def take_goods(row: Row, frame: Frame, first: int, end: int) -> bool:
    """Take the goods that a stretch names, less the light words at its beginning; whether there are any."""
    while first < end and (row.tokens[first].get("light") or row.tokens[first].lower in ("and", "-")):
        first += 1
    while first < end and row.tokens[end - 1].get("agent"):
        end -= 1
    if end - first == 1 and row.tokens[first].lower in _ANY:
        first = end
    frame.goods = (first, end) if first < end else (0, 0)
    frame.commodity = row.said(first, end) if first < end else ""
    return first < end


_ANY: Final = frozenset(("products", "commodities", "merchandise"))


def link(frame: Frame, how: str, names: tuple[str, ...], between: bool = False) -> None:
    """Put places behind to, from and with to their use."""
    if not names:
        return
    if how == "with":
        own = [name for name in names if name != frame.reporter]
        if len(names) == 2 and not frame.reporter and between:
            frame.reporter, own = names[0], [names[1]]
        frame.partners = frame.partners or tuple(own)
    elif (how == "to") == (frame.flow != "import"):
        frame.partners = frame.partners or names
    elif not frame.reporter:
        frame.reporter = names[0]
    elif frame.reporter != names[0]:
        frame.partners = frame.partners or names


Take = Callable[[Row, Frame, "re.Match[str]"], bool]
"""What takes a phrase into a frame; whether it belongs there."""


def _pass(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    return True


def take_aspect(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    """Take growth, share, volume or price as what is told of the flow, right behind or before it."""
    kind = row.tokens[found.start()].get("aspect").split()[0]
    near = found.start() == frame.last + 1
    if near and (frame.flow, kind) != ("trade", "quantity"):
        frame.tell("worth" if row.tokens[found.start()].lower == "value" else kind)
    return near


def _take_regime(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    frame.regime = row.tokens[found.start()].lower
    return True


def _take_same(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    frame.same = True
    return True


def _take_of_trade(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    """Of a balance: in trade in goods, in goods trade."""
    if frame.flow == "balance" and found["goods"]:
        frame.goods, frame.commodity = found.span("goods"), row.said(*found.span("goods"))
    return frame.flow == "balance"


def _take_of_goods(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    """Of cars, of private firms, in services; not of GDP, nor where goods are named already."""
    first, end = found.span("goods")
    inside = row.tokens[found.start()].lower != "of" and frame.flow not in ("trade", "balance")
    if inside and row.tokens[first].lower not in _SORTS and not frame.other:
        return False
    kind = traders(row, first, end)
    frame.enterprise = kind or frame.enterprise
    if kind or frame.commodity or row.tokens[first].get("other"):
        return bool(kind)
    take_goods(row, frame, first, end)
    return True


_SORTS: Final = frozenset(("goods and services", "goods", "services", "service"))


def _take_origin(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    """Of Korean soup: goods, and where they are from."""
    if frame.commodity or not take_goods(row, frame, *found.span("goods")):
        return False
    name = row.tokens[found.start("place")].name
    if frame.flow == "import":
        frame.partners = frame.partners or (name,)
    else:
        frame.reporter = frame.reporter or name
    return True


def _take_place(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    name = row.tokens[found.start("place")].name
    if row.tokens[found.start()].lower == "of":
        frame.reporter = frame.reporter or name
    else:
        frame.where = name
    return True


def _take_partners(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    first, end = found.span("places")
    word = row.tokens[first - 1].lower
    link(frame, LINKS[word], named(row, first, end), word == "between")
    return True


def _take_unknown(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    frame.partners = frame.partners or (row.said(found.start() + 1, found.end()),)
    return True


def _take_outside(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    frame.partners = (row.said(found.start(), found.end()),)
    return True


def _take_by(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    name = named(row, *found.span("places"))[0]
    if frame.flow == "import" and frame.reporter and not frame.partners:
        frame.partners, frame.reporter = (frame.reporter,), name
    frame.reporter = frame.reporter or name
    return True


def _take_traders(row: Row, frame: Frame, found: re.Match[str]) -> bool:
    frame.enterprise = traders(row, *found.span("goods")) or frame.enterprise
    return bool(traders(row, *found.span("goods")))


TAILS: Final[tuple[tuple[str, Shaped, Take, str], ...]] = (
    ("aspect", Shaped("{aspect}"), take_aspect, "exports | growth"),
    ("time", Shaped("'in|during|for|over|between|from'?{period-own}|{period}"), _pass, "exports | in May"),
    ("short name", Shaped("'('{word}')'"), _pass, "exports of gas | (LNG)"),
    ("regime", Shaped("{regime}"), _take_regime, "exports under | general trade"),
    ("balance of trade", Shaped(f"'of|in|on'{_THE}{NOUN}{{0,3}}?{{trade}}(?:'of|in'(?P<goods>{NOUN}+))?"),
     _take_of_trade, "surplus | in trade in goods"),
    ("goods of a place", Shaped(f"'of'{_THE}(?P<place>{{place-own}})(?P<goods>{_GOODS})"), _take_origin,
     "imports | of Korean soup"),
    ("of a place", Shaped(f"'of|in|on'{_THE}(?P<place>{{place}})(?!(?<={{own}}){NOUN})"), _take_place,
     "exports | of Japan"),
    ("examples", Shaped(f"','?(?:'such''as'|'including|like')(?={NOUN}){_GOODS}"), _pass,
     "exports of goods | such as toys and shoes"),
    ("goods", Shaped(f"'of|in|on'{_THE}(?P<goods>{_GOODS})"), _take_of_goods, "exports | of cars"),
    ("partners", Shaped(f"{_MAINLY}'to|into|from|with|between|for'{PLACES}"), _take_partners,
     "exports | to Japan"),
    ("partners reached", Shaped(f"(?:'is|are|was|were|went|go|goes''to'|'came|come|comes''from'){PLACES}"),
     _take_partners, "exports | were to Japan"),
    ("unknown partners", Shaped("'to|into|from|with'{proper}+"), _take_unknown, "exports | to Freedonia"),
    ("the same partners", Shaped(f"'to|into|from|with|between|for'{_SAME}"), _take_same,
     "exports | to these countries"),
    ("outside a place", Shaped(f"'outside'{PLACES}"), _take_outside, "exports | outside the EU"),
    ("by a place", Shaped(f"'by'{PLACES}"), _take_by, "exports | by Japan"),
    ("by traders", Shaped(f"'by|of'(?P<goods>{NOUN}+)"), _take_traders, "exports | by private firms"),
)  # fmt: skip
"""What may stand behind a flow, with an example."""


def behind(row: Row, frame: Frame, at: int) -> int:
    """Take what stands behind the flow, from place ``at`` on; where its phrase ends."""
    size = len(row.tokens)
    if at == frame.at + 1 and row.tokens[frame.at].lower.endswith((" to", " from")):
        names, at = places(row, at)
        frame.partners = frame.partners or names
        frame.last = at - 1
    while at < size:
        for _, pattern, take, _ in TAILS:
            found = pattern.match(row.shape, at, size)
            if found is not None and take(row, frame, found):
                at = found.end()
                break
        else:
            return at
        frame.last = at - 1
    return at
