"""How long comments are kept, what stops that, and a person's own data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from moderation.models.comments import Comment
from moderation.models.handling import Incident


class LegalHold(models.Model):
    """What must not be purged or erased, and why: one comment, one incident, or all of one writer on a channel."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="legal_holds")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="holds")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="holds")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, blank=True, related_name="+")
    author_handle = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    look_again_on = models.DateField(help_text="When somebody asks whether it is still needed.")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False, incident=None, channel=None, author_handle="")
                | Q(comment=None, incident__isnull=False, channel=None, author_handle="")
                | (Q(comment=None, incident=None, channel__isnull=False) & ~Q(author_handle="")),
                name="legal_hold_is_on_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | (~Q(end_reason="") & Q(ended_by__isnull=False)),
                name="legal_hold_ended_has_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Legal hold {self.pk}"


class PurgeRun(models.Model):
    """A run over what is no longer to be kept. The first one of a service is a trial that a manager confirms."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="purge_runs")
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField(null=True, blank=True, help_text="The service's own day: one real run each.")
    is_trial = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="{general: 12, troll: 3, …, held: 2}")
    comments = models.JSONField(default=list, help_text="Ids, of a trial at most the first 500.")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(is_trial=True, confirmed_by__isnull=False),
                name="purge_run_confirmed_is_a_trial",
            ),
            models.UniqueConstraint(
                fields=["service", "day"], condition=Q(is_trial=False), name="purge_run_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Purge run {self.pk}"


class DataRequest(models.Model):
    """Somebody asks for the data that we hold about them, or to have it erased."""

    class Kind(models.TextChoices):
        ACCESS = "access", "A copy of their data"
        ERASURE = "erasure", "Erasure"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        READY = "ready", "Ready to hand over"
        DONE = "done", "Done"
        REFUSED = "refused", "Refused, in whole or in part"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=8, choices=Kind)
    authors = models.JSONField(default=list, help_text="[[channel id, handle], …] who it is about")
    comment = models.ForeignKey(
        Comment, models.SET_NULL, null=True, blank=True, related_name="data_requests", help_text="That asked for it."
    )
    asked_on = models.DateField()
    due_on = models.DateField()
    checked_how = models.CharField(max_length=300, help_text="How we know that it is them who asks.")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    choices = models.JSONField(
        default=dict, help_text="{hide: [words], show: [words], back: {comment id: why it is kept back}}"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who read what is handed out, or confirmed what is erased. The work in the background begins then.",
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0, help_text="How many of its comments are dealt with.")
    total = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the work in the background last wrote.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to="data-requests/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | (~Q(outcome="") & Q(finished_by__isnull=False)),
                name="data_request_finished_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Data request {self.pk}"
