"""Reading networks, sorting what could not be sorted at once, and looking up steps without an answer."""

from celery import shared_task


@shared_task
def read_comments() -> None:
    """The tick: one task for each channel, so that a slow network holds up no other."""
    from moderation import acting, intake

    for channel_id in intake.channels_to_read():
        read_channel.apply_async([channel_id], queue="fetch", expires=60)
    for comment_id in intake.waiting_to_be_sorted():
        classify.delay(comment_id)
    for step_id in acting.without_an_answer():
        look_up.apply_async([step_id], queue="fetch", expires=60)


@shared_task
def watch_clocks() -> None:
    """Every half minute: dangers that nobody has seen, clocks about to run out, the out-of-hours rule."""
    from django.utils import timezone

    from moderation import dangers, out_of_hours, reminders

    now = timezone.now()
    dangers.chase_due(now)
    out_of_hours.run_due(now)
    reminders.warn_due(now)


@shared_task
def read_channel(channel_id: int) -> None:
    from moderation import intake

    intake.read_channel(channel_id)


@shared_task
def classify(comment_id: int) -> None:
    from moderation import intake

    intake.sort_later(comment_id)


@shared_task
def look_up(step_id: int) -> None:
    from moderation import acting

    acting.look_up(step_id)
