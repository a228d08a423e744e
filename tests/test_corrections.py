"""What was set right by hand: kept beside the reports, applied wherever they are read, shown and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tradekit as tk
from tradekit.batch import extract_folder
from tradekit.checks.figures import figure
from tradekit.cli.main import main
from tradekit.documents.pages import read, read_text
from tradekit.model.errors import TradekitError
from tradekit.publish.correcting import Desk
from tradekit.publish.plan import plan
from tradekit.publish.render import Rendered, render
from tradekit.site import build

TEXT = "2023年，我国出口23.77万亿元，增长0.6%。论坛开了3天，进口17.99万亿元。\n"
NAME = "2024-01-13-a.txt"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / NAME).write_text(TEXT, "utf-8")
    return tmp_path / "reports" / NAME


def put(path: Path, text: str, **values: str | float | None) -> None:
    report = read(path)
    start = report.text.index(text)
    tk.correct(report, start, start + len(text), values)


def rows(path: Path) -> list[tuple[str, str, str]]:
    found = tk.extract(path)
    return list(zip(found["text"], found["flow"], found["rule"] == "edited", strict=True))


def test_a_field_a_removal_and_an_added_row(path: Path) -> None:
    put(path, "23.77万亿元", flow="import")
    put(path, "0.6%", removed="")
    put(path, "3天", period="2023-12", value=3, unit="天", statistic="level", measure="count")
    assert rows(path) == [
        ("23.77万亿元", "import", True),
        ("3天", "", True),
        ("17.99万亿元", "import", False),
    ]
    others = tk.ledger(path)
    assert dict(zip(others["text"], others["reason"], strict=True)) == {
        "2023年": "date",
        "0.6%": "removed by hand",
    }
    added = tk.extract(path).iloc[1]
    assert (added["period"], added["low"], added["published"]) == ("2023-12", 2.5, "2024-01-13")


def test_a_value_has_the_interval_of_its_digits(path: Path) -> None:
    put(path, "0.6%", value=-0.6)
    row = tk.extract(path).iloc[1]
    assert (row["value"], row["low"], row["high"], row["certainty"]) == (-0.6, -0.65, -0.55, "sure")


@pytest.mark.parametrize(
    ("text", "value", "ends"),
    [
        ("23.77万亿元", 32.77e12, (32.765e12, 32.775e12)),
        ("23.77万亿元", 24e12, (23.995e12, 24.005e12)),
        ("23.77万亿元", 23.775e12, (23.7745e12, 23.7755e12)),
        ("17.99万亿元", 1799e8, (1798.5e8, 1799.5e8)),
    ],
)
def test_another_value_is_as_close_as_its_digits(
    path: Path, text: str, value: float, ends: tuple[float, float]
) -> None:
    put(path, text, value=value)
    row = next(one for one in tk.extract(path).to_dict("records") if one["rule"] == "edited")
    assert (row["low"], row["high"]) == ends
    checked = figure(row).interval
    assert (checked.low, checked.high) == ends


def test_taken_back(path: Path) -> None:
    before = rows(path)
    put(path, "23.77万亿元", flow="import", partner="东盟")
    put(path, "23.77万亿元", partner=None)
    assert rows(path)[0] == ("23.77万亿元", "import", True)
    put(path, "23.77万亿元", flow=None)
    assert rows(path) == before


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"编者按：下文有更正。\n{TEXT}", True),
        (TEXT.replace("23.77万亿元，", "23.77\n万 亿元，"), True),
        (TEXT.replace("2023年，", "2023年全年，"), True),
        (TEXT + TEXT, True),
        (TEXT.replace("23.77", "23.78"), False),
        (TEXT.replace("我国出口", "全国卖出"), False),
    ],
)
def test_a_changed_file(path: Path, text: str, kept: bool) -> None:
    put(path, "23.77万亿元", flow="import")
    path.write_text(text, "utf-8")
    edited = [one for one in rows(path) if one[2]]
    assert edited == [("23.77万亿元", "import", True)] * (text.count("出口") if kept else 0)
    lost = [line for line in tk.ledger(path)["reason"] if line == "lost correction"]
    assert len(lost) == (not kept)


def test_a_lost_correction_is_told(path: Path) -> None:
    put(path, "23.77万亿元", flow="import")
    path.write_text("2023年，我国进口增长0.6%。", "utf-8")
    done = CliRunner().invoke(main, ["extract", str(path)])
    assert done.exit_code == 3 and "1 corrections have lost their place" in done.output


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("flow,exports", "'exports' is no flow; use balance, export, import, trade"),
        ("colour,red", "'colour' is no column"),
        ("value,many", "'many' is no number"),
        ("period,last year", "'last year' is no period"),
    ],
)
def test_a_line_that_makes_no_correction(path: Path, line: str, problem: str) -> None:
    head = "report,before,text,after,column,value,note"
    path.with_name("corrections.csv").write_text(f"{head}\n{NAME},出口,23.77万亿元,，增长,{line},\n", "utf-8")
    with pytest.raises(TradekitError, match=rf"corrections\.csv:2: {problem}"):
        tk.extract(path)
    with pytest.raises(TradekitError, match="was not read from a file"):
        tk.correct(read_text(TEXT), 10, 18, {"flow": "import"})


def test_others_in_the_folder_keep_theirs_and_the_file_is_no_report(path: Path) -> None:
    other = path.with_name("2024-01-14-b.txt")
    other.write_text(TEXT, "utf-8")
    put(path, "0.6%", removed="")
    put(other, "23.77万亿元", flow="import")
    assert len(tk.extract(path.parent)["report"].unique()) == 2
    assert rows(path)[0][1:] == ("export", False) and rows(other)[0][1:] == ("import", True)


def test_archives_and_folders_of_parts(path: Path, tmp_path: Path) -> None:
    archive = tk.Archive(tmp_path / "archive")
    archive.add(path.parent)
    extract_folder(path.parent, tmp_path / "parts")
    put(path, "23.77万亿元", flow="import")
    assert archive.add(path.parent).changed == (NAME,)
    assert archive.add(path.parent).unchanged == (NAME,)
    assert list(archive.rows()["flow"]) == ["import", "export", "import"]
    assert [extract_folder(path.parent, tmp_path / "parts").kept for _ in range(2)] == [0, 1]
    assert tk.Archive(tmp_path / "parts").rows()["rule"].iat[0] == "edited"


@pytest.mark.parametrize(("lang", "said"), [("en", "Set right by hand: 2."), ("zh", "人工更正2个。")])
def test_shown_and_counted(path: Path, lang: str, said: str) -> None:
    put(path, "23.77万亿元", flow="import")
    put(path, "0.6%", removed="")
    report, found, others = read(path), tk.extract(path), tk.ledger(path)
    assert said in tk.summary(found, others, lang=lang).text
    marked = tk.mark(report, found, others, lang=lang).html
    word = {"en": "edited", "zh": "人工更正"}[lang]
    assert f'<sup class="tk-note">{word}</sup>' in marked and marked.count("tk-edited") == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "Set right by hand: 2."), ("zh", "人工更正2个。")])
def test_what_is_said_first_and_the_site_tell_it_too(
    path: Path, tmp_path: Path, lang: str, said: str
) -> None:
    put(path, "23.77万亿元", value=24.77e12)
    put(path, "0.6%", removed="")
    note = f"</a><sup class=\"tk-note\">{ {'en': 'edited', 'zh': '人工更正'}[lang] }</sup>"
    assert tk.lede([read(path)], tk.extract(path), lang=lang).html.count(note) == 1
    archive = tk.Archive(tmp_path / "archive")
    archive.add(path)
    list(build(archive, tmp_path / "site", lang=lang))
    page = (tmp_path / "site" / "report" / f"{NAME}.html").read_text("utf-8")
    assert said in page and note in page and note in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_page_is_made_again(path: Path, tmp_path: Path) -> None:
    made = []
    for _ in range(2):
        page = plan([str(path)], ["checks"], [], each=False)[0]
        result = render(page, tmp_path / "out")
        assert isinstance(result, Rendered)
        made.append(result.html.read_text("utf-8").count('tk-edited"'))
        put(path, "23.77万亿元", flow="import")
    assert (
        made == [0, 1]
        and not render(plan([str(path)], ["checks"], [], each=False)[0], tmp_path / "out").fresh
    )


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_review_and_gold(path: Path, tmp_path: Path) -> None:
    path.write_text(TEXT.replace("23.77", "32.77"), "utf-8")
    listed = invoke("review", path)
    assert listed.output.splitlines()[0] == "1 figures to look at:"
    assert "one" not in listed.output and f"{NAME}#10  32.77万亿元  Exports, 2023: far from" in listed.output
    assert "(32.77万亿元 → 23.77万亿元)" in listed.output
    gold = tmp_path / "gold.jsonl"
    done = invoke(
        "review", path, "--set", f"{NAME}#10", "value", "23.77e12", "--remove", f"{NAME}#21",
        "--note", "misprint", "--gold", gold,
    )  # fmt: skip
    assert done.output.splitlines()[0] == "0 figures to look at:", done.output
    case = json.loads(gold.read_text("utf-8"))
    assert [(row["text"], row["scope"]) for row in case["rows"]] == [
        ("32.77万亿元", "core"),
        ("17.99万亿元", "peripheral"),
    ]
    scored = tk.score(gold)
    assert (scored.gold, scored.found, scored.right) == (1, 1, 0)
    assert [(one.kind, one.text) for one in scored.mistakes] == [("wrong", "32.77万亿元"), ("stray", "0.6%")]
    assert invoke("review", path, "--set", f"{NAME}#11", "flow", "import").exit_code == 1
    assert invoke("review", path, "--gold", tmp_path / "gold.foo").exit_code == 2


def test_a_number_in_no_row_is_set_with_all_that_a_row_needs_or_not_at_all(path: Path) -> None:
    place = f"{NAME}#{TEXT.index('3天')}"
    refused = invoke("review", path, "--set", place, "value", "5", "--set", f"{NAME}#10", "flow", "import")
    assert refused.exit_code == 1 and refused.output.splitlines()[-1].endswith(
        f"{place}: no row stands there, and a new one also needs period, unit, statistic"
    )
    assert not path.with_name("corrections.csv").exists()
    pairs = {"value": "5", "period": "2023", "unit": "天", "statistic": "level", "measure": "count"}
    sets = [part for column, cell in pairs.items() for part in ("--set", place, column, cell)]
    assert invoke("review", path, *sets).exit_code == 0
    assert ("3天", "", True) in rows(path)


def test_the_desk_of_the_notebook(path: Path) -> None:
    path.write_text(TEXT.replace("23.77", "32.77"), "utf-8")
    box = tk.corrector([read(path)], tk.official())
    pick, fields, buttons, view = (*box.children[:3], box.children[-1])
    column, value, note = fields.children
    assert pick.options[0][0].startswith("32.77万亿元 · far from the official series")
    column.value = "value"
    assert float(value.value) == 32.77e12
    value.value, note.value = "much", "misprint"
    buttons.children[0].click()
    assert "no number" in buttons.children[3].value
    value.value = "23770000000000"
    buttons.children[0].click()
    assert "edited" in view.value and rows(path)[0][2]
    assert path.with_name("corrections.csv").read_text("utf-8-sig").splitlines()[1].endswith("misprint")
    buttons.children[2].click()
    assert not rows(path)[0][2]


def test_nothing_to_set_right() -> None:
    desk = Desk([read_text("论坛开了会。", "a.txt")])
    assert desk.choices() == [] and "No fault was found." in desk.shown("").text
    assert tk.corrector([read_text("论坛开了会。", "a.txt")]) is not None
