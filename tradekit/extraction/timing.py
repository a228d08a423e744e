"""Timing: the periods that a part names, and what a comparison is made with."""

from __future__ import annotations

from typing import Final

from tradekit.extraction.context import Context, Draft
from tradekit.language.clock import Clock
from tradekit.language.figure import FALLING, RATE, Figure
from tradekit.language.mentions import Mention, PeriodMention
from tradekit.language.prepared import PreparedPart
from tradekit.model.period import Period

_STEPS: Final = {1: "mom", 3: "qoq"}
_YEAR: Final = 12
"""A year behind the week that is told of only says for which year goods were sold."""
_POINTING: Final = frozenset(("last", "week"))
_YEARS: Final = 24
"""A period of so many months grows from its first year on."""


def take_periods(context: Context, text: str, one: PreparedPart, told: list[Mention] | None = None) -> None:
    """Take up the periods that a part names; ``told`` are those known to tell of something else than
    trade: what is told of a month's end is of that month, where trade adds up (截至10月底).
    """
    found: list[Period] = []
    figure = bool(one.part.group)
    expected = one.expected or context.status == "forecast"
    named = told or one.periods
    of_week = context.timed and bool(context.periods) and _is_week(context.periods[-1])
    for mention in named:
        assert mention.period is not None
        if not (figure or told or _heads(one, mention, text)) and _is_aside(context, one, mention, text):
            continue
        if mention.period.kind == "months":
            count = mention.period.length
            found = _up_to_now(context, count) or _thirds(context, count, len(one.part.group)) or found
            continue
        context.clock = _compared_with(context, mention.period)
        clock = context.clock if context.last or mention.period.kind != "last" else _bare(context.clock)
        resolved = clock.resolve(mention.period, expected)
        if of_week and resolved and resolved[-1].months >= _YEAR:
            continue
        resolved = _up_to(context.until, resolved)
        if len(resolved) == 1 and _said_each(one.free):
            resolved = _each(resolved[0], context.language.each(text, mention))
        ahead = expected or mention.period.kind == "ahead"
        if not resolved or (not ahead and mention.period.year is None and _is_future(context, resolved[-1])):
            continue
        listing = found and context.clock.near == found[-1] and mention.period.year is None
        found = [*found, *resolved] if listing and _adjacent(one.free, mention) else list(resolved)
        main = None if figure else context.clock.main
        context.clock = _moved(context, text, one, mention, resolved[-1]).opening(main)
    if not found and figure and one.cues.cumulated:
        found = _cumulated(context)
        context.of_month = context.periods[-1] if found else None
    open_end = one.part.end - (named[-1].end if named else 0)
    until = one.cues.until and (one.cues.summed or figure or open_end <= (told is None))
    if found and until and found[-1].months == 1 and found[-1].days is None:
        found = [Period(found[-1].year * 12, found[-1].last)]
    if found:
        context.carried = False
        context.periods = tuple(dict.fromkeys(found)) if len(found) > 1 else (found[0],)


def _compared_with(context: Context, named: PeriodMention) -> Clock:
    """The clock at 2021年同期 behind 与2020年二季度相比: the same quarter."""
    base = context.pending.period if context.pending is not None else None
    if base is None or named.kind != "same" or named.year is None:
        return context.clock
    found = context.clock.resolve(base)
    return context.clock.after(found[0]) if found else context.clock


def _up_to(until: Period | None, named: tuple[Period, ...]) -> tuple[Period, ...]:
    """A year is told of up to the month that was named as the last (截至7月，2010棉花年度累计进口…)."""
    if until is None or len(named) != 1 or not named[0].first < until.last < named[0].last:
        return named
    return (Period(named[0].first, until.last),)


def _moved(context: Context, text: str, one: PreparedPart, named: Mention, period: Period) -> Clock:
    """The clock behind a period; one that is only held against what stays spoken of does not move it."""
    if _holds(context, text, one, named):
        return context.clock
    return context.clock.after(period, named.period is not None and named.period.kind in _POINTING)


def _holds(context: Context, text: str, one: PreparedPart, named: Mention) -> bool:
    """Whether a period is only held against the one that stays spoken of: 去年同期为5亿元; behind figures of
    another period its own rate (4月出口增长3%，3月的升幅为5%)."""
    if named.period is not None and named.period.kind == "same" and named.period.offset == -1:
        return True
    rate = one.words.directed > 0 and one.words.directed & (RATE | FALLING)
    return bool(rate and context.recent) and context.language.qualifies(text, named.end)


def is_held(context: Context, text: str, one: PreparedPart) -> bool:
    """Whether all periods of a part are only held against the one that stays spoken of."""
    return bool(one.periods) and all([_holds(context, text, one, each) for each in one.periods])


def _said_each(free: list[Mention]) -> bool:
    for one in free:
        if one.kind == "lists" and one.get("code") == "each":
            return True
    return False


def _is_aside(context: Context, part: PreparedPart, one: Mention, text: str) -> bool:
    """Whether a period word in a clause without figures is no period of a figure: 去年的, 连续3个月."""
    kind = one.period.kind if one.period else ""
    passing = part.in_passing and one.end < part.part.end
    if passing or kind in ("run", "same") or (kind == "since" and bool(context.recent)):
        return True
    told = context.clock.topic is not None and kind != "days" and context.language.qualifies(text, one.end)
    return told or _is_under_way(context, one)


def _heads(one: PreparedPart, mention: Mention, text: str) -> bool:
    """Whether a period heads a flow of which the figure stands in a bracket: 第三季的出口货值（28.7亿元）."""
    part = one.part
    return one.said.flow and mention.start == part.start and text[part.end : part.end + 1] in "（("


def _bare(clock: Clock) -> Clock:
    """The clock before anything was said: 上月 in a headline is the month before publication."""
    return Clock(clock.year, clock.month) if clock.month else clock


def _is_under_way(context: Context, one: Mention) -> bool:
    """A quarter or half that has not ended at publication (四季度仍面临压力) is spoken of, not told of."""
    period, month = one.period, context.clock.month
    if period is None or period.year is not None or period.offset is not None or not period.spans:
        return False
    first, last = period.spans[-1]
    return last - first in (2, 5) and first <= month < last


def _is_future(context: Context, period: Period) -> bool:
    return period.first > context.clock.latest


def _cumulated(context: Context) -> list[Period]:
    """“累计进口” after a single month speaks of the year up to that month."""
    last = context.periods[-1] if context.periods else None
    if last is None or last.months > 1 or last.last % 12 == 0:
        return []
    return [Period(last.year * 12, last.last)]


def take_opening(context: Context, one: PreparedPart) -> None:
    """“自2015年4月以来，累计…” speaks of all months since then, “十年来累计…” of whole years."""
    for period in one.opened:
        found = context.clock.resolve(period)
        context.opened = found[0] if found else None
        near = context.clock.near
        if found and near is not None and found[0].months == 12 and found[0].year - near.year == 1:
            context.clock = context.clock.after(found[0])
    opened, now = context.opened, context.clock.latest
    if opened is None:
        return
    run = [each.period.length for each in one.free if each.period is not None and each.period.kind == "run"]
    if run and opened.months == 1 and opened.first + run[-1] - 1 <= now:
        context.periods = tuple([Period(at, at) for at in range(opened.first, opened.first + run[-1])])
    elif opened.months == 12 and opened.year == context.clock.year:
        context.periods = (Period(opened.first, now - 1),) if one.opened else context.periods
    elif context.periods and one.cues.until:
        context.opened = Period(opened.first, context.periods[-1].last)
        context.periods = (context.opened,)
    elif one.part.group and one.cues.summed and (opened.months > 12 or opened.first < now - 1):
        context.periods = (opened if opened.months > 12 else Period(opened.first, now - 1),)


def _each(period: Period, size: int) -> tuple[Period, ...]:
    """The quarters or months of a period of which each is meant (前三个季度都, 前三季度各季度均)."""
    if not size or period.months <= size:
        return (period,)
    return tuple(Period(at, at + size - 1) for at in range(period.first, period.last + 1, size))


def _adjacent(free: list[Mention], one: Mention) -> bool:
    """Whether the period follows another one in a list (一季度、二季度)."""
    earlier = [other for other in free if other.kind == "period" and other.end <= one.start]
    return (
        bool(earlier)
        and one.start - earlier[-1].end <= 1
        and not any(earlier[-1].end <= other.start < one.start for other in free)
    )


def _up_to_now(context: Context, count: int) -> list[Period]:
    """So many months up to the one that was named as the last (截至4月，12个月内逆差…)."""
    last = context.until
    return [Period(last.last - count + 1, last.last)] if last is not None and count > 1 else []


def _thirds(context: Context, count: int, figures: int) -> list[Period]:
    """“3个月” after a quarter: its months, where as many figures follow."""
    near = context.clock.near
    if near is None or near.months != count or figures != count:
        return []
    return [Period(month, month) for month in range(near.first, near.last + 1)]


def move_topic(context: Context, rows: list[Draft]) -> None:
    """A period inside the one spoken of is an aside; another one becomes the topic."""
    topic, period, near = context.clock.topic, rows[-1].period, context.clock.near
    if near is not None and near.back(12) == period:
        return
    if rows[-1].figure.base is not None or (context.carried and topic is None):
        return
    kept = context.language.settled or (topic is not None and period.within(topic)) or _several(rows)
    if topic is None or not kept:
        context.clock = context.clock.about(period)


def _several(rows: list[Draft]) -> bool:
    last = rows[-1].period
    for row in rows:
        if row.period is not last and row.period != last:
            return True
    return False


def base_period(context: Context, base: Mention, period: Period, growth: bool = True) -> Period | None:
    """The period that a comparison names, for the subject's ``period``."""
    mention = base.period
    assert mention is not None
    year = mention.offset is not None and (mention.spans == ((1, 12),) or mention.kind == "season")
    if mention.kind == "same" or (year and growth):
        return (
            period.back(12)
            if mention.year is None
            else Period.of(mention.year, period.first % 12 + 1, period.first % 12 + period.months)
        )
    if mention.unit == 12 and mention.spans == ((1, 12),):
        return period.back(12) if period.months == 12 else Period.of(period.year - 1)
    if mention.kind == "week" and period.days is not None:
        return period.earlier(7 * mention.length)
    if mention.kind == "last":
        return period.back(period.months)
    if mention.kind == "ago":
        return period.back(12 * mention.length)
    if growth and mention.kind == "year" and period.months < 12 and mention.year is not None:
        return Period.of(mention.year, period.first % 12 + 1, period.first % 12 + period.months)
    found = context.clock.after(period).resolve(mention)
    return found[-1] if found else None


def _averaged(context: Context, period: Period) -> Period:
    """The years over which an annual average runs."""
    if context.opened is not None:
        return period
    if context.origin is not None and context.origin.last < period.first:
        return Period(context.origin.first, period.last)
    if context.since is not None and period.months % 12 == 0:
        return Period(context.since.last + 1, period.last)
    longest = max(context.periods, key=lambda one: one.months, default=period)
    return longest if longest.months > period.months else period


def _is_week(period: Period) -> bool:
    """Whether a period is a week: what it grows by is told against the week before, where nothing is said."""
    return period.days is not None and period.days[1] - period.days[0] == 6


_CLOSE: Final = 0.04
"""How far a printed rate may lie from what two rounded levels give."""


def _begun(context: Context, figure: Figure, period: Period) -> Period | None:
    """The earlier period of which a level was told from which the last has grown by just this rate."""
    before_it = context.last.statistic if context.last is not None else ""
    if len(context.levels) < 2 or figure.statistic != "growth" or before_it != "level":
        return None
    last, value, unit = context.levels[-1]
    for begun, before, of in reversed(context.levels[:-1]):
        if of != unit or last != period or begun.last >= last.first or begun == last.back(12) or before <= 0:
            continue
        if abs(value / before - 1 - figure.value / 100) <= _CLOSE * value / before:
            return begun
    return None


def against(context: Context, figure: Figure, period: Period) -> tuple[str, Period]:
    """The basis of a growth figure, and its period where the basis changes it (年均)."""
    basis = figure.basis
    if basis == "avg":
        return basis, _averaged(context, period)
    if figure.against is not None:
        base = base_period(context, figure.against, period)
        if base is None or base in (period, period.back(12)):
            return "yoy", period
        if base == period.back(period.months):
            return _STEPS.get(period.months, f"since:{base.name}"), period
        context.since = base
        return f"since:{base.name}", period
    if context.since is not None and figure.statistic.endswith("_change") and not figure.said_basis:
        return f"since:{context.since.name}", period
    if basis == "yoy" and not figure.said_basis:
        return _unsaid(context, figure, period)
    return ("qoq" if basis == "mom" and period.months == 3 else basis), period


def _unsaid(context: Context, figure: Figure, period: Period) -> tuple[str, Period]:
    """The basis of a rate that prints none: the year before, unless another beginning was told of."""
    begun, origin = _begun(context, figure, period), context.origin
    if begun is not None:
        return f"since:{begun.name}", period
    if origin is not None and origin.last < period.last and origin != period.back(12):
        if origin == period.back(period.months) and period.months in _STEPS:
            return _STEPS[period.months], period
        return f"since:{origin.name}", Period(period.last - 11, period.last) if period.months > 12 else period
    if _is_week(period):
        return f"since:{period.earlier(7).name}", period
    summed = context.opened is not None or (context.last is not None and context.last.statistic == "level")
    if period.months >= _YEARS and not summed:
        return f"since:{Period.of(period.first // 12).name}", period
    return "yoy", period
