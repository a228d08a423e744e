"""Arrow arrays from Python values, by their buffers.

``pyarrow.array`` imports pandas where there is one, which costs each worker 50 MB and a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any


def strings(arrow: Any, values: Sequence[str]) -> Any:
    """A string array; what can't be encoded becomes ``?``."""
    try:
        encoded = list(map(str.encode, values))
    except UnicodeEncodeError:
        encoded = [one.encode(errors="replace") for one in values]
    offsets = array("i", [*accumulate(map(len, encoded), initial=0)])
    buffers = [None, arrow.py_buffer(offsets), arrow.py_buffer(b"".join(encoded))]
    return arrow.Array.from_buffers(arrow.string(), len(values), buffers)


def integers(arrow: Any, values: Sequence[int]) -> Any:
    """An array of 64-bit integers."""
    buffers = [None, arrow.py_buffer(array("q", values))]
    return arrow.Array.from_buffers(arrow.int64(), len(values), buffers)


def numbers(arrow: Any, values: Sequence[float | None]) -> Any:
    """An array of doubles; ``None`` becomes null."""
    there = None
    if None in values:
        bits = "".join("01"[one is not None] for one in reversed(values))
        there = arrow.py_buffer(int(bits, 2).to_bytes((len(values) + 7) // 8, "little"))
    buffers = [there, arrow.py_buffer(array("d", [0.0 if one is None else one for one in values]))]
    return arrow.Array.from_buffers(arrow.float64(), len(values), buffers)


MAKERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: strings, int: integers, float: numbers, float | None: numbers,
}  # fmt: skip
"""What makes an array of the values of a field, by its type."""
