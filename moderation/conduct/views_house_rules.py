"""House rules: the page where they are edited, and what anybody may read of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from moderation.conduct import house_rules
from moderation.conduct.forms_blocks import HouseRuleForm
from moderation.models import HouseRule
from moderation.moves import MoveRefused
from moderation.views_shared import reader


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The rules in their order; the service manager adds one, or begins with the usual ones."""
    reader(request)
    refusal = house_rules.refusal_to_change(request.user, request.service)
    form = HouseRuleForm(request.POST if request.POST.get("do") == "add" else None)
    if request.method == "POST":
        if refusal:
            raise PermissionDenied(refusal)
        if request.POST.get("do") == "usual":
            house_rules.add_usual(request.service, by=request.user)
            return redirect("inbox:house_rules", service=request.service.slug)
        if form.is_valid() and _tried(
            form, lambda: house_rules.add(request.service, by=request.user, **form.cleaned_data)
        ):
            messages.success(request, "Added as the last rule.")
            return redirect("inbox:house_rules", service=request.service.slug)
    rules = list(HouseRule.objects.of_service(request.service))
    context = {
        "rules": [one for one in rules if one.is_active],
        "retired": [one for one in rules if not one.is_active],
        "form": form,
        "refusal": refusal,
        "quiet_period": house_rules.quiet_period_of(request.service, request.service.today(timezone.now())),
        "has_quiet_rule": any(one.only_in_quiet_periods and one.is_active for one in rules),
    }
    return render(request, "moderation/house_rules.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Change a rule's words."""
    found = _rule(request, rule_id)
    start = {name: getattr(found, name) for name in ("name", "explanation", "only_in_quiet_periods")}
    form = HouseRuleForm(request.POST or None, initial=start)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _tried(form, lambda: house_rules.change(rule_id, by=request.user, **form.cleaned_data)):
            return redirect("inbox:house_rules", service=request.service.slug)
        status = 422
    return render(request, "moderation/house_rule.html", {"rule": found, "form": form}, status=status)


@require_POST
def change_rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Up, down, retire, or put back."""
    _rule(request, rule_id)
    by, do = request.user, request.POST.get("do", "")
    acts: dict[str, Callable[[], Any]] = {
        "up": lambda: house_rules.move(rule_id, by=by, up=True),
        "down": lambda: house_rules.move(rule_id, by=by, up=False),
        "retire": lambda: house_rules.retire(rule_id, by=by),
        "restore": lambda: house_rules.restore(rule_id, by=by),
    }
    try:
        acts.get(do, lambda: None)()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("inbox:house_rules", service=request.service.slug)


def _rule(request: HttpRequest, rule_id: int) -> HouseRule:
    reader(request)
    found = get_object_or_404(HouseRule.objects.visible_to(request.user).of_service(request.service), pk=rule_id)
    if refusal := house_rules.refusal_to_change(request.user, request.service):
        raise PermissionDenied(refusal)
    return found


def _tried(form: HouseRuleForm, act: Callable[[], HouseRule]) -> HouseRule | None:
    try:
        return act()
    except MoveRefused as refusal:
        form.add_error("name", str(refusal))
        return None
