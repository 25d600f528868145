"""Whom to follow: the kept list."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.downloads import attachment
from accounts.spreadsheets import CSV, TYPES, UTF8_MARK, csv_bytes
from channels import following, pages, permissions
from channels.following import FollowingRefused
from channels.forms import FollowingForm
from channels.models import Following


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list by kind, and the kinds of which nobody stands on it yet."""
    pages.refuse(permissions.refusal_to_read_lists(request.user, request.service))
    order = {kind: at for at, kind in enumerate(Following.Kind.values)}
    rows = sorted(_rows(request).select_related("added_by"), key=lambda row: (order[row.kind], row.name.casefold()))
    groups = [
        {"kind": kind, "label": Following.Kind(kind).label, "rows": list(group)}
        for kind, group in groupby(rows, key=lambda row: row.kind)
    ]
    there = {group["kind"] for group in groups}
    context = {
        "groups": groups,
        "missing": [label for kind, label in Following.Kind.choices if kind not in there] if groups else [],
        "followed": sum(1 for row in rows if row.followed_on),
        "total": len(rows),
        "refusal": permissions.refusal_to_keep_following(request.user, request.service),
    }
    return render(request, "channels/following.html", context)


def add(request: HttpRequest) -> HttpResponse:
    pages.refuse(permissions.refusal_to_keep_following(request.user, request.service))
    form = FollowingForm(request.POST or None)
    return _form(request, form, lambda typed: following.add(request.service, by=request.user, **typed), row=None)


def edit(request: HttpRequest, following_id: int) -> HttpResponse:
    pages.refuse(permissions.refusal_to_keep_following(request.user, request.service))
    row = get_object_or_404(_rows(request), pk=following_id)
    form = FollowingForm(request.POST or None, initial={name: getattr(row, name) for name in following.FIELDS})
    return _form(request, form, lambda typed: following.change(row.pk, by=request.user, **typed), row=row)


@require_POST
def tick(request: HttpRequest, following_id: int) -> HttpResponse:
    """Followed since today, or not at all."""
    pages.refuse(permissions.refusal_to_keep_following(request.user, request.service))
    row = get_object_or_404(_rows(request), pk=following_id)
    on = request.service.today(timezone.now()) if request.POST.get("do") == "follow" else None
    try:
        following.followed(row.pk, by=request.user, on=on)
    except FollowingRefused as refused:
        messages.error(request, str(refused))
    return redirect(reverse("channels:following", args=[request.service.slug]) + f"#following-{row.pk}")


def remove(request: HttpRequest, following_id: int) -> HttpResponse:
    """Asks first, then takes it off the list."""
    pages.refuse(permissions.refusal_to_keep_following(request.user, request.service))
    row = get_object_or_404(_rows(request), pk=following_id)
    if request.method != "POST":
        context = {
            "title": f"Take {row.name} off the list?",
            "points": ["It is only gone from this list; what you follow on the network stays as it is."],
            "button": "Take it off",
            "back": reverse("channels:following", args=[request.service.slug]),
        }
        return render(request, "channels/confirm.html", context)
    try:
        following.remove(row.pk, by=request.user)
    except FollowingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} is off the list.")
    return redirect("channels:following", service=request.service.slug)


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The list as CSV, with a mark that tells spreadsheets that it is UTF-8."""
    pages.refuse(permissions.refusal_to_read_lists(request.user, request.service))
    data = UTF8_MARK + csv_bytes(following.csv_rows(request.service))
    return attachment(data, name="whom-to-follow.csv", kind=TYPES[CSV])


def _rows(request: HttpRequest) -> Any:
    return Following.objects.visible_to(request.user).of_service(request.service)


def _form(request: HttpRequest, form: FollowingForm, keep: Any, *, row: Following | None) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = keep(form.cleaned_data)
            except FollowingRefused as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, f"{kept.name} is {'changed' if row else 'on the list'}.")
                return redirect("channels:following", service=request.service.slug)
    return render(request, "channels/following_form.html", {"form": form, "row": row}, status=status)
