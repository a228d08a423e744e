"""Notebooks made here on the spot, each named by the behaviour that it shows."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tradekit.model.errors import TradekitError
from tradekit.publish.listing import write_index
from tradekit.publish.pagehtml import in_language, page_html
from tradekit.publish.plan import apart, find_notebook
from tradekit.publish.queue import run
from tradekit.publish.render import RECORDS, Failed, Page, Record, Rendered, render
from tradekit.publish.showing import SUMMARY

PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode()
HOSTILE = (
    "</title></script><script>window.hit=1</script><img src=x onerror=window.hit=1>"
    "$\\href{javascript:hit()}{x}$"
)


def notebook(*code: str, prose: str = "# A page\n\n## Part one") -> nbformat.NotebookNode:
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    both = f'<div lang="en">\n\n{prose}\n\n</div>\n<div lang="zh" hidden>\n\n# 一页\n\n## 第一节\n\n</div>'
    heading = nbformat.v4.new_markdown_cell(both)
    parameters = nbformat.v4.new_code_cell(
        'reports: str = ""  # file or folder\nlang: str = "en"  # en or zh\nrows: int = 3  # how many'
    )
    parameters.metadata["tags"] = ["parameters"]
    node.cells = [heading, parameters, *(nbformat.v4.new_code_cell(source) for source in code)]
    return node


def saved(path: Path, *code: str) -> Path:
    nbformat.write(notebook(*code), path)
    return path


def page(path: Path, **parameters: Any) -> Page:
    return Page(path.stem, path, parameters, ())


def test_a_page_is_made_once_and_again_only_when_something_changed(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "one.ipynb", "print(rows, lang)"), tmp_path / "out"
    made = render(page(source, rows=5), out)
    assert isinstance(made, Rendered) and made.fresh
    assert "5 en" in made.html.read_text("utf-8")
    assert json.loads((out / "one.ipynb").read_text("utf-8"))["nbformat"] == 4
    again = render(page(source, rows=5), out)
    assert isinstance(again, Rendered) and not again.fresh
    other = render(page(source, rows=6), out)
    assert isinstance(other, Rendered) and other.fresh
    report = tmp_path / "a.txt"
    for text, fresh in (("one", True), ("one", False), ("two", True)):
        report.write_text(text)
        result = render(Page("one", source, {"rows": 6}, (report,)), out)
        assert isinstance(result, Rendered) and result.fresh is fresh


def test_a_failing_cell_leaves_the_last_good_page_and_keeps_the_notebook(tmp_path: Path) -> None:
    out = tmp_path / "out"
    good = render(page(saved(tmp_path / "one.ipynb", "print('good')")), out)
    assert isinstance(good, Rendered)
    bad = render(page(saved(tmp_path / "one.ipynb", "print('fine so far')", "1 / 0")), out)
    assert isinstance(bad, Failed)
    assert bad.error == "one.ipynb, cell 3: ZeroDivisionError: division by zero"
    assert "fine so far" in bad.kept.read_text("utf-8")
    assert "good" in good.html.read_text("utf-8")
    assert sorted(path.name for path in out.iterdir()) == [".tradekit", "failed", "one.html", "one.ipynb"]


def test_a_kernel_that_dies_is_a_failed_page(tmp_path: Path) -> None:
    source = saved(tmp_path / "one.ipynb", "print('so far')", "import os; os._exit(1)")
    result = render(page(source), tmp_path / "out")
    assert isinstance(result, Failed)
    assert "so far" in json.dumps(json.loads(result.kept.read_text("utf-8"))["cells"][-2]["outputs"])
    assert "DeadKernelError" in result.error and "\n" not in result.error


def test_several_at_a_time_give_the_same_pages(tmp_path: Path) -> None:
    pages = [page(saved(tmp_path / f"n{number}.ipynb", f"print({number})")) for number in range(2)]
    results = list(run(pages, tmp_path / "out", jobs=2))
    assert sorted(result.page.name for result in results if isinstance(result, Rendered)) == ["n0", "n1"]


@pytest.mark.parametrize(
    ("value", "prints"),
    [
        ('"; print("ran"); "', '"; print("ran"); "'),
        ("'''\nprint('ran')\n'''", "'''\nprint('ran')\n'''"),
        ("{rows}\\", "{rows}\\"),
        ("中文，“引号”", "中文，“引号”"),
    ],
)
def test_a_parameter_is_a_value_never_code(tmp_path: Path, value: str, prints: str) -> None:
    source = saved(tmp_path / "one.ipynb", f"assert reports == {prints!r}, reports")
    assert isinstance(render(page(source, reports=value), tmp_path / "out"), Rendered)


def with_output(output: dict[str, Any], metadata: dict[str, Any] | None = None) -> nbformat.NotebookNode:
    node = notebook("…")
    node.cells[-1].outputs = [nbformat.v4.new_output("display_data", data=output, metadata=metadata or {})]
    return node


@pytest.mark.parametrize(
    ("output", "metadata", "shown"),
    [
        (
            {"image/png": PNG},
            {"image/png": {"alt": 'Exports rose by "5%" & more'}},
            "rose by &quot;5%&quot; &amp; more",
        ),
        ({"image/png": PNG}, {}, "A picture without a description"),
        ({"text/plain": "<b>"}, {}, "&lt;b&gt;"),
        ({"text/html": "<img src='a'>"}, {}, "<img alt=\"A picture without a description\" src='a'>"),
        (
            {"application/vnd.jupyter.widget-view+json": {}, "text/html": "<p>as it stands</p>"},
            {},
            "<p>as it stands</p>",
        ),
    ],
)
def test_outputs_as_they_show(output: dict[str, Any], metadata: dict[str, Any], shown: str) -> None:
    assert shown in page_html(with_output(output, metadata), "one", {}, "2026-11-22").html


@pytest.mark.parametrize("kind", ["application/javascript", "text/latex"])
def test_what_runs_is_not_shown(kind: str) -> None:
    assert "window.hit" not in page_html(with_output({kind: "window.hit=1"}), "one", {}, "2026-11-22").html


def test_the_page_has_no_script_no_address_one_title_and_its_language() -> None:
    made = page_html(notebook("…"), "one", {"lang": "zh"}, "2026-11-22")
    assert made.title == "一页"
    assert '<html lang="zh-CN">' in made.html and '<h2 id="part-1">第一节</h2>' in made.html
    assert '<a href="#part-1">第一节</a>' in made.html
    assert "<script" not in made.html and "http://" not in made.html and "https://" not in made.html
    assert made.html.count("<h1") == 1


def test_what_shows_nothing_is_named_at_the_end_and_evidence_is_folded() -> None:
    node = with_output({"text/plain": "Nothing to draw"}, {"nothing": True})
    node.cells.append(nbformat.v4.new_markdown_cell("## The evidence\n\nAll of it."))
    node.cells[-1].metadata["tags"] = ["fold"]
    node.cells.append(nbformat.v4.new_code_cell("2", outputs=[nbformat.v4.new_output("stream", text="here")]))
    node.cells.insert(2, nbformat.v4.new_markdown_cell("## An empty frame\n\nBars."))
    html = page_html(node, "one", {}, "2026-11-22").html
    assert "Nothing to draw" not in html and "Bars." not in html
    assert '<p class="tk-missing">Left out for want of figures: an empty frame</p>' in html
    assert '<details class="tk-fold"><summary><h2 id="part-2">The evidence</h2></summary>' in html
    assert html.count("</details>") == 1 and html.count("<h2") == 2


def test_prose_without_a_translation_stays() -> None:
    node = notebook()
    node.cells[0].source = "# A page"
    assert in_language(node, "zh").cells[0].source.startswith("# A page")


def test_hostile_names_and_values_stay_text(tmp_path: Path) -> None:
    made = page_html(notebook("…"), HOSTILE, {"reports": HOSTILE}, "2026-11-22")
    assert "<script>window" not in made.html and "<img src=x" not in made.html
    summary = {SUMMARY: {"reports": [HOSTILE], "figures": 3, "verdicts": {"holds": 2, "fails": 0}}}
    code = f"from IPython.display import publish_display_data\npublish_display_data({summary!r})"
    source = saved(tmp_path / "one.ipynb", code)
    assert isinstance(render(Page("one", source, {"reports": HOSTILE}, ()), tmp_path / "out"), Rendered)
    index = write_index(tmp_path / "out").read_text("utf-8")
    assert "<script>window" not in index and "<img src=x" not in index
    assert "&lt;script&gt;window" in index and "holds 2" in index and "fails" not in index


def test_a_page_of_which_a_file_was_changed_is_made_again(tmp_path: Path) -> None:
    source, out = saved(tmp_path / "one.ipynb", "print(rows)"), tmp_path / "out"
    for fresh in (True, False, True):
        result = render(page(source), out)
        assert isinstance(result, Rendered) and result.fresh is fresh
        if not fresh:
            (out / "one.ipynb").write_text("emptied", "utf-8")


def test_a_notebook_called_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TradekitError, match=r"index\.html lists the pages"):
        find_notebook(str(saved(tmp_path / "index.ipynb", "print(1)")))


def of(name: str, reports: str, published: str = "2024-01-01") -> Record:
    return Record(name, name, "report", {"reports": reports}, "2024-06-01", "", {"published": published})


def remembered(out: Path, *records: Record) -> Path:
    for one in records:
        (out / RECORDS).mkdir(parents=True, exist_ok=True)
        (out / RECORDS / f"{one.name}.json").write_text(json.dumps(asdict(one)), "utf-8")
        (out / f"{one.name}.html").write_text(one.title, "utf-8")
    return out


APART = [
    ([], "b.txt", "report"),
    ([of("report", "b.txt")], "b.txt", "report"),
    ([of("report", "a.txt")], "b.txt", "report-b"),
    ([of("report", "a.txt"), of("report-b", "b.txt")], "b.txt", "report-b"),
    ([of("report", "a.txt"), of("report-b", "2023/b.txt")], "2024/b.txt", "report-b-2"),
]


@pytest.mark.parametrize(("there", "reports", "name"), APART)
def test_no_report_takes_the_page_of_another(
    tmp_path: Path, there: list[Record], reports: str, name: str
) -> None:
    asked = Page("report", tmp_path / "report.ipynb", {"reports": reports}, ())
    (made,) = apart([asked], remembered(tmp_path, *there))
    assert made.name == name


def test_the_index_has_the_newest_reports_first(tmp_path: Path) -> None:
    pages = [of("a", "a", "2023-01-13"), of("b", "b", "2024-01-13"), of("c", "c", "2023-07-13")]
    index = write_index(remembered(tmp_path, *pages)).read_text("utf-8")
    assert [index.index(f'href="{name}.html"') for name in "bca"] == sorted(
        index.index(f'href="{name}.html"') for name in "bca"
    )


def test_a_warm_kernel_forgets_what_a_notebook_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradekit.publish.kernel.NOTEBOOKS", tmp_path)
    first = saved(
        tmp_path / "first.ipynb", "import tradekit, os\nnamed = 1\nos.chdir('/')\nprint(os.getpid())"
    )
    second = saved(
        tmp_path / "second.ipynb", "import os\nprint('named' in globals(), os.getcwd(), os.getpid())"
    )
    broken = saved(tmp_path / "broken.ipynb", "import os\n1 / 0")
    pages = [Page(path.stem, path, {}, ()) for path in (first, second, broken, second)]
    pages[3] = Page("again", second, {}, ())
    results = list(run(pages, tmp_path / "out"))
    assert [type(one) for one in results] == [Rendered, Rendered, Failed, Rendered]
    told = [
        json.loads((tmp_path / "out" / f"{one}.ipynb").read_text("utf-8"))
        for one in ("first", "second", "again")
    ]
    said = [notebook["cells"][-1]["outputs"][0]["text"] for notebook in told]
    kernels = ["".join(text).split()[-1] for text in said]
    assert kernels[0] == kernels[1] != kernels[2]
    assert "".join(said[1]).startswith(f"False {os.getcwd()} ")
    assert told[1]["cells"][-1]["execution_count"] == told[2]["cells"][-1]["execution_count"]
