from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insights", "0007_words_of_the_public_record")]

    operations = [
        migrations.AddField(
            model_name="servicemonth",
            name="counts_before",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="While the month runs: the same days of the month before, counted as `counts`.",
            ),
        ),
    ]
