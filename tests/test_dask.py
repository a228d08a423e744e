"""The same call on a Dask cluster: a local one with two workers, one of which is lost in the middle."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from scaling import PART, a_folder, contents, rows

from tradekit.batch import extract_folder
from tradekit.model.errors import TradekitError

pytest.importorskip("pyarrow", reason="needs the extra tradekit-figures[dask]")
pytest.importorskip("fsspec", reason="needs the extra tradekit-figures[dask]")
distributed = pytest.importorskip("distributed", reason="needs the extra tradekit-figures[dask]")
dask = pytest.importorskip("dask", reason="needs the extra tradekit-figures[dask]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_folder(tmp_path_factory.mktemp("reports"), copies=4)


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes of the folder."""
    place = tmp_path_factory.mktemp("out")
    extract_folder(folder, place, part_size=PART)
    return place


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Any]:
    """A cluster of two worker processes on this machine."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
            local_directory=str(tmp_path / "dask"), silence_logs="CRITICAL",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        yield client


@dataclass
class Loss:
    """The worker that was killed, and how many parts were done by then."""

    worker: str = ""
    done: int = 0


def lose_a_worker(client: Any, out: Path, loss: Loss) -> None:
    """Kill one worker once a few parts are there."""
    until = time.monotonic() + 30
    while loss.done < 3 and time.monotonic() < until:
        time.sleep(0.01)
        loss.done = len(list((out / "observations").glob("part-*.parquet")))
    nanny = next(iter(client.cluster.workers.values()))
    loss.worker = nanny.worker_address
    os.kill(nanny.pid, signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="stops a worker by a signal")
def test_a_lost_worker_costs_its_unfinished_parts_only(
    folder: Path, out: Path, tmp_path: Path, client: Any
) -> None:
    loss, place = Loss(), tmp_path / "out"
    killer = threading.Thread(target=lose_a_worker, args=(client, place, loss))
    killer.start()
    summary = extract_folder(folder, place, client=client, part_size=PART)
    killer.join()
    print(f"{loss.worker} lost after {loss.done} of {summary.parts} parts; done twice: {summary.kept}")
    assert loss.worker and loss.worker not in client.nthreads()
    assert 3 <= loss.done < summary.parts / 2 and summary.kept <= 8
    assert contents(place) == contents(out)


def test_an_address_is_enough_and_done_parts_are_kept(
    folder: Path, out: Path, tmp_path: Path, client: Any
) -> None:
    scheduler = client.scheduler.address
    fresh = extract_folder(f"file://{folder}", f"file://{tmp_path}/out", cluster=scheduler, part_size=PART)
    again = extract_folder(f"file://{folder}", f"file://{tmp_path}/out", cluster=scheduler, part_size=PART)
    assert fresh.kept == 0 and again.kept == again.parts
    pd.testing.assert_frame_equal(rows(tmp_path / "out"), rows(out))


def test_a_worker_with_another_kit_is_refused(
    folder: Path, tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradekit.batch.folder.recipe", lambda *_: "another")
    with pytest.raises(TradekitError, match="another tradekit"):
        extract_folder(folder, tmp_path / "out", client=client, part_size=PART)


def test_a_scheduler_that_does_not_answer_is_named(folder: Path, tmp_path: Path) -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(TradekitError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"),
    ):
        extract_folder(folder, tmp_path / "out", cluster="tcp://127.0.0.1:9", part_size=PART)
