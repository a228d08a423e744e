"""Figures as the checks see them: what each is about, its interval, and when it was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tradekit.language.labels import fold as fold_name
from tradekit.language.zh.precision import interval
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key, Observation, key_of

MONEY = frozenset({"CNY", "USD", "EUR", "HKD", "GBP", "JPY"})
UNDATED = "?"
"""Begins the vintage of a report that has no date."""
REALISED = frozenset({"actual", "preliminary", ""})
"""Forecasts and targets are no statements about what was, and enter no identity."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated figure: its key, its interval, and where and when it was said.

    ``vintage`` is the report's publication date (the report's name where it has none); ``places`` are all the
    places that state it, each ``report#start``; ``sure`` says whether it was read surely.
    """

    key: Key
    interval: Interval
    value: float
    text: str
    bound: str
    vintage: str
    places: tuple[str, ...]
    sentences: tuple[str, ...]
    sure: bool = True


def figures(observations: Iterable[Observation] | Any) -> list[Figure]:
    """The figures of an observation table, given as values or as a pandas DataFrame; realised ones only.

    Those without a year are left out: nothing says that two of them are about the same months.
    """
    return [figure(row) for row in records_of(observations) if is_checked(row)]


def records_of(observations: Iterable[Observation | Mapping[str, Any]] | Any) -> list[Mapping[str, Any]]:
    """The rows of an observation table, given as values, mappings or a pandas DataFrame, as mappings."""
    if hasattr(observations, "to_dict"):
        return list(observations.to_dict("records"))
    return [row if isinstance(row, Mapping) else row._asdict() for row in observations]


def is_checked(row: Mapping[str, Any]) -> bool:
    """Whether a row says what was, and when: no forecast, no target, no period without a year."""
    realised = _word(row["status"]) in REALISED and row["value"] == row["value"]
    return realised and not _word(row["period"]).startswith("XXXX")


def figure(row: Mapping[str, Any]) -> Figure:
    """One row of the observation table as a figure."""
    text, value = _word(row["text"]), float(row["value"])
    published = _word(row["published"])
    dated = len(published) == len("2024-01-13")
    return Figure(
        key=canonical(key_of(row)),
        interval=_interval(row, text, value),
        value=value,
        text=text,
        bound=_word(row["bound"]),
        vintage=published if dated else f"{published or UNDATED} {row['report']}",
        places=(f"{row['report']}#{row['start']}",),
        sentences=(_word(row["sentence"]),),
        sure=row.get("certainty") != "likely",
    )


def _interval(row: Mapping[str, Any], text: str, value: float) -> Interval:
    """What a figure's digits leave open; of one set right by hand, what its row says: its text is another."""
    low, high = row.get("low"), row.get("high")
    if row.get("rule") == "edited" and low is not None and high is not None and low <= high:
        return Interval(float(low), float(high), high_open=True)
    return interval(text, value, _word(row["bound"]), _word(row["unit"]))


def cells(found: Iterable[Figure]) -> dict[str, dict[Key, tuple[Figure, ...]]]:
    """Figures by vintage and key, statements of the same thing folded into one where they agree."""
    grouped: dict[str, dict[Key, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        grouped[one.vintage][one.key].append(one)
    return {vintage: {key: fold(said) for key, said in keys.items()} for vintage, keys in grouped.items()}


def fold(said: list[Figure]) -> tuple[Figure, ...]:
    """Statements about one thing: one figure, as close as they say together, or the versions that differ."""
    highest = max((f.interval for f in said), key=lambda one: one.low)
    lowest = min((f.interval for f in said), key=lambda one: one.high)
    common = Interval(highest.low, lowest.high)
    if highest.meets(lowest):
        return (_merged(said, common),)
    versions: dict[tuple[float, float], list[Figure]] = defaultdict(list)
    for one in said:
        versions[one.interval.low, one.interval.high].append(one)
    return tuple(_merged(same, same[0].interval) for same in versions.values())


def _merged(said: list[Figure], common: Interval) -> Figure:
    closest = min(said, key=lambda f: f.interval.width)
    return replace(
        closest,
        interval=common if common.low <= common.high and len(said) > 1 else closest.interval,
        places=tuple(dict.fromkeys(p for f in said for p in f.places)),
        sentences=tuple(dict.fromkeys(s for f in said for s in f.sentences)),
    )


def _word(value: Any) -> str:
    """A cell of text; what pandas reads of an empty cell is empty."""
    return "" if value is None or value != value else str(value)


def canonical(key: Key) -> Key:
    """The key with its currency settled: that of its unit, none for counted things, else yuan if unsaid.

    A sector has the first name that the lexicon gives it (一产: 第一产业).
    """
    if key.sector:
        key = key._replace(sector=fold_name("sector", key.sector))
    if key.unit in MONEY:
        return key._replace(currency=key.unit)
    if key.measure in ("quantity", "count"):
        return key._replace(currency="")
    return key._replace(currency=key.currency or "CNY")
