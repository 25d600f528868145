"""The shape of what comes in about channels."""

from __future__ import annotations

from django import forms

from accounts.models import Membership, Service, User
from channels.models import Channel, ChannelState, Network


class ChannelForm(forms.Form):
    """A channel; its network can be chosen only when it is added."""

    network = forms.ChoiceField(label="Network", choices=Network.choices)
    handle = forms.CharField(
        label="Handle",
        max_length=120,
        help_text="As the network shows it, for example @northshire.",
        error_messages={"required": "Give the handle, as the network shows it."},
    )
    url = forms.URLField(
        label="Address of the profile",
        required=False,
        assume_scheme="https",
        help_text="So that colleagues get there with one click. It begins with https://",
    )
    owner = forms.ModelChoiceField(
        label="Who looks after it?",
        queryset=None,
        empty_label="Choose somebody",
        help_text="They are asked when something is not sure, or has to be done by hand.",
        error_messages={"required": "Choose who looks after it."},
    )
    state = forms.ChoiceField(
        label="State",
        choices=ChannelState.choices,
        help_text="Posts go out on live channels and on those in their pilot.",
    )

    def __init__(self, *args, service: Service, channel: Channel | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.current().filter(service=service)
        self.fields["owner"].queryset = User.objects.filter(memberships__in=here).order_by("name")
        if channel:
            del self.fields["network"]
            self.initial = {name: getattr(channel, name) for name in ("handle", "url", "owner", "state")}
