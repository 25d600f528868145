"""How a post begins: kinds, templates, a post used again; and the editor's link, thread and warning."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from channels.networks import by_hand
from channels.networks.capabilities import Action, Capabilities
from posts.models import Post, PostTemplate
from posts.writing import cards, threads
from tests.factories.posts import PostFactory, channel

SENTENCES = " ".join(f"This is sentence number {number} of our guide to reviews." for number in range(1, 12))


class Threading(by_hand.ByHand):
    """A network that takes threads and content warnings."""

    capabilities = Capabilities(does=frozenset({Action.PUBLISH}), threads=True, warnings=True)


def url(name, service, *args):
    return reverse(f"posts:{name}", args=[service.slug, *args])


@pytest.fixture
def at_desk(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def on_x(service, settings):
    """A channel on X that takes threads."""
    settings.NETWORKS = {**settings.NETWORKS, "threading": f"{__name__}.Threading"}
    return channel(service, "x", connector="threading")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def typed(*channels, **fields):
    chosen = {"channels": [one.pk for one in channels]}
    return {"title": "Reviews", "kind": "text", "audience": "parents_carers", "text": "Words.", **chosen, **fields}


# Kinds and templates


def test_the_kinds_lead_on_with_the_place_in_the_plan(at_desk, service):
    page = at_desk.get(url("begin", service), {"on": "2026-12-05", "at": "10:00", "evil": "1"})
    assert "?kind=before_event&amp;on=2026-12-05&amp;at=10%3A00" in page.content.decode()
    assert "evil" not in page.content.decode()


def test_a_kind_begins_with_its_words_and_its_day(at_desk, service):
    page = at_desk.get(url("new", service), {"kind": "payment_due", "on": "2026-12-05", "at": "09:30"})
    html = page.content.decode()
    assert '<option value="deadline" selected>' in html
    assert "[What is to be paid or claimed]" in html
    assert 'value="2026-12-05"' in html
    assert 'value="09:30"' in html
    assert "Fill in [What is to be paid or claimed]" in words(page)


@pytest.mark.parametrize(
    "asked",
    [{"kind": "nonsense"}, {"template": "9" * 30}, {"template": "²"}, {"at": "25:00", "on": "x"}, {"channel": "-1"}],
)
def test_what_cannot_be_read_is_passed_over(at_desk, service, asked):
    assert at_desk.get(url("new", service), asked).status_code == 200


def test_a_template_begins_a_post_but_not_of_another_service(at_desk, service, other_service, author, outsider):
    ours = PostTemplate.objects.create(service=service, name="Ours", text="Our words", hint="Breathe.", made_by=author)
    ours.channels.set([channel(service)])
    theirs = PostTemplate.objects.create(service=other_service, name="T", text="Their words", made_by=outsider)
    page = at_desk.get(url("new", service), {"template": ours.pk})
    assert "Our words" in words(page)
    assert "Breathe." in words(page)
    assert "Their words" not in words(at_desk.get(url("new", service), {"template": theirs.pk}))


def test_what_a_template_says_to_think_of_stays_while_somebody_writes(at_desk, service, author):
    template = PostTemplate.objects.create(service=service, name="Ours", text="Words", hint="Breathe.", made_by=author)
    sent = typed(channel(service), template=template.pk)
    assert "Breathe." in words(at_desk.post(url("check", service), sent))
    saved = at_desk.post(url("new", service), {**sent, "save": "1"}, follow=True)
    assert "The draft is saved." in words(saved)
    assert "Breathe." in words(saved)
    again = at_desk.post(saved.request["PATH_INFO"], {**sent, "version": "1", "save": "1"}, follow=True)
    assert "Breathe." in words(again)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    slot = {"on": tomorrow, "at": "10:00", "use": f"template:{template.pk}"}
    filled = at_desk.post(reverse("calendar:fill", args=[service.slug]), slot, follow=True)
    assert "Breathe." in words(filled)


def test_templates_are_made_changed_put_away_and_taken_back(at_desk, service):
    sent = {"name": "Drop-in", "kind": "before_event", "audience": "young_people", "text": "Come on [day]."}
    page = at_desk.post(url("new_template", service), sent, follow=True)
    assert "The template is saved." in words(page)
    template = PostTemplate.objects.get()
    at_desk.post(url("template", service, template.pk), {**sent, "text": "Come again."})
    template.refresh_from_db()
    assert template.text == "Come again."
    assert "Take back" in words(at_desk.post(url("archive_template", service, template.pk), follow=True))
    assert "in use again" in words(at_desk.post(url("restore_template", service, template.pk), follow=True))


def test_a_refused_template_shows_what_was_typed(at_desk, service, author):
    PostTemplate.objects.create(service=service, name="Drop-in", made_by=author)
    sent = {"name": "Drop-in", "kind": "text", "audience": "young_people", "text": "Typed for an hour."}
    page = at_desk.post(url("new_template", service), sent)
    assert page.status_code == 422
    assert "There is a template “Drop-in” already" in words(page)
    assert "Typed for an hour." in words(page)


def test_a_template_begins_with_a_posts_words(at_desk, service, other_service):
    post = PostFactory(service=service, text="Good words.")
    assert "Good words." in words(at_desk.get(url("new_template", service), {"from": post.pk}))
    theirs = PostFactory(service=other_service)
    assert at_desk.get(url("new_template", service), {"from": theirs.pk}).status_code == 404


def test_lists_of_templates_cost_the_same_for_one_and_for_many(at_desk, service, author, django_assert_max_num_queries):
    for number in range(12):
        PostTemplate.objects.create(service=service, name=f"T{number}", made_by=author).channels.set([channel(service)])
    with django_assert_max_num_queries(16):
        at_desk.get(url("templates", service))
    with django_assert_max_num_queries(16):
        at_desk.get(url("begin", service))


# Used again


def test_a_post_is_used_again_and_shows_its_family(at_desk, service):
    post = PostFactory(service=service, published=True, title="Our guide")
    sent = {"audience": "young_people", "channels": [channel(service).pk]}
    page = at_desk.post(url("use_again", service, post.pk), sent, follow=True)
    assert "Reworded from Our guide" in words(page)
    assert "Say that there is no counselling here" in words(page)
    draft = Post.objects.get(repurposed_from=post)
    for one in (post, draft):
        assert "Where these words went" in words(at_desk.get(url("post", service, one.pk)))


def test_using_again_asks_for_a_channel_and_refuses_drafts(at_desk, service):
    post = PostFactory(service=service, published=True)
    page = at_desk.post(url("use_again", service, post.pk), {"audience": "young_people"})
    assert page.status_code == 422
    assert "Choose at least one channel" in words(page)
    draft = PostFactory(service=service)
    assert "Only a post that was approved" in words(at_desk.get(url("use_again", service, draft.pk)))
    sent = {"audience": "young_people", "channels": [channel(service).pk]}
    assert at_desk.post(url("use_again", service, draft.pk), sent).status_code == 409


# The editor


def test_a_link_with_its_card_is_saved_shown_and_counted(at_desk, service, on_x):
    link = "https://northshire-sendiass.example/guide"
    sent = typed(on_x, text="a" * 270, link=link, link_title="Our guide", link_description="In plain words.", save="1")
    page = at_desk.post(url("new", service), sent, follow=True)
    revision = Post.objects.get().revision
    assert (revision.link, revision.link_title, revision.link_description) == (link, "Our guide", "In plain words.")
    assert "Our guide In plain words." in words(page)
    assert "15 too many" in words(page)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://files.example/x", "not an address"])
def test_a_link_that_is_no_web_page_is_refused(at_desk, service, link):
    page = at_desk.post(url("new", service), typed(link=link, save="1"))
    assert page.status_code == 422
    assert "Write the whole address of a web page" in words(page)


def test_a_long_text_becomes_a_thread_and_one_again(at_desk, service, on_x):
    page = at_desk.post(url("new", service), typed(on_x, text=SENTENCES, thread="text", numbered="on"))
    form = page.context["form"]
    made = form["text"].value()
    assert len(threads.parts(made)) == 3
    assert made.endswith("3/3")
    assert not [one.rule for one in page.context["editor"].findings if one.rule == "length"]
    assert "It is 3 posts now." in words(page)
    undone = at_desk.post(
        url("new", service), typed(on_x, text=made, undo_fix="1", replaced=page.context["undo"], numbered="on")
    )
    assert undone.context["form"]["text"].value() == SENTENCES


def test_a_preview_shows_each_post_of_a_thread(at_desk, service, on_x):
    page = at_desk.post(url("check", service), typed(on_x, text="One.\n---\nTwo."))
    html = page.content.decode()
    assert html.count('class="post-thread__item"') == 2
    assert "Preview, post 2 of 2 on X" in html
    assert "2 posts" in words(page)


def test_without_a_channel_that_takes_threads_nothing_is_parted(at_desk, service):
    page = at_desk.post(url("new", service), typed(channel(service), text=SENTENCES, thread="text"))
    assert page.status_code == 409
    assert page.context["form"]["text"].value() == SENTENCES


def test_a_content_warning_is_kept_where_the_network_has_them(at_desk, service, on_x):
    sandbox = channel(service)
    sent = typed(on_x, sandbox, save="1") | {
        f"warning-{on_x.pk}": "Talks about exclusion",
        f"warning-{sandbox.pk}": "No",
    }
    page = at_desk.post(url("new", service), sent, follow=True)
    chosen = {one.channel: one.warning for one in Post.objects.get().revision.revision_channels.all()}
    assert chosen == {on_x: "Talks about exclusion", sandbox: ""}
    assert "Talks about exclusion Content warning" in words(page)


def test_a_post_with_a_gap_is_not_submitted(at_desk, service, on_x):
    page = at_desk.post(url("new", service), typed(on_x, text="Come on [day and date].", submit="1"))
    assert page.status_code == 409
    assert "Fill in [day and date], or take it out" in words(page)
    assert Post.objects.get().state == "draft"


def test_the_title_of_a_page_comes_once_a_worker_has_read_it(at_desk, service, monkeypatch):
    monkeypatch.setattr("posts.tasks.read_card.delay", lambda pk: None)
    link = "https://northshire-sendiass.example/guide"
    sent = typed(link=link)
    waiting = at_desk.post(url("card", service), sent)
    assert "The page is being read." in words(waiting)
    assert "load delay" in waiting.content.decode()
    check = cards.find(service, link)
    check.card_title, check.card_read_at = "Our <b>guide</b>", timezone.now()
    check.save()
    ready = at_desk.post(url("card", service), sent).content.decode()
    assert 'value="Our &lt;b&gt;guide&lt;/b&gt;"' in ready
    assert "load delay" not in ready
    whole = at_desk.post(url("new", service), {**sent, "fetch_card": "1"})
    assert whole.context["form"]["link_title"].value() == "Our <b>guide</b>"


def test_a_page_that_names_no_title_is_said_so_and_not_asked_for_ever(at_desk, service, monkeypatch):
    monkeypatch.setattr("posts.tasks.read_card.delay", lambda pk: None)
    link = "https://northshire-sendiass.example/empty"
    check = cards.ask(service, link, timezone.now())
    check.card_read_at = timezone.now() - dt.timedelta(seconds=1)
    check.save()
    page = at_desk.post(url("card", service), typed(link=link))
    assert "names no title" in words(page)
    assert "load delay" not in page.content.decode()
