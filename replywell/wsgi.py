"""The staff pages, for granian's WSGI workers."""

import os

os.environ.setdefault("REPLYWELL_PROCESS", "web")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
