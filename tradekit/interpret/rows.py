"""Rows: each figure of a part joined with its subject, its period and its basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradekit.interpret import figures, subjects
from tradekit.interpret.clauses import Aside
from tradekit.interpret.context import Context, Draft, Part, Targets
from tradekit.interpret.dealing import deal
from tradekit.interpret.figures import Figure, Surroundings
from tradekit.interpret.parts import with_units
from tradekit.interpret.subjects import Said, Subject
from tradekit.interpret.timing import against, base_period, move_topic
from tradekit.periods import Period
from tradekit.quantities import Quantity
from tradekit.scan import Mention


def rows_of(context: Context, text: str, part: Part, sentence: tuple[int, int], said: Said, free: Sequence[Mention],
             apart: Sequence[Aside]) -> tuple[list[Draft], list[tuple[Quantity, str]]]:
    group = with_units(text, part.group)
    again = context.last is not None and figures.AGAIN.search(text[part.start:part.end]) is not None
    if not context.trade and not (again and context.recent):
        context.alive = 0
        return [], [(quantity, "not trade") for quantity in group]
    pairs = deal(context, text, said, group, part)
    rows: list[Draft] = []
    lost: list[tuple[Quantity, str]] = []
    at = part.start
    last = context.last
    first_bound = ""
    bases = [aside.mention for aside in apart if aside.kind == "base"]
    for quantity, targets in pairs:
        measure = targets[0][0].measure if targets else "value"
        around = Surroundings(text, at, part.tail, part.mentions, apart, measure, context.last, said.counts,
                              context.units.get(targets[0][0].commodity, "") if targets else "", group[-1].end, context.money)
        figure = figures.read(around, quantity)
        if figure == "no statistic" and last is not None and at != part.start:
            figure = replace(last, quantity=quantity, value=abs(quantity.value) * (-1 if last.value < 0 else 1),
                             bound=figures.bound(around, quantity))
        if isinstance(figure, Figure) and len(bases) == len(group) > 1:
            figure = replace(figure, against=bases[group.index(quantity)], base=None)
        if isinstance(figure, Figure) and figure.basis == "yoy" and not figure.against and not figure.base:
            figure = replace(figure, against=context.pending)
        if isinstance(figure, Figure) and figure.bound == "=" and first_bound:
            figure = replace(figure, bound=first_bound)
        if isinstance(figure, str):
            lost.append((quantity, figure))
            continue
        if figure.statistic in ("level", "level_change") and not (said.flow or said.dims or said.counts) and (
                len(said.residue) >= 2) and not (context.recent or figure.again):
            lost.append((quantity, "not trade"))
            continue
        if not context.flow_here and said.commodity and figure.statistic not in ("growth", "growth_change"):
            lost.append((quantity, "no flow"))
            continue
        made = _rows(context, figure, targets, sentence, said, free)
        rows += made
        if not made:
            lost.append((quantity, "no subject"))
        last = figure
        first_bound = figure.bound if figure.bound != "=" and quantity.end != part.tail else first_bound
        if made:
            context.alive = 2
            if quantity.kind == "money":
                context.money = quantity.unit
            context.last, context.last_period = figure, made[-1].period
            if figure.measure == "quantity" and figure.statistic == "level":
                context.units[made[-1].subject.commodity] = figures.PER_CODE.get(figure.unit, figure.unit)
            context.recent += [(row.subject, row.period) for row in made]
            if figure.measure != measure and figure.statistic == "level":
                context.subjects = tuple(replace(one, measure=figure.measure) for one in context.subjects)
    if rows and not context.first:
        context.first = subjects.HOME
    if rows and context.periods:
        move_topic(context, rows)
    return rows, lost


def _rows(context: Context, figure: Figure, targets: Targets, sentence: tuple[int, int], said: Said,
          free: Sequence[Mention]) -> list[Draft]:
    made = []
    for subject, period in targets:
        row = _row(context, figure, subject, period, sentence, said, free)
        if row is not None:
            made.append(row)
    return made


def _row(context: Context, figure: Figure, subject: Subject, period: Period, sentence: tuple[int, int], said: Said,
         free: Sequence[Mention]) -> Draft | None:
    flow = subject.flow or ("trade" if subject.partner or subject.enterprise or subject.regime else "")
    if not flow and subject.commodity:
        flow = "export"
    if figure.measure == "count":
        flow = flow or "trade"
    if not flow:
        return None
    if figure.measure == "quantity" and figure.statistic == "level" and not subject.commodity:
        return None
    subject = replace(subject, flow=flow)
    basis = figure.basis
    if figure.again and context.last_period is not None:
        period = context.last_period
    elif figure.base is not None and figure.base.period is not None:
        base = base_period(context, figure.base, period, growth=False)
        if base is not None:
            period = base
            if figure.statistic == "level":
                context.origin = base
    elif figure.basis:
        basis, period = against(context, figure, period)
    value = figure.value
    if flow == "balance" and figure.statistic == "level" and subject.negative:
        value = -abs(value)
    status = context.status
    if any(one.get("status") in ("forecast", "target") for one in free):
        status = next(one.get("status") for one in free if one.get("status") in ("forecast", "target"))
    money = figure.unit.partition("/")[0] if figure.quantity.kind == "money" else ""
    named = bool(said.flow and said.total and not said.dims)
    return Draft(replace(figure, value=value), subject, period, status, context.speaker, money or context.currency, basis,
                 (figure.quantity.start, figure.quantity.end), sentence, not said.silent, named)
