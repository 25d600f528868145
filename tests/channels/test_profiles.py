"""What a profile is to say, and how far it is from that."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from channels import profiles
from channels.models import Channel, ProfileCheck
from channels.networks import Profile, SignedOut, Unclear
from channels.pictures import PictureRefused
from channels.profiles import ProfileRefused, drift_of
from tests.factories.channels import ChannelFactory, ProfileStandardFactory
from tests.factories.posts import picture_bytes

pytestmark = pytest.mark.django_db
AS_AGREED = Profile(
    name="Northshire SENDIASS",
    description="Free, impartial advice for families.",
    pinned="Hello!  Not watched all the time;\nnothing here is confidential. Ring us.",
)


@pytest.fixture
def channel(service, manager, fake_network) -> Channel:
    fake_network.profile = AS_AGREED
    return ChannelFactory(service=service, owner=manager, connected=True, handle="@northshire")


@pytest.fixture
def standard(channel):
    return ProfileStandardFactory(channel=channel)


def agree(channel, by, **fields):
    usual = {"name": "N", "description": "D", "disclaimer": "P", "check_every_months": 3}
    return profiles.agree(channel.pk, by=by, **usual | fields)


def test_words_to_begin_with_come_from_the_services_facts(service):
    service.phone, service.email = "01632 960417", "help@northshire-sendiass.example"
    words = profiles.starter(service)
    assert words["name"] == "Northshire SENDIASS"
    assert "01632 960417" in words["disclaimer"] and "not watched all the time" in words["disclaimer"]
    assert len(words["description"]) <= 160 and "Childline" not in words["disclaimer"]
    assert "0800 1111" in profiles.starter(service, young_people=True)["disclaimer"]


def test_only_a_service_manager_agrees_the_words(channel, coordinator, manager):
    with pytest.raises(ProfileRefused, match="Only a service manager"):
        agree(channel, coordinator)
    assert agree(channel, manager).agreed_by == manager


def test_a_picture_is_written_anew_and_no_other_file_is_taken(channel, manager):
    hidden = SimpleUploadedFile("../logo.jpg", picture_bytes() + b"<script>", content_type="image/jpeg")
    kept = agree(channel, manager, picture=hidden).picture
    assert b"<script>" not in kept.open("rb").read() and ".." not in kept.name
    for wrong in (b"", b"<svg onload='x'/>", picture_bytes()[:40], b"\x00" * 500):
        with pytest.raises(PictureRefused):
            agree(channel, manager, picture=SimpleUploadedFile("x.jpg", wrong))


def test_what_stands_there_as_agreed_is_no_drift_whatever_the_white_space(standard):
    assert drift_of(standard, AS_AGREED) == []


@pytest.mark.parametrize(
    ("seen", "drift"),
    [
        (Profile(name="", description="", pinned=""), ["name", "description", "disclaimer"]),
        (Profile(name="Northshire", description=AS_AGREED.description, pinned=AS_AGREED.pinned), ["name"]),
        (Profile(name=AS_AGREED.name, description="New!", pinned=AS_AGREED.pinned), ["description"]),
        (Profile(name=AS_AGREED.name, description=AS_AGREED.description, pinned="Come on Monday."), ["disclaimer"]),
    ],
)
def test_what_is_not_as_agreed_is_named(standard, seen, drift):
    assert drift_of(standard, seen) == drift


def test_what_the_network_does_not_tell_is_as_the_last_person_to_look_said(standard):
    seen = Profile(name=AS_AGREED.name, description=AS_AGREED.description)
    assert profiles.untold(standard, seen) == ["disclaimer"]
    assert drift_of(standard, seen) == []
    assert drift_of(standard, seen, people_said=["name", "disclaimer"]) == ["disclaimer"]
    assert drift_of(standard, Profile()) == []


def test_a_disclaimer_in_the_description_needs_no_pinned_post(standard):
    seen = Profile(name=AS_AGREED.name, description=f"{AS_AGREED.description} {AS_AGREED.pinned}")
    assert profiles.untold(standard, seen) == []
    assert drift_of(standard, seen) == ["description"]


def test_a_reading_that_does_not_tell_all_leaves_the_next_look_to_a_person(channel, standard, manager, fake_network):
    fake_network.profile = Profile(name=AS_AGREED.name, description=AS_AGREED.description)
    due_on = profiles.due_on(channel, standard, None)
    check = profiles.read(channel.pk, by=manager)
    assert (check.drift, profiles.left_to_people(check)) == ([], "pinned disclaimer")
    assert profiles.due_on(channel, standard, profiles.last_complete(channel)) == due_on
    profiles.tick(channel.pk, by=manager, wrong=["disclaimer"])
    assert profiles.due_on(channel, standard, profiles.last_complete(channel)) > due_on
    assert profiles.read(channel.pk, by=manager).drift == ["disclaimer"]  # a reading does not take back what was seen
    profiles.tick(channel.pk, by=manager, wrong=[])
    assert profiles.read(channel.pk, by=manager).drift == []


def test_a_reading_keeps_what_it_saw_and_what_is_apart(channel, standard, manager, fake_network):
    fake_network.profile = Profile(name="Northshire", description=AS_AGREED.description, pinned=AS_AGREED.pinned)
    check = profiles.read(channel.pk, by=manager)
    assert check.drift == ["name"] and check.by is None
    (apart,) = profiles.compared(standard, check)
    assert [(part["op"], part["text"]) for part in apart["words"]] == [
        ("same", "Northshire "), ("out", "SENDIASS"), ("same", " "),
    ]  # fmt: skip


def test_the_weekly_reading_is_kept_once_when_two_workers_do_it(channel, standard):
    assert profiles.read(channel.pk)
    assert profiles.read(channel.pk) is None
    assert ProfileCheck.objects.count() == 1


def test_an_error_of_the_network_keeps_nothing_and_signs_nobody_out(channel, standard, fake_network):
    fake_network.error = Unclear("It did not answer.")
    with pytest.raises(ProfileRefused, match="did not answer"):
        profiles.read(channel.pk)
    channel.refresh_from_db()
    assert channel.signed_out_at is None and not ProfileCheck.objects.exists()


def test_a_refusal_of_the_credentials_signs_it_out(channel, standard, fake_network):
    fake_network.error = SignedOut("Over.")
    with pytest.raises(ProfileRefused):
        profiles.read(channel.pk)
    channel.refresh_from_db()
    assert channel.signed_out_at


def test_a_picture_that_a_person_found_right_is_compared_from_then_on(channel, manager, fake_network):
    agree(channel, manager, picture=SimpleUploadedFile("logo.jpg", picture_bytes()), **words_of(AS_AGREED))
    fake_network.profile = Profile(name="N", description="D", pinned="P", picture_sha256="a" * 64)
    agree(channel, manager, name="N", description="D", disclaimer="P")
    assert profiles.read(channel.pk).drift == []
    profiles.tick(channel.pk, by=manager, wrong=[])
    fake_network.profile = Profile(name="N", description="D", pinned="P", picture_sha256="b" * 64)
    assert profiles.read(channel.pk, by=manager).drift == ["picture"]


def words_of(profile: Profile) -> dict:
    return {"name": profile.name, "description": profile.description, "disclaimer": "P"}


def test_the_next_look_is_due_months_after_the_last_also_at_the_end_of_a_month(channel, standard, manager):
    standard.agreed_at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    last = ProfileCheck(channel=channel, at=dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC))
    assert profiles.due_on(channel, standard, last) == dt.date(2027, 2, 28)
    assert profiles.due_on(channel, standard, None) == dt.date(2026, 11, 8)


def test_what_can_be_read_is_due_after_a_week(channel, standard, service):
    by_hand = ProfileStandardFactory(channel=ChannelFactory(service=service, by_hand=True)).channel
    assert profiles.due_reads(timezone.now()) == [channel.pk]
    assert by_hand.pk not in profiles.due_reads(timezone.now())
    profiles.read(channel.pk)
    assert profiles.due_reads(timezone.now()) == []
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert profiles.due_reads(timezone.now()) == [channel.pk]


# The pages


def test_the_page_shows_the_drift_word_by_word(client, channel, standard, coordinator, fake_network):
    fake_network.profile = Profile(name="Northshire <b>", description=AS_AGREED.description, pinned=AS_AGREED.pinned)
    client.force_login(coordinator)
    page = client.post(reverse("channels:read_profile", args=["northshire", channel.pk]), follow=True).content.decode()
    assert 'word-diff__out">SENDIASS' in page and "&lt;b&gt;" in page


def test_a_person_says_what_they_saw(client, service, coordinator):
    channel = ProfileStandardFactory(channel=ChannelFactory(service=service, by_hand=True)).channel
    client.force_login(coordinator)
    address = reverse("channels:profile", args=["northshire", channel.pk])
    assert client.post(address, {"wrong": ["disclaimer"], "note": "It is not pinned."}).status_code == 302
    page = client.get(address).content.decode()
    assert "not as agreed: pinned disclaimer" in page and "It is not pinned." in page
    assert client.post(address, {"wrong": ["picture"]}).status_code == 422


def test_the_form_offers_words_and_keeps_a_picture(client, service, manager):
    channel = ChannelFactory(service=service, by_hand=True)
    client.force_login(manager)
    address = reverse("channels:edit_profile", args=["northshire", channel.pk])
    assert "0800 1111" in client.get(address + "?for=young_people").content.decode()
    data = {"name": "N", "description": "D", "disclaimer": "P", "check_every_months": 3}
    wrong = client.post(address, data | {"picture": SimpleUploadedFile("x.jpg", b"no picture")})
    assert wrong.status_code == 422 and "not a picture that can be read" in wrong.content.decode()
    assert (
        client.post(address, data | {"picture": SimpleUploadedFile("x.png", picture_bytes(kind="PNG"))}).status_code
        == 302
    )
    answer = client.get(reverse("channels:profile_picture", args=["northshire", channel.pk]))
    assert answer.headers["Content-Type"] == "image/jpeg" and answer.headers["X-Content-Type-Options"] == "nosniff"
