"""What fields say when something is missing or wrong: what to do, in the words of sendiass/locale/."""

import gettext
import re

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

FOLDER = settings.LOCALE_PATHS[0] / "en_GB" / "LC_MESSAGES"


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        (forms.CharField(), "", "Fill this in or choose."),
        (forms.DateField(), "soon", "Type a real date, for example 2027-01-31."),
        (forms.TimeField(), "late", "Type a time, for example 14:30."),
        (forms.IntegerField(), "many", "Type a whole number."),
        (forms.IntegerField(min_value=2), "1", "Give 2 or more."),
        (forms.EmailField(), "ruth", "Type a whole e-mail address, with an @ and an ending."),
        (forms.ChoiceField(choices=[("x", "X")]), "<b>", "“<b>” is not in the list. Choose from it."),
        (forms.CharField(max_length=3), "four", "Write at most 3 characters: it has 4."),
    ],
)
def test_a_field_says_what_to_do(field, given, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(given)
    assert refused.value.messages == [said]


def test_the_words_in_use_are_those_that_are_written():
    written = (FOLDER / "django.po").read_text(encoding="utf-8")
    with (FOLDER / "django.mo").open("rb") as file:
        used = set(gettext.GNUTranslations(file)._catalog.values())
    asked = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', written, re.M)
    assert asked
    assert [words for words in asked if words not in used] == []
