"""Channels, and the rows of the sandbox network's own side."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from channels.querysets import ChannelQuerySet


class Network(models.TextChoices):
    """Networks that people know by name; how one is spoken to stands in channels/networks/."""

    SANDBOX = "sandbox", "Sandbox"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    INSTAGRAM = "instagram", "Instagram"
    BLUESKY = "bluesky", "Bluesky"
    MASTODON = "mastodon", "Mastodon"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"


class ChannelState(models.TextChoices):
    PLANNED = "planned", "Planned"
    PILOT = "pilot", "Pilot"
    LIVE = "live", "Live"
    SUSPENDED = "suspended", "Suspended"


class Channel(models.Model):
    """One account of a service on one network."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="channels")
    network = models.CharField(max_length=20, choices=Network)
    handle = models.CharField(max_length=120)
    url = models.URLField("address of the profile", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who looks after it."
    )
    state = models.CharField(max_length=12, choices=ChannelState, default=ChannelState.PLANNED)
    connector = models.CharField(
        max_length=20, default="by_hand", help_text="Module in channels/networks/ that speaks to it."
    )
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When comments were last read without an error.")
    read_error = models.CharField(max_length=300, blank=True)
    read_cursor = models.CharField(max_length=200, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["network", "handle"]
        constraints = [
            models.UniqueConstraint(fields=["service", "network", "handle"], name="channel_once_per_service"),
            models.CheckConstraint(condition=Q(state__in=ChannelState.values), name="channel_state_is_known"),
            models.CheckConstraint(condition=Q(network__in=Network.values), name="channel_network_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} {self.handle}"


class SandboxPost(models.Model):
    """A post on the sandbox network, as that network keeps it. Two rows for one delivery would be a post sent twice:
    nothing here prevents it, just as most networks do not."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_posts")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client_ref = models.CharField(
        max_length=64, db_index=True, help_text="The sender's own reference, to look it up by."
    )
    handle = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    pictures = models.JSONField(default=list, help_text="[{file, alt, width, height}], in order.")
    posted_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-posted_at", "-pk"]
        indexes = [models.Index(fields=["service", "-posted_at"], name="sandbox_timeline")]

    def __str__(self) -> str:
        return f"Sandbox post {self.pk}"


class SandboxComment(models.Model):
    """What a visitor wrote on the sandbox: a public comment on a post, or a private message."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_comments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(SandboxPost, models.CASCADE, null=True, blank=True, related_name="comments")
    is_private = models.BooleanField(default=False)
    visitor = models.UUIDField(help_text="The visitor's sandbox account, from their own cookie.")
    author_name = models.CharField(max_length=80)
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When the visitor took it away themselves.")

    class Meta:
        ordering = ["posted_at", "pk"]
        indexes = [models.Index(fields=["service", "posted_at"], name="sandbox_comments_in_order")]

    def __str__(self) -> str:
        return f"Sandbox comment {self.pk}"


class SandboxReply(models.Model):
    """What the service answered on the sandbox: in public below a comment, or in private to its visitor."""

    comment = models.ForeignKey(SandboxComment, models.CASCADE, related_name="replies")
    client_ref = models.CharField(max_length=64, db_index=True)
    is_private = models.BooleanField(default=False)
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["posted_at", "pk"]
        verbose_name_plural = "sandbox replies"

    def __str__(self) -> str:
        return f"Sandbox reply {self.pk}"
