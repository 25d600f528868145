"""Publishing: what went out, and what nobody was sure of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, is_good
from insights.spans import Month, Span
from posts.models import Attempt, Delivery


def not_sure(month: Month | Span, now: dt.datetime) -> Rows:
    unclear = Attempt.objects.filter(outcome=Attempt.Outcome.UNCLEAR).order_by().values("delivery_id")
    unknown = Delivery.objects.filter(state="unknown").order_by().values("pk")
    deliveries = (
        Delivery.objects.of_service(month.service)
        .filter(pk__in=unknown.union(unclear))  # few, each from an index of its own
        .filter(due_at__gte=month.start, due_at__lt=month.end)
        .annotate(is_good=is_good(~Q(state="unknown")))
        .select_related("post", "channel")
    )

    def row(delivery: Any) -> Row:
        network = delivery.channel.get_network_display()
        return Row(
            what=f"“{delivery.post.title}” on {network}",
            plain=f"Post {delivery.post_id} on {network}",
            fact=f"settled: {delivery.get_state_display()}" if delivery.is_good else "waits for an answer",
            is_good=delivery.is_good,
            url=address("posts:post", month.service, delivery.post_id),
        )

    return Counted(deliveries, "due_at", row)
