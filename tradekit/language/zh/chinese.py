"""Chinese, as the engine takes a language: each question is answered by a room of this folder."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.families import Hit, Indicator, Topic
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.interface import Language
from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Quantity, Scan, Span
from tradekit.language.prepared import Sentence
from tradekit.language.zh import (
    bounds,
    datelines,
    gate,
    indices,
    outlet,
    periods,
    phrases,
    prepare,
    segments,
    statements,
    topics,
)
from tradekit.language.zh.actors import HOME
from tradekit.language.zh.scan import scan
from tradekit.language.zh.simplified import TRADITIONAL, simplified

_MARKS: Final = re.compile(f"[“”\"‘’'「」『』《》〈〉＂{TRADITIONAL}]")
"""Quotation marks, and what tells a text in traditional characters: looked for in one pass."""
_PROSE: Final = re.compile(r"[，。；！？]|\d[%％万亿]")
_QUARTERS: Final = re.compile(r"(?:各|每个?)季度?")
_MONTHS: Final = re.compile(r"(?:各|每个?)月")


_OWN: Final = ("元", "亿", "万", "億", "萬")
_MONEY: Final = {"香港": "HKD", "澳门": "MOP", "台湾": "TWD", "新加坡": "SGD"}


class Chinese(Language):
    """Chinese in either script, read as simplified."""

    def __init__(self) -> None:
        super().__init__("zh", HOME, _MARKS, TRADITIONAL)

    def folded(self, text: str) -> str:
        return simplified(text)

    def scan(self, text: str, lexicon: Lexicon, dateline: str = "", told: str = "") -> Scan:
        return scan(text, lexicon, dateline, told)

    def periods(self, text: str) -> list[PeriodMention]:
        return periods.find_periods(text)

    def year(self, text: str) -> int:
        """The year in which a text without a date was written, by the years that it names; 0 for none."""
        return datelines.latest_year(text)

    def month(self, dateline: str) -> int:
        day = datelines.day_of(dateline)
        return day.month if day else 0

    def hints(self, text: str, variants: bool) -> list[tuple[str, str]]:
        return outlet.hints(text, variants)

    def outlet(self, hinted: list[tuple[str, str]]) -> str:
        return outlet.outlet(hinted)

    def spenders(self, scanned: Scan, lexicon: Lexicon) -> list[tuple[str, str]]:
        return outlet.spenders(scanned, lexicon)

    def is_silent(self, text: str, lexicon: Lexicon) -> bool:
        return gate.is_silent(text, lexicon)

    def may_trade(self, scanned: Scan) -> bool:
        return gate.may_trade(scanned)

    def sentences(self, scanned: Scan) -> list[Span]:
        return prepare.spans(scanned)

    def prepare(self, scanned: Scan, lexicon: Lexicon) -> tuple[Sentence, ...]:
        return prepare.prepare(scanned, lexicon.short)

    def read(self, around: Surroundings, quantity: Quantity) -> Figure | str:
        return statements.read(around, quantity)

    def bound(self, around: Surroundings, quantity: Quantity) -> str:
        return bounds.bound(around, quantity)

    def with_units(self, group: list[Quantity]) -> list[Quantity]:
        return segments.with_units(group)

    def is_range(self, between: str) -> bool:
        return segments.is_range(between)

    def own_money(self, reporter: str, printed: str) -> str:
        return _MONEY.get(reporter, "") if printed.endswith(_OWN) else ""

    def split(self, phrase: str, count: int, whole: tuple[str, ...]) -> tuple[str, ...]:
        return phrases.split(phrase, count, whole)

    def each(self, text: str, one: Mention) -> int:
        if one.text.endswith("个季度") or _QUARTERS.match(text, one.end):
            return 3
        return 1 if _MONTHS.match(text, one.end) else 0

    def qualifies(self, text: str, at: int) -> bool:
        return text.startswith("的", at) and not text.startswith("情况", at + 1)

    def topic(self, text: str, part: Part, apart: list[Aside], hits: list[Hit]) -> Topic:
        return topics.topic(text, part, apart, hits)

    def place(self, scanned: Scan, first: int) -> str:
        return topics.place(scanned.text, scanned.mentions, first)

    def state(
        self, indicator: Indicator, topic: Topic, around: Surroundings, quantity: Quantity, read: Figure | str
    ) -> Figure | None:
        return indices.stated(indicator, topic, around, quantity, read)

    def foreseen(self, text: str, part: Part, quantity: Quantity) -> tuple[str, bool, bool]:
        return indices.foreseen(text, part, quantity)

    def money(self, text: str) -> str:
        return indices.money(text)

    def is_prose(self, source: str) -> bool:
        return _PROSE.search(source) is not None

    def example(self, rule: str) -> str:
        return statements.EXAMPLES.get(rule, "")


CHINESE: Final = Chinese()
