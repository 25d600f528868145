#!/usr/bin/env python
"""Django's command line for this project."""

import os
import secrets
import sys
from base64 import urlsafe_b64encode

# The two batch commands sign nothing and answer no request, so that they run on a fresh clone as it is.
WITHOUT_SECRETS = {"check_posts", "classify_comments"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendiass.settings")
    if len(sys.argv) > 1 and sys.argv[1] in WITHOUT_SECRETS:
        os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
        os.environ.setdefault("CREDENTIALS_KEYS", urlsafe_b64encode(secrets.token_bytes(32)).decode())
        os.environ.setdefault("ALLOWED_HOSTS", "localhost")
        os.environ.setdefault("SITE_URL", "http://localhost")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
