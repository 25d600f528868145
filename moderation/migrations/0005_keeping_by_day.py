"""A purge run has its day and its end; a request for one's own data is checked by a person and made in the background."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0004_shown_again_warned_hidden_by_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="purgerun",
            name="day",
            field=models.DateField(blank=True, help_text="The service's own day: one real run each.", null=True),
        ),
        migrations.AddField(
            model_name="purgerun",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="purgerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_trial", False)), fields=("service", "day"), name="purge_run_once_a_day"
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="choices",
            field=models.JSONField(
                default=dict,
                help_text="{hide: [words], show: [words], back: {comment id: why it is kept back}}",
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who read what is handed out, or confirmed what is erased. "
                "The work in the background begins then.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="position",
            field=models.PositiveIntegerField(default=0, help_text="How many of its comments are dealt with."),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="seen_at",
            field=models.DateTimeField(blank=True, help_text="When the work in the background last wrote.", null=True),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="total",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
