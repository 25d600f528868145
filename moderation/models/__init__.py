"""Comments (comments.py), what is done about them (handling.py), how they come in (intake.py), how long they stay
(keeping.py), what the classifier learns from them (learning.py), a person's own inbox (inbox.py), and what is hidden
together (bulk.py)."""

from moderation.models.bulk import BulkAction, BulkRow
from moderation.models.comments import (
    BY_HAND,
    CATEGORY_CHOICES,
    FLAG_CHOICES,
    IMPORTED,
    TOO_LONG,
    Assessment,
    Capture,
    Comment,
    CommentState,
    Edit,
    KeptFrom,
    Source,
    Visibility,
)
from moderation.models.handling import (
    AbuseReport,
    Appeal,
    Block,
    Complaint,
    Escalation,
    HandOver,
    HouseRule,
    Incident,
    Step,
    StepState,
)
from moderation.models.inbox import InboxPreferences, SavedFilter
from moderation.models.intake import CommentImport, Gap, Screenshot, Watch
from moderation.models.keeping import DataRequest, LegalHold, PurgeRun
from moderation.models.learning import ClassifierVersion, SortingChoice

__all__ = [
    "BY_HAND",
    "CATEGORY_CHOICES",
    "FLAG_CHOICES",
    "IMPORTED",
    "TOO_LONG",
    "AbuseReport",
    "Appeal",
    "Assessment",
    "Block",
    "BulkAction",
    "BulkRow",
    "Capture",
    "ClassifierVersion",
    "Comment",
    "CommentImport",
    "CommentState",
    "Complaint",
    "DataRequest",
    "Edit",
    "Escalation",
    "Gap",
    "HandOver",
    "HouseRule",
    "InboxPreferences",
    "Incident",
    "KeptFrom",
    "LegalHold",
    "PurgeRun",
    "SavedFilter",
    "Screenshot",
    "SortingChoice",
    "Source",
    "Step",
    "StepState",
    "Visibility",
    "Watch",
]
