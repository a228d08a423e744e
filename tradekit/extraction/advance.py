"""Advance: how the subject moves on from clause to clause, what is carried and what resets it."""

from __future__ import annotations

from typing import Final

from tradekit.extraction.context import Context
from tradekit.language.said import Item, Said, Subject

FOREIGN: Final = 4
"""A clause that says so much besides has a subject of its own; without a flow it is no trade."""


def advance(context: Context, said: Said, home: bool, figure: bool) -> None:
    """Move the context's subject on by what a part says; ``figure`` where the part has one.

    ``home``: what it is a part of is the country's own.

    A new sentence starts from what the article is about, “其中” from what was spoken of before.
    Within a sentence a bare flow keeps the goods and partners named before; a new partner or
    good with its own flow does not.
    """
    if said.commodity:
        context.goods = context.spoken = said.commodity.joined
    if said.other or (figure and not _about_trade(context, said)):
        context.trade = False
        if said.reporter:
            context.scope = context.scope.by(said.reporter.joined)
            if context.paragraph is None:
                context.paragraph = said.reporter.joined
                context.subjects = ()
        return
    if figure:
        back = context.beside if said.flow and not said.dims else ()
        context.subjects, context.beside = back or context.subjects, ()
    if said.silent and not (said.home and context.opening and not figure):
        _go_on(context, said, figure)
    else:
        if said.flow or said.counts or said.regime:
            context.trade = context.flow_here = True
            context.alive = 2
        _take(context, said, home)


def _about_trade(context: Context, said: Said) -> bool:
    return said.flow or said.counts or (context.trade and said.residue < FOREIGN)


def _go_on(context: Context, said: Said, figure: bool) -> None:
    """A part without subject goes on with the last; a new sentence about a period with the article's own."""
    if figure and context.fresh:
        if not said.lively:
            context.trade = False
        if said.periods and not _narrow(context.subject) and context.base.flow:
            context.subjects = (context.base,)


def _take(context: Context, said: Said, home: bool) -> None:
    start, before = _start(context, said, context.subject), context.subject
    earlier = context.scope if context.fresh else before
    context.fresh = False
    made = named(context, said, start)
    reporter = _reporter(context, said, home)
    reporter = _seller(context, said, earlier) if reporter is None else reporter
    context.named = context.named or reporter is not None
    made = _traded_by(context, said, made, reporter, earlier.reporter)
    if reporter is None and _is_next_seller(context, said, earlier):
        made = earlier.but(made.partner)
    if not said.commodity and any([item.code.endswith(".all") for item in said.items]):
        ours = made.reporter == context.base.reporter and not said.items[-1].code.endswith("goods.all")
        made = made.naming(context.base.commodity if ours else "")
    context.subjects = _of_items(context, said, made)
    context.last_flow = context.subjects[-1].flow or context.last_flow


def _of_items(context: Context, said: Said, made: Subject) -> tuple[Subject, ...]:
    """The subjects that a part tells of: one for each flow or measure that it lists."""
    found = [with_item(made, item) for item in said.items] or [made]
    weighed = context.subject
    if context.recent and weighed.measure == "quantity" and said.items and not said.items[-1].measure:
        found = [_weighed(one, weighed) for one in found]
    if said.counts:
        found = [one.measured("count") for one in found]
    return tuple(found)


def _weighed(subject: Subject, before: Subject) -> Subject:
    """A bare flow goes on with the weight that was told of the very same (出口5万吨，出口增速6%)."""
    made = subject.measured("quantity")
    return made if made == before else subject


def _seller(context: Context, said: Said, earlier: Subject) -> str | None:
    """Who trades with the article's own, where a ranking has named it: 排第二的是荷兰，对德出口5亿."""
    if not said.flow or not earlier.partner or earlier.partner == earlier.reporter:
        return None
    buyer = said.partner.joined if said.partner is not None else context.language.home if said.china else ""
    own = buyer in (context.base.reporter, earlier.reporter, context.market) and buyer != earlier.partner
    if not buyer or not own:
        return None
    context.market = buyer
    return earlier.partner


def _is_next_seller(context: Context, said: Said, earlier: Subject) -> bool:
    """Whether a place takes the place of the one before in a ranking of who trades with the article's own."""
    if said.partner is None or said.flow or said.commodity or len(said.partner.names) > 1:
        return False
    market = context.market or context.base.reporter
    return earlier.partner == market != earlier.reporter and said.partner.joined != market


def _traded_by(context: Context, said: Said, made: Subject, reporter: str | None, earlier: str) -> Subject:
    """The subject of the reporter that is named: another one has other partners, and nobody is its own;
    ``earlier`` is who traded before.
    """
    if said.weak and reporter and _bought_from(context, said, reporter):
        return made.but(partner=reporter)
    if reporter is not None and reporter != made.reporter:
        made = made.by(reporter)
        if said.partner is None and not said.china and made.partner != context.scope.partner:
            made = made.but(partner="")
    if made.partner and made.partner == made.reporter:
        if reporter is None and made.partner not in ("", earlier):
            return made.by(earlier)
        home = context.language.home
        made = made.but(partner=home if said.china and made.reporter != home else "")
    return made


def named(context: Context, said: Said, made: Subject) -> Subject:
    """The subject with the goods, partner, trader and regime that the part names."""
    if not (said.dims or said.generic or said.china):
        return made
    commodity, partner, enterprise, regime = made.commodity, made.partner, made.enterprise, made.regime
    lists = context.lists
    if said.commodity is not None:
        commodity, lists["commodity"] = said.commodity.joined, said.commodity
    elif said.generic and context.goods:
        commodity = context.goods
    if said.partner is not None:
        partner, lists["partner"] = said.partner.joined, said.partner
    elif said.china and made.reporter != context.language.home:
        partner = context.language.home
    if said.enterprise is not None:
        enterprise, lists["enterprise"] = said.enterprise.joined, said.enterprise
    if said.regime is not None:
        regime, lists["regime"] = said.regime.joined, said.regime
    return made.but(commodity=commodity, partner=partner, enterprise=enterprise, regime=regime)


def _reporter(context: Context, said: Said, home: bool) -> str | None:
    if said.reporter is not None:
        context.lists["reporter"] = said.reporter
        return said.reporter.joined
    if said.china and said.partner is not None and context.subject.reporter in said.partner.names:
        return None
    if said.home or (said.commodity and said.flow and home):
        return context.language.home
    if not said.local:
        return None
    return "" if context.base.reporter == context.language.home else context.base.reporter


def _bought_from(context: Context, said: Said, reporter: str) -> bool:
    """Whether 巴西大豆进口量 is what the one spoken of buys from Brazil, not what Brazil buys."""
    buys = context.last_flow == "import" and all(item.flow == "import" for item in said.items)
    return buys and reporter not in (context.paragraph, context.base.reporter)


def _narrow(subject: Subject) -> bool:
    return bool(subject.commodity or subject.partner or subject.enterprise or subject.regime)


def with_item(subject: Subject, item: Item) -> Subject:
    """The subject with the flow and the measure of an item."""
    if not item.flow:
        return subject.measured(item.measure or subject.measure)
    return subject.but(flow=item.flow, measure=item.measure or "value", negative=item.negative)


def _start(context: Context, said: Said, old: Subject) -> Subject:
    """What a new subject phrase is added to."""
    if context.fresh:
        return _afresh(context, said)
    partner = said.partner or said.china
    if said.flow and (said.dims or partner):
        goes_on = not context.whole and partner and not said.commodity and old.commodity
        if goes_on or _parallel(context, said, old):
            return old.moving("").measured("value")
        return context.scope.by(old.reporter).moving("")
    if said.dims:
        return old.measured("value") if context.recent and not context.bracketed else old
    part = said.reporter and not (said.total or context.whole) and bool(old.commodity)
    if said.flow and not part and (said.reporter or (said.home and said.total)):
        return context.scope.by(old.reporter)
    if said.counts:
        return context.scope.by(old.reporter).moving("trade")
    return old


def _afresh(context: Context, said: Said) -> Subject:
    """The start of a new sentence: 我国进出口总值 speaks of all trade, whatever the article is about."""
    ours = said.home or said.reporter or said.local
    whole = said.total and said.items[-1].flow == "trade"
    everything = whole and (ours or said.partner or said.china)
    carried = not context.whole and said.flow and not said.commodity and not everything
    if carried and context.here and not (ours and context.here != context.base.commodity):
        return context.scope.naming(context.here)
    if said.flow and said.total and ours and not said.dims:
        return Subject(context.scope.reporter)
    if said.counts:
        return context.scope.moving("trade")
    if (said.enterprise or said.regime) and not said.flow and context.base.flow:
        return context.scope.moving(context.base.flow)
    return context.scope if said.flow else context.scope.moving(context.last_flow or context.base.flow)


def _parallel(context: Context, said: Said, old: Subject) -> bool:
    """Whether the part repeats the frame of the one before with one name changed.

    民营企业出口机电产品7万亿元；进口农产品8620.6亿元 keeps the traders;
    汽车出口至204个国家，向东盟出口… keeps the goods.
    """
    new = _given(said.commodity, said.partner or said.china, said.enterprise, said.regime)
    if new == {"partner"} and old.commodity and old not in [subject for subject, _ in context.recent]:
        return True
    if new == {"commodity"} and old.partner and old.commodity and not context.whole:
        return False
    return new < _given(old.commodity, old.partner, old.enterprise, old.regime)


def _given(commodity: object, partner: object, enterprise: object, regime: object) -> set[str]:
    """Which of the names are given."""
    found = set()
    if commodity:
        found.add("commodity")
    if partner:
        found.add("partner")
    if enterprise:
        found.add("enterprise")
    if regime:
        found.add("regime")
    return found
