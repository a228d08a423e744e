"""Many pages, one after the other or several at a time, with progress over all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tradekit.publish.kernel import Warm
from tradekit.publish.render import Failed, Page, Rendered, render


def run(pages: Sequence[Page], out: Path, jobs: int = 1) -> Iterator[Rendered | Failed]:
    """What comes of each of ``pages`` in the folder ``out``, as they are finished; ``jobs`` at a time."""
    from tqdm import tqdm

    results = _in_turn(pages, out) if min(jobs, len(pages)) < 2 else _at_once(pages, out, jobs)
    with tqdm(total=len(pages), unit="page", disable=not sys.stderr.isatty(), leave=False) as bar:
        for result in results:
            bar.set_postfix_str(result.page.name, refresh=False)
            bar.update()
            bar.clear()
            yield result


def _in_turn(pages: Sequence[Page], out: Path) -> Iterator[Rendered | Failed]:
    with closing(Warm()) as warm:
        for page in pages:
            yield render(page, out, warm)


def _at_once(pages: Sequence[Page], out: Path, jobs: int) -> Iterator[Rendered | Failed]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    spawn = get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(pages)), mp_context=spawn, initializer=_begin) as pool:
        for future in as_completed([pool.submit(_render, page, out) for page in pages]):
            yield future.result()


_own: list[Warm] = []
"""The kernel of this process, where it is one of several."""


def _begin() -> None:
    from multiprocessing.util import Finalize

    _own.append(Warm())
    Finalize(None, _own[0].close, exitpriority=10)


def _render(page: Page, out: Path) -> Rendered | Failed:
    return render(page, out, _own[0])
