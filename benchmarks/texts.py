"""What is measured on: pages and dense reports, repeated with other digits so that nothing is cached."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "data" / "reports"
SHARED = ROOT.parent / "shared"
_FIGURE = re.compile(
    r"\d[\d .．·]*(?= ?(?:[%％万亿]|个?百分点))"
    r"|(?<=百分之)[〇零一二三四五六七八九十百点]+|[一二三四五六七八九][〇零一二三四五六七八九十百千点]+(?=[万亿])"
)
_DIGITS = ("123456789", "１２３４５６７８９", "二三四五六七八九")
_SET_OF = {digit: digits for digits in _DIGITS for digit in digits}
_PAGES = ("2024-01-13-waimao-2023.txt",)

Texts = list[tuple[str, str]]
"""Names of files and their texts."""


def sources(kind: str) -> tuple[str, Texts]:
    """Where the texts of a ``kind`` (``pages`` or ``dense``) come from, and the texts."""
    folder = SHARED / ("reports" if kind == "pages" else "corpus/text")
    paths = sorted(folder.glob("*.txt"))
    if paths:
        return f"{len(paths)} given {kind}", _read(paths)
    own = sorted(path for path in OWN.glob("*.txt") if (path.name in _PAGES) == (kind == "pages"))
    return f"{len(own)} {kind} of the project's own", _read(own)


def _read(paths: list[Path]) -> Texts:
    return [(path.name, path.read_text("utf-8")) for path in paths]


def varied(text: str, chance: random.Random) -> str:
    """``text`` with other digits in its figures; dates stay as they are.

    >>> varied("2023年出口23.77万亿元，百分之三十五", random.Random(1))
    '2023年出口32.52万亿元，百分之九十九'
    """
    return _FIGURE.sub(lambda found: _other(found[0], chance), text)


def _other(figure: str, chance: random.Random) -> str:
    return "".join(chance.choice(_SET_OF[char]) if char in _SET_OF else char for char in figure)


def stream(kind: str, seed: int) -> Iterator[tuple[str, str]]:
    """Texts of a kind without end, each time round with other digits."""
    chance = random.Random(seed)
    _, texts = sources(kind)
    for _ in count():
        for name, text in texts:
            yield name, varied(text, chance)


def corpus(kind: str, size: int, seed: int) -> Texts:
    """Texts of a kind, of ``size`` bytes of UTF-8 or a little more; at least one."""
    made: Texts = []
    total = 0
    for name, text in stream(kind, seed):
        made.append((name, text))
        total += len(text.encode())
        if total >= size:
            return made
    raise AssertionError("the stream has no end")


def length(texts: Texts) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode()) for _, text in texts)


def a_folder(place: Path, kind: str, size: int, seed: int = 0) -> Path:
    """A folder of files with ``size`` bytes of text in all, a thousand files in each subfolder."""
    total = 0
    for number, (name, text) in enumerate(stream(kind, seed)):
        folder = place / f"{number // 1000:04}"
        folder.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        (folder / f"{number % 1000:03}_{name}").write_bytes(data)
        total += len(data)
        if total >= size:
            break
    return place
