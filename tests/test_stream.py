"""A folder of any size: parts written whole, kept when done, the same however many work on them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from scaling import PART, REPORTS, a_folder, contents, rows

from tradekit.batch import extract_folder
from tradekit.batch.parquet import integers, numbers, strings
from tradekit.batch.parts import File, parts
from tradekit.cli.main import main
from tradekit.extraction.observe import extract, ledger
from tradekit.model.errors import TradekitError

pytest.importorskip("pyarrow", reason="parts are Parquet files: needs the extra tradekit-figures[parquet]")

BOMB = Path(__file__).parents[2] / "shared" / "repro" / "10_nested_forms_2kB.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_folder(tmp_path_factory.mktemp("reports"), copies=2)


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes of the folder."""
    place = tmp_path_factory.mktemp("out")
    extract_folder(folder, place, part_size=PART)
    return place


def test_the_rows_are_those_of_extract_and_ledger(folder: Path, out: Path) -> None:
    paths = sorted(folder.rglob("*.txt"))
    for kind, of in (("observations", extract), ("ledger", ledger)):
        expected = pd.concat(
            [of(path).assign(path=path.relative_to(folder).as_posix()) for path in paths], ignore_index=True
        )
        expected["report"] = expected["path"]
        pd.testing.assert_frame_equal(rows(out, kind), expected[rows(out, kind).columns], check_dtype=False)


@pytest.mark.parametrize("jobs", [2, 4])
def test_the_parts_are_the_same_however_many_work(folder: Path, out: Path, tmp_path: Path, jobs: int) -> None:
    summary = extract_folder(folder, tmp_path / "out", jobs=jobs, part_size=PART)
    assert summary.parts > 4 * jobs and summary.files == 2 * len(REPORTS)
    assert contents(tmp_path / "out") == contents(out)


def test_what_is_done_is_kept(folder: Path, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    first = extract_folder(folder, out, part_size=PART)
    assert first.kept == first.parts and first.rows == len(rows(out))
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before


def changed(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("增长", "下降"), "utf-8")


def added(path: Path) -> None:
    path.with_name("2020-01-01-new.txt").write_text("2019年，我国出口17.23万亿元。", "utf-8")


CHANGES: tuple[Callable[[Path], None], ...] = (changed, added, Path.unlink)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_costs_its_own_part_and_few_others(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = a_folder(tmp_path / "reports", copies=3)
    extract_folder(folder, tmp_path / "out", part_size=PART)
    change(folder / "01" / REPORTS[5].name)
    again = extract_folder(folder, tmp_path / "out", part_size=PART)
    assert 1 <= again.parts - again.kept <= 6 < again.parts / 4
    anew = tmp_path / "anew"
    extract_folder(folder, anew, part_size=PART)
    assert contents(tmp_path / "out") == contents(anew)


def test_other_options_make_other_rows(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "reports")
    extract_folder(folder, tmp_path / "out", part_size=PART)
    dated = extract_folder(folder, tmp_path / "out", part_size=PART, published="2024-01-13")
    assert dated.kept == 0 and set(rows(tmp_path / "out").published) == {"2024-01-13"}


def flipped(data: bytes) -> bytes:
    return data[:60] + bytes([data[60] ^ 1]) + data[61:]


@pytest.mark.parametrize("kind", ["observations", "ledger", "reports"])
@pytest.mark.parametrize("harm", [flipped, lambda data: data[:100], lambda data: b""])
def test_broken_and_half_written_parts_are_made_good(
    folder: Path, out: Path, kind: str, harm: Callable[[bytes], bytes]
) -> None:
    whole = contents(out)
    part = next((out / kind).glob("*.parquet"))
    part.write_bytes(harm(part.read_bytes()))
    (out / "ledger" / f".{part.stem}-x1.parquet").write_bytes(b"half")
    assert extract_folder(folder, out, part_size=PART).kept == len(whole) // 3 - 1
    assert contents(out) == whole


@pytest.mark.skipif(not BOMB.exists(), reason="the file that takes 6 GB lies in ../shared")
def test_a_file_that_takes_too_much_costs_itself_only(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "reports")
    (folder / "00" / "bomb.pdf").write_bytes(BOMB.read_bytes())
    summary = extract_folder(folder, tmp_path / "out", jobs=2, part_size=PART, seconds=10)
    assert [reason.partition(":")[0] for reason in summary.reasons] == ["00/bomb.pdf"]
    assert summary.files - summary.skipped == len(REPORTS)


@pytest.mark.parametrize("published", ["2024-13-01", "2024-02-30", "20240113", "soon"])
def test_a_date_that_is_none_is_refused_before_anything_is_written(
    folder: Path, out: Path, published: str
) -> None:
    whole = contents(out)
    with pytest.raises(TradekitError, match="is no date"):
        extract_folder(folder, out, part_size=PART, published=published)
    assert contents(out) == whole


SCRIPT = """\
import sys
from tradekit.batch import extract_folder

if __name__ == "__main__":
    folder, out, size = sys.argv[1:]
    extract_folder(folder, out, jobs=2, part_size=int(size))
"""


@pytest.mark.skipif(os.name != "posix", reason="stops a group of processes by a signal")
def test_a_run_that_is_stopped_goes_on_where_it_was(folder: Path, out: Path, tmp_path: Path) -> None:
    script, place = tmp_path / "run.py", tmp_path / "out"
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), str(folder), str(place), str(PART)]
    running = subprocess.Popen(command, start_new_session=True)
    while running.poll() is None and len(list(place.glob("records/part-*.json"))) < 2:
        time.sleep(0.01)
    assert running.poll() is None, "it was done before it could be stopped"
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    done = contents(place)
    assert all(contents(out)[name] == data for name, data in done.items() if "/." not in name)
    again = extract_folder(folder, place, part_size=PART)
    assert 0 < again.kept < again.parts
    assert contents(place) == contents(out)


@pytest.mark.skipif(os.name != "posix", reason="interrupts a group of processes by a signal")
def test_ctrl_c_says_that_the_work_is_kept(folder: Path, tmp_path: Path) -> None:
    code = "import sys; from tradekit.cli.main import main; main(sys.argv[1:])"
    place = tmp_path / "out"
    command = [sys.executable, "-c", code, "extract", str(folder), "--out", str(place), "--jobs", "2"]
    running = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not (place / "source.json").exists():
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130 and "the same command goes on" in said and "Traceback" not in said


def test_a_file_that_cannot_be_read_is_named_each_time(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "reports")
    (folder / "00" / "empty.txt").write_bytes(b"")
    (folder / "00" / "picture.txt").write_bytes(b"\x89PNG....")
    for _ in range(2):  # what failed is tried again: the file may be mended, or an extra installed
        arguments = ["extract", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 3, result.output
        assert "skipped: 00/empty.txt: the file is empty" in result.stderr
        assert "2 files could not be read" in result.stderr
        assert f"{len(REPORTS)} reports" in result.stderr and ", 0 of them kept" in result.stderr


def test_a_defect_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = a_folder(tmp_path / "reports")

    def broken(*given: object) -> None:
        raise KeyError("flow")

    monkeypatch.setattr("tradekit.extraction.observe.observe", broken)
    summary = extract_folder(folder, tmp_path / "out")
    assert summary.skipped == len(REPORTS) == len(summary.reasons)
    assert f"00/{REPORTS[0].name}: a defect of the kit, please report it: KeyError('flow')" in summary.reasons


def test_places_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "reports")
    (tmp_path / "empty").mkdir()
    extract_folder(folder, tmp_path / "out")
    for source, place, says in (
        (tmp_path / "nowhere", "new", "nowhere: No such file"),
        (tmp_path / "empty", "new", "no file in this folder"),
        (folder, "reports/out", "stands in the folder of reports"),
        (folder / "00", "out", f"holds the figures of {folder}"),
    ):
        with pytest.raises(TradekitError, match=says):
            extract_folder(source, tmp_path / place)


@pytest.mark.parametrize(
    "arguments",
    ["--jobs 2", "--jobs 2 --out x --format csv", "--jobs 2 --cluster a --out x", "b --jobs 2 --out x"],
)
def test_calls_that_do_not_fit_are_refused(arguments: str) -> None:
    assert CliRunner().invoke(main, ["extract", "a", *arguments.split()]).exit_code == 2


def test_an_fsspec_address_is_read_and_written(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs the extra tradekit-figures[dask]")
    folder = a_folder(tmp_path / "reports")
    extract_folder(folder, tmp_path / "out", part_size=PART)
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/", "/pages/", recursive=True)
    extract_folder("memory://pages", "memory://figures", part_size=PART)
    memory.get("/figures/", str(tmp_path / "fetched"), recursive=True)
    assert contents(tmp_path / "fetched").keys() == contents(tmp_path / "out").keys()
    pd.testing.assert_frame_equal(rows(tmp_path / "fetched"), rows(tmp_path / "out"))
    assert extract_folder("memory://pages", "memory://figures", part_size=PART).kept > 0


def test_a_part_has_its_size() -> None:
    files = [File(f"{number:04}.txt", 3_000, "") for number in range(1_000)]
    cut = list(parts([*files, File("large.txt", 1_000_000, "")], 100_000))
    assert [file.name for part in cut for file in part.files] == [*(file.name for file in files), "large.txt"]
    assert all(part.size <= 100_000 for part in cut[:-1]) and cut[-1].files[0].name == "large.txt"
    assert len({part.name for part in cut}) == len(cut) < 80


def test_work_leaves_pandas_out(tmp_path: Path) -> None:
    code = (
        "import sys; from tradekit.batch import extract_folder\n"
        "extract_folder(*sys.argv[1:]); print('pandas' in sys.modules)"
    )
    arguments = [sys.executable, "-c", code, str(a_folder(tmp_path / "reports")), str(tmp_path / "out")]
    assert subprocess.run(arguments, capture_output=True, text=True, check=True).stdout == "False\n"


def test_arrays_hold_what_they_were_made_of() -> None:
    import pyarrow

    assert strings(pyarrow, ["东盟", "", "a\udce9"]).to_pylist() == ["东盟", "", "a?"]
    assert integers(pyarrow, [3, -1]).to_pylist() == [3, -1]
    assert numbers(pyarrow, [0.5, None] * 9).to_pylist() == [0.5, None] * 9
    assert numbers(pyarrow, []).to_pylist() == strings(pyarrow, []).to_pylist() == []
