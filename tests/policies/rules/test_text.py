"""Where a sentence ends, and where it does not."""

import pytest

from policies.rules.text import sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We owe it to Mrs Y. Skarrow. She sang.", ["We owe it to Mrs Y. Skarrow.", "She sang."]),
        ("Dr A. Shah is here. Come in!", ["Dr A. Shah is here.", "Come in!"]),
        ("Take plan B. Then ring us.", ["Take plan B.", "Then ring us."]),
    ],
)
def test_the_letter_of_a_name_after_a_title_ends_no_sentence(text, said):
    assert [sentence.text.strip() for sentence in sentences(text)] == said
