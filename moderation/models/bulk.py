"""Spam and trolls hidden and closed together (DESIGN 6). No words of a comment stand here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from moderation.models.comments import CATEGORY_CHOICES, Comment
from moderation.models.handling import HouseRule


class BulkAction(models.Model):
    """Comments that one person chose to hide for one house rule and to close, done one after the other."""

    class State(models.TextChoices):
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="bulk_actions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    house_rule = models.ForeignKey(HouseRule, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the worker that has it last wrote.")
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When somebody asked for it to be undone.")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Bulk action {self.pk}"


class BulkRow(models.Model):
    """One comment of a bulk action, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Hidden and closed"
        FAILED = "failed", "Not done"
        LEFT_OUT = "left_out", "Left out"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"
        STAYS = "stays", "Not undone"

    action = models.ForeignKey(BulkAction, models.CASCADE, related_name="rows")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="bulk_rows")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    category_before = models.CharField(max_length=20, choices=CATEGORY_CHOICES, blank=True)
    was_confirmed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(null=True, blank=True, help_text="Of the comment when this row was done.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "comment"], name="bulk_row_once_a_comment"),
            models.UniqueConstraint(
                fields=["comment"], condition=Q(outcome="waiting"), name="bulk_row_waits_in_one_action"
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.comment_id} in bulk action {self.action_id}"
