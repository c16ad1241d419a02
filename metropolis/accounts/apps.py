from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "metropolis.accounts"
    label = "accounts"
