"""Bytes become text: UTF-8, UTF-16, GB18030 and Big5, declared or recognised."""

from __future__ import annotations

import codecs
import re
from functools import cache

from tradekit.language.zh.newsprint import COMMONEST
from tradekit.model.errors import TradekitError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "x-x-big5"), "cp950"),
    "big5-hkscs": "big5hkscs",
    "hz-gb-2312": "hz",
    **dict.fromkeys(("utf-8", "utf8", "us-ascii"), "utf-8"),
}
"""The encodings that a page may declare; any other is recognised instead."""
_GUESSED = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")
_USUAL = 0.7
"""The share of a text's characters that are usual ones, at least."""
_SAMPLE = 1 << 16
_ZEROS = 0.005
_WIDE = 8
"""So many characters tell UTF-8 from an encoding that a page declares by mistake."""
_STRANGE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ue000-\uf8ff]")
_MOST_STRANGE = 0.02
"""The share of control, private and replacement characters beyond which bytes are no text."""
_BROKEN = 0.02
"""Bytes with this share of faults at most are broken UTF-8, and no other encoding."""
_NARROW = bytes(range(0xE0))
"""What begins no character of three bytes or more in UTF-8."""


def text_of(data: bytes, name: str, declared: str = "") -> str:
    """The text that ``data`` encodes.

    A byte order mark decides, then whether the bytes are UTF-8, then the ``declared`` encoding; else GB18030,
    Big5 or UTF-16 is recognised by what it would mean. Raises ``TradekitError`` with
    ``name`` where the bytes are no text, or their encoding is broken.

    >>> text_of("出口增长".encode("utf-16"), "a.txt")
    '出口增长'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_decode(data[len(mark) :], encoding, name), name)
    for encoding in _candidates(data, declared):
        try:
            return _checked(data.decode(encoding), name)
        except UnicodeDecodeError:
            continue
    if _almost_utf8(data):
        _decode(data, "utf-8", name)
    return _checked(_decode(data, _recognised(data, name), name), name)


def _candidates(data: bytes, declared: str) -> list[str]:
    """The encodings to try before one is recognised.

    Bytes of many characters that are UTF-8 are nothing else, whatever they declare; bytes with zeros are
    UTF-16, if they are text.
    """
    if data.count(0) > _ZEROS * len(data):
        return []
    named = _DECLARED.get(declared.strip().lower(), "")
    wide = len(data[:_SAMPLE].translate(None, _NARROW))
    return [encoding for encoding in (["utf-8", named] if wide > _WIDE else [named, "utf-8"]) if encoding]


def _recognised(data: bytes, name: str) -> str:
    """The encoding in which most characters are usual ones: bytes read in another give rare ones."""
    shares = {}
    for encoding in _GUESSED:
        sample = data[:_SAMPLE].decode(encoding, "replace")
        shares[encoding] = sum(map(_usual().__contains__, sample)) / len(sample)
    best = max(shares, key=shares.__getitem__)
    if shares[best] < _USUAL:
        raise TradekitError(f"{name}: no text in an encoding that is known here; save it as UTF-8 text")
    return best


@cache
def _usual() -> frozenset[str]:
    """The marks and the commonest characters of GB2312 and Big5 (their first levels), and Latin text."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    levels = {"gb2312": (0xA1, 0xA3, *range(0xB0, 0xD8)), "cp950": (0xA1, *range(0xA4, 0xC7))}
    return frozenset(" \t\r\n\f‘’“”–—…€£°é\xa0").union(
        map(chr, range(0x21, 0x7F)),
        *(
            bytes([lead, trail]).decode(encoding, "ignore")
            for encoding, leads in levels.items()
            for lead in leads
            for trail in trails
        ),
    )


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, encoding, error.start, name) from None


def _broken(data: bytes, encoding: str, at: int, name: str) -> TradekitError:
    line = data.count(b"\n", 0, at) + 1
    return TradekitError(
        f"{name}: broken {encoding} text: byte {at} (line {line}) belongs to no character; "
        "open it in an editor, mend it and save it as UTF-8"
    )


def _almost_utf8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are UTF-8 but for a few faults."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    faults = sample.count("\ufffd")
    wide = sum(map(sample.count, COMMONEST))
    return faults <= max(1, _BROKEN * len(sample)) and wide > faults


def _checked(text: str, name: str) -> str:
    """``text`` if it is one, and no bytes that happen to decode."""
    sample = text[:_SAMPLE]
    if len(_STRANGE.findall(sample)) > _MOST_STRANGE * len(sample) + 1:
        raise TradekitError(f"{name}: a binary file, no text; give text, Markdown, HTML or PDF")
    return text
