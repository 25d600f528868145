"""Words to begin a post from, and the gaps in them."""

import pytest

from posts.models import Audience, PostKind
from posts.writing import kinds


def test_every_kind_of_post_has_a_prompt_of_its_own_name():
    assert set(PostKind.values) <= kinds.BY_KEY.keys()
    assert {prompt.kind for prompt in kinds.PROMPTS} == set(PostKind.values)
    assert set(kinds.FOR_AUDIENCE) == set(Audience.values)


def test_a_key_that_is_unknown_begins_with_a_plain_text():
    assert kinds.prompt_of("nonsense").key == "text"


@pytest.mark.parametrize("prompt", kinds.PROMPTS, ids=lambda prompt: prompt.key)
def test_every_square_bracket_of_a_skeleton_is_found_as_a_gap(prompt):
    assert len(kinds.gaps(prompt.skeleton)) == prompt.skeleton.count("[")
    assert prompt.think_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Come on [day and date] to [place].", ["[day and date]", "[place]"]),
        ("[place] and again [place]", ["[place]"]),
        ("Read [our guide](https://northshire-sendiass.example/guide).", []),
        ("As the code says [1], [12].", []),
        ("[ ] a box, [] nothing", []),
        ("[" * 5000, []),
        ("[open " * 5000, []),
        ("[over\ntwo lines]", []),
        ("[" + "a" * 200 + "]", []),
        ("", []),
    ],
)
def test_gaps_are_words_in_square_brackets(text, left):
    assert kinds.gaps_left([text]) == left


def test_the_sentence_names_three_gaps_and_counts_the_rest():
    assert kinds.gaps_in_words([]) == ""
    assert kinds.gaps_in_words(["[day]"]).startswith("Fill in [day], or take it out")
    assert "[a], [b], [c] and 2 more" in kinds.gaps_in_words(["[a]", "[b]", "[c]", "[d]", "[e]"])
