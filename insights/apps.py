"""What the others' rows add up to.

Here live: the home page, the compliance page, the health of the installation, and the reminders that gather what is
late everywhere. Not here: any state of its own but the heartbeat. Start reading at home.py and compliance/areas.py.
"""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"
