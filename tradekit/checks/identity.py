"""Identities as they are declared in ``identities.toml``: values that the matching reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tradekit.checks.expression import names
from tradekit.model.errors import TradekitError

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
    return Identity(
        name=table["name"],
        zh=table["zh"],
        en=table["en"],
        left=table["left"],
        right=table["right"],
        relation=table.get("relation", "="),
        over=table.get("over", ""),
        terms=terms,
        common=_term("", every).fields,
        anchors=tuple(table.get("anchors", [term.name for term in terms[:1]])),
        solve=table.get("solve", {}),
        across=table.get("across", ""),
        group=table.get("group", ""),
        slack=table.get("slack", 0.0),
        unless=table.get("unless", {}),
        elsewhere=table.get("elsewhere", {}),
        ratio=table.get("ratio", False),
        open_only=table.get("open_only", False),
        varied=table.get("field", ""),
        values=tuple(table.get("values", ())),
    )


def _term(name: str, spec: Mapping[str, str | list[str]]) -> Term:
    fields = {
        key: (value,) if isinstance(value, str) else tuple(value)
        for key, value in spec.items()
        if key not in ("scope", "period")
    }
    return Term(name, fields, str(spec.get("scope", "")), str(spec.get("period", "")))
