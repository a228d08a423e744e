"""What print did to a text is undone: line breaks in sentences, spaces in words, full-width digits.

The text is never rewritten as a whole: paragraphs are spans of the file's text (:mod:`tradekit.lines`
finds them), and each is copied without the white space that print put in, so that every repaired
character still knows its place.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from tradekit.layout import Span
from tradekit.lines import paragraphs
from tradekit.report import Repaired

BLANK = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]"
"""White space, and the marks that no one sees: zero-width, soft hyphen, direction, control."""

_SEEN = re.compile(r"[ \t\n\r\v\f\x85\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_CJK = "\u2e80"
_FULL = {
    **{0xFF10 + i: 0x30 + i for i in range(10)},
    **{0xFF21 + i: 0x41 + i for i in range(26)},
    **{0xFF41 + i: 0x61 + i for i in range(26)},
    **{ord(wide): ord(narrow) for wide, narrow in zip("％－＋／＄＆", "%-+/$&", strict=True)},
}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％－＋／＄＆]")
_DOT = re.compile(rf"(?<=[0-9０-９])(?:{BLANK}*)([．·・‧•])(?={BLANK}*[0-9０-９])")
_DATED = re.compile(r"[“「『‘\"][0-9]{1,2}\Z")
_GAP = re.compile(BLANK + "+")
_PROSE = re.compile("[，。；！？：]")
_WORD = re.compile(r"\w")
_LATIN = re.compile(r"[!-~À-ɏ]")
_DIGIT_OR_POINT = re.compile(r"[0-9.,]")
_WORK = 1_000_000
"""Repair is repeated until it changes nothing, up to this many characters and eight times; no text of the
corpus needs more than one round."""


def normalise(text: str) -> str:
    """``text`` with full-width digits, letters and signs made narrow; as long as it was.

    Chinese punctuation stays. A middle dot between digits is a decimal point, unless the digits
    stand in quotation marks like a date (“9·11”).

    >>> normalise("增长１２．１％，达５·８万亿元；“９·１１”")
    '增长12.1%，达5.8万亿元；“9·11”'
    """
    text = text.translate(_FULL) if _WIDE.search(text) else text
    dots = [m.start(1) for m in _DOT.finditer(text)]
    if not dots:
        return text
    pieces, last = [], 0
    for at in dots:
        if text[at] == "．" or not _DATED.search(text, max(0, at - 3), at):
            pieces += [text[last:at], "."]
            last = at + 1
    return "".join([*pieces, text[last:]])


def repair(text: str) -> Repaired:
    """The whole of ``text`` repaired, its paragraphs separated by one ``"\\n"``.

    Repairing what is repaired changes nothing.

    >>> repair("一季度出口 2 . 38 万亿\\n元，增长１５．６％。").text
    '一季度出口2.38万亿元，增长15.6%。'
    """
    spans = paragraphs(text)
    text = normalise(text)
    for _ in range(8 + _WORK // (len(text) + 1)):
        whole = joined(text, spans)
        again = paragraphs(whole.text)
        if len(again) == len(spans):
            break
        spans = [whole.span(*span) for span in again]
    return whole


def joined(text: str, spans: Iterable[Span], glued: Container[Span] = ()) -> Repaired:
    """The paragraphs ``spans`` of the normalised ``text`` as one repaired text, ``"\\n"`` between them.

    A span that is in ``glued`` goes on with the paragraph before it.
    """
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    end = -1
    for span in spans:
        if end >= 0 and span not in glued:
            pieces.append("\n")
            starts.append(length)
            origins.append(end)
            length += 1
        for origin, piece in _kept(text, *span):
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)
        end = span[1]
    return Repaired("".join(pieces), tuple(starts), tuple(origins))


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


def _kept(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """What of the paragraph is kept: runs without a gap, and the spaces that mean something."""
    prose = _PROSE.search(text, start, end) is not None
    last = start
    for gap in _GAP.finditer(text, start, end):
        at, to = gap.span()
        if at > last:
            yield last, text[last:at]
        if at > start and to < end and (text[at - 1] < _CJK or text[to] < _CJK or text[at] not in "\r\n"):
            space = _space(text, at, to, prose)
            if space:
                yield at, space
        last = to
    if last < end:
        yield last, text[last:end]


def _space(text: str, at: int, to: int, prose: bool) -> str:
    """What stands for the gap ``[at, to)`` after repair: nothing, or the space that it means."""
    before, after, gap = text[at - 1], text[to], text[at:to]
    latin = _LATIN.match(before) is not None, _LATIN.match(after) is not None
    if not _SEEN.search(gap) or not (all(latin) or (_WORD.match(before) and _WORD.match(after))):
        return ""
    if all(latin):
        return "" if _one_number(text, at, to, prose) else " "
    wide = len(gap) > 1 or gap in "\u3000\t"
    if "\n" in gap or "\r" in gap or (any(latin) and (prose or not wide)):
        return ""
    if wide:
        return "\u3000"
    return "" if prose or _lettered(text, at, to) else " "


def _lettered(text: str, at: int, to: int) -> bool:
    """Whether the gap stands in a letter-spaced run, like 纵 观 全 年."""
    left = at < 2 or _GAP.match(text, at - 2)
    right = to + 1 >= len(text) or _GAP.match(text, to + 1)
    return bool(left and right)


def _one_number(text: str, at: int, to: int, prose: bool) -> bool:
    """Whether the gap stands inside a number: ``2 . 7 %``, ``2 0 2 3``, ``20\\n23``."""
    before, after = text[at - 1], text[to]
    if before.isdigit() and after in ".%‰,":
        return True
    if not after.isdigit():
        return False
    if before in ".,":
        return at > 1 and (text[at - 2].isdigit() or _GAP.match(text, at - 2) is not None)
    if not before.isdigit() or "\n" in text[at:to]:
        return before.isdigit()
    digits = _DIGIT_OR_POINT.match(text[at - 2 : at - 1]), _DIGIT_OR_POINT.match(text[to + 1 : to + 2])
    return prose and not all(digits)
