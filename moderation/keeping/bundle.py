"""What a person gets of their own data: a page to read, the same as JSON, and a manifest with the hashes.

Their comments with edits, what we answered, how each was sorted and why, every step and decision with its date. Other
people are covered (masking.py), staff stand there by their role, and records about a child's safety are kept back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Membership, Role, Service
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import moves, words
from moderation.classify.labels import CATEGORY_LABELS, FLAG_LABELS, Category, Flag
from moderation.handling import playbooks
from moderation.keeping import data_requests, dates, masking, own_appeals, purging
from moderation.keeping.masking import Known
from moderation.models import Block, Comment, DataRequest, StepState

STYLE = "css/evidence.css"
AT_ONCE = 100
KEPT_BACK_FLAGS = (Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER)
KEPT_BACK_STEPS = ("emergency", "police", "allegation")
GROUND = (
    "Records about a child’s safety, and about what was passed to the police or to others who protect children, are "
    "kept back where handing them out could cause serious harm or hinder that work (Data Protection Act 2018, "
    "schedules 2 and 3). We do not say whether there is such a record here."
)


# Who is known


def known_of(request: DataRequest) -> Known:
    """What decides over the masks of this request: the person's own names, ours, and what a person chose."""
    service, choices = request.service, request.choices
    rows = data_requests.comments_of(request).order_by()
    names = {name for name in rows.values_list("author_name", flat=True).distinct() if name}
    handles = {handle for _, handle in request.authors}
    ours = Channel.objects.of_service(service).values_list("handle", flat=True)
    contacts = {one.lower() if "@" in one else re.sub(r"\D", "", one)[-9:] for one in service.contacts}
    return Known(
        own_names=masking.words_of(names),
        own_handles=frozenset(handle.lstrip("@").casefold() for handle in (*handles, *ours)),
        own_contacts=frozenset(contacts),
        staff=_staff(service),
        hide=tuple(choices.get("hide", ())),
        show=frozenset(
            {one.casefold().strip(" @.,;:!?") for one in choices.get("show", ())} | {name.casefold() for name in names}
        ),
    )


def _staff(service: Service) -> dict[str, str]:
    """Names of everybody who works or worked here, to the role that stands in their place."""
    found: dict[str, str] = {}
    for member in Membership.objects.filter(service=service).select_related("user").prefetch_related("roles"):
        role = role_of(member)
        for name in (member.user.name, member.user.first_name):
            if len(name) > 2:
                found.setdefault(name, role)
    return found


def role_of(member: Membership) -> str:
    held = [one.role for one in member.roles.all()]
    first = next((role for role in Role if role in held), None)
    return f"a {first.label.lower()}" if first else "a member of staff"


def with_other_writers(known: Known, texts: Iterable[str], service: Service) -> Known:
    """The names and handles of other writers that stand in these texts, looked up all at once."""
    asked = {name for text in texts for name in masking.candidates(text)}
    spelled = asked | {f"@{name}" for name in asked}
    rows = Comment.objects.of_service(service)
    others = set(rows.filter(author_name__in=asked).values_list("author_name", flat=True))
    others |= set(rows.filter(author_handle__in=spelled).values_list("author_handle", flat=True))
    plain = {name.lstrip("@") for name in others if name}
    own = {name for name in plain if name.casefold() in known.own_handles | known.show}
    return replace(known, others=frozenset(plain - own))


def texts_of(comments: Iterable[Comment]) -> list[str]:
    return [text for comment in comments for text in _texts(comment)]


def _texts(comment: Comment) -> Iterator[str]:
    yield comment.text
    yield comment.capture.text
    yield from (edit.text for edit in comment.edits.all())
    yield from (appeal.says for appeal in comment.appeals.all())
    yield from (note.note for note in comment.hand_overs.all())
    yield from (
        text for step in comment.steps.all() for text in (step.data.get("text"), step.data.get("reason")) if text
    )


# One comment


def loaded(rows):
    rows = dates.with_facts(rows).select_related(
        "channel__service", "capture", "incident", "post", "service", "screenshot"
    )
    return rows.prefetch_related("edits", "assessments", "appeals", "hand_overs")


class Teller:
    """Tells what is held about each comment, in the words of the bundle."""

    def __init__(self, request: DataRequest) -> None:
        self.request, self.service = request, request.service
        self.known = known_of(request)
        members = Membership.objects.filter(service=self.service).prefetch_related("roles")
        self.roles = {one.user_id: role_of(one) for one in members}

    def batch(self, comments: list[Comment]) -> list[dict[str, Any]]:
        """The comments as they are handed out; one that a person keeps back says so and nothing else."""
        known = with_other_writers(self.known, texts_of(comments), self.service)
        back = self.request.choices.get("back", {})
        told = []
        for comment in comments:
            if ground := back.get(str(comment.pk)):
                told.append(
                    {"posted": self.when(comment.posted_at), "where": str(comment.channel), "kept_back": ground}
                )
            else:
                told.append(self.comment(comment, known))
        return told

    def comment(self, comment: Comment, known: Known) -> dict[str, Any]:
        def cover(text: str) -> str:
            return masking.masked(text, known)

        steps = [one for one in comment.steps.all() if one.key not in KEPT_BACK_STEPS]
        notes = [one for one in comment.hand_overs.all() if one.note]
        return {
            "where": str(comment.channel),
            "how": "in public" if comment.is_public else "in a direct message",
            "name": comment.author_name,
            "handle": comment.author_handle,
            "account": _signals(comment),
            "address": comment.url,
            "posted": self.when(comment.posted_at),
            "received": self.when(comment.received_at),
            "came": comment.get_source_display(),
            "answers": comment.post.title if comment.post else "",
            "text": cover(comment.capture.text),
            "sha256": comment.capture.sha256,
            "picture": _picture(comment),
            "edits": [{"noted": self.when(one.noted_at), "text": cover(one.text)} for one in comment.edits.all()],
            "sorting": [self.sorting(one, cover) for one in comment.assessments.all()],
            "class": _category(comment.category),
            "confirmed": self.when(comment.category_confirmed_at),
            "flags": _flags(comment.flags),
            "steps": [self.step(comment, one, cover) for one in steps],
            "notes": [{"at": self.when(one.at), "note": cover(one.note)} for one in notes],
            "hidden": self.when(comment.hidden_at),
            "removed": self.when(comment.removed_at),
            "state": comment.get_state_display() if comment.state != "escalated" else "Being handled",
            "closed": self.when(comment.closed_at),
            "closed_by": self.role(comment.closed_by_id),
            "outcome": cover(comment.outcome),
            "incident": cover(comment.incident.title) if comment.incident else "",
            "incident_ended": cover(comment.incident.outcome) if comment.incident else "",
            "appeals": [self.appeal(one, cover) for one in comment.appeals.all()],
            "kept_until": f"{comment.purge_on:%-d %B %Y}" if comment.purge_on else "",
        }

    def sorting(self, one, cover) -> dict[str, Any]:
        hidden = {str(flag) for flag in KEPT_BACK_FLAGS}
        names = {str(label): text for label, text in {**CATEGORY_LABELS, **FLAG_LABELS}.items()}
        reasons = [reason for reason in one.reasons if reason.get("for") not in hidden]
        return {
            "at": self.when(one.at),
            "by": f"Software, version {one.model}",
            "class": _category(one.category),
            "sure": f"{words.sure(one.confidence)} in 100",
            "flags": _flags(one.flags),
            "because": [
                {"words": cover(reason.get("text", "")), "speaks_for": names.get(reason.get("for"), reason.get("for"))}
                for reason in reasons
            ],
            "said": _category(one.decided_category),
            "said_flags": _flags(one.decided_flags or []),
            "said_by": self.role(one.decided_by_id),
            "said_at": self.when(one.decided_at),
        }

    def step(self, comment: Comment, step, cover) -> dict[str, Any]:
        spec = playbooks.spec(moves.facts_of(comment, list(comment.steps.all())), step.key)
        return {
            "step": spec.title if spec else step.key.replace("_", " "),
            "state": StepState(step.state).label,
            "at": self.when(step.at),
            "by": step.job or self.role(step.by_id),
            "we_wrote": cover(step.data.get("text", "")),
            "reason": cover(step.data.get("reason", "") or step.data.get("ground", "")),
            "reference": step.data.get("reference", ""),
        }

    def appeal(self, one, cover) -> dict[str, Any]:
        return {
            "received": self.when(one.received_at),
            "came": one.came_by,
            "says": cover(one.says),
            "contact": one.contact,
            "told": one.told_how,
            "decision": one.get_decision_display() if one.decision else "",
            "reason": cover(one.reason),
            "decided": self.when(one.decided_at),
            "decided_by": self.role(one.decided_by_id),
        }

    def own_appeals(self) -> list[dict[str, Any]]:
        """What they asked us to look at again that is about no comment of theirs here."""
        rows = list(own_appeals.of(self.request))
        known = with_other_writers(self.known, [one.says for one in rows], self.service)
        return [
            {
                "about": "your block" if one.block_id else "what you wrote",
                "where": str(one.block.channel if one.block else one.channel),
                "name": one.author_handle,
            }
            | self.appeal(one, lambda text: masking.masked(text, known))
            for one in rows
        ]

    def role(self, user_id: int | None) -> str:
        return self.roles.get(user_id, "a member of staff") if user_id else ""

    def when(self, at: dt.datetime | None) -> str:
        return f"{self.service.local(at):%-d %B %Y, %H:%M}" if at else ""


def _picture(comment: Comment) -> str:
    """A picture cannot be covered word by word, so that it stays out of the file and is named."""
    shot = getattr(comment, "screenshot", None)
    if shot is None or not shot.file:
        return ""
    return f"We also keep a picture of these words (SHA-256 {shot.sha256}). Others may be seen on it: ask us to see it."


def _category(value: str) -> str:
    return CATEGORY_LABELS[Category(value)] if value else ""


def _flags(values: Iterable[str]) -> list[str]:
    return [FLAG_LABELS[Flag(one)] for one in values if one in tuple(Flag) and one not in KEPT_BACK_FLAGS]


def _signals(comment: Comment) -> dict[str, Any]:
    """What the network told about the account, without what only it needs."""
    return {key: value for key, value in comment.author_signals.items() if isinstance(value, bool | int | float)}


# The file


def make(request: DataRequest) -> DataRequest | None:
    """Put it together in the background. None when the request was changed meanwhile: it is then made anew."""
    teller, told = Teller(request), []
    rows = loaded(data_requests.comments_of(request).filter(received_at__lte=request.checked_at))
    ids = list(rows.values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        batch = sorted(rows.filter(pk__in=ids[first : first + AT_ONCE]), key=lambda one: (one.posted_at, one.pk))
        told += teller.batch(batch)
        if not data_requests.progress(request, len(told)):
            return None
    for number, one in enumerate(told, start=1):
        one["number"] = number
    with tempfile.TemporaryFile() as file:
        _write(file, request, told, teller.own_appeals())
        sha256 = _digest(file)
        return _kept(request, file, sha256)


def _kept(request: DataRequest, file, sha256: str) -> DataRequest | None:
    name = f"{request.pk}-{secrets.token_hex(8)}.zip"
    with transaction.atomic():
        row = DataRequest.objects.select_for_update(of=("self",)).select_related("service").get(pk=request.pk)
        if row.checked_at != request.checked_at or row.made_at or row.finished_at:
            return None
        row.file.save(name, File(file), save=False)
        row.sha256, row.made_at, row.state = sha256, timezone.now(), DataRequest.State.READY
        row.position = row.total
        row.save(update_fields=["file", "sha256", "made_at", "state", "position"])
        audit.record(Kind.DATA_REQUEST_MADE, on=row, job=purging.JOB, data={"sha256": sha256})
    return row


def _digest(file) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _write(file, request: DataRequest, told: list[dict[str, Any]], asked: list[dict[str, Any]]) -> None:
    service = request.service
    facts = {
        "service": service.name,
        "asked_on": f"{request.asked_on:%-d %B %Y}",
        "made": f"{service.local(timezone.now()):%-d %B %Y, %H:%M}",
        "accounts": [
            f"{one['handle']} on {one['channel'].get_network_display()}"
            for one in data_requests.accounts(request)
            if one["channel"]
        ],
        "comments": told,
        "blocks": _blocks(request),
        "appeals": asked,
        "kept_back": GROUND,
    }
    page = render_to_string("moderation/keeping_bundle.html", {**facts, "contact": service})
    found = finders.find(STYLE)
    if not found:
        raise FileNotFoundError(STYLE)
    files = {
        "read-me-first.html": page.encode(),
        "data.json": (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode(),
        "style.css": Path(found).read_bytes(),
    }
    listed = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    manifest = {"service": service.name, "made": facts["made"], "comments": len(told), "files": listed}
    files["manifest.json"] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def _blocks(request: DataRequest) -> list[dict[str, str]]:
    service, told = request.service, []
    for channel_id, handle in request.authors:
        bare = handle.lstrip("@")
        rows = Block.objects.of_service(service).filter(channel=channel_id)
        for one in rows.filter(author_handle__iexact=bare) | rows.filter(author_handle__iexact=f"@{bare}"):
            told.append(
                {
                    "at": f"{service.local(one.at):%-d %B %Y}",
                    "state": one.get_state_display(),
                    "reason": masking.masked(one.reason, Known(staff=_staff(service))),
                    "until": f"{one.ends_on:%-d %B %Y}",
                    "lifted": f"{service.local(one.lifted_at):%-d %B %Y}" if one.lifted_at else "",
                }
            )
    return told
