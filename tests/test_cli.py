"""The command as it is called: what it writes, says, and exits with."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tradekit.publish.plan
from tradekit.cli.main import main
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS
from tradekit.publish.plan import plan

TEXT = "新华社北京1月12日电 2023年，我国出口23.77万亿元，同比增长0.6%。会议用时3天。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2024-01-13-a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "2024-01-14-b.txt").write_text(TEXT.replace("0.6", "0.7"), "utf-8")
    return tmp_path


def tradekit_(*arguments: Any) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_writes_a_json_line_for_each_figure(folder: Path) -> None:
    found = rows(tradekit_("extract", folder / "2024-01-13-a.txt"))
    assert [tuple(row) for row in found] == [COLUMNS] * len(found)
    assert {(row["flow"], row["statistic"], row["text"]) for row in found} == {
        ("export", "level", "23.77万亿元"),
        ("export", "growth", "0.6%"),
    }


def test_ledger_writes_a_json_line_for_each_other_number(folder: Path) -> None:
    found = rows(tradekit_("ledger", folder))
    assert [tuple(row) for row in found] == [LEDGER_COLUMNS] * len(found)
    assert {row["report"] for row in found} == {"2024-01-13-a.txt", "2024-01-14-b.txt"}
    assert any(row["text"].startswith("3") for row in found)


@pytest.mark.parametrize(("name", "options"), [("rows.csv", []), ("rows.txt", ["--format", "csv"])])
def test_csv_opens_in_excel(folder: Path, name: str, options: list[str]) -> None:
    out = folder / "new" / name
    result = tradekit_("extract", folder / "2024-01-13-a.txt", "--out", out, *options)
    assert result.exit_code == 0 and "2 rows from 1 reports" in result.stderr
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    listed = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert tuple(listed[0]) == COLUMNS and len(listed) == 2


def test_parquet_has_the_same_rows(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert tradekit_("extract", folder, "--out", folder / "rows.parquet").exit_code == 0
    table = parquet.read_table(folder / "rows.parquet")
    assert tuple(table.column_names) == COLUMNS and table.num_rows == 4


def test_a_bad_file_is_named_and_costs_nothing_else(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    result = tradekit_("extract", folder, "--out", folder / "rows.jsonl")
    assert result.exit_code == 3
    assert "skipped:" in result.stderr and "c.txt" in result.stderr
    assert len((folder / "rows.jsonl").read_text("utf-8").splitlines()) == 4


def test_nothing_read_is_a_failure(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    assert tradekit_("extract", folder / "c.txt").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract", "2024-01-13-a.tx"], "did you mean 2024-01-13-a.txt?"),
        (["ledger", "nowhere/a.txt"], "there is no such file or folder"),
        (["extract", "2024-01-13-a.txt", "--format", "parquet"], "--out FILE"),
        (["extract", "2024-01-13-a.txt", "--lexicon", "words"], "words: no such folder"),
        (["report", "2024-01-13-a.tx"], "did you mean 2024-01-13-a.txt?"),
        (
            ["report", "-p", "langue", "zh"],
            "report.ipynb has no parameter 'langue'; did you mean 'language'?",
        ),
        (["report", "-n", "reprot"], "there is no notebook 'reprot'; did you mean 'report'?"),
        (["report", "empty"], "no file in this folder"),
    ],
)
def test_an_error_says_what_would_have_been_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    if arguments[1] == "empty":
        arguments = [*arguments, "--each"]
    result = tradekit_(*arguments)
    assert result.exit_code == 1
    assert says in result.stderr and "Traceback" not in result.output


def test_a_hostile_file_name_does_not_reach_the_terminal_raw(folder: Path) -> None:
    (folder / "\x1b[31mred\u202e.txt").write_bytes(b"")
    result = tradekit_("extract", folder)
    assert "\x1b" not in result.stderr and "\u202e" not in result.stderr and "?[31mred?.txt" in result.stderr


@pytest.mark.parametrize("command", ["extract", "ledger", "report", "check"])
def test_every_option_is_explained(command: str) -> None:
    for parameter in main.commands[command].params:
        assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name
    assert main.commands[command].help


def test_each_report_has_a_page_of_its_own_with_a_name_of_its_own(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "2024-01-13-a.txt").write_text(TEXT, "utf-8")
    (folder / "<b>.txt").write_text(TEXT, "utf-8")
    pages = plan([str(folder)], ["report"], [("lang", "zh")], each=True)
    assert len({page.name for page in pages}) == 4
    assert all(not set("<>/") & set(page.name) for page in pages)
    assert [page.parameters["lang"] for page in pages] == ["zh"] * 4
    assert {Path(page.parameters["reports"]) for page in pages} == set(folder.rglob("*.txt"))


def test_a_parameter_goes_to_the_notebooks_that_have_it() -> None:
    by_name = {page.name: page for page in plan([], [], [("currency", "USD")], each=False)}
    assert by_name["compare"].parameters == {"currency": "USD"}
    assert by_name["report"].parameters == {}


def test_report_makes_pages_and_an_index_and_leaves_alone_what_has_not_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "out"
    call = ["report", folder / "2024-01-13-a.txt", "--out", out, "-n", "report", "-p", "lang", "zh"]
    first, second = tradekit_(*call), tradekit_(*call)
    assert first.exit_code == second.exit_code == 0, first.output
    assert f"{out / 'report.html'}  unchanged" in second.stdout
    assert '<html lang="zh-CN">' in (out / "report.html").read_text("utf-8")
    assert "2024-01-13-a.txt" in (out / "index.html").read_text("utf-8")
    assert (out / "report-data" / "datapackage.json").exists()


def test_a_failing_notebook_says_so_in_two_lines(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)
    result = tradekit_("report", folder / "bad.txt", "--out", folder / "out", "-n", "report")
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert len(said) == 2
    assert re.match(r"report\.ipynb, cell \d+: TradekitError: .*bad\.txt: ", said[0])
    assert said[1].endswith("report.ipynb") and Path(said[1].split(": ")[1]).exists()
    assert not (folder / "out" / "report.html").exists()


def test_without_notebooks_it_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tradekit.publish.plan, "NOTEBOOKS", tmp_path)
    result = tradekit_("report")
    assert result.exit_code == 1 and str(tmp_path) in result.stderr


def test_lab_copies_the_notebooks_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "report.ipynb").write_text("mine", "utf-8")
    result = tradekit_("lab", "--copy-only", tmp_path)
    assert result.exit_code == 0 and "notebooks copied" in result.stderr
    assert (tmp_path / "report.ipynb").read_text("utf-8") == "mine"
    assert (tmp_path / "compare.ipynb").stat().st_size > 1000


def test_a_report_without_a_year_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年一季度，我国出口增长4.9%。", "utf-8")
    result = tradekit_("extract", path)
    assert [json.loads(line)["period"] for line in result.stdout.splitlines()] == ["XXXX-Q1"]
    assert result.exit_code == 3
    assert "a.txt" in result.stderr
    assert "--published" in result.stderr
    assert tradekit_("extract", path, "--published", "2024-04-13").exit_code == 0


def test_a_language_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("7월 수출은 5% 증가했고 수입은 3% 감소했다.", "utf-8")
    result = tradekit_("extract", path)
    assert (result.stdout, result.exit_code) == ("", 3)
    assert "in Korean" in result.stderr
    reasons = [one["reason"] for one in map(json.loads, tradekit_("ledger", path).stdout.splitlines())]
    assert reasons.count("in Korean") == 2


def test_help_loads_nothing_heavy() -> None:
    heavy = ("pandas", "numpy", "matplotlib", "ahocorasick_rs", "pyarrow", "nbconvert", "papermill", "tqdm")
    code = (
        "import sys; from tradekit.cli.main import main; main(['extract', '--help'], standalone_mode=False);"
        f" sys.exit(', '.join(set({heavy}) & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "--published" in found.stdout and not found.stderr.strip()


def test_rows_as_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    out = tmp_path / "rows.xlsx"
    assert tradekit_("extract", "2024-01-13-waimao-2023.txt", "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["codebook", "observations"]
    assert book["observations"]["A2"].value == "2024-01-13-waimao-2023.txt"


@pytest.mark.parametrize("name", ["rows.txt", "rows.json", "rows.xls"])
def test_an_unknown_suffix_is_an_error(tmp_path: Path, name: str) -> None:
    result = tradekit_("extract", "2024-01-13-waimao-2023.txt", "--out", tmp_path / name)
    assert result.exit_code == 2 and "no format of rows; use .jsonl, .csv, .parquet, .xlsx" in result.stderr
    assert not (tmp_path / name).exists()
