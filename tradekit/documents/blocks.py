"""What each paragraph of a page is: prose, headline, byline, dateline, date, or the page's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from tradekit.documents.layout import Span
from tradekit.documents.repair import BLANK, Even, joined
from tradekit.documents.repair import shown as repaired
from tradekit.language.en import datelines as english
from tradekit.language.scripts import language_of
from tradekit.language.zh import datelines, newsprint
from tradekit.model.report import Repaired

_HEAD_LENGTH: Final = 60
_OPENING: Final = 300
"""Characters of a paragraph in which its dateline ends."""
_SENTENCE: Final = re.compile(
    r"[。！？!?…；：:][”’」』）)》】\"']*\Z|[。！？].{0,9}[（(][^（）()]{1,40}[）)]\Z"
)
_STOPS: Final = "。！？!?…；：:”’」』）)》】"
_OWN: Final = re.compile(rf"{BLANK}|{newsprint.OWN}")
"""With what a line of the page's own words begins that may hold a full stop."""


class Kind(Enum):
    """What a paragraph is on the page."""

    PROSE = "prose"
    HEAD = "head"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    EDGE = "edge"


class Block:
    """A paragraph of a page: its span and what it is.

    ``text`` is the paragraph as repaired where it is no prose. ``opening`` and ``closing`` are the spans of a
    dateline at its start or end, ``None`` where there is none; ``core`` is what is left of the paragraph
    without them, ``unfinished`` says that no sentence ends with it.
    """

    __slots__ = ("closing", "core", "kind", "opening", "span", "text", "unfinished")

    def __init__(
        self,
        kind: Kind,
        span: Span,
        text: str,
        core: Span,
        opening: Span | None,
        closing: Span | None,
        unfinished: bool,
    ) -> None:
        self.kind: Final = kind
        self.span: Final = span
        self.text: Final = text
        self.core: Final = core
        self.opening: Final = opening
        self.closing: Final = closing
        self.unfinished: Final = unfinished


def block(page: Even, span: Span) -> Block:
    """What the paragraph ``span`` of a page is."""
    start, end = span
    raw = page.text[start:end]
    opening = closing = None
    core = span
    if datelines.may_open(raw[:_OPENING]) or english.may_open(raw[:_OPENING]):
        head = _opening(page, span)
        match = datelines.START.match(head.text) or english.START.match(head.text)
        if match:
            rest = len(head.text) - len(head.text[match.end() :].lstrip())
            if rest == len(head.text) and end - start <= _OPENING:
                return Block(Kind.DATELINE, span, head.text, span, span, None, False)
            opening, core = (start, head.origin(match.end() - 1) + 1), (head.origin(rest), end)
    if datelines.may_close(page.text[end - 12 : end]):
        tail = joined(page, [(max(core[0], end - 80), end)])
        match = datelines.END.search(tail.text)
        if match and match.start():
            closing = (tail.origin(match.start()), end)
            core = (core[0], tail.origin(match.start() - 1) + 1)
    kind, shown = (Kind.PROSE, "") if opening or closing else _kind(page, raw, span)
    return Block(kind, span, shown, core, opening, closing, raw[-1] not in _STOPS)


def resumed(page: Even, blocks: Sequence[Block]) -> set[Span]:
    """The cores of the prose that goes on with a sentence which a page number or a running head cut."""
    found: set[Span] = set()
    last: Block | None = None
    between = False
    for part in blocks:
        if part.kind in (Kind.EDGE, Kind.DATE):
            between = True
            continue
        prose = part.kind is Kind.PROSE
        goes_on = between and last is not None and prose and not part.opening
        if goes_on and not newsprint.NUMBERED.match(_opening(page, part.span).text):
            found.add(part.core)
        last, between = part if prose and part.unfinished else None, False
    return found


def _opening(page: Even, span: Span) -> Repaired:
    """The beginning of a paragraph, repaired."""
    start, end = span
    return joined(page, [(start, min(end, start + _OPENING))])


def _kind(page: Even, raw: str, span: Span) -> tuple[Kind, str]:
    """What the paragraph ``raw`` without a dateline is, and its text as repaired if that is no prose."""
    if len(raw) > 3 * _HEAD_LENGTH:
        return Kind.PROSE, ""
    if "。" in raw and (raw[-1] == "。" or "《" not in raw) and not _OWN.match(raw):
        return Kind.PROSE, ""
    shown = repaired(page, span[0], span[1])
    if datelines.header_day(shown) or english.header_day(shown):
        return Kind.DATE, shown
    if newsprint.BYLINE.match(shown):
        return Kind.BYLINE, shown
    if newsprint.EDGE.match(shown):
        return Kind.EDGE, shown
    if len(shown) > _HEAD_LENGTH or "。" in shown or newsprint.NUMBERED.match(shown):
        return Kind.PROSE, ""
    if shown[-1:] in _STOPS and _SENTENCE.search(shown):
        return Kind.PROSE, ""
    if shown[-1:] == "." and language_of(shown) == "en":
        return Kind.PROSE, ""
    return Kind.SUBHEAD if shown.startswith(("——", "--", "—")) else Kind.HEAD, shown
