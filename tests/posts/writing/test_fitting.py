"""What a channel takes of a post's files."""

import pytest

from channels.networks import Action, Capabilities
from posts.writing.fitting import goes_out_by_itself, misfit

CAN = Capabilities(does=frozenset({Action.PUBLISH}), most_pictures=2)
CAN_VIDEO = Capabilities(does=frozenset({Action.PUBLISH}), most_pictures=0, video=True)


@pytest.mark.parametrize(
    ("kinds", "can", "text"),
    [
        ([], CAN, ""),
        (["picture", "picture"], CAN, ""),
        (["picture"] * 3, CAN, "it takes 2 pictures"),
        (["picture"], CAN_VIDEO, "it takes no pictures"),
        (["video"], CAN_VIDEO, ""),
        (["video"], CAN, "it takes no video"),
        (["document", "picture"], CAN_VIDEO, "it takes no documents"),
    ],
)
def test_what_does_not_fit_is_said_and_put_out_by_hand(kinds, can, text):
    assert misfit(kinds, can).startswith(text)
    assert goes_out_by_itself(kinds, can) is (misfit(kinds, can) == "")


def test_where_people_put_out_everything_nothing_is_news():
    can = Capabilities(does=frozenset())
    assert misfit(["document"], can) == ""
    assert not goes_out_by_itself([], can)
