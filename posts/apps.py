"""Posts from draft to published.

Here live: posts, their immutable revisions, media, reviews, deliveries and the sending. Not here: the rules that a text
is checked against (policies/rules) and how a network is spoken to (channels/networks). Start reading at
workflow.py, then sending.py.
"""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "posts"

    def ready(self) -> None:
        from policies import figures
        from policies.evidence import chapters
        from posts import evidence, rule_figures

        figures.register(rule_figures.of_service)
        for chapter in evidence.CHAPTERS:
            chapters.register(chapter)
