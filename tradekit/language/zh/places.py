"""Places by their form: towns, districts, zones, ports and customs offices that no table names.

江州市, 鹤山区, 天竺综保区, 南岭口岸, 江州海关: a name is what stands before such an ending, back to a word
or a particle. Once named so, a town is known by its bare name too (江州出口), and by its first character
(哈市).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tradekit.language.lexicon import Word
from tradekit.language.mentions import Mention
from tradekit.language.zh import nouns

_ENDINGS: Final = {
    "zone": "综合保税区|综保区|保税港区|保税区|保税物流中心|自贸片区|自由贸易试验区|自贸试验区|自贸区|"
    "经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新区|工业园区|新区|片区|综合试验区|综试区|"
    "经济合作区|示范区",
    "port": "(?:公路|铁路|航空|水运)?口岸|关区|港口(?!岸)|"
    "港区?(?![口元币股澳台商人资交府务珠深铁货航机杂企片新综])",
    "office": "海关(?!总署|特殊|监管|法|编码|数据库|总局)",
    "city": "市(?![场值民面占价盈况])",
    "county": "自治州|自治县|县(?![域级])",
    "district": "区(?![域间块别分位县])",
}
_ENDING: Final = re.compile("|".join(f"(?P<{kind}>{endings})" for kind, endings in _ENDINGS.items()))
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_BOUNDS: Final = frozenset(
    "的在从据对与和及、于由向自是为有将至到让使把被经以过了年月日今该本全各我这那每某等比较占居"
)
_ADVERBS: Final = frozenset("也就都不仅而且则其但还再均已并使令给")
_NO_END: Final = frozenset("个从在的于由被把")
_LONGEST: Final = {"zone": 10, "port": 6, "office": 5, "city": 5, "county": 6, "district": 4}
_SHORTEST: Final = {"zone": 1, "port": 2, "office": 2, "city": 2, "county": 1, "district": 2}
_NO_STEM: Final = re.compile(
    r"(?:全球|世界|北方|南方|[各全该本我这那每某其多几两二三四五六七八九十大小老新城乡山县省市区外内东南西北中]|所有|其他|国家级?|国际|国内|省内|市内|境内|沿海|"
    r"沿边|内陆|边境|陆路|水路|重点|主要|相关|有关|部分|特殊|特定|对外|开放|综合|经济|工业|高新|产业|科技|现代|核心|周边|民族|贫困|"
    r"成为|通过|经过|作为|位于|来到|抵达|进入|实现|推动|助力|支持|服务|打造|建设|提升|依托|围绕|革命|功能|特色|试点|跨境|自由|专业|二线|一线|中心|地级|县级|直辖|省会|港口|内外贸|首个|两个|这个|一个|各个|多个|当地|我国|全国|中国|"
    r"[一二三四五六七八九十]类|[一二三四五六七八九十]大|[东西南北中]部)+"
    r"|.*(?:城|超|股|楼|都|夜|早|上|地|社|园|灾|老|景|校|展|牧|林|矿|战|时|禁|误|小|产|辖|郊|库|厂|街|功能|示范|合作|贸易|保税|开发|自贸|集聚|省|市|县)"
)  # fmt: skip
_WIRE: Final = re.compile("([\u4e00-\u9fff]{2,3})讯")
Spans = Callable[[int, int], list[tuple[int, int, Word]]]
"""Gives the lexicon's words of a span, each with its start and end."""


def _word(name: str, form: str, kind: str) -> Word:
    return Word("regions", form, name, "", {"kind": kind})


def by_form(text: str, words: Spans, taken: list[Mention]) -> list[Mention]:
    """The places of ``text`` that their endings tell, none of which is ``taken`` by something else."""
    found: list[Mention] = []
    names: dict[str, Word] = {}
    place = 0
    for ending in _ENDING.finditer(text):
        kind, at, end = ending.lastgroup or "", ending.start(), ending.end()
        while place < len(taken) and taken[place].end <= at:
            place += 1
        if place < len(taken) and taken[place].start < end:
            continue
        floor = max(taken[place - 1].end if place else 0, found[-1].end if found else 0)
        ported = kind == "zone" and bool(found) and found[-1].end == at and found[-1].get("kind") == "port"
        start = found.pop().start if ported else _beginning(text, words, floor, at, end, kind)
        if start < 0:
            short = _by_first(text, words, names, at) if kind == "city" and at > floor else None
            if short is not None:
                found.append(Mention(at - 1, end, "regions", text[at - 1 : end], short))
            continue
        stem = text[start:at]
        end = at if kind == "office" else end
        bare = kind in ("city", "office")
        word = _word(stem if bare else text[start:end], stem, "city" if bare else kind)
        found.append(Mention(start, end, "regions", text[start:end], word))
        if kind not in ("zone", "port") and len(stem) > 1:
            names.setdefault(stem, word)
    return found + _bare(text, names, [*taken, *found]) if names else found


def _by_first(text: str, words: Spans, names: dict[str, Word], at: int) -> Word | None:
    """The city that the text names elsewhere, by its first character (哈市)."""
    for _, _, word in words(0, len(text)):
        if word.form[0] == text[at - 1] and word.kind == "regions" and word.data.get("kind") == "city":
            return word
    return next((word for stem, word in names.items() if stem[0] == text[at - 1]), None)


def _beginning(text: str, words: Spans, floor: int, at: int, end: int, kind: str) -> int:
    """Where the name before an ending begins; -1 where there is none."""
    start = at
    while start > max(floor, at - _LONGEST[kind]) and _HAN.match(text[start - 1]):
        start -= 1
    whole = start == floor or start > at - _LONGEST[kind] or not _HAN.match(text[start - 1])
    first = _behind_words(words, start, at, end, kind)
    if first < 0:
        return -1
    first = max(first, _behind_verb(text, first, at))
    for place in range(at - _SHORTEST[kind] - 1, first - 1, -1):
        if text[place] in _BOUNDS:
            first = place + 1
            break
    if text[at - 1] in _NO_END:
        return -1
    named = len(text[first:at]) >= _SHORTEST[kind] and _NO_STEM.fullmatch(text[first:at]) is None
    return first if named and (whole or first > start) else -1


def _behind_verb(text: str, start: int, end: int) -> int:
    """Where a name may begin behind a verb or a particle (作为|哈市)."""
    at = max(0, start - 2)
    made = start
    for word, tag in nouns.tagged(text[at : end + 1]):
        at += len(word)
        ends = tag[0] in "vpcudrt" and (len(word) > 1 or word in _BOUNDS or word in _ADVERBS)
        made = at if at <= end and ends else made
    return made


def _behind_words(words: Spans, start: int, at: int, end: int, kind: str) -> int:
    """Where a name may begin behind the lexicon's words; -1 where one of them reaches into its ending.

    A zone takes the place it lies in into its name.
    """
    begun = ended = -1
    for first, last, word in words(max(0, start - _LONGEST["zone"]), end):
        if last > at:
            if first < at:
                return -1
        elif last > start:
            begun = begun if first == ended else first
            ended = last if word.data.get("kind") == "city" else -1
            held = kind == "zone" and (word.kind in ("regions", "stops") or last == at)
            if kind == "port" and word.kind == "regions" and last == at:
                start = max(begun, at - _LONGEST[kind])
            else:
                start = start if held and first >= start else last
    return start


def _bare(text: str, names: dict[str, Word], taken: list[Mention]) -> list[Mention]:
    """The bare names of places that the text names in full elsewhere."""
    spans = {place for one in taken for place in range(one.start, one.end)}
    made = []
    for one in re.finditer("|".join(sorted(names, key=len, reverse=True)), text):
        if one.start() not in spans and one.end() - 1 not in spans:
            made.append(Mention(one.start(), one.end(), "regions", one[0], names[one[0]]))
    return made


def wired(dateline: str, known: list[tuple[int, int, Word]], words: Spans) -> list[Word]:
    """The places of a dateline: those known, those told by their form, and the one of 江州讯."""
    found = [one.word for one in by_form(dateline, words, []) if one.word is not None]
    wire = _WIRE.match(dateline)
    if wire is not None and not known:
        found.append(_word(wire[1], wire[1], "city"))
    return [word for _, _, word in known] + found
