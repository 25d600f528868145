"""Reading networks, sorting what could not be sorted at once, and looking up steps without an answer."""

from celery import shared_task


@shared_task
def read_comments() -> None:
    """The tick: one task for each channel, so that a slow network holds up no other."""
    from moderation.coming_in import intake, reading
    from moderation.handling import outcomes

    for channel_id in reading.channels_to_read():
        read_channel.apply_async([channel_id], queue="fetch", expires=60)
    for comment_id in intake.waiting_to_be_sorted():
        classify.delay(comment_id)
    for step_id in outcomes.without_an_answer():
        look_up.apply_async([step_id], queue="fetch", expires=60)


@shared_task
def watch_clocks() -> None:
    """Every half minute: dangers that nobody has seen, the out-of-hours rule, clocks about to run out, bulk actions
    whose worker died, and answers to incidents that were given up."""
    from django.utils import timezone

    from moderation.dates import reminders
    from moderation.grievances import incidents
    from moderation.inbox import bulk
    from moderation.safety import dangers, out_of_hours

    now = timezone.now()
    dangers.chase_due(now)
    out_of_hours.run_due(now)
    reminders.warn_due(now)
    bulk.resume_lost(now)
    incidents.without_their_post(now)


@shared_task
def read_channel(channel_id: int) -> None:
    from moderation.coming_in import reading

    reading.read_channel(channel_id)


@shared_task
def look_around() -> None:
    """Every minute: open comments that may have changed, and the words that somebody watches for."""
    from django.utils import timezone

    from moderation.coming_in import looking_again, watches

    now = timezone.now()
    for channel_id in looking_again.channels_due(now):
        look_again.apply_async([channel_id], queue="fetch", expires=60)
    for watch_id in watches.due(now):
        search_watch.apply_async([watch_id], queue="fetch", expires=60)


@shared_task
def look_again(channel_id: int) -> None:
    from moderation.coming_in import looking_again

    looking_again.look_again(channel_id)


@shared_task
def search_watch(watch_id: int) -> None:
    from moderation.coming_in import watches

    watches.search(watch_id)


@shared_task
def classify(comment_id: int) -> None:
    from moderation.coming_in import intake

    intake.sort_later(comment_id)


@shared_task
def import_comments(import_id: int) -> None:
    """A slice of an import, or of taking one back; what is left goes to the end of the queue."""
    from moderation.importing import running, undoing

    if running.run(import_id) or undoing.run(import_id):
        import_comments.delay(import_id)


@shared_task
def resume_imports() -> None:
    """Every half minute. Two beats do no harm."""
    from django.utils import timezone

    from moderation.importing import running, starting

    now = timezone.now()
    running.resume_lost(now)
    starting.drop_forgotten(now)


@shared_task
def act_in_bulk(action_id: int) -> None:
    """A slice of what was chosen together; what is left goes to the end of the queue."""
    from moderation.inbox import bulk

    if bulk.run(action_id):
        act_in_bulk.delay(action_id)


@shared_task
def look_up(step_id: int) -> None:
    from moderation.handling import outcomes

    outcomes.look_up(step_id)


@shared_task
def tend_blocks() -> None:
    """Each half hour: blocks that are over end, house rules for quiet periods are there when one begins, and what came
    by the public form and fits nothing is forgotten in time."""
    from django.utils import timezone

    from moderation.conduct import blocking, house_rules
    from moderation.keeping import own_appeals

    now = timezone.now()
    blocking.tend(now)
    house_rules.ready_for_quiet_periods(now)
    own_appeals.forget_unmatched(now)


@shared_task
def learn() -> None:
    """At night: begin a training, in a process of its own, when enough was decided since the last one."""
    from django.utils import timezone

    from moderation.learning import nightly

    nightly.start(timezone.now())


@shared_task
def keep() -> None:
    """At night: one task for each service, so that a large one holds up no other."""
    from accounts.models import Service
    from moderation.keeping import runs

    for service_id in Service.objects.values_list("pk", flat=True):
        keep_service.delay(service_id)
    runs.sweep()


@shared_task
def keep_service(service_id: int, after: int = 0) -> None:
    """A slice of one service's night; what is left goes to the end of the queue."""
    from moderation.keeping import runs

    left, _ = runs.part_of_night(service_id, after)
    if left is not None:
        keep_service.delay(service_id, left)


@shared_task
def work_on_requests() -> None:
    """The tick: requests for one's own data that were checked and that nobody is working on."""
    from moderation.keeping import data_requests

    for request_id in data_requests.left_to_do():
        work_on_request.apply_async([request_id], expires=60)


@shared_task
def work_on_request(request_id: int) -> None:
    from moderation.keeping import data_requests

    data_requests.work(request_id)
