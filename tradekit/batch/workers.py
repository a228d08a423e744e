"""What runs the work on parts: this process, processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from tradekit.batch.parts import Part
from tradekit.batch.work import Done, Job, attempt, work, work_elsewhere
from tradekit.documents import apart
from tradekit.model.errors import TradekitError

Engine = Callable[[Iterable[Part]], Iterator[Done]]
"""Parts in, done parts out, in the order in which they get done; parts are asked for as they are needed."""
Item = TypeVar("Item")
Made = TypeVar("Made")
AHEAD = 4
"""Parts that wait at each worker."""


def cores() -> int:
    """How many processes this machine, or what it allows this one, can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here(job: Job, jobs: int) -> Engine:
    """Work in this process, or in ``jobs`` processes of this machine."""
    task = partial(work, job)
    return partial(map, task) if jobs == 1 else partial(in_processes, jobs, task, partial(_alone, job))


def in_processes(
    jobs: int, task: Callable[[Item], Made], alone: Callable[[Item], Made], items: Iterable[Item]
) -> Iterator[Made]:
    """What ``task`` makes of each of ``items``, as it gets done.

    Where a worker is lost, what was in flight is made once more, one after the other, by ``alone``.
    """
    waiting = iter(items)
    while True:
        with _pool(jobs) as pool:
            lost = yield from _through(pool, task, waiting, lambda: AHEAD * jobs)
        if not lost:
            return
        yield from map(alone, lost)


def one_by_one(
    task: Callable[[Item], Made], items: Iterable[Item], lost: Callable[[Item], Made]
) -> Iterator[Made]:
    """What ``task`` makes of each of ``items``, each by itself in a process; ``lost`` where that is lost."""
    remaining = list(items)
    while remaining:
        with _pool(1) as pool:
            try:
                while remaining:
                    found = pool.submit(task, remaining[0]).result()
                    remaining.pop(0)
                    yield found
            except BrokenProcessPool:
                yield lost(remaining.pop(0))


def _alone(job: Job, part: Part) -> Done:
    """A part of which a file may be too much for a worker: such a file is left out and named."""
    told = apart.TOO_MUCH.format(job.seconds, apart.MEGABYTES)
    tried = one_by_one(partial(attempt, job), part.files, lambda file: f"{file.name}: {told}")
    problems = zip(part.files, tried, strict=True)
    return work(job, part, {file.name: problem for file, problem in problems if problem})


@contextmanager
def _pool(jobs: int) -> Iterator[Executor]:
    """Processes that end with this one: at once where it is stopped, and when it is no longer there."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_begin, initargs=(os.getpid(),))
    try:
        with _unheard():
            for _ in range(jobs):  # with each task that none is free for, a process starts
                pool.submit(int)
        yield pool
    except BaseException:
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C waits while processes are started: what is still loading would tell it by a traceback."""
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if os.name == "posix":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin(parent: int) -> None:
    """A worker's start: it leaves Ctrl-C to the process that started it, and ends when that is gone.

    It collects garbage seldom: what a report is made into has no cycles, and looking costs a twentieth.
    """
    gc.set_threshold(100_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    apart.limit()
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def on_cluster(job: Job, client: Any) -> Engine:
    """Work on the cluster of a ``distributed.Client``; other workers take up what a lost one leaves."""
    return partial(_on_workers, job, client)


def _on_workers(job: Job, client: Any, parts: Iterable[Part]) -> Iterator[Done]:
    def ahead() -> int:
        return AHEAD * max(1, sum(map(int, client.nthreads().values())))

    with client.get_executor(pure=False, retries=1) as pool:
        yield from _through(pool, partial(work_elsewhere, job), iter(parts), ahead)


def _through(
    pool: Executor, task: Callable[[Item], Made], parts: Iterator[Item], ahead: Callable[[], int]
) -> Generator[Made, None, list[Item]]:
    """Keep the pool busy with no more parts in flight than ``ahead()`` says.

    Returns the parts that were in flight when the pool lost a process; none where all is well.
    """
    flying: dict[Future[Made], Item] = {}
    try:
        while True:
            for part in islice(parts, max(0, ahead() - len(flying))):
                try:
                    flying[pool.submit(task, part)] = part
                except BrokenProcessPool:
                    return [*flying.values(), part]
            if not flying:
                return []
            for one in wait(flying, return_when=FIRST_COMPLETED)[0]:
                try:
                    done = one.result()
                except BrokenProcessPool:
                    return list(flying.values())
                del flying[one]
                yield done
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
