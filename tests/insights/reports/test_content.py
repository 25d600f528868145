"""What a report says of a figure, counted by hand."""

import datetime as dt

from insights.reports import content
from insights.reports.periods import period
from posts.models import Post, Review
from tests.factories.posts import PostFactory

NOW = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)


def published(service, author, approver, at: dt.datetime) -> Post:
    post = PostFactory(service=service, author=author)
    digest = post.revision.digest
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=digest,
        decision="approved",
        by=approver,
        at=at - dt.timedelta(hours=1),
    )
    Post.objects.filter(pk=post.pk).update(state="published", approved_digest=digest, published_at=at)
    return post


def test_what_must_be_all_and_is_not_is_said_although_it_was_so_before(service, author, approver):
    for month in (9, 10):
        published(service, author, approver, dt.datetime(2026, month, 10, 12, tzinfo=dt.UTC))
        alone = published(service, author, author, dt.datetime(2026, month, 11, 12, tzinfo=dt.UTC))
    october = period("month", dt.date(2026, 10, 31))

    def told() -> tuple[str, str, str, str]:
        areas = content.gathered(service, october, NOW)["areas"]
        [one] = [one for area in areas for one in area["figures"] if one["key"] == "approved"]
        return one["value"], one["before"], one["says"], one["kind"]

    assert told() == ("1 of 2", "1 of 2", "1 without; must be all", "worse")
    Review.objects.filter(post=alone).update(by=approver)
    assert told() == ("2 of 2", "1 of 2", "better", "better")
