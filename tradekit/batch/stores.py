"""Where files are read from and parts written to: a folder of this machine, or any fsspec address."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any
from uuid import uuid4
from zlib import crc32

from tradekit.documents.corrections import beside, is_report
from tradekit.model.errors import TradekitError
from tradekit.model.writing import whole


@dataclass(frozen=True, slots=True)
class File:
    """A file of a store: its path below the root (with ``/``), its size in bytes, and a mark.

    The mark changes when the file does, or what was set right in it by hand: the time of its last change, or
    the version that a remote store names.
    """

    name: str
    size: int
    mark: str


def store(address: str | Path) -> Store:
    """The store at ``address``: a path, or an fsspec address such as ``s3://bucket/folder``.

    Raises :class:`TradekitError` where fsspec, or what it needs for the address, is not installed.

    >>> store("reports").files
    <bound method LocalStore.files of LocalStore(root=...reports'))>
    """
    if "://" not in str(address):
        return LocalStore(Path(os.path.abspath(address)))
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise TradekitError(f"{address}: needs fsspec: pip install 'tradekit-figures[dask]'") from None
    try:
        _, root = url_to_fs(str(address))
    except (ImportError, ValueError) as error:
        raise TradekitError(f"{address}: {error}") from error
    return RemoteStore(str(address), root.rstrip("/"))


@dataclass(frozen=True)
class LocalStore:
    """A folder of this machine."""

    root: Path

    @property
    def address(self) -> str:
        """The absolute path."""
        return str(self.root)

    def files(self) -> Iterator[File]:
        """Every file in order of path, one folder in memory at a time; what can't be opened too."""
        return self._inside(self.root, "")

    def _inside(self, folder: Path, above: str) -> Iterator[File]:
        try:
            with os.scandir(folder) as entries:
                ordered = sorted((one for one in entries if is_report(one.name)), key=lambda one: one.name)
        except OSError as error:
            if above:
                yield File(above.rstrip("/"), 0, "")
                return
            raise TradekitError(f"{folder}: {error.strerror}; give a folder that can be opened") from error
        for entry in ordered:
            if entry.is_dir(follow_symlinks=False):
                yield from self._inside(Path(entry.path), f"{above}{entry.name}/")
            else:
                yield _file(above + entry.name, Path(entry.path))

    def names(self, folder: str) -> list[str]:
        """The names in ``folder``."""
        place = self.root / folder
        return sorted(os.listdir(place)) if place.is_dir() else []

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """The file itself."""
        yield self.root / name

    def open(self, name: str) -> IO[bytes]:
        """The file, to be read."""
        return (self.root / name).open("rb")

    def put(self, name: str, data: bytes) -> None:
        """Write beside the target, then rename."""
        with whole(self.root / name) as part:
            part.write_bytes(data)

    def remove(self, name: str) -> None:
        """Remove the file."""
        (self.root / name).unlink(missing_ok=True)


def _file(name: str, path: Path) -> File:
    """A file as it is now; reading tells what is in the way of one that is gone, or none."""
    try:
        found = path.stat()
    except OSError:
        return File(name, 0, "")
    by_hand = repr(beside(path) or "")
    return File(name, found.st_size if path.is_file() else 0, f"{found.st_mtime_ns}{crc32(by_hand.encode())}")


_MARKS = (
    "ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated",
    "created",
)  # fmt: skip


@dataclass(frozen=True)
class RemoteStore:
    """A folder at an fsspec address; ``root`` is its path within the file system."""

    url: str
    root: str

    @property
    def address(self) -> str:
        """The address as given."""
        return self.url

    @cached_property
    def _system(self) -> Any:
        from fsspec.core import url_to_fs

        return url_to_fs(self.url, use_listings_cache=False)[0]

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if self.root else name

    def files(self) -> Iterator[File]:
        """Every file in order of path, one folder in memory at a time."""
        return self._inside("")

    def _inside(self, folder: str) -> Iterator[File]:
        for name, found in self._listed(folder):
            if not is_report(name):
                continue
            if found["type"] == "directory":
                yield from self._inside(f"{folder}{name}/")
            else:
                yield File(f"{folder}{name}", int(found.get("size") or 0), _mark(found))

    def _listed(self, folder: str) -> list[tuple[str, Mapping[str, Any]]]:
        path = self._path(folder).rstrip("/")
        try:
            listed = self._system.ls(path, detail=True)
        except OSError as error:
            raise TradekitError(f"{self.url}/{folder}: {error}; give a folder that can be opened") from error
        own = [one for one in listed if one["name"].rstrip("/").removeprefix("/") != path.removeprefix("/")]
        return sorted((PurePosixPath(one["name"]).name, one) for one in own)

    def names(self, folder: str) -> list[str]:
        """The names in ``folder``."""
        if not self._system.exists(self._path(folder)):
            return []
        return [name for name, _ in self._listed(f"{folder}/")]

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """A copy in a temporary folder."""
        with tempfile.TemporaryDirectory(prefix="tradekit-") as folder:
            copy = Path(folder, PurePosixPath(name).name)
            self._system.get_file(self._path(name), str(copy))
            yield copy

    def open(self, name: str) -> IO[bytes]:
        """The file, to be read."""
        opened: IO[bytes] = self._system.open(self._path(name), "rb")
        return opened

    def put(self, name: str, data: bytes) -> None:
        """Write under another name, then move."""
        target = PurePosixPath(self._path(name))
        part = f"{target.parent}/.{target.stem}-{uuid4().hex}{target.suffix}"
        self._system.makedirs(str(target.parent), exist_ok=True)
        self._system.pipe_file(part, data)
        self._system.mv(part, str(target))

    def remove(self, name: str) -> None:
        """Remove the file."""
        self._system.rm_file(self._path(name))


def _mark(found: Mapping[str, Any]) -> str:
    return next((str(found[key]) for key in _MARKS if found.get(key)), "")


Store = LocalStore | RemoteStore
"""A folder, wherever it stands; names are paths below its root, with ``/``."""
