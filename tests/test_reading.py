"""Whatever a user has is read, or named with the reason."""

from __future__ import annotations

import base64
import gzip
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfmaking import Line, pdf

from tradekit.documents import reading
from tradekit.documents.pages import read, read_each, read_text
from tradekit.documents.reading import Skipped, decode, find
from tradekit.extraction.observe import observe
from tradekit.model.errors import TradekitError
from tradekit.model.report import Report

PAGE = (Path(__file__).parent / "cases" / "reading" / "page.html").read_text(encoding="utf-8")
STORY = (
    "前三季度进出口增长5.3%\n\n新华社北京10月14日电（记者张三）海关总署14日发布的数据显示，今年前三季度，我国货物贸易"
    "进出口总值32.33万亿元，同比增长5.3%。\n其中，出口18.62万亿元，增长6.2%；进口13.71万亿元，增长4.1%。\n"
)
TRADITIONAL = (
    "前三季度進出口增長5.3%\n\n今年前三季度，貨物貿易進出口總值32.33萬億元，同比增長5.3%，出口增長6.2%。\n"
)

ENCODINGS = [
    (STORY, "utf-8"),
    (STORY, "utf-8-sig"),
    (STORY, "utf-16"),
    (STORY, "utf-16-le"),
    (STORY, "utf-16-be"),
    (STORY, "gb18030"),
    (STORY, "gbk"),
    (TRADITIONAL, "utf-8"),
    (TRADITIONAL, "big5"),
    (TRADITIONAL, "gb18030"),
    (TRADITIONAL, "utf-16"),
]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(("text", "encoding"), ENCODINGS)
def test_text_in_each_encoding(text: str, encoding: str, packed: bool, tmp_path: Path) -> None:
    data = text.encode(encoding)
    path = tmp_path / ("report.txt" + ".gz" * packed)
    path.write_bytes(gzip.compress(data) if packed else data)
    assert decode(path) == text
    assert read(path).articles[0].headline is not None


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("GB18030", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("utf-16", "utf-8"),
        ("none-such", "gb18030"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".htm.gz"])
def test_web_page(declared: str, encoding: str, suffix: str, tmp_path: Path) -> None:
    data = PAGE.replace("CHARSET", declared).encode(encoding)
    path = tmp_path / f"page{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    article = read(path).articles[0]
    assert article.headline is not None
    assert article.headline.text == "前三季度进出口增长5.3%"
    assert (article.published, article.published_from) == ("2024-10-15", "header")
    assert article.dateline == "新华社北京10月14日电（记者张三）"
    assert article.body.text.startswith("海关总署14日发布的数据显示")
    assert article.body.text.endswith("推动外贸提质增效。")
    assert not re.search("首页|ICP|99%|热门", read(path).text)


def test_tables_of_a_web_page_are_rows(tmp_path: Path) -> None:
    rows = (("类别", "亿元"), ("机电产品", "110300"), ("农产品", "5300"))
    table = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("<p>　　其中", f"<table>{table}</table><p>其中"), encoding="utf-8")
    lines = read(path).text.splitlines()
    assert ["\t".join(row) for row in rows] == lines[lines.index("类别\t亿元") :][:3]


def test_web_page_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE.replace("CHARSET", "utf-8"), encoding="utf-8")
    assert read(path).articles[0].body.text.startswith("海关总署14日发布的数据显示")


def test_web_archive(tmp_path: Path) -> None:
    body = base64.encodebytes(PAGE.replace("CHARSET", "gb2312").encode("gb18030")).decode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\n'
    part = "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n"
    path = tmp_path / "page.mhtml"
    path.write_text(f"{head}{part}{body}\n--B--\n", encoding="ascii")
    assert "进口13.71万亿元" in read(path).articles[0].body.text


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "# 前三季度进出口增长5.3%\n\n今年前三季度，进出口**32.33**万亿元，[出口](https://example.org/9)18.62万亿元。\n\n"
        "- 进口`13.71`万亿元。\n\n| 类别 | 亿元 |\n|---|---:|\n| 机电产品 | 110300 |\n",
        encoding="utf-8",
    )
    report = read(path)
    assert report.text == path.read_text(encoding="utf-8")
    article = report.articles[0]
    assert article.headline is not None
    assert article.headline.text == "前三季度进出口增长5.3%"
    assert article.body.text.split("\n")[:2] == [
        "今年前三季度，进出口32.33万亿元，出口18.62万亿元。",
        "进口13.71万亿元。",
    ]
    start = article.body.text.index("32.33万亿元")
    assert report.text[slice(*article.body.span(start, start + 8))] == "32.33**万亿元"


COLUMN = (
    "今年前三季度，我国货物贸易进出口总值32.33万亿元，同比增长5.3%，规模首次在同期突破32万亿元。"
    "其中，出口18.62万亿元，增长6.2%；进口13.71万亿元，增长4.1%。",
    "前三季度，机电产品出口11.03万亿元，增长8%，占出口总值的59.3%。其中，汽车、船舶出口分别增长22.5%、94.9%。",
    "民营企业进出口17.78万亿元，增长9.4%，占进出口总值的55%，比去年同期提升2.1个百分点。",
)


def printed(width: int = 18) -> list[str]:
    """The paragraphs as a narrow column prints them."""
    lines = []
    for paragraph in COLUMN:
        text = "　　" + paragraph
        lines += [text[i : i + width] for i in range(0, len(text), width)]
    return lines


@pytest.mark.parametrize("order", ["by column", "by row"])
def test_pdf_columns(order: str, tmp_path: Path) -> None:
    lines = printed()
    half = (len(lines) + 1) // 2
    left: list[Line] = [(60, 700 - 14 * i, line) for i, line in enumerate(lines[:half])]
    right: list[Line] = [(300, 700 - 14 * i, line) for i, line in enumerate(lines[half:])]
    drawn = left + right
    if order == "by row":
        drawn.sort(key=lambda line: (-line[1], line[0]))
    title: Line = (200, 760, "前三季度进出口增长5.3%")
    path = tmp_path / "2024-10-15.pdf"
    path.write_bytes(pdf([[title, *drawn, (290, 30, "3")]]))
    article = read(path).articles[0]
    assert article.headline is not None
    assert article.headline.text == title[2]
    assert article.body.text.split("\n") == list(COLUMN)
    report = read_text("\n".join([title[2], "", *COLUMN]), "2024-10-15.txt")
    assert figures(read(path)) == figures(report) != []


def figures(report: Report) -> list[dict[str, object]]:
    """The rows of a report without their places."""
    places = {"report", "start", "end", "sentence"}
    return [{k: v for k, v in row._asdict().items() if k not in places} for row in observe(report)[0]]


def bad(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


BAD = {
    "empty": (bad("a.txt", b""), "empty"),
    "only spaces": (bad("a.txt", b" \n\t\r\n "), "empty"),
    "only marks no one sees": (bad("a.txt", "\u200b\u202e\ufeff".encode()), "no text"),
    "only a byte order mark": (bad("a.txt", b"\xef\xbb\xbf"), "no text"),
    "binary": (bad("a.txt", bytes(range(256)) * 40), "text"),
    "zeros": (bad("a.txt", bytes(4000)), "binary|no text"),
    "picture": (bad("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)), "picture.*OCR"),
    "Word": (bad("a.docx", b"PK\x03\x04" + bytes(100)), "Word"),
    "broken UTF-8": (bad("a.txt", STORY.encode()[:-5] + b"\xff\n"), "byte .*line 4"),
    "cut UTF-8": (bad("a.txt", STORY.encode()[:40]), "broken utf-8"),
    "odd UTF-16": (bad("a.txt", STORY.encode("utf-16") + b"\n"), "broken utf-16"),
    "broken workbook": (bad("a.xls", b"\xd0\xcf\x11\xe0 garbage"), "can.t be opened"),
    "notebook": (bad("a.ipynb", b"{}"), ".ipynb is no report"),
    "encrypted PDF": (bad("a.pdf", pdf([[(50, 700, "出口增长。")]], encrypt=True)), "encrypted"),
    "picture PDF": (bad("a.pdf", pdf([[]])), "OCR"),
    "broken PDF": (bad("a.pdf", b"%PDF-1.5\ngarbage"), "broken PDF"),
    "broken gzip": (bad("a.gz", gzip.compress(b"a" * 999)[:-9]), "gzip"),
    "gzip bomb": (bad("a.txt.gz", gzip.compress(bytes(reading.MOST_BYTES + 9))), "unpacks to more.*split"),
    "web page without article": (bad("a.html", b"<html><body></body></html>"), "no article"),
    "too long": (bad("a.txt", b"a " * (reading.MOST_CHARACTERS // 2 + 1)), "million characters.*split"),
    "not there": (lambda folder: folder / "none.txt", "no such file"),
    "folder": (lambda folder: folder, "folder"),
    "name with a zero": (lambda folder: folder / "a\0.txt", "null|embedded|path"),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_bad_input_is_named(make: Callable[[Path], Path], message: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(TradekitError, match=message) as error:
        read(path)
    assert str(error.value).startswith(str(path))


def test_large_files_are_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(TradekitError, match="200 MB"):
        decode(path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights bind no one here")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("出口增长。", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(TradekitError, match="permission"):
        decode(path)


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("出口增长。", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TradekitError, match="no permission"):
        decode(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(TradekitError, match="no regular file"):
        decode(path)


@pytest.mark.parametrize("module", ["pypdfium2", "trafilatura"])
def test_a_missing_extra_is_named(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("tradekit.documents.apart.has_limits", True)
    pdf_wanted = module == "pypdfium2"
    path = tmp_path / ("a.pdf" if pdf_wanted else "a.html")
    path.write_bytes(pdf([[(50, 700, "出口。")]]) if pdf_wanted else b"<html></html>")
    with pytest.raises(TradekitError, match=r"tradekit-figures\[(pdf|html)\]"):
        decode(path)


STRANGE = {
    "control characters": ("出口\x07增长\x1b[31m5%。", "出口增长[31m5%。"),
    "right-to-left override": ("出口\u202e增长\u202c5%。", "出口增长5%。"),
    "lone carriage returns": ("出口增长5%。\r进口下降。\r", "出口增长5%。\n进口下降。"),
    "form feed": ("出口增长5%。\f进口下降。", "出口增长5%。\n进口下降。"),
}


@pytest.mark.parametrize(("written", "body"), STRANGE.values(), ids=STRANGE)
def test_strange_characters(written: str, body: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(written.encode())
    assert read(path).articles[0].body.text == body


@pytest.mark.skipif(sys.platform != "linux", reason="names are text here")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text("出口增长。", encoding="utf-8")
    assert read(path).name == "\\udcff.txt"


def test_half_a_character_is_named() -> None:
    with pytest.raises(TradekitError, match="character 2 is half"):
        read_text("出口\ud83d增长。")


@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".html", ".pdf", ".gz", ".mhtml"]))
def test_any_bytes_make_a_report_or_an_error_that_names_the_file(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        try:
            assert read(path).text
        except TradekitError as error:
            assert str(path) in str(error)


def test_find(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden/x.txt", "b/.y.txt", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = ["a.txt", "b/10.txt", "b/2.txt", "c.md"]
    assert [path.relative_to(tmp_path).as_posix() for path in find(tmp_path)] == names
    assert find([tmp_path / "c.md", tmp_path, tmp_path / "a.txt"])[0] == tmp_path / "c.md"
    assert len(find([tmp_path / "c.md", tmp_path])) == 4


def test_a_folder_is_read_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, make in (("c.txt", "binary"), ("b.pdf", "broken PDF"), ("d.gz", "zeros"), ("a.txt", "empty")):
        BAD[make][0](tmp_path).rename(tmp_path / name)
    for name in ("e.txt", "f.txt", "g.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    (tmp_path / "h.txt").symlink_to(tmp_path / "none.txt")
    found = find(tmp_path)
    monkeypatch.setattr("tradekit.documents.pages.find", lambda *_: found)
    (tmp_path / "f.txt").unlink()
    skipped: list[Skipped] = []
    reports = list(read_each(tmp_path, skipped=skipped))
    assert [report.name for report in reports] == ["e.txt", "g.txt"]
    assert [problem.path.name for problem in skipped] == [
        "a.txt",
        "b.pdf",
        "c.txt",
        "d.gz",
        "f.txt",
        "h.txt",
    ]
    assert all(str(problem).startswith(str(problem.path)) for problem in skipped)


def test_find_names_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").touch()
    for path, message in ((tmp_path / "none", "no such"), (tmp_path / "empty", "no file in this folder")):
        with pytest.raises(TradekitError, match=message):
            find([path])
    skipped: list[Skipped] = []
    assert find([tmp_path / "none", tmp_path / "a.txt", tmp_path / "empty"], skipped) == [tmp_path / "a.txt"]
    assert [problem.path.name for problem in skipped] == ["none", "empty"]
