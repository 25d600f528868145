"""Rows by the hundred thousand, to see whether pages stay as fast as they were. Nothing of the product calls this.

The rows hold all constraints and look as the moves leave them, spread over two years; digests and captures are right.
A tenth of all falls to the first service, so that there is a big one to look at. Of one row in `EVENTS_EVERY` the
history is written too, as a chain that holds.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from accounts.hours import WorkingHours, hours_of
from accounts.models import Membership, Role, RoleHeld, Service, User
from audit.kinds import Kind
from audit.models import ChainHead, Event
from audit.services import genesis, link_hash
from channels.models import Channel
from insights.demo.texts import COMMENTS, POSTS
from moderation import captures, clocks, playbooks
from moderation.models import Assessment, Capture, Comment, Escalation, HouseRule, Step
from policies import starter
from policies.dates import add_months
from policies.models import Policy, PolicyReview, PolicyVersion, ReplyTemplate, RuleSetting, Section
from policies.parameters import Parameters
from posts.content import ChannelText, Content, digest
from posts.models import Attempt, Delivery, Post, Review, Revision, RevisionChannel

if TYPE_CHECKING:
    from django.db import models

AT_ONCE = 2000
DAYS = 730
BIG_SHARE = 0.1
EVENTS_EVERY = 10
PEOPLE = (
    ("Coordinator One", Role.COORDINATOR),
    ("Coordinator Two", Role.COORDINATOR),
    ("Line Manager", Role.LINE_MANAGER),
    ("Service Manager", Role.SERVICE_MANAGER),
    ("Safeguarding Lead", Role.SAFEGUARDING_LEAD),
    ("Viewer", Role.VIEWER),
)
POST_STATES = (  # a share of a thousand each
    ("published", 900), ("withdrawn", 20), ("expired", 10), ("failed", 10), ("draft", 20),
    ("submitted", 10), ("returned", 5), ("approved", 5), ("scheduled", 20),
)  # fmt: skip
APPROVED = ("published", "expired", "failed", "approved", "scheduled")
OPEN_SHARE = 0.005
CATEGORIES = (("case_request", 30), ("grievance", 15), ("troll", 10), ("general", 45))
MINUTE = dt.timedelta(minutes=1)


@dataclass
class Told:
    """An event to be written, before its place in the chain is known."""

    at: dt.datetime
    kind: Kind
    on: models.Model
    actor: User | None
    data: dict[str, Any]


@dataclass
class Place:
    """A service while it is filled."""

    service: Service
    people: dict[str, User]
    channels: list[Channel]
    version: PolicyVersion
    hours: WorkingHours
    now: dt.datetime
    dice: random.Random
    events: list[Told] = field(default_factory=list)

    @property
    def coordinator(self) -> User:
        return self.people[PEOPLE[self.dice.randrange(2)][0]]

    def tell(self, at: dt.datetime, kind: Kind, on: models.Model, actor: User | None = None, **data: Any) -> None:
        self.events.append(Told(at, kind, on, actor, data))


def make_load(
    *, services: int, posts: int, comments: int, now: dt.datetime, say: Callable[[str], None] = lambda line: None
) -> None:
    """Make so many of each; the services are called load-001 and on. The same numbers give the same rows."""
    first = Service.objects.filter(slug__startswith="load-").count()
    password = make_password(None)
    for number in range(services):
        with transaction.atomic():
            place = _place(first + number, now, password)
            _posts(place, _share(posts, number, services))
            _comments(place, _share(comments, number, services))
            _chain(place)
        if number == 0 or (number + 1) % 10 == 0:
            say(f"{number + 1} of {services} services")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _share(of: int, number: int, services: int) -> int:
    """How many rows fall to a service: a tenth to the first, the rest evenly, and none is lost."""
    if services == 1:
        return of
    big = round(of * BIG_SHARE)
    if number == 0:
        return big
    each, left = divmod(of - big, services - 1)
    return each + (1 if number <= left else 0)


def _add(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    return model.objects.bulk_create(rows, batch_size=AT_ONCE)


# A service


def _place(number: int, now: dt.datetime, password: str) -> Place:
    slug = f"load-{number + 1:03}"
    service = Service.objects.create(
        name=f"Load {number + 1:03} SENDIASS",
        slug=slug,
        host="A council",
        phone=f"01632 960{number % 1000:03}",
        email=f"help@{slug}.example",
        website=f"https://{slug}.example",
    )
    names = [(name, role, f"{name.lower().replace(' ', '.')}@{slug}.example") for name, role in PEOPLE]
    users = _add(User, [User(email=email, name=name, password=password) for name, _, email in names])
    members = _add(Membership, [Membership(service=service, user=user, started_at=_ago(now, DAYS)) for user in users])
    held = zip(members, names, strict=True)
    _add(RoleHeld, [RoleHeld(membership=one, role=role) for one, (_, role, _) in held])
    people = {user.name: user for user in users}
    owner = people[PEOPLE[0][0]]
    networks = (("sandbox", "sandbox"), ("facebook", "by_hand"), ("x", "by_hand"))
    channels = _add(
        Channel,
        [
            Channel(service=service, network=network, handle=f"@{slug}", owner=owner, state="live", connector=connector)
            for network, connector in networks
        ],
    )
    _add(HouseRule, [HouseRule(service=service, name="No insults, no hate")])
    place = Place(
        service=service,
        people=people,
        channels=channels,
        version=_policy(service, people, now),
        hours=hours_of(service),
        now=now,
        dice=random.Random(number),  # noqa: S311  no secret: the same rows each time
    )
    place.tell(_ago(now, DAYS), Kind.SERVICE_CREATED, service)
    return place


def _policy(service: Service, people: dict[str, User], now: dt.datetime) -> PolicyVersion:
    manager, approver = people["Service Manager"], people["Line Manager"]
    policy = Policy.objects.create(service=service, title=starter.TITLE, owner=manager)
    made = []
    for major, state, days in ((1, "superseded", DAYS), (2, "in_force", 200)):
        since = _ago(now, days)
        version = PolicyVersion.objects.create(
            policy=policy,
            major=major,
            minor=0,
            state=state,
            author=manager,
            change_note="Read anew.",
            effective_from=since.date(),
            next_review_on=add_months(since.date(), 12),
            submitted_at=since,
            approved_by=approver,
            approved_at=since,
            in_force_at=since,
            superseded_at=None if state == "in_force" else _ago(now, 200),
        )
        plans = starter.plans(service)
        sections = _add(
            Section,
            [
                Section(
                    version=version,
                    key=plan.key,
                    position=position,
                    title=plan.title,
                    body=plan.body,
                    standard_item=plan.standard_item,
                    guidance_only=plan.guidance_only,
                )
                for position, plan in enumerate(plans, start=1)
            ],
        )
        pairs = list(zip(sections, plans, strict=True))
        _add(
            RuleSetting,
            [
                RuleSetting(version=version, section=section, rule=rule, severity=severity)
                for section, plan in pairs
                for rule, severity in plan.rules.items()
            ],
        )
        _add(
            ReplyTemplate,
            [
                ReplyTemplate(version=version, section=section, purpose=purpose, name=name, body=body)
                for section, plan in pairs
                for purpose, name, body in plan.templates
            ],
        )
        made.append(version)
    PolicyReview.objects.create(policy=policy, version=made[-1], due_on=made[-1].next_review_on)
    return made[-1]


def _ago(now: dt.datetime, days: float) -> dt.datetime:
    return now - dt.timedelta(days=days)


# Posts


def _posts(place: Place, count: int) -> None:
    states = place.dice.choices([s for s, _ in POST_STATES], [n for _, n in POST_STATES], k=count)
    drafts = [_post(place, number, state) for number, state in enumerate(states)]
    posts = _add(Post, [post for post, _ in drafts])
    revisions = _add(
        Revision,
        [
            Revision(post=post, number=1, text=content.text, digest=digest(content), by=post.author, at=post.created_at)
            for post, content in drafts
        ],
    )
    _add(
        RevisionChannel,
        [
            RevisionChannel(revision=revision, channel_id=chosen.channel_id)
            for revision, (_, content) in zip(revisions, drafts, strict=True)
            for chosen in content.channels
        ],
    )
    newest = Revision.objects.filter(post=OuterRef("pk")).values("pk")[:1]
    Post.objects.filter(service=place.service).update(revision=Subquery(newest))
    _add(Review, [_review(place, post, rev) for post, rev in zip(posts, revisions, strict=True) if post.approved_by_id])
    deliveries = _add(
        Delivery,
        [
            _delivery(post, revision, chosen.channel_id)
            for revision, (post, content) in zip(revisions, drafts, strict=True)
            if post.state in ("published", "expired", "failed", "scheduled")
            for chosen in content.channels
        ],
    )
    by_itself = place.channels[0].pk
    _add(
        Attempt,
        [
            Attempt(delivery=one, number=1, started_at=one.sent_at, finished_at=one.sent_at, outcome="accepted")
            for one in deliveries
            if one.sent_at and one.channel_id == by_itself
        ],
    )
    for post in posts[::EVENTS_EVERY]:
        _tell_of_post(place, post)


def _post(place: Place, number: int, state: str) -> tuple[Post, Content]:
    dice, told = place.dice, POSTS[number % len(POSTS)]
    is_ahead = state in ("draft", "submitted", "returned", "approved", "scheduled")
    day = dice.uniform(1, 30) if is_ahead else -dice.uniform(0.5, DAYS - 10)
    at = (place.now + dt.timedelta(days=day)).replace(minute=0, second=0, microsecond=0)
    local = place.service.local(at)
    created = min(at, place.now) - dt.timedelta(days=dice.uniform(1, 5))
    approved_at = created + 20 * MINUTE if state in APPROVED else None
    content = Content(
        text=f"{told.text} ({number})",
        channels=tuple(ChannelText(channel_id=one.pk, network=one.network) for one in place.channels[:2]),
    )
    post = Post(
        service=place.service,
        title=f"{told.title} {number}",
        kind=told.kind,
        audience=told.audience,
        author=place.coordinator,
        state=state,
        approved_digest=digest(content) if approved_at else "",
        approved_by=place.people["Line Manager"] if approved_at else None,
        approved_at=approved_at,
        submitted_at=None if state == "draft" else created + 10 * MINUTE,
        publish_on=local.date(),
        publish_time=local.time(),
        publish_at=at,
        published_at=at if state == "published" else None,
        created_at=created,
        edited_at=approved_at or created,
    )
    return post, content


def _review(place: Place, post: Post, revision: Revision) -> Review:
    return Review(
        post=post,
        revision=revision,
        digest=revision.digest,
        decision="approved",
        policy_version=place.version,
        by=place.people["Line Manager"],
        at=post.approved_at,
    )


def _delivery(post: Post, revision: Revision, channel_id: int) -> Delivery:
    state = {"published": "sent", "scheduled": "due"}.get(post.state, post.state)
    is_out = state == "sent"
    return Delivery(
        post=post,
        channel_id=channel_id,
        revision=revision,
        digest=revision.digest,
        state=state,
        due_at=post.publish_at,
        tries=1 if is_out else 0,
        sent_at=post.publish_at if is_out else None,
        remote_id=str(uuid.uuid4()) if is_out else "",
        error="" if is_out or state == "due" else "It was too late.",
    )


def _tell_of_post(place: Place, post: Post) -> None:
    place.tell(post.created_at, Kind.POST_CREATED, post, post.author)
    if post.submitted_at:
        place.tell(post.submitted_at, Kind.POST_SUBMITTED, post, post.author, revision=1)
    if post.approved_at:
        place.tell(post.approved_at, Kind.POST_APPROVED, post, post.approved_by, revision=1, policy="2.0")
    if post.published_at:
        place.tell(post.published_at, Kind.POST_PUBLISHED, post, channels="Sandbox, Facebook")


# Comments


def _comments(place: Place, count: int) -> None:
    by_class = {name: [told for told in COMMENTS if told.category == name] for name, _ in CATEGORIES}
    chosen = place.dice.choices([name for name, _ in CATEGORIES], [share for _, share in CATEGORIES], k=count)
    for start in range(0, count, 10 * AT_ONCE):
        part = chosen[start : start + 10 * AT_ONCE]
        rows = [_comment(place, start + number, name, by_class[name]) for number, name in enumerate(part)]
        comments = _add(Comment, rows)
        kept = _add(Capture, [_capture(comment) for comment in comments])
        _add(Assessment, [_assessment(comment) for comment in comments])
        pairs = zip(comments, kept, strict=True)
        _add(Step, [step for comment, capture in pairs if comment.closed_at for step in _steps(comment, capture)])
        worries = [comment for comment in comments if comment.state == "escalated"]
        _add(Escalation, [Escalation(comment=comment, raised_at=comment.received_at) for comment in worries])
        for comment in comments[::EVENTS_EVERY]:
            _tell_of_comment(place, comment)


def _comment(place: Place, number: int, category: str, told: list) -> Comment:
    dice = place.dice
    text = told[number % len(told)].text
    is_open = number < 3 or dice.random() < OPEN_SHARE
    is_public = dice.random() < 0.8
    posted = _ago(place.now, dice.uniform(0.01, 3) if is_open else dice.uniform(3.2, DAYS - 20))
    received = posted + dt.timedelta(seconds=dice.randrange(20, 120))
    flags = ["safeguarding"] if is_open and dice.random() < 0.05 else []
    priority = clocks.priority_of(category, flags, is_public=is_public)
    due = clocks.due_at(
        priority,
        is_public=is_public,
        posted_at=posted,
        received_at=received,
        hours=place.hours,
        parameters=Parameters(),
    )
    done = None if is_open else max(received + MINUTE, due - MINUTE * dice.randrange(-30, 240))
    by = place.coordinator
    return Comment(
        service=place.service,
        channel=place.channels[0 if dice.random() < 0.7 else 1],
        remote_id=str(uuid.UUID(int=dice.getrandbits(128))),
        visibility="public" if is_public else "direct",
        author_handle=f"writer-{dice.randrange(4000)}",
        author_name="A writer",
        text=f"{text} ({number})",
        posted_at=posted,
        received_at=received,
        state=("escalated" if flags else "sorted") if is_open else "closed",
        category=category,
        category_confirmed_at=done,
        flags=flags,
        priority=priority,
        due_at=due,
        clock_stopped_at=done,
        hidden_at=done if is_public and category in ("case_request", "troll") else None,
        closed_at=done and done + 3 * MINUTE,
        closed_by=by if done else None,
        outcome="dealt with" if done else "",
    )


def _capture(comment: Comment) -> Capture:
    facts = {"text": comment.text, "raw": {}, "url": comment.url, "posted_at": comment.posted_at}
    return Capture(
        comment=comment,
        author_handle=comment.author_handle,
        author_name=comment.author_name,
        sha256=captures.digest(handle=comment.author_handle, name=comment.author_name, **facts),
        at=comment.received_at,
        **facts,
    )


def _assessment(comment: Comment) -> Assessment:
    return Assessment(
        comment=comment,
        model="load 1",
        category=comment.category,
        confidence=0.9,
        scores={comment.category: 0.9},
        flags=comment.flags,
        at=comment.received_at,
        decided_by=comment.closed_by,
        decided_at=comment.category_confirmed_at,
        decided_category=comment.category if comment.closed_at else "",
    )


def _steps(comment: Comment, capture: Capture) -> list[Step]:
    facts = playbooks.Facts(category=comment.category, is_public=comment.is_public, flags=comment.flags)
    return [
        Step(
            comment=comment,
            capture=capture,
            key=spec.key,
            position=position,
            state="done",
            by=comment.closed_by,
            at=comment.category_confirmed_at,
        )
        for position, spec in enumerate(playbooks.steps_for(facts))
        if not spec.optional
    ]


def _tell_of_comment(place: Place, comment: Comment) -> None:
    place.tell(comment.received_at, Kind.COMMENT_RECEIVED, comment, channel="Sandbox")
    if comment.closed_at:
        by, said = comment.closed_by, comment.category_confirmed_at
        place.tell(said, Kind.COMMENT_CLASSED, comment, by, category=comment.category, suggested=comment.category)
        place.tell(comment.closed_at, Kind.COMMENT_CLOSED, comment, by, outcome=comment.outcome)


# History


def _chain(place: Place) -> None:
    """Write the events in the order of time, each with the hash of the one before."""
    before, events = genesis(place.service.pk), []
    for number, told in enumerate(sorted(place.events, key=lambda told: told.at), start=1):
        event = Event(
            service=place.service,
            number=number,
            at=told.at,
            kind=str(told.kind),
            actor=told.actor,
            job="" if told.actor else "load",
            actor_label=str(told.actor or "load"),
            thing=told.on._meta.label_lower,
            thing_id=told.on.pk,
            label=str(told.on)[:200],
            data=told.data,
            previous_hash=before,
        )
        event.hash = before = link_hash(event)
        events.append(event)
    _add(Event, events)
    ChainHead.objects.create(service=place.service, number=len(events), hash=before)
