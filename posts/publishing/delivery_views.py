"""One delivery: whether the network has it, and putting it out by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from channels.networks import Action, connector_of
from posts import permissions
from posts.models import Attempt, Delivery, DeliveryState, NetworkChange
from posts.publishing import answers, changes
from posts.publishing.deliveries import SendingRefused, parts_of, whole, whole_of


class AddressForm(forms.Form):
    """The post's address on the network, from the browser's address bar."""

    url = forms.URLField(
        label="Address of the post",
        max_length=300,
        assume_scheme="https",
        help_text="Open the post on the network and copy the address from the top of the browser.",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": "Give the address of the post, so that others find it.",
            "invalid": "This is no address of a page. It begins with https://",
        },
    )


class PutOutForm(AddressForm):
    """That a person put it out. The address may be missing: on a phone it takes longer than the post."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].required = False
        self.fields["url"].label = "Address of the post, if you have it at hand"


class AnswerForm(AddressForm):
    """What a person saw on the network."""

    seen = forms.ChoiceField(
        label="What did you see?",
        choices=[("there", "I looked: it is there"), ("not_there", "I looked: it is not there")],
        widget=forms.RadioSelect,
        error_messages={"required": "Look on the network first, then choose what you saw."},
    )
    field_order = ["seen", "url"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].required = False
        self.fields["url"].label = "Address of the post, if it is there"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why was it not put out?",
        max_length=300,
        help_text="It stays in the record.",
        error_messages={"required": "Say why it was not put out. It stays in the record."},
    )


@require_GET
def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    return _page(request, _get(request, delivery_id))


@require_POST
def answer(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """ "I looked: it is there / it is not there." """
    row, form = _get(request, delivery_id), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, answer_form=form, status=422)
    is_there = form.cleaned_data["seen"] == "there"
    return _do(
        request,
        row,
        lambda: answers.answer_by_person(
            row.pk, by=request.user, is_there=is_there, url=form.cleaned_data["url"] if is_there else ""
        ),
        "Thank you. It counts as sent." if is_there else "Thank you. It is sent again now.",
        answer_form=form,
    )


@require_POST
def put_out(request: HttpRequest, delivery_id: int) -> HttpResponse:
    row, form = _get(request, delivery_id), PutOutForm(request.POST)
    if not form.is_valid():
        return _page(request, row, address_form=form, status=422)
    return _do(
        request,
        row,
        lambda: answers.confirm_by_hand(row.pk, by=request.user, url=form.cleaned_data["url"]),
        "Thank you. It counts as sent.",
        address_form=form,
    )


@require_POST
def give_up(request: HttpRequest, delivery_id: int) -> HttpResponse:
    row, form = _get(request, delivery_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, reason_form=form, status=422)
    return _do(
        request,
        row,
        lambda: answers.give_up_by_hand(row.pk, by=request.user, reason=form.cleaned_data["reason"]),
        "It counts as not sent.",
        reason_form=form,
    )


@require_POST
def try_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    row = _get(request, delivery_id)
    return _do(request, row, lambda: answers.try_again(row.pk, by=request.user), "It is sent again now.")


def _get(request: HttpRequest, delivery_id: int) -> Delivery:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)
    rows = Delivery.objects.visible_to(request.user).of_service(request.service)
    row = get_object_or_404(rows.for_sending(), pk=delivery_id)
    if request.method == "POST" and (refusal := permissions.refusal_to_answer_for_delivery(request.user, row)):
        raise PermissionDenied(refusal)
    return row


def _do(request: HttpRequest, row: Delivery, move, done: str, **forms_sent: forms.Form) -> HttpResponse:
    try:
        move()
    except SendingRefused as refused:
        row = _get(request, row.pk)
        return _page(request, row, refused=str(refused), status=409, **forms_sent)
    messages.success(request, done)
    return redirect("posts:delivery", service=request.service.slug, delivery_id=row.pk)


def _page(request: HttpRequest, row: Delivery, *, refused: str = "", status: int = 200, **sent) -> HttpResponse:
    """The page for the delivery's state. `sent` are forms that came back, with what was typed."""
    capabilities = connector_of(row.channel).capabilities
    off = permissions.refusal_to_answer_for_delivery(request.user, row)
    parts = parts_of(row)
    context: dict[str, Any] = {
        "delivery": row,
        "whole": whole(row),
        "too_late_at": answers.too_late_at(row),
        "changes": [_open_change(change) for change in row.changes.filter(state__in=changes.OPEN)],
        "post": row.post,
        "refused": [refused] if refused else [],
        "off": off,
        "answer_form": sent.get("answer_form") or AnswerForm(),
        "address_form": sent.get("address_form") or PutOutForm(),
        "reason_form": sent.get("reason_form") or ReasonForm(),
        "wrong_form": next((form for form in sent.values() if form.errors), None),
        "parts": _parts(row, parts),
        "pictures": _pictures(request, row) if row.state == DeliveryState.BY_HAND else [],
        "how_to_find": capabilities.how_by_hand(Action.FIND),
        "can_try_again": not off and answers.refusal_to_try_again(row) == "",
        "attempts": [
            {"text": _words(attempt, parts), "when": attempt.started_at, "kind": "back" if attempt.detail else ""}
            for attempt in sorted(row.attempts.all(), key=lambda attempt: -attempt.number)
        ],
    }
    template = "posts/delivery_by_hand.html" if row.state == DeliveryState.BY_HAND else "posts/delivery.html"
    return render(request, template, context, status=status)


def _open_change(change: NetworkChange) -> dict[str, Any]:
    is_correction = change.kind == NetworkChange.Kind.CORRECT
    return {
        "pk": change.pk,
        "kind": change.kind,
        "state": change.state,
        "is_open": True,
        "reason": change.reason,
        "error": change.error,
        "how": changes.how_by_hand(change),
        "text": whole_of(change.revision, change.delivery).text_with_link if is_correction else "",
    }


def _pictures(request: HttpRequest, row: Delivery) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("posts:media", args=[request.service.slug, used.media_id]),
            "alt": used.alt_text,
            "name": used.media.original_name,
            "width": used.media.width,
            "height": used.media.height,
        }
        for used in row.revision.revision_media.all()
    ]


def _parts(row: Delivery, texts: list[str]) -> list[dict[str, Any]]:
    """The posts of a thread, each with where it is; empty for a post in one piece, and where people saw it whole."""
    if len(texts) < 2 or (row.state == DeliveryState.SENT and not row.parts):
        return []
    link = row.revision.link
    shown = []
    for place, text in enumerate(texts):
        out = row.parts[place] if place < len(row.parts) else {}
        shown.append(
            {
                "number": f"{place + 1} of {len(texts)}",
                "text": text,
                "link": link if place == 0 and link not in text else "",
                "is_out": bool(out),
                "url": out.get("url", ""),
            }
        )
    return shown


def _words(attempt: Attempt, parts: list[str]) -> str:
    which = f", post {attempt.part + 1} of {len(parts)}" if len(parts) > 1 else ""
    said = f"Attempt {attempt.number}{which}: {attempt.get_outcome_display().lower()}."
    return f"{said} {attempt.detail}" if attempt.detail else said
