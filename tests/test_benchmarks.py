"""The benchmarks run, on a little text: they lean on names of the kit that may change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the last stage is a Parquet file")

from benchmarks import archive, honesty, measures, rates, stages, texts


def test_rates_and_stages_are_measured(tmp_path: Path) -> None:
    found = [*rates.measured(3_000, 1, None, None), *stages.measured(3_000, 1)]
    assert {one.name for one in found} >= {"tradekit", "floor: regex for numbers", *stages.STAGES}
    assert all(one.median > 0 for one in found), [one for one in found if one.median <= 0]
    assert all(one.name in measures.table(found) for one in found)
    measures.write(tmp_path / "out" / "bench.json", found, measures.machine())
    assert (tmp_path / "out" / "bench.json").read_text("utf-8").count('"section"') == len(found)


@pytest.mark.parametrize("kind", rates.KINDS)
def test_texts_come_with_other_figures_and_the_same_dates(kind: str) -> None:
    _, given = texts.sources(kind)
    made = texts.corpus(kind, 3 * texts.length(given), 1)
    assert len(made) >= 3 * len(given) and len({text for _, text in made}) > 0.9 * len(made)
    text = given[0][1]
    other = texts.varied(text, random.Random(1))
    assert len(other) == len(text)
    assert texts.varied("2023年1月，出口增长0.6%", random.Random(1)).startswith("2023年1月，出口增长0.")


def test_a_folder_has_its_size(tmp_path: Path) -> None:
    folder = texts.a_folder(tmp_path, "pages", 50_000)
    assert 50_000 <= sum(path.stat().st_size for path in folder.rglob("*.txt")) < 80_000


def test_an_archive_has_reports_of_many_years() -> None:
    names = [name.rpartition("/")[2] for name, _ in archive.reports(100)]
    assert len(set(names)) == 100 and len({name[:4] for name in names}) > 40


def test_honesty_tells_what_one_report_alone_uses() -> None:
    reports = Path(__file__).parents[1] / "data" / "reports"
    cases = Path(__file__).parent / "cases" / "reports"
    told = "\n".join(honesty.tell(reports, cases, [reports]))
    assert "numbers in all" in told and "strict F1 with every word" in told
