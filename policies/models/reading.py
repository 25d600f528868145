"""Who has to read or be trained in what, by when, and that they did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from policies.models.documents import PolicyVersion


class ReadingCampaign(models.Model):
    """A major version that staff read and accept, or a training with a date and a note (K7)."""

    class Kind(models.TextChoices):
        POLICY = "policy", "Reading a policy"
        TRAINING = "training", "Training"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="reading_campaigns")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.POLICY)
    version = models.OneToOneField(
        PolicyVersion, models.CASCADE, null=True, blank=True, related_name="reading_campaign"
    )
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    roles = models.JSONField(default=list, blank=True, help_text="Whose members it is for; empty: everybody's.")
    held_on = models.DateField(null=True, blank=True, help_text="The day of a training.")
    due_on = models.DateField(help_text="For those who were here when it was opened.")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="A newer version or training took its place.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="policy", version__isnull=False)
                | Q(kind="training", version=None, held_on__isnull=False),
                name="reading_campaign_has_version_or_day",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """One person's part of a campaign: when it is due, how often they tried the questions, when they accepted."""

    campaign = models.ForeignKey(ReadingCampaign, models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings")
    due_on = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=dict, blank=True, help_text="The last answer to each question, by its key.")
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the version that was accepted.")
    read_version = models.ForeignKey(
        PolicyVersion,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="What was accepted: the campaign's version, or a minor one that was in force by then.",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who recorded somebody else's part in a training; empty: they said so themselves.",
    )
    left_at = models.DateTimeField(
        null=True, blank=True, help_text="Left or lost the role before reading; asked anew when they are back."
    )
    extended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "user"], name="reading_once_per_person"),
            models.CheckConstraint(
                condition=Q(extended_at=None) | (Q(extended_by__isnull=False) & ~Q(extension_reason="")),
                name="reading_extended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(read_version=None) | (Q(read_at__isnull=False) & ~Q(digest="")),
                name="reading_of_a_version_has_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.campaign}"

    @property
    def service(self):
        return self.campaign.service
