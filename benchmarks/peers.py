"""The peers, in an environment of their own, so that their old requirements touch nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.texts import Texts

SAYS = {
    "jionlp": "jionlp 1.5.31: money and time",
    "recognizers": "recognizers-text 1.0.2a2: number, percentage, currency, date",
}
REQUIREMENTS = ("jionlp==1.5.31", "recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81")
SCRIPT = Path(__file__).with_name("peer_run.py")


class Peers:
    """The peers in the environment at ``place``, which is made where it is not there.

    Raises ``subprocess.CalledProcessError`` or ``OSError`` where it can't be made.
    """

    def __init__(self, place: Path) -> None:
        self._python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        if not (place / "ready").exists():
            self._make(place)
        self._running: dict[str, subprocess.Popen[str]] = {}

    def _make(self, place: Path) -> None:
        print(f"Setting up the peers in {place} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        install = [str(self._python), "-m", "pip", "install", "--quiet", *REQUIREMENTS]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        (place / "ready").touch()

    def says(self, peer: str) -> str:
        """What the peer is asked for."""
        return SAYS[peer]

    def run(self, peer: str, texts: Texts) -> float:
        """Processor seconds that the peer takes for ``texts``, loading and warming up left out."""
        if peer not in self._running:
            self._running[peer] = subprocess.Popen(
                [str(self._python), str(SCRIPT), peer],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            )  # fmt: skip
        process = self._running[peer]
        assert process.stdin and process.stdout
        print(json.dumps([text for _, text in texts]), file=process.stdin, flush=True)
        return float(process.stdout.readline())

    def close(self) -> None:
        """End the peers' processes."""
        for process in self._running.values():
            assert process.stdin
            process.stdin.close()
            process.wait()
