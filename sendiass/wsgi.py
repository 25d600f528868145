"""The web process's entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendiass.settings")
application = get_wsgi_application()
# What is loaded by now stays for good. No collection has to walk it again, which a request would wait a tenth of a
# second for.
gc.collect()
gc.freeze()
