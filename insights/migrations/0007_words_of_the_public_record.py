"""An index over the words of the public record. They carry their service as a word of its own
(`insights.records.search`), so that the index alone finds what one service published. PostgreSQL only.
"""

from django.db import migrations

INDEX = (
    "CREATE INDEX published_text_words ON insights_publishedtext USING gin"
    " (to_tsvector('english'::regconfig, 'ofservice' || service_id::text || ' ' || words))"
)


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX published_text_words")


class Migration(migrations.Migration):
    dependencies = [("insights", "0006_the_public_record")]

    operations = [migrations.RunPython(make, drop)]
