import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import moderation.classify.labels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("channels", "0001_initial"),
        ("posts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="incidents", to="accounts.service"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("case_request", "Case request"),
                            ("grievance", "Grievance"),
                            ("troll", "Troll"),
                            ("general", "General"),
                        ],
                        default=moderation.classify.labels.Category["GRIEVANCE"],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="channels.channel"
                    ),
                ),
                ("author_handle", models.CharField(max_length=120)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                (
                    "public_post",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_incident",
                        to="posts.post",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("channel", "author_handle", "category"),
                        name="incident_one_open_per_author",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="accounts.service"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="channels.channel"
                    ),
                ),
                ("remote_id", models.CharField(max_length=300)),
                ("url", models.URLField(blank=True, max_length=500)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "In public"), ("direct", "Direct message")], default="public", max_length=10
                    ),
                ),
                ("author_handle", models.CharField(max_length=120)),
                ("author_name", models.CharField(blank=True, max_length=120)),
                (
                    "author_signals",
                    models.JSONField(default=dict, help_text="{has_avatar, followers, recent_comments_24h}"),
                ),
                ("text", models.TextField()),
                ("posted_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which of our posts it answers.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="posts.post",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("sorted", "Sorted"),
                            ("claimed", "Claimed"),
                            ("acting", "Being handled"),
                            ("waiting", "Waiting"),
                            ("escalated", "Escalated"),
                            ("closed", "Closed"),
                            ("withdrawn", "Taken away by its writer"),
                            ("purged", "Purged"),
                        ],
                        default="new",
                        max_length=12,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("case_request", "Case request"),
                            ("grievance", "Grievance"),
                            ("troll", "Troll"),
                            ("general", "General"),
                        ],
                        help_text="As a person said; before that, as suggested.",
                        max_length=20,
                    ),
                ),
                ("category_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("flags", models.JSONField(default=list, help_text="Values of Flag that hold now.")),
                ("priority", models.PositiveSmallIntegerField(default=4, help_text="0 immediate danger … 4 general.")),
                ("due_at", models.DateTimeField(blank=True, help_text="When its clock runs out.", null=True)),
                (
                    "clock_stopped_at",
                    models.DateTimeField(blank=True, help_text="When what its clock asks for was done.", null=True),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                (
                    "kept_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The member of staff that it makes an allegation about.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message_allowed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The safeguarding lead who allowed a message to a writer under 13.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="moderation.incident",
                    ),
                ),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("statutory_due_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=300)),
                (
                    "logged_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who logged it by hand.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="Goes up with each change; a stale page is noticed by it."
                    ),
                ),
            ],
            options={
                "ordering": ["priority", "due_at", "received_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "remote_id"), name="comment_once_per_channel"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "new",
                                    "sorted",
                                    "claimed",
                                    "acting",
                                    "waiting",
                                    "escalated",
                                    "closed",
                                    "withdrawn",
                                    "purged",
                                ],
                            )
                        ),
                        name="comment_state_is_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("priority__lte", 4)), name="comment_priority_is_0_to_4"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category", ""),
                            ("category__in", ["case_request", "grievance", "troll", "general"]),
                            _connector="OR",
                        ),
                        name="comment_category_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("closed_at__isnull", False), ("category_confirmed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_closed_was_classed_by_a_person",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("clock_stopped_at", None), ("closed_at", None)),
                        fields=["due_at"],
                        name="comment_clock",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["service", "priority", "due_at"],
                        name="comment_queue",
                    ),
                    models.Index(fields=["service", "-closed_at"], name="comment_closed"),
                    models.Index(fields=["service", "received_at"], name="comment_received"),
                    models.Index(fields=["channel", "author_handle", "-posted_at"], name="comment_of_author"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="capture", to="moderation.comment"
                    ),
                ),
                ("text", models.TextField()),
                ("raw", models.JSONField(default=dict)),
                ("url", models.URLField(blank=True, max_length=500)),
                ("author_handle", models.CharField(max_length=120)),
                ("author_name", models.CharField(blank=True, max_length=120)),
                ("posted_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="moderation.comment"
                    ),
                ),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["noted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="moderation.comment"
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="moderation.capture"
                    ),
                ),
                ("key", models.CharField(help_text="Key of the step in moderation/handling/playbooks.py.", max_length=30)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "To do"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("not_possible", "Not possible here"),
                        ],
                        default="todo",
                        max_length=14,
                    ),
                ),
                (
                    "token",
                    models.UUIDField(
                        blank=True, help_text="Our reference at the network, for replies.", null=True, unique=True
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True)),
                (
                    "by_hand",
                    models.BooleanField(default=False, help_text="Done on the network by a person, not by us."),
                ),
                (
                    "data",
                    models.JSONField(
                        default=dict, help_text="Proof: {template, text, remote_id, reason, house_rule, reference…}"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "key"), name="step_once_per_comment"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["todo", "under_way", "done", "failed", "not_possible"])),
                        name="step_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "not_possible"]), _negated=True),
                            models.Q(("by__isnull", False), ("at__isnull", False)),
                            _connector="OR",
                        ),
                        name="step_done_names_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="moderation.comment"
                    ),
                ),
                ("model", models.CharField(max_length=40)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("case_request", "Case request"),
                            ("grievance", "Grievance"),
                            ("troll", "Troll"),
                            ("general", "General"),
                        ],
                        max_length=20,
                    ),
                ),
                ("confidence", models.FloatField(help_text="0 to 1.")),
                ("scores", models.JSONField(default=dict)),
                ("flags", models.JSONField(default=list)),
                ("flag_scores", models.JSONField(default=dict)),
                ("needs_person", models.BooleanField(default=False, help_text="The machine is not sure: you choose.")),
                ("reasons", models.JSONField(default=list, help_text="[{span: [start, end], text, for}]")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "decided_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("case_request", "Case request"),
                            ("grievance", "Grievance"),
                            ("troll", "Troll"),
                            ("general", "General"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_flags", models.JSONField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="assessment_confidence_is_0_to_1",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="moderation.comment"
                    ),
                ),
                ("immediate", models.BooleanField(default=False)),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: raised by the classifier.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("concern", models.TextField(blank=True)),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-raised_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("comment",),
                        name="escalation_one_open_per_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="escalation_closed_has_decision_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_at", None), ("seen_at__gte", models.F("raised_at")), _connector="OR"),
                        name="escalation_seen_after_it_was_raised",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="house_rules", to="accounts.service"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["position", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "name"), name="house_rule_once_per_service")
                ],
            },
        ),
    ]
