"""A real browser for the tests in this folder: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Headless chromium with the Chinese font that the charts have; skipped where there is no chromium."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        fonts = {"FONTCONFIG_FILE": str(fontconfig(tmp_path_factory.mktemp("fonts")))}
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=fonts)
        yield chromium
        chromium.close()


def fontconfig(folder: Path) -> Path:
    """A fontconfig file that shows the browser the system's fonts and the one of zhplot."""
    spec = find_spec("zhplot")
    own = f"<dir>{Path(spec.origin).parent}</dir>" if spec and spec.origin else ""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>/usr/share/fonts</dir>{own}<cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return path


class Opened:
    """A page with everything that it asked for, said or ran into while it was open."""

    def __init__(self, browser: Any, **how: Any) -> None:
        self.context = browser.new_context(**how)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))

    def go(self, path: Path) -> Any:
        self.page.goto(path.resolve().as_uri())
        return self.page

    def fetched(self) -> list[str]:
        """What was asked for beside pages on this disk and what they hold in themselves."""
        return [url for url in self.requests if not url.startswith(("file:", "data:"))]


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """A function that opens a page with options of Playwright's contexts (width, colours, scripts)."""
    made: list[Opened] = []

    def new(**how: Any) -> Opened:
        made.append(Opened(browser, **how))
        return made[-1]

    yield new
    for one in made:
        one.context.close()
