"""The shell of the portal. Importing it gives every process the same Celery application."""

from .celery import app as celery_app

__all__ = ["celery_app"]
