import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("channels", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AffiliatedAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliated_accounts",
                        to="accounts.service",
                    ),
                ),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("sandbox", "Sandbox"),
                            ("facebook", "Facebook"),
                            ("x", "X"),
                            ("instagram", "Instagram"),
                            ("bluesky", "Bluesky"),
                            ("mastodon", "Mastodon"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                        ],
                        max_length=20,
                    ),
                ),
                ("handle", models.CharField(max_length=120)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliated_accounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("has_name_pattern", models.BooleanField(default=False, verbose_name="named by the pattern")),
                ("has_logo", models.BooleanField(default=False, verbose_name="shows the logo")),
                ("has_disclaimer", models.BooleanField(default=False, verbose_name="has posted the disclaimer")),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("taken_reason", models.CharField(blank=True, max_length=300)),
                ("training_offered_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["network", "handle"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at", None)),
                        fields=("service", "network", "handle"),
                        name="affiliated_account_once_while_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_at", None), models.Q(("taken_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="affiliated_account_taken_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followings", to="accounts.service"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("charity", "SEND and mental health charities"),
                            ("nhs", "NHS"),
                            ("ofsted", "Ofsted"),
                            ("government", "Government departments"),
                            ("mp", "Local MPs"),
                            ("school", "Local schools and colleges"),
                            ("families", "Parents and carers"),
                            ("young_people", "Young people"),
                            ("professionals", "Professionals"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("sandbox", "Sandbox"),
                            ("facebook", "Facebook"),
                            ("x", "X"),
                            ("instagram", "Instagram"),
                            ("bluesky", "Bluesky"),
                            ("mastodon", "Mastodon"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                        ],
                        max_length=20,
                    ),
                ),
                ("handle", models.CharField(max_length=120)),
                ("url", models.URLField(blank=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("followed_on", models.DateField(blank=True, help_text="Empty: not followed yet.", null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "network", "handle"), name="following_once_per_service")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile_checks",
                        to="channels.channel",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: read.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seen",
                    models.JSONField(
                        default=dict, help_text="What the network said: name, description, pinned, picture_sha256."
                    ),
                ),
                (
                    "drift",
                    models.JSONField(
                        default=list, help_text="Names of what is not as agreed: picture, description, ..."
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="ProfileStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile_standard",
                        to="channels.channel",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("description", models.TextField(blank=True)),
                ("disclaimer", models.TextField(blank=True, help_text="Pinned on the profile.")),
                ("picture", models.FileField(blank=True, upload_to="profiles/%Y/")),
                (
                    "picture_sha256",
                    models.CharField(
                        blank=True,
                        help_text="Of the bytes that the network served when a person said it was right.",
                        max_length=64,
                    ),
                ),
                ("check_every_months", models.PositiveSmallIntegerField(default=3)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_events",
                        to="channels.channel",
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("payload", models.JSONField()),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("channel", "key"), name="received_event_once")],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risk_assessments",
                        to="channels.channel",
                    ),
                ),
                ("purpose", models.TextField()),
                ("audience", models.TextField()),
                ("age_limit", models.PositiveSmallIntegerField(default=13)),
                ("personal_data", models.TextField(help_text="What the network collects, and where it is kept.")),
                ("consents", models.TextField(blank=True)),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("moderation", models.TextField(help_text="How comments can be moderated.")),
                ("pilot", models.TextField(help_text="With whom it is tried first, how long, and what came of it.")),
                ("success", models.TextField(help_text="How it is judged.")),
                (
                    "risks",
                    models.JSONField(
                        default=list,
                        help_text="[{kind: content|contact|conduct, area: commercial|aggressive|sexual|values, risk, likelihood: 1-3, harm: 1-3, measure}]",
                    ),
                ),
                ("review_on", models.DateField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="channel",
            name="channel_network_is_known",
        ),
        migrations.AddField(
            model_name="channel",
            name="account_id",
            field=models.CharField(blank=True, help_text="The network's own name for the account.", max_length=200),
        ),
        migrations.AddField(
            model_name="channel",
            name="connected_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="channel",
            name="connected_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="connection_error",
            field=models.CharField(blank=True, help_text="What the last test of it said.", max_length=300),
        ),
        migrations.AddField(
            model_name="channel",
            name="credentials",
            field=models.TextField(blank=True, editable=False, help_text="Encrypted, channels/credentials.py."),
        ),
        migrations.AddField(
            model_name="channel",
            name="server",
            field=models.URLField(
                blank=True, help_text="Where the network has many.", verbose_name="address of the server"
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="signed_out_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Since when the network refuses the credentials; a passing error sets nothing.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="tested_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="channel",
            name="token_ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="channel",
            name="network",
            field=models.CharField(
                choices=[
                    ("sandbox", "Sandbox"),
                    ("facebook", "Facebook"),
                    ("x", "X"),
                    ("instagram", "Instagram"),
                    ("bluesky", "Bluesky"),
                    ("mastodon", "Mastodon"),
                    ("linkedin", "LinkedIn"),
                    ("youtube", "YouTube"),
                    ("tiktok", "TikTok"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "network__in",
                        [
                            "sandbox",
                            "facebook",
                            "x",
                            "instagram",
                            "bluesky",
                            "mastodon",
                            "linkedin",
                            "youtube",
                            "tiktok",
                        ],
                    )
                ),
                name="channel_network_is_known",
            ),
        ),
    ]
