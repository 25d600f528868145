"""Kinds of events gathered under the words that people use, for the filter of the history."""

from __future__ import annotations

from dataclasses import dataclass

from audit.kinds import Kind


@dataclass(frozen=True)
class Group:
    """Kinds whose identifiers begin with one of `families`: "post" has post.created, not post_template.saved."""

    key: str
    label: str
    families: tuple[str, ...] = ()


GROUPS = (
    Group("people", "People and roles", ("member",)),
    Group("service", "The service and its sending", ("service",)),
    Group("channels", "Channels and profiles", ("channel", "affiliated", "following")),
    Group("policies", "Policies and reviews", ("policy",)),
    Group("training", "Training", ("training",)),
    Group("posts", "Posts and approvals", ("post", "post_template")),
    Group("sending", "Going out on networks", ("delivery", "link")),
    Group("media", "Pictures and consents", ("media", "consent")),
    Group("planning", "Calendar, campaigns and plans", ("calendar", "strategy", "campaign", "series", "plan")),
    Group("comments", "Comments", ("comment", "bulk_action", "comment_import", "reading", "watch")),
    Group("incidents", "Incidents and complaints", ("incident", "complaint")),
    Group("blocks", "House rules, blocks and appeals", ("house_rule", "house_rules", "block", "appeal")),
    Group("keeping", "Keeping, holds and requests for data", ("hold", "purge", "data_request")),
    Group("sorting", "How comments are sorted", ("sorting",)),
    Group(
        "figures", "Figures, reports and evidence", ("figures", "figure", "report", "evidence", "records", "history")
    ),
    Group("reminders", "Reminders", ("reminder",)),
)
OTHER = Group("other", "Anything else")
BY_KEY = {group.key: group for group in (*GROUPS, OTHER)}


def family(kind: str) -> str:
    return kind.partition(".")[0]


def kinds_of(group: Group) -> list[Kind]:
    """The kinds of a group; of OTHER, those that no group has."""
    if group is OTHER:
        taken = {name for one in GROUPS for name in one.families}
        return [kind for kind in Kind if family(kind) not in taken]
    return [kind for kind in Kind if family(kind) in group.families]


def label(kind: str) -> str:
    """What happened, in a word or two: post.approval_voided is "Post: approval voided"."""
    of, _, what = kind.partition(".")
    return f"{of.replace('_', ' ').capitalize()}: {what.replace('_', ' ')}"
