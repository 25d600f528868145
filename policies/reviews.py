"""Records of a policy's reviews: opened when the date is set, closed with an outcome."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from policies import permissions
from policies.dates import add_months
from policies.models import Policy, PolicyReview, PolicyVersion
from policies.refusals import Refused, refuse


@transaction.atomic
def reviewed_no_change(policy_id: int, *, reason: str, by: User, now: dt.datetime | None = None) -> PolicyReview:
    """Close the open review of a policy in force with "no change", and open the next one a cycle from today."""
    now = now or timezone.now()
    Policy.objects.select_for_update().get(pk=policy_id)
    policy = Policy.objects.select_related("service").get(pk=policy_id)
    refuse(permissions.refusal_to_write(by, policy.service))
    version = policy.versions.in_force().first()
    if version is None:
        raise Refused("Nothing of this policy is in force yet, so there is nothing to review.")
    if not reason.strip():
        raise Refused("Say what you looked at and why nothing has to change. It stays in the record.")
    today = policy.service.today(now)
    if policy.reviews.filter(done_on=today, outcome=PolicyReview.Outcome.NO_CHANGE).exists():
        raise Refused("A review without change is on record for today already.")
    review = open_one(version) or PolicyReview(policy=policy, version=version, due_on=version.next_review_on or today)
    close(review, outcome=PolicyReview.Outcome.NO_CHANGE, reviewer=by, reason=reason.strip(), on=today, now=now)
    version.next_review_on = add_months(today, version.cycle_months)
    version.save(update_fields=["next_review_on"])
    open_next(version, actor=by, now=now)
    return review


def open_one(version: PolicyVersion) -> PolicyReview | None:
    """The policy's review that is not done yet."""
    return PolicyReview.objects.filter(policy=version.policy, done_on=None).first()


def close(
    review: PolicyReview, *, outcome: str, reviewer: User, reason: str, on: dt.date, now: dt.datetime
) -> PolicyReview:
    """Write down what a review came to. Inside the caller's transaction."""
    review.outcome, review.reviewer, review.reason, review.done_on = outcome, reviewer, reason, on
    review.save()
    data = {"outcome": review.get_outcome_display().lower(), "reason": reason}
    audit.record(Kind.REVIEW_DONE, on=review, actor=reviewer, data=data, now=now)
    return review


def open_next(version: PolicyVersion, *, now: dt.datetime, actor: User | None = None, job: str = "") -> PolicyReview:
    """The record of the next review, due on the version's date. Inside the caller's transaction."""
    review = PolicyReview.objects.create(
        policy=version.policy, version=version, due_on=version.next_review_on, opened_at=now
    )
    data = {"due_on": f"{version.next_review_on:%-d %b %Y}"}
    audit.record(Kind.REVIEW_OPENED, on=review, actor=actor, job=job, data=data, now=now)
    return review
