"""Which printed lines make up a paragraph.

A newspaper column breaks its lines where they are full, in the middle of sentences; a press note has a
paragraph in each line. Both come mixed with headings, blank lines that mean nothing, and columns of
different width, so each break between two lines is judged by the lines around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

Span = tuple[int, int]

_LINE = re.compile(r"[^\s\ufeff\u200b](?:[^\n\r\v\f\x85\u2028\u2029]*[^\s\ufeff\u200b])?")
_ENDED = re.compile(
    r"(?:[。！？!?…]|\.{3})[”’」』）)》】\"']*\Z|[。；！？…”][^，。；！？（）()]{0,9}[（(][^（）()]{1,40}[）)]\Z"
)
_OPEN = tuple("，、,（(“‘《「『【—-－·")
_CLOSER = tuple("，。、；：！？）”’》」』】％%,;:!?)")
_ITEM = re.compile(
    r"(?:[0-9０-９]{1,2}[、.．)）](?![0-9０-９])|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[●○■□◆◇▲△★☆※·•]|——|———|第[一二三四五六七八九十]+[章条])"
)
_CUT_NUMBER = re.compile(r"[0-9０-９.．]\Z")
_UNIT = re.compile(r"[0-9０-９.．%％‰万亿千百元吨年月日个倍美辆台家人]")
_STOP = re.compile("[。！？；…]")
_COMMA = re.compile("[，。；：！？、]")
_ROW = re.compile(r"\S+(?:[ \t\u3000]+[-+]?[0-9０-９][-+0-9０-９.．,%％]*){2,}\Z")
_DATELINE = re.compile(r"[^，。]{0,24}[0-9０-９一二三四五六七八九十]\s*日\s*(?:专?电|讯)(?:\s|[（(]|\Z)")
_ALONE = re.compile(r"[^，。]{0,24}[0-9０-９一二三四五六七八九十]\s*日\s*(?:专?电|讯)\Z")
_BYLINE = re.compile(r"(?:新华社|[^，。\s]{0,6}[报网社]|本台)?(?:特约)?记者[^，。；：！？]{2,30}\Z")

_WIDEST = 130
"""Half-width columns beyond which a line is a paragraph and no printed line."""
_AROUND = 6
"""How many lines before and after tell whether a region is broken into lines."""
_SHORT = 0.72
"""A first line of a paragraph that is not as wide as this share of the next lines is a heading."""
_ROWS = 3
"""A heading has at most this many lines."""
_INDENT = 3
"""By how many half-width columns a paragraph's first line is narrower, at least."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a text and what is measured of each."""

    text: str
    spans: list[Span]
    lines: list[str]
    width: list[int]
    ended: list[bool]
    blank: list[bool]  # whether a blank line follows
    indented: list[bool]
    broken: list[bool]  # whether the region is broken into lines
    noisy: bool  # whether blank lines stand inside sentences

    def at(self, index: int) -> int:
        return self.width[index] if index < len(self.width) else 0


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` as spans, none empty, in order.

    >>> text = "出口增长平稳，进口\\n增长2.1%。"
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['出口增长平稳，进口\\n增长2.1%。']
    """
    spans = [match.span() for match in _LINE.finditer(text)]
    return _merge(text, spans)


def _merge(text: str, spans: list[Span]) -> list[Span]:
    page = _measure(text, spans)
    result: list[Span] = []
    first = 0
    for index in range(len(spans)):
        if index + 1 == len(spans) or _ends(page, first, index):
            result.append((spans[first][0], spans[index][1]))
            first = index + 1
    return result


def _measure(text: str, spans: list[Span]) -> _Page:
    lines = [text[a:b] for a, b in spans]
    width = [_width(line) for line in lines]
    ended = [line[-1] in "。！？!?…”’」』）)》】\"'." and _ENDED.search(line) is not None for line in lines]
    newline = "\n" if "\n" in text else "\r"
    gaps = [text[a[1] : b[0]] for a, b in pairwise(spans)]
    blank = [gap.count(newline) > 1 for gap in gaps] + [True]
    indented = [False, *(gap.endswith(("\u3000", "  ", "\t")) for gap in gaps)]
    if sum(indented) > 0.6 * len(indented):
        indented = [False] * len(indented)
    commas = [i for i, line in enumerate(lines) if line[-1] in "，、"]
    noisy = sum(blank[i] for i in commas) > 0.25 * len(commas)
    return _Page(text, spans, lines, width, ended, blank, indented, _broken(lines, width, ended), noisy)


def _width(line: str) -> int:
    """Half-width columns, spaces left out."""
    line = line.replace(" ", "")
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def _broken(lines: list[str], width: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences."""
    count = len(lines)
    evidence = [
        not ended[i] and width[i] <= _WIDEST and width[i] >= _SHORT * width[i + 1] for i in range(count - 1)
    ] + [False]
    breaks = [0, *accumulate(evidence)]
    commas = [0, *accumulate(_COMMA.search(line) is not None for line in lines)]
    stops = [0, *accumulate(_STOP.search(line) is not None for line in lines)]
    result = []
    for i in range(count):
        a, b = max(0, i - _AROUND), min(count, i + _AROUND + 1)
        prose = commas[b] - commas[a] >= 0.3 * (b - a) and stops[b] > stops[a]
        result.append(prose and breaks[b] - breaks[a] >= 0.4 * (b - a - 1) > 0)
    return result


def _ends(page: _Page, first: int, index: int) -> bool:
    """Whether a paragraph that began with line ``first`` ends with line ``index``."""
    line, after = page.lines[index], page.lines[index + 1]
    if not line.endswith(_OPEN) and (_DATELINE.match(after) or _BYLINE.match(after)):
        return True
    if not page.ended[index] and _unfinished(line, after):
        return False
    if not page.broken[index] or _ROW.match(line) or page.indented[index + 1]:
        return True
    if page.ended[index]:
        return _closes(page, first, index)
    if line[-1] in "：:" and page.width[index] < _full(page, first, index) - _INDENT:
        return True
    if _ITEM.match(after) and (first == index or page.blank[index]):
        return True
    return index - first < _ROWS and _heading(page, first, index)


def _unfinished(line: str, after: str) -> bool:
    """Whether a paragraph can't end between two lines, wherever they stand."""
    if after.startswith(_CLOSER) or line.endswith(_OPEN):
        return True
    return _CUT_NUMBER.search(line) is not None and _UNIT.match(after) is not None and not _ITEM.match(after)


def _closes(page: _Page, first: int, index: int) -> bool:
    """Whether a line with a sentence's end ends the paragraph, and is not just full by chance."""
    if _ITEM.match(page.lines[index + 1]):
        return True
    if page.width[index] < _full(page, first, index) - _INDENT:
        return True
    if page.blank[index] and not page.noisy:
        return True
    return _first_like(page, index + 1)


def _full(page: _Page, first: int, index: int) -> int:
    """How wide a full line of this paragraph is."""
    return max((page.width[first + 1 : index] or [page.at(index + 1)])[-_AROUND:])


def _first_like(page: _Page, index: int) -> bool:
    """Whether line ``index`` is as wide as an indented first line of a paragraph."""
    full = max(page.at(index + 1), page.at(index + 2))
    return _SHORT * full < page.at(index) <= full - _INDENT


def _heading(page: _Page, first: int, index: int) -> bool:
    """Whether the lines from ``first`` to ``index``, which end no sentence, are a heading of their own."""
    line, width, after = page.lines[index], max(page.width[first : index + 1]), page.width[index + 1]
    if first == index and (_ALONE.match(line) or _BYLINE.match(line)):
        return True
    column = max(after, page.at(index + 2))
    if width < _SHORT * column and (page.blank[index] or _first_like(page, index + 1)):
        two_lines = page.ended[index + 1] and after <= width and not page.blank[index]
        return not two_lines and not (first == index and _split_word(page, index))
    if first < index or not page.blank[index] or page.noisy or _split_word(page, index):
        return False
    return not _same_column(page, index)


def _same_column(page: _Page, index: int) -> bool:
    """Whether the next line is a full line of the column in which line ``index`` stands."""
    after, later = page.width[index + 1], page.at(index + 2)
    return later - _INDENT < after and _SHORT * after <= page.width[index] <= after + 1


def _split_word(page: _Page, index: int) -> bool:
    """Whether the characters on both sides of the break stand side by side elsewhere nearby."""
    start, end = page.spans[index][1], page.spans[index + 1][0]
    pair = page.text[start - 1] + page.text[end]
    return pair in page.text[max(0, start - 5000) : end + 5000]
