"""Figures of channels and posts, objectives that are held against them, and short links that were followed (G2, G21,
H3)."""

from __future__ import annotations

import datetime as dt

from insights.load.place import DAYS, Place, add
from insights.models import ChannelDay, ChannelMonth, PostDay, PostTotal
from policies.dates import add_months
from posts.models import Delivery, Objective, ShortLink, ShortLinkDay, Strategy
from posts.writing.short_links import LENGTH, SIGNS

MONTHS = 24
POST_DAYS_OF = 10  # of one delivery in so many the totals are kept by day
POST_DAYS = (1, 2, 3, 7, 14)
STILL_READ = dt.timedelta(days=30)
SHORT_LINKS = 3
LINK_DAYS = 60
OBJECTIVES = ((0, Objective.Measure.ANSWERS, 95), (1, Objective.Measure.FOLLOWERS, 1_400))
"""Which channel, what it is measured by, the target: one that reads comments, one that reads months."""
OBJECTIVE_DAYS = (-120, 150)


def make_figures(place: Place, sent: list[Delivery]) -> None:
    """`sent` are the deliveries that are out."""
    _days(place)
    _months(place)
    _totals(place, sent)
    _objectives(place)
    _short_links(place)


def _days(place: Place) -> None:
    """Of the channel that is read by itself; the others are typed in by month."""
    today, channel = place.service.today(place.now), place.channels[0]
    add(
        ChannelDay,
        [
            ChannelDay(
                service=place.service,
                channel=channel,
                day=today - dt.timedelta(days=back),
                read_at=place.now - dt.timedelta(days=back - 1),
                **_numbers(place, 400 + DAYS - back, share=30),
            )
            for back in range(DAYS, 0, -1)
        ],
    )


def _months(place: Place) -> None:
    this, manager = place.service.today(place.now).replace(day=1), place.people["Service Manager"]
    add(
        ChannelMonth,
        [
            ChannelMonth(
                service=place.service,
                channel=channel,
                month=add_months(this, -back),
                said=[] if channel is place.channels[0] else ["followers", "impressions", "engagements"],
                changed_by=None if channel is place.channels[0] else manager,
                changed_at=place.now,
                note="A campaign ran." if back == 6 else "",
                noted_by=manager if back == 6 else None,
                **_numbers(place, 400 + 30 * (MONTHS - back), share=1),
            )
            for channel in place.channels
            for back in range(MONTHS - 1, -1, -1)
        ],
    )


def _numbers(place: Place, followers: int, *, share: int) -> dict[str, int]:
    impressions = place.dice.randrange(2 * followers, 6 * followers) // share
    return {
        "followers": followers,
        "impressions": impressions,
        "engagements": impressions // 20,
        "reshares": impressions // 200,
        "likes": impressions // 40,
        "replies": impressions // 300,
    }


def _totals(place: Place, sent: list[Delivery]) -> None:
    totals = add(PostTotal, [_total(place, one) for one in sent])
    today = place.service.today(place.now)
    add(PostDay, [row for one in totals[::POST_DAYS_OF] for row in _days_of(place, one) if row.day <= today])


def _days_of(place: Place, total: PostTotal) -> list[PostDay]:
    """How its totals grew."""
    went_out = place.service.local(total.sent_at).date()
    names = ("impressions", "engagements", "reshares", "likes", "replies")
    return [
        PostDay(
            delivery=total.delivery,
            day=went_out + dt.timedelta(days=number),
            **{name: getattr(total, name) * number // POST_DAYS[-1] for name in names},
        )
        for number in POST_DAYS
    ]


def _total(place: Place, one: Delivery) -> PostTotal:
    is_read = place.now - one.sent_at < STILL_READ
    numbers = _numbers(place, 100, share=1)
    del numbers["followers"]
    return PostTotal(
        service=place.service,
        delivery=one,
        channel_id=one.channel_id,
        sent_at=one.sent_at,
        read_at=place.now,
        look_at=place.now + dt.timedelta(hours=1) if is_read else None,
        **numbers,
    )


def _objectives(place: Place) -> None:
    today, manager = place.service.today(place.now), place.people["Service Manager"]
    starts_on, due_on = (today + dt.timedelta(days=days) for days in OBJECTIVE_DAYS)
    strategies = add(
        Strategy,
        [Strategy(channel=place.channels[at], changed_by=manager, changed_at=place.now) for at, *_ in OBJECTIVES],
    )
    add(
        Objective,
        [
            Objective(strategy=strategy, measure=measure, target=target, starts_on=starts_on, due_on=due_on)
            for strategy, (_, measure, target) in zip(strategies, OBJECTIVES, strict=True)
        ],
    )


def _short_links(place: Place) -> None:
    links = add(
        ShortLink,
        [
            ShortLink(
                service=place.service,
                code=_code(place.service.pk * SHORT_LINKS + number),
                url=f"{place.service.website}/guide/{number}",
                title=f"Guide {number}",
                made_by=place.coordinator,
                made_at=place.now - dt.timedelta(days=LINK_DAYS),
            )
            for number in range(SHORT_LINKS)
        ],
    )
    today = place.service.today(place.now)
    add(
        ShortLinkDay,
        [
            ShortLinkDay(link=one, day=today - dt.timedelta(days=back), visits=place.dice.randrange(90))
            for one in links
            for back in range(LINK_DAYS)
        ],
    )


def _code(number: int) -> str:
    """A code for each number, no two the same."""
    signs = ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs += SIGNS[at]
    return signs
