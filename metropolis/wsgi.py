"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from metropolis.jobs.collecting import spare_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metropolis.settings.production")

application = get_wsgi_application()
spare_what_stays()
