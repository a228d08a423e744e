"""Print: how a Chinese page shows its datelines, bylines, numbered items and its own words."""

from __future__ import annotations

import re
from typing import Final

NUMBERED: Final = re.compile(
    r"(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)
BYLINE: Final = re.compile(
    r"[□■●○◎（(\[【]?\s*(?:(?:[^，。：:\s]{0,8}(?:社|报|網|网|台|刊)|[^，。：:]{0,6}[报社网台刊][、·])?\s*"
    r"(?:特约|驻[^，。\s]{1,8}|见习|实习|首席)?(?:全媒体|融媒体)?(?:记者|記者|通讯员|评论员)\s*[：:]?[^，。；！？]{1,40}"
    r"|(?:作者|来源|责任编辑|责编|编辑|编译|翻译|译者|撰文|整理|审校|校对|审核|图片来源|文字|摄影|制图|供图|本版[^，。]{0,8}|文[/／]|图[/／])\s*[：:]?"
    r"[^，。！？]{1,60}|[（(]?(?:完|记者[^，。（）]{1,30})[）)])[）)\]】]?\Z"
)
EDGE: Final = re.compile(
    r"(?:第?\s*[A-Z]?\d{1,3}\s*版?|第[一二三四五六七八九十]{1,3}版|[-—–·]\s*\d{1,3}\s*[-—–·]"
    r"|(?:要闻|国际|国内|综合|经济|财经|时事|时政|新闻|广告|导读|本报电子版)"
    r"|[（(]?[上下]转.{0,12}版.{0,16}|电话[：:].*|https?://\S+|(?:责任编辑|本版责编)[：:]?.{0,30})\Z"
)
OWN: Final = "[（(上下电责本h]"
"""With what a line of the page's own words begins that may hold a full stop."""

ITEM: Final = re.compile(
    r"(?:[0-9０-９]{1,2}[、.．)）](?![0-9０-９])|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[●○■□◆◇▲△★☆※·•]|——|第[一二三四五六七八九十]+[章条])"
)
ITEM_FIRST: Final = "0123456789０１２３４５６７８９（(一二三四五六七八九十●○■□◆◇▲△★☆※·•—第"
"""With what one begins."""
UNIT: Final = frozenset("%％‰万亿千百元吨年月日个倍美辆台家人")
"""What follows a number that a line break may have cut off."""
_DAY: Final = r"[0-9０-９一二三四五六七八九十]\s*日\s*(?:专?[电電]|[讯訊])"
_NAME: Final = "(?![从今在近昨获了采对就日发来])[\u4e00-\u9fff·]{2,4}"
DATELINE: Final = re.compile(rf"[^，。]{{0,24}}{_DAY}(?:\s|[（(]|\Z)")
ALONE: Final = re.compile(
    rf"[^，。]{{0,24}}{_DAY}\Z"
    rf"|(?:新华社|[^，。\s]{{0,6}}[报網网社]|本台)?(?:特约)?记者\s*{_NAME}(?:[、\s]+{_NAME})*\Z"
    r"|[（(]?(?:19|20)[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{2}-[0-9]{2})[）)]?\Z"
    r"|[（(][^，。（）()]{2,24}(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:发布|公布)?[）)]\Z"
    r"|[-—–·]\s*[0-9]{1,3}\s*[-—–·]\Z|(?:第\s*)?[A-Z]?[0-9一二三四五六七八九十]{1,3}\s*版\Z"
)
"""A line that stands for itself: a dateline, a byline, a date, a page's number."""
DATE_ENDS: Final = frozenset("日）)0123456789")
"""The end of a line that is a date."""
REPORTER: Final = "记者"
LINE_ENDS: Final = "电電讯訊日）)版-—–·0123456789"
"""The end of a line that may stand for itself."""
COMMONEST: Final = "的，。一是在年口国出"
"""Characters that a text of some length has."""


def may_date(line: str) -> bool:
    """Whether a line holds what every dateline does."""
    return "日" in line and ("电" in line or "讯" in line or "電" in line or "訊" in line)
