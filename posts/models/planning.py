"""The plan that posts are held against: campaigns, series, strategy with its slots, key dates (source: G1 to G8)."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.querysets import OfService
from posts.models.posts import Audience, PostKind


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class CampaignState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    ENDED = "ended", "Ended"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Campaign(models.Model):
    """A public campaign; nothing of it goes out before a line manager gave leave (source: L4)."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="campaigns")
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    key_messages = models.TextField(blank=True, help_text="One a line.")
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.PARENTS_CARERS)
    hashtag = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    posts_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What the line manager said last.")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, help_text="Goes up with each save; a stale form is noticed by it.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="campaign_state_is_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="campaign_approved_names_who",
            ),
            models.UniqueConstraint(fields=["service", "name"], name="campaign_name_once_per_service"),
        ]

    def __str__(self) -> str:
        return self.name


class PostTemplate(models.Model):
    """A service's own template. Those of every kind of post are in posts/writing/kinds.py."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="post_templates")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.TEXT)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.PARENTS_CARERS)
    text = models.TextField(blank=True, help_text="Gaps to fill stand in [square brackets].")
    hint = models.TextField(blank=True, help_text="What to think of, shown beside the text.")
    channels = models.ManyToManyField("channels.Channel", blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"], condition=Q(archived_at=None), name="post_template_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """Posts that come back by the wall clock (#TopTipTuesday, a monthly drop-in): each day of it gets a draft, made
    ahead, to be written and approved like any other."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="series")
    name = models.CharField(max_length=120)
    hashtag = models.CharField(max_length=60, blank=True)
    rule = models.CharField(max_length=200, help_text="RFC 5545, without times: FREQ=WEEKLY;BYDAY=TU")
    at = models.TimeField(help_text="Wall clock of the service.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    days_ahead = models.PositiveSmallIntegerField(default=14, validators=[MinValueValidator(1), MaxValueValidator(90)])
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.TEXT)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.PARENTS_CARERS)
    text = models.TextField(blank=True)
    channels = models.ManyToManyField("channels.Channel", blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.SET_NULL, null=True, blank=True, related_name="series")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Gets the drafts.")
    skipped = models.JSONField(default=list, blank=True, help_text="ISO dates that were left out.")
    made_until = models.DateField(null=True, blank=True, help_text="The last day that was looked at.")
    created_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="series_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Strategy(models.Model):
    """What a channel is for, internal to staff (source: G1 to G3)."""

    channel = models.OneToOneField("channels.Channel", models.CASCADE, related_name="strategy")
    audiences = models.JSONField(default=list, help_text="Values of Audience.")
    key_messages = models.TextField(blank=True, help_text="One a line.")
    tone = models.TextField(blank=True)
    tactics = models.TextField(blank=True)
    posts_a_week = models.PositiveSmallIntegerField(default=3, validators=[MaxValueValidator(100)])
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return f"Strategy for {self.channel}"


class Objective(models.Model):
    """Something measurable that a channel is to reach (source: G2)."""

    class Measure(models.TextChoices):
        FOLLOWERS = "followers", "Followers"
        IMPRESSIONS = "impressions", "Impressions a day, % of followers"
        POSTS_A_WEEK = "posts_a_week", "Posts a week"
        ANSWERS = "answers", "Comments answered in time, %"
        OTHER = "other", "Something else"

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="objectives")
    measure = models.CharField(max_length=20, choices=Measure)
    words = models.CharField(max_length=200, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=1, validators=[MinValueValidator(0)])
    begins_at = models.DecimalField(
        max_digits=12, decimal_places=1, null=True, blank=True, help_text="Value at the start."
    )
    starts_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on"]
        constraints = [models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="objective_due_after_start")]

    def __str__(self) -> str:
        return self.words or self.get_measure_display()


class Slot(models.Model):
    """A weekly time at which the strategy wants a post on a channel."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    at = models.TimeField(help_text="Wall clock of the service.")

    class Meta:
        ordering = ["weekday", "at"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "weekday", "at"], name="slot_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_weekday_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.at:%H:%M}"


class Theme(models.Model):
    """What a weekday is about: mental health on Mondays (source: G3)."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="themes")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    name = models.CharField(max_length=80)
    hashtag = models.CharField(max_length=60, blank=True)
    prompt = models.TextField(blank=True, help_text="What to write about.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["weekday", "name"]
        constraints = [
            models.UniqueConstraint(fields=["service", "weekday", "name"], name="theme_once_per_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="theme_weekday_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class KeyDateChoice(models.Model):
    """What a service does with a day of the catalogue in posts/keydates/: shown or not, how long before to prepare."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="key_date_choices")
    key = models.SlugField(max_length=60)
    is_shown = models.BooleanField(default=True)
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(180)])

    objects = OfService.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "key"], name="key_date_choice_once")]

    def __str__(self) -> str:
        return self.key


class KeyDateDays(models.Model):
    """The days of one year as the body has set them, for a key date whose rule can only say "about"."""

    choice = models.ForeignKey(KeyDateChoice, models.CASCADE, related_name="days")
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["choice", "year"], name="key_date_days_once_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="key_date_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.year}"


class ServiceDate(models.Model):
    """A day of the service's own: an event, once or coming back, or a school term or holiday."""

    class Kind(models.TextChoices):
        EVENT = "event", "Event"
        TERM = "term", "School term"
        HOLIDAY = "holiday", "School holiday"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.EVENT)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    at = models.TimeField(null=True, blank=True, help_text="Wall clock of the service; empty for the whole day.")
    rule = models.CharField(max_length=200, blank=True, help_text="RFC 5545 recurrence of `starts_on`; empty for once.")
    until = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    url = models.URLField(blank=True)
    lead_days = models.PositiveSmallIntegerField(default=14, validators=[MaxValueValidator(180)])
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="service_date_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(kind__in=["event", "term", "holiday"]), name="service_date_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """A person's secret address of the calendar, kept as its hash."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="calendar_feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "user"], name="calendar_feed_one_per_person")]

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"


class PlanImport(models.Model):
    """An uploaded plan (CSV or Excel), read and shown before anything is made of it."""

    class State(models.TextChoices):
        READ = "read", "Read"
        DONE = "done", "Drafts made"
        DROPPED = "dropped", "Dropped"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="plan_imports")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list, help_text="One object a line: number, values by column, problems.")
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    made = models.PositiveIntegerField(default=0)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name
