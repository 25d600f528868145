"""The pack of one post: every revision, decision and sending, what was said of it, and its events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from audit.models import Event
from insights.evidence import chain, telling
from insights.evidence.maker import Base, Json, plain, told_rows
from insights.evidence.writing import Archive, Table
from moderation.models import Comment
from posts.models import Post


class Maker(Base):
    def comments(self) -> QuerySet[Comment]:
        return self.reader.comments().filter(post=self.pack.thing_id)

    def chained(self) -> QuerySet[Event]:
        return chain.about(self.service, {"posts.post": [self.pack.thing_id]})

    def total(self) -> int:
        return self.comments().count() + self.chained().count()

    def write(self, archive: Archive) -> Json:
        row = telling.loaded_posts(Post.objects.of_service(self.service)).get(pk=self.pack.thing_id)
        told = telling.post(row)
        archive.add_page("post.html", "insights/evidence/pack/post.html", {"post": archive.for_people(told)})
        archive.add_json("data/post.json", told)
        for table in [*post_tables(told), self._corrections(row), self._comments()]:
            archive.add_table(table)
        archive.add_table(
            self.events(self.chained(), {}, "Every event of this post, as it stands in the service’s chain")
        )
        return {
            "facts": [
                ("State", told["state"]),
                ("Written by", told["author"]),
                ("Approved by", told["approved_by"] or "Nobody"),
                ("Published", archive.shown(told["published"]) or "Not published"),
            ],
            "documents": [("post.html", "The post", "every revision, decision and sending, to read")],
        }

    def _corrections(self, row: Post) -> Table:
        found = row.corrections.select_related("author").order_by("pk")
        cells = ((one.pk, one.title, one.get_state_display(), one.correction_reason, str(one.author)) for one in found)
        heads = ("Post", "Title", "State", "What was wrong", "Author")
        return Table("corrections", "Corrections", "Posts that correct this one", heads, plain(cells))

    def _comments(self) -> Table:
        rows = telling.in_chunks(self.comments())
        return Table(
            "comments",
            "Comments on it",
            "What people wrote below it, without who wrote it",
            telling.COMMENT_HEADS,
            told_rows(rows, telling.comment, telling.comment_cells),
            template="insights/evidence/pack/comments.html",
            for_page=telling.comment_page,
        )


def post_tables(told: Json) -> Iterator[Table]:
    """The parts of one told post as lists."""
    yield Table(
        "revisions",
        "Revisions",
        "Every text that the post ever had, with the digest that an approval holds for",
        ("Revision", "At", "By", "SHA-256", "Link", "Text"),
        plain(_each(told["revisions"], "number", "at", "by", "sha256", "link", "text")),
    )
    yield Table(
        "texts",
        "Texts by channel",
        "What each channel gets of each revision",
        ("Revision", "Channel", "Own text", "Warning", "Text"),
        plain(_parts(told["revisions"], "number", "channels", "channel", "own_text", "warning", "text")),
    )
    yield Table(
        "pictures",
        "Pictures",
        "Names, digests and the words for people who cannot see them; the files are not in the pack",
        ("Revision", "Name", "File", "Kind", "SHA-256", "Words", "Says nothing"),
        plain(_parts(told["revisions"], "number", "pictures", "name", "file", "kind", "sha256", "alt", "decorative")),
    )
    yield Table(
        "decisions",
        "Decisions",
        "Who approved or returned which digest, and when",
        telling.DECISION_HEADS,
        ((telling.decision_cells(told, one), one) for one in told["decisions"]),
    )
    yield Table(
        "findings",
        "Findings",
        "What the policy’s rules said at each decision, and the author’s reason where it was kept",
        ("Decided", "Revision", "Rule", "Severity", "Message", "Words", "Section", "Version", "Reason"),
        plain(_findings(told["decisions"])),
    )
    yield Table(
        "reasons",
        "Reasons",
        "Why the author kept what a rule warns of",
        ("Rule", "Words", "Reason", "By", "At"),
        plain(_each(told["reasons"], "rule", "words", "reason", "by", "at")),
    )
    yield Table(
        "deliveries",
        "Sendings",
        "What went where and when, and what became of it",
        telling.DELIVERY_HEADS,
        ((telling.delivery_cells(told, one), one) for one in told["deliveries"]),
    )
    yield Table(
        "attempts",
        "Attempts",
        "Each call to a network: on record before it, its outcome after it",
        ("Channel", "Attempt", "Part", "Began", "Ended", "Outcome", "Detail"),
        plain(
            _parts(told["deliveries"], "channel", "attempts", "number", "part", "began", "ended", "outcome", "detail")
        ),
    )
    yield Table(
        "changes",
        "Taken off and corrected",
        "What was taken off a network or corrected there, by whom and why",
        ("Channel", "What", "State", "Because", "Asked by", "Asked", "Done", "Done by"),
        plain(
            _parts(
                told["deliveries"],
                "channel",
                "changes",
                "what",
                "state",
                "because",
                "asked_by",
                "asked",
                "done",
                "done_by",
            )
        ),
    )


def _each(found: list[Json], *names: str) -> Iterator[tuple[Any, ...]]:
    for one in found:
        yield tuple(one[name] for name in names)


def _parts(found: list[Json], of: str, within: str, *names: str) -> Iterator[tuple[Any, ...]]:
    for one in found:
        for part in one[within]:
            yield (one[of], *(part[name] for name in names))


def _findings(decisions: list[Json]) -> Iterator[tuple[Any, ...]]:
    names = ("rule", "severity", "message", "quote", "section", "version", "reason")
    for decision in decisions:
        for found in decision["findings"]:
            yield (decision["at"], decision["revision"], *(found.get(name, "") for name in names))
