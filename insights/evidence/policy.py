"""The pack of a policy: what policies hand over themselves (policies.evidence), as a folder, and its events."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from functools import cached_property

from django.db.models import QuerySet

from audit.kinds import Kind
from audit.models import Event
from insights.evidence import asking, chain
from insights.evidence.maker import Base, Json
from insights.evidence.writing import PIECE, Archive
from policies.evidence import pack as policies
from policies.evidence.chapters import Span
from policies.models import Policy, PolicyReview, PolicyVersion, ReadingCampaign, RuleException

FOLDER = "policy"


class Maker(Base):
    @cached_property
    def policy(self) -> Policy:
        return Policy.objects.of_service(self.service).select_related("service", "owner").get(pk=self.pack.thing_id)

    @cached_property
    def days(self) -> Span:
        """From its first event on, ten years at most."""
        last = self.service.today(self.pack.asked_at)
        first = self.chained().order_by("number").first()
        began = self.service.local(first.at).date() if first else last
        return Span.of(self.service, max(began, last - dt.timedelta(days=asking.LONGEST_DAYS)), last)

    def chained(self) -> QuerySet[Event]:
        of_it = {"policy": self.policy}
        return chain.about(
            self.service,
            {
                "policies.policy": [self.policy.pk],
                "policies.policyversion": PolicyVersion.objects.filter(**of_it).values_list("pk", flat=True),
                "policies.policyreview": PolicyReview.objects.filter(**of_it).values_list("pk", flat=True),
                "policies.ruleexception": RuleException.objects.filter(**of_it).values_list("pk", flat=True),
                "policies.readingcampaign": ReadingCampaign.objects.filter(version__policy=self.policy).values_list(
                    "pk", flat=True
                ),
            },
        )

    def total(self) -> int:
        return self.chained().count()

    def write(self, archive: Archive) -> Json:
        self._copy(archive)
        about = "Every event of the policy, its versions, reviews, readings and exceptions"
        archive.add_table(self.events(self.chained(), {}, about))
        in_force = self.policy.versions.in_force().first()
        return {
            "facts": [
                ("Looked after by", str(self.policy.owner)),
                ("In force", str(in_force) if in_force else "No version"),
                ("Next review", archive.shown(in_force.next_review_on) if in_force else ""),
            ],
            "documents": [
                (f"{FOLDER}/index.html", "The policy", "every version, what changed, approvals, readings, reviews")
            ],
        }

    def _copy(self, archive: Archive) -> None:
        """Its files one by one, so that they open without unpacking twice; its own manifest stays true."""
        asked = Event.objects.about(self.pack).filter(kind=Kind.EVIDENCE_ASKED).get()
        with tempfile.TemporaryFile() as file:
            for piece in policies.stream(policies.Pack(self.policy, self.days, asked)):
                file.write(piece)
                archive.tick(0)
            with zipfile.ZipFile(file) as inner:
                for info in inner.infolist():
                    with inner.open(info) as member:
                        pieces = iter(lambda member=member: member.read(PIECE), b"")
                        archive.add(f"{FOLDER}/{info.filename}", pieces, size=info.file_size)
