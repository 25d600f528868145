"""Two trainings never run at once: a candidate's row is the lock."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("moderation", "0007_threads_and_second_looks")]

    operations = [
        migrations.AddConstraint(
            model_name="classifierversion",
            constraint=models.UniqueConstraint(
                condition=Q(("state", "candidate")), fields=("state",), name="classifier_one_candidate_at_a_time"
            ),
        ),
    ]
