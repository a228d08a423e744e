"""Periods: what an English text calls a stretch of time: Q1, the first two months, the year to March."""

from __future__ import annotations

import re
import tomllib
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
_OFFSETS: Final = {
    "last": -1, "previous": -1, "prior": -1, "preceding": -1, "this": 0, "current": 0, "ongoing": 0,
    "next": 1,
}  # fmt: skip
_SECOND: Final = frozenset(("second", "2nd", "latter", "last", "2"))
_SPRING: Final = 4
"""No fiscal year that is named by two years begins before."""
_READ: Final[dict[str, dict[str, str | int]]] = tomllib.loads(
    (FOLDER.parent / "en" / "periods.toml").read_text("utf-8")
)
EXAMPLES: Final = {name: str(rule["example"]) for name, rule in _READ.items() if name != "fragments"}
"""The rules by name, each with a text in which what it finds stands in brackets."""


def _filled(pattern: str) -> str:
    """A pattern with its fragments filled in, twice, since fragments hold fragments."""
    for _ in range(2):
        for name, fragment in _READ["fragments"].items():
            pattern = pattern.replace(f"{{{name}}}", str(fragment))
    return pattern


RULES: Final = [(name, _filled(str(_READ[name]["pattern"]))) for name in EXAMPLES]
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
_FIXED: Final = re.compile(r"\d+")
Said = dict[str, str]
"""What the groups of a rule hold, by the letters of their names."""


def _year(printed: str) -> int:
    """A year as printed, in two digits or four."""
    year = int(printed)
    return year if year > 99 else 2000 + year if year < 50 else 1900 + year


def number(word: str) -> int:
    """The number that a word or digits say."""
    return int(word) if word.isdecimal() else _COUNT.get(word.lower(), _ORDER.get(word.lower(), 0))


def _month(word: str) -> int:
    return _MONTH_OF[word.lower().rstrip(".")]


def _length(said: Said, rule: dict[str, str | int]) -> int:
    """How many months a find is long by its words."""
    unit = said.get("u", "")[:1].lower()
    size = 3 if unit == "q" else 6 if unit == "h" else 1
    return size * number(said.get("n", "1")) * int(rule.get("count", 1))


def _spans(said: Said, rule: dict[str, str | int]) -> Spans:
    """The months, or the months and days, that a find runs."""
    how, size = str(rule.get("months", "")), _length(said, rule)
    first = _month(said["m"]) if "m" in said else 1
    last = _month(said["e"]) if "e" in said else first
    match how:
        case "from to":
            return ((first if first <= last else first - 12, last),)
        case "up to":
            return ((first - size + 1, first),)
        case "part" if "q" in said:
            return ((number(said["q"]) * 3 - 2, number(said["q"]) * 3),)
        case "part" if "h" in said:
            return ((7, 12),) if said["h"].lower() in _SECOND else ((1, 6),)
        case "part":
            return ((1, size),)
        case "day" | "days" | "first days":
            days = ((first, number(said.get("d", "1"))), (last, number(said.get("f", "1"))))
            return days if how != "day" else days[:1]
    fixed = [int(month) for month in _FIXED.findall(how)]
    return ((fixed[0], fixed[-1]),) if fixed else ()


def _made(name: str, said: Said) -> PeriodMention:
    """The period that a rule's find is."""
    rule = _READ[name]
    kind, spans = str(rule.get("kind", "span")), _spans(said, rule)
    year, offset = _when(name, said, spans)
    length, unit, years = int(rule.get("length", "z" in said)), int(rule.get("unit", 0)), None
    match name:
        case "quarter" if said.get("q", "").lower() == "last" and year is None and "r" not in said:
            kind, spans, unit = "last", (), 3
        case "heads" | "these" if not 0 < spans[0][1] <= 12:
            kind = "duration"
        case "ago" | "near" if year is None:
            counted = said.get("u", "years").lower() == "years"
            kind, length = (kind, number(said["n"])) if counted else ("duration", 0)
        case "ago":
            kind, spans = "year", ((1, 12),)
        case "years" if year is not None:
            last = int(said["z"])
            years, length = (year, last if len(said["z"]) == 4 else year // 100 * 100 + last), 0
            kind, year = kind if years[0] < years[1] else "duration", None
        case "lasts" | "thiss":
            unit = 3 if said.get("u", "").lower() == "quarter" else 1
            kind, offset = "past" if offset else kind, None
    return PeriodMention(0, 0, "", kind, year, offset, spans, years, length, unit)


def _when(name: str, said: Said, spans: Spans) -> tuple[int | None, int | None]:
    """The year of a find, or how many years it is from now."""
    year = _year(said["y"]) if "y" in said else None
    offset = next((_OFFSETS[word] for word in said.get("r", "").lower().split() if word in _OFFSETS), None)
    match name:
        case "range" if "w" in said:
            year = int(said["w"]) + (spans[0][0] < 1 or spans[0][1] < _SPRING)
        case "range" if said.get("g", "").lower() in ("last", "previous"):
            offset = -1
        case "fiscal" | "fiscalheads":
            return (year + ("z" in said), None) if year is not None else (None, offset or 0)
        case "same" | "yearago":
            offset = -1
        case "weekto" | "years":
            offset = None
    return year, offset


def find_periods(text: str) -> list[PeriodMention]:
    """Every period expression in ``text``, left to right; dates and durations among them.

    >>> [(m.text, m.kind, m.spans) for m in find_periods("In the first two months of 2024, and in Q3")]
    [('the first two months of 2024', 'span', ((1, 2),)), ('Q3', 'span', ((7, 9),))]
    """
    made: list[PeriodMention] = []
    end = 0
    for start in _START.finditer(text):
        at = start.start()
        word = start[0].lower()
        if at < end or not (word in _FIRSTS or word[0].isdigit() or word.startswith("fy")):
            continue
        if text[at - 1 : at] in ("-", "'", "’", "$", "£", "€") and at:
            continue
        found = _PATTERN.match(text, at)
        if found is None or found.end() == at:
            continue
        rule = (found.lastgroup or "").partition("__")[0]
        if "may" in found[0] and rule in ("month", "range", "date"):
            continue
        said: Said = {}
        for name, value in found.groupdict().items():
            if value:
                said.setdefault(name.partition("__")[2].rstrip("0123456789"), value)
        one = _made(rule, said)
        first = at + _lead(found[0])
        end = found.end() + (2 if text.startswith(("'s", "’s"), found.end()) else 0)
        made.append(one.placed(first, end, text[first:end]))
    return made


_LEADS: Final = re.compile(
    r"(?:(?:in|over|during|within|for|from(?! \w+\.?(?: \d{4})? (?:to|through|till)\b)|between"
    r"|the(?= (?:past|last)))\s+)+",
    re.IGNORECASE,
)


def _lead(text: str) -> int:
    """How many characters of a find are prepositions before the period."""
    found = _LEADS.match(text)
    return found.end() if found else 0
