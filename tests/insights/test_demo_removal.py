"""Taking a demo service away with whatever people made in it."""

from __future__ import annotations

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Service
from insights.demo.removal import remove
from posts.media import consents
from posts.media.consents import Shown
from posts.models import Campaign, Delivery, Media, NetworkChange, Note
from posts.publishing import corrections
from tests.factories.posts import ConsentFactory, MediaFactory, PostFactory, channel

OUR_APPS = ("accounts", "audit", "channels", "policies", "posts", "moderation", "insights")


def what_is_left() -> dict[str, int]:
    """Rows of every model of ours."""
    ours = [one for app in OUR_APPS for one in apps.get_app_config(app).get_models()]
    return {model.__name__: count for model in ours if (count := model.objects.count())}


def test_a_service_goes_with_all_that_holds_its_rows(service, author, approver):
    media = MediaFactory(service=service, alt="A kite", kind="video")
    media.captions.save("kite.vtt", ContentFile(b"WEBVTT"))
    stamp = consents.stamp(media)
    people = [Shown(label="boy", is_child=True, consent=ConsentFactory(service=service, recorded_by=author))]
    consents.say_who_is_shown(media.pk, by=author, seen=stamp, people=people)
    campaign = Campaign.objects.create(
        service=service, name="Play", owner=author, edited_by=author, starts_on="2026-01-01", ends_on="2026-12-31"
    )
    post = PostFactory(service=service, author=author, pictures=[(media, "A kite")], published=True, campaign=campaign)
    sent = Delivery.objects.create(
        post=post,
        channel=channel(service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
        state="sent",
        sent_at=timezone.now(),
        remote_id="1",
    )
    correction = corrections.begin(post.pk, by=author, reason="The day is wrong.")
    NetworkChange.objects.create(
        delivery=sent, kind="correct", revision=correction.revision, reason="The day is wrong.", asked_by=author
    )
    Note.objects.create(post=post, revision=post.revision, text="Which day?", by=approver)
    remove(service)
    assert what_is_left() == {}
    assert not Media._meta.get_field("captions").storage.exists(media.captions.name)


def test_another_service_keeps_its_own(service, other_service, outsider):
    PostFactory(service=other_service, author=outsider, published=True)
    remove(service)
    assert Service.objects.get() == other_service
    assert other_service.posts.count() == 1
