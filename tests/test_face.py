"""``import tradekit as tk``: every name of the face is there, is documented, and is no module by accident."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import tradekit as tk

NAMES = [name for name in tk.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_there_and_documented(name: str) -> None:
    one = getattr(tk, name)
    assert one.__doc__
    assert isinstance(one, ModuleType) == (name in ("charts", "explore"))


def test_no_module_has_the_name_of_a_function() -> None:
    modules = {module.name for module in pkgutil.iter_modules(tk.__path__)}
    assert modules & {*NAMES} == {"charts"}, "importing such a module would hide the function"


def test_a_misspelt_name_is_met_with_the_right_one() -> None:
    with pytest.raises(AttributeError, match="did you mean 'quarterly'"):
        tk.quaterly  # noqa: B018


def test_importing_the_kit_loads_nothing_heavy() -> None:
    heavy = "{'pandas', 'matplotlib', 'papermill', 'IPython', 'numpy', 'regex'}"
    code = f"import sys, tradekit; print(*({heavy} & {{*sys.modules}}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


def test_the_command_loads_nothing_heavy_to_help() -> None:
    code = "import sys, tradekit.cli; print(*({'pandas', 'matplotlib', 'papermill'} & {*sys.modules}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


@pytest.mark.parametrize(
    ("given", "figures"),
    [
        ("2023年，我国出口增长0.6%。", 1),
        ("2023年我国出口增长0.6%", 1),
        (["2023年，我国出口增长0.6%。", "2023年，我国进口下降0.3%。"], 2),
        ("外贸回稳\n\n2023年，我国出口增长0.6%。\n", 1),
    ],
)
def test_plain_text_is_read_as_it_stands(given: str | list[str], figures: int) -> None:
    assert len(tk.extract(given, published="2024-01-12")) == figures
    assert (tk.ledger(given, published="2024-01-12")["reason"] == "date").all()


@pytest.mark.parametrize("path", ["no-such.txt", "没有，这份.txt", "nowhere/report"])
def test_a_path_that_is_not_there_is_no_text(path: str) -> None:
    with pytest.raises(tk.TradekitError, match="no such file"):
        tk.extract(path)
