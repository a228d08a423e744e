"""The clock: what a period word means in a report of a given month, after the periods spoken of before."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, final

from tradekit.language.mentions import PeriodMention, Spans
from tradekit.model.period import Period

_SOON: Final = 6
"""A month that is further ahead is not what is expected, but the one of that name that is over."""
_LAST_YEAR: Final = 18
"""What is further back, in months, is history."""


@final
class Clock:
    """What a period word is resolved against: the publication month, and the periods spoken of before.

    ``near`` is the period that was named last, ``topic`` the one that the article is about; ``pointed``: the
    last was named by pointing to it (上季度); ``week`` are the days that were named last; ``main`` what the
    article is about, where ``near`` was said in an earlier sentence. Where no year is known,
    ``year`` is ``NO_YEAR``; ``month`` and ``day`` are 0 where none is.
    """

    __slots__ = ("day", "main", "month", "near", "pointed", "topic", "week", "year")

    def __init__(
        self, year: int, month: int, near: Period | None = None, topic: Period | None = None,
        pointed: bool = False, day: int = 0, week: Period | None = None, main: Period | None = None,
    ) -> None:  # fmt: skip
        self.year: Final = year
        self.month: Final = month
        self.near: Final = near
        self.topic: Final = topic
        self.pointed: Final = pointed
        self.day: Final = day
        self.week: Final = week
        self.main: Final = main

    def opening(self, main: Period | None) -> Clock:
        """The clock where a new sentence begins in an article about ``main``."""
        return Clock(self.year, self.month, self.near, self.topic, self.pointed, self.day, self.week, main)

    def after(self, period: Period | None, pointed: bool = False) -> Clock:
        """The clock when ``period`` has been named."""
        days = period is not None and period.days is not None and not (pointed and self.week)
        return Clock(
            self.year, self.month, period, self.topic, pointed, self.day, period if days else self.week
        )

    def about(self, period: Period) -> Clock:
        """The clock when ``period`` has become what the text is about."""
        return Clock(self.year, self.month, self.near, period, self.pointed, self.day, self.week)

    @property
    def latest(self) -> int:
        """The month of publication as one of a :class:`Period`: none that begins later is told of."""
        return self.year * 12 + (self.month or 12) - 1

    def resolve(self, mention: PeriodMention, ahead: bool = False) -> tuple[Period, ...]:
        """The periods that ``mention`` names; none for dates, durations and the like.

        ``ahead`` where the text speaks of what is expected: a period without year may then end in the future.

        >>> from tradekit.language.zh.periods import find_periods
        >>> clock = Clock(2024, 1)
        >>> [p.name for m in find_periods("去年四季度，前11个月，12月份") for p in clock.resolve(m)]
        ['2023-Q4', '2023-01/2023-11', '2023-12']
        """
        match mention.kind:
            case "span" | "year":
                return self._spans(mention, ahead)
            case "years" if mention.years:
                return (Period(mention.years[0] * 12, mention.years[1] * 12 + 11),)
            case "yearlist" if mention.years:
                return tuple(Period.of(year) for year in mention.years)
            case "near" | "lately" | "ahead" | "since" | "recent" | "season":
                known = self.month or (mention.kind == "season" and (self.near or self.topic))
                return (self._from_now(mention),) if known else ()
            case "last" | "this" | "past":
                return self._neighbour(mention)
            case "days" | "week":
                return self._days(mention, ahead)
            case "single":
                return self._single(mention)
            case "same":
                return self._same(mention)
            case "run":
                return self._run(mention)
        return ()

    def _same(self, mention: PeriodMention) -> tuple[Period, ...]:
        """What was named last, of the year that is meant; 同月 is its last month."""
        known = self.topic if self.pointed and self.topic else self.near or self.topic
        if known is None:
            return ()
        if mention.unit and known.months > 1:
            known = Period(known.last, known.last)
        year = self.year if mention.offset == 0 else mention.year
        years = known.year - year if year is not None else -(mention.offset or 0)
        return (known.back(12 * years) if years else known,)

    def _spans(self, mention: PeriodMention, ahead: bool) -> tuple[Period, ...]:
        year = mention.year
        if year is None and mention.offset is not None:
            year = self.year + mention.offset
        main = self._main()
        if year is None and main is not None:
            made = _of_year(main.year, mention.spans)
            if made[-1].last <= main.last:
                return made
        if year is not None:
            made = _of_year(year, mention.spans)
            now = mention.unit == 1 and mention.kind == "span" and made[0].first < self.latest < made[0].last
            return (Period(made[0].first, self.latest),) if now else made
        context = self.near or self.topic
        year = context.year if context else self.year
        latest = self.latest
        made = _of_year(year, mention.spans)
        soon = made[-1].months > 1 or made[-1].last - latest <= _SOON
        if ahead and made[-1].year == self.year and soon:
            return made
        whole = mention.kind == "span" and mention.spans == ((1, 12),) and context is not None
        if whole and made[-1].year == self.year:
            return made
        if made[-1].last > latest or (made[-1].last == latest and made[-1].months == 1 and not context):
            made = tuple(period.back(12) for period in made)
        return made

    def _main(self) -> Period | None:
        """What the article is about, where that is no history and nothing later was named since."""
        near, main = self.near, self.main
        recent = main is not None and self.latest - main.last < _LAST_YEAR
        return main if recent and (near is None or main is None or near.last < main.last) else None

    def _days(self, mention: PeriodMention, ahead: bool) -> tuple[Period, ...]:
        """Days of one or two months; the last of a month where it has not so many. Or a week."""
        if mention.kind == "week":
            return self._week(mention, ahead)
        if mention.spans[0][0] <= 0:
            known = self.near or self.topic if mention.unit or not self.month else None
            if known is None and not self.month:
                return ()
            month = (known.last if known is not None else self.latest) + mention.spans[0][0]
            first, last = [_day(month, day) for _, day in mention.spans]
            return (Period.of_days(first, last),) if first <= last else ()
        ends = [self._dated(mention, month, day, ahead) for month, day in mention.spans]
        return (Period.of_days(ends[0], ends[1]),) if ends[0] <= ends[1] else ()

    def _week(self, mention: PeriodMention, ahead: bool) -> tuple[Period, ...]:
        """So many weeks: up to a day that is told, else those before this one, or those spoken of."""
        known = self.week
        if mention.spans:
            end: date | None = self._dated(mention, mention.spans[0][0], mention.spans[0][1], ahead)
        elif known is not None and known.days is not None and (mention.offset is None or mention.unit):
            end = date.fromordinal(known.days[1] - 7 * mention.unit)
        elif self.day and mention.offset is not None:
            today = date(self.year, self.month, self.day)
            end = today - timedelta(days=today.isoweekday() + 7 * (-1 - mention.offset))
        else:
            end = None
        return (Period.of_days(end - timedelta(days=7 * mention.length - 1), end),) if end else ()

    def _dated(self, mention: PeriodMention, month: int, day: int, ahead: bool) -> date:
        """A day of a mention, in the year that is told, else the last that is not to come."""
        if mention.year is not None or mention.offset is not None:
            year = mention.year if mention.year is not None else self.year + (mention.offset or 0)
        else:
            known, last = self.near or self.topic, mention.spans[-1]
            year = known.year if known else self.year
            year -= not ahead and (year, *last) > (self.year, self.month or 12, self.day or 31)
        return _day(year * 12 + month - 1, day)

    def _from_now(self, mention: PeriodMention) -> Period:
        """Years or months that are counted back or ahead from now, or from the month spoken of."""
        known = self.near or self.topic
        if mention.kind == "recent":
            last = known.last if known and known.months in (1, mention.length) else self.latest - 1
            return Period(last - mention.length + 1, last)
        if mention.kind == "since":
            return self._since()
        if mention.kind == "season":
            return self._season(mention)
        first = self.year + 1 if mention.kind == "ahead" else self.year - mention.length
        return Period(first * 12, (first + mention.length) * 12 - 1)

    def _since(self) -> Period:
        """This year, up to the month spoken of or to the last that is over."""
        known = self.near or self.topic
        if known and known.year == self.year and known.days is None:
            return Period(self.year * 12, known.last)
        return Period.of(self.year, 1, self.month - 1) if self.month > 1 else Period.of(self.year - 1)

    def _neighbour(self, mention: PeriodMention) -> tuple[Period, ...]:
        """This month or quarter and the one before: of the period spoken of, else of publication.

        ``past`` is the one before publication, whatever is spoken of (last month).
        """
        known, last = self.near or self.topic, mention.kind != "this"
        if known is not None and mention.kind != "past" and known.months == mention.unit:
            if last:
                return (known if self.pointed else known.back(known.months),)
            if known.last >= self.latest - mention.unit - 1:
                return (known,)
        if not self.month:
            if known is None or mention.unit > 1:
                return ()
            return (known if known.days is not None else Period(known.last, known.last),)
        here = self.latest
        for told in (self.topic, self.main) if not last else ():
            if told is not None and told.days is not None and told.last == here:
                return (told,)
        if mention.unit == 3:
            first = here // 3 * 3 - (3 if last else 0)
            return (Period(first, first + 2),)
        return (Period(here - last, here - last),)

    def _single(self, mention: PeriodMention) -> tuple[Period, ...]:
        known = self.near or self.topic
        if known is None:
            return ()
        return (
            (Period(known.last - 2, known.last),) if mention.unit == 3 else (Period(known.last, known.last),)
        )

    def _season(self, mention: PeriodMention) -> Period:
        """The year, none of the calendar, that is spoken of or in which the text was published, or the one
        before (上个财年)."""
        first, last = mention.spans[0]
        known, offset = self.near or self.topic, mention.offset or 0
        like = known is not None and known.months == last - first + 1 and not mention.unit
        if known is not None and like and 0 < known.first % 12 == (first - 1) % 12:
            return known.back(-12 * offset)
        opens = first - bool(offset)
        start = (self.year - (self.month <= opens) + offset) * 12 + first - 1
        end = self.latest - 1 if mention.unit else start + last - first
        over = 12 if last - first < 11 and end > self.latest else 0
        return Period(start - over, end - over)

    def _run(self, mention: PeriodMention) -> tuple[Period, ...]:
        known = self.near or self.topic
        if known is None or mention.length > 60:
            return ()
        size = mention.unit
        if size == 3:
            known = Period.of(known.year, 1, (known.last % 12 + 1) // 3 * 3) if known.last % 12 > 1 else known
        return tuple(
            Period(known.last - back - size + 1, known.last - back)
            for back in range(mention.length - size, -1, -size)
        )


def _day(month: int, day: int) -> date:
    """A day of a month that is counted as one of a :class:`Period`."""
    year, place = divmod(month, 12)
    return date(year, place + 1, max(1, min(day, monthrange(year, place + 1)[1])))


def _of_year(year: int, spans: Spans) -> tuple[Period, ...]:
    return tuple([Period(year * 12 + first - 1, year * 12 + last - 1) for first, last in spans])
