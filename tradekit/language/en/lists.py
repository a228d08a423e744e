"""Lists: the figures of a list go to the members of the subject's, the i-th to the i-th, or each to all."""

from __future__ import annotations

import itertools
from typing import Final

from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Frame, Line, Told
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
    groups: list[list[Told]] = []
    for one in every:
        if groups and not one.again and joined(line.words, groups[-1][-1], one):
            groups[-1].append(one)
        elif not one.again:
            groups.append([one])
    out: list[Told] = []
    for group, following in zip(groups, [*[len(group) for group in groups[1:]], 0], strict=False):
        flows = _flows(line, group)
        for one, frame in zip(group, flows, strict=False):
            one.frame = frame
        out += group if flows else _dealt(line, group, out, following)
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


def _dealt(line: Line, group: list[Told], earlier: list[Told], following: int) -> list[Told]:
    """A list dealt out; ``following`` is how many figures the next list has."""
    row, count, frame, stated = line.row, len(group), group[0].frame, group[0].stated
    if frame is None or stated is None:
        return group
    if count == 1:
        each = any([token.get("list") == "each" for token in row[frame.last + 1 : group[0].at]])
        members = _members(line, frame, following if following > 1 else 0) if each else []
        return [_copy(group[0], member) for member in members] if len(members) > 1 else group
    members = _members(line, frame, count)
    if len(members) != count and any([one.get("list") == "respectively" for one in row[group[0].at :]]):
        levels = [one for one in earlier if one.stated is not None and one.stated.statistic == "level"]
        members = [_weighed(one.frame, one) for one in levels[-count:] if one.frame is not None]
    for one, member in zip(group, members, strict=False) if len(members) == count else ():
        own = one.stated if row[one.at - 1].get("dir") and one.stated is not None else stated
        one.frame = member
        one.stated = own.but(basis=stated.basis, base=stated.base, bound=one.bound)
    return group


def _weighed(frame: Frame, one: Told) -> Frame:
    """The frame of an amount, of its quantity where it is one."""
    made = frame.like()
    made.measure = "value" if one.quantity.kind in ("money", "plain") else "quantity"
    return made


def _copy(one: Told, frame: Frame) -> Told:
    made = Told(one.at, one.quantity, frame, one.stated)
    made.period, made.status, made.bound = one.period, one.status, one.bound
    return made


def _members(line: Line, frame: Frame, count: int) -> list[Frame]:
    """The frames of a frame's list: of its partners, its flows, its goods."""
    if len(frame.partners) > 1 and count in (0, len(frame.partners)):
        return [frame.selling((name,)) for name in frame.partners]
    if frame.flow == "trade" and count == 2 and frame.both:
        return _both(frame)
    made: list[Frame] = []
    for first, last in split(line.row, frame.goods, count):
        one = frame.like()
        one.commodity = line.words.said(first, last)
        made.append(one)
    return made


def split(row: list[Token], goods: tuple[int, int], count: int) -> list[tuple[int, int]]:
    """The members of a list of goods, ``count`` where that can be (0: as many as there are).

    The last “and” parts the last member; commas and earlier ones where the number of members asks for it.
    """
    start, last = goods
    commas = [at for at in range(start, last) if row[at].lower == "," and row[at + 1].lower != "and"]
    ands = [at for at in range(start, last) if row[at].lower == "and"]
    strong = [at for at in ands if row[at - 1].lower == ","]
    cuts = sorted(commas + (strong if strong and not count else ands))
    if count and len(cuts) < count - 1:
        return []
    made: list[tuple[int, int]] = []
    for at in [*(_choose(row, cuts, strong, count - 1, last) if count else cuts), last]:
        end = at - 1 if at < last and row[at - 1].lower == "," else at
        if end > start:
            made.append((start, end))
        start = at + 1
    return made


def _choose(row: list[Token], cuts: list[int], strong: list[int], need: int, last: int) -> list[int]:
    """Which places part the members: the best by the nouns that end them."""
    if len(cuts) == need or len(cuts) > _MANY:
        return cuts[len(cuts) - need :]
    ends = [row[at - (2 if row[at - 1].lower == "," else 1)].lower for at in cuts]
    value = {at: (at in strong) + (end == row[last - 1].lower) for at, end in zip(cuts, ends, strict=True)}
    some = [[*one] for one in itertools.combinations(cuts, need)]
    return max(some, key=lambda one: sum([value[at] for at in one]) + (one[-1:] == cuts[-1:]))


_MANY: Final = 10
"""Of so many places no choice is made."""
