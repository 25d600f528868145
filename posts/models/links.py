"""What is known of the links that posts carry: whether each answered when we last looked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from posts.querysets import LinkCheckQuerySet


class LinkCheck(models.Model):
    """A link of a service's posts, and the last look at it."""

    class Answer(models.TextChoices):
        UNKNOWN = "unknown", "Not looked at yet"
        ANSWERS = "answers", "Answers"
        SILENT = "silent", "Did not answer"
        GONE = "gone", "Leads nowhere"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="link_checks")
    url = models.URLField(max_length=2000)
    url_hash = models.CharField(max_length=64, help_text="SHA-256 of the link, for the constraint.")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    silences = models.PositiveSmallIntegerField(default=0, help_text="Looks in a row that nothing answered.")
    checked_at = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(help_text="When to look next; set ahead while a worker looks.")
    card_title = models.CharField(max_length=200, blank=True, help_text="What the page calls itself.")
    card_description = models.CharField(max_length=300, blank=True)
    card_asked_at = models.DateTimeField(null=True, blank=True, help_text="When somebody last wanted it read.")
    card_read_at = models.DateTimeField(null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at"]
        indexes = [models.Index(fields=["look_at"], name="link_check_due")]
        constraints = [
            models.UniqueConstraint(fields=["service", "url_hash"], name="link_check_once_per_service"),
            models.CheckConstraint(
                condition=Q(answer__in=["unknown", "answers", "silent", "gone"]), name="link_check_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_answer_display()}"
