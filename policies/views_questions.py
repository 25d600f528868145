"""The editor's page of the reading: who reads a major version, and the questions at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from policies import drafting, pages, permissions, questions, reading_pages
from policies.forms import StampedForm
from policies.forms_reading import QuestionForm, ReadersForm
from policies.models import PolicyVersion, ScenarioQuestion
from policies.refusals import Refused, Stale
from policies.views import deny, version_of
from policies.views_draft import for_writers


def index(request: HttpRequest, version_id: int) -> HttpResponse:
    """The questions with their answers, and who reads it; for those who write or approve the version."""
    version = version_of(request, version_id)
    deny(permissions.refusal_to_see_questions(request.user, request.service))
    return _index(request, version, _readers_form(version))


def _readers_form(version: PolicyVersion, data: Any = None) -> ReadersForm:
    return ReadersForm(data, initial={"roles": version.read_by, "seen": drafting.stamp(version)})


def _index(request: HttpRequest, version: PolicyVersion, form: ReadersForm, status: int = 200) -> HttpResponse:
    rows = version.questions.select_related("section")
    context = {
        "version": version,
        "policy": version.policy,
        "rows": [{"row": row, "answer": questions.label_of(row.about, row.answer)} for row in rows],
        "read_by": reading_pages.roles_in_words(version.read_by),
        "form": form,
        "may_edit": version.is_editable and not permissions.refusal_to_write(request.user, request.service),
        "here": "questions",
    }
    return render(request, "policies/questions.html", context, status=status)


@require_POST
@for_writers
def readers(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    """Whose members read it."""
    form = _readers_form(version, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        if _saved(
            form,
            lambda: questions.save_readers(version.pk, by=request.user, roles=data["roles"], seen=data["seen"]),
            lambda: _who(PolicyVersion.objects.get(pk=version.pk)),
        ):
            messages.success(request, "Who reads it is saved.")
            return redirect(pages.url("questions", version))
        return _index(request, version, form, status=409)
    return _index(request, version, form, status=422)


def _who(version: PolicyVersion) -> tuple[str, str]:
    return drafting.stamp(version), reading_pages.roles_in_words(version.read_by)


def _saved(form: StampedForm, write: Callable[[], Any], now_saved: Callable[[], tuple[str, str]]) -> bool:
    """Write; False when it was refused, with the sentence on the form and, when it was stale, what is saved now."""
    try:
        write()
    except Stale as refusal:
        form.add_error(None, str(refusal))
        stamp, form.saved = now_saved()
        form.renew(stamp)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@for_writers
def question(request: HttpRequest, version: PolicyVersion, question_id: int | None = None) -> HttpResponse:
    """Add a question, or change one."""
    row = version.questions.filter(pk=question_id).first() if question_id else None
    if question_id and row is None and request.method != "POST":
        raise Http404
    form = QuestionForm(request.POST or None, version=version, initial=_initial(row))
    status = 200
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        section_id = data.pop("section").pk
        if _saved(
            form,
            lambda: questions.save_question(
                version.pk, by=request.user, section_id=section_id, question_id=question_id, **data
            ),
            lambda: _in_words(version.questions.filter(pk=question_id).first()),
        ):
            messages.success(request, "The question is saved.")
            return redirect(pages.url("questions", version))
        status = 409
    elif form.is_bound:
        status = 422
    context = {"version": version, "policy": version.policy, "form": form, "question": row, "may_edit": True}
    return render(request, "policies/question.html", context, status=status)


def _initial(row: ScenarioQuestion | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("about", "text", "answer", "explanation")
    return {name: getattr(row, name) for name in names} | {"section": row.section_id, "seen": drafting.stamp(row)}


def _in_words(row: ScenarioQuestion | None) -> tuple[str, str]:
    if row is None:
        return "", "The question was removed."
    answer = questions.label_of(row.about, row.answer)
    return drafting.stamp(row), "\n".join([row.get_about_display(), row.text, answer, row.explanation])


@require_POST
@for_writers
def move_question(request: HttpRequest, version: PolicyVersion, question_id: int) -> HttpResponse:
    row = get_object_or_404(version.questions, pk=question_id)
    try:
        row = questions.move_question(row.pk, by=request.user, up=request.POST.get("direction") == "up")
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"It is now question {row.position}.")
    return redirect(f"{pages.url('questions', version)}#question-{row.pk}")


@for_writers
def remove_question(request: HttpRequest, version: PolicyVersion, question_id: int) -> HttpResponse:
    """Asks, then takes a question out."""
    row = get_object_or_404(version.questions, pk=question_id)
    error = ""
    if request.method == "POST":
        try:
            questions.remove_question(row.pk, by=request.user)
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, "The question is out of the draft.")
            return redirect(pages.url("questions", version))
    points = [
        f"{row.get_about_display()} {row.text[:160]}",
        "The version in force keeps it until this draft takes over.",
    ]
    context = {"version": version, "title": f"Take out question {row.position}?", "points": points}
    context |= {"button": "Take it out", "cancel_url": pages.url("questions", version), "error": error}
    return render(request, "policies/confirm.html", context, status=409 if error else 200)
