"""Comments and what is known, said and done about them (DESIGN 6)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from moderation.classify.labels import FLAG_LABELS, LABELS, Category, Flag
from moderation.querysets import CommentQuerySet

if TYPE_CHECKING:
    from accounts.models import User

CATEGORY_CHOICES = [(category.value, LABELS[category]) for category in Category]
FLAG_CHOICES = [(flag.value, FLAG_LABELS[flag]) for flag in Flag]


# What a remote id begins with that no network gave us, so that no network can be asked by it.
BY_HAND = "by-hand:"  # a person logged the comment
TOO_LONG = "sha256:"  # the network's own id does not fit
IMPORTED = "import:"  # it came from a file without the network's ids


class CommentState(models.TextChoices):
    NEW = "new", "New"
    SORTED = "sorted", "Sorted"
    CLAIMED = "claimed", "Claimed"
    ACTING = "acting", "Being handled"
    WAITING = "waiting", "Waiting"
    ESCALATED = "escalated", "Escalated"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Taken away by its writer"
    RECORD = "record", "Old record"  # imported as dealt with long ago
    PURGED = "purged", "Purged"


class Visibility(models.TextChoices):
    PUBLIC = "public", "In public"
    DIRECT = "direct", "Direct message"


class Source(models.TextChoices):
    """How we came to know of it."""

    NETWORK = "network", "Read from the network"
    BY_HAND = "by_hand", "Logged by hand"
    IMPORT = "import", "Imported from a file"
    WATCH = "watch", "Found by a watch"


class Comment(models.Model):
    """What somebody wrote to the service, and where it stands."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="comments")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="comments")
    remote_id = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    author_handle = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120, blank=True)
    author_signals = models.JSONField(default=dict, help_text="{has_avatar, followers, recent_comments_24h}")
    text = models.TextField()
    posted_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    post = models.ForeignKey(
        "posts.Post",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        help_text="Which of our posts it answers.",
    )
    source = models.CharField(max_length=10, choices=Source, default=Source.NETWORK)
    answers_remote_id = models.CharField(
        max_length=300, blank=True, help_text="The network's id of the comment that it answers, known to us or not."
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        help_text="The comment that it answers, once that is here.",
    )
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the network was last asked whether it still stands as it came."
    )
    found_by = models.ForeignKey("moderation.Watch", models.SET_NULL, null=True, blank=True, related_name="comments")
    imported_by = models.ForeignKey(
        "moderation.CommentImport", models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    state = models.CharField(max_length=12, choices=CommentState, default=CommentState.NEW)
    category = models.CharField(
        max_length=20,
        choices=CATEGORY_CHOICES,
        blank=True,
        help_text="As a person said; before that, as suggested.",
    )
    category_confirmed_at = models.DateTimeField(null=True, blank=True)
    flags = models.JSONField(default=list, help_text="Values of Flag that hold now.")
    priority = models.PositiveSmallIntegerField(default=4, help_text="0 immediate danger … 4 general.")
    due_at = models.DateTimeField(null=True, blank=True, help_text="When its clock runs out.")
    warn_at = models.DateTimeField(
        null=True, blank=True, help_text="When so much of its time is used up that somebody is told."
    )
    clock_stopped_at = models.DateTimeField(null=True, blank=True, help_text="When what its clock asks for was done.")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    claimed_until = models.DateTimeField(null=True, blank=True)
    kept_from = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="moderation.KeptFrom",
        blank=True,
        related_name="+",
        help_text="The members of staff that it makes an allegation about.",
    )
    message_allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The safeguarding lead who allowed a message to a writer under 13.",
    )
    incident = models.ForeignKey("moderation.Incident", models.SET_NULL, null=True, blank=True, related_name="comments")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by_rule = models.BooleanField(
        default=False, help_text="The out-of-hours rule hid it, and no person has said yet what it is."
    )
    shown_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last shown again after it had been hidden."
    )
    exposed_before = models.DurationField(
        default=dt.timedelta, help_text="How long it stood in public before it was last shown again."
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    not_shown_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Since when the network does not show it to us, while nobody knows whether it is gone.",
    )
    asks_more_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its writer changed it into what asks for more: clock and exposure count from then.",
    )
    reopened_at = models.DateTimeField(
        null=True, blank=True, help_text="When a person last opened it again: it stays open though it is gone there."
    )
    statutory_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    purge_on = models.DateField(
        null=True, blank=True, help_text="From this day on its words are no longer kept; none while it is open."
    )
    purged_at = models.DateTimeField(null=True, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who logged it by hand.",
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up with each change; a stale page is noticed by it."
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "due_at", "received_at"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="comment_once_per_channel"),
            models.CheckConstraint(condition=Q(state__in=CommentState.values), name="comment_state_is_known"),
            models.CheckConstraint(condition=Q(priority__lte=4), name="comment_priority_is_0_to_4"),
            models.CheckConstraint(
                condition=Q(category="") | Q(category__in=[category.value for category in Category]),
                name="comment_category_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & Q(category_confirmed_at__isnull=False)),
                name="comment_closed_was_classed_by_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="purged") | Q(text="", author_handle="", author_name="", purged_at__isnull=False),
                name="comment_purged_keeps_no_words",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(closed_at=None, clock_stopped_at=None), name="comment_clock"),
            models.Index(
                fields=["warn_at"], condition=Q(closed_at=None, clock_stopped_at=None), name="comment_warning"
            ),
            models.Index(fields=["service"], condition=Q(hidden_by_rule=True), name="comment_hidden_by_rule"),
            models.Index(fields=["service", "priority", "due_at"], condition=Q(closed_at=None), name="comment_queue"),
            models.Index(fields=["service", "state"], condition=Q(closed_at=None), name="comment_open_state"),
            models.Index(
                fields=["service", "due_at"],
                condition=Q(closed_at=None, clock_stopped_at=None),
                name="comment_late",
            ),
            models.Index(fields=["service"], condition=Q(closed_at=None, category=""), name="comment_unsorted"),
            models.Index(fields=["service", "-closed_at"], name="comment_closed"),
            models.Index(fields=["service", "received_at"], name="comment_received"),
            models.Index(
                fields=["service", "posted_at"],
                condition=Q(category=Category.CASE_REQUEST, visibility=Visibility.PUBLIC),
                name="comment_public_case",
            ),
            models.Index(fields=["channel", "author_handle", "-posted_at"], name="comment_of_author"),
            models.Index(
                fields=["channel", "checked_at"], condition=Q(closed_at=None, removed_at=None), name="comment_to_check"
            ),
            models.Index(
                fields=["channel", "posted_at"],
                condition=Q(state__in=["closed", "withdrawn"], hidden_at=None),
                name="comment_to_check_rarely",
            ),
            models.Index(fields=["purge_on"], condition=Q(purged_at=None), name="comment_to_purge"),
            models.Index(
                fields=["channel", "answers_remote_id"],
                condition=~Q(answers_remote_id="") & Q(parent=None),
                name="comment_without_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"  # never its words or its writer: this label stands in events and logs

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def is_known_there(self) -> bool:
        """Whether the network can be asked about it by its id."""
        return not self.remote_id.startswith((BY_HAND, TOO_LONG, IMPORTED))

    @property
    def is_confirmed(self) -> bool:
        """A person said what it is."""
        return self.category_confirmed_at is not None

    @property
    def exposure(self) -> dt.timedelta | None:
        """How long it stood in public until it was hidden, without the times at which it was hidden in between.

        None for what is not hidden now, and for a direct message.
        """
        if not self.hidden_at or not self.is_public:
            return None
        return self.exposed_before + max(self.hidden_at - self.public_since, dt.timedelta())

    @property
    def public_since(self) -> dt.datetime:
        """When it last began to stand in public, as what it is now."""
        return max(at for at in (self.posted_at, self.shown_again_at, self.asks_more_since) if at)

    def is_held_by(self, user: User, now: dt.datetime) -> bool:
        return self.claimed_by_id == user.pk and self.claimed_until is not None and self.claimed_until >= now

    @property
    def kept_from_ids(self) -> frozenset[int]:
        """The people that it is kept from. Asked of the database once, until that changes; lists prefetch it, and a
        page may know from its first question that there is nobody (`is_kept`, querysets.py)."""
        if getattr(self, "is_kept", None) is False:
            return frozenset()
        models.prefetch_related_objects([self], "kept_from")
        return frozenset(person.pk for person in self.kept_from.all())

    def is_kept_from(self, user: User) -> bool:
        return user.pk in self.kept_from_ids


class KeptFrom(models.Model):
    """A comment is kept from a person, whom it names. Of many comments at once, querysets.py asks."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+", db_index=False)  # the constraint has one
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="kept_from_once_a_person")]

    def __str__(self) -> str:
        return f"Comment {self.comment_id}, kept from person {self.person_id}"


class Capture(models.Model):
    """The evidence, stored before anything is done (K3): text and raw payload, never a picture."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="capture")
    text = models.TextField()
    raw = models.JSONField(default=dict)
    url = models.URLField(max_length=500, blank=True)
    author_handle = models.CharField(max_length=120)
    author_name = models.CharField(max_length=120, blank=True)
    posted_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Capture of comment {self.comment_id}"


class Edit(models.Model):
    """What the writer changed the comment to afterwards. The capture stays what it was."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="edits")
    text = models.TextField()
    raw = models.JSONField(default=dict, help_text="The payload as it came, where the network gave one.")
    sha256 = models.CharField(max_length=64, help_text="Over text, payload, address, writer and `noted_at`.")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"Edit of comment {self.comment_id}"


class Assessment(models.Model):
    """What the machine suggested, with its reasons, and what a person then said."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="assessments")
    model = models.CharField(max_length=40)
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES)
    confidence = models.FloatField(help_text="0 to 1.")
    scores = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    flag_scores = models.JSONField(default=dict)
    needs_person = models.BooleanField(default=False, help_text="The machine is not sure: you choose.")
    reasons = models.JSONField(default=list, help_text="[{span: [start, end], text, for}]")
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_category = models.CharField(max_length=20, choices=CATEGORY_CHOICES, blank=True)
    decided_flags = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="assessment_confidence_is_0_to_1"
            )
        ]

    def __str__(self) -> str:
        return f"Assessment of comment {self.comment_id}"
