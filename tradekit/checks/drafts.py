"""A draft beside what is known: each of its figures agrees with a print, was revised, or is contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import isclose, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from tradekit.checks.figures import MONEY, Figure, cells, figure, is_checked, records_of
from tradekit.checks.frames import determined
from tradekit.checks.matching import instances
from tradekit.checks.misprints import misprints, told
from tradekit.checks.official import official
from tradekit.checks.spans import span
from tradekit.checks.verdicts import OPEN, judge
from tradekit.language.labels import folded
from tradekit.language.zh.cues import OTHER_SYSTEMS
from tradekit.model.observations import Key, Observation
from tradekit.model.schema import KEY

if TYPE_CHECKING:
    import pandas as pd

CONTRADICTED, DOUBTFUL, REVISED, UNSAID = "contradicted", "doubtful", "revised", "nobody says"
ROUNDING, AGREES = "rounding", "agrees"
DRAFT_VERDICTS: tuple[str, ...] = (CONTRADICTED, DOUBTFUL, REVISED, UNSAID, ROUNDING, AGREES)
"""What becomes of a figure of a draft, the most pressing first."""
DRAFT_COLUMNS: tuple[str, ...] = (
    "verdict", "report", "start", "text", *KEY, "value", "certainty", "sentence", "known", "known_value",
    "known_published", "source", "known_sentence", "mend", "elsewhere", "elsewhere_value",
    "elsewhere_source", "elsewhere_sentence",
)  # fmt: skip
_ONE_THING: tuple[tuple[str, ...], ...] = (
    ("period",), ("flow",), ("unit", "currency"), ("statistic", "basis"), ("partner",),
    ("commodity", "sector"), ("enterprise",), ("regime",), ("measure",), ("reporter",),
)  # fmt: skip
"""Columns in which a draft goes wrong together."""
RATES = frozenset({"percent", "pp"})
COMPUTED = "computed"
"""The source of what nobody states, but the figures of one day imply."""
_FEW, _MANY = 3, 4
"""So many digits are the same by chance seldom, and hardly ever."""


Known = Mapping[Key | str, Sequence[Figure]]
"""All that is known, by what it is about and by its number; a figure's place is its source."""


class Finding(NamedTuple):
    """What became of a figure: verdict, what decides it, the misprint, where else the number is printed."""

    verdict: str
    by: Figure | None = None
    mend: str = ""
    elsewhere: Figure | None = None
    differs: str = ""


def verify(draft: Iterable[Observation] | Any, known: Any, reference: Any = None) -> pd.DataFrame:
    """Each figure of a draft beside what is known of it: a row each, columns ``DRAFT_COLUMNS``.

    ``draft`` and ``known`` are observation tables (values or a DataFrame), ``reference`` the official series.
    ``verdict`` is ``agrees``, ``rounding`` (the printed digits allow it), ``revised`` (an earlier print has
    it, a later one differs), ``contradicted``, ``doubtful`` (one of the two was not read surely, or the
    same number is printed of something else only) or ``nobody says``. ``known`` is the figure that decides,
    with its ``source`` and sentence; ``mend`` the one misprint that would explain it, ``elsewhere`` the
    column in which a print of the same number differs, with ``elsewhere_value`` there.

    >>> from tradekit.documents.pages import read_text
    >>> from tradekit.extraction.observe import observe
    >>> print, _ = observe(read_text("2023年，我国出口23.77万亿元，增长0.6%。", "a.txt", "2024-01-12"))
    >>> draft, _ = observe(read_text("2023年，我国出口32.77万亿元，增长0.6%。", "draft", "2024-02-01"))
    >>> verify(draft, print)[["text", "verdict", "mend"]].values.tolist()
    [['32.77万亿元', 'contradicted', '32.77万亿元 → 23.77万亿元'], ['0.6%', 'agrees', '']]
    """
    import pandas as pd

    rows = records_of(draft)
    names = {row["report"] for row in rows}
    if hasattr(known, "to_dict"):
        near = bearing(rows)
        known = known[known["period"].isin(near["period"]) | known["value"].isin(near["value"])]
    told = [_folded(row) for row in records_of(known) if row["report"] not in names and is_checked(row)]
    told += chain.from_iterable(official(reference).values()) if reference is not None else []
    checked = [(row, _folded(row) if is_checked(row) else None) for row in rows]
    wanted = {one.key for _, one in checked if one} - {one.key for one in told}
    there = _indexed([*told, *_computed(told, wanted)])
    found = [_row(row, one, there) for row, one in checked]
    return pd.DataFrame(found, columns=list(DRAFT_COLUMNS))


def bearing(draft: Iterable[Observation | Mapping[str, Any]] | Any) -> dict[str, set[Any]]:
    """What a row has, in one of the columns, that can bear on those of a draft: its periods, its numbers."""
    rows = records_of(draft)
    return {
        "period": {one for row in rows for one in _around(row["period"])},
        "value": {row["value"] for row in rows if row["value"] == row["value"]},
    }


def _folded(row: Mapping[str, Any]) -> Figure:
    one = figure(row)
    return replace(one, key=folded(one.key))


def _indexed(told: Iterable[Figure]) -> Known:
    made: dict[Key | str, list[Figure]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (not one.vintage[:1].isdigit(), one.vintage)):
        made[one.key].append(one)
        made[_number(one)].append(one)
    return made


def _number(one: Figure) -> str:
    return f"{one.value:.6g}"


def _computed(told: Sequence[Figure], wanted: set[Key]) -> list[Figure]:
    """What nobody states of the wanted, and the surely read figures of one day imply closely."""
    near = {period for key in wanted for period in _around(key.period)}
    used = [one for one in told if one.sure and one.key.period in near]
    made = []
    for one in judge(instances(cells(used))) if wanted else ():
        key = folded(one.instance.missing[1]) if one.instance.missing else None
        if key in wanted and key and one.verdict == OPEN and determined(one):
            said = tuple(said for part in one.instance.figures for said in part.sentences)[:3]
            place = one.instance.vintages[0], (COMPUTED,), said
            made.append(Figure(key, one.computed, one.computed.middle, "", "=", *place))
    return made


def _around(period: str) -> set[str]:
    """A period, and the same months of the years before and after."""
    months = span(period)
    return {period} | ({months.back(12).name, months.back(-12).name} if months else set())


def _row(row: Mapping[str, Any], one: Figure | None, there: Known) -> dict[str, Any]:
    found = _judged(one, there) if one else Finding(UNSAID)
    told = dict.fromkeys(DRAFT_COLUMNS, "") | {name: row[name] for name in DRAFT_COLUMNS if name in row}
    told |= {"verdict": found.verdict, "known_value": nan, "mend": found.mend}
    if by := found.by:
        told |= {"known": by.text, "known_value": by.value, "source": by.places[0]}
        told |= {"known_published": by.vintage, "known_sentence": " ".join(by.sentences)}
    if other := found.elsewhere:
        columns = ("statistic", "basis") if found.differs == "statistic" else (found.differs,)
        told["elsewhere_value"] = " ".join(getattr(other.key, one) for one in columns).strip()
        told |= {"elsewhere": found.differs, "elsewhere_source": other.places[0]}
        if one and found.differs == "unit" and other.key.unit == one.key.unit:
            told |= {"elsewhere": "currency", "elsewhere_value": other.key.currency}
        told["elsewhere_sentence"] = " ".join(other.sentences[:1])
    return told


def _judged(one: Figure, there: Known) -> Finding:
    """The verdict on a figure, the statement that decides it, and what may have gone wrong."""
    said, own = _about(one, there)
    agreeing = [x for x in said if _confirms(x, one, said)]
    contrary = [x for x in said if not one.interval.meets(x.interval)]
    if agreeing:
        return _agreed(one, agreeing, contrary)
    elsewhere, differs = _elsewhere(one, there)
    if not contrary:
        twice = elsewhere is not None and differs == "unit" and one.key.unit in MONEY and elsewhere.sure
        told = elsewhere is not None and _telling(one, differs)
        return Finding(CONTRADICTED if twice else DOUBTFUL if told else UNSAID, None, "", elsewhere, differs)
    contrary.sort(key=_clearness)
    mended = [(x, mend) for x in contrary if (mend := _mend(one, x))]
    by, mend = mended[0] if mended else (contrary[0], "")
    read = one.sure or elsewhere is None
    clear = (by.sure and read and own) or (mend and _digits(one) >= _MANY)
    return Finding(CONTRADICTED if clear else DOUBTFUL, by, mend, elsewhere, differs)


def _clearness(one: Figure) -> tuple[bool, bool, bool, float]:
    """A sort key: surely read, an exact figure, with its sentence, closely printed."""
    return not one.sure, not one.interval.finite, not one.sentences, one.interval.width


def _about(one: Figure, there: Known) -> tuple[Sequence[Figure], bool]:
    """What is said of the same thing, and whether it is so in the same currency.

    A rate seldom says in which it is reckoned: where nothing is known in the one, the other serves.
    """
    apart = any(OTHER_SYSTEMS.search(sentence) for sentence in one.sentences)
    keys = [one.key, *(one.key._replace(currency=c) for c in ("CNY", "USD") if one.key.unit in RATES)]
    for key in keys:
        said = [x for x in there.get(key, ()) if x.sentences or not apart]
        if said:
            return said, key == one.key or key.statistic == "share"
    return (), True


def _agreed(one: Figure, agreeing: Sequence[Figure], contrary: Sequence[Figure]) -> Finding:
    last = agreeing[-1].vintage
    later = [x for x in contrary if x.sure and x.vintage > last]
    if later and last[:1].isdigit():
        return Finding(REVISED, later[-1])
    same = [x for x in agreeing if isclose(x.value, one.value)]
    return Finding(AGREES if same or one.bound != "=" else ROUNDING, (same or agreeing)[-1])


def _confirms(there: Figure, one: Figure, others: Sequence[Figure]) -> bool:
    """Whether a statement bears a figure out: they meet, and no closer statement that it allows differs."""
    if not one.interval.meets(there.interval) or not (there.bound == "=" or isclose(there.value, one.value)):
        return False
    closer = [x.interval for x in others if x.interval.width < there.interval.width]
    return not any(x.meets(there.interval) and not one.interval.meets(x) for x in closer)


def _mend(one: Figure, by: Figure) -> str:
    """The single misprint that explains a figure: it would then agree, and not only touch what is known."""
    ways = [way for way in misprints(one) if _same(way.figure, by)]
    if not ways or by.bound != "=":
        return ""
    return told(one, min(ways, key=lambda way: abs(way.figure.value - by.value)))


def _same(one: Figure, other: Figure) -> bool:
    """Whether one of two figures may be the other, rounded."""
    return one.value in other.interval or other.value in one.interval


def _elsewhere(one: Figure, there: Known) -> tuple[Figure | None, str]:
    """A print of the same number that differs in one thing, and the column in which it does."""
    found: list[tuple[int, bool, Figure]] = []
    for other in there.get(_number(one), ()):
        differing = [at for at, group in enumerate(_ONE_THING) if _differ(one.key, other.key, group)]
        if len(differing) == 1 and one.key.indicator == other.key.indicator:
            found.append((differing[0], not other.sure, other))
    if not found:
        return None, ""
    place, _, other = min(found, key=lambda each: each[:2])
    return other, _ONE_THING[place][0]


def _telling(one: Figure, differs: str) -> bool:
    """Whether the same number of another thing is no chance: rates of other goods and months often agree."""
    if differs in ("statistic", "measure"):
        return _digits(one) > 1
    return _digits(one) >= _FEW and (one.key.unit not in RATES or differs == "flow")


def _digits(one: Figure) -> int:
    return sum(char.isdigit() for char in one.text)


def _differ(one: Key, other: Key, columns: Sequence[str]) -> bool:
    return any(getattr(one, column) != getattr(other, column) for column in columns)
