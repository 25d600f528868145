"""What the policy in force says to a post.

One way for the live check, the moves and the sending: each makes the same `Draft` of plain values and gives it to the
one engine. A finding of severity `block` stops the move; `warn` needs a reason of the author (`unexplained`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from django.utils import timezone

from accounts.models import Service
from policies import exceptions
from policies.models import PolicyVersion
from policies.rules import engine
from policies.rules.base import (
    Draft,
    Finding,
    Findings,
    Medium,
    QuietPeriod,
    RecentPost,
    Ruleset,
    ServiceFacts,
    Severity,
)
from policies.rules.engine import DEFAULTS, check
from policies.rules.exempting import ExemptFinding, Exemption, exempted
from policies.services import quiet_periods, ruleset_of, service_facts, version_in_force
from posts.content import Content
from posts.models import Campaign, CampaignState, ExceptionUse, Post, Reason
from posts.writing import links, short_links

RECENT_DAYS = 30
MOST_RECENT_POSTS = 200


class Surroundings:
    """What the policy says for a service at one moment, read once for all the posts that are checked then."""

    def __init__(self, service: Service, now: dt.datetime) -> None:
        self.service, self.now = service, now
        self._recent: dict[dt.datetime, list[tuple[int, RecentPost]]] = {}
        self._exemptions: dict[dt.date, tuple[Exemption, ...]] = {}

    @cached_property
    def version(self) -> PolicyVersion | None:
        """The version that is in force."""
        return version_in_force(self.service, self.now)

    @cached_property
    def ruleset(self) -> Ruleset:
        return ruleset_of(self.version) if self.version else DEFAULTS

    @cached_property
    def facts(self) -> ServiceFacts:
        return service_facts(self.service)

    @cached_property
    def dead_links(self) -> tuple[str, ...]:
        return links.dead_links(self.service)

    @cached_property
    def quiet_periods(self) -> tuple[QuietPeriod, ...]:
        return quiet_periods(self.service)

    @cached_property
    def stamp(self) -> str:
        """A name for all that the rules of meaning judge by, beside the post itself."""
        rules = sorted((one.rule, one.severity.value, repr(one.params)) for one in self.ruleset.values())
        parts = [engine.stamp(), self.version.pk if self.version else 0, rules, repr(self.facts)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @cached_property
    def of_the_moment(self) -> Ruleset:
        """The rules whose findings may change while a text waits for its time."""
        return Ruleset(one for one in self.ruleset.values() if one.rule not in engine.ON_TEXT_ALONE)

    def exemptions(self, publish_at: dt.datetime | None) -> tuple[Exemption, ...]:
        """The exceptions that hold on the local day on which a post goes out: today when its time is not set, or over.

        One that ends before the post goes out does not help it, however early it is approved.
        """
        day = self.service.today(max(publish_at or self.now, self.now))
        if day not in self._exemptions:
            self._exemptions[day] = exceptions.in_use(self.service, day, self.version)
        return self._exemptions[day]

    def recent_posts(self, around: dt.datetime, but_not: Collection[int]) -> tuple[RecentPost, ...]:
        if around not in self._recent:
            self._recent[around] = recent_posts(self.service, around)
        return tuple(post for pk, post in self._recent[around] if pk not in but_not)


def judged_by(post: Post, around: Surroundings) -> str:
    """What the rules of meaning judge this post by. While it is the same, so is what they find in the same content."""
    parts = [around.stamp, post.kind, post.audience, post.story_consent]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def run(
    post: Post,
    *,
    now: dt.datetime | None = None,
    content: Content | None = None,
    surroundings: Surroundings | None = None,
    ruleset: Ruleset | None = None,
) -> Findings:
    """The findings on a saved post, of all rules that are on or of `ruleset`. Give `content` and `surroundings` where
    they are loaded already.
    """
    return run_on(
        post.service,
        content if content is not None else content_of(post),
        kind=post.kind,
        audience=post.audience,
        publish_at=post.publish_at,
        time_zone=post.time_zone,
        story_consent=post.story_consent,
        campaign=post.campaign,
        but_not=not_repeated_by(post),
        now=now,
        surroundings=surroundings,
        ruleset=ruleset,
    )


def run_on(
    service: Service,
    content: Content,
    *,
    kind: str = "",
    audience: str = "",
    publish_at: dt.datetime | None = None,
    time_zone: str = "",
    story_consent: bool = False,
    campaign: Campaign | None = None,
    but_not: Collection[int] = (),
    now: dt.datetime | None = None,
    surroundings: Surroundings | None = None,
    ruleset: Ruleset | None = None,
) -> Findings:
    """The findings on a content that need not be saved. `but_not` are posts that it does not repeat."""
    now = now or timezone.now()
    around = surroundings or Surroundings(service, now)
    drafts = drafts_of(
        service,
        content,
        around=around,
        today=service.today(now),
        recent=around.recent_posts(publish_at or now, but_not),
        kind=kind,
        audience=audience,
        publish_at=publish_at,
        time_zone=time_zone,
        story_consent=story_consent,
        campaign=campaign,
    )
    findings = _merged(drafts, ruleset or around.ruleset)
    if all(finding.severity is Severity.ADVISE for finding in findings):
        return findings
    return exempted(findings, around.exemptions(publish_at), lambda finding: _receivers(finding, content))


def drafts_of(
    service: Service,
    content: Content,
    *,
    around: Surroundings,
    today: dt.date,
    recent: tuple[RecentPost, ...],
    kind: str,
    audience: str,
    publish_at: dt.datetime | None,
    time_zone: str,
    story_consent: bool,
    campaign: Campaign | None = None,
) -> list[Draft]:
    """What the rules read of a content: one draft mostly, more where two channels share a network, not a text."""
    facts = {
        "service": around.facts,
        "today": today,
        "kind": kind,
        "audience": audience,
        "publish_at": publish_at,
        "time_zone": time_zone or service.time_zone,
        "link": content.link,
        "media": tuple(_medium(picture) for picture in content.pictures),
        "channels": tuple(dict.fromkeys(chosen.network for chosen in content.channels)),
        "threads": _threads(content),
        "story_consent": story_consent,
        "campaign": campaign.name if campaign else None,
        "campaign_approved": campaign is not None and campaign.state == CampaignState.APPROVED,
        "recent_posts": recent,
        "quiet_periods": around.quiet_periods,
        **_links(content, around),
    }
    return [Draft(text=content.text, overrides=overrides, **facts) for overrides in _texts_by_network(content)]


def _links(content: Content, around: Surroundings) -> dict[str, tuple[str, ...]]:
    """What is known of the links: which lead nowhere, and which are our own and are judged by where they lead."""
    texts = (content.link, content.text, *(one.text for one in content.channels))
    if not any("://" in text for text in texts):
        return {}
    dead = around.dead_links
    own = short_links.targets(short_links.written_in(*texts))
    nowhere = tuple(url for url, target in own.items() if not target or target in dead)
    return {"dead_links": (*dead, *nowhere), "short_links": tuple(own)}


def not_repeated_by(post: Post) -> frozenset[int]:
    """The post itself and, of a correction, what it stands in the place of: it has nearly the same words."""
    replaced = Post.objects.filter(corrects=post.corrects_id).values_list("pk", flat=True) if post.corrects_id else ()
    return frozenset({post.pk, post.corrects_id, *replaced} - {None})


def content_of(post: Post) -> Content:
    return post.revision.content() if post.revision else Content()


def recent_posts(service: Service, around: dt.datetime) -> list[tuple[int, RecentPost]]:
    """Texts that went out, or are about to, up to 30 days from this moment, each with its post's key; one query."""
    window = dt.timedelta(days=RECENT_DAYS)
    return recent_posts_between(service, around - window, around + window, most=MOST_RECENT_POSTS)


def recent_posts_between(
    service: Service, start: dt.datetime, end: dt.datetime, *, most: int | None = None
) -> list[tuple[int, RecentPost]]:
    """The same for a span of time, newest first."""
    rows = (
        Post.objects.of_service(service)
        .planned_between(start, end)
        .filter(state__in=["scheduled", "publishing", "published", "partly_published"])
        .order_by("-publish_at")
        .values_list(
            "pk",
            "publish_at",
            "revision__text",
            "revision__revision_channels__text",
            "revision__revision_channels__channel__network",
        )[:most]
    )
    return [
        (pk, RecentPost(channel=network or "", text=own or text or "", at=at)) for pk, at, text, own, network in rows
    ]


def reasons_of(post: Post) -> dict[str, Reason]:
    """The author's reasons by the key of the finding that each is about."""
    return {reason.key: reason for reason in post.reasons.all()}


def unexplained(findings: Findings, reasons: Mapping[str, Reason]) -> list[Finding]:
    """Warnings that the author neither mended nor gave a reason for."""
    return [finding for finding in findings.warnings if finding.key not in reasons]


def as_they_were(findings: Findings, reasons: Mapping[str, Reason]) -> list[dict[str, str]]:
    """The findings for the record of a decision: what was said, on which section, and the author's reason."""
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "message": finding.message,
            "quote": finding.quote,
            "channel": finding.channel or "",
            "policy": finding.section.policy if finding.section else "",
            "section": finding.section.key if finding.section else "",
            "section_number": finding.section.number if finding.section else "",
            "section_title": finding.section.title if finding.section else "",
            "version": finding.section.version if finding.section else "",
            "reason": reasons[finding.key].text if finding.key in reasons else "",
            "exception": " ".join(one.words for one in exemptions_of(finding)),
        }
        for finding in findings
    ]


def exemptions_of(finding: Finding) -> tuple[Exemption, ...]:
    """The exceptions that keep a finding from stopping its post; none mostly."""
    return finding.exemptions if isinstance(finding, ExemptFinding) else ()


def exceptions_in_words(findings: Findings) -> list[str]:
    """The exceptions that a post needs, each once, for the record of a decision."""
    said = [f"{finding.rule}. {one.words}" for finding in findings for one in exemptions_of(finding)]
    return list(dict.fromkeys(said))


def keep_exceptions_used(uses: Iterable[tuple[int, Findings]], now: dt.datetime) -> None:
    """Put on record which posts need which exceptions, once each. Called in the transaction of the move."""
    rows = [
        ExceptionUse(post_id=post_id, exception_id=exemption.pk, quote=finding.quote, at=now)
        for post_id, findings in uses
        for finding in findings
        for exemption in exemptions_of(finding)
    ]
    if rows:
        ExceptionUse.objects.bulk_create(rows, ignore_conflicts=True)


def _receivers(finding: Finding, content: Content) -> set[int]:
    """The channels that get what a finding is about: the words where it has some, else all that it speaks of."""
    found = set()
    for chosen in content.channels:
        if finding.channel and chosen.network != finding.channel:
            continue
        if finding.span is None:
            found.add(chosen.channel_id)
        elif finding.channel is None:
            if not chosen.text:
                found.add(chosen.channel_id)
        elif content.text_for(chosen.channel_id)[slice(*finding.span)] == finding.quote:
            found.add(chosen.channel_id)
    return found


def _medium(picture) -> Medium:
    return Medium(
        kind={"picture": "image"}.get(picture.kind, picture.kind),
        alt=picture.alt,
        decorative=picture.is_decorative,
        file=picture.file,
        shows_child=picture.shows_child,
        consent_until=picture.consent_until,
        adults_until=picture.adults_until,
        made_by_service=picture.made_by_service,
        licence=picture.licence,
    )


def _texts_by_network(content: Content) -> list[dict[str, str]]:
    """Own texts by network, as the rules read them; one table a layer where two channels share a network.

    Two Facebook pages with different texts make two layers, so that neither text goes out unread.
    """
    texts: dict[str, list[str]] = {}
    for chosen in content.channels:
        own = texts.setdefault(chosen.network, [])
        if chosen.text not in own:
            own.append(chosen.text)
    layers = max((len(own) for own in texts.values()), default=1)
    return [
        {network: own[layer] for network, own in texts.items() if layer < len(own) and own[layer]}
        for layer in range(layers)
    ]


def _threads(content: Content) -> frozenset[str]:
    """The networks whose every channel takes a thread."""
    in_one = {chosen.network for chosen in content.channels if not chosen.takes_threads}
    return frozenset(chosen.network for chosen in content.channels) - in_one


def _merged(drafts: Iterable[Draft], ruleset: Ruleset) -> Findings:
    drafts = list(drafts)
    if len(drafts) == 1:
        return check(drafts[0], ruleset)
    found: dict[tuple, Finding] = {}
    for draft in drafts:
        for finding in check(draft, ruleset):
            found.setdefault((finding.key, finding.span), finding)
    return Findings(sorted(found.values(), key=lambda finding: finding.severity.rank))
