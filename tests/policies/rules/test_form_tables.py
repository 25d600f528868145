"""The rules of form over lines of the batch format, as an outsider would write them.

Every line goes out on Tuesday 1 December 2026 at 10:00 unless it says otherwise.
"""

import json
from datetime import date
from typing import Any

import pytest

from policies.rules import Finding, check
from policies.rules.lines import draft_of_line

SERVICE = {
    "name": "Northshire SENDIASS",
    "phone": "01632 960150",
    "email": "help@northshire-sendiass.example",
    "host": "Northshire Council",
}
PICTURE = {
    "kind": "image",
    "alt": "Front door of the library",
    "file": "l.jpg",
    "shows_child": False,
    "consent_until": None,
    "made_by_service": True,
    "licence": None,
}
CHILD = {**PICTURE, "alt": "A child who paints", "shows_child": True, "consent_until": "2027-08-31"}
NOON = "2026-12-01T10:00:00+00:00"


def found(rule: str, text: str = "Hello there.", **values: Any) -> list[Finding]:
    line = {"id": "x", "text": text, "channels": ["facebook"], "publish_at": NOON, "service": SERVICE, **values}
    _, draft = draft_of_line(json.dumps(line), today=date(2026, 11, 20), time_zone="Europe/London")
    return [finding for finding in check(draft) if finding.rule == rule]


ANNOUNCED = [
    "Drop-in on 26 November, 10am, at the library.",
    "Join us yesterday at the hub",
    "Come to our coffee morning on Thursday 26 November.",
    "Join us on 30/11 at 2pm",
    "Workshop: 30.11.26, 10am",
    "Fun day, 28th Nov",
    "See you on Nov 28!",
    "Our webinar is on Monday 30 November at 7pm. Book now.",
    "Book your place by 30 November",
    "Applications close on 27th November 2026",
    "The consultation closes at midnight on 30 November 2026.",
    "Today (1 December) at 9am at the library",
    "Join us this morning from 9 to 9.45am",
    "Coffee morning 1 December 8.30am",
    "Parent forum meeting - Wed 25 Nov 2026, 6pm, Harbour Library",
    "2026-11-29 Family fun run. Register now!",
    "Open evening on the 24th of November",
    "SEND surgery: 23, 24 and 25 November",
    "Summer fair on 4 July 2026! Come along.",
    "Half-term club 26-30 October 2026, book now",
    "Half-term club, 26 to 30 October: places left",
    "Don't forget our drop in on Sunday 29 November",
    "Deadline for secondary school places: 31 October 2026. Apply on the council's website.",
    "Tell us what you think before 20 November.",
    "Last chance! Survey ends 29 November.",
    "We'll be at Eastfield High on 18 November to answer your questions.",
    "Tickets for the panto on 28 November are still available",
    "Next session: 17 November, 10.30",
    "Dates for your diary: 10 November, 24 November",
    "Save the date – 12 September 2026 – Annual conference",
    "When: Monday 30 November. Where: Harbour Library.",
    "Friday 27 November is our next advice day.",
    "Reminder: the meeting is on 19 November 2026.",
    "Come and meet us at the market on Saturday 21st November, 10-2.",
    "Apply by 5pm on Monday 30 November.",
    "We are running a webinar on 12 November 2026 about transition to adulthood.",
    "Join our live Q&A on 30 November",
]
TOLD_OR_TO_COME = [
    "Drop-in on 4 December, 10am, at the library.",
    "Thank you to everyone who came on 26 November.",
    "Thanks for coming to our drop-in on 26 November!",
    "What a day! 60 families came to the fair on 28 November.",
    "Our webinar on 24 November is now on YouTube.",
    "Did you miss our webinar on 24 November? Watch it again.",
    "Slides from the 24 November workshop are on our website.",
    "On 20 November we held our annual conference.",
    "The council published its plan on 12 November 2026.",
    "The law changed on 1 September 2014.",
    "The White Paper of 12 November sets out changes.",
    "The consultation opened on 2 November and closes on 18 December.",
    "The consultation runs from 2 November to 18 December.",
    "Open from 1 November until 20 December.",
    "Exhibition 16 November - 12 December at the library",
    "Since 1 November our number is 01632 960150.",
    "From 30 November our office opens at nine.",
    "Survey open until 1 December",
    "Apply by 1 December",
    "Join us today at 2pm",
    "Join us today, 1 December, 10am to 12pm",
    "Join us tomorrow, 2 December",
    "Wednesday 2 December, 9am",
    "4/12 at 10",
    "Drop-in 04.12.26",
    "Every Tuesday until 15 December",
    "15 January: deadline for primary places",
    "Monday 11 January 2027",
    "International Day of Disabled People is on 3 December.",
    "Christmas closing: 24 December to 2 January",
    "Guidance dated 3 November 2026",
    "Read our October 2026 newsletter",
    "Minutes of the meeting of 17 November 2026",
    "The meeting on 24 November was cancelled.",
    "Postponed: the session on 24 November will now be on 8 December.",
    "The panto on 28 November was brilliant.",
    "Looking back at our fun day on 28 November",
    "We visited Eastfield High on 18 November and met 40 parents.",
    "Ofsted visited on 10 to 12 November 2026.",
    "As of 30 November 2026, 1,200 people have read our guide.",
    "If your child was born between 1 September 2021 and 31 August 2022, apply by 15 January.",
    "Transfer to secondary: plans must be amended by 15 February.",
    "Plans had to be amended by 15 November for under-5s.",
    "Letters went out on 27 November.",
    "If you did not hear by 30 November, call us.",
    "The deadline was 31 October. If you missed it, ring us.",
    "Applications closed on 31 October 2026. Late applications: call the council.",
    "Our stall opened its doors on 5 November 2019.",
    "Equality Act 2010, in force since 1 October 2010",
    "Opened in May 2019, our hub is seven years old.",
    "In November 2026 we helped 230 families.",
    "Statistics for October 2026 are out.",
    "Read the SEND review of 29 March 2022",
    "Version 2.1, 1 November 2026",
    "Photos of our picnic (18 July 2026)",
    "Throwback to 3 August 2025!",
    "We have moved! Our address since 23 November: 4 Market Row.",
    "The tribunal decided on 11 November 2026 that plans must be specific.",
]


@pytest.mark.parametrize("text", ANNOUNCED)
def test_what_is_over_is_not_announced(text):
    assert found("past-event", text)


@pytest.mark.parametrize("text", TOLD_OR_TO_COME)
def test_reports_references_and_what_is_to_come_are_fine(text):
    assert found("past-event", text) == []


NAMED = [
    "Well done Ruby!",
    "Well done, Lily, on your medal.",
    "Look at Poppy's painting!",
    "Max made this robot.",
    "Happy birthday Grace!",
    "Amelia painted our banner.",
    "Here is Daisy with her certificate.",
    "Meet Zephyra, our youngest visitor.",
    "Olivia and Noah loved the sensory room.",
    "This is Harley enjoying the snow",
    "Thank you to Jack for the lovely drawing",
    "Ethan Brooks at our fun day",
    "Sienna had a brilliant time at our fun day!",
    "Big smiles from Aisha today.",
    "Little Tomasz on the swings",
    "Freya (6) at our stall",
    "Evie's first day at nursery",
    "What a star you are, Leo!",
    "Here's Summer at the seaside.",
    "Isla, Theo and Arlo at the park",
    "Photo: Kian at the farm",
    "Jakub with his model",
    "Joshua, pictured, had fun",
    "Rosie meets Father Christmas",
    "Bravo, Ivy!",
]
NOT_NAMED = [
    "Ask Karen for the form.",
    "Our adviser Priya took it.",
    "Victoria Park in May",
    "What a day!",
    "Councillor Sarah Jones opened the hub",
    "Story time with author Jacqueline Wilson",
    "Jack and the Beanstalk, relaxed performance",
    "Thanks to Dave for the photo.",
    "Sensory play at the Ruby Centre",
    "Summer fun at the library",
    "Hope you can join us",
    "May half term fun at Charlotte Street",
    "Grace Road Community Centre",
    "Join Helen for messy play on Tuesday",
    "Children had a great time at our fun day.",
    "Elmer Day at the library",
    "Max 10 children. Will there be cake? Yes!",
    "Father Christmas came to our party",
    "St George's Day",
    "Our volunteers made a mask of Harry Potter",
    "Autumn is here!",
    "Poppy seeds, holly and ivy: our nature trail",
    "Well done everyone!",
    "Well done Northshire!",
    "Thank you Eastfield Library for having us",
    "Happy Easter!",
    "Happy Diwali!",
    "Dr Amy Shah, paediatrician, read a story",
    "Look at this!",
    "Makaton sign of the week: rose",
    "Dawn to dusk walk",
    "Penny for the guy",
    "Coffee with Karen",
    "Playing Snakes and Ladders",
    "Children at Jubilee Park. Photo by Jess Turner.",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_childs_name_beside_its_picture_is_seen(text):
    assert found("name-with-image", text, media=[CHILD])
    assert found("name-with-image", text, media=[PICTURE]) == []


@pytest.mark.parametrize("text", NOT_NAMED)
def test_adults_at_work_places_and_words_beside_a_childs_picture_are_fine(text):
    assert found("name-with-image", text, media=[CHILD]) == []


@pytest.mark.parametrize(
    ("alt", "severity"),
    [
        (None, "block"),
        ("", "block"),
        ("  ", "block"),
        ("\u200b", "block"),
        ("-", "advise"),
        ("IMG_1234.JPG", "advise"),
        ("l.jpg", "advise"),
        ("photo", "advise"),
        ("image of", "advise"),
        ("Image of", "advise"),
        ("picture of a", "advise"),
        ("cat", "advise"),
        ("DSC00012", "advise"),
        ("img", "advise"),
        ("Screenshot 2026-11-20 at 10.15.22.png", "advise"),
        ("image001.png", "advise"),
        ("2041.jpeg", "advise"),
        ("IMG-20261120-WA0001", "advise"),
        ("library front.jpg", "advise"),
        ("PHOTO-2026-11-20", "advise"),
        ("a photograph", "advise"),
        ("n/a", "advise"),
        ("alt text", "advise"),
        ("untitled", "advise"),
        ("Image of a red door", "no"),
        ("Photo of our team", "no"),
        ("A leaflet.", "no"),
        ("Poster: fun day, Friday 4 December", "no"),
        ("door.", "no"),
        ("Logo", "advise"),
        ("l", "advise"),
        ("Picture of ...", "advise"),
        ("Screenshot of a form", "no"),
        ("Image", "advise"),
        ("image of the", "advise"),
        ("image1", "advise"),
        ("final_v2_FINAL", "advise"),
        ("20261120_101522", "advise"),
        ("library", "no"),
    ],
)
def test_alternative_text(alt, severity):
    severities = [str(finding.severity) for finding in found("alt-text", media=[{**PICTURE, "alt": alt}])]
    assert severities == ([] if severity == "no" else [severity])


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("image", True),
        ("photo", True),
        ("gif", True),
        ("video", False),
        ("audio", False),
        ("document", False),
        ("Image", True),
        ("IMAGE", True),
        ("graphic", True),
        ("picture", True),
        ("infographic", True),
    ],
)
def test_what_is_looked_at_needs_alternative_text(kind, needed):
    assert bool(found("alt-text", media=[{**PICTURE, "kind": kind, "alt": ""}])) is needed


@pytest.mark.parametrize(
    ("made_by_service", "licence", "fires"),
    [
        (False, None, True),
        (False, "", True),
        (False, " ", True),
        (False, "CC BY 4.0", False),
        (True, None, False),
        (None, None, True),
        (False, "none", True),
        (False, "unknown", True),
        (False, "n/a", True),
        (False, "None", True),
        (False, "No licence", True),
        (False, "Used with permission of the library", False),
        (False, "not yet", True),
        (False, "?", True),
        (False, "tbc", True),
        (False, "licence requested", True),
        (False, "Google Images", True),
    ],
)
def test_a_licence_that_says_none_is_none(made_by_service, licence, fires):
    medium = {**PICTURE, "made_by_service": made_by_service, "licence": licence}
    assert bool(found("media-rights", media=[medium])) is fires


@pytest.mark.parametrize(
    ("campaign", "fires"),
    [
        (None, False),
        ("", False),
        ("Winter of play", True),
        ({"name": "W"}, True),
        ({"name": "W", "approved": False}, True),
        ({"name": "W", "approved": True}, False),
        ({"name": "W", "approved_by": "Tom"}, False),
        ({"name": "W", "approved_by": None}, True),
        ({"name": "W", "status": "approved"}, False),
        ({"name": "W", "status": "pending"}, True),
        ({"name": "W", "approved": "2026-11-01"}, False),
        ({"approved": False}, True),
        ({"approved": True}, False),
        ({"name": "W", "approved": None, "approved_by": "Line manager"}, False),
        ({"name": "W", "state": "Approved"}, False),
        ({"name": "W", "approved_at": "2026-11-02T10:00:00Z"}, False),
        ({"name": "W", "public": False, "approved": False}, False),
        ({"name": "W", "public": True, "approved": False}, True),
        ({"title": "W", "line_manager_approved": True}, False),
        ({"title": "W", "approved": "no"}, True),
        (True, True),
        (False, False),
        ({"name": "W", "approved": True, "approved_by": ""}, False),
        ({"name": "W", "permission": True}, False),
        ({"name": "W", "approval": {"by": "Tom", "on": "2026-11-01"}}, False),
        ({"name": "W", "approval": None}, True),
        ({"name": "W", "approved_on": "2026-11-01"}, False),
        ({"name": "W", "manager_approved": False}, True),
    ],
)
def test_leave_for_a_campaign_is_read_in_the_usual_ways(campaign, fires):
    assert bool(found("campaign-permission", campaign=campaign)) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("See https://a.example/x.", False),
        ("See http://a.example", True),
        ("See https://", True),
        ("See https:// ", True),
        ("See https:///path", True),
        ("https://.", True),
        ("htps://a.example", True),
        ("https//a.example", True),
        ("https:/a.example", True),
        ("https:a.example", True),
        ("http//a.example", True),
        ("https://localhost/x", True),
        ("https://a", True),
        ("https://example", True),
        ("https://a.example:8080/x", False),
        ("mailto:help@northshire-sendiass.example", False),
        ("and/or, he/she, 24/7, n/a", False),
        ("help@northshire-sendiass.example", False),
        ("etc.the next", False),
        ("gov.uk/send", False),
        ("northshire-sendiass.example/reviews", False),
        ("[our guide](https://a.example/x)", False),
        ("[our guide](http://a.example/x)", True),
        ("(https://a.example)", False),
        ("“https://a.example”", False),
        ("https://a.example, https://b.example", False),
        ("HTTPS://A.EXAMPLE", False),
        ("HTTP://A.EXAMPLE", True),
        ("ftp://a.example/x", True),
        ("https://a .example/x", True),
        ("https:// a.example", True),
        ("https://münchen.example", False),
        ("https://192.0.2.1/x", True),
        ("https://a..example", True),
        ("https://-.example", True),
        ("link: https://a.example/x?y=1&z=2#q", False),
        ("https://?q=1", True),
        ("https://#top", True),
        ("hxxps://a.example", True),
        ("ttps://a.example", True),
        ("https;//a.example", True),
        ("https://a,example", True),
        ("https://a_b.example", False),
        ("tel:01632960150", False),
        ("See <https://a.example>", False),
        ("see our website: https://", True),
        ("https://https://a.example", True),
        ("httpss://a.example", True),
        ("https://www.", True),
        ("https://www", True),
        ("file:///c:/x.doc", True),
        ("C:\\Users\\x\\flyer.pdf", False),
        ("https://a.example/a_(b)", False),
        ("javascript:alert(1)", True),
    ],
)
def test_links_that_cannot_work(text, fires):
    assert bool(found("broken-link", text)) is fires


@pytest.mark.parametrize(
    ("until", "publish_at", "fires"),
    [
        ("2026-12-01", NOON, False),
        ("2026-11-30", NOON, True),
        (None, NOON, True),
        ("", NOON, True),
        ("2026-11-25", None, False),
        ("2026-11-19", None, True),
        ("2026-07-01", "2026-07-01T23:30:00+00:00", True),  # half past midnight in British summer time
        ("2026-07-01", "2026-07-01T22:30:00+00:00", False),
        ("2027-01-01T00:00:00+00:00", NOON, False),
    ],
)
def test_consent_holds_on_the_local_day_on_which_it_goes_out(until, publish_at, fires):
    media = [{**CHILD, "consent_until": until}]
    assert bool(found("child-image-consent", media=media, publish_at=publish_at)) is fires


def test_a_film_of_a_child_needs_consent_too_and_a_missing_mark_is_no_child():
    assert found("child-image-consent", media=[PICTURE, {**CHILD, "kind": "video", "consent_until": None}])
    assert found("child-image-consent", media=[{**CHILD, "shows_child": None, "consent_until": None}]) == []


TEXT = "Drop in at the library for a chat about annual reviews, Thursday morning from ten. https://a.example/x"


@pytest.mark.parametrize(
    ("text", "at", "fires"),
    [
        (TEXT, "2026-11-20T10:00:00+00:00", True),
        (TEXT.upper(), "2026-11-20T10:00:00+00:00", True),
        (TEXT.replace(" ", "  "), "2026-11-20T10:00:00+00:00", True),
        (TEXT.replace("/x", "/y"), "2026-11-20T10:00:00+00:00", True),
        ("🎉 " + TEXT + " #NorthshireSEND", "2026-11-20T10:00:00+00:00", True),
        (TEXT, "2026-11-01T10:00:00+00:00", True),
        (TEXT, "2026-10-31T10:00:00+00:00", False),
        (TEXT, "2026-12-31T10:00:00+00:00", True),
        (TEXT, "2027-01-20T10:00:00+00:00", False),
        (TEXT.replace("annual reviews", "EHC plans"), "2026-11-20T10:00:00+00:00", False),
        (TEXT.replace("Thursday morning from ten", "Monday from two"), "2026-11-20T10:00:00+00:00", False),
    ],
)
def test_the_same_text_again_within_the_window(text, at, fires):
    recent = [{"channel": "Facebook", "text": text, "at": at}]
    assert bool(found("duplicate", TEXT, recent_posts=recent)) is fires
    assert found("duplicate", TEXT, recent_posts=[{**recent[0], "channel": "x"}]) == []


def test_a_text_of_emoji_alone_can_repeat_itself():
    recent = [{"channel": "facebook", "text": "🎉🎉", "at": "2026-11-20T10:00:00+00:00"}]
    assert found("duplicate", "🎉🎉", recent_posts=recent)
    assert found("duplicate", "🎉", recent_posts=recent) == []


@pytest.mark.parametrize(
    ("at", "fires"),
    [
        ("2026-10-24T22:59:00+00:00", False),
        ("2026-10-24T23:00:00+00:00", True),  # midnight in British summer time
        ("2026-10-25T23:59:00+00:00", True),  # the day has 25 hours
        ("2026-10-26T00:00:00+00:00", False),
        ("2026-10-26T00:30:00+01:00", True),
    ],
)
def test_a_quiet_day_on_which_the_clock_changes(at, fires):
    period = [{"from": "2026-10-25", "to": "2026-10-25", "name": "Mourning"}]
    assert bool(found("quiet-period", publish_at=at, quiet_periods=period)) is fires


THINGS_THAT_SUFFER = [
    "Our car park suffers from a lack of space.",
    "The old hall suffers from damp, so bring a jumper.",
    "Bus routes have suffered from cuts this year.",
    "The lift can take one wheelchair bound for the second floor at a time.",
    "It tells the story of an autistic girl who starts school.",
    "Read this blog by an epileptic swimmer.",
]
PEOPLE_WHO_SUFFER = [
    "He suffers from autism.",
    "Children who suffer from anxiety can miss school.",
    "My brother is an autistic.",
    "She is wheelchair bound.",
    "An autistic who swims told us more.",
    "Families suffering from ADHD",
]


@pytest.mark.parametrize("text", THINGS_THAT_SUFFER)
def test_things_suffer_and_nouns_follow_without_a_hint(text):
    assert found("language", text) == []


@pytest.mark.parametrize("text", PEOPLE_WHO_SUFFER)
def test_wording_that_puts_a_person_down_to_a_condition_is_seen(text):
    assert found("language", text)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Start your message with HELLO.", False),
        ("Text AMBASSADOR to our number.", False),
        ("Reply YES to keep your place.", False),
        ("Ask the LGSCO or the ICB.", False),
        ("DO NOT MISS OUT", True),
        ("This is IMPORTANT news.", True),
        ("Places are FREE this week.", True),
    ],
)
def test_keywords_and_short_names_of_bodies_are_no_shouting(text, fires):
    assert bool(found("shouting", text)) == fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Come by 🚌 or on 🚲, as there is no room for cars.", True),
        ("Come by 🚆, please", True),
        ("Come along 🚌", False),
        ("We got here on time 🎉", False),
    ],
)
def test_a_picture_sign_in_place_of_the_means_of_travel_is_seen(text, fires):
    assert bool(found("emoji-load", text)) == fires
