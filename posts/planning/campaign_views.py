"""Campaigns: list, one with its progress and moves, the form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from posts import permissions
from posts.models import Campaign, CampaignState
from posts.planning import campaign_pages, campaigns
from posts.planning.campaign_forms import CampaignForm, NoteForm, initial_of
from posts.planning.campaigns import CampaignRefused, StaleCampaign

DONE = {
    "submit": "The line manager has an e-mail about the campaign.",
    "approve": "You gave leave for the campaign. Its posts can go out once each is approved.",
    "return": "The campaign is returned. Its owner gets your note.",
    "withdraw": "The campaign is withdrawn. Nothing more of it goes out.",
    "end": "The campaign is ended. Nothing more of it goes out.",
}


def _campaign_or_404(request: HttpRequest, campaign_id: int) -> Campaign:
    refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Campaign.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "owner", "approved_by", "edited_by"), pk=campaign_id)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_read(request.user, request.service))
    today = request.service.today(timezone.now())
    context = {
        "rows": campaign_pages.rows(request.service, request.user, today),
        "may_plan": not permissions.refusal_to_plan_campaigns(request.user, request.service),
    }
    return render(request, "posts/campaigns/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_plan_campaigns(request.user, request.service))
    form = CampaignForm(request.POST or None)
    errors: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            made = campaigns.create(service=request.service, by=request.user, plan=form.plan())
        except CampaignRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, "The campaign is planned. Send it for approval when it is complete.")
            return redirect("posts:campaign", service=request.service.slug, campaign_id=made.pk)
    context = {"form": form, "errors": errors, "campaign": None}
    return render(request, "posts/campaigns/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = _campaign_or_404(request, campaign_id)
    refuse(permissions.refusal_to_edit_campaign(request.user, campaign))
    if "edit" not in campaigns.available(campaign, request.user):
        messages.warning(request, f"This campaign is “{campaign.get_state_display().lower()}”, so it stays as it is.")
        return redirect("posts:campaign", service=request.service.slug, campaign_id=campaign.pk)
    form = CampaignForm(request.POST or None, initial=initial_of(campaign))
    errors: list[str] = []
    newer = None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            campaigns.save(campaign.pk, by=request.user, version=version, plan=form.plan())
        except StaleCampaign as stale:
            errors.append(str(stale))
            newer = stale.campaign
            form.renew(newer)
        except CampaignRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, "The campaign is saved.")
            return redirect("posts:campaign", service=request.service.slug, campaign_id=campaign.pk)
    has_leave = campaign.state == CampaignState.APPROVED
    context = {"form": form, "errors": errors, "campaign": campaign, "newer": newer, "has_leave": has_leave}
    return render(request, "posts/campaigns/form.html", context, status=409 if newer else 422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The page of one; a POST makes one move, named by its button."""
    found = _campaign_or_404(request, campaign_id)
    note_form = NoteForm(request.POST if request.method == "POST" else None)
    errors: list[str] = []
    status = 200
    if request.method == "POST":
        verb = next((verb for verb in DONE if verb in request.POST), "")
        try:
            if note_form.is_valid():
                _move(request, found, verb, note_form.cleaned_data["note"])
                messages.success(request, DONE[verb])
                return redirect("posts:campaign", service=request.service.slug, campaign_id=campaign_id)
            status = 422
        except CampaignRefused as refused:
            errors.append(str(refused))
            found, status = _campaign_or_404(request, campaign_id), 409
    context = campaign_pages.context(found, request.user, now=timezone.now())
    context |= {"note_form": note_form, "errors": errors}
    return render(request, "posts/campaigns/campaign.html", context, status=status)


def _move(request: HttpRequest, found: Campaign, verb: str, note: str) -> None:
    typed = request.POST.get("version", "")
    match verb:
        case "approve":
            version = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
            campaigns.approve(found.pk, by=request.user, version=version, note=note)
        case "return":
            campaigns.return_to_owner(found.pk, by=request.user, note=note)
        case "submit" | "withdraw" | "end":
            getattr(campaigns, verb)(found.pk, by=request.user)
        case _:
            raise CampaignRefused("Choose what to do with the campaign.")
