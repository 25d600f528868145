"""The door, invitations, the demo's change of person, and a service's settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import permissions, services
from accounts.forms import (
    DeputyForm,
    InviteForm,
    PasswordForm,
    PauseForm,
    PhoneForm,
    ReasonForm,
    RolesForm,
    ServiceForm,
)
from accounts.models import Deputy, Invitation, Membership, Service, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def start(request: HttpRequest) -> HttpResponse:
    """A person's service, or the choice where they work in several."""
    mine = list(Service.objects.of(request.user))
    if len(mine) == 1:
        return redirect("insights:home", service=mine[0].slug)
    return render(request, "accounts/start.html", {"services": mine})


@login_not_required
@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """An invited person chooses a password and is in."""
    invitation = services.open_invitation(token, timezone.now())
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=410)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept(token, password=form.cleaned_data["password"])
        except (services.Refused, ValidationError) as refusal:
            for sentence in getattr(refusal, "messages", [str(refusal)]):
                form.add_error("password", sentence)
        else:
            login(request, user, backend=BACKEND)
            messages.success(request, f"Welcome to {invitation.service}, {user.first_name}.")
            return redirect("insights:home", service=invitation.service.slug)
    has_account = User.objects.filter(email=invitation.email).exists()
    return render(request, "accounts/accept.html", {"invitation": invitation, "form": form, "has_account": has_account})


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Only in the demo: see it as another person of the demo service."""
    if not settings.DEMO:
        raise Http404
    mine = Service.objects.of(request.user)
    people = Membership.objects.current().filter(service__in=mine).select_related("service", "user").order_by("service")
    membership = next((one for one in people if str(one.user_id) == request.POST.get("person")), None)
    if membership is None:
        raise Http404
    login(request, membership.user, backend=BACKEND)
    return redirect("insights:home", service=membership.service.slug)


def people(request: HttpRequest) -> HttpResponse:
    """Who works here, as what, who stands in for whom; invitations that are open."""
    service = request.service
    members = Membership.objects.filter(service=service).select_related("user").prefetch_related("roles")
    today = service.today(timezone.now())
    return render(
        request,
        "accounts/people.html",
        {
            "members": [member for member in members if not member.ended_at],
            "former": [member for member in members if member.ended_at],
            "invitations": Invitation.objects.filter(
                service=service, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
            ),
            "deputies": Deputy.objects.filter(service=service, ends_on__gte=today).select_related(
                "deputy", "stands_in_for"
            ),
            "refusal": permissions.refusal_to_manage_people(request.user, service),
        },
    )


def _must_manage_people(request: HttpRequest) -> None:
    if refusal := permissions.refusal_to_manage_people(request.user, request.service):
        raise PermissionDenied(refusal)


def _form_page(
    request: HttpRequest, form: Form, change: Callable[..., object], *, done: str, **page: str | bool
) -> HttpResponse:
    """One form on a page of its own: shows it, runs `change` with what it holds, and says `done` among the people.

    `page` goes to the template: title, button, hint, grave. A refusal stands on the form, with what was typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            change(by=request.user, **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("settings:people", service=request.service.slug)
    return render(request, "accounts/form.html", {"form": form, **page}, status=422 if form.is_bound else 200)


def invite(request: HttpRequest) -> HttpResponse:
    _must_manage_people(request)
    return _form_page(
        request,
        InviteForm(request.POST or None),
        partial(services.invite, request.service),
        done="The invitation is on its way. It holds for 14 days.",
        title="Invite somebody",
        button="Send the invitation",
    )


@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    _must_manage_people(request)
    invitation = get_object_or_404(Invitation.objects.filter(service=request.service), pk=invitation_id)
    try:
        services.withdraw_invitation(invitation.pk, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.name} no longer holds.")
    return redirect("settings:people", service=request.service.slug)


def _member(request: HttpRequest, membership_id: int) -> Membership:
    _must_manage_people(request)
    return get_object_or_404(Membership.objects.filter(service=request.service), pk=membership_id)


def roles(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = _member(request, membership_id)
    return _form_page(
        request,
        RolesForm(request.POST or None, initial={"roles": [held.role for held in member.roles.all()]}),
        partial(services.change_roles, member.pk),
        done=f"{member.user}’s roles are changed.",
        title=f"Roles of {member.user}",
        button="Save roles",
    )


def phone(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = _member(request, membership_id)
    return _form_page(
        request,
        PhoneForm(request.POST or None, initial={"phone": member.phone}),
        partial(services.set_phone, member.pk),
        done=f"{member.user}’s telephone number is saved.",
        title=f"Telephone number of {member.user}",
        button="Save the number",
    )


def end_access(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = _member(request, membership_id)
    return _form_page(
        request,
        ReasonForm(request.POST or None),
        partial(services.end_access, member.pk),
        done=f"{member.user} has no access any more.",
        title=f"Take away {member.user}’s access?",
        hint="It ends at once, and they are signed out. Their name stays in the record. You can give it back later.",
        button="Take access away",
        grave=True,
    )


def restore_access(request: HttpRequest, membership_id: int) -> HttpResponse:
    member = _member(request, membership_id)
    return _form_page(
        request,
        ReasonForm(request.POST or None),
        partial(services.restore_access, member.pk),
        done=f"{member.user} has access again.",
        title=f"Give {member.user} access again",
        button="Give access",
    )


def add_deputy(request: HttpRequest) -> HttpResponse:
    return _form_page(
        request,
        DeputyForm(request.POST or None, service=request.service),
        partial(services.name_deputy, request.service),
        done="The deputy is named.",
        title="Name a deputy",
        hint="The deputy holds the role from the first to the last day, both included.",
        button="Name deputy",
    )


@require_POST
def end_deputy(request: HttpRequest, deputy_id: int) -> HttpResponse:
    named = get_object_or_404(Deputy.objects.filter(service=request.service), pk=deputy_id)
    try:
        services.end_deputy(named.pk, by=request.user)
    except services.Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    messages.success(request, "The deputy’s time has ended.")
    return redirect("settings:people", service=request.service.slug)


def service_settings(request: HttpRequest) -> HttpResponse:
    """What the service says about itself: its own contacts, hours, zone, sign-in."""
    _must_manage_people(request)
    form = ServiceForm(request.POST or None, instance=Service.objects.get(pk=request.service.pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_service(request.service, by=request.user, **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect("settings:service", service=request.service.slug)
    return render(request, "accounts/service.html", {"form": form}, status=422 if form.is_bound else 200)


def pause(request: HttpRequest) -> HttpResponse:
    """Stop all sending, or start it again."""
    service = request.service
    refuses = permissions.refusal_to_resume if service.is_paused else permissions.refusal_to_pause
    refusal = refuses(request.user, service)
    if request.method == "POST" and refusal:
        raise PermissionDenied(refusal)
    if request.method == "POST" and request.POST.get("do") == "resume":
        return _resume(request)
    form = PauseForm(request.POST or None)
    try:
        if request.method == "POST" and form.is_valid():
            services.pause_sending(service, by=request.user, **form.cleaned_data)
            messages.success(request, "Nothing goes out until somebody starts sending again.")
            return redirect("insights:home", service=service.slug)
    except services.Refused as refused:
        form.add_error(None, str(refused))
    sees_why = permissions.has_role(request.user, service, *permissions.STAFF)
    context = {"form": form, "refusal": refusal, "sees_why": sees_why}
    return render(request, "accounts/pause.html", context, status=422 if form.is_bound and form.errors else 200)


def _resume(request: HttpRequest) -> HttpResponse:
    """Who presses second finds that it is done."""
    try:
        services.resume_sending(request.service, by=request.user)
    except services.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Sending goes on. Posts that were held back need a new time.")
    return redirect("insights:home", service=request.service.slug)
