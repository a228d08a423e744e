"""Chinese renders with nothing installed but Python packages; where it can't, the error says what to do."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from tradekit.charts import fonts


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    fonts.chinese.cache_clear()
    yield
    fonts.chinese.cache_clear()


def test_the_bundled_font_draws_chinese_and_signs_without_a_warning() -> None:
    with mpl.rc_context():
        fonts.use()
        figure = Figure()
        figure.text(0, 0, "进出口总值41.76万亿元，下降−0.3%，≥10、≈、✓、≠、●◆")
        figure.canvas.draw()


def test_the_font_is_registered_once() -> None:
    fonts.chinese()
    fonts.chinese()
    fonts.chinese.cache_clear()
    count = sum(entry.name == "Noto Sans SC" for entry in font_manager.fontManager.ttflist)
    fonts.chinese()
    assert sum(entry.name == "Noto Sans SC" for entry in font_manager.fontManager.ttflist) <= count + 1


def test_zhplot_itself_is_not_imported() -> None:
    code = "import sys; from tradekit.charts import fonts; fonts.use(); sys.exit('zhplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_font_of_the_system_does_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    known = [SimpleNamespace(name="DejaVu Sans"), SimpleNamespace(name="Microsoft YaHei")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", known)
    assert fonts.chinese() == "Microsoft YaHei"


def test_without_any_chinese_font_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [SimpleNamespace(name="DejaVu Sans")])
    with pytest.raises(fonts.NoChineseFontError, match="pip install zhplot"):
        fonts.chinese()
