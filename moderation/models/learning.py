"""Which weights the classifier sorts with, and where they came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ClassifierVersion(models.Model):
    """Weights trained here, at night, from what people confirmed. The ones shipped with the code have no row."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", "Being measured"
        REFUSED = "refused", "Refused: it was worse"
        LIVE = "live", "In use"
        RETIRED = "retired", "No longer in use"

    number = models.CharField(max_length=40, unique=True)
    weights = models.BinaryField(help_text="JSON, gzipped; no words of any comment beyond single ones.")
    sha256 = models.CharField(max_length=64)
    trained_at = models.DateTimeField(default=timezone.now)
    examples = models.PositiveIntegerField(help_text="Confirmed comments that it learnt from, beside our corpus.")
    figures = models.JSONField(default=dict, help_text="On the kept part: its own and those of the version before.")
    state = models.CharField(max_length=10, choices=State, default=State.CANDIDATE)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused or put back.")

    class Meta:
        ordering = ["-trained_at"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="live"), name="classifier_one_version_live"),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="candidate"), name="classifier_one_candidate_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SortingChoice(models.Model):
    """A service goes back to an earlier version, until it chooses the newest one again."""

    service = models.OneToOneField("accounts.Service", models.CASCADE, related_name="sorting_choice")
    version = models.ForeignKey(
        ClassifierVersion, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the shipped one."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"Choice of service {self.service_id}"
