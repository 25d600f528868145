"""Sending and backtests, as Celery calls them. A message carries keys only; the rows say what there is to do."""

from celery import shared_task


@shared_task
def send_due() -> None:
    """Every 5 seconds. Two beats do no harm."""
    from django.utils import timezone

    from posts.publishing import answers, changes, sending

    now = timezone.now()
    sending.send_due(now)
    changes.do_waiting(now)
    answers.expire_by_hand(now)


@shared_task
def send(delivery_id: int) -> None:
    from posts.publishing import sending

    sending.send(delivery_id)


@shared_task
def send_many(delivery_ids: list[int]) -> None:
    from posts.publishing import sending

    sending.send_many(delivery_ids)


@shared_task
def change_on_network(change_id: int) -> None:
    from django.utils import timezone

    from posts.publishing import changes

    changes.do(change_id, timezone.now())


@shared_task
def look_up(delivery_id: int) -> None:
    from posts.publishing import lookups

    lookups.look_up(delivery_id)


@shared_task
def make_series_drafts() -> None:
    """Every hour: the drafts of series that are due. Two beats do no harm."""
    from django.utils import timezone

    from posts.planning import series

    series.make_due(timezone.now())


@shared_task
def backtest(backtest_id: int) -> None:
    """A slice of a run over past posts; what is left goes to the end of the queue."""
    from posts.checking import backtests

    if backtests.run(backtest_id):
        backtest.delay(backtest_id)


@shared_task
def resume_backtests() -> None:
    """Every half minute. Two beats do no harm."""
    from django.utils import timezone

    from posts.checking import backtests

    backtests.resume_lost(timezone.now())


@shared_task
def look_at_links() -> None:
    """Every ten minutes: which links of open posts answer."""
    from django.utils import timezone

    from posts.writing import links

    links.look_at_due(timezone.now())


@shared_task(soft_time_limit=45)
def look_at_link(check_id: int) -> None:
    from django.utils import timezone

    from posts.writing import links

    links.look_at(check_id, timezone.now())


@shared_task(soft_time_limit=45)
def read_card(check_id: int) -> None:
    from django.utils import timezone

    from posts.writing import cards

    cards.read(check_id, timezone.now())
