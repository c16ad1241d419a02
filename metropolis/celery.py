"""The Celery application: on the roof, since it finds the tasks of every app."""

from pathlib import Path

from celery import Celery
from celery.signals import setup_logging

app = Celery("metropolis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_django_logging(**_kwargs):
    """Worker and beat log as the rest does: without a receiver Celery would set up its own way."""


@app.on_after_configure.connect
def make_queue_folders(sender, **_kwargs):
    """The queue in files needs its folders before the first message."""
    options = sender.conf.broker_transport_options
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if folder := options.get(name):
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
