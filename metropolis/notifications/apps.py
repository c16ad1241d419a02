from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "metropolis.notifications"
    label = "notifications"
