"""A report as a page whose figures are highlighted in the text, coloured by what they state.

Every figure has an anchor (:func:`~.anchors.anchor`), so that tables and charts can link to its
sentence. Whatever the report holds is shown as text: nothing in it becomes HTML.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from tradekit.charts.palette import STATISTICS
from tradekit.extraction.corrected import EDITED
from tradekit.language import labels
from tradekit.language.scripts import language_of
from tradekit.language.times import marks
from tradekit.model.grid import Cell, Grid
from tradekit.model.report import Article, Repaired, Report
from tradekit.publish.anchors import anchor, row_anchor
from tradekit.publish.showing import NO_TYPESETTING, style
from tradekit.tables.fold import interval_of
from tradekit.tables.numbers import written

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.model.observations import LedgerEntry, Observation


_MOST_ROWS = 300
"""A marked page shows so many rows of a table."""
_ABOUT = ("flow", "commodity", "partner", "enterprise", "regime", "reporter")


@dataclass(frozen=True, slots=True)
class Marked:
    """A report as HTML; a notebook shows it, ``str`` gives its source."""

    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return style() + self.html


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the file that is marked, with its rows: one, or several for a list of periods."""

    start: int
    end: int
    rows: tuple[Mapping[str, Any], ...]


def mark(
    report: Report,
    observations: pd.DataFrame | Iterable[Observation] | None = None,
    ledger: pd.DataFrame | Iterable[LedgerEntry] | None = None,
    *,
    lang: str = "en",
    linked: bool = False,
) -> Marked:
    """``report`` with its figures highlighted: a colour for each statistic, its row on pointing at it.

    ``observations`` are extracted where they are not given; numbers in ``ledger`` are underlined with dots,
    and say why they are no figures. With ``linked`` each figure links to its row in the table of all figures.

    >>> from tradekit.documents.pages import read_text
    >>> print(mark(read_text("出口增长0.6%，<b>好</b>。", "a.txt"), []).html.split("</h3>")[1])
    <article><p>出口增长0.6%，&lt;b&gt;好&lt;/b&gt;。</p></article></section>
    """
    labels.check(lang)
    if observations is None:
        from tradekit.extraction.observe import observe

        observations, found = observe(report)
        ledger = found if ledger is None else ledger
    marker = _Marker(_spans(report.name, observations, ledger), lang, linked)
    grids: dict[int, list[Grid]] = defaultdict(list)
    for grid in report.grids:
        grids[report.article_at(grid.start).number].append(grid)
    articles = "".join(_article(article, grids[article.number], marker) for article in report.articles)
    name = f"<h3>{escape(report.name)}</h3>"
    own = "en" if language_of(report.text) == "en" else "zh-CN"
    return Marked(f'<section class="tk-page {NO_TYPESETTING}" lang="{own}">{name}{articles}</section>')


def marked(
    reports: Sequence[Report],
    observations: pd.DataFrame,
    ledger: pd.DataFrame,
    *,
    lang: str = "en",
    linked: bool = False,
    most: int = 60,
) -> Marked:
    """The legend, and each report marked (:func:`mark`): the ``most`` newest, and how many there are more."""
    dates = {one.name: max((a.published for a in one.articles), default="") for one in reports}
    newest = sorted(reports, key=lambda one: dates[one.name], reverse=True)[:most]
    shown = newest if len(reports) > most else reports
    parts = [str(mark(one, observations, ledger, lang=lang, linked=linked)) for one in shown]
    if left := len(reports) - len(shown):
        said = "The {most} newest texts; {left} older ones were read too (--each gives each a page)."
        parts.insert(0, f"<p>{labels.say(lang, said, most=most, left=left)}</p>")
    return Marked(str(legend(lang)) + "".join(parts))


def legend(lang: str = "en") -> Marked:
    """What each colour and underline of a marked page means."""
    words = {name: escape(labels.word(name, lang)) for name in STATISTICS}
    items = [f'<li><span class="tk-fig tk-{name}">{said}</span></li>' for name, said in words.items()]
    other = labels.say(lang, "another number")
    items.append(f'<li><span class="tk-other">{other}</span></li>')
    return Marked(f'<ul class="tk-legend">{"".join(items)}</ul>')


def _spans(report: str, observations: Any, ledger: Any) -> list[_Span]:
    """The stretches to mark, in order, none of them overlapping another."""
    rows: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in (*_records(observations, report), *_records(ledger, report)):
        rows[int(row["start"]), int(row["end"])].append(row)
    spans: list[_Span] = []
    for (start, end), here in sorted(rows.items()):
        if not spans or start >= spans[-1].end:
            spans.append(_Span(start, end, tuple(here)))
    return spans


def _records(rows: Any, report: str) -> list[Mapping[str, Any]]:
    """The rows of ``report``, of a table or of values."""
    if rows is None:
        return []
    if hasattr(rows, "to_dict"):
        return list(rows[rows["report"] == report].to_dict("records"))
    return [row._asdict() for row in rows if row.report == report]


def _article(article: Article, grids: list[Grid], marker: _Marker) -> str:
    headline = f"<h4>{marker.text(article.headline)}</h4>" if article.headline is not None else ""
    byline = " · ".join(part for part in (article.published, article.dateline) if part)
    dateline = f'<p class="tk-dateline">{escape(byline)}</p>' if byline else ""
    body, parts, at = article.body, [], 0
    for part, plain in zip(marker.text(body).split("\n"), body.text.split("\n"), strict=True):
        while plain and grids and grids[0].start < body.origin(at):
            parts.append(marker.grid(grids.pop(0)))
        parts += [f"<p>{part}</p>"] if part else []
        at += len(plain) + 1
    return f"<article>{headline}{dateline}{''.join([*parts, *map(marker.grid, grids)])}</article>"


@dataclass(slots=True)
class _Marker:
    """Text to HTML, with the spans that fall into it marked; an anchor is given out once."""

    spans: Sequence[_Span]
    lang: str
    linked: bool
    seen: set[str] = field(default_factory=set)

    def text(self, text: Repaired) -> str:
        origins = [text.origin(index) for index in range(len(text.text))]
        parts, at = [], 0
        for span in self.spans:
            first, last = bisect_left(origins, span.start), bisect_left(origins, span.end)
            figure = text.text[first:last].partition("\n")[0]
            if figure and first >= at:
                parts += [escape(text.text[at:first]), self.figure(figure, span)]
                at = first + len(figure)
        return "".join([*parts, escape(text.text[at:])])

    def grid(self, grid: Grid) -> str:
        """A table as a table, its figures marked; of a long one the first rows, and how many follow."""
        rows = []
        for number, line in enumerate(grid.rows[:_MOST_ROWS]):
            cells = [cell for at, cell in enumerate(line) if _begins(cell, number, at, grid)]
            shown = "".join(self.cell(cell, grid) for cell in cells)
            rows.append(f"<tr>{shown}</tr>" if shown else "")
        more = len(grid.rows) - _MOST_ROWS
        if more > 0:
            said = labels.say(self.lang, "{count} more rows", count=f"{more:,}")
            rows.append(f'<tr><td colspan="{grid.width}">{said}</td></tr>')
        named = [line for line in grid.before[:1] if marks("captions").match(line)]
        name = escape(" · ".join([grid.name, *named]))
        shown = f'<table class="tk-table"><caption>{name}</caption><tbody>{"".join(rows)}</tbody></table>'
        return f'<div class="tk-wide" role="region" aria-label="{name}" tabindex="0">{shown}</div>'

    def cell(self, cell: Cell | None, grid: Grid) -> str:
        """One cell of a table with the figure in it, if there is one."""
        if cell is None:
            return "<td></td>"
        parts, at = [], cell.start
        first = bisect_left(self.spans, cell.start, key=lambda span: span.start)
        for span in self.spans[first : first + 3]:
            if span.end <= cell.end and span.start >= at:
                printed = cell.text[span.start - cell.start : span.end - cell.start]
                before = cell.text[at - cell.start : span.start - cell.start]
                parts += [escape(before), self.figure(printed, span)]
                at = span.end
        shown = "".join([*parts, escape(cell.text[at - cell.start :])])
        both = (("rowspan", cell.rows), ("colspan", cell.columns))
        spans = "".join(f' {name}="{n}"' for name, n in both if n > 1)
        number = ' class="tk-number"' if 'class="tk-fig' in shown and cell.column else ""
        deep = 0 if cell.column else min(cell.indent, 12) / 2
        indent = f' style="padding-left:{deep}em"' if deep else ""
        tag = "th" if cell.head else "td"
        return f"<{tag}{spans}{number}{indent}>{shown.strip()}</{tag}>"

    def figure(self, text: str, span: _Span) -> str:
        row = span.rows[0]
        said = escape(" | ".join(dict.fromkeys(_said(one, self.lang) for one in span.rows)))
        if "statistic" not in row:
            return f'<span class="tk-other" title="{said}">{escape(text)}</span>'
        source = f"{row['report']}#{row['start']}"
        kind = row["statistic"] if row["statistic"] in STATISTICS else "level"
        place = "" if source in self.seen else f' id="{escape(anchor(source))}"'
        self.seen.add(source)
        edited = " tk-edited" if row["rule"] == EDITED else ""
        about = f'class="tk-fig tk-{kind}{edited}"{place} data-row="{said}"'
        note = f'<sup class="tk-note">{labels.word(EDITED, self.lang)}</sup>' if edited else ""
        if not self.linked:
            return f'<span {about} tabindex="0">{escape(text)}</span>{note}'
        return f'<a {about} href="#{escape(row_anchor(source))}">{escape(text)}</a>{note}'


def _begins(cell: Cell | None, row: int, column: int, grid: Grid) -> bool:
    """Whether a place of a grid is where its cell begins; an empty place is its own."""
    return cell is None or (cell.row, cell.column) == (row, column)


def _said(row: Mapping[str, Any], lang: str) -> str:
    """A row in words: what the figure is about, and what it states; a ledger entry's reason."""
    if "statistic" not in row:
        return labels.word(str(row["reason"]), lang)
    about = labels.subject(**{name: row[name] for name in _ABOUT}, lang=lang)
    period = labels.period(row["period"], lang) if row["period"] else ""
    statistic = " ".join(
        labels.word(row[name], lang) for name in ("measure", "statistic", "basis") if row[name]
    )
    low, high = interval_of(row)
    much = written(row["value"], row["unit"], lang, low=low, high=high)
    value, rule = f"{labels.word(row['bound'], lang)} {much}", labels.word(row["rule"], lang)
    return " · ".join(part for part in (about, period, statistic, value, f"({rule})") if part)
