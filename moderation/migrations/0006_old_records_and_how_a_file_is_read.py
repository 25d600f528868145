"""Comments that were dealt with long ago come in as old records; an import says how its file is read."""

from django.db import migrations, models

STATES = [
    ("new", "New"),
    ("sorted", "Sorted"),
    ("claimed", "Claimed"),
    ("acting", "Being handled"),
    ("waiting", "Waiting"),
    ("escalated", "Escalated"),
    ("closed", "Closed"),
    ("withdrawn", "Taken away by its writer"),
    ("record", "Old record"),
    ("purged", "Purged"),
]
IMPORT_STATES = [
    ("read", "Read, not begun"),
    ("running", "Running"),
    ("stopped", "Stopped"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("dropped", "Dropped"),
    ("undoing", "Being taken back"),
    ("undone", "Taken back"),
]


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_keeping_by_day")]

    operations = [
        migrations.RemoveConstraint("comment", "comment_state_is_known"),
        migrations.AlterField("comment", "state", models.CharField(choices=STATES, default="new", max_length=12)),
        migrations.AddConstraint(
            "comment",
            models.CheckConstraint(
                condition=models.Q(("state__in", [value for value, _ in STATES])), name="comment_state_is_known"
            ),
        ),
        migrations.AlterField(
            "commentimport", "state", models.CharField(choices=IMPORT_STATES, default="read", max_length=8)
        ),
        migrations.AddField(
            "commentimport",
            "is_record",
            models.BooleanField(default=False, help_text="Old comments that were dealt with: no clocks, no queue."),
        ),
        migrations.AddField(
            "commentimport",
            "ids_are_networks",
            models.BooleanField(
                default=False, help_text="The ids are the network's own, so that it can be asked about them."
            ),
        ),
        migrations.AddField(
            "commentimport",
            "posted_on",
            models.DateField(blank=True, help_text="For lines without a date.", null=True),
        ),
    ]
