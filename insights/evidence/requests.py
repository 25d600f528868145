"""The pack of a person's request: its own record, its clock, and what was handed out when. No words of anybody."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from audit.kinds import Kind
from audit.models import Event
from insights.evidence import chain
from insights.evidence.maker import Base, Json, plain
from insights.evidence.writing import Archive, Table
from moderation.keeping import data_requests
from moderation.models import DataRequest

HANDED = (Kind.DATA_REQUEST_MADE, Kind.DATA_REQUEST_DOWNLOADED)


class Maker(Base):
    @cached_property
    def request(self) -> DataRequest:
        rows = DataRequest.objects.of_service(self.service)
        rows = rows.select_related("service", "opened_by", "checked_by", "finished_by")
        return rows.get(pk=self.pack.thing_id)

    def chained(self) -> QuerySet[Event]:
        return chain.about(self.service, {"moderation.datarequest": [self.request.pk]})

    def total(self) -> int:
        return self.chained().count()

    def write(self, archive: Archive) -> Json:
        told = self._told()
        archive.add_json("data/request.json", told)
        for table in (self._accounts(), self._handed_out()):
            archive.add_table(table)
        archive.add_table(self.events(self.chained(), {}, "Every event of the request"))
        return {"facts": self._facts(archive, told), "documents": []}

    def _told(self) -> Json:
        one = self.request
        ended = one.finished_at
        return {
            "number": one.pk,
            "kind": one.get_kind_display(),
            "state": one.get_state_display(),
            "asked": one.asked_on,
            "due": one.due_on,
            "known_to_be_them": one.checked_how,
            "opened": one.opened_at,
            "opened_by": str(one.opened_by),
            "checked": one.checked_at,
            "checked_by": str(one.checked_by or ""),
            "comments_dealt_with": one.position,
            "comments_in_all": one.total,
            "covered_by_hand": len(one.choices.get("hide", [])),
            "kept_back": len(one.choices.get("back", {})),
            "grounds_for_keeping_back": sorted(set(one.choices.get("back", {}).values())),
            "put_together": one.made_at,
            "sha256": one.sha256,
            "outcome": one.outcome,
            "finished": ended,
            "finished_by": str(one.finished_by or ""),
            "in_time": None if ended is None else self.service.local(ended).date() <= one.due_on,
        }

    def _facts(self, archive: Archive, told: Json) -> list[tuple[str, str]]:
        words = {
            "kind": "What they ask for", "state": "State", "asked": "Asked on", "due": "Due on",
            "known_to_be_them": "How we know that it is them", "opened_by": "Opened by", "checked": "Checked",
            "checked_by": "Checked by", "kept_back": "Comments kept back", "outcome": "Outcome",
            "finished": "Finished", "finished_by": "Finished by", "in_time": "In time",
        }  # fmt: skip
        shown = ((words[name], archive.shown(told[name])) for name in words)
        return [(term, value) for term, value in shown if value]

    def _accounts(self) -> Table:
        found = data_requests.accounts(self.request)
        rows = ((str(one["channel"] or "A channel that is gone"), one["handle"], one["number"]) for one in found)
        heads = ("Channel", "Handle", "Comments")
        return Table("accounts", "Accounts", "The accounts that the person named", heads, plain(rows))

    def _handed_out(self) -> Table:
        heads = ("At", "Who", "What", "SHA-256")
        about = "Each time that their data was put together or taken, with the hash of the file"
        return Table("handed-out", "What was handed out", about, heads, plain(self._each_hand_out()))

    def _each_hand_out(self) -> Any:
        for event in self.chained().filter(kind__in=HANDED).order_by("number"):
            yield event.at, event.actor_label, chain.said(event), event.data.get("sha256", "")
