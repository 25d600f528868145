"""Facebook Pages, by the Graph API. Start reading at connector.py."""

from channels.networks.facebook.connector import Facebook

__all__ = ["Facebook"]
