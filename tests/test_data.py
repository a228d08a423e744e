"""The project's own data: reports, their gold rows, the official series, the single sentences."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tradekit.documents.reading import decode
from tradekit.language import labels
from tradekit.model.observations import COLUMNS, key_of
from tradekit.model.schema import COLUMN, KEY

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "data" / "reports"
NEEDED = {one for one in KEY if COLUMN[one].default is None}
NAMED = ("reporter", "commodity", "partner", "enterprise", "regime")
GOLD = ROOT / "tests" / "cases" / "reports"
FILES = {path.stem: path for path in sorted(REPORTS.iterdir())}
NAMES = sorted(FILES)

CODES = {
    "flow": {"trade", "export", "import", "balance"},
    "measure": {"value", "volume", "quantity", "price", "count"},
    "statistic": {
        "level",
        "growth",
        "share",
        "contribution",
        "level_change",
        "growth_change",
        "share_change",
    },
    "bound": {"=", "~", ">=", "<="},
    "status": {"actual", "preliminary", "forecast", "target"},
    "currency": {"", "CNY", "USD", "EUR", "HKD", "JPY", "GBP"},
    "regime": {
        "",
        "一般贸易",
        "加工贸易",
        "来料加工",
        "进料加工",
        "保税物流",
        "跨境电商",
        "市场采购",
        "边境小额贸易",
        "对外承包工程",
    },
    "enterprise": {"", "民营企业", "外商投资企业", "国有企业", "集体企业", "私营企业", "其他企业"},
}
MONTH = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"
DAY = MONTH + r"-(?:0[1-9]|[12]\d|3[01])"
YEAR = r"(?:19|20)\d\d"
PERIOD = re.compile(
    rf"{YEAR}|{YEAR}-(?:H[12]|Q[1-4])|{MONTH}|{MONTH}/{MONTH}|{YEAR}/{YEAR}|{DAY}|{DAY}/{DAY}"
)
BASIS = re.compile(rf"|yoy|mom|qoq|avg|since:(?:{PERIOD.pattern})")
SHORTER = re.compile(r"(\d{4})-(?:01/\1-(?:03|06|12)|(?:04/\1-06|07/\1-09|10/\1-12|07/\1-12))")


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def _fold(column: str, name: str) -> str:
    """A name in English by its Chinese one, a code as it is."""
    return labels.fold(column, name) if column in NAMED else name


def wrong_codes(row: dict[str, Any]) -> list[str]:
    """The columns of a row that hold something the contract doesn't know."""
    wrong = [
        f for f, codes in CODES.items() if f in row and not {_fold(f, m) for m in members(row[f])} <= codes
    ]
    if row.get("indicator", "trade") != "trade":
        wrong = [f for f in wrong if f not in ("flow", "enterprise")] + ["flow"] * bool(row["flow"])
    periods = members(row["period"])
    wrong += ["period"] * (not all(PERIOD.fullmatch(p) and not SHORTER.fullmatch(p) for p in periods))
    wrong += ["basis"] * ("basis" in row and not all(BASIS.fullmatch(b) for b in members(row["basis"])))
    level = row.get("statistic") in ("level", "share", "contribution")
    wrong += ["basis"] * (row.get("basis", "") != "" and level)
    return wrong


def test_at_least_ten_reports_each_with_its_rows() -> None:
    assert len(NAMES) >= 10
    assert sorted(path.stem for path in GOLD.glob("*.jsonl")) == NAMES
    assert all(re.fullmatch(rf"{DAY}-[a-z0-9-]+", name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_gold_rows_stand_where_they_say(name: str) -> None:
    text = decode(FILES[name])
    for row in rows_of(GOLD / f"{name}.jsonl"):
        assert squeezed(text[row["start"] : row["end"]]) == squeezed(row["text"])


@pytest.mark.parametrize("name", NAMES)
def test_gold_rows_keep_to_the_contract(name: str) -> None:
    for row in rows_of(GOLD / f"{name}.jsonl"):
        assert set(row) - {"scope"} <= set(COLUMNS)
        assert set(row) >= NEEDED
        if row["scope"] == "core":
            assert not wrong_codes(row), row
            assert isinstance(row["value"], int | float)


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_marked_twice_with_the_same_key(name: str) -> None:
    said = [(r["start"], *key_of(r)) for r in rows_of(GOLD / f"{name}.jsonl")]
    assert len(said) == len(set(said))


def test_the_newspaper_page_is_damaged_and_mixed() -> None:
    text = (REPORTS / "2024-01-13-waimao-2023.txt").read_text("utf-8")
    assert re.search(r"\d \. ?\d", text), "no space inside a number"
    assert re.search(r"[^。！？”\n]\n\n[^\n。]+\n", text), "no blank line inside a sentence"
    assert re.search(r"[０-９]", text), "no full-width digits"
    gold = rows_of(GOLD / "2024-01-13-waimao-2023.jsonl")
    assert max(r["end"] for r in gold) < text.index("临江市")


def official() -> list[dict[str, str]]:
    with (ROOT / "data" / "reference" / "official.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_official_series_joins_on_the_key() -> None:
    rows = official()
    assert set(rows[0]) >= NEEDED
    for row in rows:
        assert not wrong_codes(row), row
        assert row["source"] and row["vintage"] and row["source_grade"] in "ABC", row
    full = [tuple(row.values()) for row in rows]
    assert len(full) == len(set(full))


def test_official_values_lie_in_their_intervals() -> None:
    for row in official():
        assert Decimal(row["low"]) <= Decimal(row["value"]), row
        assert Decimal(row["value"]) <= Decimal(row["high"] or "Infinity"), row
        assert (row["high"] == "") == (row["bound"] == ">="), row
        if row["statistic"] != "level" and row["unit"] == "percent":
            assert abs(Decimal(row["value"])) == Decimal(row["text"].rstrip("%")), row


def test_totals_are_exports_plus_imports() -> None:
    groups: dict[tuple[str, ...], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in official():
        if row["statistic"] == "level" and row["measure"] == "value" and row["bound"] == "=":
            kind = "bulletin" if row["vintage_kind"] == "derived" else row["vintage_kind"]
            same = (*key_of(row | {"flow": ""}), row["vintage"], kind)
            groups[same][row["flow"]] = row
    checked = 0
    for about, flows in groups.items():
        for whole, sign in (("trade", 1), ("balance", -1)):
            if {whole, "export", "import"} <= set(flows):
                total, x, m = (flows[f] for f in (whole, "export", "import"))
                gap = Decimal(total["value"]) - Decimal(x["value"]) - sign * Decimal(m["value"])
                room = sum((Decimal(r["high"]) - Decimal(r["low"])) / 2 for r in (total, x, m))
                assert abs(gap) <= room, about
                checked += 1
    assert checked > 40


def test_the_shared_facts_were_converted_without_loss() -> None:
    shared = ROOT.parent / "shared" / "reference" / "official.csv"
    if not shared.exists():
        pytest.skip("the shared reference table is not beside this checkout")
    scale = {"万亿": 12, "百万": 6, "亿": 8, "万": 4}
    ours = {(r["flow"], r["statistic"], r["period"], Decimal(r["value"])) for r in official()}
    flows = {"T": "trade", "X": "export", "M": "import", "B": "balance"}
    with shared.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            flow, period = flows[row["flow"]], row["period"].replace("-S", "-H")
            period = "2023-Q1" if period == "2023-01/2023-03" else period
            if row["value"]:
                power = next((p for word, p in scale.items() if row["unit"].startswith(word)), 0)
                statistic = "share" if row["unit"] == "%" else "level"
                assert (flow, statistic, period, Decimal(row["value"]).scaleb(power)) in ours, row
            if row["growth_pct"]:
                assert (flow, "growth", period, Decimal(row["growth_pct"])) in ours, row


POWERS = {"trillion": 12, "billion": 9, "million": 6, "万亿": 12, "亿": 8, "万": 4}


def last_place(text: str) -> Decimal:
    """What one step in the last printed digit of a figure is worth."""
    decimals = re.search(r"\.(\d+)", text)
    unit = re.search("万亿|亿|万|(?i:trillion|billion|million)", text)
    power = POWERS[unit[0].lower()] if unit else 0
    return Decimal(1).scaleb(power - (len(decimals[1]) if decimals else 0))


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return key_of({column: _fold(column, cell) for column, cell in row.items()})


def test_every_gold_figure_is_official() -> None:
    """No report states a figure of trade that the reference doesn't hold, within the report's rounding."""
    known: dict[tuple[str, ...], list[Decimal]] = defaultdict(list)
    for row in official():
        known[_key(row)].append(Decimal(row["value"]))
    for name in NAMES:
        for row in rows_of(GOLD / f"{name}.jsonl"):
            told = row.get("indicator", "trade") == "trade" and row["scope"] == "core"
            if not told or row["status"] == "forecast" or row["bound"] != "=":
                continue
            values = known[_key({k: members(cell)[0] for k, cell in row.items()})]
            half, said = last_place(row["text"]) / 2, Decimal(str(row["value"]))
            if row.get("cell") and said:
                half *= abs(said / Decimal(re.sub(r"[^\d.]", "", row["text"])))
            assert any(abs(value - said) <= half for value in values), (name, row)


SENTENCES = ROOT / "tests" / "cases" / "sentences.jsonl"
CLASSES = {"quantities", "periods", "subjects", "statistics", "not-trade"}


def test_sentences_are_graded_and_well_formed() -> None:
    cases = rows_of(SENTENCES)
    assert len(cases) >= 120
    assert len({case["id"] for case in cases}) == len({case["text"] for case in cases}) == len(cases)
    assert {case["id"].rsplit("-", 1)[0] for case in cases} == CLASSES
    for case in cases:
        assert case["grade"] in (1, 2, 3)
        assert re.fullmatch(DAY, case["published"])
        assert bool(case["rows"]) != case["id"].startswith("not-trade")
        for row in case["rows"]:
            cut = case["text"][row["start"] : row["end"]]
            assert squeezed(cut).replace(",", "") == squeezed(row["text"]), case["id"]
            assert set(row) <= set(COLUMNS) and not wrong_codes(row), (case["id"], wrong_codes(row))
