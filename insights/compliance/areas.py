"""The areas of the compliance page in their order, and what is counted in each of them."""

from __future__ import annotations

from dataclasses import dataclass

from insights.compliance import approvals, checks, comments, policies, publishing
from insights.compliance.counting import Figure


@dataclass(frozen=True)
class Area:
    """`key` stands in addresses."""

    key: str
    name: str
    figures: tuple[Figure, ...]


AREAS = (
    Area(
        "policies",
        "Policies",
        (
            Figure(
                "policies",
                "Policies in date",
                "Policies in force whose next review lies ahead, as of today.",
                policies.policies_in_date,
                is_now=True,
            ),
        ),
    ),
    Area(
        "reading",
        "Reading and training",
        (
            Figure(
                "readings",
                "Policies that staff have read",
                "Major versions in force that nobody is late to read, as of today.",
                policies.policies_read,
                is_now=True,
            ),
        ),
    ),
    Area(
        "approvals",
        "Approvals",
        (
            Figure(
                "approved",
                "Posts approved by somebody else",
                "Posts published in the month whose very text (by its digest) was approved by somebody other than the "
                "author before it went out.",
                approvals.approved_before_out,
            ),
        ),
    ),
    Area(
        "checks",
        "Checks",
        (
            Figure(
                "overridden",
                "Warnings let pass with a reason",
                "Findings of the kind “change it or give a reason” on texts that were approved in the month.",
                checks.overridden,
                is_count=True,
            ),
        ),
    ),
    Area(
        "publishing",
        "Publishing",
        (
            Figure(
                "not-sure",
                "Deliveries that nobody was sure of",
                "Deliveries due in the month after which the network gave no clear answer at least once.",
                publishing.not_sure,
                is_count=True,
            ),
        ),
    ),
    Area(
        "comments",
        "Comments",
        (
            Figure(
                "exposure",
                "Exposure of public case requests",
                "From the time when a public case request was posted to the time when it was hidden, for those "
                "posted in the month. One that is not hidden counts until now.",
                comments.exposure,
            ),
            Figure(
                "in-time",
                "Comments handled in time",
                "Comments received in the month for which what their clock asks for was done before it ran out. "
                "Comments whose clock still runs are left out.",
                comments.in_time,
            ),
            Figure(
                "captured",
                "Captured before any action",
                "Comments received in the month whose text was stored as evidence. The database refuses a step on a "
                "comment without one.",
                comments.captured_first,
            ),
        ),
    ),
)

FIGURES = {figure.key: figure for area in AREAS for figure in area.figures}
