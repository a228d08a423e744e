"""Plain text: an article's headline and body as one text without quotation marks, for the scan."""

from __future__ import annotations

from dataclasses import dataclass

from tradekit.language.interface import Language
from tradekit.model.report import Article, Repaired


@dataclass(frozen=True, slots=True)
class Plain:
    """An article's text as scanned; every character knows its place in the article and in the file.

    ``pieces`` holds, for headline and body, where the piece starts in ``text``, its text without quotation
    marks (with places in the repaired text) and the repaired text itself (with places in the file);
    ``variants``: it is in variant characters.
    """

    text: str
    pieces: tuple[tuple[int, Repaired, Repaired], ...]
    variants: bool = False

    @property
    def title(self) -> int:
        """Where the headline ends; 0 where there is none."""
        return self.pieces[1][0] if len(self.pieces) > 1 else 0

    def _within(self, start: int, end: int) -> tuple[Repaired, int, int]:
        at = len(self.pieces) - 1
        while self.pieces[at][0] > start:
            at -= 1
        offset, own, source = self.pieces[at]
        first, last = own.span(start - offset, end - offset)
        return source, first, last

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the file's text."""
        source, first, last = self._within(start, end)
        return source.span(first, last)

    def cut(self, start: int, end: int) -> str:
        """The text of the span as repaired, quotation marks kept."""
        source, first, last = self._within(start, end)
        return source.text[first:last]

    def placed(self, start: int, end: int) -> tuple[int, int, str]:
        """Span and cut at once."""
        source, first, last = self._within(start, end)
        begin, stop = source.span(first, last)
        return begin, stop, source.text[first:last]


def plain(article: Article, tongue: Language) -> Plain:
    """Headline and body of ``article`` as one text, without quotation marks, in usual characters.

    >>> from tradekit.language.interface import language
    >>> body = Repaired("“新三样”出口", (0,), (0,))
    >>> made = plain(Article(1, None, "", "", "", body), language("zh"))
    >>> made.text, made.span(0, 3), made.cut(0, 3)
    ('新三样出口', (1, 4), '新三样')
    """
    pieces: list[tuple[int, Repaired, Repaired]] = []
    offset = 0
    variants = False
    for source in (article.headline, article.body):
        if source is not None and source.text:
            own, told = _unquoted(source, tongue)
            variants = variants or told
            pieces.append((offset, own, source))
            offset += len(own.text) + 1
    text = "\n".join([own.text for _, own, _ in pieces])
    return Plain(tongue.folded(text) if variants else text, tuple(pieces), variants)


def _unquoted(source: Repaired, tongue: Language) -> tuple[Repaired, bool]:
    """The text without quotation marks, and whether variant characters stand in it."""
    starts: list[int] = []
    origins: list[int] = []
    kept: list[str] = []
    at = length = 0
    text = source.text
    variants = False
    for found in tongue.marks.finditer(text):
        mark = found.start()
        if text[mark] in tongue.variants:
            variants = True
            continue
        if mark > at:
            starts.append(length)
            origins.append(at)
            kept.append(text[at:mark])
            length += mark - at
        at = mark + 1
    starts.append(length)
    origins.append(at)
    kept.append(text[at:])
    return Repaired("".join(kept), tuple(starts), tuple(origins)), variants
