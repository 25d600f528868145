"""From whom a comment is kept: out of its own row, into the rows of those that it is kept from, and back.

Since when: as its history has it, else since it came.
"""

from itertools import islice

from django.db import migrations
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

AT_ONCE = 500


def carry_over(apps, schema_editor):
    alias = schema_editor.connection.alias
    Comment, Event, KeptFrom = (
        apps.get_model("moderation", "Comment"),
        apps.get_model("audit", "Event"),
        apps.get_model("moderation", "KeptFrom"),
    )
    told = Event.objects.filter(
        service=OuterRef("service"), thing="moderation.comment", thing_id=OuterRef("pk"), kind="comment.kept_from"
    )
    since = Coalesce(Subquery(told.order_by("-number").values("at")[:1]), "received_at")
    kept = Comment.objects.using(alias).filter(kept_from__isnull=False).annotate(since=since).order_by("pk")
    rows = iter(list(kept.values_list("pk", "kept_from", "since")))
    while some := list(islice(rows, AT_ONCE)):
        KeptFrom.objects.using(alias).bulk_create(
            KeptFrom(comment_id=comment, person_id=person, at=at) for comment, person, at in some
        )


def carry_back(apps, schema_editor):
    """A comment's own row names one person: to lose one of several would show it to whom it names."""
    alias = schema_editor.connection.alias
    Comment, KeptFrom = apps.get_model("moderation", "Comment"), apps.get_model("moderation", "KeptFrom")
    kept = KeptFrom.objects.using(alias)
    several = kept.order_by().values("comment").annotate(people=Count("pk")).filter(people__gt=1)
    if found := sorted(several.values_list("comment", flat=True)):
        raise RuntimeError(f"Kept from more than one person; keep each from one alone first: comments {found}")
    rows = iter(list(kept.order_by("comment").values_list("comment", "person")))
    while some := list(islice(rows, AT_ONCE)):
        comments = [Comment(pk=comment, kept_from_id=person) for comment, person in some]
        Comment.objects.using(alias).bulk_update(comments, ["kept_from"])


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_events_by_time_person_and_job"),
        ("moderation", "0016_kept_from_a_person"),
    ]

    operations = [migrations.RunPython(carry_over, carry_back)]
