"""Subjects: what each figure of a sentence is about: the flow before or behind it, or a name in its stead."""

from __future__ import annotations

from typing import Final

from tradekit.language.en.flows import Frame, behind, link, noun_phrase, places, traders_at
from tradekit.language.en.rates import labelled
from tradekit.language.en.tokens import Token

_BREAKS: Final = frozenset(
    (
        ",",
        ";",
        "and",
        "while",
        "but",
        "whereas",
        "with",
        "as",
        ":",
        "(",
        "although",
        "though",
        "followed",
        "by",
        "then",
        "or",
        "plus",
        "-",
        "–",
        "—",
    )
)
_NEAR: Final = 4
_PRONOUNS: Final = frozenset(
    "it they that those this these which figure figures number total the amount he she one what".split()
)
_TAIL: Final = frozenset("a an the by to at of just only its some alone s about then record up".split())
_SPOKEN: Final = frozenset(("those", "that", "to", "from", "with"))


def headed(text: str, row: list[Token], found: list[Frame]) -> None:
    """Give a flow without goods those of its clause: Chips led, with exports of …; X posted exports."""
    for frame in found:
        if (
            frame.commodity
            or frame.partners
            or frame.enterprise
            or frame.total
            or frame.act
            or frame.flow == "balance"
        ):
            continue
        end = frame.first
        while end > 0 and row[end - 1].lower in ("the", "its", "their", "an", "a"):
            end -= 1
        if end < 1:
            continue
        if row[end - 1].lower == "with":
            end = next((at for at in range(end) if _is_verb(row[at])), 0)
        elif row[end - 1].get("level"):
            end -= 1
        else:
            continue
        first = end
        while first > 0 and (
            _content(row[first - 1]) or row[first - 1].lower == "and" or row[first - 1].get("traders")
        ):
            first -= 1
        named = _named(text, row, first, end, end, frame) if end > first and row[first].word else None
        if named is not None:
            frame.commodity, frame.goods, frame.enterprise = named.commodity, named.goods, named.enterprise


def _is_verb(one: Token) -> bool:
    return bool(one.codes.keys() & {"level", "dir", "share"}) or one.get("stop") == "verb"


def subject_of(
    text: str, row: list[Token], found: list[Frame], at: int, low: int, carried: Frame | None
) -> Frame | None:
    """The frame of the figure at place ``at``; ``low`` is the place of the figure before, -1 for none.

    ``carried`` is the frame of that figure, or of the sentence before. ``None`` where nothing tells of trade.
    """
    own = [one for one in found if one.first < at and one.at < at and not _is_whole(row, one)]
    fresh = bool(own) and own[-1].last > low
    current = _current(row, own[-1] if fresh else None, low, carried)
    after = _behind_figure(row, found, at)
    if after is not None or _is_apart(row, at, low):
        return after
    part = _part_of(text, row, found, at, low, current)
    if part is not None or current is None:
        return part
    if not fresh and low < 0 and any([one.get("other") for one in row[:at]]):
        return None
    start = max(low, current.last if own and current is own[-1] else -1) + 1
    placed = _placed(row, start, at, current, low < 0 and not own) or _told(text, row, start, at, current)
    if placed is not None:
        return placed
    named = _renamed(text, row, start, at, low, current)
    return attached(text, row, named, at) if named is not None else None


def _current(row: list[Token], own: Frame | None, low: int, carried: Frame | None) -> Frame | None:
    """The last flow before a figure, with what it takes from the one carried; else that one."""
    if own is None or carried is None or own is carried:
        return own or carried
    made = own
    if own.aspect == "share" and row[own.first - 1].lower in ("its", "their"):
        made = carried.like()
        made.aspect, made.first, made.last = "share", own.first, own.last
    return _shared(made, carried) if low >= 0 else made


def _is_apart(row: list[Token], at: int, low: int) -> bool:
    """Whether a figure tells of no trade: one of several that are counted, a rate of something else."""
    if low >= 0 and at - low == 2 and row[at - 1].lower == "of" and row[low].amount == "count":
        return True
    return _of_other(row, at) or (at + 1 < len(row) and bool(row[at + 1].get("other")))


def _placed(row: list[Token], start: int, at: int, current: Frame, bare: bool) -> Frame | None:
    """The frame with the place at a clause's beginning as partner: Japan was the top supplier, with …"""
    top = next((place for place in range(start, at) if row[place].get("supplier")), -1) if bare else -1
    led = start
    if top <= 0 or not row[start].place or row[start].own:
        were = ("was", "were", "came")
        led = next((one for one in range(start, at - 1) if row[one].place and row[one + 1].lower in were), -1)
        back = at - 1
        while back > start and row[back].get("bound"):
            back -= 1
        if led < 0 or row[back].lower != "with" or row[led - 1].lower in ("to", "from", "with", "of"):
            return None
    made = current.like()
    made.partners = (row[led].name,)
    return made


def _shared(current: Frame, carried: Frame) -> Frame:
    """A flow to another partner is of the goods before (chip imports from Japan; imports from …)."""
    bare = current.partners and not (current.commodity or current.total or current.enterprise)
    if not bare or current.flow != carried.flow or not carried.commodity or not carried.partners:
        return current
    made = current.like()
    made.commodity, made.goods = carried.commodity, (0, 0)
    return made


def _part_of(
    text: str, row: list[Token], found: list[Frame], at: int, low: int, current: Frame | None
) -> Frame | None:
    """Who or what has a share of a flow: China, which accounts for 22.9 percent of Indonesia's exports."""
    whole = next((one for one in found if one.at > at and _is_whole(row, one) and one.first <= at + 6), None)
    end = next((place for place in range(at - 1, low, -1) if row[place].get("share")), -1)
    if whole is None or end < 0:
        return None
    while end > low + 1 and (
        row[end - 1].lower in ("which", "that")
        or (row[end - 1].lower == "," and row[end].lower in ("which", "that"))
        or row[end - 1].get("stop") in ("conj", "verb")
    ):
        end -= 1
    if row[end].get("share") and (end == 0 or row[end - 1].get("flow")):
        return None
    first = end
    while first > low + 1 and (
        _content(row[first - 1])
        or row[first - 1].place
        or row[first - 1].lower == "and"
        or row[first - 1].get("light")
    ):
        first -= 1
    if first == end or (
        row[first - 1].lower in ("to", "from") and current is not None and current.last >= end - 1
    ):
        return None
    made = whole.like()
    made.first, made.last, made.partners, made.commodity = first, end, (), ""
    made.reporter = made.reporter or (current.reporter if current is not None else "")
    named = _named(text, row, first, end, at, made)
    return named if named is not None and (named.partners or named.commodity or named.enterprise) else None


def _is_whole(row: list[Token], frame: Frame) -> bool:
    """Whether a flow is that of which a share is one: 20 percent of total exports."""
    at = frame.first - 1
    while at > 0 and (
        row[at].lower in ("the", "its", "their")
        or row[at].get("light")
        or row[at].place
        or row[at].get("home")
    ):
        at -= 1
    before = row[at - 1].quantity if at > 0 else None
    return row[at].lower == "of" and before is not None and before.kind in ("percent", "share")


def _of_other(row: list[Token], at: int) -> bool:
    """Whether a rate is of something that is no trade: a 25.7% rise in tax revenues."""
    place = at + 1
    while (
        place < len(row)
        and place < at + 4
        and (row[place].get("dir") or row[place].get("light") or row[place].get("basis"))
    ):
        place += 1
    if place == at + 1 or place >= len(row) or row[place].lower not in ("in", "of"):
        return False
    return any([one.get("other") for one in row[place + 1 : noun_phrase(row, place + 1) + 1]])


def _behind_figure(row: list[Token], found: list[Frame], at: int) -> Frame | None:
    """The flow behind a figure to which it belongs: a $16 billion | surplus, a 7.5% rise in | exports."""
    first = at + 1
    one = next((frame for frame in found if frame.at > at), None)
    if one is None or any([word.quantity is not None for word in row[first : one.at]]):
        return None
    words = row[first : one.at]
    if one.act:
        passive = bool(words) and words[0].lower == "of" and bool(words[-1].get("level"))
        return one if passive and one.commodity else None
    if all([_attributive(word) for word in words]):
        return one
    joint = next((at for at in range(first, one.at) if row[at].lower in ("in", "of", "worth", "from")), -1)
    if joint < 0 or one.at - joint > _FAR or any([_breaks(word) for word in row[joint + 1 : one.at]]):
        return None
    between = row[first:joint]
    if any([word.get("noun") or word.lower == "growth" for word in between]):
        return one if all([word.get("noun") or _attributive(word) for word in between]) else None
    sided = row[joint].lower == "in" and any([frame.flow == "balance" and frame.at < at for frame in found])
    if joint == first and row[joint].lower != "worth" and row[at].amount not in ("percent", "share"):
        return None if sided and one.flow == "trade" else one
    return None


_FAR: Final = 8


def _attributive(one: Token) -> bool:
    """Whether a word may stand between a figure and its noun (a 5 percent year-on-year | rise)."""
    light = (
        one.word or one.get("light") or one.place or one.get("basis") or (one.period is not None and one.own)
    )
    return bool(light) and not one.get("stop") and (not one.mark or one.lower == "-")


def _breaks(one: Token) -> bool:
    verb = (one.get("level") or one.get("dir") or one.get("stop") in ("conj", "prep verb")) and not one.get(
        "light"
    )
    mark = one.mark and one.lower not in ("-", ",")
    return bool(
        verb
        or mark
        or one.lower in ("as", "while", "with", "after")
        or (one.period is not None and not one.own)
    )


def _told(text: str, row: list[Token], start: int, at: int, current: Frame) -> Frame | None:
    """Goods that are told: the fastest growing areas are A, B and C, with growth of …"""
    for place in range(start, at):
        if row[place].lower in ("are", "were", "include", "included", "including"):
            end = noun_phrase(row, place + 1)
            if end > place + 2 and end + 1 < at and row[end].lower == "," and row[end + 1].lower == "with":
                return _of_goods(text, row, current, place + 1, end)
    return None


def _renamed(text: str, row: list[Token], start: int, at: int, low: int, current: Frame) -> Frame | None:
    """The frame with the name that a clause has in a flow's stead (, cosmetics reached $10.4 billion)."""
    end = at
    while end > start and _is_tail(row, end - 1, at):
        end -= 1
    first = _head_start(row, start, end)
    if end < at and row[end].lower == "(" and not any([one.place for one in row[start:end]]):
        item = _item_start(row, start, first, end)
        if item < first:
            return _of_goods(text, row, current, item, end)
    if first == end:
        end = max(start, _apposed(row, start, end))
        first = _head_start(row, start, end)
    if first == end:
        return current
    if first == 0 or row[first - 1].lower in _BREAKS:
        return _named(text, row, first, end, at, current)
    chain = first
    while chain > start and row[chain - 1].lower not in _BREAKS:
        chain -= 1
    return _deep(text, row, chain, first, end, current) if chain < first else current


def _head_start(row: list[Token], start: int, end: int) -> int:
    """Where the subject that ends at a place begins."""
    while end > start and _is_head(row, end - 1):
        end -= 1
    return end


def _of_goods(text: str, row: list[Token], frame: Frame, first: int, end: int) -> Frame:
    """The frame with the goods that the tokens of a span name."""
    made = frame.like()
    made.goods, made.commodity = (first, end), text[row[first].start : row[end - 1].end]
    return made


def _item_start(row: list[Token], start: int, first: int, end: int) -> int:
    """Where an item of a list with figures in brackets begins: ), computers, equipment and parts (+62%)."""
    place = end
    while place > start and not (row[place - 1].mark and row[place - 1].lower not in (",", "-")):
        if row[place - 1].lower in ("by", "with") or row[place - 1].get("flow") or row[place - 1].place:
            break
        place -= 1
    opened = place > start or (place > 0 and row[place - 1].lower == ")")
    while place < end and row[place].lower in (",", "and"):
        place += 1
    return place if opened and end - place < _FAR else first


def _apposed(row: list[Token], start: int, end: int) -> int:
    """Where the name ends to which an apposition belongs (the U.S., the top market, rose …); 0 for none."""
    if end - 1 <= start or row[end - 1].lower != ",":
        return 0
    for place in range(end - 2, max(start, end - 9), -1):
        one = row[place]
        if one.lower == ",":
            return place
        if one.quantity is not None or one.get("flow") or one.get("dir"):
            return 0
    return 0


def _is_tail(row: list[Token], at: int, figure: int) -> bool:
    """Whether a token stands between the subject and its figure: reached, rose by, at, expected to be."""
    one = row[at]
    if one.quantity is not None:
        return one.quantity.kind == "plain" and at == figure - 1
    if one.lower == "," and at + 1 < figure and row[at + 1].lower in ("at", "with", "up", "down"):
        return row[at + 1].lower == "at"
    if (
        (one.lower == "(" and figure - at < _NEAR)
        or (one.lower == ":" and at == figure - 1)
        or (one.lower == "," and at >= figure - 2 and labelled(row, figure))
    ):
        return True
    kinds = one.codes.keys()
    if one.place or (one.word and not one.get("light")):
        return False
    return (
        one.lower in _TAIL
        or bool(kinds & {"level", "dir", "bound", "status", "basis", "share", "list", "light", "speed"})
        or one.get("stop") in ("conj", "verb")
        or one.period is not None
        or (one.lower in ("in", "on", "over", "during", "for") and row[at + 1].period is not None)
    )


def _is_head(row: list[Token], at: int) -> bool:
    """Whether a token may belong to the subject of a clause."""
    one = row[at]
    if (
        one.quantity is not None
        or one.period is not None
        or one.lower in ("(", ")", ";", ":", ",", "with", "by", "followed", "while", "but", "as")
    ):
        return False
    if one.lower == "and":
        return at > 0 and (_content(row[at - 1])) and not _verbal(row, at)
    return (
        _content(one)
        or one.place
        or one.lower in ("the", "its", "their", "those", "that", "they", "it", "which", "this", "a", "an")
        or bool(one.get("aspect") or one.get("light") or one.get("regime") or one.get("traders"))
    )


def _verbal(row: list[Token], at: int) -> bool:
    """Whether a number stands before “and” with no comma: then another clause begins."""
    place = at - 1
    while place >= 0 and _content(row[place]):
        place -= 1
    return place >= 0 and row[place].quantity is not None


def _content(one: Token) -> bool:
    return one.word and not one.get("stop")


def _deep(text: str, row: list[Token], chain: int, first: int, end: int, current: Frame) -> Frame | None:
    """A subject with a preposition in it: those to the EU, demand for chips, the country with the most."""
    head = row[chain]
    if head.lower in ("those", "that", "sales", "shipments", "purchases") or (
        row[first - 1].lower in ("to", "from", "with") and chain == first - 1
    ):
        made = _fresh(current)
        behind(text, row, made, chain + (0 if head.lower in ("to", "from", "with") else 1))
        return made
    if row[end].lower == "at" and row[end - 1].place:
        made = current.like()
        made.partners = (row[end - 1].name,)
        return made
    kind = next((one.get("aspect").split()[0] for one in row[chain:end] if one.get("aspect")), "")
    if kind in ("value", "quantity", "price"):
        made = current.like()
        made.measure = "" if kind == "value" else kind
        return made
    names, stop = places(text, row, first)
    if names and stop >= end and row[first - 1].lower in ("to", "from", "with", "for"):
        made = current.like()
        made.partners = names
        return made
    other = any([one.get("other") for one in row[chain:end]])
    if other or not any([one.get("dir") or one.get("level") for one in row[end : end + 2]]) or False:
        return None if other else current
    if any([one.place or one.get("aspect") for one in row[chain:end]]) or head.get("stop"):
        return current
    return None if _content(head) and row[first - 1].lower in ("for", "on", "by", "at") else current


def _label(text: str, row: list[Token], at: int) -> str:
    """The goods that a label names (Rare earths: China, 70%); none where it is partners or sources."""
    end = next(place for place in range(at, -1, -1) if row[place].lower == ":")
    first = end
    while first > 0 and (_content(row[first - 1]) or row[first - 1].lower == "and"):
        first -= 1
    name = text[row[first].start : row[end - 1].end] if first < end else ""
    return "" if row[end - 1].lower in _LABELS else name


_LABELS: Final = frozenset("partners countries markets destinations sources origins commodities".split())


def _fresh(current: Frame) -> Frame:
    """The frame without goods, partners and traders."""
    made = current.like()
    made.partners, made.commodity, made.enterprise, made.goods, made.measure = (), "", "", (0, 0), ""
    made.regime = ""
    return made


def _named(text: str, row: list[Token], first: int, end: int, at: int, current: Frame) -> Frame | None:
    """The frame with the partner, traders, aspect or goods that a subject without a flow names."""
    rest = labelled(row, at) and row[end - 1].lower in ("other", "others")
    first = first if rest else _past_light(row, first, end)
    if first >= end or row[first].lower in _PRONOUNS or row[end - 1].lower.endswith("ing"):
        return current
    if any([one.get("other") for one in row[first:end]]):
        return None
    if row[first].get("regime"):
        made = _fresh(current)
        made.regime = row[first].lower
        return made
    made = current.like()
    if row[end - 1].get("aspect"):
        end -= 1
        _take_aspect(made, row[end].get("aspect").split()[0])
    names, stop = ((row[end - 1].lower,), end) if rest else places(text, row, first)
    if not names or stop < end:
        return _named_goods(text, row, first, end, made, current)
    if made.reporter in names:
        return None if len(names) > 1 else current
    made.partners, made.enterprise = names, ""
    made.commodity = _label(text, row, at) if labelled(row, at) else made.commodity
    return made


def _past_light(row: list[Token], first: int, end: int) -> int:
    """The place of the first word of a subject that says something."""
    while first < end and (
        row[first].lower in ("the", "its", "their", "a", "an", "and")
        or (row[first].get("light") and not row[first].get("aspect"))
    ):
        first += 1
    return first


def _take_aspect(made: Frame, kind: str) -> None:
    if kind in ("growth", "share"):
        made.aspect = kind
    elif kind in ("quantity", "price"):
        made.measure = kind


def _named_goods(
    text: str, row: list[Token], first: int, end: int, made: Frame, current: Frame
) -> Frame | None:
    """The frame with the traders or goods that a subject names."""
    traders = traders_at(text, row, first, end) if end > first else ""
    if traders:
        made.enterprise, made.commodity, made.goods = traders, "", (0, 0)
        return made
    while first < end and row[first].place:
        first += 1
    if end <= first:
        return made
    proper = row[first].text[:1].isupper()
    listed = all([_content(one) or one.lower in (",", "and") for one in row[first:end]])
    listed = listed or noun_phrase(row, first) >= end
    if not listed or (proper and first > 0 and row[first - 1].lower != ":"):
        return current if proper else None
    made.enterprise = ""
    return _of_goods(text, row, made, first, end)


def attached(text: str, row: list[Token], frame: Frame, at: int) -> Frame:
    """The frame with what stands behind its figure: $5 billion worth of cars, 9 tonnes from Thailand."""
    place = _past_moves(row, at + 1)
    if place >= len(row) or row[at].quantity is None:
        return frame
    word, rate = row[place].lower, row[at].amount in _RATES
    made = _measured(row, place, frame) or (_rate_in(text, row, place, frame) if rate else None)
    if made is not None:
        return made
    if word in ("to", "from", "with", "into", "for"):
        made = _directed(text, row, place, frame)
        if made is not None or word != "for":
            return made or frame
    if rate:
        return frame
    if word == "of":
        return _amount_of(text, row, frame, at, place)
    made = frame.like()
    made.last = at
    if word == "in" and frame.flow == "balance":
        return made if behind(text, row, made, place) > place and made.commodity else frame
    if frame.act and not (word == "for" and not frame.commodity and _is_purpose(row, place + 1)):
        behind(text, row, made, at + 1)
        return made
    return frame


_RATES: Final = frozenset("percent share pp times double flat".split())
_MOVES: Final = frozenset("sourced shipped coming going bound destined".split())


def _past_moves(row: list[Token], place: int) -> int:
    """The place behind “worth” and words of movement."""
    if place < len(row) and row[place].lower == "worth":
        place += 1
    while place < len(row) and row[place].lower in _MOVES:
        place += 1
    return place


def _measured(row: list[Token], place: int, frame: Frame) -> Frame | None:
    """The frame with the measure behind a figure: 5 percent in value, by volume."""
    if row[place].lower not in ("in", "by") or place + 1 >= len(row) or not row[place + 1].get("aspect"):
        return None
    measure = row[place + 1].get("aspect").split()[0]
    if measure not in ("value", "quantity", "price"):
        return None
    made = frame.like()
    made.measure = measure
    return made


def _rate_in(text: str, row: list[Token], place: int, frame: Frame) -> Frame | None:
    """The frame with the goods behind a rate and its noun: a 7.5% rise in cars."""
    first = place + 2
    noun = row[place].get("noun") and row[place].get("dir")
    if first >= len(row) or not noun or row[place + 1].lower != "in":
        return None
    end = noun_phrase(row, first, False)
    apart = end <= first or any([one.get("other") for one in row[first:end]])
    return None if apart else _of_goods(text, row, frame, first, end)


def _directed(text: str, row: list[Token], place: int, frame: Frame) -> Frame | None:
    """The frame with the partners behind a figure: to Japan, from Thailand, for Korea."""
    word = row[place].lower
    names, stop = places(text, row, place + 1)
    if not names or (word != "for" and stop < len(row) and row[stop].period):
        return None
    made = frame.like()
    made.partners = names if word == "for" else ()
    if word != "for":
        link(made, "to" if word == "into" else word, names)
    return made if made.partners else None


def _amount_of(text: str, row: list[Token], frame: Frame, at: int, place: int) -> Frame:
    """The frame with the goods of which a figure is an amount: 929,000 tonnes of rice."""
    made = frame.like()
    if place != at + 1 or not frame.act or not made.commodity or row[at].amount != "money":
        made.commodity, made.goods = "", (0, 0)
    made.last = at
    kept = made.commodity
    if behind(text, row, made, place) <= place:
        return frame
    made.commodity = made.commodity or kept or frame.commodity
    return made


def _is_purpose(row: list[Token], first: int) -> bool:
    """Whether things stand behind “for”, for which something is paid."""
    if first >= len(row) or noun_phrase(row, first) <= first:
        return False
    return row[first].period is None and not row[first].get("other")
