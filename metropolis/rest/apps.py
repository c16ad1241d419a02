from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "metropolis.rest"
    label = "rest"
