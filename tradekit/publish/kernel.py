"""The kernel of a page: it starts, and loads what a notebook asks for, while papermill loads here.

For pages of the kit's own notebooks it stays warm from one to the next (:class:`Warm`).
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tradekit.documents.checkout import NOTEBOOKS

AHEAD = "__import__('tradekit.publish.ahead')"
"""What the kernel of a notebook that uses the kit runs before the first cell: it binds no name."""
ANEW = "__import__('tradekit.publish.ahead').publish.ahead.anew()"
"""What a warm kernel runs before the next notebook."""
_PATIENCE = 60
"""Seconds that a kernel may take to answer for the first time."""


@dataclass(slots=True)
class Kernel:
    """A running kernel, as jupyter_client's manager of its process and client of its channels."""

    manager: Any
    client: Any
    leaving: bool = False

    def leave(self) -> None:
        """Ask the kernel to end, without waiting for that."""
        from jupyter_core.utils import run_sync

        run_sync(self.manager.request_shutdown)()
        self.leaving = True


@contextmanager
def kernel(notebook: Path, folder: Path, meanwhile: Callable[[], None]) -> Iterator[Kernel]:
    """The kernel that ``notebook`` asks for, ready for its first cell; its sockets are in ``folder``.

    ``meanwhile`` is done here, in a thread, while the kernel starts.
    """
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync

    text = notebook.read_text("utf-8")
    name = json.loads(text).get("metadata", {}).get("kernelspec", {}).get("name", "python3")
    manager = AsyncKernelManager(kernel_name=name, **_sockets(folder))
    # Its own log is left out, since it tells of the interrupt before a shutdown; no history, as in nbclient.
    quiet = ["--IPKernelApp.log_level=CRITICAL", "--HistoryManager.hist_file=:memory:"]
    run_sync(manager.start_kernel)(extra_arguments=quiet)
    running = Kernel(manager, manager.client())
    try:
        run_sync(_ready)(running.client, AHEAD if "import tradekit" in text else "", meanwhile)
        yield running
    finally:
        run_sync(_end)(running)


class Warm:
    """A kernel that is kept from page to page: what is loaded stays loaded, what a notebook named does not.

    Notebooks that are not the kit's own, and may change what is loaded, get a kernel each. One in which a
    notebook fails is ended.
    """

    def __init__(self) -> None:
        self._running: Kernel | None = None
        self._stack = ExitStack()

    @contextmanager
    def kernel(self, notebook: Path, meanwhile: Callable[[], None]) -> Iterator[Kernel]:
        """As :func:`kernel`, which may have run other notebooks before."""
        if notebook.parent != NOTEBOOKS:
            self.close()
        if self._running is None:
            folder = Path(self._stack.enter_context(TemporaryDirectory()))
            self._running = self._stack.enter_context(kernel(notebook, folder, meanwhile))
        else:
            self._running.client.execute(ANEW, silent=True, store_history=False)
        try:
            yield self._running
        except BaseException:
            self._running = None
            self._stack.close()
            raise
        if notebook.parent != NOTEBOOKS:
            self.close()

    def close(self) -> None:
        """End the kernel."""
        if self._running is not None:
            self._running.leave()
        self._running = None
        self._stack.close()


def _sockets(folder: Path) -> dict[str, str]:
    """Socket files, in ``folder``, where there are such: TCP is open to other users."""
    sockets = str(folder / "kernel")
    if os.name != "posix" or len(sockets) > 90:  # the system allows such a path 107 characters
        return {}
    return {"transport": "ipc", "ip": sockets}


async def _ready(client: Any, ahead: str, meanwhile: Callable[[], None]) -> None:
    """Wait until the kernel answers, and ``meanwhile`` is done; ``ahead`` is then under way in the kernel."""
    await asyncio.gather(_answering(client, ahead), asyncio.to_thread(meanwhile))


async def _answering(client: Any, ahead: str) -> None:
    client.start_channels()
    await client.wait_for_ready(timeout=_PATIENCE)
    client.allow_stdin = False
    if ahead:
        client.execute(ahead, silent=True, store_history=False, stop_on_error=False)


async def _end(running: Kernel) -> None:
    manager = running.manager
    if running.leaving:
        await manager.finish_shutdown(pollinterval=0.02)
        await manager.cleanup_resources()
    else:
        await manager.shutdown_kernel()
    running.client.stop_channels()
