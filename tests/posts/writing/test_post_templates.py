"""A service's own templates: kept, changed, put away, taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from posts.models import PostTemplate
from posts.writing import post_templates
from posts.writing.post_templates import TemplateRefused
from tests.factories.posts import PostFactory, channel


def save(service, by, **fields):
    return post_templates.save(service=service, by=by, **{"name": "Drop-in", "text": "Come on [day].", **fields})


def test_a_template_is_kept_with_its_channels(service, coordinator):
    template = save(service, coordinator, kind="before_event", channels=[channel(service)])
    assert (template.name, template.text, list(template.channels.all())) == (
        "Drop-in",
        "Come on [day].",
        [channel(service)],
    )
    assert Event.objects.of_service(service).about(template).get().kind == "post_template.saved"


def test_a_name_stands_once_among_the_templates_in_use(service, coordinator, manager):
    first = save(service, coordinator)
    with pytest.raises(TemplateRefused, match="already"):
        save(service, manager, name="  Drop-in ")
    assert save(service, manager, template_id=first.pk, text="Other words.").text == "Other words."
    post_templates.archive(first.pk, by=manager)
    save(service, manager)
    with pytest.raises(TemplateRefused, match="another template"):
        post_templates.restore(first.pk, by=manager)


def test_putting_away_and_taking_back_twice_is_no_harm(service, coordinator):
    template = save(service, coordinator)
    for verb in (post_templates.archive, post_templates.archive, post_templates.restore, post_templates.restore):
        verb(template.pk, by=coordinator)
    assert PostTemplate.objects.get().archived_at is None
    assert [event.kind.split(".")[1] for event in Event.objects.of_service(service).about(template)] == [
        "saved",
        "archived",
        "restored",
    ]


def test_a_template_needs_a_name(service, coordinator):
    with pytest.raises(TemplateRefused, match="a name"):
        save(service, coordinator, name="  ")


def test_who_only_reads_changes_no_template(service, coordinator, safeguarding_lead, viewer, outsider):
    template = save(service, coordinator)
    for person in (safeguarding_lead, viewer, outsider):
        with pytest.raises(PermissionDenied):
            save(service, person, name="Mine")
        with pytest.raises(PermissionDenied):
            post_templates.archive(template.pk, by=person)


def test_a_channel_of_another_service_is_refused(service, other_service, coordinator):
    with pytest.raises(PermissionDenied):
        save(service, coordinator, channels=[channel(other_service)])


def test_a_template_made_of_a_post_begins_with_its_words(service):
    post = PostFactory(service=service, kind="question", text="What would help?", channels=["sandbox"])
    begins = post_templates.of_post(post)
    assert (begins["text"], begins["kind"], begins["channels"]) == (
        "What would help?",
        "question",
        [channel(service).pk],
    )
