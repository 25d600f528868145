"""A service's own templates for posts: kept, put away and taken back by those who plan them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from posts import permissions
from posts.content import tidy
from posts.models import Audience, Post, PostKind, PostTemplate
from posts.publishing import changes

MOST = 200


class TemplateRefused(Exception):
    """A template that cannot be kept so; the text is a sentence for the person."""


@transaction.atomic
def save(
    *,
    service: Service,
    by: User,
    template_id: int | None = None,
    name: str,
    text: str = "",
    hint: str = "",
    kind: str = PostKind.TEXT,
    audience: str = Audience.PARENTS_CARERS,
    channels: Sequence[Channel] = (),
    now: dt.datetime | None = None,
) -> PostTemplate:
    """A new template, or this one changed. Raises TemplateRefused, PermissionDenied and posts.content.TextTooLong."""
    now = now or timezone.now()
    if refusal := permissions.refusal_to_keep_templates(by, service):
        raise PermissionDenied(refusal)
    if any(channel.service_id != service.pk for channel in channels):
        raise PermissionDenied("A channel of another service cannot be used here.")
    Service.objects.select_for_update().get(pk=service.pk)  # two people with one name at once
    name = " ".join(name.split())[:120]
    rows = PostTemplate.objects.of_service(service).filter(archived_at=None)
    if not name:
        raise TemplateRefused("Give the template a name, so that colleagues find it.")
    if rows.filter(name=name).exclude(pk=template_id).exists():
        raise TemplateRefused(f"There is a template “{name}” already. Choose another name, or change that one.")
    if template_id is None and rows.count() >= MOST:
        raise TemplateRefused(f"There are {MOST} templates already. Put some away first.")
    template = rows.get(pk=template_id) if template_id else PostTemplate(service=service, made_by=by, made_at=now)
    template.name, template.text, template.hint = name, tidy(text), hint.strip()
    template.kind, template.audience = kind, audience
    template.save()
    template.channels.set(channels)
    audit.record(Kind.TEMPLATE_SAVED, on=template, actor=by, data={}, now=now)
    return template


@transaction.atomic
def archive(template_id: int, *, by: User, now: dt.datetime | None = None) -> PostTemplate:
    """Put a template away; posts made from it keep their words. Twice is no harm."""
    now = now or timezone.now()
    template = _locked(template_id, by)
    if template.archived_at is None:
        template.archived_at = now
        template.save(update_fields=["archived_at"])
        audit.record(Kind.TEMPLATE_ARCHIVED, on=template, actor=by, data={}, now=now)
    return template


@transaction.atomic
def restore(template_id: int, *, by: User, now: dt.datetime | None = None) -> PostTemplate:
    """Take a template back into use. Raises TemplateRefused when its name is taken by now."""
    now = now or timezone.now()
    template = _locked(template_id, by)
    if template.archived_at is None:
        return template
    if PostTemplate.objects.of_service(template.service).filter(archived_at=None, name=template.name).exists():
        raise TemplateRefused(f"There is another template “{template.name}” by now. Give that one another name first.")
    template.archived_at = None
    template.save(update_fields=["archived_at"])
    audit.record(Kind.TEMPLATE_RESTORED, on=template, actor=by, data={}, now=now)
    return template


def of_post(post: Post) -> dict[str, object]:
    """What a template made of a post begins with."""
    revision = changes.said_now(post)
    return {
        "name": post.title,
        "kind": post.kind,
        "audience": post.audience,
        "text": revision.text if revision else "",
        "channels": [one.channel_id for one in revision.revision_channels.all()] if revision else [],
    }


def _locked(template_id: int, by: User) -> PostTemplate:
    service_id = PostTemplate.objects.values_list("service", flat=True).get(pk=template_id)
    service = Service.objects.select_for_update().get(pk=service_id)
    if refusal := permissions.refusal_to_keep_templates(by, service):
        raise PermissionDenied(refusal)
    return PostTemplate.objects.select_for_update().get(pk=template_id)
