"""The editor over one post, saved or not: its forms, what is typed in them, and what the policy says to that.

The live check and the page (`editor_page.py`) are drawn from the same typed values, so that they say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import Service, User
from channels.networks import capabilities_of
from policies.rules.base import Finding, Findings
from posts import times
from posts.checking import checks, marks
from posts.content import MOST_CHARACTERS, ChannelText, Content
from posts.forms import PostForm, own_name, warning_name
from posts.models import Campaign, Post, PostKind, PostTemplate
from posts.services import StaleForm, Written
from posts.writing import cards, short_links, starting, threads, wording
from posts.writing.editor_pictures import Pictures

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
        wanted = self.replacements if key == EVERY else [one for one in self.replacements if one.key == key]
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
    def replacements(self) -> list[wording.Replacement]:
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
        for name in ("content", "findings", "leads_to", "replacements"):
            self.__dict__.pop(name, None)

    def _texts(self) -> list[tuple[str, str]]:
        names = ["text", *(own_name(channel) for channel in self.form.channels)]
        return [(name, self.value(name)) for name in names]

    def value(self, name: str) -> str:
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
            text=self.value("text").rstrip(),
            link=(link := self.value("link").strip()[:500]),
            link_title=self.value("link_title").strip()[:200] if link else "",
            link_description=self.value("link_description").strip()[:300] if link else "",
            channels=tuple(
                ChannelText(
                    channel_id=channel.pk,
                    network=channel.network,
                    text=self.value(own_name(channel)).rstrip(),
                    warning=self.value(warning_name(channel)).strip()[:120],
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

    @property
    def all_errors(self) -> list[Any]:
        """For the summary: what was refused, and what is wrong with a picture."""
        return [*self.errors, *self.pictures.form_errors()]


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
