"""The editor's pictures, videos and documents: chosen from the library or uploaded, put in order, described.

As everywhere in the editor, a button changes what is typed and nothing is saved by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from accounts.models import Service, User
from channels.models import Channel
from channels.networks import capabilities_of
from posts.content import Picture
from posts.forms import PictureForm
from posts.media import library, library_pages
from posts.media.uploads import FileRefused
from posts.models import Media, MediaKind, Post
from posts.writing import fitting

MOST_PICTURES = 4
OFFERED = 12
"""Files of the library that the chooser shows at once; the search narrows them."""


class Pictures:
    """The media of one rendering of the editor, in order."""

    def __init__(self, service: Service, user: User, post: Post | None, data: QueryDict | None) -> None:
        self.service, self.user, self.data = service, user, data
        self.errors: list[Any] = []
        self.notice = ""
        self.is_choosing = data is not None and self._wants_chooser(data)
        if data is None:
            used = post.revision.revision_media.select_related("media") if post and post.revision else []
            used = list(used)
            for one in used:
                one.media.service = service  # read already
            self.forms = [
                PictureForm(instance=one.media, alt=one.alt_text, is_decorative=one.is_decorative) for one in used
            ]
            return
        found = Media.objects.of_service(service).in_bulk([int(pk) for pk in self._typed_keys(data)])
        self.forms = [PictureForm(data, instance=found[int(pk)]) for pk in self._typed_keys(data) if int(pk) in found]

    def _typed_keys(self, data: QueryDict) -> list[str]:
        """The files that are typed, each once, in the order that the pressed button makes."""
        keys = [pk for pk in dict.fromkeys(data.getlist("pictures")) if pk.isdecimal() and len(pk) < 18]
        keys = [pk for pk in keys if pk != data.get("remove_picture")]
        for name, step in (("picture_up", -1), ("picture_down", 1)):
            if (moved := data.get(name)) in keys:
                place = keys.index(moved)
                keys.insert(max(0, place + step), keys.pop(place))
        return keys

    @staticmethod
    def _wants_chooser(data: QueryDict) -> bool:
        if "close_library" in data or "add_chosen" in data:
            return False
        return "library" in data or "find_media" in data or is_search(data)

    # Buttons

    def press(self, files: Any) -> bool:
        """Do what a picture's button says; False when none was pressed."""
        data = self.data
        if data is None:
            return False
        if "remove_picture" in data:
            self.notice = "The file is taken out. Save the draft to keep it so."
        elif "picture_up" in data or "picture_down" in data:
            self.notice = "The order is changed. Save the draft to keep it so."
        elif "add_chosen" in data:
            self._add_chosen(data.getlist("choose"))
        elif uploads := files.getlist("new_picture"):
            self._take(uploads)
        elif "add_picture" in data:
            self.errors.append({"text": "Choose one or more files first.", "url": "#id_new_picture"})
        elif not self.is_choosing and "close_library" not in data:
            return False
        return True

    def _take(self, uploads: list[Any]) -> None:
        """Keep uploaded files and show their forms; each refused one becomes a sentence of the page."""
        added = 0
        for upload in uploads:
            try:
                media = library.take(service=self.service, by=self.user, upload=upload).media
            except FileRefused as refused:
                self.errors.append({"text": f"{upload.name}: {refused}", "url": "#id_new_picture"})
                continue
            added += self._add(media)
        self._say_added(added)

    def _add_chosen(self, keys: list[str]) -> None:
        wanted = [int(pk) for pk in keys if pk.isdecimal() and len(pk) < 18]
        found = Media.objects.of_service(self.service).filter(archived_at=None).in_bulk(wanted)
        if not found:
            self.errors.append("Tick the files that you want to add.")
            self.is_choosing = True
        self._say_added(sum(self._add(found[pk]) for pk in dict.fromkeys(wanted) if pk in found))

    def _say_added(self, count: int) -> None:
        if count:
            what = "The file is added" if count == 1 else f"{count} files are added"
            self.notice = f"{what}. Say what can be seen, then save the draft."

    def _add(self, media: Media) -> int:
        """1 when it is in the post now; 0 with a sentence where it cannot be."""
        if any(one.instance.pk == media.pk for one in self.forms):
            self.errors.append(f"“{media}” is in the post already.")
            return 0
        if refusal := self._refusal_to_add(media):
            self.errors.append(f"“{media}” is in the library, but not in the post: {refusal}")
            return 0
        self.forms.append(PictureForm(instance=media, is_decorative=media.is_decorative))
        return 1

    def _refusal_to_add(self, media: Media) -> str:
        kinds = [one.instance.kind for one in self.forms]
        if media.kind == MediaKind.PICTURE and kinds.count(MediaKind.PICTURE) >= MOST_PICTURES:
            return f"a post has at most {MOST_PICTURES} pictures. Remove one first."
        if media.kind != MediaKind.PICTURE and media.kind in kinds:
            return f"a post has at most one {media.get_kind_display().lower()}. Remove the other one first."
        if {media.kind, *kinds} >= {MediaKind.PICTURE, MediaKind.VIDEO}:
            return "a post has either pictures or a video. Remove the others first."
        return ""

    # What is typed

    def is_valid(self) -> bool:
        answers = [one.is_valid() for one in self.forms]  # each one looks, so that each shows what is wrong
        return all(answers)

    def written(self) -> list[tuple[Media, str]]:
        return [(one.instance, one.cleaned_data["alt"]) for one in self.forms]

    def decorative(self) -> list[int]:
        return [one.instance.pk for one in self.forms if one.cleaned_data.get("is_decorative")]

    def as_content(self) -> tuple[Picture, ...]:
        """The pictures as typed now; never refuses anything."""
        return tuple(_as_typed(form) for form in self.forms)

    def form_errors(self) -> list[dict[str, str]]:
        return [
            {"text": error, "url": f"#{form[name].auto_id}{'_0' if name == 'shows_child' else ''}"}
            for form in self.forms
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
        ]

    # What is shown

    def context(self, channels: Iterable[Channel], now: dt.datetime) -> dict[str, Any]:
        """Everything that posts/_pictures.html takes."""
        today = self.service.today(now)
        last = len(self.forms) - 1
        return {
            "media_cards": [
                {
                    "form": form,
                    "picture": library_pages.card(form.instance, today)
                    | {"address": library_pages.address_of(form.instance), "proof": proof(form.instance)},
                    "is_first": place == 0,
                    "is_last": place == last,
                }
                for place, form in enumerate(self.forms)
            ],
            "most_pictures": MOST_PICTURES,
            "chooser": self._chooser(today) if self.is_choosing else None,
            "media_misfits": [text for channel in channels if (text := self._misfit(channel))],
        }

    def _chooser(self, today: dt.date) -> dict[str, Any]:
        words = (self.data or {}).get("library_q", "").strip()[:100]
        rows = library_pages.found(self.service, {}, words, today).select_related("service")
        rows = rows.exclude(pk__in=[one.instance.pk for one in self.forms])
        found = list(rows[: OFFERED + 1])
        return {
            "words": words,
            "cards": [library_pages.card(media, today) for media in found[:OFFERED]],
            "has_more": len(found) > OFFERED,
        }

    def _misfit(self, channel: Channel) -> str:
        text = fitting.misfit([one.instance.kind for one in self.forms], capabilities_of(channel))
        return f"{channel}: {text}" if text else ""


def is_search(data: Mapping[str, str]) -> bool:
    """Whether the Enter key in the chooser's search sent the form: it presses the hidden first button."""
    return data.get("save") == "enter" and data.get("library_q", "") != data.get("library_was", "")


def proof(media: Media) -> str:
    """Who is shown with which consent, and whose it is, in a line."""
    parts = []
    if media.shows_child:
        reference = media.consent_reference or "no written consent on record"
        parts.append(f"shows a child, {reference}{library_pages.until(media)}")
    elif media.people_are_known and media.kind != MediaKind.DOCUMENT:
        parts.append("shows no child")
    parts.append("made by us" if media.made_by_service else media.licence or "not made by us, no licence on record")
    return "; ".join(parts)


def _as_typed(form: PictureForm) -> Picture:
    if form.is_bound:
        form.is_valid()  # puts what is valid of it onto the instance
    is_decorative = "is_decorative" in form.fields and bool(form["is_decorative"].value())
    return form.instance.as_picture(str(form["alt"].value() or "").strip(), is_decorative=is_decorative)


def picture_rows(service: Service, used: list[tuple[Media, str]]) -> list[dict[str, Any]]:
    """Pictures for components/post_preview.html and media_card.html."""
    return [
        {
            "pk": media.pk,
            "url": reverse("posts:media", kwargs={"service": service.slug, "media_id": media.pk}),
            "alt": alt or "",
            "width": media.width,
            "height": media.height,
            "note": proof(media),
            "kind": media.kind,
            "title": str(media),
        }
        for media, alt in used
    ]
