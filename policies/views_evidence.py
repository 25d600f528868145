"""A version by itself for print, and the evidence of a policy as a ZIP."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.downloads import attachment
from policies import forms, pages, permissions
from policies.evidence import documents, pack
from policies.models import Policy
from policies.refusals import Refused
from policies.views import deny, policy_of, version_of


def print_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """The whole version as one plain page."""
    version = version_of(request, version_id)
    page = documents.version_html(
        version, style_url=static(pack.STYLE), made_at=timezone.now(), back_url=pages.url("version", version)
    )
    return HttpResponse(page)


def evidence(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Asks for the span."""
    policy = policy_of(request, policy_id)
    deny(permissions.refusal_to_hand_over(request.user, request.service))
    today = request.service.today(timezone.now())
    return _asked(request, policy, forms.SpanForm(initial={"first": today - dt.timedelta(days=365), "last": today}))


@require_POST
def evidence_pack(request: HttpRequest, policy_id: int) -> HttpResponse | StreamingHttpResponse:
    """The ZIP for a span of days. Posted, because it puts on record that somebody took it."""
    policy = policy_of(request, policy_id)
    deny(permissions.refusal_to_hand_over(request.user, request.service))
    form = forms.SpanForm(request.POST)
    if not form.is_valid():
        return _asked(request, policy, form, status=422)
    try:
        asked = pack.ask(policy, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("last", str(refusal))
        return _asked(request, policy, form, status=422)
    return attachment(pack.stream(asked), name=asked.name, kind="application/zip")


def _asked(request: HttpRequest, policy: Policy, form: forms.SpanForm, status: int = 200) -> HttpResponse:
    version = policy.versions.in_force().first() or policy.versions.order_by("-major", "-minor").first()
    context = {"policy": policy, "form": form, "version": version}
    return render(request, "policies/evidence/ask.html", context, status=status)
