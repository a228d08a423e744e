"""compare.py: the compiled engine and its sources make the same rows and ledger of every text at hand.

Run by ``make fast``. Each of the two reads the project's reports and cases in a process of its own; the first
text of which they make something else is named, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def texts() -> Iterator[tuple[str, str, str | None]]:
    """Name, text and date of the project's reports and cases."""
    for path in sorted((ROOT / "data" / "reports").glob("*.txt")):
        yield path.name, path.read_text("utf-8"), None
    for path in sorted((ROOT / "tests" / "cases").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield f"{path.stem} {case['id']}", case["text"], case.get("published")


def told() -> None:
    """What the engine that is imported makes of each text, a line each, behind the place it comes from."""
    from tradekit.documents.pages import read_text
    from tradekit.extraction import observe as extraction

    print(extraction.__file__)
    for name, text, published in texts():
        print(json.dumps([name, repr(extraction.observe(read_text(text, name, published)))]))


def run(folder: Path) -> list[str]:
    """The lines of :func:`told` by the package in ``folder``."""
    command = [sys.executable, __file__, "told"]
    made = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(folder)}, check=True, stdout=subprocess.PIPE, text=True
    )
    return made.stdout.splitlines()


def main() -> int:
    """Compare, and say what came of it."""
    with tempfile.TemporaryDirectory(prefix="tradekit-") as place:
        skip = shutil.ignore_patterns("*.so", "*.pyd", "*.stamp", "__pycache__")
        shutil.copytree(ROOT / "tradekit", Path(place, "tradekit"), ignore=skip)
        pure, compiled = run(Path(place)), run(ROOT)
    if compiled[0].endswith(".py"):
        print("The engine is not compiled: make fast", file=sys.stderr)
        return 1
    for one, other in zip(pure[1:], compiled[1:], strict=True):
        if one != other:
            print(f"Compiled, the engine reads {json.loads(one)[0]} otherwise", file=sys.stderr)
            return 1
    print(f"Compiled, the engine makes the same rows of all {len(pure) - 1} texts as its sources do")
    return 0


if __name__ == "__main__":
    told() if sys.argv[1:] == ["told"] else sys.exit(main())
