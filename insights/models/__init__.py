"""What insights keeps: figures of channels and posts, packs of evidence, reports, and counts that are made ahead."""

from insights.models.evidence import EvidencePack
from insights.models.figures import ChannelDay, ChannelMonth, ColumnMap, FigureImport, PostDay, PostTotal
from insights.models.health import Heartbeat
from insights.models.records import PublishedText
from insights.models.reports import Report, ReportOrder
from insights.models.summaries import ServiceMonth

__all__ = [
    "ChannelDay",
    "ChannelMonth",
    "ColumnMap",
    "EvidencePack",
    "FigureImport",
    "Heartbeat",
    "PostDay",
    "PostTotal",
    "PublishedText",
    "Report",
    "ReportOrder",
    "ServiceMonth",
]
