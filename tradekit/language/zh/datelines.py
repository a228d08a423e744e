"""Datelines and dates of print: where a story came from, and on which day.

``新华社北京1月13日电（记者…）``, ``本报北京１月９日讯``, ``央视网消息（新闻联播）：`` at the start of a story
or at its end, header lines with a full date, dates in file names, and years that print leaves out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from tradekit.model.errors import TradekitError

_CJK: Final = "\u4e00-\u9fff"
_SOURCE: Final = (
    rf"(?:据|據)?(?:本[报報网網台刊]|路透社?|[{_CJK}]{{1,10}}?"
    r"(?:社|报|報|网|網|台|客户端|在线|财经|新闻|证券))"
)
_HAN_DAY: Final = "[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_DAY: Final = rf"(?:(?:(?:19|20)\d\d年)?\d{{1,2}}月\d{{1,2}}日|{_HAN_DAY})"
_PLACE: Final = rf"[{_CJK}·]{{0,10}}?"
_NOTE: Final = r"(?:\s*[（(][^（）()]{1,20}[）)])?"
_BY: Final = r"(?:\s*[（(][^（）()]{0,60}?(?:记\s?者|記者|通讯员|作者|编辑)[^（）()]{0,120}[）)])?"
_SAYS: Final = r"(?:\s*(?:本报)?(?:记者|記者)[^，。：:]{1,30}?(?:报道|報道|報導)\s*[：:，])?"
START: Final = re.compile(
    rf"[【（(]?(?:{_SOURCE}{_NOTE}\s*(?:"
    rf"{_PLACE}\s*{_DAY}\s*(?:综合)?(?:专|專)?(?:电|電|讯|訊|消息|信息){_NOTE}"
    rf"|(?:消息|信息){_NOTE}(?=\s*[：:])"
    r"|(?:专?[电讯]|[電訊])(?=\s*(?:[（(：:】\s]|记者|\Z)))"
    rf"[】）)]?|路透{_PLACE}{_DAY}\s*[-—–]|本[报網网報](?:讯|訊)){_BY}{_SAYS}\s*[：:]?(?:\s*{_BY})?"
)
"""A story's opening up to its first word."""
_LOOSE: Final = r"\0- \x7f-\u206f\u3000\ufeff"
"""White space and marks, as they stand between characters before repair."""
_AGENCY: Final = re.compile(rf"[{_LOOSE}【（({_CJK}]*[社报報网網台刊端线经闻券透]")
END: Final = re.compile(rf"[（(]?{_SOURCE}{_PLACE}{_DAY}\s*(?:专)?(?:电|電|讯|訊)[）)]?\s*\Z")
"""A dateline behind a story's last sentence."""

_LAST: Final = re.compile(rf"[电電讯訊][{_LOOSE}）)]*\Z")

_FULL: Final = re.compile(r"((?:19|20)\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?(?!\d)")
_FULL_HAN: Final = re.compile(f"([一二][〇零○一二三四五六七八九]{{3}})年({_HAN_DAY})")
_MONTH_DAY: Final = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})日|({_HAN_DAY})")
_HEADER: Final = re.compile(
    r"(?:发布时间|发表时间|发布日期|时间|日期|来源|来自|字号|作者)\s*[:：]?|[:：]|\d{1,2}:\d{2}(?::\d{2})?|星期[一二三四五六日天]|《[^》]{1,12}》"
    rf"|周[一二三四五六日]|第?\s*[A-Z]?\d{{1,3}}\s*版|要闻|[{_CJK}]{{2,8}}(?:日报|晚报|时报|[报网社])"
    rf"|[{_CJK}]{{2,14}}?(?:局|署|部|委员会|委|厅|海关|协会)(?=\s*(?:\(|（|）|\)|发布|公布|\Z))|发布|公布|印发|[|｜()（）\s，,]"
)
_NAME: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2]|[1-9](?=月))"
    r"(?:[-_.月]?(0[1-9]|[12]\d|3[01]|[1-9](?=日)))?(?!\d)"
)
_TODAY: Final = re.compile(r"(?:今天|今日|昨天|昨日)[^，。；（）()]{0,4}[（(](\d{1,2})月(\d{1,2})日[）)]")
_MONTH: Final = re.compile(r"(\d{1,2})月")
_AHEAD: Final = re.compile("展望|预计|预测|力争|计划|将[于在]|[到至]$")
_PLAN: Final = re.compile("远景|规划|目标|纲要")
Spoken = tuple[int, set[int]]
"""A year and its months that are named; the year is 0 where none is."""
_OVER: Final = 13
"""The month of a year that is named in whole, where the text was written in a later one (今年)."""
_HAN: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


class Day(NamedTuple):
    """A day in print: ``year`` is 0 where print leaves it out, ``day`` where only the month is known."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)


def checked(published: str, name: str = "published") -> str:
    """``published``, a user's argument ``name``, if it is a date: ``YYYY-MM-DD`` or ``YYYY-MM``.

    >>> checked("2024-01-13")
    '2024-01-13'
    """
    try:
        if not _ISO.fullmatch(published):
            raise ValueError(published)
        date.fromisoformat(published if len(published) > 7 else published + "-01")
    except (TypeError, ValueError):
        message = f"{name}={published!r} is no date; write YYYY-MM-DD, as in 2024-01-13"
        raise TradekitError(message) from None
    return published


def may_open(text: str) -> bool:
    """Whether ``text`` has characters of a dateline: where it has not, :data:`START` needs no try."""
    wire = "电" in text or "讯" in text or "電" in text or "訊" in text
    called = wire or "消" in text or "信" in text or "透" in text
    return called and _AGENCY.match(text) is not None


def may_close(text: str) -> bool:
    """Whether ``text`` ends like a dateline: where it does not, :data:`END` needs no try."""
    return "日" in text and _LAST.search(text) is not None


def day_of(dateline: str) -> Day | None:
    """The day that a dateline names, with its year where it has one.

    >>> day_of("新华社北京三月十三日电")
    Day(year=0, month=3, day=13)
    """
    full = full_day(dateline)
    if full:
        return full
    match = _MONTH_DAY.search(dateline)
    if not match:
        return None
    month, day = (int(match[1]), int(match[2])) if match[1] else _han_day(match[3])
    return valid(0, month, day)


def full_day(text: str) -> Day | None:
    """The first full date in ``text``."""
    match = _FULL.search(text) if "19" in text or "20" in text else None
    if match:
        return valid(int(match[1]), int(match[2]), int(match[3]))
    match = _FULL_HAN.search(text) if "年" in text else None
    if match:
        year = int("".join(str(_HAN[c]) for c in match[1]))
        return valid(year, *_han_day(match[2]))
    return None


def header_day(line: str) -> Day | None:
    """The date of a header line, that is, one with nothing but a date, a source and the like.

    >>> header_day("发布时间：2024-01-13 来源：某某日报")
    Day(year=2024, month=1, day=13)
    >>> header_day("2024年1月13日起关税下调")
    """
    if len(line) > 80:
        return None
    day = full_day(line)
    rest = _HEADER.sub("", _FULL_HAN.sub("", _FULL.sub("", line, count=1), count=1)) if day else line
    return day if not rest else None


def name_day(name: str) -> Day | None:
    """The date in a file's name: ``2024-01-13_a.txt``, ``2001-01.txt``, ``20240113.txt``."""
    match = _NAME.search(name)
    return valid(int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def today(text: str) -> Day | None:
    """The day that a text calls today: 今天（7月13日）."""
    match = _TODAY.search(text)
    return valid(0, int(match[1]), int(match[2])) if match else None


def spoken(text: str) -> Spoken:
    """The last year that a text speaks of as past, and the months named with it (0: the year alone).

    >>> spoken("2022年10月下降，2023年出口增长，2023年12月尤其；展望2025年")
    (2023, {0, 12})
    """
    last, months = 0, {0}
    at = text.find("年")
    while at >= 0:
        year = _year_before(text, at)
        if year and year >= last:
            after = _after(text, at + 1, 7)
            found = _MONTH.match(after)
            month = int(found[1]) if found else 0
            if (year > last or month not in months) and not _to_come(text, at, after, found):
                months = months | {month} if year == last else {month}
                last = year
        at = text.find("年", at + 1)
    if months == {0} and "今年" in text and latest_year(text) != last:
        return last, {_OVER}
    return last, months


def _year_before(text: str, at: int) -> int:
    """The year before the character 年, 0 where there is none."""
    before = text[at - 1]
    if not before.isdigit() and not before.isspace():
        return 0
    digits = _before(text, at, 4)
    is_year = len(digits) == 4 and digits.isdecimal() and digits.startswith(("19", "20"))
    return int(digits) if is_year else 0


def _to_come(text: str, at: int, after: str, month: re.Match[str] | None) -> bool:
    """Whether the words around a year with its 年 at ``at`` say that it is one to come."""
    behind = after[month.end() :] if month else after
    ahead = _AHEAD.search(_before(text, at, 9)[:-4]) is not None
    return ahead or _PLAN.search(behind[:4]) is not None


def _before(text: str, at: int, count: int) -> str:
    """The ``count`` characters before the place ``at``, white space left out."""
    width, found = 2 * count, ""
    while len(found) < count:
        found = "".join(text[max(0, at - width) : at].split())
        if width >= at:
            break
        width *= 2
    return found[-count:]


def _after(text: str, at: int, count: int) -> str:
    """The ``count`` characters from the place ``at`` on, white space left out."""
    width, found = 2 * count, ""
    while len(found) < count:
        found = "".join(text[at : at + width].split())
        if at + width >= len(text):
            break
        width *= 2
    return found[:count]


def with_year(day: Day, known: Day | None, years: Spoken | None) -> Day | None:
    """``day`` with a year: its own, else that of the date ``known``, else inferred from the year that
    the text speaks of: that one, or the next where it is spoken of as over. ``None`` where there is
    none.

    >>> with_year(Day(0, 1, 13), None, spoken("2023年出口增长"))
    Day(year=2024, month=1, day=13)
    """
    if day.year:
        return day
    if known:
        late = known.month and day.month > known.month + 1
        return Day(known.year - 1 if late else known.year, day.month, day.day)
    if years is None or not years[0]:
        return None
    year, months = years
    latest = max(months)
    over = latest > day.month if latest else day.month <= 3
    return Day(year + 1 if over else year, day.month, day.day)


def _han_day(text: str) -> tuple[int, int]:
    month, _, day = text.rstrip("日").partition("月")
    return _number(month), _number(day)


def _number(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    return (10 * (_HAN[tens] if tens else 1) if ten else 0) + (_HAN[ones] if ones else 0)


def valid(year: int, month: int, day: int) -> Day | None:
    """The day where there is one in the calendar; day 0 is the month's, year 0 any year's.

    >>> valid(2024, 2, 29), valid(2023, 2, 29)
    (Day(year=2024, month=2, day=29), None)
    """
    there = 1 <= month <= 12 and 0 <= day <= monthrange(year or 2000, month)[1]
    return Day(year, month, day) if there else None


_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:(?P<part>年?(?:第?[一二三四]季|[上下]半年|Q[1-4])"
    r"|年(?:前?\d{1,2}(?:个?月|[-—–~至])|[首前一二三四]))(?!份?(?:的?当月)?以?[来起])|(?P<since>年以?来)|(?P<past>年(?:第?[一二三四]季度?|\d{1,2}月份?)以?[来起])|年)"
)
_OPENING: Final = 60


def latest_year(text: str) -> int:
    """The year in which a text without a date was written, by the years that it names; 0 where none tells.

    Months, quarters and halves of a year are told of while it runs, and so is what stands in the opening;
    a year in whole is past where the text speaks of 今年, one since which something goes on counts where the
    year before it is named.

    >>> latest_year("2024年3月，我国出口增长。2019年出口下降。")
    2024
    """
    told, whole, since = {0}, {0}, {0}
    for found in _YEAR.finditer(text):
        year = int(found["year"])
        if not found["past"]:
            opens = found.start() < _OPENING and not found["since"]
            (told if found["part"] or opens else since if found["since"] else whole).add(year)
    if "今年" not in text:
        latest = max(told | whole)
        return latest + 1 if latest and "去年" in text and f"{latest}年，" in text else latest
    return max(told | {year for year in since if year - 1 in told | whole})
