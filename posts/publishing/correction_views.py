"""Correcting a post that is out, and saying that a person took it off or corrected it on a network."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from channels.networks import Action, connector_of
from posts import permissions
from posts.models import Delivery, NetworkChange, Post
from posts.publishing import changes, corrections
from posts.publishing.deliveries import SendingRefused


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label="What is wrong with it?",
        max_length=300,
        help_text="The line manager reads it, and it stays in the record.",
        error_messages={"required": "Say what is wrong with the post. It stays in the record."},
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, post_id: int) -> HttpResponse:
    if refusal := permissions.refusal_to_write(request.user, request.service):
        raise PermissionDenied(refusal)
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    post = get_object_or_404(rows.select_related("service"), pk=post_id)
    if underway := corrections.open_one(post):
        return redirect("posts:edit", service=request.service.slug, post_id=underway.pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    refused = corrections.refusal_to_begin(post, request.user)
    if request.method == "POST" and form.is_valid() and not refused:
        try:
            draft = corrections.begin(post.pk, by=request.user, reason=form.cleaned_data["reason"])
        except corrections.CorrectionRefused as error:
            refused = str(error)
        else:
            messages.success(request, "Correct the text below, then submit it for approval.")
            return redirect("posts:edit", service=request.service.slug, post_id=draft.pk)
    there = [one for one in post.deliveries.select_related("channel__service") if changes.is_out(one)]
    context = {
        "post": post,
        "form": form,
        "refused": [refused] if refused else [],
        "ways": [{"channel": one.channel, "text": _way(one)} for one in there],
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "posts/correct.html", context, status=status)


@require_POST
def change_done(request: HttpRequest, change_id: int) -> HttpResponse:
    """A person did it on the network."""
    rows = NetworkChange.objects.visible_to(request.user).of_service(request.service)
    change = get_object_or_404(rows.select_related("delivery__post__service"), pk=change_id)
    if refusal := permissions.refusal_to_answer_for_delivery(request.user, change.delivery):
        raise PermissionDenied(refusal)
    try:
        changes.confirm_by_hand(change.pk, by=request.user)
    except SendingRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Thank you. It is in the record.")
    return redirect("posts:delivery", service=request.service.slug, delivery_id=change.delivery_id)


def _way(delivery: Delivery) -> str:
    can = connector_of(delivery.channel).capabilities
    if delivery.parts or not can.is_possible(Action.CORRECT):
        return "The old post is taken off, and the corrected one goes out anew."
    if can.can(Action.CORRECT):
        return "The text is changed in its place."
    return "Somebody changes it there by hand; you get the text to copy."
