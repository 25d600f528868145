"""Pictures: their words, the children on them, and the right to use them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from policies.rules.base import Draft, Example, Finding, Medium, Params, Severity, bounds, rule
from policies.rules.dates import day_in_words
from policies.rules.people.nobody import lies_within, named_by_policy
from policies.rules.shown import names_of_children
from policies.rules.text import shortened

_FILE_NAME = re.compile(
    r"^\S.{0,80}\.(?:jpe?g|png|gif|webp|heic|svg|bmp|tiff?|mp4|mov|pdf)$|^(?:img|dsc|dscn|pxl|"
    r"image|photo|picture|screenshot|scan|untitled|whatsapp[ _]image)[ _-]?[\d_ .-]*(?:wa\d+)?(?:\(\d+\))?$|"
    r"^\d[\d_ .-]{5,}$|^[\w-]*_[\w-]*$",
    re.I,
)
_SAYS_NOTHING = re.compile(
    r"^(?:alt(?:ernative)?\s+text|no\s+(?:alt|description)\w*(?:\s+\w+)?|description|tbc|to\s+do|todo|none|null|"
    r"n/?a)\W*$|"
    r"^(?:an?\s+|the\s+|our\s+)?(?:image|picture|photo|photograph|pic|graphic|poster|"
    r"screenshot|illustration|flyer|video|infographic)(?:\s+of)?(?:\s+(?:an?|the))?\W*$",
    re.I,
)
_NO_PICTURE = ("video", "audio", "document", "file", "pdf", "link", "podcast", "sound")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_NO_LICENCE = re.compile(
    r"^\W*(?:|none|null|nil|no|unknown|not\s+known|n/?a|no\s+licen[cs]e|no\s+permission|unlicen[cs]ed|tbc|tba|"
    r"todo|to\s+be\s+\w+|"
    r"not\s+(?:yet|sure|asked|recorded|checked)|pending|requested|(?:licen[cs]e|permission)\s+(?:requested|"
    r"pending|unknown|asked\s+for)|"
    r"asked|awaiting\b.*|(?:from\s+)?(?:google|the\s+internet|internet|web|pinterest|facebook|google\s+images?|"
    r"found\s+online))\W*$",
    re.I,
)


# Pictures of the examples.
_PLACE = Medium(alt="Front door of the library", file="library.jpg", made_by_service=True)
_CHILD = replace(
    _PLACE,
    alt="A child who paints at a table",
    shows_child=True,
    consent_until=date(2099, 12, 31),
    made_by_service=True,
)
_TEXT = "Our drop-in is back."


def _with(*media: Medium) -> Mapping[str, Any]:
    return {"media": media}


@dataclass(frozen=True)
class AltText(Params):
    shortest: int = field(default=5, metadata=bounds(1, 100))  # characters below which it can hardly say anything


@rule(
    "alt-text",
    severity=Severity.BLOCK,
    title="Alternative text",
    params=AltText,
    scope="draft",
    fires=(
        Example(_TEXT, _with(replace(_PLACE, alt=""))),
        Example(_TEXT, _with(replace(_PLACE, alt="IMG_2041.jpg"))),
        Example(_TEXT, _with(replace(_PLACE, alt="image of"))),
    ),
    passes=(
        Example(_TEXT, _with(_PLACE)),
        Example(_TEXT, _with(replace(_PLACE, alt="Image of a red door"))),
        Example(_TEXT, _with(replace(_PLACE, alt="", decorative=True))),
        Example(_TEXT, _with(replace(_PLACE, alt="", kind="video"))),
    ),
)
def alt_text(draft: Draft, params: AltText) -> Iterator[Finding]:
    """A picture without alternative text. A hint when it is a file name, very short, or says only “image of”."""
    for index, medium in enumerate(draft.media):
        if medium.kind.strip().casefold() in _NO_PICTURE or medium.decorative:
            continue
        alt = " ".join(_UNSEEN.sub(" ", medium.alt).split())
        which = draft.which(index)
        if not alt:
            message = f"Say what {which} shows, for people who cannot see it."
            yield Finding(medium=index, message=message)
        elif _FILE_NAME.match(alt) or alt.casefold() == medium.file.strip().casefold():
            message = f"“{shortened(alt)}” is a file name. Say what {which} shows."
            yield Finding(medium=index, message=message, severity=Severity.ADVISE)
        elif len(alt) < params.shortest or _SAYS_NOTHING.match(alt):
            message = f"“{shortened(alt)}” does not say what {which} shows. Describe it in one sentence."
            yield Finding(medium=index, message=message, severity=Severity.ADVISE)


@rule(
    "child-image-consent",
    severity=Severity.BLOCK,
    title="Consent for a child's picture",
    scope="draft",
    fires=(
        Example(_TEXT, _with(replace(_CHILD, consent_until=None))),
        Example(_TEXT, _with(replace(_CHILD, consent_until=date(2020, 7, 31)))),
        Example(_TEXT, _with(_PLACE, replace(_CHILD, kind="video", consent_until=None))),
        Example(_TEXT, _with(replace(_PLACE, adults_until=date(2020, 7, 31)))),
    ),
    passes=(
        Example(_TEXT, _with(_CHILD)),
        Example(_TEXT, _with(replace(_PLACE, adults_until=date(2099, 12, 31)))),
        Example(_TEXT, _with(_PLACE)),
        Example(_TEXT, {}),
    ),
)
def child_image_consent(draft: Draft, params: Params) -> Iterator[Finding]:
    """A picture or video that shows a child, without written consent on record that is valid on the day it goes out.
    Also one with an adult whose consent was taken back or has ended by then."""
    for index, medium in enumerate(draft.media):
        which = draft.which(index)
        if medium.shows_child and medium.consent_until is None:
            message = f"Record the written consent for the child on {which}, or leave it out."
            yield Finding(medium=index, message=message)
        elif medium.shows_child and medium.consent_until and medium.consent_until < draft.publish_on:
            ends = day_in_words(medium.consent_until)
            message = f"The consent for {which} ends on {ends}, before this goes out. Renew it or leave it out."
            yield Finding(medium=index, message=message)
        if medium.adults_until and medium.adults_until < draft.publish_on:
            last = day_in_words(medium.adults_until)
            message = f"The consent of an adult on {which} holds to {last} only. Renew it or leave {which} out."
            yield Finding(medium=index, message=message)


@dataclass(frozen=True)
class NameWithImage(Params):
    names: tuple[str, ...] = ()  # people, places, books and events that may be named


@rule(
    "name-with-image",
    severity=Severity.BLOCK,
    title="Name beside a child's picture",
    params=NameWithImage,
    reads_alt=True,
    fires=(
        Example("Well done Amelia!", _with(_CHILD)),
        Example("Look at Poppy's painting.", _with(_CHILD)),
        Example("Zayd made this robot.", _with(_CHILD)),
        Example(_TEXT, _with(replace(_CHILD, alt="Zayd and his robot"))),
    ),
    passes=(
        Example("Look at this painting!", _with(_CHILD)),
        Example("Our adviser Priya Nair ran the session.", _with(_CHILD)),
        Example("Fun at Victoria Park in May", _with(_CHILD)),
        Example("Well done Amelia!", _with(_PLACE)),
    ),
)
def name_with_image(draft: Draft, params: NameWithImage) -> Iterator[Finding]:
    """A child's name in the text of a post with a picture that shows a child, or in a picture's alternative text."""
    if not any(medium.shows_child for medium in draft.media):
        return
    named = named_by_policy(draft.text, params.names)
    for start, end in names_of_children(draft.text, draft.service, tells_a_picture=draft.tells_a_picture):
        if lies_within(named, (start, end)):
            continue
        name = shortened(draft.text[start:end])
        message = f"“{name}” stands beside a picture of a child. Take the name out or choose another picture."
        yield Finding(span=(start, end), message=message)


@rule(
    "media-rights",
    severity=Severity.BLOCK,
    title="Right to use media",
    scope="draft",
    fires=(
        Example(_TEXT, _with(replace(_PLACE, made_by_service=False, licence=""))),
        Example(_TEXT, _with(replace(_PLACE, made_by_service=False, licence="permission requested"))),
        Example(_TEXT, _with(replace(_PLACE, made_by_service=False, licence="from Google Images"))),
    ),
    passes=(
        Example(_TEXT, _with(_PLACE)),
        Example(_TEXT, _with(replace(_PLACE, made_by_service=False, licence="CC BY 4.0"))),
        Example(_TEXT, _with(replace(_PLACE, made_by_service=False, licence="By leave of the library, 3 May 2026"))),
    ),
)
def media_rights(draft: Draft, params: Params) -> Iterator[Finding]:
    """Media that the service did not make, with no licence or permission on record. That one was asked for, or
    that the picture was found somewhere, is none."""
    for index, medium in enumerate(draft.media):
        if not medium.made_by_service and _NO_LICENCE.match(medium.licence):
            which = draft.which(index)
            message = f"Record the licence or permission for {which}, or use one of our own."
            yield Finding(medium=index, message=message)
