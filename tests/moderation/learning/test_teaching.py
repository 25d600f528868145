"""A real training on a part of the corpus: what of confirmed comments gets into the weights, and what does not."""

from __future__ import annotations

import pytest

from moderation.classify import Incoming, classify
from moderation.learning import teaching, versions
from moderation.training import corpus
from moderation.training.corpus import Example


def said(number: int, text: str, category: str = "general") -> Example:
    return Example(f"comment {number}", Incoming(text), category, frozenset(), f"writer {number}")


COMMENTS = [
    *(said(number, f"the quizzling group on day {number} was lovely") for number in range(6)),
    *(said(number, f"a zorblatt for the {number} of you") for number in range(10, 12)),
]


@pytest.fixture(scope="module")
def weights():
    """Learnt from an eighth of the corpus, to be fast, and the comments above."""
    read = corpus.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "read", lambda folder=corpus.FOLDER: read(folder)[::8])
        yield teaching.fit(COMMENTS, name="a name+2026-11-22")


def test_a_word_of_several_writers_is_learnt(weights):
    assert "w quizzling" in weights["features"]


def test_no_word_of_fewer_writers_stands_in_the_weights(weights):
    assert not [feature for feature in weights["features"] if "zorb" in feature]


def test_no_two_words_of_a_comment_stand_together_in_the_weights(weights):
    assert not [feature for feature in weights["features"] if feature.startswith("b ") and "quizzling" in feature]


def test_the_weights_are_packed_opened_and_sort(weights):
    model = versions.opened(versions.packed(weights))
    assert classify(Incoming("the quizzling group was lovely"), model=model).model == "a name+2026-11-22"
