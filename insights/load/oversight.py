"""What people keep watch with: readings, reviews, exceptions, and requests for the data that is held about somebody."""

from __future__ import annotations

import datetime as dt

from audit.kinds import Kind
from insights.load.place import Place, add, ago
from moderation.models import DataRequest
from policies.digests import digest_of
from policies.models import PolicyReview, PolicyVersion, Reading, ReadingCampaign, RuleException

UNREAD = "Viewer"
"""Who has not read the version in force yet: somebody whose work does not wait for it."""


def make_oversight(place: Place) -> None:
    before = place.version.policy.versions.get(state="superseded")
    for version in (before, place.version):
        _reading(place, version)
    _review(place, before)
    _exceptions(place)
    _data_requests(place)


def _reading(place: Place, version: PolicyVersion) -> None:
    begun, is_old = version.in_force_at, version != place.version
    due = (begun + dt.timedelta(days=14)).date()
    campaign = ReadingCampaign.objects.create(
        service=place.service,
        version=version,
        title=f"{version.policy.title} {version.number}",
        due_on=due,
        opened_at=begun,
        closed_at=version.superseded_at,
    )
    digest, read_at = digest_of(version), begun + dt.timedelta(days=3)
    readers = [person for name, person in place.people.items() if is_old or name != UNREAD]
    read = {"read_at": read_at, "digest": digest, "read_version": version}
    add(
        Reading,
        [
            Reading(campaign=campaign, user=person, due_on=due, asked_at=begun, **(read if person in readers else {}))
            for person in place.people.values()
        ],
    )


def _review(place: Place, version: PolicyVersion) -> None:
    """The one that led to the version in force."""
    PolicyReview.objects.create(
        policy=version.policy,
        version=version,
        due_on=place.version.effective_from,
        opened_at=version.in_force_at,
        done_on=place.version.effective_from,
        reviewer=place.people["Service Manager"],
        outcome=PolicyReview.Outcome.NEW_VERSION,
        reason="It was read anew.",
    )


def _exceptions(place: Place) -> None:
    today = place.service.today(place.now)
    for back, state in ((400, "granted"), (10, "granted"), (1, "asked")):
        starts, is_decided = today - dt.timedelta(days=back), state != "asked"
        RuleException.objects.create(
            policy=place.version.policy,
            rule="broken-link",
            channel=place.channels[1],
            reason="The museum’s page has no secure address yet.",
            starts_on=starts,
            ends_on=starts + dt.timedelta(days=29),
            state=state,
            asked_by=place.people["Coordinator One"],
            asked_at=ago(place.now, back),
            decided_by=place.people["Line Manager"] if is_decided else None,
            decided_at=ago(place.now, back) if is_decided else None,
        )


def _data_requests(place: Place) -> None:
    manager, today = place.people["Service Manager"], place.service.today(place.now)
    for back in (500, 90, 5):
        asked, is_done = today - dt.timedelta(days=back), back > 30
        made = DataRequest.objects.create(
            service=place.service,
            kind="access",
            authors=[[place.channels[0].pk, f"writer-{back}"]],
            asked_on=asked,
            due_on=asked + dt.timedelta(days=30),
            checked_how="From the account itself",
            state="done" if is_done else "open",
            opened_by=manager,
            opened_at=ago(place.now, back),
            outcome="Handed over" if is_done else "",
            finished_by=manager if is_done else None,
            finished_at=ago(place.now, back - 20) if is_done else None,
        )
        place.tell(made.opened_at, Kind.DATA_REQUEST_OPENED, made, manager, kind="access", due=str(made.due_on))
