"""The encoder of the rules of meaning: words in pieces, sentences in windows, numbers out."""

import math
import threading

import pytest

from policies.encoding.runner import filled
from policies.encoding.wordpieces import Vocabulary
from policies.rules.meaning.encoder import WINDOW, Encoder, aloud, installed, windows
from policies.rules.meaning.model import installed as linear

PIECES = ["[CLS]", "[SEP]", "[UNK]", "drop", "##in", "##s", "-", "in", "cafe", "smiling", "face", ".", "£", "5"]
SENTENCES = [("we", "guarantee", "your", "child", "a", "place"), ("our", "drop-in", "is", "on", "tuesday"), ("§name",)]


@pytest.fixture
def vocabulary():
    return Vocabulary(PIECES)


def cut(vocabulary, text):
    return [vocabulary.pieces[number] for number in vocabulary.numbers(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Dropins", ["drop", "##in", "##s"]),
        ("drop-in.", ["drop", "-", "in", "."]),
        ("CAFÉ café", ["cafe", "cafe"]),
        ("dropx", ["[UNK]"]),
        ("£5", ["£", "5"]),
        ("", []),
        (" \n\t", []),
        ("drop" * 40, ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_pieces(vocabulary, text, pieces):
    assert cut(vocabulary, text) == pieces


def test_a_picture_sign_is_read_as_its_name(vocabulary):
    assert {"face", "smiling"} <= set(cut(vocabulary, "in☺️"))


def test_what_is_hidden_is_read_as_words():
    assert aloud(("ask", "§given-name", "on", "§phone")) == "ask kim on phone number ."
    assert aloud(("in", "§name", "with", "§full-name")) == "in jordan with kim smith ."


def test_sentences_are_read_together_as_far_as_the_window_goes():
    lengths = [60, 60, 60, WINDOW, 1]
    read = [[len(sentence) for sentence in window] for window in windows([(1,) * length for length in lengths])]
    assert read == [[60, 60], [60], [WINDOW], [1]]


def test_the_shares_of_a_sentence_sum_to_one_and_what_fills_it_up_has_none():
    places, shares = filled([range(3), [3, 4], range(3, 3)])
    assert places.tolist() == [[1, 2, 3], [4, 5, 4], [0, 0, 0]]
    assert shares.round(3).tolist() == [pytest.approx([1 / 3] * 3, abs=1e-3), [0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]


def test_every_sentence_gets_a_number_for_every_output():
    sums = installed().sums(SENTENCES)
    assert [len(row) for row in sums] == [len(linear().outputs)] * len(SENTENCES)
    promise = linear().outputs.index("promise")
    assert sums[0][promise] > sums[1][promise] + 3


@pytest.mark.parametrize("text", ["", "🙂" * 3000, "a" * 50_000, "a " * 50_000, "\ud83d", "\0", "ﷺ" * 500, "́" * 500])
def test_any_text_gets_numbers(text):
    (row,) = installed().sums([(text, *text.split())])
    assert all(map(math.isfinite, row))


def test_no_sentences_get_no_numbers():
    assert installed().sums([]) == []


def test_threads_that_read_at_once_hear_the_same():
    fresh, heard = Encoder(), []
    threads = [threading.Thread(target=lambda: heard.append(fresh.sums(SENTENCES))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert heard == [heard[0]] * 8


def test_missing_files_say_how_to_make_them(tmp_path):
    with pytest.raises(FileNotFoundError, match="train_encoder"):
        Encoder(tmp_path)
