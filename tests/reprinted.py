"""Texts printed otherwise: in lines of other widths, or with a paragraph on something else between two.

``python tests/reprinted.py SEED [FOLDER|FILE.jsonl…]`` reprints all texts of the cases, of the folders given
and as many told ones as make 5,000, and prints those of which the rows change.
"""

from __future__ import annotations

import json
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from telling import PUBLISHED, told
from test_properties import broken, figures, placeless

from tradekit.language.scripts import language_of

CASES = Path(__file__).parent / "cases"
BETWEEN = {
    "zh": "图书馆周末照常开放，读者可以在门口领取座位牌，雨天请把雨伞留在伞架上。",
    "en": "The library stays open at the weekend, and readers may leave umbrellas at the door.",
}
TEXTS = 5_000
Text = tuple[str, str, str | None]
"""A name, the text, and its date where it does not say it."""


def texts(places: list[Path]) -> Iterator[Text]:
    """The cases, and what stands in folders of text."""
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield f"{path.stem} {case['id']}", case["text"], case.get("published")
    for place in places:
        for path in sorted(place.glob("*.txt")):
            yield path.name, path.read_text("utf-8"), None


def reprinted(text: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """``text`` as it may stand elsewhere, each with the name of what was done to it."""
    code = language_of(text)
    width = chance.randrange(12, 40)
    if code == "zh":
        yield "width", broken(text, width, "\n")
    else:
        printed = textwrap.TextWrapper(36 + width, break_on_hyphens=False)
        yield "width", "\n".join(map(printed.fill, text.split("\n")))
    ends = "。" if code == "zh" else ". "
    gaps = [
        found.start()
        for found in re.finditer("\n", text)
        if ends in text[: found.start()].rpartition("\n")[2] + " "
        and ends in text[found.end() :].partition("\n")[0] + " "
    ]
    if gaps:
        at = chance.choice(gaps)
        yield "paragraph", f"{text[:at]}\n{BETWEEN[code]}{text[at:]}"


def main() -> None:
    seed, places = int(sys.argv[1]), list(map(Path, sys.argv[2:]))
    chance = random.Random(seed)
    listed = list(texts(places))
    for number in range(max(0, TEXTS - len(listed))):
        listed.append((f"told {seed + number}", told(seed + number).text, PUBLISHED))
    tried, changed = Counter[str](), Counter[str]()
    for name, text, published in listed:
        dated = name if name.endswith(".txt") else "a.txt"
        sound = placeless(figures(text, dated, published))
        for what, other in reprinted(text, chance):
            tried[what] += 1
            rows = placeless(figures(other, dated, published))
            if rows != sound:
                changed[what] += 1
                lost, new = Counter(sound) - Counter(rows), Counter(rows) - Counter(sound)
                print(f"{what}: {name}", *lost, "->", *new)
    for what, count in tried.items():
        print(f"{what}: {count} texts, {changed[what]} with other rows")


if __name__ == "__main__":
    main()
