"""The Celery application: on the roof, since it finds the tasks of every app."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metropolis.settings.dev")

app = Celery("metropolis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
