"""Sending, as Celery calls it. A message carries keys only; the rows say whether there is anything to do."""

from celery import shared_task


@shared_task
def send_due() -> None:
    """Every 5 seconds. Two beats do no harm."""
    from django.utils import timezone

    from posts import sending

    sending.send_due(timezone.now())


@shared_task
def send(delivery_id: int) -> None:
    from posts import sending

    sending.send(delivery_id)


@shared_task
def send_many(delivery_ids: list[int]) -> None:
    from posts import sending

    sending.send_many(delivery_ids)


@shared_task
def look_up(delivery_id: int) -> None:
    from posts import lookups

    lookups.look_up(delivery_id)
