"""Rows: each figure of a part joined with its subject, its period and its basis."""

from __future__ import annotations

from typing import Final

from tradekit.extraction.advance import named, with_item
from tradekit.extraction.certainty import doubts_of
from tradekit.extraction.context import Context, Draft, Targets
from tradekit.extraction.dealing import deal, joint, mixed_amounts
from tradekit.extraction.timing import against, base_period, move_topic
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Mention, Quantity, Span
from tradekit.language.prepared import Pair, PreparedPart
from tradekit.language.said import Said, Subject
from tradekit.model.period import Period

_PLAN: Final = 60
_JOINED: Final = 1
"""So far apart are two numbers of a list that is joined by one character."""
_STEPS: Final = frozenset(("mom", "qoq"))
YEARS: Final = 24
"""A period of so many months has a beginning and an end of its own."""

Made = tuple[list[Draft], list[tuple[Quantity, str]]]
"""Rows, and the quantities that made none with the reason."""


def rows_of(context: Context, text: str, one: PreparedPart, said: Said, sentence: Span) -> Made:
    """The rows of a part's figures; ``said`` is what it says."""
    group = context.language.with_units(one.part.group)
    again = context.last is not None and one.cues.again
    mixed = mixed_amounts(context, group, one.lists)
    several = _take_subjects(context, one, said)
    if not (context.trade or mixed) and not (again and context.recent):
        context.alive = 0
        context.amounts += [None for quantity in group if quantity.kind == "money"]
        return [], [(quantity, "not trade") for quantity in group]
    rows: list[Draft] = []
    lost: list[tuple[Quantity, str]] = []
    last, limit = context.last, ""
    for quantity, targets in mixed or deal(context, said, group, one):
        around = around_of(context, text, one, said, targets, group[-1].end)
        figure = figure_of(context, around, quantity, group, last, limit)
        if isinstance(figure, str):
            lost.append((quantity, figure))
            context.amounts += [None] if figure == "near trade" else []
            continue
        figure = _going_on(context, figure, targets)
        reason = _doubtful(context, figure, said, one.cues.together and not several)
        listed = len(group) > 1 or len(targets) > 1
        made = [] if reason else _drafts(context, figure, targets, sentence, said, one.free, listed)
        if not made:
            unsaid = "not trade" if mixed else "no subject" if targets else "no period"
            lost.append((quantity, reason or unsaid))
            continue
        rows += made
        last = figure
        limit = figure.bound if figure.bound != "=" and quantity.end != one.part.tail else limit
        _remember(context, figure, made, around.measure)
    if rows:
        if context.paragraph is None:
            context.paragraph = rows[0].subject.reporter
        if not context.saved:
            move_topic(context, rows)
    return rows, lost


def _take_subjects(context: Context, one: PreparedPart, said: Said) -> tuple[Subject, ...]:
    """Take up the subjects of a list, of what is told together, of goods that grow as those before."""
    if one.pairs:
        context.subjects = _paired(context, one.pairs)
    several = joint(context) if (one.cues.joint or one.cues.together) and not said.dims else ()
    context.subjects = several or context.subjects
    grew = context.last if context.last is not None and context.last.statistic == "growth" else None
    if grew is not None and said.commodity and not (said.items or one.words.directions):
        context.subjects = tuple([subject.measured(grew.measure) for subject in context.subjects])
    return several


def _paired(context: Context, found: tuple[Pair, ...]) -> tuple[Subject, ...]:
    """The subjects of a list, each with a flow of its own, with the reporter that is spoken of."""
    scope = context.scope.by(context.subject.reporter)
    return tuple([with_item(named(context, said, scope), item) for said, item in found])


def around_of(
    context: Context, text: str, one: PreparedPart, said: Said, targets: Targets, group_end: int
) -> Surroundings:
    subject = targets[0][0] if targets else Subject()
    part = one.part
    return Surroundings(
        text,
        part.start,
        part.tail,
        one.words,
        one.apart,
        subject.measure,
        context.last,
        said.counts,
        context.units.get(subject.commodity, "") if targets else "",
        group_end,
        context.money,
        context.rated,
    )


def figure_of(
    context: Context,
    around: Surroundings,
    quantity: Quantity,
    group: list[Quantity],
    last: Figure | None,
    limit: str,
) -> Figure | str:
    """The figure, with what it shares with the others of its list: statistic, bound, bases."""
    figure = context.language.read(around, quantity)
    alike = last is not None and last.quantity.kind == quantity.kind
    if figure == "no statistic" and last is not None and alike and quantity is not group[0]:
        sign = -1 if last.value < 0 else 1
        limit = context.language.bound(around, quantity)
        return last.changed(quantity=quantity, value=abs(quantity.value) * sign, bound=limit)
    if isinstance(figure, str):
        return figure
    if last is not None and last.statistic == "level_change" and _goes_on(context, around, quantity, group):
        figure = last.changed(quantity=quantity, value=abs(quantity.value) * (-1 if last.value < 0 else 1))
    if len(group) > 1 and around.asides:
        bases = [aside.mention for aside in around.asides if aside.kind == "base"]
        if len(bases) == len(group):
            figure = figure.compared(None, bases[group.index(quantity)], figure.said_basis)
    told = [one for one in around.words.comparisons if one.start < group[0].start]
    if len(told) == len(group) > 1 and figure.said_basis and figure.basis:
        figure = figure.changed(basis=told[group.index(quantity)].get("basis"))
    unsaid = figure.basis == "yoy" and not (figure.said_basis or figure.against or figure.base or figure.end)
    if unsaid and context.pending is not None:
        figure = figure.compared(figure.base, context.pending, figure.said_basis)
    ranges = len(group) > 1 and not _leads_to(figure, last, group)
    own = _end_of_range(context, around.text, quantity, group) if ranges else ""
    if own and figure.bound == "~":
        return figure.changed(bound=own)
    limit = own or limit
    return figure.changed(bound=limit) if limit and figure.bound == "=" else figure


def _goes_on(context: Context, around: Surroundings, quantity: Quantity, group: list[Quantity]) -> bool:
    """Whether an amount stands in a list behind one of its kind: 分别增加254亿元和547亿元."""
    place = group.index(quantity)
    before = group[place - 1]
    listed = place > 0 and before.kind == quantity.kind and quantity.start - before.end <= _JOINED
    return listed and not context.language.is_range(around.text[before.end : quantity.start])


def _leads_to(figure: Figure, last: Figure | None, group: list[Quantity]) -> bool:
    """Whether a change leads to a level (增加17亿澳元至65亿澳元): no range, which prints its unit once."""
    first = figure if figure.quantity is group[0] else last
    changed = first is not None and first.statistic == "level_change"
    return changed and group[0].unit == group[1].unit and group[0].text[-1] == group[1].text[-1]


def _end_of_range(context: Context, text: str, quantity: Quantity, group: list[Quantity]) -> str:
    """``>=`` for the lower end of a range, ``<=`` for the upper one."""
    place = group.index(quantity)
    if place + 1 < len(group) and context.language.is_range(text[quantity.end : group[place + 1].start]):
        return ">="
    if place and context.language.is_range(text[group[place - 1].end : quantity.start]):
        return "<="
    return ""


def _doubtful(context: Context, figure: Figure, said: Said, together: bool) -> str:
    """Why a figure is left out though it could be read: nothing near it says that it is trade."""
    if together and not said.dims:
        return "several together"
    level = figure.statistic in ("level", "level_change")
    nothing = not (said.flow or said.dims or said.counts)
    first = not (context.recent or figure.again)
    if level and nothing and first and (said.residue >= 2 or _unprompted(context, said)):
        return "not trade"
    if not context.flow_here and said.commodity and figure.statistic not in ("growth", "growth_change"):
        return "no flow"
    return ""


def _unprompted(context: Context, said: Said) -> bool:
    """Whether an amount opens a paragraph with nothing said of trade, period or measure."""
    return context.opening and not (context.flow_here or said.items or said.periods)


def _remember(context: Context, figure: Figure, made: list[Draft], measure: str) -> None:
    """What the next figures may inherit from this one."""
    context.alive = 2
    context.head = context.head or made[0].subject.measured("value")
    context.last, context.last_period = figure, made[-1].period
    if made[-1].status == "forecast" and made[-1].period.last >= context.clock.latest:
        context.foreseen = made[-1].period
    context.status = made[-1].status if figure.end == "from" else context.status
    context.recent += [(row.subject.measured(figure.measure), row.period) for row in made]
    goods = {subject.commodity for subject, _ in context.recent if subject.commodity}
    if goods:
        context.here = made[-1].subject.commodity if len(goods) == 1 else context.base.commodity
    if figure.quantity.kind == "money":
        context.money = figure.quantity.unit
    if figure.statistic == "level":
        context.levels += [(row.period, figure.value, figure.unit) for row in made]
        context.amounts += context.recent[-len(made) :]
        if figure.measure == "quantity":
            context.units[made[-1].subject.commodity] = figure.unit
        if len(context.subjects) == 1 and not context.subject.commodity:
            context.subjects = (context.subject.naming(made[-1].subject.commodity),)
    if figure.statistic in ("level", "level_change") and figure.measure != measure:
        context.subjects = tuple([one.measured(figure.measure) for one in context.subjects])


def _drafts(
    context: Context, figure: Figure, targets: Targets, sentence: Span, said: Said, free: list[Mention],
    listed: bool,
) -> list[Draft]:  # fmt: skip
    several = len({subject.measure for subject, _ in targets}) > 1
    found = []
    for subject, period in targets:
        own = figure.changed(measure=subject.measure) if several else figure
        found.append(_draft(context, own, subject, period, sentence, said, free, listed))
    return [one for one in found if one is not None]


def _draft(
    context: Context,
    figure: Figure,
    subject: Subject,
    period: Period,
    sentence: Span,
    said: Said,
    free: list[Mention],
    listed: bool,
) -> Draft | None:
    all_goods = _weighed(figure, said)
    counted = figure.measure == "quantity" and figure.statistic == "level"
    if counted and not (subject.commodity or all_goods):
        subject = subject.naming(_goods_counted(context, figure))
    flow = subject.flow or _unsaid_flow(figure, subject)
    if not flow or (counted and not (subject.commodity or subject.measure == "quantity" or all_goods)):
        return None
    if figure.measure == "count" and context.until is not None and period.last == context.until.last:
        period = context.until
    basis, period = basis_of(context, figure, period)
    if flow == "balance" and figure.statistic == "level" and subject.negative:
        figure = figure.changed(value=-abs(figure.value))
    if figure.unit.startswith("CNY"):
        own = context.language.own_money(subject.reporter, figure.quantity.text)
        figure = figure.changed(unit=figure.unit.replace("CNY", own)) if own else figure
    money = figure.unit.partition("/")[0] if figure.quantity.kind == "money" else ""
    status = expected(free) or _status(context, period)
    return Draft(
        figure,
        subject if flow == subject.flow else subject.moving(flow),
        period,
        status,
        context.speaker,
        money or context.currency,
        basis,
        (figure.quantity.start, figure.quantity.end),
        sentence,
        not said.silent,
        said.flow and said.total and not (said.dims or (context.headed and not _ours(said))),
        tuple(doubts_of(context, said, subject, period, figure, listed)),
    )


def _weighed(figure: Figure, said: Said) -> bool:
    """Whether all goods are weighed (进出口货物245万吨)."""
    return figure.unit == "t" and bool(said.items) and said.items[-1].code.endswith(".goods")


def _status(context: Context, period: Period) -> str:
    """The status of the sentence; what is told beside a forecast of a time before it has come about."""
    if period == context.foreseen:
        return "forecast"
    last = context.last_period
    past = last is not None and period.last < last.first and context.recent
    return "actual" if past and context.status in ("forecast", "target") else context.status


def _ours(said: Said) -> bool:
    """Whether a total is said of somebody; under a heading on some goods it is theirs otherwise."""
    return bool(said.home or said.reporter or said.local)


def expected(free: list[Mention]) -> str:
    """The status of what is expected or aimed at, where the part says so."""
    for one in free:
        if one.kind == "statuses" and one.get("status") in ("forecast", "target"):
            return one.get("status")
    return ""


def _goods_counted(context: Context, figure: Figure) -> str:
    """The goods spoken of last, where they are counted in the figure's unit, or named in its sentence."""
    return context.goods if context.units.get(context.goods) == figure.unit else context.spoken


def _unsaid_flow(figure: Figure, subject: Subject) -> str:
    """Partners, traders and regimes without a flow trade both ways; goods are exported."""
    if subject.partner or subject.enterprise or subject.regime or figure.measure == "count":
        return "trade"
    return "export" if subject.commodity else ""


def basis_of(context: Context, figure: Figure, period: Period) -> tuple[str, Period]:
    """The basis of the figure, and its period where a base or an average changes it."""
    if figure.again and context.last_period is not None:
        return figure.basis, context.last_period
    if figure.base is not None and figure.base.period is not None:
        base = base_period(context, figure.base, period, growth=False)
        if base is not None and figure.statistic == "level":
            context.origin = base
        return figure.basis, base or period
    if figure.basis:
        return against(context, figure, period)
    return "", _end_of_years(context, figure, period)


def _going_on(context: Context, figure: Figure, targets: Targets) -> Figure:
    """A rate without a basis has that of its sentence (按月计算，出口增长3%), or of the rate before it
    (按季跌17%，进口跌16%) or the change that it tells again (环比减少66万吨，降幅6.7%)."""
    last = context.last
    unsaid = figure.basis == "yoy" and not (figure.said_basis or figure.against or figure.base or figure.end)
    if not unsaid or context.basis in _STEPS:
        return figure.changed(basis=context.basis) if unsaid else figure
    if last is None or not (context.recent and targets) or context.last_period != targets[0][1]:
        return figure
    if last.statistic == figure.statistic == "growth_change" and last.against is not None:
        return figure.compared(None, last.against, False)
    same = last.statistic == "level_change" and last.value * figure.value > 0
    if same and last.against is not None:
        return figure.compared(None, last.against, False)
    goes_on = (last.statistic == figure.statistic or same) and last.basis in _STEPS
    return figure.changed(basis=last.basis) if goes_on else figure


def _end_of_years(context: Context, figure: Figure, period: Period) -> Period:
    """The ends of a run of years: its first and its last; of a plan (“十四五”时期) the year before it."""
    if period.months < YEARS or not figure.end or period.first % 12:
        return period
    if figure.end == "to":
        return Period(period.last - 11, period.last)
    planned = period.months == _PLAN and period.first // 12 % 5 == 1
    context.origin = Period(period.first, period.first + 11).back(12 if planned else 0)
    return context.origin
