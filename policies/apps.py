"""The service's policies: versioned documents whose sections carry rules that run.

Here live: documents, versions, sections, the settings of rules, reply templates, reviews, quiet periods, and the
check engine (`rules/`, pure functions). Not here: what a check stops (posts) and what a playbook does
(moderation). Start reading at models.py, then workflow.py and rules/base.py.
"""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
