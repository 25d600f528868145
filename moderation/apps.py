"""Comments that come in, from arrival to closed.

- What is kept: `models/`; the evidence before anything else: `captures.py`.
- Coming in: `reading.py` the networks, `threads.py` what answers what, `looking_again.py` edits and deletions,
  `gaps.py` what could not be read, `watches.py` words elsewhere; `by_hand.py` with `addresses.py` and
  `screenshots.py`; `importing/` files. All of it ends in `intake.py`, which keeps and sorts.
- Sorting: `classify/`, pure functions over exported weights and rules, asked by `assess.py`; `training/` our corpus,
  `learning/` the nightly candidate and the versions.
- Handling: `workflow.py` every verb, `moves.py` the table, `playbooks.py` the steps as data, `acting.py` does them,
  `holding.py` who has a comment; `clocks.py`, `exposure.py`, `out_of_hours.py`.
- Danger: `escalations.py`, `dangers.py` up the chain, `emergency.py` the card.
- Beside the queue: `incidents.py` with `likeness.py`, `complaints.py`, `house_rules.py`, `blocking.py`, `appeals.py`,
  `wellbeing.py`; `due.py` and the two `*reminders.py` for their dates.
- How long it stays: `keeping/` (periods, holds, the purge, a person's own data).

A page's view is in `views_*.py`, what it shows in `pages_*.py`, what is typed in `forms_*.py`; `public_views.py` needs
no sign-in. Not here: how a network is spoken to (channels/networks) and the public post that answers a grievance
(posts). Start reading at workflow.py, then playbooks.py.
"""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from audit import things
        from moderation import hiding

        for label, rows in hiding.KEPT_FROM.items():
            things.keep_back(label, rows)
