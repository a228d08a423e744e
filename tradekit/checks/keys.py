"""From the key of one term to the keys of the others: what an identity looks for in a table."""

from __future__ import annotations

from tradekit.checks.figures import MONEY
from tradekit.checks.identity import Identity, Term
from tradekit.checks.spans import just_before, span, year_before
from tradekit.language import labels
from tradekit.model.observations import Key
from tradekit.model.schema import DIMENSIONS

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
