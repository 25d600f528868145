"""Posts at every stage. A trait writes the row as the moves would leave it, without going through them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from accounts.models import Role
from channels.models import Channel
from posts.content import digest
from posts.models import (
    Campaign,
    CampaignState,
    Consent,
    Media,
    Post,
    PostState,
    Review,
    Revision,
    RevisionChannel,
    RevisionMedia,
    Series,
)
from tests.factories.accounts import ServiceFactory, member

ON_THE_SHELF = (
    *("baking", "knitting", "gardening", "swimming", "trains", "planets", "birds", "castles", "painting", "robots"),
    *("volcanoes", "chess", "football", "cycling", "maps", "bridges", "kites", "clocks"),
)


def text_of(number: int) -> str:
    """A harmless text of its own for each number: two posts that say nearly the same would be warned of.

    tests/posts/test_harmless_texts.py holds the rules against it: a heap of words at random breaks one now and then.
    """
    *most, last = random.Random(number).sample(ON_THE_SHELF, 6)
    return f"New on our shelf: books about {', '.join(most)} and {last}. Come and have a look."


def channel(service, network: str = "sandbox", **fields) -> Channel:
    """A live channel of the service on this network; the same one each time."""
    owner = fields.pop("owner", None) or member(service)
    defaults = {
        "handle": f"@{service.slug}",
        "owner": owner,
        "state": "live",
        "connector": fields.pop("connector", None),
    }
    defaults["connector"] = defaults["connector"] or ("sandbox" if network == "sandbox" else "by_hand")
    found = Channel.objects.filter(service=service, network=network, **fields).first()
    return found or Channel.objects.create(service=service, network=network, **{**defaults, **fields})


def picture_bytes(size: tuple[int, int] = (64, 48), kind: str = "JPEG", **save) -> bytes:
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (40, 90, 140)).save(out, kind, **save)
    return out.getvalue()


class MediaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Media

    class Params:
        video = factory.Trait(
            kind="video",
            media_type="video/mp4",
            original_name="drop-in.mp4",
            file=factory.LazyFunction(lambda: ContentFile(b"0123456789", name="drop-in.mp4")),
            captions=factory.LazyFunction(lambda: ContentFile(b"WEBVTT\n", name="drop-in.vtt")),
        )
        document = factory.Trait(
            kind="document",
            media_type="application/pdf",
            original_name="leaflet.pdf",
            file=factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="leaflet.pdf")),
            width=0,
            height=0,
        )

    service = factory.SubFactory(ServiceFactory)
    uploaded_by = factory.LazyAttribute(lambda media: member(media.service, Role.COORDINATOR))
    original_name = "poster.jpg"
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="poster.jpg"))
    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    width = 64
    height = 48
    bytes = 900


class ConsentFactory(factory.django.DjangoModelFactory):
    """Given by a parent, with no end; `ended` and `withdrawn` are over, `days` sets the end that far from today."""

    class Meta:
        model = Consent

    class Params:
        days = None
        ended = factory.Trait(days=-1)
        withdrawn = factory.Trait(
            withdrawn_on=factory.LazyFunction(lambda: timezone.localdate()), withdrawn_reason="By e-mail."
        )

    service = factory.SubFactory(ServiceFactory)
    reference = factory.Sequence(lambda n: f"C-2026-{n:03}")
    given_by = Consent.GivenBy.PARENT
    given_on = dt.date(2025, 9, 1)
    until = factory.LazyAttribute(
        lambda consent: None if consent.days is None else timezone.localdate() + dt.timedelta(days=consent.days)
    )
    recorded_by = factory.LazyAttribute(lambda consent: member(consent.service, Role.COORDINATOR))


class PostFactory(factory.django.DjangoModelFactory):
    """A draft with one revision for the service's sandbox channel.

    `text`, `channels` (networks or Channel rows), `own_texts` (network to text) and `pictures` ((media, alt), …) set
    the revision; `in_days` sets the time to that many days from now at 10:00.
    """

    class Meta:
        model = Post
        skip_postgeneration_save = True

    class Params:
        in_days = None
        submitted = factory.Trait(state=PostState.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now))
        returned = factory.Trait(state=PostState.RETURNED, submitted_at=factory.LazyFunction(timezone.now))
        approved = factory.Trait(submitted=True, state=PostState.APPROVED)
        scheduled = factory.Trait(submitted=True, state=PostState.SCHEDULED, in_days=3)
        publishing = factory.Trait(submitted=True, state=PostState.PUBLISHING, in_days=0)
        published = factory.Trait(submitted=True, state=PostState.PUBLISHED, in_days=-3)
        expired = factory.Trait(submitted=True, state=PostState.EXPIRED, in_days=-1)
        failed = factory.Trait(submitted=True, state=PostState.FAILED, in_days=-1)
        withdrawn = factory.Trait(state=PostState.WITHDRAWN)
        removed = factory.Trait(submitted=True, state=PostState.REMOVED, in_days=-5, removal_reason="Out of date.")

    service = factory.SubFactory(ServiceFactory)
    author = factory.LazyAttribute(lambda post: member(post.service, Role.COORDINATOR))
    title = factory.Sequence(lambda n: f"Workshops {n}")
    publish_at = factory.LazyAttribute(
        lambda post: (
            None
            if post.in_days is None
            else timezone.now().replace(hour=10, minute=0, second=0, microsecond=0) + dt.timedelta(days=post.in_days)
        )
    )
    publish_on = factory.LazyAttribute(lambda post: post.publish_at and post.service.local(post.publish_at).date())
    publish_time = factory.LazyAttribute(lambda post: post.publish_at and post.service.local(post.publish_at).time())
    published_at = factory.LazyAttribute(lambda post: post.publish_at if post.state == PostState.PUBLISHED else None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        content = {name: kwargs.pop(name, None) for name in ("text", "channels", "own_texts", "pictures", "approver")}
        wanted = kwargs.pop("state", PostState.DRAFT)
        post = super()._create(model_class, *args, state=PostState.DRAFT, **kwargs)
        post.revision = revision(post, **{name: value for name, value in content.items() if name != "approver"})
        post.state = wanted
        if wanted not in (PostState.DRAFT, PostState.SUBMITTED, PostState.RETURNED, PostState.WITHDRAWN):
            _approve(post, content["approver"])
        post.save()
        return post


def revision(post: Post, text=None, channels=None, own_texts=None, pictures=None, by=None) -> Revision:
    """A further revision of the post, with its digest; the caller makes it the current one."""
    made = Revision.objects.create(
        post=post,
        number=post.revisions.count() + 1,
        text=text_of(post.pk) if text is None else text,
        digest="-",
        by=by or post.author,
    )
    for chosen in ["sandbox"] if channels is None else channels:
        row = channel(post.service, chosen, owner=post.author) if isinstance(chosen, str) else chosen
        RevisionChannel.objects.create(revision=made, channel=row, text=(own_texts or {}).get(row.network, ""))
    for position, (media, alt) in enumerate(pictures or ()):
        RevisionMedia.objects.create(revision=made, media=media, position=position, alt_text=alt)
    made.digest = digest(made.content())
    made.save(update_fields=["digest"])
    return made


def _approve(post: Post, approver) -> None:
    post.approved_by = approver or member(post.service, Role.LINE_MANAGER)
    post.approved_at = timezone.now()
    post.approved_digest = post.revision.digest
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest,
        decision=Review.Decision.APPROVED,
        by=post.approved_by,
    )


class CampaignFactory(factory.django.DjangoModelFactory):
    """A draft of a campaign over the next four weeks. Traits: submitted, returned, approved, ended, withdrawn."""

    class Meta:
        model = Campaign

    class Params:
        submitted = factory.Trait(state=CampaignState.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now))
        returned = factory.Trait(state=CampaignState.RETURNED, note="Say whom it is for.")
        approved = factory.Trait(
            submitted=True,
            state=CampaignState.APPROVED,
            approved_by=factory.LazyAttribute(lambda one: member(one.service, Role.LINE_MANAGER)),
            approved_at=factory.LazyFunction(timezone.now),
        )
        ended = factory.Trait(approved=True, state=CampaignState.ENDED)
        withdrawn = factory.Trait(state=CampaignState.WITHDRAWN)

    service = factory.SubFactory(ServiceFactory)
    owner = factory.LazyAttribute(lambda one: member(one.service, Role.COORDINATOR))
    edited_by = factory.SelfAttribute("owner")
    name = factory.Sequence(lambda n: f"Winter of play {n}")
    purpose = "Families know which play groups are open to every child."
    key_messages = "Play has no labels.\nAsk us what is open near you."
    starts_on = factory.LazyAttribute(lambda one: one.service.today(timezone.now()))
    ends_on = factory.LazyAttribute(lambda one: one.starts_on + dt.timedelta(days=27))


class SeriesFactory(factory.django.DjangoModelFactory):
    """Every Tuesday at 09:00 from today, for nobody's channel; its drafts are not made."""

    class Meta:
        model = Series
        skip_postgeneration_save = True

    service = factory.SubFactory(ServiceFactory)
    author = factory.LazyAttribute(lambda one: member(one.service, Role.COORDINATOR))
    name = "Top Tip Tuesday"
    hashtag = "#TopTipTuesday"
    rule = "FREQ=WEEKLY;BYDAY=TU"
    at = dt.time(9)
    text = "A tip for [date]."
    starts_on = factory.LazyAttribute(lambda one: one.service.today(timezone.now()))
