"""Packs of evidence: asked for, made in the background, downloaded (DESIGN 8)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.querysets import OfService


class EvidencePack(models.Model):
    """A ZIP of what happened to one thing, or within a span of time, with a manifest of hashes."""

    class Kind(models.TextChoices):
        POST = "post", "A post"
        INCIDENT = "incident", "An incident"
        POLICY = "policy", "A policy"
        REQUESTS = "requests", "A person’s requests"
        SPAN = "span", "Everything in a span of time"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        GONE = "gone", "Taken away"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="evidence_packs")
    kind = models.CharField(max_length=10, choices=Kind)
    thing_id = models.BigIntegerField(null=True, blank=True, help_text="Of the post, incident, policy or request.")
    title = models.CharField(max_length=200, help_text="Never a family's name.")
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, help_text="Rows written so far.")
    total = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the work in the background last wrote.")
    problem = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to="evidence/", blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    gone_on = models.DateField(null=True, blank=True, help_text="From this day on the file is no longer kept.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "ready", "failed", "gone"]),
                name="evidence_pack_state_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(kind="span") & Q(thing_id=None) & Q(last_on__gte=F("first_on")))
                | (~Q(kind="span") & Q(thing_id__isnull=False)),
                name="evidence_pack_is_of_a_thing_or_a_span",
            ),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(sha256=""), name="evidence_pack_ready_has_a_hash"),
            models.UniqueConstraint(
                fields=["service", "asked_by", "kind", "thing_id"],
                condition=Q(state__in=["waiting", "running"], thing_id__isnull=False),
                name="evidence_pack_of_a_thing_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["service", "asked_by", "first_on", "last_on"],
                condition=Q(state__in=["waiting", "running"], kind="span"),
                name="evidence_pack_of_a_span_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(state__in=["waiting", "running"]), name="evidence_pack_to_make"
            )
        ]

    def __str__(self) -> str:
        return self.title
