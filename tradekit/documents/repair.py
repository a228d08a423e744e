"""What print did to a text is undone: line breaks in sentences, spaces in words, full-width digits.

The text is never rewritten as a whole: paragraphs are spans of the text (:mod:`~tradekit.documents.lines`
finds them), and each is copied without the white space that print put in, so that every repaired
character still knows its place.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Final, final

from tradekit.documents.layout import Span
from tradekit.documents.lines import paragraphs
from tradekit.language.scripts import language_of
from tradekit.model.report import Repaired

_ABOVE: Final = r"\x7f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff"
_MARKS: Final = rf"\x00- {_ABOVE}"
BLANK: Final = f"[{_MARKS}]"
"""White space, and the marks that no one sees: zero-width, soft hyphen, direction, control."""

_SEEN: Final = frozenset(
    " \t\n\r\v\f\x85\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_LATIN_END: Final = 0x250
"""The code of the first character behind the Latin ones."""
_NARROW: Final = {
    **{chr(0xFF10 + i): chr(0x30 + i) for i in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    **dict(zip("％－＋／＄＆\u4e36", "%-+/$&、", strict=True)),
}
_WIDE_SIGNS: Final = "０-９Ａ-Ｚａ-ｚ％－＋／＄＆\u4e36"
_WIDE: Final = re.compile(f"[{_WIDE_SIGNS}]")
_ODD: Final = re.compile(rf"[\x00-\x09\x0b-\x1f{_ABOVE}\ud800-\udfff{_WIDE_SIGNS}]")
"""White space and marks but the space and the line break, halves of characters, and what is made narrow."""
_DOTS: Final = "．·・‧•"
_BEFORE_DIGIT: Final = re.compile(f"{BLANK}*[0-9]")
_DATED: Final = re.compile(r"[“「『‘\"][0-9]{1,2}\Z")
_BLANK_AT: Final = re.compile(BLANK)
_RUN: Final = re.compile(f"[^{_MARKS}]+")
_DIGIT_OR_POINT: Final = re.compile(r"[0-9.,]")
_WORK: Final = 1_000_000
"""Repair is repeated until it changes nothing, up to this many characters and eight times; no text of the
corpus needs more than one round."""


@final
class Even:
    """A text made even, as long as it was (:func:`normalise`).

    ``plain`` says that there was no need, and that the only white space in it are spaces and line breaks.
    """

    __slots__ = ("plain", "text")

    def __init__(self, text: str) -> None:
        self.plain: Final = _ODD.search(text) is None
        self.text: Final = _points(text if self.plain else _narrow(text))

    def solid(self, text: str) -> str:
        """A part of the text, without white space."""
        return text.replace("\n", "").replace(" ", "") if self.plain else solid(text)


def normalise(text: str) -> str:
    """``text`` with full-width digits, letters and signs made narrow; as long as it was.

    Chinese punctuation stays. A middle dot between digits is a decimal point, unless the digits
    stand in quotation marks like a date (“9·11”).

    >>> normalise("增长１２．１％，达５·８万亿元；“９·１１”")
    '增长12.1%，达5.8万亿元；“9·11”'
    """
    return Even(text).text


def _narrow(text: str) -> str:
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _NARROW[wide])
    return text


def _points(text: str) -> str:
    """``text`` with a point for each dot between digits."""
    points: list[int] = []
    for dot in _DOTS:
        at = text.find(dot)
        while at >= 0:
            if _is_point(text, at):
                points.append(at)
            at = text.find(dot, at + 1)
    if not points:
        return text
    pieces, last = [], 0
    for at in sorted(points):
        pieces.append(text[last:at])
        last = at + 1
    pieces.append(text[last:])
    return ".".join(pieces)


def _is_point(text: str, at: int) -> bool:
    """Whether the dot stands between digits, and not in a date in quotation marks."""
    before = at - 1
    while before >= 0 and _BLANK_AT.match(text, before):
        before -= 1
    if before < 0 or text[before] not in "0123456789" or not _BEFORE_DIGIT.match(text, at + 1):
        return False
    return text[at] == "．" or not _DATED.search(text, max(0, at - 3), at)


def repair(text: str) -> Repaired:
    """The whole of ``text`` repaired, its paragraphs separated by one ``"\\n"``.

    Repairing what is repaired changes nothing.

    >>> repair("一季度出口 2 . 38 万亿\\n元，增长１５．６％。").text
    '一季度出口2.38万亿元，增长15.6%。'
    """
    spans = paragraphs(text)
    even = Even(text)
    for _ in range(8 + _WORK // (len(text) + 1)):
        whole = joined(even, spans)
        again = paragraphs(whole.text)
        if len(again) == len(spans):
            break
        spans = [whole.span(*span) for span in again]
    return whole


def joined(even: Even, spans: Iterable[Span], glued: Container[Span] = ()) -> Repaired:
    """The paragraphs ``spans`` as one repaired text, ``"\\n"`` between them.

    A span that is in ``glued`` goes on with the paragraph before it.
    """
    kept = _Kept(even)
    last = -1
    for start, end in spans:
        if last >= 0 and (start, end) not in glued:
            kept.add("\n", last)
        kept.paragraph(start, end)
        last = end
    return Repaired("".join(kept.pieces), tuple(kept.starts), tuple(kept.origins))


def shown(even: Even, start: int, end: int) -> str:
    """The text of one paragraph, repaired."""
    kept = _Kept(even)
    kept.paragraph(start, end)
    return "".join(kept.pieces)


def solid(text: str) -> str:
    """``text`` without white space.

    >>> solid("出口 增长\\n4.9%")
    '出口增长4.9%'
    """
    for often in "\n \u3000":
        text = text.replace(often, "")
    return "".join(text.split())


def cut(whole: Repaired, start: int, end: int) -> Repaired:
    """The part ``[start, end)`` of ``whole``, its white space at both ends left out.

    >>> part = cut(Repaired("电 出口", (0,), (7,)), 1, 4)
    >>> part.text, part.origin(0)
    ('出口', 9)
    """
    text = whole.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return Repaired("", (), ())
    end = start + len(text)
    cuts = [(s, o) for s, o in zip(whole.starts, whole.origins, strict=True) if start < s < end]
    return Repaired(
        text,
        (0, *(s - start for s, _ in cuts)),
        (whole.origin(start), *(o for _, o in cuts)),
    )


@final
class _Kept:
    """What of a text's paragraphs is kept: runs without a gap, and spaces with a meaning.

    Each starts at one of ``starts`` and stood at the one of ``origins`` with the same number; ``pieces``
    together are their text, ``length`` characters long.
    """

    __slots__ = ("length", "origins", "pieces", "plain", "starts", "text")

    def __init__(self, even: Even) -> None:
        self.text: Final = even.text
        self.plain: Final = even.plain
        self.pieces: Final[list[str]] = []
        self.starts: Final[list[int]] = []
        self.origins: Final[list[int]] = []
        self.length = 0

    def add(self, piece: str, origin: int) -> None:
        self.pieces.append(piece)
        self.starts.append(self.length)
        self.origins.append(origin)
        self.length += len(piece)

    def paragraph(self, start: int, end: int) -> None:
        raw = self.text[start:end]
        prose = _is_prose(raw)
        if not prose and language_of(raw) == "en":
            self._worded(start, end)
            return
        bare = raw.replace("\n", "").replace(" ", "")
        if self.plain or bare.isprintable():
            self._spaced(bare, start, end, prose)
            return
        last = -1
        for run in _RUN.finditer(raw):
            at = start + run.start()
            meant = _space(self.text, last, at, prose) if last >= 0 else ""
            if meant:
                self.add(meant, last)
            self.add(run[0], at)
            last = start + run.end()

    def _worded(self, start: int, end: int) -> None:
        """Adds a paragraph of words, with one space between them; those that a line's end split are whole."""
        last = -1
        for run in _RUN.finditer(self.text, start, end):
            word = run[0]
            if last >= 0 and _split_word(self.text, last, run.start()):
                cut = self.pieces.pop()
                self.pieces.append(cut[:-1])
                self.length -= 1
            elif last >= 0 and word not in "%.,;:" and not _hyphened(self.text, last, run.start()):
                self.add(" ", last)
            self.add(word, run.start())
            last = run.end()

    def _spaced(self, bare: str, start: int, end: int, prose: bool) -> None:
        """Adds a paragraph whose gaps are of spaces and line breaks; ``bare`` is what it is without them."""
        text, starts, origins = self.text, self.starts, self.origins
        at, last = start, -1
        seen = told = 0
        line = space = start - 1
        while at < end:
            if line < at:
                line = text.find("\n", at, end)
                if line < 0:
                    line = end
            if space < at:
                space = text.find(" ", at, end)
                if space < 0:
                    space = end
            stop = line if line < space else space
            if at < stop:
                close = last < 0 or ord(text[last]) == 10 or (prose and at == last + 1)
                if not close or (last >= 0 and _both_latin(text, last, at)):
                    meant = _space(text, last, at, prose)
                    if meant:
                        self.pieces.append(bare[told:seen])
                        self.add(meant, last)
                        told = seen
                starts.append(self.length)
                origins.append(at)
                self.length += stop - at
                seen += stop - at
                last = stop
            at = stop + 1
        self.pieces.append(bare[told:])


_BROKEN: Final = re.compile(r"(?<![\w-])(?!(?:non|re|pre|co|high|low|long|short|mid|self)-)[A-Za-z][a-z]+-\Z")
"""The end of a line that splits a word; year-on- is none, and high- keeps its hyphen."""


def _hyphened(text: str, at: int, to: int) -> bool:
    """Whether a word goes on behind a line's end (year-on-|year), or behind a soft hyphen."""
    cut = text[at - 1] == "-" and text[at - 2].isalpha() and "\n" in text[at:to]
    return cut or text[at - 1] == "\u00ad"


def _split_word(text: str, at: int, to: int) -> bool:
    """Whether the gap ``[at, to)`` is a line's end in the middle of a word: agri-|cultural."""
    broken = text[at - 1] == "-" and "\n" in text[at:to] and text[to].islower()
    return broken and _BROKEN.search(text, max(0, at - 20), at) is not None


def _is_prose(raw: str) -> bool:
    often = "，" in raw or "。" in raw
    return often or "；" in raw or "：" in raw or "！" in raw or "？" in raw


def _is_latin(char: str) -> bool:
    code = ord(char)
    return 0x21 <= code <= 0x7E or 0xC0 <= code < _LATIN_END


def _both_latin(text: str, start: int, end: int) -> bool:
    """Whether the characters on both sides of the gap are Latin."""
    return ord(text[end]) < _LATIN_END and ord(text[start - 1]) < _LATIN_END


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _space(text: str, at: int, to: int, prose: bool) -> str:
    """What stands for the gap ``[at, to)`` after repair: nothing, or the space that it means."""
    before, after, gap = text[at - 1], text[to], text[at:to]
    left, right = _is_latin(before), _is_latin(after)
    if not (left and right) and not (_in_word(before) and _in_word(after)):
        return ""
    if _SEEN.isdisjoint(gap):
        return ""
    if left and right:
        return "" if _one_number(text, at, to, prose) or _one_abbreviation(text, at, to) else " "
    wide = len(gap) > 1 or gap in "\u3000\t"
    if "\n" in gap or "\r" in gap or ((left or right) and (prose or not wide)):
        return ""
    if wide:
        return "\u3000"
    return "" if prose or _lettered(text, at, to) else " "


def _lettered(text: str, at: int, to: int) -> bool:
    """Whether the gap stands in a letter-spaced run, like 纵 观 全 年."""
    left = at < 2 or _BLANK_AT.match(text, at - 2)
    right = to + 1 >= len(text) or _BLANK_AT.match(text, to + 1)
    return bool(left and right)


def _one_abbreviation(text: str, at: int, to: int) -> bool:
    """Whether the gap is a line's end between the capitals of one short word in Chinese: RCE|P."""
    if "\n" not in text[at:to]:
        return False
    left, right = _CAPITALS_END.search(text, max(0, at - 6), at), _CAPITALS.match(text, to)
    if left is None or right is None or right.end() == len(text):
        return False
    apart = left.start() > 0 and min(text[left.start() - 1], text[right.end()]) >= "\u2e80"
    return apart and len(left[0]) + len(right[0]) <= _ABBREVIATION


_CAPITALS: Final = re.compile(r"[A-Z]+")
_CAPITALS_END: Final = re.compile(r"[A-Z]+\Z")
_ABBREVIATION: Final = 5


_SIGNS: Final = "-/~+"
"""What stands before a number or between two: a line that ends beside it means no space."""


def _one_number(text: str, at: int, to: int, prose: bool) -> bool:
    """Whether the gap stands inside a number: ``2 . 7 %``, ``2 0 2 3``, ``20\\n23``, ``-\\n4``."""
    before, after = text[at - 1], text[to]
    if "\n" in text[at:to] and (before in _SIGNS or after in _SIGNS):
        return (text[to + 1 : to + 2] if after in _SIGNS else after).isdigit()
    if before.isdigit() and after in ".%‰,":
        return True
    if not after.isdigit():
        return False
    if before in ".,":
        return at > 1 and (text[at - 2].isdigit() or _BLANK_AT.match(text, at - 2) is not None)
    if not before.isdigit() or "\n" in text[at:to]:
        return before.isdigit()
    digits = _DIGIT_OR_POINT.match(text[at - 2 : at - 1]), _DIGIT_OR_POINT.match(text[to + 1 : to + 2])
    return prose and not all(digits)
