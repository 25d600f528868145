"""Pages of readings and trainings: one's own, the three steps of one, who has read what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.downloads import attachment
from accounts.spreadsheets import CSV, TYPES, UTF8_MARK, csv_bytes
from policies import diff_pages, pages, permissions, questions, reading_pages, readings
from policies import forms_reading as forms
from policies.digests import digest_of
from policies.models import Reading, ReadingCampaign
from policies.refusals import Refused
from policies.views import deny

Kinds = ReadingCampaign.Kind


def campaign_of(request: HttpRequest, campaign_id: int, kind: str | None = None) -> ReadingCampaign:
    """The campaign, or 404 when it is not of this service, the person is no member, or it is of the other kind."""
    rows = ReadingCampaign.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(rows.select_related("service", "version__policy__service", "opened_by"), pk=campaign_id)
    if kind and found.kind != kind:
        raise Http404
    return found


def _rights(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_manage": not permissions.refusal_to_manage_readings(request.user, request.service),
        "may_see": not permissions.refusal_to_see_readings(request.user, request.service),
    }


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One's own readings; how many have read what; for managers also who."""
    service, today = request.service, request.service.today(timezone.now())
    rights = _rights(request)
    context = {
        "mine": reading_pages.mine(request.user, service, today),
        "policies": reading_pages.campaign_rows(service, today, Kinds.POLICY),
        "trainings": reading_pages.campaign_rows(service, today, Kinds.TRAINING),
        "matrix": reading_pages.matrix(service, today) if rights["may_see"] else None,
        "untrained": readings.without_training(service, today) if rights["may_see"] else [],
        "today": today,
        **reading_pages.last_day(service),
        **rights,
    }
    return render(request, "policies/reading/index.html", context)


# The three steps


def _step(request: HttpRequest, campaign: ReadingCampaign, here: str, now: dt.datetime) -> dict[str, Any]:
    """What every step of the page takes."""
    version, reading = readings.version_to_read(campaign), readings.reading_of(request.user, campaign, now)
    if reading and reading.read_version:
        version = reading.read_version
    today = request.service.today(now)
    return {
        "campaign": campaign,
        "version": version,
        "policy": version.policy,
        "reading": reading,
        "steps": reading_pages.steps(campaign, here, reading, has_questions=version.questions.exists()),
        "is_late": bool(reading and not reading.read_at and not campaign.closed_at and reading.due_on < today),
        **(reading_pages.state_of(reading, today) if reading else {}),
        **_rights(request),
    }


@require_GET
def reading(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The first step: what changed since this person's last reading. A training has its own page."""
    now, campaign = timezone.now(), campaign_of(request, campaign_id)
    if campaign.kind == Kinds.TRAINING:
        return _training(request, campaign, now)
    context = _step(request, campaign, "reading", now)
    before = readings.version_before(request.user, campaign)
    context["before"] = before
    context["comparison"] = diff_pages.comparison_of(before, context["version"]) if before else None
    context["text_url"] = reading_pages.address("reading_text", campaign)
    return render(request, "policies/reading/changes.html", context)


@require_GET
def text(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The second step: the whole text."""
    campaign = campaign_of(request, campaign_id, Kinds.POLICY)
    context = _step(request, campaign, "reading_text", timezone.now())
    context["sections"] = pages.sections(context["version"], may_edit=False)
    context["contents"] = [
        {"url": f"#{one['key']}", "text": f"{one['number']}. {one['title']}"} for one in context["sections"]
    ]
    return render(request, "policies/reading/text.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The third step: the questions, as often as one likes, then the button that accepts."""
    now, campaign = timezone.now(), campaign_of(request, campaign_id, Kinds.POLICY)
    if request.method == "GET":
        return _ask_page(request, campaign, now)
    row = _own(request, campaign, now)
    form = forms.AnswersForm(request.POST, asked=questions.answered(readings.version_to_read(campaign), row.answers))
    only_keep = "keep" in request.POST
    try:
        answered = readings.keep_answers(row.pk, by=request.user, answers=form.given(), is_try=not only_keep)
    except Refused as refusal:
        return _ask_page(request, campaign, now, errors=[str(refusal)], status=409)
    if only_keep:
        messages.success(request, "Your answers are kept.")
        return redirect(reading_pages.address("reading_text", campaign))
    wrong = sum(not one.is_right for one in answered)
    if wrong:
        said = f"{len(answered) - wrong} of {len(answered)} are right. Read why, and try again."
        messages.warning(request, said)
    return redirect(f"{reading_pages.address('reading_questions', campaign)}#questions")


def _own(request: HttpRequest, campaign: ReadingCampaign, now: dt.datetime) -> Reading:
    row = readings.reading_of(request.user, campaign, now)
    if row is None:
        deny("You are not asked to read this, so there is nothing to answer. You can read it all the same.")
    return row


def _ask_page(
    request: HttpRequest,
    campaign: ReadingCampaign,
    now: dt.datetime,
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _step(request, campaign, "reading_questions", now)
    row = context["reading"]
    asked = questions.answered(context["version"], row.answers if row else {})
    digest = digest_of(context["version"])
    context |= {
        "asked": [
            {
                "row": one,
                "choices": questions.ANSWERS[one.question.about],
                "is_told": bool(row and row.tries and one.given),
            }
            for one in asked
        ],
        "right": sum(one.is_right for one in asked),
        "all_right": all(one.is_right for one in asked),
        "may_answer": bool(row and not row.read_at and not campaign.closed_at),
        "digest": digest,
        "accept_form": forms.AcceptForm(initial={"digest": digest}),
        "errors": errors or [],
    }
    return render(request, "policies/reading/questions.html", context, status=status)


@require_POST
def accept(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """“I have read and understood it.”"""
    now, campaign = timezone.now(), campaign_of(request, campaign_id, Kinds.POLICY)
    row = _own(request, campaign, now)
    form = forms.AcceptForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        row = readings.accept(row.pk, by=request.user, digest=digest, now=now)
    except Refused as refusal:
        return _ask_page(request, campaign, now, errors=[str(refusal)], status=409)
    messages.success(request, f"On record: you have read and understood {row.read_version}. Thank you.")
    return redirect("policies:readings", service=request.service.slug)


# Who has read what


@require_GET
def people(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Everybody who was asked, by when, and when they read."""
    campaign = campaign_of(request, campaign_id)
    deny(permissions.refusal_to_see_readings(request.user, request.service))
    rights, today = _rights(request), request.service.today(timezone.now())
    may_extend = rights["may_manage"] and campaign.kind == Kinds.POLICY and campaign.closed_at is None
    context = {
        "campaign": campaign,
        "rows": reading_pages.people_rows(campaign, request.user, today, may_extend=may_extend),
        "asked_of": reading_pages.roles_in_words(campaign.roles),
        "may_extend": may_extend,
        **rights,
    }
    return render(request, "policies/reading/people.html", context)


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, campaign_id: int, reading_id: int) -> HttpResponse:
    """Five working days more for somebody else, with a reason."""
    campaign = campaign_of(request, campaign_id, Kinds.POLICY)
    row = get_object_or_404(campaign.readings.select_related("user"), pk=reading_id)
    deny(permissions.refusal_to_manage_readings(request.user, request.service))
    form = forms.ExtendForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            row = readings.extend(row.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, f"{row.user} has until {row.due_on:%a %-d %b %Y}.")
            return redirect(reading_pages.address("reading_people", campaign))
    elif form.is_bound:
        status = 422
    context = {"campaign": campaign, "row": row, "form": form}
    return render(request, "policies/reading/extend.html", context, status=status)


@require_POST
def download(request: HttpRequest, campaign_id: int | None = None) -> HttpResponse:
    """The table as CSV, of the service or of one campaign. It names people, so the download is on record."""
    campaign = campaign_of(request, campaign_id) if campaign_id else None
    deny(permissions.refusal_to_see_readings(request.user, request.service))
    today = request.service.today(timezone.now())
    name = f"readings-{request.service.slug}{f'-{campaign.pk}' if campaign else ''}-{today:%Y-%m-%d}.csv"
    readings.put_download_on_record(request.service, campaign, by=request.user)
    rows = reading_pages.csv_rows(request.service, today, campaign)
    return attachment(UTF8_MARK + csv_bytes(rows), name=name, kind=TYPES[CSV])


# Trainings


def _training(
    request: HttpRequest,
    campaign: ReadingCampaign,
    now: dt.datetime,
    *,
    form: forms.RecordForm | None = None,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    today, rights = request.service.today(now), _rights(request)
    row = readings.reading_of(request.user, campaign, now)
    context = {
        "campaign": campaign,
        "reading": row,
        "was_held": campaign.held_on <= today,
        "asked_of": reading_pages.roles_in_words(campaign.roles),
        "record_form": form or forms.RecordForm(people=reading_pages.people_to_record(campaign)),
        "errors": errors or [],
        "state": "",
        **(reading_pages.state_of(row, today) if row else {}),
        **rights,
    }
    if rights["may_see"]:
        context["rows"] = reading_pages.people_rows(campaign, request.user, today, may_extend=False)
    return render(request, "policies/reading/training.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new_training(request: HttpRequest) -> HttpResponse:
    """Put a training on record."""
    deny(permissions.refusal_to_manage_readings(request.user, request.service))
    form = forms.TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            campaign = readings.open_training(request.service, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{campaign.title}” is on record. People are asked whether they took part.")
            return redirect(reading_pages.address("reading", campaign))
    return render(request, "policies/reading/new_training.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def took_part(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """“I took part.”"""
    campaign = campaign_of(request, campaign_id, Kinds.TRAINING)
    try:
        readings.took_part(campaign.pk, by=request.user)
    except Refused as refusal:
        return _training(request, campaign, timezone.now(), errors=[str(refusal)], status=409)
    messages.success(request, "On record: you took part.")
    return redirect(reading_pages.address("reading", campaign))


@require_POST
def record(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A manager records that somebody took part."""
    campaign = campaign_of(request, campaign_id, Kinds.TRAINING)
    deny(permissions.refusal_to_manage_readings(request.user, request.service))
    form = forms.RecordForm(request.POST, people=reading_pages.people_to_record(campaign))
    if not form.is_valid():
        return _training(request, campaign, timezone.now(), form=form, status=422)
    person = form.cleaned_data["person"]
    try:
        readings.took_part(campaign.pk, by=request.user, user_id=person.pk)
    except Refused as refusal:
        return _training(request, campaign, timezone.now(), form=form, errors=[str(refusal)], status=409)
    messages.success(request, f"On record: {person} took part.")
    return redirect(reading_pages.address("reading", campaign))
