"""What a page was made from, as one short text: equal for equal notebook, parameters, inputs and kit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_COMPILED = frozenset((".pyc", ".so", ".pyd", ".stamp"))


def fingerprint(notebook: Path, parameters: Mapping[str, Any], inputs: Iterable[Path]) -> str:
    """A hash over the kit, ``notebook``, ``parameters`` and the contents of ``inputs`` (files or folders).

    >>> notebook = Path(__file__)      # any file will do
    >>> one = fingerprint(notebook, {"lang": "en"}, [])
    >>> one == fingerprint(notebook, {"lang": "en"}, []), one == fingerprint(notebook, {"lang": "zh"}, [])
    (True, False)
    """
    whole = hashlib.sha256(_kit().encode())
    whole.update(notebook.read_bytes())
    whole.update(json.dumps(dict(parameters), sort_keys=True, default=str).encode())
    for path in inputs:
        for file in _files(path):
            whole.update(f"{file}\0".encode(errors="surrogateescape"))
            whole.update(digest(file))
    return whole.hexdigest()


@cache
def _kit() -> str:
    """The kit's version, and its files: an editable install changes without a new version.

    Compiled files don't count: they do what their sources say.
    """
    from importlib.metadata import version

    package = Path(__file__).parents[1]
    stated = version("tradekit-figures")
    parts = [digest(file) for file in _files(package) if file.suffix not in _COMPILED]
    return stated + hashlib.sha256(b"".join(parts)).hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file())
    elif path.is_file():
        yield path


def digest(file: Path) -> bytes:
    """The SHA-256 of a file's bytes; a fixed word where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return b"unreadable"
