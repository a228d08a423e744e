"""Stating: a figure that its sentence tells, as the machine takes it, and what the machine reads in it."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.en.dating import usable
from tradekit.language.en.told import AMOUNTS, Frame, Line, Told
from tradekit.language.figure import NO_WORDS, Figure, PartWords, Surroundings
from tradekit.language.lexicon import Word
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention, Quantity
from tradekit.language.prepared import NO_CUES, PreparedClause, PreparedPart, Sentence
from tradekit.language.said import Item, Listed, Said

_NO_LISTS: Final[frozenset[str]] = frozenset()
_SPEAKER: Final = re.compile(
    r"(?:said|says|according to|told reporters|,” |added|noted) (?P<a>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})"
    r"|(?P<b>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}),? (?:said|says|told|noted|added|wrote)\b"
)
_OFFICE: Final = re.compile(
    "Department|Ministry|Administration|Bureau|Office|Agency|Customs|Bank|Eurostat|Statistics|Daily|News"
    "|Association|Institute|Reuters|Xinhua|Times|Journal|Capital|Economics|Commission|Council|Organi[sz]ation"
)
"""An office, a paper or a house: no speaker."""
_MONEY: Final = re.compile(
    r"(?:(dollar)|(yuan|RMB|renminbi))(?:[- ]denominated)?[- ]?(?:terms|denominated)", re.IGNORECASE
)
_SHORT: Final = re.compile(r" ?\([A-Z][A-Z\d]+\)")
_PER: Final = re.compile(
    r"(?:/| per | a | an )(?:metric )?"
    r"(ton|tonne|barrel|kilogram|kg|kilo|unit|piece|bushel|ounce|litre|liter)\b"
)
_UNITS: Final = {"ton": "t", "tonne": "t", "barrel": "bbl", "kilogram": "kg", "kilo": "kg", "liter": "litre"}
"""What an amount is paid for."""


def bare(line: Line) -> list[Sentence]:
    """A sentence without figures: it may tell the period of those that follow."""
    periods = [one for one in line.row if usable(one)]
    if not (periods and line.found and periods[0] in line.row[:3]):
        return [_whole(line, (), True)] if line.opens else []
    start, end = line.span
    mention = periods[0].mention
    part = Part(start, end, end, [], [])
    one = PreparedPart(
        part, [], [mention], Said(), [mention], (), _NO_LISTS, (), False, None, "", False, "", NO_CUES,
        NO_WORDS,
    )  # fmt: skip
    return [_whole(line, (PreparedClause("", False, "", True, (one,)),), line.opens, bool(line.found))]


def _whole(
    line: Line, clauses: tuple[PreparedClause, ...], opens: bool, evidence: bool = False, speaker: str = ""
) -> Sentence:
    return Sentence(line.span, opens, False, False, evidence, False, False, speaker, "", clauses)


def sentence(text: str, line: Line, one: Told, main: str, opens: bool) -> Sentence:
    """The figure as a sentence of one part."""
    start, end = line.span
    reporter = (one.frame.reporter if one.frame is not None else "") or main
    told = one.stated is not None and one.frame is not None
    said = _said(one.frame, reporter, start) if told and one.frame is not None else Said(lively=True)
    periods = [one.period.mention] if one.period is not None else []
    part = Part(start, line.row[one.at].start, end, [one.quantity], [])
    made = PreparedPart(
        part, _asides(one, start), [], said, periods, (), _NO_LISTS, (), False, None,
        one.status, one.status in ("forecast", "target"), "", NO_CUES, _figure_words(one),
    )  # fmt: skip
    money = _MONEY.search(text, start, end)
    clause = PreparedClause("", False, ("USD" if money[1] else "CNY") if money else "", True, (made,))
    found = _SPEAKER.search(text, start, end) if one.stated is not None else None
    speaker = (found["a"] or found["b"]) if found is not None else ""
    speaker = "" if _OFFICE.search(speaker) else speaker
    return _whole(line, (clause,), opens, one.stated is not None, speaker)


def _asides(one: Told, start: int) -> list[Aside]:
    """What a figure is the base of, the year before where that is not said, or what it is against."""
    kind = "last" if one.before else "same"
    year = PeriodMention(start, start, "", kind, None, -1)
    base = one.base.period if one.base is not None else None
    year_before = one.base is not None and one.base.lower.endswith(("previous year", "year before"))
    if year_before and one.frame is not None and one.frame.other:
        year = PeriodMention(start, start, "", "same", None, -1)
        return [Aside(start, start, "base", Mention(start, start, "period", "", None, None, year))]
    if one.base is not None and base is not None and not (base.kind == "season" and base.offset == -1):
        return [Aside(start, start, "base", one.base.mention)]
    if one.compared:
        return [Aside(start, start, "base", Mention(start, start, "period", "", None, None, year))]
    if one.against is not None and one.against.time == "past":
        last = PeriodMention(start, start, "", "last", None, None, (), unit=1)
        return [Aside(start, start, "against", Mention(start, start, "period", "", None, None, last))]
    if one.against is not None:
        return [Aside(start, start, "against", one.against.mention)]
    return []


def _said(frame: Frame, reporter: str, start: int) -> Said:
    def listed(name: str) -> Listed | None:
        return Listed((name,), name, start, start) if name else None

    partner = " and ".join(frame.partners) if len(frame.partners) == 2 else ", ".join(frame.partners)
    return Said(
        (Item(frame.flow, frame.measure, start, start, "", frame.negative),), listed(shown(frame.commodity)),
        listed(partner), listed(shown(frame.enterprise)), listed(frame.regime), listed(reporter),
        total=frame.bare and not frame.regime,
    )  # fmt: skip


def shown(name: str) -> str:
    """A name of goods as it stands inside a sentence, without its short name in brackets."""
    name = _SHORT.sub("", name)
    first = name.split(" ")[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def _figure_words(one: Told) -> PartWords:
    """What the sentence says of a figure, for :func:`read`."""
    stated = one.stated
    data = {"reason": one.reason}
    if stated is not None:
        data = {
            "statistic": stated.statistic, "sign": str(stated.sign), "bound": one.bound, "rule": stated.rule,
            "basis": stated.basis or ("yoy" if one.moves else ""), "again": "yes" if one.again else "",
        }  # fmt: skip
    word = Word("figures", "", "", "", data)
    return PartWords([Mention(one.quantity.start, one.quantity.end, "figures", "", word)], [], [], [], [])


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure that the sentence tells, or the reason why it is none."""
    word = around.words.directions[0]
    statistic, basis = word.get("statistic"), word.get("basis")
    if not statistic:
        return word.get("reason")
    value, unit = quantity.value, quantity.unit
    if word.get("again") and around.last is not None:
        return Figure(quantity, "level", "value", value, unit, "", "~", "in other money", again=True)
    measure = _measure(around, quantity, statistic)
    per = _PER.match(around.text, quantity.end) if quantity.kind == "money" else None
    if quantity.kind == "money" and (measure == "price" or per is not None):
        measure, unit = "price", f"{unit}/{_UNITS.get(per[1], per[1])}" if per is not None else unit
    if quantity.kind == "times":
        much = " as " in around.text[quantity.end : quantity.end + 12]
        value, unit = (value - much) * 100, "percent"
    sign = 1 if quantity.kind == "times" else int(word.get("sign"))
    base, against = around.aside("base"), around.aside("against")
    return Figure(
        quantity, statistic, measure, value * sign, unit, basis, word.get("bound"),
        word.get("rule"), base.mention if base is not None else None,
        against.mention if against is not None else None, said_basis=bool(basis),
    )  # fmt: skip


def _measure(around: Surroundings, quantity: Quantity, statistic: str) -> str:
    if quantity.kind in AMOUNTS and statistic in ("level", "level_change"):
        return "quantity"
    if quantity.kind == "money" and statistic == "level" and around.measure == "quantity":
        return "value"
    return around.measure
