"""Two trainings never run at once: a candidate's row is the lock."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_old_records_and_how_a_file_is_read")]

    operations = [
        migrations.AddConstraint(
            model_name="classifierversion",
            constraint=models.UniqueConstraint(
                condition=Q(("state", "candidate")), fields=("state",), name="classifier_one_candidate_at_a_time"
            ),
        ),
    ]
