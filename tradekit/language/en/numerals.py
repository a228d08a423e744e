"""Numbers: what an English text counts, with its unit: 41.76 trillion yuan, US$98.24bn, a third."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tradekit.language.en.words import Vocabulary
from tradekit.language.mentions import Quantity

_AMOUNTS: Final = ("part", "multiple", "numeral", "scale")
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d{2})*,\d{3}|\d+)(?:\.\d+)?"
_SIZED: Final = (
    r"(?:\d+[ -](?:kilograms?|kg|pounds?|lbs?|lit(?:er|re)s?)[ -](?:\([^()]{1,20}\) )?"
    r"|(?:light|heavy|new|used|passenger|electric|motor|commercial|finished|dairy|live|luxury|mobile|cut) )"
)
"""What may stand between a number and what it counts: 60-kilogram bags, light vehicles."""
_TWICE: Final = r"e(?= (?:the|what|its|that|from|to|last|those|in)\b|[,.])"
"""Double the amount, no double room."""
_SIZE: Final = re.compile(rf"^{_SIZED}")
_PLAIN: Final = frozenset(("a", "an", "half a", "a half", "a hundred"))


def pattern_of(words: Vocabulary) -> re.Pattern[str]:
    """The pattern of a number with its unit, from the units and signs of the vocabulary."""
    signs = "|".join(
        [re.escape(one) if len(one) > 1 else f"(?-i:{re.escape(one.upper())})"
         for one in sorted(words.signs, key=len, reverse=True)]
    )
    units = "|".join(
        re.escape(one).replace(r"\ ", r"[ -]") for one in sorted(words.units, key=len, reverse=True)
    )
    below, multiple, spelt, scale = (_any(words.amounts[kind]) for kind in _AMOUNTS)
    counted = "|".join([form for form, (kind, _, _) in words.units.items() if kind == "count"])
    return re.compile(
        rf"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:"
        rf"(?P<part>(?:(?P<over>\d+|one|two|three|a|four)[ -])(?P<below>{below})"
        r"(?=\s+(?:of|higher|lower|from|to|in|on|increase|rise|drop|fall|decline)\b|[,.;)]|$)"
        rf"|\bhalf(?=\s+(?:of|the)\b)|(?<=by )half|(?<=than )half)"
        rf"|(?P<places>\b(?:double|triple)[- ]digits?\b)"
        rf"|(?P<multiple>\b(?:{multiple})(?:ed|ing|es|{_TWICE})\b)"
        rf"|(?P<flat>\b(?:unchanged|flat)\b)"
        rf"|(?P<rank>(?<![\w.$£€])(?:\d+(?:st|nd|rd|th)\b|\d+(?:[A-Za-z]+-?\d*)?-(?:nation|member|country|year"
        rf"|month|day|week|nanometer|nanometre|point|page|hour|inch|foot)[-\w]*|\d+[DG]\b))"
        rf"|(?<![\w.,$£€])(?P<sign>(?:{signs})[ ]?|)(?P<minus>[-−–+](?=[\d$£€])|)(?P<sign2>(?:{signs})|)"
        rf"(?:(?P<digits>{_DIGITS})(?P<more>\+?)|\b(?P<words>{spelt})(?=[ -]))"
        rf"(?:[ -]?(?P<scale>{scale})\b(?![-’']s)\.?|)(?P<hyphen>[ -]?)"
        rf"(?P<unit>(?:{units})(?![\w%]| area\b| zone\b)|{_SIZED}(?:{counted})(?![\w%])|%|)"
        rf"(?P<rate>\s?=|)"
        rf"|(?P<name>\b[A-Za-z]+[-+]?\d[\w.-]*))",
        re.IGNORECASE,
    )  # fmt: skip


def _any(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


def find_numbers(text: str, words: Vocabulary, taken: list[tuple[int, int]]) -> list[Quantity]:
    """Every number in ``text`` that shares no place with the spans ``taken``, left to right.

    >>> from tradekit.language.en.words import vocabulary
    >>> from tradekit.language.lexicon import load
    >>> [(q.value, q.unit) for q in find_numbers("up 3.5 percent to US$98.24bn", vocabulary(load()), [])]
    [(3.5, 'percent'), (98240000000.0, 'USD')]
    """
    made: list[Quantity] = []
    place = 0
    for found in words.numbers.finditer(text):
        start, end = found.span()
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] < end:
            continue
        one = _quantity(text, found, words)
        if one is not None:
            made.append(one)
    return made


def _quantity(text: str, found: re.Match[str], words: Vocabulary) -> Quantity | None:
    start, end = found.span()
    if found["part"]:
        return _share(found, words)
    if found["multiple"]:
        stems = words.amounts["multiple"].items()
        value = next(value for stem, value in stems if found[0].lower().startswith(stem))
        return Quantity(start, end, found[0], value, "percent", "double")
    if found["flat"]:
        return Quantity(start, end, found[0], 0.0, "percent", "flat")
    if found["places"]:
        value = 10.0 if found[0][0] in "dD" else 100.0
        return Quantity(start, end, found[0], value, "percent", "digits", True)
    if found["rank"] or found["name"] or found["rate"] or text[start - 2 : start] == "= ":
        return Quantity(start, end, found[0], 0.0, "", "name")
    return _counted(text, found, words)


def _share(found: re.Match[str], words: Vocabulary) -> Quantity:
    below = (found["below"] or "half").lower()
    over = (found["over"] or "a").lower()
    many = float(over) if over.isdecimal() else words.amounts["numeral"].get(over, 1.0)
    value = round(words.amounts["part"][below] * many, 2)
    return Quantity(found.start(), found.end(), found[0], value, "percent", "share")


def _counted(text: str, found: re.Match[str], words: Vocabulary) -> Quantity | None:
    """A number in digits or in words, with scale and unit; nothing where a word alone counts nothing."""
    spelt = found["words"].lower() if found["words"] else ""
    scale, unit, end = (found["scale"] or "").lower().replace("-", " "), found["unit"].lower(), found.end()
    sign = (found["sign"] or found["sign2"] or "").strip()
    if spelt and not (scale or unit):
        return None
    if spelt in _PLAIN and not scale and unit not in ("percentage point", "percent", "percentage-point"):
        return None
    if not unit:
        end = found.end("scale") if found["scale"] else found.end("words") if spelt else found.end("more")
        end = end + 1 if text[end - 1 : end + 1] == "bn." else end
    number = words.amounts["numeral"][spelt] if spelt else float(found["digits"].replace(",", ""))
    scaled = number * words.amounts["scale"].get(scale, 1.0)
    value = float(f"{scaled:.15g}") * (1.0 if found["minus"] in ("", "+") else -1.0)
    unit = _SIZE.sub("", unit)
    kind, code, factor = words.units.get(unit.replace("-", " "), words.units.get(unit, ("", "", 1.0)))
    start, more = found.start(), bool(found["more"])
    if sign and kind != "ratio":
        last = end if kind == "money" else found.end("scale") if found["scale"] else found.end("more")
        code = code if kind == "money" else words.signs[sign.casefold()]
        return Quantity(start, last, text[start:end], value, code, "money", more)
    if found["minus"] and kind != "ratio":
        start, value = found.end("minus"), abs(value)
    if kind == "ratio":
        kind = code if code in ("pp", "times") else "percent"
    return Quantity(start, end, text[start:end], float(f"{value * factor:.12g}"), code, kind or "plain", more)
