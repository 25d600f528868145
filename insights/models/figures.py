"""How many people follow, see and answer: of each channel by month and day, of each post by day (G21)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService


class OfPosts(models.Model):
    """What posts got. None: nobody knows it; that is not the same as 0."""

    impressions = models.PositiveBigIntegerField(null=True, blank=True)
    engagements = models.PositiveBigIntegerField(null=True, blank=True)
    reshares = models.PositiveIntegerField(null=True, blank=True)
    likes = models.PositiveIntegerField(null=True, blank=True)
    replies = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Numbers(OfPosts):
    """The six numbers of the guide."""

    followers = models.PositiveIntegerField(null=True, blank=True, help_text="At the end of the time.")

    class Meta:
        abstract = True


class ChannelDay(Numbers):
    """A channel's day on the service's calendar, as the network told it: followers, and what came in on that day."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="channel_days")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="days")
    day = models.DateField()
    read_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["channel", "day"], name="channel_day_once")]

    def __str__(self) -> str:
        return f"Channel {self.channel_id} on {self.day}"


class ChannelMonth(Numbers):
    """A line of the guide's spreadsheet: one channel, one month. What a person said is not read over."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="channel_months")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="months")
    month = models.DateField(help_text="Its first day.")
    said = models.JSONField(
        default=list, help_text="Names of the numbers that a person typed or imported; the others are the network's."
    )
    imported = models.JSONField(default=list, help_text="Those of the said numbers that came out of a file.")
    note = models.CharField(max_length=300, blank=True, help_text="Why it changed; stands beside the point in charts.")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: by reading."
    )
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["month", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "month"], name="channel_month_once"),
        ]
        indexes = [models.Index(fields=["service", "month"], name="channel_month_of_service")]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"


class PostDay(OfPosts):
    """A post on one channel, with its totals as they stood on a day."""

    delivery = models.ForeignKey("posts.Delivery", models.CASCADE, related_name="days")
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["delivery", "day"], name="post_day_once")]

    def __str__(self) -> str:
        return f"Delivery {self.delivery_id} on {self.day}"


class PostTotal(OfPosts):
    """The newest totals of a post on one channel, and when they are read again. Impressions and the like since it went
    out; `engagements` counts likes, reshares, replies, clicks and saves together, where the network tells of them."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="post_totals")
    delivery = models.OneToOneField("posts.Delivery", models.CASCADE, related_name="total")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="post_totals")
    sent_at = models.DateTimeField()
    counted = models.JSONField(
        default=dict, help_text="{number: how much of it the channel's days have}; the highest that was ever told."
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who typed them."
    )
    read_at = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(
        null=True, blank=True, help_text="When to ask the network next; none when it is not asked any more."
    )

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="post_total_due"),
            models.Index(fields=["service", "-sent_at"], name="post_total_of_service"),
        ]

    def __str__(self) -> str:
        return f"Totals of delivery {self.delivery_id}"


class FigureImport(models.Model):
    """An uploaded spreadsheet of monthly figures, read and shown before anything is made of it."""

    class State(models.TextChoices):
        READ = "read", "Read"
        DONE = "done", "Taken in"
        DROPPED = "dropped", "Dropped"
        TAKEN_BACK = "taken_back", "Taken back"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="figure_imports")
    file_name = models.CharField(max_length=200)
    heads = models.JSONField(default=list, help_text="The columns' names, as the file has them.")
    cells = models.JSONField(default=list, help_text="[[where it stands in the file, [cell, …]], …] as text.")
    left_out = models.JSONField(default=list, help_text="Sentences about what of the file is not read.")
    columns = models.JSONField(default=dict, help_text="{field: index of its column}; empty until somebody said.")
    channel = models.ForeignKey(
        "channels.Channel", models.CASCADE, null=True, blank=True, related_name="+",
        help_text="Of which all lines are, where no column says it.",
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    made = models.PositiveIntegerField(default=0, help_text="Lines taken in.")
    changes = models.JSONField(
        default=list, help_text="[{channel, month, numbers: {name: [before, after, how it was said before]}, note}], "
        "what was written, so that it can be taken back.",
    )  # fmt: skip

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["read", "done", "dropped", "taken_back"]), name="figure_import_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ColumnMap(models.Model):
    """Which column meant what the last time, by its name, so that nobody says it twice."""

    service = models.OneToOneField("accounts.Service", models.CASCADE, related_name="column_map")
    fields = models.JSONField(default=dict, help_text="{name of the column in small letters: field, or empty for none}")
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Columns of {self.service}"
