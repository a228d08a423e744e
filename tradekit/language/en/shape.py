"""Shape: a sentence as a string of one character a token, on which patterns of roles and words are tried.

``{up}`` is a token that is a word of rising, ``{up&noun}`` one that is a noun too, ``{up-noun}`` one that is
none, ``{up|down}`` either; ``'by|to'`` is one of these words; all else is as in a regular expression.
"""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.en.tokens import Token
from tradekit.language.en.words import Vocabulary
from tradekit.language.mentions import PeriodMention, Quantity

_PARTS: Final = re.compile(r"\{([^}]*[^},\d][^}]*)\}|'([^']+)'")
_NAME: Final = re.compile(r"\w+")
_FIRST: Final = 0xE000
_DIRS: Final = {"1": "up", "-1": "down"}
_SPEEDS: Final = {"1": "quicker", "-1": "slower"}
_NONE: Final[dict[str, str]] = {}
_VALUED: Final = frozenset(("share", "aspect", "stop", "flow"))
"""The kinds of words whose codes are roles too."""
_MARKS: Final = {",": "comma", "(": "open", ")": "close", ";": "semicolon", ":": "colon"}

_asked: Final[dict[str, list[str]]] = {}
"""What patterns ask for, each with the letters that have it so far."""
_names: Final[set[str]] = set()
"""The roles and words that any pattern asks for: tokens that differ in others look alike."""
_letters: Final[dict[frozenset[str], str]] = {}
_known: Final[dict[tuple[str, bool, bool, str], str]] = {}


def shape(row: list[Token]) -> str:
    """The tokens of a sentence as characters, each for the roles that a token has."""
    return "".join([_letter(one) for one in row])


def _letter(one: Token) -> str:
    if one.quantity is not None or one.period is not None:
        key = ("", one.own, one.period is not None and _is_long(one.period), one.amount or one.time)
    else:
        key = (one.lower, one.own, one.text[:1].isupper(), one.key)
    found = _known.get(key)
    if found is None:
        roles = frozenset(_roles(one) & _names)
        found = _letters.get(roles)
        if found is None:
            found = _letters[roles] = chr(_FIRST + len(_letters))
            for asked, letters in _asked.items():
                if _has(roles, asked):
                    letters.append(found)
        _known[key] = found
    return found


def _roles(one: Token) -> set[str]:
    """What patterns may ask of a token."""
    made = {"own"} if one.own else set()
    if one.quantity is not None:
        return made | {"number", one.amount}
    if one.period is not None:
        return made | {"period", one.time} | ({"long"} if _is_long(one.period) else set())
    for kind, code in one.codes.items():
        made.add("shares" if kind == "share" else kind)
        first = (code.split() or [""])[0]
        if kind in _VALUED:
            made.update(code.split())
        made.add({"dir": _DIRS, "speed": _SPEEDS}.get(kind, _NONE).get(first, ""))
    if one.mark:
        made |= {"mark", _MARKS.get(one.lower, "")}
    elif one.word and "stop" not in one.codes:
        made |= {"word", "proper"} if one.text[:1].isupper() else {"word"}
    if one.place:
        made.add("place")
    if one.lower.endswith(("-nation", "-member", "-country")):
        made.add("membered")
    return made | {f"={one.lower}"}


def _is_long(one: PeriodMention) -> bool:
    """Whether a period has several months of its own (over the first four months)."""
    first, last = one.spans[0] if one.spans and one.kind == "span" else (1, 1)
    return first < last and (first, last) != (1, 12)


@final
class Row:
    """A sentence: its text, its tokens and their shape."""

    __slots__ = ("shape", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text: Final = text
        self.tokens: Final = tokens
        self.shape = shape(tokens)

    def said(self, first: int, end: int) -> str:
        """The text of the tokens of a span."""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def reshape(self) -> None:
        """Take in what has changed in the tokens."""
        self.shape = shape(self.tokens)


@final
class Shaped:
    """A pattern of roles and words, tried on the shape of a sentence."""

    __slots__ = ("_pattern", "_size", "template")

    def __init__(self, template: str) -> None:
        self.template: Final = template
        self._size = -1
        self._pattern: re.Pattern[str] = re.compile("")
        for found in _PARTS.finditer(template):
            for asked in _parts(found):
                _asked.setdefault(asked, [])
                _names.update([asked] if asked[0] == "=" else _NAME.findall(asked))

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over the characters that are known by now."""
        if self._size != len(_letters):
            self._size = len(_letters)
            self._pattern = re.compile(_PARTS.sub(_class, self.template))
        return self._pattern

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in ``[start, end)``."""
        known = self._pattern if self._size == len(_letters) else self.pattern
        return known.search(text, start, end)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match that begins at ``start``."""
        known = self._pattern if self._size == len(_letters) else self.pattern
        return known.match(text, start, end)


def _parts(found: re.Match[str]) -> list[str]:
    """What a part of a template asks for: any of these."""
    return [f"={word}" for word in found[2].split("|")] if found[2] else found[1].split("|")


def _class(found: re.Match[str]) -> str:
    """The class of the characters that a part of a template means."""
    letters = "".join([letter for asked in _parts(found) for letter in _asked[asked]])
    return f"[{letters}]" if letters else "(?!)"


def _has(roles: frozenset[str], asked: str) -> bool:
    """Whether a token with these roles is what is asked for: ``up&noun-level``, ``=by``."""
    if asked[0] == "=":
        return asked in roles
    wanted, *barred = asked.split("-")
    return all([one in roles for one in wanted.split("&") if one]) and roles.isdisjoint(barred)


def learn(words: Vocabulary) -> None:
    """Take in the roles of a vocabulary's words, numbers and periods, so that patterns are made once."""
    for entries in words.forms.values():
        for one in entries:
            for own in (False, True):
                _letter(Token(0, len(one.form), one.form, one.codes, one.name, own, key=one.key))
    for kind in _NUMBERS:
        number = Quantity(0, 1, "1", 1.0, "", kind)
        _letter(Token(0, 1, "1", quantity=number))
        _letter(Token(0, 1, "1", quantity=number, own=True))
    for kind in _PERIODS:
        for spans in (((1, 12),), ((1, 3),)):
            period = PeriodMention(0, 1, "", kind, None, None, spans)
            _letter(Token(0, 1, "1", period=period))
            _letter(Token(0, 1, "1", period=period, own=True))


_NUMBERS: Final = "money percent pp times double flat digits share plain mass volume count energy".split()
_PERIODS: Final = (
    "span year years last past days week this since fiscal same ago date duration near run yearlist".split()
)
