"""Wherever the terms of an identity are present, an instance of it: the figures that play each part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from tradekit.checks.expression import Terms
from tradekit.checks.figures import UNDATED, Figure
from tradekit.checks.identity import Identity, Term, all_keys, fits, identities, key_of
from tradekit.checks.spans import span, tilings, with_one_gap
from tradekit.language.labels import HOME
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key
from tradekit.model.period import Period

Vintage = Mapping[Key, tuple[Figure, ...]]
"""The figures of one vintage by key; several versions where its statements don't agree."""
Vintages = Mapping[str, Vintage]
Keys = Mapping[str, Key]
Spans = Mapping[Period, Key]
Parts = dict[str, tuple[Figure, ...]]

NATION = HOME
_VERSIONS = 8
_WAYS = 24
_LISTS = frozenset({"tile", "rate", "part"})


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity with the figures that play its parts.

    ``missing`` is the part that nobody stated, with the key it would have; ``about`` is the key that says
    what the instance speaks of. ``vintages`` are the dates of its figures: two where a base comes from
    another report.
    """

    identity: Identity
    about: Key
    parts: Mapping[str, tuple[Figure, ...]]
    vintages: tuple[str, ...]
    missing: tuple[str, Key] | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures, in the order of the terms."""
        return tuple(f for group in self.parts.values() for f in group)

    def terms(self, instead: Mapping[int, Interval] | None = None) -> Terms:
        """The intervals of its parts, as an expression takes them; ``instead`` has others, by ids."""
        lists = _LISTS if self.identity.over else frozenset[str]()
        of = (instead or {}).get
        return {
            term: [of(id(f), f.interval) for f in group]
            if term in lists
            else of(id(group[0]), group[0].interval)
            for term, group in self.parts.items()
        }


def instances(vintages: Vintages, declared: Iterable[Identity] | None = None) -> list[Instance]:
    """Every instance of every identity, complete ones and those with one part missing; no vintages are mixed.

    The one exception is a base that only an earlier vintage states: there the instance names both.
    """
    found: list[Instance] = []
    for identity in identities() if declared is None else declared:
        for vintage, stated in vintages.items():
            match identity.over:
                case "periods":
                    found += _periods(identity, vintage, stated)
                case "set":
                    found += _sets(identity, vintage, stated)
                case _:
                    found += _plain(identity, vintage, vintages)
    return found


def _plain(identity: Identity, vintage: str, vintages: Vintages) -> Iterator[Instance]:
    seen: set[tuple[Key, ...]] = set()
    for at in (term for term in identity.terms if term.name in identity.anchors):
        for anchor in (key for key in vintages[vintage] if fits(at, key)):
            for start in _currencies(anchor):
                keys = all_keys(identity, at, start)
                if keys is None:
                    continue
                keys[at.name] = anchor
                if tuple(keys.values()) not in seen:
                    seen.add(tuple(keys.values()))
                    yield from _bound(identity, vintage, vintages, keys)


def _currencies(anchor: Key) -> tuple[Key, ...]:
    """A quantity names no currency: its value may be in either."""
    if anchor.currency:
        return (anchor,)
    return anchor._replace(currency="CNY"), anchor._replace(currency="USD")


def _bound(identity: Identity, vintage: str, vintages: Vintages, keys: Keys) -> Iterator[Instance]:
    """The instances with these keys: one for each combination of versions."""
    stated = vintages[vintage]
    missing = [term for term, key in keys.items() if key not in stated]
    if len(missing) > 1 or (missing[0] not in identity.solve if missing else identity.open_only):
        return
    about = next(iter(keys.values()))
    present = {term: stated[key] for term, key in keys.items() if term not in missing}
    if missing and not _agreed(present.values()):
        return
    for parts in _combined(present):
        if _means_another(identity.unless, parts):
            continue
        if about.reporter != NATION and _means_another(identity.elsewhere, parts):
            continue
        if not missing:
            yield Instance(identity, about, parts, (vintage,))
            continue
        gone = missing[0]
        yield Instance(identity, about, parts, (vintage,), (gone, keys[gone]))
        if identity.across == gone:
            yield from _earlier(identity, about, parts, vintage, vintages, (gone, keys[gone]))


def _earlier(
    identity: Identity, about: Key, parts: Parts, vintage: str, vintages: Vintages, missing: tuple[str, Key]
) -> Iterator[Instance]:
    """The same with its base from the latest earlier vintage that states it."""
    dated = [other for other in vintages if other < vintage and not vintage.startswith(UNDATED)]
    earlier = [other for other in dated if missing[1] in vintages[other]]
    for version in vintages[max(earlier)][missing[1]] if earlier else ():
        yield Instance(identity, about, {**parts, missing[0]: (version,)}, (vintage, max(earlier)))


def _agreed(present: Iterable[tuple[Figure, ...]]) -> bool:
    """Whether each figure has one version: nothing is derived from figures on which statements differ."""
    return all(len(versions) == 1 for versions in present)


def _combined(present: Mapping[str, tuple[Figure, ...]]) -> Iterator[Parts]:
    for choice in islice(product(*present.values()), _VERSIONS):
        yield {term: (one,) for term, one in zip(present, choice, strict=True)}


def _means_another(marks: Mapping[str, str], parts: Parts) -> bool:
    """Whether a sentence says that another whole is meant (占全球市场份额)."""
    return any(
        re.search(words, sentence)
        for term, words in marks.items()
        for one in parts.get(term, ())
        for sentence in one.sentences
    )


def _periods(identity: Identity, vintage: str, stated: Vintage) -> Iterator[Instance]:
    """Periods of one thing that make up another; with ``solve``, those with one run of months missing."""
    pattern = Term("", identity.common)
    series: dict[Key, dict[Period, Key]] = defaultdict(dict)
    for key in stated:
        months = span(key.period)
        if months and fits(pattern, key):
            series[key._replace(period="")][months] = key
    for known in series.values():
        for whole in known:
            for tiles in islice(tilings(whole, known), _WAYS):
                yield from _tiled(identity, vintage, stated, [known[one] for one in (whole, *tiles)])
        if "gap" in identity.solve:
            yield from _gaps(identity, vintage, stated, known)
        if "whole" in identity.solve:
            yield from _wholes(identity, vintage, stated, known)


def _gaps(identity: Identity, vintage: str, stated: Vintage, known: Spans) -> Iterator[Instance]:
    """A whole less known parts that leave one run of months: what those must be."""
    for whole, key in known.items():
        for tiles, gap in islice(with_one_gap(whole, known), _WAYS):
            figures = _first(stated, known, tiles)
            if gap not in known and all(figure.interval.finite for figure in figures):
                if not _agreed([stated[key], *(stated[known[tile]] for tile in tiles)]):
                    continue
                parts = {"whole": stated[key], "tile": figures}
                yield Instance(identity, key, parts, (vintage,), ("gap", key._replace(period=gap.name)))


def _wholes(identity: Identity, vintage: str, stated: Vintage, known: Spans) -> Iterator[Instance]:
    """Quarters, halves and years that nobody stated, from the periods that make them up."""
    for whole in _named(known):
        for tiles in islice(tilings(whole, known), 1):
            if not _agreed(stated[known[tile]] for tile in tiles):
                continue
            key = known[tiles[0]]._replace(period=whole.name)
            yield Instance(identity, key, {"tile": _first(stated, known, tiles)}, (vintage,), ("whole", key))


def _first(stated: Vintage, known: Spans, tiles: Iterable[Period]) -> tuple[Figure, ...]:
    return tuple(stated[known[tile]][0] for tile in tiles)


def _tiled(identity: Identity, vintage: str, stated: Vintage, keys: list[Key]) -> Iterator[Instance]:
    """The instances of a whole and its tiles, with the growth rates where the identity asks for them."""
    size = len(keys) - 1
    if "wholerate" in identity.left:
        growth = Term("growth", {"statistic": ("growth",)})
        keys += [rate for rate in (key_of(growth, key, growth) for key in keys) if rate]
    if any(key not in stated for key in keys):
        return
    for choice in islice(product(*(stated[key] for key in keys)), _VERSIONS):
        parts: Parts = {"whole": choice[:1], "tile": choice[1 : size + 1]}
        if len(choice) > size + 1:
            parts |= {"wholerate": choice[size + 1 : size + 2], "rate": choice[size + 2 :]}
        yield Instance(identity, keys[0], parts, (vintage,))


def _named(known: Spans) -> Iterator[Period]:
    """Quarters, halves, years and cumulative months that nobody stated, in the years that somebody did."""
    for year in sorted({months.first // 12 * 12 for months in known}):
        quarters = {Period(year + n, year + n + 2) for n in (0, 3, 6, 9)} | {Period(year + 6, year + 11)}
        for months in sorted(quarters | {Period(year, year + n) for n in range(1, 12)}):
            if months not in known:
                yield months


def _sets(identity: Identity, vintage: str, stated: Vintage) -> Iterator[Instance]:
    """Two and more disjoint parts of one whole."""
    pattern = Term("", identity.common, scope="part")
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in stated:
        if fits(pattern, key) and getattr(key, identity.varied) in identity.values:
            groups[key._replace(**{identity.varied: ""})].append(key)
    for whole, members in groups.items():
        needs = "whole" in (identity.left, identity.right)
        if len(members) < 2 or (needs and whole not in stated):
            continue
        heads = [stated[whole]] if needs else []
        for choice in islice(product(*heads, *(stated[key] for key in members)), _VERSIONS):
            parts: Parts = {"whole": choice[:1], "part": choice[1:]} if needs else {"part": choice}
            yield Instance(identity, whole, parts, (vintage,))
