from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "metropolis.jobs"
    label = "jobs"
