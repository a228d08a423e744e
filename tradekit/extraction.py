"""From a report to its observation table and its ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from tradekit.interpret.article import Draft, Left, interpret
from tradekit.observations import LedgerEntry, Observation
from tradekit.periods import Clock
from tradekit.report import Article, Repaired, Report
from tradekit.scan import Scan, scan
from tradekit.interpret.subjects import HOME, Subject
from tradekit.words import Lexicon, load

_QUOTES = regex.compile("[“”\"‘’'「」『』《》〈〉＂]+")
_YEAR = regex.compile(r"(?:19|20)\d{2}(?=年)")
_DIGITS = regex.compile(r"[0-9０-９]+")
_MONEYED = frozenset(("value", "price"))


@dataclass(frozen=True, slots=True)
class Plain:
    """An article's text without quotation marks, each character knowing its place in the article."""

    text: str
    pieces: tuple[tuple[int, Repaired, Repaired], ...]

    def _at(self, start: int) -> tuple[int, Repaired, Repaired]:
        return next(piece for piece in reversed(self.pieces) if piece[0] <= start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the file's text."""
        offset, plain, source = self._at(start)
        return source.span(*plain.span(start - offset, end - offset))

    def cut(self, start: int, end: int) -> str:
        """The text of the span as repaired, quotation marks kept."""
        offset, plain, source = self._at(start)
        first, last = plain.span(start - offset, end - offset)
        return source.text[first:last]


def _unquoted(source: Repaired) -> Repaired:
    starts, origins, kept, at, length = [], [], [], 0, 0
    for found in _QUOTES.finditer(source.text):
        if found.start() > at:
            starts.append(length)
            origins.append(at)
            kept.append(source.text[at:found.start()])
            length += found.start() - at
        at = found.end()
    starts.append(length)
    origins.append(at)
    kept.append(source.text[at:])
    return Repaired("".join(kept), tuple(starts), tuple(origins))


def plain(article: Article) -> Plain:
    """Headline and body of an article as one text for the scan."""
    sources = [one for one in (article.headline, article.body) if one is not None and one.text]
    pieces, texts, offset = [], [], 0
    for source in sources:
        own = _unquoted(source)
        pieces.append((offset, own, source))
        texts.append(own.text)
        offset += len(own.text) + 1
    return Plain("\n".join(texts), tuple(pieces))


def _clock(article: Article, text: str) -> Clock | None:
    if article.published:
        year, _, rest = article.published.partition("-")
        return Clock(int(year), int(rest[:2] or 12))
    years = [int(year) for year in _YEAR.findall(text)]
    return Clock(max(years), 12) if years else None


def _base(drafts: Sequence[Draft], reporter: str) -> Subject:
    """What an article as a whole is about, from a first reading: its reporter, and its goods or partner.

    Goods and partner hold for the whole only where the article never speaks of all trade.
    """
    told = [draft for draft in drafts if draft.explicit]
    if not told:
        return Subject()
    first = told[0].subject
    reporter = reporter or HOME
    if any(draft.named and not (draft.subject.commodity or draft.subject.partner) for draft in told):
        return Subject(reporter=reporter, flow=_main_flow(told))
    commodity = first.commodity if _most(first.commodity, [d.subject.commodity for d in told]) else ""
    partner = first.partner if _most(first.partner, [d.subject.partner for d in told]) else ""
    return Subject(reporter=reporter, flow=_main_flow(told), commodity=commodity, partner=partner)


def _main_flow(told: Sequence[Draft]) -> str:
    """The flow that a figure without subject speaks of: all trade, where the article tells of it."""
    wide = [draft.subject.flow for draft in told if not (draft.subject.commodity or draft.subject.partner)]
    return "trade" if "trade" in wide else Counter(wide or [told[0].subject.flow]).most_common(1)[0][0]


def _most(name: str, names: Sequence[str]) -> bool:
    return bool(name) and names.count(name) * 2 >= len([one for one in names if one]) and names.count(name) > 1


def _currencies(drafts: Sequence[Draft], usual: str) -> list[str]:
    """The currency in which each row is reckoned: its own, that of the level beside it, else the usual one."""
    made = []
    for place, draft in enumerate(drafts):
        if draft.figure.measure not in _MONEYED:
            made.append("")
            continue
        if draft.currency:
            made.append(draft.currency)
            continue
        beside = [(abs(other - place), row.currency) for other, row in enumerate(drafts)
                  if row.sentence == draft.sentence and row.figure.quantity.kind == "money" and row.currency]
        earlier = [row.currency for row in drafts[:place] if row.figure.quantity.kind == "money" and row.currency]
        made.append(min(beside)[1] if beside else earlier[-1] if earlier else usual)
    return made


def _drafts(article: Article, lexicon: Lexicon) -> tuple[Plain, Scan, list[Draft], list[Left]]:
    text = plain(article)
    scanned = scan(text.text, lexicon)
    clock = _clock(article, text.text)
    if clock is None:
        return text, scanned, [], [Left(one.start, one.end, "no period", (one.start, one.end))
                                   for one in scanned.mentions if one.kind == "quantity"]
    drafts, left, reporter = interpret(scanned, clock, Subject(), lexicon.short)
    if drafts:
        told = [draft for draft in drafts if draft.explicit]
        base = _base(drafts, reporter)
        drafts, left, _ = interpret(scanned, replace(clock, topic=(told or drafts)[0].period), base, lexicon.short,
                                    told=len(told) > 2)
    return text, scanned, drafts, left


def observe(report: Report, lexicon: Lexicon | None = None) -> tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]:
    """The observations and the ledger of a report, as values in the order of the text."""
    words = lexicon or load()
    read = [(article, *_drafts(article, words)) for article in report.articles]
    levels = Counter(draft.currency for _, _, _, drafts, _ in read for draft in drafts
                     if draft.figure.quantity.kind == "money" and draft.currency)
    usual = levels.most_common(1)[0][0] if levels else "CNY"
    rows: list[Observation] = []
    entries: list[LedgerEntry] = []
    for article, text, scanned, drafts, left in read:
        for draft, currency in zip(drafts, _currencies(drafts, usual), strict=True):
            rows.append(_observation(report, article, text, draft, currency))
        entries += _entries(report, article, text, scanned, left)
    entries += _leftover(report, rows, entries)
    rows.sort(key=lambda row: (row.start, row.end))
    entries.sort(key=lambda entry: (entry.start, entry.end))
    return tuple(rows), tuple(entries)


def _observation(report: Report, article: Article, text: Plain, draft: Draft, currency: str) -> Observation:
    start, end = text.span(*draft.span)
    subject, figure = draft.subject, draft.figure
    return Observation(
        report=report.name, article=article.number, start=start, end=end, text=figure.quantity.text,
        period=draft.period.name, reporter=subject.reporter, flow=subject.flow, commodity=subject.commodity,
        partner=subject.partner, enterprise=subject.enterprise, regime=subject.regime, measure=figure.measure,
        statistic=figure.statistic, basis=draft.basis, value=figure.value, unit=figure.unit, currency=currency,
        bound=figure.bound, status=draft.status, speaker=draft.speaker, rule=figure.rule,
        published=article.published, published_from=article.published_from,
        sentence=text.cut(*draft.sentence).strip())


def _entries(report: Report, article: Article, text: Plain, scanned: Scan, left: Sequence[Left]) -> list[LedgerEntry]:
    found: list[tuple[int, int, str, tuple[int, int]]] = [(one.start, one.end, one.reason, one.sentence) for one in left]
    for one in scanned.mentions:
        if one.period is not None:
            reason = one.period.kind if one.period.kind in ("ordinal", "name", "duration") else "date"
            found.append((one.start, one.end, reason, (one.start, one.end)))
    found += [(start, end, reason, (start, end)) for start, end, reason in scanned.aside]
    made = []
    for first, last, reason, sentence in found:
        start, end = text.span(first, last)
        made.append(LedgerEntry(report.name, article.number, start, end, scanned.text[first:last], reason,
                                text.cut(*sentence).strip()))
    return made


def _leftover(report: Report, rows: Sequence[Observation], entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Numbers that no mention covers: in names, datelines and on the page's edges."""
    covered = bytearray(len(report.text))
    for one in (*rows, *entries):
        covered[one.start:one.end] = b"\1" * (one.end - one.start)
    edges = [piece.span(0, len(piece.text)) for piece in report.edges if piece.text]
    made = []
    for found in _DIGITS.finditer(report.text):
        if any(covered[found.start():found.end()]):
            continue
        edge = any(start <= found.start() < end for start, end in edges)
        made.append(LedgerEntry(report.name, 0, found.start(), found.end(), found[0], "page" if edge else "name", ""))
    return made


def extract(paths: Any, published: str | None = None, lexicon: Lexicon | str | None = None) -> Any:
    """The observation table of reports, as a pandas DataFrame with the columns ``tradekit.observations.COLUMNS``.

    ``paths`` is a path, a folder, a :class:`Report`, or a sequence of these. ``published`` (``YYYY-MM-DD``) dates
    reports that don't say it; ``lexicon`` is a folder of the user's own words. Raises ``TradekitError`` for a
    path that can't be read.
    """
    import pandas as pd

    from tradekit.observations import COLUMNS
    rows = [row for report in _reports(paths, published) for row in observe(report, _lexicon(lexicon))[0]]
    return pd.DataFrame([{name: getattr(row, name) for name in COLUMNS} for row in rows], columns=list(COLUMNS))


def ledger(paths: Any, published: str | None = None, lexicon: Lexicon | str | None = None) -> Any:
    """The numbers that made no row, with their reasons, as a DataFrame (``LEDGER_COLUMNS``)."""
    import pandas as pd

    from tradekit.observations import LEDGER_COLUMNS
    rows = [row for report in _reports(paths, published) for row in observe(report, _lexicon(lexicon))[1]]
    return pd.DataFrame([{name: getattr(row, name) for name in LEDGER_COLUMNS} for row in rows],
                        columns=list(LEDGER_COLUMNS))


def mentions(text: str, published: str | None = None, lexicon: Lexicon | str | None = None) -> Any:
    """What is recognised in a passage before it is interpreted: kind, start, end, text, value, unit, period."""
    import pandas as pd

    clock = Clock(int(published[:4]), int(published[5:7] or 12)) if published else None
    rows = []
    for one in scan(text, _lexicon(lexicon) or load()).mentions:
        resolved = clock.resolve(one.period) if clock and one.period else ()
        rows.append({"kind": one.kind, "start": one.start, "end": one.end, "text": one.text,
                     "value": one.quantity.value if one.quantity else None,
                     "unit": one.quantity.unit if one.quantity else "",
                     "period": ", ".join(period.name for period in resolved)})
    return pd.DataFrame(rows, columns=["kind", "start", "end", "text", "value", "unit", "period"])


def _lexicon(lexicon: Lexicon | str | None) -> Lexicon | None:
    return lexicon if isinstance(lexicon, Lexicon) or lexicon is None else load(str(lexicon))


def _reports(paths: Any, published: str | None) -> list[Report]:
    from tradekit import pages, reading

    if isinstance(paths, Report):
        return [paths]
    if isinstance(paths, (list, tuple)):
        return [report for one in paths for report in _reports(one, published)]
    return [pages.read(path, published) for path in reading.find([paths])]
