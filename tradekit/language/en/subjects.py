"""Subjects: what each figure of a sentence is about: the flow before it or behind it, or a name in its stead."""

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
    """Give a flow without goods those of the clause that it belongs to: Chips led, with exports of …; X posted exports."""
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
    current: Frame | None = own[-1] if own and own[-1].last > low else carried
    if carried is not None and current is not carried and current is not None:
        if current.aspect == "share" and row[current.first - 1].lower in ("its", "their"):
            current = carried.like()
            current.aspect, current.first, current.last = "share", own[-1].first, own[-1].last
        current = _shared(current, carried) if low >= 0 else current
    after = _behind_figure(row, found, at)
    if after is not None:
        return after
    if low >= 0 and at - low == 2 and row[at - 1].lower == "of" and row[low].amount == "count":
        return None
    if _of_other(row, at) or (at + 1 < len(row) and row[at + 1].get("other")):
        return None
    part = _part_of(text, row, found, at, low, current)
    if part is not None:
        return part
    if current is None:
        return None
    if not (own and own[-1].last > low) and low < 0 and any([one.get("other") for one in row[:at]]):
        return None
    start = max(low, current.last if own and current is own[-1] else -1) + 1
    top = next((place for place in range(start, at) if row[place].get("supplier")), -1)
    if low < 0 and top > 0 and not own and row[start].place and not row[start].own:
        made = current.like()
        made.partners = (row[start].name,)
        return made
    led = next(
        (at for at in range(start, at - 1) if row[at].place and row[at + 1].lower in ("was", "were", "came")),
        -1,
    )
    back = at - 1
    while back > start and row[back].get("bound"):
        back -= 1
    if led >= 0 and row[back].lower == "with" and row[led - 1].lower not in ("to", "from", "with", "of"):
        made = current.like()
        made.partners = (row[led].name,)
        return made
    told = _told(text, row, start, at, current)
    if told is not None:
        return told
    named = _renamed(text, row, start, at, low, current)
    return attached(text, row, named, at) if named is not None else None


def _shared(current: Frame, carried: Frame) -> Frame:
    """A flow to another partner is of the goods spoken of before (imported chips from Japan, while imports from …)."""
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
                made = current.like()
                made.goods, made.commodity = (place + 1, end), text[row[place + 1].start : row[end - 1].end]
                return made
    return None


def _renamed(text: str, row: list[Token], start: int, at: int, low: int, current: Frame) -> Frame | None:
    """The frame with the name that a clause without a flow puts in its stead (, cosmetics reached $10.4 billion)."""
    end = at
    while end > start and _is_tail(row, end - 1, at):
        end -= 1
    first = end
    while first > start and _is_head(row, first - 1):
        first -= 1
    if end < at and row[end].lower == "(" and not any([one.place for one in row[start:end]]):
        item = _item_start(row, start, first, end)
        if item < first or (item < end and first == end):
            made = current.like()
            made.goods, made.commodity = (item, end), text[row[item].start : row[end - 1].end]
            return made
    if first == end:
        before = _apposed(row, start, end)
        if before <= start:
            return current
        first = end = before
        while first > start and _is_head(row, first - 1):
            first -= 1
    if first == end:
        return current
    opened = first == 0 or row[first - 1].lower in _BREAKS
    chain = first
    while not opened and chain > start and row[chain - 1].lower not in _BREAKS:
        chain -= 1
    if not opened and chain < first:
        return _deep(text, row, chain, first, end, current)
    if not opened:
        return current
    return _named(text, row, first, end, at, current)


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
    """Where the name ends to which an apposition belongs (the U.S., the biggest market, rose …); 0 for none."""
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
    """The goods that a label names (Rare-earth compounds: China, 70%); none where it is partners or sources."""
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
    while (
        first < end
        and not rest
        and (
            row[first].lower in ("the", "its", "their", "a", "an", "and")
            or (row[first].get("light") and not row[first].get("aspect"))
        )
    ):
        first += 1
    if first >= end or row[first].lower in _PRONOUNS or row[end - 1].lower.endswith("ing"):
        return current
    if any([one.get("other") for one in row[first:end]]):
        return None
    made = current.like()
    if row[first].get("regime"):
        made = _fresh(current)
        made.regime = row[first].lower
        return made
    last = row[end - 1]
    if last.get("aspect") and end - 1 >= first:
        kind = last.get("aspect").split()[0]
        if kind in ("growth", "share"):
            made.aspect = kind
        elif kind in ("quantity", "price"):
            made.measure = kind
        end -= 1
    names, stop = places(text, row, first)
    if rest:
        names, stop = (row[end - 1].lower,), end
    if names and stop >= end:
        made.partners, made.enterprise = names, ""
        if labelled(row, at):
            made.commodity = _label(text, row, at)
        if made.reporter in names:
            return None if len(names) > 1 else current
        return made
    if end > first:
        traders = traders_at(text, row, first, end)
        if traders:
            made.enterprise, made.commodity, made.goods = traders, "", (0, 0)
            return made
        while first < end and row[first].place:
            first += 1
    if end <= first:
        return made
    listed = all([_content(one) or one.lower in (",", "and") for one in row[first:end]])
    if not (listed or noun_phrase(row, first) >= end) or (
        row[first].text[:1].isupper() and first > 0 and row[first - 1].lower != ":"
    ):
        return current if row[first].text[:1].isupper() else None
    made.commodity, made.goods, made.enterprise = text[row[first].start : row[end - 1].end], (first, end), ""
    return made


def attached(text: str, row: list[Token], frame: Frame, at: int) -> Frame:
    """The frame with what stands right behind its figure: $5 billion worth of cars, 929,000 tonnes from Thailand."""
    place = at + 1
    if place < len(row) and row[place].lower == "worth":
        place += 1
    while place < len(row) and row[place].lower in (
        "sourced",
        "shipped",
        "coming",
        "going",
        "bound",
        "destined",
    ):
        place += 1
    if place >= len(row) or row[at].quantity is None:
        return frame
    if row[place].lower in ("in", "by") and place + 1 < len(row) and row[place + 1].get("aspect"):
        measure = row[place + 1].get("aspect").split()[0]
        if measure in ("value", "quantity", "price"):
            frame = frame.like()
            frame.measure = measure
            return frame
    rate = row[at].amount in ("percent", "share", "pp", "times", "double", "flat")
    behind_noun = (
        place + 2 < len(row)
        and row[place].get("noun")
        and row[place].get("dir")
        and row[place + 1].lower == "in"
    )
    if behind_noun and rate:
        end = noun_phrase(row, place + 2, False)
        if end > place + 2 and not any([one.get("other") for one in row[place + 2 : end]]):
            made = frame.like()
            made.goods, made.commodity = (place + 2, end), text[row[place + 2].start : row[end - 1].end]
            return made
    if row[place].lower == "for" and places(text, row, place + 1)[0]:
        made = frame.like()
        made.partners = places(text, row, place + 1)[0]
        return made
    if row[place].lower in ("to", "from", "with", "into"):
        names, stop = places(text, row, place + 1)
        if names and (stop >= len(row) or not row[stop].period):
            made = frame.like()
            made.partners = ()
            link(made, "to" if row[place].lower == "into" else row[place].lower, names)
            return made if made.partners else frame
        return frame
    if row[place].lower == "in" and frame.flow == "balance" and not rate:
        made = frame.like()
        made.last = at
        return made if behind(text, row, made, place) > place and made.commodity else frame
    if row[place].lower == "of" and not rate:
        made = frame.like()
        if place != at + 1 or not frame.act or not made.commodity or row[at].amount != "money":
            made.commodity, made.goods = "", (0, 0)
        made.last = at
        kept = made.commodity
        stop = behind(text, row, made, place)
        if stop > place:
            made.commodity = made.commodity or kept or frame.commodity
            return made
        return frame
    if row[place].lower == "for" and place + 1 < len(row) and not rate:
        end = noun_phrase(row, place + 1)
        if (
            end > place + 1
            and row[place + 1].period is None
            and not frame.commodity
            and not row[place + 1].get("other")
        ):
            return frame
    if frame.act and not rate:
        made = frame.like()
        made.last = at
        behind(text, row, made, at + 1)
        return made
    return frame
