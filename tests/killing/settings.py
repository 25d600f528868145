"""The product's own settings for workers that a test kills: short leases, and a sandbox that goes wrong as told."""

from sendiass.settings import *  # noqa: F403

NETWORKS = {**NETWORKS, "sandbox": "tests.channels.faulty.FaultySandbox"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
