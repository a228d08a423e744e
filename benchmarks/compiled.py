"""The kit with its engine compiled, as ``make fast`` makes it, in a folder of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.texts import ROOT, Texts

SAYS = "tradekit, compiled"
_SCRIPT = Path(__file__).with_name("kit_run.py")


class Compiled:
    """The compiled kit, made in a folder below ``place`` where there is none of these sources yet.

    Raises ``subprocess.CalledProcessError`` or ``OSError`` where it can't be made.
    """

    def __init__(self, place: Path) -> None:
        folder = place / _sources()
        if not (folder / "ready").exists():
            self._make(folder)
        self._process = subprocess.Popen(
            [sys.executable, str(_SCRIPT)], env=os.environ | {"PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        engine = self._answer()
        if not engine.startswith(str(folder)) or engine.endswith(".py"):
            raise OSError(f"not compiled: {engine}")

    def _make(self, folder: Path) -> None:
        print(f"Compiling the kit in {folder} ...", file=sys.stderr)
        skip = shutil.ignore_patterns("*.so", "*.pyd", "*.stamp", "__pycache__")
        shutil.copytree(ROOT / "tradekit", folder / "tradekit", ignore=skip, dirs_exist_ok=True)
        for name in ("setup.py", "pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder / name)
        command = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
        compiling = os.environ | {"TRADEKIT_COMPILE": "1"}
        subprocess.run(command, cwd=folder, env=compiling, check=True, stdout=2)
        (folder / "ready").touch()

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def run(self, texts: Texts) -> float:
        """Processor seconds from ``texts`` to observations and ledgers, loading and warming up left out."""
        assert self._process.stdin
        print(json.dumps(texts), file=self._process.stdin, flush=True)
        return float(self._answer())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _sources() -> str:
    """A name for the sources of the package, and for how they are compiled."""
    whole = hashlib.sha256(sys.version.encode())
    for path in [ROOT / "setup.py", *sorted((ROOT / "tradekit").rglob("*.py"))]:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]
