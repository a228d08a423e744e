"""What stands on a site's pages, as HTML: cards, reports with their figures marked, series, what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from warnings import catch_warnings, simplefilter

import pandas as pd

from tradekit import charts, tables
from tradekit.archive import Archive
from tradekit.documents.pages import read_text
from tradekit.language import labels
from tradekit.model.schema import DIMENSIONS
from tradekit.publish.anchors import slug
from tradekit.publish.marking import legend, mark
from tradekit.publish.showing import sentences, summary
from tradekit.publish.tabling import table
from tradekit.tables.fold import records
from tradekit.tables.indicators import place
from tradekit.tables.lede import Lede, lede, main_reporter
from tradekit.tables.news_words import tell
from tradekit.tables.numbers import plain
from tradekit.tables.order import FREQUENCIES, frequency, period_key
from tradekit.tables.timeseries import EmptySeries
from tradekit.tables.whatsnew import news

_PLACE = re.compile(r'href="#([^"]+)-(\d+)"')
_CHOSEN = ("reporter", *DIMENSIONS, "sector", "measure", "statistic", "basis", "currency")
"""The key columns that a growth rate and its line have in common, beside what is measured."""
_POINTS = 24
"""A sparkline has so many points at most."""


def page_of(report: str) -> str:
    """The page of a report, below the site's folder."""
    return f"report/{slug(report)}.html"


def linked(html: str, up: str = "") -> str:
    """HTML whose figures lead to their sentences on the reports' pages; ``up`` leads to the site's folder."""
    return _PLACE.sub(lambda found: f'href="{up}report/{found[1]}.html#{found[1]}-{found[2]}"', html)


def told_of(rows: pd.DataFrame, lang: str) -> Lede:
    """What a reader of one minute is told of a report."""
    return lede(rows, main_reporter(rows), lang=lang)


def card(archive: Archive, about: dict[str, Any], lang: str) -> dict[str, str]:
    """A report in short: title, sentences, sparkline; and the same as text for the feed."""
    report, day = about["report"], about["published"]
    rows = archive.rows(report)
    told = told_of(rows, lang)
    return {
        "report": report,
        "link": page_of(report),
        "published": day,
        "title": title_of(about, told.finding, lang),
        "lede": linked(sentences(told, observations=rows).html),
        "summary": " ".join(map(told.plain, told.sentences)),
        "spark": spark(archive.as_of(day) if len(day) == 10 else archive, rows, told),
    }


def title_of(about: Mapping[str, Any], finding: str, lang: str) -> str:
    """A report's headline where that is in ``lang``; else what it says most, its headline, or its name."""
    own = about["headline"] if about["language"] == lang else ""
    return str(own or finding or about["headline"] or about["report"])


def spark(archive: Archive, rows: pd.DataFrame, told: Lede) -> str:
    """The growth that a report tells of first, and a line through what was known of it on that day."""
    first = [source for figure in told.figures for source in figure.sources]
    said = {f"{row['report']}#{row['start']}": row for row in records(rows) if row["statistic"] == "growth"}
    row = next((said[source] for source in first if source in said), None)
    if row is None:
        return ""
    line, kind = "", frequency(row["period"])
    if kind in FREQUENCIES:
        chosen = {column: row[column] for column in _CHOSEN}
        with catch_warnings():
            simplefilter("ignore", EmptySeries)  # a rate that is only bounded
            found = archive.series(row["flow"] or row["indicator"], frequency=kind, **chosen)
        values = [float(one) for one in pd.Series(found).dropna().tolist()][-_POINTS:]
        line = _line(values, labels.about(row, told.lang)) if len(values) > 2 else ""
    return f"{line}<figcaption>{plain(row['value'], sign=True)}%</figcaption>"


def _line(values: list[float], name: str) -> str:
    """A line without axes, its last point marked; said in words for those who do not see it."""
    low, high = min(0.0, *values), max(0.0, *values)
    heights = [3 + 34 * (high - value) / ((high - low) or 1) for value in [*values, 0.0]]
    step = 132 / (len(values) - 1)
    points = " ".join(f"{4 + step * at:.1f},{height:.1f}" for at, height in enumerate(heights[:-1]))
    said = f"{name}: {', '.join(plain(one, sign=True) + '%' for one in values[-6:])}"
    return (
        f'<svg role="img" aria-label="{escape(said)}" viewBox="0 0 140 40" width="140" height="40">'
        f'<path d="M4 {heights[-1]:.1f}H136"/><polyline points="{points}"/>'
        f'<circle cx="136" cy="{heights[-2]:.1f}" r="3"/></svg>'
    )


def report_page(archive: Archive, report: str, lang: str) -> str:
    """A report: what it says in short, and its text with the figures marked."""
    rows = archive.rows(report)
    told = told_of(rows, lang)
    others = archive.ledger(report)
    text = mark(read_text(archive.text(report), report), rows, others, lang=lang)
    parts = sentences(told, observations=rows), summary(rows, others, lang=lang)
    return linked("".join(part.html for part in parts), "../") + str(legend(lang)) + str(text)


def subject_page(archive: Archive, one: Subject, reporter: str, lang: str) -> tuple[str, dict[str, str]]:
    """A subject: its charts, with their files by name, and its series as a table."""
    rows = archive.rows(reporter=reporter, **one.about)
    pictures, parts, words = {}, [], labels.frame(lang, "site")
    for name, chart in _charts(rows, one, reporter, lang):
        path = f"charts/{one.column}-{slug(one.name)}-{name}.svg"
        pictures[path] = chart.svg()
        parts.append(f'<figure><img src="../{escape(path)}" alt="{escape(chart.alt_text)}"></figure>')
    for caption, found in _tables(rows, one, reporter):
        order = sorted(
            range(len(found)), key=lambda at: period_key(str(found["period"].iat[at])), reverse=True
        )
        if order:
            parts.append(linked(table(found.iloc[order], words[caption], lang=lang).html, "../"))
    return "".join(parts), pictures


def _charts(rows: pd.DataFrame, one: Subject, reporter: str, lang: str) -> Iterator[tuple[str, Any]]:
    draws: dict[str, Any] = {"growth": charts.growth_series, "levels": charts.levels}
    for name, draw in draws.items():
        chart = draw(rows, lang=lang, reporter=reporter, **one.about)
        if not chart.few:
            yield name, chart


def _tables(rows: pd.DataFrame, one: Subject, reporter: str) -> Iterator[tuple[str, pd.DataFrame]]:
    if one.column == "partner":
        yield "series", tables.partners(rows, reporter)
    elif one.column == "commodity":
        yield "series", tables.categories(rows, reporter)
    elif one.name != "trade":
        yield "series", tables.economy(rows, reporter, indicator=one.name)
    else:
        yield "A", tables.annual(rows, reporter)
        yield "Q", tables.quarterly(rows, reporter)
        yield "M", tables.monthly(rows, reporter)
        yield "C", tables.monthly(rows, reporter, cumulative=True)


def changed(archive: Archive, reference: pd.DataFrame | None, lang: str) -> str:
    """What the newest report says that was not known before it."""
    new, before = archive.newest()
    return linked(sentences(tell(news(new, before, reference), lang=lang)).html) if len(new) else ""


KINDS = {"indicator": 1, "partner": 2, "commodity": 2}
"""The columns of the observation table whose names have pages, where so many reports speak of them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that has a page: the column and the name of it, and the reports that speak of it."""

    column: str
    name: str
    reports: frozenset[str]

    @property
    def path(self) -> str:
        """Its page, below the site's folder."""
        return f"{self.column}/{slug(self.name)}.html"

    def title(self, lang: str) -> str:
        """Its name in a language."""
        if self.column != "indicator":
            return labels.name(self.column, self.name, lang)
        word = labels.word(self.name, lang)
        return word[:1].upper() + word[1:]

    @property
    def about(self) -> dict[str, str]:
        """What chooses its rows."""
        return {self.column: self.name}


def subjects(archive: Archive, reporter: str) -> list[Subject]:
    """What there are pages on, of one reporter: indicators in their order, then what most reports name."""
    table = archive.subjects()
    home = labels.fold("reporter", reporter)
    table = table[[labels.fold("reporter", one) == home for one in table["reporter"]]]
    made = []
    for column, least in KINDS.items():
        names: dict[str, set[str]] = {}
        for name, report in zip(table[column], table["report"], strict=True):
            if name:
                names.setdefault(labels.fold(column, name), set()).add(report)
        found = [Subject(column, name, frozenset(of)) for name, of in names.items() if len(of) >= least]
        order = (lambda one: place(one.name)) if column == "indicator" else (lambda one: -len(one.reports))
        made += sorted(sorted(found, key=lambda one: one.name), key=order)
    return made
