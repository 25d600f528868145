from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mails_with_html_and_files"),
        ("audit", "0003_how_a_check_goes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["service", "at"], name="event_of_time")
        ),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["service", "actor", "number"], name="event_of_person")
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("job", ""), _negated=True), fields=["service", "job", "number"], name="event_of_job"
            ),
        ),
    ]
