"""A small PDF made by hand: Chinese lines at given places, with a text layer and no font inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Line = tuple[float, float, str]
"""x and y of the line's left end in points, from the page's lower left corner, and its text."""


def pdf(pages: Sequence[Iterable[Line]], size: float = 10, encrypt: bool = False) -> bytes:
    """A PDF of A4 pages, each with its lines drawn in the order given."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]>>]>>"
    )
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids = []
    for lines in pages:
        drawn = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, text in lines
        ).encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % len(objects)
            + b"/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _file(objects, encrypt)


def _file(objects: Sequence[bytes], encrypt: bool) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O<%s>/U<%s>>>" % (
        b"00" * 32,
        b"11" * 32,
    )
    out += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(places) + 1, lock if encrypt else b"")
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
