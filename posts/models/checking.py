"""What is learnt about rules from posts: backtests of a draft policy, rules that fired, findings marked as wrong,
exceptions in use.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from posts.models.posts import Post, Revision


class Backtest(models.Model):
    """A draft policy version's rules run over past posts, in the background."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="backtests")
    version = models.ForeignKey("policies.PolicyVersion", models.CASCADE, related_name="backtests")
    text_of = models.DateTimeField(help_text="`edited_at` of the version that it ran on; a later edit makes it stale.")
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    cursor = models.PositiveBigIntegerField(default=0, help_text="Key of the last post that was looked at.")
    lease_until = models.DateTimeField(null=True, blank=True, help_text="Until when its worker is believed alive.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]), name="backtest_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state__in=["waiting", "running"]),
                name="backtest_one_at_a_time_per_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Backtest of {self.version}"


class BacktestResult(models.Model):
    """A post that the draft version judges otherwise than the version in force."""

    class Change(models.TextChoices):
        BLOCKED = "blocked", "Would now be stopped"
        WARNED = "warned", "Would now need a reason"
        PASSED = "passed", "Would now be let through"

    backtest = models.ForeignKey(Backtest, models.CASCADE, related_name="results")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    change = models.CharField(max_length=10, choices=Change)
    before = models.JSONField(default=list, help_text="Findings under the version in force, Finding.as_dict.")
    after = models.JSONField(default=list, help_text="Findings under the draft version.")

    class Meta:
        ordering = ["change", "-post__publish_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["backtest", "post"], name="backtest_result_once_per_post")]

    def __str__(self) -> str:
        return f"{self.get_change_display()}: {self.post}"


class FindingMark(models.Model):
    """A person says that a finding is wrong; the rule's figures count it."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="finding_marks")
    post = models.ForeignKey(Post, models.CASCADE, related_name="finding_marks")
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=40)
    key = models.CharField(max_length=16, help_text="policies.rules.base.Finding.key")
    quote = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="finding_marked_once_per_post")]

    def __str__(self) -> str:
        return f"{self.rule} marked as wrong"


class RuleFired(models.Model):
    """A rule that had something to say when an author saved a post; the rule's figures count it.

    A post that is stopped is never decided about, so that this is all that is known of it.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="rules_fired")
    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, help_text="The strongest of what it said last.")
    at = models.DateTimeField(default=timezone.now, help_text="The last save at which it said something.")
    mended_at = models.DateTimeField(null=True, blank=True, help_text="The save at which it had nothing more to say.")

    class Meta:
        ordering = ["at"]
        verbose_name_plural = "rules fired"
        constraints = [models.UniqueConstraint(fields=["post", "rule"], name="rule_fired_once_per_post")]

    def __str__(self) -> str:
        return f"{self.rule} on {self.post}"


class ExceptionUse(models.Model):
    """A post that a rule would have stopped or warned of, had there been no exception."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="exception_uses")
    exception = models.ForeignKey("policies.RuleException", models.PROTECT, related_name="uses")
    quote = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["post", "exception"], name="exception_use_once_per_post")]

    def __str__(self) -> str:
        return f"{self.exception} used by {self.post}"
