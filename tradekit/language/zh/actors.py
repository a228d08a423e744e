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
TOWARDS: Final = "对自从向与同跟往至和"
EVIDENCE: Final[dict[str, Evidence]] = table("zh", "who")
_PLACES: Final = frozenset(("partners", "regions"))
_PASSED: Final = frozenset(
    "period functions commodities lists comparisons qualifiers statuses sayings counts".split()
)
_MARKET_IS: Final = re.compile(
    r"(?:市场|伙伴|来源[地国]?|目的[地国]|国家|地区|对象)中?[^，。]{0,5}?(?:为|是|有|包括|[：:])$"
)
_LED: Final = re.compile(r"(?:[对自从向与同跟往至和]|(?:出口|销售|销|输|卖|运|发)到|面向|输)$")
_LED_FAR: Final = re.compile(
    r"[对自从向与同](?![期比时样月年外此来]|[^，]*(?:以来|起|看|年|月))[^，对自从向与同出进]{0,30}$"
)
_BY: Final = re.compile(r"由$")
_TOLD: Final = re.compile(
    r"(?:受到?|因|由于|面对|面临|针对|除了?|不含|不包括|包括|根据|据|取代|超过|超越|高于|低于|多于|少于|仅次于|不及|作为|随着)$"
)
_VIA: Final = re.compile(r"(?:经|经由|途经|取道)$")
_MENTIONED: Final = re.compile(
    r"(?:的)?(?:当地|国内|主要|大型|本土)?(?:企业|公司|厂商|商家|品牌|政府|央行|经济|关税|需求|制裁|总统|总理|消费|通胀|疫情|加征|客户|买家|"
    r"进口商|出口商|贸易商|库存|股市|媒体|官员|学者|专家|农民|农场|航线|航班|班列)"
)
_ABOUT: Final = re.compile("方面(?:的)?|[：:][^，。；\\n]{0,12}(?:出口|进口|贸易|顺差|逆差)")
_BEYOND: Final = re.compile("[以之]外|外的")
_MARKET: Final = re.compile(r"(?:等)?(?:国家|地区)?市场")
_OFFICE: Final = re.compile(
    r"(?:市|省|区|县|州|全国|中央|国家|联邦|特区|地区)*(?:政府)?[\u4e00-\u9fff]{0,10}?"
    r"(?:海关(?!特殊|监管)|总局|税厅|务厅|计厅|统计局|统计署|统计处|普查局|商务局|务省|产业省|水产省|秘书处|委员会|协会|联合会|联盟|商会|交易所|"
    r"研究所|口岸办|外汇局|贸促会|总署|信息署|[农商工贸外财经产渔林矿能运交投划政易济业务息源]部(?![分门署长队落件])|"
    r"棕榈油局|[务管息林业粮物计]局(?!面|部|势))"
)
_WHOSE: Final = re.compile(
    r"(?:的)?(?:第[一二三四五六七八九十\d]+|最|首|前[一二三四五六七八九十\d]+)?大?(?:的)?(?:[^是为成系][\u4e00-\u9fff]{0,3}?)?"
    r"(?:贸易伙伴|出口市场|进口市场|进口来源|出口目的|海外市场|供应国|供应方)"
)
_TRADES: Final = re.compile(r"(?:的|货物|商品|全年|上旬|中旬|下旬|上中旬)*")
_GLUE: Final = re.compile(r"[的了和及与、等各\s（）()“”]+")
_PARTNER_OF: Final = re.compile(r"伙伴|市场|来源|目的地")
_PAIR: Final = re.compile("双边|贸易(?!战|摩擦|谈判|协)|经贸|进出口")
_US: Final = frozenset(("我国", "中国大陆"))
_TO_US: Final = frozenset("对自从向与同和")
_RANKING: Final = frozenset(("compounds", "partners"))
_PLACE_TAIL: Final = re.compile(r"口岸|关区|港口")
_DISTRICTS: Final = frozenset(("province", "city", "county"))
_OWN: Final = re.compile(r"(?![的和与及、对]).{0,2}")
_AND_OTHERS: Final = re.compile(
    r"等(?:[\d一二三四五六七八九十]+(?:个)?)?(?:省区市|省市区|省市|省份|省|市|地区|地)?"
)
_FAR: Final = 14
"""So many unrecognised characters may stand between a country and its flow (缅甸通过海运出口)."""


@final
class Actors:
    """Who is named in a part: ``reporter`` trades, ``partner`` is traded with.

    ``weak`` where the reporter may as well be the partner (巴西大豆进口量); ``china``: China is traded with;
    ``home``: it trades, by its name; ``margin``: by how much the roles won.
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
    home = weak = False
    margin = 99.0
    for run in _runs(text, mentions):
        around = Around(text, mentions, run, start, end, ours)
        role, lead, codes = weigh(around.evidence())
        margin = min(margin, lead)
        if len(run) == 1 and run[0].name == HOME:
            china = china or role == "partner" or run[0].text == "中"
            home = home or role in ("agent", "")
            continue
        names = _names(text, run)
        if role != "partner" and _is_pair(text, run):
            reporter, partner = _member(run[0]), _member(run[1])
            continue
        if role == "partner":
            if text.endswith("等", start, run[0].start) and partner is not None and "led" not in codes:
                if not _PARTNER_OF.search(names.joined):
                    partner = Listed(partner.names, names.joined, partner.start, names.end)
            elif partner is None or not codes <= _BY_ITSELF or _PARTNER_OF.search(partner.joined):
                partner = names
        elif role == "agent":
            reporter = _zone(text, reporter, run, names) or names
            weak = codes == _WEAK
    if reporter is not None and china and partner is None:
        partner = Listed((HOME,), HOME, start, start)
    return Actors(reporter, partner, china, home and not china, weak, margin)


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
    abroad = [one for one in mentions if one.kind == "partners" and one.name != "世界"]
    made: list[list[Mention]] = []
    for run in groups(text, abroad):
        made.append(run[:1])
        for one in run[1:]:
            apart = HOME in (one.name, made[-1][-1].name) and "、" not in text[made[-1][-1].end : one.start]
            if apart:
                made.append([one])
            else:
                made[-1].append(one)
    made += groups(text, [one for one in mentions if one.kind == "regions"])
    made.sort(key=_first)
    return made


def _first(run: list[Mention]) -> int:
    return run[0].start


def _ours(text: str, mentions: list[Mention]) -> bool:
    """Whether 我国 trades: then the other places of the part are those it trades with."""
    for one in mentions:
        if one.kind == "functions" and one.text == "我国":
            return text[one.start - 1 : one.start] not in _TO_US
    return False


def _to_us(text: str, mentions: list[Mention]) -> bool:
    """Whether 我国 or 中国大陆 is traded with (对我国出口)."""
    for one in mentions:
        if one.kind == "functions" and one.text in _US:
            return one.start > 0 and text[one.start - 1] in _TO_US
    return False


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
        made = self._passing()
        if self.run[0].kind == "regions":
            made.append("region")
            led = self.lead[-1:] in ("对", "向", "与", "同") and self.onward[0] == "flows"
            return [*made, "led"] if led else made
        return made + self._partner() + self._agent()

    def _passing(self) -> list[str]:
        made = []
        if self.lead.endswith("在"):
            made.append("in")
        if self.lead.endswith("作为"):
            made.append("told")
        at = self.run[-1].end
        if _VIA.search(self.lead) and not _PLACE_TAIL.search(self.text, self.run[-1].start, at + 6):
            made.append("via")
        if is_office(self.text, self.run[-1]):
            made.append("office")
        if self.run[0].kind == "partners":
            if _BEYOND.match(self.text, self.run[-1].end):
                made.append("beyond")
            if _TOLD.search(self.lead):
                made.append("told")
            if _MENTIONED.match(self.text, self.run[-1].end):
                made.append("mentioned")
        return made

    def _partner(self) -> list[str]:
        made = []
        last, text = self.lead[-1:], self.text
        among = self.lead.endswith("其中")
        if not among and (_LED.search(self.lead) or (last == "由" and self.onward[0] == "flows")):
            made.append("led")
        elif not among and (last == "中" or (last in "—-–－·" and last and HOME in self.lead)):
            made.append("joined")
        elif not among and _LED_FAR.search(self.lead):
            made.append("led.far")
        if self._behind_flow():
            made.append("object")
        if self.ours:
            made.append("home")
        if not self._generic() and self._ranked():
            made.append("ranked")
        if self._alone():
            made.append("alone")
        if _MARKET.match(text, self.run[-1].end) or _MARKET_IS.search(self.lead):
            made.append("market")
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
        if self._generic():
            return []
        if _ABOUT.match(self.text, self.run[-1].end):
            return ["about"]
        if _WHOSE.match(self.text, self.run[-1].end):
            return ["whose"]
        if what == "towards":
            return ["towards"]
        if what == "flows":
            return self._trades()
        if what == "others" and gap == 0 and ("period" in passed or "commodities" not in passed):
            return ["counts"]
        return ["dated"] if what == "" and "period" in passed and not gap and self._heads() else []

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
        if self.text[at : at + 1] in ("对", "占", "在"):
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
    """Whether two countries by one character trade with each other (韩美贸易额)."""
    both = len(run) == 2 and run[1].end - run[0].start == 2
    return both and _PAIR.match(text, run[1].end) is not None


def _member(one: Mention) -> Listed:
    return Listed((one.name,), one.name, one.start, one.end)


def is_office(text: str, one: Mention) -> bool:
    """Whether an office of the place is named (韩国关税厅, 江州海关, 越南水产出口协会)."""
    return _OFFICE.match(text, one.end) is not None


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
        return Listed((joined,), joined, names.start, others.end())
    return names


def _zone(text: str, place: Listed | None, run: list[Mention], zone: Listed) -> Listed | None:
    """A zone named with its place (成都高新综合保税区)."""
    if place is None or len(place.names) > 1 or len(run) > 1 or run[0].get("kind") != "zone":
        return None
    if _OWN.fullmatch(text[place.end : zone.start]) is None:
        return None
    joined = text[place.start : zone.end]
    return Listed((joined,), joined, place.start, zone.end)
