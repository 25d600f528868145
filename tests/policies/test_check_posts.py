"""The batch command, as formats.md has it."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

DRAFT = {
    "id": "p1",
    "text": "Drop in on 4 December, 10am, at the library. Call 01632 960150.",
    "channels": ["facebook", "x"],
    "audience": "parents_carers",
    "publish_at": "2026-12-01T10:00:00+00:00",
    "service": {"name": "Northshire SENDIASS", "phone": "01632 960150", "host": "Northshire Council"},
    "media": [
        {"kind": "image", "alt": "Front door of the library", "file": "library.jpg", "shows_child": False}
        | {"consent_until": None, "made_by_service": True, "licence": None}
    ],
    "campaign": None,
    "story_consent": False,
    "recent_posts": [{"channel": "x", "text": "…", "at": "2026-11-20T10:00:00+00:00"}],
    "quiet_periods": [{"from": "2026-04-01", "to": "2026-05-07", "name": "Local elections"}],
}


@pytest.fixture
def run(monkeypatch):
    """Answers, what went to standard error, and the exit status for these lines on standard input."""

    def over(*lines: object, **options: object) -> tuple[list[dict], str, int]:
        written = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(written)))
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("check_posts", "-", stdout=out, stderr=err, **options)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), status

    return over


def test_a_clean_draft_has_no_findings(run):
    answers, progress, status = run(DRAFT)
    assert answers == [{"id": "p1", "findings": [], "blocked": False}]
    assert "1 lines checked" in progress
    assert status == 0


def test_a_finding_has_the_fields_of_the_format(run):
    [answer], _, status = run({"id": 7, "text": "Text 07700 900142", "service": {"name": "N", "phone": "01632 960150"}})
    assert answer["id"] == 7
    assert answer["blocked"] is True
    assert answer["findings"][0] == {
        "rule": "personal-data",
        "severity": "block",
        "message": "“07700 900142” is not a number of the service. Give our own.",
        "span": [5, 17],
        "section": None,
        "suggestion": "01632 960150",
    }
    assert answer["findings"][1]["span"] is None
    assert status == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": None}, "text is missing"),
        ({"text": 4}, "text has to be a text"),
        ({"service": None}, "service is missing"),
        ({"service": "N"}, "service has to be an object"),
        ({"service": {"name": " "}}, "service.name is empty"),
        ({"publish_at": "tomorrow"}, "publish_at is no time"),
        ({"publish_at": "2026-12-01T10:00:00"}, "publish_at has to say its offset"),
        ({"channels": "x"}, "channels has to be a list of texts"),
        ({"media": [{"consent_until": "soon"}]}, "media[0].consent_until is no date"),
        ({"media": [{"shows_child": "no"}]}, "media[0].shows_child has to be true or false"),
        ({"recent_posts": [{"channel": "x", "text": "a"}]}, "recent_posts[0].at is missing"),
        ({"quiet_periods": [{"from": "2026-05-07", "to": "2026-04-01"}]}, "quiet_periods[0] ends before it starts"),
        ({"id": None}, "id is missing"),
        ({"campaign": 3}, "campaign has to be"),
    ],
)
def test_a_line_that_is_no_draft_is_answered_with_what_is_wrong_and_where(run, change, problem):
    [before, answer, after], _, status = run(DRAFT, DRAFT | change, DRAFT)
    assert answer["id"] == (DRAFT | change)["id"]
    assert answer["error"].startswith(f"line 2: {problem}")
    assert "findings" in before
    assert "findings" in after
    assert status == 1


@pytest.mark.parametrize("line", [b"nope", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000, b'{"id": 1', b"1" * 5000])
def test_a_line_that_is_not_json_does_not_end_the_run(run, line):
    [answer, after], _, status = run(line, DRAFT)
    assert answer["id"] is None
    assert answer["error"].startswith("line 1: ")
    assert after["id"] == "p1"
    assert status == 1


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e999", b"-1e999"])
def test_an_id_that_json_cannot_hold_is_not_written_out(run, number):
    line = b'{"id": ' + number + b', "text": "a", "service": {"name": "b"}}'
    [answer], _, status = run(line)
    assert answer == {"id": None, "error": "line 1: id has to be a text or a number"}
    assert status == 1


def test_empty_lines_and_a_byte_order_mark_are_passed_over(run):
    answers, _, status = run(b"\xef\xbb\xbf" + json.dumps(DRAFT).encode(), b"", b"  ", DRAFT)
    assert len(answers) == 2
    assert status == 0


def test_the_order_is_kept(run):
    answers, _, _ = run(*({**DRAFT, "id": f"p{number}"} for number in range(50)))
    assert [answer["id"] for answer in answers] == [f"p{number}" for number in range(50)]


def test_a_file_is_read_and_a_missing_one_named(tmp_path):
    path, out = tmp_path / "drafts.jsonl", io.StringIO()
    path.write_text(json.dumps(DRAFT) + "\n", encoding="utf-8")
    call_command("check_posts", str(path), stdout=out, stderr=io.StringIO())
    assert json.loads(out.getvalue())["blocked"] is False
    with pytest.raises(CommandError, match=r"gone\.jsonl.*cannot be read"):
        call_command("check_posts", str(tmp_path / "gone.jsonl"))


@pytest.mark.django_db
def test_a_service_brings_its_policy_and_its_facts(run, service, starter_in_force):
    line = {"id": 1, "text": f"Ring us on {service.phone}. I think so.", "service": {"name": service.name}}
    [answer], _, status = run(line, service=service.slug)
    sections = {finding["rule"]: finding["section"] for finding in answer["findings"]}
    assert "personal-data" not in sections
    assert "section" in sections["personal-opinion"]
    assert status == 0


@pytest.mark.django_db
def test_an_unknown_service_is_named(run):
    with pytest.raises(CommandError, match="There is no service “nowhere”"):
        run(DRAFT, service="nowhere")


@pytest.mark.parametrize(
    "own",
    [
        {"phone": "01632 960150", "phones": ["07700 900142"], "emails": ["ask@gmail.com"]},
        {"phone": "01632 960150 or 07700 900142", "email": "help@service.example; ask@gmail.com"},
        {"phone": ["01632 960150", "07700 900142"], "email": ["ask@gmail.com"]},
    ],
)
def test_a_service_may_have_one_contact_of_a_kind_or_several(run, own):
    line = {"id": 1, "text": "Text 07700 900142 or write to ask@gmail.com.", "service": {"name": "N", **own}}
    [answer], _, status = run(line)
    assert [one for one in answer["findings"] if one["rule"] == "personal-data"] == []
    assert status == 0


def test_a_contact_that_is_neither_a_text_nor_a_list_is_refused(run):
    [answer], _, status = run({"id": 1, "text": "Hello", "service": {"name": "N", "phone": 1632960150}})
    assert "service.phone has to be a text or a list of texts" in answer["error"]
    assert status == 1
