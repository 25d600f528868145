"""What a channel's profile is to say, and what it says."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from channels import pages, permissions, profiles
from channels.forms import ProfileForm, ProfileTickForm
from channels.models import Channel, ProfileStandard
from channels.networks import Action, connector_of
from channels.pictures import TYPES, PictureRefused
from channels.profiles import ProfileRefused


def profile(request: HttpRequest, channel_id: int) -> HttpResponse:
    """What was agreed, how far the profile is from it, and the looks so far; posted to, a person's look."""
    channel = pages.channel_of(request, channel_id)
    standard = _standard(channel)
    refusal = permissions.refusal_to_look_at_profile(request.user, request.service)
    if request.method == "POST":
        pages.refuse(refusal)
    form = ProfileTickForm(request.POST if request.method == "POST" else None, parts=_parts(standard))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                profiles.tick(channel.pk, by=request.user, **form.cleaned_data)
            except ProfileRefused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, "Your look is on record.")
            return redirect("channels:profile", service=request.service.slug, channel_id=channel.pk)
        status = 422
    last = channel.profile_checks.select_related("by").first()
    now = timezone.now()
    context = {
        "channel": channel,
        "standard": standard,
        "last": last,
        "drift": profiles.compared(standard, last) if standard and last else [],
        "due_on": profiles.due_on(channel, standard, profiles.last_complete(channel)) if standard else None,
        "today": request.service.today(now),
        "checks": _checks(channel),
        "left_to_people": profiles.left_to_people(profiles.last_read(channel)),
        "can_read": profiles.can_be_read(channel),
        "how_by_hand": connector_of(channel).capabilities.how_by_hand(Action.READ_PROFILE),
        "form": form,
        "refusal": refusal,
        "refusal_to_agree": permissions.refusal_to_agree_profile(request.user, request.service),
        "starter": profiles.starter(request.service),
    }
    return render(request, "channels/profile.html", context, status=status)


def edit(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Agree what the profile says; `?for=` offers words to begin with."""
    pages.refuse(permissions.refusal_to_agree_profile(request.user, request.service))
    channel = pages.channel_of(request, channel_id)
    standard = _standard(channel)
    wanted = request.GET.get("for", "" if standard else "families")
    initial = profiles.starter(request.service, young_people=wanted == "young_people") if wanted else {}
    form = ProfileForm(
        request.POST or None, request.FILES or None, standard=None if wanted and not standard else standard
    )
    if initial:
        form.initial |= initial
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                profiles.agree(channel.pk, by=request.user, **form.cleaned_data)
            except PictureRefused as refused:
                form.add_error("picture", str(refused))
            except ProfileRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "The profile is agreed. Put the words on the network, then look at it here.")
                return redirect("channels:profile", service=request.service.slug, channel_id=channel.pk)
    context = {"channel": channel, "form": form, "standard": standard, "wanted": wanted}
    return render(request, "channels/profile_edit.html", context, status=status)


@require_POST
def read(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Read the profile from the network now."""
    pages.refuse(permissions.refusal_to_look_at_profile(request.user, request.service))
    channel = pages.channel_of(request, channel_id)
    try:
        check = profiles.read(channel.pk, by=request.user)
    except ProfileRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"The profile was read: {profiles.in_words(check.drift)}.")
    return redirect("channels:profile", service=request.service.slug, channel_id=channel.pk)


@require_GET
def picture(request: HttpRequest, channel_id: int) -> FileResponse:
    """The agreed picture, as we wrote it."""
    standard = _standard(pages.channel_of(request, channel_id))
    if standard is None or not standard.picture:
        raise Http404
    ending = standard.picture.name[standard.picture.name.rfind(".") :]
    if ending not in TYPES or not standard.picture.storage.exists(standard.picture.name):
        raise Http404
    response = FileResponse(standard.picture.open("rb"), content_type=TYPES[ending])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _standard(channel: Channel) -> ProfileStandard | None:
    return getattr(channel, "profile_standard", None)


def _parts(standard: ProfileStandard | None) -> list[str]:
    """What was agreed, so that it can be looked at."""
    return [part for part in profiles.PARTS if standard and getattr(standard, part)]


def _checks(channel: Channel) -> list[dict]:
    """The looks, as components/timeline.html takes them."""
    return [
        {
            "who": str(one.by) if one.by else "Read from the network",
            "what": f"{'looked: ' if one.by else ': '}{profiles.in_words(one.drift)}",
            "note": one.note,
            "when": one.at,
            "kind": "back" if one.drift else "go",
        }
        for one in channel.profile_checks.select_related("by")[:20]
    ]
