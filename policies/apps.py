"""The service's policies: versioned documents whose sections carry rules that run.

A policy's life, and where it is written:

- `models/` what is kept; `workflow.py` every change of a version's state, in one table; `drafting.py` every write of a
  draft's content; `completeness.py` and `confirming.py` what a draft lacks before review; `numbering.py` its number.
- `starter/` (the short form and our own text) and `importing/` (Word, Markdown) begin one; `coverage.py` measures it.
- `contents.py` and `digests.py` a version as plain values with their hash; `diff.py` and `words.py` two compared.
- `reviews.py`, `reminders.py` the review that comes round; `readings.py`, `questions.py` who has read what;
  `exceptions.py`, quiet periods (`services.py`); `evidence/` what is handed over.
- `rules/` the check engine, pure functions; `examples/`, `training/` what its rules of meaning are learnt from.

Not here: what a check stops and the backtest over past posts (posts), what a playbook does (moderation). Start reading
at models/documents.py, then workflow.py and rules/base.py.
"""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
