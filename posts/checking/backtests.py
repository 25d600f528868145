"""A draft policy's rules over past posts, before anybody approves it (DESIGN 4).

Looked at are the posts of the last 90 days that were submitted or went out, each at its own time and with what was
planned around it then; what the service says of itself (phone, staff) is as today, because older facts are not kept.

waiting → running → done | failed. A worker claims the row for a lease, works in chunks, and writes each chunk's results
and its place in one transaction, on condition that the lease is still its own. A worker that is killed loses the chunk
in its hands; the tick, or a person who asks again, has another go on from there. No post is judged twice.
"""

from __future__ import annotations

import bisect
import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies import permissions
from policies.models import PolicyKind, PolicyVersion, VersionState
from policies.refusals import Refused, refuse
from policies.rules.base import Draft, Findings, RecentPost
from policies.rules.comparing import Comparison
from policies.rules.engine import DEFAULTS
from policies.services import ruleset_of, version_in_force
from posts.checking import checks
from posts.content import Content
from posts.models import Backtest, BacktestResult, Post

log = logging.getLogger(__name__)

DAYS = 90
CHUNK, CHUNK_S = 200, 5
"""A chunk ends after so many posts, or so many seconds: very long texts take theirs."""
SLACK_BEFORE, SLACK_AFTER = 30, 90
"""Days before and after the span in which a post that was submitted in it may have gone out, or be planned."""
MOST_KEPT = 20
"""Findings of one post that are kept."""
LEASE_S = 60
SLICE_S = 20
"""A worker goes on for so long, then puts the rest at the end of the queue: other work gets its turn."""
LOST_AFTER_S = 20
"""A run that waits longer than this has lost its message."""
State = Backtest.State
OPEN = (State.WAITING, State.RUNNING)
BEFORE_IN_FORCE = (
    VersionState.DRAFT,
    VersionState.IN_REVIEW,
    VersionState.CHANGES_REQUESTED,
    VersionState.APPROVED,
    VersionState.SCHEDULED,
)


# Asking and stopping


def refusal_of_version(version: PolicyVersion) -> str:
    """ "" or why there is nothing to run for this version."""
    if version.policy.kind != PolicyKind.SOCIAL_MEDIA:
        return "Only the social media policy has rules that run over posts."
    if version.state not in BEFORE_IN_FORCE:
        state = version.get_state_display().lower()
        return f"Version {version.number} is {state}; only a version that is on its way is tried on past posts."
    return ""


def ask(version_id: int, *, by: User, now: dt.datetime | None = None) -> Backtest:
    """Run this version over past posts, or go on with the run that is under way. Raises Refused with a sentence.

    A run on an older text of the draft is given up; what earlier runs found makes room.
    """
    from posts import tasks  # the bodies of the tasks import this module

    now = now or timezone.now()
    with transaction.atomic():
        version = _locked_version(version_id)
        forget_roles(by)
        refuse(permissions.refusal_to_backtest(by, version.service))
        refuse(refusal_of_version(version))
        under_way = Backtest.objects.select_for_update().filter(version=version, state__in=OPEN).first()
        if under_way and under_way.text_of == version.edited_at:
            row = under_way
        else:
            if under_way:
                _give_up(under_way, "The draft was changed while it ran.", now)
            BacktestResult.objects.filter(backtest__version=version).delete()
            row = _new(version, by, now)
        transaction.on_commit(lambda: tasks.backtest.delay(row.pk))
    return row


def _locked_version(version_id: int) -> PolicyVersion:
    locked = PolicyVersion.objects.select_for_update(of=("self",))
    return locked.select_related("policy__service").get(pk=version_id)


def _new(version: PolicyVersion, by: User, now: dt.datetime) -> Backtest:
    since = now - dt.timedelta(days=DAYS)
    row = Backtest(
        service=version.service,
        version=version,
        text_of=version.edited_at,
        since=since,
        until=now,
        total=posts_between(version.service, since, now).count(),
        asked_by=by,
        asked_at=now,
    )
    row.save(force_insert=True)
    data = {"number": version.number, "posts": row.total, "days": DAYS}
    audit.record(Kind.BACKTEST_ASKED, on=version, actor=by, data=data, now=now)
    return row


@transaction.atomic
def stop(backtest_id: int, *, by: User, now: dt.datetime | None = None) -> Backtest:
    """Give a run up; what it found so far stays readable. Raises Refused with a sentence."""
    now = now or timezone.now()
    row = (
        Backtest.objects.select_for_update(of=("self",))
        .select_related("service", "version__policy")
        .get(pk=backtest_id)
    )
    forget_roles(by)
    refuse(permissions.refusal_to_backtest(by, row.service))
    if row.state not in OPEN:
        raise Refused("This run has ended already, so there is nothing to stop.")
    _give_up(row, f"{by} stopped it.", now)
    data = {"number": row.version.number, "done": row.done, "total": row.total}
    audit.record(Kind.BACKTEST_STOPPED, on=row.version, actor=by, data=data, now=now)
    return row


def _give_up(row: Backtest, why: str, now: dt.datetime) -> None:
    row.state, row.error, row.finished_at, row.lease_until = State.FAILED, why[:300], now, None
    row.save(update_fields=["state", "error", "finished_at", "lease_until"])


def is_stale(row: Backtest) -> bool:
    """Whether the draft was changed since; what the run says may no longer hold."""
    return row.text_of != row.version.edited_at


# Which posts


def posts_between(service: Service, since: dt.datetime, until: dt.datetime) -> QuerySet[Post]:
    """Posts that were submitted in this time, or went out in it."""
    submitted = Q(submitted_at__gte=since, submitted_at__lte=until)
    went_out = Q(published_at__gte=since, published_at__lte=until)
    return Post.objects.of_service(service).filter(submitted | went_out).exclude(revision=None)


def judged_at(post: Post) -> dt.datetime:
    """The moment at which a past post is judged: when it went out, or was meant to, or was submitted."""
    return post.published_at or post.publish_at or post.submitted_at or post.edited_at


# Running


def resume_lost(now: dt.datetime) -> list[int]:
    """Queue the runs whose worker died or whose message was lost. Two ticks at once do no harm."""
    from posts import tasks

    lost = Q(state=State.RUNNING, lease_until__lt=now)
    forgotten = Q(state=State.WAITING, asked_at__lt=now - dt.timedelta(seconds=LOST_AFTER_S))
    found = list(Backtest.objects.filter(lost | forgotten).order_by("pk").values_list("pk", flat=True))
    for backtest_id in found:
        tasks.backtest.delay(backtest_id)
    return found


def run(backtest_id: int) -> bool:
    """Work on a run for SLICE_S seconds. True when there is more to do, for the next message."""
    now = timezone.now()
    row = _claim(backtest_id, now)
    if row is None:
        return False
    try:
        return Run(row).go_on_until(time.monotonic() + SLICE_S)
    except Exception as error:
        log.exception("backtest %s broke after post %s", row.pk, row.cursor)
        why = f"It broke off after {row.done} posts ({type(error).__name__}). Run it again, or tell your support."
        _own(row).update(state=State.FAILED, error=why, finished_at=timezone.now(), lease_until=None)
        return False


def _claim(backtest_id: int, now: dt.datetime) -> Backtest | None:
    """The row with a lease of our own; None when another worker has it or nothing is left to do."""
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=now)
    lease = now + dt.timedelta(seconds=LEASE_S)
    if not Backtest.objects.filter(free, pk=backtest_id).update(state=State.RUNNING, lease_until=lease):
        return None
    return Backtest.objects.select_related("service", "version__policy__service").get(pk=backtest_id)


def _own(row: Backtest) -> QuerySet[Backtest]:
    """The row while the lease and the place in it are this worker's own."""
    return Backtest.objects.filter(pk=row.pk, state=State.RUNNING, lease_until=row.lease_until, cursor=row.cursor)


class Run:
    """One worker's part of a run, with everything read once that holds for all posts."""

    def __init__(self, row: Backtest) -> None:
        self.row, self.service = row, row.service
        before = version_in_force(self.service, row.until)
        rulesets = ruleset_of(before) if before else DEFAULTS, ruleset_of(row.version)
        self.comparison = Comparison(*rulesets)
        self.around = _Past(self.service, row, window_days=max(map(checks.window_days, rulesets)))

    def go_on_until(self, end: float) -> bool:
        while time.monotonic() < end:
            if self._is_stale():
                return False
            posts = self._next_posts()
            if not posts:
                _own(self.row).update(state=State.DONE, finished_at=timezone.now(), lease_until=None, total=F("done"))
                return False
            if not self._write(*self.judge(posts)):
                return False  # another worker has it, or somebody stopped it
        _own(self.row).update(lease_until=timezone.now())
        return True

    def _is_stale(self) -> bool:
        edited_at = PolicyVersion.objects.values_list("edited_at", flat=True).get(pk=self.row.version_id)
        if edited_at == self.row.text_of:
            return False
        why = "The draft was changed while it ran."
        _own(self.row).update(state=State.FAILED, error=why, finished_at=timezone.now(), lease_until=None)
        return True

    def _next_posts(self) -> list[Post]:
        rows = posts_between(self.service, self.row.since, self.row.until).filter(pk__gt=self.row.cursor)
        contents = ("revision__revision_channels__channel", "revision__revision_media__media")
        return list(rows.select_related("revision").prefetch_related(*contents).order_by("pk")[:CHUNK])

    def judge(self, posts: list[Post]) -> tuple[list[Post], list[BacktestResult]]:
        """Those that were judged within CHUNK_S seconds, one at least, and what came of them."""
        end = time.monotonic() + CHUNK_S
        results = []
        for number, post in enumerate(posts, start=1):
            compared = self.comparison.of(self.around.drafts(post))
            if compared.change:
                results.append(
                    BacktestResult(
                        backtest=self.row,
                        post=post,
                        revision=post.revision,
                        change=compared.change,
                        before=_stored(compared.lost),
                        after=_stored(compared.gained or compared.after),
                    )
                )
            if time.monotonic() > end:
                return posts[:number], results
        return posts, results

    def _write(self, posts: list[Post], results: list[BacktestResult]) -> bool:
        """The chunk's results and the new place in one transaction; False when the row is no longer ours."""
        row, lease = self.row, timezone.now() + dt.timedelta(seconds=LEASE_S)
        cursor, done = posts[-1].pk, row.done + len(posts)
        with transaction.atomic():
            if not _own(row).update(cursor=cursor, done=done, lease_until=lease):
                return False
            BacktestResult.objects.bulk_create(results)
        row.cursor, row.done, row.lease_until = cursor, done, lease
        return True


def _stored(findings: Findings) -> list[dict]:
    return [finding.as_dict() for finding in findings[:MOST_KEPT]]


_Timeline = list[tuple[dt.datetime, int, RecentPost]]


class _Past:
    """What stood around a post at its own time."""

    def __init__(self, service: Service, row: Backtest, *, window_days: int) -> None:
        self.service, self.row = service, row
        self.window = dt.timedelta(days=window_days + 1) if window_days else dt.timedelta(0)
        self.now = checks.Surroundings(service, row.until)

    @cached_property
    def _timelines(self) -> dict[int | None, _Timeline]:
        """Of each channel, everything that went out or was planned around the span, in the order of time."""
        first = self.row.since - self.window - dt.timedelta(days=SLACK_BEFORE)
        last = self.row.until + self.window + dt.timedelta(days=SLACK_AFTER)
        found: dict[int | None, _Timeline] = defaultdict(list)
        for pk, recent in checks.recent_posts_between(self.service, first, last):
            found[recent.account].append((recent.at, pk, recent))
        return found

    def _near(self, at: dt.datetime, content: Content) -> Iterator[tuple[int, RecentPost]]:
        """What stood around this moment on these channels, the nearest first, as the live check reads it."""
        for channel in checks.channels_of(content) if self.window else ():
            timeline = self._timelines.get(channel, [])
            first = bisect.bisect_left(timeline, at - self.window, key=itemgetter(0))
            last = bisect.bisect_left(timeline, at + self.window, key=itemgetter(0))
            near = sorted(timeline[first:last], key=lambda one: abs(one[0] - at))
            yield from ((pk, recent) for _, pk, recent in near[: checks.MOST_RECENT])

    @cached_property
    def _corrections(self) -> dict[int, set[int]]:
        return checks.corrections_of(Post.objects.of_service(self.service))

    def drafts(self, post: Post) -> list[Draft]:
        """As the live check makes them, but for the campaign: whether it had leave then is not kept."""
        at, content = judged_at(post), post.revision.content()
        made_later = self._corrections.get(post.pk, frozenset())
        but_not = checks.not_repeated_by(post, self._corrections) | made_later
        return checks.drafts_of(
            self.service,
            content,
            around=self.now,
            today=self.service.today(at),
            recent=tuple(one for pk, one in self._near(at, content) if pk not in but_not),
            kind=post.kind,
            audience=post.audience,
            publish_at=post.publish_at,
            time_zone=post.time_zone,
            story_consent=post.story_consent,
        )


# Reading a run


def latest(version: PolicyVersion) -> Backtest | None:
    """The newest run of this version, with the version as it is given here."""
    row = Backtest.objects.filter(version=version).select_related("service", "asked_by").first()
    if row:
        row.version = version
    return row


def counts(row: Backtest) -> dict[str, int]:
    """How many posts would be stopped, need a reason, or be let through; each change named."""
    found = dict(row.results.order_by().values_list("change").annotate(number=Count("pk")))
    return {change: found.get(change, 0) for change in BacktestResult.Change.values}


def by_rule(row: Backtest) -> list[tuple[int, str, frozenset[str]]]:
    """Each result's key with its change and the rules that make it, in the order of the page."""
    rows = row.results.values_list("pk", "change", "before", "after")
    return [(pk, change, _rules_of(change, before, after)) for pk, change, before, after in rows.iterator()]


def _rules_of(change: str, before: list[dict], after: list[dict]) -> frozenset[str]:
    made_by = before if change == BacktestResult.Change.PASSED else after
    return frozenset(finding["rule"] for finding in made_by)
