"""Parts: a long run of files cut into pieces that stay the same when files come and go elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from tradekit.batch.stores import File

SIZE = 2_000_000
"""Bytes of files in a part, at most (but for a single file that is larger)."""
MOST_FILES = 2_000
"""Files in a part, at most."""
NAME = re.compile(r"part-[0-9a-f]{16}\.(?:parquet|json)")
"""What the file of a part is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring files whose figures are written together.

    The part is called after its first file, so that it keeps its name when the others change.
    """

    files: tuple[File, ...]

    @property
    def name(self) -> str:
        """The name of the part's Parquet files."""
        return f"part-{hashlib.sha256(_bytes(self.files[0].name)).hexdigest()[:16]}.parquet"

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(one.size for one in self.files)

    def mark(self, recipe: str) -> str:
        """A hash over the files' names, sizes and marks and the ``recipe``: equal when nothing changed."""
        whole = hashlib.sha256(recipe.encode())
        for one in self.files:
            whole.update(_bytes(f"\0{one.name}\0{one.size}\0{one.mark}"))
        return whole.hexdigest()


def parts(files: Iterable[File], size: int = SIZE) -> Iterator[Part]:
    """``files`` in parts of up to ``size`` bytes, in order.

    A part of at least a quarter of ``size`` ends where a hash of a file's name says so. So a file that is
    added or removed changes its own part and perhaps the next one, not all that follow.

    >>> files = [File(f"{n:03}.txt", 100, "") for n in range(200)]
    >>> cut = list(parts(files, 2000))
    >>> sum(len(part.files) for part in cut), max(part.size for part in cut) <= 2000
    (200, True)
    >>> without_one = list(parts(files[:50] + files[51:], 2000))
    >>> len({part.mark("") for part in cut} - {part.mark("") for part in without_one}) < 3
    True
    """
    held: list[File] = []
    total = 0
    for one in files:
        if held and (total + one.size > size or len(held) == MOST_FILES):
            yield Part(tuple(held))
            held, total = [], 0
        held.append(one)
        total += one.size
        if total >= size / 4 and crc32(_bytes(one.name)) / 2**32 < one.size * 4 / size:
            yield Part(tuple(held))
            held, total = [], 0
    if held:
        yield Part(tuple(held))


def _bytes(name: str) -> bytes:
    return name.encode(errors="surrogateescape")
