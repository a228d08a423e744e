"""Which printed lines make up a paragraph.

A newspaper column breaks its lines where they are full, in the middle of sentences; a press note has a
paragraph in each line. Both come mixed with headings, blank lines that mean nothing, and columns of
different width, so each break between two lines is judged by the lines around it.
"""

from __future__ import annotations

import re
from typing import Final

from tradekit.documents import layout
from tradekit.documents.layout import ALONE, AROUND, ENDED, FIGURE, OPEN, SHORT, Layout, Span
from tradekit.language.scripts import is_function_word, language_of
from tradekit.language.zh import newsprint

_CLOSER: Final = frozenset("，。、；：！？）”’》」』】％%,;:!?)")
_ITEM_FIRST: Final = layout.table({1: newsprint.ITEM_FIRST})
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９.．")
_UNIT: Final = _DIGITS | newsprint.UNIT
_ROW: Final = re.compile(r"\S+(?:[ \t\u3000]+[-+]?[0-9０-９][-+0-9０-９.．,%％]*){2,}\Z")
_COMMA: Final = re.compile("[，。；]")
_WORD: Final = re.compile(r"[A-Za-z0-9.,%]+[，。、；：]?")

_ROWS: Final = 3
"""A heading has at most this many lines."""
_SLACK: Final = 3
"""By how many half-width columns full lines of one column differ, at most."""
_INDENT: Final = 4
"""By how many half-width columns print sets in the first line of a paragraph."""
_NEARBY: Final = 5000
"""How far to look for a word that a line break may have split."""


def paragraphs(text: str, plain: bool = False) -> list[Span]:
    """The paragraphs of ``text`` as spans, none empty, in order.

    ``plain`` says that there is no white space in it but spaces and line breaks, and no mark.

    >>> text = "出口增长平稳，进口\\n增长2.1%。"
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['出口增长平稳，进口\\n增长2.1%。']
    """
    page = Layout(text, plain)
    lines, tails, width, broken, indent = page.lines, page.tails, page.width, page.broken, page.indent
    if not lines:
        return []
    if language_of(text) == "en":
        return _worded(page)
    last = len(lines) - 1
    gaps = [False] * len(lines) if page.noisy else page.blank
    result: list[Span] = []
    first = usual = 0
    for index in range(last):
        tail = tails[index]
        if tail & OPEN:
            goes_on = True
        elif tail & ENDED or not broken[index] or gaps[index] or indent[index + 1]:
            goes_on = False
        else:
            full = index - first >= _ROWS or _full(width, index)
            goes_on = full and not tail & (FIGURE | layout.COLON) and not _item(lines[index + 1])
            goes_on = goes_on and not _begins(lines[index + 1], tails[index + 1])
        # a comma or a full line in a column says enough, the rules need not be asked
        if goes_on and (index > first or not _alone(lines[index], tail)):
            continue
        if _ends(page, first, index, usual):
            result.append((page.starts[first], page.end(index)))
            if index > first:
                usual = max(width[max(first, index - AROUND) : index], default=0)
            first = index + 1
    result.append((page.starts[first], page.end(last)))
    return result


def _worded(page: Layout) -> list[Span]:
    """The paragraphs of a text in words with spaces between them: parted by blank lines, or one a line."""
    lines, width = page.lines, page.width
    ended = [line.rstrip("”’\"')").endswith((".", "!", "?", ":")) for line in lines]
    runs = [not (ended[at] or page.blank[at]) for at in range(len(lines))]
    wrapped = len(lines) > _ROWS and sum(runs) > _WRAPPED * len(lines)
    column = max(width)
    made: list[Span] = []
    first = 0
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        open_ended = line.endswith(("-", ",")) or is_function_word(line.rpartition(" ")[2])
        inside = not after[:1].isupper() or ". " in line or at > first
        tight = width[at] + 1 + len(after.partition(" ")[0]) > column and not page.blank[at]
        goes_on = after[:1].islower() or open_ended or (inside and tight and not _item(after))
        least = SHORT * column if ended[at] else column / 2
        full = wrapped and not page.blank[at] and width[at] >= least
        if ended[at]:
            goes_on = full and not page.indent[at + 1]
        elif not goes_on:
            goes_on = full and not _item(after)
        if not (after and goes_on):
            made.append((page.starts[first], page.end(at)))
            first = at + 1
    return made


_WRAPPED: Final = 0.3
"""Lines are broken inside sentences where more than this share of them end none."""


def _full(width: list[int], index: int) -> bool:
    """Whether one of the first lines of a paragraph is as wide as those beside it: it has no room left."""
    return width[index] + 2 >= max(max(width[index - 1], width[index + 1]), width[index + 2])


def _ends(page: Layout, first: int, index: int, usual: int) -> bool:
    """Whether a paragraph that began with line ``first`` ends with line ``index``.

    ``usual`` is the width of the lines of the last paragraph that had several, 0 where there is none.
    """
    line, after, tail = page.lines[index], page.lines[index + 1], page.tails[index]
    if (first == index and _alone(line, tail)) or (not tail & OPEN and _begins(after, page.tails[index + 1])):
        return True
    ended = tail & ENDED != 0
    if not ended and (tail & OPEN or after[0] in _CLOSER or (tail & FIGURE and _cut_number(line, after))):
        return False
    if not page.broken[index] or page.indent[index + 1] > 1:
        return True
    if tail & FIGURE and _ROW.match(line):
        return True
    blank = page.blank[index] and not page.noisy
    if blank and (ended or (page.exact and (page.flush or page.indents))):
        return True
    room = _room(page, first, index, usual)
    if ended:
        return _closes(page, index, room)
    if tail & layout.COLON and room > 1:
        return True
    if after.startswith("——"):
        return _titled(page, first, index)
    if (blank or room > _SLACK) and _item(after):
        return True
    return _heading(page, first, index, room, usual)


def _titled(page: Layout, first: int, index: int) -> bool:
    """Whether the next line, which begins with a dash, is a sub-headline, and this one its headline."""
    before = first == 0 or page.blank[first - 1]
    behind = page.blank[index + 1] or _alone_at(page, index + 2)
    return index - first < _ROWS and before and behind and not _COMMA.search(page.lines[index])


def _two_rows(page: Layout, index: int, usual: int) -> bool:
    """Whether the line after ``index`` is the next row of the same heading."""
    if page.blank[index] or page.tails[index + 1] & ENDED or index + 2 >= len(page.lines):
        return False
    after = page.lines[index + 1]
    return not _item(after) and _room(page, index + 1, index + 1, usual) > _SLACK


def _alone_at(page: Layout, index: int) -> bool:
    return index < len(page.lines) and _alone(page.lines[index], page.tails[index])


def _alone(line: str, tail: int) -> bool:
    """Whether a line stands for itself: most that end like one are sorted out by the end or the beginning."""
    dated = line[-1] in newsprint.DATE_ENDS
    if newsprint.REPORTER not in line and (not tail & ALONE or (dated and line[0] not in "（(12")):
        return False
    return newsprint.ALONE.match(line) is not None


def _begins(line: str, tail: int) -> bool:
    """Whether no paragraph goes on with this line."""
    if _alone(line, tail):
        return True
    return newsprint.may_date(line) and newsprint.DATELINE.match(line) is not None


def _cut_number(line: str, after: str) -> bool:
    """Whether the end of a line and the next one are parts of one number."""
    return line[-1] in _DIGITS and after[0] in _UNIT and not _item(after)


def _item(line: str) -> bool:
    code = ord(line[0])
    return code <= 0xFFFF and _ITEM_FIRST[code] != 0 and newsprint.ITEM.match(line) is not None


def _closes(page: Layout, index: int, room: int) -> bool:
    """Whether a line with a sentence's end ends the paragraph, and is not just full by chance."""
    if _item(page.lines[index + 1]) or page.indent[index + 1] or room > 1:
        return True
    return not page.indents and _first_like(page, index + 1)


def _room(page: Layout, first: int, index: int, usual: int) -> int:
    """How many half-width columns were left when line ``index`` ended, after what the next line begins with.

    Where there is room, the line ended on purpose.
    """
    if page.spaced and layout.SPACED.search(page.lines[index]):
        return 0
    start = max(first + 1, index - AROUND)
    if start < index:
        column = max(page.width[start:index], default=0)
    else:
        column = max(page.width[index + 1 : index + 3], default=0)
        if usual:
            column = min(usual, column)
    indent = _INDENT if first == index and not page.flush else 0
    return column - page.width[index] - indent - _first_word(page.lines[index + 1])


def _first_word(line: str) -> int:
    """The width of what can't be parted at the beginning of a line."""
    match = _WORD.match(line) if line[0] < "\x7f" else None
    return len(match[0].rstrip("，。、；：")) + match[0].count("，") if match else 2


def _first_like(page: Layout, index: int) -> bool:
    """Whether line ``index`` is as wide as the first line of a paragraph that is set in."""
    full = max(page.at(index + 1), page.at(index + 2))
    return SHORT * full < page.at(index) < full - 2


def _heading(page: Layout, first: int, index: int, room: int, usual: int) -> bool:
    """Whether the lines from ``first`` to ``index``, which end no sentence, are a heading of their own."""
    if page.indents and page.indent[first] and not page.indent[index + 1]:
        return False
    if page.indents and page.indent[index + 1] and not page.indent[first] and index - first < _ROWS:
        return True
    blank = page.blank[index] and not page.noisy
    if room > _SLACK and (blank or index - first < _ROWS):
        return not (first == index and _two_rows(page, index, usual)) and not _split_word(page, index)
    return blank and index - first < _ROWS and not _same_column(page, index) and not _split_word(page, index)


def _same_column(page: Layout, index: int) -> bool:
    """Whether the next line is a full line of the column in which line ``index`` stands."""
    after, later = page.width[index + 1], page.at(index + 2)
    return later - _SLACK < after and SHORT * after <= page.width[index] <= after + 1


def _split_word(page: Layout, index: int) -> bool:
    """Whether the characters on both sides of the break stand side by side elsewhere nearby."""
    start, end = page.end(index), page.starts[index + 1]
    pair = page.text[start - 1] + page.text[end]
    return page.text.find(pair, max(0, start - _NEARBY), end + _NEARBY) >= 0
