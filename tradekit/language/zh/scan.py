"""Scan: one pass over a paragraph finds its mentions, in order, none overlapping."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, final

import regex

from tradekit.language.lexicon import Lexicon, Word
from tradekit.language.mentions import Mention, PeriodMention, Quantity, Scan
from tradekit.language.zh.deixis import resolved
from tradekit.language.zh.landmarks import LEADS, landmarks
from tradekit.language.zh.periods import find_periods
from tradekit.language.zh.places import by_form, wired
from tradekit.language.zh.quantities import HIGHEST, find_quantities

_ACTORS: Final = frozenset(("partners", "regions", "enterprises"))
_TOUCHING: Final = frozenset(("directions", "qualifiers"))
_BEFORE_NUMBER: Final = frozenset("长下增减升降涨跌快慢低高超破近约逾上达至到了为仅")


_PAIR: Final = re.compile(
    r"[中对自从向与东西](?:"
    r"(?P<compass>(?<=[东中西])(?=(?:[、和与][东中西])+部))"
    r"|(?<=[对自从向与])(?P<all>[美欧日韩俄英德法印澳](?:[、和及与]?[美欧日韩俄英德法印澳]){1,4})"
    r"(?=(?:[、和及与][^，。；、]{2,6})*(?:出口|进口|进出口|贸易|分别|等|三国|两国))"
    r"|(?<=[对自从向])(?=[美欧日韩俄英德法印澳华](?:则|也|仅)?(?:分别)?(?:[-+－]?\d|同比|环比|按年|下[降跌滑]|增长|上升|减少|大[增降减跌幅]))"
    r"|(?<=中)(?=.(?:双边|两国|贸易|进出口|经贸|农产品|货物|外贸|间|[^，。；、对]{2,8}贸易[额总]))"
    r"|(?<=[对自从向])(?!美好|美丽|美元|日益|日前|日常|港口|台风|新兴|新市|新增|马上)(?=.(?:出口|进口|进出口|贸易|外贸|货物|顺差|逆差|出|双边|、对|、自|、从|[增减升降跌][长加幅少至]?|[下上][升降跌涨]|成长|大[增减]|猛增|激增|较|同比|按年|环比|[年月季][增减升降跌]"
    r"|[^，。；、]{2,10}(?:出口|进口|贸易[顺逆差总额]|[顺逆]差)))"
    r")"
)
"""Countries by one character behind what leads to them, and 东, 中 or 西 of several parts of the country."""
_BEHIND_LEAD: Final = frozenset("、和与美欧日韩俄英德法印澳中")
"""What stands behind a lead, if it is no country by one character."""
_NEAR: Final = 40
_OF_BASE: Final = re.compile(r"的(?:约|近)?\d[\d.]*(?![\d.]*[%％个])")
_BETWEEN: Final = ("两国", "双方", "两岸", "国间", "之间", "之间的", "国间的")
_WHEN: Final = r"(?:[今去]年|20\d\d[^，。；、\u4e00-\u9fff]{0,4}(?:财年|年度|年)|上半年|前\d+个?月){0,2}"
_TWO: Final = re.compile(
    rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:中(?={_WHEN}(?:双边|两国|贸易|经贸|进出口))"
    rf"|[\u4e00-\u9fff](?={_WHEN}(?:双边|两国|贸易(?!战|摩擦)|经贸)))"
)
"""Two countries by one character each (美中贸易, 韩美贸易)."""
_SHORT: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[美俄韩德法英印澳泰越巴欧]|日(?!出口|进口))(?![\u4e00-\u9fff]?[元币])"
    r"(?P<trades>(?=(?:对[^，。；]{1,6})?(?:出口|进口|贸易[顺逆])|农业部|商务部|海关|统计局|财政部))?"
)
"""A country by one character at the beginning of a clause (俄小麦出口, 美出口下降)."""
_BY_ITSELF: Final = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[的总]))贸易(?:、出口|、进口|和出口|和进口|(?:同比|按年|环比|按月)?(?:增长|上升|下降|减少|萎缩|扩张)(?:了|约|近|超过|逾)*\d)"
)
"""贸易 with a figure of its own, or in a list with flows, and nothing before it that says which."""
_BRACKETED: Final = re.compile(r"[\u4e00-\u9fff]{2,6}[（(]")
"""A name with a bracket behind it."""
_IDIOMS: Final = frozenset(("一方", "两方", "多方", "一度", "一点", "两点"))
"""Numbers in words with what may be a unit, and is none: 另一方面, 一度下降."""
_HAN: Final = regex.compile(r"\p{Han}")


def scan(text: str, lexicon: Lexicon, dateline: str = "", told: str = "") -> Scan:
    """The mentions of ``text``; its ``dateline`` and the reporter that is ``told`` say which city 全市 is.

    >>> from tradekit.language.lexicon import load
    >>> [m.kind for m in scan("2023年我国出口增长0.6%", load()).mentions]
    ['period', 'functions', 'flows', 'directions', 'quantity']
    """
    words = Words(text, lexicon)
    places, breaks = landmarks(text)
    periods = _periods(text, words, places)
    numbers, aside = _numbers(text, lexicon, words, periods, places)
    found = [Mention(one.start, one.end, "period", one.text, None, None, one) for one in periods]
    found += numbers
    found.sort(key=_start)
    found += _abbreviations(text, lexicon, words, found, places)
    found.sort(key=_start)
    found += by_form(text, words.spans, found)
    found.sort(key=_start)
    where = wired(dateline, lexicon.find(dateline), Words(dateline, lexicon).spans) if dateline else []
    made = resolved(text, _with_words(text, found, words, lexicon), lexicon, where, told)
    return Scan(text, tuple(made), tuple(aside), breaks)


def _start(one: Mention) -> int:
    return one.start


@final
class Words:
    """The words of a text by their place."""

    __slots__ = ("_lexicon", "_places", "_starts", "_text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._places = lexicon.places(text)
        self._starts = [start for _, start, _ in self._places]

    def _first(self, start: int) -> int:
        """Which is the first word that begins at a place or behind it."""
        return bisect_left(self._starts, start)

    def within(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The words of the span by their number, each with start and end; none reaches out of it."""
        first, last = self._first(start), self._first(end)
        into = first > 0 and self._places[first - 1][2] > start
        if into or (last > first and self._places[last - 1][2] > end):
            own = self._lexicon.places(self._text[start:end])
            return [(word, start + first, start + last) for word, first, last in own]
        return self._places[first:last]

    def spans(self, start: int, end: int) -> list[tuple[int, int, Word]]:
        """The words that begin in the span, each with start and end."""
        first, last = self._first(start), self._first(end)
        words = self._lexicon.words
        return [(begin, stop, words[number]) for number, begin, stop in self._places[first:last]]

    def hold(self, start: int, end: int) -> bool:
        """Whether a longer word holds the span (中亚五国, 三资企业, 一般贸易)."""
        at = self._first(start + 1) - 1
        if at < 0:
            return False
        _, first, last = self._places[at]
        return end <= last and (first, last) != (start, end)

    def actor(self, start: int) -> bool:
        """Whether a partner, a region or a kind of enterprise begins at a place."""
        return self._kind(start) in _ACTORS

    def goods(self, start: int) -> bool:
        """Whether known goods begin at a place."""
        return self._kind(start) == "commodities"

    def _kind(self, start: int) -> str:
        at = self._first(start)
        begins = at < len(self._places) and self._places[at][1] == start
        return self._lexicon.words[self._places[at][0]].kind if begins else ""


def _periods(text: str, words: Words, places: list[int]) -> list[PeriodMention]:
    found = []
    for one in find_periods(text, places):
        if not words.hold(one.start, one.end) or _OF_BASE.match(text, one.end):
            found.append(one)
    return found


def _numbers(
    text: str, lexicon: Lexicon, words: Words, periods: list[PeriodMention], places: list[int]
) -> tuple[list[Mention], list[tuple[int, int, str]]]:
    """The quantities of the text, and numbers that belong to names (22个自贸试验区, 5G) or idioms (一个)."""
    found: list[Mention] = []
    aside: list[tuple[int, int, str]] = []
    for one in find_quantities(text, lexicon, periods, places):
        start, end, what = one.start, one.end, one.kind
        bare = what in ("count", "plain")
        if one.text.endswith("国") and text[start - 1 : start] in ("（", "("):
            aside.append((start, end, "name"))
        elif abs(one.value) > HIGHEST:
            aside.append((start, end, "too large"))
        elif words.hold(start, end) or (bare and (words.actor(end) or _part_of_name(text, one))):
            aside.append((start, end, "name"))
        elif one.text.endswith("位") and text[start - 1 : start] == "前":
            aside.append((start, end, "ordinal"))
        elif one.unit in ("类", "种", "大类") and text[end : end + 2] in ("商品", "产品", "货物"):
            aside.append((start, end, "near trade"))
        elif one.text in _IDIOMS or (what == "count" and one.text[0] == "一" and one.value == 1):
            aside.append((start, end, "idiom"))
        else:
            found.append(Mention(start, end, "quantity", one.text, None, one))
    return found, aside


def _abbreviations(
    text: str, lexicon: Lexicon, words: Words, taken: list[Mention], places: list[int]
) -> list[Mention]:
    """Countries by one character where only a country can stand (中美贸易, 对日出口)."""
    found, led = _led(text, lexicon, places)
    for one in _SHORT.finditer(text):
        at = one.start()
        if words.goods(at + 1) or one["trades"] is not None:
            led.setdefault(at, False)
    near = 0
    for at in sorted(led):
        word = lexicon.abbreviations.get("华" if text[at] == "中" else text[at])
        if word is None or word.kind != "partners":
            continue
        while near < len(taken) and taken[near].end <= at:
            near += 1
        if near < len(taken) and taken[near].start <= at:
            continue
        if led[at] or not words.actor(at):
            named = _named_near(text, words, at) or word
            found.append(Mention(at, at + 1, "partners", text[at], named))
    return found


def _named_near(text: str, words: Words, at: int) -> Word | None:
    """The country with the same first character that was named right before (巴基斯坦…，对巴出口)."""
    near = None
    for start, end, word in words.spans(max(0, at - _NEAR), at):
        if text[start] == text[at] and end - start > 1 and word.data.get("kind") == "economy":
            near = word
    return near


def _led(text: str, lexicon: Lexicon, places: list[int]) -> tuple[list[Mention], dict[int, bool]]:
    """Parts of the country, and the places of abbreviations: true where several stand together."""
    found: list[Mention] = []
    led: dict[int, bool] = {}
    last = 0
    for at in places:
        if text[at] not in LEADS:
            continue
        behind = text[at + 1 : at + 2]
        may_lead = at >= last and (behind in _BEHIND_LEAD or behind in lexicon.abbreviations)
        match = _PAIR.match(text, at) if may_lead else None
        if match is None:
            continue
        start, last = match.span()
        if match["compass"] is not None:
            for _, _, compass in lexicon.find(text[start] + "部"):
                found.append(Mention(start, last, compass.kind, text[start], compass))
        elif match["all"] is not None:
            led.update({place: True for place in range(start + 1, last) if text[place] not in "、和及与"})
        else:
            led.setdefault(last, False)
    for two in _TWO.finditer(text):
        at, pair = two.start(), two[0].replace("中", "华")
        if pair[0] in lexicon.abbreviations and pair[1] in lexicon.abbreviations:
            led.setdefault(at, False)
            led.setdefault(at + 1, False)
    return found, led


def _part_of_name(text: str, quantity: Quantity) -> bool:
    """Whether a number without unit hangs on Latin letters or a hyphen (E-14, 9E, 5G, CR400)."""
    before, after = text[max(0, quantity.start - 1) : quantity.start], text[quantity.end : quantity.end + 1]
    if before.isascii() and (before.isalpha() or before in "-_"):
        return True
    in_words = quantity.unit and not quantity.text[-1].isascii()
    return not in_words and after.isascii() and after.isalpha()


def _with_words(text: str, found: list[Mention], words: Words, lexicon: Lexicon) -> list[Mention]:
    """What is found and the words between, in order."""
    numbers = {one.start for one in found if one.kind == "quantity"}
    made: list[Mention] = []
    at = 0
    for one in (*found, Mention(len(text), len(text), "end", "")):
        for number, start, end in words.within(at, one.start) if at < one.start else ():
            word = lexicon.words[number]
            if end - start == 1 and word.kind in _TOUCHING and not _touches(text, start, word, made, numbers):
                continue
            if word.kind != "flows" or _is_flow(text, start, end, word, made, words):
                made.append(Mention(start, end, word.kind, word.form, word))
        made.append(one)
        at = one.end
    made.pop()
    return made


def _is_flow(text: str, start: int, end: int, word: Word, before: list[Mention], words: Words) -> bool:
    """Whether a word that says a flow only in some company has it."""
    match word.code:
        case "trade.bare":
            return _of_partner(text, start, before) or _BY_ITSELF.match(text, start) is not None
        case "import.from":
            return _BRACKETED.match(text, end) is not None
        case "import.buy":
            return words.goods(end)
        case "surplus.bare" | "deficit.bare":
            return any([one.kind == "flows" and start - one.end < _NEAR for one in before[-6:]])
    return True


def _of_partner(text: str, start: int, before: list[Mention]) -> bool:
    """Whether 贸易 stands by itself with a partner (中日贸易, 与东盟间贸易, 与东盟的贸易, 两国贸易)."""
    if text.endswith(_BETWEEN, 0, start):
        return True
    if not before or before[-1].kind != "partners":
        return False
    return text[before[-1].end : start] in ("", "间", "的")


_FARTHEST: Final = 12
"""So many characters may lead from a word to its number (增长了约为); looking on costs."""


def _touches(text: str, start: int, word: Word, before: list[Mention], numbers: set[int]) -> bool:
    """Whether a word of one character is one where it stands, by a number: not 增 in 新增加, 超 in 超市."""
    if word.data.get("place") == "after":
        return bool(before) and before[-1].kind == "quantity" and before[-1].end == start
    at = start + 1
    far = min(len(text), at + _FARTHEST)
    while at < far and at not in numbers and text[at] in _BEFORE_NUMBER:
        at += 1
    return at in numbers
