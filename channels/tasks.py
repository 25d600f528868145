"""Looking after connections and profiles, beside what people do."""

from celery import shared_task


@shared_task
def look_after() -> None:
    """Find what is due and queue a task a channel; announce tokens that end."""
    from django.utils import timezone

    from channels import connecting, profiles

    now = timezone.now()
    connecting.announce_ends(now)
    for channel_id in connecting.due_tests(now):
        test_connection.delay(channel_id)
    for channel_id in profiles.due_reads(now):
        read_profile.delay(channel_id)


@shared_task
def test_connection(channel_id: int) -> None:
    from contextlib import suppress

    from channels import connecting

    with suppress(connecting.ConnectionRefused):  # disconnected meanwhile
        connecting.test(channel_id)


@shared_task
def read_profile(channel_id: int) -> None:
    """One that cannot be read now is tried again by the next tick."""
    from contextlib import suppress

    from channels import profiles

    with suppress(profiles.ProfileRefused):
        profiles.read(channel_id)
