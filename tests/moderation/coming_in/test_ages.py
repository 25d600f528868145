"""Who says how old they are, and who only seems to."""

from __future__ import annotations

import pytest

from moderation.coming_in import ages, assess
from tests.factories.moderation import CommentFactory, reply_templates


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 14 and school wont let me have my ear defenders", 14),
        ("I’m only 15, can I ring you myself?", 15),
        ("hi i am fourteen", 14),
        ("I am a 15 year old with dyslexia", 15),
        ("I'm 16 years old", 16),
        ("I'm 14 weeks pregnant", None),
        ("i'm 14th in the queue", None),
        ("my son is 14", None),
        ("I'm 14 miles away", None),
        ("when I was 14 nobody helped", None),
        ("I am 15 minutes late", None),
        ("", None),
    ],
)
def test_an_age_is_one_that_the_writer_says_of_themselves(text, age):
    assert ages.stated(text) == age


@pytest.mark.django_db
@pytest.mark.parametrize(("minimum", "is_flagged"), [(13, False), (16, True)])
def test_the_policys_minimum_age_decides_who_is_too_young(service, minimum, is_flagged):
    version = reply_templates(service, "general")
    version.parameters = {"minimum_age": minimum}
    version.save()
    comment = CommentFactory(service=service, text="im 14, can i ring you myself about my ehcp?")
    assert ("under_13" in assess.suggest(comment).flags) is is_flagged
