"""Who is shown, the consents, what follows from them for posts; and the reminders before one ends."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.models import Event
from posts import services, workflow
from posts.checking import checks
from posts.media import consent_reminders, consents, library
from posts.media.consents import ConsentRefused, Shown
from posts.models import Consent, Delivery, Media, Post
from posts.planning.plan import plan_of
from posts.services import Written
from tests.factories.posts import ConsentFactory, MediaFactory, PostFactory, channel


def showing(media: Media, by, *people: Shown) -> Media:
    return consents.say_who_is_shown(media.pk, by=by, seen=consents.stamp(media), people=list(people))


def child(consent: Consent | None, label: str = "girl with the red kite") -> Shown:
    return Shown(label=label, is_child=True, consent=consent)


@pytest.fixture
def media(service) -> Media:
    return MediaFactory(service=service, alt="A kite")


@pytest.fixture
def consent(service) -> Consent:
    return ConsentFactory(service=service, days=100)


def scheduled_with(media: Media, author, **fields) -> Post:
    return PostFactory(service=media.service, author=author, pictures=[(media, "A kite")], scheduled=True, **fields)


def test_the_consent_that_ends_first_counts(media, service, author, consent):
    longer = ConsentFactory(service=service)
    media = showing(media, author, child(longer), child(consent, "boy"), Shown(label="adviser"))
    assert (media.shows_child, media.consent_until, media.consent_reference) == (True, consent.until, consent.reference)


def test_a_consent_with_no_end_holds_for_ever(media, service, author):
    assert showing(media, author, child(ConsentFactory(service=service))).consent_until == consents.NO_END


def test_one_child_without_a_consent_is_enough_to_stop_it(media, author, consent):
    media = showing(media, author, child(consent), child(None, "boy"))
    assert (media.shows_child, media.consent_until) == (True, None)


def test_nobody_shown_is_known_too(media, author):
    media = showing(media, author)
    assert (media.people_are_known, media.shows_child) == (True, False)


def test_two_people_are_told_apart(media, author):
    with pytest.raises(ConsentRefused, match="same words"):
        showing(media, author, Shown(label="Boy"), Shown(label="boy"))


def test_a_form_that_was_overtaken_is_refused(media, author, consent):
    seen = consents.stamp(media)
    showing(media, author, child(consent))
    with pytest.raises(ConsentRefused, match="Somebody changed"):
        consents.say_who_is_shown(media.pk, by=author, seen=seen, people=[])
    assert Media.objects.get(pk=media.pk).shows_child


def test_a_consent_of_another_service_is_refused(media, author, other_service):
    with pytest.raises(PermissionDenied):
        showing(media, author, child(ConsentFactory(service=other_service)))


def test_a_withdrawn_consent_stops_every_post_that_waits_and_tells_the_author(media, author, manager, consent):
    showing(media, author, child(consent))
    post, other = scheduled_with(media, author), PostFactory(service=media.service, author=author, scheduled=True)
    Delivery.objects.create(
        post=post,
        channel=channel(post.service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
    )
    consents.withdraw(consent.pk, by=manager, reason="By e-mail.")
    post.refresh_from_db()
    other.refresh_from_db()
    assert (post.state, post.approved_digest) == ("draft", "")
    assert post.deliveries.get().state == "cancelled"
    assert other.state == "scheduled", "it has another picture"
    assert Media.objects.get(pk=media.pk).consent_until is None
    assert "lost its approval" in OutgoingMail.objects.get(to=author).body
    assert [one.rule for one in checks.run(post).blocking] == ["child-image-consent"]


def test_a_consent_is_withdrawn_once_and_with_a_reason(author, consent):
    with pytest.raises(ConsentRefused, match="how and why"):
        consents.withdraw(consent.pk, by=author, reason="  ")
    consents.withdraw(consent.pk, by=author, reason="By e-mail.")
    with pytest.raises(ConsentRefused, match="already"):
        consents.withdraw(consent.pk, by=author, reason="Again.")
    assert Event.objects.filter(kind="consent.withdrawn").count() == 1


def test_a_viewer_and_the_safeguarding_lead_withdraw_nothing(consent, viewer, safeguarding_lead):
    for person in (viewer, safeguarding_lead):
        with pytest.raises(PermissionDenied):
            consents.withdraw(consent.pk, by=person, reason="No.")


def test_a_post_that_is_going_out_is_left_to_the_rules_at_sending(media, author, consent):
    showing(media, author, child(consent))
    post = scheduled_with(media, author)
    Delivery.objects.create(
        post=post,
        channel=channel(post.service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
        state="sending",
        lease_until=timezone.now() + dt.timedelta(minutes=5),
    )
    consents.withdraw(consent.pk, by=author, reason="By e-mail.")
    assert Consent.objects.get(pk=consent.pk).withdrawn_on
    assert Post.objects.get(pk=post.pk).state == "scheduled"


def test_a_longer_consent_leaves_approvals_alone_and_a_shorter_one_takes_them(media, author, consent):
    showing(media, author, child(consent))
    post = scheduled_with(media, author)
    consents.change(consent.pk, by=author, until=consent.until + dt.timedelta(days=365))
    assert Post.objects.get(pk=post.pk).state == "scheduled"
    consents.change(consent.pk, by=author, until=consent.until - dt.timedelta(days=10))
    assert Post.objects.get(pk=post.pk).state == "draft"
    assert Media.objects.get(pk=media.pk).consent_until == consent.until - dt.timedelta(days=10)


def test_a_child_that_is_found_or_denied_later_takes_approvals(media, author, consent):
    post = scheduled_with(media, author)
    media = showing(media, author, child(consent))
    assert Post.objects.get(pk=post.pk).state == "draft"
    again = scheduled_with(media, author)
    showing(media, author)
    assert Post.objects.get(pk=again.pk).state == "draft"


def test_a_first_consent_for_a_child_that_was_known_leaves_approvals_alone(media, author, consent):
    media = showing(media, author, child(None))
    post = scheduled_with(media, author)
    showing(media, author, child(consent))
    assert Post.objects.get(pk=post.pk).state == "scheduled"


def test_another_licence_takes_the_approval_of_every_post_with_the_file(media, author):
    post = scheduled_with(media, author)
    said = {name: getattr(media, name) for name in consents.RIGHTS}
    library.describe(media.pk, by=author, seen=consents.stamp(media), said=said | {"title": "Kite day"})
    assert Post.objects.get(pk=post.pk).state == "scheduled"
    media.refresh_from_db()
    library.describe(media.pk, by=author, seen=consents.stamp(media), said=said | {"licence": "CC BY 4.0"})
    assert Post.objects.get(pk=post.pk).state == "draft"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"given_on": dt.date(2100, 1, 1)}, "lies ahead"),
        ({"until": dt.date(2025, 1, 1)}, "ends before it was given"),
        ({"reference": "c-2026-041"}, "a consent c-2026-041 already"),
    ],
)
def test_what_cannot_be_is_refused(service, author, said, sentence):
    ConsentFactory(service=service, reference="C-2026-041")
    fields = {"reference": "C-1", "given_by": "parent", "given_on": dt.date(2026, 1, 5), "until": None} | said
    with pytest.raises(ConsentRefused, match=sentence):
        consents.record(service=service, by=author, **fields)


def test_the_same_number_in_another_service_is_another_consent(service, other_service, author):
    ConsentFactory(service=other_service, reference="C-1")
    made = consents.record(
        service=service, by=author, reference="C-1", given_by="parent", given_on=dt.date(2026, 1, 5), until=None
    )
    assert made.pk


def test_a_withdrawn_consent_is_not_changed(service, author):
    consent = ConsentFactory(service=service, withdrawn=True)
    with pytest.raises(ConsentRefused, match="was withdrawn"):
        consents.change(consent.pk, by=author, covers="Everything")


# In the editor


def test_a_consent_that_is_typed_in_the_editor_is_on_record_afterwards(service, author, media):
    media.shows_child, media.consent_reference = True, "C-2026-077"
    media.consent_until = timezone.localdate() + dt.timedelta(days=90)
    services.create_post(service=service, by=author, written=Written(title="Kites", pictures=[(media, "A kite")]))
    consent = Consent.objects.get(reference="C-2026-077")
    assert consent.until == media.consent_until
    assert [person.label for person in consent.people.all()] == [consents.SAID_IN_THE_EDITOR]


def test_facts_of_the_library_are_not_overwritten_by_an_old_editor(service, author, media, consent):
    media = showing(media, author, child(consent))
    opened = Media.objects.get(pk=media.pk)
    consents.withdraw(consent.pk, by=author, reason="By e-mail.")
    services.create_post(service=service, by=author, written=Written(title="Kites", pictures=[(opened, "A kite")]))
    assert Media.objects.get(pk=media.pk).consent_until is None


# What is out, and what will be stopped


def test_what_is_out_without_a_consent_is_found_until_it_is_off(media, service, author, consent):
    showing(media, author, child(consent))
    post = PostFactory(service=service, author=author, pictures=[(media, "A kite")], published=True)
    sent = Delivery.objects.create(
        post=post,
        channel=channel(service),
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
        state="sent",
        sent_at=timezone.now(),
        remote_id="1",
    )
    today = service.today(timezone.now())
    assert not consents.out_without_consent(service, today)
    assert list(consents.out_without_consent(service, consent.until + dt.timedelta(days=1))) == [post]
    consents.withdraw(consent.pk, by=author, reason="By e-mail.")
    assert list(consents.out_without_consent(service, today)) == [post]
    Delivery.objects.filter(pk=sent.pk).update(removed_at=timezone.now())
    assert not consents.out_without_consent(service, today)


def test_a_post_with_an_adult_who_withdrew_is_stopped_at_every_door(media, author, approver, manager, consent, policy):
    policy()
    showing(media, author, Shown(label="adviser", consent=consent))
    waiting = PostFactory(
        service=media.service, author=author, pictures=[(media, "A kite")], submitted=True, in_days=3, title="Waits"
    )
    consents.withdraw(consent.pk, by=manager, reason="Left the service.")
    assert Post.objects.get(pk=waiting.pk).state == "draft"
    with pytest.raises(workflow.MoveRefused, match="consent of an adult on the picture holds to"):
        workflow.submit(waiting.pk, by=author)
    late = PostFactory(
        service=media.service, author=author, pictures=[(media, "A kite")], submitted=True, in_days=3, title="Late"
    )
    with pytest.raises(workflow.MoveRefused, match="consent of an adult"):
        workflow.approve(late.pk, by=approver, digest=late.revision.digest)


def test_an_adults_consent_has_to_hold_on_the_day_that_the_post_goes_out(media, author, service):
    consent = ConsentFactory(service=service, days=2)
    media = showing(media, author, Shown(label="adviser", consent=consent), Shown(label="visitor"))
    assert (media.shows_child, media.adults_until) == (False, consent.until)
    late, in_time = scheduled_with(media, author), scheduled_with(media, author, in_days=1)
    assert [finding.rule for finding in checks.run(late).blocking] == ["child-image-consent"]
    assert not checks.run(in_time).blocking


def test_a_later_end_of_an_adults_consent_leaves_approvals_alone_and_an_earlier_one_takes_them(media, author, consent):
    showing(media, author, Shown(label="adviser", consent=consent))
    post = scheduled_with(media, author)
    consents.change(consent.pk, by=author, until=None)
    assert Media.objects.get(pk=media.pk).adults_until is None
    assert Post.objects.get(pk=post.pk).state == "scheduled"
    consents.change(consent.pk, by=author, until=consent.given_on)
    assert Post.objects.get(pk=post.pk).state == "draft"


def test_an_adults_withdrawn_consent_counts_for_what_is_out(media, service, author, consent):
    showing(media, author, Shown(label="adviser", consent=consent))
    consents.withdraw(consent.pk, by=author, reason="Left the service.")
    assert list(consents.media_without_consent(service, service.today(timezone.now()))) == [media]


def test_a_post_planned_for_after_the_end_is_announced(media, service, author):
    consent = ConsentFactory(service=service, days=2)
    showing(media, author, child(consent))
    late = scheduled_with(media, author)  # in three days
    in_time = PostFactory(
        service=service, author=author, pictures=[(media, "A kite")], approved=True, in_days=1, state="approved"
    )
    found = list(consents.planned_without_consent(service, service.today(timezone.now())))
    assert late in found
    assert in_time not in found


def test_lists_and_the_calendar_say_which_posts_a_consent_will_stop(client, media, service, author):
    consent = ConsentFactory(service=service, days=2)
    showing(media, author, child(consent))
    scheduled_with(media, author, title="Kites")  # in three days
    PostFactory(service=service, author=author, pictures=[(media, "A kite")], scheduled=True, in_days=1, title="Near")
    client.force_login(author)
    page = client.get(reverse("posts:list", args=[service.slug])).content.decode()
    assert page.count("Will be stopped: consent") == 1
    start, now = service.today(timezone.now()), timezone.now()
    plan = plan_of(service, author, start, start + dt.timedelta(days=6), now=now)
    assert {one.title: (one.state, one.label) for one in plan.entries} == {
        "Kites": ("held", "Will be stopped: consent"),
        "Near": ("scheduled", "Scheduled"),
    }


def test_a_post_without_a_time_is_judged_by_today(media, service, author):
    showing(media, author, child(ConsentFactory(service=service, days=0)))
    PostFactory(service=service, author=author, pictures=[(media, "A kite")], submitted=True)
    today = service.today(timezone.now())
    assert not consents.planned_without_consent(service, today)
    assert consents.planned_without_consent(service, today + dt.timedelta(days=1)).count() == 1


# Reminders


def reminded(consent: Consent, days_before: int) -> int:
    at = dt.datetime.combine(consent.until - dt.timedelta(days=days_before), dt.time(9), tzinfo=consent.service.zone)
    return consent_reminders.send_due(consent.service, at)


def test_each_step_is_sent_once_to_the_recorder_and_the_manager(service, manager):
    consent = ConsentFactory(service=service, days=90)
    counts = [reminded(consent, days) for days in (61, 60, 59, 30, 14, 14, 7, 1, 0)]
    assert counts == [0, 2, 0, 2, 2, 0, 2, 2, 0]
    people = {mail.to for mail in OutgoingMail.objects.all()}
    assert people == {manager, consent.recorded_by}


def test_one_message_covers_what_an_outage_passed_over(service, manager):
    consent = ConsentFactory(service=service, days=90, recorded_by=manager)
    assert reminded(consent, 6) == 1


def test_a_reminder_names_what_stops(service, manager, media, author):
    consent = ConsentFactory(service=service, days=2, recorded_by=manager)
    showing(media, author, child(consent))
    scheduled_with(media, author, title="Kite day")
    reminded(consent, 2)
    body = OutgoingMail.objects.get().body
    assert "will be stopped:\n- Kite day" in body
    assert "1 file stands on it" in body


def test_an_end_is_announced_once_and_only_where_something_is_left(service, manager, media, author):
    consent = ConsentFactory(service=service, days=2, recorded_by=manager)
    assert reminded(consent, -1) == 0
    showing(media, author, child(consent))
    scheduled_with(media, author)
    assert [reminded(consent, days) for days in (-1, -2, -40)] == [1, 0, 0]


def test_a_withdrawn_consent_is_not_announced(service, manager, author):
    consent = ConsentFactory(service=service, days=7, recorded_by=manager)
    consents.withdraw(consent.pk, by=author, reason="By e-mail.")
    assert reminded(consent, 7) == 0


def test_a_renewed_consent_is_announced_anew(service, manager, author):
    consent = ConsentFactory(service=service, days=90, recorded_by=manager)
    assert reminded(consent, 7) == 1
    consent = consents.change(consent.pk, by=author, until=consent.until + dt.timedelta(days=365))
    assert [reminded(consent, days) for days in (100, 30)] == [0, 1]


def test_an_approval_is_refused_while_the_consent_is_missing(media, author, approver, policy):
    policy()
    showing(media, author, child(None))
    post = PostFactory(service=media.service, author=author, pictures=[(media, "A kite")], submitted=True, in_days=3)
    with pytest.raises(workflow.MoveRefused, match="consent"):
        workflow.approve(post.pk, by=approver, digest=post.revision.digest)
