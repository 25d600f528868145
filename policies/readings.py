"""Who reads what and by when: a campaign for each major version, the reading of one person, trainings (K7).

A campaign is opened in the transaction that puts a major version in force. Whoever has not read it by their day may
look, but neither approve nor moderate (`refusal_unread`), until they have. Joiners are found by the hourly tick and
when they open the page; both ways may run at once and twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.hours import hours_of
from accounts.models import Membership, Role, Service, User
from accounts.permissions import forget_roles, roles_of
from audit import services as audit
from audit.kinds import Kind
from policies import permissions, questions
from policies.dates import add_months
from policies.digests import digest_of
from policies.models import Policy, PolicyVersion, Reading, ReadingCampaign
from policies.refusals import Refused, refuse

DAYS, JOINER_DAYS, MORE_DAYS = 10, 5, 5  # working days
TRAINING_EVERY_MONTHS = 12
MOST_TRIES = 32_767  # what the column holds

Kinds = ReadingCampaign.Kind


# Who is asked


def asked_people(campaign: ReadingCampaign, on: dt.date) -> dict[int, Membership]:
    """The members that a campaign is for on a date, deputies too, by the person's primary key.

    A training is for those who worked here on the day when it was held.
    """
    everybody = Membership.objects.current().filter(service=campaign.service)
    found: Iterable[Membership] = everybody.select_related("user")
    if campaign.roles:
        held = {role: everybody.holding(role, on).values_list("pk", flat=True) for role in campaign.roles}
        found = everybody.filter(pk__in={pk for pks in held.values() for pk in pks}).select_related("user")
    if campaign.held_on:
        joined = campaign.service.today
        found = [one for one in found if joined(one.started_at) <= max(campaign.held_on, joined(campaign.opened_at))]
    return {one.user_id: one for one in found}


def is_asked(user: User, campaign: ReadingCampaign) -> bool:
    """Whether the campaign is for this person today."""
    if not campaign.roles:
        return Membership.objects.current().filter(service=campaign.service, user=user).exists()
    return not roles_of(user, campaign.service).isdisjoint(campaign.roles)


def due_for(membership: Membership, campaign: ReadingCampaign, today: dt.date) -> dt.date:
    """By when somebody reads who is asked today: the campaign's day for who was here, five working days for a joiner.

    They count from the day of joining. When a person is asked so late that this day would not lie ahead, and when an
    older member was given the role only now, they count from today.
    """
    service, hours = campaign.service, hours_of(campaign.service)
    if campaign.kind == Kinds.TRAINING:
        return max(campaign.due_on, hours.nth_working_day(today, JOINER_DAYS))
    joined = service.today(membership.started_at)
    is_new = membership.started_at > campaign.opened_at
    due = hours.nth_working_day(joined if is_new else today, JOINER_DAYS)
    return due if due > today else hours.nth_working_day(today, JOINER_DAYS)


def add_joiners(campaign: ReadingCampaign, now: dt.datetime) -> int:
    """Ask everybody who is to read and was not asked yet, and let go of those who left. Gives how many were asked.

    Safe to run twice and at once: the database has one row a person, and rows change only from what they were.
    """
    today = campaign.service.today(now)
    people = asked_people(campaign, today)
    rows = {row.user_id: row for row in Reading.objects.filter(campaign=campaign)}
    new = 0
    for user_id, membership in people.items():
        due_on = due_for(membership, campaign, today)
        if user_id not in rows:
            new += Reading.objects.get_or_create(
                campaign=campaign, user_id=user_id, defaults={"due_on": due_on, "asked_at": now}
            )[1]
        elif rows[user_id].left_at:
            back = Reading.objects.filter(pk=rows[user_id].pk, left_at__isnull=False)
            new += back.update(left_at=None, due_on=due_on, asked_at=now)
    gone = [row.pk for user_id, row in rows.items() if user_id not in people and not row.read_at and not row.left_at]
    Reading.objects.filter(pk__in=gone, read_at=None, left_at=None).update(left_at=now)
    return new


def look_for_joiners(service: Service, now: dt.datetime) -> int:
    """The tick: joiners and leavers of every open campaign of a service."""
    open_ones = ReadingCampaign.objects.of_service(service).filter(closed_at=None).select_related("service")
    return sum(add_joiners(campaign, now) for campaign in open_ones)


def reading_of(user: User, campaign: ReadingCampaign, now: dt.datetime) -> Reading | None:
    """The person's part of a campaign; a joiner who comes before the tick is asked here. None when it is not theirs."""
    rows = Reading.objects.filter(campaign=campaign, user=user).select_related("campaign__service", "read_version")
    row = rows.first()
    if (row is None or row.left_at) and campaign.closed_at is None and is_asked(user, campaign):
        add_joiners(campaign, now)
        forget_unread(user)
        row = rows.first()
    return row if row and not row.left_at else None


# What a person has not read


def unread(user: User, service: Service) -> list[Reading]:
    """What this person is still asked for, the most urgent first. Kept on the user for the length of a request."""
    kept = user.__dict__.setdefault("_unread", {})
    if service.pk not in kept:
        rows = Reading.objects.filter(
            user=user, campaign__service=service, campaign__closed_at=None, read_at=None, left_at=None
        )
        kept[service.pk] = list(rows.select_related("campaign").order_by("due_on", "pk"))
    return [
        row
        for row in kept[service.pk]
        if not row.campaign.roles or not roles_of(user, service).isdisjoint(row.campaign.roles)
    ]


def forget_unread(user: User) -> None:
    user.__dict__.pop("_unread", None)


def overdue(user: User, service: Service, now: dt.datetime) -> Reading | None:
    """The policy that keeps this person from approving and moderating; None when nothing does. No training does."""
    today = service.today(now)
    late = (row for row in unread(user, service) if row.campaign.kind == Kinds.POLICY and row.due_on < today)
    return next(late, None)


def refusal_unread(user: User, service: Service, now: dt.datetime) -> str:
    """ "" or why a person who has not read the policy in time may not approve or moderate."""
    row = overdue(user, service, now)
    if row is None:
        return ""
    return (
        f"You have not read “{row.campaign.title}” yet; it was due on {row.due_on:%a %-d %b %Y}. Read and accept it "
        "first: you find it under Policies, Reading. Until then you can look, but not approve anything or handle "
        "comments."
    )


# A major version


def open_for(
    version: PolicyVersion, *, now: dt.datetime, actor: User | None = None, job: str = ""
) -> ReadingCampaign | None:
    """Ask staff to read a major version that has just come into force; a minor one asks nobody.

    Inside the caller's transaction, which holds the policy's lock. The campaign of an older version is closed; who was
    late with that one keeps the day, and stays locked until they have read: a newer version frees nobody.
    """
    if version.minor:
        return None
    service = version.service
    today = service.today(now)
    older = ReadingCampaign.objects.filter(version__policy=version.policy, closed_at=None)
    late = Reading.objects.filter(campaign__in=older, read_at=None, left_at=None, due_on__lt=today)
    days = dict(late.values_list("user_id", "due_on"))
    older.update(closed_at=now)
    campaign = ReadingCampaign.objects.create(
        service=service,
        kind=Kinds.POLICY,
        version=version,
        title=str(version)[:160],
        roles=version.read_by,
        due_on=hours_of(service).nth_working_day(today, DAYS),
        opened_at=now,
        opened_by=actor,
    )
    people = _ask(campaign, today, now, days)
    data = {"title": campaign.title, "due_on": f"{campaign.due_on:%-d %b %Y}", "people": people}
    audit.record(Kind.READING_OPENED, on=version, actor=actor, job=job, data=data, now=now)
    return campaign


def _ask(campaign: ReadingCampaign, today: dt.date, now: dt.datetime, days: Mapping[int, dt.date] | None = None) -> int:
    """A row for everybody; `days` has the people with a day of their own."""
    people, days = asked_people(campaign, today), days or {}
    Reading.objects.bulk_create(
        Reading(campaign=campaign, user_id=user_id, due_on=days.get(user_id, campaign.due_on), asked_at=now)
        for user_id in people
    )
    return len(people)


def version_to_read(campaign: ReadingCampaign) -> PolicyVersion:
    """What is read: the version in force while the campaign runs, as minor ones may have followed; then its own."""
    own = campaign.version
    if campaign.closed_at:
        return own
    return own.policy.versions.in_force().select_related("policy__service").first() or own


def version_before(user: User, campaign: ReadingCampaign) -> PolicyVersion | None:
    """What "what changed" is told against: the version that this person read last, or else the one that was in force
    before this one. None for the first version, and for a joiner who knew none."""
    earlier = Reading.objects.filter(
        user=user, read_version__policy=campaign.version.policy, campaign__opened_at__lt=campaign.opened_at
    )
    last_read = earlier.select_related("read_version__policy__service").order_by("-read_at").first()
    if last_read:
        return last_read.read_version
    was_here = Membership.objects.filter(service=campaign.service, user=user, started_at__lt=campaign.opened_at)
    if not was_here.exists() or campaign.version.in_force_at is None:
        return None
    versions = campaign.version.policy.versions.filter(in_force_at__lt=campaign.version.in_force_at)
    return versions.select_related("policy__service").order_by("-in_force_at").first()


# One person's reading


def _own(reading_id: int, by: User) -> Reading:
    """The person's open reading, locked; the policy's row is locked first, as in workflow."""
    reading = Reading.objects.select_related("campaign__version").get(pk=reading_id)
    if reading.user_id != by.pk:
        raise Refused("Everybody reads for themselves.")
    if reading.campaign.version is None:
        raise Refused("A training is confirmed, not read.")
    Policy.objects.select_for_update().get(pk=reading.campaign.version.policy_id)
    locked = Reading.objects.select_for_update(of=("self",))
    reading = locked.select_related("campaign__version__policy__service", "campaign__service").get(pk=reading_id)
    forget_roles(by)
    if not is_asked(by, reading.campaign):
        raise Refused("You are no longer asked to read this.")
    if reading.campaign.closed_at:
        raise Refused("A newer version took the place of this one. Read that one instead.")
    return reading


@transaction.atomic
def keep_answers(
    reading_id: int, *, by: User, answers: Mapping[str, str], is_try: bool = True
) -> list[questions.Answered]:
    """Keep what a person answers, and say what is right. Any number of tries; `is_try` is false while they read on.

    What no question asks and what is not offered is passed over; a question left out keeps its last answer.
    """
    reading = _own(reading_id, by)
    if reading.read_at:
        raise Refused("You have read and accepted this version already.")
    asked = questions.answered(version_to_read(reading.campaign), reading.answers)
    kept = {one.key: one.given for one in asked if one.given}
    for one in asked:
        given = answers.get(one.key, "")
        if questions.label_of(one.question.about, given):
            kept[one.key] = given
    reading.answers = kept
    reading.tries = min(reading.tries + is_try, MOST_TRIES)
    reading.save(update_fields=["answers", "tries"])
    return questions.answered(version_to_read(reading.campaign), kept)


@transaction.atomic
def accept(reading_id: int, *, by: User, digest: str, now: dt.datetime | None = None) -> Reading:
    """ "I have read and understood it": stored with the digest of exactly the text that the page showed.

    Refused while a question is not answered right, and when another text has come into force meanwhile. Said twice
    it counts once.
    """
    now = now or timezone.now()
    reading = _own(reading_id, by)
    if reading.read_at:
        return reading
    version = version_to_read(reading.campaign)
    if digest != digest_of(version):
        raise Refused(f"Version {version.number} came into force after you opened this page. Read what changed first.")
    wrong = [one for one in questions.answered(version, reading.answers) if not one.is_right]
    if wrong:
        raise Refused("Answer the questions first. You can try as often as you like.")
    reading.read_at, reading.digest, reading.read_version = now, digest, version
    reading.save(update_fields=["read_at", "digest", "read_version"])
    data = {"number": version.number, "title": reading.campaign.title, "digest": digest}
    audit.record(Kind.READING_ACCEPTED, on=reading, actor=by, data=data, now=now)
    forget_unread(by)
    return reading


@transaction.atomic
def extend(reading_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Reading:
    """Give somebody else five working days more, once a campaign, with a reason.

    They count from the day on which it was due, or from today when that is over.
    """
    now = now or timezone.now()
    reading = (
        Reading.objects.select_for_update(of=("self",)).select_related("campaign__service", "user").get(pk=reading_id)
    )
    service = reading.campaign.service
    forget_roles(by)
    refuse(permissions.refusal_to_manage_readings(by, service))
    if reading.user_id == by.pk:
        raise Refused("You cannot give yourself more time. Ask another service manager, or read it now.")
    if reading.campaign.kind != Kinds.POLICY or reading.campaign.closed_at:
        raise Refused("Nobody is asked to read this any longer, so there is no day to move.")
    if reading.read_at:
        raise Refused(f"{reading.user} has read it already.")
    if reading.left_at:
        raise Refused(f"{reading.user} is not asked to read it any longer.")
    if reading.extended_at:
        raise Refused(f"{reading.user} had five working days more already, and there is one extension a version.")
    if not reason.strip():
        raise Refused("Say why they get more time. It stays in the record.")
    start = max(reading.due_on, service.today(now))
    reading.due_on = hours_of(service).nth_working_day(start, MORE_DAYS)
    reading.extended_by, reading.extended_at, reading.extension_reason = by, now, reason.strip()[:500]
    reading.save(update_fields=["due_on", "extended_by", "extended_at", "extension_reason"])
    data = {
        "name": str(reading.user),
        "title": reading.campaign.title,
        "due_on": f"{reading.due_on:%-d %b %Y}",
        "reason": reading.extension_reason,
    }
    audit.record(Kind.READING_EXTENDED, on=reading, actor=by, data=data, now=now)
    return reading


@transaction.atomic
def put_download_on_record(
    service: Service, campaign: ReadingCampaign | None, *, by: User, now: dt.datetime | None = None
) -> None:
    """Somebody takes the table away that names who has read what: of one campaign, or of all."""
    refuse(permissions.refusal_to_see_readings(by, service))
    data = {"what": campaign.title if campaign else "all readings"}
    audit.record(Kind.READINGS_DOWNLOADED, on=campaign or service, actor=by, data=data, now=now)


# Trainings


@transaction.atomic
def open_training(
    service: Service,
    *,
    by: User,
    title: str,
    held_on: dt.date,
    due_on: dt.date,
    roles: Sequence[str] = (),
    note: str = "",
    now: dt.datetime | None = None,
) -> ReadingCampaign:
    """Put a training on record and ask who took part. One whose time is over gives way to it."""
    now = now or timezone.now()
    Service.objects.select_for_update().get(pk=service.pk)
    forget_roles(by)
    refuse(permissions.refusal_to_manage_readings(by, service))
    title, today = title.strip(), service.today(now)
    if not title:
        raise Refused("Give the training a title.")
    if unknown := sorted(set(roles) - set(Role.values)):
        raise Refused(f"There is no role called {', '.join(unknown)}.")
    if due_on < max(held_on, today):
        raise Refused("Choose a day for the answers that is neither over nor before the training.")
    trainings = ReadingCampaign.objects.of_service(service).filter(kind=Kinds.TRAINING)
    if trainings.filter(title__iexact=title, held_on=held_on).exists():
        raise Refused("This training is on record already. Record there who took part.")
    trainings.filter(closed_at=None, due_on__lt=today).update(closed_at=now)
    campaign = ReadingCampaign.objects.create(
        service=service,
        kind=Kinds.TRAINING,
        title=title[:160],
        note=note.strip(),
        roles=[role for role in Role.values if role in roles],
        held_on=held_on,
        due_on=due_on,
        opened_at=now,
        opened_by=by,
    )
    people = _ask(campaign, today, now)
    data = {"title": campaign.title, "held_on": f"{held_on:%-d %b %Y}", "people": people}
    audit.record(Kind.TRAINING_OPENED, on=campaign, actor=by, data=data, now=now)
    return campaign


@transaction.atomic
def took_part(campaign_id: int, *, by: User, user_id: int | None = None, now: dt.datetime | None = None) -> Reading:
    """Put on record that somebody took part in a training: oneself, or as a service manager anybody who works here.

    Said twice it counts once. A training that is closed can still be recorded: it is about what was.
    """
    now = now or timezone.now()
    campaign = ReadingCampaign.objects.select_for_update(of=("self",)).select_related("service").get(pk=campaign_id)
    service, user_id = campaign.service, user_id or by.pk
    forget_roles(by)
    if user_id != by.pk:
        refuse(permissions.refusal_to_manage_readings(by, service))
    if campaign.kind != Kinds.TRAINING:
        raise Refused("A policy is read, not attended.")
    if service.today(now) < campaign.held_on:
        raise Refused(f"The training is on {campaign.held_on:%-d %b %Y}. Record after it who took part.")
    membership = Membership.objects.current().filter(service=service, user_id=user_id).select_related("user").first()
    if membership is None:
        raise Refused("Choose a person who works in this service.")
    reading, _ = Reading.objects.get_or_create(
        campaign=campaign, user_id=user_id, defaults={"due_on": campaign.due_on, "asked_at": now}
    )
    if reading.read_at:
        return reading
    reading.read_at, reading.left_at = now, None
    reading.recorded_by = by if user_id != by.pk else None
    reading.save(update_fields=["read_at", "left_at", "recorded_by"])
    kind = Kind.TRAINING_RECORDED if reading.recorded_by else Kind.TRAINING_CONFIRMED
    data = {"title": campaign.title, "name": str(membership.user)}
    audit.record(kind, on=reading, actor=by, data=data, now=now)
    forget_unread(by)
    return reading


def without_training(service: Service, today: dt.date) -> list[User]:
    """Who works here and took part in no training of the last twelve months, joiners too (K7), by name."""
    since = add_months(today, -TRAINING_EVERY_MONTHS)
    trained = Reading.objects.filter(
        campaign__service=service,
        campaign__kind=Kinds.TRAINING,
        campaign__held_on__gte=since,
        read_at__isnull=False,
    )
    members = Membership.objects.current().filter(service=service).exclude(user__in=trained.values("user"))
    return [one.user for one in members.select_related("user").order_by("user__name", "pk")]


def last_training(service: Service) -> ReadingCampaign | None:
    trainings = ReadingCampaign.objects.of_service(service).filter(kind=Kinds.TRAINING)
    return trainings.order_by("-held_on", "-pk").first()


def next_training_due(service: Service) -> dt.date | None:
    """When the yearly training comes round again (K7): twelve months after the last; None before the first."""
    last = last_training(service)
    return add_months(last.held_on, TRAINING_EVERY_MONTHS) if last else None
