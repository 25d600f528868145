"""Posts. posts.py: content and decisions; deliveries.py: sending; checking.py: what is learnt about rules;
links.py: which links answer; planning.py: campaigns, series, strategy, dates; library.py: consents; talking.py: notes.
"""

from posts.models.checking import (
    Backtest,
    BacktestResult,
    ExceptionUse,
    FindingMark,
    RuleFired,
)
from posts.models.deliveries import (
    Attempt,
    Delivery,
    DeliveryState,
    NetworkChange,
)
from posts.models.library import Consent, PersonShown
from posts.models.links import LinkCheck, ShortLink, ShortLinkDay
from posts.models.planning import (
    CalendarFeed,
    Campaign,
    CampaignState,
    KeyDateChoice,
    KeyDateDays,
    Objective,
    PlanImport,
    PostTemplate,
    Series,
    ServiceDate,
    Slot,
    Strategy,
    Theme,
    Weekday,
)
from posts.models.posts import (
    Audience,
    Media,
    MediaKind,
    Post,
    PostKind,
    PostState,
    Reason,
    Review,
    Revision,
    RevisionChannel,
    RevisionMedia,
)
from posts.models.talking import Note

__all__ = [
    "Attempt",
    "Audience",
    "Backtest",
    "BacktestResult",
    "CalendarFeed",
    "Campaign",
    "CampaignState",
    "Consent",
    "Delivery",
    "DeliveryState",
    "ExceptionUse",
    "FindingMark",
    "KeyDateChoice",
    "KeyDateDays",
    "LinkCheck",
    "Media",
    "MediaKind",
    "NetworkChange",
    "Note",
    "Objective",
    "PersonShown",
    "PlanImport",
    "Post",
    "PostKind",
    "PostState",
    "PostTemplate",
    "Reason",
    "Review",
    "Revision",
    "RevisionChannel",
    "RevisionMedia",
    "RuleFired",
    "Series",
    "ServiceDate",
    "ShortLink",
    "ShortLinkDay",
    "Slot",
    "Strategy",
    "Theme",
    "Weekday",
]
