"""Dealing: the figures of a list go to its subjects or periods, the i-th to the i-th or each to all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradekit.interpret import phrases
from tradekit.interpret.context import Context, Part, Targets
from tradekit.interpret.subjects import Said, Subject
from tradekit.periods import Period
from tradekit.quantities import Quantity


def deal(
    context: Context, said: Said, group: Sequence[Quantity], part: Part, bases: int = 0
) -> list[tuple[Quantity, Targets]]:
    """Pair the figures of a list with the subjects or periods they belong to.

    ``bases`` is how many periods they are compared with: as many figures as bases are of one subject.
    ``分别`` and lists of figures deal the i-th to the i-th; ``均`` gives one figure to every member.
    """
    words = {
        one.get("code") for one in part.mentions if one.kind == "lists" and part.start <= one.start < part.end
    }
    periods = context.periods
    current: Targets = [(one, periods[-1]) for one in context.subjects] if periods else []
    count = len(group)
    if not current:
        base = next(
            (one.period for one in part.mentions if one.period and part.start <= one.start < part.end), None
        )
        found = context.clock.resolve(base) if base else ()
        return [(quantity, [(context.subject, found[-1])] if found else []) for quantity in group]
    if count > 1 and count == bases:
        return [(quantity, current[-1:]) for quantity in group]
    if count > 1:
        for members in _lists(context, said, count):
            if len(members) == count:
                context.subjects = tuple(dict.fromkeys(subject for subject, _ in members))
                return [(quantity, [member]) for quantity, member in zip(group, members, strict=True)]
        recent = list(dict.fromkeys(context.recent))
        if len(recent) == count or ("respectively" in words and len(recent) > count):
            return [(quantity, [member]) for quantity, member in zip(group, recent[-count:], strict=True)]
        if "respectively" in words and periods[-1].months == 3 * count:
            quarters = [Period(at, at + 2) for at in range(periods[-1].first, periods[-1].last, 3)]
            return [
                (quantity, [(context.subject, one)]) for quantity, one in zip(group, quarters, strict=True)
            ]
        return [(quantity, current[-1:]) for quantity in group]
    return [(group[0], _one(context, said, group[0], words, current))]


def _one(context: Context, said: Said, figure: Quantity, words: set[str], current: Targets) -> Targets:
    """Whom a single figure belongs to: every member of a list, where it says so, or the one spoken of."""
    each = "each" in words
    if not each and _opening_months(context.periods):
        context.periods = (Period(context.periods[0].first, context.periods[1].last),)
        return [(context.subject, context.periods[0])]
    if each or figure.kind == "digits" or len(context.periods) > 1:
        for members in _lists(context, said, 0):
            if len(members) > 1:
                return members
    if each and said.items and context.subject.flow == "trade":
        return [(context.subject._replace(flow=flow), current[-1][1]) for flow in ("export", "import")]
    return current if each else current[-1:]


def _opening_months(periods: Sequence[Period]) -> bool:
    """“一、二月份” with one figure speaks of both months together, as the customs do."""
    return len(periods) == 2 and all(one == Period.of(one.year, at, at) for at, one in enumerate(periods, 1))


def mixed_amounts(context: Context, group: Sequence[Quantity], part: Part) -> list[tuple[Quantity, Targets]]:
    """Rates dealt out to amounts of which only some are trade (产值360亿元，出口18亿美元，分别增长2%和4%)."""
    words = {one.get("code") for one in part.mentions if part.start <= one.start < part.end}
    last = context.amounts[-len(group) :]
    if "respectively" not in words or len(last) != len(group) or None not in last or not any(last):
        return []
    return [(quantity, [one] if one else []) for quantity, one in zip(group, last, strict=True)]


def _lists(context: Context, said: Said, count: int) -> Iterator[Targets]:
    """The lists that a group of ``count`` figures may be dealt to, nearest first; 0 asks for any."""
    periods = context.periods
    subject = context.subject
    if len(context.subjects) > 1:
        yield [(one, periods[-1]) for one in context.subjects]
    for name in ("partner", "enterprise", "regime", "reporter"):
        listed = getattr(said, name) or context.lists.get(name)
        if listed is not None and len(listed.names) > 1 and listed.joined == getattr(subject, name):
            yield [(_named(subject, name, one), periods[-1]) for one in listed.names]
    if len(periods) > 1:
        yield [(subject, period) for period in periods]
    goods = said.commodity or context.lists.get("commodity")
    if goods is not None and goods.joined == subject.commodity:
        names = phrases.split(goods.names[0], count, goods.whole)
        if len(names) > 1:
            yield [(subject._replace(commodity=name), periods[-1]) for name in names]


def _named(subject: Subject, name: str, value: str) -> Subject:
    """The subject with one of its names changed."""
    return subject._replace(**{name: value})  # type: ignore[arg-type]
