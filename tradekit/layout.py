"""The lines of a printed text and what can be measured of each: width, end, blank lines, indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

Span = tuple[int, int]

_LINE = re.compile(r"[^\s\ufeff\u200b](?:[^\n\r\v\f\x85\u2028\u2029]*[^\s\ufeff\u200b])?")
_ENDED = re.compile(
    r"(?:[。！？!?…]|\.{3})[”’」』）)》】\"']*\Z|[。；！？…”][^，。；！？（）()]{0,9}[（(][^（）()]{1,40}[）)]\Z"
)
_ENDS = frozenset("。！？!?…”’」』）)》】\"'.")
_COMMA = re.compile("[，。；：！？、]")
_STOP = re.compile("[。！？；…]")

WIDEST = 130
"""Half-width columns beyond which a line is a paragraph and no printed line."""
AROUND = 6
"""How many lines before and after tell whether a region is broken into lines."""
SHORT = 0.72
"""A line that is not as wide as this share of the lines beside it ended where it did on purpose."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text, without the white space around them, and what is measured of each.

    ``blank`` says whether a blank line follows, ``indent`` by how many characters the line is set in,
    ``ended`` whether a sentence ends with it, ``broken`` whether the lines around it break inside
    sentences. ``noisy`` pages have blank lines inside sentences; ``indents`` says that the page sets in the
    first line of its paragraphs.
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
    indents: bool

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
    gaps = [text[a[1] : b[0]] for a, b in pairwise(spans)]
    blank = [gap.count(newline) > 1 for gap in gaps] + [True]
    commas = [i for i, line in enumerate(lines) if line[-1] in "，、"]
    noisy = sum(blank[i] for i in commas) > 0.25 * len(commas)
    indent = [0, *(len(gap) - gap.rfind(newline) - 1 for gap in gaps)] if lines else []
    set_in = sum(n > 0 for n in indent)
    indents = set_in > 2 and 0.03 * len(lines) < set_in < 0.6 * len(lines)
    if not indents:
        indent = [0] * len(lines)
    broken = _broken(lines, width, ended)
    return Layout(text, spans, lines, width, ended, blank, indent, broken, noisy, indents)


def _width(line: str) -> int:
    """Half-width columns, spaces left out."""
    line = line.replace(" ", "")
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def _broken(lines: list[str], width: list[int], ended: list[bool]) -> list[bool]:
    """For each line, whether the lines around it break inside sentences."""
    count = len(lines)
    evidence = [
        not ended[i] and width[i] <= WIDEST and width[i] >= SHORT * width[i + 1] for i in range(count - 1)
    ] + [False]
    breaks = [0, *accumulate(evidence)]
    commas = [0, *accumulate(_COMMA.search(line) is not None for line in lines)]
    stops = [0, *accumulate(_STOP.search(line) is not None for line in lines)]
    result = []
    for i in range(count):
        a, b = max(0, i - AROUND), min(count, i + AROUND + 1)
        prose = commas[b] - commas[a] >= 0.3 * (b - a) and stops[b] > stops[a]
        result.append(prose and breaks[b] - breaks[a] >= 0.4 * (b - a - 1) > 0)
    return result
