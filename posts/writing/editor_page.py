"""What the page of the editor shows of what is typed: findings, marks, previews, and the bar at its foot."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse

from accounts.models import Membership, Role
from channels.models import Channel
from channels.networks import capabilities_of
from policies.rules.base import Finding
from posts import permissions, showing, times
from posts.checking import marks
from posts.forms import own_name, warning_name
from posts.models import FindingMark, PostState
from posts.reviewing import notes
from posts.writing import kinds, wording
from posts.writing.editor import EVERY, Editor
from posts.writing.editor_pictures import picture_rows


def context(editor: Editor) -> dict[str, Any]:
    """Everything that posts/edit.html and posts/_findings.html take."""
    kept = {key for key, text in editor.typed_reasons.items() if text.strip()}
    kept_count = sum(finding.key in kept for finding in editor.findings.warnings)
    shown = showing.previews(
        editor.content,
        editor.form.channels,
        service=editor.service,
        sub=times.words(editor.reading.at, editor.service.zone) if editor.reading else "",
        pictures=picture_rows(editor.service, [(one.instance, one["alt"].value()) for one in editor.pictures.forms]),
    )
    by_channel = {one["channel"].pk: one for one in shown}
    prompt = kinds.prompt_of(str(editor.form["kind"].value() or ""))
    return {
        "editor": editor,
        "form": editor.form,
        "post": editor.post,
        **editor.pictures.context(_chosen_channels(editor), editor.now),
        "policy_version": editor.surroundings.version,
        "findings": showing.finding_rows(
            editor.findings,
            service=editor.service,
            version=editor.surroundings.version,
            typed_reasons=editor.typed_reasons,
            for_author=True,
            marked=_marked(editor) if _may_mark(editor) else None,
        ),
        "suggestions": len(editor.replacements),
        "undo": wording.write_undo(editor.presses),
        "undo_words": _undo_words(editor),
        "tally": showing.tally(editor.findings, kept_count),
        "marks": _marks(editor),
        "fixes": json.dumps(_fixes(editor)),
        "segments": showing.segments(editor.value("text"), showing.spans(editor.findings, None)),
        "words": len(editor.content.text.split()),
        "gap_words": kinds.gaps_in_words(_gaps(editor)),
        "prompt": prompt,
        "for_audience": kinds.FOR_AUDIENCE.get(str(editor.form["audience"].value() or ""), ()),
        "source": editor.post.repurposed_from if editor.post else None,
        "template": editor.template,
        "content": editor.content,
        "card_url": reverse("posts:card", kwargs={"service": editor.service.slug}),
        "open_notes": _open_notes(editor),
        "takes_threads": _thread_names(editor),
        "channel_bodies": [
            {
                "channel": channel,
                "field": editor.form[own_name(channel)],
                "value": editor.value(own_name(channel)),
                "warning": editor.form[warning_name(channel)] if warning_name(channel) in editor.form.fields else None,
                "takes_threads": capabilities_of(channel).threads,
                "segments": showing.segments(
                    editor.value(own_name(channel)), showing.spans(editor.findings, channel.network)
                ),
                "preview": by_channel.get(channel.pk),
            }
            for channel in editor.form.channels
        ],
        "tabs": [
            {**one, "name": one["channel"].get_network_display(), "url": f"#channel-{one['channel'].pk}"}
            for one in shown
        ],
        "bar": _bar(editor, kept),
        "reading": editor.reading,
        "approver": _approver(editor),
        **_returned(editor),
        "check_url": _check_url(editor),
    }


def _open_notes(editor: Editor) -> list[notes.Shown]:
    """What colleagues said and is not settled; where its words stand in what is typed."""
    if editor.post is None or not getattr(editor.post, "has_notes", True):
        return []
    return [one for one in notes.of_post(editor.post, editor.content) if one.note.settled_at is None]


def _marked(editor: Editor) -> dict[str, FindingMark]:
    if editor.data is None and not getattr(editor.post, "has_marks", True):
        return {}  # read with the post; a button may have marked one since
    return marks.of_post(editor.post)


def _thread_names(editor: Editor) -> str:
    """The networks of the service on which a thread is possible, in words."""
    rows = [one.get_network_display() for one in editor.form.channels if capabilities_of(one).threads]
    return " or ".join(dict.fromkeys(rows))


def _may_mark(editor: Editor) -> bool:
    return editor.post is not None and not permissions.refusal_to_mark_findings(editor.user, editor.service)


def _returned(editor: Editor) -> dict[str, str]:
    """The note with which the post came back."""
    if editor.post is None or editor.post.state != PostState.RETURNED:
        return {}
    review = editor.post.reviews.select_related("by").first()
    return {"returned_by": f"{review.by} returned it:", "returned_note": review.note} if review else {}


def _check_url(editor: Editor) -> str:
    address = reverse("posts:check", kwargs={"service": editor.service.slug})
    return f"{address}?post={editor.post.pk}" if editor.post else address


def _marks(editor: Editor) -> list[dict[str, str]]:
    rows = [("id_text", "text", None)]
    rows += [(f"id_{own_name(one)}", own_name(one), one.network) for one in editor.form.channels]
    return [
        {
            "target": target,
            "text": editor.value(name),
            "spans": json.dumps(showing.spans(editor.findings, network)),
        }
        for target, name, network in rows
    ]


def _fixes(editor: Editor) -> dict[str, list[dict[str, Any]]]:
    """For the script: which words a button replaces, in which text area."""
    fixes: dict[str, list[dict[str, Any]]] = {EVERY: []}
    for one in editor.replacements:
        fix = {"field": f"id_{one.field}", "start": one.start, "quote": one.old, "suggestion": one.new}
        fixes[EVERY].append(fix)
        of_key = fixes.setdefault(one.key, [])
        if not of_key or of_key[0]["start"] == one.start:
            of_key.append(fix)
    return fixes


def _undo_words(editor: Editor) -> str:
    """What the last press replaced, beside the button that takes it back."""
    if not editor.presses:
        return ""
    last = editor.presses[-1]
    return f"“{showing.shortened(last[0][2])}” was replaced." if len(last) == 1 else f"{len(last)} were replaced."


def _bar(editor: Editor, kept: set[str]) -> dict[str, Any]:
    """The bar at the foot: what is still to be done before the post can be submitted."""
    to_do = [{"text": _thing_to_do(one), "url": _place(one)} for one in editor.findings.blocking]
    to_do += [
        {"text": f"settle {_thing_to_do(one)}", "url": _place(one)}
        for one in editor.findings.warnings
        if one.key not in kept
    ]
    left = _gaps(editor)
    to_do += [{"text": f"fill in {gap}", "url": "#id_text"} for gap in left]
    if not editor.content.channels:
        to_do.append({"text": "choose a channel", "url": "#id_channels"})
    if editor.content.is_empty:
        to_do.append({"text": "write the text", "url": "#id_text"})
    refusal = permissions.refusal_to_write(editor.user, editor.service)
    things = "1 thing" if len(to_do) == 1 else f"{len(to_do)} things"
    is_waiting = editor.post is not None and editor.post.state not in (PostState.DRAFT, PostState.RETURNED)
    return {
        "off": bool(to_do or refusal),
        "shows_submit": not is_waiting,
        "title": f"Not ready to submit: {things} to do." if to_do else "",
        "text": refusal or ("" if to_do else _calm_words(is_waiting)),
        "links": to_do[:3],
        "more": max(0, len(to_do) - 3),
        "saved": f"Saved {editor.service.local(editor.post.edited_at):%H:%M}" if editor.post else "",
    }


def _gaps(editor: Editor) -> list[str]:
    return kinds.gaps_left([editor.content.text, *(one.text for one in editor.content.channels)])


def _calm_words(is_waiting: bool) -> str:
    if is_waiting:
        return "If you change what goes out, the post becomes a draft again and needs a new approval."
    return "Nothing stops this post."


def _approver(editor: Editor) -> str:
    """The one line manager's first name, where there is just one."""
    today = editor.service.today(editor.now)
    here = Membership.objects.filter(service=editor.service).holding(Role.LINE_MANAGER, today)
    people = list(here.exclude(user=editor.user).select_related("user")[:2])
    return people[0].user.first_name if len(people) == 1 else ""


def _chosen_channels(editor: Editor) -> list[Channel]:
    wanted = {one.channel_id for one in editor.content.channels}
    return [channel for channel in editor.form.channels if channel.pk in wanted]


def _place(finding: Finding) -> str:
    return "#findings" if finding.medium is None else "#pictures"


def _thing_to_do(finding: Finding) -> str:
    """The words that it is about, or its first sentence: what the bar has room for."""
    if quote := showing.short_quote(finding):
        return f"“{quote}”"
    first = finding.message.split(". ")[0].rstrip(".")
    return first if len(first) <= 70 else first[:69].rstrip() + "…"
