"""What an attack on version 0.1 broke, line by line.

Some of its files lie in ../shared, and are read there only; most are made here.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

import tradekit as tk
from tradekit.cli.main import main
from tradekit.documents import apart
from tradekit.documents.formats.encodings import text_of
from tradekit.model.errors import TradekitError
from tradekit.model.writing import inert, whole
from tradekit.publish.pagehtml import _reachable
from tradekit.publish.plan import plan

REPRO = Path(__file__).parents[2] / "shared" / "repro"
DATED = ("--published", "2024-01-13")
SAID = "2023年，我国出口23.77万亿元，同比增长0.6%。"
shared = pytest.mark.skipif(not REPRO.exists(), reason="../shared/repro is not here")


def tradekit_(*arguments: Any) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@shared
@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("05_overflow_zh_numeral.txt", 1),
        ("05b_overflow_311_digits.txt", 1),
        ("06_infinity.txt", 1),
        ("13_mathtext_commodity.txt", 3),
        ("13b_two_dollars.txt", 3),
        ("13c_uffff.txt", 2),
        ("20_text_that_names_PDF.txt", 1),
    ],
)
def test_a_strange_text_is_read(name: str, figures: int) -> None:
    result = tradekit_("extract", REPRO / name, *DATED)
    assert result.exit_code == 0, result.output
    rows = [json.loads(line, parse_constant=pytest.fail) for line in result.stdout.splitlines()]
    assert len(rows) >= figures


@shared
@pytest.mark.parametrize("name", ["05c_decimal_check.txt", "13_mathtext_commodity.txt", "13c_uffff.txt"])
def test_a_strange_text_is_checked(name: str) -> None:
    assert tradekit_("check", REPRO / name, *DATED).exit_code in (0, 1)


@shared
def test_a_lexicon_in_another_encoding_is_named() -> None:
    result = tradekit_("extract", REPRO / "06_infinity.txt", "--lexicon", REPRO / "28_lexicon_gbk")
    assert result.exit_code == 1 and "save it as CSV in UTF-8" in result.stderr


@shared
def test_currency_is_that_of_the_article() -> None:
    rows = tk.extract(REPRO / "17_currency_from_neighbour.txt")
    assert set(rows[rows.article == 1].currency) == {"CNY"}


@shared
def test_one_name_in_two_folders_is_two_reports() -> None:
    folder = REPRO / "16_same_name"
    assert set(tk.extract(folder).report) == {"1996/0101.txt", "1997/0101.txt"}
    each = tk.extract(sorted(folder.rglob("*.txt")))
    assert set(each.report) == {"1996/0101.txt", "1997/0101.txt"}


@shared
def test_pages_of_each_report_have_names_of_their_own() -> None:
    names = [page.name for page in plan([str(REPRO / "15_each_collision")], [], [], each=True)]
    assert len(set(names)) == 3


@shared
def test_a_file_that_takes_all_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEGABYTES", 400)
    monkeypatch.setattr(apart, "_reader", None)
    code = "from tradekit.documents import apart; apart.MEGABYTES = 400; apart.serve()"
    monkeypatch.setattr(apart, "COMMAND", ("-c", code))
    with pytest.raises(TradekitError, match=r"10_nested_forms_2kB.pdf: reading takes more than"):
        tk.extract(REPRO / "10_nested_forms_2kB.pdf")
    assert len(tk.extract(SAID, published="2024-01-13")) == 2


def test_a_reader_that_was_ended_is_started_anew(tmp_path: Path) -> None:
    page = tmp_path / "2024-01-13.html"
    page.write_text(f"<html><body><article><p>{SAID}{SAID}</p></article></body></html>", "utf-8")
    assert len(tk.extract(page)) == 4
    assert apart._reader is not None
    apart._reader.kill()
    apart._reader.wait()
    assert len(tk.extract(page)) == 4


def test_a_page_nested_deep_is_read_whole(tmp_path: Path) -> None:
    page = tmp_path / "2024-01-13.html"
    long = "这一段写得长一些，好让人认出它是正文，说的是外贸。"
    boxes = "<div>" * 400
    page.write_text(
        f"<html><body><p>{SAID}{long}</p>{boxes}<p>进口17.99万亿元。{long}</p></body></html>", "utf-8"
    )
    assert set(tk.extract(page).flow) == {"export", "import"}
    page.write_text(f"<html><body><p>{SAID}</p>{boxes * 10}<p>{long}</p></body></html>", "utf-8")
    with pytest.raises(TradekitError, match="nested more than"):
        tk.extract(page)


def test_a_tag_of_many_attributes_costs_no_more_than_its_length(tmp_path: Path) -> None:
    page = tmp_path / "2024-01-13.html"
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    page.write_text(f"<html><body><article {attributes}><p>{SAID}{SAID}</p></article></body></html>", "utf-8")
    assert len(tk.extract(page)) == 4


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_short_texts_are_read_in_their_encoding(encoding: str) -> None:
    text = "".join(
        path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "data/reports").glob("*.txt"))
    )
    text = "".join(re.sub(r"\s", "", text).encode(encoding, "ignore").decode(encoding))
    chosen = random.Random(17)
    for _ in range(60):
        at = chosen.randrange(len(text) - 20)
        piece = text[at : at + 20]
        assert text_of(piece.encode(encoding), "a.txt") == piece


def test_no_cell_of_text_is_a_formula(tmp_path: Path) -> None:
    name = tmp_path / "=HYPERLINK(1).txt"
    name.write_text(f"@SUM(1)：{SAID}", "utf-8")
    out = tmp_path / "rows.csv"
    assert tradekit_("extract", name, *DATED, "--out", out).exit_code == 0
    cells = pd.read_csv(out, dtype=str, keep_default_na=False).to_numpy().ravel()
    assert not [one for one in cells if one[0:1] in tuple("=@+") and len(one) > 1]
    tk.save({"observations": tk.extract(name, published="2024-01-13")}, tmp_path)
    assert "'=HYPERLINK(1).txt" in (tmp_path / "observations.csv").read_text("utf-8-sig")
    assert inert("-1+cmd|' /C calc'!A0").startswith("'")


def test_what_a_workbook_cannot_hold_is_told_in_it(tmp_path: Path) -> None:
    table = pd.DataFrame({"text": ["x" * 40_000, "a\uffffb\x01c", "=1+1"]})
    sheet = openpyxl.load_workbook(tk.to_excel({"t": table}, tmp_path / "t.xlsx"))["t"]
    cut, strange, formula = (sheet.cell(row, 1) for row in (2, 3, 4))
    assert len(cut.value) == 32_767 and "cut here" in cut.value
    assert strange.value == "a\ufffdb\ufffdc" and formula.data_type == "s"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    report = tmp_path / "2024-01-13.txt"
    report.write_text(SAID, "utf-8")
    for command in ("extract", "ledger", "check"):
        result = tradekit_(command, report, "--out", "/dev/full")
        assert result.exit_code == 1 and result.stderr.startswith("Error: /dev/full: No space left"), command
    with open("/dev/full", "wb") as full:
        run = [sys.executable, "-m", "tradekit", "extract", str(report)]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and done.stderr.startswith("Error: standard output: No space left")
    assert list(tmp_path.iterdir()) == [report] and not Path("/dev/full").is_file()


@pytest.mark.parametrize("name", ["folder.txt", "x" * 300 + ".txt", "report.txt/rows.txt"])
def test_where_nothing_can_be_written_is_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    report = tmp_path / "report.txt"
    report.write_text(SAID, "utf-8")
    result = tradekit_("check", report, *DATED, "--out", tmp_path / name)
    assert result.exit_code == 1 and result.stderr.startswith("Error: ") and "Traceback" not in result.output


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    target.write_text("as it was")
    with pytest.raises(TradekitError, match=r"rows\.csv"), whole(target) as part:
        part.write_text("half")
        raise OSError(28, "No space left on device")
    assert target.read_text() == "as it was" and list(tmp_path.iterdir()) == [target]


def test_options_are_checked_before_parts_are_made(tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "parts"
    folder.mkdir()
    (folder / "2024-01-13.txt").write_text(SAID, "utf-8")
    tk_folder = ("extract", folder, "--out", out, "--jobs", "1")
    assert tradekit_(*tk_folder).exit_code == 0
    for wrong in (("--lexicon", tmp_path / "typo"), ("--published", "2024-02-30")):
        assert tradekit_(*tk_folder, *wrong).exit_code != 0
        assert "1 of them kept" in tradekit_(*tk_folder).stderr


def test_what_stands_beside_reports_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "2024-01-13.txt").write_text(SAID, "utf-8")
    os.mkfifo(folder / "pipe")
    for name, target in (("dangling", "nowhere"), ("loop", "."), ("ring", "ring"), ("zero", "/dev/zero")):
        (folder / name).symlink_to(target)
    rows = tradekit_("extract", folder)
    parts = tradekit_("extract", folder, "--out", tmp_path / "parts", "--jobs", "1")
    for result in (rows, parts):
        assert result.exit_code == 3
        for name in ("pipe", "dangling", "loop", "ring", "zero"):
            assert re.search(rf"skipped: .*{name}: ", result.stderr), name


@pytest.mark.parametrize("damaged", ["{", "[1]", "\udcff\udcfe"])
def test_a_damaged_note_beside_parts_is_named(damaged: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "parts"
    folder.mkdir()
    (folder / "2024-01-13.txt").write_text(SAID, "utf-8")
    assert tradekit_("extract", folder, "--out", out, "--jobs", "1").exit_code == 0
    (out / "source.json").write_bytes(damaged.encode(errors="surrogateescape"))
    result = tradekit_("extract", folder, "--out", out, "--jobs", "1")
    assert result.exit_code == 1 and "source.json: damaged; remove it" in result.stderr


def test_a_day_that_is_not_in_the_calendar_dates_nothing() -> None:
    rows = tk.extract(f"2024年2月30日\n\n新华社北京2月30日电 {SAID}")
    assert not set(rows.published) & {"2024-02-30"}


def test_statements_are_folded_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    from tradekit.checks import figures
    from tradekit.model.intervals import Interval

    asked = []
    monkeypatch.setattr(Interval, "meets", lambda one, other: asked.append(1) or one.gap(other) == 0)
    said = figures.figures(tk.extract(SAID * 40, published="2024-01-13"))
    figures.cells(said)
    assert len(asked) < 2 * len(said)


def test_every_link_of_a_marked_text_leads_somewhere() -> None:
    there = (
        '<a class="tk-fig" id="a-1" href="#row-a-1">5%</a><a class="tk-fig" id="a-2" href="#row-a-2">6%</a>'
    )
    html = _reachable(f'{there}<tr id="row-a-1">')
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(re.findall(r'id="([^"]*)"', html))


@pytest.mark.parametrize("width", range(8, 40))
def test_an_abbreviation_split_at_a_lines_end_is_one(width: int) -> None:
    text = (
        "2023年，我国外贸平稳增长，结构优化，好于预期的情况。其中，我国对RCEP其他成员国出口5.2亿元，增长3.1%，"
        "好于预期的情况，全年外贸平稳增长，结构优化。我国对东盟出口4亿元，增长5%。民营企业出口增长6%，比重提高。"
    )
    printed = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert list(tk.extract(printed, published="2024-01-13").partner)[:2] == ["RCEP", "RCEP"]


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_a_run_that_is_stopped_says_so(number: int, code: int, jobs: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for at in range(400):
        (folder / f"{at}.txt").write_text(f"2024年1月13日\n\n{SAID * 40}", "utf-8")
    out = tmp_path / ("parts" if jobs else "rows.csv")
    run = [sys.executable, "-m", "tradekit", "extract", str(folder), "--out", str(out), *jobs]
    running = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    while running.poll() is None and not (out.exists() or list(tmp_path.glob(".rows-*"))):
        time.sleep(0.02)
    os.killpg(running.pid, number)
    told = running.communicate()[1].decode()
    assert running.returncode == code and "Traceback" not in told
    assert not list(tmp_path.glob(".rows-*"))


def test_a_folder_is_read_by_several_processes_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(30):
        (tmp_path / f"{at:02}.txt").write_text(f"2024年1月13日\n\n{SAID * at}", "utf-8")
    (tmp_path / "07.bin").write_bytes(b"\0\1\2")
    alone = tradekit_("extract", tmp_path)
    monkeypatch.setattr("tradekit.batch.several.WORTH", 1_000)
    monkeypatch.setattr("tradekit.batch.several._CHUNK", 1_000)
    monkeypatch.setattr("tradekit.batch.workers.cores", lambda: 2)
    several = tradekit_("extract", tmp_path)
    assert several.output == alone.output and several.exit_code == alone.exit_code == 3


def test_the_ledger_is_left_out_where_it_is_not_wanted(tmp_path: Path) -> None:
    folder, out = tmp_path / "reports", tmp_path / "parts"
    folder.mkdir()
    (folder / "2024-01-13.txt").write_text(f"{SAID}为期3天。", "utf-8")
    how = ("extract", folder, "--out", out, "--jobs", "1")
    assert "2 rows and 0 other numbers" in tradekit_(*how, "--no-ledger").stderr
    assert "2 rows and 0 other numbers" not in tradekit_(*how).stderr


def test_what_fuzzing_found_is_read_or_refused(tmp_path: Path) -> None:
    assert len(tk.extract("（（完）5万，出口（亿元）3086.5。", published="2024-01-13")) <= 1
    assert not len(tk.extract("出口一季…今年0。", published="2024-01-13"))
    (tmp_path / "a.html").write_text("<!-- nothing -->")
    with pytest.raises(TradekitError, match="can't be taken apart"):
        tk.extract(tmp_path / "a.html")
