"""Members of staff's own accounts that speak for the service."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from channels import affiliated, pages, permissions
from channels.affiliated import AffiliatedRefused
from channels.forms import AffiliatedCheckForm, AffiliatedForm, AffiliatedTakeForm, TrainingForm
from channels.models import AffiliatedAccount


def index(request: HttpRequest) -> HttpResponse:
    """Who speaks for the service with their own account, and whose access was taken."""
    pages.refuse(permissions.refusal_to_read_lists(request.user, request.service))
    rows = AffiliatedAccount.objects.visible_to(request.user).of_service(request.service)
    rows = rows.select_related("person", "given_by", "taken_by")
    context = {
        "given": [
            {
                "row": row,
                "lacks": affiliated.lacks(row),
                "expected": affiliated.expected_name(request.service, row.person),
            }
            for row in rows.filter(taken_at=None)
        ],
        "taken": list(rows.exclude(taken_at=None).order_by("-taken_at")[:50]),
        "refusal": permissions.refusal_to_manage_affiliated(request.user, request.service),
        "pattern": f"{request.service.name} <name or title>",
    }
    return render(request, "channels/affiliated.html", context)


def add(request: HttpRequest) -> HttpResponse:
    _manages(request)
    return _form_page(
        request,
        AffiliatedForm(request.POST or None, service=request.service),
        partial(affiliated.give, request.service),
        done="It is on the list. Look at the account next: name, logo and disclaimer.",
        title="Let a colleague speak for the service",
        hint=f"The account is named “{request.service.name} <name or title>”, shows the logo somewhere on its profile, "
        "and has posted the disclaimer.",
        button="Give access",
    )


def check(request: HttpRequest, account_id: int) -> HttpResponse:
    account = _account(request, account_id)
    initial = {field: getattr(account, field) for field in affiliated.CHECKED}
    return _form_page(
        request,
        AffiliatedCheckForm(request.POST if request.method == "POST" else None, initial=initial),
        partial(affiliated.check, account.pk),
        done=f"Your look at {account} is on record.",
        title=f"What do you see on {account}?",
        hint=f"Its name should read “{affiliated.expected_name(request.service, account.person)}”, or have a title in "
        "place of the first name.",
        button="Keep what I saw",
    )


def take(request: HttpRequest, account_id: int) -> HttpResponse:
    account = _account(request, account_id)
    return _form_page(
        request,
        AffiliatedTakeForm(request.POST or None),
        partial(affiliated.take, account.pk),
        done=f"The access with {account} is taken. Tell {account.person.first_name}, and offer training.",
        title=f"Take the access with {account} from {account.person}?",
        hint="They may no longer speak for the service there. Ask them to take name, logo and disclaimer off.",
        button="Take the access",
        grave=True,
    )


def training(request: HttpRequest, account_id: int) -> HttpResponse:
    account = _account(request, account_id)
    return _form_page(
        request,
        TrainingForm(request.POST or None, initial={"offered_on": request.service.today(timezone.now())}),
        partial(affiliated.offer_training, account.pk),
        done="The offer is on record.",
        title=f"Training for {account.person}",
        button="Keep it",
    )


def _manages(request: HttpRequest) -> None:
    pages.refuse(permissions.refusal_to_manage_affiliated(request.user, request.service))


def _account(request: HttpRequest, account_id: int) -> AffiliatedAccount:
    _manages(request)
    rows = AffiliatedAccount.objects.visible_to(request.user).of_service(request.service).select_related("person")
    return get_object_or_404(rows, pk=account_id)


def _form_page(request: HttpRequest, form: Form, change: Any, *, done: str, **page: Any) -> HttpResponse:
    """One form on a page of its own; a refusal stands on the form, with what was typed."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change(by=request.user, **form.cleaned_data)
            except AffiliatedRefused as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect("channels:affiliated", service=request.service.slug)
    context = {"form": form, "here": "affiliated", **page}
    return render(request, "channels/one_form.html", context, status=status)
