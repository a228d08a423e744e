"""Certainty: what leaves in doubt who, what or when a figure is of, and whether it may count as sure.

A doubt is a trait of how a row was read (goods that no table knows, a period carried from the sentence
before). ``doubts.csv`` says what each weighs, fitted on rows with gold, outlets left out in turn
(``scripts/fit_certainty.py``); a row whose doubts weigh less than ``limit`` together is sure.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from tradekit.extraction.context import Context, Draft
from tradekit.language.evidence import Evidence, table
from tradekit.language.figure import Figure
from tradekit.language.mentions import Scan
from tradekit.language.said import Said, Subject
from tradekit.model.period import Period
from tradekit.model.report import Article

DOUBTS: Final[dict[str, Evidence]] = table("", "doubts")
_WEIGHTS: Final = {code: one.weight for code, one in DOUBTS.items()}
_LIMIT: Final = DOUBTS["limit"].weight
_CLOSE: Final = 4.0
"""The reporter of an article that leads the next by no more than this is no clear one: of 57 such articles 53
have the right one, of 171 others all."""
_MANY: Final = 4
_GOODS: Final = "article.goods"
"""The article is about goods: a figure without any may be of those."""
_OLD: Final = 15
"""Figures of so many months ago are told in passing."""
_CROWD: Final = 6


def doubts_of(
    context: Context, said: Said, subject: Subject, period: Period, figure: Figure, several: bool
) -> list[str]:
    """The doubts of a row as it is made; ``several`` where its figure stands in a list."""
    if context.first:
        return []
    found = _who(context, said, subject) + _how(context, said, subject, figure)
    if subject.commodity and said.commodity is None:
        found.append("goods.carried" if subject.commodity in context.spoken else "goods.before")
    if not said.flow:
        found.append("flow.carried")
    if not said.periods:
        found.append("period.carried" if context.timed else "period.before")
    if len(context.periods) > 1:
        found.append("period.several")
    if context.clock.latest - period.last > _OLD:
        found.append("period.old")
    if not period.dated:
        found.append("period.year")
    if several:
        found.append("list")
    return found


def _how(context: Context, said: Said, subject: Subject, figure: Figure) -> list[str]:
    found = []
    if figure.statistic == "growth":
        if not figure.said_basis:
            found.append("basis.unsaid")
            if subject.reporter != context.language.home:
                found.append("basis.unsaid.elsewhere")
        if subject.commodity and subject.measure == "value" and not any(one.measure for one in said.items):
            found.append("measure.unsaid")
    if len(context.recent) > _CROWD:
        found.append("crowd")
    if said.residue > 1:
        found.append("residue")
    return found


def _who(context: Context, said: Said, subject: Subject) -> list[str]:
    found = []
    if not subject.reporter:
        found.append("reporter.unknown")
    elif not context.named:
        home = subject.reporter == context.language.home
        article = subject.reporter == context.base.reporter
        by = "home" if home and article else "article" if article else "before"
        found.append(f"reporter.{by}")
    if said.reporter is not None and len(said.reporter.names) > 1:
        found.append("reporter.list")
    if said.weak:
        found.append("reporter.either")
    if subject.partner and said.partner is None:
        found.append("partner.carried")
    return found


def of_article(
    drafts: Sequence[Draft], article: Article, home: str, left: int, lead: float, scanned: Scan, title: int
) -> list[str]:
    """The doubts that hold for all rows of an article; ``left`` of its numbers made none.

    ``home`` is the country of its language, ``lead`` by how much its reporter leads the next, ``title`` where
    the headline ends.
    """
    found = []
    reporters = {draft.subject.reporter for draft in drafts}
    if len(reporters) > 1:
        found.append("article.several")
    if reporters - {home}:
        found.append("article.elsewhere")
    if lead <= _CLOSE:
        found.append("article.close")
    if len({draft.period for draft in drafts}) > _MANY:
        found.append("article.periods")
    named = len([draft for draft in drafts if draft.subject.commodity])
    if 3 * named > len(drafts) or _titled(scanned, title):
        found.append(_GOODS)
    if not article.published:
        found.append("article.undated")
    if left > 2 * len(drafts):
        found.append("article.aside")
    return found


def _titled(scanned: Scan, title: int) -> bool:
    """Whether the headline names goods."""
    for one in scanned.mentions:
        if one.start >= title:
            return False
        if one.kind == "commodities":
            return True
    return False


def certainty(doubts: Sequence[str]) -> str:
    """``sure`` or ``likely``.

    >>> certainty([])
    'sure'
    """
    weight = sum([_WEIGHTS.get(one, 0.0) for one in doubts])
    return "sure" if weight < _LIMIT else "likely"


def all_doubts(draft: Draft, of_all: Sequence[str], known: Container[str]) -> list[str]:
    """The doubts of a row: its own, those of its article, and what it is; ``known`` are the goods we know."""
    found = [*draft.doubts, *of_all]
    goods = draft.subject.commodity
    if not goods and _GOODS in of_all:
        found.append("goods.none")
    if goods and goods not in known:
        found.append("goods.new")
    figure = draft.figure
    found.append(f"statistic.{figure.statistic}")
    if figure.measure != "value":
        found.append(f"measure.{figure.measure}")
    if draft.basis not in ("", "yoy"):
        found.append("basis.other")
    if draft.status == "forecast" or draft.status == "target":
        found.append("status.ahead")
    if draft.subject.partner:
        found.append("partner")
    return found
