"""The lines of a printed text and what can be measured of each: width, end, blank lines, indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from statistics import median
from typing import Final

Span = tuple[int, int]

_BREAKS: Final = "\r\v\f\x85\u2028\u2029"
"""What ends a line beside ``"\\n"``."""
_WHITE: Final = (
    "\ufeff\u200b\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""White space around a line, with the two marks that stand at the beginning of files and beside words."""
_STOPPED: Final = frozenset("。！？!?…")
_ENDS: Final = _STOPPED | frozenset("”’」』）)》】\"'.")
_ENDED: Final = re.compile(
    r"(?:[。！？!?…]|\.{3})[”’」』）)》】\"']*\Z|[。；！？…”][^，。；！？（）()]{0,9}[（(][^（）()]{1,40}[）)]\Z"
)
SPACED: Final = re.compile(" (?<=[\u3400-\u9fff] )[\u3400-\u9fff] [\u3400-\u9fff] ")
"""Characters set apart: 纵 观 全 年."""

WIDEST = 130
"""Half-width columns beyond which a line is a paragraph and no printed line."""
AROUND = 6
"""How many lines before and after tell whether a region is broken into lines."""
_NOISE = 0.15
"""Blank lines mean nothing on a page where they follow this share of the lines inside sentences."""
_FAR = 24
"""How many lines before and after may go by without the end of a sentence."""
_HEADING = 60
"""A heading is no wider."""
NARROWER = 5
"""By how many half-width columns full lines of a column differ, at most."""
SHORT = 0.72
"""A line that is not as wide as this share of the lines beside it ended where it did on purpose."""


@dataclass(slots=True)
class Layout:
    """The lines of a text, without the white space around them, and what is measured of each.

    ``tails`` holds the last character of each line, ``blank`` says whether a blank line follows, ``indent``
    by how many characters the line is set in, ``ended`` whether a sentence ends with it, ``broken`` whether
    the lines around it break inside sentences. ``noisy`` pages have blank lines inside sentences, ``exact``
    ones surely none; ``indents`` says that the page sets in the first lines of its paragraphs, ``flush`` that
    it does not, ``spaced`` that it has lines with their characters set apart.
    """

    text: str
    lines: list[str]
    starts: list[int]
    ends: list[int]
    tails: list[str]
    width: list[int]
    ended: list[bool]
    blank: list[bool]
    indent: list[int]
    broken: list[bool]
    noisy: bool
    exact: bool
    indents: bool
    flush: bool
    spaced: bool

    def at(self, index: int) -> int:
        """The width of line ``index``, 0 behind the last."""
        return self.width[index] if index < len(self.width) else 0


def layout(text: str) -> Layout:
    """The lines of ``text``, measured.

    >>> layout("出口增长，\\n进口下降。").width
    [10, 10]
    """
    lines, starts = _lines(text)
    if not lines:
        return Layout(text, [], [], [], [], [], [], [], [], [], False, False, False, False, False)
    ends = list(map(add, starts, map(len, lines)))
    tails = [line[-1] for line in lines]
    width = _widths(lines)
    ended = [
        tail in _ENDS and (tail in _STOPPED or _ENDED.search(line[-60:]) is not None)
        for tail, line in zip(tails, lines, strict=True)
    ]
    blank, indent = _between(text, starts, ends)
    indents = _indents(indent)
    if not indents:
        indent = [0] * len(lines)
    widest = _widest(width)
    full = _full(width, widest, ended)
    inside = _inside(tails, width, full, ended, blank)
    noisy = sum(inside) > _NOISE * len(inside)
    exact = len(inside) > 4 and not any(inside)
    broken = _broken(lines, width, ended, full)
    spaced = SPACED.search(text) is not None
    flush = not indents and _flush(width, widest, ended, [False] * len(blank) if noisy else blank)
    measured = (starts, ends, tails, width, ended, blank, indent, broken)
    return Layout(text, lines, *measured, noisy, exact, indents, flush, spaced)


def _lines(text: str) -> tuple[list[str], list[int]]:
    """The lines that are not blank, without the white space around them, and where each starts."""
    lines, starts = [], []
    at = 0
    marked = "\ufeff" in text or "\u200b" in text
    for sign in _BREAKS:
        text = text.replace(sign, "\n")
    for piece in text.split("\n"):
        line = piece.strip(_WHITE) if marked else piece.strip()
        if line:
            lines.append(line)
            starts.append(at if len(line) == len(piece) else at + piece.index(line[0]))
        at += len(piece) + 1
    return lines, starts


def _widths(lines: list[str]) -> list[int]:
    """The half-width columns of each line, spaces left out."""
    page = "\n".join(lines).replace(" ", "")
    coded = page.encode("utf-8", "replace")
    rows = zip(page.split("\n"), coded.split(b"\n"), strict=True)
    return [(len(line) + len(code)) // 2 for line, code in rows]


def _between(text: str, starts: list[int], ends: list[int]) -> tuple[list[bool], list[int]]:
    """For each line, whether a blank line follows it, and by how many characters it is set in."""
    newline = "\n" if "\n" in text else "\r"
    blank, indent = [True], []
    end = 0
    for start, next_end in zip(starts, ends, strict=True):
        plain = start == end + 1 and text[end] == newline
        blank.append(not plain and text.count(newline, end, start) > 1)
        set_in = not plain and start > 0 and text[start - 1] != newline
        indent.append(start - max(text.rfind(newline, end, start) + 1, end) if set_in else 0)
        end = next_end
    return [*blank[2:], True], indent


def _indents(indent: list[int]) -> bool:
    """Whether so many lines are set in, and no more, that they are the first lines of paragraphs."""
    set_in = len(indent) - indent.count(0)
    return 0.03 * len(indent) < set_in < 0.6 * len(indent) and (set_in > 2 or max(indent) > 1)


def _widest(width: list[int]) -> list[int]:
    """For each line, the width of the widest around it."""
    result = []
    most = max(width[:AROUND])
    coming = [*width[AROUND:], *[0] * AROUND][: len(width)]
    going = [*[0] * (AROUND + 1), *width]
    for index, (new, old) in enumerate(zip(coming, going, strict=False)):
        if new >= most:
            most = new
        elif old == most:
            most = max(width[max(0, index - AROUND) : index + AROUND + 1])
        result.append(most)
    return result


def _full(width: list[int], widest: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether it ends no sentence and is as wide as any around it."""
    rows = zip(width, ended, widest, strict=True)
    return [not over and most - NARROWER <= wide <= WIDEST for wide, over, most in rows]


def _inside(
    tails: list[str], width: list[int], full: list[bool], ended: list[bool], blank: list[bool]
) -> list[bool]:
    """Whether a blank line follows, for each line that surely stands inside a sentence: lines that end with a
    comma, and full lines that go on with the line before them or are longer than a heading."""
    return [
        blank[i]
        for i, tail in enumerate(tails)
        if tail in "，、"
        or (full[i] and (width[i] > _HEADING or (i > 0 and not ended[i - 1] and not blank[i - 1])))
    ]


def _flush(width: list[int], widest: list[int], ended: list[bool], blank: list[bool]) -> bool:
    """Whether lines that follow a blank one or the end of a sentence, and go on, are as wide as others: the
    page sets none in."""
    begun = True
    left = []
    for wide, most, end, gap in zip(width, widest, ended, blank, strict=True):
        stops = end or gap
        if begun and not stops and most - wide < 8:
            left.append(most - wide)
        begun = stops
    return bool(left) and median(left) <= 2


def _broken(lines: list[str], width: list[int], ended: list[bool], full: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences.

    They do where many end in the middle of one and are no narrower than the next, or where some do that are
    as wide as any around them. What stands around the next line differs by one line on each side, so where
    there is more than enough, the next lines need no look.
    """
    count = len(lines)
    commas = [0, *accumulate([_has_comma(line) for line in lines])]
    fulls = [0, *accumulate(full)]
    evens: list[int] = []
    result = [False] * count
    i = seen = 0
    stop = -_FAR - 1
    while i < count:
        if stop < i - _FAR:
            ahead = min(count, i + _FAR)
            stop = _last_stop(lines, max(seen, i - _FAR), ahead)
            seen = ahead
        a, b = max(0, i - AROUND), min(count, i + AROUND + 1)
        near, comma, fill = b - a, commas[b] - commas[a], fulls[b] - fulls[a]
        spare = 0
        if stop >= i - _FAR and 5 * comma >= near:
            if 20 * fill < 3 * near and not evens:
                evens = _evens(width, ended)
            if 20 * fill >= 3 * near or 5 * (evens[b] - evens[a]) >= 2 * (near - 1) > 0:
                spare = max(0, min(comma - 3, fill - 2, stop + _FAR - i))
                result[i : i + spare + 1] = [True] * min(spare + 1, count - i)
        i += spare + 1
    return result


def _evens(width: list[int], ended: list[bool]) -> list[int]:
    """How many lines from the first up to each end inside a sentence and are not short beside the next."""
    rows = zip(width, width[1:], ended, strict=False)
    return [0, *accumulate([*(not e and SHORT * v <= w <= WIDEST for w, v, e in rows), False])]


def _has_comma(line: str) -> bool:
    often = "，" in line or "。" in line or "、" in line
    return often or "；" in line or "：" in line or "？" in line or "！" in line


def _last_stop(lines: list[str], start: int, end: int) -> int:
    """The last of the lines from ``start`` to ``end`` in which a sentence ends, far off if there is none."""
    for i in range(end - 1, start - 1, -1):
        line = lines[i]
        if "。" in line or "；" in line or "…" in line or "？" in line or "！" in line:
            return i
    return -_FAR - 1
