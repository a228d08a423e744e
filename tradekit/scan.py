"""Scan: one pass over a paragraph finds its mentions, in order, none overlapping."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import regex

from tradekit.periods import PeriodMention, find_periods
from tradekit.quantities import Quantity, find_quantities
from tradekit.words import Lexicon, Word

_ACTORS = frozenset(("partners", "regions", "enterprises"))
_BEFORE_NUMBER = frozenset("长下增减升降涨跌快慢低高超破近约逾上达至到了为仅")


_PAIR = regex.compile(
    r"(?<=[中])(?P<one>\p{Han})(?=双边|两国|贸易|进出口|经贸|农产品|货物|外贸|间)|"
    r"(?<=[对自从向])(?P<two>(?!美好|美丽|美元|日益|日前|日常|港口|台风|新兴|新市|新增|马上)\p{Han})(?=出口|进口|进出口|贸易|外贸|货物|出|双边|、对|、自|、从"
    r"|[^，。；、]{2,10}(?:出口|进口))"
)


_OF_BASE = regex.compile(r"的(?:约|近)?\d[\d.]*(?![\d.]*[%％个])")
_COMPASS = regex.compile("[东中西](?=(?:[、和与][东中西])+部)")
_SEVERAL = regex.compile(
    r"(?<=[对自从向与])[美欧日韩俄英德法印澳]{2,3}(?=出口|进口|进出口|贸易|分别|等|三国|两国)"
)


_BETWEEN = ("两国", "双方", "两岸", "国间", "之间", "之间的", "国间的")
_WITH_CHINA = regex.compile(r"(?<![\p{Han}])[美日欧韩俄英德法印澳越]中(?=双边|两国|贸易|经贸|进出口)")


class Mention(NamedTuple):
    """Something recognised in a text: its span, its kind, and the value behind it.

    ``kind`` is ``quantity``, ``period`` or the name of a lexicon table.
    """

    start: int
    end: int
    kind: str
    text: str
    word: Word | None = None
    quantity: Quantity | None = None
    period: PeriodMention | None = None

    @property
    def name(self) -> str:
        """The printed name of the lexicon entry, or the text."""
        return self.word.name if self.word else self.text

    def get(self, column: str) -> str:
        """A column of the lexicon entry; empty where there is none."""
        return self.word.data.get(column, "") if self.word else ""


@dataclass(frozen=True, slots=True)
class Scan:
    """The mentions of a paragraph, and the numbers that stand inside names and dates."""

    text: str
    mentions: tuple[Mention, ...]
    aside: tuple[tuple[int, int, str], ...]
    """(start, end, reason) of numbers that belong to a date, an ordinal, a duration or a name."""


def scan(text: str, lexicon: Lexicon) -> Scan:
    """The mentions of ``text``.

    >>> from tradekit.words import load
    >>> [m.kind for m in scan("2023年我国出口增长0.6%", load()).mentions]
    ['period', 'functions', 'flows', 'directions', 'quantity']
    """
    words = Words(lexicon.find(text))
    found = [
        Mention(one.start, one.end, "period", one.text, period=one)
        for one in find_periods(text)
        if not words.hold(one.start, one.end) or _OF_BASE.match(text, one.end)
    ]
    taken = bytearray(len(text))
    _take(taken, found)
    numbers, aside = _numbers(text, lexicon, words, taken)
    _take(taken, numbers)
    pairs = _abbreviations(text, lexicon, words, taken)
    _take(taken, pairs)
    found += numbers
    found += pairs
    found.sort(key=_start)
    found += [
        Mention(start, end, word.kind, word.form, word=word)
        for start, end, word in lexicon.find(_masked(text, found))
    ]
    found.sort(key=_start)
    return Scan(text, tuple(_settled(text, found)), tuple(aside))


def _start(one: Mention) -> int:
    return one.start


def _take(taken: bytearray, found: list[Mention]) -> None:
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)


def _masked(text: str, found: list[Mention]) -> str:
    """The text with what is found blotted out, so that no word reaches into it."""
    pieces: list[str] = []
    at = 0
    for one in found:
        pieces += (text[at : one.start], "\0" * (one.end - one.start))
        at = one.end
    return "".join((*pieces, text[at:]))


class Words:
    """The words of a text by their place."""

    def __init__(self, found: list[tuple[int, int, Word]]) -> None:
        self._starts = [start for start, _, _ in found]
        self._found = found
        self.actors = {start for start, _, word in found if word.kind in _ACTORS}

    def hold(self, start: int, end: int) -> bool:
        """Whether a longer word holds the span (中亚五国, 三资企业, 一般贸易)."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return False
        first, last, _ = self._found[at]
        return end <= last and (first, last) != (start, end)


def _numbers(
    text: str, lexicon: Lexicon, words: Words, taken: bytearray
) -> tuple[list[Mention], list[tuple[int, int, str]]]:
    """The quantities of the text, and numbers that belong to names (22个自贸试验区, 5G) or idioms (一个)."""
    found: list[Mention] = []
    aside: list[tuple[int, int, str]] = []
    for one in find_quantities(text, lexicon):
        if 1 in taken[one.start : one.end]:
            continue
        before_actor = one.kind in ("count", "plain") and one.end in words.actors
        if before_actor or words.hold(one.start, one.end) or _part_of_name(text, one):
            aside.append((one.start, one.end, "name"))
        elif one.kind == "count" and one.text[0] == "一" and one.value == 1:
            aside.append((one.start, one.end, "idiom"))
        else:
            found.append(Mention(one.start, one.end, "quantity", one.text, quantity=one))
    return found, aside


def _abbreviations(text: str, lexicon: Lexicon, words: Words, taken: bytearray) -> list[Mention]:
    """Countries by one character where only a country can stand (中美贸易, 对日出口)."""
    found = []
    places = {match.start() for match in _PAIR.finditer(text)}
    places.update(at for match in _WITH_CHINA.finditer(text) for at in range(*match.span()))
    for match in _COMPASS.finditer(text):
        found += [
            Mention(match.start(), match.end(), word.kind, match[0], word=word)
            for _, _, word in lexicon.find(match[0] + "部")
        ]
    several = {at for match in _SEVERAL.finditer(text) for at in range(*match.span())}
    for at in sorted(places | several):
        word = lexicon.abbreviations.get("华" if text[at] == "中" else text[at])
        alone = at in several or at not in words.actors
        if word is not None and word.kind == "partners" and alone and not taken[at]:
            found.append(Mention(at, at + 1, "partners", text[at], word=word))
    return found


def _part_of_name(text: str, quantity: Quantity) -> bool:
    """Whether a number without unit hangs on Latin letters or a hyphen (E-14, 9E, 5G, CR400)."""
    if quantity.kind not in ("plain", "count"):
        return False
    before, after = text[max(0, quantity.start - 1) : quantity.start], text[quantity.end : quantity.end + 1]
    if quantity.text[-1].isascii() is False and quantity.unit:
        after = ""
    return bool(
        (before.isascii() and (before.isalpha() or before in "-_")) or (after.isascii() and after.isalpha())
    )


def _settled(text: str, mentions: list[Mention]) -> list[Mention]:
    """Drop one-character words that are no words where they stand: 增 in 新增加, 超 in 超市, 称 in 名称."""
    starts = {one.start for one in mentions if one.kind == "quantity"}
    kept: list[Mention] = []
    for place, one in enumerate(mentions):
        if one.word is not None and one.word.code == "trade.bare" and not _of_partner(text, mentions, place):
            continue
        if one.word is not None and one.end - one.start == 1:
            if one.kind in ("directions", "qualifiers") and not _touches(text, one, mentions, place, starts):
                continue
            if one.kind in ("statuses", "sayings", "functions"):
                continue
        kept.append(one)
    return kept


def _of_partner(text: str, mentions: list[Mention], place: int) -> bool:
    """Whether 贸易 stands by itself with a partner (中日贸易, 与东盟的贸易, 两国贸易)."""
    one = mentions[place]
    if text.endswith(_BETWEEN, 0, one.start):
        return True
    before = mentions[place - 1] if place else None
    return (
        before is not None and before.kind == "partners" and text[before.end : one.start] in ("", "的", "间")
    )


def _touches(text: str, one: Mention, mentions: list[Mention], place: int, starts: set[int]) -> bool:
    if one.get("place") == "after":
        return bool(place) and mentions[place - 1].kind == "quantity" and mentions[place - 1].end == one.start
    at = one.end
    while at < len(text) and at not in starts and text[at] in _BEFORE_NUMBER:
        at += 1
    return at in starts
