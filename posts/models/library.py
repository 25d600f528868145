"""Who is shown in the library's files, and the consents that they stand on (source: H4, K6)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.querysets import OfService
from posts.models.posts import Media


class Consent(models.Model):
    """A written consent to use pictures of somebody. The form itself stays in the service's files under `reference`."""

    class GivenBy(models.TextChoices):
        PARENT = "parent", "Parent or carer, for their child"
        YOUNG_PERSON = "young_person", "Young person, for themselves"
        STAFF = "staff", "Member of staff"
        ADULT = "adult", "Another adult"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="consents")
    reference = models.CharField(max_length=60, help_text="Where the signed form is, for example C-2026-041. No names.")
    given_by = models.CharField(max_length=12, choices=GivenBy)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day that it holds; empty: no end.")
    covers = models.CharField(max_length=200, blank=True, help_text="What it allows: networks, website, print.")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-given_on", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["service", "reference"], name="consent_reference_once_per_service"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(given_by__in=["parent", "young_person", "staff", "adult"]), name="consent_giver_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PersonShown(models.Model):
    """Somebody who can be seen in a picture or video, told apart without a name ("boy with the kite")."""

    media = models.ForeignKey(Media, models.CASCADE, related_name="people")
    label = models.CharField(max_length=80)
    is_child = models.BooleanField(default=False)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="people")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "people shown"
        constraints = [models.UniqueConstraint(fields=["media", "label"], name="person_shown_once_per_label")]

    def __str__(self) -> str:
        return self.label
