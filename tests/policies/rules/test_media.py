"""Pictures: alternative text, consent, names, rights."""

from datetime import UTC, date, datetime

import pytest

from policies.rules import Severity


@pytest.mark.parametrize("alt", ["", "   ", "\n"])
def test_a_picture_without_alternative_text_stops_the_post(found, picture, alt):
    [finding] = found("alt-text", media=(picture(), picture(alt=alt)))
    assert (finding.severity, finding.medium) == (Severity.BLOCK, 1)
    assert finding.message == "Say what picture 2 shows, for people who cannot see it."


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2041.jpg",
        "library.png",
        "DSC_0042",
        "image1",
        "cat",
        "image of",
        "A photo of a",
        "Logo",
        "table.jpg",
        "screenshot",
    ],
)
def test_words_that_say_nothing_are_a_hint(found, picture, alt):
    [finding] = found("alt-text", media=(picture(alt=alt),))
    assert finding.severity is Severity.ADVISE


@pytest.mark.parametrize(
    "alt",
    ["Front door of the library", "Image of a dog on a lead", "Five faces", "A map.", "Logo of Contact, a charity"],
)
def test_words_that_describe_are_fine(found, picture, alt):
    assert found("alt-text", media=(picture(alt=alt),)) == []


def test_a_decorative_picture_and_a_document_need_none(found, picture):
    assert found("alt-text", media=(picture(alt="", decorative=True), picture(alt="", kind="document"))) == []


@pytest.mark.parametrize(
    ("until", "stops"),
    [(None, True), (date(2026, 11, 30), True), (date(2026, 12, 1), False), (date(2027, 8, 31), False)],
)
def test_consent_has_to_hold_on_the_day_it_goes_out(found, picture, until, stops):
    findings = found("child-image-consent", media=(picture(shows_child=True, consent_until=until),))
    assert bool(findings) is stops


def test_the_day_it_goes_out_is_the_local_one(found, picture):
    just_after_midnight_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    media = (picture(shows_child=True, consent_until=date(2026, 7, 1)),)
    assert found("child-image-consent", media=media, publish_at=just_after_midnight_in_summer)


def test_a_post_without_a_time_is_judged_by_today(found, picture):
    media = (picture(shows_child=True, consent_until=date(2026, 11, 20)),)
    assert found("child-image-consent", media=media, publish_at=None) == []


@pytest.mark.parametrize("text", ["Look how proud Ellie is!", "Zayd made this robot.", "Fun with Maya and friends"])
def test_a_name_beside_a_childs_picture_stops_the_post(found, picture, text):
    child = picture(shows_child=True, consent_until=date(2027, 8, 31))
    [finding] = found("name-with-image", text, media=(child,))
    assert finding.quote in {"Ellie", "Zayd", "Maya"}
    assert found("name-with-image", text, media=(picture(),)) == []


@pytest.mark.parametrize(
    "text", ["Ask Karen for the form.", "Our adviser Priya took it.", "Victoria Park in May", "What a day!"]
)
def test_staff_and_places_beside_a_childs_picture_are_fine(found, picture, text):
    assert found("name-with-image", text, media=(picture(shows_child=True, consent_until=date(2027, 8, 31)),)) == []


def test_media_of_others_need_a_licence(found, picture):
    assert found("media-rights", media=(picture(made_by_service=False),))
    assert found("media-rights", media=(picture(made_by_service=False, licence="CC BY 4.0"),)) == []
