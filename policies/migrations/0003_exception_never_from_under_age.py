"""`under-age` joins the rules that can have no exception: speaking to children is safeguarding (G19)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0002_reading_left_and_what_was_read"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="ruleexception",
            name="exception_never_for_children_or_data",
        ),
        migrations.AddConstraint(
            model_name="ruleexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rule__in", ("personal-data", "child-image-consent", "name-with-image", "under-age")),
                    _negated=True,
                ),
                name="exception_never_for_children_or_data",
            ),
        ),
    ]
