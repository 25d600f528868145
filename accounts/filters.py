"""What the forms above long lists share."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms


class ListFilter(forms.Form):
    """What a list is narrowed to, out of an address. What does not fit is passed over, so that an old link still shows
    something."""

    places: ClassVar[tuple[str, ...]] = ("before", "after")
    """The fields that say where one is in the list, and narrow nothing."""

    def dress(self) -> None:
        """Give the fields their looks; once they are all there."""
        for name, field in self.fields.items():
            is_select = isinstance(field, forms.ChoiceField)
            field.widget.attrs |= {"class": "form-select" if is_select else "form-control", "id": f"filter-{name}"}

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}

    @property
    def as_query(self) -> dict[str, str]:
        """What narrows, as it stands in an address."""
        chosen = self.chosen.items()
        return {name: str(getattr(value, "pk", value)) for name, value in chosen if name not in self.places}


def day_field(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
