"""The design system: components, formats, errors, pages without a domain."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "metropolis.ui"
    label = "ui"
