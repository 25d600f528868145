import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("channels", "0002_connections_profiles_and_risks"),
        ("posts", "0002_link_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="accounts.service",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("service", "user"), name="calendar_feed_one_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="campaigns", to="accounts.service"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True)),
                ("key_messages", models.TextField(blank=True, help_text="One a line.")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("parents_carers", "Parents and carers"),
                            ("young_people", "Young people"),
                            ("professionals", "Professionals"),
                        ],
                        default="parents_carers",
                        max_length=20,
                    ),
                ),
                ("hashtag", models.CharField(blank=True, max_length=60)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("posts_wanted", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("ended", "Ended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
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
                ("note", models.TextField(blank=True, help_text="What the line manager said last.")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="Goes up with each save; a stale form is noticed by it."
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "returned", "approved", "ended", "withdrawn"])
                        ),
                        name="campaign_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="campaign_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_approved_names_who",
                    ),
                    models.UniqueConstraint(fields=("service", "name"), name="campaign_name_once_per_service"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="accounts.service"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="Where the signed form is, for example C-2026-041. No names.", max_length=60
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("parent", "Parent or carer, for their child"),
                            ("young_person", "Young person, for themselves"),
                            ("staff", "Member of staff"),
                            ("adult", "Another adult"),
                        ],
                        max_length=12,
                    ),
                ),
                ("given_on", models.DateField()),
                (
                    "until",
                    models.DateField(blank=True, help_text="The last day that it holds; empty: no end.", null=True),
                ),
                (
                    "covers",
                    models.CharField(blank=True, help_text="What it allows: networks, website, print.", max_length=200),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-given_on", "reference"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "reference"), name="consent_reference_once_per_service"),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("given_on")), _connector="OR"),
                        name="consent_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by__in", ["parent", "young_person", "staff", "adult"])),
                        name="consent_giver_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyDateChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_date_choices",
                        to="accounts.service",
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("is_shown", models.BooleanField(default=True)),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(180)]
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("service", "key"), name="key_date_choice_once")],
            },
        ),
        migrations.CreateModel(
            name="NetworkChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="posts.delivery"
                    ),
                ),
                ("kind", models.CharField(choices=[("remove", "Take off"), ("correct", "Correct")], max_length=10)),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        help_text="What it is corrected to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="posts.revision",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Waiting"),
                            ("doing", "Under way"),
                            ("by_hand", "To do by hand"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: by us.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["due", "doing", "by_hand", "done", "cancelled"])),
                        name="network_change_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="network_change_has_a_reason"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["due", "doing", "by_hand"])),
                        fields=("delivery",),
                        name="network_change_one_open_per_delivery",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["due", "doing"])),
                        fields=["asked_at"],
                        name="network_change_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "by_hand")), fields=["delivery"], name="network_change_by_hand"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="posts.post"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="What it was written about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="posts.revision",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose own text it is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        blank=True, help_text="Span in the text; none for the whole post.", null=True
                    ),
                ),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("quote", models.TextField(blank=True)),
                ("text", models.TextField()),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="posts.note",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("mentions", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", None), ("start", None)), ("end__gt", models.F("start")), _connector="OR"
                        ),
                        name="note_span_has_a_length",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "media",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="posts.media"
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("is_child", models.BooleanField(default=False)),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="posts.consent",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people shown",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("media", "label"), name="person_shown_once_per_label")],
            },
        ),
        migrations.CreateModel(
            name="PlanImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan_imports", to="accounts.service"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "rows",
                    models.JSONField(default=list, help_text="One object a line: number, values by column, problems."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "Read"), ("done", "Drafts made"), ("dropped", "Dropped")],
                        default="read",
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("made", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="PostTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_templates",
                        to="accounts.service",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resource", "Resource"),
                            ("image", "Picture"),
                            ("video", "Video"),
                            ("text", "Text"),
                            ("link", "Link"),
                            ("before_event", "Before an event"),
                            ("new_information", "New information"),
                            ("deadline", "Deadline reminder"),
                            ("after_event", "After an event"),
                            ("question", "Question"),
                            ("survey", "Survey"),
                        ],
                        default="text",
                        max_length=20,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("parents_carers", "Parents and carers"),
                            ("young_people", "Young people"),
                            ("professionals", "Professionals"),
                        ],
                        default="parents_carers",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True, help_text="Gaps to fill stand in [square brackets].")),
                ("hint", models.TextField(blank=True, help_text="What to think of, shown beside the text.")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("channels", models.ManyToManyField(blank=True, related_name="+", to="channels.channel")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service", "name"),
                        name="post_template_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="series", to="accounts.service"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("hashtag", models.CharField(blank=True, max_length=60)),
                ("rule", models.CharField(help_text="RFC 5545, without times: FREQ=WEEKLY;BYDAY=TU", max_length=200)),
                ("at", models.TimeField(help_text="Wall clock of the service.")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "days_ahead",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resource", "Resource"),
                            ("image", "Picture"),
                            ("video", "Video"),
                            ("text", "Text"),
                            ("link", "Link"),
                            ("before_event", "Before an event"),
                            ("new_information", "New information"),
                            ("deadline", "Deadline reminder"),
                            ("after_event", "After an event"),
                            ("question", "Question"),
                            ("survey", "Survey"),
                        ],
                        default="text",
                        max_length=20,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("parents_carers", "Parents and carers"),
                            ("young_people", "Young people"),
                            ("professionals", "Professionals"),
                        ],
                        default="parents_carers",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="series",
                        to="posts.campaign",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Gets the drafts.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("skipped", models.JSONField(blank=True, default=list, help_text="ISO dates that were left out.")),
                ("made_until", models.DateField(blank=True, help_text="The last day that was looked at.", null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("channels", models.ManyToManyField(blank=True, related_name="+", to="channels.channel")),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="series_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="accounts.service"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("event", "Event"), ("term", "School term"), ("holiday", "School holiday")],
                        default="event",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "at",
                    models.TimeField(
                        blank=True, help_text="Wall clock of the service; empty for the whole day.", null=True
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        blank=True, help_text="RFC 5545 recurrence of `starts_on`; empty for once.", max_length=200
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("url", models.URLField(blank=True)),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(
                        default=14, validators=[django.core.validators.MaxValueValidator(180)]
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="service_date_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["event", "term", "holiday"])),
                        name="service_date_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="strategy", to="channels.channel"
                    ),
                ),
                ("audiences", models.JSONField(default=list, help_text="Values of Audience.")),
                ("key_messages", models.TextField(blank=True, help_text="One a line.")),
                ("tone", models.TextField(blank=True)),
                ("tactics", models.TextField(blank=True)),
                (
                    "posts_a_week",
                    models.PositiveSmallIntegerField(
                        default=3, validators=[django.core.validators.MaxValueValidator(100)]
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "strategies",
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objectives", to="posts.strategy"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("followers", "Followers"),
                            ("impressions", "Impressions a day, % of followers"),
                            ("posts_a_week", "Posts a week"),
                            ("answers", "Comments answered in time, %"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=1, max_digits=12, validators=[django.core.validators.MinValueValidator(0)]
                    ),
                ),
                (
                    "begins_at",
                    models.DecimalField(
                        blank=True, decimal_places=1, help_text="Value at the start.", max_digits=12, null=True
                    ),
                ),
                ("starts_on", models.DateField()),
                ("due_on", models.DateField()),
            ],
            options={
                "ordering": ["due_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("starts_on"))), name="objective_due_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="posts.strategy"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField(help_text="Wall clock of the service.")),
            ],
            options={
                "ordering": ["weekday", "at"],
                "constraints": [
                    models.UniqueConstraint(fields=("strategy", "weekday", "at"), name="slot_once"),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="slot_weekday_is_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="accounts.service"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("hashtag", models.CharField(blank=True, max_length=60)),
                ("prompt", models.TextField(blank=True, help_text="What to write about.")),
            ],
            options={
                "ordering": ["weekday", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "weekday", "name"), name="theme_once_per_weekday"),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="theme_weekday_is_known"),
                ],
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="part",
            field=models.PositiveSmallIntegerField(default=0, help_text="Which post of a thread, counted from 0."),
        ),
        migrations.AddField(
            model_name="delivery",
            name="parts",
            field=models.JSONField(
                blank=True, default=list, help_text="[{id, url}] of the posts of a thread that are out already."
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="prepared",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What the connector needs to be the same in every call for the next part.",
            ),
        ),
        migrations.AddField(
            model_name="media",
            name="alt",
            field=models.CharField(
                blank=True, help_text="The words offered when it is put into a post.", max_length=1500
            ),
        ),
        migrations.AddField(
            model_name="media",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="media",
            name="captions",
            field=models.FileField(blank=True, help_text="WebVTT, for a video.", upload_to="captions/%Y/%m/"),
        ),
        migrations.AddField(
            model_name="media",
            name="duration_s",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="media",
            name="is_decorative",
            field=models.BooleanField(default=False, help_text="Says nothing that a text beside it does not."),
        ),
        migrations.AddField(
            model_name="media",
            name="kind",
            field=models.CharField(
                choices=[("picture", "Picture"), ("video", "Video"), ("document", "Document")],
                default="picture",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="media",
            name="made_by",
            field=models.CharField(blank=True, help_text="Who made it, for the credit.", max_length=120),
        ),
        migrations.AddField(
            model_name="media",
            name="media_type",
            field=models.CharField(default="image/jpeg", max_length=60),
        ),
        migrations.AddField(
            model_name="media",
            name="people_are_known",
            field=models.BooleanField(
                default=False, help_text="Somebody said who is shown, or that nobody is; PersonShown has them."
            ),
        ),
        migrations.AddField(
            model_name="media",
            name="title",
            field=models.CharField(blank=True, help_text="For colleagues.", max_length=120),
        ),
        migrations.AddField(
            model_name="post",
            name="series_on",
            field=models.DateField(blank=True, help_text="The day of the series that it was made for.", null=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="link_description",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="revision",
            name="link_title",
            field=models.CharField(blank=True, help_text="What the link's card says.", max_length=200),
        ),
        migrations.AddField(
            model_name="revisionchannel",
            name="warning",
            field=models.CharField(
                blank=True, help_text="Content warning, where the network shows one before the text.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="revisionmedia",
            name="is_decorative",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="media",
            name="consent_until",
            field=models.DateField(
                blank=True,
                help_text="The first end of a consent that a child in it needs; kept by posts.consents.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="media",
            name="width",
            field=models.PositiveIntegerField(help_text="Pixels; 0 for a document."),
        ),
        migrations.AddIndex(
            model_name="media",
            index=models.Index(fields=["service", "-uploaded_at"], name="media_library"),
        ),
        migrations.AddConstraint(
            model_name="media",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["picture", "video", "document"])), name="media_kind_is_known"
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="posts.campaign",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="posts",
                to="posts.series",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("series", "series_on"),
                name="post_once_per_day_of_series",
            ),
        ),
    ]
