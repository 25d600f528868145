"""A post gets another time from the calendar: by a form, by a drag, in each state."""

import datetime as dt

import pytest
from django.urls import reverse

from posts.models import PostState
from posts.planning import moving
from posts.workflow import MoveRefused
from tests.factories.posts import PostFactory

NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
ON, AT = dt.date(2026, 12, 4), dt.time(11)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize("trait", ["title", "returned", "submitted", "approved", "scheduled"])
def test_a_post_that_is_not_out_gets_another_time_and_keeps_its_state(service, author, policy, trait):
    policy()
    post = PostFactory(service=service, author=author, in_days=2, **{trait: True})
    state = post.state
    moved = moving.move(post.pk, by=author, on=ON, at=AT)
    moved.refresh_from_db()
    assert moved.publish_at == dt.datetime(2026, 12, 4, 11, tzinfo=dt.UTC)
    assert (moved.publish_on, moved.publish_time, moved.state) == (ON, AT, state)


@pytest.mark.parametrize("state", [one for one in PostState.values if one not in moving.MOVABLE])
def test_a_post_that_is_out_or_ended_stays(service, author, state):
    post = PostFactory(service=service, author=author, in_days=2)
    stage = {"approved_digest": post.revision.digest}
    type(post).objects.filter(pk=post.pk).update(state=state, **stage)
    with pytest.raises(MoveRefused):
        moving.move(post.pk, by=author, on=ON, at=AT)


def test_a_draft_without_a_time_gets_one_and_the_move_is_on_record(service, author):
    post = PostFactory(service=service, author=author)
    moving.move(post.pk, by=author, on=ON, at=AT)
    moving.move(post.pk, by=author, on=ON, at=AT)
    assert [event.data["before"] for event in post_events(post)] == ["no time"]


def post_events(post):
    from audit.models import Event

    return Event.objects.filter(thing="posts.post", thing_id=post.pk, kind="post.moved")


def test_a_form_that_was_open_is_noticed_as_stale(service, author):
    post = PostFactory(service=service, author=author)
    assert moving.move(post.pk, by=author, on=ON, at=AT).version == post.version + 1


@pytest.mark.parametrize(
    ("on", "at", "sentence"),
    [
        (dt.date(2026, 11, 29), AT, "has passed"),
        (dt.date(2027, 3, 28), dt.time(1, 30), "Choose 00:59 or 02:00"),
    ],
)
def test_a_time_that_cannot_be_is_refused(service, author, on, at, sentence):
    post = PostFactory(service=service, author=author)
    with pytest.raises(MoveRefused, match=sentence):
        moving.move(post.pk, by=author, on=on, at=at)
    assert not post_events(post).exists()


def test_who_may_not_write_may_not_move_a_draft(service, author, approver, outsider):
    post = PostFactory(service=service, author=author)
    for person in (approver, outsider):
        with pytest.raises(MoveRefused, match="Only a coordinator"):
            moving.move(post.pk, by=person, on=ON, at=AT)


@pytest.fixture
def ask(client, author, service):
    client.force_login(author)

    def post_it(post, *, drag=False, **data):
        address = reverse("calendar:move", args=[service.slug, post.pk])
        headers = {"accept": "application/json"} if drag else {}
        said = {"on": "2026-12-04", "at": "11:00", "view": "month", "shown": "2026-12-01", **data}
        return client.post(address, said, headers=headers)

    return post_it


def test_a_drag_gets_the_address_to_draw_and_the_sentence(ask, client, service, author):
    post = PostFactory(service=service, author=author, in_days=2, title="Drop-in")
    said = ask(post, drag=True).json()
    assert said["sentence"] == "“Drop-in” is moved to Fri 4 Dec, 11:00."
    page = client.get(said["url"]).content.decode()
    assert "data-move-undo" in page
    assert 'name="on" value="2026-12-02"' in page
    assert 'name="at" value="10:00"' in page


def test_a_refused_drag_says_why(ask, service, author):
    post = PostFactory(service=service, author=author, in_days=2)
    answer = ask(post, drag=True, on="2026-11-29")
    assert answer.status_code == 409
    assert "has passed" in answer.json()["sentence"]
    assert ask(post, drag=True, on="nonsense").status_code == 422
    assert ask(PostFactory(service=service, published=True), drag=True).status_code == 409


def test_the_policy_is_asked_when_an_approved_post_is_dragged(ask, service, author, policy):
    from policies.models import QuietPeriod

    policy(quiet_period="block")
    days = {"starts_on": dt.date(2026, 12, 4), "ends_on": dt.date(2026, 12, 5)}
    QuietPeriod.objects.create(service=service, name="Pre-election", set_by=author, **days)
    post = PostFactory(service=service, author=author, scheduled=True)
    answer = ask(post, drag=True)
    assert answer.status_code == 409
    assert "policy" in answer.json()["sentence"]
    post.refresh_from_db()
    assert post.publish_on != ON


def test_the_form_moves_without_a_script_and_goes_back_to_the_view(ask, service, author):
    post = PostFactory(service=service, author=author, in_days=2)
    answer = ask(post, view="week", shown="2026-11-30")
    assert answer.status_code == 302
    assert answer.url.startswith(f"/{service.slug}/calendar/week/?day=2026-12-04&moved={post.pk}")
    wrong = ask(post, at="")
    assert wrong.status_code == 422
    assert "Choose a time." in wrong.content.decode()


def test_the_view_to_go_back_to_is_one_of_ours(ask, service, author):
    post = PostFactory(service=service, author=author, in_days=2)
    assert ask(post, view="//evil.example", shown="<x>").url.startswith(f"/{service.slug}/calendar/?month=2026-12&")


@pytest.mark.parametrize("was", ["", "nonsense", "2026-12-02T10:00", "2020-01-01T10:00:00+00:00", "9" * 400])
def test_an_undo_is_offered_only_for_a_time_ahead(client, service, author, was):
    client.force_login(author)
    post = PostFactory(service=service, author=author, in_days=4)
    asked = {"moved": str(post.pk), "was": was}
    page = client.get(reverse("calendar:month", args=[service.slug]), asked)
    assert "data-move-undo" not in page.content.decode()


def test_the_post_of_another_service_is_not_named_in_an_undo(client, service, author, other_service):
    client.force_login(author)
    theirs = PostFactory(service=other_service, in_days=4, title="Theirs")
    asked = {"moved": str(theirs.pk), "was": "2026-12-20T10:00:00+00:00"}
    assert "Theirs" not in client.get(reverse("calendar:month", args=[service.slug]), asked).content.decode()
