"""X, by its API v2. Start reading at connector.py."""

from channels.networks.x.connector import X

__all__ = ["X"]
