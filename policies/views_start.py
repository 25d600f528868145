"""Beginning: the short form of a new service, and a document that exists already. Both work without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import services as people
from channels.models import Channel
from channels.services import ChannelRefused
from policies import coverage, forms_start, importing, pages, permissions, services, starter, usual
from policies.models import Policy, PolicyKind, PolicyVersion
from policies.refusals import Refused
from policies.views import deny


def begin(request: HttpRequest) -> HttpResponse:
    """The short form. A service that has a social media policy is led to it."""
    deny(permissions.refusal_to_write(request.user, request.service))
    if there := _there_is(request):
        return there
    now = timezone.now()
    channels = list(Channel.objects.of_service(request.service))
    approving = starter.people_who_approve(request.service, now)
    form = forms_start.ShortForm(
        request.POST or None,
        service=request.service,
        by=request.user,
        here={one.network for one in channels},
        approving=approving,
    )
    answers = starter.answers_of(
        request.service,
        networks=tuple(dict.fromkeys(one.get_network_display() for one in channels)),
        approvers=tuple(map(str, approving)),
    )
    is_shown = request.POST.get("do") == "show"
    if request.method == "POST" and form.is_valid():
        answers = starter.answers_to(request.service, form.answers(), now)
        if not is_shown and (answer := _begun(request, form)):
            return answer
    is_shown = is_shown and form.is_valid()
    context = {
        "form": form,
        "channels": channels,
        "approving": approving,
        "alone": not [one for one in approving if one != request.user],
        "where": starter.where_they_stand(answers),
        "is_shown": is_shown,
    }
    return render(
        request, "policies/start.html", context, status=422 if form.is_bound and not context["is_shown"] else 200
    )


def _there_is(request: HttpRequest) -> HttpResponse | None:
    """The way to the social media policy that is there already."""
    policy = Policy.objects.of_service(request.service).filter(kind=PolicyKind.SOCIAL_MEDIA).first()
    if policy is None:
        return None
    version = policy.versions.in_force().first() or policy.versions.order_by("-major", "-minor").first()
    messages.info(request, "There is a social media policy already. Changes to it are made in a new version.")
    return redirect(pages.url("version", version)) if version else redirect("policies:list", request.service.slug)


def _begun(request: HttpRequest, form: forms_start.ShortForm) -> HttpResponse | None:
    """The draft's coverage, where the next step stands; None when something was refused; the form says why."""
    try:
        begun = starter.begin(request.service, form.answers(), by=request.user)
    except (Refused, people.Refused, ChannelRefused) as refusal:
        if there := _there_is(request):  # sent twice: the first one made it
            return there
        form.add_error(None, str(refusal))
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    messages.success(request, "Draft 1.0 is written from your answers. Nobody is bound by it yet.")
    if begun.invitation:
        messages.info(
            request, f"An invitation is on its way. Its address, in case the e-mail is lost: {begun.invitation}"
        )
    return redirect(pages.url("coverage", begun.version))


# A document that exists


def bring_in(request: HttpRequest) -> HttpResponse:
    """Upload or paste; then the proposed sections; then the draft. Nothing is stored before the last."""
    deny(permissions.refusal_to_write(request.user, request.service))
    if request.method == "POST" and request.POST.get("do") == "make":
        return _make(request)
    is_sent = request.method == "POST"
    form = forms_start.DocumentForm(request.POST, request.FILES) if is_sent else forms_start.DocumentForm()
    if is_sent and form.is_valid():
        return _preview(request, form.cleaned_data["proposal"])
    return render(request, "policies/import.html", {"form": form}, status=422 if form.is_bound else 200)


def _preview(request: HttpRequest, proposal: importing.Proposal) -> HttpResponse:
    has_policy = Policy.objects.of_service(request.service).filter(kind=PolicyKind.SOCIAL_MEDIA).exists()
    form = forms_start.ImportForm(
        owners=services.people_to_own(request.service),
        initial={
            "title": proposal.title or ("" if has_policy else starter.TITLE),
            "kind": PolicyKind.OTHER if has_policy else PolicyKind.SOCIAL_MEDIA,
            "owner": request.user.pk,
            "with_usual": not has_policy,
        },
    )
    proposals = forms_start.Proposals(
        prefix="section",
        initial=[
            {
                "title": one.title,
                "item": one.item,
                "what": forms_start.ProposedForm.KEEP,
                "guidance_only": not _something_runs(one.item),
                "body": one.body,
            }
            for one in proposal.sections
        ],
    )
    return _preview_page(request, form, proposals, notes=proposal.notes)


def _something_runs(item: str) -> bool:
    return bool(usual.rules_of(item) or usual.replies_of(item))


def _preview_page(request: HttpRequest, form: Any, proposals: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "proposals": proposals, "notes": request.POST.getlist("note"), **more}
    context["words"] = sum(len((one["body"].value() or "").split()) for one in proposals)
    status = 422 if form.is_bound else 200
    return render(request, "policies/import_preview.html", context, status=status)


def _make(request: HttpRequest) -> HttpResponse:
    form = forms_start.ImportForm(request.POST, owners=services.people_to_own(request.service))
    proposals = forms_start.Proposals(request.POST, prefix="section")
    both = [form.is_valid(), proposals.is_valid()]
    if all(both):
        try:
            version = importing.make_draft(
                request.service, sections=proposals.sections(), by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, version)
    return _preview_page(request, form, proposals)


def _made(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    count = version.sections.count()
    messages.success(
        request, f"Draft {version.number} has {count} section{'' if count == 1 else 's'}. Nobody is bound by it yet."
    )
    return redirect(pages.url("coverage" if coverage.is_measured(version) else "edit", version))
