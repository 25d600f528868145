"""Comments that come in, from arrival to closed.

- `coming_in/`: networks are read, words watched for, comments logged by hand; `importing/` files. All of it ends in
  `coming_in/intake.py`, which keeps the evidence before anything else and sorts.
- `classify/`: pure functions over exported weights and rules; `training/` our corpus, `learning/` the nightly candidate
  and the versions.
- `inbox/`: the queue, who has what, several at once, those who read abuse.
- `handling/`: one comment: `playbooks.py` the steps as data, `acting.py` does them, `outcomes.py` what a network
  made of one, `clocks.py`, and its page.
- `safety/`: escalations, dangers up the chain, the emergency card, how long cases stood in public, out of hours.
- `grievances/`: incidents and complaints; `conduct/`: house rules, blocks, looking again; `dates/`: what is due beside
  the queue, and who is reminded.
- `keeping/`: periods, holds, the purge, a person's own data.

A page's view is in `views_*.py`, what it shows in `pages_*.py`, what is typed in `forms_*.py`;
`conduct/public_views.py` needs no sign-in. Not here: how a network is spoken to (channels/networks) and the public post
that answers a grievance (posts). Start reading at workflow.py (every verb), then moves.py (the table) and
handling/playbooks.py; on which section of the policy each decision stands says grounds.py.
"""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from audit import things
        from moderation import evidence
        from moderation.handling import hiding
        from policies.evidence import chapters

        for label, rows in hiding.KEPT_FROM.items():
            things.keep_back(label, rows)
        for chapter in evidence.CHAPTERS:
            chapters.register(chapter)
