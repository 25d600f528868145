"""A service's own contacts: the one that texts name, and further ones, one a line."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts import contacts
from accounts.forms import ServiceForm
from accounts.models import Service
from tests.factories.accounts import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, manager, service):
    """The settings form as it stands, with what is typed put in; gives the answer to it."""
    client.force_login(manager)

    def sent(**typed):
        form = ServiceForm(instance=service)
        shown = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in (shown | typed).items() if value not in (None, False)}
        return client.post(reverse("settings:service", args=[service.slug]), data)

    return sent


@pytest.mark.parametrize(
    "typed",
    [
        "01632 960417",
        "(01632) 960-417",
        "+44 1632 960417",
        "+44 (0)1632 960417",
        "0044 1632 960417",
        "0300 123 4567",
        "07700 900417",
        "016977 2345",
        "0800 123456",
        "020\u00a07946 0018",
    ],
)
def test_a_uk_number_is_known_however_it_is_written(typed):
    assert contacts.is_uk_phone(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "960417", "020 7946 001", "01632 9604171", "+33 1 23 45 67 89", "01632 960417 or 01632 960418",
     "01632 960417 ext 3", "04123 456789", "call us", "٠١٦٣٢٩٦٠٤١٧", "+", "0" * 2_000],
)  # fmt: skip
def test_what_is_not_one_uk_number_is_none(typed):
    assert not contacts.is_uk_phone(typed)


def test_further_contacts_are_kept_one_a_line_without_empty_lines_and_repeats(page, service):
    answer = page(
        more_phones=" 01632 960418\r\n\r\n0300  123 4567\r\n01632 960418", more_emails="young@service.example\n"
    )
    assert answer.status_code == 302
    service.refresh_from_db()
    assert service.more_phones == "01632 960418\n0300 123 4567"
    assert service.contacts == (
        "help@northshire-sendiass.example",
        "01632 960417",
        "01632 960418",
        "0300 123 4567",
        "young@service.example",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "960417"}, "“960417” is no UK telephone number. Write one with its area code and nothing else"),
        ({"more_phones": "01632 960418\n<b>"}, "“&lt;b&gt;” is no UK telephone number."),
        ({"more_phones": "01632 960418, 01632 960419"}, "“01632 960418, 01632 960419” is no UK telephone number."),
        ({"email": "help@"}, "Write the whole of one e-mail address, such as help@service.example."),
        ({"more_emails": "a@service.example\nhelp at home"}, "“help at home” is no e-mail address."),
        (
            {"more_emails": "\n".join(f"a{n}@service.example" for n in range(21))},
            "Keep at most 20 lines. There are 21.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_kept(page, service, typed, sentence):
    answer = page(**typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    [(name, value)] = typed.items()
    assert answer.context["form"][name].value() == value
    assert Service.objects.get(pk=service.pk).more_phones == ""


def test_a_service_without_contacts_has_none():
    assert ServiceFactory(phone="", email="").contacts == ()
