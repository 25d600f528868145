"""When a candidate may take over, and the sentences when not."""

from __future__ import annotations

import pytest

from moderation.classify import FLAGS
from moderation.learning import gate
from moderation.training.measure import quality

TRUTH = [("general", frozenset())] * 10 + [("case_request", frozenset({"safeguarding"}))] * 10
RIGHT = [(category, flags, True) for category, flags in TRUTH]


def worth(answers):
    return quality(TRUTH, answers)


def test_the_same_is_no_worse():
    assert gate.worse(worth(RIGHT), worth(RIGHT)) == []


def test_a_flag_that_is_found_less_often_is_named():
    missed = [*RIGHT[:-1], ("case_request", frozenset(), True)]
    assert gate.worse(worth(RIGHT), worth(missed)) == ["safeguarding: 10 of 10 found before, 9 now"]


@pytest.mark.parametrize("flag", [flag.value for flag in FLAGS])
def test_each_flag_is_guarded(flag):
    truth = [("general", frozenset({flag}))] * 3
    found, lost = (quality(truth, [("general", flags, True)] * 3) for flags in (frozenset({flag}), frozenset()))
    assert len(gate.worse(found, lost)) >= 1
    assert gate.worse(lost, found) == []


def test_classes_that_are_worse_together_are_named():
    wrong = [("troll", frozenset(), True), *RIGHT[1:]]
    assert gate.worse(worth(RIGHT), worth(wrong))[0].startswith("the four classes: 0.5")


def test_a_flag_that_is_set_on_everything_does_not_pass_by_its_recall():
    everything = [(category, flags | {"safeguarding"}, True) for category, flags, _ in RIGHT]
    assert gate.worse(worth(RIGHT), worth(everything)) == ["safeguarding: right in 100% before, in 50% now"]


def test_the_newest_comments_are_compared_in_total():
    wrong = [("troll", frozenset(), True), *RIGHT[1:-1], ("case_request", frozenset(), True)]
    assert gate.worse_on_newest(worth(RIGHT), worth(wrong)) == [
        "the newest confirmed comments: 20 of 20 classed right before, 19 now",
        "the newest confirmed comments: 10 flags found before, 9 now",
    ]


def test_no_newest_comments_are_no_reason():
    assert gate.worse_on_newest(quality([], []), quality([], [])) == []


def test_many_reasons_fit_into_their_field():
    assert len(gate.in_words(["a reason that is rather long"] * 40)) in range(290, 301)
