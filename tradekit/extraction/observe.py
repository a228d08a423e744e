"""From reports to the observation table and the ledger: the kit's face for extraction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tradekit.extraction.account import entries, leftover
from tradekit.extraction.cautions import IN
from tradekit.extraction.cellrows import read_grids
from tradekit.extraction.certainty import all_doubts, certainty
from tradekit.extraction.context import Draft
from tradekit.extraction.corrected import corrected
from tradekit.extraction.survey import Reading, currencies, read_article
from tradekit.language.clock import Clock
from tradekit.language.interface import is_prose
from tradekit.language.interface import language as language_named
from tradekit.language.lexicon import Lexicon, load
from tradekit.language.mentions import Span
from tradekit.language.scripts import language_of
from tradekit.language.zh.precision import ends
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS, LedgerEntry, Observation
from tradekit.model.report import Report

if TYPE_CHECKING:
    import pandas as pd

Source = str | Path | Report
"""What can be read: a path, a folder, or a report."""


def observe(
    report: Report, lexicon: Lexicon | None = None, ledger: bool = True
) -> tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]:
    """The observations and the ledger of a report, as values in the order of the text.

    Without ``ledger`` it holds the numbers of articles in a language that is not read, and no others.

    >>> from tradekit.documents.pages import read_text
    >>> rows, entries = observe(read_text("2023年，我国出口23.77万亿元，增长0.6%。", published="2024-01-13"))
    >>> [(row.period, row.flow, row.statistic, row.value) for row in rows]
    [('2023', 'export', 'level', 23770000000000.0), ('2023', 'export', 'growth', 0.6)]
    """
    words = lexicon or load()
    readings = [read_article(article, words, None, ledger) for article in report.articles]
    rows: list[Observation] = []
    account: list[LedgerEntry] = []
    for reading in readings:
        rows += _rows(report, reading, words.names["commodities"])
        if ledger or (reading.left and reading.left[0].reason.startswith(IN)):
            account += entries(report, reading)
    if report.grids:
        found, left = read_grids(report, words)
        rows += found
        account += left
    if ledger:
        account += leftover(report, [*rows, *account])
    if report.corrections:
        rows, account = corrected(report, rows, account)
    rows.sort(key=_place)
    account.sort(key=_place)
    return tuple(rows), tuple(account)


def _place(row: Observation | LedgerEntry) -> tuple[int, int]:
    return row.start, row.end


def _usual_currency(reading: Reading) -> str:
    """The currency of most of the article's amounts, yuan where it has none."""
    money = [
        draft.currency for draft in reading.drafts if draft.figure.quantity.kind == "money" and draft.currency
    ]
    return Counter(money).most_common(1)[0][0] if money else "CNY"


_SUFFIX: Final = re.compile(r"[^\n]\.[A-Za-z][A-Za-z0-9]{0,7}\Z")
TEXT: Final = "text"
"""The report's name where plain text was given."""


def _rows(report: Report, reading: Reading, known: Container[str]) -> list[Observation]:
    said: dict[Span, str] = {}
    made = []
    usual = _usual_currency(reading)
    money = [*currencies(reading.drafts, usual), *currencies(reading.others, usual)]
    for draft, currency in zip([*reading.drafts, *reading.others], money, strict=True):
        sentence = said.get(draft.sentence)
        if sentence is None:
            first, last = draft.sentence
            sentence = said[draft.sentence] = reading.text.cut(first, last).strip()
        sure = certainty(all_doubts(draft, reading.doubts, known))
        made.append(_observation(report.name, reading, draft, currency, sentence, sure))
    return made


def _observation(
    report: str, reading: Reading, draft: Draft, currency: str, sentence: str, sure: str
) -> Observation:
    """The row of a draft, its columns in their order: names for so many would double what a row costs."""
    first, last = draft.span
    start, end, text = reading.text.placed(first, last)
    subject, figure, article = draft.subject, draft.figure, reading.article
    trade = subject.indicator == "trade"
    item = subject.commodity
    low, high, _, _ = ends(figure.quantity.text, figure.value, figure.bound, figure.unit)
    # fmt: off
    return Observation(
        report, article.number, start, end, text, draft.period.name,
        subject.reporter, subject.indicator, "" if trade else item, subject.flow, item if trade else "",
        subject.partner, subject.enterprise, subject.regime,
        figure.measure, figure.statistic, draft.basis, figure.value, figure.unit, currency,
        figure.bound, draft.status, draft.speaker, figure.rule, sure, "",
        article.published, article.published_from, sentence,
        low if isfinite(low) else None, high if isfinite(high) else None,
    )
    # fmt: on


def extract(
    paths: Source | Iterable[Source],
    published: str | None = None,
    lexicon: Lexicon | str | None = None,
    reporter: str | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The observation table of reports: a DataFrame with the columns of ``docs/observations.md``.

    ``paths`` is a path, a folder, a :class:`Report`, plain text, or several of these; a string is text where
    it has a line break, or a sentence's marks and no file's suffix. ``published`` (``YYYY-MM-DD``) dates
    reports that don't say it, ``reporter`` is whose trade it is in those that don't; ``lexicon`` is a folder
    of the user's own words, ``language`` (``zh``, ``en``) that of the text, found per article else.
    Raises ``TradekitError`` for a path that can't be read.

    >>> rows = extract("2023年，我国出口增长0.6%。", published="2024-01-12")
    >>> rows[["period", "flow", "value"]].values.tolist()
    [['2023', 'export', 0.6]]
    """
    return _frame(_observed(paths, published, lexicon, (reporter, language), 0), COLUMNS)


def _observed(
    paths: Source | Iterable[Source],
    published: str | None,
    lexicon: Lexicon | str | None,
    told: tuple[str | None, str | None],
    which: int,
) -> list[Observation | LedgerEntry]:
    words = _lexicon(lexicon)
    reports = _reports(paths, published, *told)
    return [row for report in reports for row in observe(report, words, which == 1)[which]]


def ledger(
    paths: Source | Iterable[Source],
    published: str | None = None,
    lexicon: Lexicon | str | None = None,
    reporter: str | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The numbers that made no row, each with its place and the reason; arguments as for :func:`extract`."""
    return _frame(_observed(paths, published, lexicon, (reporter, language), 1), LEDGER_COLUMNS)


def mentions(text: str, published: str | None = None, lexicon: Lexicon | str | None = None) -> pd.DataFrame:
    """What is recognised in a passage before it is interpreted.

    Columns: ``kind``, ``start``, ``end`` (in ``text``), ``text``, ``value`` and ``unit`` of a quantity, and
    the ``period`` that a period word names, where ``published`` (``YYYY-MM-DD``) is given.
    """
    import pandas as pd

    clock = Clock(int(published[:4]), int(published[5:7] or 12)) if published else None
    rows = [
        {
            "kind": one.kind,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "value": one.quantity.value if one.quantity else None,
            "unit": one.quantity.unit if one.quantity else "",
            "period": ", ".join(p.name for p in clock.resolve(one.period)) if clock and one.period else "",
        }
        for one in language_named(language_of(text)).scan(text, _lexicon(lexicon) or load()).mentions
    ]
    return pd.DataFrame(rows, columns=["kind", "start", "end", "text", "value", "unit", "period"])


def _frame(rows: Sequence[Observation | LedgerEntry], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=list(columns))


def _lexicon(lexicon: Lexicon | str | None) -> Lexicon | None:
    return lexicon if isinstance(lexicon, Lexicon) or lexicon is None else load(str(lexicon))


def _reports(
    paths: Source | Iterable[Source], published: str | None, reporter: str | None, language: str | None
) -> Iterator[Report]:
    from tradekit.documents import pages

    files: list[str | Path] = []
    for one in [paths] if isinstance(paths, (str, Path, Report)) else paths:
        prose = isinstance(one, str) and is_prose(one) and not _SUFFIX.search(one)
        if not isinstance(one, Report) and not prose:
            files.append(one)
            continue
        yield from pages.read_each(files, published, None, reporter, language)
        files = []
        if not isinstance(one, Report):
            one = pages.read_text(str(one), TEXT, published, reporter, language)
        yield one
    yield from pages.read_each(files, published, None, reporter, language)
