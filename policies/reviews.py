"""Records of a policy's reviews: opened when the date is set, closed with an outcome.

"No change" closes a review on the spot. "New version" is decided on the open record, which stays open, and overdue
where it is, until that version comes into force: the text that nobody is content with binds everybody until then.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies import permissions
from policies.dates import add_months
from policies.models import Policy, PolicyReview, PolicyVersion, RuleException
from policies.refusals import Refused, refuse

LATER_BY_AT_MOST = 92
"""Days by which a review may be put off: its cycle stands in the policy itself."""


@transaction.atomic
def reviewed_no_change(policy_id: int, *, reason: str, by: User, now: dt.datetime | None = None) -> PolicyReview:
    """Close the open review of a policy in force with "no change", and open the next one a cycle from today."""
    now = now or timezone.now()
    version = _in_force(policy_id, by)
    if not reason.strip():
        raise Refused("Say what you looked at and why nothing has to change. It stays in the record.")
    policy, today = version.policy, version.service.today(now)
    if policy.reviews.filter(done_on=today, outcome=PolicyReview.Outcome.NO_CHANGE).exists():
        raise Refused("A review without change is on record for today already.")
    review = open_one(version) or _without_record(version, today)
    close(review, outcome=PolicyReview.Outcome.NO_CHANGE, reviewer=by, reason=reason.strip(), on=today, now=now)
    version.next_review_on = add_months(today, version.cycle_months)
    version.save(update_fields=["next_review_on"])
    open_next(version, actor=by, now=now)
    return review


@transaction.atomic
def needs_new_version(policy_id: int, *, reason: str, by: User, now: dt.datetime | None = None) -> PolicyReview:
    """Put on the open review that a new version is needed, and why. It closes when that version comes into force."""
    now = now or timezone.now()
    version = _in_force(policy_id, by)
    if not reason.strip():
        raise Refused("Say what you looked at and what has to change. It stays in the record.")
    review = open_one(version) or _without_record(version, version.service.today(now))
    if review.outcome == PolicyReview.Outcome.NEW_VERSION:
        raise Refused("It is on record already that a new version is needed.")
    review.outcome, review.reviewer, review.reason = PolicyReview.Outcome.NEW_VERSION, by, reason.strip()
    review.save()
    audit.record(Kind.REVIEW_DECIDED, on=review, actor=by, data={"reason": review.reason}, now=now)
    return review


@transaction.atomic
def move(policy_id: int, *, due_on: dt.date, reason: str, by: User, now: dt.datetime | None = None) -> PolicyReview:
    """Plan the open review for another day: sooner as one likes, later by LATER_BY_AT_MOST days at most."""
    now = now or timezone.now()
    version = _in_force(policy_id, by)
    today = version.service.today(now)
    if not reason.strip():
        raise Refused("Say why the review is planned for another day. It stays in the record.")
    if due_on < today:
        raise Refused("Choose today or a later day.")
    review = open_one(version) or _without_record(version, version.next_review_on or today)
    latest = _planned_first(review) + dt.timedelta(days=LATER_BY_AT_MOST)
    if due_on > latest:
        raise Refused(
            f"Choose {latest:%-d %b %Y} or an earlier day. The policy is reviewed every {version.cycle_months} months."
        )
    before, review.due_on, version.next_review_on = review.due_on, due_on, due_on
    review.first_due_on = review.first_due_on or before
    review.save()
    version.save(update_fields=["next_review_on"])
    data = {"before": f"{before:%-d %b %Y}", "due_on": f"{due_on:%-d %b %Y}", "reason": reason.strip()}
    audit.record(Kind.REVIEW_MOVED, on=review, actor=by, data=data, now=now)
    return review


def _planned_first(review: PolicyReview) -> dt.date:
    """The day that follows from the cycle, however often the review was put off since."""
    return add_months(review.service.today(review.opened_at), review.cycle_months)


def _in_force(policy_id: int, by: User) -> PolicyVersion:
    """The version in force, its policy locked, and the person's right looked at again."""
    Policy.objects.select_for_update().get(pk=policy_id)
    policy = Policy.objects.select_related("service").get(pk=policy_id)
    forget_roles(by)
    refuse(permissions.refusal_to_write(by, policy.service))
    version = policy.versions.in_force().select_related("policy__service").first()
    if version is None:
        raise Refused("Nothing of this policy is in force yet, so there is nothing to review.")
    return version


def _without_record(version: PolicyVersion, due_on: dt.date) -> PolicyReview:
    """A review of a version whose date was set before reviews were recorded."""
    due_on = version.next_review_on or due_on
    return PolicyReview(policy=version.policy, version=version, cycle_months=version.cycle_months, due_on=due_on)


def open_one(version: PolicyVersion) -> PolicyReview | None:
    """The policy's review that is not done yet."""
    return PolicyReview.objects.filter(policy=version.policy, done_on=None).first()


def last_done(policy: Policy) -> PolicyReview | None:
    done = PolicyReview.objects.filter(policy=policy).exclude(done_on=None)
    return done.select_related("reviewer").order_by("-done_on", "-pk").first()


def exceptions_since_last(policy: Policy) -> QuerySet[RuleException]:
    """Exceptions that were granted, and held at some time since the policy's last review: each asks whether the rule
    still fits."""
    granted = RuleException.objects.filter(
        policy=policy, state__in=[RuleException.State.GRANTED, RuleException.State.ENDED]
    ).select_related("channel", "asked_by", "decided_by")
    last = last_done(policy)
    if last is None:
        return granted
    since = policy.service.midnight(last.done_on)
    still_held = Q(ended_at=None, ends_on__gte=last.done_on) | Q(ended_at__gte=since)
    return granted.filter(Q(decided_at__gte=since) | still_held)


def close(
    review: PolicyReview, *, outcome: str, reviewer: User, reason: str, on: dt.date, now: dt.datetime
) -> PolicyReview:
    """Write down what a review came to. Inside the caller's transaction."""
    review.outcome, review.reviewer, review.reason, review.done_on = outcome, reviewer, reason, on
    review.save()
    data = {"outcome": review.get_outcome_display().lower(), "reason": reason}
    audit.record(Kind.REVIEW_DONE, on=review, actor=reviewer, data=data, now=now)
    return review


def close_with(version: PolicyVersion, *, on: dt.date, now: dt.datetime) -> None:
    """The open review ends because this version came into force. Who decided on it, and why, stays where it was said.

    Inside the caller's transaction.
    """
    review = open_one(version)
    if review is None:
        return
    came = f"Version {version.number} came into force."
    was_decided = review.outcome == PolicyReview.Outcome.NEW_VERSION
    close(
        review,
        outcome=PolicyReview.Outcome.NEW_VERSION,
        reviewer=review.reviewer if was_decided else version.approved_by,
        reason=f"{review.reason} {came}" if was_decided else came,
        on=on,
        now=now,
    )


def open_next(version: PolicyVersion, *, now: dt.datetime, actor: User | None = None, job: str = "") -> PolicyReview:
    """The record of the next review, due on the version's date. Inside the caller's transaction."""
    review = PolicyReview.objects.create(
        policy=version.policy,
        version=version,
        cycle_months=version.cycle_months,
        due_on=version.next_review_on,
        opened_at=now,
    )
    data = {"due_on": f"{version.next_review_on:%-d %b %Y}"}
    audit.record(Kind.REVIEW_OPENED, on=review, actor=actor, job=job, data=data, now=now)
    return review
