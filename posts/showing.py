"""Findings, texts and histories in the shape that the components of a page take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from accounts.models import Service
from channels.models import Channel
from policies.models import PolicyVersion
from policies.rules import counting, parting
from policies.rules.base import Finding, Findings
from posts.checking import checks
from posts.content import Content

Span = tuple[int, int, str]
"""Start, end and severity."""
Numbered = tuple[int, int, str, int]
"""The same with the number of a note, or 0."""

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


def segments(text: str, marked: Sequence[Span | Numbered]) -> list[dict[str, Any]]:
    """The text in pieces, marked and plain; of overlapping marks the first stands. A note's number goes along."""
    pieces: list[dict[str, Any]] = []
    done = 0
    for start, end, severity, *number in sorted(marked):
        if start < done or end > len(text) or start >= end:
            continue
        if start > done:
            pieces.append({"text": text[done:start], "severity": ""})
        piece: dict[str, Any] = {"text": text[start:end], "severity": severity}
        if any(number):
            piece["number"] = number[0]
        pieces.append(piece)
        done = end
    if done < len(text) or not pieces:
        pieces.append({"text": text[done:], "severity": ""})
    return pieces


LAYOUTS = {
    "facebook": "stacked",
    "linkedin": "stacked",
    "instagram": "picture-first",
    "youtube": "picture-first",
    "tiktok": "picture-first",
}
"""How a network lays a post out; the others put everything beside the face."""
NO_CARD = ("instagram", "youtube", "tiktok")
"""Networks that show a link as bare words, if at all."""


def previews(
    content: Content,
    channels: Iterable[Channel],
    *,
    service: Service,
    sub: str,
    pictures: Sequence[Mapping[str, Any]],
    findings: Iterable[Finding] = (),
    notes: Mapping[int | None, Sequence[Numbered]] | None = None,
    with_marks: bool = False,
) -> list[dict[str, Any]]:
    """What each channel will show: one post or the posts of a thread, what does not fit, and its counter.

    `notes` are spans with numbers by channel, None for the base text.
    """
    chosen = {one.channel_id: one for one in content.channels}
    findings = list(findings)
    shown = []
    for channel in channels:
        if channel.pk not in chosen:
            continue
        one = chosen[channel.pk]
        text = one.text or content.text
        marked: list[Numbered] = []
        if with_marks:
            marked += [(*span, 0) for span in spans(findings, channel.network if one.text else None)]
        marked += (notes or {}).get(channel.pk if one.text else None, ())
        pieces = parting.spans(text) if one.takes_threads else ((0, len(text)),)
        posts = [
            _shown_post(channel.network, text, piece, marked, content.link if not number else "")
            for number, piece in enumerate(pieces)
        ]
        if len(posts) > 1:
            for number, post in enumerate(posts, 1):
                post["number"] = f"{number} of {len(posts)}"
        posts[0]["pictures"] = pictures
        if content.link:
            posts[0]["card"] = _card(channel.network, content)
        full = max(posts, key=lambda post: post["used"])
        shown.append(
            {
                "channel": channel,
                "network": channel.network,
                "name": service.name,
                "sub": f"{channel.handle} · {sub}" if sub else channel.handle,
                "layout": LAYOUTS.get(channel.network, "beside"),
                "posts": posts,
                "warning": one.warning,
                "has_own_text": bool(one.text),
                "takes_threads": one.takes_threads,
                "note": _count_in_words(one.text, full["used"], counting.limit(channel.network), len(posts)),
                "over": any(post["over"] for post in posts),
            }
        )
    return shown


def _shown_post(
    network: str, text: str, piece: tuple[int, int], marked: Sequence[Numbered], link: str
) -> dict[str, Any]:
    """One post of a preview. A link that does not stand in the text is counted with it."""
    start, end = piece
    said = text[start:end]
    used = counting.count(network, counting.as_sent(network, said, link))
    full_at = counting.place_where_full(network, said, reserve=used - counting.count(network, said))
    last = end if full_at is None else start + full_at
    here = [(a - start, b - start, severity, number) for a, b, severity, number in marked if start <= a and b <= last]
    return {
        "segments": segments(text[start:last], here),
        "too_long": text[last:end],
        "link": link if link not in said else "",
        "used": used,
        "over": full_at is not None,
    }


def _card(network: str, content: Content) -> dict[str, str]:
    """What the link shows as; empty where the network makes no card."""
    if network in NO_CARD:
        return {}
    host = urlsplit(content.link).hostname or content.link
    return {
        "title": content.link_title or content.link,
        "description": content.link_description,
        "host": host.removeprefix("www."),
    }


def _count_in_words(own: str, used: int, limit: int | None, posts: int) -> str:
    before = "own text, " if own else ""
    if posts > 1:
        before += f"{posts} posts, fullest "
    if limit is None:
        return f"{before}{used:,} characters"
    if used > limit:
        return f"{used - limit:,} too many"
    return f"{before}{limit - used:,} left" if limit - used < limit // 10 else f"{before}{used:,} of {limit:,}"
