"""Rates and amounts: what a number says of its subject, from the words before and behind it."""

from __future__ import annotations

from typing import Final, final

from tradekit.language.en.flows import Frame
from tradekit.language.en.tokens import Token
from tradekit.language.mentions import Quantity

RATES: Final = frozenset(("percent", "share", "double", "flat", "digits", "times"))
_BASES: Final = frozenset(("from", "than", "compared", "versus", "against", "over", "on", "after", "since"))
_LEVEL_BASES: Final = frozenset(("from", "than", "compared", "versus", "against", "after"))
_PASSED: Final = frozenset("a an the just only some its to by with of in at year-on-year about s".split())
_COMPARED: Final = {
    "higher": 1, "more": 1, "above": 1, "larger": 1, "up": 1, "faster": 1,
    "lower": -1, "less": -1, "below": -1, "smaller": -1, "down": -1, "fewer": -1, "slower": -1,
}  # fmt: skip
_NEAR: Final = 9


@final
class Stated:
    """What a number says: ``statistic``, ``sign`` of its value, ``basis``, and the places of the words of it.

    ``base``: it is the figure of an earlier period (from October's 9.9%).
    """

    __slots__ = ("base", "basis", "bound", "sign", "statistic")

    def __init__(
        self, statistic: str, sign: int = 1, basis: str = "", base: bool = False, bound: str = "="
    ) -> None:
        self.statistic: Final = statistic
        self.sign: Final = sign
        self.basis: Final = basis
        self.base: Final = base
        self.bound: Final = bound


def state(row: list[Token], at: int, low: int, high: int, frame: Frame, last: Stated | None) -> Stated | str:
    """What the number at place ``at`` says, between the figures at ``low`` and ``high``; or why nothing."""
    one = row[at].quantity
    assert one is not None
    limit = bound(row, at, low, one)
    if one.text[0] in "+-−–" and one.kind == "percent":
        return Stated("growth", 1, basis(row, at, low, high) or "yoy", False, limit)
    base = is_base(row, at, low) or is_passing(row, at, low)
    base = base and not (
        at + 1 < high and row[at + 1].lower == "for" and row[min(at + 3, len(row) - 1)].place
    )
    base = base or (last is not None and last.base and [word.lower for word in row[low + 1 : at]] == ["and"])
    if one.kind == "pp":
        return _points(row, at, low, high, frame, limit, last)
    if one.kind in RATES:
        made = _rate(row, at, low, high, frame, last, base)
        if isinstance(made, str):
            return made
        return Stated(made.statistic, made.sign, made.basis, base, limit)
    sign = 0 if base else change(row, at, low, high)
    if sign:
        return Stated("level_change", sign, basis(row, at, low, high) or "yoy", False, limit)
    return Stated("level", 1, "", base, limit)


def _rate(
    row: list[Token], at: int, low: int, high: int, frame: Frame, last: Stated | None, base: bool
) -> Stated | str:
    """What a rate says by its own words: growth, a share, a contribution; else by the figure before it."""
    one = row[at].quantity
    assert one is not None
    said = basis(row, at, low, high) or "yoy"
    if one.kind in ("double", "flat"):
        kept = one.kind == "flat" and at > 0 and row[at - 1].lower in ("kept", "left", "keep", "leave", "a")
        return "not trade" if kept else Stated("growth", 1, said)
    behind = noun_behind(row, at, high)
    if behind:
        return Stated("growth", behind, said)
    if of_whole(row, at, high) or shares(row, at, low, "share"):
        return Stated("share")
    if shares(row, at, low, "contribution") and frame.aspect == "growth":
        return Stated("contribution")
    sign, to = direction(row, at, low)
    if to or base:
        if frame.aspect == "share" or (last is not None and last.statistic == "share" and not frame.aspect):
            return Stated("share")
        if frame.aspect == "growth" or base or last is None or last.statistic == "growth":
            return Stated("growth", _own_sign(row, at, low) if base else 1, said)
    return Stated("growth", sign, said) if sign else _rate_alone(row, at, low, frame, last, said)


def _rate_alone(
    row: list[Token], at: int, low: int, frame: Frame, last: Stated | None, said: str
) -> Stated | str:
    """What a rate without a word of change says: the aspect of its flow, or what the figure before says."""
    if frame.aspect in ("growth", "share"):
        return Stated(frame.aspect, 1, said if frame.aspect == "growth" else "")
    if last is not None and last.statistic in ("growth", "share"):
        return Stated(last.statistic, last.sign if _listed(row, at, low) else 1, last.basis)
    if last is not None and last.statistic == "level_change" and at - low == 2:
        return Stated("growth", last.sign, said)
    if row[at].amount == "digits":
        return Stated("growth", 1, said)
    return Stated("share") if labelled(row, at) else "no statistic"


def labelled(row: list[Token], at: int) -> bool:
    """Whether a figure stands in a list behind a label (Export partners: Japan 20%, US 12%)."""
    colon = next((place for place in range(at - 1, -1, -1) if row[place].lower == ":"), -1)
    return colon >= 0 and not any(
        [one.get("dir") or (one.get("level") and not one.get("light")) for one in row[colon + 1 : at]]
    )


def _own_sign(row: list[Token], at: int, low: int) -> int:
    """The sign that a noun gives to a rate that is compared with (than the decrease of 5.7%)."""
    for place in range(at - 1, low, -1):
        if row[place].get("noun") and row[place].get("dir"):
            return int(row[place].get("dir").split()[0])
        if row[place].lower in _LEVEL_BASES:
            break
    return 1


def _listed(row: list[Token], at: int, low: int) -> bool:
    """Whether a number follows another in a list."""
    return low >= 0 and all(
        row[place].lower in (",", "and", "or", "-", "–", "to", "by", "in") or row[place].get("aspect")
        for place in range(low + 1, at)
    )


def noun_behind(row: list[Token], at: int, high: int) -> int:
    """The sign of a noun of change behind a rate: 7.5% | rise, 5 percent yoy | decline; 0 for none."""
    place = at + 1
    if place < high and row[place].lower.split(" ")[0] in _COMPARED:
        return _COMPARED[row[place].lower.split(" ")[0]]
    while place < min(high, at + 4) and (
        row[place].get("light")
        or row[place].get("basis")
        or row[place].period is not None
        or row[place].lower == "-"
    ):
        place += 1
    while place < min(high, at + 6) and row[place].get("flow") and not row[place].own:
        place += 1
    if place >= high:
        return 0
    one = row[place]
    if one.get("noun") and (one.get("dir") or one.lower in ("slowdown", "pickup")):
        return int(one.get("dir").split()[0] or 1)
    return 1 if one.lower in ("growth", "expansion") else 0


def of_whole(row: list[Token], at: int, high: int) -> bool:
    """Whether a rate is one of a whole: 20 percent of total exports, of Indonesia's exports."""
    place = at + 1
    if (
        place >= high
        or row[place].lower not in ("of", "share")
        or (row[place].lower == "of" and place + 1 >= high)
    ):
        return False
    if row[place].lower == "share":
        return True
    for after in range(place + 1, min(high, place + 9)):
        one = row[after]
        if one.get("flow") or one.get("aspect") or one.lower in ("total", "all", "overall", "its", "them"):
            return True
        if one.mark and one.lower != "-":
            return False
    return False


def shares(row: list[Token], at: int, low: int, code: str) -> bool:
    """Whether words of a share (accounting for) or a contribution lead to a figure from the one before."""
    for place in range(at - 1, max(low, at - _NEAR), -1):
        one = row[place]
        if code in one.get("share").split():
            return True
        if one.get("dir") or one.lower == ";":
            return False
    return False


def direction(row: list[Token], at: int, low: int) -> tuple[int, bool]:
    """The sign of the nearest word of change before a rate (0 for none), and whether it leads up to it."""
    to = False
    place = at - 1
    while place > low and (
        row[place].get("bound") or row[place].lower in ("a", "an", "just", "only", "some", "the", "record")
    ):
        if row[place].lower in ("up to",):
            break
        place -= 1
    if place > low and row[place].lower in ("to", "at") and row[place].period is None:
        to = True
    for back in range(at - 1, max(low, at - 24), -1):
        one = row[back]
        if one.get("status") and row[back + 1].lower in ("of", "for"):
            break
        sign = one.get("dir")
        if sign and not (
            one.lower in ("below", "above", "more", "less", "over") and one.get("bound") and back >= at - 2
        ):
            return int(sign.split()[0]), to
        if one.lower in (";", ".", ":"):
            break
    return 0, to


def change(row: list[Token], at: int, low: int, high: int) -> int:
    """The sign of an absolute change (up $2 billion, a rise of 3 tonnes, £4.5bn higher); 0 for a level."""
    after = row[at + 1] if at + 1 < high else row[at]
    than = after.lower in ("more than", "less than") or (
        at + 2 < high and row[at + 2].lower in ("than", "from")
    )
    if than and after.lower.split(" ")[0] in _COMPARED:
        return _COMPARED[after.lower.split(" ")[0]]
    if after.get("noun") and after.get("dir"):
        return sign_of(after)
    place = at - 1
    while place > low and (
        (row[place].get("bound") and not row[place].get("level")) or row[place].lower in _ARTICLES
    ):
        place -= 1
    if place <= low:
        return 0
    one = row[place]
    if one.lower in ("by", "of"):
        place -= 1
        while place - 1 > low and (row[place].get("basis") or row[place].period is not None):
            place -= 1
        before = row[place]
        return sign_of(before) if place > low and (one.lower == "by" or before.get("noun")) else 0
    if one.lower == "or" and low >= 0 and place - low <= 2 and row[low].amount == "percent":
        return direction(row, low, max(-1, low - 12))[0]
    return 0 if one.lower in ("short", "loss", "off") or one.get("level") else sign_of(one)


_ARTICLES: Final = frozenset(("a", "an", "another", "some"))


def sign_of(one: Token) -> int:
    """The sign of a word of change; 0 where it is none."""
    return int((one.get("dir") or "0").split()[0])


def is_base(row: list[Token], at: int, low: int) -> bool:
    """Whether another is compared with a figure: from October's 9.9%, than $51.2 billion in August."""
    first = at - 1
    while first > low and (row[first].get("bound") or row[first].lower in ("a", "an", "the")):
        first -= 1
    if first > low and row[first].lower == "to" and not row[first - 1].lower.startswith("compared"):
        return False
    for place in range(at - 1, max(low, at - _NEAR), -1):
        one = row[place]
        if one.lower in ("more than", "less than") and _dated(row, place, at):
            return True
        if one.lower in _LEVEL_BASES:
            limit = one.lower == "than" and row[place - 1].lower in (
                "more",
                "less",
                "fewer",
                "greater",
                "rather",
            )
            return not limit or _dated(row, place, at)
        if one.period is not None and one.own:
            return True
        passed = (
            one.get("light")
            or one.get("bound")
            or one.get("aspect")
            or one.get("noun")
            or one.get("basis")
            or one.get("flow")
        )
        if not (passed or one.period is not None or one.lower in _PASSED):
            return False
    return False


def _dated(row: list[Token], first: int, at: int) -> bool:
    """Whether a figure that another is less than has its own period (the record $900 billion in 2022)."""
    for place in range(first + 1, min(len(row), at + 5)):
        if row[place].lower in (",", ";", "and"):
            return False
        if place != at and row[place].time in ("year", "span", "last"):
            return (
                row[first - 1].get("level") != ""
                or row[first - 1].get("light") != ""
                or "record" in [one.lower for one in row[first:at]]
            )
    return False


def is_passing(row: list[Token], at: int, low: int) -> bool:
    """Whether a figure stands in a clause of its own behind after, since or when."""
    for place in range(at - 1, low, -1):
        one = row[place]
        if one.lower == "which" and row[place - 1].lower == "," and row[place - 2].period is not None:
            return _led(row, place - 2, "since")
        if one.lower in (",", ";", "and", "while", "but"):
            return False
        if one.lower in ("after", "since", "when", "before", "until"):
            return place + 1 < at and row[place + 1].period is None and not row[place + 1].get("dir")
    return False


def basis(row: list[Token], at: int, low: int, high: int) -> str:
    """The basis that is said with a rate: behind it or before it."""
    for place in range(at + 1, min(high, at + 12)):
        one = row[place]
        if one.get("basis"):
            return one.get("basis").split()[0]
        if one.lower in (";", "while", "but") or (one.get("flow") and place > at + 2):
            break
        if one.period is not None and _compares(row, place):
            kind = one.period.kind
            if kind == "last" and not one.own:
                return "mom" if one.period.unit == 1 else "qoq"
            return "yoy" if kind == "same" else ""
    for place in range(at - 1, low, -1):
        if row[place].get("basis"):
            return row[place].get("basis").split()[0]
    return ""


def _compares(row: list[Token], at: int, but: str = "") -> bool:
    """Whether a period is led by a word of comparison other than ``but``."""
    if at + 2 < len(row) and row[at + 1].lower == "," and row[at + 2].lower == "which":
        return False
    return _led(row, at, but)


def _led(row: list[Token], at: int, but: str = "") -> bool:
    """Whether a word of comparison leads to a period."""
    for place in range(at - 1, max(-1, at - 6), -1):
        word = row[place].lower
        if word in _BASES or word.endswith(" than"):
            return word != but and not (word == "over" and _long(row[at]))
        if (
            word not in ("the", "that", "of", "in", "with", "to", ",", "level", "figure", "a", "period")
            and row[place].period is None
        ):
            return False
    return False


def _long(one: Token) -> bool:
    """Whether a period has several months of its own (over the first four months)."""
    period = one.period
    return (
        period is not None
        and bool(period.spans)
        and period.kind == "span"
        and period.spans[0] != (1, 12)
        and (period.spans[0][0] < period.spans[0][1])
    )


compares = _compares


def bound(row: list[Token], at: int, low: int, one: Quantity) -> str:
    """``=``, ``~``, ``>=`` or ``<=`` from the words before a number."""
    place = at - 1
    while place > low and row[place].lower in (
        "a",
        "an",
        "the",
        "by",
        "to",
        "of",
        "total",
        "record",
        "combined",
        "mark",
        "some",
        "another",
    ):
        if row[place].get("bound"):
            break
        place -= 1
    if place > low and row[place].get("bound"):
        found = row[place].get("bound").split()[0]
        if not (
            row[place].lower in ("above", "below", "under", "over")
            and row[place].get("dir")
            and row[place - 1].get("level")
            and False
        ):
            return found
    after = row[at + 1].lower if at + 1 < len(row) else ""
    if after == "or" and at + 2 < len(row) and row[at + 2].lower in ("more", "above", "higher"):
        return ">="
    if after in ("mark", "threshold", "milestone") and place > low and row[place].get("level"):
        return ">="
    return ">=" if one.more else "="


def _points(
    row: list[Token], at: int, low: int, high: int, frame: Frame, limit: str, last: Stated | None
) -> Stated | str:
    """A number of points: a change of a share or of a rate, or a contribution."""
    if shares(row, at, low, "contribution"):
        return Stated("contribution", 1, "", False, limit)
    follows = last is not None and last.statistic in ("share", "growth")
    if not (frame.aspect or follows or shares(row, at, low, "share")):
        return "comparison"
    after = row[at + 1].lower if at + 1 < high else ""
    if after in ("higher", "lower", "faster", "slower", "above", "below", "more", "less") and at + 2 < high:
        sign = 1 if after in ("higher", "faster", "above", "more") else -1
        own = row[at + 2].lower in ("than", "from") and any(
            row[place].period is not None for place in range(at + 3, min(high, at + 9))
        )
        if not own:
            return "comparison"
        return Stated(
            "share_change" if frame.aspect == "share" else "growth_change", sign, "yoy", False, limit
        )
    sign, _ = direction(row, at, low)
    sign = sign or noun_behind(row, at, high) or 1
    for place in range(at - 1, low, -1):
        if row[place].get("speed"):
            sign = int(row[place].get("speed").split()[0])
            break
    growth = frame.aspect == "growth" or (
        not frame.aspect and last is not None and last.statistic == "growth"
    )
    return Stated(
        "growth_change" if growth else "share_change", sign, basis(row, at, low, high) or "yoy", False, limit
    )
