"""How comments come in: watches, gaps in what was read, imports, and screenshots of what was logged by hand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.querysets import OfService
from moderation.models.comments import Comment, Visibility


class Watch(models.Model):
    """A word, phrase or hashtag that is searched for on a network that can be searched (K5)."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="watches")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="watches")
    term = models.CharField(max_length=100, help_text="Words as they are to be found, or a hashtag with its #.")
    is_active = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    cursor = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_error = models.CharField(max_length=300, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "term"], name="watch_once_per_channel"),
            models.CheckConstraint(condition=~Q(term=""), name="watch_has_a_term"),
        ]

    def __str__(self) -> str:
        return f"Watch {self.pk}"


class Gap(models.Model):
    """A span of time in which a channel could not be read, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "Not read yet"
        FETCHED = "fetched", "Fetched afterwards"
        LOOKED = "looked", "A person looked there"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="gaps")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="gaps")
    from_at = models.DateTimeField(help_text="When it was last read without a fault.")
    until_at = models.DateTimeField(null=True, blank=True, help_text="When it was read again; none while it is not.")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-from_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="gap_ends_after_it_began"
            ),
            models.UniqueConstraint(fields=["channel"], condition=Q(until_at=None), name="gap_one_running_per_channel"),
            models.CheckConstraint(
                condition=~Q(state="looked") | Q(ended_by__isnull=False), name="gap_looked_at_names_who"
            ),
        ]

    def __str__(self) -> str:
        return f"Gap {self.pk}"


class CommentImport(models.Model):
    """Comments from a file (CSV or JSON Lines): read, shown, then taken in piece by piece in the background.

    `position` moves with the rows of a piece in one transaction, so that a run that was killed goes on where it was.
    """

    class State(models.TextChoices):
        READ = "read", "Read, not begun"
        RUNNING = "running", "Running"
        STOPPED = "stopped", "Stopped"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Dropped"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="comment_imports")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC, help_text="Where a line does not say."
    )
    is_record = models.BooleanField(default=False, help_text="Old comments that were dealt with: no clocks, no queue.")
    ids_are_networks = models.BooleanField(
        default=False, help_text="The ids are the network's own, so that it can be asked about them."
    )
    posted_on = models.DateField(null=True, blank=True, help_text="For lines without a date.")
    file = models.FileField(upload_to="imports/comments/", blank=True, help_text="Gone once it is done or dropped.")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict, help_text='Ours to theirs: {text: "Comment", posted_at: "Date", …}')
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    lines = models.PositiveIntegerField(default=0, help_text="How many the file has.")
    position = models.PositiveIntegerField(default=0, help_text="How many are dealt with.")
    made = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="Were here already.")
    wrong = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, help_text="The first 500: [{line, problem}]; no words of a comment.")
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the run last wrote.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(position__lte=F("lines")), name="comment_import_within_its_file"),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class Screenshot(models.Model):
    """A picture of the words of a comment that was logged by hand. Never one that shows a child (K3)."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="screenshot")
    file = models.ImageField(upload_to="screenshots/")
    sha256 = models.CharField(max_length=64)
    shows_words_only = models.BooleanField(help_text="The person who added it says so; without that it is not stored.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shows_words_only=True), name="screenshot_shows_words_only"),
        ]

    def __str__(self) -> str:
        return f"Screenshot of comment {self.comment_id}"
