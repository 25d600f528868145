"""The box in which a reader tries a rule: the text, and what the rule reads beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.models import Service
from channels.models import Channel
from policies import rules as engine
from policies.forms import ListField, LongText, date_field
from policies.rules import counting
from policies.services import quiet_periods, service_facts

LONGEST = 20_000  # characters
READS = {
    "alt-text": ("kind", "alt", "decorative"),
    "broken-link": ("text", "link", "dead_links"),
    "campaign-permission": ("campaign", "campaign_approved"),
    "child-image-consent": ("shows_child", "consent_until", "adults_until", "on"),
    "duplicate": ("text", "on", "other_text", "other_on"),
    "individual-case": ("text", "story_consent"),
    "length": ("text", "link"),
    "media-rights": ("made_by_service", "licence"),
    "name-with-image": ("text", "shows_child", "alt"),
    "no-picture": ("text", "link", "has_picture"),
    "past-event": ("text", "on", "at", "is_report"),
    "quiet-period": ("on", "quiet_from", "quiet_to"),
    "reading-age": ("text", "audience"),
    "unsourced-claim": ("text", "link"),
}
"""The fields that a rule reads, in the order in which they stand on the page. Any other reads the text alone."""
OF_A_PICTURE = (
    *("kind", "alt", "decorative", "shows_child", "consent_until", "adults_until", "made_by_service", "licence"),
    "has_picture",
)
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


def _day(label: str, hint: str = "") -> forms.DateField:
    limits = "Choose a day from 2000 to 2100."
    validators = [MinValueValidator(EARLIEST, limits), MaxValueValidator(LATEST, limits)]
    return date_field(label, help_text=hint, required=False, validators=validators)


def _tick(label: str, *, at_first: bool = False) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=at_first)


class TryForm(forms.Form):
    """What a rule is tried on. Only the fields that the rule reads are there; nothing of it is stored."""

    text = LongText(
        label="Any text",
        longest=LONGEST,
        rows=5,
        error_messages={"required": "Type a text to try the rule on."},
    )
    audience = forms.ChoiceField(
        label="Who is it for?",
        choices=[
            ("parents_carers", "Parents and carers"),
            ("young_people", "Young people"),
            ("professionals", "Professionals"),
        ],
        required=False,
    )
    link = forms.CharField(label="Link of the post, beside its text", max_length=500, required=False)
    dead_links = ListField(label="Links that did not answer", hint="One a line, as they stand in the text.")
    kind = forms.ChoiceField(
        label="What goes with the text?", choices=[("image", "A picture"), ("video", "A video")], required=False
    )
    shows_child = _tick("The picture shows a child", at_first=True)
    alt = forms.CharField(label="Alternative text of the picture", max_length=1_500, required=False)
    decorative = _tick("The picture says nothing that the text does not say")
    consent_until = _day("Last day of the written consent", "Leave it empty when no consent is on record.")
    adults_until = _day("Last day of an adult’s consent", "Leave it empty when it has no end, or no adult is shown.")
    made_by_service = _tick("We made the picture ourselves")
    licence = forms.CharField(
        label="Licence or permission",
        max_length=200,
        required=False,
        help_text="As it is recorded, for example: CC BY 4.0. Leave it empty when none is.",
    )
    has_picture = _tick("A picture goes with it")
    campaign = forms.CharField(
        label="Public campaign",
        max_length=120,
        required=False,
        help_text="Its name. Leave it empty when the post belongs to none.",
    )
    campaign_approved = _tick("A line manager has given leave for it")
    story_consent = _tick("Consent to tell the story is on record")
    other_text = LongText(label="Text of another post", longest=LONGEST, rows=3, required=False)
    other_on = _day("Day of the other post", "To the same channel, before this one or after it.")
    on = _day("Day on which it goes out", "Today when it is left empty.")
    at = forms.TimeField(
        label="Time",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Noon when it is left empty.",
        error_messages={"invalid": "Type a time, for example 10:30."},
    )
    is_report = _tick("It tells what happened at an event")
    quiet_from = _day("First day of a quiet period", "Beside those that the service has set.")
    quiet_to = _day("Last day of it")

    use_required_attribute = False  # the box may stand in the form of the rule's settings, which is saved without it

    def __init__(
        self, data: Any = None, *, service: Service, rule: str, belongs_to: str = "", now: dt.datetime
    ) -> None:
        """`belongs_to` is the id of the form that sends the box, where it stands in none."""
        super().__init__(data, initial={"on": service.today(now)})
        self.service, self.now = service, now
        self.fields = {name: self.fields[name] for name in READS.get(rule, ("text",))}
        for field in self.fields.values():
            if belongs_to:
                field.widget.attrs["form"] = belongs_to

    def add_prefix(self, field_name: str) -> str:
        return f"try_{field_name}"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("quiet_from"), data.get("quiet_to")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("quiet_to" if first else "quiet_from", "Choose both days of the quiet period, or neither.")
        if first and last and last < first:
            self.add_error("quiet_to", "The last day has to be the first day or a later one.")
        if data.get("other_text") and not data.get("other_on") and "other_on" not in self.errors:
            self.add_error("other_on", "Choose the day of the other post.")
        return data

    @property
    def problems(self) -> str:
        """Everything that is wrong with what was typed, each with the field that it is about."""
        return " ".join(
            f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() for error in errors
        )

    def draft(self) -> engine.Draft:
        """A post of this service that says what was typed, on each network that it has or plans, or on all of them."""
        said = self.cleaned_data
        networks = Channel.objects.of_service(self.service).values_list("network", flat=True)
        channels = tuple(dict.fromkeys(networks)) or tuple(counting.LIMITS)
        straight = ("text", "audience", "link", "campaign", "campaign_approved", "story_consent")
        return engine.Draft(
            **{"text": "", **{name: said[name] for name in straight if name in said}},
            service=service_facts(self.service),
            today=self.service.today(self.now),
            publish_at=self._publish_at(),
            time_zone=self.service.time_zone,
            channels=channels,
            kind="after_event" if said.get("is_report") else "",
            media=self._media(),
            dead_links=tuple(said.get("dead_links", ())),
            recent_posts=self._other_posts(channels[0]),
            quiet_periods=self._quiet_periods(),
        )

    def _publish_at(self) -> dt.datetime:
        if "on" not in self.fields:
            return self.now
        return self._moment(self.cleaned_data["on"] or self.service.today(self.now), self.cleaned_data.get("at"))

    def _moment(self, day: dt.date, time: dt.time | None = None) -> dt.datetime:
        return dt.datetime.combine(day, time or dt.time(12), tzinfo=self.service.zone)

    def _media(self) -> tuple[engine.Medium, ...]:
        said = {name: self.cleaned_data[name] for name in OF_A_PICTURE if name in self.fields}
        if not said or said.pop("has_picture", True) is False:
            return ()
        return (engine.Medium(**{"made_by_service": True, **said}),)

    def _other_posts(self, channel: str) -> tuple[engine.RecentPost, ...]:
        text, on = self.cleaned_data.get("other_text"), self.cleaned_data.get("other_on")
        return (engine.RecentPost(channel=channel, text=text, at=self._moment(on)),) if text else ()

    def _quiet_periods(self) -> tuple[engine.QuietPeriod, ...]:
        if "quiet_from" not in self.fields:
            return ()
        first, last = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        typed = [engine.QuietPeriod(name="the one typed here", starts_on=first, ends_on=last)] if first else []
        return (*typed, *quiet_periods(self.service))
