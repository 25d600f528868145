"""What the encoder hears: the same for whoever it is, of a comment of any length, and what is shown as its reason."""

import math

import pytest

from moderation.classify import Incoming, classify, core, encoder
from moderation.classify.aloud import sentences
from moderation.classify.encoder import MOST_WINDOWS, WINDOW, Encoder, windows
from moderation.classify.labels import CLASSES
from moderation.classify.model import OUTPUTS, installed
from moderation.classify.reading import read


def aloud(text: str) -> list[str]:
    return [words.strip() for _, _, words in sentences(read(text))]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Agnieszka Kowalska rang me", ["kim rang me"]),
        ("ask Mrs Hale. She knows", ["ask mrs kim.", "he knows"]),
        ("He has ADHD", ["he has autistic"]),
        ("we are Somali", ["we are foreign"]),
        ("Dad hit her, her arm is sore", ["mum hit him, his arm is sore"]),
        ("see www.thing.example/a.b or ask me@mail.example", ["see link or ask email"]),
        ("sooooo good!!!!!!", ["so good!!"]),
        ("ring 07700 900123 at 4.30", ["ring phone number at 4.30"]),
        ("@Kel dm me", ["@ kim dm me"]),
        ("", []),
    ],
)
def test_a_comment_is_read_without_who_it_is_about(text, heard):
    assert [words.split("/")[0] for words in aloud(text)] == heard


def test_of_a_long_comment_the_beginning_and_the_end_are_read():
    every = [(place, place + 1, (1,) * 60) for place in range(40)]
    found = windows(every)
    assert len(found) == MOST_WINDOWS
    assert all(sum(len(one[2]) for one in window) <= WINDOW for window in found)
    assert found[0][0][0] == 0
    assert found[-1][-1][0] == 39


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "🙂",
        "🆘🆘",
        "٣ مرحبا بكم",
        "\u202eabc",
        "word " * 30_000,
        "a" * 90_000,
        "? " * 4_000,
        "\ud83d x",
        "ﷺ" * 400,
    ],
)
def test_whatever_comes_gets_numbers_or_nothing(text):
    heard = Encoder().hear(read(text))
    assert heard is None or all(map(math.isfinite, heard.sums))


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "\x00"])
def test_nothing_is_heard_of_nothing(text):
    assert Encoder().hear(read(text)) is None


def test_sentences_stand_where_they_are_in_the_text():
    text = "Morning all. He is on the roof and says he will jump. Lovely weather."
    heard = Encoder().hear(read(text))
    danger = OUTPUTS.index("immediate_danger")
    start, end, _ = max(heard.sentences, key=lambda one: one[2][danger])
    assert "on the roof" in text[start:end]


def test_where_only_the_encoder_says_so_the_sentence_that_says_most_is_shown():
    text = "Nice picture. Went in on Saturday like it says and nobody was there."
    reading = read(text)
    heard = encoder.Heard((0.0, 9.0, *[-9.0] * 10), ((0, 13, (0.0,) * 12), (13, len(text), (1.0,) * 12)))
    answer = core.decide(Incoming(text), reading, [1.0, 0.0, 0.0, 0.0, *[-9.0] * 8], heard, installed())
    assert answer.category == CLASSES[1]
    shown = [reason.text for reason in answer.reasons if reason.speaks_for == "grievance"]
    assert shown
    assert all(words in text for words in shown)


def test_it_answers_without_an_encoder(monkeypatch):
    monkeypatch.setattr(core.encoders, "installed", lambda: None)
    answer = classify(Incoming("Rang twice last week, nobody called back. Useless."))
    assert answer.category == "grievance"
    assert classify(Incoming("hello")).flags == ()


def test_a_missing_file_is_named():
    with pytest.raises(FileNotFoundError, match=r"nothing\.onnx"):
        Encoder(encoder.GRAPH.with_name("nothing.onnx"))
