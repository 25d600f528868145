"""The page of a version's coverage, and the same table for a spreadsheet."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.downloads import attachment
from accounts.models import User
from accounts.spreadsheets import CSV, TYPES, UTF8_MARK, csv_bytes
from policies import coverage, coverage_page, permissions, starter
from policies.models import PolicyVersion
from policies.views import version_of


def page(request: HttpRequest, version_id: int) -> HttpResponse:
    """The sixteen items, what meets each and what runs; for a draft also what comes next."""
    now, version = timezone.now(), version_of(request, version_id)
    may_edit = version.is_editable and not permissions.refusal_to_write(request.user, request.service)
    context = {
        "version": version,
        "policy": version.policy,
        "may_edit": may_edit,
        "approvers": _approvers(version, now) if may_edit else [],
        "invited": starter.invited_to_approve(request.service, now) if may_edit else [],
        **coverage_page.panel(version, may_edit=may_edit),
    }
    return render(request, "policies/coverage.html", context)


def _approvers(version: PolicyVersion, now: dt.datetime) -> list[User]:
    return starter.second_people(version.service, [version.author, *version.writers.all()], now)


def spreadsheet(request: HttpRequest, version_id: int) -> HttpResponse:
    """The table as CSV, with a mark at its head by which spreadsheets know UTF-8."""
    version = version_of(request, version_id)
    if not coverage.is_measured(version):
        raise Http404
    name = f"coverage-{request.service.slug}-{version.number}.csv"
    return attachment(UTF8_MARK + csv_bytes(coverage.csv_rows(version)), name=name, kind=TYPES[CSV])
