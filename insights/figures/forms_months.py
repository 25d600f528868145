"""What is typed about months: numbers of all channels on one page, a note, a file, and which column is which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join

from accounts.models import Service
from channels.models import Channel
from insights.figures import columns
from insights.figures.typing import LONGEST_NOTE, Conflict, Said, how_said
from insights.figures.values import NUMBERS, ValueRefused, number
from insights.models import ChannelMonth
from posts.planning.plan_forms import SpreadsheetField

NUMBER_LOOK = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
Numbers = Mapping[int, Mapping[str, int | None]]


class MonthForm(forms.Form):
    """One month: six numbers and a note a channel, each beside what it was when the page was drawn."""

    def __init__(
        self,
        *args: Any,
        channels: Sequence[Channel],
        names: Mapping[int, str],
        rows: Mapping[int, ChannelMonth],
        told: Numbers,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.channels, self.names, self.rows, self.told = channels, names, rows, told
        for channel in channels:
            row = rows.get(channel.pk)
            for name, label in NUMBERS.items():
                self._add(channel, name, label, row)
            self._add_note(channel, row)

    def _add(self, channel: Channel, name: str, label: str, row: ChannelMonth | None) -> None:
        value = getattr(row, name, None)
        self.fields[_key(channel.pk, name)] = forms.CharField(
            label=label,
            required=False,
            max_length=40,
            initial="" if value is None else f"{value:,}",
            help_text=self._where_from(channel, name, row),
            widget=forms.TextInput(attrs=NUMBER_LOOK),
            error_messages={"max_length": f"{self.names[channel.pk]}, {label.lower()}: this is no number."},
        )
        hidden = forms.CharField(required=False, initial="" if value is None else str(value), widget=forms.HiddenInput)
        self.fields[_was(channel.pk, name)] = hidden

    def _add_note(self, channel: Channel, row: ChannelMonth | None) -> None:
        note = row.note if row else ""
        self.fields[_key(channel.pk, "note")] = forms.CharField(
            label="Why it changed",
            required=False,
            max_length=LONGEST_NOTE,
            initial=note,
            help_text="Stands beside the month in charts and tables.",
            widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            error_messages={"max_length": f"{self.names[channel.pk]}: a note has at most {LONGEST_NOTE} characters."},
        )
        hidden = forms.CharField(required=False, initial=note, widget=forms.HiddenInput)
        self.fields[_was(channel.pk, "note")] = hidden

    def _where_from(self, channel: Channel, name: str, row: ChannelMonth | None) -> str:
        how = how_said(row, name) if row else ""
        told = self.told.get(channel.pk, {}).get(name)
        if how in ("typed", "imported") and told is not None and told != getattr(row, name):
            return f"{how}; network: {told:,}"
        return how

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for channel in self.channels:
            for name, label in NUMBERS.items():
                key = _key(channel.pk, name)
                if key in cleaned:
                    try:
                        cleaned[key] = number(cleaned[key])
                    except ValueRefused as refused:
                        self.add_error(key, f"{self.names[channel.pk]}, {label.lower()}: {refused}")
        return cleaned

    def cells(self) -> list[Said]:
        """What can be written of what was typed, also where other fields are wrong."""
        found = []
        for channel in self.channels:
            for name in (*NUMBERS, "note"):
                key, was = _key(channel.pk, name), self.cleaned_data.get(_was(channel.pk, name), "")
                if key not in self.cleaned_data:
                    continue
                value = self.cleaned_data[key]
                if name == "note":
                    found.append(Said(channel=channel.pk, name=name, value=" ".join(value.split()), was=was))
                else:
                    before = int(was) if was.isdecimal() and was.isascii() and len(was) < 12 else None
                    found.append(Said(channel=channel.pk, name=name, value=value, was=before))
        return found

    def again(
        self, rows: Mapping[int, ChannelMonth], conflicts: Sequence[Conflict], cells: Sequence[Said], zone: dt.tzinfo
    ) -> MonthForm:
        """The form after a part was written: what was not stays as it was typed, the rest as it is now."""
        data = QueryDict(mutable=True)
        data.update({key: self.data.get(self.add_prefix(key), "") for key in self.fields})
        kept = {(one.said.channel, one.said.name) for one in conflicts}
        for one in cells:
            there = getattr(rows.get(one.channel), one.name, "" if one.name == "note" else None)
            data[_was(one.channel, one.name)] = "" if there is None else str(there)
            if (one.channel, one.name) not in kept:
                data[_key(one.channel, one.name)] = _shown(there)
        form = MonthForm(data, channels=self.channels, names=self.names, rows=rows, told=self.told)
        form.is_valid()
        for one in conflicts:
            form.add_error(_key(one.said.channel, one.said.name), self._about(one, zone))
        return form

    def _about(self, one: Conflict, zone: dt.tzinfo) -> str:
        what = "the note" if one.said.name == "note" else NUMBERS[one.said.name].lower()
        who = one.by or "Somebody"
        at = f"{one.at.astimezone(zone):%H:%M}"
        theirs, yours = (
            f"“{value}”" if one.said.name == "note" else _shown(value) for value in (one.there, one.said.value)
        )
        return (
            f"{self.names[one.said.channel]}, {what}: {who} wrote {theirs or 'nothing'} at {at}, while you wrote "
            f"{yours or 'nothing'}. Save once more to keep yours, or put theirs in."
        )

    def parts(self) -> Iterator[dict[str, Any]]:
        """A channel with its bound fields, as the page shows them."""
        for channel in self.channels:
            row, told = self.rows.get(channel.pk), self.told.get(channel.pk, {})
            yield {
                "channel": channel,
                "name": self.names[channel.pk],
                "numbers": [self[_key(channel.pk, name)] for name in NUMBERS],
                "note": self[_key(channel.pk, "note")],
                "hidden": [self[_was(channel.pk, name)] for name in (*NUMBERS, "note")],
                "row": row,
                "can_go_back": bool(row and row.said) and any(value is not None for value in told.values()),
            }


def _quoted(cells: Sequence[str]) -> str:
    """What a hint may show of a file: hints are taken for HTML."""
    return format_html_join(", ", "“{}”", ((cell[:40],) for cell in cells))


def _key(channel: int, name: str) -> str:
    return f"c{channel}_{name}"


def _was(channel: int, name: str) -> str:
    return f"was_c{channel}_{name}"


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Why did it change?",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="A few words, without a person’s name, such as “Our post about the drop-in was passed on by the "
        "college”. Empty takes the note away.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"A note has at most {LONGEST_NOTE} characters."},
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)


class FigureFileForm(forms.Form):
    file = SpreadsheetField(
        what="the file with your figures",
        label="Your spreadsheet",
        help_text="CSV or Excel (.xlsx), at most 5 MB and 2,000 lines.",
    )


class ColumnsForm(forms.Form):
    """Which column of a file is which."""

    def __init__(
        self,
        *args: Any,
        service: Service,
        heads: Sequence[str],
        samples: Sequence[Sequence[str]],
        proposed: Mapping[str, int],
        channel: Channel | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        by_place = {at: name for name, at in proposed.items()}
        choices = [("", "Leave it out"), *columns.LABELS.items()]
        for at, head in enumerate(heads):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=head,
                choices=choices,
                required=False,
                initial=by_place.get(at, ""),
                help_text=_quoted(samples[at]) or "Nothing stands in it.",
                error_messages={"invalid_choice": f"Choose what “{head}” holds."},
            )
        self.fields["one_channel"] = forms.ModelChoiceField(
            label="All lines are of",
            queryset=Channel.objects.of_service(service),
            required=False,
            initial=channel,
            empty_label="A column names the channel",
            help_text="Where no column names the channel.",
        )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "one_channel"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first: dict[str, str] = {}
        for name, field in self.fields.items():
            chosen = cleaned.get(name) if name != "one_channel" else ""
            if chosen and chosen in first:
                self.add_error(
                    name,
                    f"“{first[chosen]}” and “{field.label}” cannot both be “{columns.LABELS[chosen]}”. Leave one.",
                )
            elif chosen:
                first[chosen] = field.label
        return cleaned

    def chosen(self) -> dict[str, int]:
        return {
            value: int(name.removeprefix("column_"))
            for name, value in self.cleaned_data.items()
            if name != "one_channel" and value
        }
