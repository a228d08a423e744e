"""The wording: each sentence that the code says stands in wording.toml, in Chinese, and nothing else does."""

from __future__ import annotations

import ast
import re
import string
from itertools import product
from pathlib import Path

import pytest

from tradekit.language import labels
from tradekit.language.labels import WORDING

PACKAGE = Path(__file__).parents[1] / "tradekit"
SENTENCES: dict[str, str] = WORDING["sentences"]
STRINGS = {
    node.value
    for path in PACKAGE.rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def said() -> set[str]:
    """The templates in calls of ``say``, ``note`` and ``nothing``."""
    calls = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("say", "note", "nothing")
    ]
    return {
        a.value for call in calls for a in call.args if isinstance(a, ast.Constant) and len(str(a.value)) > 2
    }


def test_what_the_code_says_is_there_in_chinese() -> None:
    assert not said() - set(SENTENCES) - {"en", "zh"}


def test_what_is_there_is_said() -> None:
    silent = [
        one
        for one in SENTENCES
        if one not in STRINGS and not re.match(r"(Higher|Lower|Prices|Growth of)", one)
    ]
    assert not silent


@pytest.mark.parametrize("english", SENTENCES)
def test_both_languages_are_filled_with_the_same(english: str) -> None:
    assert fields(SENTENCES[english]) <= fields(english) | {"p", "q", "of", "count"}
    assert re.search(r"[\u4e00-\u9fff，：；{]", SENTENCES[english])


def test_words_have_both_languages() -> None:
    for section, lang in product(("words", "units", "columns", "page"), labels.LANGUAGES):
        for code, pair in WORDING[section].items():
            assert len(pair) == 2 and (pair[labels.LANGUAGES.index(lang)] or code == "space"), (section, code)
