"""Advance: how the subject moves on from clause to clause, what is carried and what resets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from tradekit.interpret import subjects
from tradekit.interpret.clauses import Aside
from tradekit.interpret.context import Context
from tradekit.interpret.subjects import Said, Subject


def advance(context: Context, said: Said, apart: Sequence[Aside], text: str, figure: bool) -> None:
    """Move the context's subject on by what a part says.

    A new sentence starts from what the article is about, “其中” from what was spoken of before. Within a sentence
    a bare flow keeps the goods and partners named before; a new partner or good with its own flow does not.
    """
    if said.commodity:
        context.goods = said.commodity.joined
    if said.other:
        context.trade = False
        return
    if figure and not (said.flow or said.counts) and (not context.trade or len(said.residue) >= 4):
        context.trade = False
        return
    if said.silent:
        if figure and context.fresh and not said.lively:
            context.trade = False
        if figure and context.fresh and said.periods and not _narrow(context.subject) and context.base.flow:
            context.subjects = (context.base,)
        return
    if said.flow or said.counts or said.regime:
        context.trade = True
        context.flow_here = True
        context.alive = 2
    old = context.subject
    start = _start(context, said, old)
    context.fresh = False
    changes: dict[str, str] = {}
    for name in ("commodity", "partner", "enterprise", "regime"):
        listed = getattr(said, name)
        if listed is not None:
            changes[name] = listed.joined
            context.lists[name] = listed
    if said.generic and not said.commodity and context.goods:
        changes["commodity"] = context.goods
    if said.reporter is not None:
        changes["reporter"] = said.reporter.joined
        context.lists["reporter"] = said.reporter
    elif said.home or (said.commodity and said.flow and _home_whole(apart, text)):
        changes["reporter"] = subjects.HOME
    elif said.local:
        changes["reporter"] = context.base.reporter
    if said.china and start.reporter != subjects.HOME and not said.partner:
        changes["partner"] = subjects.HOME
    if said.flow and not context.first:
        context.first = changes.get("reporter", "")
    made = replace(start, **changes)  # type: ignore[arg-type]
    context.subjects = tuple(_with(made, item) for item in said.items) or (made,)
    if said.counts:
        context.subjects = tuple(replace(one, measure="count") for one in context.subjects)
    if context.subject.flow:
        context.last_flow = context.subject.flow


def _narrow(subject: Subject) -> bool:
    return bool(subject.commodity or subject.partner or subject.enterprise or subject.regime)


def _home_whole(apart: Sequence[Aside], text: str) -> bool:
    return any(aside.kind == "whole" and regex.search(r"我国|全国|中国", text[aside.start:aside.end]) for aside in apart)


def _with(subject: Subject, item: subjects.Item) -> Subject:
    flow = item.flow or subject.flow
    measure = item.measure or ("value" if item.flow else subject.measure)
    return replace(subject, flow=flow, measure=measure, negative=item.negative if item.flow else subject.negative)


def _start(context: Context, said: Said, old: Subject) -> Subject:
    """What a new subject phrase is added to."""
    if context.fresh:
        if said.flow and said.total and (said.home or said.reporter or said.local) and not said.dims:
            return Subject(reporter=context.base.reporter)
        flow = "trade" if said.counts else context.scope.flow if said.flow else context.last_flow or context.base.flow
        return replace(context.scope, flow=flow)
    if said.flow and said.dims:
        only_partner = said.partner and not (said.commodity or said.enterprise or said.regime)
        if only_partner and old.commodity and (old.partner or old not in [subject for subject, _ in context.recent]):
            return replace(old, flow="", measure="value")
        only_goods = said.commodity and not (said.partner or said.enterprise or said.regime)
        if only_goods and old.commodity and (old.partner or old.enterprise or old.regime):
            return replace(old, flow="", measure="value")
        return replace(context.scope, reporter=old.reporter, flow="")
    if said.dims:
        return replace(old, measure="value")
    if said.flow and (said.reporter or (said.home and said.total)):
        return replace(context.scope, reporter=old.reporter)
    if said.counts:
        return replace(context.scope, reporter=old.reporter, flow="trade")
    return old
