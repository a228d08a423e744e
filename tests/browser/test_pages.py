"""The shared pages in a browser: what they ask for, where their links lead, who can read them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tradekit.documents.checkout import NOTEBOOKS
from tradekit.publish.listing import write_index
from tradekit.publish.render import Page, Rendered, render

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
PAGES = [(lang, name) for lang in ("en", "zh") for name in (*NAMES, "index")]
EACH = pytest.mark.parametrize(("lang", "name"), PAGES)
HOSTILE = (
    "<script>window.hit=1;fetch('http://127.0.0.1:9/x')</script><img src=http://127.0.0.1:9/i onerror=hit=1>"
    '"><svg onload=hit=1><a href="javascript:hit=1">a</a>$\\href{javascript:hit=1}{x}$ \\(\\unicode{x}\\) '
    '{"cells":[{"cell_type":"code","source":"1/0"}]} </style></title><iframe src=http://127.0.0.1:9/f></iframe>'
)


@pytest.fixture(scope="session")
def pages(rendered: dict[str, Path]) -> dict[str, Path]:
    for folder in rendered.values():
        write_index(folder)
    return rendered


@EACH
def test_it_asks_for_nothing(opened: Any, pages: dict[str, Path], lang: str, name: str) -> None:
    tab = opened()
    tab.go(pages[lang] / f"{name}.html")
    tab.page.wait_for_load_state("networkidle")
    assert tab.fetched() == []
    assert [url for url in tab.requests if url.startswith("file:")] == [
        (pages[lang] / f"{name}.html").as_uri()
    ]
    assert tab.said == []


@EACH
def test_it_reads_without_scripts_on_a_phone(
    opened: Any, pages: dict[str, Path], lang: str, name: str
) -> None:
    page = opened(viewport={"width": 390, "height": 844}).go(pages[lang] / f"{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    still = opened(java_script_enabled=False).go(pages[lang] / f"{name}.html")
    assert still.locator("h1").count() == 1 and still.locator("h1").is_visible()
    assert still.locator("html").get_attribute("lang") == ("zh-CN" if lang == "zh" else "en")


@EACH
def test_it_is_no_longer_than_a_reader_has_time_for(
    opened: Any, pages: dict[str, Path], lang: str, name: str
) -> None:
    page = opened(viewport={"width": 1280, "height": 800}).go(pages[lang] / f"{name}.html")
    screens = page.evaluate("document.documentElement.scrollHeight") / 800
    assert screens <= (6 if name == "report" else 10)


@pytest.mark.parametrize("name", NAMES)
def test_dark_and_paper_have_colours_of_their_own(opened: Any, pages: dict[str, Path], name: str) -> None:
    path = pages["en"] / f"{name}.html"
    paper = "getComputedStyle(document.body).backgroundColor"
    assert opened(color_scheme="light").go(path).evaluate(paper) == "rgb(255, 255, 255)"
    page = opened(color_scheme="dark").go(path)
    assert page.evaluate(paper) == "rgb(20, 24, 29)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    assert not page.locator("nav").first.is_visible()


@pytest.mark.parametrize("name", ["report", "compare"])
def test_tables_and_charts_lead_to_their_sentences(opened: Any, pages: dict[str, Path], name: str) -> None:
    page = opened().go(pages["en"] / f"{name}.html")
    charts = page.locator("figure")
    assert charts.count() >= 5
    assert charts.locator("figcaption a").count() >= charts.count()
    charts.locator("summary").first.click()
    if not page.locator("td a:visible").count():
        page.locator("details:has(td a) > summary").first.click()  # evidence is folded
    for link in (charts.locator("figcaption a").first, page.locator("td a:visible").first):
        words = link.inner_text()
        link.click()
        target = page.locator(":target")
        assert target.evaluate("one => one.closest('article') !== null")
        assert re.search(r"\d|万|成|番", target.inner_text()) and words
        box = target.bounding_box()
        assert box is not None and 0 <= box["y"] < page.viewport_size["height"]


def test_a_figure_in_the_text_leads_to_its_row_and_shows_it_to_the_keyboard(
    opened: Any, pages: dict[str, Path]
) -> None:
    page = opened().go(pages["en"] / "report.html")
    page.locator(".tk-fold > summary").first.click()
    figure = page.locator("article a.tk-fig").first
    figure.focus()
    shown = "one => getComputedStyle(one, '::after').content"
    assert figure.get_attribute("data-row") in figure.evaluate(shown)
    figure.press("Enter")
    assert page.locator("tr:target").count() == 1


@EACH
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(
    opened: Any, pages: dict[str, Path], lang: str, name: str, colours: str
) -> None:
    if not AXE.exists():
        pytest.skip("no axe-core here: npm install --prefix tests/browser")
    page = opened(bypass_csp=True, color_scheme=colours).go(pages[lang] / f"{name}.html")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_hostile_text_stays_text(opened: Any, notebook: Path, tmp_path: Path) -> None:
    name = "2024-01-13-" + HOSTILE.replace("/", "_")[:150] + ".txt"
    said = f"2023年，我国出口23.77万亿元，增长0.6%{HOSTILE}。"
    chinese = "我国经济回升向好。" * 60  # with so many Latin letters around
    beyond = f"2023年，国内生产总值增长5.2%{HOSTILE}。{chinese}"
    text = f"{HOSTILE}\n\n新华社北京1月13日电 {said}{HOSTILE}\n我国出口回稳，{said}\n{beyond}\n"
    (tmp_path / name).write_text(text, "utf-8")
    out = tmp_path / "out"
    made = render(Page(HOSTILE[:40].replace("/", "_"), notebook, {"reports": str(tmp_path / name)}, ()), out)
    assert isinstance(made, Rendered), made
    for path in (made.html, write_index(out)):
        tab = opened(bypass_csp=True)
        page = tab.go(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hit") is None
        assert tab.fetched() == [] and tab.said == []
        active = "script, iframe, svg[onload], a[href^='javascript'], img[src^='http']"
        assert page.locator(active).count() == 0
        assert "window.hit=1" in page.locator("main").text_content()
