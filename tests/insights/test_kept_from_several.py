"""An allegation against two colleagues: neither of them finds it anywhere, nor that it is there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from audit import services as audit
from audit.kinds import Kind
from channels.networks import IncomingComment
from insights import home, mending
from insights.compliance import comments as figures
from insights.spans import Span
from moderation import workflow
from moderation.coming_in import intake
from moderation.keeping import data_requests
from moderation.models import Comment
from moderation.moves import MoveRefused
from tests.factories.moderation import AppealFactory, CommentFactory, IncidentFactory, sandbox_channel
from tests.insights.evidence.conftest import make as make  # the fixture

TEXT = "Your advisers Priya Nair and Helen Okafor shouted at my boy and grabbed his arm, they should be sacked"
REASON = "Two colleagues are named."
WORDS = ("grabbed his arm", "Jo Pemberton", REASON)
pytestmark = pytest.mark.django_db


@pytest.fixture
def named(coordinator, manager):
    """A coordinator and the service manager."""
    return coordinator, manager


@pytest.fixture
def comment(service, named, approver, safeguarding_lead) -> Comment:
    """As it came in, with an incident, a request to look again, and an answer to it by somebody else."""
    now = timezone.now()
    came = IncomingComment(
        remote_id="r-1", text=TEXT, author_handle="@maya", author_name="Jo Pemberton", posted_at=now, raw={"id": "r-1"}
    )
    comment = intake.receive(sandbox_channel(service), came)
    Comment.objects.filter(pk=comment.pk).update(incident=IncidentFactory(service=service, title="About two of us"))
    AppealFactory(comment=comment, says="Why was it hidden?")
    audit.record(Kind.COMMENT_REOPENED, on=comment, actor=approver, data={"reason": REASON})
    return Comment.objects.get(pk=comment.pk)


def pages(service, comment: Comment, answer: Comment) -> list[str]:
    slug, to = service.slug, reverse("inbox:queue", args=[service.slug])
    searched = ("", "?q=grabbed", "?q=@maya", "?flag=staff_allegation", "?show=mine", "?show=late", "?show=closed")
    return [
        *(to + query for query in searched),
        *(reverse(f"inbox:{name}", args=[slug]) for name in ("incidents", "appeals", "abuse", "keeping")),
        *(reverse("insights:figure", args=[slug, figure]) for figure in ("captured", "in-time", "reopened")),
        reverse("inbox:comment", args=[slug, answer.pk]) + "?look=1",
        reverse("insights:home", args=[slug]),
        reverse("insights:compliance", args=[slug]),
        reverse("audit:history", args=[slug]),
    ]


def test_on_arrival_it_is_kept_from_both_and_neither_finds_it(client, service, comment, named, safeguarding_lead):
    assert comment.kept_from_ids == {person.pk for person in named}
    answer = CommentFactory(service=service, parent=comment, text="Is the library open?", author_name="Kim")
    own = (reverse(f"inbox:{name}", args=[service.slug, comment.pk]) for name in ("comment", "capture", "escalation"))
    own = [*own, reverse("inbox:incident", args=[service.slug, comment.incident_id])]
    own.append(reverse("inbox:appeal", args=[service.slug, comment.appeals.get().pk]))
    for person in named:
        client.force_login(person)
        for page in pages(service, comment, answer):
            got = client.get(page)
            text = got.content.decode()
            assert got.status_code in (200, 403), page
            assert not [word for word in (*WORDS, f"/inbox/{comment.pk}/", "kept from you") if word in text], page
        assert [client.get(page).status_code for page in own] == [404] * len(own)
        assert workflow.next_comment(service, by=person) == answer
        workflow.release(answer.pk, by=person)
    assert not OutgoingMail.objects.filter(to__in=named).exists()
    client.force_login(safeguarding_lead)
    assert "grabbed his arm" in client.get(own[0]).content.decode()


def test_for_one_of_them_it_is_lifted_and_the_other_does_not_find_it(
    client, service, comment, named, safeguarding_lead
):
    coordinator, manager = named
    workflow.keep_no_more(comment.pk, by=safeguarding_lead, person=coordinator, reason="It was somebody else")
    page = reverse("inbox:comment", args=[service.slug, comment.pk])
    for person, status in ((coordinator, 200), (manager, 404)):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_no_pack_report_or_data_request_tells_either_of_it(service, comment, named, make, safeguarding_lead):
    _, manager = named
    today = service.today(timezone.now())
    everything = make(service, manager, first=today, last=today).everything()
    assert not [word for word in (*WORDS, "About two of us") if word in everything]
    asked = data_requests.open_request(
        service, kind="access", channel=comment.channel, handles=["maya"], asked_on=today, checked_how="x", by=manager
    )
    with pytest.raises(MoveRefused, match="kept from you"):
        data_requests.check(asked.pk, by=manager, number=2)
    Comment.objects.filter(pk=comment.pk).update(category="case_request", due_at=comment.posted_at)
    later = timezone.now()
    for person, leads in (*((one, False) for one in named), (safeguarding_lead, True)):
        entries = mending.seen_by(person, service, mending.wrong_now(service, later))
        (entry,) = (one for one in entries if one["what"].startswith("A case request"))
        assert bool(entry["url"]) is leads
    assert home.waiting_for(named[0], service, later).is_empty


def test_the_rows_of_a_figure_cost_the_same_however_many_are_kept_from_several(service, named, approver):
    def cost() -> int:
        now = timezone.now()
        span = Span(service, now - dt.timedelta(days=1), now)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for rows in (figures.captured_first, figures.in_time, figures.reopened, figures.appeals_in_time):
                list(rows(span, now))
        return len(asked)

    def more() -> None:
        comment = CommentFactory(service=service, kept_from=named)
        audit.record(Kind.COMMENT_REOPENED, on=comment, actor=approver, data={"reason": REASON})

    more()
    before = cost()
    more()
    more()
    assert cost() == before
