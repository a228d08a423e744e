"""The documents say what the kit does: commands, options, columns, links, and examples that run."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

from tradekit.cli.main import main
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_documented(command: str) -> None:
    assert re.search(rf"tradekit {command}\b", ALL)
    for parameter in main.commands[command].params:
        for option in (one for one in parameter.opts if one.startswith("--")):
            assert option in ALL, f"tradekit {command} {option} stands in no document"


def test_the_codebook_has_every_column() -> None:
    table = README.partition("## The table")[2].partition("\n## ")[0]
    assert set(COLUMNS) <= set(re.findall(r"`(\w+)`", table))
    observations = (ROOT / "docs" / "observations.md").read_text("utf-8")
    assert {"report", "start", "reason"} <= set(LEDGER_COLUMNS) and "## The ledger" in observations


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_notebook_is_in_the_tour() -> None:
    there = {path.name for path in ROOT.glob("notebooks/*.ipynb")}
    assert set(re.findall(r"`(\w+\.ipynb)`", README)) == there


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})


def test_the_picture_has_a_text() -> None:
    for text, path in re.findall(r"!\[([^]]*)\]\(([^)]+)\)", README):
        assert len(text) > 40 and (ROOT / path).exists()


def test_the_walk_leads_through_functions_that_are_there() -> None:
    walk = (ROOT / "docs" / "design.md").read_text("utf-8").partition("## A walk")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d+\. (.*)$", walk, re.MULTILINE)
    assert len(steps) == 10
    for step in steps:
        names = re.findall(r"`((?:[a-z]+\.)+[a-z_]+(?:\.\w+)*|Language\.\w+)`", step)
        names = [one for one in names if not one.endswith(".txt")]
        assert names, step
        for name in names:
            place = (
                f"tradekit.language.interface.{name}" if name.startswith("Language.") else f"tradekit.{name}"
            )
            pkgutil.resolve_name(place)


def test_the_files_to_touch_are_there() -> None:
    table = (
        (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Where things go")[2].partition("\n## ")[0]
    )
    for path in re.findall(r"`((?:tradekit|tests|docs|notebooks)/[^`\s]*)`", table):
        assert (ROOT / path).exists(), path
