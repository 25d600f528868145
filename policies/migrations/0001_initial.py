import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("channels", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Policy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="policies", to="accounts.service"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("social_media", "Social media policy"),
                            ("acceptable_use", "Acceptable use"),
                            ("other", "Other policy"),
                        ],
                        default="social_media",
                        max_length=20,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "policies",
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "social_media")),
                        fields=("service",),
                        name="policy_one_social_media_policy_per_service",
                    ),
                    models.UniqueConstraint(fields=("service", "title"), name="policy_title_once_per_service"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="policies.policy"
                    ),
                ),
                ("major", models.PositiveSmallIntegerField()),
                ("minor", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("approved", "Approved"),
                            ("scheduled", "Scheduled"),
                            ("in_force", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("change_note", models.TextField(blank=True)),
                (
                    "cycle_months",
                    models.PositiveSmallIntegerField(default=12, help_text="Months from one review to the next."),
                ),
                (
                    "parameters",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What differs from policies/parameters.py: clocks, keeping, limits.",
                    ),
                ),
                (
                    "read_by",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Roles whose members read a major version; empty: everybody's.",
                    ),
                ),
                ("effective_from", models.DateField(blank=True, null=True)),
                (
                    "urgent_reason",
                    models.TextField(
                        blank=True, help_text="Why it came into force at once, without a date set before."
                    ),
                ),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("return_note", models.TextField(blank=True)),
                ("in_force_at", models.DateTimeField(blank=True, null=True)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "writers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Who changed its content: none approves it.",
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["policy", "-major", "-minor"],
                "constraints": [
                    models.UniqueConstraint(fields=("policy", "major", "minor"), name="version_number_once_per_policy"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("policy",),
                        name="version_one_in_force_per_policy",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "scheduled")),
                        fields=("policy",),
                        name="version_one_scheduled_per_policy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "changes_requested",
                                    "approved",
                                    "scheduled",
                                    "in_force",
                                    "superseded",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="version_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="version_author_is_not_its_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "scheduled", "in_force", "superseded"]), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="version_in_force_was_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="policies.policy"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="policies.policyversion"
                    ),
                ),
                (
                    "cycle_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="The cycle that the date was reckoned with."
                    ),
                ),
                ("due_on", models.DateField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("no_change", "Reviewed, no change"), ("new_version", "New version")],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-due_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_on", None)), fields=("policy",), name="review_one_open_per_policy"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None),
                            models.Q(("reviewer__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="review_done_has_reviewer_and_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuietPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quiet_periods", to="accounts.service"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, help_text="Taken back, not deleted.", null=True)),
            ],
            options={
                "ordering": ["starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="quiet_period_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingCampaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading_campaigns",
                        to="accounts.service",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("policy", "Reading a policy"), ("training", "Training")],
                        default="policy",
                        max_length=10,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading_campaign",
                        to="policies.policyversion",
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("note", models.TextField(blank=True)),
                (
                    "roles",
                    models.JSONField(
                        blank=True, default=list, help_text="Whose members it is for; empty: everybody's."
                    ),
                ),
                ("held_on", models.DateField(blank=True, help_text="The day of a training.", null=True)),
                ("due_on", models.DateField(help_text="For those who were here when it was opened.")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, help_text="A newer version or training took its place.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "policy"), ("version__isnull", False)),
                            models.Q(("held_on__isnull", False), ("kind", "training"), ("version", None)),
                            _connector="OR",
                        ),
                        name="reading_campaign_has_version_or_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="policies.readingcampaign",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "answers",
                    models.JSONField(
                        blank=True, default=dict, help_text="The last answer to each question, by its key."
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "digest",
                    models.CharField(blank=True, help_text="SHA-256 of the version that was accepted.", max_length=64),
                ),
                (
                    "extended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                ("extension_reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["user__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "user"), name="reading_once_per_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_at", None),
                            models.Q(("extended_by__isnull", False), models.Q(("extension_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reading_extended_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exceptions", to="policies.policy"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="channels.channel"
                    ),
                ),
                ("reason", models.TextField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The last day; it expires by itself.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("granted", "Granted"),
                            ("declined", "Declined"),
                            ("ended", "Ended early"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule__in", ("personal-data", "child-image-consent", "name-with-image")), _negated=True
                        ),
                        name="exception_never_for_children_or_data",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="exception_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="exception_second_person_decides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", None), ("state", "asked")),
                            models.Q(models.Q(("state", "asked"), _negated=True), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="exception_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "granted", "declined", "ended"])),
                        name="exception_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="policies.policyversion",
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField(help_text="1, 2, 3…: the number that people see.")),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField(blank=True, help_text="Markdown.")),
                (
                    "standard_item",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("profile_picture", "Profile picture"),
                            ("profile_text", "Profile text"),
                            ("impartiality", "Impartiality"),
                            ("what_is_posted", "What is posted"),
                            ("etiquette", "Etiquette"),
                            ("comments", "Comments"),
                            ("negativity", "Negativity"),
                            ("confidentiality", "Confidentiality and disclaimer"),
                            ("discussions", "Discussions"),
                            ("children", "Children and young people, safeguarding"),
                            ("purpose", "Purpose and scope"),
                            ("representing", "Representing the service"),
                            ("campaigns", "Campaigns and checks"),
                            ("following", "Following others"),
                            ("monitoring", "Monitoring"),
                            ("consequences", "Consequences"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not changed"), ("wording", "Wording"), ("meaning", "Meaning")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "guidance_only",
                    models.BooleanField(default=False, help_text="People read it; nothing runs from it."),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="section_key_once_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="policies.policyversion",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="policies.section"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "about",
                    models.CharField(
                        choices=[("comment", "Which class is this comment?"), ("post", "May this go out?")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(help_text="The comment or the post, word for word.")),
                (
                    "answer",
                    models.CharField(help_text="One of the answers that this kind of question offers.", max_length=20),
                ),
                ("explanation", models.TextField(help_text="Shown after an answer: why, in a sentence or two.")),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("about", "comment"), ("answer__in", ["case_request", "grievance", "troll", "general"])
                            ),
                            models.Q(("about", "post"), ("answer__in", ["yes", "no"])),
                            _connector="OR",
                        ),
                        name="scenario_question_answer_fits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rule_settings",
                        to="policies.policyversion",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rule_settings", to="policies.section"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("block", "Stops it"),
                            ("warn", "Change it or give a reason"),
                            ("advise", "Hint"),
                            ("off", "Off"),
                        ],
                        max_length=10,
                    ),
                ),
                ("params", models.JSONField(blank=True, default=dict)),
                (
                    "confirmed_text",
                    models.CharField(
                        blank=True,
                        help_text="Stamp of the section's text for which a person last confirmed this.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["section__position", "rule"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "rule"), name="rule_setting_once_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["block", "warn", "advise", "off"])),
                        name="rule_setting_severity_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_templates",
                        to="policies.policyversion",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_templates",
                        to="policies.section",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("case_private", "Private reply to a case request in public"),
                            ("case_direct", "Answer to a direct message about a case"),
                            ("case_young_person", "Private reply to a young person"),
                            ("grievance_post", "Public post about a grievance"),
                            ("complaints", "Complaints procedure"),
                            ("general", "Answer to a general question"),
                            ("removed", "Why a comment was removed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("body", models.TextField()),
                (
                    "confirmed_text",
                    models.CharField(
                        blank=True,
                        help_text="Stamp of the section's text for which a person last confirmed this.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["section__position", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "name"), name="reply_template_name_once_per_version")
                ],
            },
        ),
    ]
