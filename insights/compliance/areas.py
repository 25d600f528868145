"""The areas of the compliance page in their order, and what is counted in each of them."""

from __future__ import annotations

from dataclasses import dataclass

from insights.compliance import (
    approvals,
    channels,
    checks,
    comments,
    keeping,
    policies,
    publishing,
    reading,
    system,
)
from insights.compliance.counting import Figure
from policies.permissions import refusal_to_see_readings


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
                must_be_all=True,
                left="past its review",
            ),
            Figure(
                "reviews",
                "Reviews due within two months",
                "Policies in force whose next review is over, or due in the next 60 days, as of today.",
                policies.reviews_due,
                is_now=True,
                is_count=True,
            ),
            Figure(
                "coverage",
                "Items of the standard that the policy covers",
                "The ten items of the national guide; one is covered when a section of the social media policy in "
                "force with a text meets it. As of today.",
                policies.coverage,
                is_now=True,
                left="not covered",
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
                reading.policies_read,
                is_now=True,
                must_be_all=True,
                left="with somebody late",
            ),
            Figure(
                "people-read",
                "Readings that are done",
                "One for each person and policy that they were asked to read; it is done when they have accepted it. "
                "As of today.",
                reading.people_read,
                is_now=True,
                left="not read yet",
                names=refusal_to_see_readings,
            ),
            Figure(
                "trained",
                "People trained within a year",
                "Everybody who has a role here, and whether a training of the last 365 days names them. As of today.",
                reading.trained,
                is_now=True,
                left="without training",
                names=refusal_to_see_readings,
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
                "Posts published in this time: whatever a network got is the very text (by its digest) that somebody "
                "other than the author had approved before it went out. It must be all of them.",
                approvals.approved_before_out,
                must_be_all=True,
                left="without",
            ),
            Figure(
                "approval-time",
                "Time to approve",
                "From the last submission of a post to its approval, for posts approved in this time. Hours at which "
                "nobody works count too. The limit is the time after which the policy reminds of a waiting post.",
                approvals.approval_time,
                limit=approvals.approval_limit,
            ),
            Figure(
                "overridden",
                "Warnings let pass with a reason",
                "Findings of the kind “change it or give a reason” on texts that were approved in this time. Each has "
                "the reason of the author.",
                approvals.overridden,
                is_count=True,
            ),
        ),
    ),
    Area(
        "checks",
        "Checks",
        (
            Figure(
                "rules",
                "Rules that are seldom overridden",
                "Rules that found something in this time on posts that were decided about. One that was let pass on "
                "half of at least four posts is to be looked at: its words may be too wide.",
                checks.often_overridden,
                is_whole=True,
                left="often overridden",
            ),
            Figure(
                "exceptions",
                "Exceptions in use",
                "Exceptions from a rule that hold today. One that ends within a week is to be looked at.",
                checks.exceptions,
                is_now=True,
                is_count=True,
            ),
        ),
    ),
    Area(
        "publishing",
        "Publishing",
        (
            Figure(
                "on-time",
                "Sent on time",
                "Sendings to a channel that were due in this time: on time is within five minutes, or within an hour "
                "where a person puts it out by hand. Cancelled ones, and those whose time still runs, are left out.",
                publishing.on_time,
            ),
            Figure(
                "not-out",
                "Expired or refused",
                "Sendings that were due in this time and did not go out: too late to be sent by themselves, or refused "
                "by the network. Posts that were withdrawn afterwards are settled.",
                publishing.not_out,
                is_count=True,
            ),
            Figure(
                "not-sure",
                "Deliveries that nobody was sure of",
                "Deliveries due in this time after which the network gave no clear answer at least once.",
                publishing.not_sure,
                is_count=True,
            ),
            Figure(
                "by-hand",
                "To be put out by hand",
                "Posts that wait for a person to put them out, as of now. After an hour they are to be looked at.",
                publishing.by_hand,
                is_now=True,
                is_count=True,
            ),
            Figure(
                "frequency",
                "Weeks with as many posts as the strategy wants",
                "One for each channel with a strategy and each whole week that began in this time. Days of a quiet "
                "period or a pause take their share off what is wanted.",
                publishing.frequency,
                left="with too few",
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
                "posted in this time. One that is not hidden counts until now.",
                comments.exposure,
                limit=comments.exposure_limit,
            ),
            Figure(
                "in-time",
                "Comments handled in time",
                "Comments received in this time for which what their clock asks for was done before it ran out. "
                "Comments whose clock still runs are left out.",
                comments.in_time,
            ),
            Figure(
                "captured",
                "Captured before any action",
                "Comments received in this time whose text was stored as evidence. The database refuses a step on a "
                "comment without one.",
                comments.captured_first,
            ),
            Figure(
                "proof",
                "Closed with complete evidence",
                "Comments closed in this time that have their capture and no step of their playbook left open or "
                "failed.",
                comments.evidence_complete,
            ),
            Figure(
                "one-answer",
                "Grievances answered once at most",
                "Incidents of a grievance opened in this time with no more than one public post of ours.",
                comments.one_answer,
            ),
            Figure(
                "reopened",
                "Comments opened again",
                "How often a closed comment was opened again in this time.",
                comments.reopened,
                is_count=True,
            ),
            Figure(
                "appeals",
                "Requests to look again, decided in time",
                "Requests of writers that came in this time and are decided, or should be by now: in time is by the "
                "day that the policy sets.",
                comments.appeals_in_time,
            ),
            Figure(
                "upheld",
                "Requests to look again that were right",
                "Decisions of this time that undid what we had done: a comment was shown again, a block was lifted.",
                comments.upheld,
                is_count=True,
            ),
        ),
    ),
    Area(
        "channels",
        "Channels and consents",
        (
            Figure(
                "profiles",
                "Profiles as agreed",
                "Channels in their pilot or live, without the training network: the profile was looked at in time and "
                "is as agreed. As of now.",
                channels.profiles,
                is_now=True,
            ),
            Figure(
                "risks",
                "Risk assessments in date",
                "Channels in their pilot or live whose risk assessment is agreed by a second person and does not end "
                "within thirty days. As of today.",
                channels.risks,
                is_now=True,
                left="missing, not agreed or ending",
            ),
            Figure(
                "connections",
                "Connections that work",
                "Channels in use that are signed in, whose token does not end soon and whose last test went well. As "
                "of now.",
                channels.connections,
                is_now=True,
            ),
            Figure(
                "consents",
                "Consents that end within thirty days",
                "Consents to use a picture that hold today and end within thirty days.",
                channels.consents,
                is_now=True,
                is_count=True,
            ),
        ),
    ),
    Area(
        "keeping",
        "Keeping and holds",
        (
            Figure(
                "to-purge",
                "Comments past their last day",
                "Comments whose last day has come and whose words are still here, as of today. They go in the night; "
                "what a hold, a request or a question keeps longer than two days is to be looked at.",
                keeping.to_purge,
                is_now=True,
                is_count=True,
            ),
            Figure(
                "purged",
                "Comments purged",
                "Comments whose words were taken away in this time, because their last day had come or somebody had "
                "a right to it.",
                keeping.purged,
                is_count=True,
                is_plain=True,
            ),
            Figure(
                "purge-runs",
                "The last run went through",
                "The newest run over what is no longer kept: at most two days old, finished, and not waiting for a "
                "service manager.",
                keeping.runs,
                is_now=True,
            ),
            Figure(
                "holds",
                "Legal holds looked at in time",
                "Legal holds that run, whose day to ask whether they are still needed lies ahead. As of today.",
                keeping.legal_holds,
                is_now=True,
            ),
            Figure(
                "requests",
                "Requests for own data, in time",
                "Requests for a copy or for erasure that came in this time: answered by the day that the law sets, or "
                "still within it.",
                keeping.requests,
            ),
        ),
    ),
    Area(
        "system",
        "The system itself",
        (
            Figure(
                "parts",
                "Parts that work",
                "Beat and workers, what waits for them, comments read from each channel, the last backup, the record "
                "of what happened, and what sorts the comments. As of now.",
                system.parts,
                is_now=True,
                left="to be looked at",
            ),
        ),
    ),
)

FIGURES = {figure.key: figure for area in AREAS for figure in area.figures}
AREA_OF = {figure.key: area for area in AREAS for figure in area.figures}
BY_KEY = {area.key: area for area in AREAS}
