"""The rule tables against the corpus: no shortcut hides a match, and no part of the core leans on Django."""

import subprocess
import sys

import pytest

from moderation.classify.neutral import neutral
from moderation.classify.reading import tables
from moderation.classify.text import fold
from moderation.training import corpus


@pytest.fixture(scope="module")
def texts() -> list[str]:
    examples = corpus.read() + corpus.read(corpus.KEPT)
    return [neutral(one.incoming.text, fold(one.incoming.text)) for one in examples[::3]]


@pytest.mark.parametrize("table", tables(), ids=["guarded", "open"])
def test_a_line_that_is_left_out_could_not_have_matched(table, texts):
    for text in texts:
        able = table.able(text)
        left_out = [line for index, line in enumerate(table.lines) if index not in able]
        assert [line.name for line in left_out if line.expression.search(text)] == []


def test_the_corpus_is_sound_and_large_enough():
    learned, kept = corpus.read(), corpus.read(corpus.KEPT)
    assert len(learned) >= 3_000
    assert len(kept) >= 500
    assert not {one.group for one in learned} & {one.group for one in kept}
    assert not {one.incoming.text for one in learned} & {one.incoming.text for one in kept}


def test_no_comment_is_learned_from_and_measured():
    texts = [{one.incoming.text for one in corpus.read(folder)} for folder in (corpus.FOLDER, corpus.SET, corpus.KEPT)]
    assert sum(map(len, texts)) == len(set.union(*texts))


@pytest.mark.parametrize(("where", "loaded"), [("missing", "[]"), ("installed", "['numpy', 'onnxruntime']")])
def test_the_core_runs_without_django_and_scikit_learn_and_without_an_encoder_on_plain_python(where, loaded):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from moderation.classify import Incoming, classify, encoder\n"
        f"encoder.GRAPH = encoder.GRAPH if {where!r} == 'installed' else Path('nowhere')\n"
        "classify(Incoming('hello'))\n"
        "names = ('django', 'numpy', 'onnxruntime', 'sklearn', 'scipy', 'policies.rules')\n"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded
