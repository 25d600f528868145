"""Which rules and reply templates usually stand under which item of the standard.

The starter text is bound by this table, and coverage and import propose from it. A rule of the catalogue that stands
nowhere here would run without a section that says why: tests/policies/test_starter.py refuses that.
"""

from __future__ import annotations

from policies import rules as engine
from policies.models import ReplyPurpose, StandardItem

RULES: dict[StandardItem, tuple[str, ...]] = {
    StandardItem.REPRESENTING: ("personal-opinion",),
    StandardItem.IMPARTIALITY: ("impartiality", "host-organisation", "quiet-period"),
    StandardItem.WHAT_IS_POSTED: (
        "promise",
        "case-advice",
        "unsourced-claim",
        "libel",
        "media-rights",
        "past-event",
        "broken-link",
    ),
    StandardItem.ETIQUETTE: (
        "offensive",
        "tone",
        "language",
        "shouting",
        "hashtag-case",
        "emoji-load",
        "alt-text",
        "length",
        "reading-age",
        "no-picture",
        "duplicate",
    ),
    StandardItem.CAMPAIGNS: ("campaign-permission",),
    StandardItem.CONFIDENTIALITY: ("personal-data", "individual-case"),
    StandardItem.CHILDREN: ("child-image-consent", "name-with-image", "under-age"),
}
REPLIES: dict[StandardItem, tuple[ReplyPurpose, ...]] = {
    StandardItem.COMMENTS: (
        ReplyPurpose.CASE_PRIVATE,
        ReplyPurpose.CASE_DIRECT,
        ReplyPurpose.GENERAL,
        ReplyPurpose.REMOVED,
    ),
    StandardItem.NEGATIVITY: (ReplyPurpose.GRIEVANCE_POST, ReplyPurpose.COMPLAINTS),
    StandardItem.CHILDREN: (ReplyPurpose.CASE_YOUNG_PERSON, ReplyPurpose.EMERGENCY),
}


def rules_of(item: str) -> tuple[str, ...]:
    """The rules of the catalogue that usually stand under an item; those that the catalogue does not know are left."""
    return tuple(rule for rule in RULES.get(item, ()) if rule in engine.CATALOGUE)


def severities_of(item: str) -> dict[str, str]:
    """The same rules, each at its usual severity."""
    return {rule: str(engine.CATALOGUE[rule].severity) for rule in rules_of(item)}


def replies_of(item: str) -> tuple[ReplyPurpose, ...]:
    return REPLIES.get(item, ())
