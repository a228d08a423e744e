"""Periods: what an English text calls a stretch of time: Q1, the first two months, the year to March."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Final

from tradekit.language.lexicon import FOLDER
from tradekit.language.mentions import PeriodMention, Spans

_MONTHS: Final = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
    "october|oct november|nov december|dec"
).split()
_MONTH_OF: Final = {form: at for at, forms in enumerate(_MONTHS, 1) for form in forms.split("|")}
_COUNT: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "twenty": 20, "a": 1, "past": 1, "fifteen": 15,
}  # fmt: skip
_ORDER: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
    "last": 4, "opening": 1, "closing": 4,
}  # fmt: skip
_RELATIVE: Final = {"last year": -1, "this year": 0, "the previous year": -1, "next year": 1}
_SPACES: Final = re.compile(r"\s+")
_READ: Final[dict[str, dict[str, str]]] = tomllib.loads(
    (FOLDER.parent / "en" / "periods.toml").read_text("utf-8")
)
EXAMPLES: Final = {name: rule["example"] for name, rule in _READ.items() if name != "fragments"}
"""The rules by name, each with a text in which what it finds stands in brackets."""


def _filled(pattern: str) -> str:
    """A pattern with its fragments filled in, twice, since fragments hold fragments."""
    for _ in range(2):
        for name, fragment in _READ["fragments"].items():
            pattern = pattern.replace(f"{{{name}}}", fragment)
    return pattern


RULES: Final = [(name, _filled(_READ[name]["pattern"])) for name in EXAMPLES]
_NAMED: Final = re.compile(r"\(\?P<(\w+)>")
_PATTERN: Final = re.compile(
    "|".join([f"(?P<{name}__>{_NAMED.sub(f'(?P<{name}__' + chr(92) + '1>', body)})" for name, body in RULES]),
    re.IGNORECASE,
)
_START: Final = re.compile(r"[^\W_]+")
_FIRSTS: Final = frozenset(
    "the its a one in over during within for from between this these last past next previous prior"
    " preceding latest recent same corresponding comparable like equivalent first second third fourth"
    " final latter opening closing fiscal financial marketing crop fy full whole entire full-year"
    " annual calendar all year month week quarter so since fifth sixth seventh eighth ninth tenth"
    " year-to-date month-ago year-ago year-earlier current two three four five six seven eight nine"
    " ten eleven twelve twenty couple q1 q2 q3 q4 h1 h2 as up until till"
    .split()
) | frozenset(_MONTH_OF)
"""The first words of periods."""
Said = dict[str, str]
"""What the groups of a rule hold."""


def _year(printed: str) -> int:
    """A year as printed, in two digits or four."""
    year = int(printed)
    return year if year > 99 else 2000 + year if year < 50 else 1900 + year


def number(word: str) -> int:
    """The number that a word or digits say."""
    return int(word) if word.isdecimal() else _COUNT.get(word.lower(), _ORDER.get(word.lower(), 0))


def _month(word: str) -> int:
    return _MONTH_OF[word.lower().rstrip(".")]


def _of(said: Said, spans: Spans, kind: str = "span") -> PeriodMention:
    """Months of the year that is said before or behind them, or of none."""
    printed = said.get("y") or said.get("y0") or ""
    offset = _RELATIVE.get(_SPACES.sub(" ", said.get("r", "").lower()))
    return _made(kind, int(printed) if printed else None, offset, spans)


def _made(
    kind: str, year: int | None = None, offset: int | None = None, spans: Spans = (),
    years: tuple[int, int] | None = None, length: int = 0, unit: int = 0,
) -> PeriodMention:  # fmt: skip
    return PeriodMention(0, 0, "", kind, year, offset, spans, years, length, unit)


def _date(said: Said) -> PeriodMention:
    return _made("date")


def _fiscal(said: Said) -> PeriodMention:
    """A fiscal year; which months it runs, the country tells (see ``whose``)."""
    if "ff" in said:
        return _made("fiscal", offset=0 if said["ff"].lower() in ("this", "current", "ongoing") else -1)
    return _fiscal_year(said.get("fa") or said["fc"], said.get("fb") or said.get("fd"))


def _fiscal_year(first: str, last: str | None, spans: Spans = ()) -> PeriodMention:
    return _made("fiscal", _year(first) + bool(last), None, spans, length=int(bool(last)))


def _year_to(said: Said) -> PeriodMention:
    month = _month(said["em"])
    return _made("span", int(said["ey"]) if "ey" in said else None, None, ((month - 11, month),))


def _months_to(said: Said) -> PeriodMention:
    month, length = _month(said["tm"]), number(said["tn"]) if "tn" in said else 3 if "tq" in said else 6
    year = int(said["ty"]) if "ty" in said else None
    return _made("span", year, None, ((month - length + 1, month),))


def _heads(said: Said) -> PeriodMention:
    said["hn"] = next(said[name] for name in ("hn", "hv", "hx", "hz", "hw", "hg") if name in said)
    said["y0"] = said.get("y0") or said.get("y1", "")
    said["r"] = said.get("r") or f"{said.get('r0', '')} year"
    said.setdefault("hu", "months")
    length = number(said["hn"]) * (3 if said["hu"].lower().startswith("q") else 1)
    return _of(said, ((1, length),)) if 0 < length <= 12 else _made("duration")


_SPRING: Final = 4
"""No fiscal year that is named by two years begins before."""


def _fiscal_heads(said: Said) -> PeriodMention:
    """A part of a fiscal year: which months it runs, the country tells (see ``whose``)."""
    if "xn" in said:
        months = number(said["xn"]) * (3 if said["xu"].lower().startswith("q") else 1)
        spans = ((1, months),)
    elif "xh" in said:
        spans = ((1, 6),) if said["xh"].lower() == "first" else ((7, 12),)
    else:
        last = 3 * int(said.get("xr") or _ORDER[said["xq"].lower()])
        spans = ((last - 2, last),)
    if "xy" in said:
        return _fiscal_year(said["xy"], said.get("xz"), spans)
    return _made("fiscal", None, -1 if "xw" in said else 0, spans)


def _month_quarter(said: Said) -> PeriodMention:
    month = _month(said["km"])
    return _of(said, ((month - 2, month),))


def _as_of(said: Said) -> PeriodMention:
    return _made("span", int(said["ay"]) if "ay" in said else None, None, ((1, _month(said["am"])),))


def _quarter(said: Said) -> PeriodMention:
    mark = int(said.get("qn") or said.get("qm") or _ORDER[said["q"].lower()])
    if said.get("q", "").lower() == "last" and not (said.get("y") or said.get("y0") or said.get("r")):
        return _made("last", unit=3)
    if said.get("qy"):
        said["y"] = str(_year(said["qy"]))
    return _of(said, ((mark * 3 - 2, mark * 3),))


def _half(said: Said) -> PeriodMention:
    first = (said.get("hh") or said.get("hm")) == "1" or said.get("h", "").lower() in ("first", "1st")
    return _of(said, ((1, 6),) if first else ((7, 12),))


def _range(said: Said) -> PeriodMention:
    first, last = _month(said["ra"]), _month(said["rb"])
    if "rf" in said:
        said["r"] = "last year" if said["rf"].lower() in ("last", "previous") else ""
    if "fy" in said:
        said["y"] = str(int(said["fy"]) + (first > last or last < _SPRING))
    return _of(said, ((first if first <= last else first - 12, last),))


def _one_month(said: Said) -> PeriodMention:
    month = _month(said["m"])
    return _of(said, ((month, month),))


def _same(said: Said) -> PeriodMention:
    printed = said.get("sy") or said.get("sy0")
    return _made("same", int(printed) if printed else None, -1)


def _ago(said: Said) -> PeriodMention:
    if "ay" in said:
        return _made("year", int(said["ay"]), None, ((1, 12),))
    return _made("ago", length=number(said["an"]))


def _near(said: Said) -> PeriodMention:
    """The years over which something grew: it is set against the one before them."""
    if said.get("nu", "years").lower() != "years":
        return _made("duration")
    return _made("ago", length=number(said.get("nn") or said["nm"]))


def _years(said: Said) -> PeriodMention:
    first, last = int(said["ya"]), said["yb"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return _made("years", years=(first, end)) if first < end else _made("duration")


def _days(said: Said, kind: str, spans: Spans, year: str, length: int = 0) -> PeriodMention:
    return _made(kind, int(said[year]) if year in said else None, None, spans, None, length)


def _days_of(said: Said) -> PeriodMention:
    """The first 20 days of a month."""
    month = _month(said["dm"])
    return _days(said, "days", ((month, 1), (month, number(said["dn"]))), "dy")


def _week_to(said: Said) -> PeriodMention:
    return _days(said, "week", ((_month(said["wm"]), int(said.get("wd") or said.get("we") or 1)),), "wy", 1)


def _span_of_days(said: Said) -> PeriodMention:
    first = _month(said["sm"])
    return _days(
        said, "days", ((first, int(said["sa"])), (_month(said.get("sn", said["sm"])), int(said["sb"]))), "sy1"
    )


def _last(said: Said) -> PeriodMention:
    kind = "past" if said.get("lw") else "last"
    return _made(kind, unit=3 if said.get("lu", "").lower() == "quarter" else 1)


def _this(said: Said) -> PeriodMention:
    return _made("this", unit=3 if said["tu"].lower() == "quarter" else 1)


def _last_year(said: Said) -> PeriodMention:
    offset = -1 if "prev" in said or "last" in said else 0 if "this" in said else 1
    return _made("year", None, offset, ((1, 12),), unit=12 if "prev" in said else 0)


def _whole(said: Said) -> PeriodMention:
    return _made("span", None, None, ((1, 12),))


def _printed_year(said: Said) -> PeriodMention:
    return _made("year", int(said["yy"]), None, ((1, 12),))


def _kind(kind: str, unit: int = 0, offset: int | None = None) -> Callable[[Said], PeriodMention]:
    def make(said: Said) -> PeriodMention:
        return _made(kind, offset=offset, unit=unit)

    return make


_MAKERS: Final[dict[str, Callable[[Said], PeriodMention]]] = {
    "fiscal": _fiscal,
    "yearto": _year_to,
    "monthsto": _months_to,
    "heads": _heads,
    "fiscalheads": _fiscal_heads,
    "these": _heads,
    "quarter": _quarter,
    "monthquarter": _month_quarter,
    "asof": _as_of,
    "half": _half,
    "range": _range,
    "month": _one_month,
    "same": _same,
    "ago": _ago,
    "yearago": _kind("same", offset=-1),
    "monthago": _kind("last", 1),
    "quarterago": _kind("last", 3),
    "near": _near,
    "years": _years,
    "lasts": _last,
    "daysof": _days_of,
    "weekto": _week_to,
    "spandays": _span_of_days,
    "lastof": lambda said: _made("span", None, None, ((12, 12),)),
    "thiss": _this,
    "lastyear": _last_year,
    "since": _kind("since"),
    "whole": _whole,
    "year": _printed_year,
    "run": _kind("duration"),
    "duration": _kind("duration"),
}
"""The rules whose finds are periods; the others are dates."""


def find_periods(text: str) -> list[PeriodMention]:
    """Every period expression in ``text``, left to right; dates and durations among them.

    >>> [(m.text, m.kind, m.spans) for m in find_periods("In the first two months of 2024, and in Q3")]
    [('the first two months of 2024', 'span', ((1, 2),)), ('Q3', 'span', ((7, 9),))]
    """
    made: list[PeriodMention] = []
    end = 0
    for start in _START.finditer(text):
        at = start.start()
        if at < end or not _may_begin(start[0]):
            continue
        if text[at - 1 : at] in ("-", "'", "’", "$", "£", "€") and at:
            continue
        found = _PATTERN.match(text, at)
        if found is None or found.end() == at:
            continue
        rule = (found.lastgroup or "").partition("__")[0]
        if "may" in found[0] and rule in ("month", "range", "date"):
            continue
        said = {name.partition("__")[2]: value for name, value in found.groupdict().items() if value}
        one = _MAKERS.get(rule, _date)(said)
        first = at + _lead(found[0])
        end = found.end() + (2 if text.startswith(("'s", "’s"), found.end()) else 0)
        made.append(one.placed(first, end, text[first:end]))
    return made


def _may_begin(word: str) -> bool:
    lower = word.lower()
    return lower in _FIRSTS or lower[0].isdigit() or lower.startswith("fy")


_LEADS: Final = re.compile(
    r"(?:(?:in|over|during|within|for|from(?! \w+\.?(?: \d{4})? (?:to|through|till)\b)|between"
    r"|the(?= (?:past|last)))\s+)+",
    re.IGNORECASE,
)


def _lead(text: str) -> int:
    """How many characters of a find are prepositions before the period."""
    found = _LEADS.match(text)
    return found.end() if found else 0
