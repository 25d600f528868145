"""The broker of the embedded way: whole messages, each to one reader, oldest first."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from kombu import Connection, Consumer, Exchange, Producer, Queue

from sendiass import broker

QUEUE = Queue("publish", Exchange("publish"), routing_key="publish")
OTHER = Queue("mail", Exchange("mail"), routing_key="mail")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    broker.register()
    return tmp_path / "broker"


def connect(folder: Path) -> Connection:
    return Connection("folder://localhost", transport_options={"folder": str(folder), "polling_interval": 0.01})


def send(folder: Path, numbers: range, queue: Queue = QUEUE) -> None:
    with connect(folder) as connection, connection.channel() as channel:
        producer = Producer(channel)
        for number in numbers:
            producer.publish(
                {"number": number}, exchange=queue.exchange, routing_key=queue.routing_key, declare=[queue]
            )


def read(folder: Path, most: int) -> list[int]:
    """Take up to `most` messages, or fewer when half a second brings none."""
    found: list[int] = []

    def take(body: dict[str, int], message) -> None:
        found.append(body["number"])
        message.ack()

    with connect(folder) as connection, Consumer(connection, [QUEUE], callbacks=[take], accept=["json"]):
        while len(found) < most:
            try:
                connection.drain_events(timeout=0.5)
            except TimeoutError:
                break
    return found


def test_messages_come_oldest_first_and_leave_no_file(folder):
    send(folder, range(5))
    assert read(folder, 5) == [0, 1, 2, 3, 4]
    assert list(folder.iterdir()) == []


def test_a_queue_gives_only_its_own_messages(folder):
    send(folder, range(2))
    send(folder, range(10, 12), OTHER)
    assert read(folder, 3) == [0, 1]


def test_two_readers_never_get_the_same_message(folder):
    send(folder, range(200))
    found: list[list[int]] = [[], []]

    def reader(index: int) -> None:
        found[index] = read(folder, 200)

    threads = [threading.Thread(target=reader, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found[0] + found[1]) == list(range(200))


def test_a_message_that_is_still_being_written_is_not_seen(folder):
    folder.mkdir()
    (folder / ".00000000001_draft.publish.msg").write_text('{"half')
    assert read(folder, 1) == []


def test_the_folder_is_only_its_owners(folder):
    send(folder, range(1))
    assert folder.stat().st_mode & 0o077 == 0
