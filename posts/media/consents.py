"""Who is shown in the library's files, the consents that they stand on, and what follows when one ends (H4, K6).

The facts that the rules read of a file (FACTS) are derived here from the people who are shown and their consents,
whenever anything of either changes. A change for the worse takes the approval
of every post that waits or is scheduled with the file; a consent that only holds for longer leaves approvals alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions, workflow
from posts.models import Consent, Media, PersonShown, Post, PostState

NO_END = dt.date.max
"""What `Media.consent_until` holds when the consents that it stands on have no end."""
RIGHTS = ("title", "alt", "is_decorative", "made_by", "made_by_service", "licence")
"""What a person says of a file beside who is shown."""
FACTS = ("shows_child", "consent_until", "consent_reference", "adults_until")
SAID_IN_THE_EDITOR = "A child"
"""The person of a picture of whom only the editor's short form was filled in."""
OPEN = (PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED)
OUT = (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)


class ConsentRefused(Exception):
    """Something about a consent that cannot be so; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Somebody who can be seen, as a form says it."""

    label: str
    is_child: bool = False
    consent: Consent | None = None


# Consents


@transaction.atomic
def record(*, service: Service, by: User, now: dt.datetime | None = None, **said: Any) -> Consent:
    """Put a written consent on record: reference, given_by, given_on, until (None: no end), covers.

    Raises PermissionDenied and ConsentRefused.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_write(by, service):
        raise PermissionDenied(refusal)
    Service.objects.select_for_update(no_key=True).values_list("pk").get(pk=service.pk)
    consent = Consent(service=service, recorded_by=by, recorded_at=now, **said)
    _refuse_what_cannot_be(consent, now)
    consent.save(force_insert=True)
    audit.record(Kind.CONSENT_RECORDED, on=consent, actor=by, data={"until": until_in_words(consent.until)}, now=now)
    return consent


def change(consent_id: int, *, by: User, now: dt.datetime | None = None, **said: Any) -> Consent:
    """Correct or renew a consent; the files that stand on it follow. Raises PermissionDenied and ConsentRefused."""
    now = now or timezone.now()
    with transaction.atomic():
        posts = locked_posts_with(_media_of(consent_id))
        consent = _locked(consent_id)
        if refusal := permissions.refusal_to_write(by, consent.service):
            raise PermissionDenied(refusal)
        if consent.withdrawn_on:
            raise ConsentRefused("This consent was withdrawn, so it cannot be changed. Record the new one.")
        changed = [name for name, value in said.items() if getattr(consent, name) != value]
        if not changed:
            return consent
        for name in changed:
            setattr(consent, name, said[name])
        _refuse_what_cannot_be(consent, now)
        consent.save(update_fields=changed)
        worse = keep(_media_of(consent.pk))
        data = {"until": until_in_words(consent.until), "changed": changed}
        audit.record(Kind.CONSENT_CHANGED, on=consent, actor=by, data=data, now=now)
        void_approvals(posts, by=by, reason=f"consent {consent} was changed", now=now, only_with=worse)
    return consent


def withdraw(consent_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Consent:
    """Somebody took their consent back: nothing goes out with it from now on, and what is out has to come off.

    Every post that waits or is scheduled with a file that stands on it loses its approval, and its author is told;
    posts that are out are listed on the home page until they are off. Raises PermissionDenied and ConsentRefused.
    """
    now = now or timezone.now()
    reason = " ".join(reason.split())[:300]
    with transaction.atomic():
        posts = locked_posts_with(_media_of(consent_id))
        consent = _locked(consent_id)
        if refusal := permissions.refusal_to_withdraw_consent(by, consent.service):
            raise PermissionDenied(refusal)
        if consent.withdrawn_on:
            raise ConsentRefused("This consent was withdrawn already. There is nothing left to do.")
        if not reason:
            raise ConsentRefused("Say how and why it was withdrawn, without names. It stays in the record.")
        consent.withdrawn_on, consent.withdrawn_reason = consent.service.today(now), reason
        consent.save(update_fields=["withdrawn_on", "withdrawn_reason"])
        media = _media_of(consent.pk)
        keep(media)
        audit.record(Kind.CONSENT_WITHDRAWN, on=consent, actor=by, data={"reason": reason}, now=now)
        void_approvals(posts, by=by, reason=f"consent {consent} was withdrawn", now=now)
        for post in [*posts, *_out_with(media)]:
            _tell_author(consent, post)
    return consent


def _refuse_what_cannot_be(consent: Consent, now: dt.datetime) -> None:
    if consent.given_on > consent.service.today(now):
        raise ConsentRefused("The day on which it was given lies ahead. Write the day that stands on the form.")
    if consent.until and consent.until < consent.given_on:
        raise ConsentRefused("It ends before it was given. Correct one of the two dates.")
    others = Consent.objects.of_service(consent.service).exclude(pk=consent.pk)
    if others.filter(reference__iexact=consent.reference).exists():
        raise ConsentRefused(f"There is a consent {consent.reference} already. Open that one, or use another number.")


def until_in_words(until: dt.date | None) -> str:
    return f"until {until:%-d %b %Y}" if until and until != NO_END else "with no end"


def holds(consent: Consent | None, on: dt.date) -> bool:
    """Whether it allows something on this day."""
    return consent is not None and not consent.withdrawn_on and (consent.until is None or consent.until >= on)


# Who is shown


def stamp(media: Media) -> str:
    """Changes whenever anything that a person says of the file does; an open form is noticed as stale by it."""
    people = [(one.label, one.is_child, one.consent_id) for one in media.people.all()]
    said = [getattr(media, name) for name in RIGHTS] + [media.people_are_known, media.captions.name, people]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def say_who_is_shown(
    media_id: int, *, by: User, seen: str, people: Sequence[Shown], now: dt.datetime | None = None
) -> Media:
    """Say who can be seen in a file; an empty list says that nobody can. `seen` is the stamp of the form.

    Raises PermissionDenied and ConsentRefused.
    """
    now = now or timezone.now()
    with transaction.atomic():
        posts = locked_posts_with([media_id])
        Media.objects.select_for_update().values_list("pk").get(pk=media_id)
        media = Media.objects.select_related("service").get(pk=media_id)
        if refusal := permissions.refusal_to_write(by, media.service):
            raise PermissionDenied(refusal)
        if stamp(media) != seen:
            raise ConsentRefused(
                "Somebody changed what is said of this file after you opened the page. Look at what is saved now."
            )
        labels = [one.label.casefold() for one in people]
        if len(set(labels)) < len(labels):
            raise ConsentRefused("Two people have the same words. Tell them apart, for example by what they wear.")
        if any(one.consent and one.consent.service_id != media.service_id for one in people):
            raise PermissionDenied("A consent of another service cannot be used here.")
        if media.people_are_known and _as_said(media.people.all()) == _as_said(people):
            return media
        _write_people(media, people)
        media.people_are_known = True
        media.save(update_fields=["people_are_known"])
        worse = keep([media.pk])
        children = sum(one.is_child for one in people)
        data = {"people": len(people), "children": children}
        audit.record(Kind.MEDIA_PEOPLE_SAID, on=media, actor=by, data=data, now=now)
        void_approvals(posts, by=by, reason=f"{by} changed who is shown in “{media}”", now=now, only_with=worse)
    return Media.objects.get(pk=media_id)


def _as_said(people: Iterable[PersonShown | Shown]) -> list[tuple[str, bool, int | None]]:
    return [(one.label, one.is_child, one.consent.pk if one.consent else None) for one in people]


def _write_people(media: Media, people: Sequence[Shown]) -> None:
    media.people.all().delete()
    PersonShown.objects.bulk_create(
        PersonShown(media=media, label=one.label, is_child=one.is_child, consent=one.consent) for one in people
    )


def keep_what_the_editor_says(media: Media, *, by: User, now: dt.datetime) -> None:
    """Turn the editor's short answers about a picture (a child, a reference, a date) into a person and a consent.

    Called in the transaction of the save. A reference that is on record already brings its own date. Files of which
    the people are known are left alone: their facts come from the library.
    """
    if media.people_are_known:
        return
    if not media.shows_child:
        media.people.all().delete()
        return
    consent = None
    if media.consent_reference:
        consent = Consent.objects.filter(service_id=media.service_id, reference__iexact=media.consent_reference).first()
        if consent is None and media.consent_until:
            given_on = min(media.service.today(now), media.consent_until)
            values = {"given_by": Consent.GivenBy.PARENT, "given_on": given_on, "until": media.consent_until}
            consent = record(service=media.service, by=by, now=now, reference=media.consent_reference, **values)
    if consent is None and media.consent_until:
        return  # a date without a reference: as it was typed
    _write_people(media, [Shown(label=SAID_IN_THE_EDITOR, is_child=True, consent=consent)])
    if consent is not None:
        keep([media.pk])


# What is derived


def keep(media_ids: Collection[int]) -> set[int]:
    """Derive the facts of these files anew, and save what is new. Returns those of which less holds than before."""
    worse = set()
    for media in Media.objects.select_for_update().filter(pk__in=media_ids).order_by("pk"):
        before = {name: getattr(media, name) for name in FACTS}
        after = facts_of(list(media.people.select_related("consent")))
        if before == after:
            continue
        for name, value in after.items():
            setattr(media, name, value)
        media.save(update_fields=FACTS)
        if not _is_longer_only(before, after):
            worse.add(media.pk)
    return worse


def facts_of(people: Sequence[PersonShown | Shown]) -> dict[str, Any]:
    """What the rules read of a file that shows these people: the consent that ends first counts.

    A child needs a consent that was not withdrawn; of an adult, one that was withdrawn held until the day before.
    """
    children = [one for one in people if one.is_child]
    ends = [(one.consent.until or NO_END, one.consent.reference) for one in children if holds(one.consent, dt.date.min)]
    until, reference = min(ends) if ends and len(ends) == len(children) else (None, "")
    adults = [last_day(one.consent) for one in people if one.consent and not one.is_child]
    return {
        "shows_child": bool(children),
        "consent_until": until,
        "consent_reference": reference,
        "adults_until": min((day for day in adults if day is not None), default=None),
    }


def last_day(consent: Consent) -> dt.date | None:
    """The last day that it holds, or None where it has no end."""
    days = [consent.until, consent.withdrawn_on and consent.withdrawn_on - dt.timedelta(days=1)]
    return min((day for day in days if day), default=None)


def _is_longer_only(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """A consent that was missing and is there, or that ends later: nobody has to approve again."""
    same_child = before["shows_child"] == after["shows_child"]
    of_children = (after["consent_until"] or dt.date.min) >= (before["consent_until"] or dt.date.min)
    return same_child and of_children and (after["adults_until"] or NO_END) >= (before["adults_until"] or NO_END)


def locked_posts_with(media_ids: Collection[int]) -> list[Post]:
    """Posts that wait or are approved with one of these files, locked in the order of their keys.

    Posts are locked before files everywhere, so that two changes never wait for each other.
    """
    keys = _with(media_ids).filter(state__in=OPEN).order_by("pk").values_list("pk", flat=True).distinct()
    return [post for post in map(Post.objects.locked, list(keys)) if post.state in OPEN]


def void_approvals(
    posts: Iterable[Post], *, by: User, reason: str, now: dt.datetime, only_with: Collection[int] | None = None
) -> None:
    """Send these locked posts back to draft. One that goes out at this moment is left: the rules are asked there."""
    for post in posts:
        if only_with is not None and not post.revision.revision_media.filter(media__in=only_with).exists():
            continue
        try:
            with transaction.atomic():
                workflow.void_approval(post, by=by, reason=reason, now=now)
        except workflow.MoveRefused:
            continue


# What stands on a consent


def _locked(consent_id: int) -> Consent:
    """The consent, locked after its files: whoever says who is shown holds the file while taking up a consent, and two
    who lock in another order would wait for each other."""
    files = Media.objects.select_for_update().filter(pk__in=_media_of(consent_id)).order_by("pk")
    list(files.values_list("pk", flat=True))
    Consent.objects.select_for_update().values_list("pk").get(pk=consent_id)
    return Consent.objects.select_related("service").get(pk=consent_id)


def _media_of(consent_id: int) -> list[int]:
    return list(PersonShown.objects.filter(consent_id=consent_id).values_list("media", flat=True).distinct())


def _with(media_ids: Collection[int]) -> QuerySet[Post]:
    return Post.objects.filter(revision__revision_media__media__in=media_ids)


def _out_with(media_ids: Collection[int]) -> list[Post]:
    rows = _with(media_ids).filter(state__in=OUT).select_related("service", "author").distinct()
    return list(rows.order_by("-published_at"))


def media_without_consent(service: Service, on: dt.date) -> QuerySet[Media]:
    """Files that show a child without a consent that holds on this day, or an adult whose consent has ended."""
    return Media.objects.of_service(service).filter(lacks_consent(on))


def lacks_consent(on: dt.date) -> Q:
    """Of a file: what the rule on consents would say if it went out on this day."""
    child = Q(shows_child=True) & (Q(consent_until=None) | Q(consent_until__lt=on))
    return child | Q(adults_until__lt=on)


def out_without_consent(service: Service, on: dt.date) -> QuerySet[Post]:
    """Posts that are on a network with such a file: they have to come off, or the consent to be renewed."""
    files = media_without_consent(service, on).values("pk")
    return (
        Post.objects.of_service(service)
        .filter(
            pk__in=_with(files).filter(state__in=OUT).values("pk"),
            deliveries__state="sent",
            deliveries__removed_at=None,
        )
        .distinct()
        .order_by("-published_at")
    )


def planned_without_consent(service: Service, on: dt.date) -> QuerySet[Post]:
    """Posts that wait or are planned, and will be stopped: a consent does not reach their day."""
    rows = Post.objects.of_service(service).marking_consents(on)
    return rows.filter(lacks_consent=True).order_by("publish_at")


def posts_on(consent: Consent) -> list[Post]:
    """Posts with a file that stands on this consent, those that are planned first."""
    rows = _with(_media_of(consent.pk)).exclude(state__in=[PostState.WITHDRAWN, PostState.REMOVED])
    return list(rows.distinct().order_by(F("publish_at").desc(nulls_last=True), "pk"))


def _tell_author(consent: Consent, post: Post) -> None:
    address = settings.SITE_URL + reverse("posts:post", args=[post.service.slug, post.pk])
    is_out = post.state in OUT
    what = "is still on the networks: take it off" if is_out else "lost its approval: use another picture"
    send_once(
        service=post.service,
        to=post.author,
        key=f"consent:{consent.pk}:withdrawn:{post.pk}",
        subject=f"A consent was withdrawn: “{post}”",
        body=f"Consent {consent} was withdrawn. “{post}” {what}.\n\n{address}{'#remove' if is_out else ''}\n",
    )
