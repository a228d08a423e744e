"""Draw every chart in both languages from the project's own reports, and all of them on one sheet to look at.

    python scripts/contact_sheet.py OUT [PAGE]

OUT is the folder for the PNGs (``quarterly-zh.png``, …, ``sheet.png``) and ``alt.txt``, the text for each
chart; PAGE is the report that the one-report charts are drawn from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

import tradekit as tk

DATA = Path(__file__).parents[1] / "data"
PAGE = DATA / "reports" / "2024-01-13-waimao-2023.txt"


def charts(page: Path) -> Iterator[tuple[str, Callable[[str], Figure]]]:
    """The name of each chart, and what draws it in a language."""
    one, every = tk.extract([page]), tk.extract(sorted((DATA / "reports").glob("*.txt")))
    official = pd.read_csv(DATA / "reference" / "official.csv", keep_default_na=False)
    c = tk.charts
    yield "quarterly", lambda lang: c.quarterly(one, lang=lang)
    yield "monthly_growth", lambda lang: c.monthly_growth(one, lang=lang)
    yield "growth_of_flows", lambda lang: c.growth_of_flows(one, lang=lang, reference=official)
    yield "price_quantity", lambda lang: c.price_quantity(one, lang=lang)
    yield "category_growth", lambda lang: c.category_growth(one, lang=lang)
    yield "economy_growth", lambda lang: c.economy_growth(every, lang=lang)
    yield "against_years", lambda lang: c.against_years(one, lang=lang, reference=official)
    yield "by_level", lambda lang: c.by_level(one, lang=lang)
    yield "by_level-partners", lambda lang: c.by_level(one, lang=lang, by="partner")
    yield "by_level-every", lambda lang: c.by_level(every, lang=lang)
    yield "then_and_now", lambda lang: c.then_and_now(every, lang=lang)
    yield "many_goods", lambda lang: c.many_goods(every, lang=lang)
    yield "contribution", lambda lang: c.contribution(one, lang=lang)
    news = tk.news(*tk.newest(every, "2025-01-14-year-2024.txt"), official)
    yield "changes", lambda lang: c.changes(news, lang=lang)
    yield "checks", lambda lang: c.checks(tk.check(one), lang=lang)
    yield "levels", lambda lang: c.levels(every, lang=lang, reference=official)
    yield "levels-annual", lambda lang: c.levels(every, lang=lang, frequency="A")
    yield "levels-monthly", lambda lang: c.levels(every, lang=lang, frequency="M")
    yield "growth_series", lambda lang: c.growth_series(every, lang=lang)
    yield "growth_series-monthly", lambda lang: c.growth_series(every, lang=lang, frequency="M")
    yield "growth_series-run", lambda lang: c.growth_series(every, lang=lang, frequency="C")
    yield "growth_series-dense", lambda lang: c.growth_series(
        every, lang=lang, frequency="M", reference=official
    )
    yield "beside", lambda lang: c.beside(tk.beside(every, official), lang=lang)
    yield "revisions", lambda lang: c.revisions(every, lang=lang)
    yield "contributions_over_time", lambda lang: c.contributions_over_time(every, lang=lang)
    yield "currencies", lambda lang: c.currencies(every, lang=lang)
    yield "quarterly-every", lambda lang: c.quarterly(every, lang=lang)
    yield "category_growth-every", lambda lang: c.category_growth(every, lang=lang)
    yield "checks-every", lambda lang: c.checks(tk.check(every, official), lang=lang)
    yield "contribution-every", lambda lang: c.contribution(every, lang=lang)
    yield "price_quantity-oil", lambda lang: c.price_quantity(every, lang=lang, commodity="原油")
    yield "nothing", lambda lang: c.contribution(one.iloc[:0], lang=lang)


def sheet(paths: list[Path], out: Path, columns: int = 4, width: int = 620) -> None:
    """All PNGs on one, ``columns`` beside each other."""
    images = [Image.open(path).convert("RGB") for path in paths]
    images = [image.resize((width, round(image.height * width / image.width))) for image in images]
    rows = [images[at : at + columns] for at in range(0, len(images), columns)]
    whole = Image.new(
        "RGB", (columns * (width + 8), sum(max(i.height for i in row) + 8 for row in rows)), "#BBB"
    )
    top = 0
    for row in rows:
        for at, image in enumerate(row):
            whole.paste(image, (at * (width + 8), top))
        top += max(image.height for image in row) + 8
    whole.save(out)


def main(out: Path, page: Path) -> None:
    """Draw all charts into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    paths, texts = [], []
    for name, draw in charts(page):
        for lang in ("zh", "en"):
            figure = draw(lang)
            paths.append(out / f"{name}-{lang}.png")
            figure.savefig(paths[-1])
            texts.append(
                f"{paths[-1].name}\n{tk.charts.alt(figure)}\n{len(tk.charts.sources(figure))} sources\n"
            )
    (out / "alt.txt").write_text("\n".join(texts), "utf-8")
    sheet(paths, out / "sheet.png")
    print(f"{len(paths)} charts in {out}; all of them in {out / 'sheet.png'}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(str(__doc__))
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else PAGE)
