"""Pages are taken apart into their articles, and nothing on them is lost."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradekit.documents.pages import read, read_text
from tradekit.documents.repair import BLANK, normalise
from tradekit.model.errors import TradekitError
from tradekit.model.report import Report

PAGES = Path(__file__).parent / "cases" / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "shared"
REPORTS = sorted((SHARED / "reports").glob("*.txt"))
CORPUS = sorted((SHARED / "corpus").glob("*/*.txt"))


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name: str) -> None:
    report = read(PAGES / name)
    found = [
        {
            "headline": article.headline and article.headline.text,
            "dateline": article.dateline,
            "published": article.published,
            "published_from": article.published_from,
            "paragraphs": article.body.text.count("\n") + 1,
            "first": article.body.text[: len(expected["first"])],
            "last": article.body.text.split("\n")[-1],
        }
        for article, expected in zip(report.articles, EXPECTED[name], strict=True)
    ]
    assert found == EXPECTED[name]
    whole(report)


DATES = {
    "option": ("新华社北京1月13日电 出口增长。", "2020-05-01.txt", "2024-01-14", "2024-01-14", "option"),
    "header": (
        "发布时间：2024-01-13 10:20 来源：某某日报\n\n出口增长。",
        "2020-05.txt",
        None,
        "2024-01-13",
        "header",
    ),
    "dateline and name": (
        "新华社北京1月9日电 出口增长。",
        "1998-01-10_a.txt",
        None,
        "1998-01-09",
        "dateline",
    ),
    "dateline before new year": (
        "新华社北京12月31日电 出口增长。",
        "2024-01-02.txt",
        None,
        "2023-12-31",
        "dateline",
    ),
    "dateline with year": ("新华社北京2023年1月9日电 出口增长。", "a.txt", None, "2023-01-09", "dateline"),
    "Chinese numerals": ("新华社北京三月十三日电 出口增长。", "1996-04.txt", None, "1996-03-13", "dateline"),
    "name": ("今年1月出口增长。", "2024-02-20-出口.txt", None, "2024-02-20", "name"),
    "name with a month": ("今年1月出口增长。", "2001-01_t012.txt", None, "2001-01", "name"),
    "name run together": ("今年1月出口增长。", "20240220.txt", None, "2024-02-20", "name"),
    "dateline, year over": ("新华社北京1月13日电 2023年出口增长。", "", None, "2024-01-13", "dateline"),
    "dateline, same year": ("新华社北京7月13日电 2023年上半年出口增长。", "", None, "2023-07-13", "dateline"),
    "dateline, year ahead": (
        "新华社北京1月13日电 2023年出口增长，展望2024年。",
        "",
        None,
        "2024-01-13",
        "dateline",
    ),
    "dateline, dated event": (
        "新华社北京1月13日电 2024年1月1日协定生效，2023年出口增长，2035年远景目标。",
        "",
        None,
        "2024-01-13",
        "dateline",
    ),
    "today": ("海关总署今天（7月13日）公布，2023年上半年出口增长。", "", None, "2023-07-13", "inferred"),
    "nothing": ("今年出口增长。", "a.txt", None, "", ""),
}


@pytest.mark.parametrize(("text", "name", "option", "published", "source"), DATES.values(), ids=DATES)
def test_date(text: str, name: str, option: str | None, published: str, source: str) -> None:
    article = read_text(text, name, option).articles[0]
    assert (article.published, article.published_from) == (published, source)


@pytest.mark.parametrize("published", ["2024", "13.1.2024", "2024-13-01", "gestern", ""])
def test_no_date_is_an_error(published: str) -> None:
    if published:
        with pytest.raises(TradekitError, match="YYYY-MM-DD"):
            read_text("出口增长。", published=published)
    else:
        assert read_text("出口增长。", published=published).articles[0].published == ""


DATELINES = [
    ("新华社北京1月13日电（记者张三、李四）", "年内出口增长。"),
    ("新华社北京1月13日电", "国务院新闻办说，出口增长。"),
    ("据新华社日内瓦1月13日电（记者 张三）", "世界贸易组织说，出口增长。"),
    ("中新社广州1月13日电（记者 张三）", "广东出口增长。"),
    ("央视网消息（新闻联播）：", "海关总署今天公布，出口增长。"),
    ("央视网(新闻联播)消息：", "出口增长。"),
    ("本报北京１月９日讯记者张三报道：", "出口增长。"),
    ("本报讯", "记者张三从海关获悉，出口增长。"),
    ("经济日报北京1月13日讯（记者张三）", "出口增长。"),
    ("路透北京1月13日 -", "中国出口增长。"),
    ("人民网北京1月13日电 （记者张三）", "出口增长。"),
    ("中央社臺北1月13日電", "出口成長。"),
    ("", "据新华社报道，出口增长。"),
    ("", "本报记者从海关获悉，出口增长。"),
    ("", "某网电商平台出口增长。"),
    ("", "1月13日，国家电网说，电力出口增长。"),
]


@pytest.mark.parametrize(("dateline", "body"), DATELINES)
def test_dateline_is_no_part_of_the_body(dateline: str, body: str) -> None:
    article = read_text(f"{dateline}{body}").articles[0]
    assert (bare(article.dateline), article.body.text) == (bare(normalise(dateline)), body)


def bare(text: str) -> str:
    return re.sub(BLANK, "", text)


def whole(report: Report) -> None:
    """Every character of the file stands in exactly one piece of the report."""
    even = normalise(report.text)
    bodies = [article.body for article in report.articles]
    titles = [article.headline for article in report.articles if article.headline]
    places: list[int] = []
    for piece in chain(bodies, titles, report.edges):
        for index, character in enumerate(piece.text):
            if not re.match(BLANK, character):
                assert even[piece.origin(index)] == character
                places.append(piece.origin(index))
    assert sorted(places) == [i for i, c in enumerate(even) if not re.match(BLANK, c)]


LINES = st.sampled_from(
    [
        "新华社北京1月13日电",
        "新华社北京1月13日电（记者张三）出口增长，",
        "出口增长5%。",
        "进口下降，结构优化",
        "（完）",
        "",
        "——年度观察",
        "总量企稳 结构向优",
        "新华社记者张三、李四",
        "2024年1月13日 星期六",
        "第3版",
        "出口 2 . 7%，进口１２％，",
        "（新华社北京1月13日电）",
        "1、某地水库建成",
        "　　今年出口增长平稳，进口也",
        "对东盟出口增长。新华社南京1月3日电",
        "责任编辑：王五",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join) | st.text(max_size=80))
def test_nothing_is_lost_or_said_twice(text: str) -> None:
    whole(read_text(text))


@pytest.mark.skipif(not REPORTS, reason="the real pages are not here")
def test_real_pages() -> None:
    first, second = (read(path) for path in REPORTS)
    whole(first)
    whole(second)
    assert [len(report.articles) for report in (first, second)] == [4, 4]
    stories = [report.articles[0] for report in (first, second)]
    assert bare(stories[0].body.text) == bare(stories[1].body.text)
    assert stories[0].body.text.split("\n") == stories[1].body.text.split("\n")
    assert {story.published for story in stories} == {"2024-01-13"}
    assert len(bare(stories[0].body.text)) == 2152
    assert all(article.headline for article in chain(first.articles, second.articles))


@pytest.mark.skipif(not CORPUS, reason="the corpus is not here")
def test_reports_of_one_article() -> None:
    several, digests = [], 0
    for path in CORPUS:
        report = read(path)
        whole(report)
        digest = len(report.articles) > 2 and all(
            article.headline or article.body.text[:1].isdecimal() for article in report.articles
        )
        digests += digest
        if len(report.articles) > 1 and not digest:
            several.append(path.name)
    assert len(CORPUS) > 300
    assert len(several) <= 2
    assert 0 < digests < len(CORPUS) / 2, (
        "each of these tells of many things, under a headline or number each"
    )


def test_items_of_a_digest_are_articles() -> None:
    numbered = (
        "2024年9月15日\n\n1、甲省今年种树三千亩。\n\n2、轮胎行业协会：8月出口轮胎5600万条。\n\n"
        "3、某湖水位上涨两米。\n"
    )
    headed = (
        "一季度某市进出口增长5%\n\n某市海关介绍，一季度某市进出口总值120亿元，同比增长5%。\n\n"
        "新图书馆月底对读者开放\n\n新图书馆今天宣布，月底起对读者开放，周末也不关门。\n\n"
        "大桥通车首日车流两万辆\n\n跨海大桥昨天通车，首日车流约两万辆，比预想的多。\n"
    )
    assert [len(read_text(text).articles) for text in (numbered, headed)] == [3, 3]
    assert [a.headline.text[:4] for a in read_text(headed).articles if a.headline] == [
        "一季度某",
        "新图书馆",
        "大桥通车",
    ]


def test_sections_of_an_article_are_no_digest() -> None:
    introduced = "前8个月，我市进出口120亿元。\n\n1、出口80亿元。\n\n2、进口40亿元。\n\n3、顺差40亿元。\n"
    alike = (
        "1、一般贸易出口80亿元，增5%。\n\n2、加工贸易出口40亿元，增6%。\n\n3、保税物流出口20亿元，增7%。\n"
    )
    assert [len(read_text(text).articles) for text in (introduced, alike)] == [1, 1]
