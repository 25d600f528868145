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

from django.db.models import Case, DateTimeField, DurationField, F, QuerySet, Value, When
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
from policies.rules.duplicates import Duplicate
from policies.rules.engine import DEFAULTS, check
from policies.rules.exempting import ExemptFinding, Exemption, exempted
from policies.services import quiet_periods, ruleset_of, service_facts, version_in_force
from posts.content import Content
from posts.models import Campaign, CampaignState, ExceptionUse, Post, Reason
from posts.writing import links, short_links

MOST_RECENT = 400
"""So many texts of each channel are held against a new one, the nearest in time: more than a year of one a day."""


class Surroundings:
    """What the policy says for a service at one moment, read once for all the posts that are checked then."""

    def __init__(self, service: Service, now: dt.datetime) -> None:
        self.service, self.now = service, now
        self._recent: dict[tuple[dt.datetime, frozenset[int], int], list[tuple[int, RecentPost]]] = {}
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

    def recent_posts(
        self, around: dt.datetime, content: Content, ruleset: Ruleset, but_not: Collection[int]
    ) -> tuple[RecentPost, ...]:
        """The texts that one with these channels may repeat, as far back and ahead as its rules look."""
        channels, days = channels_of(content), window_days(ruleset)
        if not channels or not days:
            return ()
        key = (around, channels, days)
        if key not in self._recent:
            self._recent[key] = recent_posts(self.service, around, channels, days)
        return tuple(post for pk, post in self._recent[key] if pk not in but_not)


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
    ruleset = ruleset or around.ruleset
    drafts = drafts_of(
        service,
        content,
        around=around,
        today=service.today(now),
        recent=around.recent_posts(publish_at or now, content, ruleset, but_not),
        kind=kind,
        audience=audience,
        publish_at=publish_at,
        time_zone=time_zone,
        story_consent=story_consent,
        campaign=campaign,
    )
    findings = _merged(drafts, ruleset)
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
    return [
        Draft(text=content.text, overrides=overrides, accounts=accounts, **facts)
        for overrides, accounts in _layers(content)
    ]


def _links(content: Content, around: Surroundings) -> dict[str, tuple[str, ...]]:
    """What is known of the links: which lead nowhere, and which are our own and are judged by where they lead."""
    texts = (content.link, content.text, *(one.text for one in content.channels))
    if not any("://" in text for text in texts):
        return {}
    dead = around.dead_links
    own = short_links.targets(short_links.written_in(*texts))
    nowhere = tuple(url for url, target in own.items() if not target or target in dead)
    return {"dead_links": (*dead, *nowhere), "short_links": tuple(own)}


def not_repeated_by(post: Post, corrections: Mapping[int, Collection[int]] | None = None) -> frozenset[int]:
    """The post itself and, of a correction, what it stands in the place of: it has nearly the same words.

    `corrections` are the keys of all corrections by what they correct, where they are read already.
    """
    if post.corrects_id is None:
        return frozenset({post.pk})
    if corrections is None:
        corrections = corrections_of(Post.objects.filter(corrects=post.corrects_id))
    return frozenset({post.pk, post.corrects_id, *corrections.get(post.corrects_id, ())})


def corrections_of(posts: QuerySet[Post]) -> dict[int, set[int]]:
    """The keys of those among these posts that correct another, by what they correct."""
    found: dict[int, set[int]] = {}
    for pk, corrected in posts.exclude(corrects=None).values_list("pk", "corrects"):
        found.setdefault(corrected, set()).add(pk)
    return found


def content_of(post: Post) -> Content:
    return post.revision.content() if post.revision else Content()


def channels_of(content: Content) -> frozenset[int]:
    return frozenset(chosen.channel_id for chosen in content.channels)


def window_days(ruleset: Ruleset) -> int:
    """For how many days before and after a post these rules look for its text; 0 when they do not."""
    params = ruleset.params_of("duplicate")
    return params.window_days if isinstance(params, Duplicate) else 0


def recent_posts(
    service: Service, around: dt.datetime, channels: Collection[int], days: int
) -> list[tuple[int, RecentPost]]:
    """Texts that went to these channels, or are about to, within so many local days of this moment, each with its
    post's key; the nearest first, one query."""
    span = dt.timedelta(days=days + 1)  # the first and the last day in full
    moment = Value(around, output_field=DateTimeField())
    apart = Case(
        When(publish_at__gte=around, then=F("publish_at") - moment),
        default=moment - F("publish_at"),
        output_field=DurationField(),
    )
    rows = _texts_between(service, around - span, around + span, channels=channels).order_by(apart, "pk")
    return [_recent(*row) for row in rows[: MOST_RECENT * len(channels)]]


def recent_posts_between(service: Service, start: dt.datetime, end: dt.datetime) -> list[tuple[int, RecentPost]]:
    """The same for a span of time and every channel, in the order of time."""
    return [_recent(*row) for row in _texts_between(service, start, end).order_by("publish_at", "pk")]


def _texts_between(
    service: Service, start: dt.datetime, end: dt.datetime, *, channels: Collection[int] | None = None
) -> QuerySet:
    posts = Post.objects.of_service(service).planned_between(start, end)
    posts = posts.filter(state__in=["scheduled", "publishing", "published", "partly_published"])
    if channels is not None:
        posts = posts.filter(revision__revision_channels__channel__in=channels)
    of_channel = "revision__revision_channels__"
    account = [f"{of_channel}channel__{name}" for name in ("network", "pk", "handle")]
    return posts.values_list("pk", "publish_at", "revision__text", f"{of_channel}text", *account)


def _recent(
    pk: int, at: dt.datetime, text: str, own: str, network: str, account: int, handle: str
) -> tuple[int, RecentPost]:
    words = own or text or ""
    return pk, RecentPost(channel=network or "", text=words, at=at, account=account, account_name=handle or "")


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
        if finding.account is not None and chosen.channel_id != finding.account:
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


def _layers(content: Content) -> list[tuple[dict[str, str], dict[str, frozenset[int]]]]:
    """Own texts by network, as the rules read them, and which channels get them; one layer more where two channels
    share a network.

    Two Facebook pages with different texts make two layers, so that neither text goes out unread.
    """
    texts: dict[str, dict[str, set[int]]] = {}
    for chosen in content.channels:
        texts.setdefault(chosen.network, {}).setdefault(chosen.text, set()).add(chosen.channel_id)
    by_network = {network: list(own.items()) for network, own in texts.items()}
    layers = max((len(own) for own in by_network.values()), default=1)
    return [_layer(by_network, number) for number in range(layers)]


def _layer(
    by_network: Mapping[str, list[tuple[str, set[int]]]], number: int
) -> tuple[dict[str, str], dict[str, frozenset[int]]]:
    overrides, accounts = {}, {}
    for network, own in by_network.items():
        text, channels = own[min(number, len(own) - 1)]  # one that has no further text keeps its last
        accounts[network] = frozenset(channels)
        if text:
            overrides[network] = text
    return overrides, accounts


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
