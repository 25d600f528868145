"""Counts that are made ahead, where counting at the moment would be slow: years back, and over many services."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.querysets import OfService


class ServiceMonth(models.Model):
    """A month of a service in counts alone: no name, no text."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="counted_months")
    month = models.DateField(help_text="Its first day.")
    counts = models.JSONField(default=dict, help_text="{key of a figure: [as it should be, all] or [value]}")
    counts_before = models.JSONField(
        default=dict,
        blank=True,
        help_text="While the month runs: the same days of the month before, counted as `counts`.",
    )
    counted_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["service", "month"], name="service_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} in {self.month:%B %Y}"
