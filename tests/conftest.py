"""What several test files share: the kit's notebooks rendered once, in both languages."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tradekit.publish.plan import plan
from tradekit.publish.queue import run
from tradekit.publish.render import Rendered

settings.register_profile("kit", deadline=None)  # a busy machine is no failure
settings.load_profile("kit")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background: what tests start must hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of pages of all notebooks as they stand, in each language."""
    folders = {}
    for lang in ("en", "zh"):
        out = tmp_path_factory.mktemp(f"pages-{lang}")
        for result in run(plan([], [], [("lang", lang)], each=False), out):
            assert isinstance(result, Rendered), result
        folders[lang] = out
    return folders
