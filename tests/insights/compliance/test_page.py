"""Each figure against a fixture counted by hand, with none, one, and a month in which the clock changes."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from insights.compliance import approvals, areas, comments, counting, page, policies, publishing
from insights.models import ServiceMonth
from insights.spans import Days, Month, Quarter, month_of
from posts.models import Delivery, Review
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory
from tests.factories.policies import PolicyVersionFactory
from tests.factories.posts import PostFactory

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def november(service) -> Month:
    return Month(service, dt.date(2026, 11, 1))


def case_request(service, posted: dt.datetime, minutes: int | None):
    hidden = posted + dt.timedelta(minutes=minutes) if minutes is not None else None
    return CommentFactory(service=service, case=True, posted_at=posted, received_at=posted, hidden_at=hidden)


def test_the_median_and_the_90th_percentile_are_values_that_were_there():
    assert counting.percentile([], 0.5) is None
    assert counting.percentile([7], 0.5) == counting.percentile([7], 0.9) == 7
    assert counting.percentile([1, 2, 3, 4], 0.5) == 2
    assert counting.percentile(list(range(1, 11)), 0.9) == 9


def test_exposure_runs_from_posted_to_hidden_and_until_now_when_it_is_not_hidden(service, november):
    case_request(service, NOW - dt.timedelta(days=3), 20)
    case_request(service, NOW - dt.timedelta(days=2), 75)
    case_request(service, NOW - dt.timedelta(hours=2), None)
    CommentFactory(service=service, case=True, direct=True, posted_at=NOW - dt.timedelta(days=1))
    stood = [comment.stood.total_seconds() / 60 for comment in comments.exposed(november, NOW)]
    assert stood == [120, 75, 20]
    assert [row.is_good for row in comments.exposure(november, NOW)] == [False, False, True]


def test_another_services_comment_is_not_counted(service, other_service, november):
    case_request(other_service, NOW - dt.timedelta(days=3), 20)
    assert not comments.exposed(november, NOW).exists()


@pytest.mark.parametrize(
    ("posted", "in_october"),
    [
        (dt.datetime(2026, 10, 1, 0, 30, tzinfo=LONDON), True),  # still September in UTC
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), True),  # the hour that autumn repeats
        (dt.datetime(2026, 10, 31, 23, 59, tzinfo=LONDON), True),
        (dt.datetime(2026, 11, 1, 0, 0, tzinfo=LONDON), False),
    ],
)
def test_a_month_begins_and_ends_on_the_services_clock(service, posted, in_october):
    case_request(service, posted, 10)
    october = Month(service, dt.date(2026, 10, 1))
    assert comments.exposed(october, NOW).exists() is in_october
    assert comments.exposed(october.after, NOW).exists() is not in_october


def test_october_is_an_hour_longer_than_31_days(service):
    october = Month(service, dt.date(2026, 10, 1))
    assert october.end.astimezone(dt.UTC) - october.start.astimezone(dt.UTC) == dt.timedelta(days=31, hours=1)


def test_a_comment_is_in_time_when_its_clock_stopped_before_it_ran_out(service, november):
    received = NOW - dt.timedelta(days=5)
    due = received + dt.timedelta(hours=1)
    for stopped in (due - dt.timedelta(minutes=1), due, due + dt.timedelta(minutes=1), None):
        comment = CommentFactory(service=service, received_at=received, posted_at=received)
        type(comment).objects.filter(pk=comment.pk).update(due_at=due, clock_stopped_at=stopped)
    running = CommentFactory(service=service, received_at=NOW, posted_at=NOW)
    type(running).objects.filter(pk=running.pk).update(due_at=NOW + dt.timedelta(hours=1), clock_stopped_at=None)
    assert counting.share(comments.in_time(november, NOW)) == (2, 4)


def published(service, author, approver, *, digest_of_review: str = "same", at_offset_h: int = -1):
    post = PostFactory(service=service, author=author)
    when = NOW - dt.timedelta(days=2)
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest if digest_of_review == "same" else "0" * 64,
        decision=Review.Decision.APPROVED,
        by=approver,
        at=when + dt.timedelta(hours=at_offset_h),
        findings=[{"rule": "promise", "severity": "warn", "message": "", "quote": "", "reason": "It is our own time."}],
    )
    type(post).objects.filter(pk=post.pk).update(
        state="published", approved_digest=post.revision.digest, published_at=when, approved_by=approver
    )
    return post


def test_only_an_approval_of_that_very_text_by_somebody_else_before_it_went_out_counts(
    service, author, approver, november
):
    published(service, author, approver)
    published(service, author, author)
    published(service, author, approver, digest_of_review="other")
    published(service, author, approver, at_offset_h=1)
    assert counting.share(approvals.approved_before_out(november, NOW)) == (1, 4)


def sent(post, at: dt.datetime, digest: str = ""):
    return Delivery.objects.create(
        post=post,
        channel=ChannelFactory(service=post.service),
        revision=post.revision,
        digest=digest or post.revision.digest,
        due_at=at,
        state="sent",
        sent_at=at,
        remote_id="x",
    )


def test_what_a_network_got_must_be_what_was_approved_by_then(service, author, approver, november):
    posts = [published(service, author, approver) for _ in range(4)]
    as_approved, with_another_text, too_early, voided = posts
    out = NOW - dt.timedelta(days=2)
    for post in posts:
        sent(post, out)
    sent(as_approved, out + dt.timedelta(days=1))
    sent(with_another_text, out, digest="0" * 64)
    sent(too_early, out - dt.timedelta(hours=2))
    Review.objects.filter(post=voided).update(voided_at=out)
    rows = {row.plain: (row.is_good, row.fact) for row in approvals.approved_before_out(november, NOW)}
    assert rows == {
        f"Post {as_approved.pk}": (True, f"approved by {approver}"),
        **{f"Post {post.pk}": (False, "no approval of this very text") for post in posts[1:]},
    }
    Review.objects.filter(post=voided).update(voided_at=NOW)
    assert counting.share(approvals.approved_before_out(november, NOW)) == (2, 4)


def test_a_revision_that_is_not_what_its_sending_says_was_not_approved(service, author, approver, november):
    post = published(service, author, approver)
    sent(post, NOW - dt.timedelta(days=2))
    type(post.revision).objects.filter(pk=post.revision.pk).update(digest="0" * 64)
    assert counting.share(approvals.approved_before_out(november, NOW)) == (0, 1)


def test_an_author_alone_after_the_cooling_off_time_is_said_to_be_that(service, author, november):
    post = published(service, author, author)
    row = approvals.approved_before_out(november, NOW)[0]
    assert (row.is_good, row.fact) == (False, "no approval of this very text")
    Review.objects.filter(post=post).update(by_author=True)
    row = approvals.approved_before_out(november, NOW)[0]
    assert (row.is_good, row.fact) == (False, "approved by its author after the cooling-off time")


def test_one_post_without_approval_is_said_even_where_it_was_no_better_before(service, author, approver, november):
    for digest in ("same", "other"):
        post = published(service, author, approver, digest_of_review=digest)
        twin = published(service, author, approver, digest_of_review=digest)
        before = NOW - dt.timedelta(days=40)
        Review.objects.filter(post=twin).update(at=before)
        type(twin).objects.filter(pk=twin.pk).update(published_at=before)
    [cell] = page.cells(areas.FIGURES["approved"], page.Counts(november, NOW))
    assert cell["value"] == "1 of 2"
    assert [(one["text"], one["kind"]) for one in cell["than"]] == [
        ("as in 1 to 20 October, 1 of 2", ""),
        ("1 without; must be all", "worse"),
    ]
    Review.objects.filter(post=post).update(digest=post.revision.digest)
    [cell] = page.cells(areas.FIGURES["approved"], page.Counts(november, NOW))
    assert [one["text"] for one in cell["than"]] == ["better: was 1 of 2"]


def test_a_warning_that_was_let_pass_is_counted_where_it_was_approved(service, author, approver, november):
    published(service, author, approver)
    rows = approvals.overridden(november, NOW)
    assert [(row.is_good, "promise" in row.what) for row in rows] == [(True, True)]
    assert approvals.overridden(november.before, NOW) == []


def test_a_policy_is_in_date_on_the_day_of_its_review_and_not_after(service, november):
    version = PolicyVersionFactory(in_force=True, service=service)
    for review_on, good in ((dt.date(2026, 11, 20), 1), (dt.date(2026, 11, 19), 0)):
        type(version).objects.filter(pk=version.pk).update(next_review_on=review_on)
        assert counting.share(policies.policies_in_date(november, NOW)) == (good, 1)


def test_a_delivery_without_a_clear_answer_is_counted_until_and_after_it_is_settled(service, november):
    post = PostFactory(service=service)
    delivery = Delivery.objects.create(
        post=post,
        channel=ChannelFactory(service=service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=NOW,
        state="unknown",
    )
    assert counting.share(publishing.not_sure(november, NOW)) == (0, 1)
    delivery.attempts.create(number=1, outcome="unclear")
    Delivery.objects.filter(pk=delivery.pk).update(state="failed")
    assert counting.share(publishing.not_sure(november, NOW)) == (1, 1)


def test_every_comment_has_its_capture(service, november):
    CommentFactory(service=service, posted_at=NOW)
    assert counting.share(comments.captured_first(november, NOW)) == (1, 1)


def test_the_number_is_the_length_of_the_list_in_both_months(service, author, approver, november):
    for posted in (NOW - dt.timedelta(days=5), NOW - dt.timedelta(days=4), NOW - dt.timedelta(days=40)):
        case_request(service, posted, 30)
    CommentFactory(service=service, posted_at=NOW - dt.timedelta(days=41), grievance=True)
    published(service, author, approver)
    for figure in areas.FIGURES.values():
        lists = [figure.rows(month, NOW) for month in (november, november.before)]
        counted = [(sum(row.is_good for row in rows[:]), len(rows)) for rows in lists]
        assert [counting.share(rows) for rows in lists] == counted, figure.key
        if not figure.is_now:
            assert list(counting.shares(figure, november, november.before, NOW)) == counted, figure.key
    counted = comments.by_class(november, NOW)
    assert [(one.name, one.number) for one in counted.lines] == [
        ("Case request", 2),
        ("Grievance", 0),
        ("Troll", 0),
        ("General", 0),
    ]
    assert counted.in_time == counting.shares(areas.FIGURES["in-time"], november, november.before, NOW)
    assert counted.captured == counting.shares(areas.FIGURES["captured"], november, november.before, NOW)


def test_the_page_costs_the_same_with_one_comment_and_with_twenty(
    client, service, manager, author, approver, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(manager)
    address = reverse("insights:compliance", args=[service.slug])
    case_request(service, timezone.now() - dt.timedelta(minutes=90), 30)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for _ in range(20):
        case_request(service, timezone.now() - dt.timedelta(minutes=90), 30)
        published(service, author, approver)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_no_rows_make_no_shares(service, november):
    values = {cell["name"]: cell["value"] for cell in page.headline(page.Counts(november, NOW))}
    assert set(values.values()) == {"none", "0"}


def test_a_month_that_is_not_one_is_this_month(service):
    assert month_of(service, "nonsense", NOW).value == "2026-11"
    assert month_of(service, "2031-01", NOW).value == "2026-11"
    assert month_of(service, "2026-02", NOW).value == "2026-02"


def test_the_page_shows_what_is_wrong_with_the_link_that_mends_it(client, service, manager):
    comment = case_request(service, timezone.now() - dt.timedelta(hours=3), None)
    type(comment).objects.filter(pk=comment.pk).update(due_at=timezone.now() - dt.timedelta(hours=2))
    client.force_login(manager)
    shown = client.get(reverse("insights:compliance", args=[service.slug])).content.decode()
    assert "A case request has been in public for 3 h" in shown
    assert reverse("inbox:comment", args=[service.slug, comment.pk]) in shown


def test_a_viewer_sees_figures_but_no_name_and_no_text(client, service, viewer, author, approver):
    post = published(service, author, approver)
    type(post).objects.filter(pk=post.pk).update(title="A title of ours", published_at=timezone.now())
    client.force_login(viewer)
    for address in (
        reverse("insights:compliance", args=[service.slug]),
        reverse("insights:figure", args=[service.slug, "approved"]),
        reverse("insights:figure", args=[service.slug, "overridden"]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        for secret in ("A title of ours", approver.name, author.name):
            assert secret not in answer.content.decode()


def test_an_unknown_figure_is_not_found(client, service, manager):
    client.force_login(manager)
    assert client.get(reverse("insights:figure", args=[service.slug, "nonsense"])).status_code == 404


# Figures of this moment, beside how a month ended


def stored(service, month: dt.date, **counts) -> None:
    ServiceMonth.objects.create(service=service, month=month, counts=counts)


def now_cell(key: str, span) -> tuple[str, list[str]]:
    [cell] = page.cells(areas.FIGURES[key], page.Counts(span, NOW))
    return cell["value"], [one["text"] for one in cell["than"]]


def test_a_figure_of_this_moment_stands_beside_the_end_of_the_month_before(service, november):
    PolicyVersionFactory(in_force=True, service=service)
    assert now_cell("policies", november) == ("1 of 1", [])
    stored(service, dt.date(2026, 10, 1), policies=[1, 2], exceptions=[0, 3])
    assert now_cell("policies", november) == ("1 of 1", ["better: was 1 of 2 at the end of October 2026"])
    ServiceMonth.objects.update(counts={"policies": [2, 2]})
    assert now_cell("policies", november) == ("1 of 1", ["as at the end of October 2026, 2 of 2"])
    quarter = Quarter(service, dt.date(2026, 10, 1))
    stored(service, dt.date(2026, 9, 1), policies=[0, 2])
    assert now_cell("policies", quarter) == ("1 of 1", ["better: was 0 of 2 at the end of September 2026"])


def test_a_count_of_this_moment_says_whether_it_is_more(service, november):
    stored(service, dt.date(2026, 10, 1), **{"by-hand": [1, 3]})
    assert now_cell("by-hand", november) == ("0", ["fewer: was 3 at the end of October 2026"])


def test_under_a_month_that_is_over_a_figure_of_this_moment_says_that_it_is_one(service):
    october = Month(service, dt.date(2026, 10, 1))
    PolicyVersionFactory(in_force=True, service=service)
    assert now_cell("policies", october) == ("1 of 1", ["as of now"])
    stored(service, dt.date(2026, 10, 1), policies=[1, 3])
    assert now_cell("policies", october) == ("1 of 1", ["as of now; at the end of October 2026 1 of 3"])


def test_a_span_that_begins_amid_a_month_has_no_end_of_one_beside_it(service):
    stored(service, dt.date(2026, 10, 1), policies=[1, 2])
    days = Days(service, dt.date(2026, 11, 3), dt.date(2026, 11, 30))
    assert now_cell("policies", days) == ("none", [])
