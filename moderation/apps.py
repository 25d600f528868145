"""Comments that come in, from arrival to closed.

Here live: comments, captures, assessments, incidents, playbooks with their steps, escalations, and the classifier
(`classify/`, pure functions over exported weights), and how long all this is kept (`keeping/`). Not here: reading a network (channels/networks) and the public
post that answers a grievance (posts). Start reading at workflow.py, then playbooks.py.
"""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"
