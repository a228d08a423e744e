"""Dealing: the figures of a list go to its subjects or periods, the i-th to the i-th or each to all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tradekit.extraction.context import Context, Targets
from tradekit.language.mentions import Mention, Part, Quantity
from tradekit.language.prepared import PreparedPart
from tradekit.language.said import Said, Subject
from tradekit.model.period import Period

_SEVERAL: Final = 3
"""Two figures are no dealing out of a half year to its quarters, or of two months to each."""
Dealt = list[tuple[Quantity, Targets]]
"""Figures, each with the subjects and periods it belongs to."""


def deal(context: Context, said: Said, group: list[Quantity], one: PreparedPart) -> Dealt:
    """Pair the figures of a list with the subjects or periods they belong to.

    ``分别`` and lists of figures deal the i-th to the i-th; ``均`` gives one figure to every member; as many
    figures as there are bases to compare with are of one subject.
    """
    words = one.lists
    if not context.periods:
        context.periods = _first_period(context, one.part, one.base)
    periods = context.periods
    if not periods or not context.subjects:
        return [(quantity, [(context.subject, one) for one in periods[-1:]]) for quantity in group]
    count = len(group)
    if count == 1:
        return [(group[0], _one(context, said, group[0], words))]
    last = [(context.subjects[-1], periods[-1])]
    if count == sum([aside.kind == "base" for aside in one.apart]):
        return [(quantity, last) for quantity in group]
    for members in _lists(context, said, count):
        if len(members) == count:
            context.subjects = tuple(dict.fromkeys([subject for subject, _ in members]))
            return [(quantity, [member]) for quantity, member in zip(group, members, strict=True)]
    recent = list(dict.fromkeys(context.recent))
    if len(recent) == count or ("respectively" in words and len(recent) > count):
        return [(quantity, [member]) for quantity, member in zip(group, recent[-count:], strict=True)]
    listed = any([len(members) > 1 for members in _lists(context, said, 0)])
    for size in (1, 3, 12):
        few = size < 12 and (count < _SEVERAL or (size == 1 and count in (3, 6, 12) and not one.periods))
        if "respectively" in words and periods[-1].months == size * count and not (few or listed):
            parts = [Period(at, at + size - 1) for at in range(periods[-1].first, periods[-1].last + 1, size)]
            return [(quantity, [(context.subject, one)]) for quantity, one in zip(group, parts, strict=True)]
    return [(quantity, last) for quantity in group]


def _first_period(context: Context, part: Part, compared: Mention | None) -> tuple[Period, ...]:
    """The period of figures before any is told: the first that the part has, if it has one.

    Of the one with which they are ``compared`` it is what follows.
    """
    base = None
    for one in part.mentions:
        if one.period is not None and part.start <= one.start < part.end:
            base = one
            break
    found = context.clock.resolve(base.period) if base is not None and base.period is not None else ()
    return _behind(context, found[-1]) if found and base is compared else found


def _behind(context: Context, base: Period) -> tuple[Period, ...]:
    """The period behind one with which a figure is compared, where no other is told: 较前7个月, 比2008年."""
    if base.first % 12 == 0 and 1 < base.months < 12:
        made = Period(base.first, base.last + 1)
    elif base.months == 12:
        made = base.back(-12)
    else:
        return ()
    return (made,) if made.last < context.clock.latest else ()


def _one(context: Context, said: Said, figure: Quantity, words: frozenset[str]) -> Targets:
    """Whom a single figure belongs to: every member of a list, where it says so, or the one spoken of."""
    period = context.periods[-1]
    each = "each" in words
    if not each and len(context.periods) > 1 and _opening_months(context.periods):
        context.periods = (Period(context.periods[0].first, context.periods[1].last),)
        return [(context.subject, context.periods[0])]
    if each or figure.kind in ("digits", "flat") or len(context.periods) > 1:
        for members in _lists(context, said, 0):
            if len(members) > 1:
                return members
    if not each:
        return [(context.subjects[-1], period)]
    if said.items and context.subject.flow == "trade":
        return [(context.subject.moving(flow), period) for flow in ("export", "import")]
    return [(one, period) for one in context.subjects]


def _opening_months(periods: tuple[Period, ...]) -> bool:
    """“一、二月份” with one figure speaks of both months together, as the customs do."""
    return len(periods) == 2 and all(one == Period.of(one.year, at, at) for at, one in enumerate(periods, 1))


def joint(context: Context) -> tuple[Subject, ...]:
    """What was dealt out in the sentence, as one (水果、蔬菜、茶叶…，合计…); empty where it is no list.

    The members differ in one name only; what they are part of (其中) is none of them.
    """
    measure = context.recent[-1][0].measure if context.recent else ""
    near = [subject for subject, _ in context.recent if subject.measure == measure]
    if len(context.subjects) > 1:
        near = list(context.subjects)
    told = dict.fromkeys([subject.measured("value") for subject in near])
    told.pop(context.scope.moving(context.subject.flow).measured("value"), None)
    for name in ("commodity", "partner", "reporter", "enterprise", "regime"):
        members = list(dict.fromkeys([_value(one, name) for one in told]))
        if len(members) < 2 or "" in members:
            continue
        if len({_named(one, name, "") for one in told}) == 1:
            listed = context.lists.get(name)
            as_printed = listed is not None and len(listed.names) == len(members)
            joined = listed.joined if listed is not None and as_printed else "、".join(members)
            return (_named(context.subject, name, joined),)
    return ()


def mixed_amounts(context: Context, group: list[Quantity], words: frozenset[str]) -> Dealt:
    """Rates dealt out to amounts of which only some are trade (产值360亿元，出口18亿美元，分别增长2%和4%)."""
    if "respectively" not in words:
        return []
    last = context.amounts[-len(group) :]
    if len(last) != len(group) or None not in last or not any(last):
        return []
    return [(quantity, [one] if one else []) for quantity, one in zip(group, last, strict=True)]


def _lists(context: Context, said: Said, count: int) -> Iterator[Targets]:
    """The lists that a group of ``count`` figures may be dealt to, nearest first; 0 asks for any."""
    periods = context.periods
    subject = context.subject
    if len(context.subjects) > 1:
        yield [(one, periods[-1]) for one in context.subjects]
    for name, own, listed in (
        ("partner", subject.partner, said.partner),
        ("enterprise", subject.enterprise, said.enterprise),
        ("regime", subject.regime, said.regime),
        ("reporter", subject.reporter, said.reporter),
    ):
        members = listed or context.lists.get(name)
        if members is not None and len(members.names) > 1 and members.joined == own:
            yield [(_named(subject, name, one), periods[-1]) for one in members.names]
    if len(periods) > 1:
        yield [(subject, period) for period in periods]
    goods = said.commodity or context.lists.get("commodity")
    if goods is not None and goods.joined == subject.commodity:
        names = context.language.split(goods.names[0], count, goods.whole)
        if len(names) > 1:
            yield [(subject.naming(name), periods[-1]) for name in names]


def _value(subject: Subject, name: str) -> str:
    """One of the names of a subject."""
    match name:
        case "commodity":
            return subject.commodity
        case "partner":
            return subject.partner
        case "reporter":
            return subject.reporter
        case "enterprise":
            return subject.enterprise
    return subject.regime


def _named(subject: Subject, name: str, value: str) -> Subject:
    """The subject with one of its names changed."""
    match name:
        case "commodity":
            return subject.but(commodity=value)
        case "partner":
            return subject.but(partner=value)
        case "reporter":
            return subject.but(value)
        case "enterprise":
            return subject.but(enterprise=value)
    return subject.but(regime=value)
