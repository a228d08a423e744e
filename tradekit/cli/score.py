"""``tradekit score``: extraction scored against gold rows, the errors listed by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tradekit.cli import options
from tradekit.model.errors import TradekitError


@click.command()
@click.argument("gold", required=False, type=click.Path(path_type=Path), metavar="[GOLD")
@click.argument("texts", required=False, type=click.Path(path_type=Path), metavar="[TEXTS]]")
@options.lexicon
@click.option(
    "--indicators", type=click.Choice(["trade", "all"]), default="trade", show_default=True,
    help="Which indicators count.",
)  # fmt: skip
@click.option(
    "--errors", type=click.IntRange(min=0), default=40, show_default=True, metavar="N", help="Errors to list."
)
def score(gold: Path | None, texts: Path | None, lexicon: Path | None, errors: int, indicators: str) -> None:
    """Score extraction: GOLD is a folder of NAME.jsonl rows and TEXTS the folder of the reports, or GOLD is
    one file of passages with their rows; without either, the kit's own cases."""
    from tradekit.evaluate import scoring
    from tradekit.evaluate.scoring import report_score

    sets = [(str(gold), gold, texts or "")] if gold is not None else list(_own())
    if not sets:
        raise TradekitError("no cases here; give GOLD and TEXTS, or run this in a checkout")
    for title, rows, reports in sets:
        result = scoring.score(rows, reports, str(lexicon) if lexicon else None, indicators)
        click.echo(report_score(result, title, errors))


def _own() -> Iterator[tuple[str, Path, Path | str]]:
    """The kit's own cases, and the reports shared beside the checkout where they are."""
    from tradekit.documents.checkout import REPORTS, ROOT

    cases, shared = ROOT / "tests" / "cases", ROOT.parent / "shared"
    known: tuple[tuple[str, Path, Path | str], ...] = (
        ("corpus", shared / "corpus" / "gold", shared / "corpus" / "text"),
        ("newspaper pages", shared / "reports" / "gold", shared / "reports"),
        ("own reports", cases / "reports", REPORTS),
        ("own sentences", cases / "sentences.jsonl", ""),
        ("passages written later", cases / "unseen.jsonl", ""),
    )
    for title, gold, texts in known:
        if gold.exists():
            yield title, gold, texts
