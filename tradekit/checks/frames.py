"""The checks as pandas tables: verdicts, implied figures, figures beside the official series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Any

from tradekit.checks.expression import evaluate
from tradekit.checks.figures import Figure, cells, figures
from tradekit.checks.identity import built
from tradekit.checks.matching import Instance, instances
from tradekit.checks.misprints import Suspect, suspects
from tradekit.checks.official import CONTRADICTED, EQUAL, Comparison, compare, official
from tradekit.checks.verdicts import (
    FAILS,
    HOLDS,
    OPEN,
    REVISED,
    Verdict,
    judge,
    judge_cells,
    judge_wholes,
    possible,
)
from tradekit.language.labels import folded
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key, Observation
from tradekit.model.schema import KEY

if TYPE_CHECKING:
    import pandas as pd

VERDICT_COLUMNS: tuple[str, ...] = (
    "identity", "verdict", "vintage", *KEY, "stated", "stated_low", "stated_high", "computed", "low",
    "high", "gap", "missing", "missing_key", "terms", "figures", "places", "sentences", "culprit",
    "mend", "suspects",
)  # fmt: skip
IMPLIED_COLUMNS: tuple[str, ...] = (
    *KEY, "value", "low", "high", "open", "derived", "identity", "terms", "figures", "published",
)  # fmt: skip
AGAINST_COLUMNS: tuple[str, ...] = (
    *KEY, "verdict", "text", "value", "low", "high", "published", "terms", "official", "official_low",
    "official_high", "official_text", "official_vintage", "latest", "latest_vintage", "gap", "source",
    "sentences",
)  # fmt: skip

CLOSE = 0.05
"""An implied level is given as a number where it is known to ± so much of itself; else it is open."""
CLOSE_POINTS = 0.5
"""The same for percentages and points, in points."""

OFFICIAL = built("official series")


@dataclass(frozen=True, slots=True)
class Checked:
    """All verdicts on a table of observations, and for each failing one, by its place, the suspects."""

    verdicts: tuple[Verdict, ...]
    suspects: dict[int, tuple[Suspect, ...]]


def checked(observations: Iterable[Observation] | Any, reference: Any = None) -> Checked:
    """All identities judged: the verdicts, the official series last, and the suspects of each failure."""
    vintages = cells(figures(observations))
    verdicts = judge_cells(vintages) + judge(instances(vintages)) + judge_wholes(vintages)
    if reference is not None:
        stated = [f for keys in vintages.values() for versions in keys.values() for f in versions]
        verdicts += [_official(one) for one in compare(stated, official(reference))]
    return Checked(tuple(verdicts), suspects(verdicts))


def check(observations: Iterable[Observation] | Any, reference: Any = None) -> pd.DataFrame:
    """Every identity whose terms are stated, with its verdict: one row each, columns ``VERDICT_COLUMNS``.

    Takes the observation table (values or a DataFrame) and, if wanted, the official series. ``verdict`` is
    ``holds``, ``fails``, ``open`` (``missing`` says which figure nobody states; ``low`` and ``high`` say what
    it must be) or ``revised`` (figures of two vintages, named in ``vintage``, that differ). ``stated`` is the
    left side of the identity, ``computed`` the right one with its interval ``low``, ``high``; ``gap`` is what
    lies between the two intervals, all in base units. ``terms`` holds ``report#start`` of every figure,
    ``culprit`` that of the figure which one common misprint, ``mend``, would clear.
    """
    import pandas as pd

    result = checked(observations, reference)
    rows = [_row(one, result.suspects.get(at, ())) for at, one in enumerate(result.verdicts)]
    return pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))


def implied(observations: Iterable[Observation] | Any) -> pd.DataFrame:
    """What follows though nobody printed it: one row for each derived figure, columns ``IMPLIED_COLUMNS``.

    ``low`` and ``high`` are what the printed digits allow. ``value`` is given only where they are close
    together; else ``open`` is True and ``value`` is empty. ``identity`` and ``terms`` (``report#start``) say
    where the figure comes from, ``published`` its one vintage; ``derived`` is always True, to tell the rows
    from stated ones.
    """
    import pandas as pd

    vintages = cells(figures(observations))
    rows = [_implied_row(one) for one in _tightest(judge(instances(vintages)))]
    table = pd.DataFrame(rows, columns=list(IMPLIED_COLUMNS))
    return table.astype({"value": float, "low": float, "high": float, "open": bool, "derived": bool})


def against(observations: Iterable[Observation] | Any, reference: pd.DataFrame) -> pd.DataFrame:
    """Each stated figure that the reference has, beside the official one: columns ``AGAINST_COLUMNS``.

    ``verdict`` is ``equal`` within rounding, ``revised`` (``official_vintage`` and ``latest_vintage`` name
    the two) or ``contradicted``.
    """
    import pandas as pd

    stated = [
        f for keys in cells(figures(observations)).values() for versions in keys.values() for f in versions
    ]
    rows = [_against_row(one) for one in compare(stated, official(reference))]
    return pd.DataFrame(rows, columns=list(AGAINST_COLUMNS))


def determined(one: Verdict) -> bool:
    """Whether what is computed is close enough to be given as a number; a range between others never is."""
    found, identity = one.computed, one.instance.identity
    if not found.finite or "hull" in identity.right:
        return False
    if (_missing(one) or one.instance.about).unit in ("percent", "pp"):
        return found.width / 2 <= CLOSE_POINTS
    return found.width / 2 <= CLOSE * abs(found.middle)


def _official(one: Comparison) -> Verdict:
    verdict = {EQUAL: HOLDS, CONTRADICTED: FAILS}.get(one.verdict, REVISED)
    figure, then = one.figure, one.then
    said = replace(then, text="", bound="=", places=(f"official#{then.vintage}",))
    vintages = (figure.vintage, one.latest.vintage)[: 2 if verdict == REVISED else 1]
    instance = Instance(OFFICIAL, figure.key, {"stated": (figure,), "official": (said,)}, vintages)
    return Verdict(instance, verdict, figure.interval, then.interval, one.gap)


def _row(one: Verdict, blamed: Sequence[Suspect]) -> list[Any]:
    instance, stated = one.instance, one.stated or NOWHERE
    first = next(iter(instance.parts.values()))[0]
    alone = first.interval == one.stated and first.bound == "="
    about = instance.about._replace(unit="") if instance.identity.ratio else instance.about
    missing, said = _missing(one), list(dict.fromkeys(instance.figures))
    return [
        instance.identity.name, one.verdict, " / ".join(instance.vintages), *about,
        first.value if alone else stated.middle, stated.low, stated.high,
        one.computed.middle if determined(one) else nan, one.computed.low, one.computed.high, one.gap,
        " ".join(filter(None, missing or ())), missing._asdict() if missing else None, _places(instance),
        [f.text for f in said], [list(f.places) for f in said], _sentences(instance),
        blamed[0].figure.places[0] if blamed else "", blamed[0].mend if blamed else "",
        [s.figure.places[0] for s in blamed],
    ]  # fmt: skip


def _tightest(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of the open verdicts, for each missing figure of a vintage the closest interval that says anything."""
    best: dict[tuple[str, Key], Verdict] = {}
    for one in verdicts:
        missing = _missing(one)
        if one.verdict != OPEN or missing is None:
            continue
        at = (one.instance.vintages[0], missing)
        says = one.computed.finite or one.computed.low > possible(missing).low
        if says and (at not in best or one.computed.width < best[at].computed.width):
            best[at] = one
    return list(best.values())


def _missing(one: Verdict) -> Key | None:
    return one.instance.missing[1] if one.instance.missing else None


def _implied_row(one: Verdict) -> list[Any]:
    key = _missing(one) or one.instance.about
    limits, close = possible(key), determined(one)
    low, high = max(one.computed.low, limits.low), min(one.computed.high, limits.high)
    return [
        *key, one.computed.middle if close else nan, low, high, not close, True, one.instance.identity.name,
        _places(one.instance), [f.text for f in one.instance.figures], one.instance.vintages[0],
    ]  # fmt: skip


def _against_row(one: Comparison) -> list[Any]:
    figure, then = one.figure, one.then
    return [
        *figure.key, one.verdict, figure.text, figure.value, figure.interval.low, figure.interval.high,
        figure.vintage, list(figure.places), then.value, then.interval.low, then.interval.high, then.text,
        then.vintage, one.latest.value, one.latest.vintage, one.gap, then.places[0], list(figure.sentences),
    ]  # fmt: skip


def _places(instance: Instance) -> list[str]:
    return list(dict.fromkeys(place for f in instance.figures for place in f.places))


def _sentences(instance: Instance) -> list[str]:
    return list(dict.fromkeys(s for f in instance.figures for s in f.sentences if s))


_STATED = ("published", "stated", "stated_low", "stated_high", "bound", "sources")
_IMPLIED = ("implied", "implied_low", "implied_high", "identity", "implied_sources")
_OFFICIAL = ("official", "official_low", "official_high", "official_vintage", "verdict")
BESIDE_COLUMNS: tuple[str, ...] = (*KEY, *_STATED, *_IMPLIED, *_OFFICIAL)

NOWHERE = Interval(nan, nan)
Place = tuple[str, Key]
"""Vintage and key: one thing as one day's reports have it."""


def beside(observations: Iterable[Observation] | Any, reference: Any = None) -> pd.DataFrame:
    """What is stated, what the other figures of its day imply, what is official: columns ``BESIDE_COLUMNS``.

    One row for each thing and day that is stated or implied. ``implied_low`` and ``implied_high`` are the
    closest interval that an identity leaves (named in ``identity``, its figures in ``implied_sources``);
    ``implied`` is a number only where that is close. ``stated`` is empty for a bound, as a bound is no value.
    The official figure is the one in force that day, ``verdict`` that of ``tradekit.checks.against`` on the
    stated one.
    """
    import pandas as pd

    vintages = cells(figures(observations))
    stated = {(day, key): said for day, keys in vintages.items() for key, said in keys.items()}
    found = _implied(judge(instances(vintages)))
    rows = {} if reference is None else official(reference)
    table = []
    for at in dict.fromkeys([*stated, *found]):
        known = rows.get(folded(at[1]), [])
        table.append(_three(at, stated.get(at, ()), found.get(at), known))
    return pd.DataFrame(table, columns=list(BESIDE_COLUMNS))


def _implied(verdicts: Iterable[Verdict]) -> dict[Place, Verdict]:
    """For each thing the closest interval that the other figures of an identity leave it."""
    best: dict[Place, Verdict] = {}
    for one in verdicts:
        if one.verdict == FAILS or len(one.instance.vintages) > 1:
            continue
        for key, other in _turned(one):
            at = (one.instance.vintages[0], key)
            if at not in best or other.computed.width < best[at].computed.width:
                best[at] = other
    return best


def _turned(one: Verdict) -> Iterable[tuple[Key, Verdict]]:
    """An identity turned so that each of its figures in turn is the one to be computed."""
    instance = one.instance
    if instance.missing:
        yield instance.missing[1], one
        return
    identity = instance.identity
    ways = dict(identity.solve)
    if identity.left.isidentifier() and identity.relation == "=":
        ways.setdefault(identity.left, identity.right)
    for term, text in ways.items():
        if term in instance.parts and len(instance.parts[term]) == 1:
            key = instance.parts[term][0].key
            rest = {name: group for name, group in instance.parts.items() if name != term}
            without = Instance(identity, instance.about, rest, instance.vintages, (term, key))
            yield key, Verdict(without, one.verdict, None, evaluate(text, without.terms()))


def _three(
    at: Place, said: tuple[Figure, ...], implied: Verdict | None, known: Sequence[Figure]
) -> dict[str, Any]:
    figure = said[0] if said else None
    own = figure.interval if figure else NOWHERE
    other = implied.computed if implied else NOWHERE
    compared = compare([figure], {folded(at[1]): list(known)}) if figure and known else []
    then = compared[0].then if compared else _in_force(known, at[0])
    beyond = then.interval if then else NOWHERE
    said_so = (at[0], figure.value if figure and figure.bound == "=" else nan, own.low, own.high)
    follows = (other.middle if implied and determined(implied) else nan, other.low, other.high)
    published = (then.value, beyond.low, beyond.high, then.vintage) if then else (nan, nan, nan, "")
    values = (
        *(*said_so, figure.bound if figure else "", [place for one in said for place in one.places]),
        *(*follows, implied.instance.identity.name if implied else "", _used(implied)),
        *(*published, compared[0].verdict if compared else ""),
    )
    return at[1]._asdict() | dict(zip((*_STATED, *_IMPLIED, *_OFFICIAL), values, strict=True))


def _in_force(known: Sequence[Figure], day: str) -> Figure | None:
    told = [row for row in known if row.vintage <= day]
    return told[-1] if told else None


def _used(implied: Verdict | None) -> list[str]:
    return [place for f in implied.instance.figures for place in f.places] if implied else []
