"""The section of the policy in force on which a decision about a comment stands.

It is kept beside the decision, and told with its event, so that it is known after the policy has changed. What was
decided while no policy was in force, or none with such a section, stands on none: nothing is put in its place.
A decision that no row keeps, such as lowering a flag, is told by its event alone.
"""

from __future__ import annotations

from accounts.models import Service
from audit.kinds import Kind
from audit.models import Event
from moderation.handling import playbooks
from moderation.models import Comment
from policies import services as policies
from policies.models import Section, StandardItem

NONE = "none on record"
KEPT_BY_EVENT = (Kind.COMMENT_FLAG_LOWERED, Kind.COMMENT_MESSAGE_ALLOWED)


def of_step(comment: Comment, facts: playbooks.Facts, spec: playbooks.StepSpec) -> Section | None:
    return policies.section_for(comment.service, playbooks.item_of(facts, spec), spec.purpose)


def of_hiding(service: Service) -> Section | None:
    """Of what is decided about a comment that was taken down."""
    return policies.section_for(service, StandardItem.COMMENTS)


def of_block(service: Service) -> Section | None:
    return policies.section_for(service, StandardItem.NEGATIVITY)


def of_worry(service: Service) -> Section | None:
    """Of what the safeguarding lead decides."""
    return policies.section_for(service, StandardItem.CHILDREN)


def of_flag(service: Service, flag: str) -> Section | None:
    """Of saying that a flag does not hold."""
    return policies.section_for(service, playbooks.ITEMS_OF_FLAGS[flag])


def told(section: Section | None) -> dict[str, str]:
    """As an event keeps it: plain words that stay whatever becomes of the policy."""
    if section is None:
        return {"section": "", "version": ""}
    return {"section": section.key, "section_title": section.title, "version": section.version.number}


def label(section: Section | None) -> str:
    """What a decision stood on, in words; for a decision that was taken."""
    return policies.section_ref(section.version, section).label if section else NONE


def line_of(event: Event) -> str:
    """What the decision of this event stood on, in a line of the history; "" where a row says so, or nothing does."""
    if event.kind not in KEPT_BY_EVENT or "section" not in event.data:
        return ""
    title, version = event.data.get("section_title"), event.data.get("version")
    return f"Policy {version}: {title}" if title else f"Policy: {NONE}"
