import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_appeals_and_proposals")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="exposed_before",
            field=models.DurationField(
                default=datetime.timedelta, help_text="How long it stood in public before it was last shown again."
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="hidden_by_rule",
            field=models.BooleanField(
                default=False, help_text="The out-of-hours rule hid it, and no person has said yet what it is."
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="shown_again_at",
            field=models.DateTimeField(
                blank=True, help_text="When it was last shown again after it had been hidden.", null=True
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="warn_at",
            field=models.DateTimeField(
                blank=True, help_text="When so much of its time is used up that somebody is told.", null=True
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="immediate_at",
            field=models.DateTimeField(
                blank=True, help_text="Since when it is a danger now: the clock of five and fifteen minutes.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("clock_stopped_at", None), ("closed_at", None)),
                fields=["warn_at"],
                name="comment_warning",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("hidden_by_rule", True)), fields=["service"], name="comment_hidden_by_rule"
            ),
        ),
    ]
