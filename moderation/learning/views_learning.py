"""How comments are sorted: the model card for colleagues, the choice of a version, and the page for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Service
from moderation.learning import card, versions
from moderation.learning import pages_learning as pages
from moderation.learning.forms_learning import ChoiceForm
from moderation.permissions import refusal_to_read
from policies import services as policies


@require_GET
def sorting(request: HttpRequest) -> HttpResponse:
    """The model card. Open to every role: it holds figures, no comment and no name of a writer."""
    service, now = request.service, timezone.now()
    using = pages.in_use(service)
    corrected = pages.corrections(service, now)
    before = pages.one_before(using)
    return render(
        request,
        "moderation/model_card.html",
        {
            "using": using,
            "reads_comments": not refusal_to_read(request.user, service),
            "facts": pages.facts(using, service),
            "damage": versions.damage(service),
            "hides_out_of_hours": policies.parameters_in_force(service).hides_out_of_hours,
            "figures": pages.key_figures(using, corrected),
            "heads": pages.heads(using),
            "class_rows": pages.class_rows(using),
            "flag_rows": pages.flag_rows(using),
            "confusion_heads": pages.CONFUSION_HEADS,
            "confusion_rows": pages.confusion_rows(using),
            "corrected": corrected,
            "correction_heads": pages.CORRECTION_HEADS,
            "flag_heads": pages.FLAG_HEADS,
            "days": pages.CORRECTED_DAYS,
            "version_heads": pages.VERSION_HEADS,
            "version_rows": pages.version_rows(service, request.user, using),
            "refusal": versions.refusal_to_choose(request.user, service),
            "before": before,
            "before_name": pages.short(before or ""),
            "beside": pages.short(using.before_name),
            "newest": pages.newest(),
            "shipped": card.shipped(),
            "rules": pages.rules_of_learning(),
            "examples": using.version.examples if using.version else 0,
        },
    )


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask why, and let another version sort this service's comments."""
    service = request.service
    if refusal := versions.refusal_to_choose(request.user, service):
        raise PermissionDenied(refusal)
    number = request.GET.get("version", "")[:40]
    if number and (not number.isprintable() or versions.choosable(number) is None):
        raise Http404
    form = ChoiceForm(request.POST or None)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            name = versions.choose(service, number, by=request.user, reason=form.cleaned_data["reason"])
        except versions.NotPossible as error:
            errors = [str(error)]
        else:
            messages.success(request, f"Comments that come in from now on are sorted by version {pages.short(name)}.")
            return redirect("inbox:sorting", service=service.slug)
    name = pages.short(number)
    follows = number == pages.newest()
    context = {
        "title": f"Sort with version {name}?",
        "points": [
            "Comments that come in from now on are sorted by it. What was sorted before stays as it is.",
            "Newer versions then sort here by themselves again."
            if follows
            else "It stays until you choose the newest one again, also when a newer one is learnt.",
            "Only your service changes.",
        ],
        "button": "Sort with this version",
        "back": reverse("inbox:sorting", args=[service.slug]),
        "form": form,
        "errors": errors,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/model_card_choose.html", context, status=status)


@login_not_required
@require_GET
def how_we_sort(request: HttpRequest, slug: str) -> HttpResponse:
    """In plain words for everybody who writes to a service: what software does with it, and whom to ask."""
    owner = get_object_or_404(Service, slug=slug)
    using = pages.in_use(owner)
    context = {
        "owner": owner,
        "parameters": policies.parameters_in_force(owner),
        "quality": using.quality,
        "figures": [
            {"name": one["name"], "value": one["value"], "than": one["than"][:1]}
            for one in pages.key_figures(using, pages.Corrections(0, 0, [], []))
        ],
        "learns": using.version is not None,
        "shipped": card.shipped(),
        "rules": pages.rules_of_learning(),
    }
    return render(request, "moderation/public/how_we_sort.html", context)
