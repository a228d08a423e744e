"""Rates and amounts: what a number says of its subject, by rules on the words before and behind it."""

from __future__ import annotations

from typing import Final, NamedTuple, final

from tradekit.language.en.flowframe import Frame
from tradekit.language.en.shape import Row, Shaped
from tradekit.language.en.tokens import Token
from tradekit.language.mentions import Quantity

RATES: Final = frozenset(("percent", "share", "double", "flat", "digits", "times"))
_STEPS: Final = {1: "mom", 3: "qoq"}

# What a rule asks for: signs, each a pattern of what stands before the number (up to it) or behind it.
RISE, FALL, TO, BASE, RISE_BEHIND, FALL_BEHIND = 1, 2, 4, 8, 16, 32
WHOLE, SHARED, CONTRIBUTED, KEPT, LABELLED, RISE_BY = 64, 128, 256, 512, 1024, 2048
FALL_BY, FASTER, SLOWER, OVER, UNDER, DATED = 4096, 8192, 16384, 32768, 65536, 131072
OF_GROWTH, OF_SHARE, LAST_GROWTH, LAST_SHARE, LAST_CHANGE, LISTED = [1 << bit for bit in range(18, 24)]
SIGNED, NEXT, FALLEN, FIRST, COMPARING, RATED, OR = [1 << bit for bit in range(24, 31)]

_UP: Final = "'higher|more|more than|above|larger|up|faster|bigger|greater'"
_DOWN: Final = "'lower|less|less than|below|smaller|down|fewer|slower'"
_NEAR: Final = "(?:{bound}|'a|an|the|just|only|some|record')*"
_PASSED: Final = (
    "(?:{light|bound|aspect|noun|basis|flow|period}|'a|an|the|just|only|some|its|to|by|with|of|in|at|about')"
)
_ON: Final = "(?:(?!{status}'of|for'){-up-down-semicolon-colon}){0,23}"
_AMID: Final = "(?:{light|basis|period}|'-'){0,3}{flow-own}{0,2}"
_BY: Final = "(?:{bound-level}|'a|an|another|some')*"
_OF_WHOLE: Final = "'share'|'of'(?:{-mark-number}|'-'){0,7}?(?:{flow|aspect}|'total|all|overall|its|them')"
BEFORE: Final = (
    (RISE, Shaped(rf"{{up}}{_ON}\Z")),
    (FALL, Shaped(rf"{{down}}{_ON}\Z")),
    (TO, Shaped(rf"'to|at'{_NEAR}\Z")),
    (SHARED, Shaped(r"{share}{-up-down-semicolon}{0,7}\Z")),
    (CONTRIBUTED, Shaped(r"{contribution}{-up-down-semicolon}{0,7}\Z")),
    (OR, Shaped(r"'or'{bound}?\Z")),
    (KEPT, Shaped(r"'kept|left|keep|leave|a'\Z")),
    (RISE_BY, Shaped(
        rf"(?:{{up}}{{basis|period}}*'by'|{{up&noun}}{{basis|period}}*'of'|(?!'off'){{up-level}}){_BY}\Z")),
    (FALL_BY, Shaped(
        rf"(?:{{down}}{{basis|period}}*'by'|{{down&noun}}{{basis|period}}*'of'"
        rf"|(?!'short|loss|off'){{down-level}}){_BY}\Z")),
    (FASTER, Shaped(r"{quicker}{-speed}*\Z")),
    (SLOWER, Shaped(r"{slower}{-speed}*\Z")),
    (FALLEN, Shaped(rf"{{down&noun}}{_PASSED}{{0,8}}\Z")),
)  # fmt: skip
"""Signs before a number."""
BEHIND: Final = (
    (RISE_BEHIND, Shaped(rf"{_UP}|{_AMID}(?:{{up&noun}}|'growth|expansion|pickup')")),
    (FALL_BEHIND, Shaped(rf"{_DOWN}|{_AMID}(?:{{down&noun}}|'slowdown')")),
    (WHOLE, Shaped(_OF_WHOLE)),
    (OVER, Shaped(f"'more than'|{_UP}'than|from'|{{up&noun}}")),
    (UNDER, Shaped(f"'less than'|{_DOWN}'than|from'|{{down&noun}}")),
    (COMPARING, Shaped(f"{_UP}|{_DOWN}")),
    (DATED, Shaped(".'than|from'.{0,6}{period}")),
)
"""Signs behind a number."""
_REACHED: Final = Shaped(r"(?<!'compared|compared with|compared to')'to'(?:{bound}|'a|an|the')*\Z")
_FROM: Final = Shaped(
    rf"(?:'from|compared|versus|against|after'|(?<!'more|less|fewer|greater|rather')'than'|{{period&own}})"
    rf"{_PASSED}{{0,8}}\Z"
)
_IN_PASSING: Final = Shaped(
    r"'after|since|when|before|until'(?!{period|up|down}).(?:(?!'and|while|but|,|;').)*\Z"
)
_LIMIT: Final = Shaped(
    rf"(?P<than>'more than|less than'|(?<='more|less|fewer|greater')'than'){_PASSED}{{0,8}}\Z"
)
_OWN: Final = Shaped("(?:(?!',|;|and').)*?{year|span|last}")
_RECORD: Final = Shaped(r"{level|light}\Z")


@final
class Stated:
    """What a number says: ``statistic``, ``sign`` of its value, ``basis``, by which ``rule``.

    ``base``: it is the figure of an earlier period (from October's 9.9%).
    """

    __slots__ = ("base", "basis", "bound", "rule", "sign", "statistic")

    def __init__(
        self, statistic: str, sign: int = 1, basis: str = "", base: bool = False, bound: str = "=",
        rule: str = "",
    ) -> None:  # fmt: skip
        self.statistic: Final = statistic
        self.sign: Final = sign
        self.basis: Final = basis
        self.base: Final = base
        self.bound: Final = bound
        self.rule: Final = rule

    def but(
        self, statistic: str = "", sign: int = 0, basis: str | None = None, base: bool | None = None,
        bound: str = "",
    ) -> Stated:  # fmt: skip
        """The same with what is given in place of its own."""
        return Stated(
            statistic or self.statistic, sign or self.sign, self.basis if basis is None else basis,
            self.base if base is None else base, bound or self.bound, self.rule,
        )  # fmt: skip


class Rule(NamedTuple):
    """One construction: for numbers ``on`` these kinds, with the signs ``needs`` and none of ``bars``.

    It ``says`` a statistic, with ``sign`` (0: that of the figure before), or, if ``lost``, why it says none.
    """

    name: str
    on: str
    says: str
    example: str
    needs: int = 0
    bars: int = 0
    sign: int = 1
    lost: bool = False


_RATE: Final = "percent share digits times"
_AMOUNT: Final = "amount"
RULES: Final = (
    Rule("signed rate", "percent", "growth",
         "China's exports in 2023 were led by cars ([+5%]). → growth 5", SIGNED),
    Rule("kept flat", "flat", "not trade",
         "In 2023, China's exports rose 5 percent but rates were left [flat]. → not trade",
         KEPT, lost=True),
    Rule("flat or multiplied", "flat double", "growth", "China's exports [doubled] in 2023. → growth 100"),
    Rule("rise behind a rate", _RATE, "growth",
         "China's exports saw a [5 percent] rise in 2023. → growth 5", RISE_BEHIND),
    Rule("fall behind a rate", _RATE, "growth",
         "China's exports saw a [5 percent] decline in 2023. → growth -5", FALL_BEHIND, sign=-1),
    Rule("rate of a whole", _RATE, "share",
         "Cars made up [58 percent] of China's exports in 2023. → share 58", WHOLE),
    Rule("share accounted for", _RATE, "share",
         "China's machinery exports accounted for [58 percent] in 2023. → share 58", SHARED),
    Rule("contribution to growth", _RATE, "contribution",
         "Growth of exports to Asia contributed [58 percent] to that of China's exports in 2023."
         " → contribution 58",
         CONTRIBUTED | OF_GROWTH),
    Rule("share reached", _RATE, "share",
         "The share of cars in China's exports rose to [58 percent] in 2023. → share 58", TO | OF_SHARE),
    Rule("share compared with", _RATE, "share",
         "The share of car exports rose to 9 percent in 2023 from [8 percent] in 2022. → share 8",
         BASE | OF_SHARE),
    Rule("share reached after a share", _RATE, "share",
         "Car exports made up 9 percent in 2022 before rising to [10 percent]. → share 10",
         TO | LAST_SHARE, OF_GROWTH),
    Rule("share compared with a share", _RATE, "share",
         "Car exports accounted for 9 percent in 2023, compared with [8 percent] in 2022. → share 8",
         BASE | LAST_SHARE, OF_GROWTH),
    Rule("fall compared with", _RATE, "growth",
         "China's exports rose 5 percent in 2023 after a fall of [4.6 percent] in 2022. → growth -4.6",
         BASE | FALLEN, sign=-1),
    Rule("growth compared with", _RATE, "growth",
         "China's exports rose 5 percent in 2023, compared with [4.6 percent] in 2022. → growth 4.6", BASE),
    Rule("growth slowed to", _RATE, "growth",
         "Growth of China's exports slowed to [5 percent] in 2023. → growth 5", TO | OF_GROWTH),
    Rule("growth reached", _RATE, "growth", "Exports rose to [5 percent] in 2023. → growth 5", TO | FIRST),
    Rule("growth reached after growth", _RATE, "growth",
         "China's exports rose 5 percent in 2022 before slowing to [3 percent]. → growth 3",
         TO | LAST_GROWTH),
    Rule("rise", _RATE, "growth", "China's exports rose [5 percent] in 2023. → growth 5", RISE),
    Rule("fall", _RATE, "growth", "China's exports fell [5 percent] in 2023. → growth -5", FALL, sign=-1),
    Rule("growth told of", _RATE, "growth",
         "In 2023, growth of China's exports was 5 percent in value and [6 percent] in volume. → growth 6",
         OF_GROWTH),
    Rule("share told of", _RATE, "share",
         "The share of cars in China's exports was 5 percent in 2022 and [6 percent] in 2023. → share 6",
         OF_SHARE),
    Rule("growth as before", _RATE, "growth",
         "China's exports fell 5 percent and imports [3 percent] in 2023. → growth -3",
         LAST_GROWTH | LISTED, sign=0),
    Rule("growth beside growth", _RATE, "growth",
         "China's exports grew 5 percent in 2023, that of imports was [3 percent]. → growth 3", LAST_GROWTH),
    Rule("share as before", _RATE, "share",
         "Cars accounted for 5 percent of China's exports in 2023 and chips for [3 percent]. → share 3",
         LAST_SHARE),
    Rule("rate of a change", _RATE, "growth",
         "China's exports fell by 5 billion yuan, [3 percent], in 2023. → growth -3",
         LAST_CHANGE | NEXT, sign=0),
    Rule("digits alone", "digits", "growth",
         "China's exports in 2023 saw [double-digit] numbers. → growth 10"),
    Rule("share behind a label", _RATE, "share", "Exports in 2023: Japan [20%]. → share 20", LABELLED),
    Rule("rate of nothing said", _RATE, "no statistic",
         "China's exports reached 5 trillion yuan in 2023 at [5 percent]. → no statistic",
         lost=True),
    Rule("contribution in points", "pp", "contribution",
         "Exports to Asia contributed [2 percentage points] to the growth of China's exports in"
         " 2023. → contribution 2",
         CONTRIBUTED),
    Rule("points of no rate", "pp", "comparison",
         "China's exports reached 5 trillion yuan in 2023, [2 percentage points] off. → comparison",
         bars=RATED, lost=True),
    Rule("points over those of a base", "pp", "change",
         "In 2023, growth of China's exports was [2 percentage points] higher than in 2022. →"
         " growth_change 2",
         OVER | DATED),
    Rule("points under those of a base", "pp", "change",
         "In 2023, growth of China's exports was [2 percentage points] lower than in 2022. →"
         " growth_change -2",
         UNDER | DATED, sign=-1),
    Rule("points from another's rate", "pp", "comparison",
         "In 2023, China's exports rose 5 percent, [2 percentage points] higher than expected. →"
         " comparison",
         COMPARING, lost=True),
    Rule("slower by points", "pp", "change",
         "Growth of exports slowed by [2 percentage points] in 2023. → growth_change -2", SLOWER, sign=-1),
    Rule("faster by points", "pp", "change",
         "Growth of exports quickened by [2 percentage points] in 2023. → growth_change 2", FASTER),
    Rule("down by points", "pp", "change",
         "The share of car exports slid by [2 percentage points] in 2023. → share_change -2", FALL, sign=-1),
    Rule("up by points", "pp", "change",
         "The share of car exports climbed by [2 percentage points] in 2023. → share_change 2", RISE),
    Rule("points of a fall", "pp", "change",
         "The share of car exports saw a [2 percentage point] decline in 2023. → share_change -2",
         FALL_BEHIND, sign=-1),
    Rule("points", "pp", "change",
         "The share of car exports saw a [2 percentage point] rise in 2023. → share_change 2"),
    Rule("amount more", _AMOUNT, "level_change",
         "In 2023, China's exports were [$5 billion] higher than in 2022. → level_change 5e9", OVER, BASE),
    Rule("amount less", _AMOUNT, "level_change",
         "In 2023, China's exports were [$5 billion] lower than in 2022. → level_change -5e9",
         UNDER, BASE, -1),
    Rule("rise by an amount", _AMOUNT, "level_change",
         "China's exports rose by [$5 billion] in 2023. → level_change 5e9", RISE_BY, BASE),
    Rule("fall by an amount", _AMOUNT, "level_change",
         "China's exports fell by [$5 billion] in 2023. → level_change -5e9", FALL_BY, BASE, -1),
    Rule("amount of a rate", _AMOUNT, "level_change",
         "China's exports fell 3 percent, or [$5 billion], in 2023. → level_change -5e9",
         LAST_GROWTH | OR, BASE, 0),
    Rule("amount", _AMOUNT, "level", "China's exports were [$5 billion] in 2023. → level 5e9"),
)  # fmt: skip


def state(words: Row, at: int, low: int, high: int, frame: Frame, last: Stated | None) -> Stated | str:
    """What the number at place ``at`` says, between the figures at ``low`` and ``high``; or why nothing."""
    row, text = words.tokens, words.shape
    one = row[at].quantity
    assert one is not None
    kind = one.kind if one.kind == "pp" or one.kind in RATES else _AMOUNT
    base = kind != "pp" and is_base(row, text, at, low, last)
    signs = _signs(text, at, low, high, one) | _context(at, low, frame, last) | BASE * base
    rule = next(
        rule for rule in _BY_KIND[kind] if signs & rule.needs == rule.needs and not signs & rule.bars
    )  # fmt: skip
    if rule.lost:
        return rule.says
    says = rule.says
    if says == "change":
        of_growth = signs & OF_GROWTH or (signs & LAST_GROWTH and not signs & OF_SHARE)
        over = signs & DATED and not signs & OF_SHARE
        says = "growth_change" if of_growth or over else "share_change"
    sign = rule.sign or (last.sign if last is not None else 1)
    moves = says == "growth" or says.endswith("_change")
    said = basis(row, text, at, low, high) if moves else ""
    if moves and last is not None and rule.needs & LAST_GROWTH:
        said = said or last.basis
    limit = bound(row, text, at, low, one)
    return Stated(says, sign, said, base and not says.endswith("_change"), limit, rule.name)


_BY_KIND: Final = {
    kind: [rule for rule in RULES if kind in rule.on.split()] for kind in (*sorted(RATES), "pp", _AMOUNT)
}


def _signs(text: str, at: int, low: int, high: int, one: Quantity) -> int:
    """The signs that stand around a number."""
    made = SIGNED * (one.kind == "percent" and one.text[0] in "+-−–") | LABELLED * labelled(text, at)
    for sign, pattern in BEFORE:
        if pattern.search(text, low + 1, at) is not None:
            made |= sign
    for sign, pattern in BEHIND:
        if pattern.match(text, at + 1, high) is not None:
            made |= sign
    listed = low >= 0 and _LISTED.match(text, low + 1, at) is not None
    return made | LISTED * listed | (RATED if made & SHARED else 0)


_LISTED: Final = Shaped(r"{-up-down-level-share-semicolon}*\Z")
_LASTS: Final = {"growth": LAST_GROWTH | RATED, "share": LAST_SHARE | RATED, "level_change": LAST_CHANGE}


def _context(at: int, low: int, frame: Frame, last: Stated | None) -> int:
    """What the flow of a number and the figure before it add to its signs."""
    made = {"growth": OF_GROWTH, "share": OF_SHARE}.get(frame.aspect, 0)
    made |= RATED * bool(frame.aspect) | NEXT * (at - low == 2)
    return made | (FIRST if last is None else _LASTS.get(last.statistic, 0))


_LABEL: Final = Shaped(r"{colon}(?:{-up-down-level}|{level&light-up-down})*\Z")


def labelled(text: str, at: int) -> bool:
    """Whether a figure stands in a list behind a label (Export partners: Japan 20%, US 12%)."""
    return _LABEL.search(text, 0, at) is not None


def is_base(row: list[Token], text: str, at: int, low: int, last: Stated | None) -> bool:
    """Whether another is compared with a figure: from October's 9.9%, than $51.2 billion in August."""
    if last is not None and last.base and at - low == 2 and row[at - 1].lower == "and":
        return True
    if _FOR_PLACE.match(text, at + 1, len(row)) is not None:
        return False
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


_NEARBY: Final = 12
_STOP: Final = Shaped("';|while|but'")
_FLOW: Final = Shaped("{flow}")
_FILL: Final = "(?:{period}|'the|that|of|in|with|to|,|level|figure|a|period'){0,4}"
_WORDS: Final = (
    "from|than|compared|versus|against|on|after|higher than|lower than|more than|less than|rather than"
    "|greater than|fewer than|no less than|no more than|more slowly than"
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
    return signs[RISE] - signs[FALL], signs[TO]


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
