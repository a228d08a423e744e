"""The archive: reports read once, one after the other; changed, removed, at once, stopped in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

pytest.importorskip("pyarrow", reason="an archive is Parquet: needs the extra tradekit-figures[parquet]")

import tradekit as tk
from tradekit.archive import Archive, adding, state
from tradekit.batch import extract_folder
from tradekit.batch.catalogued import Told
from tradekit.cli.main import main
from tradekit.documents.checkout import REPORTS
from tradekit.model.errors import TradekitError
from tradekit.tables.selectors import SelectorError
from tradekit.tables.timeseries import EmptySeries

KIT = sorted(path for path in REPORTS.iterdir() if path.suffix == ".txt")[:24]


def say(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def months(folder: Path, count: int) -> Path:
    """A folder of small reports, one a month."""
    for at in range(count):
        day = f"{2000 + at // 12}-{at % 12 + 1:02}-20"
        say(folder, f"{day}.txt", f"{day[:4]}年{at % 12 + 1}月，我国出口{100 + at}亿元，增长{at}%。")
    return folder


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The kit's first reports, one by one in order of publication."""
    archive = Archive(tmp_path_factory.mktemp("archive") / "kit")
    for path in KIT:
        assert archive.add(path).added == (path.name,)
    return archive


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    order = ["report", "start", "period"]
    left, right = (table.sort_values(order, ignore_index=True) for table in (one, other))
    pd.testing.assert_frame_equal(left, right, check_dtype=False)


def test_it_holds_what_extract_and_ledger_give(kit: Archive) -> None:
    same(kit.rows(), tk.extract(KIT))
    assert len(kit.ledger()) == len(tk.ledger(KIT))
    assert kit.text(KIT[3].name) == KIT[3].read_text("utf-8")


def test_the_reports_are_listed_newest_first(kit: Archive) -> None:
    found = kit.reports()
    assert set(found["report"]) == {path.name for path in KIT}
    assert list(found["published"]) == sorted(found["published"], reverse=True)
    assert found["rows"].sum() == len(kit.rows()) and found["entries"].sum() == len(kit.ledger())


def test_few_parts_whatever_the_number_of_changes(kit: Archive) -> None:
    assert len(state.load(kit.folder).own) <= 5
    assert sum(1 for _ in kit.folder.rglob("*.parquet")) == 3 * len(state.load(kit.folder).own)


def test_again_changes_nothing(kit: Archive) -> None:
    before = {path: path.read_bytes() for path in kit.folder.rglob("*") if path.is_file()}
    done = kit.add(KIT)
    assert len(done.unchanged) == len(KIT) and not (done.added or done.changed or done.refused)
    assert before == {path: path.read_bytes() for path in kit.folder.rglob("*") if path.is_file()}


def test_a_changed_report_replaces_its_rows(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 6))
    changed = say(tmp_path / "in", "2000-03-20.txt", "2000年3月，我国出口999亿元。")
    assert archive.add(changed).changed == ("2000-03-20.txt",)
    assert archive.rows("2000-03-20.txt")["value"].tolist() == [999e8]
    assert archive.series("export", frequency="M")["2000-03"] == 999e8
    assert len(archive.reports()) == 6


def test_unchanged_reports_are_read_again_when_asked(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 3))
    assert len(archive.add(tmp_path / "in", again=True).changed) == 3
    assert len(archive.rows()) == 6


def test_other_options_are_a_change(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    path = say(tmp_path, "2024-01-13.txt", "2023年，出口增长5%。")
    archive.add(path, reporter="浙江")
    assert archive.add(path, reporter="浙江").unchanged and archive.add(path, reporter="江苏").changed
    assert set(archive.rows()["reporter"]) == {"江苏"}


def test_words_of_ones_own_are_part_of_the_digest(tmp_path: Path) -> None:
    path = say(tmp_path, "a.txt", "锦绣石出口增长5%。")
    words = say(tmp_path, "words/commodities.csv", "code,zh\nX,锦绣石\n").parent
    told = Told(lexicon=str(words))
    assert len({Told().digest(path), told.digest(path)}) == 2


def test_another_report_of_the_same_name_is_refused(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(say(tmp_path, "2024/report.txt", "2023年，我国出口增长5%。"), published="2024-01-13")
    other = say(tmp_path, "2025/report.txt", "2024年，我国出口增长6%。")
    (reason,) = archive.add(other, published="2025-01-13").refused
    assert "report.txt" in reason and "2024-01-13" in reason and "rename" in reason
    assert archive.rows()["value"].tolist() == [5]
    assert archive.add(other, published="2025-01-13", replace=True).changed
    assert archive.rows()["value"].tolist() == [6]


def test_what_cannot_be_read_is_refused_in_a_line_and_the_rest_kept(tmp_path: Path) -> None:
    say(tmp_path / "in", "a.txt", "2023年，我国出口增长5%。")
    (tmp_path / "in" / "b.txt").write_bytes(b"\x89PNG")
    done = Archive(tmp_path / "archive").add(tmp_path / "in")
    assert done.added == ("a.txt",)
    assert len(done.refused) == 1 and "\n" not in done.refused[0] and "b.txt" in done.refused[0]


def test_a_removed_report_is_gone(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 3))
    archive.remove("2000-02-20.txt")
    assert archive.reports()["report"].tolist() == ["2000-03-20.txt", "2000-01-20.txt"]
    assert pd.isna(archive.series("export", frequency="M")["2000-02"])
    with pytest.raises(TradekitError, match=r"2000-02-20.txt: no report of this archive; did you mean 2000"):
        archive.remove("2000-02-20.txt")
    assert archive.add(tmp_path / "in").added == ("2000-02-20.txt",)
    archive.remove(*archive.reports()["report"])
    assert len(archive.rows()) == len(archive.reports()) == 0


def test_a_folder_of_jobs_is_an_archive(tmp_path: Path) -> None:
    folder, out = months(tmp_path / "in", 30), tmp_path / "out"
    extract_folder(folder, out, part_size=400)
    archive = Archive(out)
    same(archive.rows(), tk.extract(folder))
    assert archive.add(folder).unchanged == tuple(path.name for path in sorted(folder.iterdir()))
    archive.add(say(tmp_path, "new.txt", "2003年1月，我国出口200亿元。"))
    archive.add(say(tmp_path, "2000-05-20.txt", "2000年5月，我国出口1亿元。"))
    archive.remove("2000-07-20.txt")
    for _ in range(2):
        found = archive.series("export", frequency="M")
        assert (len(archive.reports()), found["2000-05"], found["2003-01"]) == (30, 1e8, 200e8)
        assert pd.isna(found["2000-07"])
        assert extract_folder(folder, out, part_size=400).kept  # and the folder's own parts go on as before


def test_threads_take_turns(tmp_path: Path) -> None:
    paths = sorted(months(tmp_path / "in", 24).iterdir())
    archive = Archive(tmp_path / "archive")
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(archive.add, [paths[:16], paths[8:], paths[::2], paths[1::2]]))
    assert {name for one in done for name in one.added} == {path.name for path in paths}
    assert sorted(archive.reports()["report"]) == [path.name for path in paths]
    assert len(archive.rows()) == 48


SLOW = """
import sys
from tradekit.archive import Archive, adding
adding.TOGETHER = 0
print("ready", flush=True)
for one in adding.add(Archive(sys.argv[1]).folder, sys.argv[2], adding.Told(), False):
    print("one", flush=True)
"""


def start(*arguments: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SLOW, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    one, other = months(tmp_path / "one", 12), tmp_path / "other"
    for at in range(12):
        say(other, f"b{at}.txt", f"2023年{at + 1}月，我国进口{at + 1}亿元。")
    with start(tmp_path / "archive", one) as first, start(tmp_path / "archive", other) as second:
        assert [process.wait(120) for process in (first, second)] == [0, 0]
    archive = Archive(tmp_path / "archive")
    assert len(archive.reports()) == 24
    assert archive.rows()["report"].nunique() == 24 and len(archive.rows()) == 36
    assert len(state.load(archive.folder).own) * 3 == sum(1 for _ in archive.folder.rglob("*.parquet"))


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    folder = months(tmp_path / "in", 60)
    with start(tmp_path / "archive", folder) as running:
        for line in running.stdout or ():
            if line == "one\n" and len(list((tmp_path / "archive").rglob("own-*"))) > 6:
                os.kill(running.pid, signal.SIGKILL)
                break
    archive = Archive(tmp_path / "archive")
    there = len(archive.reports())
    assert 0 < there < 60 and len(archive.rows()) == 2 * there
    say(tmp_path / "archive" / "observations", ".own-0123456789abcdef-x.parquet", "half")
    done = archive.add(folder)
    assert (len(done.unchanged), len(done.added)) == (there, 60 - there)
    assert len(archive.rows()) == 120
    assert not list(archive.folder.rglob(".own-*"))


@pytest.mark.parametrize("fails_at", ["observations", "ledger", "reports", "archive.json"])
def test_a_change_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 2))
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if fails_at in str(target):
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(TradekitError, match="No space"):
        archive.add(months(tmp_path / "more", 3))
    monkeypatch.undo()
    assert len(archive.reports()) == 2 and len(archive.rows()) == 4
    assert archive.add(tmp_path / "more").added == ("2000-03-20.txt",)


def test_an_archive_is_a_folder_that_can_be_moved(kit: Archive, tmp_path: Path) -> None:
    moved = Archive(shutil.copytree(kit.folder, tmp_path / "moved"))
    same(moved.rows(), kit.rows())


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(TradekitError, match="no archive; make one by tradekit add"):
        Archive(tmp_path).rows()
    (tmp_path / "archive.json").write_text("{")
    with pytest.raises(TradekitError, match=r"archive\.json: no list of parts"):
        Archive(tmp_path).rows()


SERIES = [
    ("export", {"frequency": "A"}, {"2020": None, "2022": 23.97e12}),
    ("出口", {"frequency": "年"}, {"2022": 23.97e12}),
    ("exports", {"frequency": "annual", "vintage": "first"}, {"2022": 23.97e12}),
    ("trade", {"frequency": "Q", "vintage": "first"}, {"2021Q1": 8.47e12, "2023Q1": 9.89e12}),
    ("trade", {"frequency": "Q"}, {"2021Q1": 8.51e12, "2022Q2": None, "2023Q1": 9.76e12}),
    ("trade", {"frequency": "quarter", "vintage": "2023-05-01"}, {"2023Q1": 9.89e12}),
    ("trade", {"frequency": "ytd", "statistic": "growth"}, {"2023-06": 2.1}),
    ("trade", {"frequency": "H"}, {"2021Q1": 18.07e12}),
    ("trade", {"frequency": "Q", "partner": "ASEAN"}, {"2021Q1": 1.24e12}),
    ("trade", {"frequency": "Q", "partner": "东盟"}, {"2021Q1": 1.24e12}),
]


@pytest.mark.parametrize(("flow", "options", "values"), SERIES)
def test_series(kit: Archive, flow: str, options: dict[str, str], values: dict[str, float | None]) -> None:
    found = kit.series(flow, **options)
    assert isinstance(found, pd.Series) and isinstance(found.index, pd.PeriodIndex)
    assert len(found) == len(pd.period_range(found.index.min(), found.index.max(), freq=found.index.freq))
    assert {period: found.get(period) for period in values if values[period]} == {
        period: pytest.approx(value) for period, value in values.items() if value
    }


def test_a_series_says_its_unit_and_what_was_chosen(kit: Archive) -> None:
    found = kit.series("export", partner="ASEAN", statistic="growth", frequency="ytd")
    assert found.name == "export 东盟 growth, percent"
    assert found.attrs["unit"] == "percent" and found.attrs["partner"] == "东盟"


UNKNOWN = [
    (("exprot", {}), "did you mean 'export'"),
    (("export", {"partner": "ASAEN"}), "partner='ASAEN' is not known; did you mean 'asean'"),
    (("export", {"partnr": "ASEAN"}), "partnr: no key column of a figure; did you mean 'partner'"),
    (("export", {"statistic": "levle"}), "did you mean 'level'"),
    (("export", {"frequency": "quaterly"}), "did you mean 'quarterly'"),
    (("export", {"commodity": "机电产口"}), "did you mean '机电产品'"),
]


@pytest.mark.parametrize(("asked", "said"), UNKNOWN)
def test_an_unknown_word_is_an_error_that_says_what_was_meant(
    kit: Archive, asked: tuple[str, dict[str, str]], said: str
) -> None:
    with pytest.raises(TradekitError, match=said):
        kit.series(asked[0], **asked[1])


def test_rows_are_chosen_by_any_name(kit: Archive) -> None:
    every = kit.rows()
    found = kit.rows(partner="ASEAN", statistic="增速")
    assert set(found["partner"]) == {"东盟"} and set(found["statistic"]) == {"growth"}
    assert len(found) == ((every["partner"] == "东盟") & (every["statistic"] == "growth")).sum()
    with pytest.raises(SelectorError):
        kit.rows(partner="nowhere")


def test_as_of_knows_what_was_published_by_then(kit: Archive) -> None:
    then = kit.as_of("2023-04-20")
    assert then.reports()["published"].max() <= "2023-04-20"
    assert then.series("trade")["2023Q1"] == 9.89e12
    dates = set(kit.rows()["published"])
    assert set(then.rows()["published"]) == {one for one in dates if one <= "2023-04-20"}


def test_a_month_is_over_before_its_reports_are_known(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(say(tmp_path, "2023-04.txt", "2023年3月，我国出口增长5%。"))
    assert set(archive.rows()["published"]) == {"2023-04"}
    assert [len(archive.as_of(day).rows()) for day in ("2023-04-20", "2023-05-01")] == [0, 1]


def test_vintages(kit: Archive) -> None:
    triangle = kit.series("trade", vintage="all")
    assert triangle.loc["2023Q1"].dropna().to_dict() == {
        "2023-04-14": 9.89e12, "2023-07-13": 9.76e12, "2024-01-13": 9.69e12, "2024-01-16": 9.76e12,
    }  # fmt: skip
    revised = kit.revisions("trade").loc["2021Q1"]
    assert (revised["first"], revised["latest"], revised["revised"]) == (8.47e12, 8.51e12, True)


def test_said_tells_stated_implied_and_official_apart(kit: Archive) -> None:
    found = kit.said("trade", frequency="Q")
    assert set(found["kind"]) == {"stated", "implied", "official"}
    one = found[(found["at"] == pd.Period("2021Q1")) & (found["published"] == "2021-04-14")]
    assert list(one["kind"]) == ["stated", "stated", "implied"] and set(one["value"]) == {8.47e12}
    assert set(kit.said("trade", implied=False, reference=tk.official().iloc[:0])["kind"]) == {"stated"}
    assert kit.as_of("2021-05-01").said("trade")["published"].max() == "2021-04-14"


def test_the_official_series_is_a_series_like_any_other() -> None:
    found = tk.series(tk.official(), "exports", frequency="A")
    assert found["2023"] == 23.77e12 and found.name == "export, CNY"


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    months(tmp_path / "in", 2)
    (tmp_path / "in" / "c.txt").write_bytes(b"")
    asked = ["add", str(tmp_path / "in"), "--archive", str(tmp_path / "archive")]
    first, again = (CliRunner().invoke(main, asked) for _ in range(2))
    assert first.exit_code == 3
    assert "added: 2000-01-20.txt" in first.stdout
    assert "2 added, 0 changed, 0 unchanged, 1 refused" in first.stdout
    assert "refused: " in first.stderr and "c.txt: the file is empty" in first.stderr
    assert "0 added, 0 changed, 2 unchanged, 1 refused" in again.stdout
    gone = CliRunner().invoke(main, ["add", "2000-01-20.txt", "--archive", asked[3], "--remove"])
    assert gone.exit_code == 0 and len(Archive(asked[3]).reports()) == 1


def test_what_no_longer_counts_leaves_the_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "STALE", 2)
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 40))
    for at in (1, 2, 3, 4):
        archive.remove(f"2000-{at:02}-20.txt")
    assert max(len(part.gone) for part in state.load(archive.folder).own) < 2
    assert len(archive.rows()) == 72


def test_a_known_word_without_rows_chooses_none(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 2))
    with pytest.warns(EmptySeries, match=r"no value of 'export 德国, CNY' .* figures of partner none \(2\)"):
        assert archive.series("export", partner="Germany", frequency="M").empty
    with pytest.warns(
        EmptySeries, match=r"at frequency 'Q' is known; there are figures of frequency M \(2\)"
    ):
        assert archive.series("export").empty
    assert archive.rows(partner="Germany").empty and archive.revisions("export", partner="Germany").empty
    assert archive.as_of("1999-01-01").series("export").empty  # nothing else is known either: no hint
    unknown = {"period": "2023-Q9", "unit": "bananas", "currency": "XXX", "report": "nothere.txt"}
    for column, word in (*unknown.items(), ("currency", "hong")):
        with pytest.raises(SelectorError):
            archive.rows(**{column: word})
    with pytest.raises(SelectorError):
        archive.ledger("nope")
    assert len(archive.rows(currency="usd")) == 0 and len(archive.rows(currency="人民币")) == 4


@pytest.mark.parametrize("kind", ["observations", "ledger", "reports"])
@pytest.mark.parametrize("damage", ["not parquet", None])
def test_a_damaged_part_is_named_and_can_be_read_again(tmp_path: Path, kind: str, damage: str | None) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 3))
    part = next((archive.folder / kind).glob("own-*"))
    part.write_text(damage) if damage else part.unlink()
    with pytest.raises(TradekitError, match=rf"{part.name}.*--again"):
        archive.add(tmp_path / "in")
    asked = {"observations": archive.rows, "ledger": archive.ledger, "reports": archive.reports}
    with pytest.raises(TradekitError, match=part.name):
        asked[kind]()
    done = archive.add(tmp_path / "in" / "2000-01-20.txt", again=True)
    assert done.added == ("2000-01-20.txt",) and len(done.refused) == 2
    archive.add(tmp_path / "in")
    assert len(archive.rows()) == 6


@pytest.mark.parametrize("kind", ["observations", "reports"])
def test_a_damaged_part_of_jobs_is_read_again_too(tmp_path: Path, kind: str) -> None:
    folder, out = months(tmp_path / "in", 30), tmp_path / "out"
    extract_folder(folder, out, part_size=400)
    archive, expected = Archive(out), Archive(out).rows()
    part = sorted((out / kind).glob("part-*"))[1]
    part.write_text("half")
    with pytest.raises(TradekitError, match=rf"{part.name}.*extract FOLDER --out DIR, or .*--again"):
        {"observations": archive.rows, "reports": archive.reports}[kind]()
    done = archive.add(folder, again=True)
    assert not done.refused and len(done.added) + len(done.changed) == 30
    for _ in range(2):
        same(archive.rows(), expected)
        extract_folder(folder, out, part_size=400)  # makes the part again: its reports are there once


def test_news_and_drafts_ask_for_no_more_than_they_need(kit: Archive) -> None:
    every = kit.rows()
    for report in ("", KIT[12].name):
        new, before = kit.newest(report)
        whole = tk.newest(every, report)
        assert len(new) == len(whole[0]) and len(before) <= len(whole[1])
        pd.testing.assert_frame_equal(tk.news(new, before), tk.news(*whole), check_dtype=False)
        near = kit.beside(new)
        assert len(new) < len(near) < len(every)
        pd.testing.assert_frame_equal(tk.verify(new, near), tk.verify(new, every), check_dtype=False)


def test_a_day_is_a_date_and_a_month_its_end(kit: Archive) -> None:
    days = (pd.Timestamp("2023-04-30"), pd.Timestamp("2023-04-30").date(), "2023-04")
    assert {kit.as_of(day).until for day in days} == {"2023-04-30"}
    with pytest.raises(TradekitError, match=r"^date='20 April' is no date; write YYYY-MM-DD"):
        kit.as_of("20 April")


def test_an_archive_without_reports_says_so(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.add(months(tmp_path / "in", 1))
    archive.remove("2000-01-20.txt")
    for asked in (["site", "--out", str(tmp_path / "site")], ["news"]):
        said = CliRunner().invoke(main, [*asked, "--archive", str(archive.folder)])
        assert said.exit_code != 0 and "no report" in said.stderr, said.output
    for command in (["news"], ["verify", str(tmp_path / "in")]):
        said = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "x.docx")])
        assert said.exit_code == 2 and ".docx is no format" in said.stderr


def test_adding_says_what_could_not_be_read_whole(tmp_path: Path) -> None:
    path = say(tmp_path, "undated.txt", "3月，我国出口2000亿元。")
    said = CliRunner().invoke(main, ["add", str(path), "--archive", str(tmp_path / "archive")])
    assert said.exit_code == 3 and "--published" in said.stderr and "added: undated.txt" in said.stdout
