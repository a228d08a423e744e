"""Prepare: what each part of an article says on its own, before any context is known.

An article is read twice (see ``survey``); what stands here holds for both readings and is found once.
"""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import NO_WORDS, words_of
from tradekit.language.grammar import Signals
from tradekit.language.mentions import Aside, Mention, Part, Scan, Span
from tradekit.language.prepared import NO_CUES, PreparedClause, PreparedPart, Sentence
from tradekit.language.said import Said
from tradekit.language.zh import subjects
from tradekit.language.zh.actors import HOME, is_office
from tradekit.language.zh.clauses import Clause, asides, clauses, sentences
from tradekit.language.zh.complete import (
    by_weight,
    counted,
    flow_within,
    goods_behind,
    of_whole,
    other_whole,
    pairs,
    share_of_imports,
    with_tail,
)
from tradekit.language.zh.cues import CUES, cues, openings, periods
from tradekit.language.zh.fragments import IN_MONEY, signals, sought
from tradekit.language.zh.gate import TRADE
from tradekit.language.zh.goods import OWING, goods
from tradekit.language.zh.items import GOODS, both_ways, items, last_run, of_all
from tradekit.language.zh.segments import BRACKETED, is_mute, parts

_HOME: Final = re.compile("我国|全国|中国")
_AMONG: Final = sought(r"\s*(?:（?[一二三四五六七八九十\d]+[）、.])?\s*(?:其中|这其中|其间|其次|再次)")
_SIDE: Final = sought(r"\s*(?:出口|进口)方面")
_MONEY: Final = "美元|人民币|欧元|日元|英镑|卢布|韩元"
_MONEY_OF: Final = sought(
    rf"(?:以|按)(?P<a>{_MONEY}){IN_MONEY}|(?P<b>{_MONEY})(?:计价|口径)"
)
_TRADED: Final = re.compile("[出进]口|贸易|外贸")
_LONGEST_HEADING: Final = 50
_OWING: Final = re.compile("等(?:产品|商品)?(?:出口|进口)[^，\\d]{0,8}而")
"""Behind the goods that caused it the flow of all goes on (因汽车（增5%）等产品出口增加而增长1%)."""
_ALL_GOODS: Final = re.compile("(?:商品|货物)(?:累计|合计)?\\Z")
_BEFORE_GOODS: Final = frozenset(("functions", "regions", "partners", "period"))
_PREDICATE: Final = re.compile(
    "(?:[也仍]?是|成为|成了)[^，]{0,8}最[^，]{1,4}的[^，]*(?:领域|品类|品种|商品|产品|市场)$"
)
"""A clause that only ranks what was spoken of (是增长最快的服务贸易领域)."""
_BEFORE_NOW: Final = re.compile("的基础上|之后[，又再]|后[，又再]")
"""Behind a figure of the period before the one that is told of (继5月下降3%之后，又下降2%)."""
_ONCE: Final = sought("继|此前|之前|曾(?![经]?为)")
"""In a part whose figure is of another period than is told of (继5月录得3%的跌幅后; 2018年曾高达20%)."""
_NOUNS: Final = frozenset(("计划", "规划", "目标"))
"""With these a clause ends that only names them (实施国家复苏计划)."""
_STOPS: Final = frozenset("。；，！？;,!?：:")
_NO_LISTS: Final[frozenset[str]] = frozenset()
_NEWSPAPER: Final = re.compile("(?:\\d+月)?(?:\\d+日)?(?:的)?(?:报道|消息|[称援引])")
"""Behind a newspaper's name (印度快报5月3日报道)."""
_NATIONAL: Final = frozenset(("海关总署", "商务部", "国家统计局"))
_BRACKETS: Final = {"（": "(", "(": "(", "）": ")", ")": ")"}
_CODES: Final = dict(zip(_MONEY.split("|"), ("USD", "CNY", "EUR", "JPY", "GBP", "RUB", "KRW"), strict=True))
_SAYING: Final = "(?:表示|介绍|指出|透露|强调|称|说)[，,：:]"
_SAYS: Final = sought(_SAYING)
_OF_PARTS: Final = -1 ^ (TRADE.bit | _MONEY_OF.bit | _AMONG.bit | _SIDE.bit | _SAYS.bit)
HAN: Final = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"
    "\U00016fe2-\U00016ff6\U00020000-\U00033479"
)
"""Chinese characters, as in \\p{Han} of ``regex``, which takes nine times as long for a speaker."""
_SPEAKER: Final = re.compile(
    rf"(?P<who>[{HAN}A-Za-z·]{{2,24}}?)(?:此前|日前|近日|当天|今天|\d+日|在[{HAN}]+上)*{_SAYING}"
)


def spans(scanned: Scan) -> list[Span]:
    """The sentences up to the one with the last number in it."""
    return sentences(scanned.text, scanned.breaks, _last_figure(scanned.mentions))


def _last_figure(mentions: tuple[Mention, ...]) -> int:
    """Where the last number begins; -1 where there is none."""
    for one in reversed(mentions):
        if one.kind == "quantity":
            return one.start
    return -1


def prepare(scanned: Scan, short: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of a scanned article, ready to be read; ``short`` are goods of one character.

    What stands behind the last figure is left out: nothing is read in the light of it.
    """
    text, mentions = scanned.text, [*scanned.mentions]
    last = _last_figure(scanned.mentions)
    if last < 0:
        return ()
    found, marks = signals(text), scanned.breaks
    made = []
    at, place, mark = -1, 0, 0
    for start, end in sentences(text, marks, last):
        first = place
        while place < len(mentions) and mentions[place].start < end:
            place += 1
        while mark < len(marks) and marks[mark] < start:
            mark += 1
        begun = mark
        while mark < len(marks) and marks[mark] < end:
            mark += 1
        opens = at < 0 or text.find("\n", at, start) >= 0
        own = mentions[first:place]
        made.append(_sentence(text, own, marks[begun:mark], start, end, opens, found, short))
        at = start
    return tuple(made)


def _sentence(
    text: str,
    own: list[Mention],
    marks: list[int],
    start: int,
    end: int,
    opens: bool,
    found: Signals,
    short: frozenset[str],
) -> Sentence:
    signs = found.within(start, end)
    figures = counts = preliminary = False
    for one in own:
        if one.kind == "quantity":
            figures = True
        elif one.kind == "counts":
            counts = True
        elif one.kind == "statuses" and one.get("status") == "preliminary":
            preliminary = preliminary or _NEWSPAPER.match(text, one.end) is None
    cut: list[Clause] = []
    if figures or not is_mute(own, bool(signs & CUES)):
        cut = clauses(text, own, start, end, marks)
    return Sentence(
        span=(start, end),
        paragraph=opens,
        among=bool(signs & _AMONG.bit) and _AMONG.match(text, start, end) is not None,
        side=not opens and bool(signs & _SIDE.bit) and _SIDE.match(text, start, end) is not None,
        evidence=bool(signs & TRADE.bit),
        counts=counts,
        preliminary=preliminary,
        speaker=_speaker(text, start, end) if figures and signs & _SAYS.bit else "",
        agency=_agency(text, own),
        clauses=_clauses(text, cut, signs, figures, found, short),
        heading=_heading(text, own, start, end, short) if opens and end - start < _LONGEST_HEADING else "",
    )


def _heading(text: str, own: list[Mention], start: int, end: int, short: frozenset[str]) -> str:
    """The goods traded in a paragraph without a final stop (8月大豆进出口情况); empty where it names none."""
    if text[end - 1] in _STOPS or text[end : end + 1] not in ("", "\n"):
        return ""
    run = last_run(text, items(text, own))
    if not (any([item.flow for item in run]) or _TRADED.search(text, start, end)):
        return ""
    found = goods(text, own, run, start, end, short, True)
    return found.joined if found is not None else ""


def _clauses(
    text: str, cut: list[Clause], signs: int, figures: bool, found: Signals, short: frozenset[str]
) -> tuple[PreparedClause, ...]:
    """The clauses of a sentence whose signals are ``signs``, without those that make no difference."""
    made: list[PreparedClause] = []
    other = False
    money = figures and bool(signs & _MONEY_OF.bit)
    for clause in cut:
        own = parts(text, clause, bool(signs & CUES))
        if own or money or clause.opener in _BRACKETS:
            said = _MONEY_OF.search(text, clause.start, clause.end) if money else None
            ready: list[PreparedPart] = []
            for part in own:
                within = found.within(part.start, part.end) if signs & _OF_PARTS else 0
                ready.append(_part(text, part, within, short))
            made.append(
                PreparedClause(
                    _BRACKETS.get(clause.opener, ""),
                    other,
                    _CODES[said["a"] or said["b"]] if said else "",
                    bool(own) and bool(own[0].group),
                    tuple(ready),
                )
            )
        other = bool(clause.mentions) and clause.mentions[-1].kind == "others"
    return tuple(made)


def _speaker(text: str, start: int, end: int) -> str:
    """Who is quoted: the words in front of the first 表示 and the like that ends a clause."""
    says = _SAYS.search(text, start, end)
    if says is None:
        return ""
    first = says.start()
    while first > start and (text[first - 1].isalnum() or text[first - 1] == "·"):
        first -= 1
    found = _SPEAKER.search(text, first, end)
    return found["who"] if found and "海关统计" not in found["who"] else ""


def _agency(text: str, own: list[Mention]) -> str:
    """The place whose office is quoted: what it counts is its own trade."""
    at = -1
    for one in own:
        if one.kind == "offices":
            return one.get("place")
        if one.kind in ("partners", "regions"):
            if is_office(text, one):
                return one.name
            at = one.end
        elif one.text in _NATIONAL and at != one.start:
            return HOME
    return ""


def _part(text: str, part: Part, signs: int, short: frozenset[str]) -> PreparedPart:
    own = part.mentions
    if own and (own[0].start < part.start or own[-1].start >= part.end):
        own = [one for one in own if part.start <= one.start < part.end]
    apart = asides(text, own, part.start, part.end, signs)
    free = subjects.free(own, apart, part.start, part.end)
    figures = bool(part.group)
    said = _said(text, part, own, free, apart, short)
    status, expected = _status(text, part)
    return PreparedPart(
        part=part,
        apart=apart,
        free=free,
        said=said,
        periods=periods(text, part, free, figures or said.flow),
        opened=openings(text, apart) if apart else (),
        lists=_lists(own),
        pairs=pairs(text, part, free) if figures else (),
        run=_has_run(free),
        base=_first_base(text, apart),
        status=status,
        expected=expected,
        whole=_whole(part, apart) if apart else "",
        cues=cues(text, part, signs) if signs & CUES else NO_CUES,
        words=words_of(part) if figures else NO_WORDS,
        home=bool(apart) and _home_whole(text, apart),
        firms=figures and _counts_firms(said, part),
        in_passing=_in_passing(text, part, signs),
        leads=figures and said.silent and text.startswith("继", part.start),
    )


def _said(
    text: str, part: Part, own: list[Mention], free: list[Mention], apart: list[Aside], short: frozenset[str]
) -> Said:
    """What a part says of its subject, with what stands behind its figure and in its asides."""
    if not part.group and _PREDICATE.match(text, part.start, part.end):
        return subjects.read(text, [], [], part.start, part.start, short, False)
    listed = not part.group and BRACKETED.match(text, part.end) is not None
    said = subjects.read(text, free, apart, part.start, part.end, short, bool(part.group), listed)
    if part.group:
        said = with_tail(said, text, part, apart, short)
    if len(part.group) == 1:
        said = goods_behind(said, text, part, short)
    if said.counts and not said.flow:
        said = said.changed(counted(own))
    if said.flow and not said.commodity and _OWING.match(text, part.start, part.end):
        said = said.changed(tuple([of_all(item) for item in said.items]))
    if said.flow and not said.commodity and _is_of_all_goods(text, part, own, said.items[0].start):
        said = said.changed(tuple([of_all(item, GOODS) for item in said.items]))
    for aside in apart:
        if aside.kind in ("whole", "parent"):
            other = other_whole(part, aside)
            said = said.changed(other=other, residue=-1 if other or not flow_within(part, aside) else 0)
    if len(part.group) > 1 and len(said.items) == 1 and said.items[0].flow == "trade":
        said = said.changed(both_ways(text, said.items[0]))
    said = by_weight(said, part, apart) if apart else said
    return share_of_imports(text, of_whole(said, part, apart), said, part, apart) if apart else said


def _in_passing(text: str, part: Part, signs: int) -> bool:
    """Whether the text does not go on with the period of a part: of its figure, or of a cause."""
    if not part.group:
        return OWING.match(text, part.start, part.end) is not None
    if _BEFORE_NOW.match(text, part.group[-1].end):
        return True
    return bool(signs & _ONCE.bit) and _ONCE.search(text, part.start, part.end) is not None


def _is_of_all_goods(text: str, part: Part, own: list[Mention], at: int) -> bool:
    """Whether 商品 or 货物 stands before the flow with nothing that says which (我国商品出口额)."""
    found = _ALL_GOODS.search(text, part.start, at)
    if found is None:
        return False
    named = [one for one in own if one.end == found.start() and one.kind in _BEFORE_GOODS]
    return found.start() == part.start or bool(named)


def _has_run(free: list[Mention]) -> bool:
    """Whether a period that goes on is named (连续3个月)."""
    for one in free:
        if one.period is not None and one.period.kind == "run":
            return True
    return False


def _whole(part: Part, apart: list[Aside]) -> str:
    """The flow of what a share is a share of."""
    found = ""
    for aside in apart:
        if aside.kind == "whole":
            found = flow_within(part, aside) or found
    return found


def _home_whole(text: str, apart: list[Aside]) -> bool:
    """A part of 我国出口总值 is the country's own, whoever was spoken of before."""
    for aside in apart:
        if aside.kind == "whole" and _HOME.search(text, aside.start, aside.end):
            return True
    return False


def _counts_firms(said: Said, part: Part) -> bool:
    """Firms counted: 民营企业60.9万家 after 有进出口实绩的企业 needs no such words of its own."""
    if said.enterprise is None or said.flow:
        return False
    quantity = part.group[0]
    return quantity.unit in ("家", "户") and quantity.start - said.enterprise.end <= 8


def _lists(own: list[Mention]) -> frozenset[str]:
    codes = [one.get("code") for one in own if one.kind == "lists"]
    return frozenset(codes) if codes else _NO_LISTS


def _first_base(text: str, apart: list[Aside]) -> Mention | None:
    """The period with which what follows is compared: 与2019年相比, not 仅次于2019年."""
    for aside in apart:
        if aside.kind == "base" and text[aside.start] in "比较与同和跟相对":
            return aside.mention
    return None


def _status(text: str, part: Part) -> tuple[str, bool]:
    """The status in which a clause ends (该协会预计), or that follows a figure (5000亿元的目标).

    Also whether one is said at all.
    """
    found, any_status = "", False
    for one in part.mentions:
        if one.kind == "statuses":
            any_status = True
            if part.group:
                fits = text[part.group[-1].end : one.start] == "的"
            else:
                fits = part.end - 1 <= one.end <= part.end and one.text not in _NOUNS
            found = one.get("status") if fits else found
    return found, any_status
