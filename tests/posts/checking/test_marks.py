"""Staff say that a finding is wrong: counted, undone, and without any other effect."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from posts import workflow
from posts.checking import checks, marks
from posts.checking.marks import MarkRefused
from posts.models import FindingMark
from posts.workflow import MoveRefused
from tests.factories.accounts import member
from tests.factories.posts import PostFactory, channel

pytestmark = pytest.mark.django_db

LINKED = "Our guide is on http://museum.example and in the library."


@pytest.fixture
def post(service, author, policy):
    policy(**{"broken_link": "block"})
    return PostFactory(service=service, author=author, text=LINKED, submitted=True)


@pytest.fixture
def finding(post):
    return next(one for one in checks.run(post) if one.rule == "broken-link")


def test_a_mark_keeps_who_what_and_why(post, finding, author, policy):
    version = checks.Surroundings(post.service, timezone.now()).version
    mark = marks.mark_wrong(post.pk, finding, by=author, version=version, note="  It is\na redirect. ")
    assert (mark.rule, mark.quote, mark.note, mark.by) == (
        "broken-link",
        "http://museum.example",
        "It is a redirect.",
        author,
    )
    assert mark.policy_version == version
    assert Event.objects.filter(kind="post.finding_marked").count() == 1


def test_it_changes_nothing_of_what_stops_the_post(post, finding, author):
    PostFactory._meta.model.objects.filter(pk=post.pk).update(state="draft")
    marks.mark_wrong(post.pk, finding, by=author, version=None)
    with pytest.raises(MoveRefused, match="The policy stops this post"):
        workflow.submit(post.pk, by=author)


def test_marking_twice_is_once(post, finding, author, approver):
    first = marks.mark_wrong(post.pk, finding, by=author, version=None, note="One")
    second = marks.mark_wrong(post.pk, finding, by=approver, version=None, note="Two")
    assert first == second
    assert FindingMark.objects.get().note == "One"
    assert Event.objects.filter(kind="post.finding_marked").count() == 1


def test_a_mark_is_taken_back_and_taking_back_twice_is_no_harm(post, finding, author, approver):
    marks.mark_wrong(post.pk, finding, by=author, version=None)
    marks.take_back(post.pk, finding.key, by=approver)
    marks.take_back(post.pk, finding.key, by=approver)
    assert not FindingMark.objects.exists()
    assert Event.objects.filter(kind="post.finding_mark_taken_back").count() == 1


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD, Role.VIEWER])
def test_others_may_not_mark(post, finding, service, role):
    with pytest.raises(MarkRefused, match="Only a coordinator or line manager"):
        marks.mark_wrong(post.pk, finding, by=member(service, role), version=None)
    with pytest.raises(MarkRefused, match="Only a coordinator or line manager"):
        marks.take_back(post.pk, finding.key, by=member(service, role))


# On the pages


def test_on_the_review_page_by_plain_forms(client, service, post, finding, approver):
    client.force_login(approver)
    page = reverse("posts:post", args=[service.slug, post.pk])
    client.post(page, {"wrong": finding.key, f"wrong-note-{finding.key}": "It is <b>fine</b>."})
    shown = client.get(page).content.decode()
    assert "Marked as wrong by Tom Ashworth" in shown
    assert "It is &lt;b&gt;fine&lt;/b&gt;." in shown
    client.post(page, {"not_wrong": finding.key})
    assert not FindingMark.objects.exists()


@pytest.mark.parametrize("key", ["", "0" * 16, "x" * 5000])
def test_a_finding_that_is_not_there_cannot_be_marked(client, service, post, approver, key):
    client.force_login(approver)
    answer = client.post(reverse("posts:post", args=[service.slug, post.pk]), {"wrong": key})
    assert answer.status_code == 409
    assert "nothing to mark" in answer.content.decode()


def test_a_service_manager_sees_no_button_and_is_refused(client, service, post, finding, manager):
    client.force_login(manager)
    page = reverse("posts:post", args=[service.slug, post.pk])
    assert "This is wrong" not in client.get(page).content.decode()
    assert client.post(page, {"wrong": finding.key}).status_code == 409


def editor_form(post, text, **more):
    chosen = [one.channel_id for one in post.revision.revision_channels.all()]
    fields = {"title": post.title, "kind": "text", "audience": "parents_carers", "channels": chosen}
    return {**fields, "version": post.version, "text": text, **more}


def test_in_the_editor_what_is_typed_stays_and_is_not_saved(client, service, post, finding, author):
    client.force_login(author)
    page = reverse("posts:edit", args=[service.slug, post.pk])
    typed = f"{LINKED} And a new sentence."
    answer = client.post(page, editor_form(post, typed, wrong=finding.key, **{f"wrong-note-{finding.key}": "Fine."}))
    assert "And a new sentence." in answer.content.decode()
    assert "Marked as wrong by Priya Nair" in answer.content.decode()
    assert FindingMark.objects.get().note == "Fine."
    post.refresh_from_db()
    assert post.revision.text == LINKED


def test_a_post_that_is_not_saved_yet_has_no_mark(client, service, post, finding, author):
    client.force_login(author)
    page = reverse("posts:new", args=[service.slug])
    answer = client.post(page, editor_form(post, LINKED, wrong=finding.key))
    assert answer.status_code == 409
    assert "Save the draft first" in answer.content.decode()
    assert "This is wrong" not in answer.content.decode()


def test_the_same_words_twice_have_one_button(client, service, author, policy):
    policy(**{"broken_link": "block"})
    post = PostFactory(service=service, author=author, text="http://museum.example and http://museum.example")
    client.force_login(author)
    shown = client.get(reverse("posts:edit", args=[service.slug, post.pk])).content.decode()
    key = next(one for one in checks.run(post) if one.rule == "broken-link").key
    assert shown.count(f'id="wrong-note-{key}"') == 1


# Better wording in the editor


def test_one_press_uses_every_better_wording_and_one_press_undoes_them(client, service, author, policy):
    policy(**{"broken_link": "block"})
    on = channel(service, "sandbox")
    post = PostFactory(service=service, author=author, text=LINKED, channels=[on], own_texts={"sandbox": f"x {LINKED}"})
    client.force_login(author)
    page = reverse("posts:edit", args=[service.slug, post.pk])
    own = f"own-{on.pk}"
    form = editor_form(post, f"{LINKED} http://other.example", **{own: f"x {LINKED}"})
    got = client.post(page, {**form, "fix": "all"}).context
    assert got["form"]["text"].value() == f"{LINKED} http://other.example".replace("http:", "https:")
    assert got["form"][own].value() == f"x {LINKED}".replace("http:", "https:")
    form |= {"text": got["form"]["text"].value(), own: got["form"][own].value(), "replaced": got["undo"]}
    back = client.post(page, {**form, "undo_fix": "1"}).context
    assert back["form"]["text"].value() == f"{LINKED} http://other.example"
    assert back["form"][own].value() == f"x {LINKED}"


def test_the_words_of_one_network_are_not_replaced_in_anothers_text(client, service, author, policy):
    """Both own texts have the same words at the same place; only the one that breaks the rule is changed."""
    policy(length="advise", **{"broken_link": "advise"})
    first, second = channel(service, "facebook"), channel(service, "sandbox")
    own = {"facebook": LINKED, "sandbox": LINKED}
    post = PostFactory(service=service, author=author, text="x", channels=[first, second], own_texts=own)
    found = next(one for one in checks.run(post) if one.rule == "broken-link" and one.channel == "sandbox")
    client.force_login(author)
    form = editor_form(post, "x", **{f"own-{first.pk}": LINKED, f"own-{second.pk}": LINKED, "fix": found.key})
    got = client.post(reverse("posts:edit", args=[service.slug, post.pk]), form).context["form"]
    assert got[f"own-{first.pk}"].value() == LINKED
    assert got[f"own-{second.pk}"].value() == LINKED.replace("http:", "https:")


def test_undo_without_anything_to_undo_says_so(client, service, author, post):
    client.force_login(author)
    page = reverse("posts:edit", args=[service.slug, post.pk])
    answer = client.post(page, editor_form(post, LINKED, undo_fix="1", replaced='[[["text",0,"a"]]]'))
    assert answer.status_code == 409
    assert "nothing to undo" in answer.content.decode()
