"""Lists: the figures of a list go to the members of the subject's, the i-th to the i-th, or each to all."""

from __future__ import annotations

import itertools
from typing import Final

from tradekit.language.en.flowframe import Frame
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Line, Told
from tradekit.language.mentions import Quantity


def ranges(row: list[Token], made: list[Told]) -> list[Told]:
    """Numbers of a range or a list take the unit of the last: 211-219 billion crowns, 14 and 3 percent."""
    for one, other in reversed([*itertools.pairwise(made)]):
        low, high, stated = one.quantity, other.quantity, other.stated
        between = [token.lower for token in row[one.at + 1 : other.at]]
        dash = between in (["-"], ["–"])
        spread = dash or between == ["to"] or (between == ["and"] and row[one.at - 1].lower == "between")
        listed = not spread and between in _AND and high.kind == "percent"
        said = dash and low.unit == high.unit and not low.text.endswith("%")
        unsaid = low.kind == "plain" and high.kind != "plain" and (spread or listed)
        if stated is None or not (unsaid or said):
            continue
        if unsaid:
            one.quantity = low.counted(high.unit, high.kind, low.value * _scale(low, high))
        one.stated, one.frame, one.reason, one.bound = stated, other.frame, "", "="
        if spread:
            one.stated = other.stated = stated.but(bound="=")
            one.bound, other.bound = ">=", "<="
    return made


_AND: Final = (["and"], [","], [",", "and"])


def _scale(low: Quantity, high: Quantity) -> float:
    """By how much the lower end of a range counts in the scale of the upper."""
    scale = 1.0
    while high.kind != "percent" and low.value * scale * 1e3 <= high.value * 1.001:
        scale *= 1e3
    return scale


def deal(line: Line, every: list[Told]) -> list[Told]:
    """Each list of figures dealt to the members of the list that is its subject."""
    text, row, words = line.words.text, line.row, line.words
    made = [one for one in every if not one.again]
    out: list[Told] = []
    place = 0
    while place < len(made):
        end = place + 1
        while end < len(made) and joined(words, made[end - 1], made[end]):
            end += 1
        following = 1
        while end + following < len(made) and joined(words, made[end + following - 1], made[end + following]):
            following += 1
        group = made[place:end]
        flows = _flows(line, group)
        for one, frame in zip(group, flows, strict=False):
            one.frame = frame
        out += group if flows else _dealt(text, row, group, out, following if end < len(made) else 0)
        place = end
    for one in every:
        if one.again:
            one.frame = max([other for other in out if other.at < one.at], key=_at).frame
            out.append(one)
    return sorted(out, key=_at)


def _at(one: Told) -> int:
    return one.at


def _flows(line: Line, group: list[Told]) -> list[Frame]:
    """The flows before a list of figures that are as many: trade, exports and imports rose 3%, 5% and 2%."""
    found = [frame for frame in line.found if frame.at < group[0].at]
    made: list[Frame] = []
    while found and len(made) < len(group):
        one = found.pop()
        made = [*(_both(one) or [one]), *made]
        if found and _LISTED.match(line.words.shape, found[-1].last + 1, one.first) is None:
            break
    return made if len(made) == len(group) > _PAIR else []


_PAIR: Final = 2
"""Two figures are dealt out by their frame's own members."""


def _both(frame: Frame) -> list[Frame]:
    """The flows of exports and imports, in the order in which they are named."""
    made = [frame.like(), frame.like()] if frame.both else []
    flows = ("export", "import") if frame.both.startswith("e") else ("import", "export")
    for one, flow in zip(made, flows, strict=False):
        one.flow = flow
    return made


_LISTED: Final = Shaped(r"',|and|the'{1,3}\Z")


_JOINED: Final = Shaped(
    r"(?:'('{bound}*{number}')')?(?:'-'?'worth')?{dir|bound}*(?:',''and'|'and|,'){dir|bound}*\Z"
)


def joined(words: Row, one: Told, other: Told) -> bool:
    """Whether two figures are members of a list; the first may be told in other money too."""
    same = one.quantity.kind == other.quantity.kind and one.frame is not None and other.stated is not None
    return same and _JOINED.match(words.shape, one.at + 1, other.at) is not None


def _dealt(text: str, row: list[Token], group: list[Told], earlier: list[Told], following: int) -> list[Told]:
    """A list dealt out; ``following`` is how many figures the next list has."""
    frame = group[0].frame
    if frame is None or group[0].stated is None:
        return group
    count = len(group)
    if count == 1:
        each = any([token.get("list") == "each" for token in row[frame.last + 1 : group[0].at]])
        members = _members(text, row, frame, following if following > 1 else 0) if each else []
        if len(members) < 2:
            return group
        return [_copy(group[0], member) for member in members]
    members = _members(text, row, frame, count)
    amounts = [one for one in earlier if one.stated is not None and one.stated.statistic == "level"][-count:]
    if (
        len(members) != count
        and len(amounts) == count
        and any([token.get("list") == "respectively" for token in row[group[0].at :]])
    ):
        members = [_weighed(one) for one in amounts if one.frame is not None]
    if len(members) != count:
        return group
    stated = group[0].stated
    for one, member in zip(group, members, strict=True):
        own = one.stated if row[one.at - 1].get("dir") and one.stated is not None else stated
        one.frame = member
        one.stated = own.but(basis=stated.basis, base=stated.base, bound=one.bound)
    return group


def _weighed(one: Told) -> Frame:
    """The frame of an amount, of its quantity where it is one."""
    assert one.frame is not None
    made = one.frame.like()
    made.measure = "value" if one.quantity.kind in ("money", "plain") else "quantity"
    return made


def _copy(one: Told, frame: Frame) -> Told:
    made = type(one)(one.at, one.quantity, frame, one.stated)
    made.period, made.status, made.bound = one.period, one.status, one.bound
    return made


def _members(text: str, row: list[Token], frame: Frame, count: int) -> list[Frame]:
    """The frames of a frame's list: of its partners, its flows, its goods."""
    made: list[Frame] = []
    if len(frame.partners) > 1 and count in (0, len(frame.partners)):
        for name in frame.partners:
            one = frame.like()
            one.partners = (name,)
            made.append(one)
        return made
    if frame.flow == "trade" and count == 2 and frame.both:
        return _both(frame)
    for first, last in split(row, frame.goods, count):
        one = frame.like()
        one.commodity = text[row[first].start : row[last - 1].end]
        made.append(one)
    return made


def split(row: list[Token], goods: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """The members of a list of goods, ``count`` where that can be (0: as many as there are).

    The last “and” parts the last member; commas and earlier ones where the number of members asks for it.
    """
    first, last = goods
    if last <= first:
        return []
    cuts = [
        at
        for at in range(first, last)
        if row[at].lower == "and" or (row[at].lower == "," and row[at + 1].lower != "and")
    ]
    strong = [at for at in cuts if row[at].lower == "and" and row[at - 1].lower == ","]
    need = count - 1 if count else 0
    if not count:
        chosen = cuts if not strong else sorted({*strong, *[at for at in cuts if row[at].lower == ","]})
    elif len(cuts) < need:
        return []
    else:
        chosen = _choose(row, cuts, strong, need, last)
    made: list[tuple[int, int]] = []
    start = first
    for at in [*chosen, last]:
        end = at - 1 if at < last and row[at - 1].lower == "," else at
        if end > start:
            made.append((start, end))
        start = at + 1
    return made


def _choose(row: list[Token], cuts: list[int], strong: list[int], need: int, last: int) -> list[int]:
    """Which places part the members: the best by the nouns that end them."""
    if len(cuts) == need:
        return cuts
    from itertools import combinations

    head = row[last - 1].lower
    best, most = cuts[-need:], -1.0
    for some in combinations(cuts, need) if len(cuts) <= 10 else [tuple(cuts[-need:])]:
        value = sum([1.0 for at in some if at in strong]) + (1.0 if some[-1] == cuts[-1] else 0.0)
        value += sum([1.0 for at in some if row[at - (2 if row[at - 1].lower == "," else 1)].lower == head])
        if value > most:
            best, most = list(some), value
    return best
