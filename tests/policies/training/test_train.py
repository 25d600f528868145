"""Training the rules of meaning: the corpus is sound, the same corpus gives the same weights."""

import json

import pytest

from policies.rules.meaning.model import installed, load
from policies.training import corpus
from policies.training.corpus import OUTPUTS
from policies.training.fit import Data
from policies.training.train import train


@pytest.fixture(scope="module")
def examples():
    return corpus.read()


def test_every_draft_of_the_corpus_can_be_read(examples):
    assert len(examples) > 7000
    assert len({one.writer for one in examples}) >= 10


def test_no_draft_of_an_examiner_is_also_a_writers(examples):
    apart = corpus.read_apart()
    assert len(apart) > 400
    assert not {one.draft.text for one in examples} & {one.draft.text for one in apart}


@pytest.mark.parametrize("rule", OUTPUTS)
def test_each_rule_has_enough_drafts_that_break_it(examples, rule):
    assert sum(rule in one.broken for one in examples) >= 100


def test_what_a_draft_breaks_stands_in_one_of_its_sentences(examples):
    lost = [
        (one.id, rule)
        for one in examples
        for rule in one.broken & set(OUTPUTS)
        if not any(rule in labels for labels in one.labels)
    ]
    assert lost == []


def test_the_same_corpus_gives_the_same_weights(examples, tmp_path):
    few = [one for one in examples if one.writer in ("fourth-writer", "catalogue")]
    apart = [one for one in corpus.read(corpus.APART) if one.writer == "first-examiner"]
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    trained = train(name="test", path=one, examples=few, apart=apart)
    train(name="test", path=other, examples=few, apart=apart)
    assert one.read_bytes() == other.read_bytes()
    assert set(trained.figures) == set(OUTPUTS)
    assert load(one).name == "test"


def test_each_sentence_of_a_writer_has_a_row_as_often_as_it_counts(examples):
    data = Data([one for one in examples if one.writer in ("catalogue", "near-misses")])
    rows = data.rows({"catalogue"}, 2)
    assert len(rows) == 2 * sum(len(one.units) for one in data.examples if one.writer == "catalogue")
    assert {data.examples[data.owner[row]].writer for row in rows} == {"catalogue"}


def test_the_stored_weights_fit_the_outputs_and_the_format():
    model = installed()
    assert model.outputs == OUTPUTS
    assert model.weights.shape == (len(model.places), len(OUTPUTS))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"expect": [{"rule": "nonsense", "words": "text"}]}, "unknown rule"),
        ({"expect": [{"rule": "tone", "words": "other words"}]}, "do not stand in the text"),
        ({}, "expect"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, says):
    path = tmp_path / "writer.jsonl"
    path.write_text(json.dumps({"id": "1", "situation": "s", "text": "A text.", **line}))
    with pytest.raises(ValueError, match=rf"writer\.jsonl, line 1: .*{says}"):
        corpus.read(tmp_path)


def test_the_same_text_twice_is_refused(tmp_path):
    line = json.dumps({"id": "1", "situation": "s", "text": "A text.", "expect": []})
    (tmp_path / "writer.jsonl").write_text(f"{line}\n{line.replace('1', '2')}\n")
    with pytest.raises(ValueError, match="twice in the corpus"):
        corpus.read(tmp_path)
