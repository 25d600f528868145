"""What is typed about a post: the shape of it. Its meaning is judged in services.py, workflow.py and checks.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Service
from channels.models import Channel
from channels.networks import capabilities_of
from posts.content import TextTooLong, tidy
from posts.media.consents import NO_END
from posts.models import Audience, Campaign, CampaignState, Consent, Media, MediaKind, Post, PostKind
from posts.services import PICTURE_FACTS

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y", "%a %d %b %Y"]
TIMES = ["%H:%M", "%H:%M:%S", "%H.%M"]
WRONG_DATE = "Write the date like 1 Dec 2026 or 1/12/2026."
WRONG_LINK = "Write the whole address of a web page, for example https://northshire-sendiass.example/guide."
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
    """A post without its pictures. Each channel that can be chosen has a field `own-<pk>` for a text of its own, and
    `warning-<pk>` where its network shows content warnings."""

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
    link = forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Optional. It stands below the text, and shows as a card where the network makes one.",
        error_messages={"invalid": WRONG_LINK},
    )
    link_title = forms.CharField(label="Heading on the card", required=False, max_length=200)
    link_description = forms.CharField(
        label="Description on the card", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    numbered = forms.BooleanField(label="Number them: 1/3, 2/3, 3/3", required=False)
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
            if capabilities_of(channel).warnings:
                self.fields[warning_name(channel)] = forms.CharField(
                    label="Content warning",
                    required=False,
                    max_length=120,
                    help_text="Readers see it first and open the text themselves. Empty: no warning.",
                )

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(WRONG_LINK)
        return link

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

    def warnings(self) -> dict[int, str]:
        """Content warnings of the channels that show one, as typed."""
        names = {channel.pk: warning_name(channel) for channel in self.channels}
        return {pk: " ".join(self.cleaned_data[name].split()) for pk, name in names.items() if name in self.fields}


def own_name(channel: Channel) -> str:
    return f"own-{channel.pk}"


def warning_name(channel: Channel) -> str:
    return f"warning-{channel.pk}"


class PictureForm(forms.ModelForm):
    """What the author says of one picture."""

    alt = forms.CharField(
        label="What does the picture show?",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For people who cannot see it. One sentence, no names.",
    )
    is_decorative = forms.BooleanField(label="It is decorative: it needs no words", required=False)
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

    field_order = (
        *("alt", "is_decorative", "shows_child", "consent_reference", "consent_until"),
        *("made_by_service", "licence"),
    )

    def __init__(
        self, *args: Any, instance: Media, alt: str | None = None, is_decorative: bool = False, **kwargs: Any
    ) -> None:
        described = alt is not None or instance.shows_child
        said = ("yes" if instance.shows_child else "no") if described else ""
        initial = {
            "alt": instance.alt if alt is None else alt,
            "is_decorative": is_decorative,
            "shows_child": said,
            "consent_until": None if instance.consent_until == NO_END else instance.consent_until,
        }
        super().__init__(*args, instance=instance, initial=initial, prefix=f"picture-{instance.pk}", **kwargs)
        if instance.kind != MediaKind.PICTURE:
            del self.fields["is_decorative"]
            self.fields["alt"].label = "What is in it?"
            self.fields["alt"].help_text = "For people who cannot see or open it. One sentence, no names."
        if instance.people_are_known:  # the library has them, with their consents
            for name in ("shows_child", "consent_reference", "consent_until"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if reference := " ".join(cleaned.get("consent_reference", "").split()):
            self._follow_consent(cleaned, reference)
        return cleaned

    def _follow_consent(self, cleaned: dict[str, Any], reference: str) -> None:
        """A consent that is on record brings its own end."""
        rows = Consent.objects.filter(service_id=self.instance.service_id, reference__iexact=reference)
        consent = rows.first()
        if consent is None:
            return
        typed = cleaned.get("consent_until")
        if consent.withdrawn_on:
            self.add_error("consent_reference", f"Consent {consent} was withdrawn. Use another picture.")
        elif typed and typed != (consent.until or NO_END):
            ends = f"until {consent.until:%-d %b %Y}" if consent.until else "with no end"
            self.add_error("consent_until", f"Consent {consent} is on record {ends}. Leave this empty.")
        else:
            cleaned["consent_until"] = consent.until or NO_END
            cleaned["consent_reference"] = consent.reference

    def _post_clean(self) -> None:
        """The facts go onto the instance; the model's own checks add nothing to those of the fields."""
        for name in PICTURE_FACTS:
            if name in self.fields and name in self.cleaned_data:
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


class StaffNoteForm(forms.Form):
    """A note on words of the post, or on all of it. A script fills in `near` and `channel` for marked words."""

    quote = forms.CharField(
        label="Which words?",
        required=False,
        strip=False,
        max_length=1000,
        help_text="Copy them from the text. Empty: the note is about the whole post.",
    )
    text = forms.CharField(
        label="What do you want to say?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Name a colleague with @ and they get an e-mail.",
        error_messages={"required": "Write what you want to say in the note."},
    )
    near = forms.IntegerField(required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    channel = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
