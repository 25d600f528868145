"""Packs, opened as whoever gets them would open them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest

from insights.evidence import asking, making
from insights.models import EvidencePack


class Opened:
    """A pack that was made, unpacked."""

    def __init__(self, pack: EvidencePack) -> None:
        self.pack = pack
        with pack.file.open("rb") as file:
            self.whole = file.read()
        self.zip = zipfile.ZipFile(io.BytesIO(self.whole))
        self.names = self.zip.namelist()

    def text(self, name: str) -> str:
        return self.zip.read(name).decode()

    def json(self, name: str):
        return json.loads(self.zip.read(name))

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.zip.read(f"data/{name}.csv").decode("utf-8-sig"))))

    def events(self) -> list[dict]:
        return [json.loads(line) for line in self.text("events.jsonl").splitlines()]

    def everything(self) -> str:
        return "\n".join(self.zip.read(name).decode() for name in self.names)

    def sums(self) -> dict[str, str]:
        lines = (line.split("  ", 1) for line in self.text("SHA256SUMS").splitlines())
        return {name: digest for digest, name in lines}


@pytest.fixture
def make():
    """Ask for a pack and make it."""

    def made(service, by, kind="span", **facts) -> Opened:
        asked = asking.ask(service, by=by, kind=kind, **facts)
        pack = making.make(asked.pk)
        assert pack is not None, EvidencePack.objects.get(pk=asked.pk).problem
        return Opened(pack)

    return made


def recomputed(line: dict) -> str:
    """A hash as VERIFY.txt says that it is reckoned; nothing of ours is used."""
    names = (
        "previous_hash", "service_id", "number", "at", "kind", "actor_id", "job", "actor_label", "thing", "thing_id",
        "label", "data",
    )  # fmt: skip
    written = json.dumps([line[name] for name in names], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()
