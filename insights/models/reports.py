"""Reports by e-mail: who wants one how often, and those that were made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService


class Every(models.TextChoices):
    WEEK = "week", "Every Monday"
    MONTH = "month", "On the first of each month"
    QUARTER = "quarter", "On the first of each quarter"


class ReportOrder(models.Model):
    """A person wants the compliance report of a service by e-mail."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="report_orders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_orders")
    every = models.CharField(max_length=7, choices=Every)
    ordered_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["every"]
        constraints = [
            models.UniqueConstraint(fields=["service", "user", "every"], name="report_order_once"),
            models.CheckConstraint(condition=Q(every__in=Every.values), name="report_order_every_is_known"),
        ]

    def __str__(self) -> str:
        return f"Report order {self.pk}"


class Report(models.Model):
    """The compliance report of a service for a week, a month or a quarter, as it was made. It names nobody."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="reports")
    every = models.CharField(max_length=7, choices=Every)
    first_on = models.DateField()
    last_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    content = models.JSONField(default=dict, help_text="What the page, the e-mail and the spreadsheet show.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-first_on", "every"]
        constraints = [models.UniqueConstraint(fields=["service", "every", "first_on"], name="report_once")]

    def __str__(self) -> str:
        return f"Report from {self.first_on}"
