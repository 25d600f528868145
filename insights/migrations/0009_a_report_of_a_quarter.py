from django.db import migrations, models

EVERY = [
    ("week", "Every Monday"),
    ("month", "On the first of each month"),
    ("quarter", "On the first of each quarter"),
]


class Migration(migrations.Migration):
    dependencies = [("insights", "0008_a_running_month_beside_the_same_days")]

    operations = [
        migrations.RemoveConstraint(model_name="reportorder", name="report_order_every_is_known"),
        migrations.AlterField(model_name="report", name="every", field=models.CharField(choices=EVERY, max_length=7)),
        migrations.AlterField(
            model_name="reportorder", name="every", field=models.CharField(choices=EVERY, max_length=7)
        ),
        migrations.AddConstraint(
            model_name="reportorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("every__in", ["week", "month", "quarter"])), name="report_order_every_is_known"
            ),
        ),
    ]
