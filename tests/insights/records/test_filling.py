import datetime as dt

from insights import tasks
from insights.models import PublishedText
from insights.records import filling
from posts.models import Delivery
from tests.factories.posts import MediaFactory, PostFactory
from tests.insights.records.conftest import OUT

LATER = OUT + dt.timedelta(minutes=1)


def test_what_went_out_is_written_down_once(service, put_out):
    post = put_out(service, "The bus to the drop-in is free.")
    text = PublishedText.objects.get()
    assert (text.post, text.revision, text.out_at, text.service) == (post, post.revision, OUT, service)
    assert text.parts == [["Text", "The bus to the drop-in is free.", 0]]
    assert filling.fill(LATER) == 0
    assert filling.fill(LATER, everything=True) == 0


def test_a_post_on_three_channels_is_one_text(service, put_out):
    put_out(service, "The bus is free.", networks=("sandbox", "facebook", "x"))
    assert PublishedText.objects.count() == 1


def test_what_never_went_out_is_not_there(service):
    PostFactory(service=service, scheduled=True)
    expired = PostFactory(service=service, expired=True)
    channel = expired.revision.revision_channels.get().channel
    Delivery.objects.create(
        post=expired, channel=channel, revision=expired.revision, digest="-", state="expired", due_at=OUT
    )
    assert filling.fill(LATER, everything=True) == 0


def test_the_part_of_a_thread_that_went_out_before_it_broke_off_is_there(service):
    post = PostFactory(service=service, failed=True, text="One. Two.")
    Delivery.objects.create(
        post=post,
        channel=post.revision.revision_channels.get().channel,
        revision=post.revision,
        digest="-",
        state="failed",
        due_at=OUT,
        parts=[{"id": "1", "url": ""}],
    )
    assert filling.fill(LATER) == 1
    assert PublishedText.objects.get().out_at == OUT


def test_a_channels_own_text_its_picture_and_its_card_are_there(service, put_out):
    picture = MediaFactory(service=service)
    post = put_out(
        service,
        "For everybody.",
        networks=("sandbox", "facebook"),
        own_texts={"facebook": "For Facebook."},
        pictures=[(picture, "A bus at a stop")],
    )
    facebook = post.revision.revision_channels.get(channel__network="facebook").channel
    assert PublishedText.objects.get().parts == [
        ["Text", "For everybody.", 0],
        [f"On {facebook}", "For Facebook.", facebook.pk],
        ["Words for the picture", "A bus at a stop", 0],
    ]


def test_a_text_that_no_channel_showed_is_not_there(service, put_out):
    put_out(service, "Nobody read this.", networks=("facebook",), own_texts={"facebook": "For Facebook."})
    assert "Nobody read this." not in PublishedText.objects.get().words


def test_a_correction_is_a_text_of_the_same_post(service, manager, put_out, correct):
    post = put_out(service, "On Monday.")
    draft = correct(post, "On Tuesday.", manager, at=LATER)
    assert set(PublishedText.objects.values_list("post", "revision")) == {
        (post.pk, post.revision_id),
        (post.pk, draft.revision_id),
    }


def test_what_went_out_long_ago_is_found_by_night(service, put_out):
    put_out(service, "An old one.", at=OUT - dt.timedelta(days=30), fill=False)
    assert filling.fill(LATER) == 0
    assert filling.fill(LATER, everything=True) == 1


def test_the_first_tick_of_all_writes_everything_down(service, put_out, django_capture_on_commit_callbacks):
    put_out(service, "An old one.", at=OUT - dt.timedelta(days=300), fill=False)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.fill_public_record()
    assert PublishedText.objects.count() == 1


def test_many_are_written_down_in_rounds(service, put_out, monkeypatch):
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    for number in range(5):
        put_out(service, f"Number {number}.", networks=("sandbox", "facebook"), fill=False)
    assert filling.fill(LATER, everything=True, rounds=1) in (1, 2)
    filling.fill(LATER, everything=True)
    assert PublishedText.objects.count() == 5


def test_words_with_signs_that_no_database_takes_are_written_down(service, put_out):
    put_out(service, "Welcome \x02 all \x03")
    assert PublishedText.objects.get().words == "Welcome \x02 all \x03"
