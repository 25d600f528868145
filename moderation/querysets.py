"""Reads of comments that deserve a name."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.db import connections
from django.db.models import BooleanField, Exists, F, OuterRef, Q, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from accounts.querysets import OfService

if TYPE_CHECKING:
    from accounts.models import Service, User
    from moderation.models import Comment

OPEN_STATES = ("new", "sorted", "claimed", "acting", "waiting", "escalated")
DONE_STATES = ("closed", "withdrawn", "record", "purged")

# The orders in which the inbox shows comments; `after` pages through them without counting.
MOST_URGENT = ("priority", "due_at", "received_at", "pk")
CLOSED_LAST = ("-closed_at", "-pk")
NEWEST = ("-received_at", "-pk")

LONGEST_SEARCH = 100
MOST_WORDS = 8
FEW_FOUND = 5000  # so many are sorted after they were found; among more, a page of them is found soon
SHORTEST_BEGINNING = 3  # a shorter word is looked for whole: a letter or two begins nearly everything
# Every word of a comment, with its service as a word of its own, so that the index alone finds a service's comments.
SEARCHED = (
    "to_tsvector('simple'::regconfig, 'ofservice' || {t}service_id::text || ' ' || {t}text || ' ' || {t}author_name"
    " || ' ' || {t}author_handle)"
)


def words_of(typed: str) -> list[str]:
    """The words of a search: letters, digits and _ only, so that they need no quoting."""
    return re.findall(r"\w+", typed[:LONGEST_SEARCH].lower())[:MOST_WORDS]


def is_kept_from(user: User, comment: str = "pk") -> Exists:
    """The condition that the comment, to which the field `comment` leads, is kept from this person."""
    from moderation.models import KeptFrom  # the model's module imports this one

    return Exists(KeptFrom.objects.filter(comment=OuterRef(comment), person=user))


def is_kept(comment: str = "pk") -> Exists:
    """The condition that the comment is kept from anybody."""
    from moderation.models import KeptFrom

    return Exists(KeptFrom.objects.filter(comment=OuterRef(comment)))


class CommentQuerySet(OfService):
    def visible_to(self, user: User) -> CommentQuerySet:
        """Comments of the person's services, without those that make an allegation against them."""
        return super().visible_to(user).not_kept_from(user)

    def kept_from(self, user: User) -> CommentQuerySet:
        return self.filter(is_kept_from(user))

    def not_kept_from(self, user: User) -> CommentQuerySet:
        return self.filter(~is_kept_from(user))

    def open(self) -> CommentQuerySet:
        """What is open is not closed: the second condition says nothing new, but lets the small index be used."""
        return self.filter(state__in=OPEN_STATES, closed_at=None)

    def done(self) -> CommentQuerySet:
        return self.filter(state__in=DONE_STATES)

    def for_figures(self) -> CommentQuerySet:
        """All but what its writer took away, and old records, of which nobody knows how they were handled.

        A comment whose words are no longer kept counts on, so that the past does not look better or worse by a purge.
        """
        taken_away = Q(state="withdrawn") | Q(state="purged", closed_by=None, removed_at__isnull=False)
        return self.exclude(taken_away).filter(Q(imported_by=None) | Q(imported_by__is_record=False))

    def in_order(self) -> CommentQuerySet:
        """Most urgent first: priority, time left, age."""
        return self.sorted_by(MOST_URGENT)

    def sorted_by(self, order: tuple[str, ...]) -> CommentQuerySet:
        return self.order_by(*(F("due_at").asc(nulls_last=True) if name == "due_at" else name for name in order))

    def after(self, row: Comment, order: tuple[str, ...]) -> CommentQuerySet:
        """What comes after a row in this order, whether or not that row is still among them."""
        beyond, same = Q(), Q()
        for name in order:
            field, value = name.lstrip("-"), getattr(row, name.lstrip("-"))
            if value is None:  # the last of all, in each of the orders
                same &= Q(**{f"{field}__isnull": True})
                continue
            further = Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
            if field == "due_at":
                further |= Q(due_at__isnull=True)
            beyond |= same & further
            same &= Q(**{field: value})
        bound = Q(priority__gte=row.priority) if order == MOST_URGENT else Q()  # where the index begins to be read
        return self.filter(bound & beyond)

    def unclaimed(self, now: dt.datetime) -> CommentQuerySet:
        return self.filter(Q(claimed_by=None) | Q(claimed_until__lt=now))

    def held_by(self, user: User, now: dt.datetime) -> CommentQuerySet:
        return self.filter(claimed_by=user, claimed_until__gte=now)

    def of_person(self, user: User, now: dt.datetime) -> CommentQuerySet:
        """What this person has open, and what a colleague handed to them that nobody took since."""
        from moderation.models import HandOver  # the model's module imports this one

        handed = Exists(HandOver.objects.filter(comment=OuterRef("pk"), to=user, is_take_over=False))
        return self.filter(Q(claimed_until__gte=now) | handed, claimed_by=user)

    def flagged(self, flag: str) -> CommentQuerySet:
        if connections[self.db].vendor == "postgresql":
            return self.filter(flags__contains=[flag])
        return self.annotate(flag_words=Cast("flags", TextField())).filter(flag_words__contains=f'"{flag}"')

    def searching(self, typed: str, service: Service) -> CommentQuerySet:
        """Comments of a service in which all typed words are: each the beginning of a word in the text, or in the
        writer's name or handle. What begins with @ is the beginning of a handle.

        On PostgreSQL by the index over words (migration 0009), elsewhere plainly.
        """
        rows, typed = self.filter(service=service), typed.strip()[:LONGEST_SEARCH]
        if typed.startswith("@"):
            handle = typed.lstrip("@")
            return rows.filter(Q(author_handle__istartswith=handle) | Q(author_handle__istartswith=f"@{handle}"))
        words = words_of(typed)
        if not words:
            return rows.filter(text__contains=typed)
        if connections[self.db].vendor == "postgresql":
            return rows._by_index(words, service)
        for word in words:
            of_writer = Q(author_name__icontains=word) | Q(author_handle__icontains=word)
            rows = rows.filter(Q(text__icontains=word) | of_writer)
        return rows

    def _by_index(self, words: list[str], service: Service) -> CommentQuerySet:
        """Few are found by the index and then sorted; where there are many, the list is read until a page is full.

        Decided here, as PostgreSQL takes every beginning of a word for fairly common: seconds for a rare one.
        """
        wanted = [f"{word}:*" if len(word) >= SHORTEST_BEGINNING else word for word in words]
        query = " & ".join([f"ofservice{service.pk}", *wanted])
        vector = SEARCHED.format(t='"moderation_comment".')
        # nothing typed is in the statement: the words are its parameter; inside CASE the index is not asked
        found = f"{vector} @@ to_tsquery('simple'::regconfig, %s)"
        by_index = RawSQL(found, [query], output_field=BooleanField())  # noqa: S611
        by_reading = RawSQL(f"CASE WHEN {found} THEN true ELSE false END", [query], output_field=BooleanField())  # noqa: S611
        everywhere = self.model._default_manager.using(self.db).filter(by_index)
        few = list(everywhere.order_by().values_list("pk", flat=True)[: FEW_FOUND + 1])
        return self.filter(pk__in=few) if len(few) <= FEW_FOUND else self.filter(by_reading)

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
