"""Tables in text: Markdown's bars, tabs, columns of blanks.

The text stays as it is; each cell knows its place in it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from tradekit.documents.grids import surrounded
from tradekit.language.cellnumbers import figure_or_nil, is_figure
from tradekit.model.grid import Cell, Grid

_RULE: Final = re.compile(r"[ \t]{0,3}\|?(?:[ \t]*:?-{1,}:?[ \t]*[|+])+[ \t]*(?::?-{1,}:?)?[ \t]*\Z")
_FRAME: Final = re.compile(r"\s*[+├┌└╔╠╚╞][-=+─━┬┼┴┐┤┘═╦╬╩╗╣╝╪╡╕╛]{3,}\s*\Z")
_BARS: Final = re.compile(r"(?<!\\)[|│║]")
_GAP: Final = re.compile(r"(?:[ \u00a0]{2,}|[ \u00a0](?=[-−]\d)|[ \u00a0]?\u3000[ \u00a0\u3000]*)")
_STRAY: Final = re.compile(r"^[-=_+|: ]{5,}$")
_SHORT: Final = 24
"""A section or a heading of columns has fewer characters."""
_MOST_HEADS: Final = 7
_LEAST: Final = 3
_SPACED: Final = re.compile(r"[^\W\d_](?:[ \u3000]+[^\W\d_]){0,3}")
"""A wide letter, or some with blanks between them."""


class _Line(NamedTuple):
    text: str
    start: int


def text_grids(text: str) -> tuple[Grid, ...]:
    """The tables in a text, in order.

    >>> grid, = text_grids("a\\n\\n| 项目 | 8月 |\\n|---|---|\\n| 出口 | 5.2 |\\n")
    >>> [[cell and cell.text for cell in row] for row in grid.rows]
    [['项目', '8月'], ['出口', '5.2']]
    """
    if not any(sign in text for sign in ("\t", "|", "│", "  ", "\u3000")):
        return ()
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(_Line(line.rstrip("\r"), at))
        at += len(line) + 1
    found: list[tuple[int, int, list[list[Cell]]]] = []
    index = 0
    while index < len(lines):
        taken = _bars(lines, index) or _tabs(lines, index) or _aligned(lines, index)
        if taken is None:
            index += 1
            continue
        stop, rows = taken
        found.append((lines[index].start, lines[stop - 1].start + len(lines[stop - 1].text), rows))
        index = stop
    grids = [Grid(f"table {n}", _squared(rows), start, end) for n, (start, end, rows) in enumerate(found, 1)]
    return surrounded(text, grids)


def _squared(rows: list[list[Cell]]) -> tuple[tuple[Cell | None, ...], ...]:
    width = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    made = []
    for row in rows:
        line: list[Cell | None] = [None] * width
        for cell in row:
            line[cell.column : cell.column + cell.columns] = [cell] * cell.columns
        made.append(tuple(line))
    return tuple(made)


def _bars(lines: Sequence[_Line], index: int) -> tuple[int, list[list[Cell]]] | None:
    """A table of bars from line ``index`` on: Markdown's, or one in a frame of lines (+---+, ┌──┐)."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    ruled = "|" in lines[index].text and _RULE.match(below) is not None
    rows: list[list[Cell]] = []
    stop = index
    while stop < len(lines) and (ruled or _FRAME.match(lines[index].text)):
        text = lines[stop].text
        framed = not ruled and _FRAME.match(text) is not None
        if not ("|" in text if ruled else framed or _BARS.match(text.lstrip())):
            break
        if not framed and not (ruled and stop == index + 1):
            rows.append(_barred(lines[stop], len(rows)))
        stop += 1
    return (stop, rows) if ruled or len(rows) > 1 else None


def _barred(line: _Line, row: int) -> list[Cell]:
    cells: list[Cell] = []
    at = len(line.text) - len(line.text.lstrip())
    if line.text[at : at + 1] in ("|", "│", "║"):
        at += 1
    end = len(line.text.rstrip())
    if line.text[:end].endswith(("|", "│", "║")) and not line.text[:end].endswith("\\|"):
        end -= 1
    for part in _BARS.split(line.text[at:end]):
        inner = part.strip().strip("*_`") if part.strip().startswith(("*", "_", "`")) else part.strip()
        start = line.start + at + (part.find(inner) if inner else 0)
        shown, column = inner.replace("\\|", "|"), len(cells)
        cells.append(
            Cell(
                shown,
                start,
                start + len(inner),
                row,
                column,
                indent=inner.count("&nbsp;") or len(inner) - len(inner.lstrip("\u3000")),
            )
        )
        at += len(part) + 1
    return cells


def _tabs(lines: Sequence[_Line], index: int) -> tuple[int, list[list[Cell]]] | None:
    """Lines with tabs: two at least, with figures in them."""
    if "\t" not in lines[index].text.strip():
        return None
    stop = index
    rows: list[list[Cell]] = []
    while stop < len(lines) and ("\t" in lines[stop].text or not lines[stop].text.strip()):
        if not lines[stop].text.strip() and not (stop + 1 < len(lines) and "\t" in lines[stop + 1].text):
            break
        rows.append(_tabbed(lines[stop], len(rows)))
        stop += 1
    figures = sum(is_figure(cell.text) for row in rows for cell in row if cell.text)
    return (stop, rows) if len(rows) > 1 and figures > 1 else None


def _tabbed(line: _Line, row: int) -> list[Cell]:
    cells, at = [], 0
    for column, part in enumerate(line.text.split("\t")):
        inner = part.rstrip(" \u00a0\u3000") if not column else part.strip(" \u00a0\u3000")
        start = line.start + at + (part.find(inner) if inner else 0)
        indent = sum(2 if char == "\u3000" else 1 for char in inner[: len(inner) - len(inner.lstrip())])
        cells.append(Cell(inner, start, start + len(inner), row, column, indent=indent))
        at += len(part) + 1
    return cells


@dataclass(slots=True)
class Token:
    """Characters between gaps: their place, their left and right edge as shown, whether a number."""

    text: str
    at: int
    left: int
    right: int
    number: bool


_Tokens = Sequence[Sequence[Token]]


def _tokens(line: str) -> list[Token]:
    made, at = [], 0
    shown = _edges(line)
    for part in _GAP.split(line):
        start = line.index(part, at)
        at = start + len(part)
        if part.strip():
            inner = part.strip()
            first = start + part.index(inner)
            made.append(Token(inner, first, shown[first], shown[first + len(inner)], figure_or_nil(inner)))
    return _unspaced(line, made)


def _unspaced(line: str, tokens: list[Token]) -> list[Token]:
    """Tokens of one wide letter each that stand side by side are a word printed wide (出　　口)."""
    made: list[Token] = []
    for token in tokens:
        wide = len(token.text) == 1 and token.right - token.left == 2 and token.text.isalpha()
        last = made[-1] if made else None
        if wide and last is not None and _SPACED.fullmatch(last.text):
            text = line[last.at : token.at + 1]
            made[-1] = Token(text, last.at, last.left, token.right, False)
        else:
            made.append(token)
    return made


def _edges(line: str) -> list[int]:
    """Where each character begins as shown: wide ones take two columns."""
    edges = [0]
    for char in line:
        edges.append(edges[-1] + 1 + (unicodedata.east_asian_width(char) in "WF"))
    return edges


def _aligned(lines: Sequence[_Line], index: int) -> tuple[int, list[list[Cell]]] | None:
    """Columns parted by blanks, and their head."""
    if not _GAP.search(lines[index].text.strip()):
        return None

    def tokens(at: int) -> list[Token]:
        return [] if _STRAY.match(lines[at].text) else _tokens(lines[at].text)

    found = aligned(tokens, len(lines), index)
    if found is None:
        return None
    stop, rows = found
    made: list[list[Cell]] = []
    for at, row in zip(range(index, stop), rows, strict=True):
        cells = []
        for token, left, span in row:
            start, indent = lines[at].start + token.at, 0 if left else token.left
            end = start + len(token.text)
            cells.append(Cell(token.text, start, end, len(made), left, columns=span, indent=indent))
        made += [cells] if cells else []
    return stop, made


Placed = list[tuple["Token", int, int]]
"""The tokens of a row, each with its column and how many it covers."""


def aligned(tokens: Callable[[int], list[Token]], count: int, index: int) -> tuple[int, list[Placed]] | None:
    """A table of columns whose first line is ``index``: where it stops, and its rows.

    Three lines of two figures each at least, standing under one another; what stands above them is short.
    """
    stop, last, blanks = index, index, 0
    rows: list[list[Token]] = []
    if len(tokens(index)) < 2:
        return None
    while stop < count and blanks < 2:
        row = tokens(stop)
        numbers = sum(token.number for token in row)
        if not row:
            blanks += 1
        elif len(row) > 1 or (len(row[0].text) < _SHORT and not row[0].text.endswith(("。", "."))):
            blanks = 0
            if numbers > 1 or (numbers and len(row) > 1):
                last = stop
        else:
            break
        rows.append(row)
        stop += 1
    rows = rows[: last - index + 1]
    data = [row for row in rows if sum(token.number for token in row) > 1]
    if len(data) < _LEAST or _title_first(rows) or not _in_columns(data):
        return None
    head = rows[: rows.index(data[0])]
    if len(head) > _MOST_HEADS or any(len(token.text) > 2 * _SHORT for row in head for token in row):
        return None
    return last + 1, _columned(rows, data)


def _title_first(rows: _Tokens) -> bool:
    """Whether a blank line parts what stands first from the lines of the table: then it is its title."""
    blank = next((at for at, tokens in enumerate(rows) if not tokens), 0)
    after = next((tokens for tokens in rows[blank:] if tokens), [])
    numbers = any(token.number for tokens in rows[:blank] for token in tokens)
    return bool(blank) and not numbers and len(after) > 1 and not any(token.number for token in after)


def _in_columns(data: _Tokens) -> bool:
    """Whether most figures stand under one another: their right or left edges agree."""
    rights: dict[int, int] = {}
    lefts: dict[int, int] = {}
    total = 0
    for tokens in data:
        for token in tokens:
            if token.number:
                rights[token.right] = rights.get(token.right, 0) + 1
                lefts[token.left] = lefts.get(token.left, 0) + 1
                total += 1
    held = max(sum(n for n in edges.values() if n > 1) for edges in (rights, lefts))
    return held >= 0.7 * total


def _columned(rows: _Tokens, data: _Tokens) -> list[Placed]:
    """The tokens of aligned columns in their places; a heading over several of them is spread."""
    bounds = _bounds([token for tokens in data for token in tokens])
    first = next(at for at, tokens in enumerate(rows) if tokens in data)
    heads = [at for at in range(first) if len(rows[at]) > 1]
    made: list[Placed] = []
    for at, tokens in enumerate(rows):
        tokens = _words(tokens, len(bounds)) if at in heads[-1:] else tokens
        spread = at in heads[:-1] and len(tokens) < len(bounds) - 1
        places = _in_order(tokens, bounds, data, at in heads[-1:]) or _places(tokens, bounds, spread)
        placed = {left: (token, left, span) for token, (left, span) in zip(tokens, places, strict=True)}
        made.append([placed[left] for left in sorted(placed)])
    return made


def _words(tokens: Sequence[Token], columns: int) -> Sequence[Token]:
    """The words of a heading line, where there are as many as columns: one blank parts long ones."""
    words = [
        Token(found[0], token.at + found.start(), token.left, token.right, False)
        for token in tokens
        for found in re.finditer(r"\S+", token.text)
    ]
    return words if len(tokens) < len(words) and len(words) in (columns, columns - 1) else tokens


def _in_order(
    tokens: Sequence[Token], bounds: Sequence[object], data: _Tokens, head: bool
) -> list[tuple[int, int]] | None:
    """A place for each token where there are as many as columns, the numbers of a frame's rows aside."""
    if len(tokens) == len(bounds):
        return [(at, 1) for at in range(len(tokens))]
    firsts = [row[0].text.strip(".") for row in data]
    numbered = head and len(tokens) + 1 == len(bounds) and all(one.isdecimal() or not one for one in firsts)
    return [(at + 1, 1) for at in range(len(tokens))] if numbered else None


def _bounds(tokens: list[Token]) -> list[tuple[int, int]]:
    """The columns: stretches that tokens cover, joined where they overlap."""
    merged: list[list[int]] = []
    for left, right in sorted((token.left, token.right) for token in tokens):
        if merged and left < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    return [(left, right) for left, right in merged]


def _places(tokens: Sequence[Token], bounds: list[tuple[int, int]], spread: bool) -> list[tuple[int, int]]:
    """Column and span of each token: the column that it overlaps most or is nearest to, no two in one."""
    if not tokens:
        return []
    nearest = [_nearest(token, bounds) for token in tokens]
    for at in range(1, len(nearest)):
        nearest[at] = max(nearest[at], min(nearest[at - 1] + 1, len(bounds) - 1))
    if not spread:
        lefts = [left for left, _ in bounds]
        spans = [max(1, bisect_left(lefts, one.right) - at) for one, at in zip(tokens, nearest, strict=True)]
        following = [*nearest[1:], len(bounds)]
        placed = zip(nearest, spans, following, strict=True)
        return [(at, min(span, max(1, then - at))) for at, span, then in placed]
    middle = [(token.left + token.right) / 2 for token in tokens]
    own: list[list[int]] = [[] for _ in tokens]
    for column, (left, right) in enumerate(bounds):
        if not column and nearest[0]:
            continue
        own[min(range(len(tokens)), key=lambda n: abs(middle[n] - (left + right) / 2))].append(column)
    return [(mine[0], len(mine)) if mine else (at, 1) for mine, at in zip(own, nearest, strict=True)]


def _nearest(token: Token, bounds: list[tuple[int, int]]) -> int:
    def apart(column: int) -> tuple[int, int]:
        left, right = bounds[column]
        return max(left - token.right, token.left - right), abs(right - token.right)

    return min(range(len(bounds)), key=apart)
