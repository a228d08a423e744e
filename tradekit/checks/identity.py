"""Identities as they are declared in ``identities.toml``: values that the matching reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tradekit.checks.expression import names
from tradekit.checks.figures import MONEY
from tradekit.checks.spans import just_before, span, year_before
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.model.observations import Key
from tradekit.model.schema import DIMENSIONS

BUILT = {"periods": {"whole", "tile", "rate", "wholerate", "gap"}, "set": {"whole", "part"}, "": set[str]()}
"""The terms that each way of matching brings by itself."""


class IdentityError(TradekitError):
    """An identity is declared wrongly: an expression uses a term that it doesn't have."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one term of an identity must be: key columns with the values allowed, scope and period."""

    name: str
    fields: Mapping[str, tuple[str, ...]]
    scope: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity; ``docs/checks.md`` says what each part means."""

    name: str
    zh: str
    en: str
    left: str
    right: str
    relation: str = "="
    over: str = ""
    terms: tuple[Term, ...] = ()
    common: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anchors: tuple[str, ...] = ()
    solve: Mapping[str, str] = field(default_factory=dict)
    across: str = ""
    group: str = ""
    slack: float = 0.0
    unless: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    open_only: bool = False
    ratio: bool = False
    varied: str = ""
    values: tuple[str, ...] = ()


@cache
def identities() -> tuple[Identity, ...]:
    """All declared identities, in the order of the file.

    >>> identities()[0].name, identities()[0].right
    ('total', 'exports + imports')
    """
    return tuple(declared(table) for table in _read()["identity"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "identities.toml").read_text("utf-8"))


def built(name: str) -> Identity:
    """An identity that the checks make themselves, without matching terms.

    >>> built("limits").en
    'a share is 0 to 100, a fall at most 100'
    """
    return Identity(name, **_read()["built"][name])


def declared(table: Mapping[str, Any]) -> Identity:
    """One table of ``identities.toml`` as a value.

    Raises :class:`IdentityError` where an expression names a term that isn't declared.
    """
    every = {"indicator": "trade", **table.get("all", {})}
    terms = tuple(_term(name, {**every, **spec}) for name, spec in table.get("terms", {}).items())
    known = {term.name for term in terms} | BUILT[table.get("over", "")]
    used = {
        name
        for text in (table["left"], table["right"], *table.get("solve", {}).values())
        for name in names(text)
    }
    if not used <= known:
        raise IdentityError(
            f"identities.toml, {table['name']}: no term named {', '.join(sorted(used - known))};"
            f" declare it under terms, or use {', '.join(sorted(known))}"
        )
    given: dict[str, Any] = {
        key: tuple(cell) if isinstance(cell, list) else cell for key, cell in table.items()
    }
    given |= {"terms": terms, "common": _term("", every).fields}
    given.pop("all", None)
    return Identity(**{"anchors": tuple(term.name for term in terms[:1]), **given})


def _term(name: str, spec: Mapping[str, str | list[str]]) -> Term:
    fields = {
        key: (value,) if isinstance(value, str) else tuple(value)
        for key, value in spec.items()
        if key not in ("scope", "period")
    }
    return Term(name, fields, str(spec.get("scope", "")), str(spec.get("period", "")))


COMPARED = frozenset({"growth", "level_change", "growth_change", "share_change"})
"""Statistics that have a basis."""
UNITS = {
    "growth": "percent",
    "share": "percent",
    "contribution": "pp",
    "growth_change": "pp",
    "share_change": "pp",
}


def fits(term: Term, key: Key) -> bool:
    """Whether a figure with this key can be the term."""
    basis = term.fields.get("basis", ("yoy",) if key.statistic in COMPARED else ("",))
    if basis != ("*",) and key.basis.partition(":")[0] not in basis:
        return False
    if any(
        getattr(key, column) not in allowed
        for column, allowed in term.fields.items()
        if column not in ("basis", "unit")
    ):
        return False
    if term.scope and labels.is_service(key.commodity):
        return False
    filled = sum(bool(getattr(key, column)) for column in DIMENSIONS)
    unit = UNITS.get(key.statistic, key.unit)
    return key.unit == unit and filled == {"part": 1, "whole": 0}.get(term.scope, filled)


def key_of(term: Term, anchor: Key, at: Term) -> Key | None:
    """The key of ``term`` where ``anchor`` is the key of the term ``at``; None where there can be none."""
    fixed: dict[str, str] = {}
    for column, allowed in term.fields.items():
        if column not in ("basis", "unit"):
            fixed[column] = getattr(anchor, column) if getattr(anchor, column) in allowed else allowed[0]
    key = _scoped(term, anchor._replace(**fixed))
    period = _period(term, anchor, at)
    unit = _unit(term, key, anchor)
    if period is None or unit is None:
        return None
    basis = term.fields.get("basis", ("yoy",))[0]
    if basis == "*":
        basis = anchor.basis
    return key._replace(
        period=period,
        unit=unit,
        basis=basis if key.statistic in COMPARED else "",
        currency="" if key.measure in ("quantity", "count") else unit if unit in MONEY else key.currency,
    )


def all_keys(identity: Identity, at: Term, anchor: Key) -> dict[str, Key] | None:
    """The keys of all terms of an identity from that of one; None where they can't all be."""
    found = {term.name: anchor if term is at else key_of(term, anchor, at) for term in identity.terms}
    keys = {term: key for term, key in found.items() if key is not None}
    distinct = len(set(keys.values())) == len(identity.terms)
    return keys if distinct else None


def _scoped(term: Term, key: Key) -> Key:
    if term.scope == "whole":
        return key._replace(**dict.fromkeys(DIMENSIONS, ""))
    if term.scope == "rest":
        return key._replace(
            **{column: labels.all_but(getattr(key, column)) for column in DIMENSIONS if getattr(key, column)}
        )
    return key


def _period(term: Term, anchor: Key, at: Term) -> str | None:
    months = span(anchor.period)
    now = months.back(-12).name if at.period == "base" and months else anchor.period
    if term.period == "base":
        return year_before(now)
    if term.period == "basis":
        return base_period(now, anchor.basis)
    return now


def base_period(period: str, basis: str) -> str | None:
    """The period that a basis names: the year before, the months just before, or the one spelt out."""
    if basis.startswith("since:"):
        return basis.removeprefix("since:")
    if basis == "yoy":
        return year_before(period)
    return just_before(period) if basis in ("mom", "qoq") else None


def _unit(term: Term, key: Key, anchor: Key) -> str | None:
    if "unit" in term.fields:
        return term.fields["unit"][0].format(currency=key.currency, unit=anchor.unit)
    if key.statistic in UNITS:
        return UNITS[key.statistic]
    if key.measure == "value":
        return key.currency
    return anchor.unit if anchor.statistic in ("level", "level_change") else None
