"""Landmarks: where a period, a number or a country may begin, or a clause break, found in one pass."""

from __future__ import annotations

from typing import Final

DIGIT: Final = 1
"""A digit of any script."""
NUMERAL: Final = 2
"""A Chinese numeral."""
PERIOD: Final = 4
"""The first character of a period."""
HEAD: Final = 8
"""The second one of a period that begins with no numeral, if it is none itself."""
NUMBER: Final = 16
"""The first character of a quantity."""
LEAD: Final = 32
"""What leads to a country by one character, or is a part of the country by one."""
SCALE: Final = 64
"""万 or 亿."""
GOES_ON: Final = 128
"""What may make a numeral before it something else than a number with its unit."""
LEADS: Final = frozenset("中对自从向与东西")
_BEGINS: Final = PERIOD | NUMBER | LEAD

SPACES: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""All white space."""
POINTS: Final = "点．‧・"
"""What parts a Chinese numeral's fraction (三点五, and in newspapers 三．五)."""
CHINESE: Final = "零〇○一二两三四五六七八九十百千廿卅"
NUMBERS: Final = f"0123456789{CHINESE}万亿翻持过半双$€£¥￥U－−-"
"""The first characters of quantities."""
_NOUGHTS: Final = "0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０"
"""The noughts of all scripts; behind each stand its nine digits."""


def _kinds() -> bytes:
    made = bytearray(0x10000)
    for nought in map(ord, _NOUGHTS):
        made[nought : nought + 10] = bytes([DIGIT]) * 10
    for kind, characters in (
        (NUMERAL, CHINESE),
        (PERIOD, "0123456789一二三四五六七八九十两今本去前上下当同明过来第首末头开QH全整年近最入单该这连"),
        (PERIOD, "的未截此之对"),
        (HEAD, "年半月季周度期内初去往财农市作销榨会近来续个世一第前头首末开上下全整QH至止"),
        (NUMBER, NUMBERS),
        (LEAD, LEADS),
        (SCALE, "万亿"),
        (GOES_ON, f"多余来几兆成分位半{POINTS}倍/.,，%％"),
    ):
        for character in characters:
            made[ord(character)] |= kind
    return bytes(made)


def _breaks() -> bytes:
    made = bytearray(0x10000)
    for character in f"，,；;：:（）()。！？!?…{SPACES}":
        made[ord(character)] = 1
    return bytes(made)


_KINDS: Final[bytes] = _kinds()
_BREAKS: Final[bytes] = _breaks()
"""No break begins anything."""


def kind(text: str, at: int) -> int:
    """What the character at a place may be; nothing behind the end of the text."""
    if at >= len(text):
        return 0
    code = ord(text[at])
    if code < 0x10000:
        return _KINDS[code]
    return DIGIT if text[at].isdecimal() else 0


def landmarks(text: str) -> tuple[list[int], list[int]]:
    """The places of ``text`` at which a period, a number or a country may begin, and those of its breaks.

    Breaks part sentences and clauses: stops, commas, brackets, white space.

    >>> landmarks("我国对日出口，增长3%。")
    ([2, 9], [6, 11])
    """
    begins: list[int] = []
    breaks: list[int] = []
    for at in range(len(text)):
        code = ord(text[at])
        if code < 0x10000:
            if _KINDS[code] & _BEGINS:
                begins.append(at)
            elif _BREAKS[code]:
                breaks.append(at)
    return begins, breaks


def numeral_end(text: str, at: int, kinds: int = DIGIT | NUMERAL) -> int:
    """The end of the run of numerals that begins at a place."""
    end = len(text)
    while at < end:
        code = ord(text[at])
        if not (_KINDS[code] if code < 0x10000 else kind(text, at)) & kinds:
            return at
        at += 1
    return at
