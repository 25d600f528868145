"""A spreadsheet in three steps: the file, its columns, its lines."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from insights.models import ChannelMonth, FigureImport
from tests.factories.months import there

CSV = "Month,Platform,Likes,Reach\nOct 2025,Facebook,31,9\nOct 2025,Snapchat,1,1\n"


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def upload(client, service, text: str, name="figures.csv"):
    return client.post(
        reverse("figures:imports", args=[service.slug]), {"file": SimpleUploadedFile(name, text.encode())}
    )


def columns(**fields) -> dict[str, str]:
    return {name.replace("c", "column_", 1): value for name, value in fields.items()}


def test_a_file_leads_to_its_columns_and_they_to_its_lines(signed_in, service, facebook):
    answer = upload(signed_in, service, CSV)
    found = FigureImport.objects.get()
    assert answer.url == reverse("figures:columns", args=[service.slug, found.pk])
    html = signed_in.get(answer.url).content.decode()
    assert '<option value="likes" selected>Likes</option>' in html
    answer = signed_in.post(answer.url, columns(c0="month", c1="channel", c2="likes", c3="impressions"))
    assert answer.url == reverse("figures:import", args=[service.slug, found.pk])
    html = signed_in.get(answer.url).content.decode()
    assert "1 line new, 0 change what is there, 1 wrong." in html
    assert "No channel here is called “Snapchat”" in html


def test_lines_are_not_shown_before_somebody_said_the_columns(signed_in, service, facebook):
    upload(signed_in, service, CSV)
    found = FigureImport.objects.get()
    answer = signed_in.get(reverse("figures:import", args=[service.slug, found.pk]))
    assert answer.url == reverse("figures:columns", args=[service.slug, found.pk])


def test_a_file_that_cannot_be_read_is_said_at_its_field(signed_in, service):
    answer = upload(signed_in, service, " ")
    assert answer.status_code == 422
    assert "This file is empty" in answer.content.decode()
    assert 'href="#id_file"' in answer.content.decode()


def test_two_columns_of_one_meaning_are_said_at_the_second(signed_in, service, facebook):
    upload(signed_in, service, CSV)
    where = reverse("figures:columns", args=[service.slug, FigureImport.objects.get().pk])
    answer = signed_in.post(where, columns(c0="month", c1="channel", c2="likes", c3="likes"))
    assert answer.status_code == 422
    assert "“Likes” and “Reach” cannot both be “Likes”" in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"column_0": "nonsense"}, {"one_channel": "999"}, {"column_0": "month"}])
def test_columns_that_do_not_suffice_are_said(data, signed_in, service, facebook):
    upload(signed_in, service, CSV)
    where = reverse("figures:columns", args=[service.slug, FigureImport.objects.get().pk])
    assert signed_in.post(where, data).status_code == 422
    assert FigureImport.objects.get().columns == {}


def ready(client, service) -> str:
    """The address of a file whose columns are said."""
    upload(client, service, CSV)
    found = FigureImport.objects.latest("pk")
    client.post(
        reverse("figures:columns", args=[service.slug, found.pk]), columns(c0="month", c1="channel", c2="likes", c3="")
    )
    return reverse("figures:import", args=[service.slug, found.pk])


def seen(client, where: str) -> str:
    return client.get(where).context["seen"]


def test_with_wrong_lines_nothing_is_taken_in_unless_they_are_left_out(signed_in, service, facebook):
    where = ready(signed_in, service)
    mark = seen(signed_in, where)
    answer = signed_in.post(where, {"take_in": "1", "seen": mark})
    assert answer.status_code == 409
    assert "1 line is wrong, so nothing was taken in" in answer.content.decode()
    assert not ChannelMonth.objects.exists()
    answer = signed_in.post(where, {"take_in": "1", "seen": mark, "leave_out": "1"}, follow=True)
    assert "1 line is taken in" in answer.content.decode()
    assert ChannelMonth.objects.get().likes == 31


def test_a_file_is_taken_back_with_one_press(signed_in, service, facebook):
    where = ready(signed_in, service)
    signed_in.post(where, {"take_in": "1", "seen": seen(signed_in, where), "leave_out": "1"})
    assert "Take this file back" in signed_in.get(where).content.decode()
    assert "Everything is as it was" in signed_in.post(where, {"take_back": "1"}, follow=True).content.decode()
    assert not ChannelMonth.objects.exists()


def test_what_somebody_changed_since_is_said_in_place_of_the_button(signed_in, service, facebook):
    where = ready(signed_in, service)
    signed_in.post(where, {"take_in": "1", "seen": seen(signed_in, where), "leave_out": "1"})
    row = ChannelMonth.objects.get()
    row.likes, row.imported = 32, []
    row.save()
    html = signed_in.get(where).content.decode()
    assert "Take this file back" not in html
    assert "Facebook Northshire SENDIASS in October 2025 was changed since" in html
    assert signed_in.post(where, {"take_back": "1"}).status_code == 409
    assert there(facebook, row.month).likes == 32


def test_a_dropped_file_stays_in_the_list(signed_in, service, facebook):
    signed_in.post(ready(signed_in, service), {"drop": "1"})
    html = signed_in.get(reverse("figures:imports", args=[service.slug])).content.decode()
    assert "Dropped" in html


def test_a_button_that_is_none_is_refused(signed_in, service, facebook):
    assert signed_in.post(ready(signed_in, service), {}).status_code == 409


def test_what_a_file_says_is_shown_as_text(signed_in, service, facebook):
    upload(signed_in, service, "Month,<script>x</script>\nOct 2025,<b>9</b>\n", "<img src=x>.csv")
    where = reverse("figures:columns", args=[service.slug, FigureImport.objects.get().pk])
    html = signed_in.get(where).content
    assert b"<script>x" not in html
    assert b"<b>9" not in html
    assert b"<img src=x" not in html


def test_a_file_of_another_service_is_not_found(client, outsider, other_service, service, coordinator, facebook):
    client.force_login(coordinator)
    upload(client, service, CSV)
    client.force_login(outsider)
    found = FigureImport.objects.get()
    for name in ("columns", "import"):
        assert client.get(reverse(f"figures:{name}", args=[other_service.slug, found.pk])).status_code == 404
