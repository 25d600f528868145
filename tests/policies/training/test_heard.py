"""What encoders heard of examiners from whom they learnt nothing is kept with the drafts as they stand."""

from dataclasses import replace

import pytest

from policies.training import corpus, heard
from policies.training.corpus import OUTPUTS


@pytest.fixture(scope="module")
def apart():
    return corpus.read_apart()


def test_every_draft_of_an_examiner_was_heard_as_it_stands(apart):
    found = heard.read(apart)
    assert all(len(found[heard.key(one)]) == len(one.units) for one in apart)


def test_a_draft_that_was_changed_since_is_named(apart):
    first = apart[0]
    changed = replace(first, draft=replace(first.draft, text=first.draft.text + " And more."))
    with pytest.raises(ValueError, match=rf"{first.writer}, {first.id}: .*train_encoder"):
        heard.read([changed])


def test_the_groups_share_nobody_and_leave_nobody_out(apart):
    groups = heard.groups(apart)
    assert sorted(name for group in groups for name in group) == sorted({one.writer for one in apart})
    assert all(groups)


def test_what_was_heard_comes_back_as_it_was(apart, tmp_path):
    few = apart[:3]
    said = {heard.key(one): [tuple(place - 0.25 for place in range(len(OUTPUTS))) for _ in one.units] for one in few}
    heard.write(said, tmp_path / "heard.npz")
    assert heard.read(few, tmp_path / "heard.npz") == {
        key: [pytest.approx(row) for row in rows] for key, rows in said.items()
    }
