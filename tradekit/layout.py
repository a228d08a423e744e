"""The lines of a printed text and what can be measured of each: width, end, blank lines, indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

WIDEST: Final = 130
"""Half-width columns beyond which a line is a paragraph and no printed line."""
AROUND: Final = 6
"""How many lines before and after tell whether a region is broken into lines."""
_NOISE: Final = 0.15
"""Blank lines mean nothing on a page where they follow this share of the lines inside sentences."""
_FAR: Final = 24
"""How many lines before and after may go by without the end of a sentence."""
_HEADING: Final = 60
"""A heading is no wider."""
NARROWER: Final = 5
"""By how many half-width columns full lines of a column differ, at most."""
SHORT: Final = 0.72
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
    ends = [starts[i] + len(line) for i, line in enumerate(lines)]
    tails = [line[-1] for line in lines]
    width = [_columns(line) for line in lines]
    ended = [
        tail in _ENDS and (tail in _STOPPED or _ENDED.search(lines[i][-60:]) is not None)
        for i, tail in enumerate(tails)
    ]
    blank, indent = _between(text, starts, ends)
    indents = _indents(indent)
    if not indents:
        indent = [0] * len(lines)
    widest = _widest(width)
    full = _full(width, widest, ended)
    inside = _inside(tails, width, full, ended, blank)
    lost = inside.count(True)
    noisy = lost > _NOISE * len(inside)
    exact = len(inside) > 4 and not lost
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


def _columns(line: str) -> int:
    """The half-width columns of a line, spaces left out."""
    code = line.encode("utf-8", "replace")
    return (len(line) + len(code)) // 2 - line.count(" ")


def _between(text: str, starts: list[int], ends: list[int]) -> tuple[list[bool], list[int]]:
    """For each line, whether a blank line follows it, and by how many characters it is set in."""
    newline = "\n" if "\n" in text else "\r"
    blank: list[bool] = []
    indent: list[int] = []
    end = 0
    for index, start in enumerate(starts):
        plain = start == end + 1 and text[end] == newline
        if index:
            blank.append(not plain and text.count(newline, end, start) > 1)
        set_in = not plain and start > 0 and text[start - 1] != newline
        indent.append(start - max(text.rfind(newline, end, start) + 1, end) if set_in else 0)
        end = ends[index]
    blank.append(True)
    return blank, indent


def _indents(indent: list[int]) -> bool:
    """Whether so many lines are set in, and no more, that they are the first lines of paragraphs."""
    set_in = len(indent) - indent.count(0)
    return 0.03 * len(indent) < set_in < 0.6 * len(indent) and (set_in > 2 or max(indent) > 1)


def _widest(width: list[int]) -> list[int]:
    """For each line, the width of the widest around it."""
    result: list[int] = []
    count = len(width)
    most = greatest(width, 0, AROUND)
    for index in range(count):
        new = width[index + AROUND] if index + AROUND < count else 0
        old = width[index - AROUND - 1] if index > AROUND else 0
        if new >= most:
            most = new
        elif old == most:
            most = greatest(width, max(0, index - AROUND), index + AROUND + 1)
        result.append(most)
    return result


def greatest(width: list[int], start: int, end: int) -> int:
    """The greatest of ``width[start:end]``."""
    most = 0
    for wide in width[start:end]:
        if wide > most:
            most = wide
    return most


def _full(width: list[int], widest: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether it ends no sentence and is as wide as any around it."""
    return [not ended[i] and widest[i] - NARROWER <= wide <= WIDEST for i, wide in enumerate(width)]


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
    left: list[int] = []
    for index, wide in enumerate(width):
        stops = ended[index] or blank[index]
        if begun and not stops and widest[index] - wide < 8:
            left.append(widest[index] - wide)
        begun = stops
    return bool(left) and median(left) <= 2


def _broken(lines: list[str], width: list[int], ended: list[bool], full: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences.

    They do where many end in the middle of one and are no narrower than the next, or where some do that are
    as wide as any around them. What stands around the next line differs by one line on each side, so where
    there is more than enough, the next lines need no look.
    """
    count = len(lines)
    commas, fulls = _commas(lines), _counted(full)
    evens: list[int] = []
    result: list[bool] = []
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
        breaks = False
        if stop >= i - _FAR and 5 * comma >= near:
            often = 20 * fill >= 3 * near
            if not often and not evens:
                evens = _counted(_evens(width, ended))
            if often or 5 * (evens[b] - evens[a]) >= 2 * (near - 1) > 0:
                breaks = True
                spare = min(min(comma - 3, fill - 2), min(stop + _FAR - i, count - 1 - i))
        for _ in range(max(0, spare) + 1):
            result.append(breaks)
            i += 1
    return result


def _evens(width: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether it ends inside a sentence and is not short beside the next."""
    last = len(width) - 1
    return [
        i < last and not ended[i] and SHORT * width[i + 1] <= wide <= WIDEST for i, wide in enumerate(width)
    ]


def _counted(signs: list[bool]) -> list[int]:
    """How many are true up to each place, the first place included."""
    count = 0
    result = [0]
    for sign in signs:
        if sign:
            count += 1
        result.append(count)
    return result


def _commas(lines: list[str]) -> list[int]:
    """How many lines up to each hold a comma or another mark of a sentence."""
    count = 0
    result = [0]
    for line in lines:
        if (
            "，" in line or "。" in line or "、" in line
            or "；" in line or "：" in line or "？" in line or "！" in line
        ):  # fmt: skip
            count += 1
        result.append(count)
    return result


def _last_stop(lines: list[str], start: int, end: int) -> int:
    """The last of the lines from ``start`` to ``end`` in which a sentence ends, far off if there is none."""
    for i in range(end - 1, start - 1, -1):
        line = lines[i]
        if "。" in line or "；" in line or "…" in line or "？" in line or "！" in line:
            return i
    return -_FAR - 1
