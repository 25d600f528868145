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


@shared_task
def make_pack(pack_id: int) -> None:
    from insights.evidence import making

    making.make(pack_id)


@shared_task
def resume_packs() -> None:
    """Each half minute: packs of evidence whose worker died or whose message was lost. Two beats do no harm."""
    from django.utils import timezone

    from insights.evidence import making

    making.resume_lost(timezone.now())


@shared_task
def tend_packs() -> None:
    """Each hour: files of packs whose time is over, or that hold what somebody had erased, are taken away."""
    from django.utils import timezone

    from insights.evidence import asking

    asking.tend(timezone.now())


@shared_task
def read_figures() -> None:
    """The tick: a row for each post that went out, and one task for each channel with something to ask for."""
    from django.utils import timezone

    from insights.figures import reading

    now = timezone.now()
    reading.note_sent(now)
    for channel_id in reading.channels_due(now):
        read_figures_of_channel.apply_async([channel_id], queue="fetch", expires=280)


@shared_task
def read_figures_of_channel(channel_id: int) -> None:
    from insights.figures import reading

    reading.read_channel(channel_id)
