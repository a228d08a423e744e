"""Periods: what a text calls a stretch of time, and what it means for a report of a given date.

A period is a run of whole months; :func:`name` gives the shortest form of ``docs/observations.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tradekit.language.mentions import PeriodMention, Spans
from tradekit.language.zh.landmarks import DIGIT, HEAD, NUMERAL, PERIOD, kind, landmarks, numeral_end
from tradekit.language.zh.numerals import value
from tradekit.language.zh.periodrules import BEHIND_YEAR, MONTH, OF_YEARS, RULES_AT, rules_of

RELATIVE: Final = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "过去一年": -1,
    "过去的一年": -1,
}
PLANS: Final = {
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
_QUARTER: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "末": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _year(printed: str | None, relative: str | None) -> tuple[int | None, int | None]:
    """The year as printed, or the offset of a relative word."""
    if printed is not None:
        year = int(value(printed))
        return (year if year > 99 else 1900 + year if year > 49 else 2000 + year), None
    return None, RELATIVE.get(relative) if relative is not None else None


def _unit(relative: str | None) -> int:
    """12 where a year is the one before the period spoken of."""
    return 12 if relative is not None and relative.startswith("上") else 0


def _dated(found: re.Match[str], kind: str, spans: Spans) -> PeriodMention:
    year, offset = _year(found["yd"], found["rd"])
    unit = _unit(found["rd"])
    return PeriodMention(found.start(), found.end(), found[0], kind, year, offset, spans, unit=unit)


def _undated(
    found: re.Match[str], kind: str, length: int = 0, years: tuple[int, int] | None = None, unit: int = 0
) -> PeriodMention:
    return PeriodMention(found.start(), found.end(), found[0], kind, None, None, (), years, length, unit)


def _by_unit(found: re.Match[str]) -> PeriodMention:
    """A month or a quarter that is told from the one spoken of."""
    return _undated(found, (found.lastgroup or "")[:-1], unit=3 if "季" in found[0] else 1)


def _same(found: re.Match[str]) -> PeriodMention:
    offset = {"上": -1, "去": -1, "前": -1, "今": 0}.get(found[0][0])
    year = int(found["ys"]) if found["ys"] else None
    month = 1 if found[0].endswith("月") else 0
    return PeriodMention(found.start(), found.end(), found[0], "same", year, offset, unit=month)


def _counted(kind: str, group: str) -> Callable[[re.Match[str]], PeriodMention]:
    return lambda found: _undated(found, kind, int(value(found[group])))


def _plan(found: re.Match[str]) -> PeriodMention:
    start = PLANS.get(found["plan"])
    if start is None or found[0].endswith("规划"):
        return _undated(found, "name")
    if found[0].endswith("末"):
        last = start + 4
        return PeriodMention(found.start(), found.end(), found[0], "year", last, None, ((1, 12),))
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
    length = int(value(found["hn"])) * (1 if found["hu"] == "月" else 3)
    return _dated(found, "span", ((1, length),)) if length <= 12 else _undated(found, "duration")


def _range(found: re.Match[str]) -> PeriodMention:
    first, last = int(value(found["ma"])), int(value(found["mb"]))
    return _dated(found, "span", ((first, last),)) if first < last else _undated(found, "date")


def _month_list(found: re.Match[str]) -> PeriodMention:
    months = [int(value(one)) for one in re.findall(MONTH, found["ml"])]
    return _dated(found, "span", tuple([(month, month) for month in months]))


def _half(found: re.Match[str]) -> PeriodMention:
    return _dated(found, "span", ((1, 6),) if (found["half"] or found["h2"]) in "上1" else ((7, 12),))


def _short(found: re.Match[str]) -> PeriodMention:
    year = int(found["sy"] or found["ty"])
    mark, size = int(found["sn"] or found["tn"]), 3 if (found["sk"] or found["tk"]) == "Q" else 6
    if mark * size > 12:
        return _undated(found, "name")
    spans = ((mark * size - size + 1, mark * size),)
    return PeriodMention(found.start(), found.end(), found[0], "span", year % 100 + 2000, None, spans)


def _stretch(found: re.Match[str]) -> PeriodMention:
    """Months of one year to those of another: counted from the first year on."""
    first, last = found["la"].rstrip("年"), found["lb"].rstrip("年")
    printed = first.isdecimal()
    year, offset = (int(first), None) if printed else (None, RELATIVE[found["la"]])
    if printed and last.isdecimal():
        years = int(last) - int(first)
    else:
        years = RELATIVE.get(found["lb"], 0) - (offset or 0) if not printed and last in "今明" else 1
    spans = ((int(value(found["lm"])), years * 12 + int(value(found["ln2"]))),)
    if not spans[0][0] < spans[0][1] <= 120:
        return _undated(found, "name")
    return PeriodMention(found.start(), found.end(), found[0], "span", year, offset, spans)


def _within(found: re.Match[str], rule: str, start: int) -> Spans:
    """The months of a year that begins in month ``start``, or of the part of it that is told."""
    count, quarter, half = found[f"n{rule}"], found[f"q{rule}"], found[f"h{rule}"]
    if count:
        return ((start, start + int(value(count)) * (1 if found[f"u{rule}"] == "月" else 3) - 1),)
    if quarter:
        return ((start + 3 * _QUARTER[quarter] - 3, start + 3 * _QUARTER[quarter] - 1),)
    if half:
        return ((start, start + 5),) if half == "上" else ((start + 6, start + 11),)
    return ((start, start + 11),)


def _season(found: re.Match[str]) -> PeriodMention:
    """A marketing or fiscal year (2023/24年度): from the month in which it begins for what is spoken of."""
    start = _begins(found, _BEGINS, 7)
    year, last = int(found["fa"]), int(found["fb"])
    if last % 100 != (year + 1) % 100:
        return _undated(found, "years", years=(year, last if last > 99 else year // 100 * 100 + last))
    told = _STARTING.search(found.string[max(0, found.start() - 8) : found.start()])
    month = found["fm"] or (told["month"] if told else "")
    spans = _within(found, "f", int(value(month)) if month else start)
    now = 1 if found["ft"] else 0
    return PeriodMention(found.start(), found.end(), found[0], "span", year, None, spans, unit=now)


def _relative_season(found: re.Match[str]) -> PeriodMention:
    """A year that is none of the calendar, told from now: 本财年, 上个农业年度."""
    start = _begins(found, _FISCAL if "财" in found[0] else _BEGINS, 7)
    offset = -1 if found["rs"][0] in "上前去" else 0
    spans = _within(found, "r", start)
    now = 1 if found["rt"] else 0
    return PeriodMention(found.start(), found.end(), found[0], "season", None, offset, spans, unit=now)


def _until(found: re.Match[str]) -> PeriodMention:
    last = int(value(found["um"]))
    length = int(value(found["un"])) * {"月": 1, "季度": 3, "年": 12}[found["uu"]] if found["un"] else 12
    year, offset = _year(found["yk"], found["rk"])
    spans = ((last - length + 1, last),)
    return PeriodMention(found.start(), found.end(), found[0], "span", year, offset, spans)


_PARTS: Final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半": (1, 15), "下半": (16, 31)}


def _days(found: re.Match[str]) -> PeriodMention:
    """Days of a month or two: 8月1日至20日, 8月前20天, 8月上旬."""
    first = int(value(found["dm"]))
    last = int(value(found["dn"])) if found["dn"] else first
    if found["dx"] and found.string[max(0, found.start() - 2) : found.start()] in ("截至", "截止"):
        return _dated(found, "span", ((first, first),))
    if found["dx"]:
        days = _PARTS[found["dx"][:2]]
    elif found["dc"]:
        days = (1, int(value(found["dc"])))
    else:
        days = int(value(found["da"])), int(value(found["db"]))
    last += 12 if last < first else 0
    return _dated(found, "days", ((first, days[0]), (last, days[1])))


def _of_month(found: re.Match[str]) -> PeriodMention:
    """Days of this month or of the last one: 本月1日至20日, 上月下旬."""
    if found["mx"]:
        days = _PARTS[found["mx"][:2]]
    else:
        first = found["md"] or "1"
        days = int(value(first)), int(value(found["me"] or found["mc"]))
    month = -1 if found["mw"][0] == "上" else 0
    spans = ((month, days[0]), (month, days[1]))
    unit = 1 if found["mw"][0] == "当" else 0
    return PeriodMention(found.start(), found.end(), found[0], "days", None, None, spans, unit=unit)


def _week(found: re.Match[str]) -> PeriodMention:
    """A week or several: up to a day that is told, this one, the one before (上周), or the last ones."""
    weeks = int(value(found["wa"] or found["wn"] or "1"))
    year, offset = _year(found["yw"], found["rw"])
    spans: Spans = ()
    if found["wm"]:
        spans = ((int(value(found["wm"])), int(value(found["wd"]))),)
    elif found["wl"] in ("上", "前", "前一", "本"):
        offset = 0 if found["wl"] == "本" else -1
    before = 1 if (found["wl"] or "").startswith("前") else 0
    return PeriodMention(
        found.start(), found.end(), found[0], "week", year, offset, spans, length=weeks, unit=before
    )


def _recent(found: re.Match[str]) -> PeriodMention:
    return _undated(found, "recent", int(value(found["en"])) * (1 if found["eu"] == "月" else 3))


def _quarter(found: re.Match[str]) -> PeriodMention:
    mark = _QUARTER[found["q"] or found["q2"] or found["q3"]]
    return _dated(found, "span", ((mark * 3 - 2, mark * 3),))


def _month(found: re.Match[str]) -> PeriodMention:
    month = int(value(found["mo"]))
    return _dated(found, "span", ((month, month),))


def _run(found: re.Match[str]) -> PeriodMention:
    unit = {"月": 1, "季度": 3, "年": 12}[found["ru"]]
    return _undated(found, "run", int(value(found["rn"])) * unit, unit=unit)


def _whole_year(found: re.Match[str]) -> PeriodMention:
    year, offset = _year(found["yy"], found["ry"])
    unit = _unit(found["ry"])
    return PeriodMention(found.start(), found.end(), found[0], "year", year, offset, ((1, 12),), unit=unit)


def _fiscal(found: re.Match[str]) -> PeriodMention:
    """A fiscal year: from April on where the country has it so, in America the one that ends in September."""
    spans = _within(found, "g", _begins(found, _FISCAL, 1))
    return PeriodMention(found.start(), found.end(), found[0], "span", int(found["fy"]), None, spans)


def _begins(found: re.Match[str], rules: tuple[tuple[str, int], ...], usual: int) -> int:
    """The month in which a year that is none of the calendar begins, by the words near it, else by those of
    the text before it, the last of them first; ``usual`` where there are none."""
    near = found.string[max(0, found.start() - _NEARBY) : found.end() + _NEARBY]
    for words, month in rules:
        if re.search(words, near):
            return month
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    told = [(one.end(), month) for words, month in rules for one in re.finditer(words, before)]
    return max(told)[1] if told else usual


_NEARBY: Final = 30
_BEFORE: Final = 400
_STARTING: Final = re.compile(rf"(?P<month>{MONTH})月份?(?:起|开始)的?$")
_FISCAL: Final = (("日本|印度|英国|香港|新加坡|缅甸", 4), ("美国|泰国", -2))
_BEGINS: Final = (
    ("俄罗斯|乌克兰", 7),
    ("[榨产]季|糖|咖啡|可可|棕榈", 10),
    ("棉", 8),
    ("[大黄]豆|豆粕|豆油|玉米|高粱", 9),
    ("小麦|大麦", 6),
    ("印度|日本|英国|香港|新加坡|缅甸", 4),
    ("美国|泰国", 10),
)
"""The month in which a year that is none of the calendar begins, by the words near it; July else."""
_MAKERS: Final[dict[str, Callable[[re.Match[str]], PeriodMention]]] = {
    "date": lambda found: _dated(found, "date", ()),
    "short": _short,
    "stretch": _stretch,
    "season": _season,
    "until": _until,
    "recent": _recent,
    "days": _days,
    "ofmonth": _of_month,
    "week": _week,
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
    "relseason": _relative_season,
    "near": _counted("near", "nn"),
    "lately": _counted("lately", "ln"),
    "ahead": _counted("ahead", "fn"),
    "run": _run,
    "last": _by_unit,
    "this": _by_unit,
    "single": _by_unit,
    "same": _same,
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


def find_periods(text: str, places: list[int] | None = None) -> list[PeriodMention]:
    """Every period expression in ``text``, left to right; dates, durations and ordinals among them.

    ``places`` are the text's :func:`~tradekit.language.zh.landmarks.landmarks`, where they are known.

    >>> [(m.text, m.spans) for m in find_periods("今年前10个月…，10月当月，二、三季度")]
    [('今年前10个月', ((1, 10),)), ('10月当月', ((10, 10),)), ('二、三季度', ((4, 6), (7, 9)))]
    """
    made = []
    end = stop = 0
    behind: str | None = None
    for at in landmarks(text)[0] if places is None else places:
        if at < end:
            continue
        first = kind(text, at)
        if not first & PERIOD:
            continue
        if not first & (DIGIT | NUMERAL):
            rules = _headed(text, at)
        else:
            if stop <= at:
                stop = numeral_end(text, at)
                behind = _behind(text, stop)
            rules = behind
        if rules is None:
            continue
        one = _plain_year(text, at) if rules == OF_YEARS else None
        if one is None:
            found = rules_of(rules).match(text, at)
            one = _mention(found) if found is not None else None
        if one is not None:
            made.append(one)
            end = one.end
    return made


def _behind(text: str, stop: int) -> str | None:
    """The rules for a numeral, by what stands behind it."""
    sign = text[stop : stop + 1]
    return RULES_AT.get(text[stop : stop + 2] if sign == "个" else sign)


def _plain_year(text: str, at: int) -> PeriodMention | None:
    """A year of four digits or by a word (2023年, 去年) with nothing behind it that may belong to it."""
    first = kind(text, at) & (DIGIT | NUMERAL)
    stop = at + 5 if first else at + 2
    if first == NUMERAL or text[stop - 1 : stop] != "年" or text[stop : stop + 1] in BEHIND_YEAR:
        return None
    if not first:
        word = text[at:stop]
        return PeriodMention(at, stop, word, "year", None, RELATIVE.get(word), ((1, 12),), unit=_unit(word))
    printed = text[at : stop - 1]
    if printed[:2] not in ("19", "20") or not printed.isdecimal():
        return None
    return PeriodMention(at, stop, text[at:stop], "year", int(printed), None, ((1, 12),))


def _headed(text: str, at: int) -> str | None:
    """The rules for a place that is no numeral, by what stands behind."""
    second = kind(text, at + 1)
    if second & (DIGIT | NUMERAL):
        return RULES_AT.get(text[at] + "0", RULES_AT.get(text[at : at + 2]))
    return RULES_AT.get(text[at : at + 2]) if second & HEAD else None
