"""Posts from draft to published, and the plan that they are held against.

- What is kept: `models/`; what goes out as plain values with its digest: `content.py`; `services.py` saves.
- `writing/`: the editor, what a post begins with, threads, links (our own short ones too), its revisions.
- `checking/`: what the policy says to a post, to past posts, and how each rule did.
- `reviewing/`: the page on which a post is read and decided, notes between staff. The moves themselves: `workflow.py`.
- `publishing/`: sending once, or asking: `sending.py`, `gates.py` (may it go out now), `lookups.py`, `answers.py`
  (people), `settling.py` (what becomes of the post); changes and corrections of what is out.
- `planning/`: calendar, strategy, series, campaigns, dates, plans in and out, the feed.
- `media/`: the library, who is shown in it, and the consents.

A page's address stands in `*_urls.py`, its view in `*_views.py`. Not here: the rules that a text is checked against
(policies/rules) and how a network is spoken to (channels/networks). Start reading at workflow.py, then
publishing/sending.py.
"""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "posts"

    def ready(self) -> None:
        from policies import figures
        from policies.evidence import chapters
        from posts.checking import evidence, rule_figures

        figures.register(rule_figures.of_service)
        for chapter in evidence.CHAPTERS:
            chapters.register(chapter)
