import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("channels", "0003_why_a_channel_is_suspended"),
        ("moderation", "0001_initial"),
        ("posts", "0009_longer_media_types"),
    ]

    operations = [
        migrations.CreateModel(
            name="AbuseReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abuse_reports",
                        to="moderation.comment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, help_text="What was done for the person.", max_length=500)),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "by"), name="abuse_report_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="abuse_report_answered_has_an_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="accounts.service"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="channels.channel"
                    ),
                ),
                ("author_handle", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                ("breaches", models.JSONField(default=list, help_text="Ids of the comments that broke a house rule.")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Being carried out"),
                            ("done", "Carried out"),
                            ("by_hand", "Carried out by hand"),
                            ("failed", "Failed"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty with a time: its end date came.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lift_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("channel", "author_handle"),
                        name="block_one_a_writer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="block_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at", None), models.Q(("lift_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="block_lifted_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeals", to="accounts.service"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="moderation.comment",
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="moderation.block",
                    ),
                ),
                (
                    "came_by",
                    models.CharField(
                        help_text="How it reached us: by e-mail, by phone, on the network.", max_length=60
                    ),
                ),
                ("says", models.TextField(help_text="What they say, in short.")),
                (
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "They are right: it is undone"), ("dismissed", "It stays as it is")],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
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
            ],
            options={
                "ordering": ["-received_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("block__isnull", False), ("comment", None)),
                            models.Q(("block", None), ("comment__isnull", False)),
                            _connector="OR",
                        ),
                        name="appeal_is_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_decided_has_decision_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("comment",),
                        name="appeal_one_open_per_comment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("block",), name="appeal_one_open_per_block"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassifierVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("weights", models.BinaryField(help_text="JSON, gzipped; no words of any comment beyond single ones.")),
                ("sha256", models.CharField(max_length=64)),
                ("trained_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "examples",
                    models.PositiveIntegerField(help_text="Confirmed comments that it learnt from, beside our corpus."),
                ),
                (
                    "figures",
                    models.JSONField(
                        default=dict, help_text="On the kept part: its own and those of the version before."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("candidate", "Being measured"),
                            ("refused", "Refused: it was worse"),
                            ("live", "In use"),
                            ("retired", "No longer in use"),
                        ],
                        default="candidate",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="Why it was refused or put back.", max_length=300)),
            ],
            options={
                "ordering": ["-trained_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")), fields=("state",), name="classifier_one_version_live"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comment_imports",
                        to="accounts.service",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="channels.channel"
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "In public"), ("direct", "Direct message")],
                        default="public",
                        help_text="Where a line does not say.",
                        max_length=10,
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True, help_text="Gone once it is done or dropped.", upload_to="imports/comments/"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "columns",
                    models.JSONField(default=dict, help_text='Ours to theirs: {text: "Comment", posted_at: "Date", …}'),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Read, not begun"),
                            ("running", "Running"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("dropped", "Dropped"),
                        ],
                        default="read",
                        max_length=8,
                    ),
                ),
                ("lines", models.PositiveIntegerField(default=0, help_text="How many the file has.")),
                ("position", models.PositiveIntegerField(default=0, help_text="How many are dealt with.")),
                ("made", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0, help_text="Were here already.")),
                ("wrong", models.PositiveIntegerField(default=0)),
                (
                    "faults",
                    models.JSONField(
                        default=list, help_text="The first 500: [{line, problem}]; no words of a comment."
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, help_text="When the run last wrote.", null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", models.F("lines"))), name="comment_import_within_its_file"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="complaints", to="accounts.service"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="moderation.incident"
                    ),
                ),
                ("number", models.CharField(help_text="As the complainant gets it, such as 2026-0007.", max_length=30)),
                (
                    "stage",
                    models.PositiveSmallIntegerField(default=1, help_text="1, or 2: looked at again by somebody else."),
                ),
                ("made_on", models.DateField()),
                (
                    "acknowledge_by",
                    models.DateField(
                        help_text="Five working days after it was made, unless the policy says otherwise."
                    ),
                ),
                ("answer_by", models.DateField(help_text="Ten working days after the acknowledgement is due.")),
                (
                    "handled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Upheld"),
                            ("partly_upheld", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                            ("withdrawn", "Withdrawn by the complainant"),
                        ],
                        max_length=14,
                    ),
                ),
                ("learned", models.CharField(blank=True, help_text="What we change because of it.", max_length=300)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-made_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "number", "stage"), name="complaint_number_once_per_service"
                    ),
                    models.UniqueConstraint(fields=("incident", "stage"), name="complaint_stage_once_per_incident"),
                    models.CheckConstraint(condition=models.Q(("stage__in", [1, 2])), name="complaint_stage_is_1_or_2"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on", None), models.Q(("outcome", ""), _negated=True), _connector="OR"
                        ),
                        name="complaint_answered_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="data_requests", to="accounts.service"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("access", "A copy of their data"), ("erasure", "Erasure")], max_length=8
                    ),
                ),
                ("authors", models.JSONField(default=list, help_text="[[channel id, handle], …] who it is about")),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        help_text="That asked for it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="data_requests",
                        to="moderation.comment",
                    ),
                ),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("checked_how", models.CharField(help_text="How we know that it is them who asks.", max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("ready", "Ready to hand over"),
                            ("done", "Done"),
                            ("refused", "Refused, in whole or in part"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("file", models.FileField(blank=True, upload_to="data-requests/")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-asked_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("finished_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="data_request_finished_has_an_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gaps", to="accounts.service"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gaps", to="channels.channel"
                    ),
                ),
                ("from_at", models.DateTimeField(help_text="When it was last read without a fault.")),
                (
                    "until_at",
                    models.DateTimeField(
                        blank=True, help_text="When it was read again; none while it is not.", null=True
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not read yet"),
                            ("fetched", "Fetched afterwards"),
                            ("looked", "A person looked there"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-from_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at", None), ("until_at__gte", models.F("from_at")), _connector="OR"),
                        name="gap_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_at", None)), fields=("channel",), name="gap_one_running_per_channel"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "looked"), _negated=True), ("ended_by__isnull", False), _connector="OR"
                        ),
                        name="gap_looked_at_names_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="moderation.comment"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Who did it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: to whoever comes next, but not to `by`.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_take_over",
                    models.BooleanField(default=False, help_text="`by` took it from somebody who had it open."),
                ),
                ("note", models.CharField(blank=True, help_text="For colleagues.", max_length=500)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="InboxPreferences",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inbox_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("keys_on", models.BooleanField(default=True)),
                ("keys", models.JSONField(default=dict, help_text="What differs from the usual: {action: key}.")),
                ("blurs_abuse", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legal_holds", to="accounts.service"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="moderation.comment",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="moderation.incident",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
                    ),
                ),
                ("author_handle", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(max_length=300)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("look_again_on", models.DateField(help_text="When somebody asks whether it is still needed.")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author_handle", ""), ("channel", None), ("comment__isnull", False), ("incident", None)
                            ),
                            models.Q(
                                ("author_handle", ""), ("channel", None), ("comment", None), ("incident__isnull", False)
                            ),
                            models.Q(
                                ("channel__isnull", False),
                                ("comment", None),
                                ("incident", None),
                                models.Q(("author_handle", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legal_hold_is_on_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="legal_hold_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            models.Q(models.Q(("end_reason", ""), _negated=True), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="legal_hold_ended_has_who_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PurgeRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="purge_runs", to="accounts.service"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_trial", models.BooleanField(default=False)),
                ("counts", models.JSONField(default=dict, help_text="{general: 12, troll: 3, …, held: 2}")),
                ("comments", models.JSONField(default=list, help_text="Ids, of a trial at most the first 500.")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at", None),
                            models.Q(("confirmed_by__isnull", False), ("is_trial", True)),
                            _connector="OR",
                        ),
                        name="purge_run_confirmed_is_a_trial",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="saved_filters", to="accounts.service"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(help_text="As in the address: show=open&flag=spam.", max_length=500)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "user", "name"), name="saved_filter_once_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Screenshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="screenshot", to="moderation.comment"
                    ),
                ),
                ("file", models.ImageField(upload_to="screenshots/")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "shows_words_only",
                    models.BooleanField(help_text="The person who added it says so; without that it is not stored."),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("shows_words_only", True)), name="screenshot_shows_words_only"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SortingChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sorting_choice",
                        to="accounts.service",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the shipped one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="moderation.classifierversion",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="accounts.service"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="channels.channel"
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        help_text="Words as they are to be found, or a hashtag with its #.", max_length=100
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cursor", models.CharField(blank=True, max_length=500)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("read_error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["term"],
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "term"), name="watch_once_per_channel"),
                    models.CheckConstraint(condition=models.Q(("term", ""), _negated=True), name="watch_has_a_term"),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="incident",
            name="incident_one_open_per_author",
        ),
        migrations.RemoveConstraint(
            model_name="step",
            name="step_done_names_who_and_when",
        ),
        migrations.AddField(
            model_name="comment",
            name="answers_remote_id",
            field=models.CharField(
                blank=True,
                help_text="The network's id of the comment that it answers, known to us or not.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="The comment that it answers, once that is here.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="answers",
                to="moderation.comment",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="purge_on",
            field=models.DateField(
                blank=True, help_text="From this day on its words are no longer kept; none while it is open.", null=True
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="purged_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="source",
            field=models.CharField(
                choices=[
                    ("network", "Read from the network"),
                    ("by_hand", "Logged by hand"),
                    ("import", "Imported from a file"),
                    ("watch", "Found by a watch"),
                ],
                default="network",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="job",
            field=models.CharField(blank=True, help_text="Which job did it, when no person did.", max_length=60),
        ),
        migrations.AlterField(
            model_name="incident",
            name="author_handle",
            field=models.CharField(blank=True, help_text="Empty: one matter, of several writers.", max_length=120),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None), models.Q(("author_handle", ""), _negated=True)),
                fields=("channel", "author_handle", "category"),
                name="incident_one_open_per_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["done", "not_possible"]), _negated=True),
                    models.Q(
                        models.Q(("by__isnull", False), models.Q(("job", ""), _negated=True), _connector="OR"),
                        ("at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="step_done_names_who_and_when",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="imported_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="moderation.commentimport",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="found_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="moderation.watch",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=models.Q(("purged_at", None)), fields=["purge_on"], name="comment_to_purge"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(models.Q(("answers_remote_id", ""), _negated=True), ("parent", None)),
                fields=["channel", "answers_remote_id"],
                name="comment_without_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "purged"), _negated=True),
                    models.Q(("author_handle", ""), ("author_name", ""), ("purged_at__isnull", False), ("text", "")),
                    _connector="OR",
                ),
                name="comment_purged_keeps_no_words",
            ),
        ),
    ]
