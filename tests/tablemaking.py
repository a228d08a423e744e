"""The reports of ``data/reports`` with tables, of true figures: a release in HTML, a workbook, a PDF.

    python tests/tablemaking.py        # writes them anew

The figures are those of ``data/reference/official.csv``.
"""

from __future__ import annotations

from pathlib import Path

from pdfmaking import Line, pdf

REPORTS = Path(__file__).parents[1] / "data" / "reports"
RELEASE = "2024-07-12-h1-2024-tables.html"
WORKBOOK = "2025-01-13-year-2024-tables.xlsx"
PRINT = "2024-10-14-nine-months-2024-tables.pdf"

HALF = [
    ("进出口总值", "211,688.2", "6.1"),
    ("　　出口总值", "121,298.4", "6.9"),
    ("　　进口总值", "90,389.8", "5.2"),
    ("贸易差额", "30,908.5", "-"),
]
REGIMES = [
    ("一般贸易", "13.76", "5.2", "65.0"),
    ("加工贸易", "3.66", "2.1", "17.3"),
    ("保税物流", "2.96", "16.6", "-"),
    ("跨境电商", "1.25", "13.0", "5.9"),
]
MONTHS = [
    ("1月", 376356483.138, 218622833.6321, 157733649.5059),
    ("3月", 355795901.814, 198691028.8967, 157104872.9173),
    ("6月", 367054282.334, 218713475.5934, 148340806.7406),
    ("9月", 374798362.7203, 216530273.6802, 158268089.0401),
    ("12月", 406696046.3104, 240993599.6537, 165702446.6567),
]
PARTS = [("进出口总值", 43.85, 0.05), ("其中：东盟", 6.99, 0.09), ("共建“一带一路”国家", 22.07, 0.064)]
NINE = [
    ("项目", "1至9月累计", "累计比去年同期±%"),
    ("进出口总值", "323,251.8", "5.3"),
    ("出口总值", "186,147.4", "6.2"),
    ("进口总值", "137,104.4", "4.1"),
    ("机电产品出口", "110,300.0", "8.0"),
]


def release() -> str:
    """A release with prose and two tables."""

    def rows(lines: list[tuple[str, ...]]) -> str:
        return "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)

    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>2024年上半年外贸进出口情况</title></head><body><article>
<h1>2024年上半年外贸进出口情况</h1>
<p>2024-07-12</p>
<p>据海关统计，2024年上半年，我国货物贸易进出口总值21.17万亿元人民币，同比增长6.1%，规模站上21万亿元。</p>
<p>表1　进出口总值（单位：亿元人民币）</p>
<table><thead><tr><th>项目</th><th>1至6月累计</th><th>累计比去年同期±%</th></tr></thead><tbody>
{rows(HALF)}
</tbody></table>
<p>从贸易方式看，一般贸易进出口13.76万亿元，增长5.2%，占我国外贸总值的65%。</p>
<p>表2　按贸易方式分的进出口（单位：万亿元人民币、%）</p>
<table><thead><tr><th>贸易方式</th><th>1至6月累计</th><th>同比</th><th>占比</th></tr></thead><tbody>
{rows(REGIMES)}
</tbody></table>
</article></body></html>
"""


def workbook(path: Path) -> None:
    """A workbook of two sheets: months in stored precision, and partners with growth as percent."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "分月"
    first.append(["2024年进出口商品总值表（分月）"])
    first.append(["", "", "", "单位：万元人民币"])
    first.append(["年月", "进出口", "出口", "进口"])
    for month, *values in MONTHS:
        first.append([f"2024年{month}", *values])
    first.merge_cells("A1:D1")
    second = book.create_sheet("国别")
    second.append(["2024年对主要贸易伙伴进出口", "", ""])
    second.append(["国别（地区）", "进出口（万亿元）", "同比"])
    for line in PARTS:
        second.append(list(line))
    for sheet, form in ((first, "#,##0"), (second, "0.00")):
        for row in sheet.iter_rows(min_row=3):
            for cell in row[1:]:
                cell.number_format = form
    for row in second.iter_rows(min_row=3):
        row[2].number_format = "0.0%"
    book.save(path)


def printed() -> bytes:
    """A page with a paragraph and a table in columns."""
    lines: list[Line] = [
        (180, 790, "2024年前三季度外贸数据"),
        (60, 760, "2024-10-14"),
        (60, 735, "据海关统计，2024年前三季度，我国货物贸易进出口总值32.33万亿元，同比增长5.3%。"),
        (60, 700, "表1 前三季度进出口总值（单位：亿元人民币）"),
    ]
    for at, line in enumerate(NINE):
        for x, cell in zip((60, 300, 460), line, strict=True):
            width = sum(10 if ord(char) > 255 else 5 for char in cell)
            lines.append((x if x == 60 else x + 60 - width, 675 - 18 * at, cell))
    return pdf([lines])


def make(folder: Path) -> None:
    """Write the three reports."""
    (folder / RELEASE).write_text(release(), "utf-8")
    workbook(folder / WORKBOOK)
    (folder / PRINT).write_bytes(printed())


if __name__ == "__main__":
    make(REPORTS)
