"""Posts, their content in revisions, and the decisions about it (DESIGN 5)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from channels.networks import capabilities_of
from posts.content import ChannelText, Content, Picture
from posts.querysets import PostQuerySet


class PostState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHING = "publishing", "Going out"
    PUBLISHED = "published", "Published"
    PARTLY_PUBLISHED = "partly_published", "Partly published"
    FAILED = "failed", "Failed"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REMOVED = "removed", "Removed"


class PostKind(models.TextChoices):
    RESOURCE = "resource", "Resource"
    IMAGE = "image", "Picture"
    VIDEO = "video", "Video"
    TEXT = "text", "Text"
    LINK = "link", "Link"
    BEFORE_EVENT = "before_event", "Before an event"
    NEW_INFORMATION = "new_information", "New information"
    DEADLINE = "deadline", "Deadline reminder"
    AFTER_EVENT = "after_event", "After an event"
    QUESTION = "question", "Question"
    SURVEY = "survey", "Survey"


class Audience(models.TextChoices):
    PARENTS_CARERS = "parents_carers", "Parents and carers"
    YOUNG_PEOPLE = "young_people", "Young people"
    PROFESSIONALS = "professionals", "Professionals"


class MediaKind(models.TextChoices):
    PICTURE = "picture", "Picture"
    VIDEO = "video", "Video"
    DOCUMENT = "document", "Document"


class Media(models.Model):
    """A file of the service's library. A picture was re-encoded on upload: no EXIF, no more than the networks take."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind, default=MediaKind.PICTURE)
    title = models.CharField(max_length=120, blank=True, help_text="For colleagues.")
    alt = models.CharField(max_length=1500, blank=True, help_text="The words offered when it is put into a post.")
    is_decorative = models.BooleanField(default=False, help_text="Says nothing that a text beside it does not.")
    media_type = models.CharField(max_length=120, default="image/jpeg")
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    captions = models.FileField(upload_to="captions/%Y/%m/", blank=True, help_text="WebVTT, for a video.")
    made_by = models.CharField(max_length=120, blank=True, help_text="Who made it, for the credit.")
    people_are_known = models.BooleanField(
        default=False, help_text="Somebody said who is shown, or that nobody is; PersonShown has them."
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to="media/%Y/%m/")
    original_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(help_text="Pixels; 0 for a document.")
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    shows_child = models.BooleanField(default=False)
    consent_until = models.DateField(
        null=True, blank=True, help_text="The first end of a consent that a child in it needs; kept by posts.consents."
    )
    adults_until = models.DateField(
        null=True, blank=True, help_text="The first end of a consent of an adult in it; kept by posts.consents."
    )
    consent_reference = models.CharField(max_length=60, blank=True)
    made_by_service = models.BooleanField(default=True)
    licence = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name_plural = "media"
        constraints = [models.CheckConstraint(condition=Q(kind__in=MediaKind.values), name="media_kind_is_known")]
        indexes = [models.Index(fields=["service", "-uploaded_at"], name="media_library")]

    def __str__(self) -> str:
        return self.title or self.original_name

    def as_picture(self, alt: str, *, is_decorative: bool = False) -> Picture:
        """The picture as content, with these words for people who cannot see it."""
        return Picture(
            media_id=self.pk,
            sha256=self.sha256,
            kind=self.kind,
            alt=alt,
            is_decorative=is_decorative,
            file=self.original_name,
            shows_child=self.shows_child,
            consent_until=self.consent_until,
            adults_until=self.adults_until,
            made_by_service=self.made_by_service,
            licence=self.licence,
        )


class Post(models.Model):
    """A post on its way from draft to published. Its content stands in its current revision."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="posts")
    title = models.CharField(max_length=120, help_text="For colleagues; it is not published.")
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.TEXT)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.PARENTS_CARERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=PostState, default=PostState.DRAFT)
    revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, blank=True, related_name="+", help_text="The current one."
    )
    approved_digest = models.CharField(
        max_length=64, blank=True, help_text="The one content that the approval holds for."
    )
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    publish_on = models.DateField(null=True, blank=True, help_text="Wall clock, in the post's zone.")
    publish_time = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    publish_at = models.DateTimeField(null=True, blank=True, help_text="The moment that the wall clock means.")
    late_limit_minutes = models.PositiveIntegerField(default=120)
    story_consent = models.BooleanField(default=False, help_text="A success story, consented to and anonymous.")
    campaign = models.ForeignKey("Campaign", models.PROTECT, null=True, blank=True, related_name="posts")
    series = models.ForeignKey("Series", models.SET_NULL, null=True, blank=True, related_name="posts")
    series_on = models.DateField(null=True, blank=True, help_text="The day of the series that it was made for.")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    correction_reason = models.CharField(max_length=300, blank=True, help_text="What was wrong with the post.")
    repurposed_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="repurposed_as")
    held_reason = models.CharField(max_length=300, blank=True, help_text="Why it waits though it is scheduled.")
    published_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, help_text="Goes up with each save; a stale form is noticed by it.")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PostState.values), name="post_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "scheduled", "publishing", "published", "partly_published"])
                | ~Q(approved_digest=""),
                name="post_goes_out_only_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "publishing"]) | Q(publish_at__isnull=False),
                name="post_scheduled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""), name="post_correction_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["series", "series_on"], condition=Q(series__isnull=False), name="post_once_per_day_of_series"
            ),
        ]
        indexes = [
            models.Index(fields=["service", "state", "-edited_at"], name="post_list"),
            models.Index(fields=["service", "-edited_at"], name="post_recent"),
            models.Index(fields=["service", "publish_at"], name="post_calendar"),
            models.Index(fields=["service", "published_at"], condition=~Q(published_at=None), name="post_published"),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """The content of a post at one time. Never changed; its digest is what an approval holds for."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    link_title = models.CharField(max_length=200, blank=True, help_text="What the link's card says.")
    link_description = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 over all of it, posts.content.digest.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_number_once_per_post")]

    def __str__(self) -> str:
        return f"Revision {self.number}"

    def content(self) -> Content:
        """What goes out, as plain values; `posts.content.digest` of it is this revision's digest.

        Reads the database, unless channels and pictures were prefetched.
        """
        kept = getattr(self, "_prefetched_objects_cache", {})
        chosen, used = self.revision_channels.all(), self.revision_media.all()
        chosen = chosen if "revision_channels" in kept else chosen.select_related("channel")
        used = used if "revision_media" in kept else used.select_related("media")
        return Content(
            text=self.text,
            link=self.link,
            link_title=self.link_title,
            link_description=self.link_description,
            channels=tuple(
                ChannelText(
                    channel_id=one.channel_id,
                    network=one.channel.network,
                    text=one.text,
                    warning=one.warning,
                    takes_threads=capabilities_of(one.channel).threads,
                )
                for one in chosen
            ),
            pictures=tuple(one.as_picture() for one in used),
        )


class RevisionChannel(models.Model):
    """A channel that the revision is for; `text` when that channel has a text of its own."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="revision_channels")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    warning = models.CharField(
        max_length=120, blank=True, help_text="Content warning, where the network shows one before the text."
    )

    class Meta:
        ordering = ["channel__network", "channel__handle"]
        constraints = [models.UniqueConstraint(fields=["revision", "channel"], name="revision_channel_once")]

    def __str__(self) -> str:
        return str(self.channel)


class RevisionMedia(models.Model):
    """A picture of the revision, in order, with the words for people who cannot see it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="revision_media")
    media = models.ForeignKey(Media, models.PROTECT, related_name="used_in")
    position = models.PositiveSmallIntegerField()
    alt_text = models.CharField(max_length=1500, blank=True)
    is_decorative = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "revision media"
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="revision_media_in_order")]

    def __str__(self) -> str:
        return str(self.media)

    def as_picture(self) -> Picture:
        return self.media.as_picture(self.alt_text, is_decorative=self.is_decorative)


class Reason(models.Model):
    """Why the author keeps what a rule warns of; the approver reads it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reasons")
    key = models.CharField(max_length=16, help_text="policies.rules.base.Finding.key")
    rule = models.CharField(max_length=40)
    quote = models.TextField(blank=True, help_text="The words that it is about; empty for the whole post.")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="reason_once_per_finding")]

    def __str__(self) -> str:
        return self.rule


class Review(models.Model):
    """A decision about one digest, with the findings as they were and the policy version that they stood on."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"

    post = models.ForeignKey(Post, models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision)
    note = models.TextField(blank=True)
    findings = models.JSONField(default=list, help_text="[{rule, severity, message, quote, section, version, reason}]")
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_by = models.CharField(
        max_length=64, blank=True, help_text="Of an approval: posts.checks.judged_by; the same again saves the work."
    )
    by_author = models.BooleanField(default=False, help_text="A service of one, after the cooling-off time.")
    at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["post", "-at"], name="review_of_post")]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by}"
