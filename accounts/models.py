"""Users, services, memberships with roles, deputies, invitations and the outbox of e-mail."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator, validate_email
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import contacts
from accounts.querysets import DeputyQuerySet, MembershipQuerySet, OfService, ServiceQuerySet

# First parts of addresses that are not a service's.
RESERVED_SLUGS = {
    "accounts",
    "hooks",
    "channels",
    "sandbox",
    "healthz",
    "readyz",
    "static",
    "media",
    "components",
    "demo",
    "feeds",
    "invitation",
    "l",
    "services",
    "admin",
    "api",
}


class Role(models.TextChoices):
    """What a person does in a service (DESIGN 2)."""

    COORDINATOR = "coordinator", "Coordinator"
    LINE_MANAGER = "line_manager", "Line manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    VIEWER = "viewer", "Viewer"


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; the e-mail address is their name at the door."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_the_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else self.email


def not_a_reserved_slug(value: str) -> None:
    if value in RESERVED_SLUGS:
        raise ValidationError("This address is taken by the site itself. Choose another.")


def known_time_zone(value: str) -> None:
    try:
        ZoneInfo(value)
    except Exception as error:  # zoneinfo raises several kinds
        raise ValidationError("Choose a time zone from the list, for example Europe/London.") from error


def uk_phone(value: str) -> None:
    if not contacts.is_uk_phone(value):
        raise ValidationError(
            f"“{value}” is no UK telephone number. Write one with its area code and nothing else, such as 01632 960417."
        )


def uk_phones_by_line(value: str) -> None:
    """One a line."""
    for line in _not_too_many(contacts.lines(value)):
        uk_phone(line)


def emails_by_line(value: str) -> None:
    """One a line."""
    for line in _not_too_many(contacts.lines(value)):
        try:
            validate_email(line)
        except ValidationError as error:
            raise ValidationError(
                f"“{line}” is no e-mail address. Write the whole of one a line, such as help@service.example."
            ) from error


def _not_too_many(lines: list[str]) -> list[str]:
    if len(lines) > contacts.MOST:
        raise ValidationError(f"Keep at most {contacts.MOST} lines. There are {len(lines)}.")
    return lines


class Service(models.Model):
    """An advice service. Every other row belongs to one."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True, validators=[not_a_reserved_slug])
    host = models.CharField("host organisation", max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True, validators=[uk_phone])  # the one that texts name
    more_phones = models.TextField("further telephone numbers", blank=True, validators=[uk_phones_by_line])
    email = models.EmailField(blank=True)
    more_emails = models.TextField("further e-mail addresses", blank=True, validators=[emails_by_line])
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/London", validators=[known_time_zone])
    opens_at = models.TimeField(default=dt.time(9))
    closes_at = models.TimeField(default=dt.time(17))
    open_weekdays = models.CharField(
        "open on",
        max_length=7,
        default="01234",
        validators=[RegexValidator(r"^[0-6]+$")],
        help_text="Digits, Monday is 0.",
    )
    holiday_region = models.CharField(max_length=3, default="ENG", help_text="Bank holidays: ENG, WLS, SCT or NIR.")
    two_factor_required = models.BooleanField("sign in with a second step", default=False)
    cooling_off_minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(7 * 24 * 60)],
        help_text="Only for a service of one: minutes after which a person may approve their own post.",
    )
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    pause_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at=None) | ~Q(pause_reason=""), name="service_pause_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="service_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def contacts(self) -> tuple[str, ...]:
        """Every telephone number and e-mail address of its own."""
        further = contacts.lines(f"{self.more_phones}\n{self.more_emails}")
        return tuple(filter(None, (self.email, self.phone, *further)))

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    def local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.zone)

    def today(self, now: dt.datetime) -> dt.date:
        return self.local(now).date()

    def midnight(self, day: dt.date) -> dt.datetime:
        """When a day begins on the service's wall clock."""
        return dt.datetime.combine(day, dt.time(), tzinfo=self.zone)


class Membership(models.Model):
    """A person's place in a service; ended, never deleted, so that the record keeps naming them."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    phone = models.CharField(
        max_length=30, blank=True, help_text="Stands on the emergency card, for a safeguarding lead or a deputy."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(fields=["service", "user"], name="membership_once_per_service"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(end_reason=""), name="membership_end_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.service}"

    @property
    def role_names(self) -> str:
        return ", ".join(sorted(Role(held.role).label for held in self.roles.all())) or "No role"


class RoleHeld(models.Model):
    """One role of one member."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "role"], name="role_held_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_held_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Deputy(models.Model):
    """Somebody who holds another member's role from one date to another, both included."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="deputies")
    role = models.CharField(max_length=20, choices=Role)
    stands_in_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputising")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        verbose_name_plural = "deputies"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="deputy_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(deputy=F("stands_in_for")), name="deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.stands_in_for}"


class Invitation(models.Model):
    """The only way in: an address, the roles it will have, and a secret that is kept as its hash."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=150)
    roles = models.JSONField(default=list, help_text="Values of Role.")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Invitation to {self.service}"

    def is_open(self, now: dt.datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


class OutgoingMail(models.Model):
    """An e-mail to one person. `key` says what it is about; a second row with the same key cannot be, so that a
    reminder is sent once even when two workers find it due."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="mails")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True, help_text="The same for programs that show HTML.")
    attachments = models.JSONField(default=list, help_text="[{name, type, file}], `file` in the default storage.")
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="mail_once_per_person_and_key")]
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at=None), name="mail_waiting")]

    def __str__(self) -> str:
        return self.key
