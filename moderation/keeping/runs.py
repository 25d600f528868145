"""The nightly run. The first of a service only counts, and waits until a service manager has confirmed it; so does one
that would take away far more than the runs before it, as after a period was shortened.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import ReceivedEvent
from moderation import permissions
from moderation.keeping import blockers, dates, purging
from moderation.keeping.traces import trace_of
from moderation.models import Appeal, Comment, DataRequest, PurgeRun, Screenshot
from moderation.moves import MoveRefused
from policies import services as policies

AT_ONCE = 200  # comments that go in one transaction
LISTED = 500  # ids that a trial names
USUAL_RUNS = 10
TIMES_USUAL = 5
FEW = 50  # so many go without a question, whatever is usual
HELD = "held"
SLICE_S = 60  # of a task's 90 seconds
PURGING = -1  # where to go on: the days are reckoned, the purge has begun
FILE_DAYS = 30  # a bundle is kept after its request was finished
REQUEST_MONTHS = 12  # after that a finished request no longer names anybody
PUSHED_DAYS = 30  # what a network pushed, once it was read
FOLDERS = {"screenshots": Screenshot, "data-requests": DataRequest}


@dataclass
class Plan:
    """What would go now, and what is held back though its day has come."""

    gone: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    ids: list[int] = field(default_factory=list)
    oldest: dt.datetime | None = None

    @property
    def total(self) -> int:
        return self.gone.total()

    @property
    def counts(self) -> dict[str, int]:
        return {**self.gone, HELD: self.held.total()}


def total_of(run: PurgeRun) -> int:
    return sum(number for name, number in run.counts.items() if name != HELD)


def due(service: Service, today: dt.date):
    ended = Comment.objects.of_service(service).filter(state__in=dates.ENDED, purged_at=None, purge_on__lte=today)
    return ended.order_by("pk")


def plan(service: Service, today: dt.date) -> Plan:
    """Count what would go, comment by comment as the purge will look at it; nothing is changed."""
    found, last = Plan(), 0
    stays = purging.due_rule(today, blockers.of(service, today))
    parameters = policies.parameters_in_force(service)
    rows = dates.with_facts(due(service, today)).defer("text", "author_signals")
    while batch := list(rows.filter(pk__gt=last)[: dates.AT_ONCE]):
        for comment, kept in dates.kept_all(service, batch, parameters):
            if reason := stays(comment, kept):
                if reason in (blockers.HELD, blockers.ASKED):
                    found.held[reason] += 1
                continue
            found.gone[kept.ground] += 1
            found.oldest = min(found.oldest or comment.received_at, comment.received_at)
            if len(found.ids) < LISTED:
                found.ids.append(comment.pk)
        last = batch[-1].pk
    return found


def nightly(service_id: int, now: dt.datetime | None = None) -> PurgeRun:
    """One service's whole night, slice after slice."""
    left, row = part_of_night(service_id, now=now)
    while left is not None:
        left, row = part_of_night(service_id, left, now=now)
    return row


def part_of_night(
    service_id: int, after: int = 0, *, now: dt.datetime | None = None
) -> tuple[int | None, PurgeRun | None]:
    """A slice of the night that fits into a task: the days anew, then the trial or the purge.

    Gives where to go on, None at the end, and the run. Safe to kill, to run twice, and by two at once.
    """
    now, until = now or timezone.now(), time.monotonic() + SLICE_S
    service = Service.objects.get(pk=service_id)
    if after != PURGING:
        if (left := dates.reckon_all(service, after=after, until=until)) is not None:
            return left, None
        dates.reopened_left_behind(service)
        tidy(service, now)
        found = plan(service, service.today(now))
        if found.total and asks_first(service, found.total):
            return None, _tried(service, found, now)
    row = run(service, now, until=until)
    return (None if row.finished_at else PURGING), row


def asks_first(service: Service, total: int) -> bool:
    """Whether a service manager has to confirm before so many go."""
    confirmed = PurgeRun.objects.of_service(service).filter(confirmed_at__isnull=False).order_by("-confirmed_at")
    trial = confirmed.first()
    if trial is None:
        return True
    return total > max(FEW, TIMES_USUAL * usual(service, trial))


def usual(service: Service, trial: PurgeRun) -> float:
    """How many go on a usual night: the median of the last runs that took any; before those, what was confirmed."""
    real = PurgeRun.objects.of_service(service).filter(is_trial=False).order_by("-at")[: 10 * USUAL_RUNS]
    totals = [total for one in real if (total := total_of(one))][:USUAL_RUNS]
    return statistics.median(totals) if totals else total_of(trial)


def waiting(service: Service) -> PurgeRun | None:
    """The trial that waits for a service manager."""
    return waiting_trials(service).first()


def waiting_trials(service: Service) -> QuerySet[PurgeRun]:
    """There is one at most."""
    return PurgeRun.objects.of_service(service).filter(is_trial=True, confirmed_at=None)


@transaction.atomic
def _tried(service: Service, found: Plan, now: dt.datetime) -> PurgeRun:
    """Write down what would go; a trial that waits already is brought up to date."""
    service = blockers.locked(service)
    trial = waiting(service)
    is_new = trial is None
    trial = trial or PurgeRun(service=service, is_trial=True)
    trial.at, trial.counts, trial.comments = now, found.counts, found.ids
    trial.save()
    if is_new:
        data = {"number": found.total}
        audit.record(Kind.PURGE_TRIED, on=trial, job=purging.JOB, data=data, service=service, now=now)
    return trial


def confirm(run_id: int, *, by: User, now: dt.datetime | None = None) -> PurgeRun:
    """Let the purge begin. Raises PermissionDenied or MoveRefused; when more has come meanwhile, it is shown first."""
    now = now or timezone.now()
    trial = PurgeRun.objects.select_related("service").get(pk=run_id, is_trial=True)
    service = trial.service
    if reason := permissions.refusal_to_purge(by, service):
        raise PermissionDenied(reason)
    found = plan(service, service.today(now))
    if trial.confirmed_at is None and found.total > total_of(trial) + max(10, total_of(trial) // 10):
        _tried(service, found, now)
        raise MoveRefused(f"Meanwhile it would be {found.total} comments. Look at the list again, then confirm.")
    with transaction.atomic():
        trial = PurgeRun.objects.select_for_update(of=("self",)).select_related("service").get(pk=run_id)
        if trial.confirmed_at:
            raise MoveRefused("This was confirmed already.")
        trial.confirmed_by, trial.confirmed_at = by, now
        trial.counts, trial.comments = found.counts, found.ids
        trial.save(update_fields=["confirmed_by", "confirmed_at", "counts", "comments"])
        audit.record(Kind.PURGE_CONFIRMED, on=trial, actor=by, data={"number": found.total}, now=now)
        from moderation.tasks import keep_service  # the task's body imports this module

        keep_service.delay_on_commit(service.pk)
    return trial


def run(service: Service, now: dt.datetime, *, until: float | None = None) -> PurgeRun:
    """Take away what is due, batch by batch; the numbers are written with each batch.

    Where the process' clock passes `until` first, the run comes back unfinished and is taken up again.
    """
    today = service.today(now)
    row, _ = PurgeRun.objects.get_or_create(service=service, day=today, is_trial=False, defaults={"at": now})
    last = 0
    while ids := list(due(service, today).filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            outcome = purging.purge(service, ids, rule=lambda held: _rule(held, today), now=now)
            _count(row, outcome.gone)
        last = ids[-1]
        if until is not None and time.monotonic() >= until:
            return PurgeRun.objects.get(pk=row.pk)
    held = plan(service, today).held.total()
    with transaction.atomic():
        row = PurgeRun.objects.select_for_update().get(pk=row.pk)
        is_told, row.finished_at = row.finished_at is not None, timezone.now()
        row.counts = {**row.counts, HELD: held}
        row.save(update_fields=["counts", "finished_at"])
        if total_of(row) and not is_told:
            data = {"number": total_of(row), "held": held}
            audit.record(Kind.PURGE_DONE, on=row, job=purging.JOB, data=data, service=service, now=now)
    return row


def _rule(service: Service, today: dt.date) -> purging.Stays:
    return purging.due_rule(today, blockers.of(service, today))


def _count(row: PurgeRun, gone: Counter[str]) -> None:
    """Add to the run's numbers; more than nothing makes a run that was finished an open one again."""
    if not gone:
        return
    row = PurgeRun.objects.select_for_update().get(pk=row.pk)
    row.counts, row.finished_at = dict(Counter(row.counts) + gone), None
    row.save(update_fields=["counts", "finished_at"])


# What else ends with time


def tidy(service: Service, now: dt.datetime) -> None:
    """Bundles that were handed over, requests and appeals of long ago, and what networks pushed and was read."""
    finished = DataRequest.objects.of_service(service).filter(finished_at__isnull=False)
    for one in finished.filter(finished_at__lt=now - dt.timedelta(days=FILE_DAYS)).exclude(file=""):
        name, one.file = one.file.name, ""
        one.save(update_fields=["file"])
        default_storage.delete(name)
    long_ago = now - dt.timedelta(days=31 * REQUEST_MONTHS)
    for one in finished.filter(finished_at__lt=long_ago):
        forget_person(one)
    appeals = Appeal.objects.of_service(service).filter(decided_at__lt=long_ago).exclude(says=purging.GONE)
    appeals.update(says=purging.GONE, reason=purging.GONE, author_handle="", contact="", told_how="")
    pushed = ReceivedEvent.objects.filter(
        channel__service=service, received_at__lt=now - dt.timedelta(days=PUSHED_DAYS)
    )
    pushed.filter(channel__read_at__gt=F("received_at") + dt.timedelta(days=1)).delete()


def forget_person(request: DataRequest) -> None:
    """A finished request stays as a record and no longer names anybody."""
    traces = [[channel, trace_of(handle)] for channel, handle in request.authors]
    if traces == request.authors and not request.choices:
        return
    request.authors, request.choices, request.checked_how = traces, {}, purging.GONE
    request.save(update_fields=["authors", "choices", "checked_how"])


def sweep(now: dt.datetime | None = None) -> int:
    """Delete files that no row names any more, as after a process was killed; returns how many."""
    before, swept = (now or timezone.now()) - dt.timedelta(days=1), 0
    for folder, model in FOLDERS.items():
        try:
            _, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        paths = {f"{folder}/{name}" for name in names}
        for path in paths - set(model.objects.filter(file__in=paths).values_list("file", flat=True)):
            if default_storage.get_modified_time(path) < before:
                default_storage.delete(path)
                swept += 1
    return swept
