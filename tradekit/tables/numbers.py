"""Numbers for readers: one scale for a chart, decimals as printed, a true minus sign."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from tradekit.language.labels import unit_name, word

MINUS = "−"

_STEPS: dict[str, tuple[tuple[float, str], ...]] = {
    "zh": ((1e12, "trillion"), (1e8, "hundred million"), (1e4, "ten thousand"), (1, "")),
    "en": ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1, "")),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How numbers of one unit are written: divided by ``divisor``, followed by ``unit``."""

    divisor: float
    unit: str


def scale(values: list[float], unit: str, lang: str = "zh") -> Scale:
    """The one scale for a set of values of a unit, chosen by the largest of them.

    >>> scale([41.76e12, 9.69e12], "CNY"), scale([5.22e6], "辆", "en")
    (Scale(divisor=1000000000000.0, unit='万亿元'), Scale(divisor=1000000.0, unit='million vehicles'))
    >>> scale([0.2], "percent")
    Scale(divisor=1, unit='%')
    """
    if unit in ("percent", "pp", ""):
        return Scale(1, word(unit, lang))
    largest = max((abs(v) for v in values if not math.isnan(v)), default=0.0)
    plain = "/".join(unit_name(one, lang) for one in unit.split("/"))
    if "/" in unit:
        return Scale(1, plain)
    for divisor, prefix in _STEPS[lang]:
        if largest >= divisor:
            return Scale(divisor, (word(prefix, lang) if prefix else "") + plain)
    return Scale(1, plain)


def decimals(low: float, high: float, divisor: float = 1.0) -> int | None:
    """How many decimals a figure was printed with, read off its interval; None where it doesn't tell.

    >>> decimals(41.755e12, 41.765e12, 1e12), decimals(0.15, 0.25), decimals(10, float("inf"))
    (2, 1, None)
    """
    width = (high - low) / divisor
    if not math.isfinite(width) or width <= 0:
        return None
    return max(0, min(6, round(-math.log10(width))))


def short(places: int | None, value: float) -> int | None:
    """So many decimals; where that makes more than five digits, as many as make four.

    >>> short(5, 2.84247), short(2, 194.85), short(4, 45664.1), short(None, 3.0)
    (3, 2, 0, None)
    """
    whole = len(f"{abs(value):.0f}")
    return places if places is None or whole + places <= 5 else max(0, 4 - whole)


def plain(value: float, places: int | None = None, *, sign: bool = False) -> str:
    """A number with a true minus sign; without ``places`` as few decimals as it needs, two at most.

    >>> plain(-0.3), plain(0.2, 1, sign=True), plain(10.0), plain(10.6933)
    ('−0.3', '+0.2', '10', '10.69')
    """
    if math.isnan(value):
        return ""
    text = f"{abs(value):,.{2 if places is None else places}f}"
    if places is None:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("0."):
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


BOUND_SIGNS: dict[str, str] = {"=": "", "~": "≈", ">=": "≥", "<=": "≤", "": ""}


def as_read(text: str, value: float, unit: str, lang: str, **about: Any) -> str:
    """A figure as printed, where a reader of ``lang`` reads that; else written anew, as :func:`written` does.

    >>> as_read("23.77万亿元", 23.77e12, "CNY", "zh"), as_read("23.77万亿元", 23.77e12, "CNY", "en")
    ('23.77万亿元', '23.77 trillion yuan')
    >>> as_read("0.6%", 0.6, "percent", "en")
    '0.6%'
    """
    foreign = any(c.isalpha() and (ord(c) > 0x2E7F) == (lang == "en") for c in text)
    return written(value, unit, lang, **about) if foreign else text


def written(
    value: float,
    unit: str,
    lang: str = "zh",
    *,
    low: float = math.nan,
    high: float = math.nan,
    bound: str = "=",
    by: Scale | None = None,
    sign: bool = False,
) -> str:
    """A figure as a reader wants it: bound, number, unit.

    >>> written(41.76e12, "CNY", low=41.755e12, high=41.765e12), written(1e13, "CNY", "en", bound=">=")
    ('41.76万亿元', '≥10 trillion yuan')
    >>> written(-0.3, "percent"), written(-27.67e9, "USD", "en", sign=True), written(6690, "艘", "en")
    ('−0.3%', '−US$27.67 billion', '6,690 ships')
    """
    if math.isnan(value):
        return ""
    by = by or scale([value], unit, lang)
    number = plain(value / by.divisor, decimals(low, high, by.divisor) if bound == "=" else None, sign=sign)
    return measured(BOUND_SIGNS.get(bound, "") + number, by.unit, lang)


def measured(number: str, unit: str, lang: str) -> str:
    """A number with its unit; dollars stand before it in English.

    >>> measured("2.84", "trillion US$", "en"), measured("≥2.84", "trillion yuan", "en")
    ('US$2.84 trillion', '≥2.84 trillion yuan')
    >>> measured("−0.3", "%", "en"), measured("2.84", "万亿元", "zh")
    ('−0.3%', '2.84万亿元')
    """
    if unit.endswith("$"):
        named, _, money = unit.rpartition(" ")
        digits = number.lstrip("≈≥≤+" + MINUS)
        number, unit = f"{number.removesuffix(digits)}{money}{digits}", named
    return f"{number}{' ' if lang == 'en' and unit not in ('%', '') else ''}{unit}"
