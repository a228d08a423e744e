"""A site made from an archive: what changed is made again, what is gone goes, all else stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from tradekit.archive import Archive
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.model.writing import write_text
from tradekit.publish.fingerprint import fingerprint
from tradekit.publish.pagehtml import LANGUAGES, TEMPLATES
from tradekit.site import contents
from tradekit.site.contents import KINDS, Subject, subjects
from tradekit.tables.fold import records
from tradekit.tables.lede import main_reporter

OWN = Path(__file__).parent / "templates"
RECORD = ".tradekit/site.json"
"""What the pages were made from, beside them."""
CARDS = 60
"""So many reports have a card; older ones stand in a list."""

Files = dict[str, str]
"""The text of files, by their paths in the site."""
Page = tuple[str, str, Callable[[], Files]]
"""A page's path, the digest of what it is made from, and what makes it, with the files that belong to it."""


@dataclass(slots=True)
class Site:
    """What all pages share: the archive and its list, language, title and address, cards that are made."""

    archive: Archive
    lang: str
    title: str
    url: str
    reporter: str
    reports: list[dict[str, Any]]
    subjects: list[Subject]
    reference: pd.DataFrame | None
    base: str
    cards: dict[str, dict[str, str]]

    def page(self, template: str, up: str = "", **values: Any) -> str:
        """A page of a template."""
        shared = {"site": self, "up": up, "lang": LANGUAGES[self.lang], "kinds": KINDS}
        shared |= {"words": labels.frame(self.lang, "site"), "skip": labels.frame(self.lang)["skip"]}
        return str(_environment().get_template(template).render(shared | values))

    def pages(self) -> Iterator[Page]:
        """All pages: reports, subjects, the front with the feed."""
        made_of = {one["report"]: f"{one['report']} {one['digest']}" for one in self.reports}
        for report in self.reports:
            yield report["link"], self.key(report["digest"]), partial(self.report, report)
        for one in self.subjects:
            named = [made_of[report] for report in made_of if report in one.reports]
            yield one.path, self.key(one.name, *named), partial(self.subject, one)
        paths = [one.path for one in self.subjects]
        yield "index.html", self.key(*made_of.values(), *paths), partial(self.front, list(made_of.values()))

    def key(self, *parts: str) -> str:
        """A digest of what a page is made from."""
        return _digest("\0".join((self.base, *parts)))

    def report(self, one: dict[str, Any]) -> Files:
        """The page of a report."""
        body = contents.report_page(self.archive, one["report"], self.lang)
        heading = contents.title_of(one, "", self.lang)
        return {one["link"]: self.page("page.html.j2", "../", heading=heading, report=one, body=body)}

    def subject(self, one: Subject) -> Files:
        """The page of a subject, and its charts."""
        body, pictures = contents.subject_page(self.archive, one, self.reporter, self.lang)
        named = [report for report in self.reports if report["report"] in one.reports]
        heading = one.title(self.lang)
        return {
            one.path: self.page("page.html.j2", "../", heading=heading, body=body, named=named),
            **pictures,
        }

    def front(self, made_of: list[str]) -> Files:
        """The first page and the feed; a card is made once, and again where an older report came or went."""
        known = {one["key"]: one for one in self.cards.values()}
        self.cards = {}
        for at, one in enumerate(self.reports[:CARDS]):
            key = self.key(*made_of[at:])
            made = known.get(key) or contents.card(self.archive, one, self.lang) | {"key": key}
            self.cards[one["report"]] = made
        news = contents.changed(self.archive, self.reference, self.lang)
        cards = list(self.cards.values())
        ids = {one["report"]: uuid5(NAMESPACE_URL, self.url + one["link"]).urn for one in cards}
        return {
            "index.html": self.page("front.html.j2", cards=cards, older=self.reports[CARDS:], news=news),
            "feed.xml": self.page("feed.xml.j2", cards=cards, ids=ids),
        }


def build(
    archive: Archive, out: str | Path, *, lang: str = "en", title: str = "", url: str = "",
    reference: pd.DataFrame | None = None,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Make the site of ``archive`` in the folder ``out``: each page's path and what was done.

    That is ``made``, ``unchanged``, or ``removed``. ``title`` stands above all pages, ``url`` is the address
    at which the site will be (for its feed), ``reference`` the official series beside which the newest report
    is set. Raises :class:`TradekitError` where ``out`` holds other things.
    """
    target = Path(out)
    record = _remembered(target)
    site = _site(archive, labels.check(lang), title, url, reference)
    site.cards = record.get("cards", {})
    before: dict[str, Any] = record.get("pages", {})
    after: dict[str, Any] = {}
    for path, key, make in site.pages():
        there = before.get(path, {"key": "", "files": {}})
        fresh = there["key"] != key or not _as_made(target, there["files"])
        if fresh:
            there = {"key": key, "files": {name: _put(target / name, text) for name, text in make().items()}}
        after[path] = there
        yield path, "made" if fresh else "unchanged"
    kept = {name for one in after.values() for name in one["files"]}
    for name in sorted({name for one in before.values() for name in one["files"]} - kept):
        (target / name).unlink(missing_ok=True)
        yield name, "removed"
    made = json.dumps({"pages": after, "cards": site.cards}, ensure_ascii=False, indent=1)
    write_text(target / RECORD, made)


def _site(archive: Archive, lang: str, title: str, url: str, reference: pd.DataFrame | None) -> Site:
    reports = [one | {"link": contents.page_of(one["report"])} for one in records(archive.reports())]
    if not reports:
        raise TradekitError(f"{archive.folder}: no reports are there yet; tradekit add PATH --archive DIR")
    counts = archive.subjects()
    reporter = main_reporter(counts.loc[counts.index.repeat(counts["count"])])
    base = fingerprint(OWN / "page.html.j2", {"as": [lang, title, url, reporter]}, [OWN, TEMPLATES])
    title = title or labels.frame(lang, "site")["title"]
    found = subjects(archive, reporter)
    return Site(archive, lang, title, url, reporter, reports, found, reference, base, {})


def _remembered(target: Path) -> dict[str, Any]:
    """What was made before; nothing where the record can't be read."""
    try:
        found: dict[str, Any] = json.loads((target / RECORD).read_text("utf-8"))
    except FileNotFoundError:
        if target.is_dir() and any(target.iterdir()):
            raise TradekitError(f"{target}: holds other things than a site; name an empty folder") from None
        return {}
    except ValueError:
        return {}
    return found


def _as_made(target: Path, files: Mapping[str, str]) -> bool:
    try:
        return all(_digest((target / name).read_text("utf-8")) == made for name, made in files.items())
    except (OSError, ValueError):
        return False


def _put(path: Path, text: str) -> str:
    write_text(path, text)
    return _digest(text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    places = FileSystemLoader([OWN, TEMPLATES / "tradekit"])
    escaping = select_autoescape(default=True)
    made = Environment(loader=places, autoescape=escaping, trim_blocks=True, lstrip_blocks=True)
    made.filters["instant"] = _instant
    return made


def _instant(published: str) -> str:
    """A date of publication as Atom writes a moment; the first of what is not said."""
    year, month, day = (*(published or "1970").split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"
