"""Prepare: what each part of an article says on its own, before any context is known.

An article is read twice (see ``survey``); what stands here holds for both readings and is found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import regex

from tradekit.interpret import subjects
from tradekit.interpret.clauses import Aside, Clause, Part, asides, clauses, sentences
from tradekit.interpret.complete import counted, flow_within, of_whole, other_whole, with_tail
from tradekit.interpret.context import Left
from tradekit.interpret.cues import NONE as NO_CUES
from tradekit.interpret.cues import cues, may_cue, openings, periods
from tradekit.interpret.figure import NO_WORDS, words_of
from tradekit.interpret.pairing import pairs
from tradekit.interpret.parts import parts
from tradekit.interpret.prepared import PreparedClause, PreparedPart, Sentence
from tradekit.scan import Mention, Scan

_TRADE = ("外贸", "进出口", "海关统计", "海关总署", "海关数据", "对外贸易", "货物贸易", "服务贸易")
_TRADING = frozenset(("flows", "counts", "regimes"))
_AMONG = re.compile(r"\s*(?:（?[一二三四五六七八九十\d]+[）、.])?\s*(?:其中|这其中|其间)")
_SIDE = re.compile(r"\s*(?:出口|进口)方面")
_MONEY = "美元|人民币|欧元|日元|英镑|卢布|韩元"
_MONEY_OF = re.compile(
    rf"(?:以|按)(?P<a>{_MONEY})(?:币值)?(?:计价|计算|计|统计|口径)|(?P<b>{_MONEY})(?:计价|口径)"
)
_NO_LISTS: frozenset[str] = frozenset()
_CODES = dict(zip(_MONEY.split("|"), ("USD", "CNY", "EUR", "JPY", "GBP", "RUB", "KRW"), strict=True))
_SAYS = re.compile("(?:表示|介绍|指出|透露|[称说]|强调)[，,：:]")
_SPEAKER = regex.compile(
    r"(?P<who>[\p{Han}A-Za-z·]{2,24}?)(?:此前|日前|近日|当天|今天|\d+日|在[\p{Han}]+上)*"
    r"(?:表示|介绍|指出|透露|称|说|强调)(?=[，,：:])"
)


def may_trade(scanned: Scan) -> bool:
    """Whether anything in an article speaks of foreign trade; where nothing does, no figure of it can."""
    for one in scanned.mentions:
        if one.kind in _TRADING:
            return True
    return _speaks_of_trade(scanned.text, 0, len(scanned.text))


def _speaks_of_trade(text: str, start: int, end: int) -> bool:
    for word in _TRADE:
        if text.find(word, start, end) >= 0:
            return True
    return False


def no_trade(scanned: Scan) -> list[Left]:
    """The numbers of an article that has nothing to do with trade."""
    spans = sentences(scanned.text)
    starts = [start for start, _ in spans]
    return [
        Left(one.start, one.end, "not trade", spans[bisect_right(starts, one.start) - 1])
        for one in scanned.mentions
        if one.kind == "quantity"
    ]


def prepare(scanned: Scan, short: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of a scanned article, ready to be read; ``short`` are goods of one character."""
    starts = [one.start for one in scanned.mentions]
    made = []
    at = -1
    for start, end in sentences(scanned.text):
        own = scanned.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        opens = at < 0 or "\n" in scanned.text[at:start]
        made.append(_sentence(scanned.text, own, start, end, opens, short))
        at = start
    return tuple(made)


def _sentence(
    text: str, own: Sequence[Mention], start: int, end: int, opens: bool, short: frozenset[str]
) -> Sentence:
    prepared: list[PreparedClause] = []
    other = False
    cued = may_cue(text, start, end)
    money = text.find("计", start, end) >= 0 or text.find("口径", start, end) >= 0
    for clause in clauses(text, own, start, end):
        prepared.append(_clause(text, clause, other, cued, money, short))
        other = bool(clause.mentions) and clause.mentions[-1].kind == "others"
    counts = preliminary = False
    for one in own:
        if one.kind == "counts":
            counts = True
        elif one.kind == "statuses" and one.get("status") == "preliminary":
            preliminary = True
    return Sentence(
        span=(start, end),
        paragraph=opens,
        among=text.find("其", start, end) >= 0 and _AMONG.match(text, start, end) is not None,
        side=not opens and text.find("口方面", start, end) >= 0 and _SIDE.match(text, start, end) is not None,
        evidence=_speaks_of_trade(text, start, end),
        counts=counts,
        preliminary=preliminary,
        speaker=_speaker(text, start, end),
        agency=_agency(own),
        clauses=tuple(prepared),
    )


def _speaker(text: str, start: int, end: int) -> str:
    if _SAYS.search(text, start, end) is None:
        return ""
    found = _SPEAKER.search(text, start, end)
    return found["who"] if found and "海关统计" not in found["who"] else ""


def _agency(own: Sequence[Mention]) -> str:
    """The foreign country of the office that is quoted: what it counts is its own trade."""
    for one, other in pairwise(own):
        office = other.kind == "functions" and other.get("code") == "office"
        if one.kind == "partners" and office and one.end == other.start:
            return one.name
    return ""


def _clause(
    text: str, clause: Clause, after_other: bool, cued: bool, money: bool, short: frozenset[str]
) -> PreparedClause:
    found = _MONEY_OF.search(text, clause.start, clause.end) if money else None
    cut = parts(text, clause)
    return PreparedClause(
        clause.opener,
        after_other,
        _CODES[found["a"] or found["b"]] if found else "",
        bool(cut) and bool(cut[0].group),
        tuple([_part(text, part, cued, short) for part in cut]),
    )


def _part(text: str, part: Part, cued: bool, short: frozenset[str]) -> PreparedPart:
    own = [one for one in part.mentions if part.start <= one.start < part.end]
    apart = tuple(asides(text, own, part.start, part.end))
    free = subjects.free(own, apart, part.start, part.end)
    said = subjects.read(text, free, apart, part.start, part.end, short, bool(part.group))
    if part.group and not said.flow:
        said = with_tail(said, text, part, apart, short)
    if said.counts and not said.flow:
        said = said.changed(counted(own))
    for aside in apart:
        if aside.kind in ("whole", "parent") and other_whole(part, aside):
            said = said.changed(other=True)
    codes = [one.get("code") for one in own if one.kind == "lists"]
    return PreparedPart(
        part=part,
        apart=apart,
        free=tuple(free),
        said=of_whole(said, part, apart),
        periods=periods(free),
        opened=openings(text, apart),
        lists=frozenset(codes) if codes else _NO_LISTS,
        pairs=pairs(text, part, free) if part.group else (),
        run=any([one.period is not None and one.period.kind == "run" for one in free]),
        base=next((aside.mention for aside in apart if aside.kind == "base"), None),
        status=_status(text, part),
        expected=any([one.kind == "statuses" for one in part.mentions]),
        whole=_whole(part, apart) if apart else "",
        cues=cues(text, part) if cued else NO_CUES,
        words=words_of(part) if part.group else NO_WORDS,
    )


def _whole(part: Part, apart: Sequence[Aside]) -> str:
    """The flow of what a share is a share of."""
    found = ""
    for aside in apart:
        if aside.kind == "whole":
            found = flow_within(part, aside) or found
    return found


def _status(text: str, part: Part) -> str:
    """The status in which a clause ends (该协会预计), or that follows a figure (5000亿元的目标)."""
    found = ""
    for one in part.mentions:
        if one.kind == "statuses":
            if part.group:
                fits = text[part.group[-1].end : one.start] == "的"
            else:
                fits = part.end - 1 <= one.end <= part.end
            found = one.get("status") if fits else found
    return found
