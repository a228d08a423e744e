"""A file or a text becomes a report: repaired, taken apart into articles, each with its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from tradekit.documents.blocks import Block, Kind, block, resumed
from tradekit.documents.corrections import beside
from tradekit.documents.formats.markdown import unmarked
from tradekit.documents.grids import Loaded, hidden
from tradekit.documents.layout import Span
from tradekit.documents.lines import paragraphs
from tradekit.documents.reading import Skipped, find, is_markdown, load, names_of, with_grids
from tradekit.documents.repair import Even, joined, shown
from tradekit.documents.stories import Story, headline, stories
from tradekit.language.en import datelines as english
from tradekit.language.scripts import READ, language_of
from tradekit.language.zh import datelines
from tradekit.language.zh.datelines import Day
from tradekit.model.errors import TradekitError
from tradekit.model.report import Article, Repaired, Report

_BODY: Final = (Kind.PROSE, Kind.HEAD, Kind.SUBHEAD)


def read(
    path: str | Path, published: str | None = None, reporter: str | None = None, name: str = "",
    language: str | None = None,
) -> Report:  # fmt: skip
    """The report in the file at ``path``: its text and its articles in print order.

    ``published`` (``YYYY-MM-DD``) is taken for the date of every article. Without it each article's date is
    that of a header line, else of its dateline, else of the file's name, else what the text lets infer;
    ``Article.published_from`` says which. ``reporter`` is whose trade it is in a text that does not say so,
    ``name`` what the report is called, else the file's own name, ``language`` (``zh``, ``en``) the one that
    it is in, where its letters shall not tell. Raises ``TradekitError`` where the file can't be read.
    """
    loaded = load(path)
    name = name or names_of((), [Path(path)])[0]
    if loaded.sheets:
        report = _sheets(loaded, name, published)
    else:
        report = _report(loaded, name, published, marked=is_markdown(path))
    report = replace(report, path=str(path), corrections=beside(path))
    return _told(report, reporter, language)


def read_each(
    paths: str | Path | Iterable[str | Path],
    published: str | None = None,
    skipped: list[Skipped] | None = None,
    reporter: str | None = None,
    language: str | None = None,
) -> Iterator[Report]:
    """The reports in files and folders, one after the other in order of name.

    A file that can't be read raises; where a list ``skipped`` is given, it is added to that with the reason,
    and the rest goes on.
    """
    files = find(paths, skipped)
    for path, name in zip(files, names_of(paths, files), strict=True):
        try:
            yield read(path, published, reporter, name, language)
        except TradekitError as error:
            if skipped is None:
                raise
            skipped.append(Skipped(path, str(error)))


def read_text(
    text: str, name: str = "", published: str | None = None, reporter: str | None = None,
    language: str | None = None,
) -> Report:  # fmt: skip
    """A report from plain ``text``; ``name`` stands in the tables and may hold a date.

    >>> report = read_text("外贸开局平稳\\n\\n新华社北京4月13日电 一季度出口增长4.9%。", "2024.txt")
    >>> article = report.articles[0]
    >>> article.headline.text, article.dateline, article.body.text
    ('外贸开局平稳', '新华社北京4月13日电', '一季度出口增长4.9%。')
    """
    return _told(_report(with_grids(text), name, published), reporter, language)


def _told(report: Report, reporter: str | None, language: str | None) -> Report:
    """The report, whose trade it tells of and in which language as the reader says."""
    if language and language not in READ.values():
        raise TradekitError(f"language={language!r} is not read; give one of {', '.join(READ.values())}")
    if not (reporter or language):
        return report
    made = [
        replace(one, reporter=reporter or one.reporter, language=language or one.language)
        for one in report.articles
    ]
    return replace(report, articles=tuple(made))


def _sheets(loaded: Loaded, name: str, published: str | None) -> Report:
    """The report of a workbook: a sheet is an article, its title the headline."""
    named = datelines.checked(published) if published else datelines.name_day(PurePosixPath(name).name)
    day, source = str(named or ""), ("option" if published else "name") if named else ""
    articles = []
    for number, grid in enumerate(loaded.grids, 1):
        at = grid.start - len(grid.name) - 1
        title, body = Repaired(grid.name, (0,), (at,)), Repaired("", (0,), (grid.start,))
        articles.append(Article(number, title, "", day, source, body))
    return Report(name, loaded.text, tuple(articles), (), loaded.grids)


def _report(loaded: Loaded, name: str, published: str | None, marked: bool = False) -> Report:
    """The report of a text, read with its tables, and the marks of Markdown, hidden."""
    text = readable = loaded.text
    if loaded.grids:
        readable = hidden(readable, loaded.grids)
    if marked:
        readable = unmarked(readable)
    page = Even(readable)
    if not page.plain or readable is not text:
        _check(text, name)
    option = datelines.checked(published) if published else ""
    found = stories(page, [block(page, span) for span in paragraphs(readable, page.plain)])
    printed = [_dateline(page, story) for story in found]
    days = _Days(page.text, name, option, found, printed)
    articles, edges = [], []
    for number, (story, dateline) in enumerate(zip(found, printed, strict=True), 1):
        title = headline(page, story)
        body, rest = _body(story, title)
        day, source = days.of(story, dateline)
        whole = joined(page, body, resumed(page, story.inner))
        articles.append(
            Article(
                number,
                joined(page, [b.span for b in title]) if title else None,
                dateline,
                str(day or option or ""),
                source,
                whole,
                language_of(whole.text),
            )
        )
        edges += rest
    if loaded.grids and not articles:
        named = str(option or days.named or "")
        source = ("option" if option else "name") if named else ""
        articles.append(Article(1, None, "", named, source, Repaired("", (0,), (0,))))
    outside = tuple(joined(page, [span]) for span in sorted(edges))
    return Report(name, text, tuple(articles), outside, loaded.grids)


def _check(text: str, name: str) -> None:
    """Raises an error where the text has half a character in it."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = f"{name or 'the text'}: character {error.start}"
        raise TradekitError(f"{place} is half of one (a lone surrogate); decode the text anew") from None


def _body(story: Story, title: list[Block]) -> tuple[list[Span], list[Span]]:
    """The spans of the story's body, and those that belong to neither body nor headline."""
    body, rest = [], []
    for part in story.inner:
        if part.kind in _BODY:
            body.append(part.core)
            rest += [span for span in (part.opening, part.closing) if span]
        else:
            rest.append(part.span)
    taken = {b.span for b in title}
    rest += [b.span for b in chain(story.before, story.after) if b.span not in taken]
    return body, rest


def _dateline(page: Even, story: Story) -> str:
    """The story's dateline as printed: the one at its start, else the one at its end."""
    for part in story.blocks:
        span = part.opening or part.closing
        if span:
            return shown(page, *span)
    return ""


class _Days:
    """The dates of a page's stories: what is said once on the page serves them all."""

    def __init__(
        self, text: str, name: str, option: str, found: Sequence[Story], printed: Sequence[str]
    ) -> None:
        self.text, self.option = text, option
        self._spoken: datelines.Spoken | None = None
        self.named = datelines.name_day(PurePosixPath(name).name)
        self.top = _header(found[0].before) if found else None
        self.page = next((day for day in map(self._of_dateline, printed) if day), None)

    def of(self, story: Story, dateline: str) -> tuple[Day | None, str]:
        """The story's day, and where it comes from."""
        if self.option:
            return None, "option"
        day = _header(story.blocks) or self.top
        if day:
            return day, "header"
        day = self._of_dateline(dateline) if dateline else None
        if day:
            return day, "dateline"
        if self.named:
            return self.named, "name"
        day = self.page or self._today(story)
        return (day, "inferred") if day else (None, "")

    def _of_dateline(self, dateline: str) -> Day | None:
        return self._with_year(datelines.day_of(dateline) or english.day_of(dateline))

    def _today(self, story: Story) -> Day | None:
        day = datelines.today("".join(self.text[b.core[0] : b.core[1]] for b in story.inner[:3]))
        return self._with_year(day)

    def _with_year(self, day: Day | None) -> Day | None:
        known = self.top or self.named
        if day is None or day.year or known:
            return day and datelines.with_year(day, known, None)
        if self._spoken is None:
            years = datelines.spoken(self.text)
            self._spoken = years if years[0] else english.spoken(self.text)
        return datelines.with_year(day, None, self._spoken)


def _header(blocks: Iterable[Block]) -> Day | None:
    dated = (b.text for b in blocks if b.kind is Kind.DATE)
    days = (datelines.header_day(text) or english.header_day(text) for text in dated)
    return next((day for day in days if day), None)
