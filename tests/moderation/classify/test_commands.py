"""The batch command: its format, order, bad lines, and that it touches no database."""

import gc
import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from moderation.classify import Incoming, classify
from moderation.classify.reading import Reading
from moderation.management.commands.classify_comments import LONGEST_LINE, BadLine, parse


def run(path) -> tuple[list[dict], int, str]:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("classify_comments", str(path), stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return [json.loads(line) for line in out.getvalue().splitlines()], status, err.getvalue()


def written(tmp_path, *lines: str):
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_answer_has_the_agreed_shape(tmp_path):
    line = {
        "id": "c1", "text": "Rang twice last week, nobody called back. Useless.", "network": "facebook",
        "visibility": "public",
        "author": {"display_name": "Jo", "has_avatar": True, "followers": 31, "recent_comments_24h": 1},
    }  # fmt: skip
    (answer,), status, _ = run(written(tmp_path, json.dumps(line)))
    assert status == 0
    assert list(answer) == [
        "id", "class", "confidence", "scores", "flags", "flag_scores", "needs_person", "reasons", "model",
    ]  # fmt: skip
    assert (answer["id"], answer["class"], answer["flags"]) == ("c1", "grievance", [])
    for reason in answer["reasons"]:
        start, end = reason["span"]
        assert reason["text"] == line["text"][start:end]
        assert reason["for"] == "grievance"


def test_a_bad_line_is_answered_and_the_run_goes_on(tmp_path):
    path = written(tmp_path, '{"id": "a", "text": "Thanks"}', "nonsense", '{"id": 7}', '{"id": "b", "text": "Hi"}')
    answers, status, err = run(path)
    assert [answer["id"] for answer in answers] == ["a", None, 7, "b"]
    assert "line 2, column 1" in answers[1]["error"]
    assert "text is missing" in answers[2]["error"]
    assert status == 1
    assert "4 lines, 2 not valid" in err


def test_it_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "text": "Lovely day, thank you"}\n'))
    answers, status, _ = run("-")
    assert (answers[0]["id"], answers[0]["class"], status) == (1, "general", 0)


def test_an_empty_file_is_fine_and_a_missing_one_is_said_so(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert run(empty)[:2] == ([], 0)
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("classify_comments", str(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": "a", "text": "\xff"}', "not UTF-8"),
        ("[]", "expected an object"),
        ('{"text": "a"}', "id is missing"),
        ('{"id": true, "text": "a"}', "id is missing"),
        ('{"id": 1, "text": 5}', "text is missing"),
        ('{"id": 1, "text": "a", "network": "myspace"}', "network is 'myspace'"),
        ('{"id": 1, "text": "a", "visibility": "secret"}', "visibility is 'secret'"),
        ('{"id": 1, "text": "a", "author": []}', "author is no object"),
        ('{"id": 1, "text": "a", "author": {"followers": "many"}}', "author.followers is no number"),
        ('{"id": 1, "text": "a", "author": {"has_avatar": 1}}', "author.has_avatar"),
        ("[" * 100_000, "line 3"),
        ("x" * (LONGEST_LINE + 1), "longer than"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_place(line, message):
    with pytest.raises(BadLine, match=message) as caught:
        parse(line, 3)
    assert "line 3" in str(caught.value)


def test_half_characters_do_not_stop_the_run(tmp_path):
    answers, status, _ = run(written(tmp_path, '{"id": 1, "text": "hello \\ud83d"}', '{"id": 2, "text": "hi"}'))
    assert [answer["id"] for answer in answers] == [1, 2]
    assert status == 0


class _OneByOne:
    """Lines that remember how much had been answered when each was asked for."""

    def __init__(self, many: int, out: io.StringIO) -> None:
        self.left, self.out, self.answered = many, out, []

    def readline(self, size: int = -1) -> bytes:
        self.answered.append(self.out.getvalue().count("\n"))
        self.left -= 1
        return json.dumps({"id": self.left, "text": f"Thanks {self.left}"}).encode() + b"\n" if self.left >= 0 else b""


def test_each_line_is_answered_before_the_next_is_read_so_memory_stays_flat(monkeypatch):
    out = io.StringIO()
    lines = _OneByOne(40, out)
    monkeypatch.setattr(sys, "stdin", lines)
    call_command("classify_comments", "-", stdout=out, stderr=io.StringIO())
    assert lines.answered == list(range(41))


def test_nothing_is_kept_of_the_comments_that_were_read():
    classify(Incoming("warm up"))
    gc.collect()
    before = sum(type(one) is Reading for one in gc.get_objects())
    for number in range(50):
        classify(Incoming(f"My son is {number} and nobody rang me back"))
    gc.collect()
    assert sum(type(one) is Reading for one in gc.get_objects()) == before
