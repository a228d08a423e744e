"""The site: pages, charts and a feed of an archive; only what changed is made again, what is gone goes."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner

pytest.importorskip("pyarrow", reason="an archive is Parquet: needs the extra tradekit-figures[parquet]")

from tradekit.archive import Archive
from tradekit.cli.main import main
from tradekit.model.errors import TradekitError
from tradekit.site import build

ATOM = "{http://www.w3.org/2005/Atom}"
MONTHS = {
    "2024-02-07": "2024年1月，我国出口2.19万亿元，增长5.1%；对东盟出口3500亿元，增长4%。"
    "机电产品出口1.2万亿元，增长6%。",
    "2024-03-07": "2024年2月，我国出口1.9万亿元，增长7.2%；对东盟出口3300亿元，下降2%。"
    "机电产品出口1.1万亿元，增长3%。",
    "2024-04-07": "2024年3月，我国出口2.0万亿元，下降1.3%；对东盟出口3600亿元，增长1%。"
    "居民消费价格同比上涨0.1%。",
}


class Links(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.links += [str(given[name]) for name in ("href", "src") if given.get(name)]
        self.ids += [str(given["id"])] if given.get("id") else []


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for day, text in MONTHS.items():
        (tmp_path / f"{day}.txt").write_text(f"{day}外贸\n\n{text}\n", "utf-8")
    made = Archive(tmp_path / "archive")
    made.add(sorted(tmp_path.glob("*.txt")))
    return made


def done(archive: Archive, out: Path, **options: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"made": [], "unchanged": [], "removed": []}
    for path, what in build(archive, out, **options):
        found[what].append(path)
    return found


def test_there_is_a_page_a_report_an_indicator_a_partner_and_a_good(archive: Archive, tmp_path: Path) -> None:
    found = done(archive, tmp_path / "site")["made"]
    assert set(found) == {
        "report/2024-02-07.txt.html", "report/2024-03-07.txt.html", "report/2024-04-07.txt.html",
        "indicator/trade.html", "indicator/cpi.html", "partner/东盟.html", "commodity/机电产品.html",
        "index.html",
    }  # fmt: skip
    assert (tmp_path / "site" / "charts" / "partner-东盟-growth.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_link_leads_somewhere_and_nothing_is_fetched_or_run(
    archive: Archive, tmp_path: Path, lang: str
) -> None:
    site = tmp_path / "site"
    done(archive, site, lang=lang)
    pages = {path: Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        assert not page.tags["script"] and page.tags["h1"] == 1
        for link in page.links:
            assert "://" not in link, link
            file, _, place = unquote(link).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert link.startswith("data:") or target.is_file(), link
            assert not place or place in pages[target].ids, link


def test_the_front_is_newest_first_with_what_changed_above(archive: Archive, tmp_path: Path) -> None:
    done(archive, tmp_path / "site", lang="en")
    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert re.findall(r'<time datetime="([^"]+)"', front) == sorted(MONTHS, reverse=True)
    changed = front.partition("What changed")[2].partition("<h2>Reports")[0]
    assert "growth of exports −1.3% in Mar 2024, after +7.2%" in re.sub(r"<[^>]+>", "", changed)
    card = front.partition('<article class="tk-card">')[2].partition("</article>")[0]
    assert "exports of" not in card and "<polyline" in card and "−1.3%" in card


def test_the_feed_is_an_atom_feed(archive: Archive, tmp_path: Path) -> None:
    done(archive, tmp_path / "site", url="https://example.org/trade/", title="Trade & more")
    feed = ET.parse(tmp_path / "site" / "feed.xml").getroot()
    assert feed.findtext(f"{ATOM}title") == "Trade & more"
    assert feed.findtext(f"{ATOM}updated") == "2024-04-07T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
    link = entries[0].find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://example.org/trade/report/2024-04-07.txt.html"
    assert "exports came to 2.0 trillion yuan" in str(entries[0].findtext(f"{ATOM}summary"))


def test_again_makes_nothing(archive: Archive, tmp_path: Path) -> None:
    done(archive, tmp_path / "site")
    again = done(archive, tmp_path / "site")
    assert not again["made"] and not again["removed"] and len(again["unchanged"]) == 8


def test_only_what_a_new_report_touches_is_made_again(archive: Archive, tmp_path: Path) -> None:
    done(archive, tmp_path / "site")
    new = tmp_path / "2024-05-07.txt"
    new.write_text("2024年4月，我国出口2.1万亿元，增长5%；机电产品出口1.3万亿元，增长9%。", "utf-8")
    archive.add(new)
    made = done(archive, tmp_path / "site")["made"]
    assert set(made) == {
        "report/2024-05-07.txt.html", "indicator/trade.html", "commodity/机电产品.html", "index.html",
    }  # fmt: skip


def test_pages_of_a_removed_report_go(archive: Archive, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done(archive, site)
    archive.remove("2024-03-07.txt")
    found = done(archive, site)
    gone = {"report/2024-03-07.txt.html", "commodity/机电产品.html", "charts/commodity-机电产品-growth.svg"}
    assert gone & set(found["removed"]) >= {"report/2024-03-07.txt.html", "commodity/机电产品.html"}
    assert not (site / "report" / "2024-03-07.txt.html").exists()
    assert "2024-03-07" not in (site / "index.html").read_text("utf-8")


def test_a_page_that_was_changed_or_lost_is_made_again(archive: Archive, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done(archive, site)
    (site / "index.html").write_text("mine")
    (site / "charts" / "partner-东盟-growth.svg").unlink()
    assert set(done(archive, site)["made"]) == {"index.html", "partner/东盟.html"}


def test_a_folder_with_other_things_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(TradekitError, match="holds other things than a site"):
        done(archive, tmp_path)


def test_the_command_says_what_it_did(archive: Archive, tmp_path: Path) -> None:
    asked = ["site", "--archive", str(archive.folder), "--out", str(tmp_path / "site"), "--lang", "zh"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert "8 made, 0 unchanged, 0 removed; open" in result.stdout
    assert "新变化" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_the_recipes_run_as_they_are_written(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parents[1] / "docs" / "sharing.md").read_text("utf-8")
    workflow, cron = (re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("yaml", "cron"))
    steps = yaml.safe_load(workflow)["jobs"]["site"]["steps"]
    said = [*(step.get("run", "") for step in steps), cron.partition("/srv/trade && ")[2]]
    commands = [one for run in said for one in re.findall(r"(?<!\S)tradekit ([a-z][^&\n]*)", run)]
    assert len(commands) == 5
    (tmp_path / "reports").mkdir()
    for day in MONTHS:
        (tmp_path / f"{day}.txt").rename(tmp_path / "reports" / f"{day}.txt")
    monkeypatch.chdir(tmp_path)
    for command in commands:
        done = CliRunner().invoke(main, shlex.split(command))
        assert done.exit_code == 0, (command, done.output)
    assert {"news.md", "news.png", "site"} <= {path.name for path in tmp_path.iterdir()}


def test_what_a_report_holds_is_text(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-13.txt"
    text = "<script>alert(1)</script>外贸\n\n2023年，我国出口<b>23.77万亿元</b>，增长0.6%。\n"
    path.write_text(text, "utf-8")
    archive = Archive(tmp_path / "archive")
    archive.add(path)
    done(archive, tmp_path / "site")
    for page in (tmp_path / "site").rglob("*.html"):
        assert not Links(page.read_text("utf-8")).tags["script"]
