"""Bluesky: through the atproto package, on the account's own server (PDS)."""

from channels.networks.bluesky.connector import Bluesky

__all__ = ["Bluesky"]
