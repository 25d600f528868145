"""The pages: list, editor without a script, live check, review, pictures; and what was typed is never lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from posts import workflow
from posts.models import Media, Post, Reason
from posts.publishing import sending
from tests.factories.accounts import member
from tests.factories.posts import MediaFactory, PostFactory, channel, picture_bytes, revision

LONG = "word" + " word" * 120


def url(name, service, **kwargs):
    return reverse(f"posts:{name}", kwargs={"service": service.slug, **kwargs})


@pytest.fixture
def sandbox(service):
    return channel(service)


@pytest.fixture
def at_desk(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def at_approval(client, approver):
    client.force_login(approver)
    return client


def form_of(post=None, **typed):
    """What a browser sends from the editor."""
    values = {"title": "Workshops", "kind": "text", "audience": "parents_carers", "text": "Book a place."}
    if post:
        values |= {"title": post.title, "text": post.revision.text, "version": post.version}
        values["channels"] = [one.channel_id for one in post.revision.revision_channels.all()]
    return {**values, "save": "1", **typed}


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# The list


def test_the_list_shows_each_post_with_its_state(at_desk, service, author):
    PostFactory(service=service, author=author, title="Drop-in", scheduled=True)
    page = at_desk.get(url("list", service))
    assert "Drop-in" in words(page)
    assert "state-tag--scheduled" in page.content.decode()


def test_an_empty_list_says_what_to_do_next(at_desk, service):
    assert "Write a post" in words(at_desk.get(url("list", service)))


def test_the_list_can_be_narrowed_and_searched(at_desk, service, author):
    PostFactory(service=service, author=author, title="Waiting one", submitted=True)
    PostFactory(service=service, author=author, title="Written one", text="Harbour Library")
    assert "Written one" not in words(at_desk.get(url("list", service), {"state": "submitted"}))
    found = words(at_desk.get(url("list", service), {"q": "harbour"}))
    assert "Written one" in found
    assert "Waiting one" not in found


def test_the_list_costs_the_same_with_one_post_and_with_twenty(at_desk, service, author, django_assert_max_num_queries):
    for _ in range(20):
        PostFactory(service=service, author=author, channels=["sandbox", "facebook"])
    with django_assert_max_num_queries(20):
        at_desk.get(url("list", service))


def test_posts_of_another_service_are_not_found(client, service, other_service, outsider):
    post = PostFactory(service=service)
    client.force_login(outsider)
    assert client.get(url("list", service)).status_code == 404
    for name in ("post", "edit"):
        assert client.get(url(name, other_service, post_id=post.pk)).status_code == 404
    poster = MediaFactory(service=service)
    assert client.get(url("media", other_service, media_id=poster.pk)).status_code == 404


def test_a_viewer_does_not_read_drafts(client, service, viewer):
    post = PostFactory(service=service)
    client.force_login(viewer)
    page = client.get(url("post", service, post_id=post.pk))
    assert page.status_code == 403
    assert "can read posts" in words(page)


# The editor, without a script


def test_a_new_post_is_saved_and_checked(at_desk, service, sandbox):
    sent = form_of(channels=[sandbox.pk], text=LONG)
    page = at_desk.post(url("new", service), sent, follow=True)
    post = Post.objects.get()
    assert page.request["PATH_INFO"] == url("edit", service, post_id=post.pk)
    assert "104 characters too many" in words(page)
    assert "The draft is saved." in words(page)


def test_a_title_is_asked_for_and_the_text_stays(at_desk, service, sandbox):
    page = at_desk.post(url("new", service), form_of(title="", text="Typed for an hour."))
    assert page.status_code == 422
    assert "Give the post a title" in words(page)
    assert "Typed for an hour." in page.content.decode()


def test_a_text_of_100_001_characters_is_refused_and_shown_again(at_desk, service):
    page = at_desk.post(url("new", service), form_of(text="a" * 100_001))
    assert page.status_code == 422
    assert "the most that can be kept is 100,000" in words(page)
    assert "a" * 100_001 in page.content.decode()


def test_a_text_of_100_000_characters_is_saved(at_desk, service):
    at_desk.post(url("new", service), form_of(text="a b " * 25_000))
    assert len(Post.objects.get().revision.text) == 99_999


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"publish_on": "2026-01-05", "publish_time": "10:00"}, "has passed"),
        ({"publish_on": "2027-03-28", "publish_time": "01:30"}, "Choose 00:59 or 02:00"),
        ({"publish_on": "soon", "publish_time": "10:00"}, "Write the date like"),
        ({"publish_on": "2027-03-01", "publish_time": "noon"}, "Write the time like"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_is_lost(at_desk, service, typed, sentence, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    page = at_desk.post(url("new", service), form_of(text="Typed for an hour.", **typed))
    assert page.status_code == 422
    assert sentence in words(page)
    assert "Typed for an hour." in page.content.decode()


def test_an_hour_that_comes_twice_is_saved_with_a_notice(at_desk, service, time_machine):
    time_machine.move_to("2026-10-20T12:00:00Z")
    typed = {"publish_on": "2026-10-25", "publish_time": "01:30"}
    page = at_desk.post(url("new", service), form_of(**typed), follow=True)
    assert "It is read as the first of the two" in words(page)


def test_a_stale_form_shows_both_texts_and_can_be_saved_again(at_desk, service, author):
    post = PostFactory(service=service, author=author, text="First")
    stale = form_of(post, text="What I typed")
    at_desk.post(url("edit", service, post_id=post.pk), form_of(post, text="What Sam saved"))
    page = at_desk.post(url("edit", service, post_id=post.pk), stale)
    assert page.status_code == 409
    assert "What I typed" in page.content.decode()
    assert "What Sam saved" in words(page)
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())[1]
    at_desk.post(url("edit", service, post_id=post.pk), {**stale, "version": version})
    post.refresh_from_db()
    assert post.revision.text == "What I typed"


def test_a_suggestion_replaces_its_words_without_a_script(at_desk, service, sandbox):
    sent = form_of(text="Book your place now!!! See you there.", channels=[sandbox.pk])
    page = at_desk.post(url("new", service), sent)
    page = at_desk.get(url("edit", service, post_id=Post.objects.get().pk))
    key = re.search(r'name="fix" value="(\w+)"', page.content.decode())[1]
    page = at_desk.post(url("new", service), {**sent, "fix": key})
    assert "Book your place now! See you there." in page.content.decode()
    assert "is saved when you save" in words(page)


def test_a_reason_is_saved_with_the_draft(at_desk, service, author, policy):
    policy(length="warn")
    post = PostFactory(service=service, author=author, text=LONG)
    page = at_desk.get(url("edit", service, post_id=post.pk))
    name = re.search(r'name="(reason-\w+)"', page.content.decode())[1]
    at_desk.post(url("edit", service, post_id=post.pk), form_of(post, **{name: "The council asked for it."}))
    assert Reason.objects.get(post=post).text == "The council asked for it."


def test_submit_saves_first_and_then_asks_for_approval(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    page = at_desk.post(
        url("edit", service, post_id=post.pk), form_of(post, text="New words.", submit="1"), follow=True
    )
    post.refresh_from_db()
    assert (post.state, post.revision.text) == ("submitted", "New words.")
    assert "The post is submitted" in words(page)


def test_a_refused_submission_keeps_what_was_typed(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    page = at_desk.post(url("edit", service, post_id=post.pk), form_of(post, text=LONG, submit="1"))
    post.refresh_from_db()
    assert page.status_code == 409
    assert "The policy stops this post" in words(page)
    assert (post.state, post.revision.text) == ("draft", LONG)


def test_the_bar_says_why_a_post_cannot_be_submitted_yet(at_desk, service, author):
    post = PostFactory(service=service, author=author, text=LONG)
    assert "Not ready to submit: 1 thing to do." in words(at_desk.get(url("edit", service, post_id=post.pk)))


def test_a_published_post_has_no_editor(at_desk, service, author):
    post = PostFactory(service=service, author=author, published=True)
    page = at_desk.get(url("edit", service, post_id=post.pk), follow=True)
    assert page.request["PATH_INFO"] == url("post", service, post_id=post.pk)
    assert "cannot be changed" in words(page)


def test_a_line_manager_may_not_open_the_editor(at_approval, service):
    post = PostFactory(service=service)
    assert at_approval.get(url("edit", service, post_id=post.pk)).status_code == 403


# Pictures


def test_a_picture_is_added_described_and_saved(at_desk, service, author):
    post = PostFactory(service=service, author=author)
    address = url("edit", service, post_id=post.pk)
    photo = SimpleUploadedFile("photo.jpg", picture_bytes(), "image/jpeg")
    page = at_desk.post(address, form_of(post, text="Typed", new_picture=photo))
    media = Media.objects.get()
    assert "The file is added" in words(page)
    assert "Typed" in page.content.decode()
    described = {
        "pictures": [media.pk],
        f"picture-{media.pk}-alt": "Two desks",
        f"picture-{media.pk}-shows_child": "no",
        f"picture-{media.pk}-made_by_service": "on",
    }
    at_desk.post(address, form_of(post, **described))
    post.refresh_from_db()
    assert [picture.alt for picture in post.revision.content().pictures] == ["Two desks"]


def test_whether_a_child_is_shown_has_to_be_said(at_desk, service, author):
    media = MediaFactory(service=service)
    post = PostFactory(service=service, author=author)
    page = at_desk.post(url("edit", service, post_id=post.pk), form_of(post, pictures=[media.pk]))
    assert page.status_code == 422
    assert "Say whether the picture shows a child." in words(page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"words", "not a picture that can be read"), (b"0" * 30 * 1024 * 1024, "the most is 10 MB")],
    ids=["text", "30 MB"],
)
def test_a_refused_picture_loses_nothing_that_was_typed(at_desk, service, author, content, sentence):
    post = PostFactory(service=service, author=author)
    photo = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    page = at_desk.post(
        url("edit", service, post_id=post.pk), form_of(post, text="Typed for an hour.", new_picture=photo)
    )
    assert page.status_code == 422
    assert sentence in words(page)
    assert "Typed for an hour." in page.content.decode()


def test_a_picture_of_another_service_cannot_be_named_in_the_form(at_desk, service, other_service, author):
    theirs = MediaFactory(service=other_service)
    post = PostFactory(service=service, author=author)
    at_desk.post(url("edit", service, post_id=post.pk), form_of(post, pictures=[theirs.pk]))
    post.refresh_from_db()
    assert not post.revision.revision_media.exists()


def test_a_picture_is_served_inline_and_never_sniffed(at_desk, service):
    media = MediaFactory(service=service)
    answer = at_desk.get(url("media", service, media_id=media.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")


# The live check


def test_the_live_check_answers_with_findings_marks_counters_and_the_bar(at_desk, service, sandbox):
    answer = at_desk.post(url("check", service), form_of(text=f"👩‍👧 now!!! {LONG}", channels=[sandbox.pk]))
    drawn = answer.content.decode()
    assert "too many for the sandbox" in words(answer)
    assert 'data-marks-for="id_text"' in drawn
    assert "[7, 10, &quot;advise&quot;]" in drawn
    assert 'id="tally" aria-live="polite" hx-swap-oob="innerHTML"' in drawn
    assert "115 too many" in words(answer)
    assert not Post.objects.exists()


def test_half_typed_values_do_not_stop_the_live_check(at_desk, service):
    typed = form_of(publish_on="2026-1", publish_time="1", title="", kind="nothing", channels=["x"])
    assert at_desk.post(url("check", service), typed).status_code == 200


def test_the_live_check_is_quick(at_desk, service, author, policy, django_assert_max_num_queries):
    policy(length="warn")
    post = PostFactory(service=service, author=author)
    with django_assert_max_num_queries(25):
        at_desk.post(url("check", service) + f"?post={post.pk}", form_of(post, text="Plain words here. " * 100))


def test_a_text_of_its_own_is_checked_and_counted_for_its_channel(at_desk, service, sandbox):
    other = channel(service, "x")
    typed = form_of(channels=[sandbox.pk, other.pk], **{f"own-{other.pk}": "word " * 70})
    answer = words(at_desk.post(url("check", service), typed))
    assert "too many for X" in answer
    assert "13 of 500" in answer


# The review page


def test_the_approver_sees_each_text_the_findings_with_reasons_and_the_history(at_approval, service, author, policy):
    policy(length="warn")
    post = PostFactory(
        service=service, author=author, text=LONG, channels=["sandbox", "x"], own_texts={"x": "Short for X."}
    )
    from posts.checking import checks

    finding = checks.run(post).warnings[0]
    Reason.objects.create(post=post, key=finding.key, rule="length", text="Asked for by the council.", by=author)
    workflow.submit(post.pk, by=author)
    page = words(at_approval.get(url("post", service, post_id=post.pk)))
    assert "Short for X." in page
    assert "Asked for by the council." in page
    assert "Policy" in page
    assert "Social media policy 3.0, section 4: What is posted" in page
    assert "Priya Nair submitted revision 1" in page
    assert "You approve exactly this text on 2 channels" in page


def test_approving_schedules_when_a_time_is_proposed(at_approval, service, author):
    post = PostFactory(service=service, author=author, submitted=True, in_days=3)
    sent = {"approve": "1", "digest": post.revision.digest, "note": "Good."}
    page = at_approval.post(url("post", service, post_id=post.pk), sent, follow=True)
    post.refresh_from_db()
    assert post.state == "scheduled"
    assert "Approved. It goes out" in words(page)


def test_approving_a_text_that_was_edited_meanwhile_is_refused_with_the_note_kept(at_approval, service, author):
    post = PostFactory(service=service, author=author, submitted=True)
    read = post.revision.digest
    post.revision = revision(post, text="Something else.", by=author)
    post.save()
    sent = {"approve": "1", "digest": read, "note": "A long note of mine."}
    page = at_approval.post(url("post", service, post_id=post.pk), sent)
    assert page.status_code == 409
    assert "Read it again before you decide." in words(page)
    assert "A long note of mine." in page.content.decode()
    assert "Something else." in words(page)


def test_returning_without_a_note_is_refused(at_approval, service, author):
    post = PostFactory(service=service, author=author, submitted=True)
    page = at_approval.post(url("post", service, post_id=post.pk), {"return": "1", "note": ""})
    assert page.status_code == 409
    assert "Write a note that says what has to change" in words(page)


def test_the_author_sees_no_buttons_to_decide(at_desk, service, author):
    post = PostFactory(service=service, author=author, submitted=True)
    page = at_desk.get(url("post", service, post_id=post.pk)).content.decode()
    assert 'name="approve"' not in page
    assert 'name="return"' not in page


def test_a_move_that_a_role_lacks_is_refused_even_when_it_is_sent(at_desk, service, author):
    post = PostFactory(service=service, author=author, submitted=True)
    sent = {"approve": "1", "digest": post.revision.digest}
    page = at_desk.post(url("post", service, post_id=post.pk), sent)
    assert page.status_code == 409
    assert "Only a line manager can approve posts." in words(page)


def test_scheduling_moving_and_withdrawing_from_the_page(at_desk, service, author, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    post = PostFactory(service=service, author=author, approved=True)
    address = url("post", service, post_id=post.pk)
    at_desk.post(address, {"schedule": "1", "on": "2026-12-01", "at": "10:00"})
    page = at_desk.post(address, {"move": "1", "on": "2026-12-02", "at": "11:00"}, follow=True)
    assert "It goes out Wed 2 Dec, 11:00." in words(page)
    at_desk.post(address, {"unschedule": "1"})
    page = at_desk.post(address, {"withdraw": "1"}, follow=True)
    post.refresh_from_db()
    assert post.state == "withdrawn"
    assert "Nothing of it goes out." in words(page)


def test_a_published_post_shows_its_addresses(at_desk, service, author):
    post = PostFactory(service=service, author=author, approved=True, in_days=3)
    workflow.schedule(post.pk, by=author)
    post.deliveries.update(
        state="sent", sent_at=post.publish_at, remote_id="7", remote_url="https://sandbox.example/p/7"
    )
    page = at_desk.get(url("post", service, post_id=post.pk))
    assert 'href="https://sandbox.example/p/7"' in page.content.decode()


def test_a_post_is_removed_with_a_reason_and_the_page_says_where_it_still_stands(
    at_desk, service, author, django_capture_on_commit_callbacks
):
    post = PostFactory(service=service, author=author, published=True, channels=["sandbox", "facebook"])
    sending.make_deliveries(post)
    post.deliveries.update(state="sent", sent_at=post.publish_at, remote_id="7", remote_url="https://net.example/7")
    address = url("post", service, post_id=post.pk)
    assert "Say why the post is removed." in words(at_desk.post(address, {"remove": "1", "reason": " "}))
    with django_capture_on_commit_callbacks(execute=True):
        at_desk.post(address, {"remove": "1", "reason": "It named the wrong room."})
    page = words(at_desk.get(address))
    post.refresh_from_db()
    assert post.state == "removed"
    assert "It named the wrong room." in page
    assert "Removed" in page
    assert "To take off by hand" in page


def test_a_delivery_that_is_not_sure_leads_to_its_page(at_desk, service, author):
    post = PostFactory(service=service, author=author, approved=True, in_days=3)
    workflow.schedule(post.pk, by=author)
    post.deliveries.update(state="unknown", error="No answer in 20 seconds.")
    page = at_desk.get(url("post", service, post_id=post.pk))
    assert url("delivery", service, delivery_id=post.deliveries.get().pk) in page.content.decode()
    assert "Not sure" in words(page)


def test_the_review_page_costs_few_queries(at_approval, service, author, policy, django_assert_max_num_queries):
    policy(length="warn")
    post = PostFactory(service=service, author=author, channels=["sandbox", "x", "facebook"])
    workflow.submit(post.pk, by=author)
    with django_assert_max_num_queries(30):
        at_approval.get(url("post", service, post_id=post.pk))


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD])
def test_others_who_work_here_may_read(client, service, role):
    post = PostFactory(service=service)
    client.force_login(member(service, role))
    assert client.get(url("post", service, post_id=post.pk)).status_code == 200
