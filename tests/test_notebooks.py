"""The notebooks as they are committed, as they run, and the pages that come of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from papermill import inspect_notebook

from tradekit.documents.checkout import NOTEBOOKS
from tradekit.publish.pagehtml import in_language
from tradekit.publish.render import Page, Rendered, render
from tradekit.publish.showing import CHINESE

ALL = sorted(NOTEBOOKS.glob("*.ipynb"))
NAMES = [path.stem for path in ALL]
EACH = pytest.mark.parametrize("path", ALL, ids=NAMES)


def cells(path: Path, kind: str) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def prose(cell: Any) -> dict[str, str]:
    return {
        lang: in_language(nbformat.v4.new_notebook(cells=[cell]), lang).cells[0].source
        for lang in ("en", "zh")
    }


@EACH
def test_committed_without_outputs(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell.outputs == [] and cell.execution_count is None, cell.source


@EACH
def test_prose_before_each_short_cell(path: Path) -> None:
    kinds = [cell.cell_type for cell in nbformat.read(path, as_version=4).cells]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2)
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) < 25


@EACH
def test_prose_is_there_in_both_languages(path: Path) -> None:
    for cell in cells(path, "markdown"):
        said = prose(cell)
        levels = [re.findall(r"^#+", text, re.MULTILINE) for text in said.values()]
        assert list(said) == ["en", "zh"] and levels[0] == levels[1], cell.source
        assert re.search(r"[一-鿿]", said["zh"])


@EACH
def test_headings_are_in_order(path: Path) -> None:
    text = "\n".join(prose(cell)["en"] for cell in cells(path, "markdown"))
    levels = [len(marks) for marks in re.findall(r"^#+", text, re.MULTILINE)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@EACH
def test_parameters_are_typed_and_explained(path: Path) -> None:
    parameters = inspect_notebook(path)
    assert {"reports", "published", "lang"} <= set(parameters)
    for name, about in parameters.items():
        assert about["inferred_type_name"] in {"str", "int", "float", "bool"}, name
        assert len(about["help"]) > 10, name


@EACH
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_runs_without_a_word_on_stderr(path: Path, lang: str, rendered: dict[str, Path]) -> None:
    executed = nbformat.read(rendered[lang] / path.name, as_version=4)
    outputs = [output for cell in executed.cells for output in cell.get("outputs", ())]
    assert not [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
    for output in outputs:
        if "image/svg+xml" in output.get("data", {}):
            assert len(output.metadata["image/svg+xml"]["alt"]) > 40


@EACH
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_one_small_file_in_its_language(path: Path, lang: str, rendered: dict[str, Path]) -> None:
    page = (rendered[lang] / path.name).with_suffix(".html")
    text = page.read_text("utf-8")
    assert page.stat().st_size < 3_000_000
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in text
    assert "<script" not in text and "\nimport " not in text
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)


@EACH
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_link_within_the_page_leads_somewhere(path: Path, lang: str, rendered: dict[str, Path]) -> None:
    text = (rendered[lang] / path.name).with_suffix(".html").read_text("utf-8")
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', text)) <= set(ids)


def test_the_charts_are_all_there(rendered: dict[str, Path]) -> None:
    counts = {name: (rendered["en"] / f"{name}.html").read_text("utf-8").count("<figure>") for name in NAMES}
    assert counts["report"] >= 6 and counts["compare"] >= 5
    for name, count in counts.items():
        files = sorted((rendered["en"] / f"{name}-data" / "charts").glob("*"))
        kinds = Counter(path.suffix for path in files)
        assert kinds == ({kind: count for kind in (".csv", ".png", ".svg")} if count and files else {})
    picture = (rendered["en"] / "report-data" / "charts" / "against_years-1.svg").read_text("utf-8")
    assert "Source: " in picture and "@font-face" in picture


def papermill(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", *arguments]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_plain_papermill_from_another_folder_with_a_parameter_file(tmp_path: Path) -> None:
    text = "新华社北京4月13日电 2024年一季度，我国出口5.74万亿元，增长4.9%。"
    (tmp_path / "2024-04-13-a.txt").write_text(text, "utf-8")
    (tmp_path / "parameters.yaml").write_text("lang: zh\nreports: 2024-04-13-a.txt\n", "utf-8")
    result = papermill(tmp_path, str(NOTEBOOKS / "report.ipynb"), "-", "-f", "parameters.yaml")
    assert result.returncode == 0, result.stderr
    executed = nbformat.reads(result.stdout, as_version=4)
    shown = json.dumps(executed, ensure_ascii=False)
    assert "5.74万亿元" in shown and "读了1篇报道" in shown and CHINESE in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2024-04-13-a.txt", "parameters.yaml"]


@EACH
def test_help_documents_every_parameter(path: Path, tmp_path: Path) -> None:
    said = papermill(tmp_path, "--help-notebook", str(path)).stdout
    for name, about in inspect_notebook(path).items():
        assert f"{name}: {about['inferred_type_name']}" in said and about["help"] in said


@EACH
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024-01-13-none.txt", "新华社北京1月13日电 大桥通车。市民很高兴。"),
        ("2024-01-13-bound.txt", "新华社北京1月13日电 2023年四季度，我国进出口超过10万亿元。"),
        ("2024-01-13-<b>hostile</b>.txt", "<script>x()</script>2023年出口增长0.6%。$\\href{javascript:x()}$"),
    ],
)
def test_one_poor_report_is_enough(path: Path, name: str, text: str, tmp_path: Path) -> None:
    report = tmp_path / name.replace("/", "_")
    report.write_text(text, "utf-8")
    result = render(Page("page", path, {"reports": str(report)}, ()), tmp_path / "out")
    assert isinstance(result, Rendered), result
    html = result.html.read_text("utf-8")
    assert "<script" not in html and "<b>hostile" not in html


@EACH
def test_another_language_is_refused(path: Path, tmp_path: Path) -> None:
    result = render(Page("page", path, {"lang": "fr"}, ()), tmp_path / "out")
    assert not isinstance(result, Rendered) and "lang='fr'" in result.error
