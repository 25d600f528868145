"""What is written on Bluesky, reckoned without a network."""

import base64
import datetime as dt
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.networks import Refused
from channels.networks.bluesky import records

AT = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)
TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
DID = "did:plc:abcdefghijklmnopqrstuvwx"


@given(st.integers(0, 80 * 365 * 24 * 3600), st.text())
def test_every_key_is_one_that_servers_take(seconds, ref):
    assert TID.fullmatch(records.key_at(AT + dt.timedelta(seconds=seconds), ref))
    assert TID.fullmatch(records.key_of(ref))


def test_a_later_key_sorts_behind_an_earlier_one():
    later = AT + dt.timedelta(microseconds=1)
    assert records.key_at(AT, "a") < records.key_at(later, "b") < records.key_at(later.replace(year=2027), "a")


def test_a_reference_has_one_key_and_no_other_has_it():
    keys = {records.key_of(f"ref-{number}") for number in range(2000)}
    assert len(keys) == 2000
    assert records.key_of("ref-7") == records.key_of("ref-7")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.text("é🎉 \n", max_size=5))
def test_a_facet_spans_the_bytes_of_its_words(before, after):
    text = f"{before} https://northshire.example/a {after}"
    record = records.post_record(text, at=AT, dids={})
    spans = [one["index"] for one in record["facets"]]
    words = [text.encode()[span["byteStart"] : span["byteEnd"]].decode() for span in spans]
    assert "https://northshire.example/a" in words


def test_a_mention_of_somebody_unknown_stays_text():
    record = records.post_record(
        "Ask @known.bsky.social and @other.bsky.social", at=AT, dids={"known.bsky.social": DID}
    )
    (facet,) = record["facets"]
    assert facet["features"][0]["did"] == DID


def test_a_record_says_when_and_in_which_language_and_is_the_same_each_time():
    assert records.post_record("Hello", at=AT, dids={}) == {
        "$type": "app.bsky.feed.post",
        "text": "Hello",
        "createdAt": "2026-12-01T09:00:00.000Z",
        "langs": ["en"],
    }


def test_what_is_no_post_is_refused_in_words():
    with pytest.raises(Refused, match="does not take"):
        records.post_record("Hello", at=AT, dids={}, reply={"root": "nothing"})


def test_the_hash_of_a_file_is_read_from_its_name():
    digest = hashlib.sha256(b"picture").digest()
    cid = "b" + base64.b32encode(b"\x01\x55\x12\x20" + digest).decode().lower().rstrip("=")
    assert records.sha256_in(cid) == digest.hex()


@pytest.mark.parametrize("cid", ["", "bafy", "Qm123", "b!!!!", "bafyreib2rxk3rybloqtqwbo"])
def test_another_kind_of_name_holds_no_hash(cid):
    assert records.sha256_in(cid) == ""


def test_a_web_address_by_did_leads_back_to_the_post():
    uri = f"at://{DID}/app.bsky.feed.post/3n2tv46wp4u46"
    assert records.uri_of(records.web_address(uri)) == uri
    assert records.uri_of("https://elsewhere.example/profile/a/post/b") == "https://elsewhere.example/profile/a/post/b"


@pytest.mark.parametrize("address", ["", "seen:1", "at://", "at:///x/y", "https://bsky.app", "\x00", "at://a b/c/d"])
def test_what_is_no_address_has_no_parts_that_lead_to_a_post(address):
    account, collection, _ = records.parts_of(address)
    assert (account, collection) != (DID, "app.bsky.feed.post")
    assert collection != "app.bsky.feed.post"
