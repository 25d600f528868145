"""The same text again to the same channel."""

from datetime import UTC, datetime

from policies.rules import RecentPost


def test_the_same_text_again_on_the_same_channel_within_the_window(found):
    text = "Drop in at the library for a chat about annual reviews, Thursday morning from ten."
    recent = (RecentPost(channel="x", text=text.upper(), at=datetime(2026, 11, 20, 10, tzinfo=UTC)),)
    assert found("duplicate", text, channels=("x",), recent_posts=recent)
    assert found("duplicate", text, channels=("facebook",), recent_posts=recent) == []
    assert found("duplicate", "Another text altogether.", channels=("x",), recent_posts=recent) == []
    long_ago = (RecentPost(channel="x", text=text, at=datetime(2026, 10, 20, 10, tzinfo=UTC)),)
    assert found("duplicate", text, channels=("x",), recent_posts=long_ago) == []


def test_an_account_that_had_the_text_is_named_and_another_on_the_network_is_none(found):
    text = "Drop in at the library for a chat about annual reviews, Thursday morning from ten."
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    recent = (RecentPost(channel="facebook", text=text, at=at, account=1, account_name="Northshire Families"),)
    facts = {"channels": ("facebook",), "recent_posts": recent}
    assert found("duplicate", text, accounts={"facebook": frozenset({2})}, **facts) == []
    assert found("duplicate", text, accounts={"facebook": frozenset()}, **facts) == []
    [finding] = found("duplicate", text, accounts={"facebook": frozenset({1, 2})}, **facts)
    assert finding.message.startswith("Nearly the same text went to Facebook (Northshire Families) on ")
    assert found("duplicate", text, **facts), "where accounts are not known, the network decides"
