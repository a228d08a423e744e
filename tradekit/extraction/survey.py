"""Survey: an article is read twice, first to learn what it is about, then with that known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tradekit.extraction.article import interpret
from tradekit.extraction.context import Draft, Left, Span
from tradekit.extraction.plain import Plain, plain
from tradekit.language.lexicon import Lexicon
from tradekit.language.said import Subject
from tradekit.language.zh.actors import HOME
from tradekit.language.zh.clock import Clock
from tradekit.language.zh.periods import Period
from tradekit.language.zh.prepare import may_trade, no_trade, prepare
from tradekit.language.zh.scan import Scan, scan
from tradekit.model.report import Article

_YEAR: Final = re.compile(r"(?:19|20)\d{2}(?=年)")
_MONEYED: Final = frozenset(("value", "price"))
ENOUGH: Final = 3
"""So many figures make an article one about trade: its headline is then read as such."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read: its text, its mentions, its figures and the numbers that are none."""

    article: Article
    text: Plain
    scanned: Scan
    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]


def read_article(article: Article, lexicon: Lexicon) -> Reading:
    """Read an article: once for its reporter, goods, partner and period, once more with these known."""
    text = plain(article)
    scanned = scan(text.text, lexicon)
    clock = _clock(article, text.text)
    if clock is None:
        numbers = [one for one in scanned.mentions if one.kind == "quantity"]
        left = tuple(Left(one.start, one.end, "no period", (one.start, one.end)) for one in numbers)
        return Reading(article, text, scanned, (), left)
    if not may_trade(scanned):
        return Reading(article, text, scanned, (), tuple(no_trade(scanned)))
    prepared = prepare(scanned, lexicon.short)
    first = interpret(text.text, prepared, clock, Subject())
    told = [draft for draft in first.drafts if draft.explicit] or first.drafts
    if not told:
        return Reading(article, text, scanned, (), tuple(first.left))
    topic = clock.about(told[0].period)
    again = interpret(text.text, prepared, topic, _base(told, first.reporter), told=len(told) >= ENOUGH)
    return Reading(article, text, scanned, tuple(_measured(again.drafts)), tuple(again.left))


def _clock(article: Article, text: str) -> Clock | None:
    """The month against which relative words are read: of publication, else the text's latest year."""
    if article.published:
        year, _, rest = article.published.partition("-")
        return Clock(int(year), int(rest[:2] or 12))
    years = [int(year) for year in _YEAR.findall(text)]
    return Clock(max(years), 12) if years else None


def _base(told: Sequence[Draft], reporter: str) -> Subject:
    """What an article as a whole is about: its reporter, its flow, and its goods or partner.

    Goods and partner hold for the whole only where the article never speaks of all trade.
    """
    made = Subject(reporter=reporter or HOME, flow=_main_flow(told))
    if any(draft.named and not (draft.subject.commodity or draft.subject.partner) for draft in told):
        return made
    first = told[0].subject
    commodity = first.commodity if _most(first.commodity, [d.subject.commodity for d in told]) else ""
    partner = first.partner if _most(first.partner, [d.subject.partner for d in told]) else ""
    return Subject(made.reporter, made.flow, commodity, partner)


def _main_flow(told: Sequence[Draft]) -> str:
    """The flow that a figure without subject speaks of: all trade, where the article tells of it."""
    wide = [d.subject.flow for d in told if not (d.subject.commodity or d.subject.partner)]
    return "trade" if "trade" in wide else Counter(wide or [told[0].subject.flow]).most_common(1)[0][0]


def _most(name: str, names: Sequence[str]) -> bool:
    return (
        bool(name) and names.count(name) * 2 >= len([one for one in names if one]) and names.count(name) > 1
    )


def _measured(drafts: Sequence[Draft]) -> list[Draft]:
    """A growth rate said twice, once plainly of a quantity, is of the quantity both times."""

    plainly = {_growth(draft) for draft in drafts if _grows(draft, "quantity")}
    if not plainly:
        return list(drafts)
    return [
        draft.with_figure(draft.figure.changed(measure="quantity"))
        if _grows(draft, "value") and _growth(draft) in plainly
        else draft
        for draft in drafts
    ]


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
        if draft.figure.measure not in _MONEYED:
            made.append("")
        elif draft.currency:
            made.append(draft.currency)
        else:
            made.append(_nearest(draft, money.get(draft.sentence)) or earlier)
        if draft.figure.quantity.kind == "money" and draft.currency:
            earlier = draft.currency
    return made


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
