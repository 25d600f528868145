"""What was ever published, in the words that went out, for the search of the public record."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.querysets import OfService


class PublishedText(models.Model):
    """One revision of a post that the public could read. Written once, as it never changes; what became of it (still
    out, corrected, removed) is read from the post's deliveries."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="+")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="published_texts")
    revision = models.ForeignKey("posts.Revision", models.CASCADE, related_name="+")
    out_at = models.DateTimeField(help_text="When a network first showed it.")
    parts = models.JSONField(default=list, help_text="[[label, text, key of its channel or 0]], as the public read it.")
    words = models.TextField(help_text="The texts of all parts, one after another.")
    made_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-out_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["post", "revision"], name="published_text_once")]
        indexes = [models.Index(fields=["service", "-out_at", "-id"], name="published_text_by_time")]

    def __str__(self) -> str:
        return f"What post {self.post_id} said in revision {self.revision_id}"
