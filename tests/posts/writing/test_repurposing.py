"""A post used again: a linked draft, the family it belongs to, and what is worth repeating."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Event
from posts.models import Post
from posts.writing import repurposing
from tests.factories.posts import MediaFactory, PostFactory, channel

NOW = timezone.now()


@pytest.fixture
def sandbox(service):
    return channel(service)


def old_one(service, days=90, **fields):
    fields = {"kind": "resource", "published": True, "published_at": NOW - dt.timedelta(days=days), **fields}
    return PostFactory(service=service, **fields)


def test_a_post_used_again_is_a_draft_that_knows_where_it_came_from(service, coordinator, sandbox):
    poster = MediaFactory(service=service)
    post = PostFactory(service=service, published=True, text="We explain reviews.", pictures=[(poster, "A table.")])
    draft = repurposing.use_again(post.pk, by=coordinator, audience="young_people", channels=[sandbox], now=NOW)
    assert (draft.state, draft.repurposed_from, draft.audience) == ("draft", post, "young_people")
    assert draft.revision.text == "We explain reviews."
    assert draft.revision.revision_media.get().alt_text == "A table."
    assert draft.title == f"{post.title} (young people)"
    assert draft.publish_at is None
    told = Event.objects.of_service(service).about(draft).get()
    assert told.sentence == f"Priya Nair drafted it from “{post}”"


def test_own_texts_go_along_where_their_channel_does(service, coordinator, sandbox):
    post = PostFactory(
        service=service, published=True, channels=["sandbox", "x"], own_texts={"x": "Short.", "sandbox": "Long."}
    )
    draft = repurposing.use_again(post.pk, by=coordinator, audience="professionals", channels=[sandbox], now=NOW)
    assert [(one.channel, one.text) for one in draft.revision.revision_channels.all()] == [(sandbox, "Long.")]


def corrected(post, text, **fields):
    return PostFactory(
        service=post.service,
        published=True,
        corrects=post,
        correction_reason="Wrong day",
        text=text,
        kind=post.kind,
        title=f"Correction: {post.title}",
        **fields,
    )


def test_a_corrected_post_is_used_again_with_the_corrected_words(service, coordinator, sandbox):
    post = PostFactory(service=service, published=True, text="On Monday.")
    correction = corrected(post, "On Tuesday.")
    draft = repurposing.use_again(post.pk, by=coordinator, audience="young_people", channels=[sandbox], now=NOW)
    assert draft.revision.text == "On Tuesday."
    with pytest.raises(repurposing.NotUsable, match="Use the post that it corrects"):
        repurposing.use_again(correction.pk, by=coordinator, audience="young_people", channels=[sandbox], now=NOW)


def test_a_correction_is_not_offered_beside_its_post(service):
    post = old_one(service)
    corrected(post, "On Tuesday.", published_at=NOW - dt.timedelta(days=80))
    assert [worth.post for worth in repurposing.worth_repeating(service, NOW)] == [post]


def test_pressed_twice_it_makes_one_draft(service, coordinator, sandbox):
    post = PostFactory(service=service, published=True)
    drafts = [
        repurposing.use_again(post.pk, by=coordinator, audience="young_people", channels=[sandbox], now=NOW)
        for _ in range(2)
    ]
    assert drafts[0] == drafts[1]
    later = NOW + dt.timedelta(minutes=5)
    assert drafts[0] != repurposing.use_again(
        post.pk, by=coordinator, audience="young_people", channels=[sandbox], now=later
    )


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn", "removed"])
def test_only_what_was_approved_and_not_removed_is_used_again(service, coordinator, sandbox, state):
    post = PostFactory(service=service, **({} if state == "draft" else {state: True}))
    with pytest.raises(repurposing.NotUsable):
        repurposing.use_again(post.pk, by=coordinator, audience="young_people", channels=[sandbox], now=NOW)
    assert Post.objects.count() == 1


def test_who_may_not_write_uses_nothing_again(service, approver, sandbox):
    post = PostFactory(service=service, published=True)
    with pytest.raises(PermissionDenied):
        repurposing.use_again(post.pk, by=approver, audience="young_people", channels=[sandbox], now=NOW)


def test_a_channel_of_another_service_is_refused(service, other_service, coordinator):
    post = PostFactory(service=service, published=True)
    with pytest.raises(PermissionDenied):
        repurposing.use_again(
            post.pk, by=coordinator, audience="young_people", channels=[channel(other_service)], now=NOW
        )


def test_an_unknown_audience_is_refused(service, coordinator, sandbox):
    post = PostFactory(service=service, published=True)
    with pytest.raises(repurposing.NotUsable, match="Choose who"):
        repurposing.use_again(post.pk, by=coordinator, audience="aliens", channels=[sandbox], now=NOW)


def test_the_family_stands_in_order_with_whom_it_has_reached(service, coordinator):
    first = PostFactory(service=service, published=True)
    child = PostFactory(service=service, repurposed_from=first, audience="young_people", published=True, channels=["x"])
    grandchild = PostFactory(service=service, repurposed_from=child, audience="professionals")
    sibling = PostFactory(service=service, repurposed_from=first, audience="young_people")
    family = repurposing.tree(grandchild)
    assert [(one.post, one.depth, one.is_this) for one in family] == [
        (first, 0, False),
        (child, 1, False),
        (grandchild, 2, True),
        (sibling, 1, False),
    ]
    reached = {label: [one.post for one in rows] for label, rows in repurposing.reached(family)}
    assert reached == {"Parents and carers": [first], "Young people": [child], "Professionals": []}


def test_a_post_without_relatives_has_no_tree(service):
    assert repurposing.tree(PostFactory(service=service)) == []


def test_a_circle_of_posts_ends(service):
    one = PostFactory(service=service)
    other = PostFactory(service=service, repurposed_from=one)
    one.repurposed_from = other
    one.save()
    assert {relative.post for relative in repurposing.tree(one)} == {one, other}


def test_old_timeless_posts_are_worth_repeating_the_longest_rested_first(service):
    newer, older = old_one(service, 70), old_one(service, 200)
    old_one(service, 30)
    old_one(service, 100, kind="before_event")
    old_one(service, 100, published=False, removed=True)
    assert [one.post for one in repurposing.worth_repeating(service, NOW)] == [older, newer]
    assert repurposing.worth_repeating(service, NOW, limit=1)[0].why.startswith(
        "Resource for parents and carers, out 6 months"
    )


def test_what_was_taken_up_since_is_not_offered_but_a_withdrawn_repeat_counts_for_nothing(service):
    taken_up, dropped = old_one(service, 90), old_one(service, 80)
    PostFactory(service=service, repurposed_from=taken_up)
    PostFactory(service=service, repurposed_from=dropped, withdrawn=True)
    assert [one.post for one in repurposing.worth_repeating(service, NOW)] == [dropped]


def test_another_services_posts_are_not_offered(service, other_service):
    old_one(other_service)
    assert repurposing.worth_repeating(service, NOW) == []


def test_offering_costs_the_same_for_one_post_and_for_many(service, django_assert_max_num_queries):
    for _ in range(12):
        old_one(service, channels=["sandbox", "x"])
    with django_assert_max_num_queries(3):
        for one in repurposing.worth_repeating(service, NOW, limit=12):
            list(one.post.revision.revision_channels.all())
