"""The check engine: pure functions over a frozen `Draft`, one `Finding` each.

Start with `base.py` (the frame); each other module is a family of rules. Everybody outside imports from
here: `from policies.rules import Draft, ServiceFacts, check`.
"""

from policies.rules import (  # noqa: F401  families register their rules when they are imported
    audience,
    cases,
    conduct,
    duplicates,
    impartiality,
    length,
    media,
    past_events,
    personal_data,
    promises,
    quiet_periods,
    reach,
    readability,
    voice,
    wording,
)
from policies.rules.base import (
    CATALOGUE,
    Draft,
    Example,
    Finding,
    Findings,
    Medium,
    Params,
    ParamsRefused,
    QuietPeriod,
    RecentPost,
    Ruleset,
    RuleSpec,
    SectionRef,
    ServiceFacts,
    Setting,
    Severity,
)
from policies.rules.engine import DEFAULTS, check

__all__ = [
    "CATALOGUE",
    "DEFAULTS",
    "Draft",
    "Example",
    "Finding",
    "Findings",
    "Medium",
    "Params",
    "ParamsRefused",
    "QuietPeriod",
    "RecentPost",
    "RuleSpec",
    "Ruleset",
    "SectionRef",
    "ServiceFacts",
    "Setting",
    "Severity",
    "check",
]
