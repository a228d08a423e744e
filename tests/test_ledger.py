"""No number is lost: rows and ledger together cover every number of a report, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from known import LEDGER, cases

from tradekit.documents.pages import read, read_text
from tradekit.documents.repair import BLANK
from tradekit.extraction.observe import observe
from tradekit.language.interface import Language, language
from tradekit.language.mentions import Scan
from tradekit.model.observations import LedgerEntry, Observation

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OURS = sorted((ROOT / "data" / "reports").glob("*.txt"))
REAL = sorted([*(SHARED / "corpus").glob("*/*.txt"), *(SHARED / "reports").glob("*.txt")])

CHINESE = re.compile(
    r"百分之[零〇一二两三四五六七八九十百千点]+"
    r"|[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?[多余几]?(?:万亿|亿|万)?"
    r"(?:元|美元|吨|个百分点|倍|个|家|台|辆|年|月|日|天|人|艘|种|项|次|届|公斤|千克)"
)
"""A Chinese numeral with its unit, told without the kit's own patterns."""
QUOTES = str.maketrans("·．・", "...", "“”\"'‘’「」『』《》〈〉＂")

Account = Sequence[Observation | LedgerEntry]


@dataclass(frozen=True)
class Told:
    """A text with its rows and its ledger."""

    text: str
    rows: tuple[Observation, ...]
    ledger: tuple[LedgerEntry, ...]

    @classmethod
    def of(cls, path: Path) -> Told:
        report = read(path)
        return cls(report.text, *observe(report))

    @classmethod
    def passage(cls, text: str, published: str = "2024-05-10") -> Told:
        report = read_text(text, "a.txt", published=published or None)
        return cls(report.text, *observe(report))


def bare(text: str) -> str:
    """Text without white space, quotation marks and full-width forms."""
    return unicodedata.normalize("NFKC", re.sub(BLANK, "", text)).translate(QUOTES)


def faults(told: Told) -> list[str]:
    """Whatever is wrong with the account of a text."""
    covered = [0] * len(told.text)
    found = []
    for start, end in sorted({(row.start, row.end) for row in told.rows}):
        found += [f"two rows overlap at {start}"] if any(covered[start:end]) else []
        covered[start:end] = [1] * (end - start)
    for entry in told.ledger:
        where = slice(entry.start, entry.end)
        found += [f"{entry} is told twice"] if any(covered[where]) else []
        covered[where] = [1] * (entry.end - entry.start)
    for at, char in enumerate(told.text):
        if char.isdecimal() and not covered[at]:
            found.append(f"no account of {told.text[max(0, at - 9) : at + 9]!r}")
    return found


def wrong_places(told: Told) -> list[str]:
    """Rows and entries whose span doesn't cut out the text that they claim."""
    return [
        f"{one.text!r} at {one.start}: {told.text[one.start : one.end]!r}"
        for one in (*told.rows, *told.ledger)
        if not (0 <= one.start < one.end <= len(told.text))
        or bare(told.text[one.start : one.end]) != bare(one.text)
        or bare(one.text) not in bare(one.sentence or one.text)
    ]


def silent(told: Told) -> list[str]:
    """Chinese numerals with a unit that neither a row nor the ledger tells of."""
    spans = [(one.start, one.end) for one in (*told.rows, *told.ledger)]
    return [
        found[0]
        for found in CHINESE.finditer(told.text)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    ]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_own_report_has_its_account(path: Path) -> None:
    told = Told.of(path)
    assert not faults(told)
    assert not wrong_places(told)
    assert not silent(told)


@pytest.mark.skipif(not REAL, reason="the real reports are not beside this checkout")
def test_real_reports_have_their_account() -> None:
    for path in REAL:
        told = Told.of(path)
        assert not faults(told), path.name
        assert not wrong_places(told), path.name


PASSAGES = [
    ("figures and a date", "新华社北京5月9日电 4月份，我国出口2.08万亿元，同比增长5.1%。"),
    ("full width", "新华社北京５月９日电 ４月份，我国出口２．０８万亿元，同比增长５．１％。"),
    ("broken by print", "4月份，我国出口 2 . 08 万亿\n元，同比增长 5 . 1 %。"),
    ("Chinese numerals", "一九九八年一月，全国出口一百二十点四亿美元，增长百分之八点五。"),
    ("three rows of one number", "2023年二、三、四季度，我国进出口均在10万亿元以上。"),
    ("not trade", "一季度国内生产总值29.6万亿元，增长5.3%；居民收入增长6.2%。"),
    ("ordinals and names", "第135届广交会一期展出5.5万平方米，C919飞机、5G手机和3C产品亮相“9·11”展馆。"),
    ("ranks and policies", "会议提出18条措施，我国连续7年保持第一大货物贸易国地位，有30多个自贸协定伙伴。"),
    (
        "a page's edges",
        "第8版 经济\n\n2024年5月10日 星期五\n\n4月份出口增长5.1%。\n\n责编：王一 电话：010-12345678\n",
    ),
    ("no date at all", "出口2.08万亿元，增长5.1%。"),
    ("ranges", "预计全年出口增长2%至4%，下半年加快1—2个百分点。"),
    ("a table", "商品 金额 增长\n机电产品 13.92 2.9\n农产品 0.69 -0.3\n"),
    ("a dateline in Chinese", "新华社北京三月十三日电\n\n今年前两个月，全国出口二百零九点四亿美元。"),
    ("digits before a date", "编号121月12日。"),
    ("bare powers", "去年茶叶出口首破百亿元，近万家企业有进出口实绩，参展商品上千种。"),
    ("idioms", "千方百计稳外贸，一方面扩大出口，一批企业走出去，三资企业和中亚五国的十佳品牌受欢迎。"),
    ("times and shares", "出口增长2.3倍，翻了一番，占比近六成，超过一半。"),
]


@pytest.mark.parametrize(("name", "text"), cases(PASSAGES, LEDGER))
def test_a_passage_has_its_account(name: str, text: str) -> None:
    told = Told.passage(text, "" if name == "no date at all" else "2024-05-10")
    assert not faults(told)
    assert not wrong_places(told)
    assert not silent(told)


REASONS = [
    ("1月12日", "2024年1月12日，会议举行。", "date"),
    ("第三", "我国稳居第三大贸易国。", "ordinal"),
    ("18条", "会议提出18条措施。", "not trade"),
    ("29.6万亿元", "一季度企业研发投入29.6万亿元。", "not trade"),
    ("7天", "会议用时7天。", "duration"),
]


@pytest.mark.parametrize(("number", "text", "reason"), REASONS)
def test_the_ledger_says_why(number: str, text: str, reason: str) -> None:
    told = Told.passage(text)
    assert not told.rows
    assert [one.reason for one in told.ledger if number[-2:] in one.text or number in one.text] == [reason]


@pytest.mark.parametrize(
    ("text", "scanned"),
    [
        ("外贸回稳向好。", False),
        ("气温降到3度，候鸟来了3000只。", False),
        ("4月份，我国出口增长3%。", True),
        ("一季度企业贷款29.6万亿元。", True),
        ("Trade is picking up.", False),
        ("The 3 of them ran 20 kilometres in the rain.", False),
        ("Exports rose 3 percent in May from a year earlier.", True),
        ("Consumer prices rose 3 percent in May from a year earlier.", True),
    ],
)
def test_what_can_hold_no_figure_is_not_scanned_for_rows(
    text: str, scanned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    for tongue in (type(language("zh")), type(language("en"))):
        monkeypatch.setattr(tongue, "scan", _counted(tongue.scan, seen))
    report = read_text(text, "a.txt", published="2024-05-10")
    rows = observe(report, ledger=False)[0]
    assert bool(seen) is scanned is bool(rows)
    assert observe(report)[0] == rows


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_rows_are_the_same_without_the_ledger(path: Path) -> None:
    report = read(path)
    assert observe(report, ledger=False)[0] == observe(report)[0]


def _counted(scan: Callable[..., Scan], seen: list[str]) -> Callable[..., Scan]:
    def counted(tongue: Language, text: str, *more: object) -> Scan:
        seen.append(text)
        return scan(tongue, text, *more)

    return counted
