"""The service's accounts on social networks, and how each network is spoken to.

Here live: channels with their state, the connectors (`networks/`, a module a network) and the sandbox network's
own side (`sandbox/`). Not here: what is sent when (posts) and what comes in means (moderation). Start reading at
networks/__init__.py.
"""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "channels"
