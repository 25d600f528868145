from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import tracemalloc
import zipfile

import pytest
from django.utils import timezone

from audit.models import Event
from policies import drafting, reviews, workflow
from policies.digests import digest_of
from policies.evidence import chapters, pack, tables
from policies.evidence.chapters import Span
from policies.refusals import Refused
from posts.models import Review
from tests.factories.policies import (
    PolicyReviewFactory,
    PolicyVersionFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    RuleExceptionFactory,
)
from tests.factories.posts import PostFactory

TODAY = dt.date(2026, 11, 20)
YEAR = {"first": TODAY - dt.timedelta(days=400), "last": TODAY + dt.timedelta(days=400)}


@pytest.fixture
def second(draft, manager, approver):
    """Version 2.0 in force after 1.0, with another text on children."""
    section = draft.sections.get(key="children")
    drafting.save_section(
        section.pk,
        by=manager,
        title=section.title,
        body=section.body + "\n\n=cmd() <script>alert(1)</script>",
        standard_item=section.standard_item,
        change="meaning",
        guidance_only=False,
    )
    drafting.save_facts(draft.pk, by=manager, change_note="At night too.", cycle_months=12, effective_from=None)
    drafting.confirm(section.pk, by=manager)
    workflow.submit(draft.pk, by=manager)
    workflow.approve(draft.pk, by=approver)
    workflow.put_in_force(draft.pk, by=manager, reason="A child was named.")
    draft.refresh_from_db()
    return draft


def opened(policy, by, **span) -> zipfile.ZipFile:
    asked = pack.ask(policy, by=by, **{**YEAR, **span})
    return zipfile.ZipFile(io.BytesIO(b"".join(pack.stream(asked))))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def decided(post, version, manager, **facts) -> Review:
    finding = {
        "rule": "personal-data", "severity": "warn", "message": "This may name a family.", "quote": "07700 900123",
        "section": "confidentiality", "section_title": "Confidentiality", "version": version.number, "reason": "Ours.",
    }  # fmt: skip
    plain = {**finding, "section": "", "rule": "length"}
    return Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest,
        decision=Review.Decision.APPROVED,
        findings=[finding, plain],
        policy_version=version,
        by=manager,
        **facts,
    )


def test_a_pack_holds_everything_in_a_fixed_order(second, manager):
    archive = opened(second.policy, manager)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "evidence.css",
        "versions/1.0.json",
        "versions/1.0.html",
        "versions/2.0.json",
        "versions/2.0.html",
        "changes/1.0-to-2.0.html",
        "coverage/1.0.csv",
        "coverage/2.0.csv",
        "approvals.csv",
        "readings.csv",
        "exceptions.csv",
        "reviews.csv",
        "trainings.csv",
        "comment-decisions-by-section.csv",
        "comment-decisions.csv",
        "decisions-by-section.csv",
        "decisions.csv",
        "index.html",
        "manifest.json",
    ]


def test_changes_are_told_along_what_bound_staff_not_along_the_numbers(starter_in_force, manager, approver):
    """1.0 in force, 2.0 withdrawn after review, 3.0 in force, 4.0 in review."""
    at = starter_in_force.in_force_at
    facts = {"policy": starter_in_force.policy, "author": manager}
    step = dt.timedelta(days=1)
    PolicyVersionFactory(major=2, withdrawn=True, submitted_at=at + step, **facts)
    starter_in_force.state, starter_in_force.superseded_at = "superseded", at + 2 * step
    starter_in_force.save()
    PolicyVersionFactory(major=3, in_force=True, in_force_at=at + 2 * step, approved_by=approver, **facts)
    PolicyVersionFactory(major=4, in_review=True, submitted_at=at + 3 * step, **facts)
    names = opened(starter_in_force.policy, manager).namelist()
    assert [name for name in names if name.startswith("changes/")] == [
        "changes/1.0-to-2.0.html",
        "changes/1.0-to-3.0.html",
        "changes/3.0-to-4.0.html",
    ]


def test_the_manifest_names_every_other_file_with_its_checksum(second, manager):
    archive = opened(second.policy, manager)
    manifest = json.loads(archive.read("manifest.json"))
    assert [file["name"] for file in manifest["files"]] == archive.namelist()[:-1]
    for file in manifest["files"]:
        content = archive.read(file["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
    event = Event.objects.get(kind="policy.evidence_downloaded")
    assert manifest["audit_chain"] == {"number": event.number, "hash": event.hash}
    assert event.sentence == "Helen Okafor downloaded the evidence of Social media policy, 16 Oct 2025 to 25 Dec 2027"
    assert manifest["versions"][1] == {"number": "2.0", "state": "in_force", "sha256": digest_of(second)}


def test_the_same_request_gives_the_same_bytes(second, manager):
    asked = pack.ask(second.policy, by=manager, **YEAR)
    assert b"".join(pack.stream(asked)) == b"".join(pack.stream(asked))


def test_the_pages_stand_by_themselves_and_run_nothing(second, manager):
    archive = opened(second.policy, manager)
    names = set(archive.namelist())
    for name in [name for name in names if name.endswith(".html")]:
        text = archive.read(name).decode()
        assert "<script" not in text
        assert not re.search(r"\son\w+=|style=|https?://[^\s<]*\.(?:css|js)", text)
        assert text.count("<h1") == 1
        here = name.rpartition("/")[0]
        for target in re.findall(r'(?:href|src)="([^"#:]+)"', text):
            path = target.removeprefix("../") if target.startswith("../") else f"{here}/{target}".lstrip("/")
            assert path in names, (name, target)
    changes = archive.read("changes/1.0-to-2.0.html").decode()
    assert "=cmd() &lt;script&gt;" in changes
    version = archive.read("versions/2.0.html").decode()
    for said in (
        "In force at once, because",
        "A child was named.",
        "Tom Ashworth",
        "Coverage of the standard",
        "At night",
    ):
        assert said in version


def test_drafts_are_nobodys_evidence_yet(second, manager):
    workflow.start_version(second.policy, by=manager)
    assert not [name for name in opened(second.policy, manager).namelist() if "2.1" in name]


def test_approvals_are_the_moves_of_the_span_with_their_hashes(second, manager):
    found = rows(opened(second.policy, manager), "approvals.csv")
    assert [(one["version"], one["who"]) for one in found if "approved version" in one["what"]] == [
        ("1.0", "Tom Ashworth"),
        ("2.0", "Tom Ashworth"),
    ]
    assert {one["hash"] for one in found} <= set(Event.objects.values_list("hash", flat=True))
    of_the_text = {one["sha-256 of the content"] for one in found if "approved version 2.0" in one["what"]}
    assert of_the_text == {digest_of(second)}
    long_ago = {"first": dt.date(2020, 1, 1), "last": dt.date(2020, 12, 31)}
    assert rows(opened(second.policy, manager, **long_ago), "approvals.csv") == []


def test_readings_are_those_open_or_accepted_in_the_span(second, manager, coordinator, viewer):
    now = timezone.now()
    before = second.policy.versions.get(major=1).reading_campaign
    before.readings.all().delete()
    read = {"read_at": now - dt.timedelta(days=300), "digest": "a" * 64, "read_version": before.version}
    ReadingFactory(campaign=before, user=coordinator, asked_at=now - dt.timedelta(days=310), **read)
    ReadingFactory(campaign=before, user=viewer, asked_at=now - dt.timedelta(days=310))
    today = second.service.today(now)
    found = rows(opened(second.policy, manager, first=today, last=today), "readings.csv")
    assert [one["person"] for one in found if one["asked to read"] == "1.0"] == ["Steering group"]
    found = rows(opened(second.policy, manager), "readings.csv")
    assert ("a" * 64) in {one["sha-256 of what was accepted"] for one in found}


def test_exceptions_of_the_span_are_there_with_both_people(second, manager):
    row = RuleExceptionFactory(policy=second.policy)
    span = {"first": row.starts_on, "last": row.starts_on}
    (found,) = rows(opened(second.policy, manager, **span), "exceptions.csv")
    assert (found["rule"], found["asked by"]) == (row.rule, str(row.asked_by))


def test_reviews_done_or_open_in_the_span_are_there_with_what_they_came_to(second, manager):
    day = second.in_force_at.date()
    facts = {"version": second, "reviewer": manager, "outcome": "no_change", "reason": "=Read it."}
    opened_at = second.in_force_at - dt.timedelta(days=900)
    done = {"due_on": day - dt.timedelta(days=310), "done_on": day - dt.timedelta(days=300), "opened_at": opened_at}
    PolicyReviewFactory(**facts, **done)
    PolicyReviewFactory(**facts, **{**done, "done_on": day - dt.timedelta(days=800)})
    found = rows(opened(second.policy, manager), "reviews.csv")
    late = [(one["version"], one["days late"], one["reason"]) for one in found if one["outcome"]]
    assert ("2.0", "10", "'=Read it.") in late
    assert [one["done"] for one in found].count("") == 1
    assert f"{day - dt.timedelta(days=800):%Y-%m-%d}" not in {one["done"] for one in found}


def test_trainings_of_the_span_name_who_took_part(second, service, other_service, manager, coordinator):
    campaign = ReadingCampaignFactory(training=True, service=service, held_on=TODAY, note="With the lead.")
    ReadingFactory(campaign=campaign, user=coordinator, read_at=timezone.now())
    ReadingFactory(campaign=campaign, user=manager)
    ReadingFactory(campaign=ReadingCampaignFactory(training=True, service=other_service, held_on=TODAY))
    ReadingFactory(campaign=ReadingCampaignFactory(training=True, service=service, held_on=dt.date(2020, 1, 1)))
    found = rows(opened(second.policy, manager), "trainings.csv")
    assert [(one["person"], one["held on"], one["recorded by"]) for one in found] == [
        ("Helen Okafor", "2026-11-20", ""),
        ("Priya Nair", "2026-11-20", "themselves"),
    ]


def test_decisions_name_the_section_and_never_the_words_that_were_found(second, service, manager):
    post = PostFactory(service=service, submitted=True)
    decided(post, second, manager)
    decided(post, second, manager, at=timezone.now() - dt.timedelta(days=3000))
    archive = opened(second.policy, manager)
    (found,) = rows(archive, "decisions.csv")
    assert (found["section"], found["rule"], found["author's reason"]) == ("confidentiality", "personal-data", "Ours.")
    assert [one["how often"] for one in rows(archive, "decisions-by-section.csv")] == ["1"]
    assert all(b"07700 900123" not in archive.read(name) for name in archive.namelist() if name.endswith(".csv"))


def test_no_cell_is_a_formula(second, service, manager):
    post = PostFactory(service=service, submitted=True)
    decided(post, second, manager, note='=HYPERLINK("http://x.example","y")')
    assert rows(opened(second.policy, manager), "decisions.csv")[0]["note of the decision"].startswith("'=")


def test_a_span_is_of_local_days_across_the_change_of_clocks(second):
    span = Span.of(second.policy.service, dt.date(2027, 3, 28), dt.date(2027, 3, 28))
    assert span.ends_at - span.starts_at == dt.timedelta(hours=23)


def test_a_span_that_is_no_span_is_refused(second, manager):
    with pytest.raises(Refused, match="last day"):
        pack.ask(second.policy, by=manager, first=TODAY, last=TODAY - dt.timedelta(days=1))
    with pytest.raises(Refused, match="ten years"):
        pack.ask(second.policy, by=manager, first=dt.date.min, last=dt.date.max)
    assert not Event.objects.filter(kind="policy.evidence_downloaded").exists()


def test_only_a_service_manager_takes_it_away(client, second, approver, viewer, outsider, manager):
    url = f"/northshire/policies/document/{second.policy_id}/evidence/pack.zip"
    span = {name: day.isoformat() for name, day in YEAR.items()}
    for person, status in ((viewer, 403), (approver, 403), (outsider, 404), (manager, 200)):
        client.force_login(person)
        assert client.post(url, span).status_code == status
    with pytest.raises(Refused, match="Only a service manager"):
        pack.ask(second.policy, by=approver, **YEAR)
    assert Event.objects.filter(kind="policy.evidence_downloaded").count() == 1


def test_the_download_is_streamed_and_a_wrong_span_asks_again(client, second, manager):
    client.force_login(manager)
    base = f"/northshire/policies/document/{second.policy_id}/evidence/"
    assert client.get(base).status_code == 200
    for wrong in ({}, {"first": "x", "last": "2027-01-01"}, {"first": "2027-02-01", "last": "2027-01-01"}):
        assert client.post(f"{base}pack.zip", wrong).status_code == 422
    answer = client.post(f"{base}pack.zip", {"first": "2026-01-01", "last": "2027-12-31"})
    assert answer.streaming
    assert client.get(f"{base}pack.zip").status_code == 405
    assert answer["Content-Type"] == "application/zip"
    assert "policy-evidence-northshire" in answer["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None


def test_the_print_page_is_open_to_every_reader_and_shows_no_answers(client, second, viewer, outsider):
    question = second.questions.first()
    client.force_login(viewer)
    answer = client.get(f"/northshire/policies/{second.pk}/print/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<script" not in text
    assert digest_of(second) in text
    assert question is None or question.explanation not in text
    client.force_login(outsider)
    assert client.get(f"/northshire/policies/{second.pk}/print/").status_code == 404


def test_the_print_page_names_the_cycle_and_both_reviews(client, viewer, second, manager):
    reviews.reviewed_no_change(second.policy_id, reason="Read it with the team.", by=manager)
    second.refresh_from_db()
    client.force_login(viewer)
    page = client.get(f"/northshire/policies/{second.pk}/print/").content.decode()
    done, due = second.policy.reviews.exclude(done_on=None).first(), second.next_review_on
    for term, value in (
        ("Reviewed every", "12 months"),
        ("Last review", f"{done.done_on:%a %-d %b %Y}: reviewed, no change"),
        ("Next review", f"{due:%a %-d %b %Y}"),
    ):
        assert f"<dt>{term}</dt><dd>{value}</dd>" in page


def test_an_empty_version_and_an_empty_policy_have_pages_too(client, service, manager):
    version = PolicyVersionFactory(service=service, in_review=True)
    client.force_login(manager)
    assert "Nothing is written" in client.get(f"/northshire/policies/{version.pk}/print/").content.decode()
    version.delete()
    assert "index.html" in opened(version.policy, manager).namelist()


def test_memory_stays_flat_however_many_rows_a_chapter_has(second, manager, monkeypatch):
    line = ("x" * 500,) * 4

    def many(policy, span):
        yield "a", "b", "c", "d"
        for _ in range(20_000):  # 40 MB
            yield line

    monkeypatch.setattr(chapters, "registered", lambda: [chapters.Chapter("many.csv", "Many rows", many)])
    asked = pack.ask(second.policy, by=manager, **YEAR)
    size = sum(len(piece) for piece in pack.stream(asked))  # everything that is loaded once is loaded by now
    tracemalloc.start()
    assert sum(len(piece) for piece in pack.stream(asked)) == size
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_row_of_a_table_is_written_as_it_is_read():
    read = []

    def lazy():
        for number in range(3):
            read.append(number)
            yield (str(number),)

    pieces = tables.as_csv(lazy())
    assert [next(pieces), next(pieces)] == [b"\xef\xbb\xbf", b"0\r\n"]
    assert read == [0]
