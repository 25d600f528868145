"""The review and reading page of a post: what goes out, what the policy says to it, who did what, what can be done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from policies.models import PolicyVersion
from policies.rules import CATALOGUE, Findings
from policies.services import kept_in_force, social_media
from posts import permissions, showing, times, workflow
from posts.checking import checks, marks
from posts.content import Content
from posts.forms import NoteForm, StaffNoteForm, TimeForm
from posts.models import (
    CampaignState,
    Delivery,
    DeliveryState,
    FindingMark,
    NetworkChange,
    Post,
    PostState,
    Review,
    RevisionChannel,
    RevisionMedia,
)
from posts.publishing import changes, corrections
from posts.reviewing import notes, noting
from posts.writing import repurposing, short_links
from posts.writing.editor_pictures import picture_rows

BACK = {"post.returned", "post.approval_voided", "post.failed", "post.expired", "post.held"}
GO = {"post.approved", "post.published"}
GONE_OUT = {PostState.PUBLISHED, PostState.PARTLY_PUBLISHED, PostState.REMOVED}
DONE = {
    "submit": "The post is submitted.",
    "return": "The post is returned. The author gets your note.",
    "withdraw": "The post is withdrawn. Nothing of it goes out.",
    "unschedule": "The post is off the schedule. It stays approved.",
    "remove": "The networks are asked to take it off. What one cannot do becomes a task for people.",
}


class ReadingPage:
    """One rendering of the page of a post out of `for_reading()`; `data` is what was sent with a button."""

    def __init__(self, post: Post, user: User, *, now: dt.datetime, data: QueryDict | None = None) -> None:
        self.post, self.user, self.now, self.data = post, user, now, data
        self.service = post.service
        self.errors: list[str] = []
        self.staff_note_form = StaffNoteForm()
        self.typed_answer: tuple[int, str] = (0, "")
        verb = self.verb
        self.note_form = NoteForm(data if verb in ("approve", "return") else None)
        proposed = {"on": post.publish_on, "at": post.publish_time}
        self.time_form = TimeForm(data if verb in ("schedule", "move") else None, initial=proposed)

    @property
    def verb(self) -> str:
        return next((verb for verb in workflow.MOVES if verb in (self.data or {}) and verb != "edit"), "")

    def move(self) -> str:
        """Make the move that the pressed button names; the sentence about it, or "" when the form is not complete."""
        post, by, now = self.post, self.user, self.now
        match self.verb:
            case "approve" | "return" if not self.note_form.is_valid():
                return ""
            case "schedule" | "move" if not self.time_form.is_valid():
                return ""
            case "approve":
                moved = workflow.approve(
                    post.pk,
                    by=by,
                    digest=self.data.get("digest", ""),
                    note=self.note_form.cleaned_data["note"],
                    and_schedule=True,
                    now=now,
                )
                return self._approved(moved)
            case "return":
                workflow.return_to_author(post.pk, by=by, note=self.note_form.cleaned_data["note"], now=now)
            case "schedule" | "move" as verb:
                typed = self.time_form.cleaned_data
                function = workflow.schedule if verb == "schedule" else workflow.move
                moved = function(post.pk, by=by, on=typed["on"], at=typed["at"], now=now)
                return self._timed(moved, times.read(typed["on"], typed["at"], self.service.zone).notice)
            case "submit" | "withdraw" | "unschedule" as verb:
                getattr(workflow, verb)(post.pk, by=by, now=now)
            case "remove":
                workflow.remove(post.pk, by=by, reason=self.data.get("reason", ""), now=now)
            case _:
                raise workflow.MoveRefused("Choose what to do with the post.")
        return DONE[self.verb]

    def _approved(self, post: Post) -> str:
        if post.state == PostState.SCHEDULED:
            return f"Approved. It goes out {times.words(post.publish_at, self.service.zone)}."
        if post.publish_at:
            return "Approved. Its time has passed, so it needs a new one before it goes out."
        return "Approved. It goes out once it has a time."

    def _timed(self, post: Post, notice: str) -> str:
        when = times.words(post.publish_at, self.service.zone)
        said = {
            PostState.SCHEDULED: f"It goes out {when}.",
            PostState.SUBMITTED: f"The time is {when} now. It waits for approval.",
        }.get(post.state, f"The time is {when} now.")
        return f"{said} {notice}".strip()

    def context(self) -> dict[str, Any]:
        """Everything that posts/post.html takes."""
        post, zone = self.post, self.service.zone
        prefetch_related_objects(
            [post.revision],
            Prefetch("revision_channels", RevisionChannel.objects.select_related("channel")),
            Prefetch("revision_media", RevisionMedia.objects.select_related("media")),
        )
        content = checks.content_of(post)
        version = social_media(kept_in_force(self.service))
        is_settled = post.state in GONE_OUT or post.state == PostState.WITHDRAWN
        findings = Findings() if is_settled else self._findings(content, version)
        reasons = {reason.key: reason for reason in post.reasons.select_related("by")}
        can = workflow.available(post, self.user, now=self.now)
        used = [(one.media, one.alt_text) for one in post.revision.revision_media.all()]
        channels = [one.channel for one in post.revision.revision_channels.all()]
        said = notes.of_post(post, content) if post.has_notes else []
        shown = showing.previews(
            content,
            channels,
            service=self.service,
            sub=times.words(post.publish_at, zone) if post.publish_at else "",
            pictures=picture_rows(self.service, used),
            findings=findings,
            notes=_marks_of(said),
            with_marks=post.state not in GONE_OUT,
        )
        kept = sum(finding.key in reasons for finding in findings.warnings)
        reviews = list(post.reviews.select_related("by", "revision"))
        family = repurposing.tree(post) if post.repurposed_from_id or post.has_repeats else []
        return {
            "post": post,
            "errors": self.errors,
            "note_form": self.note_form,
            "time_form": self.time_form,
            "can": {verb: not reason for verb, reason in can.items()},
            "why_not": {verb: reason for verb, reason in can.items() if reason},
            "may_submit": not can.get("submit", "-"),
            "previews": shown,
            "tabs": [
                {
                    **one,
                    "name": one["channel"].get_network_display(),
                    "url": f"#channel-{one['channel'].pk}",
                    "note": one["note"] if one["over"] else "own text" if one["has_own_text"] else "base text",
                }
                for one in shown
            ],
            "findings": showing.finding_rows(
                findings, service=self.service, version=version, reasons=reasons, marked=self._marked()
            )
            if not is_settled
            else [],
            "is_settled": is_settled,
            "exceptions_used": self._exceptions_used(),
            "tally": showing.tally(findings, kept),
            "blocking": len(findings.blocking),
            "review": reviews[0] if reviews else None,
            "approval": next(filter(_holds, reviews), None) if post.approved_digest else None,
            "facts": self._facts(version, findings),
            "head_facts": self._head_facts(),
            "history": self._history(),
            "deliveries": self._deliveries(),
            "bar": self._bar(can, len(shown), bool(findings.blocking), said),
            "next_waiting": {} if can.get("return", "-") else self._neighbours(),
            "notes": [self._note_row(one) for one in said],
            "open_notes": sum(one.note.settled_at is None for one in said),
            "staff_note_form": self.staff_note_form,
            "may_note": not notes.refusal_to_write(self.user, post),
            "handles": self._handles(said),
            "family": family,
            "reached": repurposing.reached(family) if family else [],
            "may_hand_over": not permissions.refusal_to_hand_over(self.user, self.service),
            "may_use_again": not repurposing.refusal_to_use_again(self.user, post),
            "may_keep_template": not permissions.refusal_to_keep_templates(self.user, self.service),
            "changed_since": self._changed_since(reviews),
            "correction": self._correction(),
            "list_url": reverse("posts:list", kwargs={"service": self.service.slug}),
        }

    def _findings(self, content: Content, version: PolicyVersion | None) -> Findings:
        """What the policy says now; what was said of a post that went out stands with its approval."""
        around = checks.Surroundings(self.service, self.now)
        around.version = version
        return checks.run(self.post, now=self.now, content=content, surroundings=around)

    def _marked(self) -> dict[str, FindingMark] | None:
        """Findings that are marked as wrong, for those who may mark them."""
        if permissions.refusal_to_mark_findings(self.user, self.service):
            return None
        return marks.of_post(self.post) if self.post.has_marks else {}

    def mark_finding(self) -> str:
        """Say that a finding is wrong, or take that back; the sentence about it. Raises MarkRefused."""
        if key := self.data.get("not_wrong"):
            marks.take_back(self.post.pk, key, by=self.user, now=self.now)
            return "The mark is taken back."
        around = checks.Surroundings(self.service, self.now)
        findings = checks.run(self.post, now=self.now, surroundings=around)
        found = marks.finding_with({one.key: one for one in findings}, self.data.get("wrong", ""))
        note = self.data.get(f"wrong-note-{found.key}", "")
        marks.mark_wrong(self.post.pk, found, by=self.user, version=around.version, note=note, now=self.now)
        return "Thank you. It is counted in the rule’s figures; the finding stays."

    def _exceptions_used(self) -> list[dict[str, Any]]:
        """The exceptions without which this post would have been stopped, as they stand now."""
        if not self.post.has_exceptions:
            return []
        uses = self.post.exception_uses.select_related("exception__channel", "exception__decided_by")
        rows = []
        for use in uses:
            one = use.exception
            title = CATALOGUE[one.rule].title if one.rule in CATALOGUE else one.rule
            ended = f", ended early on {self.service.local(one.ended_at):%-d %b %Y}" if one.ended_at else ""
            rows.append(
                {
                    "title": f"{title} on {one.channel}",
                    "reason": one.reason,
                    "facts": f"Granted by {one.decided_by} until {one.ends_on:%-d %b %Y}{ended}",
                    "quote": showing.shortened(use.quote),
                }
            )
        return rows

    def _head_facts(self) -> list[str]:
        post = self.post
        when = times.words(post.publish_at, self.service.zone) if post.publish_at else ""
        if post.state in GONE_OUT:
            went = post.published_at or post.publish_at
            first = f"Went out {times.words(went, self.service.zone)}" if went else ""
        else:
            first = f"Goes out {when}" if when else "No time yet"
            first = "Goes out as soon as it is approved" if post.corrects_id else first
        author = "you" if post.author_id == self.user.pk else str(post.author)
        return [first, f"by {author}", f"for {post.get_audience_display().lower()}", post.get_kind_display()]

    def _facts(self, version, findings) -> list[dict[str, str]]:
        post, zone = self.post, self.service.zone
        facts = []
        if post.state not in GONE_OUT and post.state != PostState.WITHDRAWN:
            stops = len(findings.blocking)
            said = "nothing stops it" if not stops else f"{stops} {'thing stops' if stops == 1 else 'things stop'} it"
            name = f"Policy {version.number}" if version else "No policy is in force: the standard rules"
            facts.append({"term": "Checked against", "value": f"{name}, now: {said}"})
        if post.approved_by:
            when = times.words(post.approved_at, zone) if post.approved_at else ""
            facts.append({"term": "Approved by", "value": f"{post.approved_by}, {when}".rstrip(", ")})
        if post.publish_at and post.state in (PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED):
            late = post.publish_at + dt.timedelta(minutes=post.late_limit_minutes)
            facts.append({"term": "Would be late after", "value": times.words(late, zone)})
        facts += self._belongs_to()
        facts += self._followed()
        if post.held_reason:
            is_draft = post.state in (PostState.DRAFT, PostState.RETURNED)
            facts.append({"term": "To decide" if is_draft else "Held back", "value": post.held_reason})
        if post.removal_reason:
            facts.append({"term": "Removed because", "value": post.removal_reason})
        if post.state == PostState.EXPIRED:
            facts.append({"term": "Why it did not go out", "value": "It was too late. Give it a new time."})
        return facts

    def _belongs_to(self) -> list[dict[str, str]]:
        """The campaign and the series that it is part of, with their pages."""
        post, facts = self.post, []
        slug = self.service.slug
        if post.campaign:
            url = reverse("posts:campaign", kwargs={"service": slug, "campaign_id": post.campaign_id})
            has_leave = post.campaign.state == CampaignState.APPROVED
            name = post.campaign.name if has_leave else f"{post.campaign.name} ({post.campaign.get_state_display()})"
            facts.append({"term": "Campaign", "value": name, "url": url})
        if post.series:
            url = reverse("posts:one_series", kwargs={"service": slug, "series_id": post.series_id})
            facts.append({"term": "Series", "value": post.series.name, "url": url})
        return facts

    def _followed(self) -> list[dict[str, str]]:
        """How often its short link was followed, where it has one."""
        link = short_links.of_address(self.service, self.post.revision.link)
        if link is None:
            return []
        visits = short_links.visits_of(link)
        said = f"Followed about {visits:,} time{'' if visits == 1 else 's'}" if visits else "Not followed yet"
        url = reverse("links:link", kwargs={"service": self.service.slug, "link_id": link.pk})
        return [{"term": "Short link", "value": said, "url": url}]

    def _history(self) -> list[dict[str, Any]]:
        events = Event.objects.of_service(self.service).about(self.post).reverse().select_related("actor")[:60]
        return [
            {
                "text": event.sentence,
                "when": event.at,
                "kind": "back" if event.kind in BACK else "go" if event.kind in GO else "",
                "note": event.data.get("note", "") if event.kind == "post.approved" else "",
            }
            for event in events
        ]

    def _correction(self) -> dict[str, Any]:
        """What this post corrects, what corrects it, and whether somebody may begin to."""
        post = self.post
        found = post.corrections.order_by("-created_at").exclude(state=PostState.WITHDRAWN)
        corrected = list(found) if post.has_corrections else []
        is_out = post.state in corrections.CORRECTABLE and not post.corrects_id
        open_one = next((one for one in corrected if one.state not in corrections.ENDED), None) if is_out else None
        return {
            "corrects": post.corrects_id,
            "corrects_url": self._page_of(post.corrects_id) if post.corrects_id else "",
            "corrected_by": [
                {"reason": one.correction_reason, "at": one.published_at, "url": self._page_of(one.pk)}
                for one in corrected
                if one.published_at and one.state in corrections.CORRECTABLE
            ],
            "open": open_one,
            "may_begin": is_out and not open_one and not corrections.refusal_beside_open(post, self.user),
        }

    def _page_of(self, post_id: int) -> str:
        return reverse("posts:post", kwargs={"service": self.service.slug, "post_id": post_id})

    def _deliveries(self) -> list[dict[str, Any]]:
        if not self.post.has_deliveries:
            return []
        rows = Delivery.objects.select_related("channel").prefetch_related("changes")
        prefetch_related_objects([self.post], Prefetch("deliveries", rows))
        found = []
        for one in self.post.deliveries.all():
            if one.state == DeliveryState.CANCELLED:
                continue
            asks = one.state in (DeliveryState.UNKNOWN, DeliveryState.BY_HAND, DeliveryState.FAILED)
            state, label = one.state, one.get_state_display()
            if one.removed_at:
                state, label = "removed", "Removed"
            elif change := next((c for c in one.changes.all() if c.state in changes.OPEN), None):
                by_hand = change.state == NetworkChange.State.BY_HAND
                what = "take off" if change.kind == NetworkChange.Kind.REMOVE else "correct"
                state = "by_hand" if by_hand else "sending"
                label = f"To {what} by hand" if by_hand else f"Asked to {what}"
            found.append(
                {
                    "channel": one.channel,
                    "state": state,
                    "label": label,
                    "when": one.removed_at or one.sent_at or one.due_at,
                    "url": "" if one.removed_at else one.remote_url,
                    "page": reverse("posts:delivery", kwargs={"service": self.service.slug, "delivery_id": one.pk}),
                    "asks": {"unknown": "Look and say", "by_hand": "Put it out", "failed": "See why"}.get(
                        one.state, ""
                    ),
                    "error": one.error if asks else "",
                }
            )
        return found

    def _note_row(self, one: notes.Shown) -> dict[str, Any]:
        about, text = self.typed_answer
        return {
            "number": one.number,
            "note": one.note,
            "replies": one.replies,
            "quote": one.note.quote,
            "changed": one.changed,
            "typed": text if about == one.note.pk else "",
            "may_reopen": not self.post.approved_digest,
        }

    def _handles(self, said: list[notes.Shown]) -> list[str]:
        """How colleagues are named in a note, where one can be written."""
        if notes.refusal_to_write(self.user, self.post):
            return []
        return noting.handles(str(user) for user in notes.people_of(self.service) if user.pk != self.user.pk)

    def next_after_decision(self) -> int | None:
        """The post that waits next, once this one is decided; somebody else's, that this person may approve."""
        rows = Post.objects.of_service(self.service).approval_queue().exclude(pk=self.post.pk)
        rows = rows.exclude(author=self.user).exclude(revision__by=self.user)
        return rows.values_list("pk", flat=True).first()

    def _neighbours(self) -> dict[str, Any]:
        """The posts that wait for approval beside this one, for a person who goes through them."""
        if self.post.state != PostState.SUBMITTED:
            return {}
        queue = list(Post.objects.of_service(self.service).approval_queue().values_list("pk", flat=True))
        at = queue.index(self.post.pk) if self.post.pk in queue else 0
        return {
            "number": at + 1,
            "count": len(queue),
            "before": queue[at - 1] if at else None,
            "after": queue[at + 1] if at + 1 < len(queue) else None,
        }

    def _changed_since(self, reviews: list[Review]) -> int | None:
        """The revision that was returned last, when the text was changed after it."""
        last = next((review for review in reviews if review.decision == Review.Decision.RETURNED), None)
        if last is None or last.revision_id == self.post.revision_id:
            return None
        return last.revision.number

    def _bar(
        self, can: dict[str, str], channels: int, is_blocked: bool, said: list[notes.Shown]
    ) -> dict[str, Any] | None:
        """The decision, always in reach; None where there is none to make."""
        if "approve" not in can:
            return None
        reason = can["approve"] or ("The policy stops this post, so it can only be returned." if is_blocked else "")
        reason = reason or notes.open_in_words(sum(one.note.settled_at is None for one in said))
        where = "1 channel" if channels == 1 else f"{channels} channels"
        is_ahead = self.post.publish_at is not None and self.post.publish_at > self.now
        if reason:
            text = reason
        elif self.post.corrects_id:
            text = f"You approve exactly this text on {where}. It takes the place of what is out at once."
        elif is_ahead:
            when = times.words(self.post.publish_at, self.service.zone)
            text = f"You approve exactly this text on {where}, for {when}. If a word changes, it comes back."
        else:
            text = f"You approve exactly this text on {where}. If a word changes, it comes back."
        return {
            "off": bool(reason),
            "text": text,
            "label": "Approve and schedule" if is_ahead else "Approve post",
            "may_return": not can["return"],
            "is_own": permissions.is_own_post(self.user, self.post),
        }


def _holds(review: Review) -> bool:
    return review.decision == Review.Decision.APPROVED and review.voided_at is None


def _marks_of(said: list[notes.Shown]) -> dict[int | None, list[showing.Numbered]]:
    """Where open notes stand, by the channel whose own text it is."""
    marked: dict[int | None, list[showing.Numbered]] = {}
    for one in said:
        if one.place and one.note.settled_at is None:
            marked.setdefault(one.note.channel_id, []).append((*one.place, "note", one.number))
    return marked
