"""Key dates, bank holidays, terms and events of a service; what is near and has no post ready."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from posts.models import KeyDateChoice, KeyDateDays, ServiceDate
from posts.planning import dates
from posts.planning.dates import DateRefused, Typed
from tests.factories.posts import PostFactory

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
DISABILITIES = "International Day of Persons with Disabilities"


def event(service, by, **fields):
    typed = Typed(**({"kind": "event", "name": "Coffee morning", "starts_on": dt.date(2026, 12, 1)} | fields))
    return dates.add(service, by=by, typed=typed, now=NOW)


def names(found):
    return [one.name for one in found]


def test_a_span_has_key_dates_bank_holidays_and_own_dates(service, author):
    event(service, author)
    event(
        service, author, kind="term", name="Autumn term", starts_on=dt.date(2026, 9, 2), ends_on=dt.date(2026, 12, 18)
    )
    found = dates.occasions(service, dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert {"Coffee morning", "Autumn term", "Christmas Day", DISABILITIES, "Human Rights Day"} <= set(names(found))


def test_bank_holidays_are_those_of_the_services_part_of_the_country(service):
    service.holiday_region = "SCT"
    found = dates.occasions(service, dt.date(2026, 11, 28), dt.date(2026, 12, 2))
    assert [one.starts_on for one in found if one.kind == "bank_holiday"] == [dt.date(2026, 11, 30)]


def test_an_event_comes_back_by_its_rule_until_its_end(service, author):
    event(service, author, rule="FREQ=MONTHLY;BYDAY=1TU", until=dt.date(2027, 2, 1), at=dt.time(10))
    found = dates.occasions(service, dt.date(2026, 11, 1), dt.date(2027, 6, 30))
    assert [one.starts_on for one in found if one.kind == "event"] == [dt.date(2026, 12, 1), dt.date(2027, 1, 5)]


def test_a_week_that_began_before_the_span_is_found(service, author):
    event(
        service,
        author,
        kind="holiday",
        name="Half-term",
        starts_on=dt.date(2026, 10, 26),
        ends_on=dt.date(2026, 10, 30),
    )
    assert "Half-term" in names(dates.occasions(service, dt.date(2026, 10, 30), dt.date(2026, 11, 2)))
    assert "Half-term" not in names(dates.occasions(service, dt.date(2026, 10, 31), dt.date(2026, 11, 2)))


def test_a_weekly_event_at_nine_is_at_nine_the_whole_year(service, author):
    event(service, author, rule="FREQ=WEEKLY;BYDAY=TU", at=dt.time(9))
    found = [one for one in dates.occasions(service, dt.date(2027, 1, 1), dt.date(2027, 12, 31)) if one.kind == "event"]
    moments = [dt.datetime.combine(one.starts_on, one.at, service.zone) for one in found]
    assert len(moments) == 52
    assert {moment.astimezone(dt.UTC).hour for moment in moments} == {8, 9}
    assert {moment.strftime("%a %H:%M") for moment in moments} == {"Tue 09:00"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on": dt.date(2027, 3, 28), "at": dt.time(1, 30)}, "Choose 00:59 or 02:00"),
        ({"rule": "FREQ=WEEKLY;BYDAY=SU", "at": dt.time(1, 30), "starts_on": dt.date(2026, 12, 6)}, "does not exist"),
        ({"rule": "FREQ=SECONDLY"}, "once a day"),
        ({"rule": "FREQ=DAILY;COUNT=100000000"}, "date of its own"),
        ({"ends_on": dt.date(2026, 11, 30)}, "first day or a later one"),
        ({"ends_on": dt.date(2027, 12, 2)}, "within one year"),
        ({"until": dt.date(2027, 1, 1)}, "how often it comes back"),
        ({"rule": "FREQ=WEEKLY", "until": dt.date(2026, 11, 1)}, "a day after"),
        ({"starts_on": dt.date(1800, 1, 1)}, "between 2000 and 2100"),
        ({"name": "  "}, "a name"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(service, author, fields, sentence):
    with pytest.raises(DateRefused, match=f"(?i){sentence}"):
        event(service, author, **fields)
    assert not ServiceDate.objects.exists()


def test_a_date_is_changed_and_taken_out_and_both_are_on_record(service, author):
    row = event(service, author)
    typed = Typed(kind="event", name="Coffee afternoon", starts_on=dt.date(2026, 12, 2))
    dates.change(row.pk, by=author, typed=typed, now=NOW)
    dates.change(row.pk, by=author, typed=typed, now=NOW)
    dates.take_out(row.pk, by=author, now=NOW)
    dates.take_out(row.pk, by=author, now=NOW)
    kinds = list(Event.objects.filter(service=service, kind__startswith="calendar").values_list("kind", flat=True))
    assert sorted(kinds) == ["calendar.date_added", "calendar.date_changed", "calendar.date_removed"]


def test_only_staff_who_plan_may_write_dates(service, author, viewer, safeguarding_lead, outsider):
    row = event(service, author)
    for person in (viewer, safeguarding_lead, outsider):
        with pytest.raises(PermissionDenied):
            event(service, person)
        with pytest.raises(PermissionDenied):
            dates.take_out(row.pk, by=person)
        with pytest.raises(PermissionDenied):
            dates.choose(service, "autism-day", by=person, is_shown=False, lead_days=None)


def test_a_service_hides_a_key_date_and_sets_its_lead_time(service, author):
    dates.choose(service, "persons-with-disabilities", by=author, is_shown=True, lead_days=5, now=NOW)
    dates.choose(service, "human-rights-day", by=author, is_shown=False, lead_days=14, now=NOW)
    dates.choose(service, "human-rights-day", by=author, is_shown=False, lead_days=14, now=NOW)
    found = {one.key: one for one in dates.occasions(service, dt.date(2026, 12, 1), dt.date(2026, 12, 31)) if one.key}
    assert found["persons-with-disabilities"].lead_days == 5
    assert "human-rights-day" not in found
    assert Event.objects.filter(kind="calendar.key_date_chosen").count() == 2
    assert KeyDateChoice.objects.get(key="human-rights-day").lead_days is None


def due(service, now=NOW):
    return names(dates.due(service, now.date()))


def test_a_key_date_is_due_from_its_lead_time_on(service, author):
    dates.choose(service, "persons-with-disabilities", by=author, is_shown=True, lead_days=13, now=NOW)
    assert DISABILITIES in due(service)
    assert DISABILITIES not in due(service, NOW - dt.timedelta(days=1))
    assert DISABILITIES not in due(service, dt.datetime(2026, 12, 4, tzinfo=dt.UTC))


def at(day, month=12):
    return dt.datetime(2026, month, day, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("post", "is_due"),
    [
        ({"title": "For the international day of persons with disabilities", "approved": True}, False),
        ({"text": "Today is the Day of Disabled People.", "approved": True}, False),
        ({"title": DISABILITIES, "scheduled": True}, False),
        ({"title": DISABILITIES}, True),
        ({"title": DISABILITIES, "submitted": True}, True),
        ({"title": DISABILITIES, "withdrawn": True}, True),
        ({"title": "Coffee morning", "approved": True}, True),
        ({"title": DISABILITIES, "approved": True, "publish_at": at(9)}, True),
        ({"title": DISABILITIES, "published": True, "publish_at": at(1, month=11)}, True),
    ],
)
def test_only_a_post_that_is_ready_and_names_it_settles_a_key_date(service, author, post, is_due):
    PostFactory(service=service, author=author, **{"publish_at": at(3), **post})
    assert (DISABILITIES in due(service)) is is_due


def test_a_post_of_another_service_settles_nothing(service, other_service):
    PostFactory(service=other_service, title=DISABILITIES, approved=True, publish_at=at(3))
    assert DISABILITIES in due(service)


def test_terms_and_bank_holidays_want_no_post(service, author):
    event(service, author, kind="holiday", name="Half-term", starts_on=dt.date(2026, 11, 23), lead_days=30)
    assert "Half-term" not in due(service)


def test_what_is_due_costs_the_same_however_many_dates(service, author, django_assert_max_num_queries):
    for number in range(30):
        event(service, author, name=f"Event {number}", rule="FREQ=WEEKLY", lead_days=30)
        PostFactory(service=service, author=author, approved=True, publish_at=at(3))
    with django_assert_max_num_queries(3):
        assert due(service)


@pytest.fixture
def open_page(client, author, service, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(author)
    return lambda page, /, *args, **data: (client.post if data else client.get)(
        reverse(f"calendar:{page}", args=[service.slug, *args]), data or None
    )


def test_an_event_is_typed_in_the_words_of_staff(open_page, service):
    said = {"kind": "event", "name": "Forum", "starts_on": "2026-12-08", "often": "nth", "at": "18:30", "lead_days": 10}
    assert open_page("new_date", **said).status_code == 302
    row = ServiceDate.objects.get(service=service)
    assert row.rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert dates.when(row) == "the second Tuesday of every month from Tue 8 Dec 2026 at 18:30"
    page = open_page("date", row.pk).content.decode()
    assert '<option value="nth" selected>' in page
    assert "The second Tuesday of every month" in open_page("dates").content.decode()


def test_a_rule_that_no_words_of_the_form_mean_stays_as_it_is(open_page, service, author):
    row = event(service, author, rule="FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH")
    assert "As it is now: every 3 weeks on Monday and Thursday" in open_page("date", row.pk).content.decode()
    said = {"kind": "event", "name": "Other", "starts_on": "2026-12-01", "often": "kept", "lead_days": 3}
    open_page("date", row.pk, **said)
    row.refresh_from_db()
    assert (row.name, row.rule) == ("Other", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH")


def test_a_time_that_does_not_exist_is_refused_on_the_page(open_page):
    said = {"kind": "event", "name": "Night", "starts_on": "2027-03-28", "at": "01:30", "lead_days": 1}
    answer = open_page("new_date", **said)
    assert answer.status_code == 422
    assert "Choose 00:59 or 02:00." in answer.content.decode()


def test_a_year_of_key_dates_can_be_turned_and_odd_years_are_this_year(client, open_page, service):
    open_page("dates")
    address = reverse("calendar:dates", args=[service.slug])
    assert "Key dates in 2030" in client.get(address, {"year": "2030"}).content.decode()
    for odd in ("99999", "-1", "x", "²"):
        assert "Key dates in 2026" in client.get(address, {"year": odd}).content.decode()


def test_a_key_date_is_hidden_on_its_page(open_page, service):
    assert "about" not in open_page("key_date", "autism-day").content.decode().split("<h1>")[1].split("</form>")[0]
    assert open_page("key_date", "autism-day", lead_days="7").status_code == 302
    assert not KeyDateChoice.objects.get(service=service, key="autism-day").is_shown
    assert open_page("key_date", "nothing").status_code == 404
    assert open_page("key_date", "autism-day", lead_days="999").status_code == 422


def test_key_dates_are_folded_by_month_and_open_where_they_are_near(open_page):
    page = open_page("dates").content.decode()
    folds = {name: f'<details open id="month-{name}">' in page for name in ("02", "10", "11", "12")}
    assert page.count('id="month-') == 12
    assert folds == {"02": False, "10": False, "11": True, "12": True}
    assert "without a post ready" in page


def test_days_that_are_set_anew_each_year_are_confirmed_on_their_page(open_page, service):
    key, june = "learning-disability-week", (dt.date(2027, 6, 1), dt.date(2027, 6, 30))
    assert "2027: about Mon 21 June" in open_page("key_date", key).content.decode()
    said = {"is_shown": "on", "lead_days": "28", "first": "2027-06-14", "last": "2027-06-20"}
    assert open_page("key_date", key, **said).status_code == 302
    (one,) = [one for one in dates.occasions(service, *june) if one.key == key]
    assert (one.starts_on, one.ends_on, one.is_about) == (dt.date(2027, 6, 14), dt.date(2027, 6, 20), False)
    assert "2027: Mon 14 June" in open_page("key_date", key).content.decode()
    assert open_page("key_date", key, **(said | {"first": "", "last": ""})).status_code == 302
    assert not KeyDateDays.objects.exists()
    assert Event.objects.filter(kind="calendar.key_date_chosen").count() == 2


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2028-06-14", "", "Choose a first day in 2027."),
        ("2027-06-14", "2027-06-13", "The last day has to be the first day"),
        ("2027-06-14", "2028-06-14", "The last day has to be the first day"),
        ("", "2027-06-14", "Choose the first day too."),
    ],
)
def test_days_that_cannot_be_are_refused_on_the_page(open_page, first, last, sentence):
    said = {"is_shown": "on", "lead_days": "28", "first": first, "last": last}
    answer = open_page("key_date", "learning-disability-week", **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not KeyDateChoice.objects.exists()


def test_a_key_date_with_a_rule_keeps_its_days(service, author):
    days = (dt.date(2027, 4, 3), dt.date(2027, 4, 3))
    with pytest.raises(DateRefused, match="follow from its rule"):
        dates.choose(service, "autism-day", by=author, is_shown=True, lead_days=21, confirmed=(2027, days))


def test_days_that_one_service_confirmed_are_not_anothers(service, other_service, author):
    days = (dt.date(2027, 6, 14), dt.date(2027, 6, 20))
    dates.choose(service, "learning-disability-week", by=author, is_shown=True, lead_days=28, confirmed=(2027, days))
    june = (dt.date(2027, 6, 1), dt.date(2027, 6, 30))
    (one,) = [one for one in dates.occasions(other_service, *june) if one.key == "learning-disability-week"]
    assert (one.starts_on, one.is_about) == (dt.date(2027, 6, 21), True)
