"""The editor over one post, saved or not: its forms, what is typed in them, and what the policy says to that.

The live check and the page are drawn from the same typed values, so that they say the same.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from accounts.models import Membership, Role, Service, User
from channels.models import Channel
from channels.networks import capabilities_of
from policies.rules.base import Finding, Findings
from posts import permissions, showing, times
from posts.checking import checks, marks
from posts.content import MOST_CHARACTERS, ChannelText, Content
from posts.forms import PostForm, own_name, warning_name
from posts.models import Campaign, FindingMark, Media, Post, PostKind, PostState, PostTemplate
from posts.reviewing import notes
from posts.services import StaleForm, Written
from posts.writing import cards, kinds, short_links, starting, threads, wording
from posts.writing.editor_pictures import Pictures, proof

REASON = "reason-"
EVERY = "all"
"""The button that uses every suggestion."""


class Editor:
    """One rendering of the editor. `data` is what was typed; without it the post's saved content is shown."""

    def __init__(
        self,
        service: Service,
        user: User,
        post: Post | None = None,
        *,
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
        template: PostTemplate | None = None,
        now: dt.datetime,
    ) -> None:
        self.service, self.user, self.post, self.now = service, user, post, now
        self.data = data
        self.version = post.version if post else 0
        self.errors: list[str] = []
        self.notice = ""
        self.template = template if data is None else starting.template_of(service, data.get("template", ""))
        self.card_note = ""
        self.link_note = ""
        self.is_card_awaited = False
        self.newer: Post | None = None
        self.presses = wording.read_undo(data.get("replaced", "")) if data is not None else []
        saved = _initial_of(post) if post and data is None else {"kind": PostKind.TEXT}
        self.form = PostForm(data, service=service, post=post, initial={**saved, **(initial or {})})
        if post is None and data is None:
            self.form.initial.setdefault("channels", [channel.pk for channel in self.form.channels])
        self.pictures = Pictures(service, user, post, data)

    # What is typed

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.pictures.is_valid()])

    def written(self) -> Written:
        """What a valid editor hands to services."""
        values = self.form.cleaned_data
        return Written(
            title=values["title"],
            text=values["text"],
            kind=values["kind"],
            audience=values["audience"],
            link=values["link"],
            link_title=values["link_title"],
            link_description=values["link_description"],
            channels=list(values["channels"]),
            own_texts=self.form.own_texts(),
            warnings=self.form.warnings(),
            pictures=self.pictures.written(),
            decorative=self.pictures.decorative(),
            campaign=values["campaign"],
            publish_on=values["publish_on"],
            publish_time=values["publish_time"],
            story_consent=values["story_consent"],
            reasons=self.typed_reasons,
        )

    def press_picture(self, files: Any) -> bool:
        """Do what a button of the pictures says; False when none was pressed."""
        done = self.pictures.press(files)
        self.errors += self.pictures.errors
        self.notice = self.pictures.notice or self.notice
        return done

    def use_suggestion(self, key: str) -> None:
        """Put a finding's suggestion in the place of its words, in what is typed; "all" takes every one. Nothing is
        saved by it, and one press undoes it."""
        wanted = self._replacements if key == EVERY else [one for one in self._replacements if one.key == key]
        if wanted and key != EVERY:  # the same words elsewhere in the text have a press of their own
            wanted = [one for one in wanted if one.start == wanted[0].start]
        texts, done = wording.replace(dict(self._texts()), wanted)
        if not done:
            self.errors.append("These words have changed since the check, so nothing was replaced.")
            return
        self.presses = [*self.presses, done]
        self._write(texts)
        what = f"“{done[0][2]}” is replaced" if len(done) == 1 else f"{len(done)} wordings are replaced"
        self.notice = f"{what}. It is saved when you save the draft."

    def undo_suggestion(self) -> None:
        """Take the last replacement back, in what is typed."""
        if not self.presses:
            self.errors.append("There is nothing to undo.")
            return
        texts, is_whole = wording.undo(dict(self._texts()), self.presses[-1])
        self.presses = self.presses[:-1]
        self._write(texts)
        if is_whole:
            self.notice = "Your own words are back. It is saved when you save the draft."
        else:
            self.errors.append("The text has changed since, so not every word could be put back.")

    def _write(self, texts: Mapping[str, str]) -> None:
        self.data = self.data.copy()
        for name, text in texts.items():
            self.data[name] = text
        self._forget_what_was_typed()

    @cached_property
    def _replacements(self) -> list[wording.Replacement]:
        """Every better wording that there is, and where it goes: in the base text, or in the network's own texts."""
        texts = dict(self._texts())
        found = []
        for finding in self.findings:
            if finding.suggestion is None or finding.span is None:
                continue
            start, end = finding.span
            for name in self._names_of(finding):
                if texts[name][start:end] == finding.quote:
                    words = {"start": start, "old": finding.quote, "new": finding.suggestion}
                    found.append(wording.Replacement(key=finding.key, field=name, **words))
        return found

    def _names_of(self, finding: Finding) -> list[str]:
        if finding.channel is None:
            return ["text"]
        return [own_name(channel) for channel in self.form.channels if channel.network == finding.channel]

    def make_thread(self, name: str) -> None:
        """Part a text so that each post fits where it goes as a thread, in what is typed; one press undoes it."""
        texts = dict(self._texts())
        networks = self._thread_networks(name)
        if name not in texts or not networks:
            self.errors.append("Choose a channel that takes threads first. Elsewhere the text goes out in one post.")
            return
        numbered = bool(self.form["numbered"].value())
        link = self.content.link
        try:
            made = threads.split(texts[name], networks, link=link, numbered=numbered)
        except threads.TooLongForThread as refused:
            self.errors.append({"text": str(refused), "url": f"#id_{name}"})
            return
        if made == texts[name]:
            self.notice = "Nothing to part: each post fits already."
            return
        self.presses = [*self.presses, [[name, 0, texts[name], made]]]
        self._write({name: made})
        self.notice = f"It is {len(threads.parts(made))} posts now. It is saved when you save the draft."

    def _thread_networks(self, name: str) -> list[str]:
        """The networks of chosen channels that get this text as a thread."""
        own = {own_name(channel): channel.pk for channel in self.form.channels}
        if name in own:
            here = [one for one in self.content.channels if one.channel_id == own[name]]
        else:
            here = [one for one in self.content.channels if not one.text]
        return list(dict.fromkeys(one.network for one in here if one.takes_threads))

    def _open_notes(self) -> list[notes.Shown]:
        """What colleagues said and is not settled; where its words stand in what is typed."""
        if self.post is None or not getattr(self.post, "has_notes", True):
            return []
        return [one for one in notes.of_post(self.post, self.content) if one.note.settled_at is None]

    def _marked(self) -> dict[str, FindingMark]:
        if self.data is None and not getattr(self.post, "has_marks", True):
            return {}  # read with the post; a button may have marked one since
        return marks.of_post(self.post)

    def _thread_names(self) -> str:
        """The networks of the service on which a thread is possible, in words."""
        rows = [one.get_network_display() for one in self.form.channels if capabilities_of(one).threads]
        return " or ".join(dict.fromkeys(rows))

    def fetch_card(self) -> None:
        """Put what the link's page calls itself into the fields of the card, as soon as a worker has read it."""
        link = self.leads_to or self.content.link
        known = cards.find(self.service, link)
        if known and known.card_read_at and self.now - known.card_read_at < cards.KEEPS and not known.card_title:
            self.card_note = "The page names no title, or did not answer. Type the title yourself."
            return
        try:
            check = cards.ask(self.service, link, self.now)
        except cards.CardRefused as refused:
            self.card_note = str(refused)
            return
        if not check.card_title or not check.card_read_at:
            self.is_card_awaited = cards.is_waiting(check, self.now)
            self.card_note = (
                "The page is being read. Press the button again in a few seconds, if nothing appears."
                if self.is_card_awaited
                else "Nobody reads pages at the moment. Type the title yourself."
            )
            return
        self._write({"link_title": check.card_title, "link_description": check.card_description})
        self.card_note = "Taken from the page. Change it if it could be said more clearly."

    @cached_property
    def leads_to(self) -> str:
        """Where the link leads, when it is a short one of our own; "" of any other."""
        link = self.content.link
        return short_links.targets([link])[link] if short_links.code_in(link) else ""

    def shorten_link(self) -> None:
        """Put a short address of our own in the place of the typed link, in what is typed."""
        title = str(self.form["title"].value() or "")
        try:
            made = short_links.make(
                service=self.service, by=self.user, url=self.content.link, title=title, now=self.now
            )
        except short_links.LinkRefused as refused:
            self.link_note = str(refused)
            return
        self._write({"link": short_links.address(made.code)})
        self.link_note = "This is the short link. It is saved when you save the draft."

    def lengthen_link(self) -> None:
        """Put the address that a short link leads to in its place, in what is typed."""
        if not self.leads_to:
            self.link_note = "This is no short link that leads anywhere."
            return
        self._write({"link": self.leads_to})
        self.link_note = "The whole address is back. It is saved when you save the draft."

    def mark_finding(self, *, note: str) -> None:
        """Say that a finding is wrong, or take that back, as the pressed button says. Raises MarkRefused."""
        if self.post is None:
            raise marks.MarkRefused("Save the draft first; then you can mark what is wrong.")
        if key := self.data.get("not_wrong"):
            marks.take_back(self.post.pk, key, by=self.user, now=self.now)
            self.notice = "The mark is taken back."
            return
        found = marks.finding_with({one.key: one for one in self.findings}, self.data.get("wrong", ""))
        marks.mark_wrong(self.post.pk, found, by=self.user, version=self.surroundings.version, note=note, now=self.now)
        self.notice = "Thank you. It is counted in the rule’s figures; the finding stays."

    def _forget_what_was_typed(self) -> None:
        self.form = PostForm(self.data, service=self.service, post=self.post)
        for name in ("content", "findings", "leads_to", "_replacements"):
            self.__dict__.pop(name, None)

    def _texts(self) -> list[tuple[str, str]]:
        names = ["text", *(own_name(channel) for channel in self.form.channels)]
        return [(name, self._value(name)) for name in names]

    def _value(self, name: str) -> str:
        """A text as it stands in the form, with line ends as one character; never longer than what is kept."""
        typed = (self.form[name].value() or "") if name in self.form.fields else ""
        return str(typed).replace("\r\n", "\n").replace("\r", "\n")[:MOST_CHARACTERS]

    @cached_property
    def typed_reasons(self) -> dict[str, str]:
        """Reasons by finding: the saved ones, and over them what is typed now."""
        saved = {key: reason.text for key, reason in checks.reasons_of(self.post).items()} if self.post else {}
        if self.data is None:
            return saved
        typed = {name.removeprefix(REASON): value for name, value in self.data.items() if name.startswith(REASON)}
        return saved | {key: text for key, text in typed.items() if len(key) == 16}

    @cached_property
    def reading(self) -> times.Reading | None:
        """The proposed time, however far the typing has come."""
        on, at = (self.form[name].value() for name in ("publish_on", "publish_time"))
        fields = self.form.fields
        try:
            on, at = fields["publish_on"].clean(on), fields["publish_time"].clean(at)
            return times.read(on, at, self.service.zone) if on and at else None
        except (ValidationError, times.TimeRefused):  # half typed, or refused: the save says so
            return None

    @cached_property
    def campaign(self) -> Campaign | None:
        """The chosen campaign, however far the choosing has come."""
        try:
            return self.form.fields["campaign"].clean(self.form["campaign"].value())
        except ValidationError:  # another service's, or gone: the save says so
            return None

    @cached_property
    def content(self) -> Content:
        """What would go out, as typed now; never refuses anything."""
        wanted = {str(pk) for pk in self.form["channels"].value() or []}
        return Content(
            text=self._value("text").rstrip(),
            link=(link := self._value("link").strip()[:500]),
            link_title=self._value("link_title").strip()[:200] if link else "",
            link_description=self._value("link_description").strip()[:300] if link else "",
            channels=tuple(
                ChannelText(
                    channel_id=channel.pk,
                    network=channel.network,
                    text=self._value(own_name(channel)).rstrip(),
                    warning=self._value(warning_name(channel)).strip()[:120],
                    takes_threads=capabilities_of(channel).threads,
                )
                for channel in self.form.channels
                if str(channel.pk) in wanted
            ),
            pictures=self.pictures.as_content(),
        )

    @cached_property
    def surroundings(self) -> checks.Surroundings:
        return checks.Surroundings(self.service, self.now)

    @cached_property
    def findings(self) -> Findings:
        return checks.run_on(
            self.service,
            self.content,
            kind=str(self.form["kind"].value() or ""),
            audience=str(self.form["audience"].value() or ""),
            publish_at=self.reading.at if self.reading else None,
            time_zone=self.service.time_zone,
            story_consent=bool(self.form["story_consent"].value()),
            campaign=self.campaign,
            but_not=checks.not_repeated_by(self.post) if self.post else (),
            now=self.now,
            surroundings=self.surroundings,
        )

    @property
    def saved_notice(self) -> str:
        """What to say of the time that was saved: an hour that comes twice."""
        return self.reading.notice if self.reading else ""

    def show_newer(self, stale: StaleForm) -> None:
        """Show what somebody else saved beside what is typed; the next save is over that."""
        self.errors.append(str(stale))
        self.newer, self.version = stale.post, stale.post.version

    # What is shown

    def context(self) -> dict[str, Any]:
        """Everything that posts/edit.html and posts/_findings.html take."""
        kept = {key for key, text in self.typed_reasons.items() if text.strip()}
        kept_count = sum(finding.key in kept for finding in self.findings.warnings)
        shown = showing.previews(
            self.content,
            self.form.channels,
            service=self.service,
            sub=times.words(self.reading.at, self.service.zone) if self.reading else "",
            pictures=picture_rows(self.service, [(one.instance, one["alt"].value()) for one in self.pictures.forms]),
        )
        by_channel = {one["channel"].pk: one for one in shown}
        prompt = kinds.prompt_of(str(self.form["kind"].value() or ""))
        return {
            "editor": self,
            "form": self.form,
            "post": self.post,
            **self.pictures.context(self._chosen_channels(), self.now),
            "policy_version": self.surroundings.version,
            "findings": showing.finding_rows(
                self.findings,
                service=self.service,
                version=self.surroundings.version,
                typed_reasons=self.typed_reasons,
                for_author=True,
                marked=self._marked() if self._may_mark() else None,
            ),
            "suggestions": len(self._replacements),
            "undo": wording.write_undo(self.presses),
            "undo_words": self._undo_words(),
            "tally": showing.tally(self.findings, kept_count),
            "marks": self._marks(),
            "fixes": json.dumps(self._fixes()),
            "segments": showing.segments(self._value("text"), showing.spans(self.findings, None)),
            "words": len(self.content.text.split()),
            "gap_words": kinds.gaps_in_words(self._gaps()),
            "prompt": prompt,
            "for_audience": kinds.FOR_AUDIENCE.get(str(self.form["audience"].value() or ""), ()),
            "source": self.post.repurposed_from if self.post else None,
            "template": self.template,
            "content": self.content,
            "card_url": reverse("posts:card", kwargs={"service": self.service.slug}),
            "open_notes": self._open_notes(),
            "takes_threads": self._thread_names(),
            "channel_bodies": [
                {
                    "channel": channel,
                    "field": self.form[own_name(channel)],
                    "value": self._value(own_name(channel)),
                    "warning": self.form[warning_name(channel)] if warning_name(channel) in self.form.fields else None,
                    "takes_threads": capabilities_of(channel).threads,
                    "segments": showing.segments(
                        self._value(own_name(channel)), showing.spans(self.findings, channel.network)
                    ),
                    "preview": by_channel.get(channel.pk),
                }
                for channel in self.form.channels
            ],
            "tabs": [
                {**one, "name": one["channel"].get_network_display(), "url": f"#channel-{one['channel'].pk}"}
                for one in shown
            ],
            "bar": self._bar(kept),
            "reading": self.reading,
            "approver": self._approver(),
            **self._returned(),
            "check_url": self._check_url(),
        }

    @property
    def all_errors(self) -> list[Any]:
        """For the summary: what was refused, and what is wrong with a picture."""
        return [*self.errors, *self.pictures.form_errors()]

    def _may_mark(self) -> bool:
        return self.post is not None and not permissions.refusal_to_mark_findings(self.user, self.service)

    def _returned(self) -> dict[str, str]:
        """The note with which the post came back."""
        if self.post is None or self.post.state != PostState.RETURNED:
            return {}
        review = self.post.reviews.select_related("by").first()
        return {"returned_by": f"{review.by} returned it:", "returned_note": review.note} if review else {}

    def _check_url(self) -> str:
        address = reverse("posts:check", kwargs={"service": self.service.slug})
        return f"{address}?post={self.post.pk}" if self.post else address

    def _marks(self) -> list[dict[str, str]]:
        rows = [("id_text", "text", None)]
        rows += [(f"id_{own_name(one)}", own_name(one), one.network) for one in self.form.channels]
        return [
            {
                "target": target,
                "text": self._value(name),
                "spans": json.dumps(showing.spans(self.findings, network)),
            }
            for target, name, network in rows
        ]

    def _fixes(self) -> dict[str, list[dict[str, Any]]]:
        """For the script: which words a button replaces, in which text area."""
        fixes: dict[str, list[dict[str, Any]]] = {EVERY: []}
        for one in self._replacements:
            fix = {"field": f"id_{one.field}", "start": one.start, "quote": one.old, "suggestion": one.new}
            fixes[EVERY].append(fix)
            of_key = fixes.setdefault(one.key, [])
            if not of_key or of_key[0]["start"] == one.start:
                of_key.append(fix)
        return fixes

    def _undo_words(self) -> str:
        """What the last press replaced, beside the button that takes it back."""
        if not self.presses:
            return ""
        last = self.presses[-1]
        return f"“{showing.shortened(last[0][2])}” was replaced." if len(last) == 1 else f"{len(last)} were replaced."

    def _bar(self, kept: set[str]) -> dict[str, Any]:
        """The bar at the foot: what is still to be done before the post can be submitted."""
        to_do = [{"text": _thing_to_do(one), "url": _place(one)} for one in self.findings.blocking]
        to_do += [
            {"text": f"settle {_thing_to_do(one)}", "url": _place(one)}
            for one in self.findings.warnings
            if one.key not in kept
        ]
        left = self._gaps()
        to_do += [{"text": f"fill in {gap}", "url": "#id_text"} for gap in left]
        if not self.content.channels:
            to_do.append({"text": "choose a channel", "url": "#id_channels"})
        if self.content.is_empty:
            to_do.append({"text": "write the text", "url": "#id_text"})
        refusal = permissions.refusal_to_write(self.user, self.service)
        things = "1 thing" if len(to_do) == 1 else f"{len(to_do)} things"
        is_waiting = self.post is not None and self.post.state not in (PostState.DRAFT, PostState.RETURNED)
        return {
            "off": bool(to_do or refusal),
            "shows_submit": not is_waiting,
            "title": f"Not ready to submit: {things} to do." if to_do else "",
            "text": refusal or ("" if to_do else self._calm_words(is_waiting)),
            "links": to_do[:3],
            "more": max(0, len(to_do) - 3),
            "saved": f"Saved {self.service.local(self.post.edited_at):%H:%M}" if self.post else "",
        }

    def _gaps(self) -> list[str]:
        return kinds.gaps_left([self.content.text, *(one.text for one in self.content.channels)])

    def _calm_words(self, is_waiting: bool) -> str:
        if is_waiting:
            return "If you change what goes out, the post becomes a draft again and needs a new approval."
        return "Nothing stops this post."

    def _approver(self) -> str:
        """The one line manager's first name, where there is just one."""
        today = self.service.today(self.now)
        here = Membership.objects.filter(service=self.service).holding(Role.LINE_MANAGER, today)
        people = list(here.exclude(user=self.user).select_related("user")[:2])
        return people[0].user.first_name if len(people) == 1 else ""

    def _chosen_channels(self) -> list[Channel]:
        wanted = {one.channel_id for one in self.content.channels}
        return [channel for channel in self.form.channels if channel.pk in wanted]


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


def _initial_of(post: Post) -> dict[str, Any]:
    chosen = list(post.revision.revision_channels.all())
    values = {
        "title": post.title,
        "kind": post.kind,
        "audience": post.audience,
        "text": post.revision.text,
        "link": post.revision.link,
        "link_title": post.revision.link_title,
        "link_description": post.revision.link_description,
        "channels": [one.channel_id for one in chosen],
        "campaign": post.campaign_id,
        "publish_on": post.publish_on,
        "publish_time": post.publish_time,
        "story_consent": post.story_consent,
    }
    values |= {f"own-{one.channel_id}": one.text for one in chosen}
    return values | {f"warning-{one.channel_id}": one.warning for one in chosen}


def _place(finding: Finding) -> str:
    return "#findings" if finding.medium is None else "#pictures"


def _thing_to_do(finding: Finding) -> str:
    """The words that it is about, or its first sentence: what the bar has room for."""
    if quote := showing.short_quote(finding):
        return f"“{quote}”"
    first = finding.message.split(". ")[0].rstrip(".")
    return first if len(first) <= 70 else first[:69].rstrip() + "…"
