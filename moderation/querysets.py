"""Reads of comments that deserve a name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F, Q

from accounts.querysets import OfService

if TYPE_CHECKING:
    from accounts.models import User

OPEN_STATES = ("new", "sorted", "claimed", "acting", "waiting", "escalated")
DONE_STATES = ("closed", "withdrawn", "record", "purged")


class CommentQuerySet(OfService):
    def visible_to(self, user: User) -> CommentQuerySet:
        """Comments of the person's services, without those that make an allegation against them."""
        return super().visible_to(user).not_kept_from(user)

    def not_kept_from(self, user: User) -> CommentQuerySet:
        return self.filter(Q(kept_from=None) | ~Q(kept_from=user))

    def open(self) -> CommentQuerySet:
        """What is open is not closed: the second condition says nothing new, but lets the small index be used."""
        return self.filter(state__in=OPEN_STATES, closed_at=None)

    def done(self) -> CommentQuerySet:
        return self.filter(state__in=DONE_STATES)

    def in_order(self) -> CommentQuerySet:
        """Most urgent first: priority, time left, age."""
        return self.order_by("priority", F("due_at").asc(nulls_last=True), "received_at", "pk")

    def unclaimed(self, now: dt.datetime) -> CommentQuerySet:
        return self.filter(Q(claimed_by=None) | Q(claimed_until__lt=now))

    def held_by(self, user: User, now: dt.datetime) -> CommentQuerySet:
        return self.filter(claimed_by=user, claimed_until__gte=now)

    def past_clock(self, now: dt.datetime) -> CommentQuerySet:
        return self.open().filter(due_at__lt=now, clock_stopped_at=None)

    def waiting(self) -> CommentQuerySet:
        """Something is to be done by whoever handles comments: the inbox's count.

        One that lies with the safeguarding lead counts as long as it is still to be hidden.
        """
        still_public = Q(state="escalated", visibility="public", hidden_at=None, removed_at=None)
        return self.filter(Q(state__in=["new", "sorted", "claimed", "acting"]) | still_public)

    def to_hand_out(self, now: dt.datetime) -> CommentQuerySet:
        """What "Next" may give: waiting for somebody, in nobody's hands, most urgent first."""
        return self.waiting().unclaimed(now).in_order()
