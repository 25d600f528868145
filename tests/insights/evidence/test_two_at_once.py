"""The same pack asked for in the same moment, on several connections."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import User
from audit.models import Event
from audit.services import first_broken_link
from insights import tasks
from insights.evidence import asking, making
from insights.models import EvidencePack
from tests.factories.posts import PostFactory
from tests.policies.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

SPAN = {"kind": "span", "first": dt.date(2026, 1, 1), "last": dt.date(2026, 10, 31)}


@pytest.fixture
def queued(monkeypatch) -> list[int]:
    """What waits for a worker, instead of being made as soon as it is asked for."""
    found: list[int] = []
    monkeypatch.setattr(tasks.make_pack, "delay", found.append)
    return found


@pytest.mark.parametrize("kind", ["post", "span"])
def test_three_clicks_ask_for_one_pack_and_each_gets_it(service, manager, queued, kind):
    facts = SPAN if kind == "span" else {"kind": "post", "thing_id": PostFactory(service=service).pk}
    outcomes = at_once(*(lambda: asking.ask(service, by=User.objects.get(pk=manager.pk), **facts) for _ in range(3)))
    pack = EvidencePack.objects.get()
    assert outcomes == [pack, pack, pack]
    assert queued == [pack.pk]
    assert Event.objects.filter(kind="evidence.asked").count() == 1
    assert first_broken_link(service) is None


def test_a_second_click_while_a_worker_begins_makes_no_second_pack(service, manager, queued):
    pack = asking.ask(service, by=manager, **SPAN)
    again, made, also = at_once(
        lambda: asking.ask(service, by=User.objects.get(pk=manager.pk), **SPAN),
        lambda: making.make(pack.pk),
        lambda: making.make(pack.pk),
    )
    assert [one for one in (made, also) if one is not None] == [pack]
    assert Event.objects.filter(kind="evidence.made").count() == 1
    # Either it was under way, or it had just been made, which the person is told or a new one is asked for.
    assert again == pack or isinstance(again, asking.Refused) or queued == [pack.pk, again.pk]
    assert not EvidencePack.objects.filter(state="running").exists()
