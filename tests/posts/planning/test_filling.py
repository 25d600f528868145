"""Fill this slot: what is offered, and what comes of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from posts.models import Post, PostTemplate, Theme
from posts.planning import filling, strategy
from posts.planning.filling import FillRefused, Slot
from posts.workflow import MoveRefused
from tests.factories.posts import PostFactory, channel

NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
THURSDAY, NOON = dt.date(2026, 12, 3), dt.time(12, 30)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def facebook(service):
    return channel(service, "facebook")


@pytest.fixture
def slot(service, facebook):
    return Slot(service=service, on=THURSDAY, at=NOON, channel=facebook)


@pytest.fixture
def for_young_people(facebook, manager):
    strategy.save(facebook.pk, by=manager, typed=strategy.Typed(audiences=["young_people"]))


def offers(slot):
    return filling.offers(slot, now=NOW)


def test_posts_without_a_time_that_fit_channel_and_audience_are_offered(slot, service, author, for_young_people):
    young = {"service": service, "author": author, "audience": "young_people"}
    fits = PostFactory(**young, channels=["facebook"])
    for_none_yet = PostFactory(**young, channels=[])
    PostFactory(**young, channels=["x"])
    PostFactory(**young, channels=["facebook"], in_days=2)
    PostFactory(**young, channels=["facebook"], withdrawn=True)
    PostFactory(service=service, author=author, channels=["facebook"])
    PostFactory(audience="young_people", channels=["facebook"])
    assert set(offers(slot).drafts) == {fits, for_none_yet}


def test_templates_themes_and_key_dates_of_the_day_are_offered(slot, service, author, other_service):
    mine = PostTemplate.objects.create(service=service, name="Drop-in", text="Come to [place].", made_by=author)
    PostTemplate.objects.create(service=other_service, name="Theirs", made_by=author)
    PostTemplate.objects.create(service=service, name="Old", made_by=author, archived_at=NOW)
    theme = Theme.objects.create(service=service, weekday=3, name="Thursday thoughts")
    Theme.objects.create(service=service, weekday=0, name="Monday")
    found = offers(slot)
    assert list(found.templates) == [mine]
    assert list(found.themes) == [theme]
    assert "International Day of Persons with Disabilities" in [one.name for one in found.occasions]


def test_a_good_old_post_is_offered_after_sixty_days(slot, service, author):
    old = PostFactory(service=service, author=author, published=True, in_days=-61, kind="resource")
    PostFactory(service=service, author=author, published=True, in_days=-59, kind="resource")
    assert [one.post for one in offers(slot).repeats] == [old]


def test_a_draft_gets_day_time_and_where_it_has_none_the_channel(slot, service, author, facebook):
    for channels in (["facebook"], []):
        post = PostFactory(service=service, author=author, channels=channels)
        filled = filling.fill(slot, f"draft:{post.pk}", by=author)
        assert filled.pk == post.pk
        assert (filled.publish_on, filled.publish_time) == (THURSDAY, NOON)
        assert [one.channel for one in filled.revision.revision_channels.all()] == [facebook]


def test_an_approved_post_for_another_channel_is_not_changed(slot, service, author):
    post = PostFactory(service=service, author=author, channels=["x"], approved=True)
    with pytest.raises(MoveRefused, match="is not for Facebook"):
        filling.fill(slot, f"draft:{post.pk}", by=author)


@pytest.mark.parametrize(
    ("use", "title", "text"),
    [
        ("template", "Drop-in", "Come to [place]."),
        ("theme", "Thursday thoughts, Thu 3 Dec", "[Where to call]\n\n#Thoughts"),
        ("key:human-rights-day", "Human Rights Day", "[Human Rights Day]"),
        ("prompt:deadline", "Deadline reminder, Thu 3 Dec", None),
        ("new:", "Facebook, Thu 3 Dec", ""),
    ],
)
def test_a_new_draft_begins_with_what_was_chosen(slot, service, author, facebook, use, title, text):
    template = PostTemplate.objects.create(service=service, name="Drop-in", text="Come to [place].", made_by=author)
    theme = Theme.objects.create(
        service=service, weekday=3, name="Thursday thoughts", hashtag="#Thoughts", prompt="Where to call"
    )
    named = {"template": f"template:{template.pk}", "theme": f"theme:{theme.pk}"}.get(use, use)
    made = filling.fill(slot, named, by=author)
    assert (made.title, made.state, made.author) == (title, "draft", author)
    assert made.revision.text == (made.revision.text if text is None else text)
    assert (made.publish_on, made.publish_time) == (THURSDAY, NOON)
    assert [one.channel for one in made.revision.revision_channels.all()] == [facebook]


def test_a_repeat_is_a_draft_linked_to_the_post_that_it_repeats(slot, service, author, facebook):
    old = PostFactory(service=service, author=author, published=True, in_days=-90, kind="resource")
    made = filling.fill(slot, f"repeat:{old.pk}", by=author)
    assert (made.repurposed_from, made.state, made.publish_on) == (old, "draft", THURSDAY)
    assert made.revision.text == old.revision.text
    assert [one.channel for one in made.revision.revision_channels.all()] == [facebook]


@pytest.mark.parametrize("use", ["", "draft:", "draft:²", "template:9", "theme:-1", "key:no", "prompt:no", "x:1"])
def test_what_is_not_there_is_refused_and_makes_nothing(slot, author, use):
    with pytest.raises(FillRefused):
        filling.fill(slot, use, by=author)
    assert not Post.objects.exists()


def test_rows_of_another_service_cannot_be_used(slot, service, author, other_service):
    theirs = PostFactory(service=other_service, channels=["facebook"])
    for use in (f"draft:{theirs.pk}", f"repeat:{theirs.pk}"):
        with pytest.raises(FillRefused):
            filling.fill(slot, use, by=author)
    foreign = Slot(service=service, on=THURSDAY, at=NOON, channel=channel(other_service, "facebook"))
    with pytest.raises(PermissionDenied):
        filling.fill(foreign, "new:", by=author)


def test_a_slot_that_has_passed_or_does_not_exist_is_refused(slot, service, author, facebook):
    for on, at, sentence in (
        (dt.date(2026, 11, 29), NOON, "has passed"),
        (dt.date(2027, 3, 28), dt.time(1, 30), "Choose 00:59 or 02:00"),
    ):
        with pytest.raises(FillRefused, match=sentence):
            filling.fill(Slot(service=service, on=on, at=at, channel=facebook), "new:", by=author)


def test_only_who_writes_posts_may_fill(slot, approver, viewer, outsider):
    for person in (approver, viewer, outsider):
        with pytest.raises(PermissionDenied):
            filling.fill(slot, "new:", by=person)


def test_a_draft_that_somebody_placed_meanwhile_is_not_moved_again(slot, service, author):
    post = PostFactory(service=service, author=author, channels=["facebook"])
    filling.fill(slot, f"draft:{post.pk}", by=author)
    with pytest.raises(FillRefused, match="meanwhile"):
        filling.fill(slot, f"draft:{post.pk}", by=author)


@pytest.fixture
def address(client, author, service):
    client.force_login(author)
    return reverse("calendar:fill", args=[service.slug])


def test_the_page_offers_and_a_button_fills(client, address, service, author, facebook):
    post = PostFactory(service=service, author=author, channels=["facebook"], title="Waits")
    page = client.get(address, {"channel": facebook.pk, "on": "2026-12-03", "at": "12:30"}).content.decode()
    assert f'value="draft:{post.pk}"' in page
    said = {"channel": facebook.pk, "on": "2026-12-03", "at": "12:30", "use": f"draft:{post.pk}"}
    assert client.post(address, said).url == reverse("posts:edit", args=[service.slug, post.pk])
    again = client.post(address, said)
    assert again.status_code == 409
    assert "“Waits” is planned for Thu 3 Dec, 12:30 by now" in again.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"channel": "999", "on": "x", "at": "y"},
        {"channel": "²", "on": "9999-99-99", "at": "99:99", "for": "key:" + "a" * 500},
        {"for": "key:human-rights-day", "on": "2026-12-10"},
        {"for": "date:1", "on": "2100-12-31", "at": "10:00+05:00"},
    ],
)
def test_whatever_the_address_says_the_page_opens(client, address, asked):
    assert client.get(address, asked).status_code == 200


def test_the_page_costs_the_same_however_many_posts(client, address, service, author, django_assert_max_num_queries):
    for _ in range(12):
        PostFactory(service=service, author=author)
        PostFactory(service=service, author=author, published=True, in_days=-90, kind="resource")
    asked = {"channel": channel(service).pk, "on": "2026-12-03", "at": "12:30"}
    with django_assert_max_num_queries(20):
        client.get(address, asked)


def test_a_button_pressed_twice_makes_one_draft_and_the_second_press_says_why(client, address, service, facebook):
    said = {"on": "2026-12-03", "at": "12:30", "channel": facebook.pk, "use": "new:", "seen": ""}
    assert client.post(address, said).status_code == 302
    answer = client.post(address, said)
    assert answer.status_code == 409
    made = Post.objects.get()
    assert f"“{made}” is planned for Thu 3 Dec, 12:30 by now." in answer.content.decode()
    assert f'name="seen" value="{made.pk}"' in answer.content.decode()
    assert client.post(address, said | {"seen": str(made.pk)}).status_code == 302
    assert Post.objects.count() == 2


def test_a_post_on_another_channel_or_too_far_off_does_not_stand_in_the_way(client, address, service, author, facebook):
    PostFactory(service=service, author=author, channels=["x"], publish_at=local(12, 30))
    PostFactory(service=service, author=author, channels=["facebook"], publish_at=local(15))
    said = {"on": "2026-12-03", "at": "12:30", "channel": facebook.pk, "use": "new:", "seen": ",x,9"}
    assert client.post(address, said).status_code == 302


def local(hour, minute=0):
    return dt.datetime(2026, 12, 3, hour, minute, tzinfo=dt.UTC)
