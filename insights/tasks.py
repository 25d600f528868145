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

    making.begin(pack_id)


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


@shared_task
def count_months() -> None:
    """Each hour: one task for each service of which this month or the last is to be counted again."""
    from django.utils import timezone

    from insights.summaries import refreshing

    for service_id in refreshing.due(timezone.now()):
        count_months_of.apply_async([service_id], expires=3000)


@shared_task
def count_months_again() -> None:
    """Each night: the ten months before them too, for what was settled late."""
    from django.utils import timezone

    from insights.summaries import refreshing

    for service_id in refreshing.due(timezone.now(), nightly=True):
        count_months_of.apply_async([service_id], {"nightly": True}, expires=6 * 3600)


@shared_task
def count_months_of(service_id: int, nightly: bool = False) -> None:
    """A slice of one service's months; the rest is queued behind the others."""
    from django.utils import timezone

    from insights.summaries import refreshing

    if refreshing.refresh(service_id, timezone.now(), nightly=nightly):
        count_months_of.apply_async([service_id], {"nightly": nightly}, expires=6 * 3600)


@shared_task
def make_reports() -> None:
    """Each quarter of an hour: one task for each report that somebody waits for."""
    from django.utils import timezone

    from insights.reports import making

    for service_id, every in making.due(timezone.now()):
        make_report.apply_async([service_id, every], expires=900)


@shared_task
def make_report(service_id: int, every: str) -> None:
    from django.utils import timezone

    from insights.reports import making

    making.make(service_id, every, timezone.now())


@shared_task
def drop_old_attachments() -> None:
    """Each night: files of e-mails that went weeks ago."""
    from django.utils import timezone

    from accounts import mail

    mail.drop_attachments(timezone.now())


@shared_task
def fill_public_record() -> None:
    """Every minute: what went out is put on the public record, which the search reads."""
    from django.utils import timezone

    from insights.records import filling

    if filling.is_empty():
        fill_whole_public_record.delay()
    else:
        filling.fill(timezone.now())


@shared_task
def fill_whole_public_record() -> None:
    """Each night, a slice at a time: also what went out long ago and was said so only now."""
    from django.utils import timezone

    from insights.records import filling

    if filling.fill(timezone.now(), everything=True, rounds=20):
        fill_whole_public_record.delay()
