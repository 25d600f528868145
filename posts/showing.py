"""Findings, texts and histories in the shape that the components of a page take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.models import Service
from channels.models import Channel
from policies.models import PolicyVersion
from policies.rules import counting
from policies.rules.base import Finding, Findings
from posts import checks
from posts.content import Content

Span = tuple[int, int, str]
"""Start, end and severity."""

LONGEST_QUOTE = 60


def finding_rows(
    findings: Iterable[Finding],
    *,
    service: Service,
    version: PolicyVersion | None,
    typed_reasons: Mapping[str, str] | None = None,
    reasons: Mapping[str, Any] | None = None,
    for_author: bool = False,
    marked: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Rows for components/finding_list.html; with buttons and fields for reasons when it is the author's own form.

    With `marked` (marks.of_post) each finding can be said to be wrong, once where the same words stand twice.
    """
    address = reverse("policies:version", kwargs={"service": service.slug, "version_id": version.pk}) if version else ""
    rows, seen = [], set()
    for finding in findings:
        row: dict[str, Any] = {"severity": str(finding.severity), "message": finding.message, "key": finding.key}
        if "“" not in finding.message:
            row["quote"] = short_quote(finding)
        if excepted := checks.exemptions_of(finding):
            row["kind"] = f"Excepted until {max(one.until for one in excepted):%-d %b %Y}"
            row["note"] = " ".join(dict.fromkeys(one.reason for one in excepted))
            row["note_url"] = reverse("policies:exceptions", kwargs={"service": service.slug})
        elif finding.channel:
            row["kind"] = f"{_word(finding)}{on_channel(finding)}"
        if finding.section:
            row["section_label"] = finding.section.label
            row["section_url"] = f"{address}#{finding.section.key}" if address else ""
        if for_author:
            row |= _author_parts(finding, typed_reasons or {})
        elif reasons and finding.key in reasons:
            reason = reasons[finding.key]
            row |= {"said": reason.text, "said_by": f"{reason.by}, {service.local(reason.at):%-d %b, %H:%M}"}
            row.pop("kind", None)
        if marked is not None and finding.key not in seen:
            row |= _mark_parts(marked.get(finding.key))
            seen.add(finding.key)
        rows.append(row)
    return rows


def short_quote(finding: Finding) -> str:
    """The words that a finding is about, where they help: not the tail of a text that is too long."""
    helps = finding.rule != "length" and len(finding.quote) <= LONGEST_QUOTE
    return finding.quote.strip() if helps else ""


def on_channel(finding: Finding) -> str:
    """ " on Facebook", for a finding that concerns one network only."""
    return f" on {network_name(finding.channel)}" if finding.channel else ""


network_name = counting.network_name


def _word(finding: Finding) -> str:
    return {"block": "Stops it", "warn": "Change it or give a reason", "advise": "Hint"}[finding.severity]


def _author_parts(finding: Finding, typed: Mapping[str, str]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if finding.suggestion is not None and finding.span is not None:
        words = finding.suggestion
        parts["fix_value"] = finding.key
        parts["fix_label"] = f"Use “{shortened(words)}”" if words.strip() else f"Take out “{shortened(finding.quote)}”"
    if finding.severity == "warn":
        parts |= {"reason_name": f"reason-{finding.key}", "reason": typed.get(finding.key, "")}
    return parts


def _mark_parts(mark: Any) -> dict[str, Any]:
    return {"wrong": True, "wrong_by": str(mark.by) if mark else "", "wrong_note": mark.note if mark else ""}


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"


def tally(findings: Findings, kept: int = 0) -> dict[str, int]:
    """Counts for components/tally.html; a warning that is kept with a reason is counted as kept."""
    return {
        "block": len(findings.blocking),
        "warn": len(findings.warnings) - kept,
        "advise": len(findings.hints),
        "kept": kept,
    }


def spans(findings: Iterable[Finding], channel: str | None) -> list[Span]:
    """What is marked in a text: the base text for None, else a network's own text. Not what is too long."""
    return [
        (finding.span[0], finding.span[1], str(finding.severity))
        for finding in findings
        if finding.span and finding.channel == channel and finding.rule != "length"
    ]


def segments(text: str, marked: Sequence[Span]) -> list[dict[str, str]]:
    """The text in pieces, marked and plain; of overlapping marks the first stands."""
    pieces: list[dict[str, str]] = []
    done = 0
    for start, end, severity in sorted(marked):
        if start < done or end > len(text) or start >= end:
            continue
        if start > done:
            pieces.append({"text": text[done:start], "severity": ""})
        pieces.append({"text": text[start:end], "severity": severity})
        done = end
    if done < len(text) or not pieces:
        pieces.append({"text": text[done:], "severity": ""})
    return pieces


def previews(
    content: Content,
    channels: Iterable[Channel],
    *,
    service: Service,
    sub: str,
    pictures: Sequence[Mapping[str, Any]],
    findings: Iterable[Finding] = (),
    with_marks: bool = False,
) -> list[dict[str, Any]]:
    """What each channel will show: its text as a whole, what does not fit, and its counter."""
    chosen = {one.channel_id: one for one in content.channels}
    findings = list(findings)
    shown = []
    for channel in channels:
        if channel.pk not in chosen:
            continue
        own = chosen[channel.pk].text
        text = own or content.text
        limit, used = counting.limit(channel.network), counting.count(channel.network, text)
        full_at = counting.place_where_full(channel.network, text)
        marked = spans(findings, channel.network if own else None) if with_marks else []
        shown.append(
            {
                "channel": channel,
                "network": channel.network,
                "name": service.name,
                "sub": f"{channel.handle} · {sub}" if sub else channel.handle,
                "segments": segments(
                    text[:full_at], [span for span in marked if full_at is None or span[1] <= full_at]
                ),
                "too_long": text[full_at:] if full_at is not None else "",
                "link": content.link,
                "pictures": pictures,
                "has_own_text": bool(own),
                "note": _count_in_words(own, used, limit),
                "over": full_at is not None,
            }
        )
    return shown


def _count_in_words(own: str, used: int, limit: int | None) -> str:
    before = "own text, " if own else ""
    if limit is None:
        return f"{before}{used:,} characters"
    if used > limit:
        return f"{used - limit:,} too many"
    return f"{before}{used:,} of {limit:,}"
