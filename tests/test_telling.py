"""Passages told at random come back: the rows that were said, and no others."""

from __future__ import annotations

import abroad
import pytest
from telling import CONSTRUCTIONS, faults, told


@pytest.mark.parametrize("seed", range(4 * len(CONSTRUCTIONS)))
def test_what_is_told_comes_back(seed: int) -> None:

    one = told(seed)
    assert faults(one) == [], one.text


@pytest.mark.parametrize("seed", range(6 * len(abroad.CONSTRUCTIONS)))
def test_what_is_told_of_other_countries_comes_back(seed: int) -> None:
    one = abroad.told(seed)
    assert faults(one) == [], one.text
