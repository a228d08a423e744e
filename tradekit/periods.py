"""Periods: what a text calls a stretch of time, and what it means for a report of a given date.

A period is a run of whole months; :func:`name` gives the shortest form of ``docs/observations.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, final

from tradekit.numerals import value

NUM = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
YEAR = (
    r"(?:(?P<y{0}>(?:19|20)\d{{2}}|[一二][九〇零○][〇零○一二三四五六七八九]{{2}}|(?<!\d)(?:[789]\d|0\d)(?=年(?![前来内间的以时])))(?:年度?|(?=全年))"
    r"|(?P<r{0}>今年|本年度?|去年|前年|上年度?|当年|同年|明年|过去一年|过去的一年|来年))"
)
DASH = r"(?:[-—–－─~～至到]|--|——)"


@final
class Period:
    """Months ``first`` to ``last``, each counted as ``year * 12 + month - 1``.

    >>> Period.of(2023), Period.of(2023).name, Period.of(2023, 1, 10).name
    (Period(first=24276, last=24287), '2023', '2023-01/2023-10')
    """

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first: Final = first
        self.last: Final = last

    def __repr__(self) -> str:
        return f"Period(first={self.first}, last={self.last})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.first == other.first and self.last == other.last

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    @staticmethod
    def of(year: int, start: int = 1, end: int = 12) -> Period:
        """The period from month ``start`` to ``end`` of ``year``."""
        return Period(year * 12 + start - 1, year * 12 + end - 1)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last // 12

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.last - self.first + 1

    def back(self, months: int) -> Period:
        """The period as many ``months`` earlier."""
        return Period(self.first - months, self.last - months)

    def within(self, other: Period) -> bool:
        """Whether the period lies inside ``other`` and is shorter."""
        return other.first <= self.first and self.last <= other.last and self != other

    @property
    def name(self) -> str:
        """The shortest written form: ``2023``, ``2023-H1``, ``2023-Q1``, ``2023-12``, ``2023-01/2023-10``."""
        year, month = divmod(self.first, 12)
        if self.months == 1:
            return f"{year}-{month + 1:02}"
        if self.months == 3 and month % 3 == 0:
            return f"{year}-Q{month // 3 + 1}"
        if self.months == 6 and month % 6 == 0:
            return f"{year}-H{month // 6 + 1}"
        if month == 0 and self.months % 12 == 0:
            return str(year) if self.months == 12 else f"{year}/{self.year}"
        return f"{year}-{month + 1:02}/{self.year}-{self.last % 12 + 1:02}"


Spans = tuple[tuple[int, int], ...]


@final
class PeriodMention:
    """A period expression in a text: what was said, not yet what it means.

    ``kind`` is ``year``, ``span`` (months of a year), ``years``, ``same`` (同期), ``single`` (当月, 当季),
    ``run`` (连续4个月), ``months`` (3个月), ``since`` (今年以来), ``last`` (上月), or ``date``, ``duration``,
    ``ordinal`` and ``name`` for what is no period of a figure. ``year`` is the year as printed,
    ``offset`` that of a relative word; ``spans`` are (first month, last month) pairs, several for a list
    (二、三、四季度).
    """

    __slots__ = ("end", "kind", "length", "offset", "spans", "start", "text", "year", "years")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        kind: str,
        year: int | None = None,
        offset: int | None = None,
        spans: Spans = (),
        years: tuple[int, int] | None = None,
        length: int = 0,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.kind: Final = kind
        self.year: Final = year
        self.offset: Final = offset
        self.spans: Final = spans
        self.years: Final = years
        self.length: Final = length

    def __repr__(self) -> str:
        return f"PeriodMention({self.start}, {self.end}, {self.text!r}, {self.kind!r})"


RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "过去一年": -1,
    "过去的一年": -1,
}
PLANS = {
    "七五": 1986,
    "八五": 1991,
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "末": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _either(rules: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"(?P<{name}_>{body})" if name else body for name, body in rules)


DATED: tuple[tuple[str, str], ...] = (
    ("date", rf"{MONTH}月(?:{NUM})日(?:{DASH}(?:{MONTH}月)?{NUM}日)?(?:电|讯)?"),
    ("quarters", r"的?第?(?P<qs>[一二三四1-4](?:[、和与及,，][一二三四1-4])+)(?:个)?季度"),
    ("quarterrange", rf"的?第?(?P<ra>[一二三1-3])(?:季度)?{DASH}第?(?P<rb>[二三四2-4])季度"),
    ("heads", rf"的?(?:[前头首]|开年前|开年)(?P<hn>{NUM})(?:个)?(?P<hu>月|季度)(?:份)?"),
    ("range", rf"的?(?P<ma>{MONTH})月?份?{DASH}(?P<mb>{MONTH})月(?:份)?(?!\d{{1,2}}日)"),
    ("monthlist", rf"的?(?P<ml>{MONTH}(?:月份?)?(?:、{MONTH}(?:月份?)?)*(?:、|和|与|及){MONTH})月份?"),
    ("half", r"的?(?P<half>上|下)半年"),
    ("quarter", r"的?(?:第?(?P<q>[一二三四1-4])季度?|(?P<q2>首|末)季度?|Q(?P<q3>[1-4]))"),
    ("month", rf"的?(?P<mo>{MONTH})月(?:份)?(?:当月|单月)?(?!\d{{1,2}}日)"),
    ("whole", r"的?(?P<whole>全年|年度|整年)"),
)
"""What a year may stand before. Nothing that begins as a year does is one of these without it."""
DATED_FIRST = "0-9一二三四五六七八九十的第上下前头首末开全年整Q"
RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}|\d{1,2}[:：]\d{2}(?::\d{2})?"),
    ("plan", r"(?P<plan>[七八九]五|十[一二三四五]?五)(?:时期|期间|以来|计划|规划|五年)"),
    (
        "years",
        rf"(?P<ya>(?:19|20)\d{{2}})年?(?:(?P<to>{DASH})|和|与|、)(?P<yb>(?:19|20)\d{{2}})年(?:间|期间)?",
    ),
    ("", rf"(?:{YEAR.format('d')}|)(?=[{DATED_FIRST}])(?:{_either(DATED)})"),
    ("since", r"今年以来|今年来|年初以来|年初至今|今年初以来|年内|入年以来"),
    ("near", rf"(?P<near>近|过去|最近)(?P<nn>{NUM})年(?:来|间|里|中)?"),
    ("ahead", rf"未来的?(?P<fn>{NUM})年(?:里|内|间|中)?"),
    ("lately", rf"(?P<ln>{NUM})年来"),
    ("last", r"上(?:个)?(?:月|季度)(?:份)?"),
    ("this", r"本(?:月|季度)"),
    ("same", r"(?:上年|去年)?同(?:期|月)"),
    ("single", r"当月|单月|当季|该月|这(?:一|个)月"),
    ("year", rf"{YEAR.format('y')}(?:全年|度|以来)?"),
    ("fiscal", r"(?P<fy>(?:19|20)\d{2})(?:财年|财政年度)"),
    ("run", rf"连续(?P<rn>{NUM})(?:个)?(?P<ru>月|季度|年)"),
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
_FIRST = "0-9一二三四五六七八九十两今本去前上下当同明过来第首末头开Q全整年近最入单该这连的未"
_COUNTED = "年月季日天周小分秒岁世时昼"
BEGINS = (
    rf"[0-9]\d{{0,5}}(?:[全财份:：]|{DASH}|[、和与及,，][\d一二三四五六七八九十]|[多余几]?(?:[{_COUNTED}]|个[月季半工]))"
    rf"|[一二三四五六七八九十两][一二三四五六七八九十两〇零○]{{0,3}}(?:[全期份以计规]|{DASH}|[、和与及,，][\d一二三四五六七八九十]"
    rf"|[多余几]?(?:[{_COUNTED}]|个[月季半工]))"
    r"|第[一二三四五六七八九十百千\d]|[上本]世|[同当本][年月季期]|上个?[年月季半]|[今去明来]年|[全整]年|年[初内度]|下半|开年"
    r"|的(?:[上下]半|开年|全年|年度|整年|[第前头首末Q\d一二三四五六七八九十])"
    r"|[头首]|前[年\d一二三四五六七八九十两]|末季|Q[1-4]|近[\d一二三四五六七八九十两]|过去|最近|入年|单月|该月|这[一个]|连续|未来"
)
"""How a rule's match can begin, told cheaply: most characters that may begin a period don't."""
_SECOND = (
    rf"\d一二三四五六七八九十百千两〇零○{_COUNTED}期个世半财份全整多余几初度内开上下前第首末头Q近去入单该这最续来以计规"
    r"、和与及,，:：\-—–－─～~至到"
)
_BEGIN = re.compile(f"[{_FIRST}](?=[{_SECOND}]|(?<=[头首]))(?<=(?={BEGINS}).)")
"""Where to look closer. A pattern that starts with a set is searched faster than one with a look-ahead."""
PATTERN = re.compile(_either(RULES))


def _year(printed: str | None, relative: str | None) -> tuple[int | None, int | None]:
    """The year as printed, or the offset of a relative word."""
    if printed is not None:
        year = int(value(printed))
        return (year if year > 99 else 1900 + year if year > 49 else 2000 + year), None
    return None, RELATIVE.get(relative) if relative is not None else None


def _dated(found: re.Match[str], kind: str, spans: Spans) -> PeriodMention:
    year, offset = _year(found["yd"], found["rd"])
    return PeriodMention(found.start(), found.end(), found[0], kind, year, offset, spans)


def _undated(
    found: re.Match[str], kind: str, length: int = 0, years: tuple[int, int] | None = None
) -> PeriodMention:
    return PeriodMention(found.start(), found.end(), found[0], kind, None, None, (), years, length)


def _counted(kind: str, group: str) -> Callable[[re.Match[str]], PeriodMention]:
    return lambda found: _undated(found, kind, int(value(found[group])))


def _plan(found: re.Match[str]) -> PeriodMention:
    start = PLANS.get(found["plan"])
    if start is None or found[0].endswith("规划"):
        return _undated(found, "name")
    return _undated(found, "years", years=(start, start + 4))


def _of_years(found: re.Match[str]) -> PeriodMention:
    return _undated(found, "years" if found["to"] else "yearlist", years=(int(found["ya"]), int(found["yb"])))


def _of_quarters(found: re.Match[str]) -> PeriodMention:
    marks = [_QUARTER[mark] for mark in found["qs"] if mark in _QUARTER]
    return _dated(found, "span", tuple([(mark * 3 - 2, mark * 3) for mark in marks]))


def _quarter_range(found: re.Match[str]) -> PeriodMention:
    first, last = _QUARTER[found["ra"]], _QUARTER[found["rb"]]
    return _dated(found, "span", ((first * 3 - 2, last * 3),)) if first < last else _undated(found, "name")


def _heads(found: re.Match[str]) -> PeriodMention:
    length = int(value(found["hn"])) * (3 if found["hu"] == "季度" else 1)
    return _dated(found, "span", ((1, length),)) if length <= 12 else _undated(found, "duration")


def _range(found: re.Match[str]) -> PeriodMention:
    first, last = int(value(found["ma"])), int(value(found["mb"]))
    return _dated(found, "span", ((first, last),)) if first < last else _undated(found, "date")


def _month_list(found: re.Match[str]) -> PeriodMention:
    months = [int(value(one)) for one in re.findall(MONTH, found["ml"])]
    return _dated(found, "span", tuple([(month, month) for month in months]))


def _half(found: re.Match[str]) -> PeriodMention:
    return _dated(found, "span", ((1, 6),) if found["half"] == "上" else ((7, 12),))


def _quarter(found: re.Match[str]) -> PeriodMention:
    mark = _QUARTER[found["q"] or found["q2"] or found["q3"]]
    return _dated(found, "span", ((mark * 3 - 2, mark * 3),))


def _month(found: re.Match[str]) -> PeriodMention:
    month = int(value(found["mo"]))
    return _dated(found, "span", ((month, month),))


def _run(found: re.Match[str]) -> PeriodMention:
    return _undated(found, "run", int(value(found["rn"])) * {"月": 1, "季度": 3, "年": 12}[found["ru"]])


def _whole_year(found: re.Match[str]) -> PeriodMention:
    year, offset = _year(found["yy"], found["ry"])
    return PeriodMention(found.start(), found.end(), found[0], "year", year, offset, ((1, 12),))


def _fiscal(found: re.Match[str]) -> PeriodMention:
    return PeriodMention(found.start(), found.end(), found[0], "year", int(found["fy"]), None, ((1, 12),))


_MAKERS: dict[str, Callable[[re.Match[str]], PeriodMention]] = {
    "date": lambda found: _dated(found, "date", ()),
    "plan": _plan,
    "years": _of_years,
    "quarters": _of_quarters,
    "quarterrange": _quarter_range,
    "heads": _heads,
    "range": _range,
    "monthlist": _month_list,
    "half": _half,
    "quarter": _quarter,
    "month": _month,
    "whole": lambda found: _dated(found, "span", ((1, 12),)),
    "year": _whole_year,
    "fiscal": _fiscal,
    "near": _counted("near", "nn"),
    "lately": _counted("lately", "ln"),
    "ahead": _counted("ahead", "fn"),
    "run": _run,
    "months": _counted("months", "cn"),
    "ago": _counted("ago", "an"),
    "iso": lambda found: _undated(found, "date"),
    "decade": lambda found: _undated(found, "date"),
    "duration": lambda found: _undated(found, "date" if "日" in found[0] else "duration"),
}


def _mention(found: re.Match[str]) -> PeriodMention:
    rule = (found.lastgroup or "")[:-1]
    maker = _MAKERS.get(rule)
    return maker(found) if maker is not None else _undated(found, rule)


def find_periods(text: str) -> list[PeriodMention]:
    """Every period expression in ``text``, left to right; dates, durations and ordinals among them.

    >>> [(m.text, m.spans) for m in find_periods("今年前10个月…，10月当月，二、三季度")]
    [('今年前10个月', ((1, 10),)), ('10月当月', ((10, 10),)), ('二、三季度', ((4, 6), (7, 9)))]
    """
    made = []
    begin = _BEGIN.search(text)
    while begin is not None:
        at = begin.end()
        found = PATTERN.match(text, at - 1)
        if found is not None:
            made.append(_mention(found))
            at = found.end()
        begin = _BEGIN.search(text, at)
    return made
