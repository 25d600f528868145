"""The classes and flags of an incoming comment, and how they are called for people.

What each one means stands in docs/classifier.md; the playbooks lean on these names, so they never change.
"""

from enum import StrEnum


class Category(StrEnum):
    """Exactly one a comment. The order is the order of scores wherever they stand in a row."""

    CASE_REQUEST = "case_request"
    GRIEVANCE = "grievance"
    TROLL = "troll"
    GENERAL = "general"


class Flag(StrEnum):
    """Any number a comment, independent of the class; ordered by how soon somebody must look."""

    IMMEDIATE_DANGER = "immediate_danger"
    SAFEGUARDING = "safeguarding"
    THREAT_OR_HATE = "threat_or_hate"
    PERSONAL_DATA = "personal_data"
    STAFF_ALLEGATION = "staff_allegation"
    UNDER_13 = "under_13"
    STATUTORY_REQUEST = "statutory_request"
    SPAM = "spam"


CLASSES: tuple[Category, ...] = tuple(Category)
FLAGS: tuple[Flag, ...] = tuple(Flag)

CATEGORY_LABELS: dict[Category, str] = {
    Category.CASE_REQUEST: "Case request",
    Category.GRIEVANCE: "Grievance",
    Category.TROLL: "Troll",
    Category.GENERAL: "General",
}

FLAG_LABELS: dict[Flag, str] = {
    Flag.IMMEDIATE_DANGER: "Immediate danger",
    Flag.SAFEGUARDING: "Safeguarding",
    Flag.THREAT_OR_HATE: "Threat or hate",
    Flag.PERSONAL_DATA: "Personal data",
    Flag.STAFF_ALLEGATION: "Allegation about staff",
    Flag.UNDER_13: "Writer under 13",
    Flag.STATUTORY_REQUEST: "Statutory request",
    Flag.SPAM: "Spam",
}

LABELS: dict[Category | Flag, str] = {label: CATEGORY_LABELS[label] for label in Category}
LABELS |= {label: FLAG_LABELS[label] for label in Flag}
