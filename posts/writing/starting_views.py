"""How a post begins: kinds and templates to choose from, the service's own templates, a post used again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from posts import permissions
from posts.content import TextTooLong
from posts.models import Post, PostTemplate
from posts.publishing import changes
from posts.writing import kinds, post_templates, repurposing, starting
from posts.writing.post_templates import TemplateRefused
from posts.writing.repurposing import NotUsable
from posts.writing.template_forms import TemplateForm, UseAgainForm


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)


def _templates(request: HttpRequest) -> Any:
    rows = PostTemplate.objects.visible_to(request.user).of_service(request.service)
    return rows.select_related("made_by").prefetch_related("channels")


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """“What kind of post is it?” Where in the plan it belongs is handed on."""
    _refuse(permissions.refusal_to_write(request.user, request.service))
    place = {name: request.GET[name] for name in starting.PLACES if request.GET.get(name)}
    context = {
        "prompts": kinds.PROMPTS,
        "templates": _templates(request).filter(archived_at=None),
        "place": f"&{urlencode(place)}" if place else "",
        "place_alone": f"?{urlencode(place)}" if place else "",
        "repeats": repurposing.worth_repeating(request.service, timezone.now(), 3),
    }
    return render(request, "posts/begin.html", context)


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    _refuse(permissions.refusal_to_read(request.user, request.service))
    rows = list(_templates(request).order_by("name"))
    context = {
        "rows": [row for row in rows if row.archived_at is None],
        "put_away": [row for row in rows if row.archived_at is not None],
        "may_change": not permissions.refusal_to_keep_templates(request.user, request.service),
        "may_write": not permissions.refusal_to_write(request.user, request.service),
    }
    return render(request, "posts/templates/list.html", context)


@require_http_methods(["GET", "POST"])
def new_template(request: HttpRequest) -> HttpResponse:
    """Empty, or with the words of a post: `?from=`."""
    _refuse(permissions.refusal_to_keep_templates(request.user, request.service))
    source = request.GET.get("from", "")
    initial: dict[str, Any] = {}
    if source.isdecimal() and len(source) < 18:
        rows = Post.objects.visible_to(request.user).of_service(request.service).select_related("revision")
        initial = post_templates.of_post(get_object_or_404(rows, pk=int(source)))
    return _template_form(request, None, initial)


@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, template_id: int) -> HttpResponse:
    _refuse(permissions.refusal_to_keep_templates(request.user, request.service))
    found = get_object_or_404(_templates(request).filter(archived_at=None), pk=template_id)
    names = ("name", "kind", "audience", "text", "hint")
    initial = {name: getattr(found, name) for name in names}
    return _template_form(request, found, initial | {"channels": [row.pk for row in found.channels.all()]})


def _template_form(request: HttpRequest, found: PostTemplate | None, initial: dict[str, Any]) -> HttpResponse:
    form = TemplateForm(request.POST or None, service=request.service, template=found, initial=initial)
    errors: list[str] = []
    if form.is_bound and form.is_valid():
        values = {**form.cleaned_data, "channels": list(form.cleaned_data["channels"])}
        try:
            post_templates.save(
                service=request.service, by=request.user, template_id=found.pk if found else None, **values
            )
        except (TemplateRefused, TextTooLong) as refused:
            errors.append(str(refused))
        else:
            messages.success(request, "The template is saved. It stands beside the kinds when a post begins.")
            return redirect("posts:templates", service=request.service.slug)
    context = {"form": form, "errors": errors, "template": found}
    return render(request, "posts/templates/form.html", context, status=422 if form.is_bound else 200)


@require_POST
def archive_template(request: HttpRequest, template_id: int) -> HttpResponse:
    found = get_object_or_404(_templates(request), pk=template_id)
    post_templates.archive(found.pk, by=request.user)
    messages.success(request, f"“{found}” is put away. You can take it back below.")
    return redirect("posts:templates", service=request.service.slug)


@require_POST
def restore_template(request: HttpRequest, template_id: int) -> HttpResponse:
    found = get_object_or_404(_templates(request), pk=template_id)
    try:
        post_templates.restore(found.pk, by=request.user)
    except TemplateRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"“{found}” is in use again.")
    return redirect("posts:templates", service=request.service.slug)


@require_http_methods(["GET", "POST"])
def use_again(request: HttpRequest, post_id: int) -> HttpResponse:
    _refuse(permissions.refusal_to_write(request.user, request.service))
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    post = get_object_or_404(rows.select_related("service", "revision", "repurposed_from"), pk=post_id)
    chosen = [one.channel_id for one in post.revision.revision_channels.all()]
    form = UseAgainForm(request.POST or None, post=post, initial={"audience": post.audience, "channels": chosen})
    refused = repurposing.refusal_to_use_again(request.user, post)
    errors = [refused] if refused else []
    if form.is_bound and form.is_valid():
        try:
            made = repurposing.use_again(
                post.pk,
                by=request.user,
                audience=form.cleaned_data["audience"],
                channels=list(form.cleaned_data["channels"]),
            )
        except NotUsable as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, "The draft is made. Say it anew for the people it is now for.")
            return redirect("posts:edit", service=request.service.slug, post_id=made.pk)
    family = repurposing.tree(post)
    context = {"post": post, "form": form, "errors": errors, "family": family, "off": bool(refused)}
    context["said"] = changes.said_now(post)
    status = 409 if form.is_bound and errors else 422 if form.is_bound else 200
    return render(request, "posts/use_again.html", context, status=status)
