"""What a person sets in their own inbox: keys that do not clash, filters with names."""

from __future__ import annotations

import pytest

from moderation.inbox import preferences
from moderation.inbox.preferences import ACTIONS, USUAL, KeysClash, PreferenceRefused
from moderation.models import SavedFilter

pytestmark = pytest.mark.django_db


def save(user, **keys):
    return preferences.save(user, keys_on=True, keys=keys, blurs_abuse=True)


def test_the_usual_keys_are_one_each_and_hold_until_something_else_is_said(coordinator):
    assert set(USUAL) == set(ACTIONS)
    assert len(set(USUAL.values())) == len(USUAL)
    assert preferences.of(coordinator).pressed == USUAL


def test_two_may_change_places_but_not_share(coordinator):
    assert save(coordinator, next_row="k", previous_row="j").keys["next_row"] == "k"
    with pytest.raises(KeysClash, match="“H” would do two things: “Hide it” and “Go to the reply”") as clash:
        save(coordinator, reply="H")
    assert clash.value.action == "reply"
    assert preferences.of(coordinator).keys["previous_row"] == "j"


@pytest.mark.parametrize("key", ["", " ", "ab", "\t", "\x00", "İ"])
def test_a_key_is_one_sign_that_can_be_typed(coordinator, key):
    with pytest.raises(KeysClash, match="needs one letter, digit or sign"):
        save(coordinator, hide=key)


def test_keys_that_are_off_press_nothing_and_are_remembered(coordinator):
    preferences.save(coordinator, keys_on=False, keys={"hide": "x"}, blurs_abuse=False)
    held = preferences.of(coordinator)
    assert (held.pressed, held.keys["hide"], held.blurs_abuse) == ({}, "x", False)


def test_what_an_older_page_left_behind_does_no_harm(coordinator):
    save(coordinator)
    coordinator.inbox_preferences.keys = {"no_such_action": "x", "hide": "y"}
    coordinator.inbox_preferences.save()
    assert preferences.of(coordinator).keys == {**USUAL, "hide": "y"}


def test_a_key_that_a_person_took_before_an_action_had_it_stays_theirs(coordinator):
    save(coordinator)
    coordinator.inbox_preferences.keys = {"next_row": "d"}
    coordinator.inbox_preferences.save()
    held = preferences.of(coordinator)
    assert (held.keys["next_row"], held.keys["do"]) == ("d", "")
    assert "Go to what is to be done next" not in dict(held.listed).values()


def keep(service, user, name, **chosen):
    return preferences.save_filter(service, user, name=name, chosen=chosen or {"flag": "spam"})


def names(user) -> list[str]:
    return [row.name for row in SavedFilter.objects.filter(user=user)]


def test_filters_are_saved_renamed_and_moved(service, coordinator, approver):
    keep(service, approver, "Spam")
    first, second = keep(service, coordinator, " Spam  on X "), keep(service, coordinator, "Mine", show="mine")
    assert (first.name, second.query) == ("Spam on X", "show=mine")
    preferences.move_filter(second, -1)
    preferences.move_filter(second, -1)
    assert names(coordinator) == ["Mine", "Spam on X"]
    with pytest.raises(PreferenceRefused, match="already"):
        preferences.rename_filter(second, "SPAM ON X")
    with pytest.raises(PreferenceRefused, match="Give the filter a name"):
        preferences.rename_filter(second, "  ")
    preferences.rename_filter(second, "Spam")
    assert names(coordinator) == ["Spam", "Spam on X"]


def test_a_name_that_is_there_gets_the_new_filter(service, coordinator):
    keep(service, coordinator, "Spam")
    keep(service, coordinator, "spam", flag="under_13")
    assert SavedFilter.objects.get().query == "flag=under_13"


def test_there_is_an_end_to_filters(service, coordinator):
    for number in range(preferences.MOST_FILTERS):
        keep(service, coordinator, f"Filter {number}")
    with pytest.raises(PreferenceRefused, match="Delete one first"):
        keep(service, coordinator, "One more")
