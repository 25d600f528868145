from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from audit.models import Event
from policies import drafting, review_pages, reviews, workflow
from policies.evidence import tables
from policies.evidence.chapters import Span
from policies.models import PolicyReview, PolicyVersion, RuleException, Section, StandardItem
from policies.refusals import Refused
from tests.factories.channels import ChannelFactory
from tests.factories.policies import PolicyFactory, PolicyReviewFactory, PolicyVersionFactory, SectionFactory
from tests.roles_world import build
from tests.test_roles import ROWS, M, address

NOW = dt.datetime(2027, 2, 1, 10, tzinfo=dt.UTC)


@pytest.fixture
def policy(starter_in_force):
    return starter_in_force.policy


def open_review(policy) -> PolicyReview:
    return policy.reviews.get(done_on=None)


def test_the_record_is_opened_with_the_cycle_that_its_date_was_reckoned_with(service, manager, approver):
    version = PolicyVersionFactory(
        policy=PolicyFactory(service=service, owner=manager), approved=True, approved_by=approver, cycle_months=24
    )
    workflow.put_in_force(version.pk, by=manager, reason="Asked for by the board.", now=NOW)
    review = open_review(version.policy)
    assert (review.cycle_months, review.due_on) == (24, dt.date(2029, 2, 1))


def test_a_new_version_is_decided_with_reason_and_stays_open_until_it_is_in_force(
    policy, manager, second_manager, approver
):
    due = open_review(policy).due_on
    reviews.needs_new_version(policy.pk, reason="The law changed.", by=second_manager, now=NOW)
    review = open_review(policy)
    assert (review.outcome, review.reviewer, review.reason, review.due_on) == (
        "new_version",
        second_manager,
        "The law changed.",
        due,
    )
    version = workflow.start_version(policy, by=manager, now=NOW)
    section = version.sections.get(key="following")
    facts = {"title": section.title, "standard_item": section.standard_item, "guidance_only": True}
    drafting.save_section(section.pk, by=manager, body="Whom we follow.", change=Section.Change.WORDING, **facts)
    drafting.save_facts(version.pk, by=manager, change_note="New law.", cycle_months=6, effective_from=None)
    workflow.submit(version.pk, by=manager)
    workflow.approve(version.pk, by=approver)
    later = NOW + dt.timedelta(days=40)
    workflow.put_in_force(version.pk, by=manager, reason="It binds from today.", now=later)
    review.refresh_from_db()
    assert (review.done_on, review.reviewer) == (later.date(), second_manager)
    assert review.reason == "The law changed. Version 1.1 came into force."
    assert (open_review(policy).cycle_months, open_review(policy).due_on) == (6, dt.date(2027, 9, 13))


def test_the_decision_is_recorded_once(policy, manager):
    reviews.needs_new_version(policy.pk, reason="The law changed.", by=manager, now=NOW)
    with pytest.raises(Refused, match="on record already"):
        reviews.needs_new_version(policy.pk, reason="Again.", by=manager, now=NOW)
    sentence = Event.objects.about(open_review(policy)).order_by("-number").first().sentence
    assert sentence == "Helen Okafor reviewed the policy: a new version is needed. The law changed."


def test_after_the_decision_no_change_is_still_possible(policy, manager):
    reviews.needs_new_version(policy.pk, reason="The law changed.", by=manager, now=NOW)
    reviews.reviewed_no_change(policy.pk, reason="It did not pass after all.", by=manager, now=NOW)
    assert policy.reviews.exclude(done_on=None).get().outcome == "no_change"
    assert open_review(policy).outcome == ""


@pytest.mark.parametrize(
    "write",
    [
        lambda policy, by: reviews.needs_new_version(policy, reason="Law.", by=by),
        lambda policy, by: reviews.move(policy, due_on=dt.date(2027, 3, 1), reason="Holiday.", by=by),
    ],
)
def test_who_may_not_write_decides_and_moves_nothing(write, policy, coordinator, outsider):
    for person in (coordinator, outsider):
        with pytest.raises(Refused, match="Only a service manager"):
            write(policy.pk, person)


def test_without_a_reason_or_without_a_version_in_force_nothing_is_decided(policy, starter_draft, manager, service):
    with pytest.raises(Refused, match="Say what you looked at"):
        reviews.needs_new_version(policy.pk, reason=" \n", by=manager)
    other = PolicyFactory(service=service, owner=manager, kind="other", title="Other")
    with pytest.raises(Refused, match="Nothing of this policy is in force"):
        reviews.needs_new_version(other.pk, reason="Law.", by=manager)


# Another day


def test_a_review_is_moved_with_its_version_and_a_reason(policy, starter_in_force, manager):
    sooner = timezone.localdate() + dt.timedelta(days=10)
    reviews.move(policy.pk, due_on=sooner, reason="A new law comes.", by=manager)
    starter_in_force.refresh_from_db()
    assert open_review(policy).due_on == starter_in_force.next_review_on == sooner
    assert Event.objects.filter(kind="policy.review_moved").count() == 1


def test_a_review_is_put_off_by_three_months_at_most_however_often(policy, manager):
    planned = open_review(policy).due_on
    reviews.move(policy.pk, due_on=planned + dt.timedelta(days=92), reason="Holiday.", by=manager)
    with pytest.raises(Refused, match="The policy is reviewed every 12 months"):
        reviews.move(policy.pk, due_on=planned + dt.timedelta(days=93), reason="Holiday.", by=manager)


def test_a_review_is_not_moved_into_the_past_or_without_a_reason(policy, manager):
    today = timezone.localdate()
    with pytest.raises(Refused, match="today or a later day"):
        reviews.move(policy.pk, due_on=today - dt.timedelta(days=1), reason="So.", by=manager)
    with pytest.raises(Refused, match="Say why"):
        reviews.move(policy.pk, due_on=today, reason=" ", by=manager)


# Exceptions since the last review


@pytest.fixture
def exception(policy, coordinator, approver, service):
    def make(decided: dt.datetime, **more) -> RuleException:
        facts = {
            "policy": policy,
            "rule": "tone",
            "channel": ChannelFactory(service=service),
            "reason": "A long notice.",
            "starts_on": decided.date(),
            "ends_on": decided.date() + dt.timedelta(days=30),
            "state": "granted",
            "asked_by": coordinator,
            "decided_by": approver,
            "decided_at": decided,
        }
        return RuleException.objects.create(**{**facts, **more})

    return make


def test_exceptions_since_the_last_review_are_listed(policy, manager, exception):
    before = exception(NOW - dt.timedelta(days=200))
    assert list(reviews.exceptions_since_last(policy)) == [before]
    reviews.reviewed_no_change(policy.pk, reason="Fine.", by=manager, now=NOW)
    exception(NOW, state="declined")
    running = exception(NOW - dt.timedelta(days=10))
    since = exception(NOW + dt.timedelta(days=20))
    assert set(reviews.exceptions_since_last(policy)) == {running, since}


def test_the_review_page_lists_them_with_both_people(client, manager, policy, exception, service):
    exception(timezone.now())
    client.force_login(manager)
    page = client.get(reverse("policies:review", args=[service.slug, policy.pk])).content.decode()
    assert "“A long notice.” Asked for by Priya Nair, granted by Tom Ashworth." in page
    assert "10 of 10 items" in page


# Pages


def test_new_version_on_the_review_page_leads_into_a_draft(client, manager, policy, service):
    client.force_login(manager)
    url = reverse("policies:review", args=[service.slug, policy.pk])
    assert client.post(url, {"outcome": "", "reason": "x"}).status_code == 422
    answer = client.post(url, {"outcome": "new_version", "reason": "The law changed."})
    draft = policy.versions.get(state="draft")
    assert answer.url == reverse("policies:edit", args=[service.slug, draft.pk])
    page = client.get(url).content.decode()
    assert "a new version is needed, says Helen Okafor" in page
    again = client.post(url, {"outcome": "new_version", "reason": "Again."})
    assert "on record already" in again.content.decode()
    assert policy.versions.count() == 2


def test_a_draft_on_its_way_is_gone_on_with(client, manager, policy, draft, service):
    client.force_login(manager)
    url = reverse("policies:review", args=[service.slug, policy.pk])
    answer = client.post(url, {"outcome": "new_version", "reason": "The law changed."})
    assert answer.url == reverse("policies:edit", args=[service.slug, draft.pk])


def test_the_day_that_was_planned_first_stays_on_record(client, policy, service, manager):
    review = open_review(policy)
    first = review.due_on
    for days in (30, 60):
        reviews.move(policy.pk, due_on=first + dt.timedelta(days=days), reason="Holiday.", by=manager)
    done = reviews.reviewed_no_change(
        policy.pk, reason="Read it.", by=manager, now=service.midnight(first + dt.timedelta(days=70))
    )
    assert (done.first_due_on, done.due_on) == (first, first + dt.timedelta(days=60))
    assert open_review(policy).planned_first_on == open_review(policy).due_on
    span = Span.of(service, first, first + dt.timedelta(days=90))
    head, *rows = tables.reviews(policy, span)
    told = dict(zip(head, rows[0], strict=True))
    assert (told["first planned for"], told["days after the first plan"], told["days late"]) == (f"{first}", "70", "10")
    client.force_login(manager)
    page = client.get(reverse("policies:reviews", args=[service.slug])).content.decode()
    assert f"first planned for {first:%-d %b %Y}" in page


def test_the_review_is_planned_for_another_day_by_the_page(client, manager, policy, service):
    client.force_login(manager)
    url = reverse("policies:move_review", args=[service.slug, policy.pk])
    day = timezone.localdate() + dt.timedelta(days=5)
    assert client.post(url, {"due_on": "2001-01-01", "reason": "So."}).status_code == 422
    assert client.post(url, {"due_on": day.isoformat(), "reason": "A new law."}).status_code == 302
    assert open_review(policy).due_on == day


def rows(service, today=None):
    return {one["policy"].title: one for one in review_pages.rows(service, today or timezone.localdate())}


def test_the_time_line_says_what_is_missing(service, policy, manager, coordinator):
    other = PolicyFactory(service=service, owner=coordinator, kind="acceptable_use", title="Acceptable use")
    PolicyVersionFactory(policy=other, in_force=True, next_review_on=dt.date(2020, 1, 1))
    PolicyFactory(service=service, owner=manager, kind="other", title="Nothing yet")
    Membership.objects.filter(user=coordinator).update(ended_at=timezone.now(), end_reason="Left.")
    shown = rows(service)
    assert shown["Acceptable use"]["overdue"]
    assert "Nobody looks after it: Priya Nair has left" in shown["Acceptable use"]["missing"]
    assert "Nobody was asked to read it" in shown["Acceptable use"]["missing"]
    assert shown["Nothing yet"]["missing"] == ["Nothing is in force"]
    assert shown["Social media policy"]["missing"] == ["Nobody has read it yet"]
    policy.versions.get().sections.filter(key="following").update(guidance_only=False)
    policy.versions.get().sections.filter(key="discussions").delete()
    assert rows(service)["Social media policy"]["missing"][:2] == [
        "Not covered: Discussions",
        "Nothing runs from: Following others",
    ]


def test_the_time_line_names_the_further_items_that_are_missing(service, policy):
    policy.versions.get().sections.filter(standard_item="monitoring").delete()
    label = StandardItem.MONITORING.label
    assert f"Not covered of what two services add: {label}" in rows(service)["Social media policy"]["missing"]


def test_the_time_line_counts_who_has_not_read_yet(service, policy, manager):
    version = policy.versions.get()
    asked = version.reading_campaign.readings.count()
    version.reading_campaign.readings.filter(user=manager).update(read_at=timezone.now(), digest="x")
    assert rows(service)["Social media policy"]["missing"] == [f"{asked - 1} of {asked} have not read it yet"]
    version.reading_campaign.readings.update(read_at=timezone.now(), digest="x")
    assert rows(service)["Social media policy"]["missing"] == []


def test_a_policy_whose_owner_left_is_handed_on_by_the_page(client, service, policy, manager, coordinator):
    client.force_login(manager)
    url = reverse("policies:hand_on", args=[service.slug, policy.pk])
    assert url in client.get(reverse("policies:reviews", args=[service.slug])).content.decode()
    assert "Choose who looks after it from now on." in client.post(url, {"owner": ""}).content.decode()
    assert client.post(url, {"owner": 10**9}).status_code == 422
    page = client.post(url, {"owner": coordinator.pk}, follow=True).content.decode()
    assert "Priya Nair looks after “Social media policy” now." in page


def test_the_time_line_shows_the_last_review_and_draws_it(client, viewer, service, policy, manager):
    reviews.reviewed_no_change(policy.pk, reason="Fine.", by=manager)
    client.force_login(viewer)
    page = client.get(reverse("policies:reviews", args=[service.slug])).content.decode()
    assert "Reviewed, no change, Helen Okafor" in page
    assert '<circle class="review-line__dot"' in page
    assert "Plan it for another day" not in page


def test_the_drawing_stays_in_its_frame_for_any_dates(service, manager):
    today = dt.date(2027, 3, 28)
    for number, due in enumerate((dt.date(1999, 1, 1), dt.date(2099, 12, 31), today)):
        policy = PolicyFactory(service=service, owner=manager, kind="other", title=f"Document {number} " + "x" * 80)
        version = PolicyVersionFactory(policy=policy, in_force=True, next_review_on=due)
        PolicyReviewFactory(version=version, done_on=due, reviewer=manager, outcome="no_change", due_on=due)
    drawn = review_pages.drawing(review_pages.rows(service, today), today)
    for row in drawn["rows"]:
        assert all(drawn["left"] <= row[name] <= drawn["width"] for name in ("from_x", "due_x", "late_x", "label_x"))
        assert len(row["title"]) <= 26
    assert review_pages.drawing([], today)["rows"] == []


def test_the_time_line_costs_the_same_with_more_policies(
    client, viewer, service, policy, django_assert_max_num_queries
):
    client.force_login(viewer)
    url = reverse("policies:reviews", args=[service.slug])
    client.get(url)
    for number in range(10):
        other = PolicyFactory(service=service, kind="other", title=f"Document {number}")
        SectionFactory(version=PolicyVersionFactory(policy=other, in_force=True))
    with django_assert_max_num_queries(20):
        client.get(url)


def test_another_services_policy_is_not_found(client, outsider, other_service, policy):
    client.force_login(outsider)
    for name in ("review", "move_review"):
        assert client.get(reverse(f"policies:{name}", args=[other_service.slug, policy.pk])).status_code == 404
    assert "Social media policy" not in client.get(
        reverse("policies:reviews", args=[other_service.slug])
    ).content.decode().replace("No social media policy", "")


def page_of(answer) -> str:
    """The page with its frame; "" for a download, another type or an answer that only leads on."""
    is_html = answer.headers["Content-Type"].startswith("text/html") and not answer.streaming
    text = answer.content.decode() if is_html and answer.status_code == 200 else ""
    return text if 'class="site' in text else ""


@time_machine.travel("2027-06-15 12:00", tick=False)
def test_overdue_is_said_on_every_page_of_the_service(client, service, manager):
    world = build(service, manager)
    PolicyVersion.objects.in_force().update(next_review_on=dt.date(2027, 6, 1))
    client.force_login(manager)
    rows = [row for row in ROWS if row.method == "get" and M in row.may]
    pages = {row.name: page for row in rows if (page := page_of(client.get(address(row, world))))}
    assert len(pages) > 30
    assert [name for name, page in pages.items() if "is 14 days over" not in page] == []
