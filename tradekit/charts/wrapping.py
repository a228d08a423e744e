"""Text in a chart: lines that fit, broken anywhere in Chinese, at spaces in English."""

from __future__ import annotations

from collections.abc import Iterable

from tradekit.language import labels

WIDTH = 4.8
"""Width of every chart in inches: its words can still be read on a phone."""


def wrapped(text: str, size: float, width: float = WIDTH - 0.34) -> list[str]:
    """A text in lines of a width in inches at a font size; Chinese breaks anywhere, English at spaces."""
    budget = width * 72 / size
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        ems = width_of(piece)
        if line and used + ems > budget and piece.strip() not in tuple("，。；：、！？）」”%"):
            lines.append(line.rstrip())
            line, used, piece = "", 0.0, piece.lstrip()
        line, used = line + piece, used + ems
    return [*lines, line.rstrip()] if line.strip() else lines


def two_lines(text: str, places: int = 24) -> str:
    """A name on an axis in two lines at most, each about ``places`` half-width places wide.

    >>> two_lines("Ships and motor vehicles together", 20), two_lines("机电产品")
    ('Ships and motor\\nvehicles together', '机电产品')
    """
    lines = wrapped(text, 72, places * 0.555)
    if len(lines) > 2:
        space = " " if text.isascii() else ""
        lines = [lines[0], labels.clip(space.join(lines[1:]), places)]
    return "\n".join(lines)


def row_height(names: Iterable[str], places: int = 30) -> float:
    """Inches for each of some rows with such names: more where one of them takes two lines."""
    return 0.35 if any("\n" in two_lines(name, places) for name in names) else 0.28


def _pieces(text: str) -> Iterable[str]:
    """A text as pieces that must not be broken: Chinese characters one by one, words with the space after."""
    word = ""
    for char in text:
        if ord(char) > 0x2E7F:
            if word:
                yield word
            word = ""
            yield char
        elif char == " ":
            yield word + char
            word = ""
        else:
            word += char
    if word:
        yield word


def width_of(text: str) -> float:
    """About how many ems a text takes in the chart's font."""
    return sum(
        1.0 if ord(c) > 0x2E7F else 0.28 if c in " .,;:il|'" else 0.62 if c.isupper() or c in "%—" else 0.555
        for c in text
    )
