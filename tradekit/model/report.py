"""A report as it travels through the kit: its text as decoded, and its articles as repaired."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from tradekit.model.grid import Grid


class Repaired:
    """Repaired text whose every character knows its place in the file's text.

    The text is a run of segments; segment ``i`` starts at ``starts[i]`` in the repaired text and at
    ``origins[i]`` in the file's text, and within a segment both count up together.

    >>> two = Repaired("0.6%", (0, 3), (10, 14))     # "0.6" at 10, "%" one space later
    >>> two.span(0, 4)
    (10, 15)
    """

    __slots__ = ("_near", "origins", "starts", "text")

    def __init__(self, text: str, starts: tuple[int, ...], origins: tuple[int, ...]) -> None:
        self.text: Final = text
        self.starts: Final = starts
        self.origins: Final = origins
        self._near = 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Repaired):
            return NotImplemented
        return (self.text, self.starts, self.origins) == (other.text, other.starts, other.origins)

    def __hash__(self) -> int:
        return hash((self.text, self.starts, self.origins))

    def origin(self, index: int) -> int:
        """The place in the file's text of repaired character ``index``."""
        at = bisect_right(self.starts, index) - 1
        return self.origins[at] + index - self.starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The file's span of the repaired span ``[start, end)``; mostly asked for from left to right."""
        starts, origins = self.starts, self.origins
        first = self._near
        if starts[first] > start:
            first = bisect_right(starts, start, 0, first) - 1
        while first + 1 < len(starts) and starts[first + 1] <= start:
            first += 1
        self._near = first
        last = first if end > starts[first] else first - 1
        while last + 1 < len(starts) and starts[last + 1] < end:
            last += 1
        return origins[first] + start - starts[first], origins[last] + end - starts[last]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    ``body`` is the repaired body text, paragraphs separated by one ``"\\n"``, headline and byline left
    out; ``headline`` is repaired text too (``None`` where there is none), so that a figure in a headline
    has its place. ``published`` is ``YYYY-MM-DD``, ``YYYY-MM`` or empty, and ``published_from`` says
    where it comes from: ``header``, ``dateline``, ``name``, ``option``, ``inferred`` or empty. ``language``
    is the code of the language that it is in, ``reporter`` whose trade the reader says that it tells of.
    """

    number: int
    headline: Repaired | None
    dateline: str
    published: str
    published_from: str
    body: Repaired
    language: str = "zh"
    reporter: str = ""


class Correction(NamedTuple):
    """One thing that was set right by hand of one figure.

    ``before``, ``text`` and ``after`` are the figure and what stands around it, without spaces; ``column`` is
    a column of the observation table, and ``value`` what it has to be. ``note`` says why.
    """

    before: str
    text: str
    after: str
    column: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the file's name (no folder), its text as decoded, and its articles in print order.

    ``edges`` are repaired pieces that belong to no article (page heads, series labels, bylines,
    datelines): their numbers go to the ledger, so that none is lost. ``grids`` are its tables, which no
    article's body holds. ``path`` is that of its file, ``corrections`` what was set right in it by hand.
    """

    name: str
    text: str
    articles: tuple[Article, ...]
    edges: tuple[Repaired, ...] = ()
    grids: tuple[Grid, ...] = ()
    path: str = ""
    corrections: tuple[Correction, ...] = ()

    def article_at(self, place: int) -> Article:
        """The article in which a place of the text stands; the first where none begins before it."""
        found = self.articles[0]
        for article in self.articles:
            parts = (part for part in (article.headline, article.body) if part is not None and part.text)
            if min((part.origins[0] for part in parts), default=place + 1) <= place:
                found = article
        return found
