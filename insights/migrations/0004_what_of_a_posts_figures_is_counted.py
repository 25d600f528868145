from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0003_figures_from_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="posttotal",
            name="counted",
            field=models.JSONField(
                default=dict,
                help_text="{number: how much of it the channel's days have}; the highest that was ever told.",
            ),
        ),
    ]
