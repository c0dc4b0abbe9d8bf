"""字数 as Word's own window counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhi_xl.rules.debrief.word_count import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("　 \t\n", 0),
        ("一、抓基层党建", 7),
        ("好，很好。", 5),  # full-width marks count
        ("“三会一课”……", 8),
        ("——", 2),
        ("2015年12月13日", 6),  # each number one, each character one
        ("提高到91.5%", 4),
        ("1/3以上", 3),
        ("GB/T 9704-2012", 2),
        ("don’t stop", 2),
        ("１２", 2),  # full-width digits are characters
        ("①②", 2),
        ("𠮷书记", 3),
        ("한국", 2),
    ],
)
def test_words_as_word_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(
    st.text(alphabet="党建，。2a1 　\n“”", max_size=40), st.text(alphabet="党建，。2a1 　\n“”", max_size=40)
)
def test_a_text_of_two_paragraphs_has_the_words_of_both(first: str, second: str) -> None:
    assert count_words(f"{first}\n{second}") == count_words(first) + count_words(second)
