"""Units: the forms that may stand behind a number, and what each counts."""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.lexicon import Word


@final
class Unit:
    """What a form counts: how many of which unit, and its kind."""

    __slots__ = ("factor", "kind", "unit")

    def __init__(self, factor: float, unit: str, kind: str) -> None:
        self.factor: Final = factor
        self.unit: Final = unit
        self.kind: Final = kind


@final
class Units:
    """What a form after a number counts; after 个 too (3个标准箱)."""

    __slots__ = ("_forms", "_known", "_lengths")

    def __init__(self, words: tuple[Word, ...]) -> None:
        known = {}
        for form, word in _forms(words):
            known[form] = Unit(float(word.data.get("factor") or 1), word.data["unit"], _kind(word))
        self._known = {f"个{form}": unit for form, unit in known.items()} | known
        self._forms = {form for form in known if _follows(form)}
        self._lengths: dict[str, list[int]] = {}
        for form in sorted(self._forms, key=len, reverse=True):
            lengths = self._lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))

    def get(self, form: str) -> Unit | None:
        """What a form counts."""
        return self._known.get(form)

    def at(self, text: str, place: int) -> str:
        """The longest form that stands at a place; empty where none does."""
        lengths = self._lengths.get(text[place]) if place < len(text) else None
        if lengths is not None:
            for length in lengths:
                form = text[place : place + length]
                if form in self._forms:
                    return form
        return ""


def _forms(words: tuple[Word, ...]) -> list[tuple[str, Word]]:
    """Each form with its word; of a doubled unit (亿元欧元) the last one counts."""
    made = []
    for word in words:
        made.append((word.form, word))
        if word.data["kind"] == "money" and word.data["unit"] != "CNY" and word.form[0] != "元":
            made.append((f"元{word.form}", word))
    return made


def _kind(word: Word) -> str:
    """The kind of a unit; points and percentages are read like those that grammar knows."""
    if word.data["kind"] == "ratio":
        return word.data["unit"]
    return word.data["kind"]


def _follows(form: str) -> bool:
    """Whether a form stands behind any number: what is a rate is read apart, and yuan end with 元."""
    return form not in "成番倍%％" and form not in ("元人民币", "元人民幣")


def one_of(words: tuple[Word, ...]) -> str:
    """A pattern for the longest form that fits: first characters apart, since most numbers have no unit."""
    tails: dict[str, list[str]] = {}
    for form, _ in _forms(words):
        if _follows(form):
            tails.setdefault(form[0], []).append(form[1:])
    firsts = "".join(map(re.escape, tails))
    return f"(?=[{firsts}])(?:{'|'.join([re.escape(first) + _tail(tails[first]) for first in tails])})"


def _tail(tails: list[str]) -> str:
    longest = sorted(map(re.escape, tails), key=len, reverse=True)
    return f"(?:{'|'.join(longest)})" if longest[0] else ""
