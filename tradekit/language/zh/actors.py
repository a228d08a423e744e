"""Actors: who trades in a part and with whom, chosen by evidence from the words around each place.

A place is no reporter or partner by itself. What speaks for either stands in ``who.csv``; here is how each
piece of it is found. The role with the most weight wins, and by how much tells how sure it is.
"""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.evidence import Evidence, table
from tradekit.language.mentions import Mention
from tradekit.language.said import Listed
from tradekit.language.zh.phrases import groups, listed

HOME: Final = "中国"
WORLD: Final = "世界"
TOWARDS: Final = "对自从向与同跟往至和"
EVIDENCE: Final[dict[str, Evidence]] = table("zh", "who")
_PLACES: Final = frozenset(("partners", "regions"))
_BESIDE: Final = {
    kind: [one for one in EVIDENCE.values() if (one.before or one.behind) and one.of in ("", kind)]
    for kind in _PLACES
}
_PASSED: Final = frozenset(
    "period functions commodities lists comparisons qualifiers statuses sayings counts".split()
)
_TRADES: Final = re.compile(r"(?:的|货物|商品|全年|上旬|中旬|下旬|上中旬)*")
_GLUE: Final = re.compile(r"[的了和及与、等各\s（）()“”]+")
_PARTNER_OF: Final = re.compile(r"伙伴|市场|来源|目的地")
_PAIR: Final = re.compile("双边|贸易(?!战|摩擦|谈判|协)|经贸|进出口")
_BETWEEN: Final = re.compile("之?间的?|双边|两国")
_WITH_EACH_OTHER: Final = re.compile("[^，。；、对向]{0,12}(?:双边|贸易|进出口|经贸|之间|两国)")
_BALANCE: Final = re.compile("的?[^，。；、对向的]{0,8}(?:之间|双边|[顺逆]差|贸易[总额]|赤字|盈余)")
_DASHES: Final = frozenset("-—–－·")
_WITH: Final = frozenset("与同")
_REMARK: Final = 16
_LEFT_OUT: Final = re.compile("（[^（）]{0,6}(?:不?含|不?包括|除)")
_US: Final = frozenset(("我国", "中国大陆"))
_TO_US: Final = frozenset("对自从向与同和")
_RANKING: Final = frozenset(("compounds", "partners"))
_PLACE_TAIL: Final = re.compile(r"港?口岸|关区|港口")
_OWN: Final = re.compile(r"(?![的和与及、对]).{0,2}")
_AND_OTHERS: Final = re.compile(
    r"等(?:[\d一二三四五六七八九十]+(?:个)?)?(?:省区市|省市区|省市|省份|省|市|地区|地)?"
)
_NEAR: Final = 6
_FAR: Final = 14
"""So many unrecognised characters may stand between a country and its flow (缅甸通过海运出口)."""


@final
class Actors:
    """Who is named in a part: ``reporter`` trades, ``partner`` is traded with.

    ``weak`` where the reporter may as well be the partner (巴西大豆进口量); ``china``: China is traded with;
    ``home``: it trades, by its name (both in 中印贸易); ``margin``: by how much the roles won.
    """

    __slots__ = ("china", "home", "margin", "partner", "reporter", "weak")

    def __init__(
        self,
        reporter: Listed | None = None,
        partner: Listed | None = None,
        china: bool = False,
        home: bool = False,
        weak: bool = False,
        margin: float = 0.0,
    ) -> None:
        self.reporter: Final = reporter
        self.partner: Final = partner
        self.china: Final = china
        self.home: Final = home
        self.weak: Final = weak
        self.margin: Final = margin


NOBODY: Final = Actors()


def named(text: str, mentions: list[Mention], kind: str) -> Listed | None:
    """The last list of mentions of ``kind`` (民营企业、外商投资企业), by their names."""
    runs = groups(text, [one for one in mentions if one.kind == kind])
    if not runs:
        return None
    return listed(text, runs[-1], [one.name for one in runs[-1]])


def read(text: str, mentions: list[Mention], start: int, end: int) -> Actors:
    """Who trades with whom in the part ``[start, end)``, by its free ``mentions``."""
    ours = _ours(text, mentions)
    reporter = partner = None
    china = _to_us(text, mentions)
    home = weak = both = False
    margin = 99.0
    for run in _runs(text, mentions):
        role, lead, codes = weigh(Around(text, mentions, run, start, end, ours).evidence())
        margin = min(margin, lead)
        if len(run) == 1 and run[0].name == HOME:
            china = china or role == "partner" or run[0].text == "中"
            home = home or role in ("agent", "")
        elif role != "partner" and _is_pair(text, run):
            reporter, partner = _member(run[0]), _names(text, run[1:])
        elif role == "partner" or (role and run[0].name == WORLD):
            partner = _partner(text, start, run, codes, partner)
            both = both or "joined" in codes
        elif role == "agent":
            reporter = _zone(text, reporter, run, _names(text, run))
            weak = codes == _WEAK
    if reporter is not None and china and partner is None:
        partner = Listed((HOME,), HOME, start, start)
    home = not reporter and (both or (home and not china))
    return Actors(reporter, partner, china or both, home, weak, margin)


def _partner(
    text: str, start: int, run: list[Mention], codes: frozenset[str], before: Listed | None
) -> Listed | None:
    """The partner after one more is named: one that is led counts for more, 等 goes on with the list."""
    whole = run[0].name == WORLD
    names = Listed(("",), "", run[0].start, run[0].end) if whole else _names(text, run)
    if before is None:
        return names
    if text.endswith("等", start, run[0].start) and "led" not in codes:
        if _PARTNER_OF.search(names.joined):
            return before
        return Listed(before.names, names.joined, before.start, names.end)
    return names if not codes <= _BY_ITSELF or _PARTNER_OF.search(before.joined) else before


def evidence(text: str, mentions: list[Mention], place: int, end: int) -> list[str]:
    """The evidence for the role of the place that stands at ``place``, by its codes."""
    for run in _runs(text, mentions):
        if run[0].start <= place < run[-1].end:
            return Around(text, mentions, run, 0, end, _ours(text, mentions)).evidence()
    return []


_BY_ITSELF: Final = frozenset(("alone", "ranked", "home"))
_WEAK: Final = frozenset(("trades.goods",))


def weigh(codes: list[str]) -> tuple[str, float, frozenset[str]]:
    """The role for which the evidence speaks most, by how much, and the codes that speak for it.

    >>> weigh(["led", "trades"])[:2]
    ('partner', 1.0)
    """
    sums: dict[str, float] = {}
    for code in codes:
        one = EVIDENCE[code]
        sums[one.role] = max(sums.get(one.role, 0.0), one.weight)
    if not sums:
        return "", 0.0, frozenset()
    ranked = sorted(sums.items(), key=_weight)
    lead = ranked[-1][1] - (ranked[-2][1] if len(ranked) > 1 else 0.0)
    role = ranked[-1][0]
    return role, lead, frozenset([code for code in codes if EVIDENCE[code].role == role])


def _weight(one: tuple[str, float]) -> float:
    return one[1]


def _runs(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """The places of a part, those of one list together; China is in no list (中国与巴西)."""
    named = [one for one in mentions if one.kind in _PLACES and not _bracketed(text, one)]
    abroad = [one for one in named if one.kind == "partners"]
    made: list[list[Mention]] = []
    for run in groups(text, abroad):
        dashed = bool(made) and len(run) == 1 and text[made[-1][-1].end : run[0].start] in _DASHES
        if dashed and HOME not in (run[0].name, made[-1][-1].name):
            made[-1].append(run[0])
            continue
        made.append(run[:1])
        for one in run[1:]:
            last = made[-1][-1]
            two = len(run) == 2 and "、" not in text[last.end : one.start]
            ours = two and HOME in (one.name, last.name)
            if ours and _WITH_EACH_OTHER.match(text, run[-1].end):
                made.append([one])
            else:
                made[-1].append(one)
    made += groups(text, [one for one in named if one.kind == "regions"])
    made.sort(key=_first)
    return made


def _bracketed(text: str, one: Mention) -> bool:
    """Whether it stands in a remark that says what is left out or meant (欧盟（不含英国）)."""
    opens = text.rfind("（", max(0, one.start - _REMARK), one.start)
    return opens >= 0 and text.find("）", opens, one.start) < 0 and _LEFT_OUT.match(text, opens) is not None


def _first(run: list[Mention]) -> int:
    return run[0].start


def _ours(text: str, mentions: list[Mention]) -> bool:
    """Whether 我国 trades: then the other places of the part are those it trades with."""
    for one in mentions:
        if one.kind == "functions" and one.text == "我国":
            if _shared(text, one):
                return True
            return text[one.start - 1 : one.start] not in _TO_US and not text.endswith("进口", 0, one.start)
    return False


def _to_us(text: str, mentions: list[Mention]) -> bool:
    """Whether 我国 or 中国大陆 is traded with (对我国出口)."""
    for one in mentions:
        if one.kind == "functions" and one.text in _US and not _shared(text, one):
            return one.start > 0 and (text[one.start - 1] in _TO_US or text.endswith("进口", 0, one.start))
    return False


def _shared(text: str, one: Mention) -> bool:
    """Whether a trade is told of as of both sides (东盟与我国贸易总值): then it is ours."""
    return text[one.start - 1 : one.start] in ("与", "同", "和") and _PAIR.match(text, one.end) is not None


@final
class Around:
    """A run of places and what stands around it, from which the evidence for its role is read."""

    __slots__ = ("end", "lead", "mentions", "onward", "ours", "run", "start", "text")

    def __init__(
        self, text: str, mentions: list[Mention], run: list[Mention], start: int, end: int, ours: bool
    ) -> None:
        self.text: Final = text
        self.mentions: Final = mentions
        self.run: Final = run
        self.start: Final = start
        self.end: Final = end
        self.ours: Final = ours
        self.lead: Final = text[start : run[0].start]
        self.onward: Final = _onward(text, mentions, run[-1].end, end)

    def evidence(self) -> list[str]:
        """The codes of all evidence that there is."""
        text, first, last = self.text, self.run[0], self.run[-1]
        generic = self._generic()
        made = [
            one.code
            for one in _BESIDE[first.kind]
            if not (generic and one.role == "agent") and one.stands(text, first.start, last.end, self.start)
        ]
        if "beyond" in made and text[last.end - 1] == "国":
            made.remove("beyond")  # 日本国内 is 日本 and 国内
        if "via" in made and _PLACE_TAIL.search(text, first.start, last.end + 6) and not self._led_through():
            made.remove("via")
        if first.kind == "regions":
            return [*made, "region"]
        return made + self._partner(generic) + ([] if generic else self._agent())

    def _led_through(self) -> bool:
        """Whether somebody's trade only passes it (云南经广东口岸出口)."""
        for one in self.mentions:
            if one.kind in _PLACES and self.start <= one.start and 0 < self.run[0].start - one.end <= _NEAR:
                return True
        return False

    def _partner(self, generic: bool) -> list[str]:
        made = []
        if self._behind_flow():
            made.append("object")
        if self.ours:
            made.append("home")
        if not generic and self._ranked():
            made.append("ranked")
        if self._alone():
            made.append("alone")
        return made

    def _generic(self) -> bool:
        """Whether the name itself says that it is a partner (十大贸易伙伴)."""
        return _PARTNER_OF.search(self.text, self.run[0].start, self.run[-1].end) is not None

    def _behind_flow(self) -> bool:
        for one in self.mentions:
            if one.kind == "flows" and one.end == self.run[0].start:
                return one.text[-2:] in ("出口", "进口", "外销", "销往", "输往", "运往")
        return False

    def _ranked(self) -> bool:
        for one in self.mentions:
            if one.kind in _RANKING and _PARTNER_OF.search(one.text):
                return True
        return False

    def _agent(self) -> list[str]:
        what, passed, gap = self.onward
        if what == "towards":
            return ["towards"]
        if what == "flows":
            return self._trades()
        if what == "others" and gap == 0 and ("period" in passed or "commodities" not in passed):
            return ["counts"]
        told = (what == "" and not gap) or (what == "directions" and gap <= _FAR)
        return ["dated"] if told and "period" in passed and self._heads() else []

    def _trades(self) -> list[str]:
        _, passed, gap = self.onward
        if "commodities" not in passed and gap <= 1:
            return ["trades"]
        if "period" in passed and gap <= 4:
            return ["trades.dated"]
        if "commodities" in passed and gap <= 1:
            return ["trades.goods"]
        return ["trades.far"] if gap <= _FAR and self._heads() else []

    def _heads(self) -> bool:
        """Whether nothing but periods and adverbs stands before it in its part."""
        rest = self.lead
        for one in self.mentions:
            if one.end <= self.run[0].start and one.kind in _QUIET:
                rest = rest.replace(one.text, "", 1)
        return len(_GLUE.sub("", rest)) <= 1

    def _alone(self) -> bool:
        """Whether it is named as the subject itself: 日本，608.1亿美元; 东盟增长5%; 美国市场增长."""
        for one in self.mentions:
            if self.start <= one.start < self.run[0].start and one.kind not in _QUIET:
                return False
        tail = re.match(r"(?:市场|地区|等|国家|和地区)*", self.text[self.run[-1].end :])
        at = self.run[-1].end + (tail.end() if tail else 0)
        if self.text[at : at + 1] in ("对", "占", "在", "较", "比"):
            return True
        follow = next((one for one in self.mentions if one.start >= at), None)
        if follow is None:
            return self.text[at : at + 1] in ("", "，", "：", "对", "占", "在") or at >= self.end
        return follow.start == at and follow.kind in _AFTER_ALONE


_QUIET: Final = frozenset(("period", "functions", "lists", "sayings"))
_AFTER_ALONE: Final = frozenset(
    ("directions", "lists", "comparisons", "flows", "shares", "qualifiers", "commodities")
)
Onward = tuple[str, frozenset[str], int]
"""What a place comes upon next, what is passed on the way, and how many characters say something else."""


def _is_pair(text: str, run: list[Mention]) -> bool:
    """Whether two countries trade with each other (韩美贸易额, 美国和欧盟之间的贸易)."""
    between = text[run[0].end : run[1].start] if len(run) > 1 else "、"
    if between in _DASHES and len(run) == 2:
        return _WITH_EACH_OTHER.match(text, run[1].end) is not None
    if between in _WITH:
        return _BALANCE.match(text, run[-1].end) is not None
    if between == "、" or len(run) != 2:
        return False
    short = run[1].end - run[0].start == 2
    return (_PAIR if short else _BETWEEN).match(text, run[1].end) is not None


def _member(one: Mention) -> Listed:
    return Listed((one.name,), one.name, one.start, one.end)


def is_office(text: str, one: Mention) -> bool:
    """Whether an office of the place is named (韩国关税厅, 江州海关, 越南水产出口协会)."""
    return EVIDENCE["office"].stands(text, one.start, one.end, one.start)


def _onward(text: str, mentions: list[Mention], at: int, end: int) -> Onward:
    passed: set[str] = set()
    gap = 0
    for one in mentions:
        if one.start < at:
            continue
        if one.start >= end:
            break
        between = text[at : one.start]
        if one.kind in _PLACES:
            towards = between[-1:] in TOWARDS and (between or one.text == HOME)
            return ("towards" if towards else "place"), frozenset(passed), gap
        gap += len(_TRADES.sub("", _GLUE.sub("", between)))
        if one.kind not in _PASSED:
            return one.kind, frozenset(passed), gap
        passed.add(one.kind)
        at = one.end
    return "", frozenset(passed), gap


def _names(text: str, run: list[Mention]) -> Listed:
    """A run by its names; with 口岸 or 关区 behind it, or 等省市, where it has such."""
    names = listed(text, run, [one.name for one in run])
    if run[0].kind != "regions":
        return names
    tail = _PLACE_TAIL.match(text, names.end)
    if tail and len(run) == 1:
        return Listed((names.names[0] + tail[0],), names.names[0] + tail[0], names.start, tail.end())
    others = _AND_OTHERS.match(text, names.end)
    if others and len(run) > 1:
        joined = text[names.start : others.end()]
        return Listed(names.names, joined, names.start, others.end())
    return names


def _zone(text: str, place: Listed | None, run: list[Mention], zone: Listed) -> Listed:
    """The reporter named last, a zone with its place (成都高新综合保税区)."""
    if place is None or len(place.names) > 1 or len(run) > 1 or run[0].get("kind") != "zone":
        return zone
    if _OWN.fullmatch(text[place.end : zone.start]) is None:
        return zone
    joined = text[place.start : zone.end]
    return Listed((joined,), joined, place.start, zone.end)
