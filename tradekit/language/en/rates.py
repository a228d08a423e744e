"""Rates and amounts: what a number says of its subject, by rules on the words before and behind it."""

from __future__ import annotations

import csv
from typing import Final, NamedTuple

from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.en.told import Frame, Stated
from tradekit.language.lexicon import FOLDER
from tradekit.language.mentions import Quantity

RATES: Final = frozenset(("percent", "share", "double", "flat", "digits", "times"))
_AMOUNT: Final = "amount"
_STEPS: Final = {1: "mom", 3: "qoq"}

_UP: Final = "'higher|more|more than|greater than|above|larger|up|faster|bigger|greater'"
_DOWN: Final = "'lower|less|less than|fewer than|below|smaller|down|fewer|slower'"
_NEAR: Final = "(?:{bound}|'a|an|the|just|only|some|record')*"
_PASSED: Final = (
    "(?:{light|bound|aspect|noun|basis|flow|period}|'a|an|the|just|only|some|its|to|by|with|of|in|at|about')"
)
_ON: Final = "(?:(?!{status}'of|for'){-up-down-semicolon-colon}){0,23}"
_AMID: Final = "(?:{light|basis|period}|'-'){0,3}{flow-own}{0,2}"
_BY: Final = "(?:{bound-level}|'a|an|another|some|only|just|merely')*"
_WHAT: Final = "{-number-up-down-level-mark}{1,7}"
_OF_WHOLE: Final = "'share'|'of'(?:{-mark-number}|'-'){0,7}?(?:{flow|aspect}|'total|all|overall|its|them')"
BEFORE: Final = (
    ("rise", Shaped(rf"{{up}}{_ON}\Z")),
    ("fall", Shaped(rf"{{down}}{_ON}\Z")),
    ("to", Shaped(rf"'to|at'{_NEAR}\Z")),
    ("shared", Shaped(r"{share}{-up-down-semicolon}{0,7}\Z")),
    ("contributed", Shaped(r"{contribution}{-up-down-semicolon}{0,7}\Z")),
    ("or", Shaped(r"'or'{bound}?\Z")),
    ("kept", Shaped(r"'kept|left|keep|leave|a'\Z")),
    ("rise_by", Shaped(
        rf"(?:{{up}}{{basis|period}}*'by'|{{up&noun}}{{basis|period}}*'of'|{{up&noun}}'in'{_WHAT}'of'|(?!'off'){{up-level}}){_BY}\Z")),
    ("fall_by", Shaped(
        rf"(?:{{down}}{{basis|period}}*'by'|{{down&noun}}{{basis|period}}*'of'|{{down&noun}}'in'{_WHAT}'of'"
        rf"|(?!'short|loss|off'){{down-level}}){_BY}\Z")),
    ("faster", Shaped(r"{quicker}{-speed}*\Z")),
    ("slower", Shaped(r"{slower}{-speed}*\Z")),
    ("fallen", Shaped(rf"{{down&noun}}{_PASSED}{{0,8}}\Z")),
)  # fmt: skip
"""Signs before a number."""
BEHIND: Final = (
    ("rise_behind", Shaped(rf"{_UP}|{_AMID}(?:{{up&noun}}|'growth|expansion|pickup')")),
    ("fall_behind", Shaped(rf"{_DOWN}|{_AMID}(?:{{down&noun}}|'slowdown')")),
    ("whole", Shaped(_OF_WHOLE)),
    ("over", Shaped(f"'more than'|{_UP}'than|from'|{{up&noun}}")),
    ("under", Shaped(f"'less than'|{_DOWN}'than|from'|{{down&noun}}")),
    ("comparing", Shaped(f"{_UP}|{_DOWN}")),
    ("dated", Shaped(".'than|from'.{0,6}{period}")),
)
"""Signs behind a number."""
_REACHED: Final = Shaped(r"(?<!'compared|compared with|compared to')'to'(?:{bound}|'a|an|the')*\Z")
_FROM: Final = Shaped(
    rf"(?:'from|compared|versus|vs|against|after|following|reversing'"
    rf"|(?<!'more|less|fewer|greater|rather')'than'|{{period&own}})"
    rf"{_PASSED}{{0,8}}\Z"
)
_IN_PASSING: Final = Shaped(
    r"'after|following|since|when|before|until'(?!{period|up|down}).(?:(?!'and|while|but|,|;').)*\Z"
)
_LIMIT: Final = Shaped(
    rf"(?P<than>'more than|less than'|(?<='more|less|fewer|greater')'than'){_PASSED}{{0,8}}\Z"
)
_OWN: Final = Shaped("(?:(?!',|;|and').)*?{year|span|last}")
_RECORD: Final = Shaped(r"{level|light}\Z")


class Rule(NamedTuple):
    """A construction of ``rates.csv``: for numbers ``on`` these kinds, with signs ``needs`` and no ``bars``.

    It ``says`` a statistic, with ``sign`` (0: that of the figure before), or, if ``lost``, why it says none.
    """

    name: str
    on: list[str]
    says: str
    example: str
    needs: frozenset[str]
    bars: frozenset[str]
    sign: int
    lost: bool


def _rules() -> list[Rule]:
    with (FOLDER.parent / "en" / "rates.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Rule(
                row["name"], row["on"].split(), row["says"].removeprefix(_NONE), row["example"],
                frozenset(row["needs"].split()), frozenset(row["bars"].split()), int(row["sign"] or 1),
                row["says"].startswith(_NONE),
            )
            for row in csv.DictReader(lines)
        ]  # fmt: skip


_NONE: Final = "none: "
RULES: Final = _rules()


def state(words: Row, at: int, low: int, high: int, frame: Frame, last: Stated | None) -> Stated | str:
    """What the number at place ``at`` says, between the figures at ``low`` and ``high``; or why nothing."""
    row, text = words.tokens, words.shape
    one = row[at].quantity
    assert one is not None
    kind = one.kind if one.kind == "pp" or one.kind in RATES else _AMOUNT
    base = kind != "pp" and is_base(row, text, at, low, last)
    signs = _signs(text, at, low, high, one) | _context(at, low, frame, last) | ({"base"} if base else set())
    rule = next(one for one in _BY_KIND[kind] if one.needs <= signs and one.bars.isdisjoint(signs))
    if rule.lost:
        return rule.says
    says = rule.says
    if says == "change":
        growth = "of_growth" in signs or bool(signs & {"last_growth", "dated"} and "of_share" not in signs)
        says = "growth_change" if growth else "share_change"
    moves = says == "growth" or says.endswith("_change")
    said = basis(row, text, at, low, high) if moves else ""
    if last is not None and moves and "last_growth" in rule.needs:
        said = said or last.basis
    sign = rule.sign or (last.sign if last is not None else 1)
    limit = bound(row, text, at, low, one)
    return Stated(says, sign, said, base and not says.endswith("_change"), limit, rule.name)


_BY_KIND: Final = {
    kind: [rule for rule in RULES if kind in rule.on] for kind in [*sorted(RATES), "pp", _AMOUNT]
}


def _signs(text: str, at: int, low: int, high: int, one: Quantity) -> set[str]:
    """The signs that stand around a number."""
    made = {sign for sign, pattern in BEFORE if pattern.search(text, low + 1, at) is not None}
    made.update([sign for sign, pattern in BEHIND if pattern.match(text, at + 1, high) is not None])
    if one.kind == "percent" and one.text[0] in "+-−–":
        made.add("signed")
    if labelled(text, at):
        made.add("labelled")
    if _ITEM.search(text, low + 1, at) is not None:
        made.add("item")
    if low >= 0 and _LISTED.match(text, low + 1, at) is not None:
        made.add("listed")
    return made | ({"rated"} if "shared" in made else set())


_ITEM: Final = Shaped(r"{place}(?:',|('|','?'with|at'){bound}*\Z")
_LISTED: Final = Shaped(r"{-up-down-level-share-semicolon}*\Z")
_RATED: Final = frozenset(("growth", "share"))
_RATES: Final = frozenset(("rate", "index"))


def _context(at: int, low: int, frame: Frame, last: Stated | None) -> set[str]:
    """What the flow of a number and the figure before it add to its signs."""
    made = {f"of_{frame.aspect}"} | ({"next"} if at - low == 2 else set())
    made.add("first" if last is None else f"last_{last.statistic}")
    rated = frame.aspect or frame.says in _RATES or (last is not None and last.statistic in _RATED)
    return made | ({"rated"} if rated else set())


_LABEL: Final = Shaped(r"{colon}(?:{-up-down-level}|{level&light-up-down})*\Z")


def labelled(text: str, at: int) -> bool:
    """Whether a figure stands in a list behind a label (Export partners: Japan 20%, US 12%)."""
    return _LABEL.search(text, 0, at) is not None


def is_base(row: list[Token], text: str, at: int, low: int, last: Stated | None) -> bool:
    """Whether another is compared with a figure: from October's 9.9%, than $51.2 billion in August."""
    if last is not None and last.base and _WITH_BASE.match(text, low + 1, at) is not None:
        return True
    if _FOR_PLACE.match(text, at + 1, len(row)) is not None:
        return False
    if was_prior(text, at):
        return True
    if _IN_PASSING.search(text, low + 1, at) is not None or _WHICH.search(text, low + 1, at) is not None:
        return True
    if _REACHED.search(text, low + 1, at) is not None:
        return False
    limit = _LIMIT.search(text, low + 1, at)
    if limit is not None and _OWN.match(text, limit.end("than"), min(len(row), at + 5)) is not None:
        held = _RECORD.search(text, low + 1, limit.start("than")) is not None
        if held or "record" in [one.lower for one in row[limit.start("than") : at]]:
            return True
    return _FROM.search(text, low + 1, at) is not None


def was_prior(text: str, at: int) -> bool:
    """Whether a figure is told as the one before: 0.3% consensus and 0.4% prior."""
    return _PRIOR.match(text, at + 1, len(text)) is not None


_PRIOR: Final = Shaped("'prior|previously|prev'(?!{word|noun|dir})")
_WITH_BASE: Final = Shaped(r"(?:'and|worth|or|('|'valued|worth''at'){bound}*\Z")
_FOR_PLACE: Final = Shaped("'for'.?{place}")
_WHICH: Final = Shaped(
    r"'from|than|compared|versus|against|over|on|after'.{0,5}{period}',''which'(?:(?!'and|while|but|,|;').)*\Z"
)


def basis(row: list[Token], text: str, at: int, low: int, high: int) -> str:
    """The basis that is said with a rate: behind it or before it; empty where none is."""
    end = min(high, at + _NEARBY)
    stops = [_STOP.search(text, at + 1, end), _FLOW.search(text, at + 3, end)]
    end = min([stop.start() for stop in stops if stop is not None], default=end)
    for place in range(at + 1, end):
        one = row[place]
        if _NEXT_OWN.match(text, place, len(row)) is not None:
            break
        if one.get("basis"):
            return one.get("basis").split()[0]
        if one.period is not None and compares(text, place):
            if one.period.kind == "last" and not one.own:
                return _STEPS.get(one.period.unit, "")
            return "yoy" if one.period.kind == "same" else ""
    for place in range(at - 1, low, -1):
        if row[place].get("basis"):
            return row[place].get("basis").split()[0]
    return ""


_NEXT_OWN: Final = Shaped(
    "{basis}(?:{dir&noun}|'growth')'of|at'"
    "|'annual rate|annualised rate|annualized rate|seasonally adjusted annual rate|annual pace''of'"
)
"""The basis of the next rate: …, for a year-on-year | rise of 3 percent."""
_NEARBY: Final = 12
_STOP: Final = Shaped("';|while|but'")
_FLOW: Final = Shaped("{flow}")
_FILL: Final = (
    "(?:{period}(?!'in|during|for|over')|{flow}|'the|that|of|in|with|to|,|level|figure|a|period|end|start|speed"
    "|pace|rate|recorded|registered|data|value|comparable'){0,5}"
)
_WORDS: Final = (
    "from|than|compared|versus|vs|against|on|after|following|higher than|lower than|more than|less than"
    "|rather than|above|below|ahead|greater than|fewer than|no less than|no more than|more slowly than"
)
_COMPARED: Final = Shaped(
    rf"(?:'{_WORDS}'|(?P<since>'since')){_FILL}{{period}}\Z|'over'{_FILL}{{period-long}}\Z"
)
_NEXT_WHICH: Final = Shaped("',''which'")


def compares(text: str, at: int, but: str = "") -> bool:
    """Whether a period is led by a word of comparison other than ``but``."""
    found = _COMPARED.search(text, 0, at + 1)
    if found is None or (but == "since" and found["since"]):
        return False
    return _NEXT_WHICH.match(text, at + 1, len(text)) is None


def direction(text: str, at: int, low: int) -> tuple[int, bool]:
    """The sign of the nearest word of change before a number (0 for none), and whether it leads up to it."""
    signs = {sign: pattern.search(text, low + 1, at) is not None for sign, pattern in BEFORE[:3]}
    return signs["rise"] - signs["fall"], signs["to"]


_NEAR_BOUND: Final = Shaped(
    r"{bound}(?:(?!{bound})'a|an|the|by|to|of|total|record|combined|mark|some|another')*\Z"
)
_OR_MORE: Final = Shaped("'or''more|above|higher'|'mark|threshold|milestone'")


def bound(row: list[Token], text: str, at: int, low: int, one: Quantity) -> str:
    """``=``, ``~``, ``>=`` or ``<=`` from the words around a number."""
    found = _NEAR_BOUND.search(text, low + 1, at)
    if found is not None:
        return row[found.start()].get("bound").split()[0]
    return ">=" if one.more or _OR_MORE.match(text, at + 1, len(row)) is not None else "="
