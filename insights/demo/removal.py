"""Taking a demo service away with everything that hangs on it, the audit chain included: nothing real does that."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import Deputy, Invitation, Membership, OutgoingMail, Service, User
from audit.models import ChainHead, Event
from channels.models import AffiliatedAccount, Channel, Following, SandboxComment, SandboxPost
from moderation.models import Appeal, Block, Comment, Complaint, Escalation, HouseRule, Incident, LegalHold
from policies.models import Policy, QuietPeriod
from posts.models import Consent, Delivery, Media, Note, Post, Review, Revision


@transaction.atomic
def remove(service: Service) -> None:
    """Delete the service, its rows in an order in which none is held by another, its files, and its people where they
    work nowhere else."""
    people = list(User.objects.filter(memberships__service=service).values_list("pk", flat=True))
    Incident.objects.filter(service=service).update(public_post=None)
    Escalation.objects.filter(comment__service=service).delete()
    for model in (LegalHold, Complaint, Appeal, Block):
        model.objects.filter(service=service).delete()
    Comment.objects.filter(service=service).delete()
    Incident.objects.filter(service=service).delete()
    HouseRule.objects.filter(service=service).delete()
    Delivery.objects.filter(post__service=service).delete()
    Review.objects.filter(post__service=service).delete()
    Note.objects.filter(post__service=service).delete()
    Post.objects.filter(service=service).update(revision=None, corrects=None)
    Revision.objects.filter(post__service=service).delete()
    Post.objects.filter(service=service).delete()
    for media in Media.objects.filter(service=service):
        media.file.delete(save=False)
        media.captions.delete(save=False)
        media.delete()
    Consent.objects.filter(service=service).delete()
    SandboxComment.objects.filter(service=service).delete()
    SandboxPost.objects.filter(service=service).delete()
    Policy.objects.filter(service=service).delete()
    QuietPeriod.objects.filter(service=service).delete()
    AffiliatedAccount.objects.filter(service=service).delete()
    Following.objects.filter(service=service).delete()
    Channel.objects.filter(service=service).delete()
    for mail in OutgoingMail.objects.filter(service=service).exclude(attachments=[]):
        for one in mail.attachments:
            default_storage.delete(one["file"])
    for model in (OutgoingMail, Invitation, Deputy, Membership, Event, ChainHead):
        model.objects.filter(service=service).delete()
    service.delete()
    User.objects.filter(pk__in=people, memberships=None).delete()
