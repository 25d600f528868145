"""When a comment was last looked at again, and our answers found by the network's id of them."""

from django.db import migrations, models
from django.db.models.fields.json import KeyTransform


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_old_records_and_how_a_file_is_read")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="checked_at",
            field=models.DateTimeField(
                blank=True, help_text="When the network was last asked whether it still stands as it came.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("closed_at", None), ("removed_at", None)),
                fields=["channel", "checked_at"],
                name="comment_to_check",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(KeyTransform("remote_id", "data"), name="step_by_remote_id"),
        ),
    ]
