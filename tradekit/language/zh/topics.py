"""Topics: which indicator a part of a clause names, and of which sector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tradekit.language.families import Hit, Topic
from tradekit.language.lexicon import Word
from tradekit.language.mentions import Aside, Mention, Part, Span
from tradekit.language.said import Listed
from tradekit.language.zh.actors import HOME
from tradekit.language.zh.phrases import groups, listed

_PARTING: Final = frozenset(
    "period quantity regions partners lists comparisons directions functions statuses sayings shares".split()
)
"""Kinds of mentions that end a name."""
_BREAK: Final = re.compile(
    r"[，,：:；;（）()“”\s]|实现|完成|录得|组织|发放|投放|接待|处置|投入|安排|相应|常住人口|[年月季]末|经季节性?调整[后的]*|[以按](?:美元|人民币)(?:计价?|计算)|按年率(?:计算)?|"
    r"金融机构(?=本外币|人民币|各项)|运行|位于|维持|处于|突破了?|站[上稳]|符合|折合|约合|每[天年月个]|"
    r"同口径|可比口径|可比(?=增|下|上)|[向上下]{2}修订|修订[为后]?|上调|下调|实质|实际|名义|日均|平均|月均|现价|总量|[亦也]?[高低优好差强弱快慢大小逊]于|[亦也]?[高低差好胜]过|[高低多少快慢]出了?|不及|不如|超出?(?=市场|预|此前)|最新(?=失业|数据)|市场(?:原先|此前|普遍|平均|一致)*(?=预|估)|预期|前值|来看|(?:去除|撇除|剔除|不包括)[^，]{1,14}?[的后]|"
    r"扣除[^，]{1,14}?因素(?:影响)?后?|按?自然口径(?:计算)?|按[^，]{1,8}口径(?:计算)?|"
    r"分[^，]{1,8}看|从[^，]{1,10}看|方面|受[^，]{1,12}影响|[中里](?=[，,]|$)|以来|连续[^，]{1,4}|由|转为|报(?=$)|的消费(?=$)|升值|省区市?|省份|"
    r"贬值|[增减]产"
)
_LEAD: Final = re.compile(
    r"(?:其中|中(?=食品|居住|猪|鲜|服务|生产资|生活资)|其(?![他余它])|居民人均|人均|而|但|另外|此外|同时|、|的|和|与|及(?!其)|以及|中(?=$|[^\u3400-\u9fff])|内(?=$)|"
    r"全体|全(?!社会|口径)|各(?!项|类)|该|本(?!外币|地|币)|当|以|也|较|主要(?!农)|累计|共|总(?=$)|今年|吸收|利用|了|为|在|"
    r"是|有(?!色)|又|则|末|底|初|份|随着|拉动|带动|使|占|对|比|类|按|等|到|至|从)+"
)
_VERB: Final = re.compile(r"(?:累计|共|分别)?(?:实现|完成)?的?")
_PRICED: Final = re.compile(
    r"(?:去除|撇除|剔除|扣除|不包括|除去)[^，]{1,14}?(?:后的?|的)(?=[^，]{0,2}(?:核心|综合|消费|CPI|通胀))|"
    r"(?:扣除|剔除|按照?|以)[^，]{0,6}价格?(?:因素|影响|变动因素)?(?:计算|计)?|可比价格?|不变价格?|现价"
)
_TAIL: Final = re.compile(
    r"(?:的|等|为|常住|达到?|实现|完成|累计|合计|总额|总值|总量|规模|余额|增加值|增量|存量|数|额|水平|分别|中|，|、|达|至|到|"
    r"是|有|继续|保持|也|均|都|已|约|近|超|超过|突破|逾|总体|则|同比|小幅|大幅|略|微|较快|出现|呈|在|共|仍|再|又|当月|"
    r"单月|指数|净流入|净流出|平均|价格)+$"
)
_SECTOR: Final = re.compile(
    r"(?:业|地区|领域|居民|单位|企业|部门|商品|城镇|农村|乡村|城市|住宅|旅客|游客|零售|收入|支出|投资|贷款|存款|类|用品|"
    r"产品|食品)$"
)
_NUMBERED: Final = re.compile(r"(?P<list>[一二三](?:、[一二三])+)(?P<tail>线城市.*)")
_FROM: Final = re.compile(r"来自|[自从]$")
_LED: Final = re.compile(r"[对向自从在与由到赴除经]$")
_OF_PRICES: Final = re.compile(
    r"实质|实际(?!使用|利用|到位|吸收|外资|对|投)|可比价|不变价|[扣剔]除[^，]{0,4}价格"
)
_WIDEST: Final = 40


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a sector with its span; ``known`` as such, by its ``word`` or by how it ends."""

    phrase: str
    start: int
    end: int
    known: bool
    enterprise: str = ""
    word: Word | None = None

    @property
    def said(self) -> bool:
        """Whether anything is named."""
        return bool(self.phrase or self.enterprise)


_LISTING: Final = re.compile(r"(?:依次|分别|包括)(?:为|是|有|)[：:]?$")
_NONE: Final = Name("", 0, 0, False)


def topic(text: str, part: Part, apart: list[Aside], hits: list[Hit]) -> Topic:
    """What the part names; ``hits`` are the words of indicators and sectors in it."""
    end = part.group[0].start if part.group else part.end
    start = min([part.start, *[hit.start for hit in hits]])
    moved = _MOVED.search(text, start, end) if part.group else None
    end = moved.start() if moved is not None else end
    own = part.mentions
    priced = [found.span() for found in _PRICED.finditer(text, start, end)]
    inside = [
        hit
        for hit in hits
        if hit.end <= end and not _aside(apart, hit.start)
        if not any(first <= hit.start and hit.end <= last for first, last in priced)
    ]
    pieces = _pieces(text, start, end, own, apart, inside)
    head: Hit | None = None
    for hit in inside:
        short = head is not None and text[head.end : hit.start] in ("（", "(")
        if hit.indicator is not None and not (short and _head_code(hit) == _head_code(head)):
            head = hit
    if head is None and part.group:
        head = _of_figure(text, part.group[-1].end, hits)
        own_piece = [(part.group[-1].end + 1, head.start)] if head is not None else []
        pieces = own_piece or pieces
    lead = text[start:end]
    within = head is None and not part.group and lead.rstrip().endswith(("中", "里"))
    named = [(hit.start, hit.end) for hit in inside if hit.indicator is None]
    whose = [one for one in own if (one.start, one.end) not in named]
    places, home, partners = _places(text, whose, apart, start, end)
    real = _OF_PRICES.search(lead) is not None
    joint = moved is not None and "合计" in moved[0]
    name = _headed(text, pieces, head, inside) if head is not None else _bare(text, pieces, inside)
    phrase = name.phrase
    sector = Listed((_numbered(name),), phrase, name.start, name.end) if phrase and not within else None
    listing = places is not None and _LISTING.search(text, max(0, places.start - 8), places.start) is not None
    foreign = bool(phrase) and not name.known if head is None else not _code(head, name)
    return Topic(
        head.indicator if head is not None and not foreign else None,
        _code(head, name) if head is not None else "",
        sector, name.enterprise, places, home, name.known, foreign, real, "名义" in lead, listing,
        _basis(text, start) if part.group else "",
        partners,
        name.word is not None and head is not None and bool(name.word.data.get(_head_code(head))),
        _twice(lead), joint, name.word is not None, _beside(text, pieces, head, name, inside),
    )  # fmt: skip


def _beside(
    text: str, pieces: list[Span], head: Hit | None, name: Name, hits: list[Hit]
) -> tuple[tuple[str, str], ...]:
    """The indicators that are listed before the last one, each with its sector (CPI和PPI分别上涨…)."""
    made: list[tuple[str, str]] = []
    at = 0 if head is None else name.start if name.phrase and name.start < head.start else head.start
    for hit in reversed(hits):
        other = head is not None and hit.indicator is not None and hit.indicator.form != head.word.form
        if other and hit.indicator is not None and hit.indicator.code and _AND.fullmatch(text, hit.end, at):
            one = _with_own(text, _before(text, pieces, hit, hits), hit)
            made.insert(0, (_code(hit, one), one.phrase))
            at = one.start if one.phrase and one.start < hit.start else hit.start
    return tuple(made)


_AND: Final = re.compile(r"(?:[（(]\w+[）)])?(?:余额)?(?:、|和|与|及|以及)")


def _of_figure(text: str, end: int, hits: list[Hit]) -> Hit | None:
    """The indicator that a figure stands before, as its attribute (在2.0%的CPI涨幅中)."""
    if text[end : end + 1] != "的":
        return None
    found = [hit for hit in hits if hit.indicator is not None and end < hit.start <= end + _ATTRIBUTED]
    return found[0] if found else None


_ATTRIBUTED: Final = 10
_MOVED: Final = re.compile(r"(?:合计|共同|共|分别)?影响")
"""What is named behind it is the whole that the one spoken of moves (影响CPI上涨约0.2个百分点)."""
_SEEN: Final = re.compile(r"(?:从|按)?(?:月度|季度)?(?P<basis>环比|同比)(?:增速|情况|数据)?(?:来)?看")
_REACH: Final = 400
_BASES: Final = {"环比": "mom", "同比": "yoy"}


def _basis(text: str, start: int) -> str:
    """The basis in which a paragraph speaks (从环比看，…); empty where it does not say."""
    begin = max(text.rfind("\n", 0, start), start - _REACH)
    if text.find("看", begin + 1, start) < 0:
        return ""
    said = [found["basis"] for found in _SEEN.finditer(text, begin + 1, start)]
    return _BASES[said[-1]] if said else ""


_PAST: Final = r"(?:上月末?|上季度?末?|(?:上年|去年)同[期月]|(?:上年|去年)末?)"
_TWICE: Final = re.compile(rf"[比较](?P<first>{_PAST})[和与、]较?(?P<second>{_PAST})")


def _twice(lead: str) -> tuple[str, ...]:
    """The bases of two figures with one verb (比上月和上年同期低0.6个和1.3个百分点)."""
    found = _TWICE.search(lead)
    if found is None:
        return ()
    return tuple(["yoy" if "年" in one else "mom" for one in (found["first"], found["second"])])


def _head_code(head: Hit | None) -> str:
    return head.indicator.code if head is not None and head.indicator is not None else ""


def _code(head: Hit, name: Name) -> str:
    """The indicator that a head names; a sector's row may give another one for it (第一产业增加值: gdp)."""
    assert head.indicator is not None
    code = head.indicator.code
    return (name.word.data.get(code) or code) if name.word is not None and code else code


def _aside(apart: list[Aside], place: int) -> bool:
    for one in apart:
        if one.start <= place < one.end:
            return True
    return False


def _pieces(
    text: str, start: int, end: int, own: list[Mention], apart: list[Aside], hits: list[Hit]
) -> list[Span]:
    """The stretches of the part that can be names, cut at periods, places, verbs and asides."""
    cuts: list[Span] = [(one.start, min(one.end, end)) for one in apart if start <= one.start < end]
    for one in own:
        if one.kind in _PARTING and start <= one.start < end and one.get("code") != "thing":
            if not _holds(hits, one.start, one.end):
                cuts.append((one.start, one.end))
            elif one.kind in ("regions", "partners") and not _holds(hits, one.start, one.start + 1):
                cuts.append((one.start, min([hit.start for hit in hits if hit.end > one.start])))
    cuts += [found.span() for found in _PRICED.finditer(text, start, end)]
    for found in _BREAK.finditer(text, start, end):
        if not _holds(hits, found.start(), found.end()):
            cuts.append(found.span())
    cuts.sort()
    made: list[Span] = []
    at = start
    for first, last in cuts:
        if first > at:
            made.append((at, first))
        at = max(at, last)
    if end > at:
        made.append((at, end))
    return made


def _holds(hits: list[Hit], start: int, end: int) -> bool:
    for hit in hits:
        if hit.start < end and start < hit.end:
            return True
    return False


def _headed(text: str, pieces: list[Span], head: Hit, hits: list[Hit]) -> Name:
    """The sector of a named indicator: before it, else behind it, with what its own form says.

    Where a list names the indicator with each member (短期贷款、抵押贷款和经营贷款), it is all of them.
    """
    found = _before(text, pieces, head, hits)
    for hit in reversed(hits):
        if found.phrase and _head_code(hit) == _head_code(head) and text[hit.end : found.start] in _JOINS:
            one = _before(text, pieces, hit, hits)
            both = f"{one.phrase}、{found.phrase}"
            if one.phrase:
                found = Name(both, one.start, found.end, found.known, found.enterprise)
    if not found.said and head.indicator is not None and head.indicator.sector != "=":
        for first, last in pieces:
            behind = _name(text, max(first, head.end), last, hits) if last > head.end else _NONE
            found = behind if behind.known else found
    return _with_own(text, found, head)


def _before(text: str, pieces: list[Span], head: Hit, hits: list[Hit]) -> Name:
    """The name that stands before a word of an indicator, in its piece or in the one of a verb before it."""
    assert head.indicator is not None
    found, code, listed = _NONE, head.indicator.code, head.indicator.sector == "="
    for at in range(len(pieces) - 1, -1, -1):
        first, last = pieces[at]
        if last <= head.start or first > head.start:
            continue
        for hit in hits:
            other = hit.indicator is not None and not (listed and hit.indicator.code == code)
            first = max(first, hit.end) if other and hit.end <= head.start else first
        found = _name(text, first, head.start, hits)
        if not found.said and at > 0 and _VERB.fullmatch(text, pieces[at - 1][1], head.start):
            before = _name(text, *pieces[at - 1], hits)
            found = before if before.known or before.enterprise else found
        break
    return found


_JOINS: Final = ("、", "和", "与", "及", "以及")


def _with_own(text: str, found: Name, head: Hit) -> Name:
    """The sector with what the form of the indicator says of it itself (新建商品住宅销售价格, 新订单指数)."""
    assert head.indicator is not None
    own, form = head.indicator.sector, head.word.form
    if not own or own == "-" or (own == "=" and found.phrase.endswith("类")):
        return found
    if own == "=" and found.phrase and text[found.end : head.start] in ("、", "和", "与", "及"):
        return Name(text[found.start : head.end], found.start, head.end, True, found.enterprise)
    said = form if own == "=" else form.removesuffix(own[1:]) if own[0] == "-" else own
    return Name(found.phrase + said, found.start or head.start, head.end, True, found.enterprise, found.word)


def _bare(text: str, pieces: list[Span], hits: list[Hit]) -> Name:
    """The last name in a part that names no indicator."""
    for first, last in reversed(pieces):
        found = _name(text, first, last, hits)
        if found.said:
            return found
    return _NONE


def _name(text: str, start: int, end: int, hits: list[Hit]) -> Name:
    """The name in a piece, without what leads to it and what hangs on it."""
    own = [hit for hit in hits if start <= hit.start and hit.end <= end and hit.indicator is None]
    first = own[0].start if own else end
    last = own[-1].end if own else start
    while start < first:
        lead = _LEAD.match(text, start, end)
        if lead is None:
            break
        start = min(lead.end(), first)
    while end > max(last, start):
        tail = _TAIL.search(text, max(last, start), end)
        if tail is None:
            break
        end = tail.start()
    enterprise = ""
    if own and own[0].start == start and own[0].word.data.get("dimension") == "enterprise":
        enterprise, start = own[0].word.form, own[0].end
    phrase = text[start:end]
    if not 1 < len(phrase) <= _WIDEST * (1 + phrase.count("、")):
        return Name("", start, start, False, enterprise)
    known = last == end or _SECTOR.search(phrase) is not None
    return Name(phrase, start, end, known, enterprise, own[-1].word if last == end else None)


def _numbered(name: Name) -> str:
    """一、二线城市… as the list of its members, 城乡居民 as 城镇居民、农村居民."""
    found = _NUMBERED.fullmatch(name.phrase)
    if found:
        return "、".join([one + found["tail"] for one in found["list"].split("、")])
    whole = name.word is not None and name.word.form == name.phrase
    members = name.word.data.get("members", "") if whole and name.word is not None else ""
    return members.replace("|", "、") or name.phrase


def _places(
    text: str, own: list[Mention], apart: list[Aside], start: int, end: int
) -> tuple[Listed | None, bool, Listed | None]:
    """The places of which a part tells, whether it is the country, and whence something comes."""
    found: list[Mention] = []
    home = False
    for one in own:
        if not start <= one.start < end or _aside(apart, one.start):
            continue
        if one.kind in ("regions", "partners"):
            if one.name != HOME:
                found.append(one)
            elif _LED.search(text, start, one.start) is None:
                home = True
        elif one.kind == "functions" and one.get("code") == "home":
            home = True
    if not found:
        return None, home, None
    run = groups(text, found)[-1]
    names = listed(text, run, [one.name for one in run])
    if _LED.search(text, start, run[0].start) is not None:
        return None, home, names if _FROM.search(text, start, run[0].start) is not None else None
    return names, home, None


_OPENING: Final = 200
_HOME_BODIES: Final = re.compile(
    r"国家统计局(?!.{0,6}(?:调查|总队))|国新办|国务院|央行|人民银行|财政部|商务部|外汇局|国家发改委|国家能源局|人社部|"
    r"我国|全国|中国|国民经济"
)


def place(text: str, mentions: Sequence[Mention], first: int) -> str:
    """The place that a text is about: the first that is named before the first indicator, at ``first``.

    Where 全省 and the like are said, it may be named later. None to which 对, 在 or 由 leads; else China.
    """
    home = _HOME_BODIES.search(text, 0, _OPENING)
    country = home.start() if home is not None else _OPENING
    local = any([one.kind == "functions" and one.get("code") == "local" for one in mentions])
    for one in mentions:
        if one.start >= (_OPENING if local else min(first, _OPENING)):
            break
        named = one.kind in ("regions", "partners") and one.name not in (HOME, "世界")
        if named and not _LED.search(text, 0, one.start):
            return one.name if local or one.start < country else HOME
    return "" if local else HOME
