"""Events, the head of each service's chain, and when it was last looked over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.querysets import EventQuerySet


class Event(models.Model):
    """One thing that happened. Added, never changed or deleted (audit.services.record is the only way in)."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="events")
    number = models.PositiveBigIntegerField(help_text="1, 2, 3… without a gap within a service.")
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.CharField(max_length=60, blank=True, help_text="The system job that acted, where no person did.")
    actor_label = models.CharField(max_length=150, help_text="The actor's name at that time.")
    thing = models.CharField(max_length=60, help_text="Kind of the row: posts.post, policies.policyversion…")
    thing_id = models.BigIntegerField()
    label = models.CharField(max_length=200, help_text="What the row was called at that time.")
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["service", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="event_number_once_per_service"),
            models.UniqueConstraint(fields=["service", "previous_hash"], name="event_chain_does_not_fork"),
            models.CheckConstraint(
                condition=(Q(actor=None) & ~Q(job="")) | (Q(actor__isnull=False) & Q(job="")),
                name="event_has_a_person_or_a_job",
            ),
        ]
        indexes = [
            models.Index(fields=["service", "thing", "thing_id", "number"], name="event_of_thing"),
            models.Index(fields=["service", "kind", "at"], name="event_of_kind"),
            models.Index(fields=["service", "at"], name="event_of_time"),
            models.Index(fields=["service", "actor", "number"], name="event_of_person"),
            models.Index(fields=["service", "job", "number"], condition=~Q(job=""), name="event_of_job"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}/{self.number} {self.kind}"

    @property
    def sentence(self) -> str:
        from audit.kinds import sentence

        return sentence(self)


class ChainHead(models.Model):
    """The last link of a service's chain; locked while the next one is added."""

    service = models.OneToOneField("accounts.Service", models.PROTECT, related_name="chain_head")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.service_id}/{self.number}"


class ChainCheck(models.Model):
    """A look over a service's whole chain, and what it found."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="chain_checks")
    at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: by night."
    )
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then a worker has it; after that another may begin it anew."
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    events = models.PositiveBigIntegerField(default=0, help_text="How many were looked at.")
    total = models.PositiveBigIntegerField(default=0, help_text="How many there were as it began.")
    last_hash = models.CharField(
        max_length=64, blank=True, help_text="Of the last event of a chain that held; later checks hold it to that."
    )
    broken_number = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Of the first event that is not what it was; none while the chain holds."
    )
    problem = models.CharField(max_length=300, blank=True, help_text="What is wrong there, in a sentence.")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["service", "-at"], name="chain_check_newest")]

    def __str__(self) -> str:
        return f"Check {self.pk} of the chain of {self.service_id}"
