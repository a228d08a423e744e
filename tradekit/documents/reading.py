"""A path becomes the text of a report, or an error that says what is in the way."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradekit.documents import apart
from tradekit.documents.corrections import is_report
from tradekit.documents.formats.encodings import text_of
from tradekit.documents.formats.textgrids import text_grids
from tradekit.documents.formats.workbooks import delimited
from tradekit.documents.grids import Loaded
from tradekit.model.errors import TradekitError

MOST_BYTES = 64 << 20
"""No file of a report is larger than this, compressed or not."""
MOST_CHARACTERS = 4_000_000
"""No report's text is longer than this."""

_OTHERS = {
    b"{\\rtf": "an RTF file; save it as text, HTML or PDF",
    b"\x89PNG": "a picture; put it through text recognition (OCR) first",
    b"\xff\xd8\xff": "a picture; put it through text recognition (OCR) first",
    b"GIF8": "a picture; put it through text recognition (OCR) first",
    b"II*\x00": "a picture; put it through text recognition (OCR) first",
    b"MM\x00*": "a picture; put it through text recognition (OCR) first",
    b"SQLite format": "a database, no report",
    b"PAR1": "a table, no report",
    b"\x7fELF": "a program, no report",
}
_DATA = (".json", ".jsonl", ".ipynb", ".parquet", ".xml", ".yaml", ".yml", ".toml")
_CODE = (".py", ".js", ".css", ".sh", ".bat")
_VALUES = (".csv", ".tsv")
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKDOWN = (".md", ".markdown")
_WEB = (".html", ".htm", ".xhtml", ".shtml")
_ARCHIVE = (".mht", ".mhtml")
_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_SEEN = re.compile(r"[^\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no report, and why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return self.reason


def decode(path: str | Path) -> str:
    """The text of the report at ``path``: of a text file as it stands there, no line break or space changed;
    of a web page the article; of a PDF its text layer in reading order; of a workbook its sheets, row by row.

    Text and Markdown may be UTF-8, UTF-16, GB18030 or Big5, and each format may be compressed with gzip.
    Raises ``TradekitError``, which names the file and what to do, for whatever can't be
    read.
    """
    return load(path).text


def load(path: str | Path) -> Loaded:
    """The text of the report at ``path`` (:func:`decode`) and its tables."""
    path = Path(path)
    data = _bytes(path)
    suffix = path.suffix.lower()
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data, path)
        suffix = path.with_suffix("").suffix.lower()
    if not data.strip():
        raise TradekitError(f"{path}: the file is empty; give a report with text")
    loaded = _loaded(data, suffix, str(path))
    text = loaded.text
    if not _SEEN.search(text):
        raise TradekitError(f"{path}: the file holds no text; give a report with text")
    if len(text) > MOST_CHARACTERS:
        most = f"and a report has {MOST_CHARACTERS / 1e6:.0f} at most"
        raise TradekitError(f"{path}: {len(text) / 1e6:.1f} million characters, {most}; split it")
    return loaded


def is_markdown(path: str | Path) -> bool:
    """Whether the file's name says that it is Markdown."""
    return Path(path).name.lower().removesuffix(".gz").endswith(_MARKDOWN)


def find(paths: str | Path | Iterable[str | Path], skipped: list[Skipped] | None = None) -> list[Path]:
    """The files that ``paths`` name: files as they are, folders with all that is in them, in order of name.

    Hidden files and folders are left out, and no file stands there twice. A path that is not there, a folder
    that can't be opened or holds no file raises ``TradekitError``; where a list
    ``skipped`` is given, it is added to that instead, and the rest goes on.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    files: dict[Path, None] = {}
    for one in map(Path, given):
        try:
            if one.is_dir():
                files.update(dict.fromkeys(_inside(one, skipped)))
            elif one.exists():
                files[one] = None
            else:
                raise TradekitError(f"{one}: there is no such file or folder")
        except TradekitError as error:
            if skipped is None:
                raise
            skipped.append(Skipped(one, str(error)))
    return list(files)


def names_of(paths: str | Path | Iterable[str | Path], files: Sequence[Path]) -> list[str]:
    """What each of ``files``, found in ``paths``, is called: its path below the folder that was given.

    Where two would have one name, the folder's own name stands before it.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    folders = [one for one in map(Path, given) if one.is_dir()]
    bases = [next((one for one in folders if one in file.parents), file.parent) for file in files]
    while True:
        names = [file.relative_to(base).as_posix() for file, base in zip(files, bases, strict=True)]
        twice = {name for name, count in Counter(names).items() if count > 1}
        wider = [base.parent if name in twice else base for name, base in zip(names, bases, strict=True)]
        if wider == bases:
            return [name.encode("utf-8", "backslashreplace").decode() for name in names]
        bases = wider


def _inside(folder: Path, skipped: list[Skipped] | None) -> list[Path]:
    def closed(error: OSError) -> None:
        place = Path(error.filename or folder)
        problem = TradekitError(f"{place}: {error.strerror}; give the right to open it, or leave it out")
        if skipped is None or place == folder:
            raise problem
        skipped.append(Skipped(place, str(problem)))

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(place, name).is_symlink()]
        files += [Path(place, name) for name in names + links if is_report(name)]
    if not files:
        raise TradekitError(f"{folder}: no file in this folder; give files or folders of reports")
    return sorted(files)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise TradekitError(f"{path}: a folder that is not opened, or a link to one; give it by itself")
        if path.exists() and not path.is_file():
            raise TradekitError(f"{path}: no regular file; give a report")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise TradekitError(f"{path}: there is no such file; give the path of a report") from None
    except PermissionError:
        raise TradekitError(f"{path}: no permission to read it; give the right to, or leave it out") from None
    except (OSError, ValueError) as error:
        raise TradekitError(f"{path}: {error}; give the path of a report") from error
    return _small(data, path, size)


def _small(data: bytes, path: Path, size: int) -> bytes:
    if len(data) <= MOST_BYTES:
        return data
    held = f"{size / 2**20:.0f} MB" if size > MOST_BYTES else "it unpacks to more"
    raise TradekitError(f"{path}: {held}, and a report has {MOST_BYTES >> 20} MB at most; split it")


def _unpacked(data: bytes, path: Path) -> bytes:
    """Gzip undone, up to the size of a report, so that no file can blow up."""
    import io

    try:
        with gzip.open(io.BytesIO(data)) as file:
            return _small(file.read(MOST_BYTES + 1), path, 0)
    except (OSError, EOFError, zlib.error) as error:
        raise TradekitError(f"{path}: broken gzip file ({error}); pack it anew") from error


def _is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF does, or has its end too where something stands before it; not in words."""
    ended = b"%%EOF" in data[-2048:] and b"endobj" in data
    return data.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-") or (ended and b"%PDF-" in data[:1024])


def _is_web_page(data: bytes) -> bool:
    """Whether ``data`` begins like HTML."""
    return _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def _loaded(data: bytes, suffix: str, name: str) -> Loaded:
    for start, message in _OTHERS.items():
        if data.startswith(start):
            raise TradekitError(f"{name}: {message}")
    if data.startswith(_BOOKS):
        return apart.read("workbooks", "workbook", data, name)
    if _is_pdf(data):
        return apart.read("pdf", "pdf_text", data, name)
    if suffix in _DATA + _CODE:
        raise TradekitError(f"{name}: {suffix} is no report; give text, Markdown, HTML, PDF or a table")
    if suffix in _ARCHIVE:
        return apart.read("web", "archive_text", data, name)
    if suffix in _WEB or _is_web_page(data):
        return apart.read("web", "web_text", data, name)
    if suffix in _VALUES:
        return delimited(text_of(data, name), name, suffix)
    return with_grids(text_of(data, name))


def with_grids(text: str) -> Loaded:
    """A text and the tables that stand in it."""
    return Loaded(text, text_grids(text))
