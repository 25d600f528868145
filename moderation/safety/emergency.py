"""The emergency card of a comment that shows an immediate danger: what to do, in order, whom to call, what is known.

What every service needs stands here; a service adds lines of its own in its policy (numbers of the host's emergency
team, a duty to report that binds it), as the text for the purpose “emergency”, one line a point.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Membership, User
from channels.networks import Action, connector_of
from channels.networks.capabilities import instead_of
from moderation.models import Comment
from policies import services as policies
from policies.models import PolicyVersion, ReplyPurpose, ReplyTemplate, StandardItem


@dataclass(frozen=True, kw_only=True)
class Reachable:
    """Somebody to call."""

    name: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """`known` is what to tell when calling 999, beside the words themselves, which stand on the page; `leads` are to be
    called, so never who reads it."""

    known: tuple[str, ...]
    leads: tuple[Reachable, ...]
    reader_decides: bool  # as the safeguarding lead, or in their place
    network: str
    report: str  # how a risk to life is reported there
    procedure: str  # title of the policy's section on safeguarding
    procedure_url: str
    own_lines: tuple[str, ...]


def card(
    comment: Comment,
    version: PolicyVersion | None,
    templates: Iterable[ReplyTemplate],
    leads: Collection[Membership],
    reader: User,
) -> Card:
    """The card of this comment, for who reads it. `version` is the policy in force and `templates` its texts, from
    which the service's own lines come; `leads` are those of `escalations.lead_members`."""
    service, zone = comment.service, comment.service.zone
    posted = comment.posted_at.astimezone(zone)
    name, handle = comment.author_name, comment.author_handle
    writer = f"{name} ({handle})" if name and handle else name or handle or "not known"
    network = comment.channel.get_network_display()
    known = (
        f"Who: {writer}, on {network}",
        f"Where: {comment.url or ('in a direct message' if not comment.is_public else 'on our page')}",
        f"When: posted {posted:%a} {posted.day} {posted:%b}, {posted:%H:%M}",
    )
    capabilities = connector_of(comment.channel).capabilities
    section = version.sections.filter(standard_item=StandardItem.CHILDREN).first() if version else None
    policy = reverse("policies:version", args=[service.slug, version.pk]) if version else ""
    return Card(
        known=known,
        leads=tuple(Reachable(name=str(one.user), phone=one.phone) for one in leads if one.user_id != reader.pk),
        reader_decides=any(one.user_id == reader.pk for one in leads),
        network=network,
        report=capabilities.how_by_hand(Action.REPORT) or instead_of(Action.REPORT, comment.channel.network),
        procedure=section.title if section else "",
        procedure_url=f"{policy}#{section.key}" if section else "",
        own_lines=_own_lines(comment, templates),
    )


def _own_lines(comment: Comment, templates: Iterable[ReplyTemplate]) -> tuple[str, ...]:
    texts = [one.body for one in templates if one.purpose == ReplyPurpose.EMERGENCY]
    filled = [policies.fill(text, comment.service)[0] for text in texts]
    return tuple(line.strip() for text in filled for line in text.splitlines() if line.strip())
