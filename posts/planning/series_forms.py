"""What is typed about a series: the shape of it. Its meaning is judged in series.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Membership, Role, Service, User
from channels.models import Channel
from posts.forms import time_field
from posts.models import Audience, PostKind, Series
from posts.planning import campaigns, recurrence
from posts.planning.campaign_forms import day_field
from posts.planning.recurrence import DAILY, LAST, MONTHLY, WEEKLY
from posts.planning.series import MOST_DAYS_AHEAD, Wanted

BY_WEEKDAY, BY_DAY = "month_weekday", "month_day"
OFTEN = [
    (WEEKLY, "Every week, on days of the week"),
    (BY_WEEKDAY, "Every month, on a weekday (the first Tuesday)"),
    (BY_DAY, "Every month, on a day (the 15th)"),
    (DAILY, "Every day"),
]
NTH = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Fourth"), (str(LAST), "Last")]
MONTH_DAYS = [*((str(number), str(number)) for number in range(1, 32)), (str(LAST), "Last day of the month")]


class SeriesForm(forms.Form):
    """A series. Which of the fields about days count follows from `often`; the others are not read."""

    name = forms.CharField(
        label="Name",
        max_length=100,
        error_messages={"required": "Give the series a name, for example Top Tip Tuesday."},
    )
    hashtag = forms.CharField(
        label="Hashtag", max_length=60, required=False, help_text="Put at the end of each draft, like #TopTipTuesday."
    )
    often = forms.ChoiceField(
        label="How often?",
        choices=OFTEN,
        initial=WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how often it comes back."},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Days of the week",
        choices=list(enumerate(recurrence.WEEKDAY_NAMES)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For every week, and for a weekday of the month.",
    )
    interval = forms.IntegerField(
        label="Every how many weeks, months or days?",
        initial=1,
        min_value=1,
        max_value=recurrence.MOST_INTERVAL,
        help_text="1 is each one, 2 every second.",
        error_messages={"required": "Write 1 for each one.", "invalid": "Write a whole number, for example 2."},
    )
    nth = forms.TypedChoiceField(
        label="Which one of the month?", choices=NTH, coerce=int, required=False, empty_value=1
    )
    month_day = forms.TypedChoiceField(
        label="Which day of the month?", choices=MONTH_DAYS, coerce=int, required=False, empty_value=1
    )
    at = time_field(label="Time")
    starts_on = day_field(label="First day")
    ends_on = day_field(label="Last day", required=False, help_text="Empty: it goes on.")
    days_ahead = forms.IntegerField(
        label="How many days ahead is the draft made?",
        initial=14,
        min_value=1,
        max_value=MOST_DAYS_AHEAD,
        help_text="Time to write it and to have it approved.",
        error_messages={"required": "Write how many days.", "invalid": "Write a whole number, for example 14."},
    )
    kind = forms.ChoiceField(label="What kind of post is it?", choices=PostKind)
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience)
    text = forms.CharField(
        label="Text that each draft begins with",
        required=False,
        strip=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="[date], [day], [month] and [time] are filled from the day of the post. "
        "Other words in brackets are gaps for the author.",
    )
    channels = forms.ModelMultipleChoiceField(
        label="Which channels is it for?",
        queryset=Channel.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose channels of this service."},
    )
    campaign = forms.ModelChoiceField(
        label="Is it part of a campaign?",
        queryset=campaigns.Campaign.objects.none(),
        required=False,
        empty_label="No campaign",
        error_messages={"invalid_choice": "Choose a campaign of this service that is still open."},
    )
    author = forms.ModelChoiceField(
        label="Who gets the drafts?",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Choose a coordinator.", "required": "Choose a coordinator."},
    )
    also_drafts = forms.BooleanField(
        label="Also change the drafts that are made already and that nobody has touched", required=False
    )

    def __init__(self, *args: Any, service: Service, series: Series | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = service.today(timezone.now())
        chosen = series.channels.values("pk") if series else []
        rows = Channel.objects.of_service(service)
        usable = rows.filter(state__in=["pilot", "live"]) | rows.filter(pk__in=chosen)
        self.fields["channels"].queryset = usable
        self.fields["campaign"].queryset = campaigns.open_ones(service)
        here = Membership.objects.filter(service=service).holding(Role.COORDINATOR, today)
        self.fields["author"].queryset = User.objects.filter(pk__in=here.values("user")).order_by("name")
        if series is None:
            del self.fields["also_drafts"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        often = cleaned.get("often")
        if often in (WEEKLY, BY_WEEKDAY) and "weekdays" in cleaned and not cleaned["weekdays"]:
            self.add_error("weekdays", "Choose at least one day of the week.")
        if not self.errors:
            try:
                cleaned["rule"] = _rule(cleaned)
            except recurrence.RuleRefused as refused:
                self.add_error("often", str(refused))
        return cleaned

    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        values = self.cleaned_data
        names = ("name", "hashtag", "rule", "at", "starts_on", "ends_on", "days_ahead", "kind", "audience", "text")
        chosen = {name: values[name] for name in (*names, "campaign", "author")}
        return Wanted(**chosen, channels=list(values["channels"]))


def _rule(values: dict[str, Any]) -> str:
    interval = values["interval"]
    match values["often"]:
        case "WEEKLY":
            return recurrence.make_rule(WEEKLY, interval=interval, weekdays=values["weekdays"])
        case "month_weekday":
            return recurrence.make_rule(MONTHLY, interval=interval, weekdays=values["weekdays"], nth=values["nth"])
        case "month_day":
            return recurrence.make_rule(MONTHLY, interval=interval, month_days=[values["month_day"]])
    return recurrence.make_rule(DAILY, interval=interval)


def initial_of(series: Series) -> dict[str, Any]:
    said = recurrence.read(series.rule)
    often = said.frequency
    if often == MONTHLY:
        often = BY_WEEKDAY if said.weekdays else BY_DAY
    names = ("name", "hashtag", "at", "starts_on", "ends_on", "days_ahead", "kind", "audience", "text")
    return {name: getattr(series, name) for name in names} | {
        "often": often,
        "interval": said.interval,
        "weekdays": [day for _, day in said.weekdays] or [series.starts_on.weekday()],
        "nth": said.weekdays[0][0] if said.weekdays else 1,
        "month_day": said.month_days[0] if said.month_days else series.starts_on.day,
        "channels": list(series.channels.values_list("pk", flat=True)),
        "campaign": series.campaign_id,
        "author": series.author_id,
    }
