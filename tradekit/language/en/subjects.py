"""Subjects: what each figure of a sentence is about: the flow before or behind it, or a name in its stead."""

from __future__ import annotations

from typing import Final

from tradekit.language.en.phrases import NOUN, PLACES, behind, link, noun_phrase, places, traders
from tradekit.language.en.phrases import named as names_in
from tradekit.language.en.rates import labelled
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.told import Frame

_FAR: Final = 8
_BREAKS: Final = frozenset(
    ", ; and while but whereas with as : ( although though followed by then or plus - – —".split()
)
_PRONOUNS: Final = frozenset(
    "it they that those this these which figure figures number total the amount he she one what".split()
)
_LABELS: Final = frozenset("partners countries markets destinations sources origins commodities".split())
_SHOWS: Final = frozenset(("value", "quantity", "price"))

_NAME: Final = "(?:{word|traders}|'and')+"
_POSTED: Final = Shaped(
    rf"(?P<name>{_NAME})(?:{{agent}}?{{level|up|down}}'the|its|their|an|a'*|{{level}}+"
    r"(?:'the|its|their|a|an|one|of|top|leading'|{home|place|light|bound})+)\Z"
)
"""Goods that post exports, or are said to be the main export."""
_LEADS: Final = Shaped(rf"(?P<name>{_NAME})(?={{level|dir|shares|verb}}).*'with''the|its|their|an|a'*\Z")
_OF_A: Final = Shaped(
    r"(?P<rate>{percent|share})'of'(?:{light|place|home}|'the|its|their')*\Z"
)
_OF_SEVERAL: Final = Shaped(r"{count}'of'\Z")
_OF_OUTPUT: Final = Shaped(
    "{other}|'of'{-mark-number-flow-level-dir}{0,5}?"
    "'crop|production|output|consumption|demand|harvest|capacity|supply|gdp'"
)
_ATTRIBUTE: Final = "(?:{word|light|place|basis}|{period&own}|'-')"
_ATTRIBUTED: Final = Shaped(rf"{_ATTRIBUTE}*\Z")
_NOUN_IN: Final = Shaped(
    rf"(?P<nouns>(?:{_ATTRIBUTE}|{{noun}}|'growth')*)(?P<joint>'in|of|worth|from')(?P<rest>(?:(?!"
    rf"{{level-light|dir-light|conj-light|verb-light}}|{{mark}}(?<!'-|,')|'as|while|with|after'"
    rf"|{{period-own}}).)*)\Z"
)
_PASSIVE: Final = Shaped(r"'of'.*{level}\Z")
_BY_ACT: Final = Shaped(r"'from|by|through'\Z")
_COUNTED_GOODS: Final = Shaped(rf"{{number}}'of'(?P<goods>{NOUN}+)")
_SHARE: Final = Shaped(r"{shares}(?!.*{shares}).*\Z")
_TOLD: Final = Shaped("'is|was|are|were|been|include|included|including'|{dir&noun}'in'")

_TAIL_TOKEN: Final = (
    r"(?!{place|word-light}|(?<={word})'goods')(?:{level|dir|bound|status|basis|shares|list|light|speed|conj|verb|period}"
    r"|'a|an|the|by|to|at|of|just|only|its|some|alone|s|about|then|record|up|followed|too|also|led')"
    r"|'in|on|over|during|for'(?={period})|','(?='at|up|down|with')|{plain}\Z|'for'\Z|{open}(?=.{0,2}\Z)|{colon}\Z"
)
_TAIL: Final = Shaped(rf"(?:{_TAIL_TOKEN})*\Z")
_TAIL_OF_LABEL: Final = Shaped(rf"(?:{_TAIL_TOKEN}|','(?=.?\Z))*\Z")
_HEAD: Final = Shaped(
    r"(?:{word|place|aspect|light|regime|traders}|'the|its|their|those|that|they|it|which|this|a|an'"
    r"|(?<={word})'and')*\Z"
)


def headed(row: Row, found: list[Frame]) -> None:
    """Give a flow without goods those of its clause: Chips led, with exports of …; X posted exports."""
    for frame in found:
        if not frame.bare or frame.total or frame.act or frame.flow == "balance":
            continue
        name = _POSTED.search(row.shape, 0, frame.first) or _LEADS.search(row.shape, 0, frame.first)
        if name is not None and row.tokens[name.start()].word:
            made = _named(row, name.start(), name.end("name"), name.end("name"), frame)
            if made is not None:
                frame.commodity, frame.goods, frame.enterprise = made.commodity, made.goods, made.enterprise


def subject_of(row: Row, found: list[Frame], at: int, low: int, carried: Frame | None) -> Frame | None:
    """The frame of the figure at place ``at``; ``low`` is the place of the figure before, -1 for none.

    ``carried`` is the frame of that figure, or of the sentence before. ``None`` where nothing tells of trade.
    """
    own = [one for one in found if one.first < at and one.at < at and not _is_whole(row, one)]
    while len(own) > 1 and _is_apposed(row, own[-2], own[-1]):
        own.pop()
    fresh = bool(own) and own[-1].last > low
    current = _current(row, own[-1] if fresh else None, low, carried)
    after = _behind_figure(row, found, at)
    if after is not None or _is_apart(row, at, low):
        return after
    part = _part_of(row, found, at, low, current)
    if part is not None or current is None:
        return part
    if not fresh and low < 0 and any([one.get("other") for one in row.tokens[:at]]):
        return None
    start = max(low, current.last if own and current is own[-1] else -1) + 1
    placed = _placed(row, start, at, current, low < 0 and not own) or _told(row, start, at, current)
    if placed is not None:
        return placed
    named = _renamed(row, start, at, current)
    return attached(row, named, at) if named is not None else None


_BEFORE_PLACE: Final = (
    "(?:(?<=',|;|:|(|–|—|-|•|includes|including|included|is|are|was|were|been|by')"
    "|(?<={number|close|comma|semicolon}'and')|(?<=',|;|:''to|from|with'))'the'?"
)
_PLACED: Final = (
    Shaped(rf"'by|,|and|then'{PLACES}'with|at|('{{bound}}*\Z"),
    Shaped(rf"{_BEFORE_PLACE}(?P<places>{{place-own}})(?:','?'with|at'|',')?{{bound|list}}*\Z"),
    Shaped(r"(?<!'in|from')(?<!'in|from''the')(?P<places>{place-own})'('{bound|list}*\Z"),
    Shaped(
        r"(?<!'to|from|with|of')(?P<places>{place})"
        r"'was|were|came|topped|led|headed|leads|ranked|ranks|remained'(?:.*(?!{bound}).)?'with'{bound}*\Z"
    ),
)
"""Places with a figure each: followed by Japan with $5 billion; Iraq, 8 percent; the US (5 percent)."""
_TOP: Final = Shaped(r"(?P<places>{place-own}).*{supplier}.*\Z")


def _placed(row: Row, start: int, at: int, current: Frame, bare: bool) -> Frame | None:
    """The frame with the places that stand before a figure as partners: Japan was the top supplier, with."""
    found = next((one for one in [way.search(row.shape, start, at) for way in _PLACED] if one), None)
    if found is None and bare:
        found = _TOP.match(row.shape, start, at)
    names = names_in(row, *found.span("places")) if found is not None else ()
    if not names or names[0] == current.reporter or labelled(row.shape, at):
        return None
    made = current.selling(names)
    buyer = row.tokens[min(current.first, at)].name == current.reporter
    if current.act and current.flow == "import" and current.partners and buyer:
        made.partners, made.reporter = current.partners, names[0]
    return made


def _current(row: Row, own: Frame | None, low: int, carried: Frame | None) -> Frame | None:
    """The last flow before a figure, with what it takes from the one carried; else that one."""
    if own is None or carried is None or own is carried:
        return own or carried
    made = own
    if own.aspect == "share" and row.tokens[own.first - 1].lower in ("its", "their"):
        made = carried.like()
        made.aspect, made.first, made.last = "share", own.first, own.last
    pointed = low < 0 and own.bare and own.flow == carried.flow and not own.total and not own.act
    if pointed and own.first == 1 and row.tokens[0].lower == "the" and own.last > own.at:
        made = carried.like()
        made.first, made.last = own.first, own.last
    return _shared(made, carried) if low >= 0 else made


def _shared(current: Frame, carried: Frame) -> Frame:
    """A flow to another partner is of the goods before (chip imports from Japan; imports from …)."""
    bare = current.partners and not (current.commodity or current.total or current.enterprise)
    if not bare or current.flow != carried.flow or not carried.commodity or not carried.partners:
        return current
    made = current.like()
    made.commodity, made.goods = carried.commodity, (0, 0)
    return made


def _is_apart(row: Row, at: int, low: int) -> bool:
    """Whether a figure tells of no trade: one of several that are counted, a rate of something else."""
    if low >= 0 and _OF_SEVERAL.search(row.shape, low, at) is not None:
        return True
    return _OF_OUTPUT.match(row.shape, at + 1, len(row.tokens)) is not None


def _part_of(row: Row, found: list[Frame], at: int, low: int, current: Frame | None) -> Frame | None:
    """Who or what has a share of a flow: China, which accounts for 22.9 percent of Indonesia's exports."""
    tokens = row.tokens
    near = [one for one in found if at < one.at and one.first <= at + 6]
    whole = next((one for one in near if _is_whole(row, one)), None)
    share = _SHARE.search(row.shape, low + 1, at)
    if whole is None or share is None:
        return None
    name = _SHARER.search(row.shape, low + 1, share.start())
    if name is None or name.start("name") == name.end("name"):
        same = current is not None and current.flow == whole.flow and not current.partners
        return current.selling(whole.partners) if same and current is not None and whole.partners else None
    first, end = name.span("name")
    led = first > 0 and tokens[first - 1].lower in ("to", "from")
    if led and current is not None and current.last >= end - 1:
        return None
    made = whole.like()
    made.first, made.last, made.commodity = first, end, ""
    made.reporter = made.reporter or (current.reporter if current is not None else "")
    named = _named(row, first, end, at, made)
    return None if named is None or named.bare else named


_SHARER: Final = Shaped(r"(?P<name>(?:{word|place|light}|'and')*)(?:','?'which|that'|{conj|verb})*\Z")


def _is_whole(row: Row, frame: Frame) -> bool:
    """Whether a flow is that of which a share is one: 20 percent of total exports."""
    return _OF_A.search(row.shape, 0, frame.first) is not None


def _behind_figure(row: Row, found: list[Frame], at: int) -> Frame | None:
    """The flow behind a figure to which it belongs: a $16 billion | surplus, a 7.5% rise in | exports."""
    again = _AGAIN.match(row.shape, at + 1, len(row.tokens))
    at = again.end() - 1 if again is not None else at
    one = next((frame for frame in found if frame.at > at), None)
    if one is None or any([word.quantity is not None for word in row.tokens[at + 1 : one.at]]):
        return None
    if one.act and _BY_ACT.match(row.shape, at + 1, one.at) is not None:
        goods = _COUNTED_GOODS.match(row.shape, one.at + 1, len(row.tokens))
        return one if goods is None else _of_goods(row, one, *goods.span("goods"))
    if one.act:
        passive = _PASSIVE.match(row.shape, at + 1, one.at) is not None
        return one if passive and one.commodity else None
    if _ATTRIBUTED.match(row.shape, at + 1, one.at) is not None:
        return one
    first = at + 1 + (row.tokens[at + 1].lower == "worth")
    joint = _NOUN_IN.match(row.shape, first, one.at)
    if joint is None or one.at - joint.start("joint") > _FAR:
        return None
    nouns = row.tokens[first : joint.start("joint")]
    if any([word.get("noun") or word.lower == "growth" for word in nouns]):
        return one
    word = row.tokens[joint.start("joint")].lower
    if nouns or word == "worth" or row.tokens[at].amount in ("percent", "share"):
        return None
    sided = word == "in" and one.flow == "trade" and any([f.flow == "balance" and f.at < at for f in found])
    return None if sided else one


_AGAIN: Final = Shaped("'('{bound}*{number}')'")


def _told(row: Row, start: int, at: int, current: Frame) -> Frame | None:
    """Goods that are told: the fastest growing areas are A, B and C, with growth of …"""
    told = _TOLD.search(row.shape, start, at)
    if told is None:
        return None
    first = told.end()
    while first < at and row.tokens[first].get("light"):
        first += 1
    end = noun_phrase(row, first)
    listed = end > first and _FIGURED.match(row.shape, end, at + 1) is not None
    return _of_goods(row, current, first, end) if listed else None


_FIGURED: Final = Shaped("','(?:'with|up|down|at|worth'|{number})|'('")


def _of_goods(row: Row, frame: Frame, first: int, end: int) -> Frame:
    """The frame with the goods that the tokens of a span name."""
    made = frame.like()
    while end - first > 1 and row.tokens[end - 1].get("agent"):
        end -= 1
    made.goods, made.commodity = (first, end), row.said(first, end)
    return made


def _renamed(row: Row, start: int, at: int, current: Frame) -> Frame | None:
    """The frame with the name that a clause has in a flow's stead (, cosmetics reached $10.4 billion)."""
    tokens = row.tokens
    pattern = _TAIL_OF_LABEL if labelled(row.shape, at) else _TAIL
    tail = pattern.search(row.shape, start, at)
    end = tail.start() if tail is not None else at
    such = _SUCH.search(row.shape, start, end)
    end = such.start() if such is not None else end
    first = _head_start(row, start, end)
    if end < at and tokens[end].lower == "(" and not any([one.place for one in tokens[start:end]]):
        item = _item_start(row, start, first, end)
        if item < first:
            return _of_goods(row, current, item, end)
    if first == end:
        end = max(start, _apposed(row, start, end))
        first = _head_start(row, start, end)
    if first == end:
        return current
    which = _WHICH.search(row.shape, start, end)
    if which is not None:
        return _named(row, *which.span("name"), at, current)
    if low_list := _BEGUN.match(row.shape, start, end) if start <= 1 else None:
        return _of_goods(row, current, *low_list.span("name"))
    if first == 0 or tokens[first - 1].lower in _BREAKS:
        return _named(row, first, end, at, current)
    chain = first
    while chain > start and tokens[chain - 1].lower not in _BREAKS:
        chain -= 1
    return _deep(row, chain, first, end, current) if chain < first else current


_VALUED: Final = Shaped(rf"{{aspect}}'of''the'?(?P<goods>{NOUN}+)\Z")
_SUCH: Final = Shaped(rf"'such''as'(?:{NOUN}|'and|,')+\Z|'including|like'(?:{NOUN}|'and|,')+\Z")
_BEGUN: Final = Shaped(r"'•|-|*'?(?P<name>{word}+(?:','{word}+)+','?'and'{word}+)\Z")
"""A list of goods with which a sentence begins."""
_WHICH: Final = Shaped(r"(?P<name>{word}+)','?'which'\Z")


def _head_start(row: Row, start: int, end: int) -> int:
    """Where the subject that ends at a place begins."""
    found = _HEAD.search(row.shape, start, end)
    return found.start() if found is not None else end


def _item_start(row: Row, start: int, first: int, end: int) -> int:
    """Where an item of a list with figures in brackets begins: ), computers, equipment and parts (+62%)."""
    found = _ITEM.search(row.shape, start, end)
    place = found.start() if found is not None else end
    opened = place > start or (place > 0 and row.tokens[place - 1].lower == ")")
    while place < end and row.tokens[place].lower in (",", "and"):
        place += 1
    return place if opened and end - place < _FAR else first


_ITEM: Final = Shaped(r"(?:(?!{flow|place}|'by|with')(?:{-mark}|',|-'))*\Z")


def _apposed(row: Row, start: int, end: int) -> int:
    """Where the name ends to which an apposition belongs (the U.S., the top market, rose …); 0 for none."""
    found = _APPOSED.search(row.shape, max(start, end - 9), end)
    return found.start() if found is not None and found.start() > start else 0


def _is_apposed(row: Row, one: Frame, other: Frame) -> bool:
    """Whether a flow only tells more of the one before: sales to Japan, the main market for exports, rose."""
    found = _APPOSED_FLOW.match(row.shape, one.last + 1, len(row.tokens))
    return found is not None and found.end() > other.last


_APPOSED_FLOW: Final = Shaped("','{-number-dir-comma-level}{2,12}','(?={level|dir})")
_APPOSED: Final = Shaped(r"','{-number-flow-dir-comma}{1,7}','\Z")


def _deep(row: Row, chain: int, first: int, end: int, current: Frame) -> Frame | None:
    """A subject with a preposition in it: those to the EU, demand for chips, the country with the most."""
    tokens = row.tokens
    head = tokens[chain]
    led = tokens[first - 1].lower in ("to", "from", "with") and chain == first - 1
    if led or head.lower in ("those", "that", "sales", "shipments", "purchases"):
        made = current.fresh()
        behind(row, made, chain + (head.lower not in ("to", "from", "with")))
        return made
    made = current.like()
    if end < len(tokens) and tokens[end].lower == "at" and tokens[end - 1].place:
        made.partners = (tokens[end - 1].name,)
        return made
    kind = next((one.get("aspect").split()[0] for one in tokens[chain:end] if one.get("aspect")), "")
    if kind in _SHOWS:
        made.measure = "" if kind == "value" else kind
        named = _VALUED.search(row.shape, chain, end)
        return made if named is None else _of_goods(row, made, *named.span("goods"))
    names, stop = places(row, first)
    if names and stop >= end and tokens[first - 1].lower in ("to", "from", "with", "for"):
        made.partners = names
        return made
    other = any([one.get("other") for one in tokens[chain:end]])
    if other or not any([one.get("dir") or one.get("level") for one in tokens[end : end + 2]]):
        return None if other else current
    if head.get("stop") or any([one.place or one.get("aspect") for one in tokens[chain:end]]):
        return current
    return None if head.word and tokens[first - 1].lower in ("for", "on", "by", "at") else current


def _named(row: Row, first: int, end: int, at: int, current: Frame) -> Frame | None:
    """The frame with the partner, traders, aspect or goods that a subject without a flow names."""
    tokens = row.tokens
    label = labelled(row.shape, at)
    rest = label and tokens[end - 1].lower in ("other", "others")
    light = _LIGHT.match(row.shape, first, end) if not rest else None
    first = light.end() if light is not None else first
    while end > first + 1 and tokens[end - 1].lower in _PRONOUNS:
        end -= 1
    if first >= end or tokens[first].lower in _PRONOUNS or tokens[end - 1].lower.endswith("ing"):
        return current
    if any([one.get("other") for one in tokens[first:end]]):
        return None
    if tokens[first].get("regime"):
        made = current.fresh()
        made.regime = tokens[first].lower
        return made
    made = current.like()
    if tokens[end - 1].get("aspect"):
        end -= 1
        made.tell(tokens[end].get("aspect").split()[0])
    names, stop = ((tokens[end - 1].lower,), end) if rest else places(row, first)
    if not names or stop < end:
        return _named_goods(row, first, end, made, current)
    if made.reporter in names:
        return None if len(names) > 1 else current
    made.partners, made.enterprise = names, ""
    made.commodity = _label(row, at) if label else made.commodity
    return made


_LIGHT: Final = Shaped("(?:'the|its|their|a|an|and'|{light-aspect})*")


def _label(row: Row, at: int) -> str:
    """The goods that a label names (Rare earths: China, 70%); none where it is partners or sources."""
    found = _LABEL.search(row.shape, 0, at)
    if found is None or found.start("name") == found.end("name"):
        return ""
    first, end = found.span("name")
    return "" if row.tokens[end - 1].lower in _LABELS else row.said(first, end)


_LABEL: Final = Shaped(r"(?P<name>(?:{word}|'and')*){colon}{-colon}*\Z")


def _named_goods(row: Row, first: int, end: int, made: Frame, current: Frame) -> Frame | None:
    """The frame with the traders or goods that a subject names."""
    kind = traders(row, first, end)
    if kind:
        made.enterprise, made.commodity, made.goods = kind, "", (0, 0)
        return made
    while first < end and row.tokens[first].place:
        first += 1
    if end <= first:
        return made
    proper = row.tokens[first].text[:1].isupper()
    listed = _LISTED.match(row.shape, first, end) is not None or noun_phrase(row, first) >= end
    if not listed or (proper and first > 0 and row.tokens[first - 1].lower not in (":", "•", "-", "*")):
        return current if proper else None
    made.enterprise = ""
    return _of_goods(row, made, first, end)


_LISTED: Final = Shaped(r"(?:{word}|'and|,')*\Z")


def attached(row: Row, frame: Frame, at: int) -> Frame:
    """The frame with what stands behind its figure: $5 billion worth of cars, 9 tonnes from Thailand."""
    size = len(row.tokens)
    moved = _MOVED.match(row.shape, at + 1, size)
    place = moved.end() if moved is not None else at + 1
    if place >= size or row.tokens[at].quantity is None:
        return frame
    word, rate = row.tokens[place].lower, row.tokens[at].amount in _RATES
    said = _measured(row, place, frame, rate)
    if said is not None:
        return said
    made = frame.like()
    if word in ("to", "from", "with", "into", "for"):
        names, stop = places(row, place + 1)
        dated = word != "for" and stop < size and row.tokens[stop].period is not None
        made.partners = names if word == "for" else ()
        link(made, "to" if word == "into" else word, () if dated else names)
        if word != "for" or made.partners:
            return made if made.partners else frame
    made = frame.like()
    made.last = at
    if rate:
        return frame
    if word == "of":
        return _amount_of(row, made, frame, at, place)
    if word == "in" and frame.flow == "balance":
        return made if behind(row, made, place) > place and made.commodity else frame
    bought = word == "for" and not frame.commodity and noun_phrase(row, place + 1) > place + 1
    if frame.act and not bought:
        behind(row, made, at + 1)
        return made
    return frame


def _measured(row: Row, place: int, frame: Frame, rate: bool) -> Frame | None:
    """The frame with the measure, goods or place behind a figure: 5 percent in value, a 7.5% rise in cars."""
    size, made = len(row.tokens), frame.like()
    found = _IN_MEASURE.match(row.shape, place, size)
    measure = row.tokens[found.end() - 1].get("aspect").split()[0] if found is not None else ""
    if measure in _SHOWS:
        made.measure = measure
        return made
    more = _MORE.match(row.shape, place, size) if rate else None
    if more is not None:
        made = _of_goods(row, frame, *more.span("goods"))
        behind(row, made, more.end())
        return made
    rising = _NOUN_IN_GOODS.match(row.shape, place, size) if rate else None
    end = noun_phrase(row, rising.end(), False) if rising is not None else place
    if rising is not None and end > rising.end():
        return _of_goods(row, frame, rising.end(), end)
    if rate and frame.other and row.tokens[place].lower == "in":
        names, _ = places(row, place + 1)
        made.reporter = names[0] if names else frame.reporter
        return made
    return None


_MOVED: Final = Shaped("(?:'('{bound}*{number}')')?'worth'?'sourced|shipped|coming|going|bound|destined'*")
_RATES: Final = frozenset("percent share pp times double flat".split())
_IN_MEASURE: Final = Shaped("{dir&noun}?(?:'in|by'|'in''terms''of'){aspect}")
_MORE: Final = Shaped(rf"'more|fewer|less'(?P<goods>{NOUN}+)")
_NOUN_IN_GOODS: Final = Shaped("{dir&noun}'in'")


def _amount_of(row: Row, made: Frame, frame: Frame, at: int, place: int) -> Frame:
    """The frame with the goods of which a figure is an amount: 929,000 tonnes of rice."""
    kept = frame.commodity
    if place != at + 1 or not frame.act or not frame.commodity or row.tokens[at].amount != "money":
        made.commodity, made.goods = "", (0, 0)
    if behind(row, made, place) <= place:
        return frame
    made.commodity = made.commodity or kept
    return made
