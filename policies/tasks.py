"""The nightly change of version."""

from celery import shared_task


@shared_task
def take_over() -> None:
    from django.utils import timezone

    from policies import workflow

    workflow.take_over(timezone.now())
