"""What training makes: thresholds, how models combine, and weights that hold only what may be in them."""

import dataclasses

import pytest

from moderation.classify import Incoming, classify
from moderation.classify.model import OUTPUTS, SIGNALS, from_stored
from moderation.training import corpus, fit, train, unseen
from moderation.training.corpus import Example

AIMS = (0.9, 0.8)


def test_a_threshold_reaches_both_aims_where_they_can_be_reached():
    scores = [0.1] * 80 + [0.6] * 10 + [0.9] * 10
    positive = [False] * 90 + [True] * 10
    found = fit.threshold(scores, positive, [1.0] * 100, AIMS)
    assert 0.6 < found <= 0.9


def test_a_threshold_stands_lower_where_a_miss_costs_most():
    scores, positive = [0.1] * 10 + [0.9] * 10, [False] * 10 + [True] * 10
    low, middle = (fit.threshold(scores, positive, [1.0] * 20, AIMS, where) for where in (0.2, 0.5))
    assert 0.1 < low < middle


def test_what_is_sure_is_right_often_enough_as_long_as_enough_is_sure():
    confidences = [0.55] * 10 + [0.95] * 90
    assert 0.55 < fit.sure_from(confidences, [False] * 10 + [True] * 90, [1.0] * 100) <= 0.95
    assert fit.sure_from([0.9] * 40 + [0.4] * 60, [False] * 100, [1.0] * 100) == 0.5


def test_what_was_heard_unseen_is_of_comments_of_the_corpus():
    heard = unseen.read()
    assert heard.keys() == {one.id for one in corpus.read_all()}
    assert {len(row) for row in heard.values()} == {len(OUTPUTS)}


def test_a_confirmed_comment_goes_with_its_writer():
    one = Example("confirmed-7", Incoming("hello"), "general", frozenset(), "writer 12")
    assert not unseen.is_learned(one)
    assert unseen.fold(one) == unseen.fold(dataclasses.replace(one, id="confirmed-8"))


@pytest.fixture
def small_corpus(monkeypatch):
    """A tenth of it, so that learning takes seconds."""
    every = {folder: corpus.read(folder)[::10] for folder in (corpus.FOLDER, corpus.SET)}
    monkeypatch.setattr(train.corpus, "read", lambda folder=corpus.FOLDER: every[folder])


def test_weights_are_plain_values_that_classify_and_hold_only_what_is_permitted(small_corpus):
    extra = [
        Example(f"confirmed-{n}", Incoming(f"zyzzyva quokka {n} nobody rang"), "grievance", frozenset(), f"w{n}")
        for n in range(6)
    ]
    stored = train.learn(name="of a test", extra=extra, permitted=lambda feature: "quokka" in feature)
    assert "w quokka" in stored["features"]
    assert not any("zyzzyva" in feature and "quokka" not in feature for feature in stored["features"])
    assert {len(row) for row in stored["heard"]["rows"]} == {2 * len(OUTPUTS) + len(SIGNALS) + 1}
    assert {len(row) for row in stored["unheard"]["rows"]} == {len(OUTPUTS) + len(SIGNALS) + 1}
    model = from_stored(stored)
    assert classify(Incoming("Thank you so much"), model=model).model == "of a test"
    assert train.measure(stored, corpus.read(corpus.SET)[:5]).macro_f1 >= 0


def test_weights_of_another_form_are_refused():
    with pytest.raises(ValueError, match="train them again"):
        from_stored({"format": 1, "outputs": list(OUTPUTS), "signals": list(SIGNALS)})
