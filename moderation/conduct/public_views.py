"""What anybody may read and ask of a service, without signing in: its house rules, and to look again."""

from __future__ import annotations

import datetime as dt
import hashlib

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Service
from moderation.conduct import appeals, house_rules
from moderation.conduct.forms_blocks import LookAgainForm
from moderation.moves import MoveRefused
from policies import services as policies

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WINDOW_MINUTES = 60
MOST_OF_AN_ADDRESS = 10  # a household, or an office, in an hour


@login_not_required
@require_GET
def house_rules_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules of the service's pages, when we read, and how one contests that something was taken down."""
    service, now = get_object_or_404(Service, slug=slug), timezone.now()
    context = {
        "owner": service,
        "rules": house_rules.in_force(service, now),
        "quiet_period": house_rules.quiet_period_of(service, service.today(now)),
        "open_days": open_days(service.open_weekdays),
        "decide_days": policies.parameters_in_force(service).decide_appeal_days,
    }
    return render(request, "moderation/public/house_rules.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def look_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of somebody whose comment was taken down, or who was blocked."""
    service, now = get_object_or_404(Service, slug=slug), timezone.now()
    form = LookAgainForm(request.POST or None, service=service)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _too_often(request, now):
            form.add_error(
                None, "So much has come from your connection that we take no more for an hour. Please call us."
            )
            status = 429
        elif form.is_valid():
            try:
                appeals.from_public(service, now=now, **form.cleaned_data)
            except MoveRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(reverse("public:look_again", args=[slug]) + "?sent=1")
    asked = policies.parameters_in_force(service)
    context = {
        "owner": service,
        "form": form,
        "was_sent": request.GET.get("sent") == "1" and request.method == "GET",
        "decide_days": asked.decide_appeal_days,
        "keep_months": asked.keep_general_months,
    }
    return render(request, "moderation/public/look_again.html", context, status=status)


def _too_often(request: HttpRequest, now: dt.datetime) -> bool:
    """Counts this time too. The address is kept as a keyed hash, for an hour."""
    where = f"{settings.SECRET_KEY}{get_adapter().get_client_ip(request)}{now:%Y%m%d%H}"
    key = "look-again-" + hashlib.sha256(where.encode()).hexdigest()
    cache.add(key, 0, WINDOW_MINUTES * 60)
    try:
        return cache.incr(key) > MOST_OF_AN_ADDRESS
    except ValueError:  # it ended between the two calls
        return False


def open_days(digits: str) -> str:
    """ "Monday to Friday", or the days one by one; Monday is 0."""
    days = sorted({int(digit) for digit in digits})
    names = [DAYS[day] for day in days]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
