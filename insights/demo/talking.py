"""What the demo's staff keep for later and say to each other: templates, notes on a draft, a post used again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from insights.demo.people import Team
from posts.models import Post, PostState
from posts.reviewing import notes
from posts.writing import kinds, post_templates, repurposing

TEMPLATES_DAY, TALK_DAY = -180, -1


def talked(team: Team) -> Iterator[dt.datetime]:
    calendar, service = team.calendar, team.service
    yield calendar.at(TEMPLATES_DAY, "15:10")
    post_templates.save(
        service=service,
        by=team.priya,
        name="Drop-in at a library",
        kind="before_event",
        text=(
            "Drop-in at [library] on [day and date], [from when] to [until when]. For parents and carers of children "
            "with SEND. No need to book. #NorthshireSend"
        ),
        hint="Ask the library first whether the room is ours that day, and whether the lift works.",
        channels=[channel for network, channel in team.channels.items() if network != "x"],
    )
    post_templates.save(
        service=service,
        by=team.helen,
        name="Monthly question",
        kind="question",
        text=kinds.BY_KEY["question"].skeleton,
        hint="One question a month; Dan reads the answers on Fridays.",
    )
    yield calendar.at(TALK_DAY, "16:20")
    waiting = Post.objects.of_service(service).filter(state=PostState.SUBMITTED).select_related("author")
    post = waiting.order_by("publish_at", "pk").first()
    if post is not None:
        first_words = " ".join(post.revision.text.split(".")[0].split(",")[0].split()[:6])
        note = notes.write(
            post.pk, by=team.tom, quote=first_words, text=f"@{post.author.first_name} is this still right?"
        )
        notes.answer(note.pk, by=post.author, text="It is: I asked again this morning.")
        praise = notes.write(post.pk, by=team.tom, text="Short and kind. Keep this tone.")
        notes.settle(praise.pk, by=post.author)
    old = Post.objects.of_service(service).filter(state=PostState.PUBLISHED, kind__in=kinds.TIMELESS)
    source = old.order_by("published_at", "pk").first()
    if source is not None:
        live = [channel for channel in repurposing.channels_for(service) if channel.network in ("sandbox", "instagram")]
        repurposing.use_again(source.pk, by=team.priya, audience="young_people", channels=live, now=timezone.now())
