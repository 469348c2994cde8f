from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "alongside.core.parts"
    label = "parts"
