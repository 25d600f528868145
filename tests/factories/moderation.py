"""Comments at every stage. A trait writes the rows as intake and the moves would leave them.

`CommentFactory(service=service, case=True, confirmed_by=user)` is the usual start. With `on_sandbox=True` the comment
stands on the sandbox network too, so that hiding, replying and deleting run for real.
"""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from accounts.models import User
from channels.models import SandboxComment
from moderation import moves
from moderation.coming_in import captures
from moderation.models import (
    Appeal,
    Assessment,
    Block,
    Capture,
    Comment,
    CommentState,
    Complaint,
    Escalation,
    HouseRule,
    Incident,
    KeptFrom,
    Visibility,
)
from tests.factories.accounts import ServiceFactory, UserFactory
from tests.factories.channels import ChannelFactory, SandboxCommentFactory
from tests.factories.policies import PolicyVersionFactory, ReplyTemplateFactory, SectionFactory

CASE = "My son is in year 4 and school put him on a part time timetable. What should I do?"


def sandbox_channel(service) -> object:
    """The service's sandbox channel; the same one each time."""
    found = service.channels.filter(network="sandbox").first()
    return found or ChannelFactory(service=service)


class CommentFactory(factory.django.DjangoModelFactory):
    """A sorted comment in public. Traits: case, grievance, troll, unsorted, direct, on_sandbox, closed, escalated.

    `confirmed_by` is who said what it is; `claimed_by` holds it for five minutes; `kept_from` is a person, or several.
    """

    class Meta:
        model = Comment
        skip_postgeneration_save = True
        exclude = ["confirmed_by"]

    class Params:
        case = factory.Trait(category="case_request", text=CASE)
        grievance = factory.Trait(category="grievance", text="Three weeks and still no call back from you.")
        troll = factory.Trait(category="troll", text="You lot are useless clowns.")
        unsorted = factory.Trait(category="", state=CommentState.NEW)
        direct = factory.Trait(visibility=Visibility.DIRECT)
        closed = factory.Trait(
            state=CommentState.CLOSED,
            category_confirmed_at=factory.SelfAttribute("posted_at"),
            closed_at=factory.LazyFunction(timezone.now),
        )

    on_sandbox = False
    escalated = False
    kept_from = ()
    confirmed_by = None
    service = factory.SubFactory(ServiceFactory)
    channel = factory.LazyAttribute(lambda comment: sandbox_channel(comment.service))
    remote_id = factory.Sequence(lambda n: f"remote-{n}")
    text = "Is the Thursday drop-in at the library wheelchair accessible?"
    author_handle = factory.Sequence(lambda n: f"writer-{n}")
    author_name = "Jo Pemberton"
    category = "general"
    state = factory.LazyAttribute(lambda comment: CommentState.ACTING if comment.confirmed_by else CommentState.SORTED)
    category_confirmed_at = factory.LazyAttribute(lambda comment: comment.posted_at if comment.confirmed_by else None)
    posted_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(minutes=5))
    received_at = factory.SelfAttribute("posted_at")
    claimed_until = factory.LazyAttribute(
        lambda comment: timezone.now() + dt.timedelta(minutes=5) if getattr(comment, "claimed_by", None) else None
    )

    @classmethod
    def _create(cls, model_class, *args, **fields):
        on_sandbox, escalated, kept_from = fields.pop("on_sandbox"), fields.pop("escalated"), fields.pop("kept_from")
        comment = model_class(**fields)
        if on_sandbox:
            private = {"private": True} if comment.visibility == Visibility.DIRECT else {}
            there = SandboxCommentFactory(
                service=comment.service, text=comment.text, author_name=comment.author_name, **private
            )
            comment.remote_id = str(there.key)
        if escalated:
            comment.flags = sorted({*comment.flags, "safeguarding"})
            comment.state = CommentState.ESCALATED
        moves.reckon(comment)
        comment.save()
        comment.kept_from.set([kept_from] if isinstance(kept_from, User) else kept_from or ())
        keep(comment)
        if comment.category:
            Assessment.objects.create(comment=comment, model="test 1", category=comment.category, confidence=0.9)
        if escalated:
            Escalation.objects.create(comment=comment, raised_at=comment.received_at)
        return comment


def keep_all_from(person: User) -> None:
    """Every comment that there is."""
    KeptFrom.objects.bulk_create(KeptFrom(comment=comment, person=person) for comment in Comment.objects.all())


def keep(comment: Comment) -> Capture:
    facts = {"text": comment.text, "raw": {}, "url": comment.url, "posted_at": comment.posted_at}
    return Capture.objects.create(
        comment=comment,
        author_handle=comment.author_handle,
        author_name=comment.author_name,
        sha256=captures.digest(handle=comment.author_handle, name=comment.author_name, **facts),
        **facts,
    )


def on_the_sandbox(comment: Comment) -> SandboxComment:
    """The comment as the sandbox network has it."""
    return SandboxComment.objects.get(key=comment.remote_id)


class HouseRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseRule

    service = factory.SubFactory(ServiceFactory)
    name = "No insults"


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incident

    service = factory.SubFactory(ServiceFactory)
    title = "A call back that took three weeks"
    channel = factory.LazyAttribute(lambda incident: sandbox_channel(incident.service))
    author_handle = factory.Sequence(lambda n: f"writer-of-incident-{n}")
    opened_by = factory.SubFactory(UserFactory)


class ComplaintFactory(factory.django.DjangoModelFactory):
    """A complaint of today, to be acknowledged."""

    class Meta:
        model = Complaint

    incident = factory.SubFactory(IncidentFactory)
    service = factory.SelfAttribute("incident.service")
    number = factory.Sequence(lambda n: f"2026-{n:05d}")
    made_on = factory.LazyAttribute(lambda complaint: complaint.service.today(timezone.now()))
    acknowledge_by = factory.LazyAttribute(lambda complaint: complaint.made_on + dt.timedelta(days=7))
    answer_by = factory.LazyAttribute(lambda complaint: complaint.made_on + dt.timedelta(days=21))
    handled_by = factory.SubFactory(UserFactory)
    opened_by = factory.SelfAttribute("handled_by")


class BlockFactory(factory.django.DjangoModelFactory):
    """A block that holds."""

    class Meta:
        model = Block

    service = factory.SubFactory(ServiceFactory)
    channel = factory.LazyAttribute(lambda block: sandbox_channel(block.service))
    author_handle = factory.Sequence(lambda n: f"blocked-{n}")
    reason = "Insults again and again."
    decided_by = factory.SubFactory(UserFactory)
    ends_on = factory.LazyAttribute(lambda block: block.service.today(timezone.now()) + dt.timedelta(days=90))
    state = Block.State.DONE


class AppealFactory(factory.django.DjangoModelFactory):
    """A writer asks us to look again at a comment; `comment=None, block=…` for a block."""

    class Meta:
        model = Appeal

    comment = factory.SubFactory(CommentFactory, hidden_at=factory.LazyFunction(timezone.now))
    service = factory.LazyAttribute(lambda appeal: (appeal.comment or appeal.block).service)
    came_by = "by e-mail"
    says = "It was a joke between friends."
    logged_by = factory.SubFactory(UserFactory)
    due_on = factory.LazyAttribute(lambda appeal: appeal.service.today(timezone.now()) + dt.timedelta(days=7))


def reply_templates(
    service, *purposes: str, body: str = "We keep this confidential. Call {phone} or write to {email}."
):
    """A policy in force with a reply text for each purpose; returns the version."""
    version = PolicyVersionFactory(in_force=True, service=service)
    section = SectionFactory(version=version, key="comments", title="Comments")
    for purpose in purposes:
        ReplyTemplateFactory(section=section, purpose=purpose, body=body)
    return version
