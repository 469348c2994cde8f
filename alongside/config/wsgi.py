"""The door the web server knocks on."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
application = get_wsgi_application()

# What is loaded by now stays: searching it for garbage again and again took a tenth of every page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
