"""The small language of the identities: arithmetic over named intervals, and lists of them.

``exports + imports`` · ``100 * part / whole`` · ``sum(tile)`` · ``hull(tile)``. A name stands for one
figure's interval or for a list of them; arithmetic with a list goes member by member, ``sum`` and ``hull``
end it.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from itertools import product
from math import inf
from types import CodeType
from typing import Any

from tradekit.model.errors import TradekitError
from tradekit.model.intervals import Interval, as_interval, hull

Value = Interval | list[Interval]
Terms = Mapping[str, Interval | Sequence[Interval]]

_OPERATORS: dict[type, Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_MOST_CORNERS = 256


class ExpressionError(TradekitError):
    """An identity's expression uses something that the language does not have."""


def names(text: str) -> set[str]:
    """The names of the terms in an expression.

    >>> sorted(names("sum(tile) + 100 * part"))
    ['part', 'tile']
    """
    return {node.id for node in ast.walk(_parse(text)) if isinstance(node, ast.Name)} - {"sum", "hull"}


def evaluate(text: str, terms: Terms) -> Interval:
    """The interval of an expression, given those of its terms.

    A term that is used twice would make plain interval arithmetic too wide; where all ends are finite the
    expression is computed at every corner instead, which is exact as long as it rises or falls throughout in
    each term, as all of the identities do.

    >>> evaluate("(t - m) / (x - m)", {"t": Interval(2, 3), "x": Interval(7, 8), "m": Interval(0, 1)})
    Interval(0.14285714285714285, 0.42857142857142855)
    """
    wide = _single(_walk(_parse(text).body, terms), text)
    if not wide.finite or not _repeats(text):
        return wide
    used = sorted(names(text))
    flat = [as_list(terms[name]) for name in used]
    ends = [sorted({i.low, i.high}) for group in flat for i in group]
    if reduce(lambda n, pair: n * len(pair), ends, 1) > _MOST_CORNERS:
        return wide
    if not _calls(text) and all(isinstance(terms[name], Interval) for name in used):
        return _of_points(text, used, ends)
    found = []
    for corner in product(*ends):
        points = iter(corner)
        at: dict[str, Value] = {}
        for name, group in zip(used, flat, strict=True):
            chosen = [as_interval(next(points)) for _ in group]
            at[name] = chosen[0] if isinstance(terms[name], Interval) else chosen
        found.append(_single(_walk(_parse(text).body, at), text))
    return hull(found)


def _of_points(text: str, used: Sequence[str], ends: Sequence[Sequence[float]]) -> Interval:
    """The interval of an expression of numbers alone, from what it is at every corner."""
    code = _code(text)
    try:
        found = [eval(code, _NOTHING, dict(zip(used, corner, strict=True))) for corner in product(*ends)]
    except ZeroDivisionError:
        return Interval(-inf, inf)
    return Interval(min(found), max(found))


def as_list(value: Interval | Sequence[Interval]) -> list[Interval]:
    """One interval as a list of one, a list as it is."""
    return [value] if isinstance(value, Interval) else list(value)


@cache
def _parse(text: str) -> ast.Expression:
    try:
        return ast.parse(text, mode="eval")
    except SyntaxError as error:
        raise ExpressionError(f"{text!r}: {error.msg}; write it like 'exports + imports'") from error


@cache
def _repeats(text: str) -> bool:
    """Whether some term stands in the expression more than once."""
    found = [node.id for node in ast.walk(_parse(text)) if isinstance(node, ast.Name)]
    return len(found) > len(set(found))


@cache
def _calls(text: str) -> bool:
    return any(isinstance(node, ast.Call) for node in ast.walk(_parse(text)))


@cache
def _code(text: str) -> CodeType:
    """The expression compiled; :func:`_walk` has seen that it is made of numbers, terms and + - * / only."""
    return compile(_parse(text), text, "eval")


_NOTHING: dict[str, Any] = {"__builtins__": {}}


def _single(value: Value, text: str) -> Interval:
    if isinstance(value, Interval):
        return value
    raise ExpressionError(f"{text!r} gives a list; end it with sum(…) or hull(…)")


def _walk(node: ast.expr, terms: Terms) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return as_interval(float(number))
        case ast.Name(id=name):
            value = terms[name]
            return value if isinstance(value, Interval) else list(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _each(operator.sub, as_interval(0.0), _walk(inner, terms))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _each(_OPERATORS[type(op)], _walk(left, terms), _walk(right, terms))
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):
            return reduce(operator.add, as_list(_walk(inner, terms)), as_interval(0.0))
        case ast.Call(func=ast.Name(id="hull"), args=inners):
            return hull(part for inner in inners for part in as_list(_walk(inner, terms)))
    raise ExpressionError(f"{ast.unparse(node)!r}: an identity knows + - * /, sum(…) and hull(…) only")


def _each(op: Callable[[Interval, Interval], Interval], a: Value, b: Value) -> Value:
    if isinstance(a, Interval) and isinstance(b, Interval):
        return op(a, b)
    left, right = as_list(a), as_list(b)
    size = max(len(left), len(right))
    left, right = left * size if len(left) == 1 else left, right * size if len(right) == 1 else right
    return [op(x, y) for x, y in zip(left, right, strict=True)]
