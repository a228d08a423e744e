"""The ways to an environment say the same: pyproject.toml, environment.yml, constraints.txt, the Makefile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
USERS_EXTRAS = ("parquet", "pdf", "html", "excel")
BY_PIP = {
    "ahocorasick-rs",
    "lxml-html-clean",
    "opencc-python-reimplemented",
    "pypdfium2",
    "rjieba",
    "zhplot",
}
"""What conda users get from pip, with the kit itself: not known to be on conda-forge under this name."""
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
CONDA_LINE = re.compile(r"([a-z0-9][a-z0-9._-]*)(?: ((?:>=|<|==)[0-9][0-9.]*(?:,(?:>=|<)[0-9][0-9.]*)*))?")


def requirements(*extras: str) -> dict[str, Requirement]:
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


def conda() -> tuple[dict[str, str], list[str]]:
    """The conda packages with their bounds, and the lines for pip."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    packages = {}
    for line in (one for one in listed if isinstance(one, str)):
        found = CONDA_LINE.fullmatch(line)
        assert found, f"environment.yml: {line!r} is no package with bounds"
        packages[found[1]] = found[2] or ""
    return packages, next(one["pip"] for one in listed if isinstance(one, dict))


def test_conda_has_the_same_packages_with_the_same_bounds() -> None:
    packages, by_pip = conda()
    wanted = {
        CONDA_NAMES.get(name, name): str(one.specifier)
        for name, one in requirements(*USERS_EXTRAS).items()
        if name not in BY_PIP
    }
    assert packages == wanted | {"python": PROJECT["requires-python"], "pip": ""}
    assert by_pip == [f"-e .[{','.join(USERS_EXTRAS)}]"]


def pins(file: str) -> dict[str, list[str]]:
    """The versions that a file of constraints names, each with hashes."""
    found: dict[str, list[str]] = {}
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    for line in text.replace("\\\n", "").splitlines():
        pinned, *hashes = line.split("--hash=sha256:")
        name, _, rest = pinned.partition("==")
        found.setdefault(canonicalize_name(name), []).append(rest.split(";")[0].strip())
        assert hashes and all(re.fullmatch(r"[0-9a-f]{64} *", one) for one in hashes), line
    return found


@pytest.mark.parametrize(
    ("file", "extras"),
    [("constraints.txt", USERS_EXTRAS), ("constraints-dev.txt", tuple(PROJECT["optional-dependencies"]))],
)
def test_constraints_pin_what_is_needed_and_what_builds_it(file: str, extras: tuple[str, ...]) -> None:
    pinned = pins(file)
    own = canonicalize_name(PROJECT["name"])  # the extra "all" names the others
    for name, one in requirements(*extras).items():
        if name != own:
            assert name in pinned, f"{name} has no line in {file}; run 'make constraints'"
            assert all(one.specifier.contains(version) for version in pinned[name]), one
    builds = {one.name: one for one in map(Requirement, PYPROJECT["build-system"]["requires"])}
    assert all(builds[name].specifier.contains(*pins("constraints-dev.txt")[name]) for name in builds)
    assert pinned["setuptools"] == pins("constraints-dev.txt")["setuptools"]


def test_the_makefile_installs_the_extras_that_users_have() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"USERS := {' '.join(f'--extra {one}' for one in USERS_EXTRAS)}\n" in makefile


def test_every_command_of_the_makefile_is_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r"^# make (\w+)", makefile, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony and set(phony[1].split()) - {"help", "constraints"} == set(named)


def fake_tools(folder: Path, python: str) -> dict[str, str]:
    """An environment whose only tools are the shell's own and a Python called ``python3``."""
    for tool in ("sh", "rm", "mkdir", "ln"):
        (folder / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    (folder / "python3").write_text(f"#!/bin/sh\n{python}\n")
    (folder / "python3").chmod(0o755)
    return {"PATH": str(folder), "HOME": str(folder)}


NO_PIP = """case "$*" in
"-m pip"*) exit 1 ;;
*without-pip*) mkdir -p v/bin; ln -s /bin/false v/bin/python ;;
"-m venv"*) exit 1 ;;
esac"""


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(
    ("python", "says"), [("exit 1", "needs Python 3.11 or newer"), (NO_PIP, "no pip: install")]
)
def test_what_is_missing_is_said(tmp_path: Path, python: str, says: str) -> None:
    (tmp_path / "bin").mkdir()
    result = subprocess.run(
        ["sh", str(ROOT / "tools" / "environment.sh"), "v", "dev"],
        cwd=tmp_path, env=fake_tools(tmp_path / "bin", python), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode != 0
    assert says in result.stderr
