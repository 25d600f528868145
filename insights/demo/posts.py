"""The stories of the demo's posts: drafted, submitted, approved, sent, and what came between."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from django.utils import timezone

from insights.demo.library import picture
from insights.demo.people import Team
from insights.demo.texts import DemoPost
from posts import services, workflow
from posts.checking import checks
from posts.models import Delivery, DeliveryState, Post
from posts.publishing import answers, sending
from posts.services import Written

READ_AND_KEPT = "Read again with the line manager: it is meant like this, and right."
addresses = itertools.count(1017)


def story(team: Team, told: DemoPost, number: int) -> Iterator[dt.datetime]:
    """One post, from its first draft to where it ends."""
    calendar, author = team.calendar, team.people[told.author]
    on, at = calendar.typed(told.day, told.time)
    due = calendar.at(on, f"{at:%H:%M}")
    day = calendar.working_day_before(min(on, calendar.today))

    def that_day(time: str) -> dt.datetime:
        return calendar.at(day, time) + dt.timedelta(minutes=number % 9, seconds=7 * number % 60)

    yield that_day("10:04")
    post = _draft(team, told, on, at)
    if told.ends == "draft":
        return
    if told.ends == "withdrawn":
        yield that_day("12:31")
        workflow.withdraw(post.pk, by=author)
        return
    yield that_day("11:16")
    submit(post, told.reasons)
    if told.ends == "submitted":
        return
    yield that_day("14:02")
    if told.ends == "returned":
        workflow.return_to_author(post.pk, by=team.tom, note=told.note)
        return
    workflow.approve(post.pk, by=team.tom, digest=post.revision.digest, and_schedule=told.ends != "approved")
    if told.ends == "approved":
        return
    if told.ends == "expired":  # the computer that sends was off, and came back too late
        due += dt.timedelta(minutes=post.late_limit_minutes + 10)
    yield due + dt.timedelta(seconds=3)
    sending.send_due(timezone.now())
    if told.ends != "by_hand":
        yield from _put_out_by_hand(team, post, told)
    if told.ends == "removed":
        yield due + dt.timedelta(days=1, minutes=20)
        workflow.remove(post.pk, by=team.tom, reason=told.note)


def _draft(team: Team, told: DemoPost, on: dt.date, at: dt.time) -> Post:
    author = team.people[told.author]
    media = []
    if told.drawing:
        media = [(picture(team, author, told), told.picture)]
    written = Written(
        title=_filled(told.title, team, on),
        text=_filled(told.text, team, on),
        kind=told.kind,
        audience=told.audience,
        channels=[team.channels[network] for network in told.channels],
        own_texts={team.channels[network].pk: _filled(text, team, on) for network, text in told.own_text.items()},
        pictures=media,
        publish_on=on,
        publish_time=at,
    )
    return services.create_post(service=team.service, by=author, written=written)


def _filled(text: str, team: Team, on: dt.date) -> str:
    next_working_day = team.calendar.working_day_after(on)
    return text.replace("{month}", f"{on:%B}").replace("{weekday}", f"{next_working_day:%A}")


def submit(post: Post, reasons: dict[str, str] | None = None) -> None:
    """Give a reason for each warning, as an author does, then ask for approval."""
    post = Post.objects.get(pk=post.pk)
    warnings = checks.unexplained(checks.run(post), checks.reasons_of(post))
    if warnings:
        content = checks.content_of(post)
        chosen = list(post.revision.revision_channels.select_related("channel"))
        written = Written(
            title=post.title,
            text=content.text,
            kind=post.kind,
            audience=post.audience,
            link=content.link,
            channels=[one.channel for one in chosen],
            own_texts={one.channel_id: one.text for one in chosen},
            pictures=[(used.media, used.alt_text) for used in post.revision.revision_media.select_related("media")],
            publish_on=post.publish_on,
            publish_time=post.publish_time,
            reasons={one.key: (reasons or {}).get(one.rule, READ_AND_KEPT) for one in warnings},
        )
        services.save_post(post.pk, by=post.author, version=post.version, written=written)
    workflow.submit(post.pk, by=post.author)


def _put_out_by_hand(team: Team, post: Post, told: DemoPost) -> Iterator[dt.datetime]:
    waiting = Delivery.objects.filter(post=post, state=DeliveryState.BY_HAND).select_related("channel")
    for minutes, delivery in enumerate(waiting, start=1):
        yield timezone.now() + dt.timedelta(minutes=4 * minutes + post.pk % 5)
        network, author = delivery.channel.network, team.people[told.author]
        if told.ends == "failed" or (told.ends == "partly" and network == "x"):
            answers.give_up_by_hand(delivery.pk, by=author, reason=told.note)
        else:
            url = f"https://{network}.example/northshire-sendiass/posts/{next(addresses)}"
            answers.confirm_by_hand(delivery.pk, by=author, url=url)
