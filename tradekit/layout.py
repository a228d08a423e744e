"""The lines of a printed text and what can be measured of each: width, end, blank lines, indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

Span = tuple[int, int]

_LINE = re.compile(r"[^\s\ufeff\u200b](?:[^\n\r\v\f\x85\u2028\u2029]*[^\s\ufeff\u200b])?")
_ENDED = re.compile(
    r"(?:[。！？!?…]|\.{3})[”’」』）)》】\"']*\Z|[。；！？…”][^，。；！？（）()]{0,9}[（(][^（）()]{1,40}[）)]\Z"
)
_ENDS = frozenset("。！？!?…”’」』）)》】\"'.")
_SPACED = re.compile("(?:[\u3400-\u9fff] ){3}")
_COMMA = re.compile("[，。；：！？、]")
_STOP = re.compile("[。！？；…]")

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


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text, without the white space around them, and what is measured of each.

    ``blank`` says whether a blank line follows, ``indent`` by how many characters the line is set in,
    ``ended`` whether a sentence ends with it, ``broken`` whether the lines around it break inside sentences,
    ``spaced`` whether its characters are set apart. ``noisy`` pages have blank lines inside sentences,
    ``exact`` ones surely none; ``indents`` says that the page sets in the first lines of its paragraphs,
    ``flush`` that it does not.
    """

    text: str
    spans: list[Span]
    lines: list[str]
    width: list[int]
    ended: list[bool]
    blank: list[bool]
    indent: list[int]
    broken: list[bool]
    noisy: bool
    exact: bool
    indents: bool
    spaced: list[bool]
    flush: bool

    def at(self, index: int) -> int:
        """The width of line ``index``, 0 behind the last."""
        return self.width[index] if index < len(self.width) else 0


def layout(text: str) -> Layout:
    """The lines of ``text``, measured.

    >>> layout("出口增长，\\n进口下降。").width
    [10, 10]
    """
    spans = [match.span() for match in _LINE.finditer(text)]
    lines = [text[a:b] for a, b in spans]
    width = [_width(line) for line in lines]
    ended = [line[-1] in _ENDS and _ENDED.search(line[-60:]) is not None for line in lines]
    newline = "\n" if "\n" in text else "\r"
    gaps = [text[a[1] : b[0]] for a, b in pairwise([(0, 0), *spans])]
    blank = [*(gap.count(newline) > 1 for gap in gaps[1:]), True]
    indent = [len(gap) - gap.rfind(newline) - 1 for gap in gaps]
    indents = _indents(indent)
    if not indents:
        indent = [0] * len(lines)
    widest = _widest(width)
    full = _full(width, widest, ended)
    inside = _inside(lines, width, full, ended, blank)
    noisy = sum(inside) > _NOISE * len(inside)
    exact = len(inside) > 4 and not any(inside)
    broken = _broken(lines, width, ended, full)
    spaced = (
        [_SPACED.search(line) is not None for line in lines] if _SPACED.search(text) else [False] * len(lines)
    )
    flush = not indents and _flush(width, widest, ended, [False] * len(blank) if noisy else blank)
    return Layout(
        text, spans, lines, width, ended, blank, indent, broken, noisy, exact, indents, spaced, flush
    )


def _indents(indent: list[int]) -> bool:
    """Whether so many lines are set in, and no more, that they are the first lines of paragraphs."""
    set_in = sum(n > 0 for n in indent)
    wide = any(n > 1 for n in indent)
    return 0.03 * len(indent) < set_in < 0.6 * len(indent) and (wide or set_in > 2)


def _width(line: str) -> int:
    """Half-width columns, spaces left out."""
    line = line.replace(" ", "")
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def _full(width: list[int], widest: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether it ends no sentence and is as wide as any around it."""
    rows = zip(width, ended, widest, strict=True)
    return [not over and most - NARROWER <= wide <= WIDEST for wide, over, most in rows]


def _inside(
    lines: list[str], width: list[int], full: list[bool], ended: list[bool], blank: list[bool]
) -> list[bool]:
    """Whether a blank line follows, for each line that surely stands inside a sentence: lines that end with a
    comma, and full lines that go on with the line before them or are longer than a heading."""
    return [
        blank[i]
        for i in range(len(lines))
        if lines[i][-1] in "，、"
        or (full[i] and (width[i] > _HEADING or (i and not ended[i - 1] and not blank[i - 1])))
    ]


def _flush(width: list[int], widest: list[int], ended: list[bool], blank: list[bool]) -> bool:
    """Whether lines that follow a blank one or the end of a sentence, and go on, are as wide as others: the
    page sets none in."""
    begun = [
        i
        for i in range(len(width))
        if not (ended[i] or blank[i]) and (i == 0 or ended[i - 1] or blank[i - 1])
    ]
    left = [widest[i] - width[i] for i in begun if widest[i] - width[i] < 8]
    return bool(left) and median(left) <= 2


def _widest(width: list[int]) -> list[int]:
    """For each line, the width of the widest around it."""
    return [max(width[max(0, i - AROUND) : i + AROUND + 1]) for i in range(len(width))]


def _broken(lines: list[str], width: list[int], ended: list[bool], full: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences.

    They do where many end in the middle of one and are no narrower than the next, or where some do that are
    as wide as any around them.
    """
    count = len(lines)
    even = [not e and SHORT * v <= w <= WIDEST for w, v, e in zip(width, width[1:], ended, strict=False)]
    breaks = [0, *accumulate(even), sum(even)]
    fulls = [0, *accumulate(full)]
    commas = [0, *accumulate(_COMMA.search(line) is not None for line in lines)]
    stops = [0, *accumulate(_STOP.search(line) is not None for line in lines)]
    result = []
    for i in range(count):
        a, b = max(0, i - AROUND), min(count, i + AROUND + 1)
        prose = (
            commas[b] - commas[a] >= 0.2 * (b - a) and stops[min(count, i + _FAR)] > stops[max(0, i - _FAR)]
        )
        many = breaks[b] - breaks[a] >= 0.4 * (b - a - 1) > 0
        result.append(prose and (many or fulls[b] - fulls[a] >= 0.15 * (b - a)))
    return result
