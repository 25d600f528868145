"""What is kept beside a policy's text: reviews, exceptions from a rule, quiet periods."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from policies.models.documents import Policy, PolicyVersion
from policies.querysets import ExceptionQuerySet, QuietPeriodQuerySet

NEVER_EXCEPTED = ("personal-data", "child-image-consent", "name-with-image", "under-age")
"""Rules that can have no exception: they keep children safe (policies/exceptions.py has those of a service's own)."""


class PolicyReview(models.Model):
    """A review of a policy: opened when its date is set, closed with an outcome; "no change" is one too."""

    class Outcome(models.TextChoices):
        NO_CHANGE = "no_change", "Reviewed, no change"
        NEW_VERSION = "new_version", "New version"

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="reviews")
    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="reviews")
    cycle_months = models.PositiveSmallIntegerField(default=12, help_text="The cycle that the date was reckoned with.")
    due_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True, help_text="The day before it was ever moved; empty if not.")
    opened_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField(null=True, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["policy"], condition=Q(done_on=None), name="review_one_open_per_policy"),
            models.CheckConstraint(
                condition=Q(done_on=None) | (Q(reviewer__isnull=False) & ~Q(outcome="")),
                name="review_done_has_reviewer_and_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.policy}, due {self.due_on:%-d %b %Y}"

    @property
    def planned_first_on(self) -> dt.date:
        return self.first_due_on or self.due_on

    @property
    def service(self):
        return self.policy.service


class RuleException(models.Model):
    """One rule does not stop posts on one channel for a time: asked for by one person, granted by another."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Ended early"

    LONGEST_DAYS = 90
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="exceptions")
    rule = models.CharField(max_length=40)
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day; it expires by itself.")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(rule__in=NEVER_EXCEPTED), name="exception_never_for_children_or_data"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="exception_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("starts_on") + dt.timedelta(days=90)), name="exception_for_at_most_90_days"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="exception_second_person_decides"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None) | (~Q(state="asked") & Q(decided_by__isnull=False)),
                name="exception_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "granted", "declined", "ended"]), name="exception_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.channel}"

    @property
    def service(self):
        return self.policy.service


class QuietPeriod(models.Model):
    """Days, both ends included, in which nothing goes out: an election, mourning, an incident."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="quiet_periods")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Taken back, not deleted.")

    objects = QuietPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="quiet_period_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.name
