"""Mastodon, and servers that speak its API."""

from channels.networks.mastodon.connector import Mastodon

__all__ = ["Mastodon"]
