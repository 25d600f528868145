"""Indexes for the inbox: its queues, and on PostgreSQL the words of comments, their writers' handles and their flags.

The words carry their service as a word of its own (`CommentQuerySet.searching`), so that the index alone finds what one
service has. Other databases look through a service's comments plainly.
"""

from django.db import migrations, models

ON_POSTGRESQL = {
    "comment_words": (
        "USING gin (to_tsvector('simple'::regconfig, 'ofservice' || service_id::text || ' ' || text || ' ' ||"
        " author_name || ' ' || author_handle))"
    ),
    "comment_handle": "(service_id, upper(author_handle::text) text_pattern_ops)",
    "comment_flags": "USING gin (flags jsonb_path_ops)",
}


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, what in ON_POSTGRESQL.items():
            schema_editor.execute(f"CREATE INDEX {name} ON moderation_comment {what}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ON_POSTGRESQL:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_one_candidate_at_a_time")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["service", "state"], name="comment_open_state"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("clock_stopped_at", None), ("closed_at", None)),
                fields=["service", "due_at"],
                name="comment_late",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("category", ""), ("closed_at", None)), fields=["service"], name="comment_unsorted"
            ),
        ),
        migrations.RunPython(make, drop),
    ]
