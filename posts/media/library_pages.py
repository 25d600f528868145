"""What the library's pages show of a file: its consent in a word, its facts, where it is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import Service
from audit.models import Event
from posts.media import consents
from posts.models import Consent, Media, MediaKind, RevisionMedia

ENDS_SOON = dt.timedelta(days=60)
CONSENT_STATES = {
    "missing": "Ended, withdrawn or missing",
    "ends": "Ends within 60 days",
    "holds": "Holds",
    "unsaid": "Nobody said who is shown",
}
FILTERS = {
    "kind": {kind.value: f"{kind.label}s" for kind in MediaKind},
    "child": {"yes": "Shows a child", "no": "Shows no child"},
    "consent": CONSENT_STATES,
    "made": {"us": "Made by us", "others": "Made by others"},
    "use": {"unused": "Not used yet", "used": "Used in a post"},
    "archived": {"yes": "Put away"},
}
LABELS = {
    "kind": "Kind",
    "child": "Children",
    "consent": "Consent",
    "made": "Made by",
    "use": "Use",
    "archived": "Where",
}
ANY = {"archived": "In use"}


def asked_for(query: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address that mean something."""
    chosen = {name: query.get(name, "") for name in FILTERS}
    return {name: value for name, value in chosen.items() if value in FILTERS[name]}


def found(service: Service, asked: Mapping[str, str], words: str, on: dt.date) -> QuerySet[Media]:
    """Files of the library that the filters and words let through, the newest first."""
    rows = Media.objects.of_service(service).filter(archived_at__isnull=asked.get("archived") != "yes")
    rows = rows.annotate(is_used=Exists(_current_uses()))
    if "kind" in asked:
        rows = rows.filter(kind=asked["kind"])
    if "child" in asked:
        rows = rows.filter(shows_child=asked["child"] == "yes")
    if "made" in asked:
        rows = rows.filter(made_by_service=asked["made"] == "us")
    if "use" in asked:
        rows = rows.filter(is_used=asked["use"] == "used")
    if "consent" in asked:
        rows = rows.filter(_in_state(asked["consent"], on))
    for word in words.split()[:6]:
        places = ("title", "alt", "original_name", "made_by", "consent_reference", "licence")
        rows = rows.filter(Q(*((f"{place}__icontains", word) for place in places), _connector=Q.OR))
    return rows


def _current_uses() -> QuerySet[RevisionMedia]:
    return RevisionMedia.objects.filter(media=OuterRef("pk"), revision=F("revision__post__revision"))


def _in_state(state: str, on: dt.date) -> Q:
    missing = consents.lacks_consent(on)
    soon = Q(shows_child=True, consent_until__gte=on, consent_until__lte=on + ENDS_SOON)
    return {
        "missing": missing,
        "ends": soon & ~missing,
        "holds": Q(shows_child=True) & ~missing & ~soon,
        "unsaid": Q(people_are_known=False, shows_child=False),
    }[state]


def consent_tag(media: Media, on: dt.date) -> dict[str, str]:
    """Its consent as a state tag."""
    until, of_adults = media.consent_until, media.adults_until or consents.NO_END
    if of_adults < on or (media.shows_child and (until is None or until < on)):
        word = "No consent" if media.shows_child and until is None else "Consent ended"
        return {"state": "missing", "label": word}
    if media.shows_child and until != consents.NO_END:
        soon = until - on <= ENDS_SOON
        return {"state": "late" if soon else "done", "label": f"Until {until:%-d %b %Y}"}
    if media.shows_child:
        return {"state": "done", "label": "Consent with no end"}
    if not media.people_are_known:
        return {"state": "undecided", "label": "Who is shown?"}
    return {}


def card(media: Media, on: dt.date) -> dict[str, Any]:
    """One file in the grid."""
    return {
        "pk": media.pk,
        "title": str(media),
        "url": reverse("posts:library_file", args=[media.service.slug, media.pk]),
        "src": address_of(media) if media.kind == MediaKind.PICTURE else "",
        "alt": media.alt,
        "kind": media.kind,
        "icon": icon(media),
        "facts": short_facts(media),
        "consent": consent_tag(media, on),
        "needs_words": media.kind == MediaKind.PICTURE and not media.alt and not media.is_decorative,
        "is_used": getattr(media, "is_used", None),
    }


def address_of(media: Media) -> str:
    return reverse("posts:media", args=[media.service.slug, media.pk])


def icon(media: Media) -> str:
    return {MediaKind.VIDEO: "film", MediaKind.DOCUMENT: "file-earmark-text"}.get(media.kind, "image")


def until(media: Media) -> str:
    """ ", until 31 Jul 2027", or "" where a consent has no end or there is none."""
    ends = media.consent_until
    return f", until {ends:%-d %b %Y}" if ends and ends != consents.NO_END else ""


def short_facts(media: Media) -> str:
    """ "Video, 2:05, 14.2 MB"."""
    parts = [type_in_words(media)]
    if media.duration_s:
        parts.append(f"{media.duration_s // 60}:{media.duration_s % 60:02}")
    return ", ".join([*parts, size_in_words(media.bytes)])


def type_in_words(media: Media) -> str:
    names = {
        "application/pdf": "PDF",
        "video/mp4": "MP4 video",
        "video/webm": "WebM video",
        "video/quicktime": "QuickTime video",
    }
    fallback = "Word document" if media.kind == MediaKind.DOCUMENT else media.get_kind_display()
    return names.get(media.media_type, fallback)


def size_in_words(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, round(count / 1024))} KB"


def history(thing: Media | Consent) -> list[dict[str, Any]]:
    """The newest forty events of a file or consent, for components/timeline.html."""
    rows = Event.objects.of_service(thing.service).about(thing).reverse().select_related("actor")[:40]
    return [{"text": row.sentence, "when": row.at} for row in rows]
