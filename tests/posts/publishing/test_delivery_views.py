"""One delivery's page: what a person saw, and putting it out by hand."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from channels.models import SandboxPost
from posts import workflow
from posts.models import Delivery, DeliveryState, NetworkChange, PostState
from posts.publishing import answers, changes, lookups, sending
from tests.channels import faulty
from tests.factories.posts import MediaFactory, PostFactory, channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def faulty_sandbox(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": faulty.PATH}
    yield
    faulty.faults.clear()
    faulty.lookup_faults.clear()


@pytest.fixture
def delivery(service, coordinator):
    """delivery(…): one that the sending has gone through once."""

    def make(**fields) -> Delivery:
        post = PostFactory(service=service, author=coordinator, scheduled=True, publish_at=timezone.now(), **fields)
        sending.make_deliveries(post)
        sending.send_many(post.deliveries.values_list("pk", flat=True))
        return post.deliveries.order_by("pk").last()

    return make


@pytest.fixture
def unsure(delivery):
    faulty.faults.append("unclear after")
    faulty.lookup_faults.append("unsure")
    row = delivery()
    lookups.look_up(row.pk)
    return row


@pytest.fixture
def by_hand(delivery, service):
    picture = MediaFactory(service=service)
    return delivery(channels=["facebook"], pictures=[(picture, "A poster with the dates.")])


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def address(row, page: str = "delivery") -> str:
    return reverse(f"posts:{page}", args=["northshire", row.pk])


def test_a_sent_one_says_where_it_is(as_coordinator, delivery):
    row = delivery()
    page = as_coordinator.get(address(row)).content.decode()
    assert "See it there" in page
    assert "Attempt 1: accepted." in page


class ThreadingSandbox(faulty.FaultySandbox):
    capabilities = replace(faulty.FaultySandbox.capabilities, threads=True)


def test_a_thread_shows_its_posts_where_they_are_and_which_one_was_tried(as_coordinator, delivery, settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": f"{__name__}.ThreadingSandbox"}
    row = delivery(text="Our workshops start.\n---\nThey are free.\n---\nBook a place.")
    faulty.faults.append("refused")
    sending.send(row.pk)
    row.refresh_from_db()
    assert (row.state, len(row.parts)) == ("failed", 1)
    page = as_coordinator.get(address(row)).content.decode()
    assert row.parts[0]["url"] in page and "See post 1 of 3 there" in page
    assert page.count("It is not known to be out.") == 2
    assert "Attempt 1, post 1 of 3: accepted." in page
    assert "Attempt 2, post 2 of 3: refused. The network does not take this text." in page


def test_a_thread_that_a_person_saw_is_shown_in_one_piece(as_coordinator, delivery, settings, coordinator):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": f"{__name__}.ThreadingSandbox"}
    faulty.faults.append("unclear after")
    faulty.lookup_faults.append("unsure")
    row = delivery(text="Our workshops start.\n---\nThey are free.")
    lookups.look_up(row.pk)
    answers.answer_by_person(row.pk, by=coordinator, is_there=True)
    page = as_coordinator.get(address(row)).content.decode()
    assert "They are free." in page and "of 2 there" not in page


def test_an_unsure_one_asks_what_was_seen(as_coordinator, unsure):
    page = as_coordinator.get(address(unsure)).content.decode()
    assert "Did it go out on Sandbox?" in page
    assert "I looked: it is there" in page and "I looked: it is not there" in page
    assert "The network answered 500." in page


def test_it_is_there_with_its_address(as_coordinator, unsure):
    data = {"seen": "there", "url": "https://sandbox.example/1"}
    assert as_coordinator.post(address(unsure, "delivery_answer"), data).status_code == 302
    unsure.refresh_from_db()
    assert (unsure.state, unsure.remote_url) == (DeliveryState.SENT, "https://sandbox.example/1")


def test_it_is_not_there_and_is_sent_again(as_coordinator, unsure, django_capture_on_commit_callbacks):
    SandboxPost.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(address(unsure, "delivery_answer"), {"seen": "not_there"})
    unsure.refresh_from_db()
    assert unsure.state == DeliveryState.SENT
    assert SandboxPost.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [({}, "Look on the network first"), ({"seen": "there", "url": "javascript:alert(1)"}, "It begins with https://")],
)
def test_an_answer_that_says_too_little_comes_back(as_coordinator, unsure, data, says):
    answer = as_coordinator.post(address(unsure, "delivery_answer"), data)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_question_that_somebody_else_answered_is_closed(as_coordinator, unsure, coordinator):
    answers.answer_by_person(unsure.pk, by=coordinator, is_there=True)
    answer = as_coordinator.post(address(unsure, "delivery_answer"), {"seen": "not_there"})
    assert answer.status_code == 409
    assert "no longer open" in answer.content.decode()


def test_by_hand_gives_the_text_the_pictures_and_a_box_for_the_address(as_coordinator, by_hand):
    page = as_coordinator.get(address(by_hand)).content.decode()
    assert by_hand.revision.text in page
    assert "A poster with the dates." in page
    assert "download=" in page
    assert "Address of the post" in page
    assert "js/copy-text.js" in page


def test_by_hand_says_not_now_while_sending_is_paused(as_coordinator, by_hand, service, manager):
    service.paused_at, service.paused_by, service.pause_reason = timezone.now(), manager, "An incident."
    service.save()
    assert "do not put it out now" in as_coordinator.get(address(by_hand)).content.decode()


def test_the_address_makes_it_published(as_coordinator, by_hand):
    data = {"url": "facebook.example/northshire/posts/1"}
    assert as_coordinator.post(address(by_hand, "delivery_put_out"), data).status_code == 302
    by_hand.refresh_from_db()
    assert by_hand.remote_url == "https://facebook.example/northshire/posts/1"
    assert by_hand.post.state == PostState.PUBLISHED


def test_the_address_may_be_given_later(as_coordinator, by_hand):
    as_coordinator.post(address(by_hand, "delivery_put_out"), {})
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.remote_url) == ("sent", "")
    assert "Keep the address" in as_coordinator.get(address(by_hand)).content.decode()
    as_coordinator.post(address(by_hand, "delivery_put_out"), {"url": "https://facebook.example/p/1"})
    by_hand.refresh_from_db()
    assert by_hand.remote_url == by_hand.remote_id == "https://facebook.example/p/1"


def test_giving_up_needs_a_reason(as_coordinator, by_hand):
    answer = as_coordinator.post(address(by_hand, "delivery_give_up"), {})
    assert answer.status_code == 422
    assert "Say why it was not put out" in answer.content.decode()


def test_a_removal_by_hand_is_a_task_with_the_way_and_one_button(as_coordinator, by_hand, coordinator):
    answers.confirm_by_hand(by_hand.pk, by=coordinator, url="https://facebook.example/p/1")
    workflow.remove(by_hand.post_id, by=coordinator, reason="The room is wrong.")
    changes.do_waiting(timezone.now())
    page = as_coordinator.get(address(by_hand)).content.decode()
    assert "The room is wrong." in page and "choose “Delete”" in page and "it is gone" in page
    change = NetworkChange.objects.get()
    done = reverse("posts:change_done", args=[by_hand.post.service.slug, change.pk])
    assert as_coordinator.post(done).status_code == 302
    assert "Taken off" in as_coordinator.get(address(by_hand)).content.decode()


def test_a_correction_begins_with_what_is_wrong_and_leads_to_the_editor(as_coordinator, by_hand, coordinator):
    answers.confirm_by_hand(by_hand.pk, by=coordinator, url="https://facebook.example/p/1")
    where = reverse("posts:correct", args=[by_hand.post.service.slug, by_hand.post_id])
    assert "by hand" in as_coordinator.get(where).content.decode()
    assert as_coordinator.post(where, {}).status_code == 422
    answer = as_coordinator.post(where, {"reason": "The room is wrong."})
    draft = by_hand.post.corrections.get()
    assert answer.url.endswith(f"/{draft.pk}/edit/")
    assert as_coordinator.get(where).url.endswith(f"/{draft.pk}/edit/")


def test_what_was_not_put_out_keeps_the_reason(as_coordinator, by_hand):
    as_coordinator.post(address(by_hand, "delivery_give_up"), {"reason": "The page is locked."})
    page = as_coordinator.get(address(by_hand)).content.decode()
    assert "The page is locked." in page
    assert "Choose a new time for the post" in page


def test_a_failed_channel_is_tried_again_when_others_have_it(
    as_coordinator, delivery, service, django_capture_on_commit_callbacks
):
    faulty.faults.extend(["", "refused"])
    two = [channel(service, "sandbox", handle=handle) for handle in ("@northshire", "@training")]
    row = delivery(channels=two)
    assert "Send it to Sandbox now" in as_coordinator.get(address(row)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(address(row, "delivery_try_again"))
    row.refresh_from_db()
    assert row.state == DeliveryState.SENT


def test_a_failed_post_gets_a_new_time_instead(as_coordinator, delivery):
    faulty.faults.append("refused")
    row = delivery()
    answer = as_coordinator.post(address(row, "delivery_try_again"))
    assert answer.status_code == 409
    assert "Choose a new time for the whole post" in answer.content.decode()


def test_a_viewer_does_not_read_deliveries(client, viewer, unsure):
    client.force_login(viewer)
    assert client.get(address(unsure)).status_code == 403


def test_a_safeguarding_lead_reads_but_does_not_answer(client, safeguarding_lead, unsure):
    client.force_login(safeguarding_lead)
    page = client.get(address(unsure)).content.decode()
    assert "Only a coordinator or line manager or service manager can say what is on a network." in page
    answer = client.post(address(unsure, "delivery_answer"), {"seen": "there"})
    assert answer.status_code == 403


def test_another_services_delivery_is_not_there(client, outsider, unsure, other_service):
    client.force_login(outsider)
    assert client.get(reverse("posts:delivery", args=["southmere", unsure.pk])).status_code == 404
    assert client.get(address(unsure)).status_code == 404


def test_the_page_takes_few_queries(as_coordinator, by_hand, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        as_coordinator.get(address(by_hand))
