"""A year of posts before those that are told (texts.py), and what all of them got: typed week by week, as nobody reads
them from their channels.

The year's posts are rows as the moves leave them, with the events that people look for: a hundred of them through every
move would make the loading half as long again, and nothing is tried on them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from insights.demo.people import Team
from insights.demo.texts import POSTS
from insights.figures import totals
from policies.models import PolicyKind, PolicyVersion
from posts.content import digest
from posts.models import Delivery, DeliveryState, Post, PostState, Review, Revision, RevisionChannel
from posts.publishing.deliveries import event

FIRST_DAY = -385
LAST_DAY = min(told.day for told in POSTS) - 3
TYPED_AFTER_DAYS = 9
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Topic:
    """`draws` is how well such a post does against others."""

    title: str
    text: str
    kind: str = "text"
    audience: str = "parents_carers"
    draws: float = 1.0


TOPICS = (
    Topic(
        "Moving up to secondary school",
        "Year 6 families: which questions about the new school are on your list this {month}? Ours begins with "
        "the journey there.",
        "question",
        draws=1.5,
    ),
    Topic(
        "What a key worker does",
        "A key worker keeps the threads together when many people help one child. Our page explains who has one.",
        "resource",
    ),
    Topic(
        "Reading a draft plan",
        "Plans are long. Read section B first, with a pencil: is everything in it that you see at home? Our "
        "checklist for {month} fits on one page.",
        "resource",
        draws=1.2,
    ),
    Topic(
        "Young people’s forum",
        "You are 14 to 25 and have something to say about support at college? Our forum meets in {month}. Snacks "
        "are on us.",
        "before_event",
        "young_people",
        draws=1.1,
    ),
    Topic(
        "Transport appeals",
        "The council answers an appeal about school transport in 20 working days. We can look at your letter "
        "before you send it.",
        "new_information",
        draws=1.1,
    ),
    Topic(
        "Link of the month",
        "Our link of {month}: a library of simple recipes in pictures, made by a college kitchen.",
        "link",
        draws=0.6,
    ),
    Topic(
        "For schools: how to refer",
        "Colleagues in schools: a family’s own call is enough, and you may sit beside them. No form this {month} "
        "or ever.",
        "new_information",
        "professionals",
        draws=0.8,
    ),
    Topic(
        "Coffee and questions",
        "Come for a coffee, stay for a question. Our {month} morning is for families who have never called us.",
        "before_event",
        draws=1.1,
    ),
    Topic(
        "What would you have liked to know earlier?",
        "Parents of older children: what would you have liked to know when it began? We put the answers of "
        "{month} on one page.",
        "question",
        draws=1.7,
    ),
    Topic(
        "Mediation in plain words",
        "Mediation is a talk with somebody in the middle who takes no side. You decide whether you want it.",
        "text",
    ),
    Topic(
        "Easy read: my annual review",
        "Your review is about you. This leaflet in easy words tells you who is there and what you can say.",
        "resource",
        "young_people",
        draws=0.9,
    ),
    Topic(
        "A picture of the new room",
        "Our new room for talks has a soft corner, low light and no ringing phones. See it in {month}.",
        "image",
        draws=1.3,
    ),
    Topic(
        "Deadline for college places",
        "Places for next year: the council wants the answer of young people by the end of {month}. Call if you "
        "are not sure.",
        "deadline",
        "young_people",
        draws=1.0,
    ),
    Topic(
        "Thank you for your answers",
        "In {month} many of you told us what helps at meetings. Bring a photo of your child, said one of you, so "
        "that everybody knows who it is about.",
        "after_event",
        draws=1.2,
    ),
)

PLAN = (  # weekday, time, channels, times the usual, every so many weeks
    (1, "10:00", ("facebook", "x"), 1.0, 1),
    (3, "17:30", ("facebook",), 1.7, 1),
    (5, "10:00", ("facebook",), 0.7, 2),
)
SIZES = {"facebook": (1_050, 0.041), "x": (900, 0.028), "instagram": (420, 0.055)}  # impressions, engaged of them


def year(team: Team, seed: int = 7) -> Iterator[Iterator[dt.datetime]]:
    """The stories of the year's posts."""
    dice = random.Random(seed)  # noqa: S311  no secret: the same demo each time
    topics = itertools.cycle(TOPICS)
    for number in range(FIRST_DAY, LAST_DAY):
        day = team.calendar.day(number)
        for weekday, time, networks, times, every in PLAN:
            if day.weekday() == weekday and day.isocalendar().week % every == 0 and dice.random() < 0.93:
                pace = Pace.of(dice)
                yield _story(team, next(topics), day, time, networks, times * dice.lognormvariate(0, 0.35), pace)


@dataclass(frozen=True)
class Pace:
    """How soon a post goes its way: working days between writing and approval, their hours, minutes until it is out."""

    days: int
    written: str
    approved: str
    minutes: int

    @classmethod
    def of(cls, dice: random.Random) -> Pace:
        """Mostly the same day or the next one; now and then it waits longer, or somebody forgot to put it out."""
        days = dice.choices((0, 1, 2), (55, 37, 8))[0]
        begins, ends = ((9, 12), (13, 17)) if days == 0 else ((13, 17), (9, 13))
        written, approved = (f"{dice.randrange(*hours):02}:{dice.randrange(60):02}" for hours in (begins, ends))
        late = dice.random() < 0.05
        return cls(days, written, approved, dice.randrange(70, 170) if late else dice.randrange(1, 40))


def _story(
    team: Team, topic: Topic, day: dt.date, time: str, networks: tuple[str, ...], times: float, pace: Pace
) -> Iterator[dt.datetime]:
    """One post: written and approved on working days before, out, its figures typed the week after."""
    due = team.calendar.at(day, time)
    approval_day = written_day = team.calendar.working_day_before(day)
    for _ in range(pace.days):
        written_day = team.calendar.working_day_before(written_day)
    author = team.priya if day.toordinal() % 3 else team.dan
    yield team.calendar.at(written_day, pace.written)
    post = _write(team, topic, due, networks, author)
    yield team.calendar.at(approval_day, pace.approved)
    _approve(team, post)
    yield due + pace.minutes * MINUTE
    sent = _put_out(team, post)
    yield team.calendar.at(team.calendar.working_day_after(day + dt.timedelta(days=TYPED_AFTER_DAYS)), "09:45")
    for delivery in sent:
        _type(team, delivery, times * topic.draws)


@transaction.atomic
def _write(team: Team, topic: Topic, due: dt.datetime, networks: tuple[str, ...], author) -> Post:
    now, local = timezone.now(), team.service.local(due)
    post = Post.objects.create(
        service=team.service,
        title=topic.title,
        kind=topic.kind,
        audience=topic.audience,
        author=author,
        state=PostState.SUBMITTED,
        submitted_at=now,
        publish_on=local.date(),
        publish_time=local.time(),
        publish_at=due,
        created_at=now - 20 * MINUTE,
        edited_at=now,
    )
    revision = Revision.objects.create(
        post=post, number=1, text=topic.text.replace("{month}", f"{local:%B}"), digest="-", by=author, at=now
    )
    for network in networks:
        RevisionChannel.objects.create(revision=revision, channel=team.channels[network])
    revision.digest = digest(revision.content())
    revision.save(update_fields=["digest"])
    post.revision = revision
    post.save(update_fields=["revision"])
    audit.record(Kind.POST_CREATED, on=post, actor=author)
    audit.record(Kind.POST_SUBMITTED, on=post, actor=author, data={"revision": 1})
    return post


@transaction.atomic
def _approve(team: Team, post: Post) -> None:
    now, revision = timezone.now(), post.revision
    in_force = PolicyVersion.objects.of_service(team.service).in_force()
    version = in_force.filter(policy__kind=PolicyKind.SOCIAL_MEDIA).first()
    Review.objects.create(
        post=post,
        revision=revision,
        digest=revision.digest,
        decision=Review.Decision.APPROVED,
        policy_version=version,
        by=team.tom,
        at=now,
    )
    post.state, post.approved_digest, post.approved_by, post.approved_at = (
        PostState.SCHEDULED, revision.digest, team.tom, now,
    )  # fmt: skip
    post.edited_at = now
    post.save(update_fields=["state", "approved_digest", "approved_by", "approved_at", "edited_at"])
    data = {"revision": 1, "policy": version.number if version else "–"}
    audit.record(Kind.POST_APPROVED, on=post, actor=team.tom, data=data)


@transaction.atomic
def _put_out(team: Team, post: Post) -> list[Delivery]:
    now = timezone.now()
    sent = []
    for chosen in post.revision.revision_channels.select_related("channel"):
        url = f"https://{chosen.channel.network}.example/northshire-sendiass/posts/{post.pk}"
        sent.append(
            Delivery.objects.create(
                post=post,
                channel=chosen.channel,
                revision=post.revision,
                digest=post.approved_digest,
                state=DeliveryState.SENT,
                due_at=post.publish_at,
                sent_at=now,
                remote_id=url,
                remote_url=url,
            )
        )
        audit.record_all([event(Kind.DELIVERY_PUT_OUT, sent[-1], by=post.author, url=url)])
    post.state, post.published_at = PostState.PUBLISHED, now
    post.save(update_fields=["state", "published_at"])
    names = ", ".join(one.channel.get_network_display() for one in sent)
    audit.record(Kind.POST_PUBLISHED, on=post, job="sending", data={"channels": names})
    return sent


def typed(team: Team) -> Iterator[dt.datetime]:
    """Every Monday of the last weeks: what the posts put out by hand got until then."""
    monday = team.calendar.day(LAST_DAY)
    monday -= dt.timedelta(days=monday.weekday())
    for week in itertools.count(1):
        yield team.calendar.at(team.calendar.working_day_after(monday + dt.timedelta(weeks=week, days=-1)), "09:50")
        now = timezone.now()
        rows = Delivery.objects.filter(
            post__service=team.service,
            state=DeliveryState.SENT,
            channel__connector="by_hand",
            sent_at__gt=now - dt.timedelta(days=24),
            sent_at__lt=now - dt.timedelta(hours=8),
        ).select_related("channel", "post")
        told = {one.title for one in TOPICS}
        for delivery in rows:
            if delivery.post.title not in told:
                grown = min(1.0, 0.55 + (now - delivery.sent_at) / dt.timedelta(days=40))
                times = random.Random(delivery.post.title).lognormvariate(0, 0.4)  # noqa: S311
                _type(team, delivery, times * grown)


def _type(team: Team, delivery: Delivery, times: float) -> None:
    seen, engaged = SIZES[delivery.channel.network]
    impressions = round(seen * times**0.6)
    engagements = round(seen * engaged * times)
    numbers = {
        "impressions": impressions,
        "engagements": engagements,
        "reshares": round(engagements * 0.16),
        "likes": round(engagements * 0.55),
        "replies": round(engagements * 0.09),
    }
    by = team.dan if delivery.channel.network == "x" else team.priya
    totals.say_totals(delivery.pk, by=by, numbers=numbers)
