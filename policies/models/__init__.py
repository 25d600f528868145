"""Policies. documents.py: what a version says; oversight.py: what is kept beside it; reading.py: who read it."""

from policies.models.documents import (
    EDITABLE_STATES,
    G20_ITEMS,
    Policy,
    PolicyKind,
    PolicyVersion,
    ReplyPurpose,
    ReplyTemplate,
    RuleSetting,
    ScenarioQuestion,
    Section,
    StandardItem,
    VersionState,
)
from policies.models.oversight import (
    NEVER_EXCEPTED,
    PolicyReview,
    QuietPeriod,
    RuleException,
)
from policies.models.reading import (
    Reading,
    ReadingCampaign,
)

__all__ = [
    "EDITABLE_STATES",
    "G20_ITEMS",
    "NEVER_EXCEPTED",
    "Policy",
    "PolicyKind",
    "PolicyReview",
    "PolicyVersion",
    "QuietPeriod",
    "Reading",
    "ReadingCampaign",
    "ReplyPurpose",
    "ReplyTemplate",
    "RuleException",
    "RuleSetting",
    "ScenarioQuestion",
    "Section",
    "StandardItem",
    "VersionState",
]
