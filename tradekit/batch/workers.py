"""What runs the work on parts: this process, processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from tradekit.batch.parts import Part
from tradekit.batch.work import Done, Job, work, work_elsewhere
from tradekit.model.errors import TradekitError

Engine = Callable[[Iterable[Part]], Iterator[Done]]
"""Parts in, done parts out, in the order in which they get done; parts are asked for as they are needed."""
AHEAD = 4
"""Parts that wait at each worker."""


def here(job: Job, jobs: int) -> Engine:
    """Work in this process, or in ``jobs`` processes of this machine."""
    return partial(_in_turn, job) if jobs == 1 else partial(_in_processes, job, jobs)


def _in_turn(job: Job, parts: Iterable[Part]) -> Iterator[Done]:
    return (work(job, part) for part in parts)


def _in_processes(job: Job, jobs: int, parts: Iterable[Part]) -> Iterator[Done]:
    spawn = multiprocessing.get_context("spawn")
    pool = _Pool(jobs, mp_context=spawn, initializer=_begin)
    try:
        yield from _through(pool, partial(work, job), parts, lambda: AHEAD * jobs)
    except BrokenProcessPool:
        raise TradekitError(
            "a worker process was stopped, perhaps for want of memory: what was done is kept, run again"
            " (with fewer --jobs)"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    """Processes that are started with Ctrl-C held back, so that none tells of it before it has begun."""

    def submit(self, *task: Any, **named: Any) -> Future[Any]:
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(*task, **named)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(*task, **named)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """A worker's start: Ctrl-C ends it without a word, which the process that started it has.

    It collects garbage seldom: what a report is made into has no cycles, and looking costs a twentieth.
    """
    gc.set_threshold(100_000)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def on_cluster(job: Job, client: Any) -> Engine:
    """Work on the cluster of a ``distributed.Client``; other workers take up what a lost one leaves."""
    return partial(_on_workers, job, client)


def _on_workers(job: Job, client: Any, parts: Iterable[Part]) -> Iterator[Done]:
    def ahead() -> int:
        return AHEAD * max(1, sum(map(int, client.nthreads().values())))

    with client.get_executor(pure=False, retries=1) as pool:
        yield from _through(pool, partial(work_elsewhere, job), parts, ahead)


def _through(
    pool: Executor, task: Callable[[Part], Done], parts: Iterable[Part], ahead: Callable[[], int]
) -> Iterator[Done]:
    """Keep the pool busy with no more parts in flight than ``ahead()`` says."""
    waiting = iter(parts)
    flying: set[Future[Done]] = set()
    try:
        while True:
            flying |= {pool.submit(task, part) for part in islice(waiting, max(0, ahead() - len(flying)))}
            if not flying:
                return
            landed, flying = wait(flying, return_when=FIRST_COMPLETED)
            for one in landed:
                yield one.result()
    finally:
        for one in flying:
            one.cancel()


@contextmanager
def connected(cluster: str) -> Iterator[Any]:
    """A client of the Dask scheduler at ``cluster``: an address (``tcp://host:8786``) or its scheduler file.

    Raises :class:`TradekitError` where Dask is not installed, or no scheduler answers.
    """
    try:
        import distributed
    except ImportError:
        raise TradekitError("a cluster needs Dask: pip install 'tradekit-figures[dask]'") from None
    given = {"scheduler_file": cluster} if Path(cluster).is_file() else {"address": cluster}
    try:
        client: Any = distributed.Client(**given)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise TradekitError(
            f"{cluster}: no Dask scheduler answers ({error}); start one with 'dask scheduler'"
        ) from error
    try:
        yield client
    finally:
        client.close()
