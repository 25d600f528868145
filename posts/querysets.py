"""Reads of posts and deliveries that deserve a name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from accounts.querysets import OfService

if TYPE_CHECKING:
    from accounts.models import Service, User
    from posts.models import Post


BOOLEAN = models.BooleanField()


class PostQuerySet(OfService):
    def locked(self, pk: int) -> Post:
        """The row, locked until the transaction ends, with what a move looks at.

        Locked first and read afterwards: a joined read that waited for the lock would see the old revision.
        """
        self.select_for_update().values_list("pk").get(pk=pk)
        related = ("service", "author", "approved_by", "campaign", "revision", "revision__by")
        return self.select_related(*related).get(pk=pk)

    def waiting_for_approval(self) -> PostQuerySet:
        return self.filter(state="submitted")

    def approval_queue(self) -> PostQuerySet:
        """What waits for approval, what goes out first at the front, what has no time yet at the end."""
        return self.waiting_for_approval().order_by(models.F("publish_at").asc(nulls_last=True), "submitted_at", "pk")

    def planned_between(self, start: dt.datetime, end: dt.datetime) -> PostQuerySet:
        """Posts whose time lies from `start` up to, not including, `end`."""
        return self.filter(publish_at__gte=start, publish_at__lt=end)

    def for_list(self) -> PostQuerySet:
        """With what a line of a list shows, `is_unsure` among it: a delivery that somebody has to look for."""
        from posts.models import Delivery, RevisionChannel  # the model's module imports this one

        unsure = Delivery.objects.filter(post=models.OuterRef("pk"), state="unknown")
        rows = self.annotate(is_unsure=models.Exists(unsure)).defer("revision__text")
        rows = rows.select_related("author", "revision", "campaign", "series")
        chosen = RevisionChannel.objects.select_related("channel")
        return rows.prefetch_related(models.Prefetch("revision__revision_channels", chosen))

    def marking_consents(self, on: dt.date) -> PostQuerySet:
        """With `lacks_consent`: it waits or is planned, and a consent for somebody on its pictures does not reach the
        day on which it goes out (today, where that is not set or over)."""
        from posts.models import RevisionMedia  # the model's module imports this one

        today = models.Value(on, models.DateField())
        day = Coalesce(Greatest(models.OuterRef("publish_on"), today), today)
        child = Q(media__consent_until=None) | Q(media__consent_until__lt=models.F("day"))
        short = Q(media__shows_child=True) & child | Q(media__adults_until__lt=models.F("day"))
        files = RevisionMedia.objects.filter(revision=models.OuterRef("revision")).annotate(day=day).filter(short)
        is_open = Q(state__in=["submitted", "approved", "scheduled"])
        return self.annotate(lacks_consent=models.ExpressionWrapper(is_open & models.Exists(files), BOOLEAN))

    def for_reading(self) -> PostQuerySet:
        """With what its page shows, and whether there is more to read of each kind: most posts have none of it."""
        from posts.models import Delivery, ExceptionUse, FindingMark, Note, Post  # their modules import this one

        this = models.OuterRef("pk")
        rows = self.annotate(
            has_notes=models.Exists(Note.objects.filter(post=this)),
            has_repeats=models.Exists(Post.objects.filter(repurposed_from=this)),
            has_corrections=models.Exists(Post.objects.filter(corrects=this)),
            has_deliveries=models.Exists(Delivery.objects.filter(post=this)),
            has_marks=models.Exists(FindingMark.objects.filter(post=this)),
            has_exceptions=models.Exists(ExceptionUse.objects.filter(post=this)),
        )
        return rows.select_related("service", "author", "approved_by", "revision__by")

    def counts_by_state(self) -> dict[str, int]:
        return dict(self.order_by().values_list("state").annotate(number=models.Count("pk")))


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> DeliveryQuerySet:
        return self.filter(post__service__memberships__user=user, post__service__memberships__ended_at=None)

    def of_service(self, service: Service) -> DeliveryQuerySet:
        return self.filter(post__service=service)

    def due(self, now: dt.datetime) -> DeliveryQuerySet:
        """Waiting, and their time (or the time of their next try) has come."""
        return self.filter(state="due", due_at__lte=now).filter(Q(next_try_at=None) | Q(next_try_at__lte=now))

    def abandoned(self, now: dt.datetime) -> DeliveryQuerySet:
        """Claimed by a worker whose lease ran out: it died with an attempt on record and no outcome."""
        return self.filter(state="sending", lease_until__lt=now)

    def to_look_up(self, now: dt.datetime) -> DeliveryQuerySet:
        """Unknown, and the network can still be asked whether it has them."""
        return self.filter(state="unknown", ask_person=False).filter(Q(next_try_at=None) | Q(next_try_at__lte=now))

    def for_sending(self) -> DeliveryQuerySet:
        """With all that the sending reads, in as many queries for one as for many."""
        with_post = ("post__service", "post__campaign", "post__revision")
        return self.select_related(*with_post, "revision", "channel__service").prefetch_related(
            "revision__revision_channels__channel", "revision__revision_media__media", "attempts"
        )

    def for_judging(self) -> DeliveryQuerySet:
        """With what the gate reads beside: the approvals that hold, and the exceptions that were needed."""
        from posts.models import Review  # the model's module imports this one

        holding = Review.objects.filter(decision="approved", voided_at=None)
        return self.for_sending().prefetch_related(
            models.Prefetch("post__reviews", holding, to_attr="approvals"),
            models.Prefetch("post__exception_uses", to_attr="uses_of_exceptions"),
        )


class NetworkChangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> NetworkChangeQuerySet:
        here = {"memberships__user": user, "memberships__ended_at": None}
        return self.filter(**{f"delivery__post__service__{name}": value for name, value in here.items()})

    def of_service(self, service: Service) -> NetworkChangeQuerySet:
        return self.filter(delivery__post__service=service)

    def waiting(self, now: dt.datetime) -> NetworkChangeQuerySet:
        """To be done by us now: due, or left by a worker that died."""
        is_due = Q(state="due") & (Q(next_try_at=None) | Q(next_try_at__lte=now))
        return self.filter(is_due | Q(state="doing", lease_until__lt=now))


class ShortLinkQuerySet(OfService):
    def counted(self, since: dt.date) -> ShortLinkQuerySet:
        """With `visits` of all time and `visits_lately` from that day on."""
        from posts.models import ShortLinkDay  # the model's module imports this one

        days = ShortLinkDay.objects.filter(link=OuterRef("pk")).order_by()
        total = days.values("link").annotate(total=Sum("visits")).values("total")
        lately = days.filter(day__gte=since).values("link").annotate(total=Sum("visits")).values("total")
        return self.annotate(visits=Coalesce(Subquery(total), 0), visits_lately=Coalesce(Subquery(lately), 0))


class LinkCheckQuerySet(OfService):
    def due(self, now: dt.datetime) -> LinkCheckQuerySet:
        """Links whose time to be looked at has come, the longest waiting first."""
        return self.filter(look_at__lte=now).order_by("look_at", "pk")

    def dead(self, silences: int) -> LinkCheckQuerySet:
        """Links that lead nowhere, or did not answer this often in a row."""
        return self.filter(Q(answer="gone") | Q(answer="silent", silences__gte=silences))
