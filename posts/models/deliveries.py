"""The sending of a post: a delivery a channel, an attempt a call (DESIGN 5)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posts.models.posts import Post, Revision
from posts.querysets import DeliveryQuerySet, NetworkChangeQuerySet


class DeliveryState(models.TextChoices):
    DUE = "due", "Waiting"
    SENDING = "sending", "Going out"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    UNKNOWN = "unknown", "Not sure"
    BY_HAND = "by_hand", "To put out by hand"
    EXPIRED = "expired", "Expired"
    CANCELLED = "cancelled", "Cancelled"


class Delivery(models.Model):
    """The sending of one post to one channel."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="deliveries")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="deliveries")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Our reference at the network.")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.DUE)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(
        null=True, blank=True, help_text="Until when the claiming worker is believed alive."
    )
    next_try_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    lookups = models.PositiveSmallIntegerField(default=0)
    ask_person = models.BooleanField(default=False, help_text="The look-up was not sure: somebody has to look.")
    sent_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(max_length=300, blank=True)
    remote_url = models.URLField(max_length=500, blank=True)
    error = models.CharField(max_length=500, blank=True)
    parts = models.JSONField(
        default=list, blank=True, help_text="[{id, url}] of the posts of a thread that are out already."
    )
    prepared = models.JSONField(
        default=dict, blank=True, help_text="What the connector needs to be the same in every call for the next part."
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["post", "channel"], name="delivery_once_per_post_and_channel"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_at__isnull=False) & ~Q(remote_id="")),
                name="delivery_sent_names_the_post",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
                name="delivery_sending_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="delivery_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="sending"), name="delivery_under_way"),
            models.Index(fields=["post"], condition=Q(state__in=["unknown", "by_hand"]), name="delivery_asks_people"),
            models.Index(fields=["sent_at"], condition=Q(state="sent"), name="delivery_sent_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"


class Attempt(models.Model):
    """One call to a network: on record before it, with its outcome after it."""

    class Outcome(models.TextChoices):
        PENDING = "pending", "No answer yet"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        TRY_LATER = "try_later", "Refused for now"
        UNCLEAR = "unclear", "No clear answer"

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(default=0, help_text="Which post of a thread, counted from 0.")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_number_once_per_delivery"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="attempt_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["delivery"], condition=Q(outcome="unclear"), name="attempt_unclear")]

    def __str__(self) -> str:
        return f"Attempt {self.number}"


class NetworkChange(models.Model):
    """A post that is out, to be taken off one network or corrected there (source: L5): by us where the network can,
    by a person otherwise, and open until one of them has done it."""

    class Kind(models.TextChoices):
        REMOVE = "remove", "Take off"
        CORRECT = "correct", "Correct"

    class State(models.TextChoices):
        DUE = "due", "Waiting"
        DOING = "doing", "Under way"
        BY_HAND = "by_hand", "To do by hand"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", help_text="What it is corrected to."
    )
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", help_text="None: by us."
    )

    objects = NetworkChangeQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["due", "doing", "by_hand", "done", "cancelled"]),
                name="network_change_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="network_change_has_a_reason"),
            models.UniqueConstraint(
                fields=["delivery"],
                condition=Q(state__in=["due", "doing", "by_hand"]),
                name="network_change_one_open_per_delivery",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(state__in=["due", "doing"]), name="network_change_waiting"),
            models.Index(fields=["delivery"], condition=Q(state="by_hand"), name="network_change_by_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.delivery}"
