"""The heartbeat, and the reminders of everything that is late."""

from celery import shared_task


@shared_task
def beat() -> None:
    """Queued by beat and run by a worker: that it runs proves both."""
    from django.utils import timezone

    from insights import health

    health.prove(timezone.now())


@shared_task
def remind() -> None:
    from django.utils import timezone

    from insights import reminders

    reminders.send_due(timezone.now())
