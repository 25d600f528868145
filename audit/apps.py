"""What happened, who did it, when.

Here live: events in a hash chain per service, the sentence of each kind, and the check of the chain. Not here: any
decision; no page computes a state from events. Start reading at services.py (`record`), then kinds.py.
"""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
