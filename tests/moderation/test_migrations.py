"""Migrations that carry rows over, on a small database of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import QuerySet

CARRIED, GONE = ("moderation", "0017_kept_from_carried_over"), ("moderation", "0018_kept_from_several")
CAME, SAID = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC), dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def loader(settings) -> MigrationLoader:
    settings.MIGRATION_MODULES = {}  # also where the tests' own database was made without them
    return MigrationLoader(None)


def before(loader: MigrationLoader, key: tuple[str, str]) -> ProjectState:
    return loader.project_state([parent.key for parent in loader.graph.node_map[key].parents])


@pytest.fixture
def old(loader) -> ProjectState:
    return before(loader, CARRIED)


@pytest.fixture
def scratch(old, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    connections.databases["scratch"] = {**connections.databases["default"], "ENGINE": "django.db.backends.sqlite3"}
    connections.databases["scratch"] |= {"NAME": ":memory:", "OPTIONS": {}}
    made = connections["scratch"]
    with django_db_blocker.unblock():
        with made.schema_editor() as editor:
            for model in old.apps.get_models():
                editor.create_model(model)
        yield made
        made.close()
    del connections["scratch"], connections.databases["scratch"]


def moved(scratch, loader, *, back: bool = False) -> None:
    """Both migrations, forwards or back."""
    for key in (GONE, CARRIED) if back else (CARRIED, GONE):
        migration = loader.graph.nodes[key]
        with scratch.schema_editor(atomic=True) as editor:
            (migration.unapply if back else migration.apply)(before(loader, key), editor)


def rows(state: ProjectState, app: str, model: str) -> QuerySet:
    return state.apps.get_model(app, model).objects.using("scratch")


def people(state: ProjectState) -> list[int]:
    return [rows(state, "accounts", "User").create(email=f"{name}@example.org").pk for name in ("priya", "tom")]


def comments(state: ProjectState, *kept_from: int | None) -> list[int]:
    service = rows(state, "accounts", "Service").create(name="Northshire", slug="northshire")
    owner = rows(state, "accounts", "User").first()
    channel = rows(state, "channels", "Channel").create(service=service, network="sandbox", handle="n", owner=owner)
    facts = {"service": service, "channel": channel, "posted_at": CAME, "received_at": CAME}
    made = (
        rows(state, "moderation", "Comment").create(remote_id=f"r-{number}", kept_from_id=person, **facts)
        for number, person in enumerate(kept_from)
    )
    return [one.pk for one in made]


def test_from_whom_a_comment_is_kept_is_carried_over_and_back(scratch, loader, old):
    priya, tom = people(old)
    first, _, third = comments(old, priya, None, tom)
    service = rows(old, "accounts", "Service").get()
    rows(old, "audit", "Event").create(
        service=service,
        number=1,
        at=SAID,
        kind="comment.kept_from",
        job="x",
        thing="moderation.comment",
        thing_id=third,
    )
    moved(scratch, loader)
    kept = rows(loader.project_state([GONE]), "moderation", "KeptFrom").order_by("comment")
    assert list(kept.values_list("comment", "person", "at")) == [(first, priya, CAME), (third, tom, SAID)]
    moved(scratch, loader, back=True)
    carried_back = rows(old, "moderation", "Comment").order_by("pk")
    assert list(carried_back.values_list("kept_from", flat=True)) == [priya, None, tom]


def test_what_is_kept_from_several_does_not_go_back_to_one(scratch, loader, old):
    priya, tom = people(old)
    (pk,) = comments(old, priya)
    moved(scratch, loader)
    rows(loader.project_state([GONE]), "moderation", "KeptFrom").create(comment_id=pk, person_id=tom)
    with pytest.raises(RuntimeError, match="from one alone first"):
        moved(scratch, loader, back=True)
