"""Scripts: in which language a text is, by its letters, so that one that is not read can be named."""

from __future__ import annotations

import re
from typing import Final

READ: Final = {"Chinese": "zh", "English": "en"}
"""The languages that the kit reads, with their codes; numbers in others are left, with that as the reason."""
_HAN: Final = re.compile("[\u3400-\u9fff\uff0c\u3002\u3001\uff1b]")
"""Chinese characters, and the marks between them."""
_KANA: Final = re.compile("[\u3041-\u30fa]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]+")
_ACCENTS: Final = re.compile("[\u00c0-\u024f]")
_OTHERS: Final = (
    ("Korean", re.compile("[\uac00-\ud7a3]")),
    ("Russian", re.compile("[\u0400-\u04ff]")),
    ("Arabic", re.compile("[\u0600-\u06ff]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Greek", re.compile("[\u0370-\u03ff]")),
    ("Hindi", re.compile("[\u0900-\u097f]")),
)
_ENGLISH: Final = frozenset("the of and in to a by from for with on was were at its".split())
_GLANCE, _LOOK = 200, 3000
_SURE: Final = 40
"""So many Chinese characters in the first glance say enough; half of one that is shorter."""
_FEW: Final = 20
"""A text of so few words need not have one of the commonest."""
_WORD: Final = 4
"""So many letters weigh as much as one Chinese character."""


def language_name(text: str) -> str:
    """The language that a text is in, in English; ``Chinese`` where it has no letters.

    >>> language_name("2024年，A股公司出口增长"), language_name("Exports rose by 5 percent in July.")
    ('Chinese', 'English')
    >>> language_name("7월 수출은 5% 증가"), language_name("7月の輸出は5%増えた")
    ('Korean', 'Japanese')
    """
    glance = text[:_GLANCE]
    sure = min(_SURE, len(glance) // 2)
    if sure and len(_HAN.findall(glance)) >= sure and _KANA.search(glance) is None:
        return "Chinese"
    part = text[:_LOOK]
    words = _LATIN.findall(part)
    han, kana, latin = len(_HAN.findall(part)), len(_KANA.findall(part)), sum(map(len, words)) / _WORD
    for name, letters in _OTHERS:
        if len(letters.findall(part)) > max(han, latin):
            return name
    if kana * _WORD > han and kana:
        return "Japanese"
    if han >= latin:
        return "Chinese"
    known = sum([word.lower() in _ENGLISH for word in words])
    plain = _ACCENTS.search(part) is None
    often, few = 40 if plain else 16, plain and len(words) < _FEW
    return "English" if few or known * often >= len(words) else "a language in Latin letters"


def is_function_word(word: str) -> bool:
    """Whether a word is one of the commonest of English, with which no line ends that stands by itself."""
    return word in _ENGLISH


def language_of(text: str) -> str:
    """The code of the language that a text is read in; ``zh`` where it is in none that is read.

    >>> language_of("Exports rose 5 percent, Xinhua (新华社) said."), language_of("出口增长5%")
    ('en', 'zh')
    """
    return READ.get(language_name(text), "zh")
