"""Posts from draft to published, and the plan that they are held against.

- What is kept: `models/`; what goes out as plain values with its digest: `content.py`, `threads.py`.
- Writing: `services.py` saves, `editor.py` with `editor_pictures.py` is the page; a post begins with a kind
  (`kinds.py`, `starting.py`), a template (`post_templates.py`) or an old post (`repurposing.py`); what a network
  makes of it: `showing.py`, `fitting.py`, `cards.py`. `notes.py` what staff say to each other, `versions.py` what
  it said before.
- Deciding: `workflow.py` every move by a person, in one table; `checks.py` what the policy says; `reading.py` the page.
- Sending once, or asking: `sending.py`, `gates.py` (may it go out now), `lookups.py`, `answers.py` (people),
  `settling.py` (what becomes of the post); `changes.py` and `corrections.py` for what is out already.
- Planning: `calendar.py` and `plan.py`, `strategy.py` with `gaps.py` and `filling.py`, `keydates/`, `dates.py`,
  `recurrence.py` with `series.py`, `campaigns.py`, `plans/` (CSV and Excel), `feeds.py` (.ics).
- The library: `library.py`, `uploads/`, `consents.py`, `serving.py`.
- Learnt about rules: `backtests.py`, `marks.py`, `rule_figures.py`. Links: `links.py` which answer, `short_links.py`
  our own, counted.

A page's address stands in `*_urls.py`, its view in `*_views.py`. Not here: the rules that a text is checked against
(policies/rules) and how a network is spoken to (channels/networks). Start reading at workflow.py, then sending.py.
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
