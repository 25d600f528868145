"""Ordering the compliance report, and reading those that were made. Open to every role: a report names nobody."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.downloads import attachment
from accounts.permissions import refusal_to_manage_people
from accounts.spreadsheets import TYPES, XLSX
from insights.addresses import address
from insights.models import Report, ReportOrder
from insights.models.reports import Every
from insights.reports import making, orders
from insights.reports import workbook as workbooks
from insights.reports.periods import last_due, period

ABOUT = {
    Every.WEEK: "At 07:00, about the week before.",
    Every.MONTH: "At 07:00, about the month before.",
    Every.QUARTER: "At 07:00 in January, April, July and October, about the three months before, for a steering group.",
}


def list_of_reports(request: HttpRequest) -> HttpResponse:
    service, now = request.service, timezone.now()
    wanted = list(orders.current().of_service(service).select_related("user").order_by("user__name", "every"))
    mine = {one.every: one for one in wanted if one.user_id == request.user.pk}
    offers = [
        {
            "every": every.value,
            "label": every.label,
            "about": ABOUT[every],
            "since": service.local(mine[every].ordered_at) if every in mine else None,
            "next": period(every, last_due(every, service, now).due_at(service).date()).due_at(service),
        }
        for every in Every
    ]
    page = Paginator(Report.objects.of_service(service), 24).get_page(request.GET.get("page"))
    getters = [] if refusal_to_manage_people(request.user, service) else _getters(wanted)
    return render(
        request,
        "insights/reports/list.html",
        {
            "offers": offers,
            "getters": getters,
            "page": page,
            "numbers": page.paginator.get_elided_page_range(page.number),
            "heads": [{"label": "Report of"}, {"label": "Made"}, {"label": "Wrong then"}, {"label": "Spreadsheet"}],
            "table": [_row(one, service) for one in page],
        },
    )


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    try:
        orders.order(request.service, request.POST.get("every", ""), by=request.user)
    except orders.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The report will come by e-mail.")
    return redirect("reports:list", service=request.service.slug)


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    if orders.stop(request.service, request.POST.get("every", ""), by=request.user):
        messages.success(request, "No more of these reports will come.")
    return redirect("reports:list", service=request.service.slug)


def report(request: HttpRequest, report_id: int) -> HttpResponse:
    found = _found(request, report_id)
    about = period(found.every, found.first_on)
    areas = found.content["areas"]
    return render(
        request,
        "insights/reports/report.html",
        {
            "report": found,
            "about": about,
            "made": request.service.local(found.made_at),
            "wrong": making.wrong_for(request.user, found),
            "areas": areas,
            "counted": [one for area in areas for one in area["figures"]],
        },
    )


def workbook(request: HttpRequest, report_id: int) -> HttpResponse:
    found = _found(request, report_id)
    return attachment(workbooks.of_report(found), name=making.file_name(found), kind=TYPES[XLSX])


def _found(request: HttpRequest, report_id: int) -> Report:
    return get_object_or_404(Report.objects.of_service(request.service).select_related("service"), pk=report_id)


def _row(one: Report, service) -> list[dict]:
    about = period(one.every, one.first_on)
    return [
        {"text": about.name, "url": address("reports:report", service, one.pk), "head": True},
        {"text": f"{service.local(one.made_at):%a %-d %b %Y, %H:%M}", "label": "Made"},
        {"text": str(len(one.content["wrong"])), "label": "Wrong then"},
        {"text": f"Excel of {about.short_name}", "url": address("reports:workbook", service, one.pk)},
    ]


def _getters(wanted: list[ReportOrder]) -> list[dict[str, str]]:
    """Each person once, with all that they ordered."""
    of: dict[str, list[str]] = {}
    for one in wanted:
        of.setdefault(str(one.user), []).append(one.get_every_display())
    return [{"term": name, "value": "; ".join(every)} for name, every in of.items()]
