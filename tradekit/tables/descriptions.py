"""Descriptions: what each column of the kit's tables holds, in Chinese and English."""

from __future__ import annotations

from tradekit.language import labels
from tradekit.language.labels import WORDING
from tradekit.model.schema import COLUMN
from tradekit.tables.order import frequency


def describe(column: str, lang: str = "en") -> str:
    """What a column holds, for codebooks.

    >>> describe("growth_low")
    'growth on the year before, percent: the least that the printed digits stand for'
    >>> describe("export 2023-Q1")
    'growth of exports, Q1 2023, percent'
    """
    stem, _, part = column.rpartition("_")
    if known := _known(column, lang):
        return known
    if (whole := _known(stem, lang)) and (which := _known(part, lang)):
        return labels.say(lang, "{stem}: {part}", stem=whole, part=which)
    flow, _, period = column.partition(" ")
    if frequency(period):
        when, noun = labels.period(period, lang), labels.word(flow, lang)
        return labels.say(lang, "growth of {noun}, {when}, percent", noun=noun, when=when)
    return labels.word(column, lang)


def _known(column: str, lang: str) -> str:
    index = labels.LANGUAGES.index(labels.check(lang))
    about = COLUMN[column].about if column in COLUMN else WORDING["columns"].get(column, ("", ""))
    return about[index]
