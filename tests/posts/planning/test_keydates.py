"""The key dates: each against two years that are known."""

import datetime as dt

import pytest

from posts.models import Audience
from posts.planning import keydates
from posts.planning.keydates import BY_KEY, KEY_DATES

# key: the first day in two years as their bodies had it, "month-day" (and the last, for weeks)
KNOWN = {
    "primary-applications-close": {2025: "01-15", 2026: "01-15"},
    "phase-transfer": {2025: "02-15", 2026: "02-15"},
    "secondary-offer-day": {2025: "03-03", 2026: "03-02"},
    "post-16-transfer": {2025: "03-31", 2026: "03-31"},
    "primary-offer-day": {2017: "04-18", 2025: "04-16"},
    "a-level-results": {2024: "08-15", 2025: "08-14"},
    "gcse-results": {2024: "08-22", 2025: "08-21"},
    "secondary-applications-close": {2024: "10-31", 2025: "10-31"},
    "braille-day": {2025: "01-04", 2026: "01-04"},
    "epilepsy-day": {2025: "02-10", 2026: "02-09"},
    "rare-disease-day": {2024: "02-29", 2025: "02-28"},
    "hearing-day": {2025: "03-03", 2026: "03-03"},
    "neurodiversity-week": {2024: "03-18", 2025: "03-17"},
    "sign-language-week": {2024: "03-18 03-24", 2025: "03-17 03-23"},
    "down-syndrome-day": {2024: "03-21", 2025: "03-21"},
    "purple-day": {2024: "03-26", 2025: "03-26"},
    "autism-day": {2024: "04-02", 2025: "04-02"},
    "autism-month": {2024: "04-01 04-30", 2025: "04-01 04-30"},
    "deaf-awareness-week": {2018: "05-14", 2025: "05-05"},
    "tourettes-month": {2024: "05-15 06-15", 2025: "05-15 06-15"},
    "accessibility-day": {2024: "05-16", 2025: "05-15"},
    "learning-disability-week": {2021: "06-14", 2025: "06-16"},
    "autistic-pride-day": {2024: "06-18", 2025: "06-18"},
    "deafblind-week": {2024: "06-24 06-30", 2025: "06-23 06-29"},
    "disability-pride-month": {2024: "07-01 07-31", 2025: "07-01 07-31"},
    "fasd-day": {2024: "09-09", 2025: "09-09"},
    "sign-languages-day": {2024: "09-23", 2025: "09-23"},
    "week-of-deaf-people": {2023: "09-18 09-24", 2024: "09-23 09-29"},
    "adhd-month": {2024: "10-01 10-31", 2025: "10-01 10-31"},
    "dyslexia-week": {2024: "10-07", 2025: "10-06"},
    "dyspraxia-week": {2024: "10-07", 2025: "10-06"},
    "cerebral-palsy-day": {2024: "10-06", 2025: "10-06"},
    "sight-day": {2024: "10-10", 2025: "10-09"},
    "white-cane-day": {2024: "10-15", 2025: "10-15"},
    "dld-day": {2023: "10-20", 2024: "10-18"},
    "stammering-day": {2024: "10-22", 2025: "10-22"},
    "disability-history-month": {2021: "11-18", 2025: "11-20"},
    "persons-with-disabilities": {2024: "12-03", 2025: "12-03"},
    "childrens-mental-health-week": {2024: "02-05", 2026: "02-09"},
    "time-to-talk": {2024: "02-01", 2025: "02-06"},
    "eating-disorders-week": {2024: "02-26", 2025: "02-24"},
    "mental-health-awareness-week": {2024: "05-13", 2025: "05-12"},
    "suicide-prevention-day": {2024: "09-10", 2025: "09-10"},
    "youth-mental-health-day": {2024: "09-19", 2025: "09-19"},
    "mental-health-day": {2024: "10-10", 2025: "10-10"},
    "education-day": {2025: "01-24", 2026: "01-24"},
    "safer-internet-day": {2024: "02-06", 2025: "02-11"},
    "book-day": {2024: "03-07", 2025: "03-06"},
    "young-carers-day": {2023: "03-15", 2025: "03-12"},
    "mothering-sunday": {2025: "03-30", 2026: "03-15"},
    "families-day": {2024: "05-15", 2025: "05-15"},
    "carers-week": {2024: "06-10", 2025: "06-09"},
    "play-day": {2024: "06-11", 2025: "06-11"},
    "fathers-day": {2025: "06-15", 2026: "06-21"},
    "national-playday": {2024: "08-07", 2025: "08-06"},
    "youth-day": {2024: "08-12", 2025: "08-12"},
    "kinship-care-week": {2024: "10-07", 2025: "10-06"},
    "anti-bullying-week": {2024: "11-11", 2025: "11-10"},
    "childrens-day": {2024: "11-20", 2025: "11-20"},
    "human-rights-day": {2024: "12-10", 2025: "12-10"},
}
TABLE = [(key, year, days) for key, years in KNOWN.items() for year, days in years.items()]


def test_every_key_date_is_checked_against_two_years():
    assert set(KNOWN) == set(BY_KEY)
    assert len(KEY_DATES) == len(BY_KEY) >= 40
    assert all(len(years) == 2 for years in KNOWN.values())


@pytest.mark.parametrize(("key", "year", "days"), [row for row in TABLE if not BY_KEY[row[0]].is_about])
def test_a_rule_gives_the_days_that_its_body_set(key, year, days):
    expected = [dt.date.fromisoformat(f"{year}-{day}") for day in days.split()]
    assert BY_KEY[key].in_year(year) == (expected[0], expected[-1])


@pytest.mark.parametrize(("key", "year", "days"), [row for row in TABLE if BY_KEY[row[0]].is_about])
def test_a_date_that_is_set_anew_each_year_is_at_most_a_week_off(key, year, days):
    expected = dt.date.fromisoformat(f"{year}-{days}")
    assert abs(BY_KEY[key].in_year(year)[0] - expected) <= dt.timedelta(days=7)


@pytest.mark.parametrize("one", KEY_DATES, ids=lambda one: one.key)
def test_a_key_date_has_a_day_in_any_year_and_says_whose_it_is(one):
    for year in range(2000, 2101):
        first, last = one.in_year(year)
        assert first <= last
        assert first.year == year
    assert one.source
    assert one.rule_words
    assert 1 <= one.lead_days <= 180
    assert set(one.audiences) <= set(Audience.values)
    assert one.is_about == one.rule_words.startswith("About") or one.key == "gcse-results"


def test_a_span_finds_what_begins_before_it_and_what_lasts_beyond_it():
    found = {one.key for one, _ in keydates.between(dt.date(2026, 4, 30), dt.date(2026, 5, 4))}
    assert found == {"autism-month", "deaf-awareness-week"}


def test_a_span_over_new_year_has_both_years():
    found = {one.key: span[0] for one, span in keydates.between(dt.date(2026, 12, 10), dt.date(2027, 1, 4))}
    assert found["human-rights-day"] == dt.date(2026, 12, 10)
    assert found["braille-day"] == dt.date(2027, 1, 4)
