"""Which printed lines make up a paragraph.

A newspaper column breaks its lines where they are full, in the middle of sentences; a press note has a
paragraph in each line. Both come mixed with headings, blank lines that mean nothing, and columns of
different width, so each break between two lines is judged by the lines around it.
"""

from __future__ import annotations

import re

from tradekit.layout import AROUND, SHORT, Layout, Span, layout

_OPEN = tuple("，、,（(“‘《「『【—－-·")
_CLOSER = tuple("，。、；：！？）”’》」』】％%,;:!?)")
_ITEM = re.compile(
    r"(?:[0-9０-９]{1,2}[、.．)）](?![0-9０-９])|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[●○■□◆◇▲△★☆※·•]|——|第[一二三四五六七八九十]+[章条])"
)
_CUT_NUMBER = re.compile(r"[0-9０-９.．]\Z")
_UNIT = re.compile(r"[0-9０-９.．%％‰万亿千百元吨年月日个倍美辆台家人]")
_ROW = re.compile(r"\S+(?:[ \t\u3000]+[-+]?[0-9０-９][-+0-9０-９.．,%％]*){2,}\Z")
_DAY = r"[0-9０-９一二三四五六七八九十]\s*日\s*(?:专?[电電]|[讯訊])"
_DATELINE = re.compile(rf"[^，。]{{0,24}}{_DAY}(?:\s|[（(]|\Z)")
_ALONE = re.compile(
    rf"[^，。]{{0,24}}{_DAY}\Z"
    r"|(?:新华社|[^，。\s]{0,6}[报網网社]|本台)?(?:特约)?记者[^，。；：！？]{2,30}\Z"
    r"|[（(]?(?:19|20)[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{2}-[0-9]{2})[）)]?\Z"
)
"""A line that stands for itself: a dateline, a byline, a date."""

_ROWS = 3
"""A heading has at most this many lines."""
_SLACK = 3
"""By how many half-width columns full lines of one column differ, at most."""
_INDENT = 4
"""By how many half-width columns print sets in the first line of a paragraph."""
_NEARBY = 5000
"""How far to look for a word that a line break may have split."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` as spans, none empty, in order.

    >>> text = "出口增长平稳，进口\\n增长2.1%。"
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['出口增长平稳，进口\\n增长2.1%。']
    """
    page = layout(text)
    result: list[Span] = []
    first = 0
    for index in range(len(page.spans)):
        if index + 1 == len(page.spans) or _ends(page, first, index):
            result.append((page.spans[first][0], page.spans[index][1]))
            first = index + 1
    return result


def _ends(page: Layout, first: int, index: int) -> bool:
    """Whether a paragraph that began with line ``first`` ends with line ``index``."""
    line, after = page.lines[index], page.lines[index + 1]
    if not line.endswith(_OPEN) and (_DATELINE.match(after) or _ALONE.match(after)):
        return True
    if not page.ended[index] and _unfinished(line, after):
        return False
    if not page.broken[index] or _ROW.match(line) or page.indent[index + 1] > 1:
        return True
    if page.ended[index]:
        return _closes(page, first, index)
    if line[-1] in "：:" and page.width[index] < _full(page, first, index) - _SLACK:
        return True
    if _ITEM.match(after) and (first == index or page.blank[index]):
        return True
    return index - first < _ROWS and _heading(page, first, index)


def _unfinished(line: str, after: str) -> bool:
    """Whether a paragraph can't end between two lines, wherever they stand."""
    if after.startswith(_CLOSER) or line.endswith(_OPEN):
        return True
    return _CUT_NUMBER.search(line) is not None and _UNIT.match(after) is not None and not _ITEM.match(after)


def _closes(page: Layout, first: int, index: int) -> bool:
    """Whether a line with a sentence's end ends the paragraph, and is not just full by chance."""
    if _ITEM.match(page.lines[index + 1]) or page.indent[index + 1]:
        return True
    short = _SLACK + _INDENT * (first == index)
    if page.width[index] < _full(page, first, index) - short:
        return True
    if page.blank[index] and not page.noisy:
        return True
    return not page.indents and _first_like(page, index + 1)


def _full(page: Layout, first: int, index: int) -> int:
    """How wide a full line of this paragraph is."""
    return max((page.width[first + 1 : index] or [page.at(index + 1)])[-AROUND:])


def _first_like(page: Layout, index: int) -> bool:
    """Whether line ``index`` is as wide as the first line of a paragraph that is set in."""
    full = max(page.at(index + 1), page.at(index + 2))
    return SHORT * full < page.at(index) <= full - _SLACK


def _heading(page: Layout, first: int, index: int) -> bool:
    """Whether the lines from ``first`` to ``index``, which end no sentence, are a heading of their own."""
    line, width, after = page.lines[index], max(page.width[first : index + 1]), page.width[index + 1]
    if first == index and _ALONE.match(line):
        return True
    if page.indents and page.indent[first] and not page.indent[index + 1]:
        return False
    if page.indents and page.indent[index + 1] and not page.indent[first]:
        return True
    column = max(after, page.at(index + 2))
    if width < SHORT * column and (page.blank[index] or _first_like(page, index + 1)):
        two_lines = page.ended[index + 1] and after <= width and not page.blank[index]
        return not two_lines and not (first == index and _split_word(page, index))
    if first < index or not page.blank[index] or page.noisy or _split_word(page, index):
        return False
    return not _same_column(page, index)


def _same_column(page: Layout, index: int) -> bool:
    """Whether the next line is a full line of the column in which line ``index`` stands."""
    after, later = page.width[index + 1], page.at(index + 2)
    return later - _SLACK < after and SHORT * after <= page.width[index] <= after + 1


def _split_word(page: Layout, index: int) -> bool:
    """Whether the characters on both sides of the break stand side by side elsewhere nearby."""
    start, end = page.spans[index][1], page.spans[index + 1][0]
    pair = page.text[start - 1] + page.text[end]
    return pair in page.text[max(0, start - _NEARBY) : end + _NEARBY]
