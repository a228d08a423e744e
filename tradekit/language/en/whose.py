"""Whose trade a text tells of: the reporter of the article, and of each flow that names none."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Frame
from tradekit.language.en.words import Vocabulary
from tradekit.language.mentions import PeriodMention

_LED: Final = frozenset(
    ("to", "from", "with", "of", "between", "against", "for", "on", "by", "and", "-", "like", "than")
)
_ASIDE: Final = frozenset((",", "-", "–", "—"))
_GROUP: Final = "G_"


def main_reporter(read: list[tuple[list[Token], list[Frame]]]) -> str:
    """The country that most speaks for: whose flows are told of, whose goods and offices are named.

    Where nothing speaks for any, China if the text counts in yuan, else the first place that is no partner.
    """
    votes: Counter[str] = Counter()
    others: list[str] = []
    for row, found in read:
        taken = {name for frame in found for name in frame.partners}
        for frame in found:
            votes[frame.reporter or _subject(row, frame)] += _TRADES
        for at, one in enumerate(row):
            if one.quantity is not None and one.quantity.unit == "CNY":
                votes["China"] = max(votes["China"], 1)
            if one.place and not one.negated:
                votes[one.name] += _speaks(row, at)
                others += [one.name] if one.name not in taken else []
    del votes[""]
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] else (others or [""])[0]


_TRADES: Final = 3
"""So much more than to be named does it say for a country that a flow is its own."""
_OFFICES: Final = frozenset("stats statistics customs bureau ministry department central agency".split())


def _speaks(row: list[Token], at: int) -> int:
    """What the naming of a place says for its being whose trade is told: its office, its goods."""
    before = row[at - 1].lower if at else ""
    after = row[at + 1] if at + 1 < len(row) else None
    if before in _OFFICES or (after is not None and after.lower in _OFFICES):
        return _TRADES
    return int(after is not None and after.word and not after.mark and before not in _LED)


def _subject(row: list[Token], frame: Frame) -> str:
    """The place that is the subject of a flow: the U.S. ran a deficit; in Vietnam, exports …"""
    for at in range(frame.first):
        one = row[at]
        if not one.place or one.negated:
            continue
        before = row[at - 1].lower if at else ""
        if before == "the":
            before = row[at - 2].lower if at > 1 else ""
        if row[0].lower in ("in", "for") and at <= 3:
            if at + 1 < len(row) and row[at + 1].lower in _ASIDE and not one.get("capital"):
                return one.name
            continue
        after = row[at + 1] if at + 1 < len(row) else None
        verb = after is not None and bool(
            after.get("level") or after.get("act") or after.get("dir") or after.get("stop") in ("verb",)
        )
        if before not in _LED and verb and not one.own and one.name not in frame.partners:
            return one.name
    return ""


def complete(row: list[Token], found: list[Frame], main: str, spoken: str = "") -> None:
    """Give the flows of a sentence whose trade they are, and the partners that they share.

    ``spoken`` is the country that the sentence before speaks of: it is meant by “the country”.
    """
    last: Frame | None = None
    for frame in found:
        _turned(row, frame, main)
        if row[frame.at].lower == "arrivals" and frame.reporter not in ("", main) and not frame.partners:
            frame.partners, frame.reporter = (frame.reporter,), main
        if frame.where:
            _placed(frame, main)
        pointed = any(
            [one.get("home") or one.lower == "it" for one in row[max(0, frame.first - 1) : frame.at]]
        )
        if pointed and frame.act and not frame.reporter:
            frame.reporter = spoken
        said = bool(frame.reporter)
        if not said and not (last is not None and last.supplied):
            frame.reporter = _subject(row, frame)
        if last is not None and not frame.act:
            frame.reporter = frame.reporter or last.reporter
            sided = last.flow == "balance" and not last.partners
            related = frame.flow not in ("balance", last.flow) and not sided
            related = related or last.supplied
            whole = frame.total and not last.supplied
            told = any([one.quantity is not None for one in row[last.last : frame.first]]) or last.supplied
            bare = told and not (frame.commodity or frame.partners or frame.enterprise or whole or said)
            if (related and bare) or (frame.same and not frame.partners):
                frame.partners, frame.commodity = last.partners, last.commodity
                frame.enterprise, frame.regime = last.enterprise, last.regime
        frame.reporter = frame.reporter or main
        last = frame


def _placed(frame: Frame, main: str) -> None:
    """In a country: where the trade is told of, or to whom main's exports go."""
    abroad = frame.where != (frame.reporter or main) and (frame.reporter or main)
    if abroad and frame.flow == "export" and not frame.partners:
        frame.partners = (frame.where,)
    elif not abroad or not frame.reporter:
        frame.reporter = frame.reporter or frame.where


def spoken_of(row: list[Token], last: str) -> str:
    """The country that a sentence without figures speaks of: its first place that nothing leads up to."""
    if any([one.quantity is not None for one in row]):
        return last
    named = [at for at, one in enumerate(row) if one.place and (at == 0 or row[at - 1].lower not in _LED)]
    return row[named[0]].name if len({row[at].name for at in named}) == 1 else last


def _turned(row: list[Token], frame: Frame, main: str) -> None:
    """A group named before a flow in a text about another country is its partner (the UK's EU exports)."""
    one = next(
        (token for token in row[frame.first : frame.at] if token.place and token.name == frame.reporter), None
    )
    group = one is not None and one.get("place").startswith(_GROUP) and not one.own
    if group and frame.reporter != main and not frame.partners and main:
        frame.partners, frame.reporter = (frame.reporter,), ""


def turned(frame: Frame, main: str) -> Frame:
    """What another country buys from the one that a text is about is that one's exports to it."""
    if not frame.act or frame.reporter == main or frame.partners != (main,):
        return frame
    made = frame.like()
    made.flow = {"export": "import", "import": "export"}.get(frame.flow, frame.flow)
    made.partners, made.reporter = (frame.reporter,), main
    return made


_PAIR: Final = re.compile(r"\d{4}[-–/]\d\d(?:'s|’s)?")
_BEGINS: Final = re.compile(
    r"(?:season|(?:fiscal|financial|marketing|crop) year)\b[^.;]{0,30}? (?:start|beg[aiu]n|runs? from)\w* "
    r"(?:(?:on|in) )?(?:\d{1,2} )?(?P<month>[JFMASOND][a-z]{2})"
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_GROWN: Final = re.compile(r"season|marketing|crop")
_YEAR: Final = 12


def begins(text: str, main: str, words: Vocabulary) -> dict[bool, int]:
    """The month in which fiscal years begin, and that in which seasons (``True``) do.

    The text says so, or the goods that it names or the country that it is about do.
    """
    said = _BEGINS.search(text)
    month = _MONTHS.find(said["month"]) // 3 + 1 if said is not None else 0
    first = words.fiscal.get(main, 1)
    low = text.lower()
    grown = next((first for goods, first in words.seasons.items() if goods in low), first)
    return {False: month or first, True: month or grown}


def date_years(rows: list[list[Token]], begins: dict[bool, int]) -> None:
    """Turn fiscal years into the months that they run, and “the year” into the latest that is told of."""
    spoken: PeriodMention | None = None
    for row in rows:
        for at, one in enumerate(row):
            if one.period is None:
                continue
            made = fiscal(one.period, begins)
            first, last = made.spans[0] if made.spans and made.year else (0, 0)
            later = spoken is None or (made.year or 0) >= (spoken.year or 0)
            spoken = made if last - first == _YEAR - 1 and first != 1 and later else spoken
            whole = (made.spans, made.year, made.offset) == (((1, _YEAR),), None, None)
            if whole and spoken is not None:
                made = spoken.placed(made.start, made.end, made.text)
            row[at] = one.timed(made)


def fiscal(one: PeriodMention, begins: dict[bool, int]) -> PeriodMention:
    """A fiscal year or a season as the months that it runs.

    It begins in the year before the one that it is named by, or, where ``begins`` tells a month of another
    year, in that one.
    """
    first = begins[_GROWN.search(one.text) is not None]
    pair = one.kind == "years" and one.years is not None and _PAIR.fullmatch(one.text) is not None
    if pair and one.years is not None and (first == 1 or one.years[0] + 1 != one.years[1]):
        return one
    if not pair and one.kind != "fiscal":
        return one
    year, month = one.years[1] if one.years is not None else one.year, (first - 1) % _YEAR + 1
    ahead = month == first > 1 or pair or one.length == 1
    start = month - _YEAR if year is not None and month > 1 and ahead else month
    kind = "season" if year is None and month > 1 else "span"
    begun, ended = one.spans[0] if one.spans else (1, _YEAR)
    spans = ((start + begun - 1, start + ended - 1),)
    return PeriodMention(one.start, one.end, one.text, kind, year, one.offset, spans)
