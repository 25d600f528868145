"""Leave for a campaign, and posts that show nothing."""

import pytest


def test_leave_for_a_campaign(found):
    assert found("campaign-permission", campaign="Winter of play")
    assert found("campaign-permission", campaign="Winter of play", campaign_approved=True) == []
    assert found("campaign-permission") == []


@pytest.mark.parametrize(
    ("facts", "fires"), [({}, True), ({"link": "https://x.example"}, False), ({"text": "See https://x.example"}, False)]
)
def test_a_post_with_neither_picture_nor_link(found, facts, fires):
    assert bool(found("no-picture", **facts)) is fires
