"""Formats that libraries of others read are read in a process apart, which has limits of time and memory.

A file of two kilobytes can make such a library take all the memory there is, and no exception ends it. The
process starts with the first such file and ends with this one. A worker has limits itself, and reads here.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Lock
from typing import IO, Any

from tradekit.documents.grids import Loaded
from tradekit.model.errors import TradekitError

SECONDS, MEGABYTES = 60, 3_000
"""What reading one file may take."""
TOO_MUCH = "reading takes more than {} seconds or {:,} MB; split it, or save it as text"
COMMAND = ("-c", f"from {__name__} import serve; serve()")
has_limits = False
"""Whether this process may be ended for the sake of the rest, so that nothing need be read apart."""
_ALONE = Lock()
_reader: subprocess.Popen[bytes] | None = None


def read(module: str, function: str, data: bytes, name: str) -> Loaded:
    """What ``function`` of a module of ``documents.formats`` makes of a file's ``data``.

    Raises :class:`TradekitError` as that does, and where it takes too much.
    """
    global _reader
    if has_limits or not sys.executable:
        return read_here(module, function, data, name)
    with _ALONE:
        if _reader is None or _reader.poll() is not None:
            _end()
            _reader = _started()
        try:
            found = _asked(_reader, (module, function, data, name))
        except (EOFError, OSError, pickle.UnpicklingError):
            _end()
            raise TradekitError(f"{name}: {TOO_MUCH.format(SECONDS, MEGABYTES)}") from None
    if not isinstance(found, Loaded):
        raise found
    return found


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """End this process where the block takes longer, whatever it is doing, if it may be ended at all."""
    if not has_limits:
        yield
        return
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def limit() -> None:
    """Hold this process to its limits: of memory too, where the system can do that."""
    global has_limits
    has_limits = True
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, resource.RLIM_INFINITY))


def serve() -> None:
    """Read what is asked for on standard input, until that ends; what is printed meanwhile goes elsewhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit()
    while True:
        try:
            asked = pickle.load(sys.stdin.buffer)
        except (EOFError, KeyboardInterrupt):
            return
        try:
            with within(SECONDS):
                found: Loaded | Exception = read_here(*asked)
        except Exception as error:
            found = error if isinstance(error, TradekitError) else TradekitError(f"{asked[3]}: {error!r}")
        pickle.dump(found, answers)
        answers.flush()


def read_here(module: str, function: str, data: bytes, name: str) -> Loaded:
    """As :func:`read`, in this process."""
    made: Loaded = getattr(import_module(f"tradekit.documents.formats.{module}"), function)(data, name)
    return made


def _started() -> subprocess.Popen[bytes]:
    """The process apart, out of reach of the terminal's Ctrl-C; it ends when its input does."""
    return subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )


@atexit.register
def _end() -> None:
    global _reader
    if _reader is not None:
        ended, _reader = _reader, None
        ended.kill()
        with suppress(OSError), ended:  # a question that it did not hear to its end
            pass


def _forked() -> None:
    """A copy of this process has no part in its reader."""
    global _reader
    _reader = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


def _asked(reader: subprocess.Popen[bytes], question: tuple[str, str, bytes, str]) -> Any:
    answers: IO[bytes] | None = reader.stdout
    if reader.stdin is None or answers is None:
        raise EOFError
    pickle.dump(question, reader.stdin)
    reader.stdin.flush()
    return pickle.load(answers)
