"""Writing a post: a new revision whenever what goes out has changed, and never a silent overwrite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from channels.networks import capabilities_of
from policies.rules.base import Findings
from posts import permissions, times, workflow
from posts.checking import checks, rule_figures
from posts.content import ChannelText, Content, digest, tidy
from posts.media import consents
from posts.models import (
    Audience,
    Campaign,
    Media,
    Post,
    PostKind,
    PostState,
    Reason,
    Revision,
    RevisionChannel,
    RevisionMedia,
)

PICTURE_FACTS = ("shows_child", "consent_until", "consent_reference", "made_by_service", "licence")
"""What an author says of a picture beside its words."""
PICTURE_RIGHTS = ("made_by_service", "licence")


class StaleForm(Exception):
    """The post was saved after the form was drawn. The text is a sentence; `post` is what is saved now."""

    def __init__(self, sentence: str, post: Post) -> None:
        super().__init__(sentence)
        self.post = post


@dataclass(frozen=True, kw_only=True)
class Written:
    """What an author writes, as a form or another part of the system hands it in.

    `channels` are channels of the service; `own_texts` maps a channel's primary key to the text that only it gets;
    `warnings` likewise its content warning, which is dropped where the network shows none. `pictures` are (media, words
    for people who cannot see it) in order, and those with their key in `decorative` need no words; what the author now
    says of a picture (its consent, whose it is) stands on the media, not saved yet. `publish_on` and `publish_time` are
    the wall clock of the service. `reasons` maps Finding.key to why a warning is kept; an empty one takes it back.
    """

    title: str
    text: str = ""
    kind: str = PostKind.TEXT
    audience: str = Audience.PARENTS_CARERS
    link: str = ""
    link_title: str = ""
    link_description: str = ""
    channels: Sequence[Channel] = ()
    own_texts: Mapping[int, str] = field(default_factory=dict)
    warnings: Mapping[int, str] = field(default_factory=dict)
    pictures: Sequence[tuple[Media, str]] = ()
    decorative: Collection[int] = ()
    campaign: Campaign | None = None
    publish_on: dt.date | None = None
    publish_time: dt.time | None = None
    story_consent: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> Content:
        """What would go out. Raises posts.content.TextTooLong."""
        return Content(
            text=tidy(self.text),
            link=self.link.strip(),
            link_title=self.link_title.strip() if self.link.strip() else "",
            link_description=self.link_description.strip() if self.link.strip() else "",
            channels=tuple(self._for(channel) for channel in self.channels),
            pictures=tuple(
                media.as_picture(alt.strip(), is_decorative=media.pk in self.decorative) for media, alt in self.pictures
            ),
        )

    def _for(self, channel: Channel) -> ChannelText:
        can = capabilities_of(channel)
        return ChannelText(
            channel_id=channel.pk,
            network=channel.network,
            text=tidy(self.own_texts.get(channel.pk, "")),
            warning=self.warnings.get(channel.pk, "").strip() if can.warnings else "",
            takes_threads=can.threads,
        )


def written_of(revision: Revision, *, title: str, channel_ids: Collection[int] | None = None) -> Written:
    """What a revision says, to be written anew under another title; for all of its channels, or for these."""
    post = revision.post
    chosen = [
        one
        for one in revision.revision_channels.select_related("channel")
        if channel_ids is None or one.channel_id in channel_ids
    ]
    used = list(revision.revision_media.select_related("media"))
    return Written(
        title=title,
        text=revision.text,
        kind=post.kind,
        audience=post.audience,
        link=revision.link,
        link_title=revision.link_title,
        link_description=revision.link_description,
        channels=[one.channel for one in chosen],
        own_texts={one.channel_id: one.text for one in chosen},
        warnings={one.channel_id: one.warning for one in chosen},
        pictures=[(one.media, one.alt_text) for one in used],
        decorative=[one.media_id for one in used if one.is_decorative],
        campaign=post.campaign,
        story_consent=post.story_consent,
    )


@transaction.atomic
def create_post(
    *,
    service: Service,
    by: User,
    written: Written,
    repurposed_from: Post | None = None,
    job: str = "",
    findings: Findings | None = None,
    now: dt.datetime | None = None,
) -> Post:
    """A new draft with its first revision; `repurposed_from` is the post whose words it takes up, `job` the job that
    made it in the person's name, `findings` what the author was told of it, for the rules' figures.

    Raises PermissionDenied, posts.times.TimeRefused and posts.content.TextTooLong, each with a sentence.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_write(by, service):
        raise PermissionDenied(refusal)
    content = written.content()
    _refuse_foreign_rows(service, written)
    post = Post(
        service=service,
        author=by,
        repurposed_from=repurposed_from,
        time_zone=service.time_zone,
        late_limit_minutes=_late_limit(service),
        created_at=now,
        edited_at=now,
    )
    _take_fields(post, written, now)
    post.save(force_insert=True)
    _keep_picture_facts(written, by, now)
    _add_revision(post, content, by, 1, now)
    post.save(update_fields=["revision"])
    _keep_reasons(post, written.reasons, by, now)
    if findings is not None:
        rule_figures.keep(post, findings, now)
    data = {"revision": 1, **({"source": str(repurposed_from)} if repurposed_from else {})}
    kind = Kind.POST_REPURPOSED if repurposed_from else Kind.POST_CREATED
    audit.record(kind, on=post, actor=None if job else by, job=job, data=data, now=now)
    return post


@transaction.atomic
def create_posts(*, service: Service, by: User, many: Sequence[Written], now: dt.datetime | None = None) -> list[Post]:
    """New drafts without pictures, in as many queries for two thousand as for two; all of them or none.

    Raises PermissionDenied, posts.times.TimeRefused and posts.content.TextTooLong, each with a sentence.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_write(by, service):
        raise PermissionDenied(refusal)
    late = _late_limit(service)
    posts, contents = [], []
    for written in many:
        if written.pictures or written.reasons:
            raise ValueError("create_posts takes neither pictures nor reasons; create_post does.")
        _refuse_foreign_rows(service, written)
        contents.append(written.content())
        post = Post(
            service=service,
            author=by,
            time_zone=service.time_zone,
            late_limit_minutes=late,
            created_at=now,
            edited_at=now,
        )
        _take_fields(post, written, now)
        posts.append(post)
    Post.objects.bulk_create(posts, batch_size=200)
    revisions = [_revision_of(post, content, by, 1, now) for post, content in zip(posts, contents, strict=True)]
    Revision.objects.bulk_create(revisions, batch_size=200)
    RevisionChannel.objects.bulk_create(
        (row for made, content in zip(revisions, contents, strict=True) for row in _channel_rows(made, content)),
        batch_size=500,
    )
    for post, made in zip(posts, revisions, strict=True):
        post.revision = made
    Post.objects.bulk_update(posts, ["revision"], batch_size=200)
    audit.record_all(
        [audit.Entry(kind=Kind.POST_CREATED, on=post, actor=by, data={"revision": 1}) for post in posts], now=now
    )
    return posts


@transaction.atomic
def save_post(
    post_id: int,
    *,
    by: User,
    version: int,
    written: Written,
    findings: Findings | None = None,
    now: dt.datetime | None = None,
) -> Post:
    """Save what the author wrote over the version that their form was drawn from; `findings` as in `create_post`.

    A change of what goes out makes a new revision, takes a post that waits or is approved back to draft, and voids
    the approval. Another time alone keeps the approval (workflow.move). Nothing is written when nothing changed.
    Raises StaleForm, workflow.MoveRefused, posts.times.TimeRefused and posts.content.TextTooLong.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    if post.version != version:
        raise StaleForm(_who_was_faster(post), post)
    workflow.require_editable(post, by, now)
    content = written.content()
    _refuse_foreign_rows(post.service, written)
    was_at = post.publish_at
    changed = _take_fields(post, written, now)
    is_new_content = post.revision is None or post.revision.digest != digest(content)
    has_new_time = post.publish_at != was_at
    is_under_way = post.state in (PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED)
    if has_new_time and is_under_way and not is_new_content:
        if post.publish_at is None:
            raise times.TimeRefused("Choose a date and a time. To let it wait, take it off the schedule first.")
        post = workflow.move(post.pk, by=by, on=written.publish_on, at=written.publish_time, now=now)
        changed = _take_fields(post, written, now)
    if is_new_content:
        _add_revision(post, content, by, (post.revision.number if post.revision else 0) + 1, now)
        changed.add("revision")
    has_new_facts = _keep_picture_facts(written, by, now)
    is_waiting = post.state not in (PostState.DRAFT, PostState.RETURNED)
    if not is_waiting and has_new_time and post.held_reason:  # said of the time that it had
        post.held_reason = ""
        changed.add("held_reason")
    if (is_new_content or has_new_facts or "campaign" in changed) and is_waiting:
        what = "what it says" if is_new_content else "what is known of a picture"
        if not is_new_content and not has_new_facts:
            what = "which campaign it belongs to"
        workflow.void_approval(post, by=by, reason=f"{by} changed {what}", now=now)
        changed.add("version")
    if changed:
        post.version += 1
        post.edited_at = now
        post.save(update_fields=[*changed - {"version"}, "version", "edited_at"])
    has_new_reasons = _keep_reasons(post, written.reasons, by, now)
    if findings is not None:
        rule_figures.keep(post, findings, now)
    if changed or has_new_reasons or has_new_facts:
        data = {"revision": post.revision.number, "changed": sorted(changed - {"version"})}
        audit.record(Kind.POST_EDITED, on=post, actor=by, data=data, now=now)
    return post


def _who_was_faster(post: Post) -> str:
    at = times.words(post.edited_at, post.service.zone)
    who = f"{post.revision.by} wrote the text that is saved now; " if post.revision else ""
    return (
        f"This post was changed at {at}, after you opened it. {who}what you typed is still here and is not saved yet. "
        "Compare the two, then save again."
    )


def _take_fields(post: Post, written: Written, now: dt.datetime) -> set[str]:
    """Put what is not content onto the post; the names of the fields that changed. Raises TimeRefused."""
    values = {
        "title": written.title.strip(),
        "kind": written.kind,
        "audience": written.audience,
        "story_consent": written.story_consent,
        "campaign": written.campaign,
        **_time_of(post, written, now),
    }
    changed = {name for name, value in values.items() if getattr(post, name) != value}
    for name in changed:
        setattr(post, name, values[name])
    return changed


def _time_of(post: Post, written: Written, now: dt.datetime) -> dict[str, dt.date | dt.time | dt.datetime | None]:
    """The three fields of the time. A time that is typed anew has to lie ahead; one that was saved may have passed."""
    on, at = written.publish_on, written.publish_time
    if on is None or at is None:
        if on is None and at is not None:
            raise times.TimeRefused("Choose a date for the time, or leave both empty.")
        return {"publish_on": on, "publish_time": at, "publish_at": None}
    if (on, at) == (post.publish_on, post.publish_time):
        return {}
    moment = times.read(on, at, post.service.zone).at
    times.refuse_past(moment, now, post.service.zone)
    return {"publish_on": on, "publish_time": at, "publish_at": moment}


def _late_limit(service: Service) -> int:
    from policies.services import parameters_in_force

    return parameters_in_force(service).late_limit_minutes


def _refuse_foreign_rows(service: Service, written: Written) -> None:
    rows = [*written.channels, *(media for media, _ in written.pictures), written.campaign]
    if any(row.service_id != service.pk for row in rows if row):
        raise PermissionDenied("A channel, campaign or picture of another service cannot be used here.")


def _keep_picture_facts(written: Written, by: User, now: dt.datetime) -> bool:
    """Save what is now said of the pictures; true when any of it is new.

    Where the library knows the people who are shown, their facts come from there and only the rights are taken.
    """
    said = {media.pk: media for media, _ in written.pictures}
    has_new = False
    for stored in Media.objects.select_for_update().filter(pk__in=said).order_by("pk"):
        media = said[stored.pk]
        facts = PICTURE_RIGHTS if stored.people_are_known else PICTURE_FACTS
        new = [name for name in facts if getattr(stored, name) != getattr(media, name)]
        if new:
            media.people_are_known = stored.people_are_known
            media.save(update_fields=new)
            consents.keep_what_the_editor_says(media, by=by, now=now)
            has_new = True
    return has_new


def _revision_of(post: Post, content: Content, by: User, number: int, now: dt.datetime) -> Revision:
    return Revision(
        post=post,
        number=number,
        text=content.text,
        link=content.link,
        link_title=content.link_title,
        link_description=content.link_description,
        digest=digest(content),
        by=by,
        at=now,
    )


def _channel_rows(revision: Revision, content: Content) -> list[RevisionChannel]:
    return [
        RevisionChannel(revision=revision, channel_id=chosen.channel_id, text=chosen.text, warning=chosen.warning)
        for chosen in content.channels
    ]


def _add_revision(post: Post, content: Content, by: User, number: int, now: dt.datetime) -> None:
    revision = _revision_of(post, content, by, number, now)
    revision.save(force_insert=True)
    RevisionChannel.objects.bulk_create(_channel_rows(revision, content))
    RevisionMedia.objects.bulk_create(
        RevisionMedia(
            revision=revision,
            media_id=picture.media_id,
            position=position,
            alt_text=picture.alt,
            is_decorative=picture.is_decorative,
        )
        for position, picture in enumerate(content.pictures)
    )
    post.revision = revision


def _keep_reasons(post: Post, reasons: Mapping[str, str], by: User, now: dt.datetime) -> bool:
    """Write the author's reasons for warnings that stand now; true when any changed."""
    if not reasons:
        return False
    kept = checks.reasons_of(post)
    typed = {key: " ".join(text.split())[:500] for key, text in reasons.items()}
    if all(typed[key] == (kept[key].text if key in kept else "") for key in typed):
        return False
    warned_of = {finding.key: finding for finding in checks.run(post, now=now).warnings}
    has_changed = False
    for key, text in typed.items():
        if not text and key in kept:
            kept[key].delete()
            has_changed = True
        elif text and key in warned_of and (key not in kept or kept[key].text != text):
            finding = warned_of[key]
            values = {"rule": finding.rule, "quote": finding.quote, "text": text, "by": by, "at": now}
            Reason.objects.update_or_create(post=post, key=key, defaults=values)
            has_changed = True
    return has_changed


def channels_of(post: Post) -> list[Channel]:
    """The channels that the post's current revision is for."""
    return [chosen.channel for chosen in post.revision.revision_channels.select_related("channel")]
