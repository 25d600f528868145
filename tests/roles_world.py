"""One row of everything in a service, for the table of addresses and roles."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Deputy, Invitation, Membership, Role, Service, User
from insights.models import EvidencePack, FigureImport, Report
from moderation.models import BulkAction, DataRequest, Gap, LegalHold, PurgeRun, SavedFilter, Watch
from policies import workflow
from posts.models import (
    Delivery,
    DeliveryState,
    NetworkChange,
    Note,
    Objective,
    PlanImport,
    PostTemplate,
    ServiceDate,
    ShortLink,
    Strategy,
)
from tests.factories.accounts import member
from tests.factories.channels import (
    AffiliatedAccountFactory,
    ChannelFactory,
    FollowingFactory,
    ProfileStandardFactory,
    RiskAssessmentFactory,
)
from tests.factories.intake import CommentImportFactory, ScreenshotFactory
from tests.factories.moderation import (
    AppealFactory,
    BlockFactory,
    CommentFactory,
    ComplaintFactory,
    HouseRuleFactory,
    IncidentFactory,
)
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    QuietPeriodFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    ReplyTemplateFactory,
    RuleExceptionFactory,
    ScenarioQuestionFactory,
    SectionFactory,
)
from tests.factories.posts import (
    CampaignFactory,
    ConsentFactory,
    MediaFactory,
    PostFactory,
    SeriesFactory,
    picture_bytes,
)


def build(service: Service, manager: User) -> SimpleNamespace:
    """The world's attributes are what an address takes: primary keys, and a figure's name."""
    colleague = member(service, Role.COORDINATOR, name="Dan Whitlock")
    invitation = Invitation.objects.create(
        service=service,
        email="new@example.org",
        name="New",
        roles=["viewer"],
        token_hash="0" * 64,
        invited_by=manager,
        expires_at=timezone.now() + dt.timedelta(days=1),
    )
    deputy = Deputy.objects.create(
        service=service,
        role=Role.SERVICE_MANAGER,
        stands_in_for=manager,
        deputy=member(service, Role.VIEWER),
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2020, 1, 2),
    )
    incident = IncidentFactory(service=service)
    comment = CommentFactory(service=service, grievance=True, incident=incident, escalated=True)
    in_force = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), in_force=True)
    section = SectionFactory(version=PolicyVersionFactory(policy=in_force.policy, minor=1))
    campaign = ReadingCampaignFactory(version=in_force)
    post = PostFactory(service=service, scheduled=True)
    channel = ChannelFactory(service=service, by_hand=True)
    delivery = Delivery.objects.create(
        post=post,
        channel=channel,
        revision=post.revision,
        digest=post.revision.digest,
        due_at=timezone.now(),
        state=DeliveryState.BY_HAND,
    )
    network_change = NetworkChange.objects.create(
        delivery=delivery, kind="remove", state="by_hand", reason="The room is wrong.", asked_by=colleague
    )
    ProfileStandardFactory(channel=channel, picture=ContentFile(picture_bytes(), name="logo.jpg"))
    date, kept_date = (
        ServiceDate.objects.create(
            service=service,
            name=name,
            starts_on=dt.date(2026, 11, 3),
            ends_on=dt.date(2026, 11, 3),
            made_by=colleague,
        )
        for name in ("Coffee morning", "Parents’ forum")
    )
    trial = PurgeRun.objects.create(service=service, is_trial=True, counts={"general": 1}, comments=[comment.pk])
    legal_hold = LegalHold.objects.create(
        service=service, incident=incident, reason="A claim", opened_by=manager, look_again_on=dt.date(2030, 1, 1)
    )
    data_request = DataRequest.objects.create(
        service=service,
        kind="access",
        authors=[[comment.channel_id, comment.author_handle]],
        asked_on=dt.date(2026, 11, 2),
        due_on=dt.date(2026, 12, 2),
        checked_how="From the account itself",
        opened_by=manager,
        file=ContentFile(b"PK", name="bundle.zip"),
    )
    gap = Gap.objects.create(
        service=service,
        channel=channel,
        from_at=timezone.now() - dt.timedelta(hours=2),
        until_at=timezone.now() - dt.timedelta(hours=1),
        reason="The network was away.",
    )
    watch = Watch.objects.create(
        service=service, channel=ChannelFactory(service=service, handle="@watched"), term="#SEND", made_by=manager
    )
    block = BlockFactory(service=service)
    report = Report.objects.create(
        service=service,
        every="month",
        first_on=dt.date(2026, 10, 1),
        last_on=dt.date(2026, 10, 31),
        content={"wrong": [], "areas": []},
    )
    return SimpleNamespace(
        block=block.pk,
        complaint=ComplaintFactory(incident=incident).pk,
        appeal=AppealFactory(comment=CommentFactory(service=service, hidden_at=timezone.now())).pk,
        block_appeal=AppealFactory(comment=None, block=block).pk,
        house_rule=HouseRuleFactory(service=service).pk,
        bulk_action=BulkAction.objects.create(
            service=service, by=manager, house_rule=HouseRuleFactory(service=service, name="No advertising")
        ).pk,
        gap=gap.pk,
        watch=watch.pk,
        trial=trial.pk,
        legal_hold=legal_hold.pk,
        data_request=data_request.pk,
        pack=EvidencePack.objects.create(
            service=service,
            kind="incident",
            thing_id=incident.pk,
            title="Incident",
            state="ready",
            sha256="0" * 64,
            asked_by=manager,
            file=ContentFile(b"PK", name="pack.zip"),
        ).pk,
        date=date.pk,
        kept_date=kept_date.pk,
        key_date="autism-day",
        affiliated=AffiliatedAccountFactory(service=service).pk,
        following=FollowingFactory(service=service).pk,
        assessment=RiskAssessmentFactory(channel=channel).pk,
        post=post.pk,
        objective=Objective.objects.create(
            strategy=Strategy.objects.create(channel=channel, changed_by=manager),
            measure=Objective.Measure.FOLLOWERS,
            target=500,
            starts_on=dt.date(2026, 1, 1),
            due_on=dt.date(2027, 1, 1),
        ).pk,
        network_change=network_change.pk,
        channel=channel.pk,
        delivery=delivery.pk,
        note=Note.objects.create(post=post, revision=post.revision, text="Is it staffed?", by=manager).pk,
        post_template=PostTemplate.objects.create(service=service, name="Drop-in", made_by=manager).pk,
        short_link=ShortLink.objects.create(
            service=service, code="h7kqx4", url="https://northshire-sendiass.example/guide", made_by=manager
        ).pk,
        media=MediaFactory(service=service).pk,
        video=MediaFactory(service=service, video=True).pk,
        consent=ConsentFactory(service=service).pk,
        service=service,
        policy=in_force.policy_id,
        version=section.version_id,
        version_before=in_force.pk,
        section=section.pk,
        template=ReplyTemplateFactory(section=section).pk,
        rule="shouting",
        campaign=campaign.pk,
        public_campaign=CampaignFactory(service=service).pk,
        plan_import=PlanImport.objects.create(
            service=service, by=colleague, rows=[{"number": 2, "values": {"title": "Drop-in", "text": "Come in."}}]
        ).pk,
        series=SeriesFactory(service=service, author=colleague).pk,
        training=ReadingCampaignFactory(service=service, training=True).pk,
        reading=ReadingFactory(campaign=campaign, user=colleague).pk,
        question=ScenarioQuestionFactory(section=section).pk,
        exception=RuleExceptionFactory(policy=in_force.policy, channel=channel).pk,
        quiet_period=QuietPeriodFactory(service=service, set_by=manager).pk,
        **{verb: verb for verb in workflow.MOVES},
        comment=ScreenshotFactory(comment=comment).comment.pk,
        comment_import=CommentImportFactory(service=service, by=manager).pk,
        incident=incident.pk,
        saved_filter=SavedFilter.objects.create(service=service, user=colleague, name="Spam", query="flag=spam").pk,
        figure="exposure",
        figure_area="comments",
        report=report.pk,
        figure_month="2026-10",
        figure_import=FigureImport.objects.create(
            service=service, by=colleague, file_name="figures.csv", heads=["Month"], cells=[["line 2", ["2026-10"]]]
        ).pk,
        invitation=invitation.pk,
        deputy=deputy.pk,
        membership=Membership.objects.get(user=colleague).pk,
    )
