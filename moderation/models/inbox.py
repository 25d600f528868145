"""What a person sets in their own inbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.querysets import OfService


class SavedFilter(models.Model):
    """A person's own queue: a filter with a name."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="saved_filters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="As in the address: show=open&flag=spam.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["service", "user", "name"], name="saved_filter_once_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class InboxPreferences(models.Model):
    """Keys and what is blurred, for one person in all their services."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox_preferences")
    keys_on = models.BooleanField(default=True)
    keys = models.JSONField(default=dict, help_text="What differs from the usual: {action: key}.")
    blurs_abuse = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Inbox of person {self.user_id}"
