"""Landmarks: the table of characters agrees with what Python calls a digit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradekit.language.zh.landmarks import DIGIT, LEAD, NUMBER, PERIOD, kind, landmarks, numeral_end


def test_a_digit_is_one_of_any_script() -> None:
    every = "".join(map(chr, range(0x11000)))
    assert [at for at in range(len(every)) if kind(every, at) & DIGIT] == [
        at for at, char in enumerate(every) if char.isdecimal()
    ]


@given(st.text("0９٣𝟐一百去年中对万$-A "))
def test_landmarks_are_all_that_may_begin_something(text: str) -> None:
    begins = [at for at in range(len(text)) if kind(text, at) & (PERIOD | NUMBER | LEAD)]
    assert landmarks(text)[0] == begins
    assert not set("９٣𝟐A ") & {text[at] for at in begins}


@given(st.text("0９٣𝟐一"))
def test_a_run_of_numerals_ends_with_the_text(text: str) -> None:
    assert numeral_end(text, 0) == len(text)
