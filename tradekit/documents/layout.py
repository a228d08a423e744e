"""The lines of a printed text and what can be measured of each: width, end, blank lines, indentation."""

from __future__ import annotations

import re
from itertools import accumulate
from statistics import median
from typing import Final, final

from tradekit.language.zh import newsprint

Span = tuple[int, int]

_BREAKS: Final = "\r\v\f\x85\u2028\u2029"
"""What ends a line beside ``"\\n"``."""
_WHITE: Final = (
    "\ufeff\u200b\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""White space around a line, with the two marks that stand at the beginning of files and beside words."""
_ENDED: Final = re.compile(
    r"(?:[。！？!?…]|\.{3})[”’」』）)》】\"']*\Z|[。；！？…”][^，。；！？（）()]{0,9}[（(][^（）()]{1,40}[）)]\Z"
)

_MARKS: Final = re.compile("[，。、；：？！]")
_STOPS: Final = re.compile("[。；…？！]")
ENDED: Final = 1
"""A line's last character says that a sentence ends with it."""
_CLOSED: Final = 2
"""It may say so, together with what stands before it."""
COMMA: Final = 4
"""The line ends inside a sentence."""
_MARK: Final = 8
"""It ends with one of the marks that sentences are parted by."""
OPEN: Final = 16
"""The sentence goes on in the next line."""
FIGURE: Final = 32
"""A figure may end with it."""
COLON: Final = 64
ALONE: Final = 128
"""A line that stands for itself (a dateline, a byline, a date, a page's number) may end with it."""


def table(signs: dict[int, str]) -> bytes:
    """For the code of each character below U+FFFF the sum of the numbers by which it is listed.

    >>> table({1: "ab", 2: "b"})[ord("b")]
    3
    """
    made = bytearray(0x10000)
    for number, chars in signs.items():
        for char in chars:
            made[ord(char)] |= number
    return bytes(made)


_TAILS: Final = table(
    {
        ENDED: "。！？!?…",
        _CLOSED: "”’」』）)》】\"'.",
        COMMA: "，、",
        _MARK: "，。、；：？！",
        OPEN: "，、,（(“‘《「『【—－-·",
        FIGURE: "0123456789０１２３４５６７８９.．-+,%％",
        COLON: "：:",
        ALONE: newsprint.LINE_ENDS,
    }
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


@final
class Layout:
    """The lines of a text, without the white space around them, and what is measured of each.

    ``tails`` says what the end of each line says (``ENDED``, ``OPEN``, ...), ``blank`` whether a blank line
    follows, ``indent`` by how many characters the line is set in, ``broken`` whether those around it break
    inside sentences; ``width`` goes on with a 0 behind the last line. ``noisy`` pages have blank lines inside
    sentences, ``exact`` ones surely none; ``indents`` says that the page sets in the first lines of its
    paragraphs, ``flush`` that it does not, ``spaced`` that it has lines with their characters set apart.

    >>> Layout("出口增长，\\n进口下降。").width
    [10, 10, 0]
    """

    __slots__ = (
        "blank", "broken", "exact", "flush", "indent", "indents", "lines", "noisy", "spaced", "starts",
        "tails", "text", "width",
    )  # fmt: skip

    def __init__(self, text: str, plain: bool = False) -> None:
        lines, starts, width = _lines(text, plain)
        tails = [_tail(line) for line in lines]
        blank, indent = _between(text, lines, starts)
        self.text: Final = text
        self.lines: Final = lines
        self.starts: Final = starts
        self.width: Final = width
        self.tails: Final = tails
        self.blank: Final = blank
        self.indents: Final = _indents(indent)
        self.indent: Final = indent if self.indents else [0] * len(lines)
        widest = [max(width[max(0, i - AROUND) : i + AROUND + 1]) for i in range(len(lines))]
        full = [
            not tail & ENDED and widest[i] - NARROWER <= width[i] <= WIDEST for i, tail in enumerate(tails)
        ]
        lost, inside = _inside(tails, width, full, blank)
        self.noisy: Final = lost > _NOISE * inside
        self.exact: Final = inside > 4 and not lost
        self.broken: Final = _broken(lines, tails, width, full)
        self.spaced: Final = SPACED.search(text) is not None
        self.flush: Final = not self.indents and _flush(width, widest, tails, None if self.noisy else blank)

    def at(self, index: int) -> int:
        """The width of line ``index``, 0 behind the last."""
        return self.width[index] if index < len(self.width) else 0

    def end(self, index: int) -> int:
        """The place in the text where line ``index`` ends."""
        return self.starts[index] + len(self.lines[index])


def _lines(text: str, plain: bool) -> tuple[list[str], list[int], list[int]]:
    """The lines that are not blank, without the white space around them, where each starts, and its width:
    its half-width columns, spaces left out."""
    lines: list[str] = []
    starts: list[int] = []
    width: list[int] = []
    at = 0
    marked = not plain and ("\ufeff" in text or "\u200b" in text)
    for sign in "" if plain else _BREAKS:
        text = text.replace(sign, "\n")
    gap = text.find(" ")
    codes: list[bytes] = text.encode("utf-8", "replace").split(b"\n")
    for number, piece in enumerate(text.split("\n")):
        line = piece.strip(_WHITE) if marked else piece.strip()
        if line:
            lines.append(line)
            size, length = len(codes[number]), len(line)
            if length == len(piece):
                starts.append(at)
            else:
                starts.append(at + piece.index(line[0]))
                size = len(line.encode("utf-8", "replace"))
            narrow = 0
            while 0 <= gap < starts[-1] + length:
                if gap > starts[-1]:
                    narrow += 1
                gap = text.find(" ", gap + 1)
            width.append((length + size) // 2 - narrow)
        at += len(piece) + 1
    width.append(0)
    return lines, starts, width


def _tail(line: str) -> int:
    """What the end of a line says."""
    code = ord(line[-1])
    if code > 0xFFFF:
        return 0
    tail = _TAILS[code]
    if tail & _CLOSED and _ENDED.search(line[-60:]):
        tail |= ENDED
    return tail


def _between(text: str, lines: list[str], starts: list[int]) -> tuple[list[bool], list[int]]:
    """For each line, whether a blank line follows it, and by how many characters it is set in."""
    newline = "\n" if "\n" in text else "\r"
    code = ord(newline)
    blank = [False] * len(lines)
    indent = [0] * len(lines)
    end = 0
    for index, start in enumerate(starts):
        if start != end + 1 or ord(text[end]) != code:
            if index and text.count(newline, end, start) > 1:
                blank[index - 1] = True
            if start > 0 and ord(text[start - 1]) != code:
                indent[index] = start - max(text.rfind(newline, end, start) + 1, end)
        end = start + len(lines[index])
    if blank:
        blank[-1] = True
    return blank, indent


def _indents(indent: list[int]) -> bool:
    """Whether so many lines are set in, and no more, that they are the first lines of paragraphs."""
    set_in = len(indent) - indent.count(0)
    return 0.03 * len(indent) < set_in < 0.6 * len(indent) and (set_in > 2 or max(indent) > 1)


def _inside(tails: list[int], width: list[int], full: list[bool], blank: list[bool]) -> tuple[int, int]:
    """How many lines surely stand inside a sentence, after how many of them a blank line follows: lines that
    end with a comma, and full lines that go on with the line before them or are longer than a heading."""
    lost = inside = 0
    begins = True
    for index, tail in enumerate(tails):
        if tail & COMMA or (full[index] and (not begins or width[index] > _HEADING)):
            inside += 1
            if blank[index]:
                lost += 1
        begins = tail & ENDED != 0 or blank[index]
    return lost, inside


def _flush(width: list[int], widest: list[int], tails: list[int], blank: list[bool] | None) -> bool:
    """Whether lines that follow a blank one or the end of a sentence, and go on, are as wide as others: the
    page sets none in."""
    begun = True
    left: list[int] = []
    for index, tail in enumerate(tails):
        stops = tail & ENDED != 0 or (blank is not None and blank[index])
        if begun and not stops and widest[index] - width[index] < 8:
            left.append(widest[index] - width[index])
        begun = stops
    return bool(left) and median(left) <= 2


def _broken(lines: list[str], tails: list[int], width: list[int], full: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences.

    They do where many end in the middle of one and are no narrower than the next, or where some do that are
    as wide as any around them, where enough of them hold marks, and a sentence ends not far off.
    """
    count = len(lines)
    wide = _sums(full)
    marked = _sums(
        [
            tail & _MARK != 0 or _MARKS.search(line) is not None
            for tail, line in zip(tails, lines, strict=True)
        ]
    )
    stops = _sums([_STOPS.search(line) is not None for line in lines])
    even = _sums(
        [not tails[i] & ENDED and SHORT * width[i + 1] <= width[i] <= WIDEST for i in range(count - 1)]
        + [False]
    )
    result: list[bool] = []
    for i in range(count):
        start, end = max(0, i - AROUND), min(count, i + AROUND + 1)
        near = end - start
        enough = (
            20 * (wide[end] - wide[start]) >= 3 * near or 5 * (even[end] - even[start]) >= 2 * (near - 1) > 0
        )
        near_stop = stops[min(count, i + _FAR)] > stops[max(0, i - _FAR)]
        result.append(enough and near_stop and marked[end] - marked[start] >= (near + 4) // 5)
    return result


def _sums(found: list[bool]) -> list[int]:
    """How many are found before each line."""
    return list(accumulate(found, initial=0))
