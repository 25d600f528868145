"""Links that posts carry: whether each answered when we last looked, and short ones of our own that are counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from posts.querysets import LinkCheckQuerySet, ShortLinkQuerySet


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


class ShortLink(models.Model):
    """/l/<code>: an address of ours that leads to the stored one and nowhere else (source: H3)."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="short_links")
    code = models.CharField(max_length=12, unique=True, help_text="Letters and digits that nobody mixes up.")
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="From then on it leads nowhere.")

    objects = ShortLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.code


class ShortLinkDay(models.Model):
    """How often a short link was followed on a day. Nothing about who did is kept."""

    link = models.ForeignKey(ShortLink, models.CASCADE, related_name="days")
    day = models.DateField(help_text="On the service's calendar.")
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="short_link_day_once")]

    def __str__(self) -> str:
        return f"{self.link_id} on {self.day}"
