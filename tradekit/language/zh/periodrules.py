"""The rules by which periods are found, and which of them are tried where."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

NUM: Final = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
YEAR: Final = (
    r"(?:(?P<y{0}>(?:19|20)\d{{2}}|[一二][九〇零○][〇零○一二三四五六七八九]{{2}}|(?<!\d)(?:[789]\d|0\d)(?=年(?![前来内间的以时]))|(?<!\d)[12]\d(?=年(?:全年|前\d|前[一二三四五六七八九十两]+(?:个月|季)|\d{{1,2}}(?:[-—~至]\d{{1,2}})?月|[上下]半年|[QH第]|[一二三四]季)))(?:年度?|(?=全年|第?[一二三四]季|[上下]半年|前[一二三四五六七八九十\d]))"
    r"|(?P<r{0}>今年|本年度?|去年|前年|上一?年度?|当年|同年|明年|过去一年|过去的一年|来年))"
)
WITHIN: Final = (
    rf"(?:的?(?:[前头首](?P<n@>{NUM})个?(?P<u@>月|季度?)|第?(?P<q@>[一二三四1-4])季度?|(?P<h@>[上下])半年))?"
)
"""The part of a year that is none of the calendar: 2023/24财年前10个月."""
DASH: Final = r"(?:[-—–－─~～至到]|--|——)"


def either(rules: tuple[tuple[str, str], ...]) -> str:
    return "|".join(body if name == "dated" else f"(?P<{name}_>{body})" for name, body in rules)


COUNTED: Final = r"(?:(?<=\d\d\d年)|(?<=[今去本]年))(?=[\d一二两三四五六七八九十]+个月)"
DATED: Final[tuple[tuple[str, str], ...]] = (
    (
        "days",
        rf"(?P<dm>{MONTH})月份?(?:(?P<da>{NUM})日?{DASH}(?:(?P<dn>{MONTH})月)?(?P<db>{NUM})日(?![电讯])"
        rf"|[前头首](?P<dc>{NUM})[天日]|(?P<dx>[上中下]旬|[上下]半月))",
    ),
    ("date", rf"{MONTH}月(?:{NUM})日(?:{DASH}(?:{MONTH}月)?{NUM}日)?(?:电|讯)?"),
    ("quarters", r"的?第?(?P<qs>[一二三四1-4](?:[、和与及,，][一二三四1-4])+)(?:个)?季度"),
    ("quarterrange", rf"的?第?(?P<ra>[一二三1-3])(?:季度)?{DASH}第?(?P<rb>[二三四2-4])季度"),
    (
        "heads",
        rf"的?(?:(?:(?<![此之])前|[头首])(?!一个?[月季])|开年前|开年|{COUNTED})(?P<hn>{NUM})(?:个)?(?P<hu>月|季度?|Q)(?:份)?",
    ),
    ("range", rf"的?(?P<ma>{MONTH})月?份?{DASH}[ ]?(?P<mb>{MONTH})月(?:份)?(?!\d{{1,2}}日)"),
    (
        "monthlist",
        r"的?(?![一二三四五六七八九十]+、\d)"
        rf"(?P<ml>{MONTH}(?:月份?)?(?:、{MONTH}(?:月份?)?)*(?:、|和|与|及){MONTH})月份?",
    ),
    ("half", r"的?(?:(?P<half>上|下)半年|H(?P<h2>[12])(?![A-Za-z\d]))"),
    ("quarter", r"的?(?:第?(?P<q>[一二三四1-4])季度?|(?P<q2>首|末)季度?|Q(?P<q3>[1-4])(?![A-Za-z\d]))"),
    ("month", rf"的?(?P<mo>{MONTH})月(?:份)?(?:当月|单月)?(?!\d{{1,2}}日)"),
    ("whole", r"的?(?P<whole>全年|年度|整年)"),
)
"""What a year may stand before. Nothing that begins as a year does is one of these without it."""
DATED_FIRST: Final = "0-9一二三四五六七八九十的第上下前头首末开全年整QH"
RULES: Final[tuple[tuple[str, str], ...]] = (
    ("iso", r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}|\d{1,2}[:：]\d{2}(?::\d{2})?"),
    (
        "short",
        r"(?<![A-Za-z\d.])(?:(?P<sy>(?:20)?\d{2})年?(?P<sk>[QH])(?P<sn>[1-4])"
        r"|(?P<tn>[1-4])(?P<tk>[QH])(?P<ty>(?:20)?\d{2}))(?![A-Za-z\d])",
    ),
    (
        "stretch",
        rf"(?P<la>(?:19|20)\d{{2}}年|去年|上年|今年)(?P<lm>{MONTH})月份?(?:起|开始)?(?:{DASH})"
        rf"(?P<lb>(?:19|20)\d{{2}}年|今年|明年|次年|翌年)(?P<ln2>{MONTH})月份?(?!\d{{1,2}}日)",
    ),
    (
        "season",
        r"(?P<fa>(?:19|20)\d{2})(?:[/／]|[-—至到](?=\d{2,4}(?:财|年度|榨|市场)))(?P<fb>(?:(?:19|20)\d{2}|\d{2}))"
        r"(?:[\u4e00-\u9fff]{0,3}?年度|财政?年|季(?!度)|榨季|产季|产年|年)"
        rf"(?:[（(](?P<fm>{MONTH})月(?:起|开始)?[至到](?:次年|翌年|来年)?{MONTH}月[）)])?"
        rf"{WITHIN.replace('@', 'f')}(?P<ft>至今|迄今|以来)?",
    ),
    (
        "until",
        rf"(?P<cut>截[至止])?(?:{YEAR.format('k')}|)(?P<um>{MONTH})月(?:{NUM}日|底|末|份)?(?(cut)(?:止|为止)?|(?:止|为止))的?(?:过去|最近)?的?"
        rf"(?:(?P<un>{NUM})个?(?P<uu>月|季度|年)(?:内|里|间|期间|中)?|上?一?个?(?:财|会计|财政)年度?)",
    ),
    (
        "recent",
        rf"(?:近|过[去往]的?|最近|(?:此前|之前)(?={NUM}[个季]))(?!一个?[月季])(?P<en>{NUM})个?(?P<eu>月|季度)(?:内|里|间|中)?(?![来以首新最高低连])",
    ),
    ("plan", r"(?P<plan>[七八九]五|十[一二三四五]?五)(?:时期|期间|以来|计划|规划|五年|期?末)"),
    (
        "years",
        rf"(?P<ya>(?:19|20)\d{{2}})年?(?:(?P<to>{DASH})|和|与|、)(?P<yb>(?:19|20)\d{{2}})年(?:间|期间)?",
    ),
    ("dated", rf"(?:{YEAR.format('d')}|)(?=[{DATED_FIRST}])(?:{either(DATED)})"),
    ("since", r"今年以来|今年来|年初以来|年初至今|今年初以来|年内|入年以来"),
    ("near", rf"(?P<near>近|过[去往]|最近)(?P<nn>{NUM})年(?:来|间|里|中)?"),
    ("ahead", rf"未来的?(?P<fn>{NUM})年(?:里|内|间|中)?"),
    ("lately", rf"(?P<ln>{NUM})年来"),
    (
        "week",
        rf"截[至止]到?(?:{YEAR.format('w')}|)(?P<wm>{MONTH})月(?P<wd>{NUM})日(?:的|当|止)?的?(?P<wa>{NUM})?周"
        rf"|(?P<wl>上|本|前一?|当)周(?![一二三四五六日末天年期边])|(?:过去|最近)的?(?P<wn>{NUM})周",
    ),
    (
        "ofmonth",
        rf"(?P<mw>本月|当月|上个?月)(?:(?P<md>{NUM})日?{DASH}(?P<me>{NUM})日(?![电讯])|[前头首](?P<mc>{NUM})[天日]"
        r"|(?P<mx>[上中下]旬|[上下]半月))",
    ),
    (
        "last",
        r"对上(?:一个?季度?|[三3]个月)|上一?个?(?:月|季度?)份?|此?前一个?(?:月|季度?)"
        r"|(?<![目以之日年此当])前(?:月|季)",
    ),
    ("this", r"本(?:月|季度?)"),
    (
        "same",
        r"(?:上年|去年|今年|(?:上一?个?|前一个?)(?:财政年度?|财年|年度|榨季|农业年度|市场年度)|(?P<ys>(?:19|20)\d{2})年)?"
        r"同(?:期|月)",
    ),
    ("single", r"当月|单月|[当单该]季度?|该月|这(?:一|个)月"),
    ("year", rf"{YEAR.format('y')}(?:全年|度|以来)?"),
    ("fiscal", rf"(?P<fy>(?:19|20)\d{{2}})(?:财年|财政年度?){WITHIN.replace('@', 'g')}"),
    (
        "relseason",
        r"(?P<rs>本个?|上一?个?|前一个?|当前)(?:(?:财政|会计|农业|市场|作物|销售|榨)年度?|财年|榨季)"
        rf"{WITHIN.replace('@', 'r')}(?P<rt>[迄至]今|以来)?",
    ),
    ("run", rf"连续?第?(?P<rn>{NUM})(?:个)?(?P<ru>月|季度|年)"),
    ("decade", r"(?:(?:20|二十|本|上)世纪)?\d{2}年代(?:以?来)?"),
    ("ordinal", r"第[一二三四五六七八九十百千\d]{1,9}(?:[个届大次位名号条款期批艘家])?"),
    ("ago", rf"(?P<an>(?<!\d)\d{{1,4}}|{NUM})(?:多|余)?年前"),
    ("months", rf"(?P<cn>{NUM})个月"),
    (
        "duration",
        rf"(?:(?<!\d)\d{{1,6}}|{NUM})(?:多|余|几)?(?:年(?:多|半|来|内|间)?|个季度|个半月|天|周|小时|分钟|秒|岁|世纪|时(?:许|\d+分(?:许)?)?"
        r"|日(?!元)(?:电|讯)?|昼夜|个工作日)",
    ),
)
_NAMES: Final = {
    "年 全 今年 去年 上年 前年 当年 同年 明年 来年 本年": (
        "short stretch until plan years dated since near lately same year decade ago duration"
    ),
    "月": "until days date range monthlist month",
    "季": "quarterrange quarter",
    "份": "range",
    "、 和 与 及 , ，": "years quarters monthlist",
    "- — – － ─ ～ ~ 至 到": "season iso years quarterrange range",
    "/ ／": "season",
    "Q H": "short",
    "截至 截止": "until week",
    "上周 本周 当周 前周": "week",
    ": ：": "iso",
    "时 期 以 计 规 末": "plan duration",
    "世 上世 本世": "decade duration",
    "财": "fiscal",
    "本个 本财 本会 本农 本市 本作 本销 本榨 上财 上会 上农 上市 上作 上销 上榨 上个 当前": (
        "same relseason ofmonth last"
    ),
    "第 上 下 前 一 二 三 四": "dated",
    "个月 个季 个半 个工": "months duration",
    "多 余 几 天 周 小 分 秒 岁 日 昼": "ago duration",
    "全年 整年 年度": "whole",
    "年初 年内 入年": "since",
    "上半 下半": "half",
    "头0 首0 开年": "heads",
    "H0": "half",
    "上0": "until same last relseason dated year",
    "前0": "same last relseason heads week",
    "首季 末季 Q0": "quarter",
    "第0": "quarters quarterrange quarter ordinal",
    "的0 的第 的前 的头 的首 的末 的开 的上 的下 的全 的年 的整 的Q 的H": (
        "quarters quarterrange heads range monthlist half quarter month whole"
    ),
    "近0": "recent near",
    "最近": "recent near week",
    "过去": "recent until dated near year week",
    "过往": "recent near",
    "此前 之前": "recent last",
    "未来": "ahead",
    "上月": "ofmonth last",
    "上季 前月 前季 对上": "last",
    "本月": "ofmonth this",
    "本季": "this",
    "同期 同月": "same",
    "当月": "ofmonth single",
    "当季 单月 单季 该月 该季 这一 这个": "single",
    "连续 连0 连第": "run",
}
"""The rules that may match, by what stands behind the numeral with which a match begins, or by its first two
characters, a numeral as 0; ``dated`` is a year with any of those that may stand behind it."""
_NO_YEAR: Final = "(?P<yd>(?!))?(?P<rd>(?!))?"


@cache
def rules_of(names: str) -> re.Pattern[str]:
    """The rules of these names, in the order in which they are tried; compiled when first asked for."""
    asked = names.split()
    year, dated = f"{YEAR.format('d')}(?=[{DATED_FIRST}])", DATED
    if "dated" not in asked:
        year, dated = _NO_YEAR, tuple([rule for rule in DATED if rule[0] in asked])
    made = []
    for name, body in RULES:
        if name == "dated" and dated:
            made.append(f"{year}(?:{either(dated)})")
        elif name in asked:
            made.append(either(((name, body),)))
    return re.compile("|".join(made))


RULES_AT: Final = {key: names for keys, names in _NAMES.items() for key in keys.split()}
"""What is tried where a period may begin; most places have no key here."""
OF_YEARS: Final = RULES_AT["年"]
BEHIND_YEAR: Final = frozenset(
    "0123456789一二三四五六七八九十的第上下前头首末开全年整QH度以来初同和与、-—–－─～~至到"
)
"""What may belong to a year before it: more of a period, or what makes it one of several."""
