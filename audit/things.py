"""What events happen to: its name in words, its page, and which of it is kept from whom.

An event names its thing by a label and a key. Apps to the right say which rows are kept from a person (`keep_back`):
a comment that makes an allegation against them, for one. Nothing of such a row is read here, so no event of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import BigIntegerField, CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse

from accounts.models import Service, User
from audit.models import Event


@dataclass(frozen=True)
class Thing:
    """`page` is the name of an address that takes the service and the row's key; none where managers have no page."""

    label: str
    name: str
    page: str = ""


THINGS = (
    Thing("accounts.membership", "Person", "settings:roles"),
    Thing("accounts.invitation", "Invitation"),
    Thing("accounts.deputy", "Deputy"),
    Thing("accounts.service", "The service"),
    Thing("channels.channel", "Channel", "channels:channel"),
    Thing("channels.affiliatedaccount", "Account of a colleague"),
    Thing("channels.following", "Account that we follow"),
    Thing("policies.policy", "Policy"),
    Thing("policies.policyversion", "Version of a policy", "policies:version"),
    Thing("policies.policyreview", "Review of a policy"),
    Thing("policies.readingcampaign", "Reading or training", "policies:reading"),
    Thing("policies.ruleexception", "Exception from a rule"),
    Thing("policies.quietperiod", "Quiet period"),
    Thing("posts.post", "Post", "posts:post"),
    Thing("posts.posttemplate", "Template of posts", "posts:template"),
    Thing("posts.campaign", "Campaign", "posts:campaign"),
    Thing("posts.series", "Series", "posts:one_series"),
    Thing("posts.planimport", "Plan that was imported"),
    Thing("posts.media", "Picture or file", "posts:library_file"),
    Thing("posts.consent", "Consent", "posts:consent"),
    Thing("posts.servicedate", "Date in the calendar", "calendar:date"),
    Thing("moderation.comment", "Comment", "inbox:comment"),
    Thing("moderation.incident", "Incident", "inbox:incident"),
    Thing("moderation.complaint", "Complaint", "inbox:complaint"),
    Thing("moderation.block", "Block", "inbox:block"),
    Thing("moderation.appeal", "Request to look again", "inbox:appeal"),
    Thing("moderation.houserule", "House rule", "inbox:house_rule"),
    Thing("moderation.commentimport", "Import of comments", "inbox:import"),
    Thing("moderation.bulkaction", "Comments handled together", "inbox:bulk_action"),
    Thing("moderation.legalhold", "Legal hold", "inbox:legal_hold"),
    Thing("moderation.purgerun", "What is no longer kept", "inbox:purge"),
    Thing("moderation.datarequest", "Request for a person’s data", "inbox:data_request"),
    Thing("insights.evidencepack", "Pack of evidence", "evidence:pack"),
    Thing("insights.figureimport", "Import of figures"),
    Thing("insights.reportorder", "Report by e-mail"),
)
BY_LABEL = {thing.label: thing for thing in THINGS}

KeptFrom = Callable[[User, Service], QuerySet]
_kept_back: dict[str, KeptFrom] = {}


def keep_back(label: str, rows: KeptFrom) -> None:
    """Say which rows of a kind are kept from a person of a service: `rows` gives their keys, in a column."""
    _kept_back[label] = rows


def kept_from(user: User, service: Service) -> dict[str, QuerySet]:
    """The rows that this person may not read about, by kind."""
    return {label: rows(user, service) for label, rows in _kept_back.items()}


def links(events: Iterable[Event], user: User, service: Service) -> dict[tuple[str, int], str]:
    """The addresses of the things of these events, where a page exists and the person may see the row. One query."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        if (thing := BY_LABEL.get(event.thing)) and thing.page:
            wanted.setdefault(event.thing, set()).add(event.thing_id)
    parts = [_existing(label, keys, user) for label, keys in wanted.items()]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(label, pk): url for label, pk in found if (url := address(label, pk, service))}


def _existing(label: str, keys: set[int], user: User) -> QuerySet:
    rows = apps.get_model(label)._default_manager.visible_to(user).filter(pk__in=keys).order_by()
    name = Value(label, output_field=CharField())
    return rows.annotate(of_kind=name, key=Cast("pk", BigIntegerField())).values_list("of_kind", "key")


def address(label: str, pk: int, service: Service) -> str:
    """The page of a thing; "" when it has none."""
    thing = BY_LABEL.get(label)
    try:
        return reverse(thing.page, args=[service.slug, pk]) if thing and thing.page else ""
    except NoReverseMatch:  # an app that is not installed here
        return ""
