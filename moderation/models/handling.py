"""What is done about comments: steps, incidents with their complaints, escalations, hiding, blocking, appeals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from accounts.querysets import OfService
from moderation.classify.labels import Category
from moderation.models.comments import CATEGORY_CHOICES, Capture, Comment


def decided_on() -> models.ForeignKey:
    """The column for what a decision stood on: a section belongs to one version, and is frozen with it."""
    return models.ForeignKey(
        "policies.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of the policy that was in force then; empty: none is on record.",
    )


class Incident(models.Model):
    """Repeats of one grievance or case by one author, or of one matter by several; at most one public post of ours
    answers it."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="incidents")
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES, default=Category.GRIEVANCE)
    title = models.CharField(max_length=120)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    author_handle = models.CharField(max_length=120, blank=True, help_text="Empty: one matter, of several writers.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    public_post = models.OneToOneField(
        "posts.Post", models.PROTECT, null=True, blank=True, related_name="answers_incident"
    )

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "author_handle", "category"],
                condition=Q(closed_at=None) & ~Q(author_handle=""),
                name="incident_one_open_per_author",
            )
        ]

    def __str__(self) -> str:
        return f"Incident {self.pk}"


class Complaint(models.Model):
    """A complaint under the procedure that an incident led to: one row a stage, with the dates it has to keep."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Upheld"
        PARTLY_UPHELD = "partly_upheld", "Partly upheld"
        NOT_UPHELD = "not_upheld", "Not upheld"
        WITHDRAWN = "withdrawn", "Withdrawn by the complainant"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="complaints")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="complaints")
    number = models.CharField(max_length=30, help_text="As the complainant gets it, such as 2026-0007.")
    stage = models.PositiveSmallIntegerField(default=1, help_text="1, or 2: looked at again by somebody else.")
    made_on = models.DateField()
    acknowledge_by = models.DateField(
        help_text="Five working days after it was made, unless the policy says otherwise."
    )
    answer_by = models.DateField(help_text="Ten working days after the acknowledgement is due.")
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    learned = models.CharField(max_length=300, blank=True, help_text="What we change because of it.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number", "stage"], name="complaint_number_once_per_service"),
            models.UniqueConstraint(fields=["incident", "stage"], name="complaint_stage_once_per_incident"),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="complaint_stage_is_1_or_2"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(outcome=""), name="complaint_answered_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint {self.number}"


class StepState(models.TextChoices):
    TODO = "todo", "To do"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    NOT_POSSIBLE = "not_possible", "Not possible here"


class Step(models.Model):
    """One step of a comment's playbook. It needs the capture: no action without evidence."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="steps")
    capture = models.ForeignKey(Capture, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=30, help_text="Key of the step in moderation/handling/playbooks.py.")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=14, choices=StepState, default=StepState.TODO)
    token = models.UUIDField(null=True, blank=True, unique=True, help_text="Our reference at the network, for replies.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.CharField(max_length=60, blank=True, help_text="Which job did it, when no person did.")
    at = models.DateTimeField(null=True, blank=True)
    by_hand = models.BooleanField(default=False, help_text="Done on the network by a person, not by us.")
    section = decided_on()
    data = models.JSONField(
        default=dict, help_text="Proof: {template, text, remote_id, reason, house_rule, reference…}"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "key"], name="step_once_per_comment"),
            models.CheckConstraint(condition=Q(state__in=StepState.values), name="step_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "not_possible"])
                | ((Q(by__isnull=False) | ~Q(job="")) & Q(at__isnull=False)),
                name="step_done_names_who_and_when",
            ),
        ]
        indexes = [models.Index(KeyTransform("remote_id", "data"), name="step_by_remote_id")]

    def __str__(self) -> str:
        return self.key


class Escalation(models.Model):
    """A worry about a child's safety, with the safeguarding lead until they close it."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="escalations")
    immediate = models.BooleanField(default=False)
    immediate_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it is a danger now: the clock of five and fifteen minutes."
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: raised by the classifier.",
    )
    raised_at = models.DateTimeField(default=timezone.now)
    concern = models.TextField(blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    section = decided_on()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=Q(closed_at=None), name="escalation_one_open_per_comment"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | (~Q(decision="") & ~Q(reason="") & Q(closed_by__isnull=False)),
                name="escalation_closed_has_decision_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None) | Q(seen_at__gte=F("raised_at")),
                name="escalation_seen_after_it_was_raised",
            ),
        ]

    def __str__(self) -> str:
        return f"Escalation of comment {self.comment_id}"


class HouseRule(models.Model):
    """A rule of the page that visitors read; a comment is hidden for a named one, never for criticism."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="house_rules")
    name = models.CharField(max_length=120)
    explanation = models.CharField(max_length=300, blank=True, help_text="For visitors: what it means.")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    only_in_quiet_periods = models.BooleanField(
        default=False, help_text="Holds only while a quiet period runs, such as before an election."
    )

    objects = OfService.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="house_rule_once_per_service")]

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """A writer kept from writing to a channel: for breaches of house rules, by a manager, until a date (K4)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        DECLINED = "declined", "Not blocked"
        ASKED = "asked", "Being carried out"
        DONE = "done", "Carried out"
        BY_HAND = "by_hand", "Carried out by hand"
        FAILED = "failed", "Failed"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="blocks")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    author_handle = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    breaches = models.JSONField(default=list, help_text="Ids of the comments that broke a house rule.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the manager who decided proposed it too.",
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, help_text="When it was proposed; once decided, when that was.")
    section = decided_on()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    problem = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty with a time: its end date came.",
    )
    lift_reason = models.CharField(max_length=300, blank=True)
    lift_section = decided_on()

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "author_handle"], condition=Q(lifted_at=None), name="block_one_a_writer"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="block_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False), name="block_carried_out_was_decided"
            ),
            models.CheckConstraint(condition=Q(lifted_at=None) | ~Q(lift_reason=""), name="block_lifted_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Block {self.pk}"


class Appeal(models.Model):
    """A writer contests that their comment was hidden or deleted, or that they were blocked. Somebody else decides.

    One that came by the public form may not be matched to a comment or block yet; `channel` and `author_handle` are
    then what the person gave.
    """

    class Decision(models.TextChoices):
        UPHELD = "upheld", "They are right: it is undone"
        DISMISSED = "dismissed", "It stays as it is"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="appeals")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="appeals")
    block = models.ForeignKey(Block, models.CASCADE, null=True, blank=True, related_name="appeals")
    came_by = models.CharField(max_length=60, help_text="How it reached us: by e-mail, by phone, on the network.")
    says = models.TextField(help_text="What they say, in short.")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, blank=True, related_name="+")
    author_handle = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="Where they want to hear from us.")
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: by the public form.",
    )
    received_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    section = decided_on()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=120, blank=True, help_text="How the writer hears of the decision.")

    objects = OfService.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, block__isnull=False)
                | Q(comment__isnull=False, block=None)
                | (Q(comment=None, block=None, logged_by=None) & ~Q(decision="upheld")),
                name="appeal_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False)),
                name="appeal_decided_has_decision_and_reason",
            ),
            models.UniqueConstraint(
                fields=["comment"], condition=Q(decided_at=None), name="appeal_one_open_per_comment"
            ),
            models.UniqueConstraint(fields=["block"], condition=Q(decided_at=None), name="appeal_one_open_per_block"),
        ]

    def __str__(self) -> str:
        return f"Appeal {self.pk}"


class HandOver(models.Model):
    """A comment went from one person to another, or back into the queue; nobody has to say why."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="hand_overs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who did it.")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: to whoever comes next, but not to `by`.",
    )
    is_take_over = models.BooleanField(default=False, help_text="`by` took it from somebody who had it open.")
    note = models.CharField(max_length=500, blank=True, help_text="For colleagues.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Hand-over of comment {self.comment_id}"


class AbuseReport(models.Model):
    """A member of staff reports that a comment abuses them or a colleague; a manager sees to it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="abuse_reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, help_text="What was done for the person.")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="abuse_report_once_a_person"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="abuse_report_answered_has_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"Report of abuse in comment {self.comment_id}"
