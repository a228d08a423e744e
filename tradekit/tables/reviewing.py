"""What to look at first: the figures that are most likely read wrong, or printed wrong, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from tradekit.checks.drafts import AGREES, CONTRADICTED, DOUBTFUL, verify
from tradekit.checks.frames import check
from tradekit.checks.verdicts import FAILS, HEADLINE, PART
from tradekit.extraction.corrected import EDITED
from tradekit.language import labels
from tradekit.tables.briefing import figures
from tradekit.tables.fold import records, source_id

CULPRIT, WHOLE, AWAY = "one misprint would mend it", "as large as the whole", "far from the official series"
FAILING, UNSURE, HEADLESS = "an identity fails", "not read surely", "the total is not told"
ELSEWHERE = "the number is official of something else"
WEIGHTS: dict[str, int] = {WHOLE: 4, CULPRIT: 4, AWAY: 4, ELSEWHERE: 3, FAILING: 2, UNSURE: 2, HEADLESS: 1}
"""What each reason weighs; those of a figure are added up."""
_BESIDE = {CONTRADICTED: AWAY, DOUBTFUL: ELSEWHERE}
REVIEW_COLUMNS: tuple[str, ...] = ("weight", "reasons", "mend")
_SHOWN = ("id", "weight", "reasons", "mend", "text", "subject", "period", "statistic", "sentence")


def review(observations: pd.DataFrame, reference: pd.DataFrame | None = None) -> pd.DataFrame:
    """The figures with a reason to doubt them, the most doubtful first.

    Takes the observation table and the official series. Gives the columns of :func:`tradekit.figures` and
    ``weight``, ``reasons`` (of ``WEIGHTS``, parted by ``;``) and ``mend``, the misprint that would explain
    it. What was set right by hand is left out; what agrees with the official series was read surely enough.

    >>> from tradekit.extraction.observe import extract
    >>> rows = extract("2023年，机电产品出口13.92万亿元，占出口总值的158.6%。", "2024-01-13")
    >>> review(rows)[["text", "reasons"]].values.tolist()[0]
    ['158.6%', 'one misprint would mend it;an identity fails;not read surely']
    """
    reasons, mends = _doubts(observations, reference)
    found = []
    for row in records(figures(observations)):
        mine = reasons[row["id"]]
        if mine and row["rule"] != EDITED:
            ordered = [reason for reason in WEIGHTS if reason in mine]
            weight = sum(WEIGHTS[reason] for reason in ordered)
            found.append(
                row | {"weight": weight, "reasons": ";".join(ordered), "mend": mends.get(row["id"], "")}
            )
    found.sort(key=lambda row: -row["weight"])
    return pd.DataFrame(found, columns=[*figures(observations.iloc[:0]).columns, *REVIEW_COLUMNS])


def _doubts(
    observations: pd.DataFrame, reference: pd.DataFrame | None
) -> tuple[dict[str, set[str]], dict[str, str]]:
    """For each figure what speaks against it, and the misprint that would explain it."""
    likely = observations[observations["certainty"] == "likely"]
    places = zip(likely["report"], likely["start"], strict=True)
    reasons: dict[str, set[str]] = defaultdict(set) | {source_id(*one): {UNSURE} for one in places}
    mends: dict[str, str] = {}
    for row in records(check(observations)):
        if row["verdict"] == FAILS:
            failing = WHOLE if row["identity"] == PART.name else FAILING
            for place in row["terms"][:1] if failing == WHOLE else row["terms"]:
                reasons[place].add(failing)
            if row["culprit"]:
                reasons[row["culprit"]].add(CULPRIT)
                mends[row["culprit"]] = row["mend"]
        elif row["identity"] == HEADLINE.name:
            for place in row["terms"]:
                reasons[place].add(HEADLESS)
    if reference is not None:
        _beside(observations, reference, reasons, mends)
    return reasons, mends


def _beside(
    observations: pd.DataFrame, reference: pd.DataFrame, reasons: dict[str, set[str]], mends: dict[str, str]
) -> None:
    """Add what the official series has against figures, and take the doubt from those that it bears out."""
    for row in records(verify(observations, observations.iloc[:0], reference)):
        place = source_id(row["report"], row["start"])
        if row["verdict"] == AGREES:
            reasons[place].discard(UNSURE)
        elif row["verdict"] in _BESIDE:
            reasons[place].add(_BESIDE[row["verdict"]])
            mends[place] = row["mend"]


def readable_review(found: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """The table of :func:`review` for a reader, its reasons in words."""
    said = [_words(str(one), lang) for one in found["reasons"]]
    subjects: list[Any] = [labels.about(row, lang) for row in records(found)]
    return found.assign(reasons=said, subject=subjects)[list(_SHOWN)]


def _words(reasons: str, lang: str) -> str:
    return labels.word("semicolon", lang).join(labels.word(one, lang) for one in reasons.split(";"))
