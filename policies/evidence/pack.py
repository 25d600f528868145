"""The evidence of a policy for a span of time, as a ZIP that is written while it is sent.

Nothing of it is held whole but one document at a time. The order of the files, their times and their bytes follow from
the rows and from the event that put the download on record; the manifest names that event's link of the audit chain.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from policies import coverage, diff_pages, permissions
from policies.digests import content_of
from policies.evidence import chapters, documents, tables
from policies.evidence.chapters import Chapter, Span
from policies.models import EDITABLE_STATES, Policy, PolicyVersion
from policies.refusals import Refused, refuse

STYLE = "css/evidence.css"
LONGEST_DAYS = 366 * 10


@dataclass(frozen=True)
class Pack:
    """A pack that was asked for, and the event that says so."""

    policy: Policy
    span: Span
    event: Event

    @property
    def name(self) -> str:
        days = f"{self.span.first:%Y-%m-%d}-to-{self.span.last:%Y-%m-%d}"
        return f"policy-evidence-{self.policy.service.slug}-{self.policy.pk}-{days}.zip"


@transaction.atomic
def ask(policy: Policy, *, first: dt.date, last: dt.date, by: User, now: dt.datetime | None = None) -> Pack:
    """Put on record that somebody takes the evidence away; `stream` then gives it."""
    refuse(permissions.refusal_to_hand_over(by, policy.service))
    if last < first:
        raise Refused("The last day has to be the first day or a later one.")
    if (last - first).days > LONGEST_DAYS:
        raise Refused("Choose a span of at most ten years.")
    data = {"from": f"{first:%-d %b %Y}", "to": f"{last:%-d %b %Y}"}
    event = audit.record(Kind.POLICY_EVIDENCE, on=policy, actor=by, data=data, now=now or timezone.now())
    return Pack(policy, Span.of(policy.service, first, last), event)


def stream(pack: Pack) -> Iterator[bytes]:
    """The ZIP, piece by piece."""
    sink, listed = _Sink(), []
    when = pack.policy.service.local(pack.event.at).timetuple()[:6]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for file, pieces in _files(pack, listed):
            info = zipfile.ZipInfo(file, when)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            digest, size = hashlib.sha256(), 0
            with archive.open(info, "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    yield sink.taken()
            listed.append({"name": file, "bytes": size, "sha256": digest.hexdigest()})
    yield sink.taken()


class _Sink:
    """What the archive writes to; whoever streams takes it away."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


File = tuple[str, Iterable[bytes]]


def _files(pack: Pack, listed: list[dict[str, Any]]) -> Iterator[File]:
    """Every file in its order; `listed` holds those that are written already, for the manifest at the end."""
    versions = _versions(pack.policy)
    yield "evidence.css", [_style()]
    for version in versions:
        yield _data(version), [content_of(version).as_json().encode()]
        page = documents.version_html(version, style_url="../evidence.css", made_at=pack.event.at)
        yield _page(version), [page.encode()]
    for before, after in _followed(versions):
        page = documents.diff_html(before, after, style_url="../evidence.css", made_at=pack.event.at)
        yield _changes(before, after), [page.encode()]
    for version in versions:
        if coverage.is_measured(version):
            yield _coverage(version), tables.as_csv(coverage.csv_rows(version))
    found = _chapters()
    for chapter in found:
        yield chapter.file, tables.as_csv(chapter.rows(pack.policy, pack.span))
    yield "index.html", [_index(pack, versions, found).encode()]
    yield "manifest.json", [_manifest(pack, versions, listed).encode()]


def _data(version: PolicyVersion) -> str:
    return f"versions/{version.number}.json"


def _page(version: PolicyVersion) -> str:
    return f"versions/{version.number}.html"


def _changes(before: PolicyVersion, after: PolicyVersion) -> str:
    return f"changes/{before.number}-to-{after.number}.html"


def _coverage(version: PolicyVersion) -> str:
    return f"coverage/{version.number}.csv"


def _versions(policy: Policy) -> list[PolicyVersion]:
    """What was ever put before a second person, in the order of the numbers; a draft is nobody's evidence yet."""
    rows = PolicyVersion.objects.filter(policy=policy).exclude(state__in=EDITABLE_STATES)
    rows = rows.exclude(submitted_at=None, approved_by=None)
    rows = rows.select_related("policy__service", "policy__owner", "author", "approved_by")
    return list(rows.order_by("major", "minor"))


def _followed(versions: list[PolicyVersion]) -> Iterator[tuple[PolicyVersion, PolicyVersion]]:
    """Each version with the one that bound staff before it: what was withdrawn in between changed nothing for them."""
    for after in versions:
        before = diff_pages.earlier(after, versions)
        if before:
            yield before, after


def _chapters() -> list[Chapter]:
    return [*tables.OWN, *chapters.registered()]


def _style() -> bytes:
    found = finders.find(STYLE)
    if not found:
        raise FileNotFoundError(STYLE)
    return Path(found).read_bytes()


def _index(pack: Pack, versions: list[PolicyVersion], found: list[Chapter]) -> str:
    context = {
        "policy": pack.policy,
        "service": pack.policy.service,
        "first": f"{pack.span.first:%-d %B %Y}",
        "last": f"{pack.span.last:%-d %B %Y}",
        "made": f"{pack.policy.service.local(pack.event.at):{documents.WHEN}}",
        "by": pack.event.actor_label,
        "versions": [{"row": one, "page": _page(one), "data": _data(one)} for one in versions],
        "changes": [
            {"before": before.number, "after": after.number, "page": _changes(before, after)}
            for before, after in _followed(versions)
        ],
        "measured": [{"number": one.number, "file": _coverage(one)} for one in versions if coverage.is_measured(one)],
        "chapters": found,
        "event": pack.event,
    }
    return render_to_string("policies/evidence/index.html", context)


def _manifest(pack: Pack, versions: list[PolicyVersion], listed: list[dict[str, Any]]) -> str:
    digests = {file["name"]: file["sha256"] for file in listed}
    facts = {
        "service": pack.policy.service.name,
        "policy": pack.policy.title,
        "span": {"from": f"{pack.span.first:%Y-%m-%d}", "to": f"{pack.span.last:%Y-%m-%d}"},
        "made_at": pack.event.at.astimezone(dt.UTC).isoformat(),
        "made_by": pack.event.actor_label,
        "audit_chain": {"number": pack.event.number, "hash": pack.event.hash},
        "versions": [{"number": one.number, "state": one.state, "sha256": digests[_data(one)]} for one in versions],
        "files": listed,
    }
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
