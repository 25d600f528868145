"""What is typed about a post: the shape of it. Its meaning is judged in services.py, workflow.py and checks.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Service
from channels.models import Channel
from posts.content import TextTooLong, tidy
from posts.models import Audience, Campaign, CampaignState, Media, Post, PostKind
from posts.services import PICTURE_FACTS

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y", "%a %d %b %Y"]
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M"]
WRONG_DATE = "Write the date like 1 Dec 2026 or 1/12/2026."
WRONG_TIME = "Write the time like 09:30 or 17:00."


def date_field(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {"invalid": WRONG_DATE, "required": "Choose a date."}
    return forms.DateField(input_formats=DATES, widget=widget, error_messages=errors, **kwargs)


def time_field(**kwargs: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    errors = {"invalid": WRONG_TIME, "required": "Choose a time."}
    return forms.TimeField(input_formats=TIMES, widget=widget, error_messages=errors, **kwargs)


class TimeForm(forms.Form):
    """A date and a time on the service's wall clock."""

    on = date_field(label="Date")
    at = time_field(label="Time")


class PostForm(forms.Form):
    """A post without its pictures. Each channel that can be chosen has a field `own-<pk>` for a text of its own."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="For colleagues. It is not published.",
        error_messages={"required": "Give the post a title, so that colleagues can find it."},
    )
    kind = forms.ChoiceField(label="What kind of post is it?", choices=PostKind)
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience)
    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Write as “we”. The words underlined are explained under “What the policy says”.",
    )
    channels = forms.ModelMultipleChoiceField(
        label="Which channels is it for?",
        queryset=Channel.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose channels of this service that are in use."},
    )
    campaign = forms.ModelChoiceField(
        label="Is it part of a campaign?",
        queryset=Campaign.objects.none(),
        required=False,
        empty_label="No campaign",
        error_messages={"invalid_choice": "Choose a campaign of this service that is still open."},
    )
    publish_on = date_field(label="Date", required=False)
    publish_time = time_field(label="Time", required=False)
    story_consent = forms.BooleanField(
        label="It tells a family’s story: they agreed in writing, and nobody can be recognised", required=False
    )

    def __init__(self, *args: Any, service: Service, post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = post.revision.revision_channels.values("channel") if post and post.revision else []
        usable = Q(state__in=["pilot", "live"]) | Q(pk__in=chosen)
        self.fields["channels"].queryset = Channel.objects.of_service(service).filter(usable)
        self.channels = list(self.fields["channels"].queryset)
        is_open = ~Q(state__in=[CampaignState.ENDED, CampaignState.WITHDRAWN])
        kept = Q(pk=post.campaign_id) if post else Q()
        self.fields["campaign"].queryset = Campaign.objects.of_service(service).filter(is_open | kept)
        for channel in self.channels:
            self.fields[own_name(channel)] = forms.CharField(
                label=f"Text for {channel.get_network_display()} only",
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("text", *(own_name(channel) for channel in self.channels)):
            try:
                cleaned[name] = tidy(cleaned.get(name) or "")
            except TextTooLong as refused:
                self.add_error(name, str(refused))
        return cleaned

    def own_texts(self) -> dict[int, str]:
        """Own texts of the chosen channels, as typed."""
        return {channel.pk: self.cleaned_data.get(own_name(channel)) or "" for channel in self.channels}


def own_name(channel: Channel) -> str:
    return f"own-{channel.pk}"


class PictureForm(forms.ModelForm):
    """What the author says of one picture."""

    alt = forms.CharField(
        label="What does the picture show?",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For people who cannot see it. One sentence, no names.",
    )
    shows_child = forms.TypedChoiceField(
        label="Does it show a child?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the picture shows a child."},
    )
    consent_reference = forms.CharField(
        label="Written consent", required=False, max_length=60, help_text="Its number, for example C-2026-041."
    )
    consent_until = date_field(label="Consent is valid until", required=False)
    made_by_service = forms.BooleanField(label="We made this picture ourselves", required=False)
    licence = forms.CharField(label="If not: whose is it, and may we use it?", required=False, max_length=200)

    class Meta:
        model = Media
        fields = PICTURE_FACTS

    field_order = ("alt", "shows_child", "consent_reference", "consent_until", "made_by_service", "licence")

    def __init__(self, *args: Any, instance: Media, alt: str | None = None, **kwargs: Any) -> None:
        described = alt is not None
        said = {"yes" if instance.shows_child else "no"} if described else {""}
        initial = {"alt": alt or "", "shows_child": said.pop()}
        super().__init__(*args, instance=instance, initial=initial, prefix=f"picture-{instance.pk}", **kwargs)

    def _post_clean(self) -> None:
        """The facts go onto the instance; the model's own checks add nothing to those of the fields."""
        for name in PICTURE_FACTS:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


class NoteForm(forms.Form):
    """What the approver says to the author."""

    note = forms.CharField(
        label="Your note",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The author gets it. To return the post, say what has to change.",
    )
