"""What a channel's profile should say, what it says, and how far the two are apart (source: G13, W4, L6)."""

from __future__ import annotations

import calendar
import datetime as dt
import logging
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels import connecting, permissions, pictures
from channels.models import Channel, Network, ProfileCheck, ProfileStandard
from channels.networks import Action, NetworkError, Profile, SignedOut, connector_of

log = logging.getLogger(__name__)

JOB = "the weekly reading"
PARTS = {"name": "name", "description": "description", "disclaimer": "pinned disclaimer", "picture": "picture"}
"""What is agreed of a profile, with what people call it."""
READ_EVERY = dt.timedelta(days=7)
FIRST_LOOK_WITHIN = dt.timedelta(days=7)
CHILDLINE = "We do not give counselling here. You can talk to Childline at any hour, free: 0800 1111."


class ProfileRefused(Exception):
    """Not possible; the text is a sentence for the person."""


# What is agreed


def starter(service: Service, *, young_people: bool = False) -> dict[str, str]:
    """Words to begin with, from the service's own facts. Short enough for a network with 160 characters."""
    ways = " or ".join(filter(None, [service.phone, service.email])) or "our website"
    description = f"Free, impartial advice about special educational needs and disability. In confidence: {ways}"
    disclaimer = (
        "This account is not watched all the time, and nothing that is said here is confidential. Please leave out "
        f"names, schools and anything about your family. To talk to us in confidence: {ways}."
    )
    return {
        "name": service.name,
        "description": description,
        "disclaimer": f"{disclaimer} {CHILDLINE}" if young_people else disclaimer,
    }


@transaction.atomic
def agree(
    channel_id: int,
    *,
    by: User,
    name: str,
    description: str,
    disclaimer: str,
    check_every_months: int,
    picture: UploadedFile | None = None,
) -> ProfileStandard:
    """Write down what the profile is to say. Raises ProfileRefused and pictures.PictureRefused."""
    now = timezone.now()
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel_id)
    if refusal := permissions.refusal_to_agree_profile(by, channel.service):
        raise ProfileRefused(refusal)
    standard = ProfileStandard.objects.filter(channel=channel).first() or ProfileStandard(channel=channel)
    new = {"name": name.strip(), "description": description.strip(), "disclaimer": disclaimer.strip()}
    changed = [label for part, label in PARTS.items() if part in new and getattr(standard, part) != new[part]]
    if standard.check_every_months != check_every_months:
        changed.append("time between looks")
    for part, text in new.items():
        setattr(standard, part, text)
    if picture:
        standard.picture = pictures.taken(picture)
        standard.picture_sha256 = ""  # somebody has to say anew that the network shows this one
        changed.append(PARTS["picture"])
    standard.check_every_months, standard.agreed_by, standard.agreed_at = check_every_months, by, now
    standard.save()
    if changed:
        data = {"fields": ", ".join(changed), **new}
        audit.record(Kind.PROFILE_AGREED, on=channel, actor=by, data=data, now=now)
    return standard


# What stands there


def can_be_read(channel: Channel) -> bool:
    return connector_of(channel).capabilities.can(Action.READ_PROFILE)


def untold(standard: ProfileStandard, seen: Profile) -> list[str]:
    """Names of what was agreed and the network does not tell: that is left to people."""
    tells = {
        "name": seen.name is not None,
        "description": seen.description is not None,
        "disclaimer": seen.pinned is not None or _tidy(standard.disclaimer) in _tidy(seen.description),
        "picture": seen.picture_sha256 is not None,
    }
    return [part for part in PARTS if getattr(standard, part) and not tells[part]]


def drift_of(standard: ProfileStandard, seen: Profile, *, people_said: Collection[str] = ()) -> list[str]:
    """Names of what is not as agreed. What was not agreed is not looked at, and of what the network does not tell,
    that counts which the last person to look found wrong (`people_said`)."""
    disclaimer = _tidy(standard.disclaimer)
    is_apart = {
        "name": _tidy(standard.name) != _tidy(seen.name),
        "description": _tidy(standard.description) != _tidy(seen.description),
        "disclaimer": disclaimer not in _tidy(seen.pinned) and disclaimer not in _tidy(seen.description),
        "picture": not seen.picture_sha256
        or bool(standard.picture_sha256 and standard.picture_sha256 != seen.picture_sha256),
    }
    is_apart |= {part: part in people_said for part in untold(standard, seen)}
    return [part for part in PARTS if getattr(standard, part) and is_apart[part]]


def read(channel_id: int, *, by: User | None = None, now: dt.datetime | None = None) -> ProfileCheck | None:
    """Read the profile from the network and keep what is not as agreed. None when it was read a moment before.

    Raises ProfileRefused with a sentence when it cannot be read now; nothing is kept then.
    """
    channel = Channel.objects.select_related("service", "owner").get(pk=channel_id)
    if by and (refusal := permissions.refusal_to_look_at_profile(by, channel.service)):
        raise ProfileRefused(refusal)
    if not can_be_read(channel):
        raise ProfileRefused(f"The profile cannot be read from here. Look at it on {channel.get_network_display()}.")
    if not ProfileStandard.objects.filter(channel=channel).exists():
        raise ProfileRefused("Agree first what the profile is to say.")
    try:
        seen = connector_of(channel).profile()
    except SignedOut as error:
        connecting.note_signed_out(channel, error)
        raise ProfileRefused(str(error)) from error
    except NetworkError as error:
        raise ProfileRefused(str(error)) from error
    except Exception as error:
        log.warning("the profile of channel %s was not read: %s", channel.pk, type(error).__name__)
        raise ProfileRefused(connecting.NOT_UNDERSTOOD) from error
    connecting.note_works(channel)
    return _kept(channel, seen, by, now or timezone.now())


@transaction.atomic
def _kept(channel: Channel, seen: Profile, by: User | None, now: dt.datetime) -> ProfileCheck | None:
    Channel.objects.select_for_update().get(pk=channel.pk)
    standard = ProfileStandard.objects.get(channel=channel)
    if by is None and last_read(channel, since=now - READ_EVERY + dt.timedelta(hours=1)):
        return None  # another worker was faster
    looked = channel.profile_checks.exclude(by=None).filter(at__gte=standard.agreed_at).first()
    drift = drift_of(standard, seen, people_said=looked.drift if looked else ())
    left = untold(standard, seen)
    said = ({"left_to_people": left} if left else {}) | {
        "name": seen.name,
        "description": seen.description,
        "pinned": seen.pinned,
        "picture_sha256": seen.picture_sha256,
    }
    check = ProfileCheck.objects.create(channel=channel, at=now, by=None, seen=said, drift=drift)
    who = {"actor": by} if by else {"job": JOB}
    audit.record(Kind.PROFILE_CHECKED, on=channel, data={"found": in_words(drift), "drift": drift}, now=now, **who)
    return check


@transaction.atomic
def tick(channel_id: int, *, by: User, wrong: Iterable[str], note: str = "") -> ProfileCheck:
    """A person looked at the profile: what is not as agreed, if anything. Raises ProfileRefused."""
    now = timezone.now()
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel_id)
    if refusal := permissions.refusal_to_look_at_profile(by, channel.service):
        raise ProfileRefused(refusal)
    standard = ProfileStandard.objects.select_for_update().filter(channel=channel).first()
    if standard is None:
        raise ProfileRefused("Agree first what the profile is to say.")
    drift = [part for part in PARTS if part in set(wrong)]
    if standard.picture and "picture" not in drift and (shown := _picture_shown(channel)):
        standard.picture_sha256 = shown  # what the network serves is the agreed one: a person says so
        standard.save(update_fields=["picture_sha256"])
    check = ProfileCheck.objects.create(channel=channel, at=now, by=by, drift=drift, note=note.strip()[:300])
    data = {"found": in_words(drift), "drift": drift, "note": check.note}
    audit.record(Kind.PROFILE_CHECKED, on=channel, actor=by, data=data, now=now)
    return check


def last_read(channel: Channel, *, since: dt.datetime | None = None) -> ProfileCheck | None:
    """The newest look of which the network itself told."""
    rows = channel.profile_checks.filter(by=None)
    return (rows.filter(at__gte=since) if since else rows).first()


def _picture_shown(channel: Channel) -> str:
    read = last_read(channel, since=timezone.now() - READ_EVERY * 2)
    return read.seen.get("picture_sha256", "") if read else ""


def in_words(drift: list[str]) -> str:
    """ "all as agreed", or what is not."""
    return f"not as agreed: {', '.join(PARTS.get(part, part) for part in drift)}" if drift else "all as agreed"


def compared(standard: ProfileStandard, check: ProfileCheck) -> list[dict[str, Any]]:
    """What is not as agreed, word by word where the network told its words: [{part, label, words}]."""
    seen = {"name": "name", "description": "description", "disclaimer": "pinned"}
    return [
        {
            "part": part,
            "label": PARTS[part],
            "words": words_apart(getattr(standard, part), check.seen[seen[part]])
            if part in seen and check.seen.get(seen[part])
            else [],
        }
        for part in check.drift
        if part in PARTS
    ]


def words_apart(agreed: str, seen: str) -> list[dict[str, str]]:
    """Parts as components/word_diff.html takes them: "out" is what was agreed and is gone, "in" what stands there."""
    olds, news = agreed.split(), seen.split()
    parts = []
    for op, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if op == "equal":
            parts.append({"op": "same", "text": " ".join(olds[i:j]) + " "})
        else:
            parts += [{"op": "out", "text": " ".join(olds[i:j])}, {"op": "same", "text": " "}] if j > i else []
            parts += [{"op": "in", "text": " ".join(news[k:m])}, {"op": "same", "text": " "}] if m > k else []
    return parts


# When it is due


def last_complete(channel: Channel) -> ProfileCheck | None:
    """The newest look at all that was agreed."""
    return channel.profile_checks.complete().first()


def left_to_people(check: ProfileCheck | None) -> str:
    """In words what the network did not tell at this look; "" when it told everything."""
    return ", ".join(PARTS[part] for part in check.seen.get("left_to_people", ()) if part in PARTS) if check else ""


def due_on(channel: Channel, standard: ProfileStandard, last: ProfileCheck | None) -> dt.date:
    """The day by which somebody looks again, after the last complete look; a week after it was agreed, when nobody has
    looked yet."""
    if last is None or last.at < standard.agreed_at:
        return channel.service.local(standard.agreed_at + FIRST_LOOK_WITHIN).date()
    return _months_later(channel.service.local(last.at).date(), standard.check_every_months)


def due_reads(now: dt.datetime) -> list[int]:
    """Channels in use whose profile can be read and was not for a week."""
    rows = Channel.objects.can_send().filter(profile_standard__isnull=False, signed_out_at=None)
    rows = rows.exclude(network=Network.SANDBOX).exclude(
        profile_checks__in=ProfileCheck.objects.filter(by=None, at__gt=now - READ_EVERY)
    )
    return [channel.pk for channel in rows.order_by("pk") if can_be_read(channel)]


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())
