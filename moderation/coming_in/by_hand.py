"""Logging a comment that a person saw elsewhere: its address read, the one that is here already found, its picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from channels.models import Channel
from moderation.coming_in import addresses, captures, intake, screenshots
from moderation.keeping import traces
from moderation.models import BY_HAND, Comment, Source
from moderation.moves import MoveRefused


class HereAlready(MoveRefused):
    """A comment with this address, or with these words, is in the inbox."""

    def __init__(self, comment: Comment, field: str = "url") -> None:
        what = {"url": "this address", "text": "these words"}[field]
        super().__init__(f"A comment with {what} is in the inbox already.")
        self.comment, self.field = comment, field


def known_at(service: Service, url: str, by: User) -> Comment | None:
    """The comment with this address, of those that the person may see, written one way or another."""
    tidy = addresses.read(url).url
    forms = {form for form in (url.strip(), tidy) if form}
    if not forms:
        return None
    rows = Comment.objects.visible_to(by).of_service(service)
    ids = {known for form in forms for known in traces.known_as(f"{BY_HAND}{form}")}
    by_address = Q(url__in=forms) | Q(remote_id__in=ids)
    return rows.filter(by_address).order_by("-received_at").first()


def log(
    channel: Channel,
    *,
    by: User,
    url: str = "",
    is_another: bool = False,
    picture: UploadedFile | None = None,
    shows_words_only: bool = False,
    now: dt.datetime | None = None,
    **written: Any,
) -> Comment:
    """Log it, with its picture where one was added. Raises HereAlready unless it `is_another` at the same address; of
    what has no address, unless it is another with the same words of the same time, as when a form was sent twice.

    Raises MoveRefused and PermissionDenied as intake does. That somebody else's comment at this address is kept from
    this person is not said: theirs comes in beside it.
    """
    now = now or timezone.now()
    tidy = addresses.read(url).url or url.strip()
    if not is_another and (known := known_at(channel.service, url, by)):
        raise HereAlready(known)
    is_another = is_another or _is_known(channel, f"{BY_HAND}{tidy}")
    shot = screenshots.cleaned(picture, shows_words_only=shows_words_only) if picture else None
    with transaction.atomic():
        Channel.objects.select_for_update(of=("self",), no_key=True).get(pk=channel.pk)  # the second waits
        if not (tidy or is_another) and (known := _same_words(channel, by, written)):
            raise HereAlready(known, "text")
        comment = intake.log_by_hand(channel, by=by, url=tidy, is_another=is_another, now=now, **written)
        if shot:
            screenshots.keep(comment, shot, by=by, now=now)
    return comment


def _same_words(channel: Channel, by: User, written: dict[str, Any]) -> Comment | None:
    """The comment without an address that was logged with the same words, writer and time."""
    same = {
        "text": captures.cleaned(written["text"])[: intake.LONGEST_TEXT],
        "author_handle": captures.cleaned(written["author_handle"])[:120],
        "posted_at": written["posted_at"],
    }
    rows = Comment.objects.visible_to(by).filter(**same, channel=channel, source=Source.BY_HAND)
    return rows.order_by("-received_at").first()


def _is_known(channel: Channel, remote_id: str) -> bool:
    """Whether it is here, or was here until its time was over."""
    return Comment.objects.filter(channel=channel, remote_id__in=traces.known_as(remote_id)).exists()
