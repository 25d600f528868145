"""Looking over the chains of events."""

from celery import shared_task


@shared_task
def check_chains() -> None:
    """Each night: a look over every service's chain, one task a service."""
    from django.utils import timezone

    from audit import checking

    now = timezone.now()
    checking.ask_nightly(now)
    checking.forget_old(now)


@shared_task(soft_time_limit=1500, time_limit=1560)  # a message that is delivered again meanwhile finds the lease
def check_chain(look_id: int) -> None:
    from audit import checking

    checking.run(look_id)


@shared_task
def resume_checks() -> None:
    """Every minute: looks whose worker died or whose message was lost."""
    from django.utils import timezone

    from audit import checking

    checking.resume_lost(timezone.now())
