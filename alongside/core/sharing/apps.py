from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "alongside.core.sharing"
    label = "sharing"
