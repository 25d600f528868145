"""Policies, their versions, and what stands on a version's sections: what is frozen from "in review" on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.querysets import OfService
from policies.querysets import VersionQuerySet


class PolicyKind(models.TextChoices):
    SOCIAL_MEDIA = "social_media", "Social media policy"
    ACCEPTABLE_USE = "acceptable_use", "Acceptable use"
    OTHER = "other", "Other policy"


class VersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    IN_FORCE = "in_force", "In force"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


EDITABLE_STATES = (VersionState.DRAFT, VersionState.CHANGES_REQUESTED)


class StandardItem(models.TextChoices):
    """What the national guide asks a social media policy to cover (G20), and what two services' policies add."""

    PROFILE_PICTURE = "profile_picture", "Profile picture"
    PROFILE_TEXT = "profile_text", "Profile text"
    IMPARTIALITY = "impartiality", "Impartiality"
    WHAT_IS_POSTED = "what_is_posted", "What is posted"
    ETIQUETTE = "etiquette", "Etiquette"
    COMMENTS = "comments", "Comments"
    NEGATIVITY = "negativity", "Negativity"
    CONFIDENTIALITY = "confidentiality", "Confidentiality and disclaimer"
    DISCUSSIONS = "discussions", "Discussions"
    CHILDREN = "children", "Children and young people, safeguarding"
    PURPOSE = "purpose", "Purpose and scope"
    REPRESENTING = "representing", "Representing the service"
    CAMPAIGNS = "campaigns", "Campaigns and checks"
    FOLLOWING = "following", "Following others"
    MONITORING = "monitoring", "Monitoring"
    CONSEQUENCES = "consequences", "Consequences"


G20_ITEMS = tuple(StandardItem)[:10]


class Policy(models.Model):
    """A document of a service; its text stands in its versions."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="policies")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=PolicyKind, default=PolicyKind.SOCIAL_MEDIA)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(kind="social_media"),
                name="policy_one_social_media_policy_per_service",
            ),
            models.UniqueConstraint(fields=["service", "title"], name="policy_title_once_per_service"),
        ]

    def __str__(self) -> str:
        return self.title


class PolicyVersion(models.Model):
    """One version of a policy. Its content is frozen from "in review" on; one version is in force a policy."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="versions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="Who changed its content: none approves it."
    )
    change_note = models.TextField(blank=True)
    cycle_months = models.PositiveSmallIntegerField(default=12, help_text="Months from one review to the next.")
    parameters = models.JSONField(
        default=dict, blank=True, help_text="What differs from policies/parameters.py: clocks, keeping, limits."
    )
    read_by = models.JSONField(
        default=list, blank=True, help_text="Roles whose members read a major version; empty: everybody's."
    )
    effective_from = models.DateField(null=True, blank=True)
    urgent_reason = models.TextField(blank=True, help_text="Why it came into force at once, without a date set before.")
    next_review_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of what was sent for review. Only that is approved and taken over.",
    )
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    return_note = models.TextField(blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "-major", "-minor"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "major", "minor"], name="version_number_once_per_policy"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(state="in_force"), name="version_one_in_force_per_policy"
            ),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(state="scheduled"), name="version_one_scheduled_per_policy"
            ),
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="version_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("author")),
                name="version_author_is_not_its_approver",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "scheduled", "in_force", "superseded"])
                | Q(approved_by__isnull=False),
                name="version_in_force_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy.title} {self.number}"

    @property
    def number(self) -> str:
        return f"{self.major}.{self.minor}"

    @property
    def service(self):
        return self.policy.service

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES

    @property
    def is_measured(self) -> bool:
        """Only a social media policy is held against the standard; no rule runs from any other document."""
        return self.policy.kind == PolicyKind.SOCIAL_MEDIA


class Section(models.Model):
    """A section of a version; `key` stays the same when sections are renumbered or retitled."""

    class Change(models.TextChoices):
        NONE = "", "Not changed"
        WORDING = "wording", "Wording"
        MEANING = "meaning", "Meaning"

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(help_text="1, 2, 3…: the number that people see.")
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True, help_text="Markdown.")
    standard_item = models.CharField(max_length=20, choices=StandardItem, blank=True)
    change = models.CharField(max_length=10, choices=Change, blank=True, default=Change.NONE)
    guidance_only = models.BooleanField(default=False, help_text="People read it; nothing runs from it.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="section_key_once_per_version")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class RuleSetting(models.Model):
    """How one rule of the catalogue runs under a version, and the section that it stands on."""

    class Severity(models.TextChoices):
        BLOCK = "block", "Stops it"
        WARN = "warn", "Change it or give a reason"
        ADVISE = "advise", "Hint"
        OFF = "off", "Off"

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="rule_settings")
    section = models.ForeignKey(Section, models.CASCADE, related_name="rule_settings")
    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, choices=Severity)
    params = models.JSONField(default=dict, blank=True)
    confirmed_text = models.CharField(
        max_length=12, blank=True, help_text="Stamp of the section's text for which a person last confirmed this."
    )

    class Meta:
        ordering = ["section__position", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["version", "rule"], name="rule_setting_once_per_version"),
            models.CheckConstraint(
                condition=Q(severity__in=["block", "warn", "advise", "off"]),
                name="rule_setting_severity_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.rule


class ReplyPurpose(models.TextChoices):
    """What a reply template is for; the playbooks ask for them by this. The lines of the emergency card go to nobody:
    colleagues read them, each line as one point."""

    CASE_PRIVATE = "case_private", "Private reply to a case request in public"
    CASE_DIRECT = "case_direct", "Answer to a direct message about a case"
    CASE_YOUNG_PERSON = "case_young_person", "Private reply to a young person"
    GRIEVANCE_POST = "grievance_post", "Public post about a grievance"
    COMPLAINTS = "complaints", "Complaints procedure"
    GENERAL = "general", "Answer to a general question"
    REMOVED = "removed", "Why a comment was removed"
    EMERGENCY = "emergency", "Lines of our own on the emergency card"


class ReplyTemplate(models.Model):
    """A reply text bound to a section. Blanks are written {phone}, {email}, {service}, {website}."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="reply_templates")
    section = models.ForeignKey(Section, models.CASCADE, related_name="reply_templates")
    purpose = models.CharField(max_length=20, choices=ReplyPurpose)
    name = models.CharField(max_length=80)
    body = models.TextField()
    confirmed_text = models.CharField(
        max_length=12, blank=True, help_text="Stamp of the section's text for which a person last confirmed this."
    )

    class Meta:
        ordering = ["section__position", "name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="reply_template_name_once_per_version")]

    def __str__(self) -> str:
        return self.name


class ScenarioQuestion(models.Model):
    """A question at the end of the reading, written by the version's author; the answer's ground is a section."""

    class About(models.TextChoices):
        COMMENT = "comment", "Which class is this comment?"
        POST = "post", "May this go out?"

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=10, choices=About)
    text = models.TextField(help_text="The comment or the post, word for word.")
    answer = models.CharField(max_length=20, help_text="One of the answers that this kind of question offers.")
    explanation = models.TextField(help_text="Shown after an answer: why, in a sentence or two.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="comment", answer__in=["case_request", "grievance", "troll", "general"])
                | Q(about="post", answer__in=["yes", "no"]),
                name="scenario_question_answer_fits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()} {self.position}"
