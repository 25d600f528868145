"""What staff say to each other about a draft, on exact words of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posts.models.posts import Post, Revision


class Note(models.Model):
    """A remark about a draft, or an answer to one. It has to be settled before the post is approved."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="notes")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", help_text="What it was written about.")
    channel = models.ForeignKey(
        "channels.Channel", models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose own text it is."
    )
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Span in the text; none for the whole post.")
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField()
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")), name="note_span_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk}"
