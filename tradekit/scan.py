"""Scan: one pass over a paragraph finds its mentions, in order, none overlapping."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from tradekit.periods import PeriodMention, find_periods
from tradekit.quantities import Quantity, find_quantities
from tradekit.words import Lexicon, Word

NUMBER_FREE = frozenset({"flat", "half"})
_BEFORE_NUMBER = frozenset("长下增减升降涨跌快慢低高超破近约逾上达至到了为仅")
_WEAK = {
    "directions": "before",
    "qualifiers": "either",
    "statuses": "drop",
}


_PAIR = regex.compile(
    r"(?<=[中])(?P<one>\p{Han})(?=双边|两国|贸易|进出口|经贸|农产品|货物|外贸|间)|"
    r"(?<=[对自从向])(?P<two>(?!美好|美丽|美元|日益|日前|日常|港口|台风|新兴|新市|新增|马上)\p{Han})(?=出口|进口|进出口|贸易|外贸|货物|出|双边"
    r"|[^，。；、]{2,10}(?:出口|进口))"
)


@dataclass(frozen=True, slots=True)
class Mention:
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
    words = lexicon.find(text)
    entities = {start for start, _, word in words if word.kind in ("partners", "regions", "enterprises")}
    periods = find_periods(text)
    quantities = find_quantities(text, lexicon)
    taken = bytearray(len(text))
    mentions: list[Mention] = []
    aside: list[tuple[int, int, str]] = []
    for period in periods:
        if _inside_word(period.start, period.end, words):
            continue
        taken[period.start : period.end] = b"\1" * (period.end - period.start)
        mentions.append(Mention(period.start, period.end, "period", period.text, period=period))
    for quantity in quantities:
        span = (quantity.start, quantity.end)
        if any(taken[span[0] : span[1]]):
            continue
        if (
            _inside_word(*span, words)
            or _part_of_name(text, quantity)
            or (quantity.kind in ("count", "plain") and span[1] in entities)
        ):
            aside.append((*span, "name"))
            continue
        if quantity.kind == "count" and quantity.text[0] == "一" and quantity.value == 1:
            aside.append((*span, "idiom"))
            continue
        taken[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        mentions.append(Mention(*span, "quantity", quantity.text, quantity=quantity))
    for found in _PAIR.finditer(text):
        if found.start() in entities:
            continue
        partner = lexicon.abbreviations.get(found[0])
        if partner is not None and partner.kind == "partners" and not any(taken[found.start() : found.end()]):
            taken[found.start() : found.end()] = b"\1"
            mentions.append(Mention(found.start(), found.end(), "partners", found[0], word=partner))
    masked = (
        "".join("\0" if mark else char for char, mark in zip(text, taken, strict=True))
        if any(taken)
        else text
    )
    for start, end, word in lexicon.find(masked):
        if not any(taken[start:end]):
            mentions.append(Mention(start, end, word.kind, word.form, word=word))
    mentions.sort(key=lambda one: one.start)
    return Scan(text, tuple(_settled(text, mentions)), tuple(aside))


def _inside_word(start: int, end: int, words: list[tuple[int, int, Word]]) -> bool:
    """Whether a longer word of the lexicon holds the span (中亚五国, 三资企业, 一般贸易)."""
    for first, last, word in words:
        if first <= start and end <= last and (first, last) != (start, end):
            return word.kind != "units"
        if first > start:
            break
    return False


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
        if one.word is not None and one.end - one.start == 1:
            if one.kind in ("directions", "qualifiers") and not _touches(text, one, mentions, place, starts):
                continue
            if one.kind in ("statuses", "sayings", "functions"):
                continue
        kept.append(one)
    return kept


def _touches(text: str, one: Mention, mentions: list[Mention], place: int, starts: set[int]) -> bool:
    if one.get("place") == "after":
        return bool(place) and mentions[place - 1].kind == "quantity" and mentions[place - 1].end == one.start
    at = one.end
    while at < len(text) and at not in starts and text[at] in _BEFORE_NUMBER:
        at += 1
    return at in starts
