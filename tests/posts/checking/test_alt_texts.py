"""What the words of a post's picture do to the post: in the check, at the moves and on the editor's page."""

import pytest
from django.urls import reverse

from posts import workflow
from posts.checking import checks
from posts.workflow import MoveRefused
from tests.factories.posts import MediaFactory, PostFactory

pytestmark = pytest.mark.django_db

WORDS = "Amelia Turner, aged 8, of Oakfield Primary School. Mum: 07700 900142"


@pytest.fixture
def post(policy, service, author):
    """A calm text with a picture whose words name a child."""
    policy(personal_data="block")
    picture = MediaFactory(service=service)
    return PostFactory(service=service, author=author, text="Our drop-in is back.", pictures=[(picture, WORDS)])


def test_a_post_is_stopped_by_the_words_of_its_picture(post, author):
    found = [finding for finding in checks.run(post).blocking if finding.rule == "personal-data"]
    assert [(finding.quote, finding.medium) for finding in found] == [("Amelia Turner", 0), ("07700 900142", 0)]
    with pytest.raises(MoveRefused, match="alternative text of the picture"):
        workflow.submit(post.pk, by=author)


def test_the_editor_marks_nothing_in_the_text_and_offers_nothing_to_put_there(client, post, author):
    client.force_login(author)
    shown = client.get(reverse("posts:edit", args=[post.service.slug, post.pk])).content.decode()
    assert "In the alternative text of the picture: “Amelia Turner”" in shown
    assert "mark--block" not in shown
    assert "Use “01632" not in shown
