"""Reviews: all policies on a time line, and the review of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from policies import coverage_page, forms_reviews, pages, permissions, review_pages, reviews, services, workflow
from policies.models import PolicyReview, PolicyVersion
from policies.refusals import Refused
from policies.views import deny, policy_of


def timeline(request: HttpRequest) -> HttpResponse:
    """Every policy: last review, next review, overdue, what is missing."""
    today = request.service.today(timezone.now())
    rows = review_pages.rows(request.service, today)
    context = {
        "rows": rows,
        "drawing": review_pages.drawing(rows, today),
        "today": today,
        "may_write": not permissions.refusal_to_write(request.user, request.service),
    }
    return render(request, "policies/reviews.html", context)


def review(request: HttpRequest, policy_id: int) -> HttpResponse:
    """What a review looks at, and its outcome with the reason."""
    version = _in_force(request, policy_id)
    form = forms_reviews.ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = _new_version if form.cleaned_data["outcome"] == PolicyReview.Outcome.NEW_VERSION else _no_change
        try:
            return write(request, version, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, version, form=form)


def _no_change(request: HttpRequest, version: PolicyVersion, reason: str) -> HttpResponse:
    reviews.reviewed_no_change(version.policy_id, reason=reason, by=request.user)
    version.refresh_from_db()
    messages.success(request, f"Reviewed. The next review is due on {version.next_review_on:%-d %b %Y}.")
    return redirect(pages.url("version", version))


def _new_version(request: HttpRequest, version: PolicyVersion, reason: str) -> HttpResponse:
    """The decision and the draft in one go; a draft that is on its way already is gone on with."""
    with transaction.atomic():
        reviews.needs_new_version(version.policy_id, reason=reason, by=request.user)
        draft = version.policy.versions.filter(state__in=workflow.OPEN_STATES).first()
        draft = draft or workflow.start_version(version.policy, by=request.user)
    messages.success(request, f"On record: a new version is needed. Version {draft.number} is on its way.")
    return redirect(pages.url("edit", draft))


def move(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Plan the review for another day."""
    version = _in_force(request, policy_id)
    form = forms_reviews.MoveReviewForm(request.POST or None, initial={"due_on": version.next_review_on})
    if request.method == "POST" and form.is_valid():
        try:
            moved = reviews.move(version.policy_id, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("due_on", str(refusal))
        else:
            messages.success(request, f"The review is planned for {moved.due_on:%-d %b %Y}.")
            return redirect("policies:reviews", service=request.service.slug)
    context = {"form": form, "version": version, "policy": version.policy}
    return render(request, "policies/move_review.html", context, status=422 if form.is_bound else 200)


def hand_on(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Somebody else looks after a policy."""
    policy = policy_of(request, policy_id)
    deny(permissions.refusal_to_write(request.user, request.service))
    owners = services.people_to_own(request.service).exclude(pk=policy.owner_id)
    form = forms_reviews.OwnerForm(request.POST or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        try:
            policy = services.hand_on(policy.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("owner", str(refusal))
        else:
            messages.success(request, f"{policy.owner} looks after “{policy.title}” now.")
            return redirect("policies:reviews", service=request.service.slug)
    context = {"policy": policy, "form": form}
    return render(request, "policies/hand_on.html", context, status=422 if form.is_bound else 200)


def _in_force(request: HttpRequest, policy_id: int) -> PolicyVersion:
    policy = policy_of(request, policy_id)
    deny(permissions.refusal_to_write(request.user, request.service))
    version = policy.versions.in_force().select_related("policy__service", "policy__owner").first()
    if version is None:
        raise Http404
    return version


def _page(request: HttpRequest, version: PolicyVersion, *, form: Any) -> HttpResponse:
    policy = version.policy
    record = reviews.open_one(version)
    context = {
        "form": form,
        "version": version,
        "policy": policy,
        "record": record,
        "is_decided": bool(record and record.outcome),
        "on_its_way": policy.versions.filter(state__in=workflow.OPEN_STATES).first(),
        "last": reviews.last_done(policy),
        "exceptions": reviews.exceptions_since_last(policy),
        "overdue": bool(version.next_review_on and version.next_review_on < request.service.today(timezone.now())),
        **coverage_page.panel(version, may_edit=False),
    }
    return render(request, "policies/review.html", context, status=422 if form.is_bound else 200)
