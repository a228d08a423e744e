"""The notebooks in JupyterLab, in a real browser: run whole, and their widgets answer."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import nbformat
import pytest

from tradekit.documents.checkout import NOTEBOOKS

HOSTILE = r"<img src=x onerror=window.hit=1><script>window.hit=1</script> $\\unicode{x}$ \\(\\alpha\\)"
TOKEN = "for-this-test"
MISREAD = "2024-01-13-misread.txt"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"
DONE = """notebook => {
  const prompts = [...document.querySelectorAll(notebook + ' .jp-InputArea-prompt')].map(p => p.innerText);
  return prompts.some(text => /\\d/.test(text)) && !prompts.some(text => text.includes('*'));
}"""
"""Some cell has run, and none is waiting."""
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
"""No news box over the page, and all cells in it, not only those in view."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[str]:
    """JupyterLab on a free port over a copy of the notebooks, with settings of its own; its address."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, home / "notebooks", ignore=shutil.ignore_patterns(".*"))
    nbformat.write(hostile_notebook(), home / "notebooks" / "hostile.ipynb")
    nbformat.write(explore_notebook(), home / "notebooks" / "misread.ipynb")
    (home / "notebooks" / "reports").mkdir()
    (home / "notebooks" / "reports" / MISREAD).write_text("2023年，我国出口32.77万亿元，增长0.6%。", "utf-8")
    chinese = (
        (NOTEBOOKS / "report.ipynb")
        .read_text("utf-8")
        .replace('lang: str = \\"en\\"', 'lang: str = \\"zh\\"')
    )
    (home / "notebooks" / "chinese.ipynb").write_text(chinese, "utf-8")
    for name, values in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    folders = {
        f"JUPYTER{name}_DIR": str(home / name.strip("_").lower())
        for name in ("_CONFIG", "_DATA", "_RUNTIME", "LAB_WORKSPACES")
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={home / 'notebooks'}",
    ]
    environment = {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield wait_for(f"http://127.0.0.1:{port}", home / "log")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def hostile_notebook() -> Any:
    """A notebook that shows a hostile report in each of the ways in which notebooks show reports."""
    code = f"""
from IPython.display import display
import tradekit as tk
from tradekit.documents.pages import read_text
report = read_text("2023年，我国出口增长0.6%{HOSTILE}。", "{HOSTILE}.txt", "2024-01-13")
rows, others = tk.extract(report), tk.ledger(report)
display(tk.summary(rows, others), tk.mark(report, rows, others), tk.table(tk.figures(rows)), tk.table(others))
display(tk.explore.browser([report], rows, others), tk.charts.category_growth(rows))
"""
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return node


def explore_notebook() -> Any:
    """The notebook for exploring, over one report with a misprint."""
    node = nbformat.read(NOTEBOOKS / "explore.ipynb", as_version=4)
    cell = next(one for one in node.cells if "parameters" in one.metadata.get("tags", ()))
    cell.source = cell.source.replace('reports: str = ""', 'reports: str = "reports"')
    return node


def wait_for(address: str, log: Path) -> str:
    for _ in range(120):
        try:
            with urlopen(f"{address}/api?token={TOKEN}", timeout=5):
                return address
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture
def ran(lab: str, opened: Any) -> Any:
    """A function that opens a notebook, runs all its cells, and gives the page once it is idle."""

    def run(name: str) -> Any:
        tab = opened(viewport={"width": 1400, "height": 1000})
        page = tab.page
        page.goto(f"{lab}/lab/tree/{name}.ipynb?token={TOKEN}&reset")
        page.wait_for_selector(f"{NOTEBOOK} .jp-Cell", timeout=60_000)
        page.wait_for_selector(IDLE, state="attached", timeout=60_000)
        page.wait_for_selector('.jp-StatusBar-TextItem:has-text("| Idle")', timeout=60_000)
        page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        page.wait_for_function(DONE, arg=NOTEBOOK, timeout=90_000)
        page.wait_for_selector(IDLE, state="attached", timeout=60_000)
        own = (lab, lab.replace("http", "ws"), "data:", "blob:")
        assert [url for url in tab.requests if not url.startswith(own)] == []
        return page

    return run


@pytest.mark.parametrize("name", NAMES)
def test_runs_whole(ran: Any, name: str) -> None:
    page = ran(name)
    shown = page.locator(NOTEBOOK)
    assert shown.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert shown.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    assert shown.locator("table.dataframe").count() >= 1
    fewest = {"report": 6, "compare": 5, "news": 0}.get(name, 1)
    assert shown.locator(".jp-OutputArea-output img").count() >= fewest
    assert shown.locator("script, iframe").count() == 0


@pytest.mark.parametrize(("name", "lang"), [("report", "en"), ("chinese", "zh")])
def test_each_paragraph_stands_there_once_in_the_language_asked_for(ran: Any, name: str, lang: str) -> None:
    page = ran(name)
    shown = {
        one: page.locator(f'{NOTEBOOK} div[lang="{one}"] >> visible=true').count() for one in ("en", "zh")
    }
    assert shown[lang] >= 5 and sum(shown.values()) == shown[lang]


def test_the_browser_of_figures_answers(ran: Any) -> None:
    page = ran("explore")
    panel = page.locator(f"{NOTEBOOK} .jp-OutputArea-output.jp-mod-widgets, {NOTEBOOK} .widget-vbox").first
    figures = panel.locator(".tk-fig[data-row]")
    before = figures.count()
    panel.locator("select").nth(4).select_option(label="growth")
    page.wait_for_function(
        "before => document.querySelectorAll('.tk-page .tk-fig[data-row]').length < before", arg=before
    )
    kinds = figures.evaluate_all("all => all.map(one => one.className)")
    assert kinds and all("tk-growth" in kind for kind in kinds)
    assert panel.locator("table.dataframe tbody tr").count() >= min(len(kinds), 8)
    report = panel.locator("select").first
    report.select_option(index=1)
    name = report.evaluate("one => one.selectedOptions[0].label")
    page.wait_for_selector(f'.tk-page h3:text-is("{name}")')
    figures.first.hover()
    row = figures.first.evaluate("one => getComputedStyle(one, '::after').content")
    assert figures.first.get_attribute("data-row") in row


def test_a_figure_is_set_right_and_stays_so(ran: Any) -> None:
    page = ran("misread")
    panel = page.locator(f"{NOTEBOOK} .widget-vbox", has=page.locator('button:text-is("Set right")'))
    first = panel.locator("select option").first.inner_text().replace("\xa0", " ")
    assert first.startswith("32.77万亿元 · far from the official series")
    panel.locator("select").nth(1).select_option(label="value")
    box = panel.locator("input[type=text]").first
    page.wait_for_function("box => box.value == '32770000000000'", arg=box.element_handle())
    box.fill("23770000000000")
    panel.locator('button:text-is("Set right")').click()
    page.wait_for_selector('.widget-label:has-text("Kept beside the report")')
    assert page.locator(f"{NOTEBOOK} .tk-page .tk-edited").count() == 0
    page = ran("misread")
    shown = page.locator(f"{NOTEBOOK} .tk-page .tk-edited")
    assert shown.all_inner_texts() == ["32.77万亿元"]
    assert "23.77 trillion yuan" in shown.get_attribute("data-row")
    assert page.locator(f'{NOTEBOOK} :text("Set right by hand: 1.")').count() >= 1


def test_a_typed_sentence_is_read(ran: Any) -> None:
    page = ran("explore")
    box = page.locator(f"{NOTEBOOK} .widget-textarea textarea").first
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("2022年，我国进口18.1万亿元，增长4.3%，会议开了3天。<img src=x onerror=alert(1)>")
    page.keyboard.press("Tab")
    page.wait_for_selector('.tk-page .tk-fig:text-is("18.1万亿元")')
    assert page.locator('.tk-page .tk-fig:text-is("4.3%")').count() == 1
    assert page.locator(f'{NOTEBOOK} :text("flow: imports")').count() >= 1  # one value for both: above
    assert page.locator("img[src='x']").count() == 0


def test_hostile_text_stays_text(ran: Any) -> None:
    page = ran("hostile")
    shown = page.locator(NOTEBOOK + " .jp-OutputArea")
    assert page.evaluate("window.hit") is None
    assert shown.locator("img[src='x'], script, mjx-container, .MathJax").count() == 0
    assert shown.locator(".tk-page").count() == 2
    for text in shown.locator(".tk-page p").all_inner_texts():
        assert ("window.hit=1" in text and "unicode{x}" in text) or text == "2024-01-13"
