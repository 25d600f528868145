"""Posts. posts.py: content and decisions; deliveries.py: sending; checking.py: what is learnt about rules;
links.py: which links answer.
"""

from posts.models.checking import (
    Backtest,
    BacktestResult,
    ExceptionUse,
    FindingMark,
)
from posts.models.deliveries import (
    Attempt,
    Delivery,
    DeliveryState,
)
from posts.models.links import LinkCheck
from posts.models.posts import (
    Audience,
    Media,
    Post,
    PostKind,
    PostState,
    Reason,
    Review,
    Revision,
    RevisionChannel,
    RevisionMedia,
)

__all__ = [
    "Attempt",
    "Audience",
    "Backtest",
    "BacktestResult",
    "Delivery",
    "DeliveryState",
    "ExceptionUse",
    "FindingMark",
    "LinkCheck",
    "Media",
    "Post",
    "PostKind",
    "PostState",
    "Reason",
    "Review",
    "Revision",
    "RevisionChannel",
    "RevisionMedia",
]
