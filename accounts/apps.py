"""People, services and roles.

Here live: who a person is, which services they belong to and as what, deputies, invitations, the middleware
that resolves the service of an address once, and the outbox of e-mail. Not here: what a role may do to a post, a policy
or a comment; that stands in each app's permissions.py. Start reading at models.py, then middleware.py.
"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"
