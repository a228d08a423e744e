"""Nouns: where a name of goods that no lexicon knows begins and ends, by the parts of speech of its words.

The words are cut and tagged by jieba's dictionary (``rjieba``). Nouns and joins go on with a name; verbs,
adverbs, prepositions and particles end it. What the lexicon knows is one noun, however it would be cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from tradekit.language.lexicon import load
from tradekit.language.mentions import Mention

Token = tuple[int, int, str]
"""Start and end in the text, and what it is to a name: see below."""

NOUN: Final = "noun"
MAKES: Final = "makes"
"""What can stand before a noun within a name: 大型, 冷冻, 非."""
LIKE: Final = "like"
"""An adjective: it goes on before a noun, but not with 的."""
JOIN: Final = "join"
CLASS: Final = "class"
"""等: members before it, their class behind."""
OF: Final = "of"
"""的: within a name behind what makes one (鲜或冷藏的榴莲), else its end."""
REMARK: Final = "remark"
ENDS: Final = "ends"
SKIPS: Final = "skips"
"""What can stand between a name and its flow: 继续, 累计, 共."""
_TAGS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "n nz nr nrt ng j l eng g".split(),
        NOUN,
    ),
    **dict.fromkeys(("b", "h", "vn", "an", "z", "ns"), MAKES),
    **dict.fromkeys(("a", "ag", "vg"), LIKE),
    **dict.fromkeys(("d", "ad", "zg"), SKIPS),
}

_NO_GOODS: Final = frozenset("国省市区县州港旬员者商局署院厂社户额量值价率度性")
"""What the words for places, people and measures end with."""
_PLACES: Final = frozenset("桥站港湾岛河江山镇乡村路")
"""What places end with that goods are not called by."""
_MADE: Final = frozenset("机器件品料车船油纸布")
"""What a word that only qualifies by its tag ends with, where it names goods (整机, 装载机)."""
_REMARK: Final = re.compile(r"[（(](?:包括|含|不含|不包括|除)[^）)]{1,12}[）)]")

COUNTED: Final = re.compile(r"[\d一二两三四五六七八九十]+个?大?(?:税号|类别|品类|品种)的?")
"""How many kinds of goods are meant (8大税号橡胶产品, 五大品类家具): no part of their name."""


@lru_cache(maxsize=1)
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    """The segmenter, taught the lexicon's goods; without ``rjieba`` only these are nouns."""
    try:
        import rjieba
    except ImportError:
        return _untagged
    for form in [word.form for word in load().words if word.kind == "commodities"] + list(load().nouns):
        if len(form) > 1:
            rjieba.add_word(form, None, "n")
    return rjieba.tag


def _untagged(text: str) -> list[tuple[str, str]]:
    return [(char, "x") for char in text]


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of ``text``, each with its part of speech."""
    return _tagger()(text)


def tokens(text: str, start: int, end: int, mentions: list[Mention]) -> list[Token]:
    """The words of ``[start, end)``; the goods among ``mentions`` are nouns, whole."""
    made: list[Token] = []
    goods = [one for one in mentions if one.kind == "commodities" and start <= one.start and one.end <= end]
    if len(goods) == 1 and goods[0].start == start and goods[0].end == end:
        return [(start, end, NOUN)]
    at, place, passed = start, 0, start
    for word, tag in tagged(text[start:end]):
        first, at = at, at + len(word)
        if first < passed:
            continue
        remark = _REMARK.match(text, first, end) if word in "（(" else None
        counted = COUNTED.match(text, first, end) if word[0].isnumeric() else None
        if remark is not None or counted is not None:
            passed = remark.end() if remark is not None else counted.end() if counted is not None else first
            made.append((first, passed, REMARK if remark is not None else LIKE))
            continue
        while place < len(goods) and goods[place].end <= first:
            place += 1
        if place < len(goods) and goods[place].start < at:
            one = goods[place]
            if first < one.start:
                made.append((first, one.start, _what(text[first : one.start], tag)))
            if not made or made[-1][0] < one.start or made[-1][1] <= one.start:
                made.append((one.start, one.end, NOUN))
            if at > one.end:
                made.append((one.end, at, _what(text[one.end : at], tag)))
        else:
            made.append((first, at, _what(word, tag)))
    return made


def _what(word: str, tag: str) -> str:
    found = load().nouns.get(word)
    if found is None and (word[0] == "每" or word[-1] in _NO_GOODS):
        return ENDS
    if found is None and tag == "b" and word[-1] in _MADE:
        return NOUN
    if found is None and tag == "ns" and word[-1] in _PLACES:
        return ENDS
    if found is None:
        found = JOIN if tag == "c" and word in "和与及" else _TAGS.get(tag, ENDS)
    return found


def ending(found: list[Token]) -> tuple[int, int]:
    """The name with which ``found`` end, before a flow: start and end; an empty span where there is none.

    >>> ending([(0, 2, "ends"), (2, 4, "noun"), (4, 6, "noun"), (6, 7, "skips")])
    (2, 6)
    """
    last = len(found)
    while last and found[last - 1][2] in _PASSED:
        last -= 1
    first = last
    while first and (found[first - 1][2] in _GOES_ON or _of(found, first - 1)):
        first -= 1
    return _name(found[first:last])


def beginning(found: list[Token]) -> tuple[int, int]:
    """The name with which ``found`` begin, behind a flow; an empty span where there is none.

    >>> beginning([(0, 2, "noun"), (2, 3, "join"), (3, 5, "noun"), (5, 6, "join"), (6, 8, "ends")])
    (0, 5)
    """
    first = 0
    while first < len(found) and found[first][2] in _PASSED:
        first += 1
    last = first
    while last < len(found) and (found[last][2] in _GOES_ON or _of(found, last)):
        last += 1
    return _name(found[first:last])


_GOES_ON: Final = frozenset((NOUN, MAKES, LIKE, JOIN, CLASS, REMARK))


_PASSED: Final = frozenset((SKIPS, OF))


def _of(found: list[Token], at: int) -> bool:
    return found[at][2] == OF and 0 < at < len(found) - 1 and found[at - 1][2] == MAKES


def _name(found: list[Token]) -> tuple[int, int]:
    first, last = 0, len(found)
    while first < last and found[first][2] in (JOIN, CLASS, REMARK):
        first += 1
    while first < last and found[last - 1][2] not in (NOUN, REMARK):
        last -= 1
    return (found[first][0], found[last - 1][1]) if first < last else (0, 0)
