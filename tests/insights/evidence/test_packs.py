from __future__ import annotations

import datetime as dt
import hashlib
import itertools

import pytest
from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from channels.models import ProfileCheck
from moderation.models import DataRequest, Edit, LegalHold, Step
from posts.models import Attempt, Delivery, DeliveryState, NetworkChange, PersonShown, Reason, Review
from tests.factories.channels import ChannelFactory, RiskAssessmentFactory
from tests.factories.moderation import AppealFactory, BlockFactory, CommentFactory, ComplaintFactory, IncidentFactory
from tests.factories.policies import SectionFactory
from tests.factories.posts import ConsentFactory, MediaFactory, PostFactory, revision
from tests.insights.evidence.conftest import recomputed

HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script> & “x”'
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2027, 12, 31)}


def happened(kind, on, by, **data) -> Event:
    with transaction.atomic():
        return audit.record(kind, on=on, actor=by, data=data)


@pytest.fixture
def post(service, author, approver):
    """A post of two revisions, approved with a finding, sent at the second try and taken off again."""
    media = MediaFactory(service=service, title="The room", original_name="room.jpg")
    post = PostFactory(
        service=service, author=author, title=HOSTILE, text="Come in.", published=True, approver=approver,
        pictures=[(media, "A room with a ramp")],
    )  # fmt: skip
    post.revision = revision(post, text=HOSTILE, own_texts={"sandbox": "Own words"}, by=author)
    post.approved_digest = post.revision.digest
    post.state, post.removal_reason = "removed", "The room is wrong."
    post.save()
    finding = {"rule": "shouting", "severity": "warn", "message": "Capitals", "quote": "NOW", "reason": "A title."}
    Review.objects.create(
        post=post, revision=post.revision, digest=post.revision.digest, decision="approved", by=approver,
        findings=[finding],
    )  # fmt: skip
    Reason.objects.create(post=post, key="k", rule="shouting", quote="NOW", text="A title.", by=author)
    delivery = Delivery.objects.create(
        post=post, channel=service.channels.get(), revision=post.revision, digest=post.revision.digest,
        due_at=post.publish_at, state=DeliveryState.SENT, sent_at=post.publish_at, remote_id="r1",
        remote_url="https://sandbox.example/r1",
    )  # fmt: skip
    Attempt.objects.create(delivery=delivery, number=1, outcome="try_later", detail="Too many")
    Attempt.objects.create(delivery=delivery, number=2, outcome="accepted")
    NetworkChange.objects.create(
        delivery=delivery, kind="remove", state="done", reason="The room is wrong.", asked_by=author,
        done_at=timezone.now(),
    )  # fmt: skip
    happened(Kind.POST_CREATED, post, author)
    happened(Kind.POST_APPROVED, post, approver, revision=2, policy="1.0")
    return post


# Whatever it is about


def test_every_file_has_the_hash_and_the_size_that_the_lists_say(service, post, manager, make):
    opened = make(service, manager, "post", thing_id=post.pk)
    assert opened.zip.testzip() is None
    manifest = opened.json("manifest.json")
    assert {one["name"] for one in manifest["files"]} == set(opened.names) - {"manifest.json", "SHA256SUMS"}
    for one in manifest["files"]:
        content = opened.zip.read(one["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
    sums = opened.sums()
    assert set(sums) == set(opened.names) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(opened.zip.read(name)).hexdigest() == digest
    assert opened.pack.sha256 == hashlib.sha256(opened.whole).hexdigest()
    assert opened.pack.size == len(opened.whole)


def test_the_first_file_is_the_page_to_begin_with_and_each_page_is_found_from_it(service, post, manager, make):
    opened = make(service, manager, **YEAR)
    assert opened.names[0] == "index.html"
    index = opened.text("index.html")
    pages = [name for name in opened.names if name.endswith("/1.html")]
    assert pages
    assert all(f'href="{name}"' in index for name in [*pages, "events.jsonl", "data/posts.json"])
    assert 'href="../evidence.css"' in opened.text(pages[0])


def test_no_page_has_a_script_and_hostile_words_are_words(service, post, manager, make):
    CommentFactory(service=service, post=post, text=HOSTILE)
    for opened in (make(service, manager, **YEAR), make(service, manager, "post", thing_id=post.pk)):
        pages = [opened.text(name) for name in opened.names if name.endswith(".html")]
        assert not any("<script" in page or "<style" in page or " onload=" in page for page in pages)
        assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages)


def test_cells_that_begin_as_a_formula_are_disarmed(service, post, manager, make):
    opened = make(service, manager, **YEAR)
    (row,) = opened.rows("posts")
    assert row["Title"] == f"'{HOSTILE}"
    assert opened.json("data/posts.json")[0]["title"] == HOSTILE
    assert opened.rows("events")[0]["About"].startswith("'=")


def test_an_outsider_reckons_the_whole_chain_again(service, post, manager, make):
    for number in range(30):
        happened(Kind.POST_EDITED, post, manager, revision=number, words="é “x” \u2028 \U0001f600")
    opened = make(service, manager, **YEAR)
    events = opened.events()
    assert [one["number"] for one in events] == list(range(1, len(events) + 1))
    assert events[0]["previous_hash"] == hashlib.sha256(f"service {service.pk}".encode()).hexdigest()
    assert all(recomputed(one) == one["hash"] for one in events)
    assert all(now["previous_hash"] == before["hash"] for before, now in itertools.pairwise(events))
    chain = opened.json("manifest.json")["chain"]
    assert chain["events"] == len(events) == Event.objects.filter(number__lte=len(events), service=service).count()
    assert chain["last"]["hash"] == events[-1]["hash"]
    assert chain["first_that_does_not_hold"] is None
    assert events[-1]["hash"] in opened.text("VERIFY.txt")
    assert f"service {service.pk}" in opened.text("VERIFY.txt")


def test_an_event_that_was_changed_is_named(service, post, manager, make):
    event = happened(Kind.POST_EDITED, post, manager, revision=3)
    Event.objects.filter(pk=event.pk).update(data={"revision": 4})
    opened = make(service, manager, **YEAR)
    assert opened.json("manifest.json")["chain"]["first_that_does_not_hold"] == event.number
    assert f"Event {event.number} is not what it was" in opened.text("index.html")
    (line,) = (one for one in opened.events() if one["number"] == event.number)
    assert recomputed(line) != line["hash"]


def test_an_event_that_lacks_what_its_sentence_needs_does_not_stop_the_pack(service, post, manager, make):
    event = happened(Kind.POST_EDITED, post, manager, revision=3)
    Event.objects.filter(pk=event.pk).update(data={})
    opened = make(service, manager, "post", thing_id=post.pk)
    assert opened.json("manifest.json")["chain"]["first_that_does_not_hold"] == event.number


# A post


def test_the_pack_of_a_post_holds_every_revision_decision_and_sending(service, post, coordinator, make):
    opened = make(service, coordinator, "post", thing_id=post.pk)
    told = opened.json("data/post.json")
    assert [one["text"] for one in told["revisions"]] == ["Come in.", HOSTILE]
    assert told["revisions"][1]["channels"] == [
        {"channel": str(service.channels.get()), "text": "Own words", "own_text": True, "warning": ""}
    ]
    assert told["revisions"][0]["pictures"][0]["alt"] == "A room with a ramp"
    assert told["approved_digest"] == told["revisions"][1]["sha256"] == told["deliveries"][0]["sha256"]
    assert told["decisions"][1]["findings"][0]["reason"] == "A title."
    assert [one["Outcome"] for one in opened.rows("attempts")] == ["Refused for now", "Accepted"]
    assert opened.rows("changes")[0]["Because"] == told["removed_because"] == "The room is wrong."
    assert opened.rows("pictures")[0]["File"] == "room.jpg"
    assert opened.rows("findings")[0]["Rule"] == "shouting"
    assert [one["Decision"] for one in opened.rows("decisions")] == ["Approved", "Approved"]
    assert [one["kind"] for one in opened.events()] == ["post.created", "post.approved"]
    assert "by Tom Ashworth" in opened.text("post.html")


def test_the_comments_of_a_post_come_without_their_writers_and_without_words_about_a_childs_safety(
    service, post, coordinator, manager, make
):
    plain = CommentFactory(service=service, post=post, text="Is it step free?", author_handle="@jo-p")
    worry = CommentFactory(service=service, post=post, text="He hits the child.", escalated=True)
    allegation = CommentFactory(service=service, post=post, text="Priya lied.", kept_from=coordinator)
    opened = make(service, coordinator, "post", thing_id=post.pk)
    assert [int(one["Comment"]) for one in opened.rows("comments")] == [plain.pk, worry.pk]
    everything = opened.everything()
    assert "Is it step free?" in everything
    assert all(words not in everything for words in ("@jo-p", "Jo Pemberton", "He hits", "Priya lied"))
    assert opened.rows("comments")[1]["SHA-256"] == worry.capture.sha256
    by_manager = make(service, manager, "post", thing_id=post.pk)
    assert str(allegation.pk) in [one["Comment"] for one in by_manager.rows("comments")]


# An incident


def test_the_pack_of_an_incident_holds_captures_steps_answer_complaint_appeals_and_blocks(service, manager, make):
    answer = PostFactory(service=service, title="We are sorry for the wait", published=True)
    incident = IncidentFactory(service=service, public_post=answer, author_handle="@cross-parent")
    comment = CommentFactory(
        service=service, incident=incident, grievance=True, author_handle="@cross-parent", url="https://x.example/1"
    )
    Edit.objects.create(comment=comment, text="Four weeks now.", sha256="e" * 64)
    section = SectionFactory(version__in_force=True, version__service=service, position=4, title="Unhappy users")
    Step.objects.create(
        comment=comment, capture=comment.capture, key="reply", position=1, state="done", by=manager, at=timezone.now(),
        data={"text": "Please ring us."}, section=section,
    )  # fmt: skip
    ComplaintFactory(incident=incident, number="2026-00007")
    AppealFactory(comment=comment, says="It was fair.")
    BlockFactory(service=service, channel=incident.channel, author_handle="cross-parent")
    BlockFactory(service=service, channel=incident.channel, author_handle="somebody-else")
    LegalHold.objects.create(
        service=service, incident=incident, reason="A claim", opened_by=manager, look_again_on=dt.date(2030, 1, 1)
    )
    happened(Kind.COMMENT_CLAIMED, comment, manager)
    happened(Kind.POST_APPROVED, answer, manager, revision=1, policy="1.0")
    opened = make(service, manager, "incident", thing_id=incident.pk)
    (told,) = opened.json("data/comments.json")
    assert told["writer"] == "Jo Pemberton @cross-parent"
    assert told["edits"][0]["words"] == "Four weeks now."
    assert opened.rows("captures")[0]["SHA-256"] == comment.capture.sha256
    assert opened.rows("captures")[0]["Address"] == "https://x.example/1"
    assert opened.rows("steps")[0]["We wrote"] == "Please ring us."
    assert opened.rows("steps")[0]["Policy"] == f"{section.version.policy.title} 1.0, section 4: Unhappy users"
    assert opened.rows("blocks")[0]["Policy"] == "none on record"
    assert opened.json("data/answer.json")["title"] == "We are sorry for the wait"
    assert opened.rows("complaints")[0]["Complaint"] == "2026-00007"
    assert opened.rows("appeals")[0]["They say"] == "It was fair."
    assert len(opened.rows("blocks")) == 1
    assert opened.rows("holds")[0]["Reason"] == "A claim"
    assert {"comment.claimed", "post.approved"} <= {one["kind"] for one in opened.events()}
    assert opened.pack.title == f"Incident {incident.pk}"


def test_words_of_a_worry_in_an_incident_are_kept_back_with_all_that_was_written_about_it(service, manager, make):
    incident = IncidentFactory(service=service)
    comment = CommentFactory(
        service=service, incident=incident, escalated=True, text="He hits the child.", author_handle="@neighbour",
        outcome="Passed on about the boy", url="https://x.example/secret",
    )  # fmt: skip
    Edit.objects.create(comment=comment, text="He hits him daily.", sha256="e" * 64)
    Step.objects.create(
        comment=comment, capture=comment.capture, key="reply", position=1, state="done", by=manager, at=timezone.now(),
        data={"text": "Ring 999 about the boy.", "reason": "the boy"},
    )  # fmt: skip
    opened = make(service, manager, "incident", thing_id=incident.pk)
    everything = opened.everything()
    assert all(words not in everything for words in ("He hits", "the boy", "@neighbour", "secret"))
    assert comment.capture.sha256 in everything


# A policy, a request


def test_the_pack_of_a_policy_holds_what_policies_hand_over_and_its_events(service, manager, make):
    from tests.factories.policies import PolicyFactory, PolicyVersionFactory

    policy = PolicyFactory(service=service, owner=manager, title=HOSTILE)
    version = PolicyVersionFactory(policy=policy, in_force=True)
    happened(Kind.POLICY_CREATED, policy, manager)
    happened(Kind.VERSION_IN_FORCE, version, manager, number="1.0")
    opened = make(service, manager, "policy", thing_id=policy.pk)
    inner = opened.json("policy/manifest.json")
    assert "versions/1.0.html" in [one["name"] for one in inner["files"]]
    for one in inner["files"]:
        assert hashlib.sha256(opened.zip.read(f"policy/{one['name']}")).hexdigest() == one["sha256"]
    assert len(opened.events()) == 2
    assert 'href="policy/index.html"' in opened.text("index.html")


def test_the_pack_of_a_request_says_what_was_handed_out_when_and_no_words(service, manager, make):
    comment = CommentFactory(service=service, text="My own words", author_handle="@asker")
    request = DataRequest.objects.create(
        service=service, kind="access", authors=[[comment.channel_id, "@asker"]], asked_on=dt.date(2026, 11, 2),
        due_on=dt.date(2026, 12, 2), checked_how="From the account itself", opened_by=manager,
        choices={"hide": ["a"], "show": [], "back": {str(comment.pk): "It names a child."}},
    )  # fmt: skip
    happened(Kind.DATA_REQUEST_DOWNLOADED, request, manager, sha256="d" * 64)
    opened = make(service, manager, "requests", thing_id=request.pk)
    assert opened.rows("handed-out")[0]["SHA-256"] == "d" * 64
    assert opened.json("data/request.json")["grounds_for_keeping_back"] == ["It names a child."]
    assert opened.rows("accounts")[0]["Handle"] == "'@asker"
    assert "My own words" not in opened.everything()
    assert opened.pack.title == f"Request {request.pk}"


# A span


def test_a_span_holds_what_lies_in_it_on_the_services_own_clock(service, manager, make):
    """The clocks go forward on 29 March 2026: the 28th ends at midnight GMT, the 29th at 23:00 UTC."""
    inside = [dt.datetime(2026, 3, 29, 0, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 22, 59, tzinfo=dt.UTC)]
    outside = [dt.datetime(2026, 3, 28, 23, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 23, 0, tzinfo=dt.UTC)]
    found = [CommentFactory(service=service, posted_at=at).pk for at in inside]
    for at in outside:
        CommentFactory(service=service, posted_at=at)
    opened = make(service, manager, first=dt.date(2026, 3, 29), last=dt.date(2026, 3, 29))
    assert [int(one["Comment"]) for one in opened.rows("comments")] == found
    assert [one["Received"] for one in opened.rows("comments")] == [
        "2026-03-29T00:00:00+00:00", "2026-03-29T23:59:00+01:00",
    ]  # fmt: skip


def test_a_span_without_anything_says_so(service, manager, make):
    opened = make(service, manager, first=dt.date(2020, 1, 1), last=dt.date(2020, 1, 1))
    assert opened.json("data/comments.json") == []
    assert "There were none." in opened.text("comments/1.html")
    assert opened.rows("posts") == []
    assert opened.json("manifest.json")["chain"]["first"] is None


def test_a_span_of_another_services_rows_holds_none_of_them(service, other_service, manager, make):
    PostFactory(service=other_service, title="Theirs")
    CommentFactory(service=other_service, text="Their words")
    everything = make(service, manager, **YEAR).everything()
    assert "Theirs" not in everything
    assert "Their words" not in everything


def test_a_span_tells_no_words_that_are_kept_from_the_one_who_asked_nor_what_is_no_longer_kept(service, manager, make):
    kept = CommentFactory(service=service, text="Helen lied.", kept_from=manager, incident=IncidentFactory(
        service=service, title="About Helen"
    ))  # fmt: skip
    purged = CommentFactory(
        service=service, text="", author_handle="", author_name="", state="purged", purged_at=timezone.now()
    )
    event = happened(Kind.COMMENT_FLAG_LOWERED, kept, manager, flag="x", reason="Helen said so")
    happened(Kind.COMMENT_PURGED, purged, manager, why="its time is over")
    opened = make(service, manager, **YEAR)
    everything = opened.everything()
    assert all(words not in everything for words in ("Helen lied", "Helen said so", "About Helen"))
    (row,) = opened.rows("comments")
    assert (int(row["Comment"]), row["No words because"]) == (purged.pk, "No longer kept")
    events = opened.events()
    (withheld,) = (one for one in events if one.get("withheld"))
    assert withheld == {
        "service_id": service.pk, "number": event.number, "previous_hash": event.previous_hash, "hash": event.hash,
        "withheld": True,
    }  # fmt: skip
    assert all(now["previous_hash"] == before["hash"] for before, now in itertools.pairwise(events))
    assert all(recomputed(one) == one["hash"] for one in events if not one.get("withheld"))
    assert opened.json("manifest.json")["chain"]["kept_back"] == 1
    assert "withheld" in opened.text("VERIFY.txt")


def test_escalations_are_counted_and_told_nowhere(service, manager, make):
    comment = CommentFactory(service=service, escalated=True)
    comment.escalations.update(concern="The boy at number 4")
    opened = make(service, manager, **YEAR)
    assert "number 4" not in opened.everything()
    assert "1, of these an immediate danger 0, seen 0, closed 0" in opened.text("index.html")


def test_a_span_holds_what_we_answered_in_public_and_not_what_is_kept_back(service, manager, coordinator, make):
    at = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)

    def answered(we_wrote, key="answer", state="done", **facts):
        comment = CommentFactory(service=service, posted_at=at, received_at=at, **facts)
        Step.objects.create(
            comment=comment, capture=comment.capture, key=key, position=0, state=state, by=coordinator, at=at,
            data={"text": we_wrote} if we_wrote else {},
        )  # fmt: skip
        return comment

    said = answered("We open at nine.")
    gone = answered("", state="done", text="", author_name="", author_handle="")
    type(gone).objects.filter(pk=gone.pk).update(state="purged", purged_at=at)
    answered("Ring us about it.", direct=True)
    answered("Ring us in private.", key="reply_private", case=True)
    answered("Never sent.", state="failed")
    answered("She did not.", kept_from=manager)
    worry = answered("We have passed it on.", escalated=True)
    opened = make(service, manager, first=dt.date(2026, 3, 2), last=dt.date(2026, 3, 2))
    assert [(int(one["Comment"]), one["We wrote"], one["No words because"]) for one in opened.rows("answers")] == [
        (said.pk, "We open at nine.", ""), (gone.pk, "", "No longer kept"),
        (worry.pk, "", "Kept back: a child’s safety"),
    ]  # fmt: skip
    assert opened.rows("answers")[0]["By"] == str(coordinator)
    everything = opened.everything()
    assert all(words not in everything for words in ("Ring us", "Never sent", "She did not", "We have passed it on"))


def test_a_span_holds_each_block_with_reason_decider_and_end_but_not_the_writer(service, manager, coordinator, make):
    begun, ended = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 20, 10, 0, tzinfo=dt.UTC)
    block = BlockFactory(
        service=service, author_handle="@rude-one", proposed_by=coordinator, decided_by=manager, at=begun,
        ends_on=dt.date(2026, 6, 2), lifted_at=ended, lifted_by=manager, lift_reason="A promise was given.",
        lift_section=SectionFactory(version__in_force=True, version__service=service, title="Negativity"),
    )  # fmt: skip
    opened = make(service, manager, first=dt.date(2026, 3, 20), last=dt.date(2026, 3, 31))
    (row,) = opened.rows("blocks")
    assert (int(row["Block"]), row["Reason"], row["Until"]) == (block.pk, "Insults again and again.", "2026-06-02")
    assert (row["Proposed by"], row["Decided by"]) == (str(coordinator), str(manager))
    assert (row["Lifted by"], row["Why lifted"]) == (str(manager), "A promise was given.")
    assert row["Policy"] == "none on record"
    assert row["Policy on lifting"].endswith(": Negativity")
    assert "rude-one" not in opened.everything()
    assert "Blocks" in opened.text("index.html")
    for first, last in ((dt.date(2026, 3, 1), dt.date(2026, 3, 1)), (dt.date(2026, 3, 21), dt.date(2026, 3, 31))):
        assert make(service, manager, first=first, last=last).rows("blocks") == []


def test_a_span_holds_the_risk_assessments_that_counted_and_the_looks_at_profiles(service, manager, make):
    channel = ChannelFactory(service=service, owner=manager, by_hand=True)

    def assessed(month: int, purpose: str, **facts):
        at = dt.datetime(2026, month, 1, 12, 0, tzinfo=dt.UTC)
        RiskAssessmentFactory(
            channel=channel, purpose=purpose, made_at=at, review_on=dt.date(2026, 2, 1), **{"agreed_at": at, **facts}
        )

    assessed(1, "The first")
    assessed(2, "The second, overdue")
    assessed(3, "The third")
    assessed(5, "A later one")
    assessed(4, "A draft", agreed=False, agreed_at=None)
    seen = dt.datetime(2026, 3, 31, 22, 30, tzinfo=dt.UTC)  # half an hour before April begins on the service's clock
    for at, by, drift in ((seen, None, ["picture"]), (seen + dt.timedelta(hours=1), manager, [])):
        ProfileCheck.objects.create(channel=channel, at=at, by=by, drift=drift, note="Seen")
    opened = make(service, manager, first=dt.date(2026, 3, 1), last=dt.date(2026, 3, 31))
    rows = opened.rows("risks")
    assert [one["Purpose"] for one in rows] == ["The second, overdue", "The third"]
    assert rows[1]["Channel"] == str(channel)
    assert rows[1]["Risks and measures"] == "A case is told in public. (high) Hide it within the hour."
    assert (rows[1]["Written by"], rows[1]["Review on"]) == (str(manager), "2026-02-01")
    assert rows[1]["Agreed by"]
    (look,) = opened.rows("profiles")
    assert (look["By"], look["Found"]) == ("Read from the network", "not as agreed: picture")
    opened = make(service, manager, first=dt.date(2026, 4, 1), last=dt.date(2026, 4, 30))
    assert [(one["Purpose"], one["Agreed by"] == "") for one in opened.rows("risks")] == [
        ("The third", False), ("A draft", True),
    ]  # fmt: skip
    assert [one["By"] for one in opened.rows("profiles")] == [str(manager)]


def test_a_span_holds_the_consents_that_held_in_it(service, other_service, manager, make):
    day = dt.date(2026, 3, 10)
    then = {"service": service, "given_on": dt.date(2026, 3, 1), "recorded_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}
    held = ConsentFactory(**then, until=day)
    ConsentFactory(**then, until=dt.date(2026, 3, 9))
    ConsentFactory(**then, withdrawn_on=dt.date(2026, 3, 9), withdrawn_reason="By e-mail.")
    taken_back = ConsentFactory(**then, withdrawn_on=day, withdrawn_reason="By telephone.")
    ConsentFactory(**{**then, "service": other_service})
    PersonShown.objects.create(media=MediaFactory(service=service), label="boy with the kite", consent=held)
    rows = make(service, manager, first=day, last=day).rows("consents")
    assert [(one["Consent"], one["Files"], one["Why withdrawn"]) for one in rows] == [
        (held.reference, "1", ""), (taken_back.reference, "0", "By telephone."),
    ]  # fmt: skip


def test_a_span_says_the_compliance_figures_with_how_they_are_counted(service, manager, make):
    posted = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
    for minutes in (10, 20, 600):
        hidden_at = posted + dt.timedelta(minutes=minutes)
        CommentFactory(service=service, case=True, confirmed_by=manager, posted_at=posted, hidden_at=hidden_at)
    opened = make(service, manager, first=dt.date(2026, 3, 1), last=dt.date(2026, 3, 31))
    figures = {one["Figure"]: one for one in opened.rows("figures")}
    exposure = figures["Exposure of public case requests"]
    assert (exposure["Of"], exposure["Median, minutes"], exposure["90th percentile, minutes"]) == ("3", "20", "600")
    assert exposure["As it should be"] == "2"
    assert "hidden" in exposure["How it is counted"]
    empty = make(service, manager, first=dt.date(2020, 1, 1), last=dt.date(2020, 1, 1))
    figures = {one["Figure"]: one for one in empty.rows("figures")}
    assert figures["Exposure of public case requests"]["Median, minutes"] == ""
