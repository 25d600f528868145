"""Who asks twice for the same pack gets the one that is being made."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("insights", "0004_what_of_a_posts_figures_is_counted")]

    operations = [
        migrations.AddConstraint(
            model_name="evidencepack",
            constraint=models.UniqueConstraint(
                fields=["service", "asked_by", "kind", "thing_id"],
                condition=Q(state__in=["waiting", "running"], thing_id__isnull=False),
                name="evidence_pack_of_a_thing_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencepack",
            constraint=models.UniqueConstraint(
                fields=["service", "asked_by", "first_on", "last_on"],
                condition=Q(state__in=["waiting", "running"], kind="span"),
                name="evidence_pack_of_a_span_once_at_a_time",
            ),
        ),
    ]
