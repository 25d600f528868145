from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0017_kept_from_carried_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="comment", name="kept_from"),
        migrations.AddField(
            model_name="comment",
            name="kept_from",
            field=models.ManyToManyField(
                blank=True,
                help_text="The members of staff that it makes an allegation about.",
                related_name="+",
                through="moderation.KeptFrom",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
