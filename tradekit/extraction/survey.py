"""Survey: an article is read twice, first to learn what it is about, then with that known."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tradekit.extraction.article import interpret
from tradekit.extraction.cautions import IN
from tradekit.extraction.certainty import of_article
from tradekit.extraction.context import Draft, Left
from tradekit.extraction.economy import read_topics
from tradekit.extraction.plain import Plain, plain
from tradekit.extraction.reporter import topic
from tradekit.language.clock import Clock
from tradekit.language.families import Topic, Vocabulary
from tradekit.language.interface import Language, language
from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import Scan, Span
from tradekit.language.prepared import Sentence
from tradekit.language.said import Subject
from tradekit.language.scripts import READ, language_name, language_of
from tradekit.model.period import NO_YEAR, Period
from tradekit.model.report import Article

_MONEYED: Final = frozenset(("value", "price"))
_BESIDE: Final = 5
ENOUGH: Final = 3
"""So many figures make an article one about trade: its headline is then read as such."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read: its text, its mentions, its figures and the numbers that are none.

    ``drafts`` are figures of trade, ``others`` those of other indicators.
    """

    article: Article
    text: Plain
    scanned: Scan
    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]
    others: tuple[Draft, ...] = ()
    doubts: tuple[str, ...] = ()


def read_article(
    article: Article, lexicon: Lexicon, without: Span | None = None, ledger: bool = True
) -> Reading:
    """Read an article: once for its reporter, goods, partner and period, once more with these known.

    ``without`` takes one word as if it said nothing. Without ``ledger`` what can hold no figure is not
    scanned.
    """
    tongue = language(article.language)
    text = plain(article, tongue)
    if not ledger and not _foreign(article, text.text) and tongue.is_silent(text.text, lexicon):
        return Reading(article, text, Scan(text.text, (), (), []), (), ())
    told = article.reporter or tongue.outlet(tongue.hints(text.text, text.variants))
    scanned = tongue.scan(text.text, lexicon, article.dateline, told)
    if without is not None:
        scanned = tongue.without(scanned, *without, lexicon)
        text = replace(text, text=scanned.text)
    foreign = _foreign(article, text.text)
    if foreign:
        return Reading(article, text, scanned, (), _unread(scanned, f"{IN}{foreign}"))
    clock = _clock(article, tongue, text.text)
    drafts, left, prepared, about, lead = _trade(article, text, tongue, scanned, clock, lexicon)
    doubts = of_article(drafts, article, tongue.home, len(left), lead, scanned, text.title)
    about = about if about.topic is not None else _ended(article, about)
    found, left = _others(text.text, tongue, scanned, about, lexicon, prepared, left)
    return Reading(article, text, scanned, tuple(drafts), tuple(left), tuple(found), tuple(doubts))


def _foreign(article: Article, text: str) -> str:
    """The name of an article's language, where it is one that is not read; else empty."""
    name = language_name(text)
    return name if name not in READ and article.language == language_of(text) else ""


def _unread(scanned: Scan, reason: str) -> tuple[Left, ...]:
    """The numbers of an article that is in a language that is not read."""
    numbers = [one for one in scanned.mentions if one.kind == "quantity"]
    return tuple([Left(one.start, one.end, reason, (one.start, one.end)) for one in numbers])


def _trade(
    article: Article, plain: Plain, tongue: Language, scanned: Scan, clock: Clock, lexicon: Lexicon
) -> tuple[list[Draft], list[Left], tuple[Sentence, ...], Clock, float]:
    """The figures of trade, the numbers left; the sentences read, the clock with the topic found, and by how
    much the article's reporter leads."""
    text = plain.text
    if not tongue.may_trade(scanned):
        return [], _no_trade(scanned, tongue.sentences(scanned)), (), clock, 0.0
    prepared = tongue.prepare(scanned, lexicon)
    hints = [*tongue.hints(text, plain.variants), *tongue.spenders(scanned, lexicon)]
    reporter, lead = topic(prepared, scanned, plain.title, tongue.home, article.reporter, hints).best()
    first = interpret(text, tongue, prepared, clock, Subject(reporter), first=True)
    heading = next((one.heading for one in prepared if one.clauses), "")
    if not first.drafts and heading:
        first = interpret(text, tongue, prepared, clock, Subject(reporter, "", heading), False, False, True)
    told = [draft for draft in first.drafts if draft.explicit] or first.drafts
    if not told:
        return [], first.left, prepared, clock, lead
    whole = _whole(told, heading)
    if whole and (goods := _goods(scanned, plain.title or _LEAD)):
        whole, heading = False, goods
    about = clock.about(_first_told(told, first.told).period)
    base = _base(told, reporter, whole, heading)
    again = interpret(text, tongue, prepared, about, base, len(told) >= ENOUGH, whole)
    drafts = _begun(_compared(_weighed(_measured(again.drafts)), tongue.home))
    return drafts, again.left, prepared, about, lead


_LATE: Final = 28


def _ended(article: Article, clock: Clock) -> Clock:
    """The clock of a text from a month's last days, when its survey is out: the month is one to speak of."""
    late = int(article.published[8:10] or 0) >= _LATE and clock.month < 12
    return Clock(clock.year, clock.month + 1) if late else clock


def _others(
    text: str,
    tongue: Language,
    scanned: Scan,
    clock: Clock,
    lexicon: Lexicon,
    prepared: tuple[Sentence, ...],
    left: list[Left],
) -> tuple[list[Draft], list[Left]]:
    """The figures of other indicators among the numbers that are left, and what is left then."""
    words = tongue.topics(lexicon)
    hits = words.find(text) if left else []
    if not hits:
        return [], left
    places = frozenset([one.start for one in left])
    told = tongue.others(scanned, lexicon, hits)
    if told is not None:
        said = interpret(text, tongue, told, clock, Subject(tongue.home)).drafts
        found = [_of_indicator(draft, words) for draft in said if draft.span[0] in places]
        taken = {draft.span[0] for draft in found}
        return found, [one for one in left if one.start not in taken]
    first = next(hit.start for hit in hits if hit.indicator is not None)
    if max(places) + _AHEAD < first:
        return [], left
    prepared = prepared or tongue.prepare(scanned, lexicon)
    names: dict[Span, Topic] = {}
    base = Subject(tongue.place(scanned, first))
    found = read_topics(text, tongue, prepared, clock, base, words, hits, places, names)
    if found and clock.topic is None:
        clock = clock.about(found[0].period)
        found = read_topics(text, tongue, prepared, clock, base, words, hits, places, names)
    most = Counter([draft.subject.reporter for draft in found]).most_common(1)
    if most and base.reporter == tongue.home and most[0][0] != tongue.home and tongue.home not in text:
        base = Subject(most[0][0])
        found = read_topics(text, tongue, prepared, clock, base, words, hits, places, names)
    taken = {draft.span[0] for draft in found}
    return found, [one for one in left if one.start not in taken]


_AHEAD: Final = 16
"""So far before the word of its indicator may a figure stand (0.6%的CPI同比涨幅)."""


def _no_trade(scanned: Scan, spans: list[Span]) -> list[Left]:
    """The numbers of an article that has nothing to do with trade."""
    starts = [start for start, _ in spans]
    return [
        Left(one.start, one.end, "not trade", spans[bisect_right(starts, one.start) - 1])
        for one in scanned.mentions
        if one.kind == "quantity"
    ]


def _of_indicator(draft: Draft, words: Vocabulary) -> Draft:
    """A figure that was told of a flow that is no trade: the flow is the indicator."""
    own, figure = draft.subject, draft.figure
    one = words.indicators[own.flow]
    level = figure.statistic in ("level", "level_change", "share") or one.says == "rate"
    real = one.measure if level else one.grows
    if own.measure in _REAL and one.measure == "value" and not one.says:
        real = _REAL[own.measure]
    if figure.quantity.kind == "money" and real in ("count", "quantity"):
        real = "value"
    if own.negative and figure.statistic == "level":
        figure = figure.changed(value=-abs(figure.value))
    subject = Subject(
        own.reporter, "", own.commodity, own.partner, own.enterprise, own.regime, indicator=own.flow
    )
    made = draft.with_figure(figure.changed(measure=real), subject)
    once = draft.basis == "avg" and draft.period.months <= 12
    return made.told_of(made.period, "yoy") if once else made


_REAL: Final = {"volume": "volume", "quantity": "volume", "nominal": "value"}
"""What is said of prices: in real terms, in volume, in nominal terms."""


def _clock(article: Article, tongue: Language, text: str) -> Clock:
    """The month against which relative words are read: of publication, else the text's latest year."""
    if article.published:
        year, _, rest = article.published.partition("-")
        return Clock(int(year), int(rest[:2] or 12), day=int(rest[3:] or 0))
    latest = tongue.year(text)
    return Clock(latest, 12) if latest else Clock(NO_YEAR, tongue.month(article.dateline))


_LEAD: Final = 40
_NAMED: Final = 4
"""So often goods must be named, to be what an article is about."""
_RARE: Final = 8
"""For one word of all trade goods are named so often in an article that is about them."""


def _goods(scanned: Scan, opening: int) -> str:
    """The goods that an article is about: half of those that it names, some in its opening, or nearly all.

    Empty where it speaks of all trade too, or of many goods.
    """
    found = [one for one in scanned.mentions if one.kind == "commodities" and one.get("kind") != "press"]
    everything = 0
    for one in scanned.mentions:
        if one.kind == "flows" and not one.get("commodity"):
            everything += one.get("flow") == "trade" or one.get("code").endswith(".all")
    names = Counter([one.text for one in found])
    sums = {name: sum([names[other] for other in names if name in other]) for name in names}
    best = max(sums, key=lambda name: sums[name], default="")
    most = sums.get(best, 0)
    if most < _NAMED or everything * _RARE > most:
        return ""
    opens = any([best in one.text and one.start < opening for one in found])
    return best if (opens and 2 * most >= len(found)) or 10 * most >= 9 * len(found) else ""


def _whole(told: Sequence[Draft], heading: str) -> bool:
    """Whether an article speaks of all trade: by a total, or because it begins with no goods or partner."""
    every = [draft.subject for draft in told]
    named = [one.commodity or one.partner or one.enterprise or one.regime for one in every]
    wide = [draft for draft, name in zip(told, named, strict=True) if not name]
    return any([draft.named for draft in wide]) or bool(not heading and wide and wide[0] is told[0])


def _base(told: Sequence[Draft], reporter: str, whole: bool, heading: str) -> Subject:
    """What an article as a whole is about: its reporter, its flow, and its goods or partner.

    Goods and partner hold for the whole only where the article never speaks of all trade.
    """
    made = Subject(reporter, _main_flow(told))
    if whole:
        return made
    first, names = told[0].subject, [d.subject.commodity for d in told]
    headed = bool(heading) and names.count(heading) * 2 >= len([name for name in names if name])
    alike = _short_for(heading, first.commodity) or _short_for(first.commodity, heading)
    most = alike or _most(first.commodity, names)
    commodity = first.commodity if most else heading if headed else ""
    partners = [d.subject.partner for d in told]
    partner = first.partner if partners.count(first.partner) * 2 > len(partners) else ""
    traders, regimes = [d.subject.enterprise for d in told], [d.subject.regime for d in told]
    enterprise = first.enterprise if traders.count(first.enterprise) * 2 > len(told) else ""
    regime = first.regime if regimes.count(first.regime) * 2 > len(told) else ""
    return Subject(made.reporter, made.flow, commodity, partner, enterprise, regime)


def _main_flow(told: Sequence[Draft]) -> str:
    """The flow that a figure without subject speaks of: all trade, where the article tells of it."""
    wide = [d.subject.flow for d in told if not (d.subject.commodity or d.subject.partner)]
    return "trade" if "trade" in wide else Counter(wide or [told[0].subject.flow]).most_common(1)[0][0]


def _short_for(short: str, name: str) -> bool:
    """Whether a name is another one, perhaps with characters left out (纺织服装, 纺织品服装)."""
    rest = iter(name)
    return bool(short) and all([char in rest for char in short])


def _most(name: str, names: Sequence[str]) -> bool:
    """Whether most of what is named is of a name, of a kind of it (金属切削工具机) or a part (服装)."""
    named = [one for one in names if one]
    own = [one for one in named if name in one or one in name]
    return bool(name) and len(own) > 1 and 2 * len(own) >= len(named)


def _first_told(told: Sequence[Draft], dated: list[Draft]) -> Draft:
    """The first figure of which the period is told, and is its own: no base with which it is compared."""
    own = [draft for draft in told if draft.figure.base is None] or told
    return next((draft for draft in own if draft in dated), own[0])


def _compared(drafts: list[Draft], home: str) -> list[Draft]:
    """Where another country's trade is compared with the month before, and never with the year before or
    another month's own rate, what is said without a basis is so too: abroad the headline is of the month.
    """
    said = [draft.basis for draft in drafts if draft.figure.said_basis or draft.figure.against is not None]
    rates = any([draft.figure.base is not None and draft.figure.statistic == "growth" for draft in drafts])
    if {*said} != {"mom"} or rates:
        return drafts
    return [draft if draft.subject.reporter == home else _month_on_month(draft) for draft in drafts]


def _month_on_month(draft: Draft) -> Draft:
    if draft.period.months != 1 or draft.period.days is not None:
        return draft
    if draft.figure.end == "from":
        return draft.told_of(draft.period.back(1), draft.basis)
    told = draft.figure.said_basis or draft.figure.against is not None
    return draft if told or draft.basis != "yoy" else draft.told_of(draft.period, "mom")


_BACK: Final = {"mom": 1, "qoq": 3, "yoy": 12}


def _begun(drafts: list[Draft]) -> list[Draft]:
    """Where a change begins (从11万吨按月上升8%，至12万吨) is of the period with which it is compared."""
    made = list(drafts)
    for place in range(len(drafts) - 1):
        one, rate = drafts[place], drafts[place + 1]
        begins = one.figure.end == "from" and one.figure.base is None and one.sentence == rate.sentence
        told = rate.figure.statistic == "growth" and rate.figure.said_basis
        if begins and told and rate.period == one.period:
            made[place] = one.told_of(one.period.back(_BACK.get(rate.basis, 0)), one.basis)
    return made


def _measured(drafts: Sequence[Draft]) -> list[Draft]:
    """A growth rate is of a quantity where it is said twice, once plainly of one, or to what weight it leads
    (出口暴增213%，至6万吨)."""

    plainly = {_growth(draft) for draft in drafts if _grows(draft, "quantity")}
    plainly |= {_growth(one) for one, level in pairwise(drafts) if _leads(one, level)}
    if not plainly:
        return list(drafts)
    both = {draft.span for draft in drafts if _grows(draft, "quantity")}
    return [
        draft.with_figure(draft.figure.changed(measure="quantity"))
        if _grows(draft, "value") and _growth(draft) in plainly and draft.span not in both
        else draft
        for draft in drafts
    ]


def _weighed(drafts: list[Draft]) -> list[Draft]:
    """A share of goods of which the article tells weights and no money is one of weights."""
    told: dict[tuple[str, str], set[str]] = {}
    for one in drafts:
        if one.figure.statistic == "level":
            told.setdefault((one.subject.flow, one.subject.commodity), set()).add(one.figure.unit)
    return [
        one.with_figure(one.figure.changed(measure="quantity"))
        if one.figure.statistic == "share"
        and one.subject.commodity
        and told.get((one.subject.flow, one.subject.commodity)) == {"t"}
        else one
        for one in drafts
    ]


def _leads(one: Draft, level: Draft) -> bool:
    """Whether a rate leads to a weight: the two stand side by side and are of the same."""
    beside = one.sentence == level.sentence and level.span[0] - one.span[1] <= _BESIDE
    weight = level.figure.statistic == "level" and level.figure.measure == "quantity"
    same = one.subject.measured("") == level.subject.measured("") and one.period == level.period
    return _grows(one, "value") and beside and weight and same and not level.explicit


def _grows(draft: Draft, measure: str) -> bool:
    return draft.figure.measure == measure and draft.figure.statistic == "growth"


def _growth(draft: Draft) -> tuple[Subject, Period, float]:
    return draft.subject.measured(""), draft.period, draft.figure.value


def currencies(drafts: Sequence[Draft], usual: str) -> list[str]:
    """The currency in which each row is reckoned: its own, that of the level beside it, else the usual."""
    made: list[str] = []
    earlier = usual
    money = _money(drafts)
    for draft in drafts:
        if draft.figure.measure not in _MONEYED or _no_money(draft):
            made.append("")
        elif draft.currency:
            made.append(draft.currency)
        else:
            made.append(_nearest(draft, money.get(draft.sentence)) or earlier)
        if draft.figure.quantity.kind == "money" and draft.currency:
            earlier = draft.currency
    return made


def _no_money(draft: Draft) -> bool:
    """Whether a figure of another indicator than trade is none of money: a price index, a rate, an index."""
    figure = draft.figure
    unlike = figure.measure != "value" or figure.statistic in ("level", "level_change")
    return draft.subject.indicator != "trade" and unlike and figure.quantity.kind != "money"


def _money(drafts: Sequence[Draft]) -> dict[Span, list[Draft]]:
    """The amounts of money in each sentence that tell their currency."""
    found: dict[Span, list[Draft]] = {}
    for draft in drafts:
        if draft.currency and draft.figure.quantity.kind == "money":
            found.setdefault(draft.sentence, []).append(draft)
    return found


def _nearest(draft: Draft, money: list[Draft] | None) -> str:
    """The currency of the amount that is nearest to a row."""
    if money is None:
        return ""
    return min([(abs(other.span[0] - draft.span[0]), other.currency) for other in money])[1]
