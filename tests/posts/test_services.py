"""Writing a post: revisions, stale forms, voided approvals."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from posts import services
from posts.checking import checks
from posts.content import TextTooLong
from posts.models import Post, Review
from posts.services import StaleForm, Written
from posts.times import TimeRefused
from posts.workflow import MoveRefused
from tests.factories.accounts import member
from tests.factories.posts import MediaFactory, PostFactory, channel

TOO_LONG = "word" + " word" * 120


def same(post, **changes) -> Written:
    """What the form of an unchanged post sends, with changes."""
    values = {
        "title": post.title,
        "text": post.revision.text,
        "kind": post.kind,
        "audience": post.audience,
        "channels": services.channels_of(post),
        "publish_on": post.publish_on,
        "publish_time": post.publish_time,
    }
    return Written(**{**values, **changes})


def save(post, by, **changes) -> Post:
    post = Post.objects.get(pk=post.pk)
    return services.save_post(post.pk, by=by, version=post.version, written=same(post, **changes))


def kinds(post) -> list[str]:
    return [event.kind for event in Event.objects.about(post)]


def test_a_new_post_is_a_draft_with_its_first_revision(service, author):
    sandbox, facebook = channel(service), channel(service, "facebook")
    poster = MediaFactory(service=service)
    written = Written(
        title="Workshops",
        text="Book a place.\r\nOn our website.",
        channels=[sandbox, facebook],
        own_texts={facebook.pk: "Book here."},
        pictures=[(poster, "A poster")],
        publish_on=timezone.localdate() + dt.timedelta(days=3),
        publish_time=dt.time(10),
    )
    post = services.create_post(service=service, by=author, written=written)
    content = post.revision.content()
    assert (post.state, post.revision.number, post.author) == ("draft", 1, author)
    assert content.text == "Book a place.\nOn our website."
    assert content.text_for(facebook.pk) == "Book here."
    assert [picture.alt for picture in content.pictures] == ["A poster"]
    assert post.publish_at == dt.datetime.combine(post.publish_on, dt.time(10), service.zone)
    assert kinds(post) == ["post.created"]


@pytest.mark.parametrize("role", [Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD, Role.VIEWER])
def test_only_a_coordinator_writes(service, role):
    with pytest.raises(PermissionDenied, match="Only a coordinator"):
        services.create_post(service=service, by=member(service, role), written=Written(title="Workshops"))


def test_a_saved_change_is_a_new_revision_and_the_old_one_stays(service, author):
    post = PostFactory(service=service, author=author, text="Old")
    save(post, author, text="New")
    assert list(post.revisions.values_list("number", "text")) == [(2, "New"), (1, "Old")]
    assert kinds(post) == ["post.edited"]


def test_saving_what_is_saved_already_writes_nothing(service, author):
    post = PostFactory(service=service, author=author)
    saved = save(post, author)
    assert saved.version == post.version
    assert post.revisions.count() == 1
    assert kinds(post) == []


def test_another_title_makes_no_revision(service, author):
    post = PostFactory(service=service, approved=True, author=author)
    saved = save(post, author, title="A better name")
    assert (saved.title, saved.state, saved.revision.number) == ("A better name", "approved", 1)


@pytest.mark.parametrize("stage", ["approved", "scheduled", "expired", "failed"])
def test_any_change_of_the_content_voids_the_approval(service, author, stage):
    post = PostFactory(service=service, author=author, **{stage: True})
    saved = save(post, author, text="New words")
    assert (saved.state, saved.approved_digest, saved.approved_by) == ("draft", "", None)
    assert Review.objects.get(post=post).voided_at is not None
    assert kinds(post) == ["post.approval_voided", "post.edited"]


@pytest.mark.parametrize("change", ["channels", "own_texts", "pictures", "link"])
def test_whatever_part_of_the_content_it_is(service, author, change):
    post = PostFactory(service=service, author=author, approved=True)
    values = {
        "channels": [channel(service, "facebook")],
        "own_texts": {services.channels_of(post)[0].pk: "Only here"},
        "pictures": [(MediaFactory(service=service), "A poster")],
        "link": "https://example.org/",
    }
    assert save(post, author, **{change: values[change]}).state == "draft"


def test_a_submitted_post_that_is_changed_has_to_be_submitted_again(service, author):
    post = PostFactory(service=service, author=author, submitted=True)
    assert save(post, author, text="New").state == "draft"


def test_a_returned_post_stays_returned_while_it_is_mended(service, author):
    post = PostFactory(service=service, author=author, returned=True)
    assert save(post, author, text="New").state == "returned"


@pytest.mark.parametrize("stage", ["publishing", "published", "withdrawn", "removed"])
def test_what_is_out_or_withdrawn_cannot_be_changed(service, author, stage):
    post = PostFactory(service=service, author=author, **{stage: True})
    with pytest.raises(MoveRefused, match="cannot be changed"):
        save(post, author, text="New")


def test_a_stale_form_is_refused_and_hands_back_what_is_saved(service, author):
    post = PostFactory(service=service, author=author)
    colleague = member(service, Role.COORDINATOR, name="Sam Hill")
    save(post, colleague, text="Sam's text")
    with pytest.raises(StaleForm, match=r"changed at .*, after you opened it. Sam Hill") as caught:
        services.save_post(post.pk, by=author, version=post.version, written=same(post, text="Priya's text"))
    assert caught.value.post.revision.text == "Sam's text"
    assert post.revisions.count() == 2


def test_a_new_time_of_a_scheduled_post_keeps_its_approval(service, author):
    from posts import workflow

    post = PostFactory(service=service, author=author, approved=True, in_days=3)
    workflow.schedule(post.pk, by=author)
    saved = save(post, author, publish_time=dt.time(15))
    assert (saved.state, saved.approved_digest) == ("scheduled", post.approved_digest)
    assert [delivery.due_at for delivery in saved.deliveries.all()] == [saved.publish_at]
    assert "post.moved" in kinds(post)


def test_a_scheduled_post_keeps_a_time(service, author):
    post = PostFactory(service=service, author=author, scheduled=True)
    with pytest.raises(TimeRefused, match="off the schedule first"):
        save(post, author, publish_on=None, publish_time=None)


def test_a_time_in_the_past_is_refused(service, author):
    post = PostFactory(service=service, author=author)
    with pytest.raises(TimeRefused, match="has passed"):
        save(post, author, publish_on=dt.date(2026, 1, 1), publish_time=dt.time(10))


def test_a_draft_whose_time_has_passed_can_still_be_saved(service, author):
    post = PostFactory(service=service, author=author, in_days=-2)
    assert save(post, author, text="New").revision.text == "New"


def test_a_time_that_spring_skips_is_refused(service, author, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC))
    post = PostFactory(service=service, author=author)
    with pytest.raises(TimeRefused, match="Choose 00:59 or 02:00"):
        save(post, author, publish_on=dt.date(2026, 3, 29), publish_time=dt.time(1, 30))


def test_a_time_needs_its_date(service, author):
    post = PostFactory(service=service, author=author)
    with pytest.raises(TimeRefused, match="Choose a date"):
        save(post, author, publish_time=dt.time(10))


def test_a_text_of_100_000_characters_is_kept_and_a_longer_one_refused(service, author):
    post = PostFactory(service=service, author=author)
    assert len(save(post, author, text="x" * 100_000).revision.text) == 100_000
    with pytest.raises(TextTooLong, match="100,001 characters"):
        save(post, author, text="x" * 100_001)


def test_a_reason_is_kept_under_its_finding_and_taken_back_when_emptied(service, author, policy):
    policy(length="warn")
    post = PostFactory(service=service, author=author, text=TOO_LONG)
    key = checks.run(post).warnings[0].key
    save(post, author, reasons={key: "The council asked for it.", "0123456789abcdef": "About nothing"})
    reason = post.reasons.get()
    assert (reason.key, reason.rule, reason.text) == (key, "length", "The council asked for it.")
    save(post, author, reasons={key: " "})
    assert not post.reasons.exists()


def test_another_consent_for_a_picture_voids_the_approval_too(service, author):
    poster = MediaFactory(service=service)
    post = PostFactory(service=service, author=author, approved=True, pictures=[(poster, "A poster")])
    poster.shows_child, poster.consent_reference = True, "C-2026-041"
    saved = save(post, author, pictures=[(poster, "A poster")])
    assert (saved.state, saved.revision.number) == ("draft", 1)
    poster.refresh_from_db()
    assert poster.consent_reference == "C-2026-041"
    assert "what is known of a picture" in Event.objects.about(post).first().data["reason"]


def test_a_channel_or_picture_of_another_service_is_refused(service, other_service, author):
    foreign = {"channels": [channel(other_service)], "pictures": [(MediaFactory(service=other_service), "")]}
    for name, rows in foreign.items():
        with pytest.raises(PermissionDenied, match="another service"):
            services.create_post(service=service, by=author, written=Written(title="Theirs", **{name: rows}))
