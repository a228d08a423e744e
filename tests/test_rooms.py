"""The rooms of the package: imports run one way, no name stands twice, and words live with their language."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tradekit"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ("model", "language", "documents", "extraction", "checks", "tables", "charts", "publish")
"""Each may import those before it."""
BESIDE = ("batch", "archive", "site", "evaluate", "cli", "notebooks")
"""They may import all rooms, and no room imports them."""
LABELS = ("language/labels.py", "language/wording.toml")
"""The place of labels; Chinese words stand in them, in ``language/zh`` and in ``language/tables``."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> set[str]:
    """The rooms that a file imports."""
    tree = ast.parse(path.read_text("utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names]
    return {name.split(".")[1] for name in names if name.startswith("tradekit.")}


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    before = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = {name_of(path): imported(path) - before for path in (PACKAGE / room).rglob("*.py")}
    assert not {name: rooms for name, rooms in wrong.items() if rooms}


def test_every_folder_is_a_room_and_no_module_lies_loose() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= {*ROOMS, *BESIDE}
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_no_name_stands_twice() -> None:
    names = Counter(
        path.name for path in FILES if path.name != "__init__.py" and "language" not in path.parts
    )
    names.update({path.name for path in FILES if path.name != "__init__.py" and "language" in path.parts})
    assert not [name for name, count in names.items() if count > 1]


def chinese(path: Path) -> list[str]:
    """The strings of a file with a Chinese character in them, documentation and comments aside."""
    source = path.read_text("utf-8")
    bodies = [getattr(node, "body", []) for node in ast.walk(ast.parse(source))]
    said = [one for body in bodies if isinstance(body, list) for one in body if isinstance(one, ast.Expr)]
    documentation = {one.lineno for one in said if isinstance(one.value, ast.Constant)}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    strings = [one for one in tokens if one.type == tokenize.STRING and one.start[0] not in documentation]
    return [one.string for one in strings if re.search("[\u4e00-\u9fff]", one.string)]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_chinese_words_live_with_their_language(path: Path) -> None:
    name = name_of(path)
    if name.startswith("language/zh/") or name in LABELS:
        return
    assert not chinese(path)
